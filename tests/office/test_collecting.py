"""Who answered and who did not, in the odd cases: nothing that came is called missing, nothing is dropped."""

import datetime as dt

import pytest

from model.errors import UsageFault
from model.register import HeldRow
from office.collecting import collect, collection_named, settle_corrections
from office.columns import set_columns
from office.config import open_workplace
from office.importing import import_ledger
from office.placing import partly_again
from office.planning import start
from office.unit_counts import count_round
from store import copies, register, rows
from store.copies import Copy
from store.engine import atomic, reading
from store.register import Unreadable, add_unreadable
from tests.office.collected import CAMPAIGN, PACK, entered, listed, moment, picture, totals


@pytest.fixture
def running(rooms):
    """The campaign of S5 in an office of 甲县, 乙县 and 丙县, on 13 March 2026."""
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 2, 21)) as place:
        start(place, CAMPAIGN)
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        yield place


def collected(place, number=None, until=None):
    return collect(place, collection_named(place, CAMPAIGN), number, until)


def state(place, unit, number=None, until=None):
    return next(one for one in collected(place, number, until).states if one.unit == unit)


def on(place, day):
    return open_workplace(place.rooms.root, dt.date.fromisoformat(day))


def test_nothing_came(running):
    found = collected(running)
    assert found.names('missing') == ('甲县', '乙县', '丙县')
    assert (found.unattributed, found.direct) == ((), ())


def test_what_waits_in_review_is_doubtful_and_its_questions_are_counted(running):
    listed(running, '2026-03-12', '甲县/附件1.xlsx', ['示例市甲一商会'], state='held')
    assert (state(running, '甲县').state, state(running, '甲县').questions) == ('doubtful', 1)


@pytest.mark.parametrize(
    'columns',
    [
        {'kind': 'picture', 'state': 'awaiting_recognition'},
        {'kind': 'return', 'state': 'awaiting_layout'},
        {'kind': None, 'state': 'stored'},
        {'kind': 'other'},
        {'kind': 'blank'},
        {'kind': 'request'},
    ],
)
def test_whatever_came_from_a_unit_keeps_it_from_being_called_missing(running, columns):
    entered(running, '2026-03-12', '甲县/x.docx', **columns)
    assert state(running, '甲县').state == 'unread'


def test_what_cannot_be_read_counts_as_long_as_it_lies_there(running):
    kept = running.rooms.unreadable / '甲县' / '坏.xlsx'
    kept.parent.mkdir()
    kept.write_bytes(b'x')
    with atomic(running.engine) as connection:
        item = Unreadable('甲县/坏.xlsx', '甲县', '0' * 64, 'damaged', '打不开', moment('2026-03-12'))
        add_unreadable(connection, item)
    assert state(running, '甲县').state == 'unread'
    kept.unlink()
    assert state(running, '甲县').state == 'missing'


def test_what_lies_in_the_inbox_counts_and_is_not_named(running):
    (running.rooms.inbox / '甲县').mkdir()
    (running.rooms.inbox / '甲县' / '机密.xlsx').write_bytes(b'x')
    (running.rooms.inbox / '机密.xlsx').write_bytes(b'x')
    found = collected(running)
    assert found.names('unread') == ('甲县',)
    assert [one.file for one in found.unattributed] == [None]
    assert collected(running, until=dt.date(2026, 3, 12)).names('unread') == ()


def test_what_was_sent_back_counts_no_more(running):
    entered(running, '2026-03-12', '甲县/附件1.xlsx', state='returned')
    assert state(running, '甲县').state == 'missing'


def test_an_unknown_sender_is_listed(running):
    number = listed(running, '2026-03-12', '附件1.xlsx', ['甲一', '乙二'])
    assert [one.number for one in collected(running).unattributed] == [number]


def test_an_organisation_s_own_form_is_not_its_county_s_return(running):
    number = listed(running, '2026-03-12', '直接报送/甲县某某托养中心登记表.docx', ['甲县某某托养中心'])
    with atomic(running.engine) as connection:
        rows.replace_all(connection, number, [one_row(number, '甲县某某托养中心')])
    found = collected(running)
    assert found.names('returned') == ()
    assert [(one.number, one.direct) for one in found.direct] == [(number, '甲县某某托养中心')]


