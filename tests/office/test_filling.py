import datetime as dt
import io
import shutil

import pytest
from openpyxl.styles import Border, Side

from extractors.readers import soffice as suite
from extractors.readers.docx.reader import read
from model.document import Paragraph, Table
from model.errors import BadInput, SecrecyMark, UsageFault
from office import filling
from office.importing import import_ledger
from office.ledger_acts import one_named, organisations
from tests.build import docx, p, sdt, tbl, tc, tr

LEDGER = """\
社会组织名称,统一社会信用代码,所属县区,组织类别,业务主管单位,从业人员,党员总数,是否建立党组织,党组织成立时间,法定代表人,联系电话
示例市甲一商会,51440000MJL000001M,甲县,社会团体,,12,3,是,2016.3.8,张某某,0000-1234501
示例市乙二协会,,乙县,社会团体,示例市教育局,8,2,否,,李某某,
示例市丙三学校,,丙县,民办非企业单位,,20,,,,,
"""

CARD = (
    p('社会组织登记卡')
    + tbl(
        tr('社会组织名称', '', '统一社会信用代码', ''),
        tr('组织类别', '□社会团体 □民办非企业单位 □基金会', '是否建立党组织', '□是 □否'),
        tr('党组织成立时间', '    年  月  日', '从业人员', '     人'),
        tr('法定代表人', '', '身份证号', ''),
        tr('业务主管单位', '', '宗旨', ''),
    )
    + p('填报单位（盖章）：            填报日期：    年  月  日')
)
LIST = p('社会组织党建情况统计表') + tbl(
    tr('序号', '社会组织名称', '从业人员总数', '党员总数', '备注'),
    tr('', '', '', '', ''),
    tr('', '', '', '', ''),
    tr(tc('合计', '<w:gridSpan w:val="2"/>'), '', '', ''),
)


