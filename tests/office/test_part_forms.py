"""The parts of a pack as forms: what nobody touched stays as it is."""

import datetime as dt
from decimal import Decimal

import pytest

from campaigns.pack import BUILT_IN, load_pack
from campaigns.pack_fields import Section
from campaigns.pack_fields import section_of as section_or_none
from campaigns.part_forms import table_to_texts, texts_to_table
from model.errors import UsageFault
from office.pack_parts import parts_of

PACKS = sorted(BUILT_IN.glob('*.toml'))


def section_of(name) -> Section:
    section = section_or_none(name)
    assert section is not None
    return section


@pytest.mark.parametrize('path', PACKS, ids=lambda path: path.stem)
def test_every_part_that_ships_comes_back_unchanged_from_its_form(path):
    for part in parts_of(load_pack(path)):
        texts = table_to_texts(part.section, part.held)
        sent = {name: [text.replace('\n', '\r\n') for text in told] for name, told in texts.items()}
        assert texts_to_table(part.section, sent, part.held) == part.held


def test_a_target_takes_one_number_or_two():
    section = section_of('targets')
    texts = {'metric': ['建成率'], 'comparator': ['between'], 'value': ['3-5.5'], 'by': ['2026-05-31']}
    assert texts_to_table(section, texts, {}) == {
        'metric': '建成率',
        'comparator': 'between',
        'value': [3, Decimal('5.5')],
        'by': dt.date(2026, 5, 31),
    }


def test_a_condition_is_read_from_its_rows_and_empty_rows_are_nothing():
    texts = {
        'body': ['示例市教育局'],
        'when.0.subject': ['counts:members_total', ''],
        'when.0.relation': ['>=', '>='],
        'when.0.value': ['3', ''],
        'when.1.subject': [''],
        'when.1.relation': ['>='],
        'when.1.value': [''],
    }
    held = texts_to_table(section_of('responsible'), texts, {})
    assert held['when'] == {'counts': ['members_total'], 'at_least': 3}
    assert 'when' not in texts_to_table(section_of('responsible'), {'body': ['示例市教育局']}, held)


def test_what_a_limit_is_counted_from_is_told_in_words():
    section = section_of('tasks')
    held = {'what': '报告', 'relative': {'value': 15, 'unit': 'day', 'from': 'issue'}}
    texts = table_to_texts(section, held)
    assert texts['relative.from'] == ['下发']
    assert texts_to_table(section, texts | {'relative.value': ['20']}, held)['relative'] == {
        'value': 20,
        'unit': 'day',
        'from': 'issue',
    }


@pytest.mark.parametrize(
    ('texts', 'told'),
    [
        ({'what': ['']}, '请填写“做什么”'),
        ({'what': ['报告'], 'deadline': ['三月']}, '应是日期'),
        ({'what': ['报告'], 'recurrence.every': ['20']}, '几个什么单位'),
        ({'what': ['报告'], 'relative.value': ['十五'], 'relative.unit': ['day']}, '应是整数'),
    ],
)
def test_what_cannot_be_read_is_told_by_its_label(texts, told):
    with pytest.raises(UsageFault, match=told):
        texts_to_table(section_of('tasks'), texts, {})
