"""Last year's ledgers in the clerks' own words and ways."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from bench.ledger_books import number, put, summed, total
from bench.ledger_cells import Column, Write, code, count, date, fixed, joined, name, phone, plain, tick, yes
from bench.ledger_people import Facts, make_city
from bench.ledger_sheets import Book, Sheet
from bench.ledger_words import WORDS, heading

_COUNTS = (
    'staff_total',
    'staff_full_time',
    'staff_part_time',
    'members_total',
    'full_members',
    'probationary_members',
    'members_full_time',
    'members_part_time',
    'applicants',
    'activists',
    'development_targets',
)
_PHONES = ('phone', 'party_head_phone', 'instructor_phone')


def _writer(field: str, *, noisy: bool) -> Write:
    if field in _COUNTS:
        return count(field, 'number 人 名 三 dash text wide' if noisy else 'number')
    if field in _PHONES:
        return phone(field, 'plain number two spaced hyphens' if noisy else 'plain')
    special: dict[str, Write] = {
        'org_name': name('plain spaced broken' if noisy else 'plain'),
        'code': code('plain lower spaced' if noisy else 'plain'),
        'established': yes('established', ('是|有|已建', '否|无|未建')),
        'established_on': date(
            'established_on', 'dot month serial day dots eight six year' if noisy else 'real dots'
        ),
    }
    return special.get(field) or plain(field)


def _own(rng: random.Random, fields: Sequence[str], *, noisy: bool) -> list[Column]:
    columns = [number()]
    for field in fields:
        sum_of = field if field in _COUNTS else ''
        columns.append(Column((heading(rng, field),), _writer(field, noisy=noisy), sum_of))
    return columns


def own_words(rng: random.Random, kind: str, *, noisy: bool, suffix: str = '.xlsx') -> Book:
    """One header row, every heading in the clerk's own words."""
    fields = [each for each in WORDS if each == 'org_name' or rng.random() < 0.75]
    columns = _own(rng, fields, noisy=noisy)
    book = Book(kind, [sheet := Sheet('Sheet1')], suffix)
    sheet.add('某某市社会组织基本情况及党建情况统计'.replace('某某', '示例'))
    sheet.head(columns, 1)
    city = make_city(rng, 30)
    put(book, sheet, columns, city, rng)
    total(book, sheet, columns, '合计', city)
    return book


def own_nested(rng: random.Random) -> Book:
    """Two header rows, the lower ones short, in the clerk's own words."""
    columns = [
        number(),
        Column(('单位',), name('plain')),
        Column(('代码',), code('plain')),
        Column(('哪个县区',), plain('region')),
        summed(('人员（人）', '总数'), 'staff_total'),
        summed(('人员（人）', '其中：专职'), 'staff_full_time'),
        summed(('人员（人）', '其中：兼职'), 'staff_part_time'),
        summed(('党员（名）', '总数'), 'members_total', 'number dash'),
        summed(('党员（名）', '其中：正式'), 'full_members', 'number dash'),
        summed(('党员（名）', '其中：预备'), 'probationary_members', 'number dash'),
        Column(('建党组织情况', '建否'), yes('established', ('√', '×'))),
        Column(('建党组织情况', '名称'), plain('party_org_name', '—')),
        Column(('建党组织情况', '时间'), date('established_on', 'dot month')),
        Column(('建党组织情况', '书记', '姓名'), plain('party_head', '/')),
        Column(('建党组织情况', '书记', '电话'), phone('party_head_phone')),
        Column(('没建的', '原因'), plain('not_established_reason')),
        Column(('没建的', '指导员', '姓名'), plain('instructor')),
        Column(('没建的', '指导员', '单位'), plain('instructor_unit')),
        Column(('没建的', '指导员', '电话'), phone('instructor_phone', 'number plain')),
    ]
    book = Book('own_nested', [sheet := Sheet('台账')])
    sheet.add('社会组织党建摸底台账（2025年底）')
    sheet.head(columns, 3)
    city = make_city(rng, 30)
    put(book, sheet, columns, city, rng)
    total(book, sheet, columns, '总  计', city)
    return book


