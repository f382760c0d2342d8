"""交接单: what a clerk who changes post leaves to the next one, as one .docx to sign (G28)."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from model.errors import UsageFault
from model.paper import STATE_NAMES as STEP_NAMES
from office.board import OURS_NAMES
from office.config import Workplace
from office.due_acts import STATE_NAMES
from office.dues import Due, board
from office.inbox import free_name, write_whole
from office.outgoing_list import Asked, count_papers, list_papers
from office.review_asking import KIND_NAMES
from office.sending_people import expiring
from outgoing.pack_zip import pack, unpack
from store import reviews
from store.engine import reading

AHEAD = 60
"""Days within which the end of an instructor's term is told."""

_MOST = 100
_FACE = '仿宋_GB2312'
_NEVER_IN_XML = re.compile('[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]')
_WAY_OUT = ('drafted', 'checked', 'countersigned', 'signed', 'numbered', 'sealed')


class Part(NamedTuple):
    """One part of the sheet: its heading, a sentence, the heads of its table and its lines."""

    title: str
    told: str
    heads: tuple[str, ...]
    lines: Sequence[tuple[str, ...]]


def write_handover(place: Workplace, out: Path) -> Path:
    """The sheet as a .docx; gives the file, 名~2 where the name is taken.

    Raises:
        UsageFault: the name does not end in .docx, or its folder is missing.
    """
    if out.suffix.lower() != '.docx' or not out.parent.is_dir():
        raise UsageFault(f"“{out}”不能写：要写到已有的文件夹里，文件名以 .docx 结尾。")
    data = _to_docx(place, handover(place))
    written = free_name(out)
    write_whole(written, data)
    return written


def handover(place: Workplace) -> list[Part]:
    """在办事项, 待核, 下期到期, and drafts that are on their way."""
    lines = board(place)
    coming = [line for line in lines if _is_coming(line)]
    running = [line for line in lines if not _is_coming(line)]
    heads = ("编号", "事项", "期限", "状态", "报给", "来文")
    ours = Counter(OURS_NAMES[line.ours] for line in running)
    terms = [
        ("", f"{one.instructor}联系{one.organisation}届满", one.end.isoformat(), "", "", "")
        for one in expiring(place, AHEAD)
    ]
    rounds = [*map(_due_to_line, coming), *terms]
    return [
        Part("一、在办事项", _counted(ours), heads, [*map(_due_to_line, running)]),
        _waiting(place),
        Part("三、下期到期", f"共{len(rounds)}项（指导员届满看到{AHEAD}天内）。", heads, rounds),
        _drafts(place),
    ]


def _is_coming(line: Due) -> bool:
    """A round of something that recurs, which nobody has begun and which is not late."""
    return line.round is not None and line.state == 'open'


def _counted(kinds: Counter[str]) -> str:
    told = "、".join(f"{name}{count}" for name, count in kinds.items())
    return f"共{kinds.total()}项{'：' if told else ''}{told}。"


def _due_to_line(line: Due) -> tuple[str, ...]:
    day = line.deadline.isoformat() if line.deadline else line.deadline_text or ""
    inner = f"（内部{line.internal_deadline.isoformat()}）" if line.internal_deadline else ""
    state = f"{OURS_NAMES[line.ours]}·{STATE_NAMES[line.state]}"
    papers = "、".join(dict.fromkeys(_source(source) for source in line.sources))
    return str(line.number), line.what, day + inner, state, line.report_to or "", papers


def _source(source: dict[str, Any]) -> str:
    number = f"收文第{source['register']}号" if source.get('register') else ""
    return source.get('doc_number') or number or str(source.get('title') or "")


def _waiting(place: Workplace) -> Part:
    with reading(place.engine) as connection:
        items = reviews.list_items(connection)
    more = f"下面列前{_MOST}项，其余用 shoufa review list 看。" if len(items) > _MOST else ""
    lines = [
        (
            str(item.number),
            KIND_NAMES[item.kind],
            item.about,
            f"收文第{item.register_number}号" if item.register_number else "",
        )
        for item in items[:_MOST]
    ]
    told = _counted(Counter(KIND_NAMES[item.kind] for item in items))
    return Part("二、待核", told + more, ("编号", "类别", "关于", "来文"), lines)


def _drafts(place: Workplace) -> Part:
    """Papers that are drafted and not yet given out."""
    counts = count_papers(place)
    total = sum(counts.get(state, 0) for state in _WAY_OUT)
    asked = [Asked(state) for state in _WAY_OUT if counts.get(state)]
    found = [one for asking in asked for one in list_papers(place, asking, 0, _MOST).lines]
    lines = [(one.file, STEP_NAMES[one.state], one.doc_number or "") for one in found[:_MOST]]
    more = f"下面列前{_MOST}份。" if total > _MOST else ""
    return Part("四、还没有分发的发文", f"共{total}份。{more}", ("文件", "环节", "文号"), lines)


def _to_docx(place: Workplace, parts: Sequence[Part]) -> bytes:
    from docx import Document
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    head = document.add_paragraph()
    head.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    title = f"{place.office.name}工作交接单"
    _print(head, title, size=22)
    _print(document.add_paragraph(), f"截至{place.today:%Y年%m月%d日}", size=14)
    for part in parts:
        _print(document.add_paragraph(), part.title, size=16)
        _print(document.add_paragraph(), part.told, size=14)
        if part.lines:
            _add_table(document, part)
    for told in ("移交人：　　　　　　　　接收人：　　　　　　　　监交人：", "　　　　年　　月　　日"):
        _print(document.add_paragraph(), told, size=14)
    document.core_properties.title = title
    stream = io.BytesIO()
    document.save(stream)
    return pack(unpack(stream.getvalue()))


def _add_table(document: Any, part: Part) -> None:
    table = document.add_table(rows=1 + len(part.lines), cols=len(part.heads), style='Table Grid')
    cells = table._cells  # noqa: SLF001 - python-docx looks all of them up anew for each row
    texts = [text for line in (part.heads, *part.lines) for text in line]
    for cell, text in zip(cells, texts, strict=True):
        _print(cell.paragraphs[0], text, size=12)


def _print(paragraph: Any, text: str, *, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(_NEVER_IN_XML.sub('', text))
    run.font.size = Pt(size)
    run.font.name = _FACE
    run._element.rPr.rFonts.set(qn('w:eastAsia'), _FACE)  # noqa: SLF001 - python-docx has no other way to the Chinese face
