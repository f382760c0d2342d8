"""A last look at a printed .docx before it is written: what would embarrass the office if it left."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from model.figure import Figure, Printed
from outgoing.pack_zip import unpack

_W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
_LEFT_OVER = (
    (re.compile(r'\{[{%#]|[}%#]\}'), "还有没填的标记"),
    (
        re.compile(r'(?<![A-Za-z0-9_@.-])(?:None|nan|NaN|null|undefined)(?![A-Za-z0-9_@.-])'),
        "印出了程序的空值",
    ),
    (re.compile(r'[ \u00a0]{2}|\u3000{2}'), "有连续空格"),
)
_HOLDERS = tuple(f'{_W}{tag}' for tag in ('body', 'p', 'r', 'tbl', 'tr', 'tc', 'hdr', 'ftr'))
_BRACES = re.compile(r'\{[{%#]|[}%#]\}')
_NUMBER = re.compile(r'\d+(?:\.\d+)?%?')
_NUMERIC_HEADER = re.compile(r'[（(][家个名人户次件项]+[)）]|率$|数$')
_NUMERIC = re.compile(r'[-—]|\d[\d,.]*%?')


def faults(
    docx: bytes,
    figures: Iterable[Figure] = (),
    printed: Iterable[Printed] = (),
    said: Iterable[str] = (),
) -> tuple[str, ...]:
    """What is wrong with a finished document, in Chinese; empty when it may be written.

    Looks for parts that are not well-formed, fields not closed, tags and empty values left in the
    text, doubled spaces, and empty cells under a numeric header. With figures given, each must
    be printed somewhere: its place told by the press (printed), or its text found. said are texts that
    were to be printed: braces of a tag that one of them holds itself are no tag left over.
    """
    try:
        members = unpack(docx)
    except zipfile.BadZipFile:
        return ("不是完好的 .docx 文件",)
    found: list[str] = []
    texts: list[str] = []
    given = [text for text in said if _BRACES.search(text)]
    for name in sorted(members):
        if name.endswith(('.xml', '.rels')):
            try:
                root = etree.fromstring(members[name])
            except etree.XMLSyntaxError:
                found.append(f"{name} 的内部结构损坏")
                continue
            if name.startswith('word/'):
                own = [_text(paragraph) for paragraph in root.iter(f'{_W}p')]
                texts += own
                found += (*_field_faults(name, root), *_text_faults(own, given), *_table_faults(root))
                found += _bare_text(name, root)
    return (*found, *_missing(figures, {place.key for place in printed}, '\n'.join(texts)))


def _missing(figures: Iterable[Figure], placed: set[str], text: str) -> Iterator[str]:
    """The figures that stand nowhere: a number counts only as a whole, '30' is not in '300'."""
    numbers = set(_NUMBER.findall(text))
    for figure in figures:
        is_number = _NUMBER.fullmatch(figure.text) is not None
        if figure.key not in placed and not (figure.text in numbers if is_number else figure.text in text):
            yield f"没有印出“{figure.label}”的数 {figure.text}"


def quick_faults(docx: bytes, wanted: Iterable[str] = (), said: Iterable[str] = ()) -> tuple[str, ...]:
    """What a look at one of many equal documents finds: it reads back, is well-formed, holds no tag.

    wanted are texts that must stand in it (the addressee); said as in `faults`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            part = package.read('word/document.xml')
        text = ''.join(etree.fromstring(part).itertext(f'{_W}t'))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return ("不是完好的 .docx 文件",)
    given = [one for one in said if _BRACES.search(one)] if _BRACES.search(text) else []
    lost = (f"没有印出“{one}”" for one in wanted if one not in text)
    return (*_text_faults([text], given, _LEFT_OVER[:2]), *lost)


def _text(element: etree._Element) -> str:
    return ''.join(
        '\t' if node.tag == f'{_W}tab' else node.text or ''
        for node in element.iter(f'{_W}t', f'{_W}tab')
        if node.tag != f'{_W}tab' or node.getparent().tag == f'{_W}r'
    )


def _field_faults(name: str, root: etree._Element) -> Iterator[str]:
    depth, lowest = 0, 0
    for mark in root.iter(f'{_W}fldChar'):
        kind = mark.get(f'{_W}fldCharType')
        lowest = min(lowest, depth - 1 if kind != 'begin' else depth)
        depth += {'begin': 1, 'end': -1}.get(kind, 0)
    if depth or lowest < 0:
        yield f"{name} 里的域没有成对，Word 会报文件损坏"


def _bare_text(name: str, root: etree._Element) -> Iterator[str]:
    """Words outside any run: Word drops them or calls the file corrupt ({{p …}} with a plain text)."""
    for node in root.iter(*_HOLDERS):
        for text in (node.text, *(child.tail for child in node)):
            if text and text.strip():
                told = text.strip()[:20]
                yield f"{name} 里的“{told}”落在段落外，Word 会丢掉；文字用 {{{{ … }}}}，不用 {{{{p … }}}}"


def _text_faults(
    texts: Iterable[str],
    given: Iterable[str] = (),
    looks: tuple[tuple[re.Pattern[str], str], ...] = _LEFT_OVER,
) -> Iterator[str]:
    for text in texts:
        rest = text
        for own in given:
            rest = rest.replace(own, '')
        for pattern, what in looks:
            match = pattern.search(rest)
            if match:
                around = rest[max(0, match.start() - 10) : match.end() + 10]
                yield f"{what}：“{around}”"


def _table_faults(root: etree._Element) -> Iterator[str]:
    for table in root.iter(f'{_W}tbl'):
        if table.find(f'.//{_W}tr') is None:
            yield "有一个表格一行也没有，Word 会报文件损坏：表头不要放在循环里"
        rows = [(_is_header(row), tuple(_cells(row))) for row in table.findall(f'{_W}tr')]
        body = [cells for header, cells in rows if not header]
        numeric = {
            column
            for header, cells in rows
            if header
            for column, text in cells
            if _NUMERIC_HEADER.search(text or '')
        }
        if any(header for header, _ in rows):
            numeric |= {
                column for cells in body for column, text in cells if text and _NUMERIC.fullmatch(text)
            }
        for number, cells in enumerate(body, 1):
            for column, text in cells:
                if column in numeric and text is not None and not text.strip():
                    yield f"表格第{number}行第{column + 1}列是空的，该列应为数"


def _is_header(row: etree._Element) -> bool:
    return row.find(f'{_W}trPr/{_W}tblHeader') is not None


def _cells(row: etree._Element) -> Iterator[tuple[int, str | None]]:
    """(first grid column, text) of a row's cells; None for one that continues a cell above."""
    column = 0
    for cell in row.findall(f'{_W}tc'):
        merge = cell.find(f'{_W}tcPr/{_W}vMerge')
        span = cell.find(f'{_W}tcPr/{_W}gridSpan')
        continued = merge is not None and merge.get(f'{_W}val', 'continue') == 'continue'
        yield column, None if continued else _text(cell)
        column += int(span.get(f'{_W}val')) if span is not None else 1
