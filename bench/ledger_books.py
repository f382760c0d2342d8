"""Last year's ledgers as offices keep them: the printed layouts. bench.ledger_own has the clerks' own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from bench.ledger_cells import (
    Column,
    Write,
    code,
    count,
    date,
    fixed,
    name,
    phone,
    plain,
    tick,
    ticks,
    yes,
)
from bench.ledger_people import AFFILIATIONS, COUNTIES, LEVELS, Facts, make_city
from bench.ledger_sheets import Book, Sheet, Summed

REASONS = ('应建未建', '不足三名党员', '无党员')


def put(
    book: Book,
    sheet: Sheet,
    columns: Sequence[Column],
    city: Sequence[Facts],
    rng: random.Random,
    first: int = 1,
) -> list[int]:
    """A row for each organisation, numbered in the first column; the rows' indexes."""
    rows = []
    for at, facts in enumerate(city, first):
        truth: dict[str, tuple[Any, ...]] = {}
        cells: list[Any] = [at]
        for column in columns[1:]:
            cell, told = column.write(rng, facts)
            truth |= told
            cells.append(cell)
        rows.append(sheet.add(*cells))
        book.truths.append((facts, truth))
    return rows


def total(
    book: Book,
    sheet: Sheet,
    columns: Sequence[Column],
    said: str,
    city: Sequence[Facts],
    off: str = '',
    rows: Sequence[int] = (),
) -> int:
    """A row of totals, as formulas where the rows are told; the field `off` is summed wrongly by 5."""
    cells: list[Any] = [None] * len(columns)
    cells[0] = said
    for at, column in enumerate(columns):
        if column.summed:
            value = sum(facts[column.summed] for facts in city) + 5 * (column.summed == off)
            cells[at] = value
            if rows:
                letter = chr(ord('A') + at)
                cells[at] = Summed(f'SUM({letter}{rows[0] + 1}:{letter}{rows[-1] + 1})', value)
            book.totals += 1
            book.wrong_totals += column.summed == off
    return sheet.add(*cells)


def summed(heads: tuple[str, ...], field: str, styles: str = 'number') -> Column:
    """A column of counts that its totals sum."""
    return Column(heads, count(field, styles), field)


def number() -> Column:
    """The column 序号."""
    return Column(('序号',), fixed())


def _of(heads: tuple[str, ...], **columns: Write) -> list[Column]:
    return [Column((*heads, each), write) for each, write in columns.items()]


def ledger36(rng: random.Random) -> Book:
    """36 columns under four header rows and a row of codes."""
    base, party, built = ('基本情况',), ('党组织建立情况',), ('党组织建立情况', '已建党组织情况')
    none, head = (*party, '未建党组织情况'), (*built, '党组织负责人')
    members = '党员情况'
    columns = [
        number(),
        *_of(
            base,
            社会组织名称=name('plain plain spaced broken'),
            组织类别=plain('org_type'),
            登记证号=plain('registration_no'),
        ),
        *_of((*base, '法定代表人'), 姓名=plain('legal_rep'), 政治面貌=fixed('群众')),
        Column((*party, '党组织设置'), yes('established', ('是', '否'))),
        *_of(
            built,
            建立党组织时间=date('established_on', 'dot month serial day'),
            党组织名称=plain('party_org_name'),
            审批单位=plain('approved_by'),
            审批文号=plain('approval_number'),
            组织建制=plain('org_level'),
            党组织类型=fixed(),
            党组织隶属关系=plain('affiliation'),
            是否兼合式党组织=fixed(),
        ),
        *_of(
            head,
            姓名=plain('party_head'),
            身份证号=fixed('000000199001010000'),
            民族=fixed('汉族'),
            学历=fixed('大学'),
            联系电话=phone('party_head_phone', 'plain number two'),
            社会组织职务=plain('party_head_org_post'),
            原工作单位=plain('party_head_former_unit'),
            职务=fixed(),
        ),
        *_of(none, 未建立党组织原因=plain('not_established_reason'), 拟建党组织日期=fixed()),
        *_of(
            (*none, '党建指导员'),
            姓名=plain('instructor'),
            电话=phone('instructor_phone'),
            工作单位=plain('instructor_unit'),
        ),
        Column((members, '从业人员党员数'), count('members_total')),
        Column((members, '专职党员数量'), count('members_full_time')),
        Column((members, '兼职党员数量'), count('members_part_time')),
        Column((members, '发展党员', '预备党员人数'), count('probationary_members')),
        Column((members, '发展党员', '发展对象人数'), count('development_targets')),
        Column((members, '发展党员', '入党积极分子人数'), count('activists')),
        Column((members, '发展党员', '申请入党人数'), count('applicants')),
        Column(
            ('群团组织组建情况', '已建群团组织'),
            lambda _rng, facts: ('、'.join(facts['mass_orgs']), {'mass_orgs': (facts['mass_orgs'] or None,)}),
        ),
        Column(('群团组织组建情况', '已建群团组织说明'), fixed()),
    ]
    sheet = Sheet('党建台账')
    sheet.add('示例市社会组织党建台账')
    sheet.merged.append((0, 0, 0, len(columns) - 1))
    sheet.add('填报单位：示例市民政局', *[None] * 20, '填报日期：2025年12月20日')
    sheet.head(columns, 4)
    codes = (
        'A B C D1 D2 E G1 G2 G3 G4 G5 G6 G7 G8 G91 G92 G93 G94 G95 G96 G97 G98'
        ' H1 H2 H31 H32 H33 I J K L1 L2 L3 L4 M N'
    )
    sheet.add('', *codes.split())
    book = Book('ledger36', [sheet])
    put(book, sheet, columns, make_city(rng, 40), rng)
    return book


