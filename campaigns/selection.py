"""谁主管，谁选派: whose instructor it is, an even share for each of ours, and their terms.

Sharing looks at numbers and regions only, never at anything about a person.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledger.names import fold_name, is_direct_registration
from model.office import Office
from model.planning import Handover, Selection, Sending, Term
from model.subject import Organisation
from text.limits import months_after

_BY_SUPERVISOR = "有业务主管单位，由业务主管单位选派"
_DIRECT = "台账没有业务主管单位，按直接登记，由民政部门选派"
_PARTY = ('中共', '党组', '党委', '委员会')
_SENDS = ('派', '选配')


def is_sending(text: str) -> bool:
    """Whether a method or duty is to send somebody: 选派, 派驻, 委派, 下派, 选配 and the like."""
    return any(word in text for word in _SENDS)


def select(office: Office, organisations: Iterable[Organisation]) -> Selection:
    """Who of these is ours to send an instructor to, and the 转办清单 of every other unit, by its name.

    Ours: registered directly with us, or we are the 业务主管单位. Of one registered directly an office
    that registers nobody cannot tell the unit: it is listed as unclear. Those that ended need nobody.
    """
    us = {
        _plain(name) for name in (office.name, *office.aliases, *(one.name for one in office.issuing_names))
    }
    ours: list[tuple[int, str]] = []
    unclear: list[tuple[int, str]] = []
    others: dict[str, list[Organisation]] = {}
    for one in organisations:
        if one.state != 'active':
            continue
        if is_direct_registration(one.supervisor):
            if 'civil_affairs_authority' in office.roles:
                ours.append((one.id, _DIRECT))
            else:
                unclear.append((one.id, "直接登记，由登记它的民政部门选派，台账没有写是哪一家"))
        elif _plain(str(one.supervisor)) in us:
            ours.append((one.id, "我单位是业务主管单位"))
        else:
            others.setdefault(fold_name(str(one.supervisor)), []).append(one)
    handovers = [
        Handover(str(held[0].supervisor), tuple(one.id for one in held), _BY_SUPERVISOR)
        for _, held in sorted(others.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return Selection(tuple(ours), tuple(handovers), tuple(unclear))


def _plain(name: str) -> str:
    """A unit's name without its Party body: 中共示例市民政局党组 is 示例市民政局."""
    folded = fold_name(name).removeprefix(_PARTY[0])
    for ending in _PARTY[1:]:
        folded = folded.removesuffix(ending)
    return folded


@dataclass(frozen=True, slots=True)
class Shared:
    """New assignments, and the organisations for whom no instructor has room."""

    new: tuple[Sending, ...]
    left: tuple[int, ...]


def share(
    instructors: Sequence[int],
    organisations: Iterable[Organisation],
    standing: Iterable[Sending] = (),
    most: int | None = None,
) -> Shared:
    """Organisations without an instructor given to ours, as evenly as can be, neighbours to one hand.

    standing assignments stay as they are and count; most is the upper number for one instructor, None
    for no limit. An instructor who is over it already gets nobody more.
    """
    held, known = list(standing), {one.id: one for one in organisations if one.state == 'active'}
    served = {one.organisation for one in held}
    waiting = sorted(known.keys() - served, key=lambda one: (known[one].region or '', one))
    loads = Counter(one.instructor for one in held)
    shares = _shares({one: loads[one] for one in instructors}, len(waiting), most)
    serves = {(one.instructor, known[one.organisation].region) for one in held if one.organisation in known}
    new: list[Sending] = []
    left: list[int] = []
    for region, ones in itertools.groupby(waiting, key=lambda one: known[one].region):
        queue = list(ones)
        for who in sorted(shares, key=lambda who: ((who, region) not in serves, -shares[who], who)):
            taken, queue = queue[: shares[who]], queue[shares[who] :]
            shares[who] -= len(taken)
            new += [Sending(who, one) for one in taken]
        left += queue
    return Shared(tuple(new), tuple(left))


def _shares(loads: Mapping[int, int], waiting: int, most: int | None) -> dict[int, int]:
    """How many more each gets: one after another to whoever has fewest by then."""
    heap = [(load, who) for who, load in sorted(loads.items()) if most is None or load < most]
    heapq.heapify(heap)
    shares = dict.fromkeys(loads, 0)
    for _ in range(waiting):
        if not heap:
            break
        load, who = heapq.heappop(heap)
        shares[who] += 1
        if most is None or load + 1 < most:
            heapq.heappush(heap, (load + 1, who))
    return shares


def term_of(start: dt.date, months: int) -> Term:
    """A term of so many months: to the day before the same day (C11), or a shorter month's last.

    >>> term_of(dt.date(2026, 3, 10), 12).end
    datetime.date(2027, 3, 9)
    """
    same = months_after(start, months)
    return Term(start, same - dt.timedelta(days=1) if same.day == start.day else same)
