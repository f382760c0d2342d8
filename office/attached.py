"""Attachments that come in apart from their notice are joined to it (office-life.md G19)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from model.document import Document, Paragraph, Table
from model.notice import Notice
from model.register import Entry, ReviewItem
from office.config import Workplace
from office.copies import letters
from office.relating import Kin, held_notice, relate
from store import attachments, audit, register, reviews
from store.attachments import Listing
from store.engine import Connection
from text.han import han_to_int

MISSING = 'attachment_missing'
"""The question that stays open until every attachment of a notice is there."""

WHOSE = 'attachment_of'
"""The question which notice a file belongs to."""

LOOSE = frozenset({'blank', 'other'})
PARTS = LOOSE | {'notice'}
"""Kinds that may be an attachment; a filled form is somebody's return."""

_LABEL = re.compile(r'附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：.．、\-—_\s]*')
_REMARK = re.compile(r'[（(](?:空表|样表|样式|模板|表样|\d)[）)]')
_NO_TITLE = re.compile(
    r'[。；：:]|^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]|\d{1,2}[、.．])'
)
_NO_SHEET_NAME = re.compile(r'(?i)^\s*(?:sheet|工作表|表)\s*\d*\s*$')
_LONGEST_TITLE = 60
_SHORTEST = 4


def document_to_title(document: Document) -> str | None:
    """The first line of a paper that is no label of an attachment, None when it is long prose.

    Of a table that begins with the heads of its columns it is the sheet's own name, if it has one.
    """
    for block in document.blocks:
        text = block.text if isinstance(block, Paragraph) else _table_to_title(block)
        line = ''.join(text.split())
        if line and not _LABEL.fullmatch(line):
            return line if len(line) <= _LONGEST_TITLE else None
        if isinstance(block, Table) and not line:
            return None
    return None


def _table_to_title(table: Table) -> str:
    """The one filled cell of the first row that says more than 附件1, else the sheet's name; '' for none."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.text.strip() and not _LABEL.fullmatch(cell.text.strip()):
            rows.setdefault(cell.row, []).append(cell.text)
    first = rows[min(rows)] if rows else []
    return first[0] if len(first) == 1 else _NO_SHEET_NAME.sub('', table.where.sheet or '')


def missing_name(notice: Notice, file: str, title: str | None) -> str | None:
    """Which of a notice's missing attachments a file is: one it names, else one it may be guessed to be."""
    return named(notice, file, title) or guessed(notice, file, title)


def named(notice: Notice, file: str, title: str | None) -> str | None:
    """Which missing attachment a file's title or name tells."""
    keys = [key for key in (_key(title or ''), _key(PurePosixPath(file).stem)) if len(key) >= _SHORTEST]
    found = (name for name in notice.missing_attachments if any(_same_name(_key(name), key) for key in keys))
    return next(found, None)


def guessed(notice: Notice, file: str, title: str | None) -> str | None:
    """The missing attachment that a bare 附件2 (or 附件, the only one) is, unless its title is another's."""
    name = bare_name(notice, file)
    return None if name is None or _is_other(name, title or '') else name


def bare_name(notice: Notice, file: str) -> str | None:
    """The missing attachment with the number that a file bears for its whole name."""
    bare = _bare(file)
    if bare is None:
        return None
    number = han_to_int(bare['number']) if bare['number'] else 1
    listed = notice.attachments[number - 1 : number] if number else ()
    alone = bare['number'] is not None or len(notice.attachments) == 1
    return next((name for name in listed if alone and name in notice.missing_attachments), None)


def _bare(file: str) -> re.Match[str] | None:
    """The label that is a file's whole name, None when it says more."""
    return _LABEL.fullmatch(_REMARK.sub('', PurePosixPath(file).stem))


def _is_other(name: str, title: str) -> bool:
    """Whether a title, no sentence and no label of a field, names another thing than the attachment."""
    own = _LABEL.sub('', title, count=1)
    short, long = sorted((_key(name), _key(title)), key=len)
    return len(_key(title)) >= _SHORTEST and not _NO_TITLE.search(own) and short not in long


def _key(name: str) -> str:
    return letters(_LABEL.sub('', _REMARK.sub('', name), count=1))


