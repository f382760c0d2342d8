"""What the register office prints for itself: 发文登记簿, 发文稿纸, 分发签收表, 信封标签."""

from __future__ import annotations

from collections.abc import Sequence

from outgoing.measures import twips
from scripts import template_geometry as g
from scripts.template_package import Turned, document_package
from scripts.template_styles import spacing
from scripts.template_xml import border, cell, paragraph, row, table

_REGISTER = (
    ("文号", 'number', 36), ("日期", 'dated', 22), ("标题", 'title', 55), ("主送", 'recipients', 36),
    ("份数", 'copies', 11), ("签发人", 'signed_by', 16), ("拟稿", 'drafted', 16), ("用印", 'sealed', 11),
    ("归档", 'filed_as', 22),
)  # fmt: skip
_RECEIPTS = (
    ("序号", 'place', 12), ("文号", 'number', 46), ("收文单位", 'recipient', 60), ("份数", 'copies', 14),
    ("方式", 'way', 20), ("送出日期", 'sent_on', 24), ("签收人", '', 25), ("签收日期", 'received_on', 24),
)  # fmt: skip
_LONG = {'title', 'recipients', 'recipient'}
_LABEL, _VALUE, _WIDE = twips(24), twips(54), twips(132)
_LOW, _TALL = twips(11), twips(34)
_LABELS_HIGH = twips(37)


def _borders() -> str:
    sides = ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')
    return ''.join(border(side, 'single', 4) for side in sides)


def _lines(columns: Sequence[tuple[str, str, int]]) -> str:
    """A table with one row for each of `rows`; its head comes again on every page."""
    widths = [twips(width) for _, _, width in columns]
    head, body = [], []
    for width, (name, key, _) in zip(widths, columns, strict=True):
        look = 'GwCellText' if key in _LONG else 'GwCell'
        head.append(cell(width, paragraph('GwCellHead', name)))
        body.append(cell(width, paragraph(look, *_value(f'line.{key}' if key else ''))))
    first, last = (
        row(cell(sum(widths), paragraph('GwCell', tag), span=len(widths)))
        for tag in ('{%tr for line in rows %}', '{%tr endfor %}')
    )
    rows = row(*head, header=True) + first + row(*body, height=g.ROW_HEIGHT) + last
    return table(widths, rows, borders=_borders(), margin=28)


def _value(name: str) -> tuple[str, ...]:
    """The texts of that name, of which there may be none."""
    return (f"{{{{ {name}|join('；') }}}}",) if name else ()


def outgoing_register() -> bytes:
    """发文登记簿 on landscape pages."""
    head = paragraph('GwListTitle', '{{ title }}')
    return document_package(Turned(head + _lines(_REGISTER) + paragraph('GwEnd')))


def receipt_table() -> bytes:
    """分发签收表 on landscape pages: a line for each recipient, room for a signature."""
    head = paragraph('GwListTitle', "分发签收表") + paragraph('GwListLine', '{{ title }}')
    return document_package(Turned(head + _lines(_RECEIPTS) + paragraph('GwEnd')))


def _pair(*labelled: tuple[str, str], height: int = _LOW) -> str:
    """A row of labels and values, two beside each other or one as wide as the form."""
    cells = []
    for label, name in labelled:
        cells.append(cell(_LABEL, paragraph('GwForm', label, jc='center')))
        wide = len(labelled) == 1
        text = paragraph('GwForm', *_value(name))
        cells.append(cell(_WIDE if wide else _VALUE, text, span=3 if wide else 1))
    return row(*cells, height=height)


def drafting_slip() -> bytes:
    """发文稿纸: who drafted, checked, countersigned and signed a paper, and what it is (条例 19, 22, 25)."""
    rows = (
        _pair(("签　发", 'signed'), ("会　签", 'countersigned'), height=_TALL)
        + _pair(("核　稿", 'checked'), ("拟　稿", 'drafted'), height=_TALL)
        + _pair(("标　题", 'heading'), height=_LOW)
        + _pair(("主　送", 'recipients'))
        + _pair(("抄　送", 'cc'))
        + _pair(("附　件", 'attached'))
        + _pair(("发文机关", 'issuers'), ("文　种", 'kind'))
        + _pair(("文　号", 'number'), ("成文日期", 'dated'))
        + _pair(("密　级", ''), ("紧急程度", ''))
        + _pair(("份　数", 'copies'), ("用　印", 'sealed'))
        + _pair(("校　对", ''), ("印　制", ''))
    )
    head = paragraph('GwListTitle', '{{ title }}')
    widths = (_LABEL, _VALUE, _LABEL, _VALUE)
    return document_package(head + table(widths, rows, borders=_borders(), margin=28) + paragraph('GwEnd'))


def address_labels() -> bytes:
    """信封标签: two beside each other, six rows to a page."""
    width = g.TEXT_WIDTH // 2
    first, last = (
        row(cell(2 * width, paragraph('GwCell', tag), span=2))
        for tag in ('{%tr for line in rows %}', '{%tr endfor %}')
    )
    both = (
        cell(
            width,
            paragraph('GwForm', *_value(f'line.{side}'), spacing=spacing(0, 80, 480), size=g.BODY_SIZE)
            + paragraph('GwForm', *_value(f'line.{side}_number'), size=g.CELL_SIZE),
        )
        for side in ('left', 'right')
    )
    rows = first + row(*both, height=_LABELS_HIGH, exact=True) + last
    borders = ''.join(border(side, 'dotted', 4) for side in ('insideH', 'insideV'))
    return document_package(table((width, width), rows, borders=borders, margin=113) + paragraph('GwEnd'))


TEMPLATES = {
    "发文登记簿.docx": outgoing_register,
    "发文稿纸.docx": drafting_slip,
    "分发签收表.docx": receipt_table,
    "信封标签.docx": address_labels,
}
