"""How bureaus print the labels of the returns: the generator's own list, never the reader's.

ALONE are labels that say all by themselves; UNDER are leaves that need the heading they stand under,
by the heading's name in GROUPS. Written from the meaning of the fields alone.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ALONE: dict[str, tuple[str, ...]] = {
    'org_name': _words('社会组织名称 单位名称 组织名称 社会组织全称 机构名称 单位全称 社会组织（单位）名称'),
    'code': _words('统一社会信用代码 社会信用代码 统一信用代码 信用代码 统一社会信用代码（18位）'),
    'registration_no': _words('登记证号 登记证书号 登记证编号 登记证书编号 法人登记证号 登记证书号码'),
    'org_type': _words('社会组织类型 组织类别 社会组织类别 社会组织种类 单位类型 组织类型'),
    'region': _words('所在县区 所属县（市、区） 县（市、区） 所属区县 所在县（市、区）'),
    'competent_authority': _words('业务主管单位 业务主管部门 主管单位 主管部门 业务主管单位名称'),
    'address': _words('单位地址 住所 地址 办公地址 办公地点 单位住所 详细地址'),
    'legal_rep': _words('法定代表人 法人代表 法定代表人姓名 法人代表姓名 法人'),
    'phone': _words('联系电话 单位电话 联系方式 办公电话 电话 单位联系电话 单位联系方式'),
    'staff_total': _words(
        '从业人员总数 从业人员数 从业人数 职工总数 工作人员总数 从业人员合计 员工总数 职工人数'
    ),
    'staff_full_time': _words(
        '专职工作人员数 专职人员数 专职从业人员 专职工作人员 全职人员数 专职从业人员数'
    ),
    'staff_part_time': _words('兼职工作人员数 兼职人员数 兼职从业人员 兼职工作人员 兼职人数 兼职从业人员数'),
    'members_total': _words('党员总数 党员人数 党员数 现有党员数 党员合计 党员总人数 现有党员 党员数量'),
    'full_members': _words('正式党员数 正式党员 正式党员人数 正式党员数量'),
    'probationary_members': _words('预备党员数 预备党员 预备党员人数 预备党员数量'),
    'members_full_time': _words('专职党员数 专职人员中党员数 专职工作人员中党员数 专职党员 专职党员数量'),
    'members_part_time': _words('兼职党员数 兼职人员中党员数 兼职工作人员中党员数 兼职党员 兼职党员数量'),
    'full_members_full_time': _words(
        '专职正式党员数 专职人员中正式党员数 专职工作人员中正式党员 专职正式党员'
    ),
    'full_members_part_time': _words(
        '兼职正式党员数 兼职人员中正式党员数 兼职工作人员中正式党员 兼职正式党员'
    ),
    'applicants': _words('申请入党人数 申请入党人 入党申请人数 申请入党 入党申请人'),
    'activists': _words('入党积极分子 积极分子 入党积极分子数 入党积极分子人数 积极分子数'),
    'development_targets': _words('发展对象 发展对象数 发展对象人数 党员发展对象'),
    'large_scale': _words('是否规模较大 规模是否较大 是否规模较大、员工较多 规模较大、员工较多（是/否）'),
    'established': _words(
        '是否建立党组织 是否已建党组织 党组织是否建立 有无党组织 是否成立党组织 是否建有党组织'
    ),
    'establishment_form': _words('组建方式 组建形式 党组织组建方式 党组织组建形式 党组织建立方式'),
    'org_level': _words('党组织建制 组织建制 党组织类别'),
    'party_org_name': _words('党组织名称 党组织全称 所建党组织名称 已建党组织名称 党组织名称（全称）'),
    'established_on': _words('党组织成立时间 党组织建立时间 建立党组织时间 党组织成立日期 党组织组建时间'),
    'approved_by': _words('审批单位 批准单位 审批党组织 批准成立单位 审批机关 批准机关'),
    'approval_number': _words('审批文号 批复文号 批准文号 批准成立文号 批文号'),
    'affiliation': _words('隶属关系 党组织隶属关系 上级党组织 隶属党组织 上级党组织名称'),
    'party_head': _words('党组织负责人 党组织书记 党组织书记姓名 党组织负责人姓名 党支部书记'),
    'party_head_phone': _words(
        '党组织负责人电话 党组织负责人联系电话 党组织书记电话 书记联系电话 党组织负责人联系方式'
    ),
    'joint_name': _words('联合支部名称 联合党支部名称 所在联合党支部名称 所属联合支部名称'),
    'joint_units': _words('联合组建单位 联合单位 参与联合组建的单位 联合建立党组织的单位'),
    'not_established_reason': _words(
        '未建立原因 未建原因 未建立党组织原因 未建党组织原因 未建立党组织的原因'
    ),
    'planned_form': _words('拟组建方式 拟采取的组建方式 拟组建形式 计划组建方式 拟建方式'),
    'planned_on': _words('拟组建时间 拟建时间 计划组建时间 拟建党组织时间 拟建立党组织时间'),
    'instructor': _words('党建工作指导员 党建指导员 指导员姓名 党建指导员姓名 党建工作指导员姓名'),
    'instructor_unit': _words(
        '指导员工作单位 党建指导员工作单位 指导员所在单位 指导员派出单位 党建工作指导员单位'
    ),
    'instructor_phone': _words(
        '指导员联系电话 指导员电话 党建指导员电话 党建工作指导员联系电话 指导员联系方式'
    ),
    'mass_orgs': _words('群团组织 群团组织建立情况 已建群团组织 群团组织组建情况 建立群团组织情况'),
    'reporting_unit': _words('填报单位 填表单位 报送单位 上报单位 填报单位（盖章） 填表单位（公章）'),
    'filled_by': _words('填表人 填报人 经办人 制表人'),
    'filled_by_phone': _words('填表人电话 填报人联系电话 填表人联系方式 经办人电话 填报人电话'),
    'filled_on': _words('填表日期 填报日期 填报时间 填表时间 报送日期 上报日期'),
    'remarks': _words('备注 说明 需要说明的情况 备注说明'),
    'leaders_ft': _words('专职领导成员数 领导成员专职数 专职领导成员'),
    'leaders_pt': _words('兼职领导成员数 领导成员兼职数 兼职领导成员'),
    'workers_ft': _words('专职工作人员数 工作人员专职数 专职工作人员'),
    'workers_pt': _words('兼职工作人员数 工作人员兼职数 兼职工作人员'),
    'party_head_org_post': _words('党组织负责人社会组织职务 党组织负责人在社会组织职务 书记社会组织职务'),
    'party_head_former_unit': _words(
        '党组织负责人原工作单位及职务 负责人原工作单位及职务 书记原工作单位及职务'
    ),
    'functional_party_org': _words('是否兼合式党组织 是否为兼合式党组织 是否兼合式'),
    'mass_orgs_note': _words('已建群团组织说明 群团组织说明 群团组织情况说明'),
    'instructor_post': _words('指导员职务 党建指导员职务 现任职务'),
    'term_start': _words('选派开始时间 选派起始日期 任期开始时间 选派起始时间'),
    'term_end': _words('选派结束时间 选派截止日期 任期结束时间 选派期满时间'),
    'dispatch_number': _words('选派文号 选派文件文号 派出文件号'),
    'dispatched_on': _words('选派日期 选派时间 派出时间'),
}

GROUPS: dict[str, tuple[str, ...]] = {
    'basic': _words('基本情况 社会组织基本情况 单位基本情况 基本信息'),
    'legal': _words('法定代表人 法人代表 法定代表人情况'),
    'staff': _words('从业人员 从业人员情况 从业人员数 工作人员情况 从业人员数（人） 职工情况'),
    'members': _words('党员情况 党员 党员数 现有党员 党员人数 党员队伍情况 党员数（人）'),
    'people': _words('人员情况 人员及党员情况 从业人员和党员情况 人员状况'),
    'full': _words('正式党员 正式党员数 其中：正式党员'),
    'developing': _words('发展党员 发展党员情况 发展党员（人数） 党员发展情况'),
    'party': _words('党组织建立情况 党组织情况 党组织组建情况 党组织建设情况'),
    'yes': _words('已建党组织情况 已建立党组织 已建立党组织的填写 已建党组织'),
    'no': _words('未建党组织情况 未建立党组织 未建立党组织的填写 未建党组织'),
    'head': _words('党组织负责人 党组织书记 党组织负责人情况'),
    'leaders': _words('领导成员数 领导成员 领导成员数（人）'),
    'workers': _words('工作人员数 工作人员 一般工作人员数'),
    'leader members': _words('领导成员党员数 领导成员中党员 领导班子成员党员数'),
    'worker members': _words('工作人员党员数 工作人员中党员 一般工作人员党员数'),
    'relations': _words(
        '组织关系（人数） 组织关系所在单位（人数） 党员组织关系（人数） 组织关系隶属情况（人）'
    ),
    'mass': _words('群团组织 群团组织情况 群团工作'),
    'instructor': _words('党建工作指导员 党建指导员 选派党建工作指导员情况 党建指导员情况'),
}

UNDER: dict[str, dict[str, tuple[str, ...]]] = {
    'legal': {'legal_rep': _words('姓名')},
    'staff': {
        'staff_total': _words('总数 合计 总人数 总计'),
        'staff_full_time': _words('专职 专职人数 其中：专职 专职人员 全职'),
        'staff_part_time': _words('兼职 兼职人数 其中：兼职 兼职人员'),
    },
    'members': {
        'members_total': _words('总数 合计 总人数 党员总数'),
        'full_members': _words('正式 正式党员 其中：正式党员 正式党员数'),
        'probationary_members': _words('预备 预备党员 其中：预备党员 预备党员数'),
        'members_full_time': _words('专职 专职党员 专职人员中党员'),
        'members_part_time': _words('兼职 兼职党员 兼职人员中党员'),
    },
    'leaders': {'leaders_ft': _words('专职 专职人数'), 'leaders_pt': _words('兼职 兼职人数')},
    'workers': {'workers_ft': _words('专职 专职人数'), 'workers_pt': _words('兼职 兼职人数')},
    'leader members': {
        'leader_members_ft_transferred': _words('专职（已转关系） 专职已转关系 专职已转'),
        'leader_members_ft_untransferred': _words('专职（未转关系） 专职未转关系 专职未转'),
        'leader_members_pt': _words('兼职 兼职人数'),
    },
    'worker members': {
        'worker_members_ft_transferred': _words('专职（已转关系） 专职已转关系 专职已转'),
        'worker_members_ft_untransferred': _words('专职（未转关系） 专职未转关系 专职未转'),
        'worker_members_pt': _words('兼职 兼职人数'),
    },
    'relations': {
        'relation_in_own_org': _words('社会组织 本社会组织 在社会组织'),
        'relation_in_competent_authority': _words('业务主管单位 在业务主管单位 业务主管部门'),
        'relation_in_attached_unit': _words('挂靠单位 在挂靠单位'),
        'relation_in_locality': _words('属地 在属地 属地党组织'),
        'relation_in_former_unit': _words('原工作单位 在原工作单位 原单位'),
        'relation_in_other': _words('其他 其它'),
    },
    'full': {
        'full_members': _words('合计 总数'),
        'full_members_full_time': _words('专职 专职人员 其中专职'),
        'full_members_part_time': _words('兼职 兼职人员 其中兼职'),
    },
    'developing': {
        'applicants': _words('申请入党 申请入党人数 申请人数 入党申请人'),
        'activists': _words('入党积极分子 积极分子 积极分子人数'),
        'development_targets': _words('发展对象 发展对象人数'),
    },
    'yes': {
        'party_org_name': _words('党组织名称 名称 党组织全称'),
        'established_on': _words('成立时间 建立时间 成立日期 组建时间'),
        'establishment_form': _words('组建方式 组建形式 建立方式'),
        'org_level': _words('组织建制 建制 党组织建制'),
        'approved_by': _words('审批单位 批准单位'),
        'approval_number': _words('审批文号 批复文号 批准文号'),
        'affiliation': _words('隶属关系 上级党组织'),
    },
    'no': {
        'not_established_reason': _words('未建原因 原因 未建立原因'),
        'planned_form': _words('拟组建方式 拟建方式'),
        'planned_on': _words('拟组建时间 拟建时间'),
    },
    'head': {
        'party_head': _words('姓名'),
        'party_head_phone': _words('电话 联系电话 手机 联系方式 手机号码'),
        'party_head_org_post': _words('社会组织职务 在社会组织职务 在社会组织担任职务'),
        'party_head_former_unit': _words('原工作单位及职务 原单位及职务'),
    },
    'instructor': {
        'instructor': _words('姓名'),
        'instructor_unit': _words('工作单位 单位 所在单位 派出单位'),
        'instructor_phone': _words('电话 联系电话 手机号码 联系方式'),
    },
}

STRANGE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ('会员总数', ('120', '36', '88')),
    ('个人会员数', ('45', '210', '18')),
    ('注册资金（万元）', ('3', '10', '50')),
    ('年检结论', _words('合格 基本合格 合格')),
    ('评估等级', _words('3A 4A 未评估')),
    ('本年度收入（万元）', ('12.5', '300', '46.8')),
    ('党费收缴（元）', ('360', '1200', '85')),
    ('活动场所面积（平方米）', ('30', '120', '60')),
    ('活动场所', _words('单独设立 办公场所合用 无')),
    ('传真', ('0000-2822001', '0000-2822002')),
    ('邮政编码', ('000001', '000002')),
    ('网址', _words('www.example.org www.example.com')),
    ('章程核准日期', ('2008-05-06', '2015年3月', '2012.7.1')),
    ('是否行业协会商会', _words('是 否')),
    ('开展活动次数', ('4', '6', '12')),
)
"""Columns no definition asks for, and what stands in them: none of it may turn up as a value."""

PRIVATE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ('性别', _words('男 女')),
    ('民族', _words('汉族 回族')),
    ('学历', _words('本科 大专 研究生')),
    ('出生年月', ('1975.03', '1980年6月', '1990-01')),
    ('政治面貌', _words('中共党员 群众 民盟盟员')),
    ('身份证号', ('000000197503010000', '000000198006150000')),
)
"""What is never read: office-life.md, last part."""

TITLES: dict[str, tuple[str, ...]] = {
    'party_building_survey': _words(
        """
        社会组织党建情况调查表 社会组织党建工作情况统计表 社会组织党建情况汇总表
        社会组织党组织建立情况统计表 社会组织党建情况一览表 社会组织党建工作情况调查表
        """
    ),
    'baseline_registration': _words(
        """
        社会组织建立党组织情况摸底调查登记表 社会组织建立党组织情况摸底登记表 社会组织党建情况摸底调查登记表
        社会组织党组织建立情况摸底调查登记表
        """
    ),
    'annual_party_report': _words('社会组织党建情况年报表 社会组织党建工作情况年报表 社会组织党建年报表'),
    'party_building_ledger': _words('社会组织党建台账 社会组织党建工作台账 社会组织党建情况台账'),
    'wide_ledger': _words('社会组织党建情况登记台账 社会组织党建工作登记台账 社会组织党建情况明细台账'),
    'instructor_roster': _words(
        """
        社会组织党建工作指导员台账 社会组织党建指导员名册 选派党建工作指导员情况一览表
        党建工作指导员选派情况统计表 社会组织党建工作指导员花名册
        """
    ),
    'coverage_statistics': _words(
        """
        社会组织法人单位建立党的基层组织情况 社会组织法人单位建立党的基层组织情况统计表 社会组织两个覆盖统计表
        """
    ),
    'member_survey': _words(
        '社会组织党员情况调查表 社会组织党员花名册 社会组织党员名册 社会组织党员情况登记表'
    ),
}
"""Printed names, without the region and year before them."""
