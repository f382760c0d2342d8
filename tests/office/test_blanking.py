"""What a received form asks, where an office has forms of its own, and what is filled in already."""

import dataclasses

from extractors.readers.registry import read_document
from forms.load import definitions
from model.form import FormDefinition, FormField
from office.blanking import read_to_blanks, united_fields
from tests.build import docx, p, tbl, tr

OWN = FormDefinition(
    id='fire_check',
    title='示例消防自查表',
    edition='外来表样',
    subject='organisation',
    titles=('示例消防自查表',),
    fields=(
        FormField('org_name', ('单位名称',)),
        FormField('消防责任人', ('消防责任人', '联系电话')),
        FormField('members_total', ('从业人员',), type='int'),
    ),
)


def opened(path, *own):
    return read_to_blanks(read_document(path), path, (*own, *definitions()))


def test_an_own_form_takes_no_label_from_the_others(tmp_path):
    card = docx(
        tmp_path / '卡.docx',
        p('示例登记卡') + tbl(tr('社会组织名称', '', '联系电话', ''), tr('消防责任人', '')),
    )
    found = {blank.label: blank.field for blank in opened(card, OWN).blanks}
    assert found == {'社会组织名称': 'org_name', '联系电话': 'phone', '消防责任人': '消防责任人'}


def test_a_label_that_two_forms_give_to_two_ledger_fields_names_neither():
    fields = united_fields((OWN, *definitions()))
    assert not [one.id for one in fields if '从业人员' in one.labels and not one.under]
    renamed = dataclasses.replace(OWN, fields=OWN.fields[:2])
    fields = united_fields((renamed, *definitions()))
    assert 'staff_total' in {one.id for one in fields if '从业人员' in one.labels}


PERSONS = tbl(
    tr('序号', '姓名', '性别', '民族', '出生年月', '备注'),
    tr('1', '张某某', '男', '汉', '1970.1', '困难'),
    tr('2', '李某某', '女', '回', '1980.2', ''),
    tr('3', '', '', '', '', ''),
)


def test_a_filled_row_of_persons_gives_no_labels(tmp_path):
    form = opened(docx(tmp_path / '名单.docx', p('示例党员名单') + PERSONS))
    labels = ' '.join(blank.label for blank in form.blanks)
    assert not any(word in labels for word in ('某', '回', '1980'))
    assert form.written.rows == 2
    assert "已经填过" in form.notes[0]


def test_the_words_of_persons_on_a_sheet_are_no_labels_either(tmp_path):
    from openpyxl import Workbook
    from openpyxl.styles import Border, Side

    book, thin = Workbook(), Side(style='thin')
    for row in (
        ('序号', '姓名', '性别', '民族', '备注'),
        (1, '张某某', '男', '汉', None),
        (2, '李某某', '女', None, None),
        (3, None, None, None, None),
    ):
        book.active.append(row)
    for cell in (cell for row in book.active['A1:E4'] for cell in row):
        cell.border = Border(thin, thin, thin, thin)
    book.save(tmp_path / '名单.xlsx')
    form = opened(tmp_path / '名单.xlsx')
    assert {blank.cell for blank in form.blanks} == {'B4', 'C4', 'D4', 'E4'}
    assert not any('某' in blank.label for blank in form.blanks)
    assert form.written.rows == 2


def test_a_blank_form_is_not_said_to_be_filled(tmp_path):
    rows = tbl(tr('社会组织名称', '（全称）'), tr('类型', '□社会团体 □基金会'), tr('从业人员', '   人'))
    form = opened(docx(tmp_path / '表.docx', p('示例表') + rows))
    assert (form.written.is_filled, form.notes) == (False, ())


def test_a_label_on_a_filled_form_has_no_words_of_the_filler(tmp_path):
    rows = tbl(
        tr('社会组织名称', '示例市甲一商会', '从业人员', '12'), tr('法定代表人', '张某某', '性别', ''),
        tr('党员总数', '3', '是否建立党组织', '否'),
    )  # fmt: skip
    (blank,) = opened(docx(tmp_path / '表.docx', p('示例登记卡') + rows)).blanks
    assert blank.label == '法定代表人/性别'


def test_an_old_workbook_tells_its_cells(tmp_path, soffice):
    from openpyxl import Workbook

    from extractors.readers.soffice import xlsx_to_xls

    book = Workbook()
    for row in (('示例登记卡',), ('社会组织名称', None), ('从业人员总数', None)):
        book.active.append(row)
    book.save(tmp_path / '卡.xlsx')
    old = tmp_path / '卡.xls'
    old.write_bytes(xlsx_to_xls((tmp_path / '卡.xlsx').read_bytes()))
    assert {(blank.cell, blank.field) for blank in opened(old).blanks} == {
        ('B2', 'org_name'), ('B3', 'staff_total')
    }  # fmt: skip
