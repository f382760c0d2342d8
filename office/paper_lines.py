"""What each unit counts in a round, as the lines of a paper: by the ledger, or by what it says itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from campaigns.ladder import plan
from ledger.undo import held_on
from model.campaign import Pack, PlanLine
from model.figure import Source
from model.office import Office
from model.place import NOWHERE
from model.serialise import where_from_plain, where_to_whole
from model.subject import ActKind, Organisation, Version
from office.collecting import Collected
from office.config import Workplace
from office.county_counts import count_county, tells_eligible
from office.dispatch_issued import served_on
from office.ledger_acts import end_of
from office.list_desk import UNFILLED
from office.senders import unit_named
from office.unit_counts import Counted, UnitCounts, count_round
from outgoing.draft import CountyLine
from outgoing.wording import area
from store import acts, subjects
from store.engine import Connection
from store.expected import ExpectedUnit
from store.unit_figures import UnitFigure
from text.regions import chain_to_names, full_to_short

OWN_LEVEL = {'province': "省本级", 'city': "市本级", 'county': "县本级", 'town': "镇本级", 'unit': "本单位"}
OTHER_REGION = "其他地区"
_LOOSE = (UNFILLED, OTHER_REGION)
_OWN_WORDS = re.compile(
    '(?:[省市州盟县区旗]?本级|[省市州盟县区旗](?:直|级|属|直属|直单位)|直属|本[省市州县区])'
)

FIELDS: dict[str, tuple[str, ...]] = {
    'organisations': ('total',),
    'eligible': ('eligible',),
    'established': ('established',),
    'independent': ('independent',),
    'joint': ('joint',),
    'other': ('attached', 'dispatched'),
    'instructors': ('instructors',),
    'members': ('members_total',),
}
"""The counts of a line by the fields of a return that tell them."""
_MATRIX: dict[str, tuple[str, ...]] = {
    'organisations': ('units.',),
    'established': ('own_', 'joint_branch_units.'),
    'eligible': ('own_', 'joint_branch_units.', 'eligible_not_established.'),
}
"""The lines of the 党内统计 matrix that tell a count in parts."""


_REST = "其余社会组织"


class Ledger(NamedTuple):
    """The ledger that a paper counts, its plan by the campaign's rules, and whom an instructor is sent to."""

    organisations: Sequence[Organisation]
    lines: tuple[PlanLine, ...]
    tells: bool
    served: frozenset[int]

    def line(self, region: str, inside: Sequence[Organisation]) -> CountyLine:
        """The line of these organisations."""
        ids = {one.id for one in inside}
        planned = tuple(line for line in self.lines if line.organisation in ids) if self.tells else None
        line = count_county(region, inside, planned, set(self.served))
        unknown = tuple(one.id for one in inside if one.facts.get('established') is None)
        rows = {**line.rows, 'unknown': unknown, 'members': line.rows['organisations']}
        line = replace(line, unknown=len(unknown), rows=rows)
        return _open(line) if len(unknown) == len(ids) else line if line.established == 0 else _formed(line)


def _open(line: CountyLine) -> CountyLine:
    """A line of organisations of none of which it is known whether it has a branch: no 0, but nothing."""
    return _without(line, ('established', 'independent', 'joint', 'other', 'eligible'))


def _formed(line: CountyLine) -> CountyLine:
    """A line with branches of whose form nothing at all is known: the forms are no 0 either."""
    names = ('independent', 'joint', 'other')
    return line if any(getattr(line, name) for name in names) else _without(line, names)


def _without(line: CountyLine, names: Sequence[str]) -> CountyLine:
    rows = {name: ids for name, ids in line.rows.items() if name not in names}
    return replace(line, **dict.fromkeys(names), rows=rows)  # type: ignore[arg-type]


class News(NamedTuple):
    """What was recorded after a day and holds only from then on, though it bears no day of its own.

    returns are the papers of the round and of those before it: what others say is news (None: nothing is).
    imports: what an import brought is news too; else it holds for all days, as a correction does.
    """

    returns: frozenset[int] | None = None
    imports: bool = False


class Lines(NamedTuple):
    """The lines of a paper in order; by_ledger are the organisations that they count."""

    lines: tuple[CountyLine, ...]
    by_ledger: frozenset[int]
    counted: Counted


def ledger_on(
    connection: Connection, pack: Pack, cut_off: dt.date, known_by: dt.date, news: News | None = None
) -> Ledger:
    """The ledger as it stood on cut_off by what was recorded by the end of known_by."""
    listed = _held(connection, cut_off, known_by, news or News())
    served = frozenset(served_on(connection, cut_off))
    return Ledger(listed, plan(pack, listed), tells_eligible(pack), served)


def _held(connection: Connection, cut_off: dt.date, known_by: dt.date, news: News) -> list[Organisation]:
    """The day's ledger as recorded then; by later knowledge, as it is held to have been on the day."""
    if known_by <= cut_off:
        return subjects.list_all(connection, end_of(cut_off))
    until, gone = end_of(known_by), acts.gone(connection)
    kinds: tuple[ActKind, ...] = ('import',) if news.imports else ()
    imports = frozenset(one.number for one in acts.list_acts(connection, kinds=kinds)) if kinds else None
    wanted = [one.id for one in subjects.list_all(connection, until, every=True)]
    found = []
    for versions in subjects.histories(connection, wanted):
        known = [_dated(one, cut_off, news, imports) for one in versions if one.recorded_from <= until]
        if not known or known[0].valid_from != versions[0].valid_from:
            continue  # unknown then, or brought as news
        held = held_on(known, cut_off, gone)
        if held is not None and held.state == 'active':
            found.append(held)
    return found


