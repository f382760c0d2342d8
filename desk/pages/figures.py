"""How many organisations and how far covered: the sentence, by county and class, two days, what was said."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.responses import Response

from desk.lists import SIZE, address_with, start_of, to_shown
from desk.pages.ledger_words import day_of
from desk.visit import CLERKS, Address, Visit, page, to
from ledger.coverage import UNFILLED, CoverageLine
from model.errors import UsageFault
from office import comparing, counting
from office.ledger_search import MISSING

BY = (('region', "县区"), ('type', "类型"), ('supervisor', "业务主管单位"), ('method', "组建形式"))
_LISTED = ('region', 'type', 'supervisor')


class Line(NamedTuple):
    """A line of figures; address lists whom it counts, None where no list of the ledger does."""

    key: str
    numerator: int
    denominator: int
    unknown: int
    rate: str | None
    address: str | None


def show_figures(visit: Visit) -> Response:
    """The sentence for a day, and how it is made up."""
    ticked = visit.request.query_params.getlist('by')
    if len(ticked) > 1:
        return to(address_with(visit, by=','.join(ticked)))
    by = [name for name, _ in BY if name in visit.asked('by').split(',')]
    as_of, on = day_of(visit, visit.asked('as_of'), "记载日期"), day_of(visit, visit.asked('on'), "实际日期")
    if on and (by or as_of):
        raise UsageFault("“实际日期”只给合计，不能与“记载日期”或分项同用。")
    liaisons = visit.asked('liaisons', 'yes') != 'no'
    told = counting.tell(visit.place, as_of, on, liaisons=liaisons)
    lines = counting.stats(visit.place, by, as_of) if by else []
    start = start_of(visit)
    order = {county: number for number, county in enumerate(visit.place.office.counties)}
    lines.sort(key=lambda line: order.get(line[0].key.partition('/')[0], len(order)))
    return page(
        visit,
        'figures.html',
        title="家数和覆盖率",
        here='ledger',
        spoken=told,
        beside=None if on else counting.beside_last(visit.place, told),
        by=by,
        all_by=BY,
        lines=[_line(line, rate, by, visit.asked('as_of')) for line, rate in lines[start : start + SIZE]],
        pager=to_shown(visit, len(lines[start : start + SIZE]), len(lines)),
        as_of=as_of,
        on=on,
        liaisons=liaisons,
        may=visit.may(*CLERKS),
    )


def _line(line: CoverageLine, rate: str | None, by: list[str], as_of: str) -> Line:
    asked = dict(zip(by, line.key.split('/'), strict=False))
    address = None
    if all(name in _LISTED for name in by) and len(asked) == line.key.count('/') + 1:
        filters = {name: MISSING if value == UNFILLED else value for name, value in asked.items()}
        address = f'/ledger?{urlencode(filters | ({"as_of": as_of} if as_of else {}))}'
    return Line(line.key, line.numerator, line.denominator, line.unknown, rate, address)


def do_save(visit: Visit) -> Response:
    """Keep the sentence and its lines as they were given out."""
    note = visit.needed('note', "报给谁、为什么")
    as_of = day_of(visit, visit.text('as_of'), "记载日期")
    by = [name for name, _ in BY if name in visit.texts('by')]
    told = counting.tell(visit.place, as_of, liaisons=visit.text('liaisons') != 'no')
    lines = counting.stats(visit.place, by, as_of) if by else []
    if visit.text('sentence') != told.sentence:
        raise UsageFault(
            f"台账在您打开之后变了，没有留存。您看到的：{visit.text('sentence')} 现在的：{told.sentence}"
        )
    number = counting.save_statement(visit.place, told, note, lines)
    visit.tell(f"已留存为第{number}次报数。")
    return to('/ledger/statements')


def show_compare(visit: Visit) -> Response:
    """Two days beside each other, and everything that lies between."""
    first, second = day_of(visit, visit.asked('from'), "期初"), day_of(visit, visit.asked('to'), "期末")
    if first and second and second <= first:
        raise UsageFault(f"“期初”{first}要早于“期末”{second}。")
    found = comparing.compare(visit.place, first, second) if first and second else None
    bridges = (
        [("家数", 'population', found.population), ("已建党组织", 'established', found.established)]
        if found
        else []
    )
    return page(
        visit,
        'figures_compare.html',
        title="两个日期对比",
        here='ledger',
        found=found,
        bridges=bridges,
        first=first,
        second=second,
        label=comparing.step_label,
    )


def show_statements(visit: Visit) -> Response:
    """What was given out, as it was said; the newest first."""
    said = counting.saved_statements(visit.place)[::-1]
    start = start_of(visit)
    return page(
        visit,
        'statements.html',
        title="留存的报数",
        here='ledger',
        said=[dataclasses.asdict(one) for one in said[start : start + SIZE]],
        pager=to_shown(visit, len(said[start : start + SIZE]), len(said)),
    )


ADDRESSES = (
    Address('/ledger/figures', show_figures),
    Address('/ledger/figures', do_save, CLERKS, 'POST'),
    Address('/ledger/compare', show_compare),
    Address('/ledger/statements', show_statements),
)
