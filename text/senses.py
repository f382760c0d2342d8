"""What the words of a printed label mean: a label is split into words of sense, whatever their order."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_WORDS = """
STAFF: 从业人员 从业者 员工 职工 人员 在职人员 在职员工 在职职工 在岗人员 在岗职工 在岗员工 从业职工 从业员工
WORKER: 工作人员 一般工作人员 一般从业人员 在职工作人员
LEADER: 领导成员 领导班子成员 领导班子 班子成员 领导人员 管理层
FULL_TIME: 专职 全职 专任
PART_TIME: 兼职 兼任
MEMBER: 党员 中共党员 共产党员 中国共产党党员 中国共产党员
REGULAR: 正式
PROBATIONARY: 预备 预备期
APPLICANT: 入党申请人 申请入党人 申请入党人员 入党申请人员 入党申请者 申请入党者 申请入党人士 入党申请
  申请入党 已申请入党 提出入党申请 已提出入党申请
  递交入党申请书 递交入党申请 提交入党申请书 提交入党申请 已递交入党申请书 已递交入党申请 申请人
ACTIVIST: 入党积极分子 积极分子 建党积极分子 列为积极分子 列为入党积极分子
  列入积极分子 确定积极分子 确定为积极分子
  确定的入党积极分子 培养的入党积极分子 确定为入党积极分子 确定入党积极分子 培养入党积极分子
TARGET: 发展对象 党员发展对象 发展党员对象 列为发展对象 入党发展对象
  列入发展对象 确定的发展对象 确定发展对象 确定为发展对象 拟发展对象
MOVED: 已转 已转入 已转关系 已转组织关系 已转入组织关系
UNMOVED: 未转 未转入 未转关系 未转组织关系 未转入组织关系
RELATION: 组织关系 党组织关系
ORG: 社会组织 组织 社团 社会团体 机构 民办非企业单位 社会服务机构 基金会 协会 法人组织
  学会 商会 促进会 民非 民办非企业
ORG NAME: 本单位名称 本组织名称 本机构名称 登记证书上的名称 登记证上的名称 登记证书名称 证书登记名称
ORG TYPE: 单位性质社团民非基金会
UNIT: 单位 机关 部门 成员单位 法人单位
WORK_UNIT: 工作单位 所在单位 所属单位 现工作单位 任职单位
FORMER_UNIT: 原工作单位 原单位
NAME: 名称 全称 全名 规范名称 登记名称 完整名称 标准名称
PERSON_NAME: 姓名 名字
PARTY_ORG: 党组织 党支部 支部 基层党组织 基层党支部 党的组织 党的基层组织 党建组织 党委 党总支 总支
JOINT: 联合
BUILD: 建立 组建 建 已建 已建立 已组建 所建 建有 建成 创建 已建成 构建
FOUND: 成立 设立 已成立 已设立 设有 成立的
JOINT BUILD: 联建
IS: 是否 是否属于 是否为 是否已 是否已经 有无 有否 是否有 是否已有 与否 是不是
IS BUILD: 是否建有 是否设有 建否 建没建 建未建 建立否 成立否 组建否
PLAN: 拟 计划 预计 拟采取 拟采用 拟采取的 拟采用的 计划采用 计划采用的 计划采取
  计划采取的 准备 准备采取 准备采取的 准备采用的 预定
NOT: 未 没有 尚未 暂未 未能 未能够 没 不 还未 未曾
NOT BUILD PARTY_ORG: 无党组织
SETUP: 设置
LEVEL: 建制 组织建制 层级 规格
FORM: 形式 方式 模式
TYPE: 类型 类别 种类 分类 性质类别 性质类型
TIME: 何时 时间 日期 年月 年月日
APPROVE: 审批 批准 批复 核准
APPROVE NUMBER: 批文号 批复号
NUMBER: 文号 文件号 文件字号 文件文号 文件号码 字号 文件编号
AFFILIATED: 上一级 归口管理 归口管理的
  隶属 隶属于 隶属于何 上级 直接上级 隶属关系 上级隶属 隶属上级 上级隶属关系
PARTY_ORG HEAD: 书记 支书
HEAD: 负责人 主要负责人 带头人 负责同志
LEGAL: 法定代表人 法人代表 法人 理事长 会长
POST: 职务 职位
INSTRUCTOR: 党建工作指导员 党建指导员 指导员
LIAISON: 党建联络员 党建工作联络员 联络员
SEND: 选派 已选派 派出 派员 委派 指派 分派 安排 联系 指定 确定 已确定 明确 配备 已配备 落实
STATION: 派驻 派往
PHONE: 联系电话 电话 电话号码 联系电话号码 联系方式 手机 手机号 手机号码 手机电话 移动电话 移动电话号码
  固定电话 固话 座机 座机号码 座机电话 联系号码 联络电话 联络方式 联系手机 办公联系电话 办公电话 办公室电话
