"""WordprocessingML in small pieces: runs, paragraphs, cells, rows and tables as strings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape

from scripts.template_styles import LOOKS, Look, spacing


def fonts(name: str) -> str:
    """One face for Chinese, digits and Latin letters alike, so that quotes and dashes stay in it."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def size_of(half_points: int) -> str:
    """A size in half-points."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def run(text: str, look: Look) -> str:
    """A run of text in the look of its paragraph.

    Face and size stand on the run itself as well as in the style: checkers, and programs that
    paste into other documents, see only what is there.
    """
    return f'<w:r>{_properties(look)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _properties(look: Look) -> str:
    return f'<w:rPr>{fonts(look.font)}{size_of(look.size)}</w:rPr>'


def tab() -> str:
    """A tab character."""
    return '<w:r><w:tab/></w:r>'


def page_field(cached: int) -> str:
    """The page number between two dashes; the cached result keeps Word from calling the file damaged."""
    look = LOOKS['GwPage']
    begin, separate, end = (
        f'<w:r>{_properties(look)}<w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in ('begin', 'separate', 'end')
    )
    code = f'<w:r>{_properties(look)}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    return run("— ", look) + begin + code + separate + run(str(cached), look) + end + run(" —", look)


def paragraph(style: str, *content: str, border: str = '', **changes: Any) -> str:
    """A paragraph in a named style, with what it changes of the style's look.

    A piece of content that is no XML becomes a run. Indent and alignment stand on the paragraph
    as well, for the same reason as the face on a run.
    """
    look = replace(LOOKS[style], **changes)
    runs = ''.join(piece if piece.startswith('<') else run(piece, look) for piece in content)
    changed = look.spacing if 'spacing' in changes else ''
    edge = f'<w:pBdr>{border}</w:pBdr>' if border else ''
    own = f'<w:pStyle w:val="{style}"/>{edge}{changed}{look.indent}<w:jc w:val="{look.jc}"/>'
    return f'<w:p><w:pPr>{own}</w:pPr>{runs}</w:p>'


def end_of_section(section: str) -> str:
    """The line of no height that ends a section; section is its w:sectPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="GwEnd"/>{section}</w:pPr></w:p>'


def loop(style: str, name: str, text: str = '{{ line }}', *, item: str = 'line', **changes: Any) -> str:
    """One paragraph for each item of the list of that name; text is its words, or its whole XML."""
    inside = text if text.startswith('<') else paragraph(style, text, **changes)
    first, last = (paragraph(style, tag) for tag in (f'{{%p for {item} in {name} %}}', '{%p endfor %}'))
    return first + inside + last


def when(condition: str, content: str) -> str:
    """Paragraphs and tables that come only where the condition holds."""
    first, last = (paragraph('GwCell', tag) for tag in (f'{{%p if {condition} %}}', '{%p endif %}'))
    return first + content + last


def sized(style: str, name: str, sizes: Iterable[tuple[int | None, int]], *, before: int, after: int) -> str:
    """One value in a line of its own, smaller the longer it is: (up to so many characters, half-points).

    The line is a tenth higher than its characters, so that their place does not hang on the face.
    """
    pieces: list[str] = []
    for limit, size in sizes:
        word = 'elif' if pieces else 'if'
        condition = f'{{%p {word} {name}|length <= {limit} %}}' if limit else '{%p else %}'
        value = paragraph(style, f'{{{{ {name} }}}}', size=size, spacing=spacing(before, after, size * 11))
        pieces += (paragraph('GwCell', condition), value)
    return ''.join(pieces) + paragraph('GwCell', '{%p endif %}')


def cell(
    width: int, content: str, *, span: int = 1, merge: str = '', borders: str = '', top: bool = False
) -> str:
    """A cell of that width; merge is 'restart' or 'continue' for a cell that runs over rows.

    Its text stands at half height, or at the top.
    """
    inside = (
        f'<w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else '')
        + (f'<w:vMerge w:val="{merge}"/>' if merge else '')
        + (f'<w:tcBorders>{borders}</w:tcBorders>' if borders else '')
        + f'<w:vAlign w:val="{"top" if top else "center"}"/>'
    )
    return f'<w:tc><w:tcPr>{inside}</w:tcPr>{content}</w:tc>'


def row(*cells: str, header: bool = False, height: int = 0, exact: bool = False) -> str:
    """A row that is not broken over pages; a header row comes again on every page."""
    rule = 'exact' if exact else 'atLeast'
    properties = '<w:cantSplit/>'
    properties += f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>' if height else ''
    properties += '<w:tblHeader/>' if header else ''
    return f'<w:tr><w:trPr>{properties}</w:trPr>{"".join(cells)}</w:tr>'


def border(side: str, kind: str, size: int, colour: str = '000000') -> str:
    """One side of a border; size in eighths of a point."""
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def table(columns: Iterable[int], rows: str, *, borders: str = '', place: str = '', margin: int = 0) -> str:
    """A table of fixed columns; place is a w:tblpPr where it does not stand in the text."""
    widths = tuple(columns)
    properties = (
        f'{place}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        + (f'<w:tblBorders>{borders}</w:tblBorders>' if borders else '')
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        + ''.join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ('left', 'right'))
        + '</w:tblCellMar>'
    )
    grid = ''.join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f'<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
