"""What nobody may keep of persons is passed over and counted."""

from extractors.survey import return_of
from forms.choose import choose
from forms.load import definitions
from model.document import Document
from model.returned import Return
from tests.forms.build import FORM_ROWS, LEFT, SURVEY, UP, document, registration, table

ID_NUMBER = '11010119700101123X'
"""A shape, nobody's number."""


def read(doc: Document) -> Return:
    form, _ = choose(doc, definitions())
    return return_of(doc, form)


def test_sex_birth_and_the_like_are_not_read() -> None:
    rows = (*FORM_ROWS, '民族|示例族|政治面貌|中共党员|学历|研究生')
    text = repr(read(registration(rows)))
    assert not [word for word in ("'男'", '1970', '示例族', '中共党员', '研究生') if word in text]


def test_a_column_of_identity_numbers_is_counted_and_not_read() -> None:
    sheet = table(
        '序号|社会组织名称|党员总数|是否建立党组织|党组织负责人|<|<',
        '^|^|^|^|姓名|身份证号|联系电话',
        f'1|甲县甲一协会|4|是|示例一|{ID_NUMBER}|0000-1234567',
        f'2|甲县甲二协会|3|是|示例二|{ID_NUMBER}|0000-1234567',
        '3|甲县甲三协会|0|否||无|',
    )
    returned = read(document(SURVEY, sheet))
    assert ID_NUMBER not in repr(returned)
    assert returned.rows[0].values['party_head'].value == '示例一'
    assert returned.rows[0].values['party_head_phone'].value == '0000-1234567'
    problem = next(problem for problem in returned.problems if problem.code == 'personal_data')
    assert "有2处" in problem.message


def test_an_identity_number_inside_another_cell_is_blotted_out() -> None:
    rows = (*FORM_ROWS[:-1], ('备注', f'法定代表人身份证号{ID_NUMBER}', LEFT, LEFT, LEFT, LEFT))
    returned = read(registration(rows))
    assert ID_NUMBER not in repr(returned)
    assert "含身份证号，已略去" in returned.values['remarks'].reasons
    assert 'personal_data' in [problem.code for problem in returned.problems]


def test_lists_of_persons_give_a_count_and_no_rows() -> None:
    doc = document(
        '示例协会党员情况调查表',
        table(
            '序号|姓名|性别|民族|人员类别|联系电话',
            '1|示例一|男|示例族|党员|0000-1111111',
            '2|示例二|女|示例族|预备党员|0000-2222222',
            '3|||||',
        ),
    )
    returned = read(doc)
    assert returned.rows == ()
    assert not [word for word in ('示例一', '示例二', '示例族', '2222222') if word in repr(returned)]
    problem = next(problem for problem in returned.problems if problem.code == 'persons_not_read')
    assert "2人" in problem.message


def test_a_list_of_persons_behind_a_form_is_left_alone() -> None:
    doc = document(
        SURVEY,
        table('序号|社会组织名称|党员总数|是否建立党组织', '1|甲县甲一协会|4|是'),
        '党员名册：',
        table('姓名|性别|职务', '示例一|男|会长', '示例二|女|理事'),
    )
    returned = read(doc)
    assert len(returned.rows) == 1
    assert '示例二' not in repr(returned)


def test_merged_sections_do_not_hide_what_is_private() -> None:
    rows = (
        *FORM_ROWS,
        '党组织负责人|姓名|示例四|出生年月|1980.01|备注',
        (UP, '身份证号', ID_NUMBER, LEFT, LEFT, LEFT),
    )
    returned = read(registration(rows))
    assert returned.values['party_head'].value == '示例四'
    assert '1980' not in repr(returned)
    assert ID_NUMBER not in repr(returned)
