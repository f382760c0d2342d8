"""S7, the letters: one to each association, the rest of the term, no reason; and the ledger that goes up."""

import dataclasses
import datetime as dt

import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.instructors import instructors as group
from model.errors import UsageFault
from office.dispatch_issued import letter_issued
from office.dispatching import dispatch
from office.importing import import_ledger
from office.instructing import import_instructors
from office.instructor_papers import change_again, change_letters, ledger_again, ledger_of_instructors
from office.sending_people import assign, expiring, replace, served
from outgoing.draft import Recipe
from outgoing.plain_wording import docx_to_wording
from store import instructors as people
from store import outbox
from store.engine import atomic, reading
from tests.office.test_instructors import BEFORE, CHANGE, MARCH, ONES, OTHERS, september  # noqa: F401  # fixture


def said(sent) -> str:
    return docx_to_wording(sent.file.read_bytes())


def called(place, *arguments):
    common = Common(office=place.rooms.root, today=place.today)
    done = CliRunner().invoke(group, [*map(str, arguments)], obj=common, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def recipe_of(place, sent):
    with reading(place.engine) as connection:
        held = outbox.get(connection, sent.file.name)
    assert held
    assert held.recipe
    plain = held.recipe
    return Recipe(plain['act'], plain['campaign'], plain['options'], dt.date.fromisoformat(plain['cut_off']))


@pytest.fixture
def three(place, tmp_path):
    """Three associations and one more, each with an instructor."""
    ledger, staff = tmp_path / '台账.csv', tmp_path / '指导员.csv'
    names = [*ONES, OTHERS[0]]
    ledger.write_text('name,region\n' + ''.join(f'{name},甲县\n' for name in names), 'utf-8')
    staff.write_text('姓名,单位\n示例一,示例市民政局\n示例二,示例市民政局\n示例三,示例市民政局\n', 'utf-8')
    there = dataclasses.replace(place, today=MARCH)
    import_ledger(there, ledger)
    import_instructors(there, staff)
    assign(there, '示例一', ONES, MARCH)
    assign(there, '示例三', OTHERS[:1], MARCH)
    return dataclasses.replace(place, today=dt.date(2026, 9, 10))


@pytest.fixture
def changed(three):
    replace(three, '示例一', '示例二', CHANGE, organisations=ONES[:2], stop=ONES[2:])
    return three


def test_s7_three_letters_the_remaining_term_and_no_reason(september):  # noqa: F811  # fixture
    changed = september
    replace(changed, '示例一', '示例二', CHANGE, organisations=ONES[:2], stop=ONES[2:])
    done = change_letters(changed, CHANGE)
    assert (len(done.sent), done.changed, done.ended, done.left_out) == (3, 2, 1, ())
    texts = [said(one) for one in done.sent]
    assert sum('关于调整党建工作指导员的函' in text for text in texts) == 2
    assert sum('选派期自2026年9月15日至2027年3月9日' in text for text in texts) == 2
    (ending,) = [text for text in texts if '关于结束选派党建工作指导员的函' in text]
    assert '自2026年9月15日起，示例一同志（示例市民政局）不再担任贵会党建工作指导员，选派相应结束。' in ending
    assert not any(word in text for text in texts for word in ('因', '调离', '已建', '原因', '由于'))
    assert (served(changed, BEFORE), served(changed, CHANGE)) == (101, 100)
    march = dataclasses.replace(changed, today=dt.date(2027, 3, 1))
    ours = [one for one in expiring(march, 10) if one.organisation in ONES]
    assert [one.end for one in ours] == [dt.date(2027, 3, 9)] * 2


def test_without_a_day_the_changes_of_late_and_to_come_are_told(changed):
    assert len(change_letters(changed).sent) == 3
    with pytest.raises(UsageFault, match='instructors replace'):
        change_letters(changed, dt.date(2026, 9, 16))


def test_who_leaves_others_behind_is_no_ending(three):
    assign(three, '示例二', ONES[:1], dt.date(2026, 4, 1))
    replace(three, '示例一', None, CHANGE, stop=ONES[:1])
    (one,) = change_letters(three, CHANGE).sent
    assert '示例二同志（示例市民政局）继续担任贵会党建工作指导员。' in said(one)


def test_a_second_change_leaves_the_first_letter_alone(changed):
    change_letters(changed, CHANGE)
    replace(changed, '示例二', '示例三', dt.date(2026, 10, 8), organisations=ONES[:1])
    done = change_letters(changed)
    assert done.left_out == ((ONES[0], '接任的指导员后来又有调整，只发最近一次的函'),)
    assert [one.status for one in done.sent] == ['unchanged', 'unchanged', 'written']


def test_the_clerk_is_told_what_to_run_next(three):
    told = called(three, 'replace', '示例一', '示例二', '--date', CHANGE)
    assert f'shoufa instructors letters --date {CHANGE}' in told
    assert '调整函3份，结束选派函0份。' in called(three, 'letters', '--date', CHANGE)


def test_the_ledger_lists_every_organisation_of_a_day_with_telephones(changed):
    sent = ledger_of_instructors(changed, CHANGE)
    text = said(sent)
    assert '社会组织党建工作指导员台账' in text
    assert '在派社会组织3家，指导员2名' in text
    assert all(name in text for name in (*ONES[:2], OTHERS[0]))
    assert ONES[2] not in text
    assert ledger_again(changed, recipe_of(changed, sent)).file_name == sent.file.name
    with pytest.raises(UsageFault, match='没有在派'):
        ledger_of_instructors(changed, dt.date(2020, 1, 1))


def test_a_letter_is_made_again_from_its_recipe(changed):
    for sent in change_letters(changed, CHANGE).sent:
        draft = change_again(changed, recipe_of(changed, sent))
        assert draft.file_name == sent.file.name


def test_an_issued_letter_tells_the_list_its_number_and_the_day_the_term_begins(three):
    assign(three, '示例三', ONES[:1])
    dispatch(three, 'gansu_2016')
    with atomic(three.engine) as connection:
        papers = [one for one in outbox.list_all(connection) if ONES[0] in one.recipients]
        dated = dt.date(2026, 9, 12)
        assert [letter_issued(connection, one, '示民党函〔2026〕21号', dated) for one in papers] == [2]
        found = people.assignments_of(connection, [papers[0].organisation or 0])
    assert [(one.start, one.end, one.doc_number) for one in found] == [
        (MARCH, dt.date(2027, 3, 9), '示民党函〔2026〕21号'),
        (dated, dt.date(2027, 9, 11), '示民党函〔2026〕21号'),
    ]


def test_an_issued_change_letter_numbers_the_new_assignment_alone(changed):
    change_letters(changed, CHANGE)
    with atomic(changed.engine) as connection:
        (paper,) = [one for one in outbox.list_all(connection) if ONES[0] in one.recipients]
        letter_issued(connection, paper, '示民党函〔2026〕30号', CHANGE)
        old, new = people.assignments_of(connection, [paper.organisation or 0])
    assert (old.doc_number, new.doc_number, new.end) == (None, '示民党函〔2026〕30号', dt.date(2027, 3, 9))
