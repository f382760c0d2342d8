"""What the OpenDocument text reader sees: markup, labels, tables, what is hidden, locked files."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.docx import reader as read_docx
from extractors.readers.odf import ods_reader as read_ods
from extractors.readers.odf import odt_reader as read_odt
from extractors.readers.odf.package import OpenDocument
from extractors.readers.odf.story import document_to_package
from extractors.readers.zipguard import parse_xml
from model.document import Table
from model.errors import Damaged, Encrypted, ShoufaError, Unsupported
from tests import build, build_odf
from tests.build import grid, texts
from tests.build_odf import COVERED, NAMESPACES, cell, p, style, table

SHAPE = '<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>'
BOX = (
    '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
    '<field:param field:name="Checkbox_Checked" field:value="%s"/></field:fieldmark>'
)
INLINE = {
    'white_space_is_one_space': ('  甲\n  乙 <text:s text:c="2"/>丙', '甲 乙   丙'),
    'tab_and_line_break': ('甲<text:tab/>乙<text:line-break/>丙', '甲\t乙\n丙'),
    'ruby_base_only': (
        '<text:ruby><text:ruby-base>中</text:ruby-base><text:ruby-text>zhong</text:ruby-text></text:ruby>',
        '中',
    ),
    'page_number_is_dropped': ('见<text:page-number>3</text:page-number>表', '见表'),
    'other_fields_stay': ('<text:date>2026年</text:date><text:a>链接</text:a>', '2026年链接'),
    'placeholder_is_no_text': ('甲<text:placeholder>&lt;填&gt;</text:placeholder>', '甲'),
    'legacy_box': (BOX % 'true' + '是' + BOX % 'false' + '否', '☑是□否'),
    'content_control_box': (
        '<loext:content-control loext:checkbox="true" loext:checked="true">☒</loext:content-control>是',
        '☒是',
    ),
    'form_control_box': ('<draw:control draw:control="c1"/>', '☑同意'),
    'symbol_font': ('<text:span text:style-name="W">þ</text:span>是', '☑是'),
    'insertion_mark': ('甲<text:change-start/>乙<text:change-end/><text:change/>丙', '甲乙丙'),
}
CONTROL = (
    '<office:forms><form:form><form:checkbox form:id="c1" form:label="同意" form:current-state="checked"/>'
    '</form:form></office:forms>'
)
WINGDINGS = style('W', 'fo:font-family="Wingdings"')


def levels(*systems: tuple[str, str], name: str = 'L') -> str:
    inner = ''.join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="{system}" '
        f'{around}></text:list-level-style-number>'
        for level, (system, around) in enumerate(systems, start=1)
    )
    return f'<text:list-style style:name="{name}">{inner}</text:list-style>'


def items(*contents: str, attributes: str = 'text:style-name="L"') -> str:
    return f'<text:list {attributes}>' + ''.join(
        f'<text:list-item>{each}</text:list-item>' for each in contents
    ) + '</text:list>'  # fmt: skip


CHINESE = levels(
    ('一, 二, 三, ...', 'style:num-suffix="、"'), ('1', 'style:num-suffix="." text:display-levels="2"')
)


@pytest.fixture
def read(tmp_path):
    def read_it(body, **more):
        blocks, _, problems = read_odt.read(build_odf.odf(tmp_path / 'a.odt', body, **more))
        return blocks, problems

    return read_it


@pytest.mark.parametrize(('xml', 'text'), INLINE.values(), ids=INLINE)
def test_inline_markup(read, xml, text):
    assert texts(read(CONTROL + p(xml), automatic=WINGDINGS)[0]) == [text]


def test_hidden_and_struck_text_is_told(read):
    automatic = (
        style('H', 'text:display="none"')
        + style('S', 'style:text-line-through-style="solid"')
        + style('P', 'text:display="none"', 'paragraph')
    )
    body = p('明<text:span text:style-name="H">暗</text:span><text:span text:style-name="S">删</text:span>')
    section = '<text:section text:display="none"><text:p>段</text:p></text:section>'
    blocks, problems = read(body + p('藏', 'P') + section, automatic=automatic)
    assert texts(blocks) == ['明']
    assert [each.code for each in problems].count('hidden_text') == 3
    assert 'struck_text' in {each.code for each in problems}


def test_deletions_are_left_out_and_told(read):
    deleted = '<text:changed-region><text:deletion><text:p>旧</text:p></text:deletion></text:changed-region>'
    blocks, problems = read(f'<text:tracked-changes>{deleted}</text:tracked-changes>' + p('新<text:change/>'))
    assert texts(blocks) == ['新']
    assert [each.code for each in problems] == ['tracked_changes']


def test_lists_are_counted_as_they_continue(read):
    body = (
        items(p('甲') + p('续'), p('乙') + items(p('丙'), attributes=''))
        + items(p('丁'))
        + items(p('戊'), attributes='text:style-name="L" text:continue-numbering="true"')
        + '<text:list text:style-name="L"><text:list-header><text:p>头</text:p></text:list-header>'
        '<text:list-item text:start-value="9"><text:p>己</text:p></text:list-item></text:list>'
    )
    shown = ['一、甲', '续', '二、乙', '二.1.丙', '一、丁', '二、戊', '头', '九、己']
    assert texts(read(body, automatic=CHINESE)[0]) == shown


def test_headings_are_counted_by_the_outline(read):
    outline = (
        '<office:styles><text:outline-style>'
        '<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." '
        'style:num-prefix="（" style:num-suffix="）"/></text:outline-style></office:styles>'
    )
    body = '<text:h text:outline-level="1">目的</text:h>' * 2 + '<text:h text:outline-level="2">细</text:h>'
    assert texts(read(body, styles=outline)[0]) == ['（一）目的', '（二）目的', '细']


def test_tables_with_spans_repetitions_and_nesting(read):
    body = table(
        cell('甲', 'table:number-rows-spanned="2"')
        + cell('乙', 'table:number-columns-spanned="2"')
        + COVERED,
        COVERED + cell('□是 ☑否', 'table:number-columns-repeated="2"'),
        COVERED + cell(p('外') + table(cell('内'))) + cell('丁'),
    )
    blocks, _ = read(body)
    assert grid(blocks) == [
        (0, 0, 2, 1, '甲'),
        (0, 1, 1, 2, '乙'),
        (1, 1, 1, 1, '□是 ☑否'),
        (1, 2, 1, 1, '□是 ☑否'),
        (2, 0, 1, 1, ''),
        (2, 1, 1, 1, '外'),
        (2, 2, 1, 1, '丁'),
    ]
    assert blocks[1].cells[0].text == '内'
    assert blocks[1].where.path == 'tbl[1]/tr[3]/tc[2]/tbl[1]'


def test_boxes_notes_comments_and_margins(read):
    note = '<text:note text:note-class="%s"><text:note-body><text:p>%s</text:p></text:note-body></text:note>'
    pages = (
        '<office:master-styles><style:master-page><style:header><text:p>眉</text:p></style:header>'
        '<style:footer style:display="false"><text:p>无</text:p></style:footer></style:master-page>'
        '<style:master-page><style:header><text:p>眉</text:p></style:header></style:master-page>'
        '</office:master-styles>'
    )
    comment = '<office:annotation><text:p>批</text:p></office:annotation>'
    body = p('正' + SHAPE + note % ('footnote', '注') + comment + note % ('endnote', '尾') + '文') + SHAPE
    assert [(each.where.part, each.text) for each in read(body, styles=pages)[0]] == [
        ('body', '正文'),
        ('textbox', '框'),
        ('textbox', '框'),
        ('footnote', '注'),
        ('endnote', '尾'),
        ('comment', '批'),
        ('header', '眉'),
    ]


def test_flat_files_are_read(tmp_path):
    path = tmp_path / 'a.fodt'
    path.write_text(
        f'<?xml version="1.0"?>\n<office:document {NAMESPACES} office:mimetype='
        f'"application/vnd.oasis.opendocument.text"><office:body><office:text>{p("甲")}</office:text>'
        '</office:body></office:document>',
        'utf-8',
    )
    assert read_odt.score(path.read_bytes(), 'a.xml') == 90
    assert texts(read_odt.read(path)[0]) == ['甲']


def test_a_locked_file_says_so(read):
    locked = {'META-INF/manifest.xml': '<m><encryption-data/></m>', 'content.xml': b'\x93\xfe\0\x01'}
    with pytest.raises(Encrypted):
        read('', members=locked)
    with pytest.raises(Encrypted):
        read('', members={'encrypted-package': b'\0'})


def test_a_broken_body_is_damaged_and_broken_styles_are_told(read):
    with pytest.raises(Damaged):
        read('', members={'content.xml': '<office:text'})
    blocks, problems = read(p('甲'), members={'styles.xml': '<office:styles'})
    assert texts(blocks) == ['甲']
    assert [each.code for each in problems] == ['part_unreadable']


def test_pictures_alone_need_recognition(read):
    with pytest.raises(Unsupported) as caught:
        read(p('<draw:frame><draw:image/></draw:frame>'))
    assert caught.value.code == 'needs_ocr'


def test_score_by_what_the_container_says():
    members = b'\nmimetype\ncontent.xml\nMETA-INF/manifest.xml'
    head = b'PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.%s' + members
    assert (read_odt.score(head % b'text-template', 'a'), read_ods.score(head % b'text', 'a')) == (90, None)
    assert (read_ods.score(head % b'spreadsheet', 'a'), read_odt.score(head % b'spreadsheet', 'a')) == (
        90,
        None,
    )
    assert read_odt.score(b'PK\x03\x04\nword/document.xml', 'a.odt') is None


@given(
    st.recursive(
        st.sampled_from(['甲', '<text:s/>', '<text:tab/>', SHAPE, COVERED, BOX % 'x', '']),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(['p', 'h', 'list', 'list-item', 'section', 'span', 'note']), inner).map(
                lambda pair: f'<text:{pair[0]} text:outline-level="2">{pair[1]}</text:{pair[0]}>'
            ),
            st.lists(inner, max_size=3).map(''.join),
            st.lists(inner, min_size=1, max_size=3).map(
                lambda cells: table(''.join(cell(f'<text:p/>{each}') for each in cells))
            ),
        ),
        max_leaves=12,
    )
)
def test_any_tree_is_read_or_refused(body):
    inner = f'<office:body><office:text>{body}</office:text></office:body>'
    xml = f'<office:document {NAMESPACES}>{inner}</office:document>'
    tree = parse_xml(xml.encode())
    try:
        blocks, _, _ = read_docx.read_package(document_to_package(OpenDocument(tree, tree)))
    except ShoufaError:
        return
    assert all(block.where.part for block in blocks)


def test_as_libreoffice_converts_a_docx(tmp_path, convert, shared):
    source = shared / 'corpus' / 'readers' / 'form.docx'
    numbers = build.levels(('chineseCountingThousand', '%1、'), ('decimal', '（%2）'))
    own = build.docx(
        tmp_path / 'own.docx',
        build.numbered('目的') + build.numbered('范围', 1) + build.numbered('要求') + build.p('示例省示例市'),
        parts={'numbering': numbers},
    )
    for docx, odt in zip((source, own), convert(tmp_path, 'odt', source, own), strict=True):
        assert read_odt.read(odt)[0] == read_docx.read(docx)[0]
    form = next(block for block in read_odt.read(tmp_path / 'form.odt')[0] if isinstance(block, Table))
    truth = json.loads((source.parent / 'form.truth.json').read_text('utf-8'))
    assert len(form.cells) == len(truth)
