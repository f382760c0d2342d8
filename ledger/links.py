"""What people decided about names, so that no later run asks or errs again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Links:
    """By the key of a name as it was written (link_key): whose it is, and whose it is not."""

    decided: Mapping[str, int] = field(default_factory=dict)
    forbidden: Mapping[str, frozenset[int]] = field(default_factory=dict)


NO_LINKS = Links()


def link_key(key: str, code: str | None = None, county: str | None = None) -> str:
    """Under what a decision about a name is kept: the name key with its valid code, else with its county.

    >>> link_key('示例协会', None, '甲县')
    '示例协会|甲县'
    """
    return f'{key}|{code or county or ""}'


def _keys(key: str, code: str | None, county: str | None) -> Iterator[str]:
    if not key:
        return
    if code:
        yield link_key(key, code)
    if county or not code:
        yield link_key(key, None, county)


def decided(key: str, code: str | None, county: str | None, links: Links) -> int | None:
    """The organisation that a person said this name means; a decision with the code goes before others."""
    return next((links.decided[one] for one in _keys(key, code, county) if one in links.decided), None)


def forbidden(key: str, code: str | None, county: str | None, links: Links) -> frozenset[int]:
    """The organisations that a person said this name does not mean."""
    return frozenset().union(*(links.forbidden.get(one, ()) for one in _keys(key, code, county)))