def one_row(number, name):
    return HeldRow(
        register_number=number,
        row=0,
        name=name,
        code=None,
        region='甲县',
        subject=None,
        state='accepted',
        values={},
        where=None,
    )


def test_the_same_bytes_from_two_counties_are_looked_at(running):
    number = listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    with atomic(running.engine) as connection:
        copies.add(
            connection,
            Copy(
                register_number=number,
                file='乙县/附件1.xlsx',
                sender_hint='乙县',
                received_at=moment('2026-03-12'),
            ),
        )
    found = collected(running)
    assert (found.names('returned'), found.names('unread')) == (('甲县',), ('乙县',))
    assert '完全相同' in found.of_state('unread')[0].waiting[0].why


def test_the_same_bytes_for_the_next_round_keep_a_unit_from_being_called_missing(running):
    number = listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    with on(running, '2026-04-02') as later:
        with atomic(later.engine) as connection:
            for day in ('2026-03-12', '2026-04-01'):
                copies.add(connection, copied(number, '甲县', day))
        assert (state(later, '甲县', 1).state, state(later, '甲县', 1).waiting) == ('returned', ())
        assert state(later, '甲县', 2).state == 'unread'


def copied(number, unit, day):
    return Copy(register_number=number, file=f'{unit}/再报.xlsx', sender_hint=unit, received_at=moment(day))


def test_comments_are_due_by_the_hour(running):
    pack = """\
title = "关于征求意见的函"
notice_number = "示民函〔2026〕7号"
notice_title = "关于征求意见的函"
population = "all"
established = { fact = "established", is = true }

[consultation]
draft_title = "办法（征求意见稿）"
deadline = 2026-03-12
deadline_text = "3月12日上午下班前"
units = ["甲县", "乙县"]
"""
    (running.rooms.packs / '意见.toml').write_text(pack, 'utf-8')
    for clock, unit in (('11:59', '甲县'), ('12:01', '乙县')):
        answer = {'units': [], 'none': True, 'comments': 0, 'collection': '意见'}
        at = moment('2026-03-12', clock)
        entered(running, at, f'{unit}/意见.xlsx', form='comments', extract=answer)
    found = collect(running, collection_named(running, '意见'))
    assert [(one.unit, one.state, one.late) for one in found.states] == [
        ('甲县', 'returned', False),
        ('乙县', 'returned', True),
    ]


def test_the_paper_goes_before_its_folder_and_that_is_said(running):
    totals(running, '2026-03-12', '乙县/附件1.xlsx', unit='示例市甲县民政局', established=3, eligible=5)
    found = state(running, '甲县')
    assert (found.state, found.placed[0].came.misplaced) == ('returned', '乙县')


def test_a_late_return_is_of_the_round_that_is_owed(running):
    with on(running, '2026-03-20') as later:
        listed(later, '2026-03-16', '甲县/附件1.xlsx', ['甲一'])
        listed(later, '2026-03-16', '甲县/附件2.xlsx', ['甲二'])
        found = state(later, '甲县')
        assert (found.state, found.late, len(found.placed)) == ('returned', True, 2)
        assert state(later, '甲县', 2).state == 'missing'
        assert state(later, '甲县', 1, dt.date(2026, 3, 13)).state == 'missing'


def test_what_says_its_round_is_of_it(running):
    with on(running, '2026-04-01') as later:
        listed(later, '2026-03-30', '甲县/第2期.xlsx', ['甲一'])
        assert state(later, '甲县', 1).state == 'missing'
        assert state(later, '甲县', 2).state == 'returned'


def test_a_person_says_the_round_or_that_it_is_none(running):
    number = picture(running, '2026-03-12', '甲县/照片.jpg')
    set_columns(running, number, {'期次': '2'})
    assert (state(running, '甲县').state, state(running, '甲县', 2).state) == ('missing', 'unread')
    set_columns(running, number, {'期次': '无'})
    assert (state(running, '甲县').state, state(running, '甲县', 2).state) == ('missing', 'missing')
    set_columns(running, number, {'期次': ''})
    assert state(running, '甲县').state == 'unread'


