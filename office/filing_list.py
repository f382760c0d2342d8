"""The yearly catalogue of filed papers with the items of DA/T 22-2015, 来文 and 复文 together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from model.register import Entry
from office.config import Workplace
from office.evidence import Gathered, pages_of
from office.evidence_papers import Papers, papers_of
from office.inbox import free_name, write_whole
from office.workbook import Value, tables_to_workbook
from store.outbox import Drafted

HEADS = ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注")
_KINDS = frozenset({'notice', 'request', 'approval'})
_GONE = frozenset({'withdrawn', 'returned', 'forwarded'})


class _Piece(NamedTuple):
    """One line of the catalogue but for its number."""

    filed_as: str | None
    number: str | None
    responsible: str | None
    title: str
    date: dt.date | None
    secrecy: str | None
    pages: int | None
    remark: str


def filing_list(place: Workplace, year: int, out: Path) -> Gathered:
    """Write 归档文件目录（YEAR年）.xlsx into a folder, 名~2 where it is there already."""
    pieces = list(_pieces(place, year))
    rows: list[tuple[Value, ...]] = [HEADS]
    for number, one in enumerate(pieces, start=1):
        date = f'{one.date:%Y%m%d}' if one.date else None
        rows.append(
            (
                number,
                one.filed_as,
                one.number,
                one.responsible,
                one.title,
                date,
                one.secrecy,
                one.pages,
                one.remark,
            )
        )
    target = free_name(out / f'归档文件目录（{year}年）.xlsx')
    write_whole(target, tables_to_workbook([("归档文件目录", rows)]))
    open_ = sum(one.filed_as is None for one in pieces)
    told = f"{year}年归档文件{len(pieces)}件，其中没有档号的{open_}件。"
    notes = (
        ("没有档号的请用 shoufa outbox file 或在收文登记里补记；页数空着的请按原件填写",) if pieces else ()
    )
    return Gathered(target, told, len(pieces), 1, open_, 0, notes)


def _pieces(place: Workplace, year: int) -> Iterator[_Piece]:
    """By day; a reply or 更正 stands right before what it answers or puts right (复文在前)."""
    papers = papers_of(place)
    issued = [one for one in papers.issued if one.dated and one.dated.year == year]
    received = [
        one
        for one in papers.entries.values()
        if one.kind in _KINDS and one.state not in _GONE and one.received_at.year == year
    ]
    answers = {number: one for one in issued if (number := _answered(one)) is not None}
    fixes: dict[str | None, Drafted] = {one.corrects: one for one in issued if one.corrects}
    here = {one.number for one in received} | {one.file for one in issued}
    joined = {one.file for key, one in (*answers.items(), *fixes.items()) if key in here}
    alone: list[tuple[dt.date, int, Entry | Drafted]] = [
        *((papers.dated(one), 0, one) for one in received),
        *((one.dated or dt.date.min, 1, one) for one in issued if one.file not in joined),
    ]
    for _, _, one in sorted(alone, key=lambda told: told[:2]):
        yield from _with_answer(papers, one, answers, fixes)


def _with_answer(
    papers: Papers,
    one: Entry | Drafted,
    answers: Mapping[int, Drafted],
    fixes: Mapping[str | None, Drafted],
) -> Iterator[_Piece]:
    if isinstance(one, Entry):
        answer = answers.get(one.number)
        if answer:
            yield _sent(papers.place, answer, "复文，与下一件来文一并")
        yield _received(papers, one, "来文，与上一件复文一并" if answer else '')
        return
    fix = fixes.get(one.file)
    if fix:
        yield _sent(papers.place, fix, "更正下一件")
    yield _sent(papers.place, one, "另有更正，见上一件" if fix else '')


def _answered(paper: Drafted) -> int | None:
    """The register number of the paper that a 批复 or answer of ours replies to."""
    recipe = paper.recipe or {}
    if recipe.get('act') != 'reply':
        return None
    told = (recipe.get('options') or {}).get('number')
    return told if isinstance(told, int) else None


def _received(papers: Papers, one: Entry, remark: str) -> _Piece:
    path = papers.place.rooms.archive / one.archived_as if one.archived_as else None
    pages = pages_of(path) if path and path.is_file() else None
    title, date = one.title or one.file, papers.dated(one)
    who = one.issuer or one.sender_hint
    return _Piece(one.filed_as, one.doc_number, who, title, date, one.secrecy, pages, remark)


def _sent(place: Workplace, one: Drafted, remark: str) -> _Piece:
    names = {name.id: name.name for name in place.office.issuing_names}
    who = names.get(one.issuing_name, place.office.name)
    return _Piece(one.filed_as, one.doc_number, who, one.title, one.dated, None, None, remark)
