"""The counts and rates of a campaign as figures: what is printed, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from model.figure import Figure, Origin
from model.office import Layout
from outgoing.draft import CountyLine
from text.rates import rate

NOTHING = "—"
"""Stands in a table where nobody knows the number, or where there is no rate."""

COUNTS = {
    'organisations': "登记社会组织",
    'eligible': "应建党组织",
    'established': "已建党组织",
    'independent': "单独组建",
    'joint': "联合组建",
    'other': "其他方式组建",
    'instructors': "已选派指导员的社会组织",
    'members': "党员",
}
FORMS = ('independent', 'joint', 'other')
RATES = {
    'coverage': ("党的组织覆盖率", 'established', 'organisations'),
    'formation': ("组建率", 'established', 'eligible'),
}
BELOW = {'coverage': "登记社会组织", 'formation': "应建"}
"""What a rate is a share of, as a sentence calls it."""

Figures = dict[str, Figure]
"""Figures of one line by count or rate name; a name is missing where there is no number."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Several units taken together: those checked, or all; figures are their sums and rates."""

    key: str
    label: str
    lines: tuple[CountyLine, ...]
    figures: Figures


def line_figures(line: CountyLine, prefix: str, layout: Layout) -> Figures:
    """Counts and rates of one unit; keys are '<prefix>.<name>', labels name the unit."""
    figures: Figures = {}
    for name, label in COUNTS.items():
        value = getattr(line, name)
        if value is not None:
            sources = line.sources.get(name, ())
            origin: Origin = 'unit' if sources else 'ledger'
            key, label_of = f'{prefix}.{name}', f"{line.region}{label}"
            rows = line.rows.get(name)
            figures[name] = Figure(key, str(value), value, label_of, rows, origin, sources=sources)
    return figures | _rates(figures, prefix, line.region, layout)


def scope_of(key: str, label: str, lines: Iterable[CountyLine], layout: Layout) -> Scope:
    """The sums over these lines; a count that one of them lacks is unknown for all.

    Of the forms of branches the sum is of those that are known: what is left of all branches is 待核实.
    """
    listed = tuple(lines)
    figures = {name: _sum(key, name, label, listed) for name in COUNTS if _known(listed, name)}
    return Scope(key, label, listed, figures | _rates(figures, key, label, layout))


def share_of(scope: Scope, name: str, layout: Layout) -> tuple[Scope, tuple[str, ...]]:
    """The scope that a rate can be counted over, and the units left out because they told too little.

    It is the scope itself where every unit told both counts.
    """
    _, above, below = RATES[name]
    both = [line for line in scope.lines if None not in (getattr(line, above), getattr(line, below))]
    left_out = tuple(line.region for line in scope.lines if line not in both)
    return (scope_of(f'{scope.key}.{name}', scope.label, both, layout) if left_out else scope), left_out


def rows_of(scope: Scope, name: str) -> tuple[int, ...]:
    """The ledger ids behind a count of all the scope's units."""
    return tuple(row for line in scope.lines for row in line.rows.get(name, ()))


def _known(lines: tuple[CountyLine, ...], name: str) -> bool:
    told = [getattr(line, name) is not None for line in lines]
    return any(told) if name in FORMS and _known(lines, 'established') else bool(told) and all(told)


def _sum(key: str, name: str, label: str, lines: tuple[CountyLine, ...]) -> Figure:
    """A sum leads to the figures of the units, and to the ledger's rows where all of them do."""
    lines = tuple(line for line in lines if getattr(line, name) is not None)
    value = sum(getattr(line, name) for line in lines)
    rows = None
    if all(name in line.rows for line in lines):
        rows = tuple(row for line in lines for row in line.rows[name])
    parts = tuple(f'county.{line.region}.{name}' for line in lines)
    return Figure(f'{key}.{name}', str(value), value, f"{label}{COUNTS[name]}", rows, 'sum', parts)


def _rates(figures: Figures, prefix: str, label: str, layout: Layout) -> Figures:
    found: Figures = {}
    for name, (words, above, below) in RATES.items():
        if above in figures and below in figures:
            parts = (figures[above], figures[below])
            printed = rate_figure(f'{prefix}.{name}', f"{label}{words}", parts, layout)
            found |= {name: printed} if printed else {}
    return found


def rate_figure(key: str, label: str, parts: tuple[Figure, Figure], layout: Layout) -> Figure | None:
    """A share of two printed counts; None where the one is no part of the other, or is of nothing."""
    above, below = parts
    text = rate(above.value, below.value, layout.rounding, layout.decimals)
    if text is None or above.value > below.value:
        return None
    value = Decimal(text.removesuffix('%'))
    detail = "只舍不入" if layout.rounding == 'truncate' else None
    return Figure(key, text, value, label, None, 'rate', (above.key, below.key), detail=detail)
