"""An act that is sent several times is one: pressed twice, sent by two at once, or again from one page.

Forms carry a mark of their own (once). The same form sent again, whenever, and the same act sent by anybody
while it is still being done, get the answer of the first; whatever failed is done anew.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import UploadFile
from starlette.responses import Response

if TYPE_CHECKING:
    from desk.visit import Visit

MARK = 'once'
"""The hidden field of a form that is another in each page."""

_KEPT = 1000
_SMALL = 64 * 1024
_OF_ONESELF = frozenset({'/first', '/login', '/logout', '/password'})


class _Answered(NamedTuple):
    """What became of an act: by whom, at which moment of the book, and what was answered."""

    by: int
    shown: str
    moment: int
    answer: Response


@dataclass(slots=True)
class Once:
    """The last acts of a desk with their answers; moments are counted, not timed."""

    answered: OrderedDict[str, _Answered] = field(default_factory=OrderedDict)
    turns: dict[str, tuple[Lock, int]] = field(default_factory=dict)
    moments: count[int] = field(default_factory=lambda: count(1))
    lock: Lock = field(default_factory=Lock)

    def arrived(self) -> int:
        """The moment a request arrives, before anything is done about it."""
        return next(self.moments)

    def do(self, visit: Visit, arrived: int, mark: str, act: Callable[[], Response]) -> Response:
        """The answer of act, or the one it was given when the same was sent before.

        Raises what act raises.
        """
        if visit.account is None or visit.request.url.path in _OF_ONESELF:
            return act()
        key = visit_to_key(visit)
        marked = f'{key} {visit.account.id} {mark}' if mark else ''
        with self._turn(key):
            for found in (self.answered.get(marked), self.answered.get(key)):
                if found and (marked in self.answered or arrived < found.moment) and _is_for(visit, found):
                    return _again(visit, found)
            answer = act()
            if answer.status_code == 303 or (visit.wants_json and len(answer.body) < _SMALL):
                done = _Answered(visit.account.id, visit.account.shown, next(self.moments), answer)
                self._keep([key, marked] if mark else [key], done)
            return answer

    @contextmanager
    def _turn(self, key: str) -> Iterator[None]:
        """One after another do what is the same."""
        with self.lock:
            lock, waiting = self.turns.get(key, (Lock(), 0))
            self.turns[key] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self.lock:
                lock, waiting = self.turns.pop(key)
                if waiting > 1:
                    self.turns[key] = (lock, waiting - 1)

    def _keep(self, keys: list[str], done: _Answered) -> None:
        with self.lock:
            for key in keys:
                self.answered[key] = done
                self.answered.move_to_end(key)
            while len(self.answered) > _KEPT:
                self.answered.popitem(last=False)


def _is_for(visit: Visit, found: _Answered) -> bool:
    """An address to go on to is for everybody, what a script was told for who asked."""
    return found.answer.status_code == 303 or (visit.account is not None and visit.account.id == found.by)


def _again(visit: Visit, found: _Answered) -> Response:
    if found.answer.status_code == 303:
        line = f"同样的一步送来不止一次，只办了一次（{found.shown}）。要再办一次，请重新打开那一页。"
        if line not in visit.desk.told.get(visit.csrf, ()):
            visit.tell(line)
    made = Response(found.answer.body, found.answer.status_code, media_type=found.answer.media_type)
    if 'location' in found.answer.headers:
        made.headers['location'] = found.answer.headers['location']
    return made


def visit_to_key(visit: Visit) -> str:
    """What is asked: the address and all that the form tells, files by their bytes."""
    told = hashlib.sha256(f'{visit.request.url.path}?{visit.request.url.query} {visit.wants_json}'.encode())
    for name, value in visit.form.multi_items():
        if name == 'csrf':
            continue
        said = f'{value.filename} {_hash_of(value)}' if isinstance(value, UploadFile) else value
        told.update(repr((name, said)).encode())
    return told.hexdigest()


def _hash_of(sent: UploadFile) -> str:
    hashed = hashlib.file_digest(sent.file, 'sha256').hexdigest()  # type: ignore[arg-type]
    sent.file.seek(0)
    return hashed
