"""Which figures are goals: what bars a figure, and what speaks for it."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.notice.figures import Figure
from extractors.notice.sentences import Sentence

_POLICY = re.compile(
    r'补贴|补助|资助(?!项目|课题)|每人[限只最]|贷款|首付|利率|购房|享受|减免|优惠|提取|缴存|额度|税率|契税|缴税|纳税|征收|价格|收费|报名费|考试费|周岁|学历|教龄|奖励|奖补|租金'
    r'|罚款|保证金|首套|二套|房票|套数|工龄|年龄|任职|科目|标准收取|参保(?!率|人数|覆盖)|职工人数|土地出让|满\d|押金|总额不|伙食|报销|分红|股份|持股'
    r'|折(?:优惠|扣)|费用|预付|中标价|合同价|时长|间隔|误差|温度|浓度|高度|长度|宽度|面积在'
)
_WORDS_PAID = re.compile('元|稿酬|计分|奖')
_MONEY = re.compile('金额|资金|投资')
_RAISED = re.compile('到位|引进|引资|招商|争取|筹集|完成')
_CONDITION = re.compile(
    r'的(?:社会组织|企业|单位|家庭|人员|组织|项目|地区|党员)?(?=[，,]?$)|的(?=[；;。]$)|的(?=[由可应须按])'
)
_CASE = re.compile(r'^\W*(?:凡|对于?(?!标)|如|若|当|超过|除)')
_SUBJECT = re.compile(r'[^，。；]{1,12}(?:不得|可以|应当|须|联合|共同|提议)')
_PURPOSE = re.compile(r'\W*为(?!期)')
_HAS = re.compile(
    r'(?:每|有|具有|具备|拥有|满|不足|不满|后|前|第|共|共计|经|(?<![超通经不])过|最后|一式|另附|附|各附)$'
)
_ATTRIBUTE = re.compile(r'的(?!比例|目标|标准|要求|速度|建设|增速|增幅|幅度|任务|水平|[，。；]|$)')
_BUILDS = re.compile(r'(?:建立|组建|建设|打造|建强|培育|培养|招募|配齐|配强)[^，。；有的]{0,12}$')
_ATTRIBUTE_BOUNDS = frozenset({'不少于', '不得少于', '不低于', '不得低于', '至少'})
_NAMES = re.compile(r'[“《][^”》]*$')
_BRACKET = re.compile(r'[（(](?P<inside>[^（）()]*)$')
_WHOLE_BRACKET = re.compile('[（(][^（）()]*[）)]?')
_ASIDE = re.compile('公示|示例|例如|如[：:]|含|附|即|职工|成立|年龄')
_VERB = re.compile(
    r'确定|推荐|带徒|培育|培养|建成|建立|打造|选树|评选|培训|覆盖|达到|完成|实现|帮办|联系|参加|组织|开展|建设|落实|创建|选派|新增|新建|改造|发展|引进'
    r'|扶持|配备|帮扶|吸纳|孵化|成立|组建|设立|达成|改建|限报|限推|报送|申报|上报|征集|入选|立项|资助项目|名额|接待|服务|招录|招聘|走访|结对|稳定在|保持在|控制在|压减|减少|分辨率|选聘|认定|推出|命名|征集|举办|拥有|每|到位|取得|获得|开工|派驻'
)
_PRODUCES = re.compile(
    r'培育|培养|建成|打造|选树|评选|培训|完成|新增|新建|改造|发展|引进|扶持|配备|帮扶|吸纳|孵化|建设|创建|推荐|确定|带徒|帮办|联系|选派|实现|征集|推出|认定|命名|开工|取得|举办|开展|派驻|转移|安置|救助|选出|评出|遴选|选送|推选|筛选|申报|限报|拟设立|立项|名额|指标|优秀|先进|示范|标兵|模范|典型'
)
_ENSURES = re.compile('确保|实现|做到|达到|保证')
_SET = re.compile('比例(?:原则上|一般)?(?:各|均|分别)?为$')
_STANDARD = re.compile(r'按照?(?:[^，。；]{0,30})$')
_APPLIED = re.compile(
    r'(?:的?(?:标准|比例))?(?:落实|安排|配备|设置|预留|建设|列支|拨付|划拨|计提)'
    r'|的?比例(?:推荐|评选|评定|表彰|选派|确定)'
)
_MERGES = re.compile(
    r'合并|改编|组成|分.{0,2}$|下设|划分|由[^，]*$|等奖|[须应当]有[^，]{0,12}$|[^建]设(?:会长|组长|主任|副|理事)?[^，备立置施]{0,4}$'
)
_MADE_OF = re.compile(r'代表|(?:同志|人员|负责人)参[加会]|组成|构成|左右的?委员')
_MEETS = re.compile(
    r'会议|参会|与会|每[期班场]$|每[期班场](?:不超过)?|规模(?!以上)|大小|代表团|出席|到会|同意|通过|表决|票'
)
_CROWD = re.compile('人数(?:一般)?(?:控制在|不超过|限)')
_GROUP = re.compile(
    r'[^，。；;,（(]{0,12}(?:小组|专班|办公室|委员会|部分|方面|环节|步骤|阶段|领域|重点|条件|措施)'
)
_PERSON = re.compile(
    r'[^，。；;,（(]{0,6}(?:分管|联络|联系人|工作人员|专人|负责人|负责同志|领导|同志|记录员|信息员|星期|月|工作日|小时|学时|课时|学期|季度)'
)
_PAPERS = frozenset({'份', '件', '篇', '册', '本', '幅', '张', '批', '节'})
_WORKS = frozenset({'件', '篇', '幅', '条'})
_COPIES = re.compile('复印|打印|证明|身份证|附|证书|原件|扫描|照片')
_HANDS_IN = re.compile('报送|上报|提交|报|交|附|材料|照片|打印|复印')
_EACH = re.compile(r'\W*(?:\d+[、.．]\s*)?(?:原则上|一般)?[每各]')
_EACH_ALONE = re.compile(
    r'(?:^[\W\d]*|原则上|一般|限)[每各](?![年月周日天次期届组])[^，。；,;\d]{1,10}?(?:限|可|最多)?(?:报|推荐|申报)?\s*$'
)
_QUOTA_UNITS = frozenset('名人位个家项篇件所支幅条部')
_PICKS = re.compile('(?:评选|选树|遴选|推选|评|选|推荐)出?$')
_PICKED = re.compile('经(?!济|营|验|费)|决定(?:授予|表彰)|名单')
_OFTEN = re.compile(r'每(?:年|半年|季度?|月|周|旬|期|[单个人校县省市]|名)')
_EACH_HAS = re.compile(r'\W*每[^，。；\d]{1,20}有')
_ORDERED = re.compile('(?:要|应|应当|须|必须)$')
_LIST = re.compile('[、和]')
_SMALL = 3
_FAR, _LAST, _LONG, _OPENING, _NEAR, _AROUND = 12, 2, 60, 3, 24, 400
"""A bare count is the sentence's goal only where its clause ends soon after it."""


