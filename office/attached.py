"""Attachments that come in apart from their notice are joined to it (office-life.md G19)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from model.document import Document, Paragraph
from model.notice import Notice
from model.register import Entry, ReviewItem
from office.config import Workplace
from office.copies import letters
from office.relating import Kin, held_notice
from store import register, reviews
from store.engine import Connection
from text.han import han_to_int

MISSING = 'attachment_missing'
"""The question that stays open until every attachment of a notice is there."""

PARTS = frozenset({'blank', 'other', 'notice'})
"""Kinds that may be an attachment; a filled form is somebody's return."""

_LABEL = re.compile(r'附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：.．、\-—_\s]*')
_REMARK = re.compile(r'[（(](?:空表|样表|样式|模板|表样|\d)[）)]')
_LONGEST_TITLE = 60
_SHORTEST = 4


def document_to_title(document: Document) -> str | None:
    """The first line of a paper that is no label of an attachment, None when it is long prose."""
    for block in document.blocks:
        text = block.text if isinstance(block, Paragraph) else next((cell.text for cell in block.cells), '')
        line = ''.join(text.split())
        if line and not _LABEL.fullmatch(line):
            return line if len(line) <= _LONGEST_TITLE else None
    return None


def missing_name(notice: Notice, file: str, title: str | None) -> str | None:
    """Which of a notice's missing attachments a file is, by its title or its file's name.

    A bare 附件2 is the second attachment; 附件 alone is the only one.
    """
    stem = PurePosixPath(file).stem
    keys = [key for key in (_key(title or ''), _key(stem)) if len(key) >= _SHORTEST]
    for name in notice.missing_attachments:
        if any(_same_name(_key(name), key) for key in keys):
            return name
    bare = _LABEL.fullmatch(_REMARK.sub('', stem))
    if bare is None:
        return None
    number = han_to_int(bare['number']) if bare['number'] else 1
    named = notice.attachments[number - 1 : number] if number else ()
    alone = bare['number'] is not None or len(notice.attachments) == 1
    return next((name for name in named if alone and name in notice.missing_attachments), None)


def is_bare(file: str) -> bool:
    """Whether a file is called 附件 or 附件1 and no more, which says nothing of whose."""
    return _LABEL.fullmatch(_REMARK.sub('', PurePosixPath(file).stem)) is not None


def _key(name: str) -> str:
    return letters(_LABEL.sub('', _REMARK.sub('', name), count=1))


def _same_name(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and short in long and 2 * len(short) > len(long)


def join_to_notice(place: Workplace, connection: Connection, entry: Entry) -> int | None:
    """Join a file that came in to the notice that lacks it; its number, None when none or several lack it."""
    if entry.kind not in PARTS or entry.part_of is not None:
        return None
    asked = [
        item for item in reviews.list_items(connection) if item.field == MISSING and item.register_number
    ]
    numbers = dict.fromkeys(int(item.register_number or 0) for item in asked)
    kins = [kin for number in numbers if (kin := held_notice(connection, number))]
    lacking = [kin for kin in kins if kin.entry.number != entry.number and _lacks(connection, kin, entry)]
    if len(lacking) > 1:
        _ask_whose(place, connection, entry, lacking)
    if len(lacking) != 1:
        return None
    _take(connection, lacking[0], entry)
    return lacking[0].entry.number


def join_earlier(connection: Connection, kin: Kin) -> list[int]:
    """Join to a notice those of its attachments that came in before it on the same day."""
    if not kin.notice.missing_attachments:
        return []
    day = kin.entry.received_at.date()
    joined = []
    for entry in register.list_entries(connection, ('done',)):
        candidate = entry.kind in PARTS - {'notice'} and entry.part_of is None
        if candidate and entry.received_at.date() == day and _lacks(connection, kin, entry):
            _take(connection, kin, entry)
            joined.append(entry.number)
    return joined


def _lacks(connection: Connection, kin: Kin, entry: Entry) -> bool:
    """Whether the notice still waits for this file; a bare 附件1 counts in the notice's folder only."""
    name = missing_name(kin.notice, entry.file, entry.title)
    if name is None or name in _there(connection, kin):
        return False
    near = kin.entry.sender_hint == entry.sender_hint
    return near if is_bare(entry.file) and not _named_by_title(kin.notice, entry) else True


def _named_by_title(notice: Notice, entry: Entry) -> bool:
    return bool(entry.title) and missing_name(notice, '', entry.title) is not None


def _there(connection: Connection, kin: Kin) -> set[str]:
    """The missing attachments that have come in since."""
    parts = register.list_parts(connection, kin.entry.number)
    return {name for part in parts if (name := missing_name(kin.notice, part.file, part.title))}


def _take(connection: Connection, kin: Kin, entry: Entry) -> None:
    register.change(connection, entry.number, part_of=kin.entry.number)
    settle_missing(connection, kin)


def settle_missing(connection: Connection, kin: Kin) -> None:
    """Close the question for a notice's attachments once every one of them is there.

    A file that a person joined under another name counts for any of them.
    """
    parts = register.list_parts(connection, kin.entry.number)
    there = _there(connection, kin)
    unnamed = [
        part
        for part in parts
        if part.kind in PARTS and missing_name(kin.notice, part.file, part.title) is None
    ]
    if len(set(kin.notice.missing_attachments) - there) > len(unnamed):
        return
    for item in reviews.list_items(connection, register_number=kin.entry.number):
        if item.field == MISSING:
            reviews.supersede(connection, item.number)


def _ask_whose(place: Workplace, connection: Connection, entry: Entry, lacking: Sequence[Kin]) -> None:
    choices = '、'.join(f"第{kin.entry.number}号《{kin.entry.title}》" for kin in lacking)
    command = f"shoufa register join {lacking[0].entry.number} {entry.number}"
    item = ReviewItem(
        kind='reading',
        about=entry.file,
        register_number=entry.number,
        field='attachment_of',
        reasons=(f"可能是{choices}缺的附件，没有合并。是哪一件的，用 {command} 这样并入。",),
    )
    reviews.add(connection, item, place.now())
