"""instructors: who is sent where, for how long, and who takes over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace as with_values
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.edge import DATE, FILE, Group, Line, echo_json, say, show_by_label, workplace
from text.phones import mask_phone

if TYPE_CHECKING:
    from office.sending_people import Sent

_NAMED = 5
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
DOC = click.option('--doc', 'doc_number', metavar="文号", help="选派或调整文件的文号。")


_PAPERS = {
    'letters': Line('commands.instructor_letters', 'letters', "起草调整函、结束选派函：每家一份"),
    'roster': Line('commands.instructor_letters', 'roster', "起草党建工作指导员台账，供上报"),
}


@click.group(cls=Group, lines=_PAPERS, help="党建工作指导员：导入、选派、调整、届满提醒，调整函和台账。")
def instructors() -> None:
    """Instructors."""


@instructors.command(
    'import', help="导入指导员名单（姓名、单位、联系社会组织、选派日期、届满日期或选派期等）。"
)
@click.argument('file', type=FILE, metavar="文件")
@click.pass_context
def import_(ctx: click.Context, file: Path) -> None:
    """Instructors and whom they serve."""
    from office import instructing

    with workplace(ctx) as place:
        done = instructing.import_instructors(place, file)
    click.echo(f"指导员{done.instructors}名，新安排联系{done.assigned}家。")
    if done.terms:
        click.echo(f"已有安排补上选派期{done.terms}条。")
    for unknown in done.unknown:
        click.echo(f"台账里没有：{unknown}。请核对名称，或先把单位登记进台账。")
    told = {
        "没有导入": done.left_out,
        "没有读懂，未记": done.unread,
        "请核对": done.doubts,
        "与已有安排不同，未改": done.differing,
    }
    show_by_label(told)
    if done.ignored_columns:
        click.echo(f"这些列没有导入：{'、'.join(done.ignored_columns)}")


@instructors.command('list', help="列出指导员和某一天各自联系的单位。")
@click.option('--on', type=DATE, help="哪一天；不写为今天。")
@JSON
@click.pass_context
def list_(ctx: click.Context, on: dt.date | None, as_json: bool) -> None:
    """Instructors; telephones stay masked on screen."""
    from office import instructing, sending_people

    with workplace(ctx) as place:
        listed = instructing.instructors(place, on)
        served = sending_people.served(place, on or place.today)
        ended = instructing.ended_assignments(place, on)
        names = sending_people.names_of(place, [number for one in listed for number in one.organisations])
    if as_json:
        echo_json([with_values(one, phone=mask_phone(one.phone or '') or None) for one in listed])
        return
    for one in listed:
        few = '、'.join(names[number] for number in one.organisations[:_NAMED])
        more = "等" if len(one.organisations) > _NAMED else ""
        told = (one.id, one.name, one.unit, one.post, f"联系{len(one.organisations)}家", few + more)
        click.echo('　'.join(str(part) for part in told if part))
    click.echo(f"在派单位共 {served} 家")
    if ended:
        say(ctx, f"这些单位已不再计数，没有列入：{'、'.join(ended)}。结束选派用 instructors replace --stop。")


@instructors.command(help="选派：一名指导员联系若干单位，不写届满日按一年。")
@click.argument('who', metavar="指导员")
@click.argument('organisations', nargs=-1, required=True, metavar="单位...")
@click.option('--start', type=DATE, help="选派期第一天；发函后再定可以不写。")
@click.option('--end', type=DATE, help="选派期最后一天。")
@DOC
@JSON
@click.pass_context
def assign(
    ctx: click.Context, /, who: str, organisations: tuple[str, ...], *, as_json: bool, **given: Any
) -> None:
    """Send an instructor to organisations."""
    from office import sending_people

    with workplace(ctx) as place:
        sent = sending_people.assign(place, who, organisations, **given)
    _tell(sent, as_json)


@instructors.command(
    'replace', help="期中调整：从某天起由另一人接任，任期为剩余期限；没有接任的用 --stop；不问也不存原因。"
)
@click.argument('old', metavar="原指导员")
@click.argument('new', required=False, metavar="[新指导员]")
@click.option('--date', 'on', type=DATE, required=True, help="接任的第一天。")
@click.option('--org', 'organisations', multiple=True, metavar="单位", help="只调整这些单位；不写为全部。")
@click.option('--stop', multiple=True, metavar="单位", help="这些单位不再选派（如已建党组织）。")
@click.option('--past', is_flag=True, help="补记：选派期已经结束的也改。")
@DOC
@JSON
@click.pass_context
def replace_(ctx: click.Context, /, old: str, new: str | None, *, as_json: bool, **given: Any) -> None:
    """Another instructor for the rest of the term."""
    from office import sending_people

    on = given.pop('on')
    letter = sending_people.Letter(given.pop('doc_number'), given.pop('past'))
    with workplace(ctx) as place:
        sent = sending_people.replace(place, old, new, on, letter=letter, **given)
    _tell(sent, as_json)
    if sent.letters and not as_json:
        click.echo(f"应发函{len(sent.letters)}份，起草：shoufa instructors letters --date {on}")


@instructors.command(help="届满提醒：多少天内到期的选派。")
@click.option('--within', type=int, default=30, show_default=True, metavar="天", help="从今天起多少天内。")
@JSON
@click.pass_context
def expiring(ctx: click.Context, within: int, as_json: bool) -> None:
    """Terms that end soon."""
    from office import sending_people

    with workplace(ctx) as place:
        found = sending_people.expiring(place, within)
    if as_json:
        echo_json(found)
        return
    for one in found:
        click.echo(f"{one.end}　{one.organisation}　{one.instructor}")
    click.echo(f"共 {len(found)} 条")


def _tell(sent: Sent, as_json: bool) -> None:
    if as_json:
        echo_json(sent)
        return
    for line in sent.told:
        click.echo(line)
