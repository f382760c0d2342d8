"""S9, the ledger's part: 163 with a branch, 154 of them approved, 9 only reported."""

import csv

import pytest

from office.acting import Paper
from office.counting import tell
from office.eventing import Event, record_event
from office.importing import import_ledger
from office.ledger_acts import one_named, organisations

HEADER = ('name', 'region', '是否建立党组织', '组建形式', '批复文号', '批复日期')


def society(number):
    return f'示例市第{number:03}协会'


@pytest.fixture
def city(place, tmp_path):
    path = tmp_path / '台账.csv'
    rows = [
        (society(n), '甲县', '是', '单独组建', f'示组复〔2025〕{n}号', '2025-06-01') for n in range(1, 151)
    ]
    rows += [(society(n), '甲县', '是', '单独组建', '', '') for n in range(151, 160)]
    rows += [(society(n), '甲县', '否', '', '', '') for n in range(160, 171)]
    with path.open('w', newline='', encoding='utf-8') as file:
        csv.writer(file).writerows([HEADER, *rows])
    import_ledger(place, path)
    return place


def test_both_counts_are_told(city):
    names = [society(number) for number in range(160, 164)]
    paper = Paper(city.today, '示组复〔2026〕3号')
    record_event(city, Event('establish', names[0], paper, others=tuple(names[1:])))
    assert tell(city).approved == '已建163家，其中有批复154家、自报（缺批复）9家。'


def test_units_of_one_joint_branch_rest_on_one_paper(city):
    names = [society(number) for number in range(160, 164)]
    paper = Paper(city.today, '示组复〔2026〕3号')
    record_event(city, Event('establish', names[0], paper, others=tuple(names[1:])))
    joined = [one for one in organisations(city) if one.facts.get('approval_number') == '示组复〔2026〕3号']
    assert [one.name for one in joined] == names
    assert {one.facts['establishment_form'] for one in joined} == {'联合组建'}
    assert one_named(city, names[0]).facts['joint_units'] == names


def test_a_branch_without_number_is_only_reported(city):
    before = tell(city).figures['approved']
    record_event(city, Event('establish', society(165), Paper(city.today)))
    assert tell(city).figures['approved'] == before
