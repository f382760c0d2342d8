"""ledger stats, statements: how many, how far, and why other than before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from commands.edge import DATE, Shown, echo_json, say, workplace
from model.errors import UsageFault
from model.serialise import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.coverage import CoverageLine
    from office.comparing import Compared
    from office.config import Workplace
    from office.counting import Told

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


@click.command(cls=Shown, help="家数和覆盖率；两个日期的对比；留存报数。")
@click.option('--by', default='', metavar="region,type,method", help="按什么分，逗号隔开；不写为合计。")
@click.option('--as-of', type=DATE, help="按这一天结束时台账的记载。")
@click.option('--on', type=DATE, help="这一天实际的情况（按现在的了解）。")
@click.option('--no-liaisons', is_flag=True, help="工作覆盖不含联络员。")
@click.option('--compare', 'days', type=(DATE, DATE), metavar="日期 日期", help="期初到期末为什么变了。")
@click.option('--save', 'note', metavar="说明", help="把这次报数原样留存，如 --save 省厅电话。")
@JSON
@click.pass_context
def stats(ctx: click.Context, /, by: str, *, as_json: bool, **given: Any) -> None:
    """Numerators, denominators and rates; a sentence to read out; a bridge between two days."""
    from office import counting

    as_of, on, note = given['as_of'], given['on'], given['note']
    if given['days']:
        if by or as_of or on or note or given['no_liaisons']:
            raise UsageFault("--compare 自带两个日期，只能与 --json 同用；要分项或留存请分开办。")
        _compare(ctx, given['days'], as_json)
        return
    if note is not None and not note.strip():
        raise UsageFault("--save 要写明报给谁、为什么，如 --save 省厅电话。")
    if on and (by or as_of):
        raise UsageFault("--on 不能与 --by、--as-of 同用。")
    dimensions = [part.strip() for part in by.split(',') if part.strip()]
    with workplace(ctx) as place:
        _not_after(place.today, on or as_of)
        lines = [] if on else _ordered(counting.stats(place, dimensions, as_of), place.office.counties)
        told = counting.tell(place, as_of, on, liaisons=not given['no_liaisons'])
        beside = None if on else counting.beside_last(place, told)
        number = counting.save_statement(place, told, note, lines if dimensions else ()) if note else None
        more = _more(place, dimensions, as_of, not given['no_liaisons']) if as_json and lines else {}
    _warn(ctx, told, as_of)
    if as_json:
        told_lines = [{**more.get(line.key, {}), **to_plain(line), 'rate': rate} for line, rate in lines]
        echo_json(told_lines or to_plain(told))
        return
    click.echo(told.sentence)
    click.echo(told.approved)
    if beside:
        click.echo(beside)
    for line, rate in lines if dimensions else ():
        click.echo(_line(line.key, line.numerator, line.denominator, line.unknown, rate))
    if number:
        click.echo(f"已留存为第{number}次报数（{note}）。")


def _line(key: str, numerator: int, denominator: int, unknown: int, rate: str | None) -> str:
    untold = f"（其中{unknown}家未填是否建立）" if unknown else ""
    return f"{key}：{numerator}/{denominator}　{rate or '—'}{untold}"


def _more(
    place: Workplace, dimensions: list[str], as_of: dt.date | None, liaisons: bool
) -> dict[str, dict[str, Any]]:
    """What the JSON of a line tells beside its own figures, which keep their names."""
    from office.counting import further_figures

    return further_figures(place, dimensions, as_of, liaisons=liaisons)


def _ordered(
    lines: list[tuple[CoverageLine, str | None]], counties: Sequence[str]
) -> list[tuple[CoverageLine, str | None]]:
    """Counties as the office lists them, other keys as they come."""
    rank = {county: number for number, county in enumerate(counties)}
    return sorted(lines, key=lambda line: rank.get(line[0].key.partition('/')[0], len(rank)))


def _not_after(today: dt.date, day: dt.date | None) -> None:
    """Raises UsageFault for a day to come: nobody can say how things stand then."""
    if day and day > today:
        raise UsageFault(f"{day}在今天（{today}）之后，还没有这一天的数。")


def _warn(ctx: click.Context, told: Told, as_of: dt.date | None) -> None:
    """A day before the ledger began shows nought because nothing was recorded, not because nobody was."""
    if told.caveat:
        say(ctx, told.caveat)
    if as_of and not told.figures['total']:
        say(ctx, f"注意：到{as_of}台账还没有任何记载，0不是实际家数；那天的实际情况用 --on {as_of} 查。")


def _compare(ctx: click.Context, days: tuple[dt.date, dt.date], as_json: bool) -> None:
    from office.comparing import compare

    with workplace(ctx) as place:
        found = compare(place, *days)
    if not found.population.opening and found.population.closing:
        say(ctx, f"注意：到{days[0]}台账还没有任何记载，下面的“新登记”含首次导入的单位。")
    if as_json:
        echo_json(found)
        return
    click.echo(found.sentence)
    for line in _names(found):
        click.echo(line)


def _names(found: Compared) -> list[str]:
    from office.comparing import step_label

    lines = []
    for about, bridge in (('population', found.population), ('established', found.established)):
        if bridge.steps:
            lines.append("家数：" if about == 'population' else "已建党组织：")
        lines += [f"　{step_label(step, about)}：{'、'.join(step.names)}" for step in bridge.steps]
    if found.renamed:
        told = '；'.join(f"{old}→{new}" for old, new in found.renamed)
        lines.append(f"更名{len(found.renamed)}家（不计增减）：{told}")
    return lines


@click.command(cls=Shown, help="留存过的报数，原样。")
@click.argument('number', type=int, required=False, metavar="[次]")
@JSON
@click.pass_context
def statements(ctx: click.Context, number: int | None, as_json: bool) -> None:
    """What was said before, as it was said."""
    from office import counting

    with workplace(ctx) as place:
        found = counting.saved_statements(place)
    wanted = [one for one in found if number in {None, one.number}]
    if number is not None and not wanted:
        raise UsageFault(f"没有第{number}次报数。")
    if as_json:
        echo_json(wanted)
        return
    for one in wanted:
        click.echo(f"第{one.number}次　{one.at:%Y-%m-%d %H:%M}　{one.note}　{one.text}")
        for line in one.figures.get('lines', ()):
            click.echo(f"　{_line(**line)}")
