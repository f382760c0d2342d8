"""发文登记簿, 发文稿纸, 分发签收表 and 信封标签: what the register office keeps and prints (G7, G25)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from model.errors import UsageFault
from model.paper import UNNUMBERED, PaperNumber, PaperStep
from office.config import Workplace
from office.inbox import free_name, write_whole
from office.issuing_names import find_issuing
from office.paper_files import papers_named, papers_to_send, recipients_of
from office.paper_states import standing
from office.receipts import receipts
from office.workbook import tables_to_workbook
from office.writing import SHIPPED_TEMPLATES
from outgoing.frame import bodies
from outgoing.press import Press
from store import outbox, outgoing_list, paper_numbers, paper_steps
from store.engine import reading
from store.outbox import Drafted

HEADS = ("文号", "日期", "标题", "主送", "份数", "签发人", "拟稿", "是否用印", "归档")
KEYS = ('number', 'dated', 'title', 'recipients', 'copies', 'signed_by', 'drafted', 'sealed', 'filed_as')
_DOC_TYPES = {
    'notice': "通知", 'letter': "函", 'circular': "通报", 'report': "报告", 'reply': "批复",
    'correction': "更正", 'comments': "反馈意见", 'list': "清单", 'form': "填表",
}  # fmt: skip


def register_rows(place: Workplace, year: int | None = None) -> list[tuple[str, ...]]:
    """The outgoing register line by line, as HEADS: numbers by series and serial, then unnumbered papers.

    year is that of 成文日期 or of a void number; a text that nobody knows is ''.
    """
    with reading(place.engine) as connection:
        issued = [one for one in outbox.list_all(connection) if one.issued_at is not None]
        numbers = paper_numbers.list_all(connection)
        drafters = _drafters(paper_steps.steps_of(connection, [one.file for one in issued]), issued)
    papers = {one.file: one for one in issued}
    rows = [
        _row(papers[one.file], drafters, one) if one.file in papers else _void_row(one)
        for one in numbers
        if one.state != 'reserved' and year in {None, one.year}
    ]
    bare = [one for one in issued if one.doc_number is None and one.dated and year in {None, one.dated.year}]
    return [*rows, *(_row(one, drafters) for one in sorted(bare, key=_day_and_file))]


def register_page(
    place: Workplace, year: int | None, start: int, size: int
) -> tuple[list[tuple[str, ...]], int]:
    """A page of the outgoing register, in the order of register_rows, and how many lines it has."""
    with reading(place.engine) as connection:
        numbers, numbered = outgoing_list.numbers(connection, year, start, size)
        left = max(0, start - numbered), size - len(numbers)
        bare, more = outgoing_list.bare_files(connection, year, *left)
        files = [*(one.file for one in numbers if one.file), *bare]
        papers = {
            key: one for key, one in outbox.get_all(connection, files).items() if one.issued_at is not None
        }
        drafters = _drafters(paper_steps.steps_of(connection, papers), papers.values())
    rows = [
        _row(papers[one.file], drafters, one) if one.file in papers else _void_row(one) for one in numbers
    ]
    return [*rows, *(_row(papers[file], drafters) for file in bare)], numbered + more


def _day_and_file(paper: Drafted) -> tuple[dt.date, str]:
    return paper.dated or dt.date.min, paper.file


def _drafters(steps: Mapping[str, Sequence[PaperStep]], papers: Iterable[Drafted]) -> dict[str, str]:
    """Who drafted each paper: the 拟稿 step if a person noted one, else who had it made."""
    return {
        paper.file: next(
            (step.person for step in steps[paper.file] if step.state == 'drafted' and not step.back),
            paper.drafted_by or '',
        )
        for paper in papers
    }


def _row(paper: Drafted, drafters: Mapping[str, str], number: PaperNumber | None = None) -> tuple[str, ...]:
    is_void = number is not None and number.state == 'void'
    return (
        paper.doc_number or "（不编号）",
        str(paper.dated or ''),
        paper.title + (f"（作废：{number.why}）" if number and is_void else ''),
        paper.recipients,
        str(paper.copies or ''),
        paper.signed_by or '',
        drafters[paper.file],
        "是" if paper.sealed else "否",
        paper.filed_as or '',
    )


def _void_row(number: PaperNumber) -> tuple[str, ...]:
    name = f'{number.series}〔{number.year}〕{number.serial}号'
    return (name, '', f"（{number.why}）", *('',) * 6)


def write_register(place: Workplace, year: int | None, out: Path) -> tuple[Path, int]:
    """The register as .xlsx or .docx, 名~2 where the name is taken; gives the file and its lines.

    Raises:
        UsageFault: another ending, or the folder is missing.
    """
    rows = register_rows(place, year)
    title = f"{place.office.name}发文登记簿（{year or '全部'}{'年' if year else ''}）"
    if out.suffix.lower() == '.xlsx':
        _must_fit(out, '.xlsx')
        data = tables_to_workbook([("发文登记簿", [HEADS, *rows])])
    else:
        _must_fit(out, '.docx')
        lines = [dict(zip(KEYS, map(_maybe, row), strict=True)) for row in rows]
        data = print_form(place, "发文登记簿.docx", {'title': title, 'rows': lines})
    return _put(out, data), len(rows)


def write_slip(place: Workplace, path: Path, out: Path) -> Path:
    """The 发文稿纸 of a paper as .docx, filled with the steps it has taken.

    Raises:
        UsageFault: no such paper, another ending, or the folder is missing.
    """
    _must_fit(out, '.docx')
    (paper,) = papers_named(place, [path])
    with reading(place.engine) as connection:
        steps = paper_steps.steps_of(connection, [paper.file])[paper.file]
    issuing = find_issuing(place, paper.issuing_name)
    drafted = next((one for one in steps if one.state == 'drafted' and not one.back), None)
    by = drafted.person if drafted else paper.drafted_by or ''
    context = {
        'title': f"{place.office.name}发文稿纸",
        'heading': (paper.title,),
        'recipients': _maybe(paper.recipients),
        'cc': _from_context(paper, 'cc'),
        'attached': _from_context(paper, 'attachment'),
        'issuers': _maybe('、'.join(body.name for body in bodies(issuing)) if issuing else ''),
        'kind': _maybe(_DOC_TYPES.get(paper.doc_type, '')),
        'number': _maybe(paper.doc_number or ("不编号" if paper.doc_type in UNNUMBERED else '')),
        'dated': _maybe(paper.dated and _day(paper.dated)),
        'copies': _maybe(paper.copies),
        'sealed': _maybe("已用印" if paper.sealed else ''),
        'drafted': (f"{by}　{_day(paper.drafted_at.date())}".strip('　'),),
        **{state: _signed(steps, state) for state in ('checked', 'countersigned', 'signed')},
    }
    return _put(out, print_form(place, "发文稿纸.docx", context))


def _from_context(paper: Drafted, key: str) -> tuple[str, ...]:
    value = (paper.context or {}).get(key)
    texts = value if isinstance(value, list) else [value]
    return tuple(text for text in texts if isinstance(text, str) and text.strip())


def _signed(steps: Sequence[PaperStep], state: str) -> tuple[str, ...]:
    """Who took a step that still counts, with what was said and the day."""
    return tuple(
        '　'.join(filter(None, (step.note, step.person, _day(step.at.date()))))
        for step in standing(steps)
        if step.state == state
    )


def write_receipts(place: Workplace, paths: Sequence[Path], out: Path) -> tuple[Path, int, tuple[str, ...]]:
    """The 分发签收表 of papers, in recipient order; gives the file, its lines and the void papers left out.

    Raises:
        UsageFault: no such paper or only void ones, another ending, or the folder is missing.
    """
    _must_fit(out, '.docx')
    papers, void = papers_to_send(place, paths)
    told = [(paper, one) for paper in papers for one in receipts(place, paper)]
    rows = [
        {
            'place': (str(number),),
            'number': _maybe(paper.doc_number),
            'recipient': _maybe(one.recipient),
            'copies': _maybe(one.copies),
            'way': _maybe(one.way),
            'sent_on': _maybe(one.sent_on),
            'received_on': _maybe(one.received_on),
        }
        for number, (paper, one) in enumerate(told, start=1)
    ]
    title = papers[0].title + (f"等{len(papers)}件" if len(papers) > 1 else '')
    return _put(out, print_form(place, "分发签收表.docx", {'title': title, 'rows': rows})), len(rows), void


def write_labels(place: Workplace, paths: Sequence[Path], out: Path) -> tuple[Path, int, tuple[str, ...]]:
    """信封标签 for recipients of papers, in recipient order; gives the file, how many, void papers left out.

    Raises:
        UsageFault: no such paper or only void ones, another ending, or the folder is missing.
    """
    _must_fit(out, '.docx')
    papers, void = papers_to_send(place, paths)
    labels = [(name, paper.doc_number or '') for paper in papers for name in recipients_of(place, paper)]
    pairs = [(*labels[at : at + 2], ('', ''))[:2] for at in range(0, len(labels), 2)]
    rows = [
        {
            'left': _maybe(left[0]),
            'left_number': _maybe(left[1]),
            'right': _maybe(right[0]),
            'right_number': _maybe(right[1]),
        }
        for left, right in pairs
    ]
    written = _put(out, print_form(place, "信封标签.docx", {'title': "信封标签", 'rows': rows}))
    return written, len(labels), void


def print_form(place: Workplace, name: str, context: Mapping[str, Any]) -> bytes:
    """A form of the office's own template, or of the shipped one where it has none."""
    own = place.rooms.templates / name
    press = Press(own if own.is_file() else SHIPPED_TEMPLATES / name)
    return press.print_document({'issuing': place.office.name, **context})


def _maybe(value: object) -> tuple[str, ...]:
    """A text for the press, which prints nothing only where there is none."""
    return (str(value),) if value not in {None, ''} else ()


def _day(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def _must_fit(out: Path, suffix: str) -> None:
    if out.suffix.lower() != suffix or not out.parent.is_dir():
        raise UsageFault(f"“{out}”不能写：要写到已有的文件夹里，文件名以 {suffix} 结尾。")


def _put(out: Path, data: bytes) -> Path:
    written = free_name(out)
    write_whole(written, data)
    return written
