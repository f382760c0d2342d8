"""Which form a document is."""

import dataclasses

import pytest

from forms.choose import choose
from forms.load import definitions
from model.document import Document, Table
from tests.forms.build import FORM_ROWS, HEAD_LINE, LEFT, SURVEY, TITLE, document, registration, table
from tests.forms.examples import ledger, wide
from text.fits import best_edition

ROWS = ('序号|社会组织名称|从业人员数|党员总数|是否建立党组织|组建形式', '1|甲县甲一协会|3|1|否|')


def chosen(doc: Document) -> tuple[str | None, list[str]]:
    form, problems = choose(doc, definitions())
    return (form.id if form else None), [problem.code for problem in problems]


def tables(doc: Document) -> list[Table]:
    return [block for block in doc.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    'title',
    [
        TITLE,
        '全市社会组织建立党组织情况摸底调查登记表',
        '附件1：甲县社会组织建立党组织情况摸底调查登记表（样表）',
        '社会组织建立党组织情况\u3000摸底调查登记表',
    ],
)
def test_titles_with_any_region(title: str) -> None:
    assert chosen(registration(title=title)) == ('baseline_registration', [])


def test_the_title_may_stand_inside_the_table() -> None:
    assert chosen(document(table((SURVEY, *(LEFT,) * 5), *ROWS))) == ('party_building_survey', [])


def test_labels_alone_tell_it_and_that_is_said() -> None:
    assert chosen(document(table(*ROWS))) == ('party_building_survey', ['form_by_labels'])
    assert chosen(document(table(*FORM_ROWS))) == ('baseline_registration', ['form_by_labels'])


def test_the_file_name_tells_nothing() -> None:
    doc = document('示例', table('甲|乙', '丙|丁'), file=f'{TITLE}.docx')
    assert chosen(doc) == (None, [])


def test_shape_decides_between_the_two() -> None:
    assert chosen(document(TITLE, table(*ROWS)))[0] != 'baseline_registration'
    assert chosen(document(SURVEY, table(*FORM_ROWS)))[0] != 'party_building_survey'


def test_a_title_over_another_layout_is_not_forced() -> None:
    doc = document(SURVEY, table('序号|项目|金额', '1|会费|100'))
    assert chosen(doc) == (None, ['form_differs'])


def test_other_forms_of_the_same_organisations_are_unknown() -> None:
    change = table(
        '单位名称|示例协会|登记证号|00036',
        '变更事项|变更前|变更后|',
        '住所|示例路1号|示例路2号|',
        '法定代表人|示例一|联系电话|1',
    )
    members = table('序号|姓名|性别|人员类别|党员总数', '1|示例一|男|党员|')
    fees = table('序号|社会组织名称|会费标准|理事人数|监事人数|评估等级', '1|甲县甲一协会|100|9|3|3A')
    for block in (change, members, fees):
        assert chosen(document('示例表', block)) == (None, [])


def test_a_notice_that_names_the_form_is_not_the_form() -> None:
    assert chosen(document('关于开展摸底调查的通知', '各县：', f'附件：1.{TITLE}', HEAD_LINE)) == (None, [])


def test_another_title_makes_a_single_form_unknown_and_a_table_only_where_it_speaks_of_the_party() -> None:
    assert chosen(document('社会组织年检情况登记表', table(*FORM_ROWS))) == (None, [])
    assert chosen(document('乙县社会组织党建摸底一览', table(*ROWS))) == (
        'party_building_survey',
        ['form_by_labels'],
    )
    assert chosen(document('乙县社会组织评估情况表', table(*ROWS))) == (None, [])


def test_nothing_is_nothing() -> None:
    assert chosen(document()) == (None, [])
    assert choose(registration(), ()) == (None, ())


def test_a_title_may_be_broken_over_two_lines() -> None:
    doc = document('2026年示例市社会组织建立党组织', '情况摸底调查登记表', table(*FORM_ROWS))
    assert chosen(doc) == ('baseline_registration', [])


def test_of_tables_of_organisations_the_wide_ones_ask_for_their_columns() -> None:
    small = table('序号|社会组织名称|登记证号|党员总数|党组织设置', '1|甲县甲一协会|00036|3|否')
    assert chosen(document('甲县社会组织党建台账', small)) == ('party_building_survey', [])
    assert chosen(ledger()) == ('party_building_ledger', [])
    assert chosen(document(*tables(ledger()))) == ('party_building_ledger', ['form_by_labels'])
    assert chosen(document(*tables(wide()))) == ('wide_ledger', ['form_by_labels'])


def test_a_band_that_looks_like_a_list_does_not_make_a_list_of_a_single_form() -> None:
    rows = (*FORM_ROWS, '序号|姓名|职务|联系电话|备注|', '1|示例五|会长|0000-1111111||')
    assert chosen(document(TITLE, table(*rows)))[0] == 'baseline_registration'


def test_of_two_editions_the_one_whose_labels_the_paper_has() -> None:
    old = next(form for form in definitions() if form.id == 'baseline_registration')
    asked = ('org_name', 'registration_no', 'org_type', 'legal_rep', 'address', 'phone', 'established')
    fields = tuple(one for one in old.fields if one.id in asked or one.personal == 'never')
    new = dataclasses.replace(old, edition='第二版', fields=fields, checks=())
    short = document(TITLE, table(*FORM_ROWS[:4], '是否建立党组织|☑是 □否||||'))
    assert choose(registration(), (new, old))[0] is old
    assert choose(short, (old, new))[0] is new
    assert best_edition(registration(), (new, old)) is old
    assert best_edition(short, (old, new)) is new
    assert best_edition(short, (old,)) is old
    assert best_edition(short, ()) is None
