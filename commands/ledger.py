"""ledger: the master ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from commands.edge import DATE, Group, Line, echo_json, workplace
from ledger.events import event_label
from model.errors import UsageFault
from model.serialise import to_plain
from model.subject import Act, Organisation
from text.phones import mask_phone

AS_OF = click.option('--as-of', type=DATE, help="按这一天结束时台账的记载。")
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")

LINES = {
    'import': Line('commands.ledger_import', 'import_', "导入台账或登记名单（Excel、CSV），可先预览。"),
    'export': Line('commands.ledger_import', 'export', "导出成 Excel，能原样再导入。"),
    'event': Line('commands.ledger_events', 'event', "登记事件：更名、迁入、合并、分立、注销、成立党组织……"),
    'merge': Line('commands.ledger_events', 'merge', "查重合并：两条记录说的是同一家。"),
    'split': Line('commands.ledger_events', 'split', "撤销一次查重合并。"),
    'correct': Line('commands.ledger_events', 'correct', "更正一家的登记事项，写明原因。"),
    'rollback': Line('commands.ledger_events', 'rollback', "一步撤回一次导入、合并、事件或更正。"),
    'stats': Line('commands.ledger_stats', 'stats', "家数和覆盖率，两个日期的对比，留存报数。"),
    'outside': Line('commands.ledger_outside', 'outside', "党内统计等另一套数，与台账对照。"),
    'statements': Line('commands.ledger_stats', 'statements', "留存过的报数，原样。"),
}


@click.group(cls=Group, help="台账：导入、查找、历史、事件、合并、统计、导出。", lines=LINES)
def ledger() -> None:
    """The ledger of organisations."""


def _shown(name: str, value: Any) -> tuple[str, str]:
    """A fact with its label for the screen; telephone numbers are masked there."""
    from office.naming import label_of, value_to_text

    text = value_to_text(value)
    return label_of(name), mask_phone(text) if name.endswith('phone') else text


_STATES = {'ended': "已不再计数", 'merged': "已并入其他记录", 'withdrawn': "导入已撤回"}


def organisation_line(organisation: Organisation) -> str:
    """An organisation on one line: number, name, code, county, class, supervisor, and its end."""
    parts = (organisation.code or "无代码", organisation.region, organisation.type)
    supervisor = organisation.supervisor or "直接登记"
    state = _STATES.get(organisation.state, "")
    since = f"（{organisation.ended_on}起）" if organisation.ended_on else ""
    told = '　'.join(filter(None, (*parts, supervisor, f"{state}{since}")))
    return f"{organisation.id}　{organisation.name}　{told}"


@ledger.command(help="按名称、曾用名、代码、县区、主管单位查找。")
@click.argument('text', metavar="词")
@AS_OF
@click.option('--ended', is_flag=True, help="也列出已注销、迁出、合并的。")
@JSON
@click.pass_context
def find(ctx: click.Context, text: str, as_of: dt.date | None, ended: bool, as_json: bool) -> None:
    """Organisations that the words speak of."""
    from office import ledger_acts

    with workplace(ctx) as place:
        known = ledger_acts.find(place, text, as_of, ended=True)
    found = [one for one in known if ended or one.state == 'active']
    if as_json:
        echo_json(found)
        return
    for organisation in found:
        click.echo(organisation_line(organisation))
    click.echo(f"共 {len(found)} 家")
    if len(found) < len(known):
        click.echo(f"另有{len(known) - len(found)}家已注销、迁出或合并，加 --ended 列出。")


@ledger.command(help="一家的全部登记事项和每项的来源。")
@click.argument('organisation', metavar="单位")
@AS_OF
@click.option('--on', type=DATE, help="这一天实际的情况（按现在的了解）。")
@JSON
@click.pass_context
def show(
    ctx: click.Context, organisation: str, as_of: dt.date | None, on: dt.date | None, as_json: bool
) -> None:
    """One organisation, each value with its source."""
    from office import acting, ledger_acts

    if on and as_of:
        raise UsageFault("--on 不能与 --as-of 同用：前者按现在的了解，后者按当天的记载。")
    with workplace(ctx) as place:
        told_of = ledger_acts.one_on(place, organisation, on) if on else None
        if on and told_of is None:
            raise UsageFault(f"“{organisation}”到{on}还没有登记或迁入。")
        found = told_of or ledger_acts.one_named(place, organisation, as_of)
        sources = ledger_acts.sources(place, found.id, as_of)
        told = acting.list_acts(place, str(found.id))
    if as_json:
        echo_json({**to_plain(found), 'sources': sources, 'acts': to_plain(told)})
        return
    click.echo(organisation_line(found))
    for name, value in found.facts.items():
        source = sources.get(name, {})
        came = f"收文第{source['register']}号" if source.get('register') else source.get('actor', '')
        told_by = f"　（{came}，{source['at'][:10]}）" if source.get('at') else ""
        click.echo(f"　{'：'.join(_shown(name, value))}{told_by}")
    for act in told:
        click.echo(f"　{act_line(act)}")


_ACTS = {'import': "导入", 'merge': "查重合并", 'undo': "撤回", 'correct': "更正", 'approval': "批复"}


def act_line(act: Act) -> str:
    """An act on one line: number, day, kind, whom it is about, its paper, and whether it was taken back."""
    day = act.on or act.at.date()
    paper = f"　{act.doc_number}" if act.doc_number else ""
    back = f"　（已由第{act.undone_by}号撤回）" if act.undone_by else ""
    return (
        f"第{act.number}号　{day}　{_ACTS.get(act.kind) or event_label(act.kind)}　{act.about}{paper}{back}"
    )


@ledger.command(help="台账办过的每一件事：导入、事件、合并、更正、撤回。")
@click.argument('organisation', metavar="[单位]", required=False)
@JSON
@click.pass_context
def acts(ctx: click.Context, organisation: str | None, as_json: bool) -> None:
    """What was done, in order; the numbers are those `rollback` takes."""
    from office import acting

    with workplace(ctx) as place:
        found = acting.list_acts(place, organisation)
    if as_json:
        echo_json(found)
        return
    for act in found:
        click.echo(act_line(act))
    click.echo(f"共 {len(found)} 件")


@ledger.command(help="一家的历次变化。")
@click.argument('organisation', metavar="单位")
@JSON
@click.pass_context
def history(ctx: click.Context, organisation: str, as_json: bool) -> None:
    """Every version, oldest first."""
    from office import ledger_acts

    with workplace(ctx) as place:
        versions = ledger_acts.history(place, organisation)
    if as_json:
        echo_json(versions)
        return
    for version in versions:
        one = version.organisation
        told = '，'.join(' '.join(_shown(name, value)) for name, value in one.facts.items())
        since = f"（{version.valid_from}起）" if version.valid_from else ""
        head = f"第{version.version}版　{version.recorded_from:%Y-%m-%d %H:%M}{since}　{version.actor}"
        click.echo(f"{head}　{organisation_line(one)}　{told}")
