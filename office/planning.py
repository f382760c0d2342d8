"""Campaigns of this office: which run, whom they cover and what each organisation should do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from campaigns.doubts import doubts_of
from campaigns.ladder import plan, rungs_for
from campaigns.pack import BUILT_IN, try_packs
from campaigns.rounds import rounds
from campaigns.services import Act, refusal
from model.campaign import LadderRule, Pack, PlanLine, Reporting
from model.errors import BadSetting, UsageFault
from model.serialise import to_plain
from office.config import Workplace
from store import audit, campaigns, subjects
from store.engine import atomic, reading


def packs(place: Workplace) -> dict[str, Pack]:
    """Every usable pack at hand by id: the office's own in 活动/ before those that ship.

    Raises:
        BadSetting: a campaign runs whose pack is wrong.
    """
    usable, faults = try_packs((BUILT_IN, place.rooms.packs))
    with reading(place.engine) as connection:
        running = campaigns.running(connection)
    for pack_id in faults.keys() & running.keys():
        raise faults[pack_id]
    return usable


def faulty_packs(place: Workplace) -> dict[str, BadSetting]:
    """What is wrong with the packs that cannot be used, by id."""
    return try_packs((BUILT_IN, place.rooms.packs))[1]


def pack_named(place: Workplace, wanted: str) -> Pack:
    """The pack with this id.

    Raises:
        UsageFault: there is none.
        BadSetting: its file is wrong.
    """
    known = packs(place)
    if wanted not in known:
        fault = faulty_packs(place).get(wanted)
        raise fault or UsageFault(f"没有活动“{wanted}”。现有：{'、'.join(sorted(known)) or '无'}。")
    return known[wanted]


def pack_for(place: Workplace, wanted: str, act: Act) -> Pack:
    """The pack with this id, for something that its campaign can have done.

    Raises:
        UsageFault: there is none, or it makes no sense for this campaign: the message says why.
    """
    pack = pack_named(place, wanted)
    told = refusal(pack, act)
    if told:
        raise UsageFault(told)
    return pack


def list_packs(place: Workplace) -> list[tuple[Pack, dt.date | None]]:
    """Every pack and the day it began here, None when it does not run."""
    with reading(place.engine) as connection:
        running = campaigns.running(connection)
    return [(pack, running.get(pack.id)) for pack in packs(place).values()]


def started_on(place: Workplace, pack_id: str) -> dt.date | None:
    """The day a campaign began here; None when it does not run."""
    with reading(place.engine) as connection:
        return campaigns.running(connection).get(pack_id)


def state_of_work(place: Workplace) -> tuple[tuple[object, ...], int]:
    """What differs after anything was done or laid into 收文/; at most how many subjects there are."""
    folders = [place.rooms.inbox, *(path for path in place.rooms.inbox.rglob('*') if path.is_dir())]
    laid = tuple(path.stat().st_mtime_ns for path in folders)
    with reading(place.engine) as connection:
        state = (place.office, place.today, laid, *campaigns.last_change(connection))
        return state, campaigns.most_subjects(connection)


def running_packs(place: Workplace) -> list[tuple[Pack, Reporting | None]]:
    """Packs that run here with their reporting rounds."""
    return [(pack, pack.reporting) for pack, started in list_packs(place) if started]


def start(place: Workplace, wanted: str) -> str:
    """Begin a campaign here; a second time changes nothing.

    Raises:
        UsageFault: there is no such pack.
    """
    pack = pack_named(place, wanted)
    with atomic(place.engine) as connection:
        if not campaigns.start(connection, pack.id, place.today, place.now()):
            return f"活动“{pack.title}”已在运行。"
        audit.note(connection, actor=place.actor, act='campaign_start', about=pack.id, at=place.now())
    doubts = len(doubts_of(pack))
    waiting = f"还有{doubts}处待确认，请看 shoufa campaign show {pack.id}。" if doubts else ""
    return f"活动“{pack.title}”已启动。{waiting}"


def plan_of(place: Workplace, wanted: str) -> tuple[PlanLine, ...]:
    """What the campaign means for each organisation of the ledger.

    Raises:
        UsageFault: there is no such pack, or nothing to plan for organisations.
    """
    pack = pack_for(place, wanted, 'plan')
    with reading(place.engine) as connection:
        organisations = subjects.list_all(connection)
    return plan(pack, organisations)


def open_rungs(pack: Pack) -> tuple[LadderRule, ...]:
    """The rungs about organisations whose condition nobody has confirmed: the plan leaves them to people."""
    return tuple(rung for rung in rungs_for(pack) if rung.when is None)


def round_days(pack: Pack) -> tuple[dt.date, ...]:
    """The due day of each reporting round."""
    return rounds(pack.reporting) if pack.reporting else ()


def line_to_plain(line: PlanLine) -> dict[str, Any]:
    """A plan line with the organisation's name under the key users' scripts expect."""
    plain: dict[str, Any] = to_plain(line)
    return {**plain, 'organisation': line.name, 'id': line.organisation}
