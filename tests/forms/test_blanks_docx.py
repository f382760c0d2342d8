"""What only a .docx tells: drawn gaps, text boxes, content controls, and cells counted as written."""

from extractors.readers.registry import read_document
from forms.blanks import document_to_blanks, docx_to_gaps
from tests.build import docx, p, r, sdt, tbl, tc, text_box, tr

LINE = '<w:u w:val="single"/>'
SHOWS = '<w:showingPlcHdr/>'
LEADER = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4000"/></w:tabs>'


def blanks_of(tmp_path, body):
    path = docx(tmp_path / '空表.docx', body)
    return document_to_blanks(read_document(path), docx_to_gaps(path.read_bytes()))


def preserved(text, properties=''):
    run = f'<w:rPr>{properties}</w:rPr>' if properties else ''
    return f'<w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r>'


def places(blanks):
    return [(blank.label, blank.table, blank.row, blank.cell) for blank in blanks]


def test_underlined_blanks_are_gaps(tmp_path):
    line = preserved('兹有') + preserved('      ', LINE) + preserved('前来办理') + preserved('    ', LINE)
    found = blanks_of(tmp_path, p(line))
    assert [(blank.label, blank.slot) for blank in found] == [('兹有', 0), ('前来办理', 1)]
    assert {blank.text for blank in found} == {'兹有      前来办理    '}


def test_a_tab_with_a_leader_is_a_gap(tmp_path):
    found = blanks_of(tmp_path, p(r('申请单位') + '<w:r><w:tab/></w:r>', LEADER))
    assert [(blank.label, blank.part) for blank in found] == [('申请单位', 'body')]


def test_the_prompt_of_a_content_control_is_a_gap(tmp_path):
    line = r('本人') + sdt(r('单击此处输入'), SHOWS) + r('自愿加入本会')
    assert [blank.label for blank in blanks_of(tmp_path, p(line))] == ['本人']
    table = tbl(tr(tc('名称'), tc(p(sdt(r('单击此处输入'), SHOWS)))))
    assert places(blanks_of(tmp_path, table)) == [('名称', 0, 0, 1)]


def test_an_empty_drawn_line_belongs_to_the_label_over_it(tmp_path):
    drawn = p(preserved('            ', LINE))
    found = blanks_of(tmp_path, p('主要业务情况') + drawn + drawn)
    assert [(blank.label, blank.text.strip()) for blank in found] == [('主要业务情况', '')]


def test_text_boxes_take_the_place_of_the_gaps_that_they_stand_on(tmp_path):
    line = p(preserved('现收到________的申请，共') + text_box(p()) + text_box(p()))
    found = blanks_of(tmp_path, line + p('联系人：'))
    assert [(blank.part, blank.where.path) for blank in found] == [
        ('textbox', 'p[1]'),
        ('textbox', 'p[2]'),
        ('body', 'p[2]'),
    ]


def test_cells_are_counted_as_they_are_written(tmp_path):
    merged = '<w:vMerge w:val="restart"/>', '<w:vMerge/>'
    late = '<w:gridBefore w:val="1"/>'
    body = tbl(
        tr(tc('党员', merged[0]), tc('正式'), tc()),
        tr(tc('', merged[1]), tc('预备'), tc()),
        tr(tc('电话'), tc(), properties=late),
        tr(sdt(tc('地址')), tc()),
    )
    found = blanks_of(tmp_path, p('登记表') + sdt(body) + tbl(tr(tc('备注'), tc())))
    assert places(found) == [
        ('党员/正式', 0, 0, 2),
        ('党员/预备', 0, 1, 2),
        ('电话', 0, 2, 1),
        ('地址', 0, 3, 1),
        ('备注', 1, 0, 1),
    ]


def test_a_cell_that_holds_a_table_is_none_and_the_table_within_counts_by_its_path(tmp_path):
    inner = tbl(tr(tc('负责人'), tc()))
    found = blanks_of(tmp_path, tbl(tr(tc('分支机构'), tc(inner + p()))))
    assert [(blank.label, blank.table, blank.where.path) for blank in found] == [
        ('负责人', None, 'tbl[1]/tr[1]/tc[2]/tbl[1]/tr[1]/tc[2]')
    ]


def test_blanks_come_in_the_order_of_the_paper(tmp_path):
    found = blanks_of(tmp_path, p('填报单位：') + tbl(tr(tc('名称'), tc())) + p('填表人：'))
    assert [blank.label for blank in found] == ['填报单位', '名称', '填表人']


def test_what_is_no_package_draws_no_gaps():
    assert docx_to_gaps(b'PK').drawn == {}


def floating(across, style='position:absolute'):
    return (
        f'<w:r><w:pict><v:rect style="{style};margin-left:{across}pt"><v:textbox><w:txbxContent>{p()}'
        '</w:txbxContent></v:textbox></v:rect></w:pict></w:r>'
    )


def test_text_boxes_on_one_line_are_headed_from_left_to_right_by_the_gaps_under_them(tmp_path):
    boxes = ''.join(floating(across) for across in (180, 20.5, 120, 70))
    found = blanks_of(tmp_path, p(preserved('于    年  月  日受理________的申请。') + boxes))
    assert [blank.label for blank in found] == ['受理', '于（年）', '于（日）', '于（月）']


def test_text_boxes_that_cannot_be_told_apart_are_counted(tmp_path):
    found = blanks_of(tmp_path, p(preserved('经办人') + floating(9) + floating(9)))
    assert [blank.label for blank in found] == ['经办人（1）', '经办人（2）']
