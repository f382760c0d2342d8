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


FORMS = pytest.mark.parametrize('form', definitions(), ids=lambda form: form.id)
NEVER = ('id_number', 'ethnicity', 'education', 'political_status', 'birth_date', 'sex')


def test_our_forms_are_there() -> None:
    assert [(form.id, form.subject, form.edition) for form in definitions()] == [
        ('annual_inspection_page', 'organisation', '年检系统版'),
        ('annual_party_report', 'organisation', '年检系统版'),
        ('baseline_registration', 'organisation', '内部拟制'),
        ('coverage_statistics', 'reporting_unit', '党内统计年报版'),
        ('instructor_roster', 'rows', '内部拟制'),
        ('member_survey', 'organisation', '内部拟制'),
        ('party_building_ledger', 'rows', '36栏版'),
        ('party_building_survey', 'rows', '内部拟制'),
        ('wide_ledger', 'rows', '勾选栏版'),
    ]


@FORMS
def test_every_form_asks_for_the_name_and_forbids_what_nobody_may_keep(form: FormDefinition) -> None:
    personal = {field.id: field.personal for field in form.fields}
    assert personal['filled_by'] == 'official_contact'
    assert personal.get('legal_rep', 'official_contact') == 'official_contact'
    if form.matrix is None:
        assert 'org_name' in personal
        assert [personal[key] for key in NEVER] == ['never'] * len(NEVER)


def test_the_matrix_has_its_lines_and_columns() -> None:
    form = next(form for form in definitions() if form.matrix)
    assert form.matrix is not None
    assert (len(form.matrix.lines), len(form.matrix.columns)) == (19, 7)


@FORMS
def test_one_field_means_one_thing_on_every_form(form: FormDefinition) -> None:
    kinds = {one.id: (one.unit, one.personal) for other in definitions() for one in other.fields}
    assert {one.id: kinds[one.id] for one in form.fields} == {
        one.id: (one.unit, one.personal) for one in form.fields
    }


@FORMS
def test_a_form_has_every_shared_check_that_its_fields_allow(form: FormDefinition) -> None:
    ids = {one.id for one in form.fields}
    own = {check.id for check in form.checks}
    for other in definitions():
        for check in other.checks:
            operands = {name for name in (*check.left, *check.right) if not name.isdecimal()}
            compared = check.comparator not in ('present', 'absent') and check.along is None
            if compared and check.when is None and operands <= ids:
                assert check.id in own, check.id


@FORMS
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
        ('subject = "rows"', 'subject = "rows"\ncommon_fields = ["phones"]', "phones"),
        ('subject = "rows"', 'subject = "rows"\ncommon_checks = ["C99"]', "C99"),
        ('subject = "rows"', 'subject = "rows"\nrequired = ["code"]', "code"),
        ('labels = ["人数"]', 'labels = ["{kind}人数"]', "{kind}"),
    ],
)
def test_a_wrong_definition_says_where(write: Callable[[str], Path], old: str, new: str, said: str) -> None:
    text = (MINIMAL + CHECK).replace(old, new)
    assert text != MINIMAL + CHECK
    with pytest.raises(BadSetting) as caught:
        load_definition(write(text))
    assert 'x.toml' in caught.value.message
    assert said in caught.value.message


def test_words_and_what_forms_share_are_spelled_out(write: Callable[[str], Path]) -> None:
    text = (MINIMAL + CHECK).replace('labels = ["人数"]', 'labels = ["{kind}人数", "人数"]')
    shared = 'common_fields = ["phone", "code", "members_total"]\nrequired = ["code"]\n'
    shared += 'common_checks = ["C06_members"]\n'
    form = load_definition(write(f'{shared}{text}\n[words]\nkind = ["职工", "员工"]\n'))
    fields = {field.id: field for field in form.fields}
    assert fields['staff_total'].labels == ('职工人数', '员工人数', '人数')
    assert '联系电话' in fields['phone'].labels
    assert (fields['code'].required, fields['phone'].required) == (True, False)
    assert [check.id for check in form.checks] == ['C01', 'C06_members']


def test_a_label_of_its_own_is_no_label_of_a_shared_field(write: Callable[[str], Path]) -> None:
    text = MINIMAL.replace('labels = ["名称"]', 'labels = ["手机"]')
    form = load_definition(write('common_fields = ["phone"]\n' + text))
    labels = {field.id: field.labels for field in form.fields}
    assert '手机' in labels['org_name']
    assert '手机' not in labels['phone']
    assert '联系电话' in labels['phone']


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
