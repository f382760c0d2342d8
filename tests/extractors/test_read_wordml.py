"""Word documents that are one XML file: Word 2003 XML and the flat form of .docx."""

import pytest

from extractors.readers.docx import wordml_reader as read_wordml
from extractors.readers.web import html_reader as read_html
from model.errors import Damaged
from tests import build
from tests.build import grid, p, r, tbl, tc, texts, tr

OLD = 'http://schemas.microsoft.com/office/word/2003/wordml'
NEW = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
HEAD = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
MORE = (
    f'xmlns:w="{OLD}" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:f="urn:form"'
)


@pytest.fixture
def read(tmp_path):
    def read_it(body, before='', encoding='utf-8'):
        path = tmp_path / 'a.doc'
        xml = f'{HEAD}<w:wordDocument {MORE}>{before}<w:body>{body}</w:body></w:wordDocument>'
        path.write_bytes(xml.encode(encoding))
        assert read_wordml.score(path.read_bytes()[:8192], 'a.doc') == 100
        blocks, _, problems = read_wordml.read(path)
        return blocks, problems

    return read_it


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'utf-16'])
def test_paragraphs_and_merged_cells(read, encoding):
    table = tbl(
        tr(tc('竖', '<w:vmerge w:val="restart"/>'), tc('横', '<w:gridSpan w:val="2"/>')),
        tr(tc('', '<w:vmerge/>'), '甲', '乙'),
    )
    blocks, problems = read(p('示例') + table, encoding=encoding)
    assert texts(blocks) == ['示例']
    assert grid(blocks) == [
        (0, 0, 2, 1, '竖'), (0, 1, 1, 2, '横'), (1, 1, 1, 1, '甲'), (1, 2, 1, 1, '乙'),
    ]  # fmt: skip
    assert problems == ()


def test_numbering_from_the_lists(read):
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="{}"/><w:lvlText w:val="%1、"/>'
        '<w:suff w:val="Nothing"/></w:lvl>'
    )
    lists = ''.join(
        f'<w:listDef w:listDefId="{index}">{level.format(code)}</w:listDef>'
        for index, code in enumerate((37, 0, 255))
    ) + ''.join(f'<w:list w:ilfo="{index + 1}"><w:ilst w:val="{index}"/></w:list>' for index in range(3))
    body = ''.join(
        p('甲', f'<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="{number}"/></w:listPr>')
        for number in (1, 1, 2, 3)
    )
    blocks, _ = read(body, f'<w:lists>{lists}</w:lists>')
    assert texts(blocks) == ['一、甲', '二、甲', '1、甲', '、甲']


def annotation(kind, content):
    return f'<aml:annotation w:type="{kind}"><aml:content>{content}</aml:content></aml:annotation>'


def test_sections_forms_revisions_notes_and_margins_are_in_their_places(read):
    deleted = '<w:r><w:delText>删</w:delText></w:r>'
    revised = annotation('Word.Insertion', r('入')) + annotation('Word.Deletion', deleted)
    note = f'<w:r><w:footnote>{p("注")}</w:footnote></w:r>'
    comment = f'<w:r>{annotation("Word.Comment", p("批"))}</w:r>'
    section = (
        f'<w:sectPr><w:hdr w:type="odd">{p("眉")}</w:hdr><w:ftr w:type="odd">{p("脚")}</w:ftr></w:sectPr>'
    )
    broken = '<w:r><w:br w:type="text-wrapping"/></w:r>'
    body = f'<wx:sect><f:item>{p(r("甲") + broken + revised + note + comment)}</f:item>{section}</wx:sect>'
    blocks, problems = read(body)
    assert [(block.text, block.where.part) for block in blocks] == [
        ('甲\n入', 'body'), ('注', 'footnote'), ('批', 'comment'), ('眉', 'header'), ('脚', 'footer'),
    ]  # fmt: skip
    assert [each.code for each in problems] == ['tracked_changes', 'comments']


def test_macros_are_told(read):
    assert [each.code for each in read(p('甲'), '<w:docSuppData/>')[1]] == ['macros']


def test_the_flat_form_of_a_docx(tmp_path):
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

    def part(name, xml):
        return f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>'

    def rels(*targets):
        return build.relationships(
            ''.join(
                f'<Relationship Id="{kind}" Type="{rel}/{kind}" Target="{name}"/>' for kind, name in targets
            )
        )

    section = '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    path = tmp_path / 'a.xml'
    path.write_text(
        f'{HEAD}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        + part('_rels/.rels', rels(('officeDocument', 'word/document.xml')))
        + part('word/_rels/document.xml.rels', rels(('header', 'h.xml'), ('vbaProject', 'v.bin')))
        + part(
            'word/document.xml',
            f'<w:document {build.NAMESPACES}><w:body>{p("甲")}{section}</w:body></w:document>',
        )
        + part('word/h.xml', f'<w:hdr {build.NAMESPACES}>{p("眉")}</w:hdr>')
        + '<pkg:part pkg:name="/word/v.bin"><pkg:binaryData>eA==</pkg:binaryData></pkg:part></pkg:package>',
        'utf-8',
    )
    assert read_wordml.score(path.read_bytes(), 'a.xml') == 100
    blocks, _, problems = read_wordml.read(path)
    assert [(block.text, block.where.part) for block in blocks] == [('甲', 'body'), ('眉', 'header')]
    assert [each.code for each in problems] == ['macros']


@pytest.mark.parametrize(
    'xml', ['<a/>', '<html xmlns:w="urn:schemas-microsoft-com:office:word"></html>', 'PK', '']
)
def test_other_files_are_not_taken(xml):
    assert read_wordml.score(xml.encode(), 'a.doc') is None


def test_it_goes_before_the_web_page_reader():
    head = f'{HEAD}<w:wordDocument {MORE}>'.encode()
    assert (read_html.score(head, 'a.doc') or 0) < 100


def test_without_a_body_it_is_damaged(tmp_path):
    path = tmp_path / 'a.doc'
    path.write_text(f'{HEAD}<w:wordDocument {MORE}/>')
    with pytest.raises(Damaged):
        read_wordml.read(path)