def csv_flat(rng: random.Random) -> Book:
    """A csv in gb18030: codes destroyed by the program that saved it, numbers as text."""
    columns = [
        number(),
        Column(('名称',), name('plain wide')),
        Column(('统一社会信用代码',), code('plain destroyed oh lower quoted')),
        Column(('县区',), plain('region')),
        Column(('联系电话',), phone('phone', 'plain spaced hyphens')),
        Column(('从业人员',), count('staff_total', 'text 人')),
        Column(('党员总数',), count('members_total', 'text dash')),
        Column(('党组织建立情况',), yes('established', ('已建', '未建'))),
        Column(('成立时间（党组织）',), date('established_on', 'slash dot text')),
    ]
    book = Book('csv_flat', [sheet := Sheet('')], '.csv')
    sheet.head(columns, 1)
    put(book, sheet, columns, make_city(rng, 40), rng)
    return book


def two_lines(rng: random.Random) -> Book:
    """Every organisation on two lines: the person in the upper, the telephone in the lower."""
    columns = [
        number(),
        Column(('社会组织名称',), name('plain')),
        Column(('所属县区',), plain('region')),
        Column(('登记类型',), plain('org_type')),
        Column(('负责人及电话',), joined(('legal_rep', 'phone'), '\n')),
        summed(('从业人员数',), 'staff_total'),
        summed(('党员人数',), 'members_total'),
        Column(('是否成立党组织',), yes('established', ('是', '否'))),
        Column(('指导员及电话',), joined(('instructor', 'instructor_phone'), '\n')),
    ]
    book = Book('two_lines', [sheet := Sheet('台账')])
    sheet.add('社会组织党建台账')
    sheet.head(columns, 1)
    city = make_city(rng, 24)
    for row in reversed(put(book, sheet, columns, city, rng)):
        pairs = [
            str(cell or '').split('\n') if at in (4, 8) else [cell] for at, cell in enumerate(sheet.rows[row])
        ]
        sheet.rows[row] = [pair[0] for pair in pairs]
        sheet.rows.insert(row + 1, [pair[1] if len(pair) > 1 else None for pair in pairs])
    for row in range(2, len(sheet.rows), 2):
        sheet.merged += [(row, row + 1, at, at) for at in range(len(columns)) if at not in (4, 8)]
    return book


def yes_no(rng: random.Random) -> Book:
    """是否, 有无 and √ or × for branch, instructor and liaison."""
    columns = [
        number(),
        Column(('社会组织名称',), name('plain')),
        Column(('县（市、区）',), plain('region')),
        Column(('党组织', '有'), tick('established', '是', ('是', '否'), ('√', '|×'))),
        Column(('党组织', '无'), tick('established', '否', ('是', '否'), ('√', '|×'))),
        Column(('党员', '有无'), lambda _rng, facts: ('有' if facts['members_total'] else '无', {})),
        summed(('党员', '人数'), 'members_total'),
        Column(
            ('指导员', '是否选派'),
            lambda _rng, facts: (
                '是' if facts.get('instructor') else '否',
                {'has_instructor': ('instructor' in facts,)},
            ),
        ),
        Column(('指导员', '姓名'), plain('instructor', '无')),
        Column(('联络员', '是否确定'), lambda _rng, _facts: ('否', {'has_liaison': (False,)})),
        Column(('联络员', '姓名'), fixed('无')),
        Column(('工会组织',), lambda _rng, facts: ('√' if '工会' in facts['mass_orgs'] else '×', {})),
    ]
    book = Book('yes_no', [sheet := Sheet('Sheet1')])
    sheet.add('社会组织“两个覆盖”情况台账')
    sheet.head(columns, 2)
    city = make_city(rng, 36)
    put(book, sheet, columns, city, rng)
    total(book, sheet, columns, '合计', city)
    return book


