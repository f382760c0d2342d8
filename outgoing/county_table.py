"""The attachment of a campaign's papers: a line for each unit, and the sums of those shown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from model.errors import CannotStart
from model.figure import Figure
from outgoing.charts import Chart, chart_of
from outgoing.draft import CountyLine
from outgoing.figures import COUNTS, NOTHING, RATES, Figures, Scope, line_figures
from outgoing.marks import unmarked
from outgoing.prose import Campaign, subject
from outgoing.wording import area, listed, phrases, title_lines

_CARRIED = "＊"
_PARTLY = "△"
_HAS_AREA = re.compile(r'全[省市县区州]|^\d')


def county_table(seen: Campaign) -> dict[str, Any]:
    """The attachment's tags: title, rows, totals and notes; all its numbers are noted.

    Units stand in the office's own order, or by rate where that was chosen: ties share a place, units
    without a rate stand last and have none.
    """
    lines = [(line, _figures(seen, line)) for line in seen.facts.counties]
    places: dict[str, int] = {}
    by = _ranked_by(lines)
    if seen.choice.ranked:
        lines, places = _ranked(lines, by, seen.late)
    rows = tuple(_row(seen, line, figures, (by, places)) for line, figures in lines)
    totals = tuple(_texts(seen, _name(seen, scope), scope.figures) for scope in seen.shown)
    title = subject(seen.facts)
    whole = '' if _HAS_AREA.search(title) else area(seen.office)
    pieces = (*phrases(whole + title), "进展情况统计表")
    return {
        'attachment': ''.join(pieces),
        'attachment_lines': title_lines(pieces),
        'unit_word': seen.unit,
        'rows': (*rows, *totals),
        'note': _notes(seen, RATES[by][0], (*rows, *totals)),
        **({'chart': _chart(lines, by)} if seen.choice.chart else {}),
    }


def _chart(lines: Sequence[tuple[CountyLine, Figures]], by: str) -> Chart:
    """The rate of each unit as a column that can be edited; no column where there is no rate.

    Raises:
        CannotStart: no unit has a rate.
    """
    if not any(by in figures for _, figures in lines):
        raise CannotStart("没有单位算得出比率，画不了图；请去掉 --chart，或先核对台账。")
    label = RATES[by][0]
    units = [line.region for line, _ in lines]
    return chart_of('bar', f"各单位{label}", units, {label: [figures.get(by) for _, figures in lines]})


def _figures(seen: Campaign, line: CountyLine) -> Figures:
    """A line's figures; none for a unit that is left out."""
    if all(line not in scope.lines for scope in seen.shown):
        return {}
    return line_figures(line, f'county.{line.region}', seen.office.layout)


def _ranked_by(lines: list[tuple[CountyLine, Figures]]) -> str:
    """The one rate that all are ranked by: 组建率, unless few have one that have a 覆盖率."""
    formation, coverage = (sum(name in told for _, told in lines) for name in ('formation', 'coverage'))
    return 'formation' if 2 * formation > coverage else 'coverage'


def _ranked(
    lines: list[tuple[CountyLine, Figures]], name: str, late: Collection[str]
) -> tuple[list[tuple[CountyLine, Figures]], dict[str, int]]:
    """The lines by their rate, and each one's place; who did not report, and who is no unit, has none."""
    rates: dict[str, Decimal] = {
        line.region: told[name].value
        for line, told in lines
        if name in told and line.region not in late and not line.loose
    }
    order = sorted(lines, key=lambda one: (one[0].region not in rates, -rates.get(one[0].region, Decimal())))
    return order, {unit: 1 + sum(other > rate for other in rates.values()) for unit, rate in rates.items()}


def _row(
    seen: Campaign, line: CountyLine, figures: Figures, ranked: tuple[str, dict[str, int]]
) -> dict[str, str]:
    by, places = ranked
    region = line.region + (_CARRIED if figures and line.region in seen.late else '')
    region += _PARTLY if 'established' in figures and line.unknown else ''
    place = places.get(line.region)
    if place is not None:
        rated = figures[by].key
        figure = Figure(
            f'place.{line.region}', str(place), place, f"{line.region}位次", None, 'rate', (rated,)
        )
        region = f"{seen.use(figure)}　{region}"
    return _texts(seen, region, figures)


def _texts(seen: Campaign, region: str, figures: Figures) -> dict[str, str]:
    """What a row prints: each figure, or — where there is none."""
    cells = {name: seen.use(figures[name]) if name in figures else NOTHING for name in (*COUNTS, *RATES)}
    return {'region': region, **cells}


def _name(seen: Campaign, scope: Scope) -> str:
    """Short, so that it stands in one line."""
    if scope is seen.whole:
        return f"{scope.label}合计" if len(seen.shown) > 1 else "合计"
    if scope is seen.checked:
        return "已核合计"
    return "已核及其他" if any(line.loose for line in scope.lines) else "已核及本级"


def _notes(seen: Campaign, ranked_by: str, rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """One paragraph, so that the table and 版记 fit a page."""
    cut = "，尾数只舍不入" if seen.office.layout.rounding == 'truncate' else ''
    cut_off = seen.date('cut_off', "统计截止日", seen.facts.cut_off)
    basis = f"注：统计截至{cut_off}。组织覆盖率为已建数与登记数之比，组建率为已建数与应建数之比{cut}。"
    notes = [basis]
    if seen.late and seen.choice.missing == 'exclude':
        notes.append(f"{listed(seen.late)}本期数据未核定，未计入。")
    elif seen.late:
        notes.append(f"标{_CARRIED}的本期未核定，列以前报送数或台账现有数。")
    if seen.choice.ranked:
        notes.append(
            f"按{ranked_by}从高到低排列，比率相同的位次相同，没有{ranked_by}的"
            "和本期数据未核定的列在后面、不排位次。"
        )
    if any(_PARTLY in row['region'] for row in rows):
        notes.append(f"标{_PARTLY}的还有是否建立待核实的，未计入已建数，比率可能偏低。")
    if any(
        line.region in seen.facts.reported and not line.sources and line.rows for line in seen.facts.counties
    ):
        notes.append("报送明细的按台账统计。")
    if any(map(_has_open_forms, rows)):
        notes.append("单独、联合、其他方式之和小于已建党组织数的，其余组建方式待核实。")
    if any(NOTHING in row.values() for row in rows):
        notes.append(f"“{NOTHING}”表示没有已核定的数据或比率。")
    return (''.join(notes),)


def _has_open_forms(row: dict[str, str]) -> bool:
    """Whether a row has more branches than the columns of their forms tell."""
    whole, *forms = (unmarked(row[name]) for name in ('established', 'independent', 'joint', 'other'))
    told = [int(one) for one in forms if one != NOTHING]
    return whole != NOTHING and bool(told) and sum(told) < int(whole)
