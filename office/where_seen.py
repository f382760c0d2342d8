"""A place in a registered paper as a person finds it: in words, and as what `read --picture` takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from office.config import Workplace
from office.makes import own_make
from store import register
from store.engine import reading


class Seen(NamedTuple):
    """The file in 存档/ that holds the place, the place in short, and in words."""

    path: Path
    place: str
    words: str


def place_to_seen(place: Workplace, number: int, where: Mapping[str, Any]) -> Seen | None:
    """Where a place of this entry can be looked at; None where its file or the place is not told.

    Of a paper photographed page by page it is the photograph, whose only page is the first.
    """
    with reading(place.engine) as connection:
        entry = register.get(connection, number)
        files = own_make(connection, entry).archived if entry and entry.archived_as else ()
    told = {key: value for key, value in where.items() if value is not None}
    page = told.get('page')
    file = files[page - 1] if page and len(files) >= page > 1 else next(iter(files), None)
    short = _short(told | ({'page': 1} if len(files) > 1 else {}))
    return Seen(place.rooms.archive / file, short, _words(told)) if file and short else None


def _short(told: Mapping[str, Any]) -> str:
    if told.get('sheet') and told.get('cell'):
        return f'{told["sheet"]}!{told["cell"]}'
    if told.get('path'):
        return '/'.join(filter(None, (told.get('part'), str(told['path']))))
    if told.get('page'):
        box = '/'.join(f'{side:g}' for side in told.get('box') or ())
        return f'page={told["page"]}' + (f',box={box}' if box else '')
    return f'line={told["line"]}' if told.get('line') else ''


def _words(told: Mapping[str, Any]) -> str:
    if told.get('sheet'):
        return f"工作表“{told['sheet']}”{told.get('cell', '')}"
    if told.get('page'):
        return f"第{told['page']}页" + (
            f"，离页顶{round(told['box'][1] / 72 * 2.54)}厘米处" if told.get('box') else ""
        )
    return (
        f"第{told['line']}行"
        if told.get('line')
        else f"{told.get('part', '')} {told.get('path', '')}".strip()
    )
