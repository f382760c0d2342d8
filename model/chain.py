"""The chain of the record: each line's hash covers the line and the hash of the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

BEGINNING = '0' * 64
"""What stands before the first line."""


class Head(NamedTuple):
    """A line of the record by its number, and its hash, which covers all lines before it."""

    number: int
    hash: str


START = Head(0, BEGINNING)
"""Before the first line."""


class Line(NamedTuple):
    """One line of the record as it was written."""

    number: int
    at: dt.datetime
    actor: str
    act: str
    about: str
    detail: Any
    hash: str


class Break(NamedTuple):
    """Where the chain does not hold: the number of a line, a code, and what it means, in Chinese."""

    number: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a whole chain found: how many lines, the last one, and where it does not hold."""

    lines: int
    head: Head
    breaks: tuple[Break, ...]


def line_to_hash(
    before: str, number: int, at: dt.datetime, actor: str, act: str, about: str, detail: Any
) -> str:
    """The hash of a line that stands after the one whose hash is before: 64 hex digits.

    Never to change: lines of every earlier year are held against it. It is sha256 over the earlier hash,
    a line feed, and the JSON list of the columns in ASCII without blanks, so that anybody can compute it.
    """
    columns = [number, at.isoformat(), actor, act, about, detail]
    told = json.dumps(columns, separators=(',', ':'))
    return hashlib.sha256(f'{before}\n{told}'.encode('ascii')).hexdigest()


def check(lines: Iterable[Line], kept: Iterable[Head] = (), after: Head = START) -> Checked:
    """Hold lines, in their order, against each other and against the heads that were kept elsewhere.

    after is the line before the first of these. Found are a line that was changed, removed, inserted or
    moved; by the kept heads also a tail that was cut off and a chain computed anew. Nothing tells of lines
    that came after the last kept head and were cut off, nor of a chain computed anew together with every
    kept head.
    """
    wanted: dict[int, set[str]] = {}
    for head in kept:
        wanted.setdefault(head.number, set()).add(head.hash)
    seen: dict[int, str] = {}
    breaks: list[Break] = []
    last, count = after, 0
    for line in lines:
        if line_to_hash(last.hash, *line[:-1]) != line.hash:
            breaks.append(_break_at(last, line))
        last, count = Head(line.number, line.hash), count + 1
        if last.number in wanted:
            seen[last.number] = last.hash
    breaks += _unlike_kept(wanted, seen, last)
    return Checked(count, last, tuple(breaks))


def _break_at(last: Head, line: Line) -> Break:
    if line.number > last.number + 1:
        gone = f"第{last.number + 1}条" + (
            f"到第{line.number - 1}条" if line.number > last.number + 2 else ""
        )
        return Break(
            line.number, 'lines_missing', f"{gone}不见了：第{line.number}条接不上第{last.number}条。"
        )
    message = f"第{line.number}条对不上：这一条被改过、插入或调换过，或者它前面紧挨的一条被换过。"
    return Break(line.number, 'line_changed', message)


def _unlike_kept(wanted: dict[int, set[str]], seen: dict[int, str], last: Head) -> Iterator[Break]:
    """The first and the last kept head that the lines do not have: what lies between is as wrong."""
    cut = [number for number in wanted if number > last.number]
    if cut:
        message = f"另处留存的校验值记到第{max(cut)}条，现在只到第{last.number}条：末尾的记录被截掉了。"
        yield Break(max(cut), 'tail_cut', message)
    other = [
        number for number, hashes in wanted.items() if number <= last.number and hashes != {seen.get(number)}
    ]
    if other:
        message = f"第{min(other)}条与另处留存的校验值不同：这一条或它以前的记录被整段重写过。"
        yield Break(min(other), 'rewritten', message)
