import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from model.errors import StaleEdit, UsageFault
from office.config import Workplace, open_workplace
from office.correcting import correct as correct_ledger
from office.ledger_acts import find, one_named
from office.review_asking import ask
from office.review_candidates import never, none_of_these
from office.review_undo import undo
from office.reviewing import accept, correct, reject, show, waiting
from store import name_links, rows
from store.engine import reading
from tests.office.asked import TODAY, copied, put_questions


@pytest.fixture(scope='module')
def asked_office(tmp_path_factory, founded) -> Path:
    root = Path(shutil.copytree(founded, tmp_path_factory.mktemp('待核样板') / '办公室'))
    put_questions(root)
    return root


@pytest.fixture
def asked(tmp_path, asked_office) -> Iterator[Workplace]:
    with open_workplace(copied(asked_office, tmp_path / '办公室'), TODAY) as place:
        yield place


def number_of(place: Workplace, kind: str, about: str = '') -> int:
    (number,) = (one.number for one in waiting(place) if one.kind == kind and about in one.about)
    return number


def seen(place: Workplace, number: int) -> str:
    return ask(place, [show(place, number)])[0].seen


def staff(place: Workplace, name: str = '示例市甲一商会') -> object:
    return one_named(place, name).facts.get('staff_total')


def line(place: Workplace, row: int) -> tuple[str, int | None]:
    with reading(place.engine) as connection:
        found = next(one for one in rows.list_rows(connection) if (one.row % 1000) == row)
    return found.state, found.subject


def test_an_accepted_value_goes_back_and_the_question_is_open_again(asked):
    number = number_of(asked, 'conflict')
    accept(asked, number)
    assert staff(asked) == 15
    assert '从业人员总数已恢复' in undo(asked, number)
    assert (staff(asked), show(asked, number).state) == (12, 'open')
    accept(asked, number)
    assert staff(asked) == 15


def test_a_corrected_value_goes_back_in_the_line_too(asked):
    number = number_of(asked, 'conflict')
    before = ask(asked, [show(asked, number)])[0].cells
    correct(asked, number, {'从业人员总数': '14'})
    assert staff(asked) == 14
    undo(asked, number)
    assert (staff(asked), ask(asked, [show(asked, number)])[0].cells) == (12, before)


def test_what_was_changed_since_is_not_taken_back(asked):
    number = number_of(asked, 'conflict')
    accept(asked, number)
    correct_ledger(asked, '示例市甲一商会', {'staff_total': 16}, '电话核实')
    with pytest.raises(UsageFault, match='之后又改过'):
        undo(asked, number)
    assert (staff(asked), show(asked, number).state) == (16, 'accepted')


def test_a_refused_value_can_be_asked_again(asked):
    number = number_of(asked, 'conflict')
    reject(asked, number, '单位来电更正')
    undo(asked, number)
    assert show(asked, number).state == 'open'
    with pytest.raises(UsageFault, match='没有可以撤销'):
        undo(asked, number)


def test_a_line_put_right_waits_again_as_the_paper_has_it(asked):
    number = number_of(asked, 'check')
    correct(asked, number, {'staff_part_time': '3'})
    assert one_named(asked, '示例市乙二协会').facts['staff_part_time'] == 3
    undo(asked, number)
    assert 'staff_part_time' not in one_named(asked, '示例市乙二协会').facts
    cells = {one.field: one.value for one in ask(asked, [show(asked, number)])[0].cells}
    assert (cells['staff_part_time'], line(asked, 4)[0]) == ('5', 'held')


def test_a_new_organisation_leaves_the_ledger_again(asked):
    number = number_of(asked, 'match', '己六')
    correct(asked, number, {'organisation': 'new'})
    assert len(find(asked, '己六')) == 1
    assert '退出台账' in undo(asked, number)
    assert (find(asked, '己六'), line(asked, 6)) == ([], ('held', None))
    correct(asked, number, {'organisation': 'new'})
    assert len(find(asked, '己六')) == 1


def test_a_chosen_organisation_is_let_go_with_what_was_written_and_remembered(asked):
    number = number_of(asked, 'match', '丙三')
    accept(asked, number)
    assert one_named(asked, '示例市丙三学校').facts['members_total'] == 1
    undo(asked, number)
    assert 'members_total' not in one_named(asked, '示例市丙三学校').facts
    with reading(asked.engine) as connection:
        assert name_links.list_links(connection) == []
    assert line(asked, 5) == ('held', None)


def test_never_this_one_is_remembered_and_the_question_stays(asked):
    number = number_of(asked, 'match', '丙三')
    (candidate,) = show(asked, number).candidates
    mark = seen(asked, number)
    assert '不是示例市丙三学校' in never(asked, number, [candidate['organisation']], mark)
    after = show(asked, number)
    assert (after.state, after.candidates) == ('open', ())
    with reading(asked.engine) as connection:
        assert [one.verdict for one in name_links.list_links(connection)] == ['never']
    with pytest.raises(StaleEdit):
        none_of_these(asked, number, mark)


def test_a_decision_on_what_is_no_longer_so_tells_both(asked):
    number = number_of(asked, 'conflict')
    mark = seen(asked, number)
    correct_ledger(asked, '示例市甲一商会', {'staff_total': 13}, '电话核实')
    with pytest.raises(StaleEdit) as caught:
        accept(asked, number, mark)
    assert '您看到的是：待核；来文“15”；台账“12”' in caught.value.message
    assert '现在是：待核；来文“15”；台账“13”' in caught.value.message
    accept(asked, number, seen(asked, number))
    with pytest.raises(StaleEdit, match='经办人于'):
        reject(asked, number, '不对', mark)


def test_no_answer_and_no_undo_searches_through_a_table(asked):
    said: list[tuple[str, Any]] = []

    def keep(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        if statement.startswith(('SELECT', 'UPDATE', 'DELETE')):
            said.append((statement, parameters[0] if isinstance(parameters, list) else parameters))

    event.listen(asked.engine, 'before_cursor_execute', keep)
    for kind, about in (('conflict', ''), ('check', ''), ('match', '丙三'), ('match', '己六')):
        number = number_of(asked, kind, about)
        mark = seen(asked, number)
        said.clear()
        accept(asked, number, mark)
        undo(asked, number)
        with reading(asked.engine) as connection:
            plans = [
                (statement, line[-1])
                for statement, parameters in list(said)
                if 'sqlite_master' not in statement
                for line in connection.exec_driver_sql(f'explain query plan {statement}', parameters)
            ]
        assert [plan for plan in plans if plan[1].startswith('SCAN')] == []
