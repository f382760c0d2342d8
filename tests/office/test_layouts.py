"""A layout that nobody confirmed: asked once, confirmed, put right, refused, taken back."""

import datetime as dt

import pytest
from openpyxl import Workbook

from model.errors import UsageFault
from office.intake import take_in
from office.layout_acts import entries_read_by, list_layouts, revoke, waiting_files
from office.ledger_acts import one_named
from office.registering import reread, show, withdraw
from office.reviewing import accept, correct, reject, waiting
from store import layouts, register, rows
from store.engine import atomic, reading

HEAD = ('序号', '社会组织名称', '从业人员总数', '党员总数', '是否建立党组织', '值班室')
GOOD = (1, '示例市甲一商会', 12, 3, '否', '有')


@pytest.fixture
def sent(rooms):
    """sent('甲县/1.xlsx', head, rows..., title=...): a list in the inbox; sheets: {name: (head, rows)}."""

    def write(name, head, *lines, title='社会组织党建情况调查表', sheets=None):
        book = Workbook()
        book.remove(book.active)
        for sheet_name, (sheet_head, sheet_lines) in (sheets or {'Sheet1': (head, lines)}).items():
            sheet = book.create_sheet(sheet_name)
            for line in ((title,), sheet_head, *sheet_lines):
                sheet.append(line)
        path = rooms.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)

    return write


def questions(place):
    return [item for item in waiting(place) if item.kind == 'layout']


def entries(place):
    with reading(place.engine) as connection:
        return register.list_entries(connection)


def take(place):
    return list(take_in(place))


