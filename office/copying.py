"""Further makes of a registered paper: one entry, its duties once, what they add or deny (G9)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from model.notice import Notice
from model.register import Entry, ReviewItem
from office.attached import settle_missing
from office.config import Workplace
from office.copies import Merged, Sameness, merge, same_paper, title_to_key
from office.noticing import settle_notice
from office.photographs import follows, name_to_order
from office.relating import Kin, held_notice
from store import copies, register, reviews
from store.copies import Copy
from store.engine import Connection

_RUNNING = re.compile(r'[\s_\-（(第]*\d{1,6}[）)页]?$')
_NOTICE_TITLE = re.compile(
    '.{0,40}关于.{2,80}(?:通知|通报|函|请示|批复|公告|通告|决定)(?:[（(].{1,12}[）)])?'
)
"""A title that begins a paper; 方案, 意见 and 报告 may be the head of an annex on a further page."""
MAYBE = 'maybe_copy'
"""The field of the question whether two entries are one paper."""


ENDED = {'withdrawn': "已撤下", 'returned': "已退回", 'forwarded': "已转送"}
"""States of an entry of which nothing is to do any more."""


class Held(NamedTuple):
    """A paper of the register that another one may be a further make of, and what speaks for it."""

    kin: Kin
    sameness: Sameness


def find_held(connection: Connection, notice: Notice, other_than: int | None = None) -> list[Held]:
    """Papers that this notice is a further make of (the first one), or may be."""
    key = title_to_key(notice.title)
    numbers = [
        number
        for number, title, doc_number in register.list_titles(connection)
        if number != other_than
        and ((notice.doc_number and doc_number == notice.doc_number) or (key and title_to_key(title) == key))
    ]
    held = [
        Held(kin, same_paper(kin.notice, notice))
        for number in numbers
        if (kin := held_notice(connection, number)) and kin.entry.part_of is None
    ]
    certain = [one for one in held if one.sameness.verdict == 'copy']
    return certain[:1] or [one for one in held if one.sameness.verdict == 'doubtful']


def add_copy(place: Workplace, connection: Connection, held: Held, copy: Copy, notice: Notice) -> str:
    """Put a further make to its entry; what it adds is written, what it denies is asked.

    Gives a line for the user. An entry sent back or passed on takes the file and nothing else.
    """
    copies.add(connection, copy)
    kin = held_notice(connection, held.kin.entry.number)
    assert kin is not None
    entry = kin.entry
    told = f"同文副本：与收文第{entry.number}号（{entry.file}）是同一文件（{held.sameness.reason}），不另编号"
    return told + (
        take_over(place, connection, kin, copy.file, notice) if entry.state == 'done' else ended(entry)
    )


def ended(entry: Entry) -> str:
    """What to know of a paper that comes again though its entry was ended; '' for one in force."""
    if entry.state not in ENDED:
        return ""
    why = f"（{entry.note}）" if entry.note else ""
    again = f"要重新办理，运行 shoufa register reread {entry.number}"
    return f"。注意：该件{ENDED[entry.state]}{why}，没有待办；{again}"


def take_over(place: Workplace, connection: Connection, kin: Kin, file: str, notice: Notice) -> str:
    """Write what a further make adds to a notice and ask about what it denies; a clause that says so."""
    merged = merge(kin.notice, notice)
    asked = _ask_differences(place, connection, kin.entry, file, merged)
    if merged.notice == kin.notice:
        return f"；{asked}处不一致，待核" if asked else ""
    settled = {one.code for one in kin.notice.problems} - {one.code for one in merged.notice.problems}
    for item in reviews.list_items(connection, register_number=kin.entry.number):
        if item.field in settled:
            reviews.supersede(connection, item.number)
    settle_notice(place, connection, kin.entry, merged.notice)
    settle_missing(connection, Kin(kin.entry, merged.notice))
    return "，补充了原件没有的内容" + (f"；{asked}处不一致，待核" if asked else "")


def _ask_differences(
    place: Workplace, connection: Connection, entry: Entry, file: str, merged: Merged
) -> int:
    """A question for each point on which the copy says otherwise or more; their number."""
    reasons = [
        f"同文副本“{file}”的{one.what}为“{one.told}”，原件为“{one.held}”，暂按原件。请对照两份核实。"
        for one in merged.differences
    ]
    reasons += [
        f"同文副本“{file}”多出一项：“{duty.verbatim}”，已列入事项。请对照两份核实。" for duty in merged.more
    ]
    for position, reason in enumerate(reasons, start=1):
        item = _item(entry, 'copy_differs', reason)
        reviews.add(connection, replace(item, where={'copy': file, 'point': position}), place.now())
    return len(reasons)


def ask_maybe(place: Workplace, connection: Connection, entry: Entry, notice: Notice) -> None:
    """Ask whether a registered paper is a further make of another one, where something speaks for it."""
    for kin, sameness in find_held(connection, notice, other_than=entry.number):
        if kin.entry.number < entry.number:
            command = f"shoufa register join {kin.entry.number} {entry.number}"
            reason = (
                f"{sameness.reason}：可能与收文第{kin.entry.number}号《{kin.entry.title}》是同一文件，"
                f"没有合并。请核对；如是同一件，用 {command}。"
            )
            reviews.add(connection, _item(entry, MAYBE, reason), place.now())


def ask_same_name(place: Workplace, connection: Connection, entry: Entry) -> str:
    """Suggest that a picture belongs to the paper of its folder and day whose file is named alike.

    通知.pdf goes with 通知.docx as long as nobody could read the picture, IMG_0002.jpg with IMG_0001.jpg
    unless it is a paper of its own. A person says so. Photographs that follow each other are one question.
    Gives a clause for the user, '' where nothing is suggested.
    """
    run = _run_of(connection, entry.number)
    if is_whole(entry):
        _end_run(connection, run, entry.number)
        return ""
    came = list(_arrived_with(connection, entry, entry.received_at.date()))
    before = [
        (name_to_order(file), number)
        for number, file, is_image in came
        if is_image and follows(file, entry.file)
    ]
    if before:
        number = max(before)[1]
        return _ask_run(place, connection, entry, number, run or _run_of(connection, number))
    for number, file, _ in came:
        if entry.kind == 'picture' and _name_key(file) == _name_key(entry.file):
            reason = (
                f"文件名与收文第{number}号“{file}”相近，可能是同一份文件的另一种格式或另一页，"
                f"没有合并。请核对；如是同一件，用 {_join_command((number, entry.number))}。"
            )
            asked = reviews.add(connection, _item(entry, MAYBE, reason), place.now())
            return f"；像是第{number}号的另一种格式或另一页，见待核{asked}"
    return ""


def is_whole(entry: Entry) -> bool:
    """Whether a picture is a paper of its own: a filled form, or a notice that begins on it."""
    if entry.kind == 'return':
        return entry.form is not None
    begins = entry.doc_number or _NOTICE_TITLE.fullmatch(entry.title or '')
    return entry.kind in {'notice', 'request', 'approval'} and bool(begins)


def _run_of(connection: Connection, number: int) -> ReviewItem | None:
    """The open question that takes this entry for a page, or for the first one."""
    asked = [one for one in reviews.list_items(connection) if one.field == MAYBE]
    return next((one for one in asked if isinstance(one.value, list) and number in one.value), None)


def _end_run(connection: Connection, run: ReviewItem | None, number: int) -> None:
    """Take a paper of its own, and what followed it, out of the question; the first page stays one."""
    before = run.value[: run.value.index(number)] if run else []
    if run and len(before) > 1:
        reviews.reword(connection, run.number, (_run_reason(before),), before)
    elif run and before:
        reviews.supersede(connection, run.number)


def _ask_run(
    place: Workplace, connection: Connection, entry: Entry, number: int, run: ReviewItem | None
) -> str:
    """One question for photographs that follow each other, in the order of their pages."""
    pages = run.value if run else [number]
    pages = pages if entry.number in pages else [*pages, entry.number]
    if run:
        reviews.reword(connection, run.number, (_run_reason(pages),), pages)
        asked = run.number
    else:
        item = replace(_item(entry, MAYBE, _run_reason(pages)), value=pages, where={'first': number})
        asked = reviews.add(connection, item, place.now())
    return f"；像是第{pages[0]}号的第{pages.index(entry.number) + 1}页，见待核{asked}"


def _run_reason(pages: Sequence[int]) -> str:
    numbers = '、'.join(f"第{number}号" for number in pages)
    return (
        f"收文{numbers}的文件名前后相连，可能是同一份文件的{len(pages)}页，没有合并。"
        f"请核对；如是同一件，用 {_join_command(pages)}。"
    )


def _join_command(pages: Sequence[int]) -> str:
    return f"shoufa register join {' '.join(map(str, pages))}"


def _arrived_with(connection: Connection, entry: Entry, day: dt.date) -> Iterator[tuple[int, str, bool]]:
    """(number, file, whether an image) of what came before from the same folder on that day."""
    wholes: dict[int, int] = {}
    for other in register.list_entries(connection):
        wholes[other.number] = other.part_of or other.number
        near = other.sender_hint == entry.sender_hint and other.received_at.date() == day
        if near and other.number < entry.number:
            is_image = other.kind == 'picture' or other.format == 'image'
            if is_image or other.part_of is None:
                yield wholes[other.number], other.file, is_image
    for copy in copies.list_copies(connection):
        if copy.sender_hint == entry.sender_hint and copy.received_at.date() == day:
            yield wholes[copy.register_number], copy.file, copy.format == 'image'


def _name_key(file: str) -> str:
    """A file's name without its folder, its ending and the running number at its end."""
    stem = PurePosixPath(file).stem
    return _RUNNING.sub('', stem) or stem


def _item(entry: Entry, field: str, reason: str) -> ReviewItem:
    return ReviewItem(
        kind='reading', about=entry.file, register_number=entry.number, field=field, reasons=(reason,)
    )
