"""Words printed on forms whatever the form: what heads names, persons, and what nobody may keep."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAME_LABELS = _words(
    """
    社会组织名称 单位名称 组织名称 社团名称 机构名称 社会团体名称 基金会名称 民办非企业单位名称
    社会服务机构名称 名称 全称 企业名称 法人单位名称 协会名称
    """
)
"""What the name of an organisation is headed with, on any form."""

NEVER_LABELS = _words(
    """
    身份证号 身份证号码 居民身份证号 居民身份证号码 公民身份号码 身份证 证件号码 证件编号 证件类型 民族
    学历 文化程度 最高学历 政治面貌 出生年月 出生日期 出生年月日 性别 年龄 籍贯 家庭住址 生活困难
    生活困难标识 奖惩 奖惩情况 年度考核等次 国籍 入党日期 入党时间 转正日期 健康状况 婚姻状况
    """
)
"""Labels of what is kept of nobody: the cells that they head are not read."""

SERIAL_LABELS = frozenset(_words('序号 编号 行次 序 号 项次'))
"""What heads the running numbers of rows."""

PERSON_LABELS = _words(
    """
    姓名 党员姓名 人员姓名 姓氏 成员姓名 指导员姓名
    """
)
"""What heads a column of persons."""

OTHER_LABELS = _words(
    """
    序号 编号 类别 类型 备注 说明 职务 职称 工作单位 工作单位及职务 原工作单位 社会组织职务 社团职务
    联系人 联系电话 电话 手机 手机号码 联系方式 传真 邮编 邮政编码 电子邮箱 网址 住所 地址 办公地址
    单位地址 法定代表人 负责人 单位负责人 经办人 承办人 审核人 审核 填表人 填报人 填表日期 填报日期
    填报单位 填表单位 填报时间 填表时间 日期 时间 业务主管单位 登记管理机关 登记证号 组织机构代码
    统一社会信用代码 总人数 总数 合计 人数 小计 专职 兼职 党员数 正式党员 预备党员 流动党员
    其中流动党员 照片 会议名称 应到人数 实到人数 所在单位 从业人员 注册资金 注册资金数额 业务范围 宗旨
    会员数量 成立时间 机构代码 简历 签名 本人签字 领证日期 领证人签字 县区 县(市、区) 地区
    """
)
"""Labels met on many forms; on a form that does not ask for them they are still labels."""

OTHER_SECTIONS = _words(
    """
    组织关系 组织关系所在 党员组织关系 组织关系隶属 领导成员 领导班子 领导班子成员 年龄 年龄结构 学历 学历结构
    文化程度 活动经费 经费 党组织活动经费 流动党员 困难党员 离退休党员 会员 单位会员 个人会员 理事会 监事会
    """
)
"""Sections that count or name something else: what stands under them is no field of its own label."""

LABEL_ENDINGS = _words(
    """
    情况 意见 人数 时间 日期 名称 姓名 电话 职务 原因 号码 证号 地址 数量 负责人 签字 签名 签章 盖章
    编号 总数 经过 数额
    """
)
"""What a short unknown label ends with."""
