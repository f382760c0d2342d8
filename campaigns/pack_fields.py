"""What people fill in for each part of a pack: the sections in order, their fields as words; pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from campaigns.pack import COMPARATORS

Input = Literal[
    'text',
    'long',  # several lines of text
    'date',
    'whole',
    'number',  # one number, or two with a hyphen between
    'texts',  # one a line
    'dates',  # one a line
    'choice',
    'choices',
    'condition',
    'relative',  # a number, a unit, and of what
    'recurrence',  # every so many units, so many times
]

KIND_WORDS = {
    'organisations': "社会组织",
    'enterprises': "企业",
    'counties': "县（区）",
    'towns': "乡镇（街道）",
    'parks': "园区",
    'units': "逐个点名的单位",
}
UNIT_WORDS = {
    'hour': "小时",
    'day': "天",
    'workday': "工作日",
    'week': "周",
    'month': "月",
    'quarter': "季度",
    'term': "学期",
    'year': "年",
    'next_month_day': "次月几日",
}
COMPARATOR_WORDS = {
    '>=': "不低于",
    '<=': "不超过",
    '=': "等于",
    '<': "低于",
    '>': "高于",
    '≈': "约",
    'between': "在两数之间",
}
assert set(COMPARATOR_WORDS) == set(COMPARATORS)


class Field(NamedTuple):
    """A key of a section as people fill it in; choices pair a value with its words."""

    key: str
    label: str
    input: Input = 'text'
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False


class Section(NamedTuple):
    """A part of a pack: attribute is where a Pack holds it; several whether it may have more than one."""

    key: str
    label: str
    attribute: str
    fields: tuple[Field, ...]
    several: bool = True

    def name_of(self, held: dict[str, object]) -> str:
        """What people call a part: its section and its first words."""
        told = next((held[key] for key in _NAMING if held.get(key)), '')
        return f"{self.label}“{str(told)[:30]}”" if told else self.label


_NAMING = ('method', 'what', 'metric', 'name', 'body', 'draft_title', 'verbatim')
_KINDS = tuple(KIND_WORDS.items())
_SOURCE = (
    Field('verbatim', "通知原句", 'long', "照原文抄，不改写。"),
    Field('where', "出处", hint="由程序填写，一般不用改。"),
)
_SPAN = (Field('start', "起日", 'date'), Field('end', "止日", 'date'))
_COUNTS = Field('counts', "数哪些人", 'choices', "几项相加。", required=True)

SECTIONS: tuple[Section, ...] = (
    Section(
        'population',
        "范围",
        'populations',
        (
            Field('kind', "对象", 'choice', choices=_KINDS, required=True),
            Field('name', "怎么称呼"),
            Field('when', "哪些社会组织", 'condition', "不填就是全部。"),
            Field('units', "点名的单位", 'texts', "一行一个。"),
            *_SOURCE,
        ),
    ),
    Section(
        'ladder',
        "办法",
        'ladder',
        (
            Field('method', "办法", required=True),
            Field('when', "什么情形用", 'condition', "一行都不填，就是条件待定，不逐家套用。"),
            Field('doubtful_when', "什么情形存疑", 'condition', "没有就不填。存疑的逐家由人定。"),
            Field('doubt', "存疑的理由", hint="条件待定、或有存疑情形的，要写明疑在哪里。"),
            Field('applies_to', "用于", 'choices', "不选就是都用。", _KINDS),
            Field('ways', "具体方式", 'texts', "如 片区联建，一行一个。"),
            Field('count_basis', "数谁", hint="通知的说法，如 专职工作人员中的正式党员。"),
            *((_SOURCE[0]._replace(required=True)), _SOURCE[1]),
        ),
    ),
    Section(
        'joint',
        "联合组建",
        'joint',
        (
            _COUNTS,
            Field('population', "对象", 'choice', choices=_KINDS),
            Field('least', "各家至少几名", 'whole'),
            Field('below', "各家不足几名", 'whole'),
            Field('together', "合计至少几名", 'whole'),
            Field('units', "最多几家", 'whole'),
            Field(
                'alike',
                "先编相近的",
                'texts',
                "一行一项，最要紧的在前：type 类别、supervisor 业务主管单位、town 乡镇、industry 行业。",
            ),
            *_SOURCE,
        ),
    ),
    Section(
        'instructors',
        "选派指导员",
        'instructors',
        (
            Field('when', "派到哪些单位", 'condition', required=True),
            Field('term_months', "选派期（月）", 'whole'),
            *_SOURCE,
        ),
        several=False,
    ),
    Section('stages', "阶段", 'stages', (Field('name', "阶段", required=True), *_SPAN, *_SOURCE)),
    Section(
        'reporting',
        "定期报告",
        'reporting',
        (
            Field('every_days', "每隔几天", 'whole', "“每隔几天”“每隔几个月”“逐期的日子”只填一项。"),
            Field('every_months', "每隔几个月", 'whole'),
            Field('day', "那个月的几日", 'whole', "只与“每隔几个月”同填。"),
            Field('days', "逐期的日子", 'dates', "一行一个，如 2026-03-13。"),
            *_SPAN,
            *_SOURCE,
        ),
        several=False,
    ),
    Section(
        'targets',
        "目标",
        'targets',
        (
            Field('metric', "数什么", required=True),
            Field('comparator', "怎样", 'choice', choices=tuple(COMPARATOR_WORDS.items()), required=True),
            Field('value', "多少", 'number', "一个数；“在两数之间”写两个，如 3-5。", required=True),
            Field('unit', "单位", hint="如 %、家、名。"),
            Field('population', "对象", 'choice', choices=_KINDS),
            Field('scope', "范围", hint="通知的说法，如 规模以上企业。"),
            Field('base', "以什么为底"),
            Field('by', "至迟", 'date'),
            *_SOURCE,
        ),
    ),
    Section(
        'tasks',
        "任务",
        'tasks',
        (
            Field('what', "做什么", 'long', required=True),
            Field('who', "谁办"),
            Field('deadline', "期限", 'date'),
            Field('deadline_text', "期限的原文"),
            Field('relative', "从某日起算", 'relative', "如 下发起 15 天。"),
            Field('recurrence', "定期", 'recurrence', "如 每 20 天 1 次。"),
            Field('report_to', "报给谁"),
            Field('scope', "范围"),
            *_SOURCE,
        ),
    ),
    Section(
        'eligible',
        "应建口径",
        'eligible',
        (
            Field('name', "口径", required=True),
            Field('when', "哪些单位应建", 'condition', required=True),
            *_SOURCE,
        ),
    ),
    Section(
        'responsible',
        "责任主体",
        'responsible',
        (
            Field('body', "谁负责", required=True),
            Field('when', "负责哪些单位", 'condition', "说不清的不填，由人核对。"),
            *_SOURCE,
        ),
    ),
    Section(
        'clear',
        "摸清事项",
        'clear',
        (
            Field('name', "哪一项", required=True),
            Field('needs', "要填的栏目", 'texts', "一行一个栏目编号。", required=True),
            *_SOURCE,
        ),
    ),
    Section(
        'consultation',
        "征求意见",
        'consultation',
        (
            Field('draft_title', "征求意见的稿子", required=True),
            Field('deadline', "反馈期限", 'date'),
            Field('deadline_text', "期限的原文"),
            Field('units', "被征求意见的单位", 'texts', "一行一个。"),
            Field('reply_to', "反馈给谁"),
            *_SOURCE,
        ),
        several=False,
    ),
)

WHOLE = Section(
    'whole',
    "活动",
    '',
    (
        Field('title', "活动名称", required=True),
        Field('notice_title', "通知标题", required=True),
        Field('notice_number', "通知文号"),
        Field('count_basis', "数谁", hint="通知的说法，如 专职工作人员中的正式党员。"),
        Field('established', "怎样算已建", 'condition', required=True),
        Field('forms', "用哪些表样", 'choices'),
        Field('forms_named', "通知提到、还没有表样的表", 'texts', "一行一个。"),
        Field('ledgers', "要建的台账和名单", 'texts', "一行一个。"),
    ),
    several=False,
)
"""What a pack says of the campaign as a whole; these are keys of the pack itself."""

_BY_KEY = {one.key: one for one in (*SECTIONS, WHOLE)}


def section_of(key: str) -> Section | None:
    """The section with this key."""
    return _BY_KEY.get(key)
