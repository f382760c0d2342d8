import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.filling.docx_fill import fill_docx, filled_docx
from model.blank import Blank, Filling
from model.errors import BadInput, Damaged
from model.place import Where
from tests.build import docx, field, p, r, sdt, tbl, tc, text_box, tr
from tests.forms.filled import MAIN, W, cell, changed_members, emptied, fill, one_cell

FONT = '<w:rFonts w:eastAsia="仿宋"/><w:b/><w:sz w:val="28"/>'


def run_of(filled, text):
    return next(each for each in filled.root.iter(W + 'r') if text in ''.join(each.itertext()))


def test_a_blank_cell_takes_the_font_of_its_paragraph_mark(tmp_path):
    filled = one_cell(tmp_path, p('', f'<w:jc w:val="center"/><w:rPr>{FONT}<w:vanish/></w:rPr>'), '示例协会')
    assert filled.cells['tbl[1]/tr[1]/tc[2]'] == '示例协会'
    made = run_of(filled, '示例协会')
    assert [each.tag.removeprefix(W) for each in made[0]] == ['rFonts', 'b', 'sz']
    assert made.getparent().find(f'{W}pPr/{W}jc').get(W + 'val') == 'center'


def test_a_cell_without_a_font_takes_face_and_size_of_its_neighbour_but_not_its_weight(tmp_path):
    row = tr(tc(f'<w:p>{r("名称", FONT)}</w:p>'), tc('<w:p/>'))
    filled = fill(docx(tmp_path / 'blank.docx', tbl(row)), cell(0, 0, 1, '示例协会'))
    assert [each.tag.removeprefix(W) for each in run_of(filled, '示例协会')[0]] == ['rFonts', 'sz']


def test_only_the_filled_cell_changes(tmp_path):
    blank = docx(
        tmp_path / 'blank.docx',
        p('表　头') + tbl(tr('名称', ''), tr('代码', '')) + p('说明&amp;注'),
        margins={'header': p('页眉')},
        members={'customXml/item1.xml': '<a b="&gt;"/>', 'word/media/image1.png': b'\x89PNG\0\1'},
    )
    filled = fill(blank, cell(0, 1, 1, '51440000MJL0000017'))
    assert changed_members(filled.before, filled.data) == [MAIN]
    old = zipfile.ZipFile(io.BytesIO(filled.before)).read(MAIN)
    new = filled.member(MAIN)
    assert emptied(old, [(0, 1, 1)]) == emptied(new, [(0, 1, 1)])
    # outside the paragraph itself not one byte is another
    head = old.index('代码'.encode())
    tail = old[old.index('说明'.encode()) :]
    assert new.startswith(old[:head])
    assert new.endswith(tail)


TYPED = st.characters(exclude_categories=('Cc', 'Cs', 'Co', 'Cn')) | st.sampled_from('甲（）年月日人&<>"\n')


@given(st.text(alphabet=TYPED, max_size=40))
def test_any_text_reads_back_as_typed(tmp_path_factory, value):
    filled = one_cell(tmp_path_factory.mktemp('fill'), '', value)
    assert ''.join(filled.cells.get('tbl[1]/tr[1]/tc[2]', '').split()) == ''.join(value.split())
    assert changed_members(filled.before, filled.data) == [MAIN]


def test_line_breaks_stay_and_what_xml_forbids_goes(tmp_path):
    filled = one_cell(tmp_path, '', '第一行\r\n第二行\x00\x0b第三行')
    assert filled.cells['tbl[1]/tr[1]/tc[2]'] == '第一行\n第二行\n第三行'


def test_a_vertically_merged_place_is_filled_in_its_top_cell(tmp_path):
    rows = (
        tr('党组织', tc('', '<w:vMerge w:val="restart"/>')),
        tr('', tc('', '<w:vMerge/>')),
        tr('', tc('', '<w:vMerge/>')),
    )
    filled = fill(docx(tmp_path / 'blank.docx', tbl(*rows)), cell(0, 2, 1, '示例支部'))
    assert filled.cells['tbl[1]/tr[1]/tc[2]'] == '示例支部'


def test_a_long_value_shrinks_in_a_row_of_fixed_height_down_to_seven_and_a_half(tmp_path):
    def size(value, rule='exact'):
        height = f'<w:trHeight w:val="400" w:hRule="{rule}"/>'
        content = tc(p('', '<w:rPr><w:sz w:val="24"/></w:rPr>'), '<w:tcW w:w="2000" w:type="dxa"/>')
        form = docx(tmp_path / 'blank.docx', tbl(tr('名称', content, properties=height)))
        return run_of(fill(form, cell(0, 0, 1, value)), value[:4]).find(f'{W}rPr/{W}sz').get(W + 'val')

    assert size('示例协会') == '24'
    assert size('示例省示例市甲县书画协会') == '15'
    assert size('示例市甲县书画协会') == '19'
    assert size('示例省示例市甲县书画收藏研究协会' * 4) == '15'
    assert size('示例省示例市甲县书画收藏研究协会' * 4, 'atLeast') == '24'