REGISTER: 登记 民政登记 注册 注册登记 登记注册
CERTIFICATE: 号 证号 证书号 证书编号 证编号 证号码 证书号码 证字号 证书字号 编号 号码 证书证号
  证件号 证件号码 证书编码 证编码 证件编号
CODE: 统一社会信用代码 统一信用代码 社会信用代码 信用代码 统一代码
  机构信用代码 法人登记信用代码 18位信用代码 18位社会信用代码 统一社会信用编码 组织机构代码
AUTHORITY: 业务主管 主管 行业主管 行业管理 业务指导 业务主管指导 主管业务
ADDRESS: 地址 住所 办公地址 办公地点 办公住所 办公场所 办公场所地址 通讯地址 通信地址
  联系地址 详细地址 办公所在地 所在地址 注册地址 登记地址 注册住所 登记住所
IN: 所在 所在地 哪个 登记所在 所属 归属
AREA: 县市 市区 县区 区县 县区别 县别 县市区 市县区 区县市 县域 地区 区域 辖区 行政区划 行政区
REGISTER CERTIFICATE: 法人证书号 法人证书编号
REASON: 原因 理由 缘由 缘故
NOTE: 备注 其他情况 其他需说明 其他需说明的 其他需要说明 说明 情况说明 备注信息
OTHER: 其他 其它
MASS: 群团组织 群团 群众组织 工青妇组织 工青妇 群众团体 群众团体组织 群团团体
FILL: 填报 填表 填写 上报 报送 制表 呈报 本表填报 本表填写 表格填写
FILLER: 填表人 填报人 填写人 制表人 经办人 填报人员 填写人员 填表人员 报表人 上报人
ATTACHED: 挂靠
LOCAL: 属地
LARGE: 规模较大 规模是否较大 规模大 规模较大单位 规模较大的单位 为规模较大单位
  规模较大社会组织 规模较大的社会组织 规模较大从业人员较多 规模较大从业人员较多是否 规模较大人员较多
