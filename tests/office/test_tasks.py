"""G14: towns as a population, tasks by unit, and the share of towns that Ningbo's goal asks for."""

import dataclasses
import datetime as dt

import pytest

from model.errors import BadInput
from office.counting import tell
from office.populations import load_population, population
from office.tasks import import_tasks, list_tasks, task_chases, task_rates, undo_import
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
    assert taken.unread == ['示例3镇　服务中心：状态“大概好了”']


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


def test_marks_are_what_they_stand_for_and_a_stroke_is_decided_by_a_person(place, towns, tmp_path):
    taken = take(place, tmp_path, '单位,摸底\n示例1镇,√\n示例2镇,×\n示例3镇,/\n示例4镇,○\n')
    held = {one.unit: one.state for one in list_tasks(place, PACK)}
    assert held == {'示例1镇': 'done', '示例2镇': 'open', '示例3镇': 'undecided', '示例4镇': 'undecided'}
    assert taken.unread == ['示例3镇　摸底：“/”可能是不涉及，也可能是没有填', '示例4镇　摸底：状态“○”']


PROGRESS = """\
责任单位,任务,状态,期限
示例1镇,服务中心,完成80%,2026年6月底前
示例2镇,服务中心,基本完成,6月30日
示例3镇,服务中心,滞后,长期坚持
示例4镇,服务中心,2026年3月10日完成,
示例5镇,服务中心,待报,2026.6
"""


def test_words_of_progress_are_kept_beside_the_state_and_days_read_with_their_doubts(place, towns, tmp_path):
    taken = take(place, tmp_path, PROGRESS)
    held = {one.unit[2]: one for one in list_tasks(place, PACK)}
    assert [held[one].state for one in '12345'] == ['doing', 'doing', 'doing', 'done', 'unreported']
    june = dt.date(2026, 6, 30)
    assert [held[one].due for one in '12345'] == [june, june, None, None, june]
    assert held['4'].done_on == dt.date(2026, 3, 10)
    assert held['3'].note == '期限“长期坚持”；进展“滞后”'
    assert any('没有写年份，按2026年（依同表其他日期）' in one for one in taken.assumed)


def test_a_day_without_a_year_is_not_read_where_the_campaign_s_year_and_today_s_differ(
    place, towns, tmp_path
):
    taken = take(place, tmp_path, '责任单位,任务,状态,期限\n示例1镇,服务中心,4月20日完成,6月底前\n')
    (one,) = list_tasks(place, PACK)
    assert (one.state, one.due, one.done_on) == ('undecided', None, None)
    assert len(taken.unread) == 2


def test_what_a_table_does_not_tell_leaves_what_is_held_and_a_table_can_be_taken_back(place, towns, tmp_path):
    take(place, tmp_path, '责任单位,任务,状态,完成日期,佐证\n示例1镇,摸底,已完成,2026-03-01,照片\n')
    (before,) = list_tasks(place, PACK)
    for cell in ('大概好了', '', '/'):
        taken = take(place, tmp_path, f'单位,摸底\n示例1镇,{cell}\n')
        assert list_tasks(place, PACK) == [before]
        assert taken.kept == ['示例1镇　摸底：已完成（2026-03-01）']
    taken = take(place, tmp_path, '单位,摸底,走访\n示例1镇,未完成,√\n')
    assert '原为已完成' in taken.assumed[0]
    assert {one.state for one in list_tasks(place, PACK)} == {'open', 'done'}
    assert '恢复' in undo_import(place, PACK)
    assert list_tasks(place, PACK) == [before]


def test_lines_that_name_no_one_unit_are_told_and_not_counted(place, towns, tmp_path):
    lines = '示例1镇、示例2镇,摸底,完成\n各乡镇,摸底,完成\n合计,,2\n示例3镇,摸底,完成\n示例3镇,摸底,未完成\n'
    taken = take(place, tmp_path, '责任单位,任务,状态\n' + lines)
    held = {one.unit: one.state for one in list_tasks(place, PACK)}
    assert held == {'示例1镇': 'done', '示例2镇': 'done', '示例3镇': 'undecided'}
    assert taken.left_out == ['第3行“各乡镇”不是一个单位，请按单位分行']
    assert taken.unread == ['示例3镇的“摸底”写了2次，不一致（已完成、未开始）']


def test_a_list_takes_each_unit_once_by_its_plain_name_and_no_sum(place, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text(
        '乡镇,所属县区\n西二镇,乙县\n西 二镇,乙县\n西二镇（丙县）,\n各县区,\n,合计\n,甲县\n', 'utf-8'
    )
    done = load_population(place, path, 'town', PACK)
    assert [(one.name, one.region) for one in population(place, PACK)] == [
        ('西二镇', '乙县'),
        ('西二镇', '丙县'),
    ]
    assert [len(done.left_out), '写了两次' in done.left_out[2]] == [3, True]
    path.write_text('乡镇\n西二镇\n', 'utf-8')
    assert '请写明' in load_population(place, path, 'town', PACK).left_out[0]
    taken = take(place, tmp_path, '责任单位,任务,状态\n西二镇,摸底,完成\n西二镇（乙县）,摸底,完成\n')
    assert '有2个同名（乙县、丙县）' in taken.left_out[0]
    (one,) = list_tasks(place, PACK)
    assert one.subject == population(place, PACK)[0].id


def test_control_characters_do_not_come_in_and_are_told(place, towns, tmp_path):
    taken = take(place, tmp_path, '责任单位,任务,状态,佐证\n示例1镇,服务\x01中心,建成,照\x0b片.jpg\n')
    (held,) = list_tasks(place, PACK)
    assert (held.task, held.evidence) == ('服务中心', '照片.jpg')
    assert any('看不见的控制字符' in one for one in taken.assumed)