class Clause(NamedTuple):
    """A clause at `offset` of its sentence.

    planned: a word of duty or plan is in the sentence; counted: the clause before holds a count that is
    a goal.
    """

    text: str
    offset: int
    sentence: Sentence
    planned: bool
    counted: bool


def goal_rules(clause: Clause, figure: Figure) -> tuple[str, ...]:
    """What makes a figure a goal, () where it is none: first what bars it, then what speaks for it."""
    before = clause.text[max(0, figure.start - _AROUND) : figure.start]
    after = clause.text[figure.end : figure.end + _AROUND]
    if _is_named(clause, figure, before):
        return ()
    if _is_words(figure):
        return ('count', 'words') if _is_stated(figure) and not _WORDS_PAID.search(clause.text) else ()
    if _is_case(clause.text, figure, before, after):
        return ()
    if figure.kind in {'all', 'multiple'}:
        stated = clause.planned or clause.sentence.heading is not None or _ENSURES.search(clause.text)
        return (figure.kind, 'planned' if clause.planned else 'bare') if stated else ()
    if _is_policy(clause.text) or _is_incidental(clause, figure, before, after):
        return ()
    return (
        _share_rules(clause, figure, before, after)
        if figure.kind != 'count'
        else _count_rules(clause, figure)
    )


def _is_named(clause: Clause, figure: Figure, before: str) -> bool:
    """Whether a figure stands in a date, a name, a title or a bracket."""
    start = clause.offset + figure.start
    in_time = figure.kind not in {'all', 'ratio'} and any(
        time.start <= start < time.end for time in clause.sentence.times
    )
    bracket = _BRACKET.search(before)
    return (
        in_time
        or _NAMES.search(before) is not None
        or (bracket is not None and not _is_quota(figure, bracket, before))
    )


def _is_quota(figure: Figure, bracket: re.Match[str], before: str) -> bool:
    """Whether a figure in a bracket sets a limit for what stands before it: 推荐人选（不超过3名）."""
    if _ASIDE.search(bracket['inside']):
        return False
    if _is_words(figure):
        return _is_stated(figure)
    limits = figure.after != '以上' and (_is_stated(figure) or _EACH.match(bracket['inside']) is not None)
    return limits and _PRODUCES.search(before, max(0, bracket.start() - _NEAR)) is not None


def _is_words(figure: Figure) -> bool:
    """Whether a figure counts the letters of a text: 3000字, 1万字."""
    return figure.unit is not None and figure.unit.endswith('字')


