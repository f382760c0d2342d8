"""G14: towns as a population, tasks by unit, and the share of towns that Ningbo's goal asks for."""

import dataclasses
import datetime as dt

import pytest

from model.errors import BadInput
from office.counting import tell
from office.populations import load_population, population
from office.tasks import import_tasks, list_tasks, task_chases, task_rates
from office.undoing import undo

PACK = 'ningbo_2018'
TOWNS = '名称,所属县区\n' + ''.join(f'示例{number}镇,甲县\n' for number in range(1, 21))


@pytest.fixture
def towns(place, tmp_path):
    path = tmp_path / '乡镇.csv'
    path.write_text(TOWNS, 'utf-8')
    return load_population(place, path, 'town', PACK)


def take(place, tmp_path, text):
    path = tmp_path / '任务.csv'
    path.write_text(text, 'utf-8')
    return import_tasks(place, path, PACK)


def test_the_rate_is_counted_over_all_towns_loaded(place, towns, tmp_path):
    built = ''.join(f'示例{number}镇,服务中心建成,建成,2018-10-0{number}\n' for number in range(1, 10))
    take(place, tmp_path, '责任单位,任务,状态,完成日期\n' + built + '示例10镇,服务中心建成,未建成,\n')
    (found,) = task_rates(place, PACK)
    assert (found.done, found.units, found.silent, found.text) == (9, 20, 10, '45.0%')


def test_a_table_of_units_by_tasks_keeps_silence_apart_from_no(place, towns, tmp_path):
    taken = take(
        place, tmp_path, '乡镇街道,服务中心,孵化园数\n示例1镇,已建成,2\n示例2镇,,0\n示例3镇,大概好了,\n'
    )
    held = {(one.unit, one.task): one.state for one in list_tasks(place, PACK)}
    assert held['示例2镇', '服务中心'] == 'unreported'
    assert held['示例2镇', '孵化园数'] == 'open'
    assert held['示例3镇', '服务中心'] == 'undecided'
    assert taken.unread == ['示例3镇：状态“大概好了”']


def test_the_same_table_again_changes_nothing(place, towns, tmp_path):
    text = '责任单位,任务,状态\n示例1镇,服务中心建成,在建\n'
    take(place, tmp_path, text)
    again = take(place, tmp_path, text)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)


def test_who_is_not_done_gets_a_text(place, towns, tmp_path):
    there = dataclasses.replace(place, today=dt.date(2018, 11, 1))
    take(
        there,
        tmp_path,
        '责任单位,任务,状态,期限\n示例1镇,服务中心建成,在建,2018-12-31\n示例2镇,服务中心建成,建成,\n',
    )
    (text,) = task_chases(there, PACK)
    assert text.unit == '示例1镇'
    assert '12月31日前' in text.text
    assert len(text.text) <= 70


def test_towns_are_no_organisations_and_leave_with_their_import(place, towns):
    assert tell(place).figures['total'] == 0
    undo(place, towns.act)
    assert population(place, PACK) == []


def test_a_table_without_units_is_refused_in_chinese(place, tmp_path):
    with pytest.raises(BadInput, match='责任单位'):
        take(place, tmp_path, '甲,乙\n1,2\n')
