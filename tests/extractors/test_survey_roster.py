"""A roster of instructors: one row for each organisation served, and who is named twice."""

import pytest

from extractors.survey import return_of
from extractors.survey.roster import split_organisations
from forms.checks import check_values
from forms.choose import choose
from forms.load import definitions
from model.place import Severity
from model.returned import Return
from tests.forms.build import UP, document, table

FORM = next(form for form in definitions() if form.id == 'instructor_roster')
TITLE = '甲县社会组织党建工作指导员台账'
HEAD = '序号|联系社会组织|统一社会信用代码|党员数|指导员姓名|派出单位|职务|联系电话'


def read(*rows: str, title: str = TITLE) -> Return:
    doc = document(title, table(*rows))
    assert choose(doc, definitions())[0] is FORM
    return return_of(doc, FORM)


def pairs(returned: Return) -> list[tuple[str | None, str]]:
    return [(row.organisation.name, row.values['instructor'].value) for row in returned.rows]


def messages(returned: Return, code: str) -> list[str]:
    return [problem.message for problem in returned.problems if problem.code == code]


def test_an_instructor_over_merged_rows_serves_each_organisation() -> None:
    returned = read(
        HEAD,
        '1|甲县甲一协会|||示例一|甲县民政局|科长|0000-1111111',
        f'2|甲县甲二中心|||{UP}|{UP}|{UP}|{UP}',
        '3|甲县甲三商会|||示例二|甲县文化局|科员|0000-2222222',
    )
    assert pairs(returned) == [
        ('甲县甲一协会', '示例一'),
        ('甲县甲二中心', '示例一'),
        ('甲县甲三商会', '示例二'),
    ]
    assert messages(returned, 'instructor_several') == ['指导员“示例一”联系2家社会组织（第2、3行）']
    assert messages(returned, 'instructor_two_units') == []


def test_several_organisations_in_one_cell_are_rows_of_their_own() -> None:
    returned = read(HEAD, '1|甲县甲一协会、甲县甲二中心|||示例一|甲县民政局|科长|0000-1111111')
    assert pairs(returned) == [('甲县甲一协会', '示例一'), ('甲县甲二中心', '示例一')]
    assert [problem.code for problem in returned.rows[0].problems] == ['organisations_split']


def test_what_a_cell_says_of_several_together_is_said_of_none() -> None:
    returned = read(HEAD, '1|甲县甲一协会、甲县甲二中心||9|示例一|甲县民政局|科长|0000-1111111')
    values = returned.rows[1].values['members_total']
    assert (values.value, values.score) == (None, 0.0)
    assert '不能确定是哪一家的' in values.reasons[-1]


def test_one_name_with_two_units_is_for_a_person_to_settle() -> None:
    returned = read(
        HEAD,
        '1|甲县甲一协会|||示例一|甲县民政局|科长|0000-1111111',
        '2|甲县甲二中心|||示例一|甲县文化局|科员|0000-2222222',
    )
    problem = next(problem for problem in returned.problems if problem.code == 'instructor_two_units')
    assert problem.severity is Severity.REVIEW
    assert problem.message == (
        '指导员“示例一”的派出单位不一致：第2行为“甲县民政局”，第3行为“甲县文化局”，请核对是同名的两人还是填写有误'
    )


@pytest.mark.parametrize(
    ('text', 'names'),
    [
        ('甲县甲一协会、甲县甲二中心', 2),
        ('甲县甲一协会\n甲县甲二中心\n甲县甲三商会', 3),
        ('1.甲县甲一协会 2.甲县甲二中心', 2),
        ('甲县甲一协会，甲县甲二中心', 2),
        ('甲县体育、文化促进会', 1),
        ('甲县甲一协会', 1),
        ('甲县2.0创新协会', 1),
        ('', 1),
    ],
)
def test_names_in_one_cell_come_apart_only_where_each_is_one(text: str, names: int) -> None:
    assert len(split_organisations(text)) == names


def test_nothing_is_kept_of_how_an_instructor_is_judged() -> None:
    returned = read(
        HEAD + '|性别|年度考核等次|本月到访次数',
        '1|甲县甲一协会|||示例一|甲县民政局|科长|0000-1111111|男|优秀|17',
    )
    kept = {key: value.raw for key, value in returned.rows[0].values.items()}
    assert not {'assessment', 'visits', 'sex'} & set(kept)
    assert not {'优秀', '17', '男'} & set(kept.values())


def test_a_short_term_is_right_and_a_turned_one_is_not() -> None:
    head = '序号|社会组织名称|指导员姓名|派出单位|职务|联系电话|选派起始时间|选派结束时间'
    returned = read(
        head,
        '1|甲县甲一协会|示例一|甲县民政局|科长|0000-1111111|2026-09-15|2027-03-09',
        '2|甲县甲二中心|示例二|甲县民政局|科长|0000-1111112|2027-03-10|2026-03-09',
    )
    first, second = (check_values(row.values, FORM) for row in returned.rows)
    assert first == ()
    assert [problem.message for problem in second] == ['选派期开始时间2027-03-10晚于结束时间2026-03-09']
