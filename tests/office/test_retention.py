"""What was kept long enough is listed; what a person names goes, and the register and the record stay."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from model.errors import BadSetting, UsageFault
from office import retention
from office.incoming import incoming
from office.intake import take_in
from office.record_checking import check_record
from office.retention import SETTINGS, destroy, list_due, load_policy
from store import audit, register
from store.engine import atomic, reading
from store.tables import reviews

WHY = '经批准的销毁清册第3号'


@pytest.fixture
def aged(place, warm_children):
    """An office with two other papers of 2026, seen in 2037, that keeps such for ten years."""
    for name in ('甲', '乙'):
        path = place.rooms.inbox / f'{name}.txt'
        path.write_text(f'示例市{name}协会工作情况说明\n\n今年一切正常。\n', 'utf-8')
    list(take_in(place))
    (place.rooms.root / SETTINGS).write_text('[years]\nother = 10\n', 'utf-8')
    return replace(place, today=dt.date(2037, 1, 1))


def ask_about(place, number):
    with atomic(place.engine) as connection:
        connection.execute(
            reviews.insert().values(
                number=900, kind='reading', register_number=number, about='x', reasons=[], candidates=[],
                state='open', raised_at=place.now(),
            )
        )  # fmt: skip


def test_nothing_is_due_before_its_years_are_full_or_without_a_policy(aged):
    assert [one.entry.number for one in list_due(aged)] == [1, 2]
    assert list_due(replace(aged, today=dt.date(2036, 12, 31))) == []
    (aged.rooms.root / SETTINGS).unlink()
    assert list_due(aged) == []


def test_what_a_person_names_goes_and_its_entry_stays(aged):
    with reading(aged.engine) as connection:
        before: Any = register.get(connection, 1)
    (told,) = destroy(aged, [1], WHY)
    assert '已销毁' in told
    assert [path.name[:5] for path in aged.rooms.archive.iterdir()] == ['00002']
    with reading(aged.engine) as connection:
        after = register.get(connection, 1)
        (line,) = audit.of_act(connection, 'original_destroyed')
        assert register.extract_of(connection, 1) is None
    assert after == replace(before, archived_as=None, note=after.note)
    assert line['detail'] == {'files': [before.archived_as], 'sha256': before.sha256, 'why': WHY}
    assert incoming(aged, 1).shown.entry == after
    assert check_record(aged).breaks == ()
    assert [one.entry.number for one in list_due(aged)] == [2]


def test_where_one_may_not_go_none_goes(aged):
    ask_about(aged, 2)
    assert [one.held for one in list_due(aged)] == [None, '有待核事项']
    for numbers, why in (([1, 2], WHY), ([1, 9], WHY), ([1], '旧')):
        with pytest.raises(UsageFault):
            destroy(aged, numbers, why)
    assert len([*aged.rooms.archive.iterdir()]) == 2


def test_a_destruction_that_was_cut_short_is_ended_by_running_it_again(aged, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(retention, '_told', lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            destroy(aged, [1], WHY)
    assert len([*aged.rooms.archive.iterdir()]) == 2
    destroy(aged, [1], WHY)
    assert len([*aged.rooms.archive.iterdir()]) == 1
    with reading(aged.engine) as connection:
        assert len(audit.of_act(connection, 'original_destroyed')) == 1


@pytest.mark.parametrize(
    ('text', 'told'),
    [
        ('logs_days = 90', '至少要留184天'),
        ('[years]\nnotices = 10', '种类应是'),
        ('[years]\nnotice = 0', '年数从1到'),
        ('[years]\nnotice = "十年"', '类型不对'),
    ],
)
def test_a_policy_that_is_wrong_or_against_the_law_is_refused(tmp_path, text, told):
    (tmp_path / SETTINGS).write_text(text, 'utf-8')
    with pytest.raises(BadSetting, match=told):
        load_policy(tmp_path)
