"""A form nobody described: everything its labels say, so that a person can say what each means."""

from extractors.survey import return_of
from model.returned import Return
from tests.forms.build import LEFT, UP, document, table


def read(*blocks: object) -> Return:
    return return_of(document(*blocks), None)  # type: ignore[arg-type]  # strings and tables


def test_labels_carry_their_sections_and_plain_counts_are_counts() -> None:
    returned = read(
        '填报单位：甲县民政局',
        table(
            ('示例情况登记表', LEFT, LEFT, LEFT, LEFT),
            ('人员情况', '总人数', '12', '专职人数', '5人'),
            ('经费情况', '总人数', '约3', '资金来源情况', '财政'),
        ),
    )
    assert {key: value.value for key, value in returned.values.items()} == {
        '人员情况/总人数': 12,
        '人员情况/专职人数': 5,
        '经费情况/总人数': '约3',
        '经费情况/资金来源情况': '财政',
        '填报单位': '甲县民政局',
    }
    assert [problem.code for problem in returned.problems] == ['unknown_form']


def test_a_section_beside_several_lines_is_part_of_the_path() -> None:
    returned = read(
        table(
            ('人员情况', '总人数', '12', '联系电话', '0000-1234567'),
            (UP, '备注', '甲', '负责人', '示例一'),
            ('活动情况', '总人数', '30', '备注', '乙'),
            (UP, '负责人', '示例二', '会议名称', '丙'),
        )
    )
    assert {key: value.value for key, value in returned.values.items()} == {
        '人员情况/总人数': 12,
        '人员情况/联系电话': '0000-1234567',
        '人员情况/备注': '甲',
        '人员情况/负责人': '示例一',
        '活动情况/总人数': 30,
        '活动情况/备注': '乙',
        '活动情况/负责人': '示例二',
        '活动情况/会议名称': '丙',
    }


def test_ticked_boxes_are_their_words() -> None:
    returned = read(table('办公场所情况|□自有 ☑租赁 □借用|类别|☑甲类 ☑乙类 □丙类'))
    assert [value.value for value in returned.values.values()] == [('租赁',), ('甲类', '乙类')]


def test_the_same_label_filled_in_twice_is_kept_twice() -> None:
    returned = read(table('备注|甲', '备注|乙', '备注|甲'))
    assert {key: value.value for key, value in returned.values.items()} == {'备注': '甲', '备注（2）': '乙'}


def test_rows_keep_every_column_also_those_alike_or_without_a_label() -> None:
    returned = read(
        '填报单位：甲县民政局',
        table('序号|社会组织名称|联系电话|联系电话|', '1|甲一协会|0|1|2', '2|甲二协会|3|4|'),
    )
    assert [[value.value for value in row.values.values()] for row in returned.rows] == [
        ['甲一协会', '0', '1', '2'],
        ['甲二协会', '3', '4'],
    ]
    assert list(returned.rows[0].values) == ['org_name', '联系电话', '联系电话（第4列）', '（第5列）']
    assert returned.values['填报单位'].value == '甲县民政局'


def test_what_nobody_may_keep_is_in_no_draft() -> None:
    returned = read(table('姓名|示例一|身份证号|110101199001011237|民族|汉族'))
    assert not {'身份证号', '民族'} & returned.values.keys()
