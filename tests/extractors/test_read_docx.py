"""What the Word reader sees: kinds of markup, tables on their grid, numbering, boxes, odd packages."""

import json

import pytest

from extractors.readers.docx import reader as read_docx
from extractors.readers.docx.numerals import numeral
from model.document import Cell, Paragraph, Table
from model.errors import Damaged, Unsupported
from model.place import Where
from tests import build
from tests.build import (
    cells,
    field,
    grid,
    levels,
    mark,
    numbered,
    p,
    r,
    sdt,
    style,
    tbl,
    tc,
    text_box,
    texts,
    tr,
)

ENTRIES = '<w:result w:val="1"/><w:listEntry w:val="一"/><w:listEntry w:val="二"/>'


def math(tag, **parts):
    inner = ''.join(f'<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>' for name, text in parts.items())
    return f'<m:{tag}>{inner}</m:{tag}>'


INLINE = {
    'insertion_is_text_deletion_is_not': (
        r('甲') + f'<w:ins>{r("乙")}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>',
        '甲乙',
    ),
    'moved_text_stands_where_it_went': (
        f'<w:moveFrom>{r("甲")}</w:moveFrom><w:moveTo>{r("甲")}</w:moveTo>',
        '甲',
    ),
    'wrappers_are_walked_through': (
        ''.join(f'<w:{tag}>{r(tag[0])}</w:{tag}>' for tag in ('hyperlink', 'smartTag', 'customXml'))
        + sdt(r('丁')),
        'hsc丁',
    ),
    'placeholder_of_a_control_is_no_text': (r('甲') + sdt(r('单击此处输入文字'), '<w:showingPlcHdr/>'), '甲'),
    'field_result_stays_and_instruction_goes': (field('DATE', '二〇二六年') + r('甲'), '二〇二六年甲'),
    'nested_field_in_an_instruction_is_not_printed': (
        field('<w:r><w:instrText>IF </w:instrText></w:r>' + field('MERGEFIELD x', '暗'), '明'),
        '明',
    ),
    'simple_field': (f'<w:fldSimple w:instr=" TITLE ">{r("题")}</w:fldSimple>', '题'),
    'page_number_inside_text_is_dropped': (r('见第') + field(' PAGE ', '3') + r('页表'), '见第页表'),
    'overlaid_characters_are_a_ticked_box': (field(r'eq \o\ac(□,√)') + r('是'), '☑是'),
    'ringed_number': (field(r'eq \o\ac(○,3)'), '③'),
    'legacy_checkbox': (
        field('FORMCHECKBOX', data='<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + r('甲'),
        '☑甲',
    ),
    'legacy_list': (field('FORMDROPDOWN', data=f'<w:ddList>{ENTRIES}</w:ddList>'), '二'),
    'control_checkbox_by_its_state': (
        sdt(r('x'), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
        + sdt(r('☐'), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'),
        '☑☐',
    ),
    'symbol_fonts': (
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings" w:char="00A8"/></w:r>'
        + r('\u00fe', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
        + r('\uf0fc'),
        '☑□☑√',
    ),
    'tabs_breaks_hyphens': (
        f'{r("甲")}<w:r><w:tab/><w:br/><w:br w:type="page"/><w:noBreakHyphen/><w:softHyphen/></w:r>',
        '甲\t\n-',
    ),
    'ruby_base_only': (
        f'<w:r><w:ruby><w:rt>{r("zhong")}</w:rt><w:rubyBase>{r("中")}</w:rubyBase></w:ruby></w:r>',
        '中',
    ),
    'fallback_where_there_is_no_choice': (
        f'<mc:AlternateContent><mc:Fallback>{r("甲")}</mc:Fallback></mc:AlternateContent>',
        '甲',
    ),
    'fraction_and_power': (
        '<m:oMath>' + math('f', num='1', den='2') + math('sSup', e='x', sup='2') + '</m:oMath>',
        '1/2x^2',
    ),
    'formula': ('<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>', 'x+1'),
}


@pytest.mark.parametrize(('xml', 'text'), INLINE.values(), ids=INLINE)
def test_inline_markup(read, xml, text):
    assert texts(read(p(xml))[0]) == [text]


def test_a_field_left_open_does_not_swallow_the_rest(read):
    body = p(mark('begin') + r('甲')) + p('乙')
    assert texts(read(body)[0]) == ['乙']


def test_field_over_several_paragraphs_keeps_its_result(read):
    opening = mark('begin') + '<w:r><w:instrText>TOC</w:instrText></w:r>' + mark('separate')
    body = p(opening + r('一、目的')) + p(r('二、要求') + mark('end'))
    assert texts(read(body)[0]) == ['一、目的', '二、要求']


def test_hidden_text_is_left_out_and_flagged_with_its_place(read):
    styles = style('h', '<w:rPr><w:vanish/></w:rPr>') + style('h2', '<w:basedOn w:val="h"/>')
    body = (
        p('明')
        + p(r('暗', '<w:vanish/>') + r('露', '<w:vanish w:val="0"/>'))
        + tbl(tr(tc(p(r('藏', '<w:rStyle w:val="h2"/>')))))
    )
    blocks, problems = read(body, parts={'styles': styles})
    assert texts(blocks) == ['明', '露']
    assert grid(blocks) == [(0, 0, 1, 1, '')]
    assert [(each.code, each.where.path) for each in problems] == [
        ('hidden_text', 'p[2]'),
        ('hidden_text', 'tbl[1]/tr[1]/tc[1]'),
    ]


def test_a_paragraph_whose_end_was_deleted_runs_on(read):
    assert texts(read(p('甲', '<w:rPr><w:del/></w:rPr>') + p('乙'))[0]) == ['甲乙']


def test_text_box_stands_once_after_its_paragraph(read):
    blocks, _ = read(p(r('甲') + text_box(p('框'))) + p('乙'))
    assert texts(blocks) == ['甲', '框', '乙']
    assert [block.where.part for block in blocks] == ['body', 'textbox', 'body']


def test_word_art_is_read_as_a_text_box(read):
    blocks, _ = read(p('<w:r><w:pict><v:shape><v:textpath string="示例市文件"/></v:shape></w:pict></w:r>'))
    assert blocks == (Paragraph('示例市文件', Where(part='textbox', path='p[1]')),)


def test_notes_headers_and_footers_follow_the_body(read):
    notes = f'<w:footnote w:type="separator">{p("横")}</w:footnote><w:footnote>{p("注")}</w:footnote>'
    number = p(r('— ') + field('PAGE', '1') + r(' —'))
    margins = {'header': p('眉'), 'header-first': p('首'), 'footer-even': p('脚'), 'footer': number}
    blocks, _ = read(p('正文'), parts={'footnotes': notes}, margins=margins)
    assert [(block.where.part, block.where.path) for block in blocks] == [
        ('body', 'p[1]'),
        ('footnote', 'p[1]'),
        ('header', 'p[1]'),
        ('header', 'p[2]'),
        ('footer', 'p[1]'),
    ]
    assert texts(blocks) == ['正文', '注', '眉', '首', '脚']


def test_empty_paragraphs_are_left_out_but_counted(read):
    assert read(p() + p(' ') + p('甲'))[0] == (Paragraph('甲', Where(part='body', path='p[3]')),)


NUMBERING = levels(('chineseCounting', '%1、'), ('chineseCountingThousand', '（%2）'), ('decimal', '%3.'))


def test_labels_count_and_start_anew_below_a_higher_level(read):
    body = ''.join(numbered('甲', level) for level in (0, 1, 1, 2, 0, 1, 2))
    blocks, _ = read(body, parts={'numbering': NUMBERING})
    assert texts(blocks) == ['一、甲', '（一）甲', '（二）甲', '1.甲', '二、甲', '（一）甲', '1.甲']


def test_label_in_an_empty_cell_is_its_text(read):
    row = tr(tc(numbered('', 2)), '甲')
    assert [cell[-1] for cell in grid(read(tbl(row, row), parts={'numbering': NUMBERING})[0])] == [
        '1.',
        '甲',
        '2.',
        '甲',
    ]


def test_label_by_style_and_by_what_the_style_is_based_on(read):
    numbering = levels(('chineseCounting', '%1、'), ('decimal', '%2.'), extra={1: '<w:pStyle w:val="sub"/>'})
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style('top', in_list) + style('own', '<w:basedOn w:val="top"/>') + style('sub', in_list)
    body = (
        p('甲', '<w:pStyle w:val="own"/>')
        + p('乙', '<w:pStyle w:val="sub"/>')
        + p('丙', '<w:pStyle w:val="top"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert texts(read(body, parts={'numbering': numbering, 'styles': styles})[0]) == ['一、甲', '1.乙', '丙']


def test_a_list_may_start_anew_or_go_on(read):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    again = ''.join(
        f'<w:num w:numId="{num}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for num, more in ((2, ''), (3, override))
    )
    body = numbered('甲') + numbered('乙', num_id=2) + numbered('丙', num_id=3) + numbered('丁', num_id=3)
    assert texts(read(body, parts={'numbering': NUMBERING + again})[0]) == [
        '一、甲',
        '二、乙',
        '五、丙',
        '六、丁',
    ]


@pytest.mark.parametrize(
    ('formats', 'extra', 'label'),
    [
        ((('chineseCounting', '第%1条'),), {}, '第一条 甲'),
        ((('decimal', '%1'),), {0: '<w:suff w:val="nothing"/>'}, '1甲'),
        ((('bullet', '\uf0b7'),), {}, '甲'),
        ((('decimalFullWidth', '%1．'),), {}, '１．甲'),
    ],
)
def test_labels_are_set_off_from_words(read, formats, extra, label):
    assert texts(read(numbered('甲'), parts={'numbering': levels(*formats, extra=extra)})[0]) == [label]


def test_legal_level_prints_arabic_numbers(read):
    numbering = levels(('chineseCounting', '第%1章'), ('decimal', '%1.%2'), extra={1: '<w:isLgl/>'})
    assert texts(read(numbered('甲') + numbered('乙', 1), parts={'numbering': numbering})[0])[1] == '1.1 乙'


@pytest.mark.parametrize(
    ('system', 'number', 'text'),
    [
        ('chineseCounting', 10, '十'),
        ('chineseCountingThousand', 21, '二十一'),
        ('chineseCountingThousand', 101, '一百零一'),
        ('chineseCountingThousand', 110, '一百一十'),
        ('chineseLegalSimplified', 12, '壹拾贰'),
        ('ideographTraditional', 3, '丙'),
        ('ideographTraditional', 11, '11'),
        ('decimalEnclosedCircle', 20, '⑳'),
        ('decimalEnclosedCircle', 21, '㉑'),
        ('decimalEnclosedCircle', 36, '㊱'),
        ('upperRoman', 14, 'XIV'),
        ('lowerLetter', 27, 'aa'),
        ('decimalZero', 7, '07'),
        ('unheard', 4, '4'),
    ],
)
def test_numerals(system, number, text):
    assert numeral(system, number) == text


MISSING = '<Relationship Id="x" Type="y/styles" Target="NULL"/>'


@pytest.mark.parametrize(
    'more',
    [
        {'main_type': 'application/vnd.ms-word.document.macroEnabled.main+xml'},
        {'main_type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml'},
        {'main_type': 'application/xml'},
        {'members': {'[Content_Types].xml': '<Types/>'}},
        {'members': {'_rels/.rels': '<Relationships/>'}},
        {'members': {'word/_rels/document.xml.rels': build.relationships(MISSING)}},
    ],
    ids=['docm', 'dotx', 'no_type', 'no_content_types', 'no_root_relationship', 'missing_target'],
)
def test_packages_that_word_opens_are_read(read, more):
    assert texts(read(p('甲'), **more)[0]) == ['甲']


def test_strict_ooxml_is_read(read):
    xml = f'<w:document {build.NAMESPACES}><w:body>{p("甲")}</w:body></w:document>'
    main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    strict = xml.replace(main, 'http://purl.oclc.org/ooxml/wordprocessingml/main')
    assert texts(read('', members={'word/document.xml': strict})[0]) == ['甲']


def test_a_broken_side_part_costs_no_text_and_is_told(read):
    blocks, problems = read(p('甲'), parts={'styles': ''}, members={'word/styles.xml': '<w:styles'})
    assert texts(blocks) == ['甲']
    assert [each.code for each in problems] == ['part_unreadable']


def test_without_a_body_the_file_is_damaged(read):
    with pytest.raises(Damaged):
        read('', members={'word/document.xml': f'<w:document {build.NAMESPACES}/>'})


def test_pictures_in_place_of_text_wait_for_recognition(read):
    with pytest.raises(Unsupported, match='文字识别') as caught:
        read(p('<w:r><w:drawing><a:blip/></w:drawing></w:r>'))
    assert caught.value.code == 'needs_ocr'


@pytest.mark.parametrize(
    ('body', 'code'),
    [
        ('', 'no_text'),
        (p('甲') + '<w:altChunk/>', 'embedded_unread'),
        (p(r('甲') + '<w:control/>'), 'control_unread'),
    ],
)
def test_what_was_not_read_is_told(read, body, code):
    assert [each.code for each in read(body)[1]] == [code]


def test_torture_file_keeps_every_marker(shared):
    blocks, _, problems = read_docx.read(shared / 'corpus/readers/torture.docx')
    truth = json.loads((shared / 'corpus/readers/torture.truth.json').read_text())
    text = '\n'.join([*texts(blocks), *(cell.text for block in blocks for cell in cells(block))])
    assert [marker for marker in truth['present'] if marker not in text] == []
    assert [marker for marker in truth['absent'] + truth['hidden_text_flagged'] if marker in text] == []
    assert [each.code for each in problems] == ['hidden_text', 'tracked_changes']


def test_survey_form_is_read_cell_by_cell(shared):
    blocks, _, problems = read_docx.read(shared / 'corpus/readers/form.docx')
    truth = json.loads((shared / 'corpus/readers/form.truth.json').read_text())
    assert sorted(map(list, grid(blocks))) == sorted(truth)
    table = next(block for block in blocks if isinstance(block, Table))
    assert chosen(table.cells) == ['社会团体', '否', '联合组建']
    assert problems == ()


def chosen(cells: tuple[Cell, ...]) -> list[str]:
    return [box.label for cell in cells for box in cell.boxes if box.checked]


@pytest.mark.parametrize('name', ['notice0', 'notice2', 'notice4'])
def test_notices_are_read_to_the_letter(shared, name):
    blocks, _, problems = read_docx.read(shared / f'corpus/readers/{name}.docx')
    truth = (shared / f'corpus/readers/{name}.truth.txt').read_text()
    assert ''.join(''.join(texts(blocks)).split()) == ''.join(truth.split())
    assert problems == ()


def test_every_print_form_is_read(shared):
    for path in [*sorted((shared / 'corpus/forms').glob('*.docx')), shared / 'corpus/readers/long.docx']:
        assert read_docx.read(path)[0], path.name


LARGE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="5400000" cy="5400000"/><a:blip/></wp:inline></w:drawing></w:r>'
)


@pytest.mark.parametrize(
    ('beside', 'told'), [('见扫描件' * 5, 'page_without_text'), ('通知如下' * 50, 'pictures')]
)
def test_a_large_picture_beside_text_is_told_and_waits_where_the_text_is_short(read, beside, told):
    _, problems = read(p(beside) + p(LARGE))
    assert [each.code for each in problems] == [told]
