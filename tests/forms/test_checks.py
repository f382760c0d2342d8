"""Checks between a form's values, each with its figures."""

from typing import Any

import pytest

from forms.checks import check_values
from forms.load import definitions
from model.place import Problem, Severity, Value, Where

FORM = next(form for form in definitions() if form.id == 'baseline_registration')
RIGHT = {
    'staff_total': 42,
    'staff_full_time': 18,
    'staff_part_time': 24,
    'members_total': 11,
    'full_members': 9,
    'probationary_members': 2,
    'members_full_time': 6,
    'members_part_time': 5,
    'applicants': 3,
    'activists': 2,
    'development_targets': 1,
}


def check(**values: Any) -> dict[str, Problem]:
    made = {
        key: Value('' if value is None else str(value), value, Where(cell=key))
        for key, value in values.items()
    }
    return {problem.code: problem for problem in check_values(made, FORM)}


def test_what_agrees_is_silent() -> None:
    assert check(**RIGHT) == {}
    assert check() == {}


@pytest.mark.parametrize(
    ('change', 'code', 'message'),
    [
        ({'staff_part_time': 20}, 'C01', "从业人员总数42与专职18、兼职20之和38不符"),
        ({'full_members': 8}, 'C02', "党员总数11与正式党员8、预备党员2之和10不符"),
        ({'members_full_time': 7}, 'C03', "党员总数11与专职党员7、兼职党员5之和12不符"),
        ({'staff_full_time': 5, 'staff_part_time': 37}, 'C04_full_time', "专职党员6多于专职从业人员5"),
        ({'members_total': 50}, 'C06_members', "党员总数50多于从业人员总数42"),
        ({'applicants': 30}, 'C06', "从业人员总数42少于党员11、申请入党人30、积极分子2、发展对象1之和44"),
        ({'not_established_reason': '无党员'}, 'C09_none', "未建原因为无党员，但党员总数为11，应为0"),
        (
            {'not_established_reason': '不足三名党员'},
            'C09_few_at_most',
            "未建原因为不足三名党员，但党员总数为11，应不多于2",
        ),
    ],
)
def test_what_disagrees_gives_both_numbers(change: dict[str, Any], code: str, message: str) -> None:
    problem = check(**(RIGHT | change))[code]
    assert (problem.message, problem.severity) == (message, Severity.REVIEW)
    assert problem.where.cell in RIGHT


def test_a_missing_operand_is_not_tried() -> None:
    assert check(staff_total=42, staff_full_time=18, staff_part_time=None) == {}
    assert check(staff_total=42, staff_full_time=18) == {}
    assert 'C01' not in check(staff_total=True, staff_full_time=1, staff_part_time=5)


def test_what_an_established_organisation_leaves_blank_is_only_mentioned() -> None:
    problems = check(established=True, establishment_form=None, org_level='党支部', party_head=None)
    assert problems['C08_established'].message == "已建立党组织，但未填写：组建形式、党组织负责人"
    assert problems['C08_established'].severity == Severity.INFO
    assert check(established=True, org_level='党支部') == {}


def test_an_organisation_without_one_gives_its_reason_and_no_date() -> None:
    problems = check(established=False, not_established_reason=None, established_on='2020-05')
    assert problems['C08_not_established'].message == "未建立党组织，但未填写：未建原因"
    assert "建立党组织时间" in problems['C08_contradiction'].message


def test_what_could_not_be_read_is_not_called_blank() -> None:
    unread = Value('区里说再等等', None, score=0.0)
    assert check_values({'established': Value('否', False), 'not_established_reason': unread}, FORM) == ()


def test_dates_are_compared_as_far_as_both_are_told() -> None:
    assert check(established_on='2026-04', filled_on='2026-04-08') == {}
    assert check(established_on='2026-04-08', filled_on='2026') == {}
    problem = check(established_on='2026-05', filled_on='2026-04-08')['C12']
    assert problem.message == "党组织成立时间2026-05晚于填表日期2026-04-08"
    assert problem.severity == Severity.INFO


def test_a_joint_branch_names_itself() -> None:
    assert 'C10' in check(org_level='联合支部', joint_name=None)
    assert 'C10' not in check(org_level='党支部', joint_name=None)
    assert (
        check(instructor='示例五', instructor_unit='示例市民政局', instructor_phone=None)['C11_unit'].severity
        == 'info'
    )