def joint(rng: random.Random) -> Book:
    """Joint branches: the branch's cell merged over its members, one of them leading."""
    columns = [
        number(),
        Column(('社会组织名称',), name('plain')),
        Column(('县区',), plain('region')),
        summed(('党员数',), 'members_total'),
        Column(('组建形式',), plain('establishment_form')),
        Column(('党组织形式',), plain('org_level')),
        Column(('联合党支部名称',), plain('joint_name')),
        Column(('牵头单位',), lambda _rng, facts: (facts.get('lead'), {})),
        Column(('联合单位',), plain('joint_units')),
    ]
    book, city = Book('joint', [sheet := Sheet('联合支部台账')]), make_city(rng, 36)
    groups = [city[at : at + 3] for at in range(0, 36, 3)]
    for at, group in enumerate(groups):
        for facts in group:
            facts['established'] = facts['org_level'] = facts['establishment_form'] = None
            if at % 2 == 0:
                names = [each['org_name'] for each in group]
                facts |= {'org_level': '联合支部', 'establishment_form': '联合组建', 'lead': names[0]}
                facts |= {
                    'joint_name': f'中共示例市第{at + 1}联合支部委员会',
                    'joint_units': '、'.join(names),
                }
    sheet.add('社会组织联合党支部台账')
    sheet.head(columns, 1)
    rows = put(book, sheet, columns, city, rng)
    for at in range(0, 36, 6):
        for column in (6, 7, 8):
            sheet.merged.append((rows[at], rows[at + 2], column, column))
            for row in rows[at + 1 : at + 3]:
                sheet.rows[row][column] = None
    total(book, sheet, columns, '合计', city)
    return book


def dressed(rng: random.Random) -> Book:
    """Frozen panes, a filter, hidden rows and columns, comments, totals by formula, gaps in the numbers."""
    columns = [
        number(),
        Column(('社会组织名称',), name('plain')),
        Column(('统一社会信用代码',), code('plain')),
        Column(('县区',), plain('region')),
        Column(('业务主管单位',), plain('competent_authority')),
        summed(('从业人员总数',), 'staff_total'),
        summed(('党员总数',), 'members_total'),
        Column(('党组织名称',), plain('party_org_name')),
        Column(('党组织书记',), plain('party_head')),
        Column(('内部编码',), fixed('X1')),
    ]
    book, city = Book('dressed', [sheet := Sheet('台账', freeze='C3', filtered=True)]), make_city(rng, 40)
    sheet.add('全市社会组织党建工作台账')
    sheet.head(columns, 1)
    rows = put(book, sheet, columns, city, rng)
    for row in rows[10:]:
        sheet.rows[row][0] += 2
    sheet.hidden_rows, sheet.hidden_columns = [rows[4], rows[17], rows[18]], [4, 9]
    sheet.comments = {(rows[2], 6): '电话核实过，有1人转走', (1, 5): '含兼职'}
    for row in rows[20:23]:
        sheet.rows[row].append('新换证')
    total(book, sheet, columns, '合计', city, rows=rows)
    return book


def notes_below(rng: random.Random) -> Book:
    """Below the table notes and signatures, then a table that is no ledger; another sheet of figures."""
    columns = [
        number(),
        Column(('社会组织名称',), name('plain founding founding2 plain plain')),
        Column(('地区',), plain('region')),
        Column(('法定代表人',), plain('legal_rep')),
        summed(('从业人数',), 'staff_total'),
        summed(('党员数',), 'members_total'),
        Column(('党组织类别',), plain('org_level', '无')),
        Column(('备注',), fixed()),
    ]
    book, city = Book('notes_below', [sheet := Sheet('明细'), other := Sheet('汇总')]), make_city(rng, 30)
    sheet.add('社会组织党建明细表')
    sheet.add('填报单位（盖章）：', '', '', '', '', '', '2025年12月')
    sheet.head(columns, 1)
    put(book, sheet, columns, city, rng)
    total(book, sheet, columns, '合计', city)
    for line in (
        '注：1.从业人数不含志愿者。',
        '2.（筹）为正在办理登记的单位。',
        '填表人：经办甲　　审核人：经办乙　　联系电话：0000-2822001',
    ):
        sheet.add(line)
    sheet.add('')
    sheet.add('', '附：党建经费使用情况')
    sheet.add('序号', '项目', '金额（元）', '说明')
    sheet.add(1, '党员活动', 3000, '甲县')
    sheet.add(2, '购买书籍', 1200, '乙县')
    other.add('全市社会组织党建情况汇总表')
    other.add('县区', '单位数', '党员数', '党组织数')
    for county in dict.fromkeys(facts['region'] for facts in city):
        own = [facts for facts in city if facts['region'] == county]
        other.add(
            county,
            len(own),
            sum(facts['members_total'] for facts in own),
            sum(facts['established'] for facts in own),
        )
    other.add(
        '合计',
        len(city),
        sum(facts['members_total'] for facts in city),
        sum(facts['established'] for facts in city),
    )
    return book


