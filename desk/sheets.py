"""Pictures of registered papers: drawn once, kept in memory, the same for everybody who may see papers.

Addresses: /paper/{number}/page/{page}.png?dpi=110, the same with .json (its size in points, by which a place
is laid over it), and /paper/{number}/place.png?where=… (a place framed, for papers without pages).
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import fields
from threading import Lock, Semaphore
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from starlette.responses import Response

from desk.visit import Address, Visit, data, picture
from model.document import Document
from model.errors import UsageFault
from model.place import Box, Where
from office import page_pictures
from office.page_pictures import Paper, Sheet

DPI = 110
_DPIS = range(50, 301)
_AT_ONCE = Semaphore(2)
"""Children that draw at the same time; who waits gets the same picture from memory where it is the same."""

_PLACE_KEYS = frozenset(one.name for one in fields(Where))
_FAR = 10_000_000
"""No page, line or point of a page is so far."""

T = TypeVar('T')


class Kept(Generic[T]):
    """What was made of late, up to a size; each is made once, however many ask for it at once."""

    def __init__(self, most: int, size: Callable[[T], int]) -> None:
        self.most, self.size, self.held = most, size, 0
        self.values: OrderedDict[str, T] = OrderedDict()
        self.making: dict[str, Lock] = {}
        self.lock = Lock()

    def get(self, key: str) -> T | None:
        """What is kept under a key."""
        with self.lock:
            if key in self.values:
                self.values.move_to_end(key)
            return self.values.get(key)

    def made(self, key: str, make: Callable[[], T]) -> T:
        """What is kept under a key, made now where nothing is."""
        found = self.get(key)
        if found is not None:
            return found
        with self.lock:
            turn = self.making.setdefault(key, Lock())
        with turn:
            found = self.get(key)
            if found is None:
                try:
                    with _AT_ONCE:
                        found = make()
                    self._keep(key, found)
                finally:
                    with self.lock:
                        self.making.pop(key, None)
        return found

    def _keep(self, key: str, value: T) -> None:
        with self.lock:
            self.values[key] = value
            self.held += self.size(value)
            while self.held > self.most and len(self.values) > 1:
                self.held -= self.size(self.values.popitem(last=False)[1])


_pages: Kept[Sheet] = Kept(96 * 2**20, lambda sheet: len(sheet.png))
_places: Kept[bytes] = Kept(48 * 2**20, len)
_layouts: Kept[bytes] = Kept(48 * 2**20, len)
_texts: Kept[Document] = Kept(200_000, lambda document: 1000 + len(document.blocks) * 10)


def sheet_of(paper: Paper, page: int, dpi: int = DPI) -> Sheet:
    """A page of a paper, from memory where it was drawn before.

    Raises what office.page_pictures.draw_page raises.
    """

    def draw() -> Sheet:
        return page_pictures.draw_page(paper, page, dpi, laid_out)

    key = f'{paper.sha256}/{page}/{dpi}'
    found = _pages.get(key)
    if found is not None:
        return found
    laid_out = (
        _layouts.made(paper.sha256, lambda: page_pictures.layout_of(paper)) if paper.needs_layout else None
    )
    return _pages.made(key, draw)


def text_of(visit: Visit, paper: Paper) -> Document:
    """A paper's text with its places, from memory where it was read before.

    Raises what office.page_pictures.text_of raises.
    """
    return _texts.made(paper.sha256, lambda: page_pictures.text_of(visit.place, paper))


def pages_of(paper: Paper) -> int | None:
    """How many pages a paper has; None where that is not known without reading it."""
    read = _texts.get(paper.sha256)
    return len(paper.paths) if len(paper.paths) > 1 else read.pages if read else None


def page_address(number: int, page: int, dpi: int = DPI) -> str:
    """Where a page's picture is."""
    return f'/paper/{number}/page/{page}.png?dpi={dpi}'


def place_address(number: int, where: Mapping[str, Any]) -> str:
    """Where the picture of one place is, framed in red."""
    told = {key: value for key, value in where.items() if value is not None}
    return f'/paper/{number}/place.png?' + urlencode({'where': json.dumps(told, ensure_ascii=False)})


def show_page(visit: Visit) -> Response:
    """The picture of a page."""
    paper, page, dpi = _asked(visit)
    mark = _mark(paper, page, dpi)
    if visit.request.headers.get('if-none-match') == f'"{mark}"':
        return picture(b'', mark, visit.request)
    return picture(sheet_of(paper, page, dpi).png, mark, visit.request)


def show_size(visit: Visit) -> Response:
    """A page's size in points, and how many pages there are; null where that is not known yet."""
    paper, page, dpi = _asked(visit)
    sheet = sheet_of(paper, page, dpi)
    return data({'width': sheet.width, 'height': sheet.height, 'pages': pages_of(paper)})


def _asked(visit: Visit) -> tuple[Paper, int, int]:
    """The paper, the page and the resolution that an address names."""
    dpi = int(visit.asked('dpi')) if visit.asked('dpi').isdecimal() else DPI
    if dpi not in _DPIS:
        raise UsageFault(f"清晰度应在{_DPIS[0]}到{_DPIS[-1]}之间，现在是{dpi}。")
    return page_pictures.paper_of(visit.place, visit.number('number')), visit.number('page'), dpi


def show_place(visit: Visit) -> Response:
    """The page around a place, the place framed."""
    paper = page_pictures.paper_of(visit.place, visit.number('number'))
    where = asked_where(visit)
    mark = _mark(paper, json.dumps(where, sort_keys=True), DPI)

    def draw() -> bytes:
        document = None
        if not where.get('page'):
            document = _texts.get(paper.sha256) or page_pictures.text_of(visit.place, paper)
        return page_pictures.draw_place(paper, where, document, DPI)

    return picture(_places.made(mark, draw), mark, visit.request)


def asked_where(visit: Visit) -> dict[str, Any]:
    """The place that ?where= tells, as JSON.

    Raises:
        UsageFault: it tells none.
    """
    try:
        told = json.loads(visit.asked('where'))
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not told or not all(map(_is_told, told, told.values())):
        raise UsageFault("没有写明看哪一处。请从待核或收文页面点进来。")
    return told


def _is_told(key: str, value: object) -> bool:
    """Whether a key of a place, as model/place.py has them, holds what it may."""
    if value is None:
        return key in _PLACE_KEYS
    if key in {'page', 'line'}:
        return type(value) is int and 0 < value < _FAR
    if key == 'box':
        sides: list[Any] = value if isinstance(value, list) else []
        return len(sides) == len(Box._fields) and all(
            type(side) in {int, float} and -_FAR < side < _FAR for side in sides
        )
    return key in _PLACE_KEYS and isinstance(value, str)


def _mark(paper: Paper, *told: object) -> str:
    return hashlib.sha256(repr((paper.sha256, *told)).encode()).hexdigest()[:24]


ADDRESSES = (
    Address('/paper/{number:int}/page/{page:int}.png', show_page),
    Address('/paper/{number:int}/page/{page:int}.json', show_size),
    Address('/paper/{number:int}/place.png', show_place),
)
