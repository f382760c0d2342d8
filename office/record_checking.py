"""Whether the record of what was done is as it was written, in the database or in an exported file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from model.chain import START, Break, Checked, Head, Line, check
from model.errors import Damaged
from office.config import Workplace
from office.record_heads import kept
from store import audit
from store.engine import reading

WHAT = 'shoufa audit 1'
"""How an exported file names itself."""

_COMPARED = 50_000
"""How many lines of an exported file are held in memory at most."""

RECENT = 10_000
"""How many lines a page looks at while somebody waits."""


def check_record(place: Workplace, told: Iterable[Head] = ()) -> Checked:
    """All of the record, held against what is kept beside it and against heads that somebody tells."""
    with reading(place.engine) as connection:
        return _checked(audit.walk(connection), (*kept(place.rooms.root), *told))


def check_recent(place: Workplace) -> Checked:
    """The last RECENT lines, held against each other and against what is kept of them."""
    with reading(place.engine) as connection:
        first = max(audit.head(connection).number - RECENT, 0)
        before = next(audit.walk(connection, first - 1), None) if first else None
        after = Head(before.number, before.hash) if before else START
        heads = [head for head in kept(place.rooms.root) if head.number > after.number]
        return _checked(audit.walk(connection, after.number), heads, after)


def check_file(path: Path) -> Checked:
    """An exported file by itself.

    Raises:
        Damaged: it is none, or was not written to its end.
    """
    with path.open(encoding='utf-8', errors='surrogatepass') as stream:
        try:
            told = json.loads(next(stream, ''))
            known = told['what'] == WHAT
            head = Head(told['head'][0], told['head'][1])
        except (ValueError, TypeError, KeyError, IndexError):
            known = False
        if not known:
            raise Damaged(f"“{path.name}”不是导出的操作记录（shoufa audit export）。请核对文件后再试。")
        return _checked(_exported(stream), [head])


def compare_with_file(place: Workplace, path: Path) -> Checked:
    """All of the record, held also against an exported file; of a very long one, against every nth line."""
    checked = check_file(path)
    with path.open(encoding='utf-8', errors='surrogatepass') as stream:
        some = islice(_readable(_exported(islice(stream, 1, None))), 0, None, checked.lines // _COMPARED + 1)
        heads = [Head(line.number, line.hash) for line in some]
    found = check_record(place, [*heads, checked.head])
    its = tuple(one._replace(message=f"文件中{one.message}") for one in checked.breaks)
    return replace(found, breaks=its + found.breaks)


def _checked(lines: Iterable[Line], heads: Iterable[Head], after: Head = START) -> Checked:
    """A check that also tells of a line that is none any more; what comes after it cannot be judged."""
    faults: list[str] = []
    sound = _readable(lines, faults)
    found = check(sound, heads, after)
    if not faults:
        return found
    number = found.head.number
    broken = Break(
        number + 1, 'line_unreadable', f"第{number}条以后有读不出的记录：被改坏了，后面的无法核对。"
    )
    held = tuple(one for one in found.breaks if one.number <= number)
    return replace(found, breaks=(*held, broken))


def _readable(lines: Iterable[Line], faults: list[str] | None = None) -> Iterator[Line]:
    """The lines until one that cannot be read, which is put among faults."""
    try:
        yield from lines
    except (ValueError, TypeError, IndexError) as error:
        if faults is not None:
            faults.append(str(error))


def _exported(lines: Iterable[str]) -> Iterator[Line]:
    """Raises ValueError, TypeError or IndexError at a line that is none."""
    for text in lines:
        number, at, actor, act, about, detail, hash_ = json.loads(text)
        yield Line(number, dt.datetime.fromisoformat(at), actor, act, about, detail, hash_)


def export(place: Workplace, path: Path) -> Checked:
    """Write all of the record to a file that can be checked by itself; gives what it holds, unjudged.

    A JSON object in the first line tells what it is and the last line's number and hash; each further line is
    a JSON list: number, at, actor, act, about, detail, hash.
    """
    with reading(place.engine) as connection:
        head, count = audit.head(connection), 0
        fresh = path.with_name(f'.{path.name}.part')
        first: dict[str, Any] = {'what': WHAT, 'office': place.office.name, 'at': place.now().isoformat()}
        with fresh.open('w', encoding='utf-8', errors='surrogatepass', newline='\n') as stream:
            stream.write(json.dumps({**first, 'head': head}, ensure_ascii=False) + '\n')
            for line in audit.walk(connection):
                told = (line.number, line.at.isoformat(), *line[2:])
                stream.write(json.dumps(told, ensure_ascii=False) + '\n')
                count += 1
        fresh.replace(path)
    return Checked(count, head, ())