def ticks60(rng: random.Random) -> Book:
    """60 columns, many to tick, data from row 12; an .xls."""
    marks = (rng.choice(('√', '✓|√|1', '是|●|√')), '')
    leaders, workers = ('从业人员', '领导成员'), ('从业人员', '工作人员')
    columns = [
        number(),
        Column(('社会组织名称',), name('plain spaced')),
        Column(('单位地址',), plain('address')),
        Column(('登记证号',), plain('registration_no')),
        Column(('业务主管单位',), plain('competent_authority')),
        Column(('联系电话',), phone('phone', 'plain number')),
        summed(('从业人员', '合计'), 'staff_total'),
        summed((*leaders, '专职'), 'leaders_ft'),
        summed((*leaders, '兼职'), 'leaders_pt'),
        summed((*workers, '专职'), 'workers_ft'),
        summed((*workers, '兼职'), 'workers_pt'),
        *ticks('org_type', ('组织类别',), ('社会团体', '民办非企业单位', '基金会'), marks),
        Column(('组织类别', '其他'), fixed()),
        Column(('法定代表人', '姓名'), plain('legal_rep')),
        Column(('法定代表人', '政治面貌'), fixed('中共党员')),
        *ticks('established', ('党组织设置',), ('是', '否'), marks),
        Column(('党建指导员', '姓名'), plain('instructor')),
        Column(('党建指导员', '单位'), plain('instructor_unit')),
        *[
            Column(('组织建制', short), tick('org_level', full, LEVELS, marks))
            for short, full in zip(
                ('党委', '党总支', '党支部', '临时党支部', '联合支部'), LEVELS, strict=True
            )
        ],
        Column(('建立时间',), date('established_on', 'dots month serial text')),
        Column(('审批单位',), plain('approved_by')),
        *[
            Column(('隶属关系', short), tick('affiliation', full, AFFILIATIONS, marks))
            for short, full in zip(('业务主管', '挂靠', '属地', '行业', '其他'), AFFILIATIONS, strict=True)
        ],
        Column(('党组织负责人', '姓名'), plain('party_head')),
        Column(('党组织负责人', '电话'), phone('party_head_phone')),
        Column(('党组织负责人', '社会组织职务'), plain('party_head_org_post')),
        Column(('党组织负责人', '原工作单位及职务'), plain('party_head_former_unit')),
        *ticks('not_established_reason', ('未建原因',), REASONS, marks),
        summed(('党员', '合计'), 'members_total'),
        *[
            Column(('党员', group, each), fixed())
            for group in ('领导班子', '工作人员')
            for each in ('专职已转', '专职未转', '兼职')
        ],
        *[
            Column(('组织关系', each), fixed())
            for each in ('社会组织', '业务主管单位', '挂靠单位', '属地', '原工作单位', '其他')
        ],
        summed(('发展党员', '申请入党'), 'applicants'),
        summed(('发展党员', '积极分子'), 'activists'),
        summed(('发展党员', '发展对象'), 'development_targets'),
        *[
            Column(('群团组织', each), tick('mass_orgs', each, ('工会', '共青团', '妇联'), marks))
            for each in ('工会', '共青团', '妇联')
        ],
        Column(('群团组织', '其他'), fixed()),
    ]
    sheet = Sheet('表1')
    sheet.add('社会组织党建情况登记台账')
    sheet.add('示例市民间组织管理局制')
    for _ in range(3):
        sheet.add('')
    sheet.add('填报单位：示例市民政局', '', '', '', '填表人：经办甲', '', '', '', '填报时间：2025年12月')
    sheet.add('')
    sheet.add('')
    sheet.head(columns, 3)
    book = Book('ticks60', [sheet], '.xls')
    city = make_city(rng, 36)
    put(book, sheet, columns, city, rng)
    for _, truth in book.truths:
        truth['mass_orgs'] = tuple(each or None for each in truth['mass_orgs'])
    total(book, sheet, columns, '合计', city)
    return book