def test_an_unknown_column_lets_the_file_wait_and_asks_once(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    sent('乙县/1.xlsx', HEAD, (1, '示例市乙二协会', 8, 2, '是', '无'))
    first, second = take(with_ledger)
    assert (first.status, first.kind, first.code) == ('registered', 'return', None)
    assert '待对应' in second.message
    (item,) = questions(with_ledger)
    assert [entry.file for entry in waiting_files(with_ledger, item)] == ['乙县/1.xlsx', '甲县/1.xlsx']
    assert {(entry.state, entry.kind, entry.layout) for entry in entries(with_ledger)} == {
        ('awaiting_layout', 'return', item.field)
    }
    assert '“值班室”→不收　※表样中没有这一栏，不收' in item.reasons
    assert '“党员总数”→党员总数（members_total）' in item.reasons
    assert not list(with_ledger.rooms.unreadable.iterdir())


def test_accepting_reads_all_that_waited(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    sent('乙县/1.xlsx', HEAD, (1, '示例市乙二协会', 8, 2, '是', '无'))
    take(with_ledger)
    told = accept(with_ledger, questions(with_ledger)[0].number)
    assert '以后同版式不再问' in told
    assert {entry.state for entry in entries(with_ledger)} == {'done'}
    assert waiting(with_ledger) == []
    assert one_named(with_ledger, '示例市乙二协会').facts['established'] is True
    (held,) = list_layouts(with_ledger)
    assert (held.senders, held.confirmed_by) == (('乙县', '甲县'), '经办人')


def test_another_sender_of_a_confirmed_layout_is_not_asked_about(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    accept(with_ledger, questions(with_ledger)[0].number)
    sent('乙县/1.xlsx', HEAD, (1, '示例市乙二协会', 8, 2, '是', '无'), title='乙县社会组织党建情况调查表')
    (outcome,) = take(with_ledger)
    assert '版式与甲县确认过的相同' in outcome.message
    assert questions(with_ledger) == []
    assert list_layouts(with_ledger)[0].senders == ('甲县', '乙县')


def test_a_list_that_is_known_to_the_last_label_is_not_asked_about(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD[:-1], GOOD[:-1])
    take(with_ledger)
    assert questions(with_ledger) == []
    assert entries(with_ledger)[0].state == 'done'
    assert entries(with_ledger)[0].layout is not None


def test_what_a_person_says_of_a_column_is_how_it_is_read(with_ledger, sent):
    head = ('序号', '社会组织名称', '从业人员总数', '同志数', '是否建立党组织')
    sent('甲县/1.xlsx', head, (1, '示例市甲一商会', 12, 3, '否'))
    take(with_ledger)
    (item,) = questions(with_ledger)
    with pytest.raises(UsageFault, match='栏目有：'):
        correct(with_ledger, item.number, {'没有的栏': 'members_total'})
    with pytest.raises(UsageFault, match='没有字段'):
        correct(with_ledger, item.number, {'同志数': 'comrades'})
    with pytest.raises(UsageFault, match='没有字段'):
        correct(with_ledger, item.number, {'同志数': 'id_number'})
    correct(with_ledger, item.number, {'同志数': '党员总数', '从业人员总数': ''})
    (row,) = _rows(with_ledger)
    assert row.values['members_total']['value'] == 3
    assert 'staff_total' not in row.values


def _rows(place):
    with reading(place.engine) as connection:
        return rows.list_rows(connection)


def test_a_mark_that_means_an_option(with_ledger, sent):
    head = ('社会组织名称', '从业人员总数', '党员总数', '已有组织打勾')
    sent('甲县/1.xlsx', head, ('示例市甲一商会', 12, 3, '√'))
    take(with_ledger)
    (item,) = questions(with_ledger)
    with pytest.raises(UsageFault, match='没有选项'):
        correct(with_ledger, item.number, {'已有组织打勾': 'established:也许'})
    correct(with_ledger, item.number, {'已有组织打勾': 'established:是'})
    (row,) = _rows(with_ledger)
    assert row.values['established']['value'] is True


def test_a_form_named_by_a_person_is_proposed_anew(with_ledger, sent):
    head = ('社会组织名称', '注册资金', '产量', '评估等级', '会员数量')
    sent('甲县/1.xlsx', head, ('示例市甲一商会', '3万', 12, '3A', 7), title='评估')
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert item.value['form'] is None
    with pytest.raises(UsageFault, match='form='):
        accept(with_ledger, item.number)
    with pytest.raises(UsageFault, match='没有表样'):
        correct(with_ledger, item.number, {'form': 'no_such_form'})
    correct(with_ledger, item.number, {'form': 'party_building_survey', '产量': 'staff_total'})
    assert entries(with_ledger)[0].form == 'party_building_survey'
    (row,) = _rows(with_ledger)
    assert (row.name, row.values['staff_total']['value']) == ('示例市甲一商会', 12)


def test_a_refused_layout_leaves_the_file_received_and_says_why(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert '算已收到' in reject(with_ledger, item.number, '填的是去年的表')
    (entry,) = entries(with_ledger)
    assert (entry.state, entry.kind, entry.note) == ('done', 'return', '版式未采用：填的是去年的表')
    assert (_rows(with_ledger), list_layouts(with_ledger)) == ([], [])
    with pytest.raises(UsageFault, match='已经处理过'):
        accept(with_ledger, item.number)


def test_a_revoked_layout_is_asked_about_again_and_what_was_read_stays(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    accept(with_ledger, questions(with_ledger)[0].number)
    fingerprint = list_layouts(with_ledger)[0].layout.fingerprint
    read = revoke(with_ledger, fingerprint[:12], '值班室一栏认错了')
    assert [entry.number for entry in read] == [1]
    assert len(_rows(with_ledger)) == 1
    sent('甲县/2.xlsx', HEAD, (*GOOD[:-1], '无'))
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert any('已撤回' in reason for reason in item.reasons)
    with pytest.raises(UsageFault, match='已经撤回'):
        revoke(with_ledger, fingerprint, '再撤')
    accept(with_ledger, item.number)
    assert [entry.number for entry in entries_read_by(with_ledger, fingerprint)] == [1, 2]


def test_a_stop_between_confirming_and_reading_is_made_good(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    (item,) = questions(with_ledger)
    with atomic(with_ledger.engine) as connection:  # what is durable when the program dies here
        from store import reviews
        from store.layouts import layout_from_plain

        reviews.decide(connection, item.number, 'accepted', actor='经办人', at=with_ledger.now())
        layouts.save(connection, layout_from_plain(item.value), ('甲县',), '经办人', with_ledger.now())
    assert entries(with_ledger)[0].state == 'awaiting_layout'
    assert [one.number for one in take(with_ledger)] == [1]
    assert take(with_ledger) == []
    assert entries(with_ledger)[0].state == 'done'
    assert [row.state for row in _rows(with_ledger)] == ['accepted']


def test_reading_again_asks_no_second_question(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    reread(with_ledger, 1)
    (item,) = questions(with_ledger)
    assert [one.number for one in show(with_ledger, 1).review] == [item.number]
    accept(with_ledger, item.number)
    reread(with_ledger, 1)
    assert (entries(with_ledger)[0].state, waiting(with_ledger)) == ('done', [])


def test_a_question_that_nothing_waits_for_any_more_is_closed(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    withdraw(with_ledger, 1, '交错了')
    assert questions(with_ledger) == []


def test_an_inserted_column_is_said_and_held(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    accept(with_ledger, questions(with_ledger)[0].number)
    sent('甲县/2.xlsx', (*HEAD[:2], '会员数', *HEAD[2:]), (*GOOD[:2], 40, *GOOD[2:]))
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert any('甲县以前确认过的版式与这次不同：多了“会员数”' in reason for reason in item.reasons)
    assert [entry.state for entry in entries(with_ledger)] == ['done', 'awaiting_layout']


def test_a_known_layout_that_is_not_the_senders_own_is_said(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD, GOOD)
    take(with_ledger)
    accept(with_ledger, questions(with_ledger)[0].number)
    sent('甲县/2.xlsx', HEAD[:-1], GOOD[:-1])
    take(with_ledger)
    (item,) = waiting(with_ledger)
    assert (item.field, item.register_number) == ('layout_changed', 2)
    assert '少了“值班室”' in item.reasons[0]


def test_swapped_sheets_are_held(with_ledger, sent):
    other = ('社会组织名称', '从业人员总数', '党员总数', '是否建立党组织', '值班室')
    one, two = (HEAD, (GOOD,)), (other, (('示例市乙二协会', 8, 2, '是', '无'),))
    sent('甲县/1.xlsx', (), sheets={'已建': one, '未建': two})
    take(with_ledger)
    accept(with_ledger, questions(with_ledger)[0].number)
    sent('甲县/2.xlsx', (), sheets={'未建': one, '已建': two})
    take(with_ledger)
    (item,) = questions(with_ledger)
    assert any('上次依次为已建、未建，这次为未建、已建' in reason for reason in item.reasons)
    assert entries(with_ledger)[1].state == 'awaiting_layout'
    accept(with_ledger, item.number)
    assert entries(with_ledger)[1].state == 'done'


def test_next_years_labels_are_the_same_layout(with_ledger, sent):
    head = ('社会组织名称', '从业人员总数', '2025年末党员', '是否建立党组织')
    sent('甲县/1.xlsx', head, ('示例市甲一商会', 12, 3, '否'))
    take(with_ledger)
    correct(with_ledger, questions(with_ledger)[0].number, {'2025年末党员': 'members_total'})
    head = ('社会组织名称', '从业人员总数', '2026年末党员', '是否建立党组织')
    sent('乙县/1.xlsx', head, ('示例市乙二协会', 8, 2, '是'))
    take(with_ledger)
    assert questions(with_ledger) == []
    assert _rows(with_ledger)[1].values['members_total']['value'] == 2


def test_rows_of_several_sheets_with_the_same_numbers_are_all_kept(with_ledger, sent):
    head = HEAD[:-1]
    sheets = {
        '社会团体': (head, (GOOD[:-1],)),
        '民非': (head, ((1, '示例市乙二协会', 8, 2, '是'),)),
    }
    sent('甲县/1.xlsx', (), sheets=sheets)
    take(with_ledger)
    assert [row.name for row in _rows(with_ledger)] == ['示例市甲一商会', '示例市乙二协会']
    assert entries(with_ledger)[0].tally['rows'] == 2


def test_a_line_that_a_person_settles_is_counted_anew(with_ledger, sent):
    sent('甲县/1.xlsx', HEAD[:-1], (1, '示例市从没听说过的单位', 5, 1, '否'))
    take(with_ledger)
    assert entries(with_ledger)[0].tally['held'] == 1
    correct(with_ledger, waiting(with_ledger)[0].number, {'organisation': 'new'})
    assert (entries(with_ledger)[0].tally['held'], entries(with_ledger)[0].tally['accepted']) == (0, 1)


def test_totals_of_several_units_are_not_added_up_by_us(with_ledger, sent):
    head = ('乡镇', '社会组织总数', '已建党组织数')
    sent('甲县/1.xlsx', head, ('东镇', 8, 4), ('西镇', 6, 3), title='社会组织党建情况汇总表')
    take(with_ledger)
    accept(with_ledger, questions(with_ledger)[0].number)
    (item,) = waiting(with_ledger)
    assert item.field == 'several_units'
    assert entries(with_ledger)[0].received_at.date() == dt.date(2026, 3, 13)