MANY: 员工较多 职工较多 人员多 员工多 职工多 人员较多 从业人员较多 员工是否较多
"""

_COUNT = """
数 人数 总数 总人数 合计 数量 规模 共计 总计 总量 合计数 人数合计 总数量 实有数 名数 人数总数 总
"""
_LIGHT = """
现有 目前 目前的 当前 现 现任 现在 年末 年底 期末 本年末 本年底 本年度末 截至 截止 截至目前 截止目前 截至年末
截至年底 本单位 本组织 本社会组织 本机构 其中 实有 实际 在册 具体 主要 的 之 中 在 了 所 全部 全体 共有 中共
中国共产党 补充 有关 基本 登记的
"""
_HEADING = """
情况 信息 构成 概况 一栏 一览 名录 状况 组成 分布 队伍
"""
"""What a group of labels ends with."""

_COUNTED, _SLIGHT, _HEADED = '#', '~', '^'

NEUTRAL = frozenset({'ORG', 'UNIT', 'PARTY_ORG', 'BUILD', 'FOUND'})
"""Words of a section that count nobody apart."""

WHOM = frozenset(
    {
        *('STAFF', 'WORKER', 'LEADER', 'MEMBER', 'APPLICANT', 'ACTIVIST', 'TARGET', 'PARTY_ORG', 'LEGAL'),
        *('INSTRUCTOR', 'LIAISON', 'FILLER', 'AUTHORITY', 'JOINT', 'MASS', 'CODE', 'FILL', 'RELATION'),
        'LARGE',
    }
)
"""Whom or what a label speaks of; with none of these its section says it."""

PERSONS = frozenset({'HEAD', 'LEGAL', 'INSTRUCTOR', 'LIAISON', 'FILLER'})

_VAGUE = frozenset(
    {'ORG', 'UNIT', 'PARTY_ORG', 'JOINT', 'FULL_TIME', 'PART_TIME', 'BUILD', 'FOUND', 'IN', 'OTHER'}
)
"""Words that are filled in as often as printed: no label is told by them alone."""

_ENOUGH = frozenset({'PHONE', 'ADDRESS', 'CODE', 'AREA', 'FILLER', 'MASS', 'NOTE'})
"""Words that tell a label alone; others must be counted or stand with one that changes nothing (现任会长)."""


_OWNED = WHOM | {'HEAD', 'PHONE', 'ADDRESS', 'CERTIFICATE', 'TYPE', 'AREA', 'REGISTER'}
"""What a label may begin to say of whose it is (单位党员数) without meaning another thing."""

_DROPPED = tuple(
    (frozenset(holds.split()), frozenset(of.split()), frozenset(dropped.split()))
    for holds, of, dropped in (
        ('PERSON_NAME', 'HEAD LEGAL INSTRUCTOR LIAISON FILLER', 'PERSON_NAME'),
        ('NAME', 'AUTHORITY APPROVE INSTRUCTOR LIAISON JOINT FILL AFFILIATED TYPE AREA', 'NAME'),
        ('APPROVE', 'UNIT NUMBER', 'PARTY_ORG'),
        ('APPROVE', 'UNIT NUMBER', 'BUILD'),
        ('STAFF', 'MEMBER APPLICANT ACTIVIST TARGET', 'STAFF'),
        ('IN', 'TYPE', 'IN'),
        ('ATTACHED', 'AUTHORITY', 'ATTACHED'),
        ('LOCAL', 'AREA', 'LOCAL'),
        ('CODE', 'LEGAL', 'LEGAL'),
        ('MASS', 'BUILD', 'BUILD'),
        ('MASS', 'NAME', 'NAME'),
    )
)
"""Words that add nothing to others: with one of the first and one of the second, the third may go."""


class Sense(NamedTuple):
    """Words of sense of a label; begins with the word that stands first.

    counted: it says that it counts (数, 合计); headed: it ends like a group of labels (情况); slight:
    it holds words that change nothing.
    """

    words: frozenset[str]
    first: str
    counted: bool
    headed: bool
    slight: bool

    @property
    def vague(self) -> bool:
        """Whether it says too little to be told as a label by its sense alone."""
        if self.counted:
            return not self.words
        told = _ENOUGH | (WHOM if self.slight else frozenset())
        if len(self.words) < 2:
            return not self.words <= told
        return len(self.words) == 2 and self.words <= _VAGUE


def _vocabulary() -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    meaning: tuple[str, ...] = ()
    for line in _WORDS.strip().splitlines():
        head, colon, rest = line.partition(':')
        if colon:
            meaning = tuple(head.split())
        known |= dict.fromkeys((rest if colon else line).split(), meaning)
    for words, sign in ((_COUNT, _COUNTED), (_LIGHT, _SLIGHT), (_HEADING, _HEADED)):
        known |= dict.fromkeys(words.split(), (sign,))
    return known


_KNOWN = _vocabulary()
_LONGEST = max(map(len, _KNOWN))


@lru_cache(maxsize=8192)
def label_to_sense(folded: str) -> Sense | None:
    """The sense of a folded label, None where one of its words is not known: nothing is guessed.

    Example: '基层党组织创建日期' is {PARTY_ORG, BUILD, TIME}, as 党支部成立时间 is.
    """
    found: list[str] = []
    place = 0
    if len(folded) > 24:
        return None
    while place < len(folded):
        sizes = range(min(_LONGEST, len(folded) - place), 0, -1)
        size = next((size for size in sizes if folded[place : place + size] in _KNOWN), 0)
        if not size:
            return None
        found += _KNOWN[folded[place : place + size]]
        place += size
    words = [word for word in found if word not in {_COUNTED, _SLIGHT, _HEADED}]
    tail = found[found.index(_HEADED) :] if _HEADED in found else []
    if set(tail) - {_HEADED}:
        return None
    first = words[0] if words else ''
    return Sense(settled(frozenset(words)), first, _COUNTED in found, bool(tail), _SLIGHT in found)


def settled(words: frozenset[str]) -> frozenset[str]:
    """Words of sense as they are told together: what founds a Party organisation builds it."""
    if 'FOUND' in words and words & {'PARTY_ORG', 'JOINT', 'MASS', 'APPROVE', 'PLAN', 'NOT'}:
        words = words - {'FOUND'} | {'BUILD'}
    if 'ORG' in words and words & {'AUTHORITY', 'APPROVE'} and 'UNIT' not in words:
        words = words - {'ORG'} | {'UNIT'}
    if {'NOT', 'NOTE'} <= words:
        words = words - {'NOTE'} | {'REASON'}
    if words & {'INSTRUCTOR', 'LIAISON'} and not words & {'UNIT', 'WORK_UNIT', 'ORG', 'TIME'}:
        words = words - {'SEND', 'STATION'}
    return words


def alike(sense: Sense) -> tuple[frozenset[str], ...]:
    """A sense and shorter ways to say it: without whose it is, without 名称 of a unit or 姓名 of a post."""
    words = sense.words
    ways = [words]
    rest = words - {sense.first}
    if sense.first in {'ORG', 'UNIT'} and rest & _OWNED:
        ways.append(rest)
    for holds, of, dropped in _DROPPED:
        ways += [way - dropped for way in ways if way & holds and way & of and way - dropped]
    return tuple(dict.fromkeys(ways))