@pytest.fixture
def filled_ledger(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text(LEDGER, 'utf-8')
    import_ledger(place, path)
    return place


@pytest.fixture
def card(tmp_path):
    return docx(tmp_path / '登记卡.docx', CARD)


def cells(path):
    return [cell.text for block in read(path)[0] if isinstance(block, Table) for cell in block.cells]


def lines(path):
    return [block.text for block in read(path)[0] if isinstance(block, Paragraph)]


def reasons(one):
    return {left.blank.label.rpartition('/')[2]: left.reason for left in one.left}


def test_a_card_is_filled_from_the_ledger_and_what_is_not_there_is_told(filled_ledger, card, tmp_path):
    one = filling.fill(filled_ledger, card, [one_named(filled_ledger, '示例市甲一商会')], tmp_path / 'out')
    (made,) = one.files
    assert made.file == tmp_path / 'out' / '登记卡_示例市甲一商会.docx'
    assert made.status == 'written'
    texts = cells(made.file)
    assert texts[1] == '示例市甲一商会'
    assert texts[3] == '51440000MJL000001M'
    assert texts[5] == '☑社会团体 □民办非企业单位 □基金会'
    assert texts[7] == '☑是 □否'
    assert texts[9] == '2016年3月8日'
    assert texts[11].strip() == '12人'
    assert texts[13] == '张某某'
    assert texts[15] == texts[17] == texts[19] == ''
    assert reasons(made)['身份证号'] == "身份证号由本人手写"
    assert reasons(made)['业务主管单位'] == "台账没有记"
    assert reasons(made)['宗旨'] == "台账没有这一项"


def test_each_value_says_where_the_ledger_has_it_from(filled_ledger, card, tmp_path):
    (made,) = filling.fill(filled_ledger, card, organisations(filled_ledger)[:1], tmp_path / 'out').files
    (count,) = [given for given in made.values if given.field == 'staff_total']
    assert (count.value, count.organisation) == ('12', '示例市甲一商会')
    assert count.source['actor'] == '经办人'


def test_the_day_of_reporting_is_filled_only_when_it_is_given(filled_ledger, card, tmp_path):
    first = organisations(filled_ledger)[:1]
    (without,) = filling.fill(filled_ledger, card, first, tmp_path / 'out').files
    assert '填报日期：    年  月  日' in lines(without.file)[-1]
    (made,) = filling.fill(filled_ledger, card, first, tmp_path / 'dated', dt.date(2026, 3, 8)).files
    assert lines(made.file)[-1].endswith('填报日期：2026年3月8日')


def test_all_gives_each_organisation_its_own_card(filled_ledger, card, tmp_path):
    done = filling.fill(filled_ledger, card, organisations(filled_ledger), tmp_path / 'out')
    names = ['示例市甲一商会', '示例市乙二协会', '示例市丙三学校']
    assert [each.file.name for each in done.files] == [f'登记卡_{name}.docx' for name in names]
    assert [cells(each.file)[1] for each in done.files] == names
    assert cells(done.files[1].file)[7] == '□是 ☑否'
    assert cells(done.files[2].file)[7] == '□是 □否'


def test_a_list_gets_a_row_for_each_organisation_in_one_file(filled_ledger, tmp_path):
    blank = docx(tmp_path / '统计表.docx', LIST)
    done = filling.fill(filled_ledger, blank, organisations(filled_ledger), tmp_path / 'out')
    (made,) = done.files
    assert made.file.name == '统计表_已填.docx'
    texts = cells(made.file)
    rows = [texts[start : start + 5] for start in range(0, 20, 5)]
    assert rows[1] == ['1', '示例市甲一商会', '12', '3', '']
    assert rows[2] == ['2', '示例市乙二协会', '8', '2', '']
    assert rows[3] == ['3', '示例市丙三学校', '20', '', '']
    assert texts[20:] == ['合计', '40', '', '']
    assert "有1家没有这个数，合计不填" in {left.reason for left in made.left}


def test_a_list_inside_a_table_of_the_layout_is_a_list(filled_ledger, tmp_path):
    blank = docx(tmp_path / '统计表.docx', p('示例表') + tbl(tr(tc(LIST + p()))))
    (made,) = filling.fill(filled_ledger, blank, organisations(filled_ledger), tmp_path / 'out').files
    texts = [text for text in cells(made.file) if text]
    assert [texts.count(name) for name in ('示例市甲一商会', '示例市乙二协会', '示例市丙三学校')] == [1, 1, 1]


def test_several_cards_do_not_go_into_one_file(filled_ledger, card, tmp_path):
    with pytest.raises(UsageFault, match="要写出3份"):
        filling.fill(filled_ledger, card, organisations(filled_ledger), tmp_path / 'all.docx')


def test_a_file_that_somebody_edited_is_never_overwritten(filled_ledger, card, tmp_path):
    def again():
        return filling.fill(filled_ledger, card, organisations(filled_ledger)[:1], tmp_path / 'out').files[0]

    first = again()
    assert again().status == 'unchanged'
    first.file.write_bytes(b'edited by a person')
    second = again()
    assert (second.status, second.file.name) == ('beside', '登记卡_示例市甲一商会（重新生成）.docx')
    assert first.file.read_bytes() == b'edited by a person'
    assert again().file == second.file
    second.file.write_bytes(b'edited as well')
    assert again().file.name == '登记卡_示例市甲一商会（重新生成）~2.docx'
    assert second.file.read_bytes() == b'edited as well'


def test_a_blank_is_never_its_own_target(filled_ledger, card):
    before = card.read_bytes()
    (made,) = filling.fill(filled_ledger, card, organisations(filled_ledger)[:1], card).files
    assert made.status == 'beside'
    assert card.read_bytes() == before


def test_one_person_is_not_put_where_several_are_asked(filled_ledger, tmp_path):
    people = tbl(tr('社会组织名称', ''), tr('理事长', '姓名', ''), tr('会长', '姓名', ''))
    blank = docx(tmp_path / '表.docx', p('示例表') + people)
    (made,) = filling.fill(filled_ledger, blank, organisations(filled_ledger)[:1], tmp_path / 'out').files
    assert '张某某' not in cells(made.file)
    assert reasons(made)['姓名'] == "一张表里有几处都像同一个人，由经办人填写"


def test_the_form_as_received_is_not_touched_but_for_its_filled_places(filled_ledger, tmp_path):
    from tests.forms.filled import changed_members

    blank = docx(tmp_path / '登记卡.docx', CARD + sdt(p('说明')), margins={'footer': p('第1页')})
    (made,) = filling.fill(filled_ledger, blank, organisations(filled_ledger)[:1], tmp_path / 'out').files
    assert changed_members(blank.read_bytes(), made.file.read_bytes()) == ['word/document.xml']


def test_a_doc_is_filled_through_its_docx_and_says_so(filled_ledger, card, tmp_path, soffice):
    old = tmp_path / '登记卡.doc'
    with suite.converted(card, 'doc') as made:
        shutil.copyfile(made, old)
    done = filling.fill(filled_ledger, old, organisations(filled_ledger)[:1], tmp_path / 'out')
    assert done.told == ("由 .doc 转换而来，版式请与原件核对",)
    assert done.files[0].file.name == '登记卡_示例市甲一商会.docx'
    assert '示例市甲一商会' in cells(done.files[0].file)


def test_an_xls_goes_back_as_xls(filled_ledger, tmp_path, soffice):
    from openpyxl import Workbook

    book = Workbook()
    for row in (('社会组织登记卡',), ('社会组织名称', None), ('从业人员总数', None)):
        book.active.append(row)
    stream, old = io.BytesIO(), tmp_path / '登记卡.xls'
    book.save(stream)
    old.write_bytes(stream.getvalue())
    (tmp_path / 'new.xlsx').write_bytes(stream.getvalue())
    with suite.converted(tmp_path / 'new.xlsx', 'xls') as made:
        shutil.copyfile(made, old)
    done = filling.fill(filled_ledger, old, organisations(filled_ledger)[:1], tmp_path / 'out')
    assert done.told == ("由 .xls 转换而来，填好后转回原格式，版式请与原件核对",)
    from xlrd import open_workbook

    sheet = open_workbook(done.files[0].file).sheet_by_index(0)
    assert sheet.cell_value(1, 1) == '示例市甲一商会'


def test_a_workbook_is_filled_in_place(filled_ledger, tmp_path):
    from openpyxl import Workbook, load_workbook

    book = Workbook()
    thin = Side(style='thin')
    for row in (
        ('社会组织党建情况统计表',),
        ('序号', '社会组织名称', '从业人员总数', '党员总数'),
        (),
        ('合计',),
    ):
        book.active.append(row or (None, None, None, None))
    for cell in (cell for row in book.active['A2:D4'] for cell in row):
        cell.border = Border(thin, thin, thin, thin)
    book.save(tmp_path / '统计表.xlsx')
    everyone = organisations(filled_ledger)
    (made,) = filling.fill(filled_ledger, tmp_path / '统计表.xlsx', everyone, tmp_path / 'out').files
    sheet = load_workbook(made.file).active
    rows = [[str(cell or '') for cell in row] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert rows[0] == ['1', '示例市甲一商会', '12', '3']
    assert rows[2] == ['3', '示例市丙三学校', '20', '']
    assert rows[3][0] == '合计'


def test_what_is_no_form_is_refused(filled_ledger, tmp_path):
    letter = docx(tmp_path / '来信.docx', p('这是一封信，没有要填的地方。'))
    with pytest.raises(UsageFault, match="没有找到要填的地方"):
        filling.fill(filled_ledger, letter, organisations(filled_ledger), tmp_path / 'out')
    plain = tmp_path / '表.txt'
    plain.write_text('名称：', 'utf-8')
    with pytest.raises(BadInput, match="填不进去"):
        filling.fill(filled_ledger, plain, organisations(filled_ledger), tmp_path / 'out')
    with pytest.raises(UsageFault, match="找不到文件"):
        filling.fill(filled_ledger, tmp_path / '没有.docx', organisations(filled_ledger), tmp_path / 'out')


def test_a_classified_form_stays_unread(filled_ledger, tmp_path):
    secret = docx(tmp_path / '表.docx', p('秘密★1年') + CARD)
    with pytest.raises(SecrecyMark):
        filling.fill(filled_ledger, secret, organisations(filled_ledger), tmp_path / 'out')
    assert not (tmp_path / 'out').exists()