def test_a_control_that_prompts_is_filled_and_stays_a_control(tmp_path):
    prompt = sdt(r('单击此处输入文字', '<w:rStyle w:val="Hint"/>'), '<w:showingPlcHdr/><w:dataBinding/>')
    for content in (f'<w:p>{prompt}</w:p>', sdt(p('请输入'), '<w:showingPlcHdr/>')):
        filled = one_cell(tmp_path, content, '示例协会')
        assert filled.cells['tbl[1]/tr[1]/tc[2]'] == '示例协会'
        control = next(filled.root.iter(W + 'sdt'))
        assert control.find(f'{W}sdtPr/{W}showingPlcHdr') is None
        assert ''.join(control.itertext()) == '示例协会'


def test_a_form_field_keeps_its_field(tmp_path):
    content = field(' FORMTEXT ', '\u2002' * 5)
    filled = one_cell(tmp_path, f'<w:p>{content}</w:p>', '示例协会')
    assert filled.cells['tbl[1]/tr[1]/tc[2]'].strip() == '示例协会'
    kinds = [each.get(W + 'fldCharType') for each in filled.root.iter(W + 'fldChar')]
    assert kinds == ['begin', 'separate', 'end']


def test_both_forms_of_a_text_box_say_the_same(tmp_path):
    form = docx(tmp_path / 'blank.docx', f'<w:p>{text_box(p("名称：") + p("电话："))}</w:p>')
    where = Where(part='textbox', path='p[2]')
    blank = Blank(label='电话', text='电话：', part='textbox', where=where)
    filled = fill(form, Filling(blank, '0000-1234501'))
    assert filled.member(MAIN).count(b'0000-1234501') == 2
    assert '电话：0000-1234501' in filled.lines


def test_a_header_changes_in_its_own_member(tmp_path):
    form = docx(tmp_path / 'blank.docx', p('正文'), margins={'header': p('编号：')})
    blank = Blank(label='编号', text='编号：', part='header', where=Where(part='header', path='p[1]'))
    filled = fill(form, Filling(blank, '07'))
    assert changed_members(filled.before, filled.data) == ['word/header.xml']
    assert '编号：07' in filled.lines


def test_a_signature_is_never_filled(tmp_path):
    filled = one_cell(tmp_path, '', '张某某', kind='signature')
    assert filled.data == filled.before
    assert [left.reason for left in filled.left] == ["签名盖章留空"]


@pytest.mark.parametrize(
    'blank',
    [
        Blank(label='x', table=3, row=0, cell=0),
        Blank(label='x', table=0, row=0, cell=9),
        Blank(label='x', text='另一行：', where=Where(part='body', path='p[1]')),
        Blank(label='x', text='联系人：', slot=4, where=Where(part='body', path='p[1]')),
    ],
)
def test_a_place_that_is_not_there_is_left_and_told(tmp_path, blank):
    form = docx(tmp_path / 'blank.docx', p('联系人：') + tbl(tr('名称', '')))
    filled = fill(form, Filling(blank, '张某某'))
    assert filled.data == filled.before
    assert len(filled.left) == 1
    with pytest.raises(BadInput, match="有1处没有填进去"):
        fill_docx(filled.before, [Filling(blank, '张某某')])


def test_a_line_that_has_moved_is_found_by_its_words(tmp_path):
    form = docx(tmp_path / 'blank.docx', p('新加的一行') + p('联系人：'))
    blank = Blank(label='联系人', text='联系人：', where=Where(part='body', path='p[1]'))
    assert '联系人：张某某' in fill(form, Filling(blank, '张某某')).lines


def test_a_table_inside_a_cell_is_reached_by_its_path(tmp_path):
    inner = tbl(tr('名称', ''))
    form = docx(tmp_path / 'blank.docx', tbl(tr('外', tc(inner + '<w:p/>'))))
    where = Where(part='body', path='tbl[1]/tr[1]/tc[2]/tbl[1]/tr[1]/tc[2]')
    filled = fill(form, Filling(Blank(label='名称', where=where), '示例协会'))
    assert filled.cells['tbl[1]/tr[1]/tc[2]/tbl[1]/tr[1]/tc[2]'] == '示例协会'


def test_what_is_no_docx_is_refused():
    with pytest.raises(Damaged):
        filled_docx(b'PK\3\4 nothing', [])
