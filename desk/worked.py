"""What takes long to work out over the whole ledger: kept until the next act, made behind where long."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from desk.ours import ours_told
from desk.visit import Visit
from model.errors import ShoufaError
from office.planning import state_of_work

T = TypeVar('T')

_SOON = 5_000
"""As many subjects are worked through while somebody waits."""

_KEPT = 12


class _Held(NamedTuple):
    state: tuple[object, ...]
    value: Any


_held: OrderedDict[tuple[Path, str], _Held] = OrderedDict()
_lock = Lock()


def worked(visit: Visit, name: str, pack: object, make: Callable[[], T]) -> T | None:
    """What make gives, as of the last act; None while it is worked out behind (data-working tells the name).

    Raises:
        ShoufaError: what make raises, also when it was worked out behind.
    """
    last, subjects = state_of_work(visit.place)
    key, state = (visit.place.rooms.root, name), (last, pack)
    found = _held.get(key)
    if found and found.state == state:
        if isinstance(found.value, ShoufaError):
            raise found.value
        value: T = found.value
        return value
    if subjects <= _SOON:
        return _keep(key, state, make())
    with _lock:
        if name not in visit.desk.behind.names:
            visit.desk.behind.start(name, lambda: _try(key, state, make))
    return None


def kept(visit: Visit, name: str, told: object, make: Callable[[], T]) -> T:
    """What make gives, as of the last act and of what is told; made while somebody waits."""
    last, _ = state_of_work(visit.place)
    key, state = (visit.place.rooms.root, name), (last, told)
    found = _held.get(key)
    if found and found.state == state:
        value: T = found.value
        return value
    return _keep(key, state, make())


def _try(key: tuple[Path, str], state: tuple[object, ...], make: Callable[[], Any]) -> None:
    if key in _held and _held[key].state == state:
        return
    try:
        with ours_told("程序出错了，没有算成。请把时间告诉维护人员。"):
            _keep(key, state, make())
    except ShoufaError as error:
        _keep(key, state, error)


def _keep(key: tuple[Path, str], state: tuple[object, ...], value: T) -> T:
    with _lock:
        _held[key] = _Held(state, value)
        _held.move_to_end(key)
        while len(_held) > _KEPT:
            _held.popitem(last=False)
    return value
