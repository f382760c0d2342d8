"""A list of persons gives counts, and nothing of any person."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.survey import return_of
from forms.choose import choose
from forms.load import definitions
from model.document import Document
from model.returned import Return
from tests.forms.build import UP, document, table
from tests.forms.examples import PERSONS_ROWS, persons

FORM = next(form for form in definitions() if form.counts)
HEAD = '序号|姓名|性别|人员类别|专职/兼职|电话'
TITLE = '社会组织党员情况调查表'
NAME_LINE = '社会组织名称：甲县甲一协会'
SAID = {'persons_not_read'}


def counts(returned: Return) -> dict[str, int]:
    return {key: value.value for key, value in returned.values.items() if isinstance(value.value, int)}


def read(*blocks: object) -> Return:
    doc = document(*blocks)  # type: ignore[arg-type]
    assert choose(doc, definitions())[0] is FORM
    return return_of(doc, FORM)


def codes(returned: Return) -> set[str]:
    return {problem.code for problem in returned.problems}


def test_counts_by_kind_and_no_person() -> None:
    returned = return_of(persons(), FORM)
    assert counts(returned) == {
        'persons_total': 5,
        'members_total': 3,
        'full_members': 2,
        'probationary_members': 1,
        'development_targets': 0,
        'activists': 1,
        'applicants': 1,
        'members_full_time': 1,
        'members_part_time': 2,
    }
    assert (returned.subject, returned.rows) == ('organisation', ())
    assert returned.organisation is not None
    assert returned.organisation.name == '示例市蓝桥文化促进会'
    for row in PERSONS_ROWS[1:]:
        for text in row.split('|')[1:]:
            if len(text) > 2 and text != '5人' and not text.endswith(('党员', '分子', '党人')):
                assert text not in repr(returned)


def test_it_is_told_by_its_columns_alone() -> None:
    form, problems = choose(document(table(*PERSONS_ROWS)), definitions())
    assert (form, [problem.code for problem in problems]) == (FORM, ['form_by_labels'])


@pytest.mark.parametrize(
    'rows',
    [
        ('序号|姓名|性别|职务|联系电话', '1|张某某|男|会长|0000-1111111'),
        ('序号|姓名|性别|类别|联系电话', '1|张某某|男|理事|0000-1111111'),
        ('序号|姓名|性别|专职/兼职|联系电话', '1|张某某|男|专职|0000-1111111'),
    ],
)
def test_other_lists_of_persons_are_unknown(rows: tuple[str, ...]) -> None:
    assert choose(document('理事会成员名单', table(*rows)), definitions())[0] is None
    assert choose(document(table(*rows)), definitions())[0] is None


def test_a_list_over_several_organisations_gives_counts_by_organisation() -> None:
    returned = read(
        TITLE,
        table(
            '序号|社会组织名称|姓名|性别|人员类别|专职/兼职',
            '1|甲县甲一协会|张某某|男|党员|专职',
            f'2|{UP}|李某某|女|预备党员|兼职',
            '3|甲县甲二中心|王某某|女|发展对象|专职',
        ),
    )
    found = {
        row.organisation.name: {key: value.value for key, value in row.values.items()}
        for row in returned.rows
    }
    assert returned.subject == 'rows'
    assert [found[name]['members_total'] for name in ('甲县甲一协会', '甲县甲二中心')] == [2, 0]
    assert found['甲县甲二中心']['development_targets'] == 1
    assert '王某某' not in repr(returned)


def test_totals_notes_examples_and_blank_lines_are_nobody() -> None:
    returned = read(
        TITLE,
        NAME_LINE,
        table(
            HEAD,
            '例|张某某|男|党员|专职|',
            '1|李某某|男|党员|专职|',
            '2|||||',
            '小计|1||||',
            '合计|1人||||',
            '填表人：王某某|||||',
        ),
    )
    assert counts(returned)['persons_total'] == 1
    assert codes(returned) == SAID


def test_a_list_broken_over_pages_is_one() -> None:
    returned = read(
        TITLE,
        NAME_LINE,
        table(HEAD, '1|张某某|男|党员|专职|'),
        table('2|李某某|女|党员|兼职|'),
        table(HEAD, '3|王某某|女|预备党员|兼职|'),
    )
    assert counts(returned)['members_total'] == 3


def test_an_unknown_kind_is_told_by_its_number_alone() -> None:
    returned = read(TITLE, NAME_LINE, table(HEAD, '1|张某某|男|党员|专职|', '2|李某某|女|李某某说不清|专职|'))
    problem = next(problem for problem in returned.problems if problem.code == 'category_unknown')
    assert problem.message == '有1人的“人员类别”没有填写或不是表上的类别，没有计入各类，请核对原件'
    assert (counts(returned)['persons_total'], counts(returned)['members_total']) == (2, 1)


def test_a_line_without_a_name_and_a_merged_one_are_told() -> None:
    returned = read(
        TITLE,
        NAME_LINE,
        table(HEAD, '1|张某某|男|党员|专职|', f'2|{UP}|男|党员|专职|', '3||女|党员|兼职|0000-1111111'),
    )
    assert codes(returned) == {'merged_rows', 'row_without_name', *SAID}
    assert counts(returned)['persons_total'] == 1


def test_a_list_that_does_not_sort_its_persons_counts_them_only() -> None:
    rows = ('序号|姓名|性别|民族|学历|入党时间', '1|张某某|男|示例族|本科|2001-07')
    returned = read('甲县甲一协会党员花名册', table(*rows))
    assert counts(returned) == {'persons_total': 1}
    assert codes(returned) == {'column_missing', *SAID}
    assert returned.organisation is not None
    assert returned.organisation.name == '甲县甲一协会'


def test_ticked_kinds_are_read() -> None:
    returned = read(TITLE, NAME_LINE, table(HEAD, '1|张某某|男|☑党员 ☐预备党员|☐专职 ☑兼职|'))
    assert (counts(returned)['full_members'], counts(returned)['members_part_time']) == (1, 1)


def test_a_list_of_nobody_is_told_to_name_its_organisation_or_is_blank() -> None:
    assert codes(read(TITLE, table(HEAD, '1|张某某|男|党员|专职|'))) == {'value_missing', *SAID}
    blank = read(TITLE, table(HEAD, '1|||||', '2|||||'))
    assert counts(blank) == {}
    assert codes(return_of(document(TITLE), FORM)) == {'no_rows'}


_WORDS = st.sampled_from(['张某某', '', '党员', '男', '合计', '2001-07', '—', '某说不清楚'])


@given(st.lists(st.lists(_WORDS, min_size=6, max_size=6), max_size=6))
def test_no_row_is_ever_repeated(rows: Sequence[Sequence[str]]) -> None:
    made: Document = document(TITLE, table(HEAD, *rows))
    assert not [word for word in ('张某某', '某说不清楚', '2001-07') if word in repr(return_of(made, FORM))]


def test_who_filled_it_in_is_a_person_too() -> None:
    returned = read(
        TITLE,
        NAME_LINE,
        '填报单位：甲县民政局　填报人：张某某　联系电话：0000-1234567',
        table(HEAD, '1|李某某|男|党员|专职|'),
    )
    assert {'filled_by', 'filled_by_phone'}.isdisjoint(returned.values)
    assert '张某某' not in repr(returned)
    assert '1234567' not in repr(returned)
