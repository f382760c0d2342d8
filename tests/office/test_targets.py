"""Targets: towns by their task, enterprises and organisations each by their own, else by a person."""

import datetime as dt
from decimal import Decimal

import pytest

from model.campaign import CampaignTarget
from office.importing import import_ledger
from office.outside import import_figures
from office.populations import load_population
from office.targets import Share, reaches, targets
from office.tasks import import_tasks

NINGBO, LIAONING = 'ningbo_2018', 'liaoning_2016'


@pytest.fixture
def write(tmp_path):
    def text(name, *lines):
        path = tmp_path / name
        path.write_text('\n'.join(lines) + '\n', 'utf-8')
        return path

    return text


@pytest.fixture
def towns(place, write):
    """100 towns, of which the table names 98 and tells 45 done; a second task of other words."""
    named = [f'示例{number}街道' for number in range(100)]
    listed = [f'{name},{"甲乙"[number % 2]}县' for number, name in enumerate(named)]
    load_population(place, write('街道.csv', '街道名称,所属县区', *listed), 'town', NINGBO)
    rows = [f'{name},{"建成" if number < 45 else "未建成"},是' for number, name in enumerate(named[:98])]
    import_tasks(place, write('任务.csv', '责任单位,社会组织服务中心建设,培训班', *rows), NINGBO)
    return place


def state(found, number):
    return found.targets[number - 1]


def test_the_towns_of_ningbo_reach_45_per_cent(towns):
    told = state(targets(towns, NINGBO, 'region'), 2)
    whole = told.lines[0]
    assert (whole.numerator, whole.denominator, whole.rate, whole.unknown) == (45, 100, '45.0%', 2)
    assert told.reached is True
    assert [(one.key, one.numerator, one.denominator) for one in told.lines[1:]] == [
        ('甲县', 23, 50),
        ('乙县', 22, 50),
    ]


def test_a_task_of_towns_is_not_taken_for_the_target_of_counties(towns):
    told = state(targets(towns, NINGBO), 1)
    assert (told.lines, told.reached) == ((), None)
    assert '需人工核对' in told.note


def test_without_the_list_of_towns_a_person_looks(place, write):
    rows = [f'示例{number}街道,建成' for number in range(9)]
    import_tasks(place, write('任务.csv', '责任单位,社会组织服务中心建设', *rows), NINGBO)
    told = state(targets(place, NINGBO), 2)
    assert (told.reached, told.lines[0].denominator) == (None, 9)
    assert '名单没有导入' in told.note


def test_counties_are_counted_by_the_number_each_reached(place, write):
    load_population(place, write('县.csv', '名称,所属县区', '甲县,', '乙县,', '丙县,'), 'county', NINGBO)
    import_tasks(place, write('任务.csv', '责任单位,党群服务中心', '甲县,1', '乙县,3'), NINGBO)
    told = state(targets(place, NINGBO, tasks={1: '党群服务中心'}), 1)
    whole = told.lines[0]
    assert (whole.numerator, whole.denominator, whole.unknown, told.reached) == (1, 3, 1, False)


@pytest.fixture
def both(place, write):
    """Organisations 2 of 3 (one unknown), enterprises 7 of 10; two of them with a hundred staff or more."""
    ledger = ('name,region,是否建立党组织', '示例甲一会,甲县,是', '示例乙一会,乙县,是', '示例丙一会,丙县,')
    import_ledger(place, write('台账.csv', *ledger))
    firms = [
        f'示例{n}厂,甲县,{120 if n < 2 else 20},{"是" if n < 7 else "否"},{"单独组建" if n < 7 else ""}'
        for n in range(10)
    ]
    load_population(
        place,
        write('企业.csv', '企业名称,所属县区,从业人员总数,是否建立党组织,组建方式', *firms),
        'enterprise',
        LIAONING,
    )
    return place


def test_enterprises_and_organisations_are_never_one_rate(both):
    found = targets(both, LIAONING)
    rates = {
        (one.kind, one.what): (one.lines[0].numerator, one.lines[0].denominator) for one in found.coverage
    }
    assert rates['enterprise', '党的组织覆盖'] == (7, 10)
    assert rates['organisation', '党的组织覆盖'] == (2, 3)
    assert state(found, 1).reached is True
    assert state(found, 2).reached is None
    assert '1家未填' in state(found, 2).note
    assert (state(found, 4).reached, state(found, 4).lines[0].denominator) == (True, 2)


def test_what_the_ledger_cannot_tell_is_left_to_people(both):
    found = targets(both, LIAONING)
    by_hand = [one.number for one in found.targets if not one.lines]
    assert by_hand == [3, 5, 6, 7, 8]
    assert all('需人工核对' in state(found, number).note for number in by_hand)


def test_party_statistics_decide_where_the_notice_wants_them(both, write):
    table = write('党内统计.csv', '县区,社会组织数,已建党组织数', '合计,200,139')
    import_figures(both, table, '党内统计', dt.date(2026, 3, 1))
    told = state(targets(both, LIAONING), 2)
    assert (told.source, told.lines[0].numerator, told.reached) == ('党内统计（2026-03-01）', 139, False)
    assert told.lines[1].key == '台账'


@pytest.mark.parametrize(
    ('comparator', 'value', 'counts', 'reached'),
    [
        ('>=', 70, (700, 1000, 0), True),
        ('>=', 70, (6996, 10000, 0), False),
        ('>=', Decimal('69.9'), (6996, 10000, 0), True),
        ('>=', 70, (699, 1000, 1), None),
        ('=', 100, (10, 10, 0), True),
        ('=', 100, (9, 10, 1), None),
        ('<=', 5, (4, 100, 1), True),
        ('<=', 5, (5, 100, 1), None),
        ('between', (10, 20), (9, 100, 1), None),
        ('≈', 45, (45, 100, 0), None),
        ('>=', 70, (0, 0, 0), None),
    ],
)
def test_a_target_is_compared_exactly_and_what_is_unknown_decides_nothing(comparator, value, counts, reached):
    target = CampaignTarget('党组织覆盖率', comparator, value, unit='%')
    assert reaches(target, Share('合计', counts[0], counts[1], counts[2], None)) is reached


def test_a_rate_that_only_its_rounding_lifts_is_not_reached(place, write):
    lines = [f'示例第{n}厂,甲县,{"是" if n < 163 else "否"}' for n in range(233)]
    load_population(
        place, write('企业.csv', '企业名称,所属县区,是否建立党组织', *lines), 'enterprise', LIAONING
    )
    told = state(targets(place, LIAONING), 1)
    assert (told.lines[0].rate, told.reached) == ('70.0%', False)
    assert '印出来是70.0%，按原数还不足' in told.note
