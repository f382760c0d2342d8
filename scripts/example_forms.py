"""The registration form of one organisation in four layouts, filled in as different people do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from scripts.example_docx import Box, grid, make_docx, paragraph, title
from scripts.example_faults import Report
from scripts.example_world import phone

FORM_TITLE = '社会组织建立党组织情况摸底调查登记表'
_TYPES = ('社会团体', '民办非企业单位', '基金会')
_METHODS = ('单独组建', '联合组建', '挂靠组建', '派员组建')
_REASONS = ('应建未建', '不足三名党员', '无党员')
_WIDE = str.maketrans('0123456789', '０１２３４５６７８９')
_DATES = (
    '{0.year}年{0.month}月{0.day}日',
    '{0.year}-{0.month:02d}-{0.day:02d}',
    '{0.year}.{0.month}.{0.day}',
)
_COUNTS: tuple[Callable[[int], str], ...] = (
    str,
    lambda count: f'{count}人',
    lambda count: f'{count}名'.translate(_WIDE) if count else '无',
    lambda count: str(count).translate(_WIDE),
)
_MARKS = (('☑', '□'), ('√', '□'), ('☑', '☐'), ('■', '□'))

Say = Callable[[str], str]


def _ticks(options: Sequence[str], chosen: str | None, style: int) -> str:
    yes, no = _MARKS[style]
    return '  '.join((yes if option == chosen else no) + option for option in options)


def _say(report: Report, style: int) -> Say:
    """How this form prints each field: boxes for choices, dates and counts in the sender's own way."""
    choices: Mapping[str, tuple[str, ...]] = {
        'org_type': _TYPES,
        'establishment_form': _METHODS,
        'planned_form': _METHODS,
        'not_established_reason': _REASONS,
    }

    def say(field: str) -> str:
        value: Any = report.get(field)
        if field in choices:
            return _ticks(choices[field], value, style)
        match value:
            case None:
                return ''
            case bool():
                return _ticks(('是', '否'), '是' if value else '否', style)
            case int():
                return _COUNTS[style](value)
            case dt.date():
                return _DATES[style % 3].format(value)
            case _:
                return str(value)

    return say


_PAIRS = (
    ('社会组织名称', 'org_name', '统一社会信用代码', 'code'),
    ('组织类别', 'org_type', '所属地区', 'region'),
    ('业务主管单位', 'competent_authority', '法定代表人', 'legal_rep'),
    ('住所', 'address', '联系电话', 'phone'),
    ('从业人员总数', 'staff_total', '规模较大、员工较多', 'large_scale'),
    ('专职工作人员', 'staff_full_time', '兼职工作人员', 'staff_part_time'),
    ('党员总数', 'members_total', '正式党员', 'full_members'),
    ('预备党员', 'probationary_members', '专职工作人员中正式党员', 'full_members_full_time'),
    ('兼职人员中正式党员', 'full_members_part_time', '是否建立党组织', 'established'),
    ('组建形式', 'establishment_form', '成立时间', 'established_on'),
    ('党组织名称', 'party_org_name', '党组织负责人', 'party_head'),
    ('审批单位', 'approved_by', '审批文号', 'approval_number'),
    ('组织建制', 'org_level', '隶属关系', 'affiliation'),
    ('未建原因', 'not_established_reason', '党建工作指导员', 'instructor'),
    ('拟组建形式', 'planned_form', '拟组建时间', 'planned_on'),
)


def _plain(say: Say) -> str:
    """Label beside value, two pairs a row."""
    rows = [
        (Box(left, label=True), Box(say(a)), Box(right, label=True), Box(say(b)))
        for left, a, right, b in _PAIRS
    ]
    return grid(rows, 4)


_SPACED = {
    '住所': '住　　所',
    '联系电话': '联 系 电 话',
    '法定代表人': '法 定 代 表 人',
    '党员总数': '党 员 总 数',
    '组织类别': '组 织 类 别',
    '成立时间': '成 立 时 间',
}


def _spaced(say: Say) -> str:
    """As the plain one, with letter-spaced labels and the name across the row."""
    rows: list[tuple[Box, ...]] = [
        (Box('社 会 组 织\n名　　　　称', label=True), Box(say('org_name'), colspan=3)),
        (Box('统一社会\n信用代码', label=True), Box(say('code'), colspan=3)),
    ]
    for left, a, right, b in _PAIRS[1:]:
        labels = (Box(_SPACED.get(text, text), label=True) for text in (left, right))
        rows.append((next(labels), Box(say(a)), next(labels), Box(say(b))))
    return grid(rows, 4)


