"""Word 2003 XML (w:wordDocument) as the parts of a .docx: the names differ, little else.

Systems that fill in templates write it and call it .doc; headers, notes and lists stand inside the one tree.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.readers.docx.names import OFFICE, VAL, Element, R, V, W
from extractors.readers.docx.numerals import NUMBER_FORMATS
from extractors.readers.docx.package import NO_TEXT, Package
from extractors.readers.docx.relations import Relation, relation_problems
from model.errors import Damaged

OLD = 'http://schemas.microsoft.com/office/word/2003/wordml'
NEW = W[1:-1]

_AML = '{http://schemas.microsoft.com/aml/2001/core}'
_RENAMED = {
    W + 'vmerge': W + 'vMerge',
    W + 'hmerge': W + 'hMerge',
    W + 'listPr': W + 'numPr',
    W + 'ilfo': W + 'numId',
    W + 'listDef': W + 'abstractNum',
    W + 'list': W + 'num',
    W + 'ilst': W + 'abstractNumId',
    W + 'nfc': W + 'numFmt',
}
_ANNOTATIONS = {
    'Word.Insertion': W + 'ins',
    'Word.Deletion': W + 'del',
    'Word.Comment': W + 'comment',
}
_WRAPPER = W + 'customXml'
_OURS = (W, V, OFFICE)
_IDS = ((W + 'listDefId', W + 'abstractNumId'), (W + 'ilfo', W + 'numId'))
_NO_NUMBER = '255'


def wordml_to_package(root: Element) -> Package:
    """The tree of a w:wordDocument, already in the names of 2006, as a package; it is changed in place.

    Raises Damaged where it has no body.
    """
    body = root.find(W + 'body')
    if body is None:
        raise Damaged(NO_TEXT)
    for element in list(root.iter()):
        _modernise(element)
    macros = (
        [Relation('', '', 'vbaProject', '', external=False)]
        if root.find(W + 'docSuppData') is not None
        else []
    )
    return Package(
        body=body,
        styles=root.find(W + 'styles'),
        numbering=root.find(W + 'lists'),
        footnotes=_gathered(body.iter(W + 'footnote'), body),
        endnotes=_gathered(body.iter(W + 'endnote'), body),
        margins=_margins(body),
        problems=tuple(relation_problems(macros)),
        comments=_gathered(body.iter(W + 'comment'), body),
    )


def _modernise(element: Element) -> None:
    tag = element.tag
    if tag == _AML + 'annotation':
        element.tag = _ANNOTATIONS.get(element.get(W + 'type') or '', _WRAPPER)
        element.attrib.pop(W + 'type', None)
    elif not tag.startswith(_OURS):  # a section's own wrapper (wx:sect), a revision's, or a form's own XML
        element.tag = _WRAPPER
    elif tag == W + 'br' and element.get(W + 'type') == 'text-wrapping':
        del element.attrib[W + 'type']
    elif tag == W + 'suff':
        element.set(VAL, (element.get(VAL) or '').lower())
    elif tag in _RENAMED:
        element.tag = _RENAMED[tag]
        _rename_values(element)


def _rename_values(element: Element) -> None:
    for old, new in _IDS:
        if old in element.attrib:
            element.set(new, element.attrib.pop(old))
    if element.tag == W + 'numFmt':
        number = element.get(VAL) or ''
        known = number.isdecimal() and int(number) < len(NUMBER_FORMATS)
        element.set(
            VAL, NUMBER_FORMATS[int(number)] if known else 'none' if number == _NO_NUMBER else 'decimal'
        )


def _gathered(found: Iterable[Element], body: Element) -> Element:
    """These elements out of the running text, under a root of their own."""
    root = body.makeelement(W + 'notes', {})
    for element in list(found):
        root.append(element)
    return root


def _margins(body: Element) -> dict[str, Element]:
    """Headers and footers by ids that their sections are given to refer to them by."""
    margins: dict[str, Element] = {}
    for section in list(body.iter(W + 'sectPr')):
        for tag, name in ((W + 'hdr', 'headerReference'), (W + 'ftr', 'footerReference')):
            for margin in section.findall(tag):
                id_ = f'margin{len(margins)}'
                margins[id_] = margin
                section.append(body.makeelement(W + name, {R + 'id': id_}))
    return margins
