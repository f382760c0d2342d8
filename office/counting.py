"""How many organisations, how far covered, and the sentence that is read out (G21)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ledger.coverage import (
    WAYS,
    Cell,
    CoverageLine,
    Dimension,
    Standing,
    Way,
    coverage,
    is_worked,
    standing,
)
from model.errors import UsageFault
from office.config import Workplace
from office.ledger_acts import DIMENSIONS, end_of
from store import audit, cells, held, instructors, statements, subjects
from store.engine import Connection, atomic, reading
from store.held import Held
from store.statements import Statement
from text.rates import rate

WHOLE = {'province': "全省", 'city': "全市", 'county': "全县（区）", 'town': "全镇（街道）", 'unit': "本单位"}


def ways_of(liaisons: bool) -> tuple[Way, ...]:
    """What counts as party work here."""
    return WAYS if liaisons else tuple(way for way in WAYS if way != 'liaison')


def counts(
    connection: Connection,
    day: dt.date,
    as_of: dt.datetime | None = None,
    by: Sequence[Dimension] = DIMENSIONS,
) -> Counter[Cell]:
    """Organisations by cell now, or as recorded at a moment; one with an instructor on that day is reached.

    Only the dimensions asked for are told apart.
    """
    found = cells.counts_now(connection, by=by) if as_of is None else cells.counts_at(connection, as_of)
    served = instructors.served_on(connection, day)
    for cell, count in cells.cells_of(connection, served, as_of).items():
        if 'instructor' in cell.ways:
            continue
        told = cell if as_of else _telling(cell, by)
        found[told] -= count
        found[told._replace(ways=('instructor', *told.ways))] += count
    return +found


def counts_on(connection: Connection, day: dt.date) -> tuple[Counter[Cell], str | None]:
    """Organisations by cell as they were on a day by what is known now, and what to bear in mind of it."""
    found = held.count_held(connection, day, instructors.served_on(connection, day))
    return found.counts, _caveat(connection, found, day)


def _caveat(connection: Connection, found: Held, day: dt.date) -> str | None:
    """Of a day before anything was recorded most is only supposed: nobody said since when it holds."""
    first = subjects.first_recorded(connection)
    if first is None or day >= first or not found.undated:
        return None
    return (
        f"注意：台账从{first}起才有记载，{day}的数是按现在的了解推算的；"
        f"{found.counts.total()}家中{found.undated}家没有登记日期，都按当时已存在计，不是当时的实际数。"
    )


def _telling(cell: Cell, by: Sequence[Dimension]) -> Cell:
    return cell._replace(
        region=cell.region if 'region' in by else None,
        type=cell.type if 'type' in by else None,
        supervisor=cell.supervisor if 'supervisor' in by else None,
    )


def _moment(place: Workplace, as_of: dt.date | None) -> dt.datetime | None:
    return end_of(as_of) if as_of and as_of != place.today else None


def stats(
    place: Workplace, by: Sequence[str] = (), as_of: dt.date | None = None
) -> list[tuple[CoverageLine, str | None]]:
    """Coverage of Party organisations, each line with its printed rate.

    Raises:
        UsageFault: a dimension that there is not.
    """
    unknown = [part for part in by if part not in DIMENSIONS]
    if unknown:
        raise UsageFault(f"--by 不认识“{'、'.join(unknown)}”。可用：{'、'.join(DIMENSIONS)}。")
    dimensions = [part for part in DIMENSIONS if part in by]
    with reading(place.engine) as connection:
        moment = _moment(place, as_of)
        if moment is None:
            lines = cells.coverage_now(connection, dimensions)
        else:
            lines = coverage(cells.counts_at(connection, moment), dimensions)
    return [(line, _rate(place, line.numerator, line.denominator)) for line in lines]


def further_figures(
    place: Workplace, by: Sequence[str] = (), as_of: dt.date | None = None, *, liaisons: bool = True
) -> dict[str, dict[str, Any]]:
    """By the key of each line of stats: how many party work covers, with its rate, and in which ways.

    Lines by 组建形式 have none: they tell of branches only.
    """
    dimensions = [part for part in DIMENSIONS if part in by and part != 'method']
    ways = ways_of(liaisons)
    with reading(place.engine) as connection:
        found = counts(connection, as_of or place.today, _moment(place, as_of))
    groups: dict[str, Counter[Cell]] = {}
    for cell, count in found.items():
        (line,) = coverage({cell: count}, dimensions)
        groups.setdefault(line.key, Counter())[cell] += count
    told = {}
    for key, cells_of in groups.items():
        worked = sum(count for cell, count in cells_of.items() if is_worked(cell, ways))
        told[key] = {
            **asdict(standing(cells_of, ways)),
            'worked': worked,
            'work_rate': _rate(place, worked, cells_of.total()),
        }
    return told


def _rate(place: Workplace, numerator: int, denominator: int) -> str | None:
    return rate(numerator, denominator, place.office.layout.rounding, place.office.layout.decimals)


@dataclass(frozen=True, slots=True)
class Told:
    """The sentence for a day, and the figures in it; approved tells the branches with and without a paper.

    caveat tells why figures of a day before the ledger began are only supposed, None otherwise.
    """

    day: dt.date
    sentence: str
    approved: str
    figures: dict[str, Any]
    caveat: str | None = None


def tell(
    place: Workplace, as_of: dt.date | None = None, on: dt.date | None = None, *, liaisons: bool = True
) -> Told:
    """How things stand, in one sentence ready to be read out.

    as_of counts what was recorded by the end of that day; on counts what held on a day by what
    is known now.
    """
    day, ways = on or as_of or place.today, ways_of(liaisons)
    with reading(place.engine) as connection:
        if on:
            found, caveat = counts_on(connection, on)
        else:
            found, caveat = counts(connection, day, _moment(place, as_of), ()), None
    all_told, methods = standing(found, ways), coverage(found, ['method'])
    worked = sum(count for cell, count in found.items() if is_worked(cell, ways))
    text = _sentence(place, day, all_told, methods, worked, liaisons)
    figures = {
        **asdict(all_told),
        'worked': worked,
        'methods': {line.key: line.numerator for line in methods},
    }
    alone = all_told.established - all_told.approved
    approved = f"已建{all_told.established}家，其中有批复{all_told.approved}家、自报（缺批复）{alone}家。"
    return Told(day, text, approved, figures, caveat)


def _sentence(
    place: Workplace,
    day: dt.date,
    told: Standing,
    methods: Sequence[CoverageLine],
    worked: int,
    liaisons: bool,
) -> str:
    forms = "、".join(f"{_short(line.key)}{line.numerator}家" for line in methods)
    lines = f"、仅确定联络员{told.liaised}家" if liaisons else ""
    reached = f"（其中{told.unknown_reached}家党的工作已覆盖）" if told.unknown_reached else ""
    unknown = f"，另有{told.unknown}家未填是否建立{reached}" if told.unknown else ""
    own, work = _rate(place, told.established, told.total), _rate(place, worked, told.total)
    return (
        f"截至{day.year}年{day.month}月{day.day}日，{WHOLE[place.office.level]}登记社会组织{told.total}家，"
        f"已建立党组织{told.established}家{f'（{forms}）' if forms else ''}，"
        f"党的组织覆盖率{own or '—'}（{told.established}/{told.total}）；"
        f"未建{told.total - told.established - told.unknown}家中已选派指导员{told.instructed}家{lines}、"
        f"尚未开展{told.untouched + told.mass_only}家{unknown}，"
        f"党的工作覆盖率{work or '—'}（{worked}/{told.total}，{'含' if liaisons else '不含'}联络员）。"
    )


def _short(method: str) -> str:
    return method.removesuffix("组建").removesuffix("建立")


def save_statement(
    place: Workplace, told: Told, note: str, lines: Sequence[tuple[CoverageLine, str | None]] = ()
) -> int:
    """Keep a sentence and its lines as they were said, to be called up unchanged; gives its number."""
    kept = [{**asdict(line), 'rate': printed} for line, printed in lines]
    with atomic(place.engine) as connection:
        statement = Statement(
            note=note,
            text=told.sentence,
            as_of=told.day,
            figures={**told.figures, 'lines': kept} if kept else told.figures,
            actor=place.actor,
            at=place.now(),
        )
        number = statements.add(connection, statement)
        audit.note(connection, actor=place.actor, act='statement', about=note, at=place.now())
    return number


def beside_last(place: Workplace, told: Told) -> str | None:
    """What changed since figures were last given out as of an earlier day; None where none were."""
    earlier = [one for one in saved_statements(place) if one.as_of < told.day]
    if not earlier:
        return None
    last = max(earlier, key=lambda one: (one.as_of, one.number))
    steps = [
        f"{label}{_signed(told.figures[key] - last.figures[key])}"
        for key, label in (('total', "家数"), ('established', "已建"), ('worked', "已覆盖"))
    ]
    return f"比{last.as_of}报出的数（第{last.number}次，{last.note}）：{'，'.join(steps)}。"


def _signed(step: int) -> str:
    return f"{'＋' if step > 0 else '－'}{abs(step)}" if step else "不变"


def saved_statements(place: Workplace) -> list[Statement]:
    """What was said before, oldest first."""
    with reading(place.engine) as connection:
        return statements.list_statements(connection)