def names_codes(rng: random.Random) -> Book:
    """Names and codes as typed in a hurry: spaces, line breaks, O for 0, numbers instead of codes."""
    columns = [
        number(),
        Column(('社会组织名称',), name('plain spaced broken founding')),
        Column(('统一社会信用代码',), code('plain lower oh spaced number blank wrong')),
        Column(('所在地',), plain('region')),
        Column(('联系电话',), phone('phone', 'two number spaced')),
        summed(('党员数',), 'members_total', 'number float text'),
    ]
    book, city = Book('names_codes', [sheet := Sheet('Sheet1')]), make_city(rng, 48)
    sheet.add('社会组织名录')
    sheet.head(columns, 1)
    put(book, sheet, columns, city, rng)
    return book


def _base(rng: random.Random, size: int) -> tuple[list[Column], list[Facts], Book]:
    columns = [
        number(),
        Column(('社会组织名称',), name('plain')),
        Column(('统一社会信用代码',), code('plain')),
        Column(('县区',), plain('region')),
        Column(('业务主管单位',), plain('competent_authority')),
        Column(('法定代表人',), plain('legal_rep')),
        summed(('从业人员数',), 'staff_total'),
        summed(('党员数',), 'members_total'),
        Column(('是否建立党组织',), yes('established', ('是', '否'))),
    ]
    city = make_city(rng, size)
    book = Book('base', [sheet := Sheet('台账')])
    sheet.add('社会组织党建台账')
    sheet.head(columns, 1)
    put(book, sheet, columns, city, rng)
    return columns, city, book


def update(rng: random.Random) -> Book:
    """The same ledger a year later, with 12 changes: 4 staff, 4 members, 2 new, 1 gone, 1 person."""
    columns, city, before = _base(rng, 40)
    later = [dict(facts) for facts in city[:-1]]
    for at in (1, 5, 9, 13):
        later[at]['staff_total'] += 3
        later[at + 1]['members_total'] += 2
    later[20]['legal_rep'] = '冯新任'
    fresh = [
        facts for facts in make_city(rng, 60) if facts['org_name'] not in {each['org_name'] for each in city}
    ]
    later += fresh[:2]
    book = Book('update', [sheet := Sheet('台账')], before=before, absent=[city[-1]['org_name']])
    sheet.add('社会组织党建台账')
    sheet.head(columns, 1)
    put(book, sheet, columns, later, rng)
    return book


def monthly(rng: random.Random) -> Book:
    """A month's registrations: founded, changed (a new name), deregistered, with the day."""
    _, city, before = _base(rng, 30)
    new = [
        facts for facts in make_city(rng, 60) if facts['org_name'] not in {each['org_name'] for each in city}
    ][:4]
    book = Book('monthly', [sheet := Sheet('2026年1月')], before=before)
    sheet.add('2026年1月社会组织登记情况')
    sheet.add(
        '序号',
        '社会组织名称',
        '统一社会信用代码',
        '登记类型',
        '办理事项',
        '变更前',
        '变更后',
        '办理日期',
        '注销',
    )
    rows: list[tuple[Facts, str, str, str]] = [(facts, '成立登记', '', '') for facts in new]
    rows.append((city[3], '变更登记', city[3]['legal_rep'], '蒋新任'))
    rows += [(facts, '注销登记', '', '') for facts in city[7:9]]
    for at, (facts, what, was, now) in enumerate(rows, 1):
        ended = '√' if what == '注销登记' else ''
        sheet.add(
            at, facts['org_name'], facts['code'], facts['org_type'], what, was, now, f'2026.1.{at + 3}', ended
        )
        truth: dict[str, tuple[Any, ...]] = {'org_name': (facts['org_name'],), 'code': (facts['code'],)}
        book.truths.append((facts, truth))
    book.ended = [facts['org_name'] for facts in city[7:9]]
    return book
