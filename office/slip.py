"""文件处理笺: the sheet that goes round with an incoming paper, as far as the register can fill it (G17)."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from model.errors import UsageFault
from model.register import Duty
from office.config import Workplace
from office.inbox import free_name, write_whole
from office.registering import Shown, show
from outgoing.pack_zip import pack, unpack

_NEVER_IN_XML = re.compile('[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]')
_FACE = '仿宋_GB2312'
_TALL_CM = 3.2
_LOW_CM = 1.1
_WIDTHS_CM = (2.6, 5.4, 2.6, 5.4)


def write_slip(place: Workplace, number: int, out: Path) -> Path:
    """The slip of one entry as a .docx; gives the file, 名~2 where the name is taken.

    Raises:
        UsageFault: no such number, the name does not end in .docx, or its folder is missing.
    """
    if out.suffix.lower() != '.docx' or not out.parent.is_dir():
        raise UsageFault(f"“{out}”不能写：要写到已有的文件夹里，文件名以 .docx 结尾。")
    data = shown_to_slip(place.office.name, show(place, number))
    written = free_name(out)
    write_whole(written, data)
    return written


def shown_to_slip(office: str, shown: Shown) -> bytes:
    """The slip's bytes, the same for the same entry."""
    from docx import Document
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    head = document.add_paragraph()
    head.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    _print(head, f"{office}文件处理笺", size=22)
    table = document.add_table(rows=0, cols=4, style='Table Grid')
    table.autofit = False
    for texts in _pairs(shown):
        _add_row(table, texts, _LOW_CM)
    for label, text, height in _lines(shown):
        row = _add_row(table, (label, text, '', ''), height)
        row.cells[1].merge(row.cells[3])
    document.core_properties.title = f"{office}文件处理笺"
    stream = io.BytesIO()
    document.save(stream)
    return pack(unpack(stream.getvalue()))


def _pairs(shown: Shown) -> list[tuple[str, str, str, str]]:
    entry = shown.entry
    marks = '/'.join(filter(None, (entry.secrecy, entry.urgency)))
    quantity = str(entry.quantity or '')
    return [
        ("收文编号", str(entry.number), "收文日期", f"{entry.received_at:%Y年%m月%d日}"),
        ("来文单位", entry.issuer or entry.sender_hint or '', "来文字号", entry.doc_number or ''),
        ("份　　数", quantity, "密级/缓急", marks),
        ("承办科室(人)", entry.handler or '', "办理期限", _deadline(shown.duties)),
    ]


def _lines(shown: Shown) -> list[tuple[str, str, float]]:
    entry = shown.entry
    return [
        ("标　　题", entry.title or entry.file, _LOW_CM),
        ("附　　件", '、'.join(part.title or part.file for part in shown.parts), _LOW_CM),
        ("要办事项", '\n'.join(map(_duty_line, _ours(shown.duties))), _LOW_CM),
        ("拟办意见", entry.proposal or '', _TALL_CM),
        ("领导批示", entry.instruction or '', _TALL_CM),
        ("办理结果", entry.outcome or '', _TALL_CM),
        ("归　　档", entry.filed_as or '', _LOW_CM),
    ]


def _ours(duties: tuple[Duty, ...]) -> list[Duty]:
    return [duty for duty in duties if duty.ours == 'do' and duty.superseded_by is None and _when(duty)]


def _deadline(duties: tuple[Duty, ...]) -> str:
    """The nearest deadline of what is ours to do; open ones are not passed over in silence."""
    days = [duty.deadline for duty in _ours(duties) if duty.deadline]
    waits = "起算日待填" if any(duty.deadline is None and duty.relative for duty in _ours(duties)) else ''
    return '；'.join(filter(None, (f"{min(days):%Y年%m月%d日}" if days else '', waits)))


def _when(duty: Duty) -> str:
    return f"{duty.deadline:%Y年%m月%d日}" if duty.deadline else duty.deadline_text or ''


def _duty_line(duty: Duty) -> str:
    return f"{_when(duty)}　{duty.what or duty.verbatim}"


def _add_row(table: Any, texts: tuple[str, str, str, str], height: float) -> Any:
    from docx.shared import Cm

    row = table.add_row()
    row.height = Cm(height)
    for cell, text, width in zip(row.cells, texts, _WIDTHS_CM, strict=True):
        cell.width = Cm(width)
        cell.vertical_alignment = 1
        _print(cell.paragraphs[0], text, size=14)
    return row


def _print(paragraph: Any, text: str, *, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(_NEVER_IN_XML.sub('', text))
    run.font.size = Pt(size)
    run.font.name = _FACE
    run._element.rPr.rFonts.set(qn('w:eastAsia'), _FACE)  # noqa: SLF001 - python-docx has no other way to the Chinese face
