"""Lists on landscape pages: a title, what is said before it, tables of any columns, notes."""

from __future__ import annotations

import re
from typing import Any

from outgoing.list_widths import GRID
from scripts import template_geometry as g
from scripts.template_package import Turned, document_package
from scripts.template_styles import NEXT, indent, spacing
from scripts.template_xml import border, cell, paragraph, row, table

_WIDTH = g.WIDE_WIDTH // GRID
_SIDES = ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')


def _cell(content: str, merge: str = '', span: int = 0) -> str:
    """A cell as wide as its span says; the widths are the grid's."""
    inside = (
        (f'<w:gridSpan w:val="{span}"/>' if span else '')
        + (f'<w:vMerge w:val="{merge}"/>' if merge else '')
        + '<w:vAlign w:val="center"/>'
    )
    return f'<w:tc><w:tcPr>{inside}</w:tcPr>{content}</w:tc>'


def _row(*cells: str, header: bool = False) -> str:
    again = '<w:tblHeader/>' if header else ''
    height = f'<w:trHeight w:val="{g.ROW_HEIGHT}" w:hRule="atLeast"/>'
    return f'<w:tr><w:trPr><w:cantSplit/>{height}{again}</w:trPr>{"".join(cells)}</w:tr>'


def _tag(text: str) -> str:
    """A whole row for a tag that stands for rows."""
    return _row(_cell(paragraph('GwCell', text), span=GRID))


def _cells(of: str, *between: str) -> str:
    """The cells of a row of the template, one for each in a list."""
    tags = (f'{{%tc for cell in {of} %}}', *between, '{%tc endfor %}')
    return ''.join(one if one.startswith('<') else _cell(paragraph('GwCell', one)) for one in tags)


def _head(of: str, merge: str, text: str) -> str:
    """A header row; a tall cell runs over both rows."""
    plain = _cell(paragraph('GwCellHead', '{% colspan cell.span %}{{ cell.text }}'))
    tall = _cell(paragraph('GwCellHead', f'{{% colspan cell.span %}}{text}'), merge)
    return _row(_cells(of, '{%tc if cell.tall %}', tall, '{%tc else %}', plain, '{%tc endif %}'), header=True)


def _slim(text: str, jc: str = '', *, kept: bool = False) -> str:
    """A paragraph that leaves all of its look to the style: a long list has a hundred thousand of them."""
    aligned = f'<w:jc w:val="{jc}"/>' if jc else ''
    look = f'<w:pStyle w:val="GwCell"/>{NEXT if kept else ""}{aligned}'
    return f'<w:p><w:pPr>{look}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def _body_cell(*, kept: bool) -> str:
    """One cell: words to the left, counts in the middle; kept on the page of what follows it."""
    span = '{% colspan block.spans[loop.index0] %}'
    return _cell(
        paragraph('GwCell', f'{span}{{%p if block.left[loop.index0] %}}')
        + _slim('{{ cell }}', 'left', kept=kept)
        + paragraph('GwCell', '{%p else %}')
        + _slim('{{ cell }}', kept=kept)
        + paragraph('GwCell', '{%p endif %}')
    )


def _kept(content: str) -> str:
    """Paragraphs of a style that is not kept with the next, kept with it and whole on one page."""
    return re.sub(r'(<w:pStyle w:val="[^"]*"/>)', r'\1<w:keepNext/><w:keepLines/>', content)


def _table() -> str:
    """合计 never stands alone on a page: the last line and 合计 are kept with what follows them."""
    whole = _cell(_kept(paragraph('GwCell', '{% colspan cell.span %}{{ cell.text }}')))
    rows = (
        _head('block.upper', 'restart', '{{ cell.text }}')
        + _tag('{%tr if block.lower %}')
        + _head('block.lower', 'continue', '')
        + _tag('{%tr endif %}')
        + _tag('{%tr for line in block.rows %}')
        + _tag('{%tr if line is sameas block.rows[-1] %}')
        + _row(_cells('line', _body_cell(kept=True)))
        + _tag('{%tr else %}')
        + _row(_cells('line', _body_cell(kept=False)))
        + _tag('{%tr endif %}')
        + _tag('{%tr endfor %}')
        + _tag('{%tr if block.total %}')
        + _row(_cells('block.total', whole))
        + _tag('{%tr endif %}')
    )
    borders = ''.join(border(side, 'single', 4) for side in _SIDES)
    return table((_WIDTH,) * GRID, rows, borders=borders, margin=28)


