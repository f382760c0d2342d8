"""Form definitions: what ships with the program, and what a wrong one says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.load import FOLDER, definitions, load_definition
from model.errors import BadSetting
from model.form import FormDefinition

MINIMAL = """
id = "x"
title = "示例表"
edition = "内部拟制"
subject = "rows"
titles = ["示例表"]
[[fields]]
id = "org_name"
labels = ["名称"]
[[fields]]
id = "staff_total"
type = "int"
labels = ["人数"]
"""
CHECK = """
[[checks]]
id = "C01"
clause = "C01"
left = ["staff_total"]
comparator = ">="
right = ["3"]
message = "人数{left}少于{right}"
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def to_file(text: str) -> Path:
        path = tmp_path / 'x.toml'
        path.write_text(text, encoding='utf-8')
        return path

    return to_file


def test_our_two_forms_are_there() -> None:
    assert [(form.id, form.subject, form.edition) for form in definitions()] == [
        ('baseline_registration', 'organisation', '内部拟制'),
        ('party_building_survey', 'rows', '内部拟制'),
    ]


@pytest.mark.parametrize('form', definitions(), ids=lambda form: form.id)
def test_every_form_asks_for_the_name_and_forbids_what_nobody_may_keep(form: FormDefinition) -> None:
    personal = {field.id: field.personal for field in form.fields}
    assert 'org_name' in personal
    assert [personal[key] for key in ('id_number', 'ethnicity', 'education', 'political_status', 'sex')] == [
        'never'
    ] * 5
    assert personal['legal_rep'] == personal['filled_by'] == 'official_contact'


@pytest.mark.parametrize('form', definitions(), ids=lambda form: form.id)
def test_no_label_stands_for_two_fields_unless_their_sections_tell(form: FormDefinition) -> None:
    plain = [(label, field.id) for field in form.fields if not field.under for label in field.labels]
    labels = [label for label, _ in plain]
    assert sorted({label for label in labels if labels.count(label) > 1}) == []


def test_a_right_definition_loads(write: Callable[[str], Path]) -> None:
    form = load_definition(write(MINIMAL + CHECK))
    assert (form.id, len(form.fields), form.checks[0].right) == ('x', 2, ('3',))


@pytest.mark.parametrize(
    ('old', 'new', 'said'),
    [
        ('type = "int"', 'type = "number"', 'fields[1].type'),
        ('title = "示例表"', '', "title"),
        ('subject = "rows"', 'subject = "rows"\ncolour = "red"', "colour"),
        ('labels = ["人数"]', 'labels = "人数"', 'fields[1].labels'),
        ('labels = ["人数"]', 'labels = [3]', 'fields[1].labels'),
        ('labels = ["人数"]', 'labels = []', "没有labels"),
        ('type = "int"', 'type = "choice"', "却没有options"),
        ('type = "int"', 'required = "yes"', 'fields[1].required'),
        ('left = ["staff_total"]', 'left = ["stuff_total"]', "stuff_total"),
        ('{left}', '{leff}', "leff"),
        ('id = "C01"\nclause', 'id = "C01"\nwhen = "colour=red"\nclause', "colour"),
        ('[[checks]]', '[[checks]', "TOML"),
    ],
)
def test_a_wrong_definition_says_where(write: Callable[[str], Path], old: str, new: str, said: str) -> None:
    text = (MINIMAL + CHECK).replace(old, new)
    assert text != MINIMAL + CHECK
    with pytest.raises(BadSetting) as caught:
        load_definition(write(text))
    assert 'x.toml' in caught.value.message
    assert said in caught.value.message


def test_two_checks_of_one_id_are_refused(write: Callable[[str], Path]) -> None:
    with pytest.raises(BadSetting, match='id重复'):
        load_definition(write(MINIMAL + CHECK + CHECK))


def test_a_file_that_is_not_there_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match='打不开'):
        load_definition(tmp_path / 'y.toml')
    (tmp_path / 'z.toml').write_bytes('title = "示例"'.encode('gbk'))
    with pytest.raises(BadSetting, match='UTF-8'):
        load_definition(tmp_path / 'z.toml')


def test_definitions_are_found_beside_the_code() -> None:
    assert sorted(path.stem for path in FOLDER.glob('*.toml')) == [form.id for form in definitions()]