def _same_name(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and short in long and 2 * len(short) > len(long)


def join_to_notice(place: Workplace, connection: Connection, entry: Entry) -> int | None:
    """Join a file that came in to the notice that lacks it; its number, None when none or several lack it."""
    if entry.kind not in PARTS or entry.part_of is not None:
        return None
    asked = attachments.list_asked(connection, MISSING)
    numbers = dict.fromkeys((*asked, *(_wholes_of_bare(connection) if entry.kind in LOOSE else ())))
    numbers.pop(entry.number, None)
    listed = attachments.list_listings(connection, list(numbers), place.now())
    kins = [_listing_to_kin(one) for one in listed]
    lacking = [kin for kin in kins if _lacks(connection, kin, entry)]
    if len(lacking) == 1:
        _take(place, connection, lacking[0], entry)
        return lacking[0].entry.number
    if lacking:
        _ask_whose(place, connection, entry, lacking)
    else:
        _suggest(place, connection, kins, entry)
    return None


def _listing_to_kin(listing: Listing) -> Kin:
    """A notice of which no more is taken up than its attachments."""
    notice = Notice(attachments=listing.attachments, missing_attachments=listing.missing)
    return Kin(listing.entry, notice)


def join_earlier(place: Workplace, connection: Connection, kin: Kin) -> list[int]:
    """Join to a notice those of its attachments that came in before it on the same day."""
    if not kin.notice.missing_attachments:
        return []
    day = kin.entry.received_at.date()
    joined = []
    for entry in attachments.list_loose(connection, LOOSE, day):
        if _lacks(connection, kin, entry):
            _take(place, connection, kin, entry)
            joined.append(entry.number)
        else:
            _suggest(place, connection, [kin], entry)
    parts = {part.number for part in register.list_parts(connection, kin.entry.number)}
    return [number for number in joined if number in parts]


def _wholes_of_bare(connection: Connection) -> list[int]:
    """The notices that took a file for the number in its name alone: one that tells more may replace it."""
    return [whole for whole, file in attachments.list_joined(connection) if _bare(file)]


def _lacks(connection: Connection, kin: Kin, entry: Entry) -> bool:
    """Whether the notice still waits for this file; a bare 附件1 counts in the notice's folder only."""
    name = named(kin.notice, entry.file, entry.title)
    if name:
        parts = register.list_parts(connection, kin.entry.number)
        return name not in {named(kin.notice, part.file, part.title) for part in parts}
    name = guessed(kin.notice, entry.file, entry.title)
    near = kin.entry.sender_hint == entry.sender_hint
    return name is not None and near and name not in _there(connection, kin)


def _there(connection: Connection, kin: Kin) -> set[str]:
    """The missing attachments that have come in since."""
    parts = register.list_parts(connection, kin.entry.number)
    return {name for part in parts if (name := missing_name(kin.notice, part.file, part.title))}


def _take(place: Workplace, connection: Connection, kin: Kin, entry: Entry) -> None:
    """Join a file to the notice; one that tells what it is takes the place of a mere guess."""
    name = named(kin.notice, entry.file, entry.title)
    for part in register.list_parts(connection, kin.entry.number) if name else ():
        weak = named(kin.notice, part.file, part.title) is None
        if weak and bare_name(kin.notice, part.file) == name and not _by_hand(connection, kin, part):
            register.change(connection, part.number, part_of=None)
            held = held_notice(connection, part.number)
            if held:
                relate(place, connection, held)
    register.change(connection, entry.number, part_of=kin.entry.number)
    _drop_suggestions(connection, kin, name)
    settle_missing(connection, kin)


def _drop_suggestions(connection: Connection, kin: Kin, name: str | None) -> None:
    """Close what was asked about other files that bear the number of an attachment now there."""
    for item in reviews.list_items(connection) if name else ():
        if item.field != WHOSE or item.register_number is None or bare_name(kin.notice, item.about) != name:
            continue
        entry = register.get(connection, item.register_number)
        if entry is None or entry.sender_hint != kin.entry.sender_hint:
            continue
        if guessed(kin.notice, entry.file, entry.title) is None:
            reviews.supersede(connection, item.number)


def _by_hand(connection: Connection, kin: Kin, part: Entry) -> bool:
    """Whether a person joined this part to the notice."""
    return any(
        line['act'] == 'join' and line['about'] == str(kin.entry.number) and part.number in line['detail']
        for line in audit.lines(connection)
    )


def _suggest(place: Workplace, connection: Connection, kins: Sequence[Kin], entry: Entry) -> None:
    """Ask about a bare 附件1 in a notice's folder whose title names something else."""
    for kin in kins:
        name = bare_name(kin.notice, entry.file)
        if name is None or name in _there(connection, kin) or kin.entry.sender_hint != entry.sender_hint:
            continue
        reason = (
            f"文件名只有附件序号，标题《{entry.title}》与收文第{kin.entry.number}号缺的附件《{name}》不同，没有合并。"
            f"确是这个附件的，用 shoufa register join {kin.entry.number} {entry.number} 并入。"
        )
        _ask(place, connection, entry, reason)


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
    _ask(place, connection, entry, f"可能是{choices}缺的附件，没有合并。是哪一件的，用 {command} 这样并入。")


def _ask(place: Workplace, connection: Connection, entry: Entry, reason: str) -> None:
    item = ReviewItem(
        kind='reading',
        about=entry.file,
        register_number=entry.number,
        field=WHOSE,
        reasons=(reason,),
    )
    reviews.add(connection, item, place.now())
