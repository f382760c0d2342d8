"""One incoming paper as a page shows it: what hangs on it, its links, its files, and small acts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from model.errors import SecrecyMark, StaleEdit, UsageFault
from model.register import Duty, Entry, HeldRow
from office.anchoring import Missing, missing_anchor
from office.columns import COLUMNS, MEANT, set_columns
from office.config import Workplace
from office.incoming_view import Group, extract_to_groups
from office.registering import Shown, entry_named, show
from store import copies, obligations, pages, register_lists
from store.engine import Connection, reading


class Linked(NamedTuple):
    """Another entry that hangs together with this one, and how."""

    how: str
    number: int
    title: str


class Asked(NamedTuple):
    """A duty of the paper; missing is the day nobody has given yet."""

    duty: Duty
    missing: Missing | None


class Incoming(NamedTuple):
    """All of a paper but its lines."""

    shown: Shown
    groups: list[Group]
    duties: list[Asked]
    links: list[Linked]
    before: int | None
    after: int | None


def incoming(place: Workplace, number: int) -> Incoming:
    """The paper with this number.

    Raises:
        UsageFault: there is none.
    """
    shown = show(place, number)
    with reading(place.engine) as connection:
        links = _links(connection, shown)
        before, after = register_lists.beside(connection, number)
    duties = [Asked(one, missing_anchor(one, shown.entry)) for one in shown.duties]
    return Incoming(shown, extract_to_groups(shown.extract), duties, links, before, after)


def _links(connection: Connection, shown: Shown) -> list[Linked]:
    """What it forwards or changes; papers with whose duties its own are one; its later edition."""
    extract = shown.extract if isinstance(shown.extract, dict) else {}
    found: dict[int, str] = {}
    for key, how in (('forwards', "转发的是"), ('amends', "更改的是")):
        called = [one['number'] for one in extract.get(key, ()) if one.get('number')]
        found |= dict.fromkeys((held for _, held in register_lists.list_called(connection, called)), how)
    mine = {one.number for one in shown.duties}
    for other, link in register_lists.list_linked(connection, mine):
        found.setdefault(other, link)
    if shown.entry.superseded_by:
        found[shown.entry.superseded_by] = "已由后来的报送更正"
    found.pop(shown.entry.number, None)
    return [Linked(how, one, _title(connection, one)) for one, how in found.items()]


def _title(connection: Connection, number: int) -> str:
    entry = entry_named(connection, number)
    return entry.title or entry.file


def rows_page(place: Workplace, number: int, start: int, size: int) -> tuple[list[HeldRow], int]:
    """Some lines of a return, in their order, and how many it has."""
    with reading(place.engine) as connection:
        return register_lists.list_rows_page(connection, number, start, size)


class Original(NamedTuple):
    """A file in 存档/ under the name users know it by."""

    path: Path
    name: str


def original(place: Workplace, number: int, which: str) -> Original:
    """A file of a paper: '' its own, p2 its second photograph, c1 its first further make.

    Raises:
        UsageFault: there is no such file.
        SecrecyMark: it was stopped.
    """
    with reading(place.engine) as connection:
        entry = entry_named(connection, number)
        if entry.state == 'classified':
            raise SecrecyMark
        file, archived = _file_of(connection, entry, which)
    path = place.rooms.archive / archived if archived else None
    if path is None or not path.is_file():
        raise UsageFault(f"收文第{number}号的这个文件不在 存档/ 里。请从备份恢复。")
    return Original(path, PurePosixPath(file).name)


def _file_of(connection: Connection, entry: Entry, which: str) -> tuple[str, str | None]:
    if not which:
        return entry.file, entry.archived_as
    kind, told = which[0], which[1:]
    listed: list[tuple[str, str | None]] = []
    if kind == 'p':
        listed = [(one.file, one.archived_as) for one in pages.list_pages(connection, entry.number)]
    if kind == 'c':
        listed = [(one.file, one.archived_as) for one in copies.list_copies(connection, entry.number)]
    if not told.isdecimal() or not 1 <= int(told) <= len(listed):
        raise UsageFault("没有这个文件。请刷新后再试。")
    return listed[int(told) - 1]


EDITED = tuple(name for name in COLUMNS if name != MEANT)
"""The columns of the register that a page offers."""


def entry_to_texts(entry: Entry) -> dict[str, str]:
    """The columns as a page's fields hold them."""
    texts = {}
    for name in EDITED:
        value = getattr(entry, name)
        texts[name] = f'{value:%Y-%m-%d %H:%M}' if name == 'received_at' else _text(name, value)
    return texts


def _text(name: str, value: Any) -> str:
    if value is None:
        return ''
    return "无" if name == 'round' and value < 0 else str(value)


def save_columns(
    place: Workplace, number: int, seen: Mapping[str, str], typed: Mapping[str, str]
) -> list[str]:
    """Write the columns that a person changed, where they still are as the person saw them; their labels.

    Raises:
        StaleEdit: somebody changed one of them meanwhile; both versions are told.
        UsageFault: a value that cannot be.
    """
    wanted = {name: text for name, text in typed.items() if name in EDITED and text != seen.get(name)}
    with reading(place.engine) as connection:
        held = entry_to_texts(entry_named(connection, number))
    stale = [
        f"“{COLUMNS[name][0]}”现在是“{held[name] or '空'}”，"
        f"您打开时是“{seen.get(name) or '空'}”，您填的是“{text or '空'}”"
        for name, text in wanted.items()
        if held[name] not in {seen.get(name), text}
    ]
    if stale:
        raise StaleEdit(f"别人刚改过这一件，您的没有保存：{'；'.join(stale)}。请刷新核对后再填。")
    if wanted:
        set_columns(place, number, wanted)
    return [COLUMNS[name][0] for name in wanted]


def duty_of(place: Workplace, number: int, duty: int) -> Duty:
    """A duty of this paper.

    Raises:
        UsageFault: it is none of this paper's.
    """
    with reading(place.engine) as connection:
        found = obligations.get(connection, duty)
    if found is None or found.register_number != number:
        raise UsageFault("这份文件里没有这一项事项。请刷新后再试。")
    return found
