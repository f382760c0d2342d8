"""Forms whose labels stand in odd ways: over several cells or lines, letter-spaced, on drawn lines."""

from typing import Any

import pytest

from extractors.survey import return_of
from forms.load import definitions
from model.document import Document
from tests.forms.build import LEFT, TITLE, UP, Row, document, table

FORM = next(item for item in definitions() if item.id == 'baseline_registration')


def read(doc: Document) -> dict[str, Any]:
    values = return_of(doc, FORM).values
    return {key: value.value for key, value in values.items() if value.value is not None}


def grid(*rows: Row) -> dict[str, Any]:
    return read(document(TITLE, table(*rows)))


NAME = {'org_name': '示例市蓝桥文化促进会', 'registration_no': '示社证字第0036号'}
COUNTS = {'staff_total': 42, 'members_total': 11}


@pytest.mark.parametrize(
    'rows',
    [
        ('社会组织名称|示例市蓝桥文化促进会|登记证号|示社证字第0036号', '从业人员总数|42|党员总数|11'),
        ('社会组织名称|登记证号', '示例市蓝桥文化促进会|示社证字第0036号', '从业人员总数|党员总数', '42|11'),
        (
            '社会组织名称：示例市蓝桥文化促进会|登记证号：示社证字第0036号',
            '从业人员总数：42人|党员总数：11名',
        ),
        (
            '社会组织\n名　　称|示例市蓝桥文化促进会|登 记\n证 号|示社证字第0036号',
            '从业人员总 数|42|党员总\n数|11',
        ),
        (
            '社会组织|示例市蓝桥文化促进会|登记|示社证字第0036号',
            '名称|^|证号|^',
            '从业人员|42|党员|11',
            '总数|^|总数|^',
        ),
    ],
)
def test_labels_left_above_inside_and_broken(rows: tuple[str, ...]) -> None:
    assert grid(*rows) == NAME | COUNTS


@pytest.mark.parametrize('letters', [('党\n员\n情\n况', UP), ('党', '员')])
def test_a_section_down_the_side(letters: tuple[str, str]) -> None:
    values = grid(
        ('社会组织名称', '示例市蓝桥文化促进会', LEFT, LEFT, LEFT),
        (letters[0], '总人数', '11', '正式', '10'),
        (letters[1], '预备', '1', '专职', '3'),
    )
    assert values == {
        'org_name': '示例市蓝桥文化促进会',
        'members_total': 11,
        'full_members': 10,
        'probationary_members': 1,
        'members_full_time': 3,
    }


def test_the_last_label_of_a_row_of_labels_has_its_value_below_too() -> None:
    values = grid('从业人员|总人数|专职|兼职|', '^|42|18|24|')
    assert values == {'staff_total': 42, 'staff_full_time': 18, 'staff_part_time': 24}


def test_one_label_under_two_sections_is_two_things() -> None:
    values = grid(
        ('从业人员数', LEFT, LEFT, '党员数', LEFT, LEFT),
        ('合计', '专职', '兼职', '合计', '专职', '兼职'),
        ('42', '18', '24', '11', '7', '4'),
    )
    assert values == {
        'staff_total': 42,
        'staff_full_time': 18,
        'staff_part_time': 24,
        'members_total': 11,
        'members_full_time': 7,
        'members_part_time': 4,
    }


def test_values_on_drawn_lines() -> None:
    text = '社会组织名称＿＿示例市蓝桥文化促进会＿＿  登记证号___示社证字第0036号___'
    assert read(document(TITLE, text, '党员总数__11__人')) == NAME | {'members_total': 11}
    spaced = '社会组织名称  示例市蓝桥文化促进会    登记证号  示社证字第0036号'
    assert read(document(TITLE, spaced)) == NAME


def test_words_apart_are_no_label_with_its_value() -> None:
    assert read(document('社会组织  党建情况登记表', '社会组织名称　　　')) == {}


@pytest.mark.parametrize(
    ('written', 'value'),
    [
        ('３名', 3),
        ('约12人', 12),
        ('12人（其中女5人）', 12),
        ('无', 0),
        ('/', None),
        ('—', None),
        ('十二', 12),
        ('1,234', 1234),
        ('12.0', 12),
        ('12人。', 12),
        ('', None),
    ],
)
def test_noise_in_a_count(written: str, value: int | None) -> None:
    assert grid(('从业人员总数', written)).get('staff_total') == value