def _aside(*texts: str) -> str:
    """Texts side by side above or below a table, without lines around them."""
    width = g.WIDE_WIDTH // len(texts)
    line = row(*(cell(width, paragraph('GwCellNote', text, jc='left')) for text in texts))
    return table((width,) * len(texts), line) + paragraph('GwEnd')


def _only(condition: str, content: str, otherwise: str = '') -> str:
    """Paragraphs and tables that stand there only where a list has an entry: its first is `one`."""
    tags = (f'{{%p for one in {condition} %}}', '{%p else %}', '{%p endfor %}')
    first, other, last = (paragraph('GwCell', tag) for tag in tags)
    return first + content + (other + otherwise if otherwise else '') + last


def list_paper() -> bytes:
    """A 汇总表 or 清单 of any columns; 填报单位 and the rest stand there only where it is signed."""
    flush = indent(firstLineChars=0, firstLine=0)
    said = {'size': 28, 'spacing': spacing(0, 0, 480), 'indent': indent(firstLineChars=200, firstLine=560)}
    counted = paragraph('GwCellNote', "单位：{{ unit }}", jc='right')
    filled = _aside("填报单位（盖章）：{{ issuing }}", "填报日期：{{ one }}", "单位：{{ unit }}")
    signed = _aside("填表人：", "审核人：", "联系电话：{{ one.phone }}")
    whole = _kept(paragraph('GwCellNote', '{{ line }}'))
    block = (
        paragraph('GwCell', '{%p if block.apart %}')
        + loop('GwHeading', 'block.heading', indent=flush, size=28, jc='left').replace(
            '<w:pStyle w:val="GwHeading"/>', '<w:pStyle w:val="GwHeading"/><w:pageBreakBefore/>'
        )
        + paragraph('GwCell', '{%p else %}')
        + loop('GwHeading', 'block.heading', indent=flush, size=28, jc='left')
        + paragraph('GwCell', '{%p endif %}')
        + loop('GwCellNote', 'block.said', **said)
        + paragraph('GwCell', '{%p if block.rows %}')
        + _table()
        + _kept(paragraph('GwEnd'))
        + paragraph('GwCell', '{%p endif %}')
    )
    body = (
        loop('GwHeading', 'annex', indent=flush, jc='left')
        + paragraph('GwAnnexTitle', '{{ title_lines }}')
        + paragraph('GwCell', "（截至{{ as_of }}）", size=28, spacing=spacing(0, 80, 440))
        + loop('GwCellNote', 'lead', **said)
        + _only('filled', filled, counted)
        + paragraph('GwCell', '{%p for block in blocks %}')
        + block
        + paragraph('GwCell', '{%p endfor %}')
        + paragraph('GwCellNote', '{%p for line in notes %}')
        + paragraph(
            'GwCellNote', '{%p if (loop.last and not signed) or (loop.length > 3 and loop.revindex > 2) %}'
        )
        + whole.replace('<w:keepNext/>', '')
        + paragraph('GwCellNote', '{%p else %}')
        + whole
        + paragraph('GwCellNote', '{%p endif %}')
        + paragraph('GwCellNote', '{%p endfor %}')
        + _only('signed', signed)
        + paragraph('GwEnd')
    )
    return document_package(Turned(body))


def loop(style: str, name: str, **changes: Any) -> str:
    """One paragraph for each text in the list of that name."""
    tags = (paragraph(style, f'{{%p for line in {name} %}}'), paragraph(style, '{%p endfor %}'))
    return tags[0] + paragraph(style, '{{ line }}', **changes) + tags[1]


TEMPLATES = {"汇总清单.docx": list_paper}
