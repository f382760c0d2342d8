"""TOML tables read into values and written back by one description of their keys.

A reader gets the value, and the file and key it stands under for the BadSetting of a wrong one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from model.errors import BadSetting

T = TypeVar('T')


class Kind(NamedTuple):
    """How a value is read from TOML and written to it; nested ones name their keys by dots."""

    read: Callable[[Any, str], Any]
    write: Callable[[Any], Any] = lambda value: value
    nested: bool = False


class Key(NamedTuple):
    """A key of a table; attribute is the value's own name for it where it is another."""

    kind: Kind
    required: bool = False
    attribute: str | None = None


Keys = Mapping[str, Key]


def read_table(table: dict[str, Any], keys: Keys, make: Callable[..., T], spot: str) -> T:
    """The value that a table describes; raises BadSetting for a key that is unknown, missing or wrong."""
    missing = [key for key, one in keys.items() if one.required and key not in table]
    if missing:
        raise BadSetting(f"{spot} {'、'.join(missing)} 没有填写。")
    extra = [key for key in table if key not in keys]
    if extra:
        raise BadSetting(f"{spot} {'、'.join(extra)} 不是已知的设置；可用的有：{'、'.join(keys)}。")
    found = {}
    for key, value in table.items():
        kind = keys[key].kind
        dotted = kind.nested and spot.endswith(']')
        found[keys[key].attribute or key] = kind.read(value, f'{spot}.{key}' if dotted else f'{spot} {key}')
    return make(**found)


def write_table(value: Any, keys: Keys) -> dict[str, Any]:
    """The table that read_table reads back as this value; what is None or empty is left out."""
    held = {key: getattr(value, one.attribute or key) for key, one in keys.items()}
    return {key: keys[key].kind.write(one) for key, one in held.items() if one not in (None, (), '')}


def _plain(kind: type[T], told: str) -> Callable[[Any, str], T]:
    def read(value: Any, spot: str) -> T:
        # A bool is an int and a datetime is a date to Python, not to a clerk.
        if not isinstance(value, kind) or (isinstance(value, bool | dt.datetime) and type(value) is not kind):
            raise BadSetting(f"{spot} 应为{told}，现为 {value!r}。")
        if value in ('', [], {}):
            raise BadSetting(f"{spot} 是空的。")
        return value

    return read


_TO_TEXT, _TO_INT = _plain(str, "文字"), _plain(int, "整数")
_TO_LIST, _TO_TABLE = _plain(list, "列表"), _plain(dict, "一组设置")
TEXT = Kind(_TO_TEXT)
DATE = Kind(_plain(dt.date, "日期（如 2026-03-01，不加引号）"))


def _to_texts(value: Any, spot: str) -> tuple[str, ...]:
    if not all(isinstance(one, str) and one for one in _TO_LIST(value, spot)):
        raise BadSetting(f"{spot} 应为文字的列表。")
    return tuple(value)


TEXTS = Kind(_to_texts, list)
DATES = Kind(lambda value, spot: tuple(DATE.read(one, spot) for one in _TO_LIST(value, spot)), list)


def whole(least: int = 0, most: int | None = None) -> Kind:
    """A whole number within these bounds."""

    def read(value: Any, spot: str) -> int:
        number = _TO_INT(value, spot)
        if number < least or (most is not None and number > most):
            bounds = f"不小于{least}" if most is None else f"{least}至{most}"
            raise BadSetting(f"{spot} 应{'' if most is None else '为'}{bounds}，现为 {number}。")
        return number

    return Kind(read)


def _to_number(value: Any, spot: str) -> int | Decimal | tuple[int | Decimal, ...]:
    listed = value if isinstance(value, list) else [value]
    sound = [
        isinstance(one, int | Decimal) and not isinstance(one, bool) and Decimal(one).is_finite()
        for one in listed
    ]
    if not all(sound) or (listed is value and len(listed) != 2):
        raise BadSetting(f"{spot} 应为一个数，或两个数的列表（如 [1, 2]），现为 {value!r}。")
    return (listed[0], listed[1]) if listed is value else listed[0]


NUMBER = Kind(_to_number, lambda value: list(value) if isinstance(value, tuple) else value)


def one_of(words: tuple[str, ...]) -> Kind:
    """One of these words."""

    def read(value: Any, spot: str) -> str:
        if value not in words:
            raise BadSetting(f"{spot} 应为 {'、'.join(words)} 之一，现为 {value!r}。")
        return str(value)

    return Kind(read)


def some_of(words: tuple[str, ...]) -> Kind:
    """A list of these words."""
    single = one_of(words)
    return Kind(lambda value, spot: tuple(single.read(one, spot) for one in _TO_LIST(value, spot)), list)


def table(keys: Keys, make: Callable[..., T], check: Callable[[T, str], None] | None = None) -> Kind:
    """A table of its own; check raises BadSetting for keys that do not go together."""

    def read(value: Any, spot: str) -> T:
        made = read_table(_TO_TABLE(value, spot), keys, make, spot)
        if check:
            check(made, spot)
        return made

    return Kind(read, lambda value: write_table(value, keys))


def tables(one: Kind) -> Kind:
    """Sections [[key]] one after another, told as key[1], key[2] and so on."""

    def read(value: Any, spot: str) -> tuple[Any, ...]:
        listed = _TO_LIST(value, spot)
        if not all(isinstance(item, dict) for item in listed):
            raise BadSetting(f"{spot} 应逐项写作 [[{spot.rsplit(' ', 1)[-1]}]]。")
        return tuple(one.read(item, f'{spot}[{place}]') for place, item in enumerate(listed, 1))

    return Kind(read, lambda values: [one.write(value) for value in values])
