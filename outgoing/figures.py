"""The counts and rates of a campaign as figures: what is printed, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from model.errors import CannotStart
from model.figure import Figure
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
RATES = {
    'coverage': ("党的组织覆盖率", 'established', 'organisations'),
    'formation': ("组建率", 'established', 'eligible'),
}
_ELSEWHERE = "未注明地区"

Figures = dict[str, Figure]
"""Figures of one line by count or rate name; a name is missing where there is no number."""


def counted(key: str, label: str, value: int, rows: Iterable[int] | None = None) -> Figure:
    """A whole number as a figure."""
    return Figure(key, str(value), value, label, None if rows is None else tuple(rows))


def line_figures(line: CountyLine, prefix: str, layout: Layout) -> Figures:
    """Counts and rates of one unit; keys are '<prefix>.<name>', labels name the unit."""
    figures: Figures = {}
    for name, label in COUNTS.items():
        value = getattr(line, name)
        if value is not None:
            figures[name] = counted(f'{prefix}.{name}', f"{line.region}{label}", value, line.rows.get(name))
    for name, (label, above, below) in RATES.items():
        part, whole = getattr(line, above), getattr(line, below)
        text = rate(part, whole, layout.rounding, layout.decimals) if part <= (whole or 0) else None
        if text:
            value = Decimal(text.removesuffix('%'))
            figures[name] = Figure(
                f'{prefix}.{name}', text, value, f"{line.region}{label}", line.rows.get(above)
            )
    return figures


def texts(figures: Mapping[str, Figure]) -> dict[str, str]:
    """What a table's row prints: each figure's text, or — where there is none."""
    return {name: figures[name].text if name in figures else NOTHING for name in (*COUNTS, *RATES)}


def share(figures: Mapping[str, Figure], name: str) -> str | None:
    """A rate with its counts, '55.7%（167/300）'; None where there is no rate."""
    if name not in figures:
        return None
    _, above, below = RATES[name]
    return f"{figures[name].text}（{figures[above].text}/{figures[below].text}）"


def summed(lines: Iterable[CountyLine], region: str) -> CountyLine:
    """Several units as one line; a count that one of them lacks is unknown for all."""
    listed = tuple(lines)
    totals: dict[str, int | None] = {}
    rows: dict[str, tuple[int, ...]] = {}
    for name in COUNTS:
        values = [getattr(line, name) for line in listed]
        totals[name] = None if None in values else sum(values)
        if all(name in line.rows for line in listed):
            rows[name] = tuple(row for line in listed for row in line.rows[name])
    return CountyLine(region=region, rows=rows, **totals)  # type: ignore[arg-type]  # only eligible and members may be None


def with_remainder(total: CountyLine, counties: tuple[CountyLine, ...], paper: str) -> tuple[CountyLine, ...]:
    """The units of a table, and one more line for what the total counts and no unit does.

    CannotStart where the units together count more than the total: one of them is wrong.
    """
    if not counties:
        return ()
    parts = summed(counties, _ELSEWHERE)
    left: dict[str, int | None] = {}
    for name, label in COUNTS.items():
        whole, part = getattr(total, name), getattr(parts, name)
        left[name] = None if whole is None or part is None else whole - part
        if (left[name] or 0) < 0:
            raise CannotStart(
                f"没有生成{paper}：各单位“{label}”之和为{part}，多于合计数{whole}，两数必有一误；请先核对台账。"
            )
    if not any(left.values()):
        return counties
    rows = {
        name: tuple(sorted(set(total.rows[name]) - set(parts.rows[name])))
        for name in total.rows.keys() & parts.rows.keys()
    }
    return (*counties, CountyLine(region=_ELSEWHERE, rows=rows, **left))  # type: ignore[arg-type]  # as in summed
