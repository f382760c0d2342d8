"""The turns of an office: who writes what came in, who takes a folder in, who watches it."""

from __future__ import annotations

from contextlib import AbstractContextManager

from office.config import Workplace
from store import turns
from store.turns import Held


def registering(place: Workplace) -> AbstractContextManager[None]:
    """Nobody else writes into the register from a folder meanwhile."""
    return turns.turn(place.engine, place.rooms.running, '登记')


def taking_in(place: Workplace) -> AbstractContextManager[None]:
    """Two take-ins of a folder at once are one after the other."""
    return turns.turn(place.engine, place.rooms.running, '收文')


def begin(place: Workplace) -> AbstractContextManager[None]:
    """Workers start one after the other: the first makes what they share."""
    return turns.turn(place.engine, place.rooms.running, '启动')


def try_watching(place: Workplace) -> Held | None:
    """The watch over 收文/, if no process that lives has it."""
    return turns.try_turn(place.engine, place.rooms.running, '看守')


def try_being(place: Workplace, worker: str) -> Held | None:
    """This worker's name, if no process that lives bears it."""
    return turns.try_turn(place.engine, place.rooms.running, f'进程-{worker}')


def lives(place: Workplace, worker: str) -> bool:
    """Whether the process of this name lives."""
    return turns.is_taken(place.engine, place.rooms.running, f'进程-{worker}')