def _dated(one: Version, day: dt.date, news: News, imports: Collection[int] | None) -> Version:
    """A version; one that is news of a later day holds from that day on."""
    if one.valid_from is not None or one.recorded_from <= end_of(day):
        return one
    papers = {(one.sources.get(field) or {}).get('register') for field in one.changed or one.sources}
    if one.act is None:
        is_news = news.returns is not None and not papers - {None} <= news.returns
    else:
        is_news = one.act in (imports or ())
    return replace(one, valid_from=one.recorded_from.date()) if is_news else one


def lines_of(place: Workplace, collected: Collected, ledger: Ledger) -> Lines:
    """A line for each unit that is to report, then each county that is not, then what lies in none.

    A unit's figures are those that the round counts (office.unit_counts): of the ledger, or its own.
    """
    counted = count_round(place, collected)
    told = {one.unit: one for one in (*counted.reported, *counted.carried) if one.basis != 'ledger'}
    units = [unit for unit in collected.collection.asked.units if unit.name in collected.history]
    groups = _grouped(place, ledger.organisations, units)
    found, by_ledger = [], set[int]()
    late = {one.unit for one in collected.states if one.state != 'returned'}
    for name, inside in groups.items():
        if name in told:
            found.append(_own_line(collected, told[name], carried=name in late))
        elif inside:
            found.append(replace(ledger.line(name, inside), loose=name in _LOOSE))
            by_ledger |= {one.id for one in inside}
        elif name in collected.history:
            found.append(CountyLine(name, None, None, None, None, None, None, None, None))
    return Lines(tuple(found), frozenset(by_ledger), counted)


def _grouped(
    place: Workplace,
    organisations: Iterable[Organisation],
    units: Sequence[ExpectedUnit],
) -> dict[str, list[Organisation]]:
    """The organisations by line: that of their region, else of their 业务主管单位, else one of the rest."""
    regional = bool({one.name for one in units} & set(place.office.counties)) or not units
    names = [one.name for one in units]
    names += [one for one in place.office.counties if one not in names] if regional else []
    groups: dict[str, list[Organisation]] = {name: [] for name in names}
    groups |= {name: [] for name in (_rest_lines(place.office) if regional and names else ())}
    counties = [ExpectedUnit(name) for name in names]
    bodies = [one for one in units if one.name not in place.office.counties]
    lines: dict[tuple[str | None, str | None], str] = {}
    for one in organisations:
        key = one.region, one.supervisor
        if key not in lines:
            region = unit_named([one.region], units) or unit_named([one.region], counties)
            named = region or unit_named([one.supervisor], bodies)
            rest = area(place.office) if not names else rest_line(place.office, one.region)
            lines[key] = named or (rest if regional else _REST)
        groups.setdefault(lines[key], []).append(one)
    return groups


def _rest_lines(office: Office) -> tuple[str, ...]:
    return OWN_LEVEL[office.level], *_LOOSE


def rest_line(office: Office, region: str | None) -> str:
    """The line of organisations in no unit: our own level's only where the ledger names it.

    One whose county is not filled in, or that lies elsewhere, is none of our own level.
    """
    text = ''.join((region or '').split())
    if not text:
        return UNFILLED
    ours = chain_to_names(office.region)[-1:]
    names = {office.region, *ours, *map(full_to_short, ours)}
    rest = next((text[len(name) :] for name in sorted(names, key=len)[::-1] if text.startswith(name)), text)
    is_own = chain_to_names(text)[-1:] == ours or not rest or _OWN_WORDS.fullmatch(rest)
    return OWN_LEVEL[office.level] if is_own else OTHER_REGION


def _own_line(collected: Collected, told: UnitCounts, *, carried: bool) -> CountyLine:
    """The line of a unit that told totals or prose, with the papers that state each count."""
    further = told.further or {}
    figures = _accepted(collected, told)
    counts = {name: _known_sum(further.get(field) for field in fields) for name, fields in FIELDS.items()}
    counts |= {'organisations': told.total, 'eligible': told.eligible, 'established': told.established}
    sources = {
        name: found
        for name, value in counts.items()
        if value is not None and (found := _sources(figures, name))
    }
    return CountyLine(
        region=told.unit,
        organisations=counts['organisations'],
        eligible=counts['eligible'],
        established=counts['established'],
        independent=counts['independent'],
        joint=counts['joint'],
        other=counts['other'],
        instructors=counts['instructors'],
        members=counts['members'],
        sources=sources,
        told_in=told.round if carried else None,
    )


def _accepted(collected: Collected, told: UnitCounts) -> dict[str, Source]:
    """Each field's paper: of a corrected one the later, as the counts themselves are taken."""
    found: dict[str, Source] = {}
    for one in collected.history[told.unit]:
        if one.round == told.round and one.came.state == 'accepted':
            found |= {
                figure.field: _to_source(figure)
                for figure in one.came.figures
                if figure.basis == told.basis and isinstance(figure.value, int)
            }
    return found


def _to_source(figure: UnitFigure) -> Source:
    where = where_from_plain(where_to_whole(figure.where)) if figure.where else NOWHERE
    return Source(figure.register_number, where, figure.raw)


def _sources(figures: Mapping[str, Source], name: str) -> tuple[Source, ...]:
    """The papers of a count; for one that a matrix tells in parts, those of its parts."""
    plain = tuple(figures[field] for field in FIELDS[name] if field in figures)
    parts = _MATRIX.get(name, ())
    return plain or tuple(source for field, source in figures.items() if parts and field.startswith(parts))


def _known_sum(told: Iterable[int | None]) -> int | None:
    """The counts that were told, together; None where none was."""
    known = [count for count in told if count is not None]
    return sum(known) if known else None