def _short(rng: random.Random) -> list[Column]:
    return [
        number(),
        Column(('社会组织名称',), name('plain plain spaced')),
        Column(('统一社会信用代码',), code('plain plain lower')),
        Column(('社会组织类型',), plain('org_type')),
        Column(('业务主管单位',), plain('competent_authority', rng.choice(('无', '直接登记', None)))),
        summed(('从业人员数',), 'staff_total'),
        summed(('党员数',), 'members_total', 'number 人' if rng.random() < 0.5 else 'number'),
        Column(('是否建立党组织',), yes('established', ('是', '否'))),
        Column(('党组织成立时间',), date('established_on', 'real dots month')),
        Column(('党建指导员',), plain('instructor')),
        Column(('备注',), fixed()),
    ]


def county_sheets(rng: random.Random) -> Book:
    """A sheet per county behind a cover and its 填表说明; the county stands only in the sheet's name."""
    cover, rules = Sheet('封面'), Sheet('填表说明')
    for line in ('', '示例市社会组织党建工作台账', '（2025年度）', '示例市民政局', '2025年12月'):
        cover.add('', '', line)
    for line in (
        '填 表 说 明',
        '1.社会组织名称按登记证书填写。',
        '2.从业人员数含专职、兼职，共3项。',
        '3.党员数为正式党员和预备党员之和。',
    ):
        rules.add(line)
    book = Book('county_sheets', [cover, rules])
    city = make_city(rng, 48)
    for county in COUNTIES:
        sheet, columns = Sheet(county), _short(rng)
        book.sheets.append(sheet)
        sheet.add(f'{county}社会组织党建工作台账')
        sheet.add('单位：家、人', *[''] * 8, '2025年12月31日')
        sheet.head(columns, 1)
        own = [facts for facts in city if facts['region'] == county]
        put(book, sheet, columns, own, rng)
        total(book, sheet, columns, '合 计', own, off='members_total' if county == '丁县' else '')
    for facts, truth in book.truths:
        truth['region'] = (facts['region'],)
    return book


def subtotals(rng: random.Random, kind: str, *, top: bool) -> Book:
    """Merged county cells, a 小计 for each county and a 合计, one wrong; at the foot or at the top."""
    columns = _short(rng)
    columns.insert(1, Column(('县（区）',), plain('region')))
    sheet = Sheet('2025年台账', freeze='C4')
    sheet.add('2025年度全市社会组织党建情况一览表')
    sheet.add('', '', '', '', '', '', '', '单位：家、人')
    sheet.head(columns, 1)
    city, book, at = make_city(rng, 42), Book(kind, [sheet]), 1
    if top:
        total(book, sheet, columns, '总计', city)
    for county in COUNTIES:
        own = [facts for facts in city if facts['region'] == county]
        off = 'staff_total' if county == '丙县' else ''
        if top:
            total(book, sheet, columns, f'{county}小计', own, off)
        rows = put(book, sheet, columns, own, rng, at)
        for row in rows[1:]:
            sheet.rows[row][1] = None
        sheet.merged.append((rows[0], rows[-1], 1, 1))
        if not top:
            total(book, sheet, columns, rng.choice(('小计', '小  计')), own, off, rows)
        at += len(own) + (county == '乙县') * 3
    if not top:
        total(book, sheet, columns, '合计', city)
    return book


def county_rows(rng: random.Random) -> Book:
    """A line with the county's name above its organisations, the header again on every page, a 小计 each."""
    columns = _short(rng)
    sheet = Sheet('Sheet1')
    sheet.add('全市社会组织党建台账')
    city, book = make_city(rng, 30), Book('county_rows', [sheet])
    for at, county in enumerate(COUNTIES):
        own = [facts for facts in city if facts['region'] == county]
        if at % 2 == 0:
            sheet.head(columns, 1)
        row = sheet.add(f'{"一二三四五六"[at]}、{county}（{len(own)}家）')
        sheet.merged.append((row, row, 0, len(columns) - 1))
        put(book, sheet, columns, own, rng, at * 5 + 1)
        total(book, sheet, columns, '小计', own)
    for facts, truth in book.truths:
        truth['region'] = (facts['region'],)
    return book
