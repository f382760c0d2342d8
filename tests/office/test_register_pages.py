"""The register page by page: words, states, days, counts; columns that somebody else changed meanwhile."""

import datetime as dt

import pytest

from model.errors import StaleEdit
from office.columns import set_columns
from office.incoming import entry_to_texts, incoming, save_columns
from office.intake import take_in
from office.register_pages import Wanted, page_of, register_to_bytes, slip_to_bytes, text_to_words
from tests.office.conftest import NOTICE


@pytest.fixture
def papers(place, notice):
    notice('甲县/通知.docx')
    notice('其他.docx', '示例省民政厅文件', '示民函〔2026〕13号', *NOTICE[2:])
    list(take_in(place))
    return place


def numbers(place, **wanted):
    lines, total = page_of(place, Wanted(**wanted), 0, 50)
    assert len(lines) == total
    return [one.entry.number for one in lines]


def test_the_newest_comes_first_and_pages_are_cut(papers):
    assert numbers(papers) == [2, 1]
    lines, total = page_of(papers, Wanted(), 1, 1)
    assert ([one.entry.number for one in lines], total) == ([1], 2)


@pytest.mark.parametrize(
    ('wanted', 'found'),
    [
        ({'words': ('台账', '甲县')}, 1),
        ({'words': ('2',)}, 2),
        ({'words': ('100%',)}, 0),
        ({'state': 'done'}, 2),
        ({'kind': 'return'}, 0),
        ({'first': dt.date(2026, 3, 14)}, 0),
        ({'first': dt.date(2026, 3, 13), 'last': dt.date(2026, 3, 13)}, 2),
        ({'asked': True}, 0),
    ],
)
def test_filters(papers, wanted, found):
    assert len(numbers(papers, **wanted)) == found


def test_a_document_number_is_found_however_its_brackets_are_typed(papers):
    assert numbers(papers, words=text_to_words('示民函[2026]13号')) == [1]


def test_columns_change_only_where_nobody_changed_them_meanwhile(papers):
    seen = entry_to_texts(incoming(papers, 1).shown.entry)
    assert save_columns(papers, 1, seen, {**seen, 'handler': '社会组织科'}) == ['承办']
    set_columns(papers, 1, {'批示': '请办'})
    with pytest.raises(StaleEdit, match=r'现在是“请办”.*您填的是“阅”'):
        save_columns(papers, 1, seen, {**seen, 'instruction': '阅'})
    assert incoming(papers, 1).shown.entry.instruction == '请办'


def test_the_days_asked_for_come_as_a_workbook_and_the_slip_as_a_document(papers):
    assert register_to_bytes(papers, None, None)[:2] == b'PK'
    assert slip_to_bytes(papers, 1)[:2] == b'PK'


def test_neighbours_and_missing_anchors_are_told(papers):
    found = incoming(papers, 1)
    assert (found.before, found.after) == (None, 2)
    assert {one.missing.what for one in found.duties if one.missing} <= {'issue'}
    assert any(group.title == '文件要素' for group in found.groups)


def test_a_paper_and_the_one_that_forwards_it_know_each_other(papers, notice):
    notice(
        '转发.docx',
        '示例市民政局文件',
        '示市民函〔2026〕9号',
        '示例市民政局转发示例省民政厅关于报送社会组织台账的通知',
        '各县（区）民政局：',
        '现将《示例省民政厅关于报送社会组织台账的通知》（示民函〔2026〕12号）转发给你们，请认真贯彻执行。',
        '示例市民政局',
        '2026年3月5日',
    )
    list(take_in(papers))
    (link,) = incoming(papers, 3).links
    assert link.how == '转发的是'
    assert incoming(papers, link.number).shown.entry.doc_number == '示民函〔2026〕12号'
