"""200 random contexts: our document.xml is docxtpl's, to the last character (C14N)."""

import io
from functools import cache
from pathlib import Path

import docxtpl
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from outgoing.pack_zip import pack, unpack
from outgoing.press import ENVIRONMENT, Press
from tests.outgoing.build import template

CELL = '<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
RAW = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    f'<w:tr>{CELL.format("单位")}{CELL.format("数")}</w:tr>'
    f'<w:tr>{CELL.format("{%tr for row in rows %}")}{CELL.format("")}</w:tr>'
    f'<w:tr>{CELL.format("{{ row.name }}")}{CELL.format("{{ row.count }}")}</w:tr>'
    f'<w:tr>{CELL.format("{%tr endfor %}")}{CELL.format("")}</w:tr></w:tbl>'
)
LINES = (
    '{{ head }}',
    '{%p for line in lines %}',
    '{{ line }}；',
    '{%p endfor %}',
    '{% if more %}有{{ more }}{% endif %}尾',
)
TEXT = st.text(
    st.sampled_from('甲乙𠮷㑇A1&<>"\'{}%_# \t\n\u3000，。')
    | st.characters(codec='utf-8', exclude_categories=['Cc', 'Cs', 'Cn']),
    max_size=12,
).map(lambda text: f'文{text}')
CONTEXTS = st.fixed_dictionaries(
    {
        'head': TEXT,
        'lines': st.lists(TEXT, max_size=3),
        'more': TEXT | st.integers(0, 5),
        'rows': st.lists(st.fixed_dictionaries({'name': TEXT, 'count': st.integers() | TEXT}), max_size=3),
    }
)


@cache
def made(folder: Path) -> tuple[Press, bytes]:
    """A small template: docxtpl opens and packs it anew for each of the 200."""
    path = template(folder, *LINES, raw=RAW)
    members = unpack(path.read_bytes())
    kept = (
        '[Content_Types].xml',
        '_rels/.rels',
        'docProps/core.xml',
        'docProps/app.xml',
        'word/document.xml',
    )
    section = members['word/document.xml']
    small = {name: members[name] for name in kept}
    small['word/document.xml'] = section[: section.index(b'<w:sectPr')] + b'</w:body></w:document>'
    data = pack(small)
    return Press(path, data), data


@settings(max_examples=200)
@given(context=CONTEXTS)
def test_any_values_are_printed_as_docxtpl_prints_them(tmp_path_factory, context):
    press, data = made(tmp_path_factory.getbasetemp())
    values = {'title': '题', 'issuing': '局', **context}
    peer = docxtpl.DocxTemplate(io.BytesIO(data))
    peer.render(values, ENVIRONMENT)
    theirs = etree.tostring(peer.docx.element, method='c14n')
    ours = etree.fromstring(unpack(press.print_document(values))['word/document.xml'])
    assert etree.tostring(ours, method='c14n') == theirs