def test_an_unread_file_is_of_the_round_in_whose_time_it_came(running):
    number = picture(running, '2026-03-12', '甲县/照片.jpg')
    with on(running, '2026-04-02') as later:
        assert state(later, '甲县', 1).state == 'unread'
        found = state(later, '甲县', 2)
        assert found.state == 'missing'
        assert [(one.round, one.came.number) for one in found.earlier] == [(1, number)]
        picture(later, '2026-03-20', '甲县/照片2.jpg')  # of the round that is owed, or of this one
        assert [state(later, '甲县', number).state for number in (1, 2, 3)] == ['unread', 'unread', 'missing']
        listed(later, '2026-03-13', '甲县/附件1.xlsx', ['甲一'])
        assert state(later, '甲县', 1).state == 'returned'
        assert [one.round for one in state(later, '甲县', 3).earlier] == [2]


def test_a_return_sent_again_takes_the_place_of_the_first(running):
    first = listed(running, '2026-03-11', '甲县/附件1.xlsx', ['甲一', '甲二'])
    second = listed(running, '2026-03-12', '甲县/附件1（更正）.xlsx', ['甲一', '甲二', '甲三'])
    found = collected(running)
    assert settle_corrections(running, found) == 1
    assert settle_corrections(running, found) == 0
    placed = state(running, '甲县').placed
    assert [(one.came.number, one.superseded_by) for one in placed] == [(first, second), (second, None)]
    with reading(running.engine) as connection:
        assert register.get(connection, first).superseded_by == second


def test_a_further_part_takes_nobody_s_place(running):
    listed(running, '2026-03-11', '甲县/附件1.xlsx', ['甲一', '甲二'])
    listed(running, '2026-03-12', '甲县/附件2.xlsx', ['甲三'])
    assert [one.superseded_by for one in state(running, '甲县').placed] == [None, None]


def test_a_correction_of_some_rows_leaves_the_others_and_says_so(running):
    listed(running, '2026-03-11', '甲县/附件1.xlsx', ['甲一', '甲二'])
    listed(running, '2026-03-12', '甲县/更正.xlsx', ['甲一'])
    placed = state(running, '甲县').placed
    assert [one.superseded_by for one in placed] == [None, None]
    assert [left for _, _, left in partly_again(placed)] == [1]


def test_a_correction_that_waits_for_a_person_replaces_nothing(running):
    listed(running, '2026-03-11', '甲县/附件1.xlsx', ['甲一'])
    listed(running, '2026-03-12', '甲县/更正.xlsx', ['甲一'], state='held')
    assert state(running, '甲县').placed[0].superseded_by is None


def test_rows_and_totals_are_both_kept(running, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text('社会组织名称,所属县区,是否建立党组织\n甲一,甲县,是\n甲二,甲县,否\n', 'utf-8')
    import_ledger(running, path)
    listed(running, '2026-03-11', '甲县/附件1.xlsx', ['甲一', '甲二'])
    totals(running, '2026-03-12', '甲县/汇总表.xlsx', total=3, established=1)
    found = collected(running)
    assert [one.superseded_by for one in found.states[0].placed] == [None, None]
    (difference,) = count_round(running, found).differences
    assert difference.text == '甲县：登记社会组织，汇总表为3，按明细为2，差1'


def test_a_form_is_collected_without_a_campaign(running):
    listed(running, '2026-03-11', '甲县/附件1.xlsx', ['甲一'])
    found = collect(running, collection_named(running, 'party_building_survey'))
    assert (found.round, found.due, found.names('returned')) == (None, None, ('甲县',))
    assert collect(running, collection_named(running, 'baseline_registration')).names('returned') == ()


@pytest.mark.parametrize('wanted', ['没有', ''])
def test_a_collection_that_is_not_there_is_refused(running, wanted):
    with pytest.raises(UsageFault):
        collection_named(running, wanted)


@pytest.mark.parametrize('number', [5, -1])
def test_a_round_that_is_not_there_is_refused(running, number):
    with pytest.raises(UsageFault):
        collected(running, number)
