"""What a person may say of a doubtful part of a pack, and the part as it is then; pure, on TOML tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Way(NamedTuple):
    """One answer to a doubt: its key, its words on a button."""

    key: str
    label: str


def ways_of(section: str, held: Mapping[str, Any]) -> tuple[Way, ...]:
    """The answers that a doubtful part allows; none where only changing or removing it helps."""
    if not held.get('doubt'):
        return ()
    if section != 'ladder' or ('when' in held and 'doubtful_when' not in held):
        return (Way('as_is', "确认无误"),)
    if 'when' in held:
        return (Way('include', "存疑的情形也用这个办法"), Way('exclude', "存疑的情形不用这个办法"))
    return (Way('include', "就按这样理解"),) if 'doubtful_when' in held else ()


def confirmed(held: Mapping[str, Any], way: str) -> dict[str, Any]:
    """The part after this answer, its doubt gone."""
    rest = {key: value for key, value in held.items() if key not in {'doubt', 'doubtful_when'}}
    if way == 'include':
        readings = [held[key] for key in ('when', 'doubtful_when') if key in held]
        rest['when'] = {'any': readings} if len(readings) > 1 else readings[0]
    return rest


def without_doubt(section: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """The part after a person changed it: without its doubt, unless it still has a reading in doubt."""
    open_rung = section == 'ladder' and ('when' not in held or 'doubtful_when' in held)
    return {key: value for key, value in held.items() if open_rung or key != 'doubt'}
