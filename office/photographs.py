"""Photographs that look like the pages of one paper: suggested by their names, said by a person (G9)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractors.readers.scans import reader as images
from office.inbox import Arrival

Together = Callable[[Sequence[str]], bool]
"""Whether photographs of these names are the pages of one paper."""

_HEAD_BYTES = 16
_HAN_DIGITS = '〇一二三四五六七八九十'
_STAMP = re.compile(r'(20\d{2})(\d{2})(\d{2})[-_ ]?(\d{2})(\d{2})(\d{2})(?!\d)(?:[-_ ]?\(?(\d{1,3})\)?)?')
"""20260313_093012, 20260313093012_2: when it was taken, as telephones and chats name what they save."""
_EPOCH = re.compile(r'(?<!\d)(1\d{12})(?!\d)')
"""Milliseconds since 1970, another way to name it."""
_RUNNING = re.compile(rf'[\s_\-—（(第]*(?:(\d{{1,6}})|([{_HAN_DIGITS}]))[）)页张]*$')
_OWN_NUMBER = re.compile(r'附\s*件|附\s*表|表\s*$|报表|调查表')
"""Names whose number says which paper, not which page."""
_SECONDS = 60


class _Place(NamedTuple):
    """Where a photograph stands in a row of them: the row, and the number or (timed) second in it."""

    row: str
    at: int
    timed: bool = False


def is_photograph(path: Path) -> bool:
    """Whether a file is an image, by what it holds."""
    try:
        with path.open('rb') as stream:
            return images.score(stream.read(_HEAD_BYTES), path.name) is not None
    except OSError:
        return False


def suggested(photographs: Iterable[Arrival]) -> list[tuple[Arrival, ...]]:
    """Photographs by name, those together that look like one paper's pages."""
    found: list[list[Arrival]] = []
    rows: dict[str, list[Arrival]] = {}
    for arrival in sorted(photographs, key=lambda one: name_to_order(one.file)):
        place = file_to_place(arrival.file)
        group = rows.get(place.row) if place else None
        if group and follows(group[-1].file, arrival.file):
            group.append(arrival)
            continue
        found.append([arrival])
        if place:
            rows[place.row] = found[-1]
    return [tuple(group) for group in found]


def name_to_order(file: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A key that sorts names as people count."""
    path = PurePosixPath(file)
    pieces = re.findall(r'\d+|\D+', path.stem)
    ordered = tuple((int(piece), '') if piece.isdigit() else (_han(piece), piece) for piece in pieces)
    return path.parent.as_posix(), ordered


def _han(piece: str) -> int:
    """The number a piece such as 第二页 ends in, -1 where it has none: such names stand first."""
    found = _RUNNING.search(piece)
    return _HAN_DIGITS.index(found[2]) if found and found[2] else -1


def follows(file: str, other: str) -> bool:
    """Whether the other photograph may be the page after this one.

    >>> follows('甲县/IMG_0001.jpg', '甲县/IMG_0002.jpg'), follows('附件1.jpg', '附件2.jpg')
    (True, False)
    """
    one, two = file_to_place(file), file_to_place(other)
    if one is None or two is None or one.row != two.row:
        return False
    return 0 <= two.at - one.at <= _SECONDS if one.timed and two.timed else two.at - one.at == 1


def file_to_place(file: str) -> _Place | None:
    """The row a photograph's name puts it in; None without number, or where that says which paper it is."""
    path = PurePosixPath(file)
    timed = _stamp_to_second(path.stem)
    if timed:
        return _Place(f'{path.parent}/{timed[0]}', timed[1], timed=True)
    found = _RUNNING.search(path.stem)
    if found is None:
        return None
    before = path.stem[: found.start()]
    number = int(found[1]) if found[1] else _HAN_DIGITS.index(found[2])
    return None if _OWN_NUMBER.search(before) else _Place(f'{path.parent}/{before}', number)


def _stamp_to_second(stem: str) -> tuple[str, int] | None:
    """What stands before the time in a name, and that second; None where it has none."""
    found = _STAMP.search(stem)
    try:
        if found:
            moment = dt.datetime.fromisoformat('{}-{}-{}T{}:{}:{}Z'.format(*found.groups()))
            return stem[: found.start()], int(moment.timestamp())
    except ValueError:
        return None
    epoch = _EPOCH.search(stem)
    return (stem[: epoch.start()], int(epoch[1]) // 1000) if epoch else None


def papers_of(arrivals: Sequence[Arrival], together: Together) -> list[tuple[Arrival, ...]]:
    """The arrivals as groups to look at: photographs last, for what was born digital is read better.

    A group that a person calls one paper is one arrival with its further pages; else its photographs stay
    single, but are looked at together: a secrecy mark on one of them is the others' too.
    """
    photographs = [one for one in arrivals if is_photograph(one.path)]
    taken = {one.path for one in photographs}
    groups: list[tuple[Arrival, ...]] = [(one,) for one in arrivals if one.path not in taken]
    for group in suggested(photographs):
        if len(group) > 1 and together([one.file for one in group]):
            groups.append((group[0]._replace(further=group[1:]),))
        else:
            groups.append(group)
    return groups