def _sections(say: Say) -> str:
    """Section names merged down the first column, short labels that only make sense under them."""

    def pair(left: str, a: str, right: str, b: str) -> tuple[Box, ...]:
        return Box(left, label=True), Box(say(a), colspan=2), Box(right, label=True), Box(say(b), colspan=2)

    def section(name: str, *rows: tuple[Box, ...]) -> Iterator[tuple[Box, ...]]:
        yield (Box(name, rowspan=len(rows), label=True), *rows[0])
        yield from rows[1:]

    def wide(label: str, field: str) -> tuple[Box, ...]:
        return Box(label, label=True), Box(say(field), colspan=5)

    heads = tuple(Box(text, label=True, colspan=2) for text in ('总数', '专职', '兼职'))
    counts = tuple(Box(say(f), colspan=2) for f in ('staff_total', 'staff_full_time', 'staff_part_time'))
    rows = [
        *section(
            '基本情况',
            wide('社会组织名称', 'org_name'),
            pair('统一社会信用代码', 'code', '所属地区', 'region'),
            wide('组织类别', 'org_type'),
            pair('业务主管单位', 'competent_authority', '法定代表人', 'legal_rep'),
            pair('住所', 'address', '联系电话', 'phone'),
        ),
        *section('从业人员', heads, counts, wide('规模较大、员工较多', 'large_scale')),
        *section(
            '党员情况',
            pair('党员总数', 'members_total', '正式党员', 'full_members'),
            pair('预备党员', 'probationary_members', '专职人员中正式党员', 'full_members_full_time'),
            wide('兼职人员中正式党员', 'full_members_part_time'),
        ),
        *section(
            '已建党组织',
            pair('是否建立党组织', 'established', '成立时间', 'established_on'),
            wide('组建形式', 'establishment_form'),
            pair('党组织名称', 'party_org_name', '党组织负责人', 'party_head'),
            pair('审批单位', 'approved_by', '审批文号', 'approval_number'),
            pair('组织建制', 'org_level', '隶属关系', 'affiliation'),
        ),
        *section(
            '未建党组织',
            wide('未建原因', 'not_established_reason'),
            wide('拟组建形式', 'planned_form'),
            pair('拟组建时间', 'planned_on', '党建工作指导员', 'instructor'),
        ),
    ]
    return grid(rows, 7)


def _stacked(say: Say) -> str:
    """Label above value."""
    blocks: tuple[tuple[tuple[str, str], ...], ...] = (
        (('社会组织名称', 'org_name'), ('统一社会信用代码', 'code'), ('所属地区', 'region')),
        (('组织类别', 'org_type'), ('业务主管单位', 'competent_authority'), ('法定代表人', 'legal_rep')),
        (
            ('从业人员总数', 'staff_total'),
            ('专职工作人员', 'staff_full_time'),
            ('兼职工作人员', 'staff_part_time'),
        ),
        (('党员总数', 'members_total'), ('正式党员', 'full_members'), ('预备党员', 'probationary_members')),
        (
            ('专职工作人员中正式党员', 'full_members_full_time'),
            ('兼职人员中正式党员', 'full_members_part_time'),
            ('规模较大、员工较多', 'large_scale'),
        ),
        (
            ('是否建立党组织', 'established'),
            ('组建形式', 'establishment_form'),
            ('成立时间', 'established_on'),
        ),
        (
            ('未建原因', 'not_established_reason'),
            ('拟组建形式', 'planned_form'),
            ('拟组建时间', 'planned_on'),
        ),
    )
    rows: list[list[Box]] = []
    for block in blocks:
        rows.append([Box(label, label=True) for label, _ in block])
        rows.append([Box(say(field)) for _, field in block])
    return grid(rows, 3)


LAYOUTS: tuple[Callable[[Say], str], ...] = (_plain, _sections, _spaced, _stacked)
LAYOUT_NAMES = ('plain', 'sections', 'spaced', 'stacked')


def layout_fields(layout: int) -> tuple[str, ...]:
    """The fields that a layout prints."""
    asked: list[str] = []

    def say(field: str) -> str:
        asked.append(field)
        return ''

    LAYOUTS[layout](say)
    return tuple(asked)


def report_to_docx(report: Report, layout: int, style: int, number: int) -> bytes:
    """The filled form; layout is a place in LAYOUTS, style chooses marks, dates and the dress of numbers."""
    on = _DATES[style % 3].format(dt.date(2026, 3, 3 + number % 8))
    foot = f'填表人：示例{report["region"][0]}　　　填表人电话：{phone(60 + number)}　　　填表日期：{on}'
    return make_docx(
        FORM_TITLE,
        [
            paragraph('附件1', font='黑体'),
            title(FORM_TITLE),
            paragraph(f'填报单位（盖章）：{report["org_name"]}', size=24),
            LAYOUTS[layout](_say(report, style)),
            paragraph(foot, size=24),
        ],
    )