def _is_case(text: str, figure: Figure, before: str, after: str) -> bool:
    """Whether a figure says which bodies are meant: 职工50人以上的企业, 凡有3名党员的."""
    if figure.kind == 'all':
        return (
            after.startswith('的') or _CONDITION.search(text) is not None or _PURPOSE.match(text) is not None
        )
    built = figure.bound in _ATTRIBUTE_BOUNDS and _BUILDS.search(before) is not None
    if (_ATTRIBUTE.match(after) and not built) or (_HAS.search(before) and not _EACH_HAS.match(text)):
        return True
    if figure.kind == 'count' and len(before) < _OPENING and _SUBJECT.match(after):
        return True
    return _CONDITION.search(_WHOLE_BRACKET.sub('', after)) is not None or (
        _CASE.match(text) is not None and '的' in after
    )


def _is_policy(text: str) -> bool:
    return _POLICY.search(text) is not None or (
        _MONEY.search(text) is not None and _RAISED.search(text) is None
    )


def _share_rules(clause: Clause, figure: Figure, before: str, after: str) -> tuple[str, ...]:
    if figure.kind == 'growth':
        stated = clause.planned or (clause.sentence.heading is not None and '同比' not in before)
        return ('growth', 'bound' if figure.bound or figure.after else 'planned') if stated else ()
    if figure.bound == '超过' and not clause.planned:
        return ()
    if _is_stated(figure):
        return (figure.kind, 'bound')
    if figure.value == 100 and (_ENSURES.search(clause.text) or _ORDERED.search(before)):
        return ('share', 'ensured')
    if _SET.search(before) and _PRODUCES.search(before):
        return ('share', 'set')
    applied = _STANDARD.search(before) and _APPLIED.match(after)
    return (figure.kind, 'standard') if applied else ()


def _count_rules(clause: Clause, figure: Figure) -> tuple[str, ...]:
    if figure.bound == '超过' and not clause.planned:
        return ()
    text, stated = clause.text, _is_stated(figure)
    joined = clause.counted and (stated or figure.start < _OPENING)
    acts = text[: figure.start + _FAR]
    if stated:
        reaches = figure.bound is not None and figure.bound.startswith(('达', '提', '增', '扩'))
        return ('count', 'bound') if joined or reaches or clause.planned or _VERB.search(acts) else ()
    if _is_each(text, figure):
        return ('count', 'each')
    return ('count', 'bare') if _is_near(clause, figure) and (joined or _PRODUCES.search(acts)) else ()


def _is_each(text: str, figure: Figure) -> bool:
    """Whether a clause gives every body its count, with no more words: 每个单位1人, 每月报送2篇信息."""
    if figure.unit in _WORKS and _OFTEN.search(text, 0, figure.start):
        return _HANDS_IN.search(text) is not None
    alone = figure.unit in _QUOTA_UNITS and _EACH_ALONE.search(text[: figure.start]) is not None
    return alone and len(text) - figure.end <= _LAST


def _is_near(clause: Clause, figure: Figure) -> bool:
    """Whether a bare count ends a short clause that plans, picks, or speaks of each body."""
    text = clause.text
    left = len(_LIST.split(text[figure.end :], maxsplit=1)[0])
    own = left <= _LAST and clause.sentence.heading is not None
    picks = _PICKS.search(text, 0, figure.start) is not None and _PICKED.search(clause.sentence.text) is None
    speaks = clause.planned or picks or _EACH.match(text) is not None
    return len(text) < _LONG and (own or (left <= _FAR and speaks))


def _is_stated(figure: Figure) -> bool:
    """Whether a comparing word or a range says that the figure is a limit to be kept."""
    return bool(figure.bound or figure.after or isinstance(figure.value, list))


def _is_incidental(clause: Clause, figure: Figure, before: str, after: str) -> bool:
    """Copies and papers handed in, how often, how a body is made up, one group or person to be named."""
    stated = _is_stated(figure)
    if figure.kind not in {'count', 'growth'}:
        return _MEETS.search(clause.text) is not None
    if figure.unit == '次' and (
        not stated or any(time.kind == 'recurrence' for time in clause.sentence.times)
    ):
        return True
    if _MEETS.search(before) or _CROWD.search(before) or _MERGES.search(before) or _MADE_OF.search(after):
        return True
    if figure.unit in _PAPERS and _is_copy(clause.text, figure, before):
        return True
    small = isinstance(figure.value, int) and figure.value <= _SMALL
    if small and (_GROUP.match(after) or _PERSON.match(after)):
        return True
    return not stated and (figure.value == 1 and clause.text[figure.start] == '一')


def _is_copy(text: str, figure: Figure, before: str) -> bool:
    """Whether papers are counted as handed in, not as works wanted: 登记表一式4份, but 每月2篇信息."""
    stated = _is_stated(figure)
    if figure.unit in _WORKS and (stated or _OFTEN.search(before)) and not _COPIES.search(text):
        return False
    return not stated or _HANDS_IN.search(text) is not None
