"""What a unit sent, put to its rounds: in time, late, or a correction of what came before (S5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from office.came import Came
from office.rounding import Calendar, is_late, owed_round


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing that came, its round, whether it is the unit's first and too late for that round.

    superseded_by is the register number of the later return that takes its place; both are kept.
    """

    came: Came
    round: int
    late: bool = False
    superseded_by: int | None = None


def place_all(items: Iterable[Came], calendar: Calendar) -> list[Placed]:
    """What one unit sent, in the order it came."""
    done: set[int] = set()
    found: list[Placed] = []
    for came in items:
        last = found[-1] if found else None
        day = came.received.date()
        if came.told is not None:
            number = came.told
        elif last and last.late and last.came.received.date() == day and not came.corrects:
            number = last.round  # sent in one go with what was late
        else:
            number = owed_round(calendar, day, done, corrects=came.corrects)
        found.append(Placed(came, number, _is_late(came, number, found, calendar)))
        if came.state != 'unread':
            done.add(number)
    return _supersede(found)


def _is_late(came: Came, number: int, before: Sequence[Placed], calendar: Calendar) -> bool:
    """Whether this came after the round's deadline and nothing of the unit before it did in time."""
    if not is_late(came.received, calendar.deadline(number)):
        return False
    return all(one.late for one in before if one.round == number)


def _supersede(placed: list[Placed]) -> list[Placed]:
    """Each return that a later one of its round takes the place of, marked with that one's number."""
    found = []
    for position, one in enumerate(placed):
        later = [other for other in placed[position + 1 :] if other.round == one.round]
        by = next((other.came.number for other in later if _takes_the_place(one.came, other.came)), None)
        found.append(replace(one, superseded_by=by))
    return found


def _takes_the_place(earlier: Came, later: Came) -> bool:
    """Whether the later return says anew all that the earlier one said.

    Rows: it speaks of every organisation of the earlier one. A unit's own figures: the same kind of
    paper again, or one that calls itself a correction. What only waits for a person replaces nothing.
    """
    if later.state != 'accepted' or earlier.state == 'unread' or earlier.basis is None:
        return False
    if earlier.basis == 'rows' and later.basis == 'rows':
        return bool(earlier.scope) and earlier.form == later.form and earlier.scope <= later.scope
    if 'rows' in {earlier.basis, later.basis}:
        return False
    return later.corrects or (earlier.basis, earlier.form) == (later.basis, later.form)


def partly_again(placed: Sequence[Placed]) -> list[tuple[Placed, Placed, int]]:
    """Returns of which a later one of the round says some rows again but not all; how many it leaves out."""
    found = []
    for position, one in enumerate(placed):
        for other in placed[position + 1 :]:
            both = one.came.scope & other.came.scope
            same = one.round == other.round and one.came.form == other.came.form
            if same and both and one.superseded_by is None and not one.came.scope <= other.came.scope:
                found.append((one, other, len(one.came.scope - other.came.scope)))
    return found
