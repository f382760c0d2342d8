"""Which form a paper is taken for: the one that is asked for, the one it names, or none."""

import datetime as dt

import pytest
from docx import Document
from openpyxl import Workbook

from office.intake import take_in
from office.reviewing import accept, waiting
from store import campaigns, register, rows
from store.engine import atomic, reading

HEAD = ('序号', '社会组织名称', '从业人员总数', '党员总数', '是否建立党组织')
GOOD = (1, '示例市甲一商会', 12, 3, '否')
PACK = """\
title = "社会组织党建摸底"
notice_number = "示民〔2026〕6号"
notice_title = "关于开展社会组织党建摸底的通知"
population = "all"
established = { fact = "established", is = true }
forms = ["wide_ledger"]
"""


@pytest.fixture
def sent(rooms):
    """sent('甲县/1.xlsx', rows...; sheet=...): a workbook in the inbox; take it in afterwards."""

    def write(name, *lines, sheet='Sheet1'):
        book = Workbook()
        book.active.title = sheet
        for line in lines:
            book.active.append(line)
        path = rooms.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)

    return write


@pytest.fixture
def typed(rooms):
    """typed('甲县/1.docx', title, pairs...): a table of labels and values under a title."""

    def write(name, title, *pairs):
        paper = Document()
        paper.add_paragraph(title)
        table = paper.add_table(rows=len(pairs), cols=2)
        for place, pair in enumerate(pairs):
            for col, text in enumerate(pair):
                table.cell(place, col).text = text
        path = rooms.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        paper.save(path)

    return write


def take(place):
    return list(take_in(place))


def questions(place):
    return [item for item in waiting(place) if item.kind == 'layout']


def entry(place, number=1):
    with reading(place.engine) as connection:
        return register.get(connection, number)


def lines(place):
    with reading(place.engine) as connection:
        return rows.list_rows(connection)


def start_campaign(place):
    (place.rooms.packs / '摸底.toml').write_text(PACK, 'utf-8')
    with atomic(place.engine) as connection:
        campaigns.start(connection, '摸底', dt.date(2026, 3, 1), place.now())


def test_an_untitled_list_is_taken_for_the_form_that_is_asked_for(with_ledger, sent):
    start_campaign(with_ledger)
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert item.value['form'] == 'wide_ledger'
    assert any('正在收' in reason for reason in item.reasons)
    assert entry(with_ledger).state == 'awaiting_layout'


def test_a_title_of_its_own_outweighs_what_is_asked_for(with_ledger, sent):
    start_campaign(with_ledger)
    sent('甲县/1.xlsx', ('社会组织党建情况调查表',), HEAD, GOOD)
    take(with_ledger)
    assert questions(with_ledger) == []
    assert entry(with_ledger).form == 'party_building_survey'


def test_organisations_across_are_read_one_by_one(with_ledger, sent):
    sent(
        '甲县/1.xlsx',
        ('甲县社会组织情况',),
        ('社会组织名称', '示例市甲一商会', '示例市乙二协会', '示例市丙三学校'),
        ('从业人员总数', 12, 8, 20),
        ('党员总数', 3, 2, 0),
        ('是否建立党组织', '是', '否', '否'),
    )
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert any('一家一栏横着填，共3家' in reason for reason in item.reasons)
    accept(with_ledger, item.number)
    found = {row.name: row.values['members_total']['value'] for row in lines(with_ledger)}
    assert found == {'示例市甲一商会': 3, '示例市乙二协会': 2, '示例市丙三学校': 0}


def test_a_form_of_another_matter_is_taken_for_none(with_ledger, typed):
    labels = ('灭火器数量', '疏散通道', '消防安全责任人', '值班人员', '最近演练日期', '隐患', '整改期限')
    common = (('单位名称', '示例市甲一商会'), ('统一社会信用代码', '51990100MJ0000000X'), ('地址', '一路1号'))
    more = (('联系电话', '0000-1'), ('法定代表人', '张某某'), ('从业人员总数', '12'))
    typed('甲县/1.docx', '消防安全自查表', *common, *more, *((label, '有') for label in labels))
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert item.value['form'] is None
    assert any('shoufa forms draft' in reason for reason in item.reasons)
    assert {column['label'] for column in item.value['columns']} >= set(labels)


def test_an_old_edition_waits_and_is_asked_about(with_ledger, typed):
    typed(
        '甲县/1.docx',
        '社会组织基层党组织摸底表（2009年版）',
        ('单位', '示例市甲一商会'),
        ('负责人', '张某某'),
        ('工作人员', '12'),
        ('党组织', '有'),
        ('上级党委', '示例局党委'),
    )
    take(with_ledger)
    assert (entry(with_ledger).kind, entry(with_ledger).state) == ('return', 'awaiting_layout')
    (item,) = questions(with_ledger)
    assert any('旧版' in reason for reason in item.reasons)


def test_an_organisation_of_another_county_waits(with_ledger, sent):
    head = (*HEAD[:2], '所在县区', *HEAD[2:])
    sent('甲县/1.xlsx', ('社会组织党建情况调查表',), head, (1, '示例市乙二协会', '乙县', 8, 2, '否'))
    take(with_ledger)
    (item,) = waiting(with_ledger)
    assert (item.kind, item.field) == ('check', 'other_county')
    assert '属乙县，这件是甲县报来的' in item.reasons[0]
    assert [row.state for row in lines(with_ledger)] == ['held']


def test_a_column_that_is_not_there_is_settled_with_the_layout(with_ledger, sent):
    title = ('社会组织党建情况调查表',)
    sent('甲县/1.xlsx', title, HEAD[:-1], GOOD[:-1])
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert any('没有找到“是否建立党组织”一栏' in reason for reason in item.reasons)
    accept(with_ledger, item.number)
    assert waiting(with_ledger) == []
    sent('甲县/2.xlsx', title, HEAD[:-1], (1, '示例市甲一商会', 12, 3))
    take(with_ledger)
    assert waiting(with_ledger) == []


def test_a_sheet_that_says_something_else_than_its_name_is_asked_about(with_ledger, sent):
    sent('甲县/1.xlsx', ('已建党组织的社会组织党建情况调查表',), HEAD, GOOD, sheet='未建党组织')
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert any('工作表名是“未建党组织”，表内写的是“已建”' in reason for reason in item.reasons)
