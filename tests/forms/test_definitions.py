"""Every shipped form: its example reads without a problem, and each of its checks fails where it should."""

from typing import Any

import pytest

from extractors.survey import return_of
from forms.checks import check_values
from forms.choose import choose
from forms.load import definitions
from model.form import FormCheck, FormDefinition
from model.place import Problem, Value
from model.returned import Return
from tests.forms.examples import ANNUAL, EXAMPLES

FORMS = {form.id: form for form in definitions()}
CHECKS = [(form, check) for form in FORMS.values() for check in form.checks]
OF_PERSONS = {'persons_not_read'}
"""What a list of persons always says."""


def read(name: str) -> tuple[Return, tuple[Problem, ...]]:
    document = EXAMPLES[name]()
    form, doubts = choose(document, definitions())
    assert form is not None
    assert form.id == name
    returned = return_of(document, form)
    failing = [*check_values(returned.values, form)]
    for row in returned.rows:
        failing += [*row.problems, *check_values(row.values, form)]
    return returned, (*doubts, *returned.problems, *failing)


@pytest.mark.parametrize('name', EXAMPLES)
def test_its_example_reads_without_a_problem(name: str) -> None:
    returned, problems = read(name)
    assert (returned.form, returned.edition) == (name, FORMS[name].edition)
    assert {problem.code for problem in problems} <= (OF_PERSONS if name == 'member_survey' else set())


def test_the_annual_report_reads_through_all_its_levels() -> None:
    returned, _ = read('annual_party_report')
    assert {key: returned.values[key].value for key in ANNUAL} == ANNUAL


def test_the_ledger_reads_its_36_columns_and_nothing_of_a_person() -> None:
    returned, _ = read('party_building_ledger')
    first, second = returned.rows
    assert {
        key: first.values[key].value
        for key in ('party_head_former_unit', 'functional_party_org', 'mass_orgs')
    } == {
        'party_head_former_unit': '甲县文化馆',
        'functional_party_org': True,
        'mass_orgs': ('工会',),
    }
    assert (second.values['established'].value, second.values['instructor'].value) == (False, '示例四')
    assert '示例族' not in repr(returned)
    assert '本科' not in repr(returned)


def test_the_wide_ledger_takes_any_mark_for_a_tick() -> None:
    returned, _ = read('wide_ledger')
    first, second = ({key: value.value for key, value in row.values.items()} for row in returned.rows)
    assert (first['org_type'], first['established'], first['org_level']) == ('社会团体', True, '党支部')
    assert (first['affiliation'], first['mass_orgs']) == ('属地党组织', ('工会', '妇联'))
    assert (second['established'], second['not_established_reason']) == (False, '不足三名党员')
    assert (first['leader_members_ft_transferred'], first['worker_members_pt']) == (2, 1)


def _value(form: FormDefinition, name: str, value: Any) -> Any:
    kinds = {one.id: one.type for one in form.fields}
    if kinds.get(name) == 'date':
        return f'20{20 + value}-05-01'
    return value if kinds.get(name, 'int') == 'int' else f'{value}.50' if kinds[name] == 'decimal' else '示例'


def _failing(form: FormDefinition, check: FormCheck) -> dict[str, Any]:
    """Values that fail a check: what stands left is too much or too little, or is there or not."""
    names = [name for name in (*check.left, *check.right) if not name.isdecimal()]
    if check.comparator == 'present':
        values: dict[str, Any] = dict.fromkeys(check.left)
    elif check.comparator == 'absent':
        values = dict.fromkeys(check.left, '示例')
    else:
        low, high = {'<=': (4, 2), '>=': (0, 3), '=': (1, 3)}[check.comparator]
        values = {name: _value(form, name, low if name in check.left else high) for name in names}
    if check.when:
        name, _, wanted = check.when.partition('=')
        values[name] = {'true': True, 'false': False}.get(wanted, wanted or '示例')
    if check.along and form.matrix:
        other = (form.matrix.columns if check.along == 'lines' else form.matrix.lines)[1].id
        pattern = f'{{}}.{other}' if check.along == 'lines' else f'{other}.{{}}'
        values = {pattern.format(name): value for name, value in values.items()}
    return values


@pytest.mark.parametrize(('form', 'check'), CHECKS, ids=lambda one: one.id)
def test_each_check_fails_once_and_tells_its_figures(form: FormDefinition, check: FormCheck) -> None:
    wrong = _failing(form, check)
    values = {key: Value(str(value or ''), value) for key, value in wrong.items()}
    problems = [problem for problem in check_values(values, form) if problem.code == check.id]
    assert len(problems) == 1
    message = problems[0].message
    assert '{' not in message
    if check.comparator in ('=', '<=', '>='):
        left = next(
            value
            for name, value in wrong.items()
            if name.split('.')[-1 if check.along == 'columns' else 0] in check.left
        )
        assert str(left) in message
        assert any(char.isdigit() for char in message.replace(str(left), '', 1))


VERBATIM = (
    '从业人员数=领导成员数（专职+兼职）+工作人员数（专职+兼职）',
    '党员人数=领导成员党员数+工作人员党员数',
    '党员人数=组织关系总人数',
    '从业领导成员专职数>=领导成员党员专职数（已转关系+未转关系）',
    '从业领导成员兼职数>=领导成员党员兼职数',
    '从业工作人员专职数>=工作人员党员专职数（已转关系+未转关系）',
    '从业工作人员兼职数>=工作人员党员兼职数',
    '在社会组织中组织关系人数=领导成员党员专职数（已转关系）+工作人员党员专职数（已转关系）',
    '从业人员数>=党员人数+申请入党人数+入党积极分子人数+发展对象人数',
    '成立时间为空即未建立党组织',
)


def test_the_annual_report_says_its_checks_in_the_words_of_the_form() -> None:
    messages = [check.message for check in FORMS['annual_party_report'].checks]
    for words in VERBATIM:
        assert any(message.startswith(f'{words}：') for message in messages), words


@pytest.mark.parametrize('form', FORMS.values(), ids=lambda form: form.id)
def test_what_may_stand_so_in_good_faith_only_warns(form: FormDefinition) -> None:
    for check in form.checks:
        mild = check.clause in ('C08', 'C10', 'C12') and check.id != 'C08_ticked'
        assert not mild or check.severity == 'info', check.id


def test_a_whole_message_with_both_figures() -> None:
    form = FORMS['annual_party_report']
    values = {key: Value(str(value), value) for key, value in (ANNUAL | {'workers_pt': 4}).items()}
    assert [problem.message for problem in check_values(values, form)] == [
        '从业人员数=领导成员数（专职+兼职）+工作人员数（专职+兼职）：从业人员数为20，领导成员和工作人员合计为19，不符'
    ]


def test_a_matrix_is_checked_along_its_lines_and_columns() -> None:
    form = FORMS['coverage_statistics']
    returned, _ = read('coverage_statistics')
    values = {**returned.values, 'units.total': Value('31', 31)}
    assert [problem.message for problem in check_values(values, form)] == [
        '“单位数”一行：总数31与各类之和30不符，差1',
        '“总数”一栏：单位数31与第2、3、4、5、8、10、11行之和30不符，差1',
    ]
