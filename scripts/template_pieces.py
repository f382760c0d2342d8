"""The parts that every paper is built of: head, title, body, signature, 版记 (GB/T 9704-2012 7.2 to 7.4)."""

from __future__ import annotations

from scripts import template_geometry as g
from scripts.template_styles import RED, indent, spacing
from scripts.template_xml import border, cell, paragraph, row, sized, tab, table


def file_head(number: str) -> str:
    """版头 of a 文件格式: mark, number line and red line (7.2.4 to 7.2.7)."""
    mark = sized('GwMark', 'mark', g.FILE_MARKS, before=g.FILE_MARK_TOP, after=2 * g.LINE)
    rule = border('bottom', 'single', g.RED_LINE, RED)
    return table((g.TEXT_WIDTH,), row(cell(g.TEXT_WIDTH, mark + number, borders=rule)))


def letter_head() -> str:
    """版头 of a 信函格式, fixed to the page: mark, red double line, number at its right end (10.1)."""
    place = (
        f'<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{g.LETTER_RULE_SIDE}" w:tblpY="{g.LETTER_MARK_TOP}"/>'
    )
    mark = sized('GwMark', 'mark', g.LETTER_MARKS, before=0, after=g.MARK_RULE_GAP)
    number = paragraph(
        'GwNumber',
        '{{ number }}',
        spacing=spacing(g.NUMBER_GAP, g.LINE),
        indent=indent(right=g.RIGHT - g.LETTER_RULE_SIDE),
        jc='right',
    )
    rule = border('bottom', 'thickThinSmallGap', g.DOUBLE_LINE, RED)
    width = g.LETTER_RULE
    rows = row(cell(width, mark, borders=rule)) + row(cell(width, number))
    return table((width,), rows, place=place)


def imprint() -> str:
    """版记 at the foot of the last page (7.4): 抄送 if any, then who printed it and when."""
    place = (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
        f'w:tblpX="{g.LEFT}" w:tblpYSpec="bottom"/>'
    )
    lines = (
        paragraph('GwImprint', '{%tr if cc %}'),
        paragraph('GwImprint', "抄送：{{ cc|join('、') }}。"),
        paragraph('GwImprint', '{%tr endif %}'),
        paragraph('GwImprint', '{{ printed_by }}', tab(), '{{ print_date }}印发'),
    )
    borders = (
        border('top', 'single', g.MEDIUM)
        + border('bottom', 'single', g.MEDIUM)
        + border('insideH', 'single', g.THIN)
    )
    rows = ''.join(row(cell(g.TEXT_WIDTH, line)) for line in lines)
    return table((g.TEXT_WIDTH,), rows, borders=borders, place=place) + paragraph('GwEnd')


def signed() -> str:
    """署名 and 成文日期 of a paper that bears a seal (7.3.5.1)."""
    return paragraph('GwSigned', '{{ issuing }}') + paragraph('GwDate', '{{ date }}')


def body_text(*texts: str) -> str:
    """Paragraphs of the body."""
    return ''.join(paragraph('GwBody', text) for text in texts)


def opened(number: str) -> str:
    """From the mark to the sentence that opens the body."""
    return (
        file_head(number)
        + paragraph('GwTitle', '{{ title_lines }}')
        + paragraph('GwTo', '{{ recipient }}：')
        + body_text('{{ opening }}')
    )


def point(head: str, text: str) -> str:
    """A heading of the second level and its paragraph."""
    return paragraph('GwHeading2', head) + paragraph('GwBody', text)
