"""A form whose first row reads like the header of a list; a list of persons of few columns."""

from forms.choose import choose
from forms.load import definitions
from model.document import Cell, Document, Paragraph, Table
from model.place import Where
from text.headers import find_header
from text.labels import fields_to_index
from text.layouts import grids, text_to_inlines

FORM = next(one for one in definitions() if one.id == 'baseline_registration')


def paper(title, *rows):
    cells = tuple(
        Cell(row, col, text, 1, 1, (), Where())
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    table = Table(len(rows), len(rows[0]), cells, Where())
    return Document('a.docx', '0', 'docx', 1, (Paragraph(title, Where()), table), ())


def test_labels_and_values_in_turns_are_no_header_of_a_list():
    document = paper(
        '社会组织建立党组织情况摸底登记表',
        ('社会组织（单位）名称', '丁县示例协会', '信用代码', '51000000MJ8668573H', '组织类型', '社会团体'),
        ('所属县（市、区）', '丁县', '住所', '示例路1号', '办公电话', '13900001506'),
        ('职工人数', '19', '党员', '3', '有无党组织', '是'),
    )
    definition, _ = choose(document, definitions())
    assert definition is not None
    assert definition.id == 'baseline_registration'


def spanned(title, *rows):
    """A paper whose lines have cells of their own: each text with how many columns and rows it spans."""
    cells = tuple(
        Cell(row, col, text, tall, wide, (), Where())
        for row, texts in enumerate(rows)
        for col, wide, tall, text in texts
    )
    table = Table(len(rows), 4, cells, Where())
    return Document('a.jpg', '0', 'image', 1, (Paragraph(title, Where()), table), ())


def line(*texts):
    return [(col, 4 if len(texts) == 1 else 1, 1, text) for col, text in enumerate(texts)]


def test_labels_over_their_values_with_one_alone_between_them_are_no_list():
    document = spanned(
        '社会组织建立党组织情况摸底登记表',
        line('单位名称', '统一社会信用代码', '社会组织种类', '所属区县'),
        line('丁县示例协会', '51000000MJ8668573H', '社会团体', '丁县'),
        line('联系电话'),
        line('2820000'),
        line('党员总数', '正式党员', '预备党员', '入党积极分子'),
        line('3', '2', '1', '0'),
        line('是否建立党组织', '组织建制', '批准单位', '批准文号'),
        line('否', '/', '/', '/'),
    )
    definition, _ = choose(document, definitions())
    assert definition is not None
    assert definition.id == 'baseline_registration'


def test_serial_and_name_in_one_header_cell_head_a_column_each():
    index = fields_to_index(FORM.fields)
    header = spanned(
        '',
        [(0, 2, 1, '序\n1社会组织全称\n号'), (2, 1, 1, '联系电话'), (3, 1, 1, '党员总数')],
        line('1', '丁县示例协会', '2820000', '3'),
        line('2', '丁县示例商会', '2820001', '4'),
    )
    ((_, grid),) = grids(header)
    found = find_header(grid, index)
    assert found is not None
    assert [path[-1] for path in found.paths] == ['序号', '社会组织全称', '联系电话', '党员总数']


def test_a_list_of_members_may_have_few_columns():
    rows = (('1', '杨某甲', '预备党员', '是'), ('2', '赵某', '正式党员', '否'))
    document = paper('戊区社会组织党员情况登记表', ('序号', '姓名*', '人员类别', '是否生活困难'), *rows)
    definition, _ = choose(document, definitions())
    assert definition is not None
    assert definition.id == 'member_survey'


def test_who_filled_a_paper_in_behind_a_value_without_a_gap():
    index = fields_to_index(FORM.fields)
    found = text_to_inlines(
        '填表单位：甲县民政局制表人：陈某填表人联系方式：0000-2824779填表时间：20260501', index
    )
    assert [(one.match.field.id if one.match else None, one.value) for one in found] == [
        ('reporting_unit', '甲县民政局'),
        ('filled_by', '陈某'),
        ('filled_by_phone', '0000-2824779'),
        ('filled_on', '20260501'),
    ]
