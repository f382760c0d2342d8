"""tasks, population: who has to do what, how far they are, and whom a campaign counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.edge import FILE, Group, echo_json, say, show_by_label, workplace
from model.errors import UsageFault
from model.serialise import to_plain
from model.subject import SubjectKind
from model.task import STATE_LABELS
from office.population_kinds import KINDS, word_to_kind

if TYPE_CHECKING:
    from office.task_import import Taken

_NAMED = 10
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
CAMPAIGN = click.argument('campaign', metavar="活动")
TASK = click.option('--task', metavar="任务", help="只看这一项任务（名称中的词）。")
KIND = click.option('--kind', metavar="种类", help=f"种类：{'、'.join(KINDS.values())}。")


@click.group(cls=Group, help="任务×责任单位：导入、查看、催办、完成率。")
def tasks() -> None:
    """Tasks by unit."""


@tasks.command('import', help="导入任务表：每行一项，或单位为行、任务为列。")
@CAMPAIGN
@click.argument('file', type=FILE, metavar="文件")
@JSON
@click.pass_context
def import_(ctx: click.Context, campaign: str, file: Path, as_json: bool) -> None:
    """A table of tasks and units."""
    from office import tasks as acts

    with workplace(ctx) as place:
        taken = acts.import_tasks(place, file, campaign)
    if as_json:
        echo_json(taken)
        return
    click.echo(f"新增{taken.added}项，更新{taken.changed}项，不变{taken.unchanged}项。")
    _tell(taken)
    if taken.added or taken.changed:
        click.echo(f"撤回这次导入用 shoufa tasks undo {campaign}。")


def _tell(taken: Taken) -> None:
    told = {
        "没有读懂，按待明确或空": taken.unread,
        "请核对": taken.assumed,
        "没有写明，保留原来的": taken.kept,
        "没有导入": taken.left_out,
    }
    show_by_label(told)
    if taken.strangers:
        click.echo(f"名单里没有这些单位，已记下，也计入应完成的单位：{'、'.join(taken.strangers)}")
    if taken.ignored_columns:
        click.echo(f"这些列没有导入：{'、'.join(taken.ignored_columns)}")


@tasks.command(help="撤回最近一次导入的任务表。")
@CAMPAIGN
@click.pass_context
def undo(ctx: click.Context, campaign: str) -> None:
    """The last table taken back."""
    from office import tasks as acts

    with workplace(ctx) as place:
        click.echo(acts.undo_import(place, campaign))


@tasks.command('list', help="每个单位每项任务到了哪一步。")
@CAMPAIGN
@TASK
@JSON
@click.pass_context
def list_(ctx: click.Context, campaign: str, task: str | None, as_json: bool) -> None:
    """Every task of every unit."""
    from office import tasks as acts

    with workplace(ctx) as place:
        found = acts.list_tasks(place, campaign, task)
    if as_json:
        echo_json(found)
        return
    for one in found:
        done = f"　{one.done_on}" if one.done_on else ""
        due = f"　期限{one.due}" if one.due else ""
        more = '　'.join(filter(None, (one.figure, one.evidence, one.note)))
        click.echo(f"{one.unit}　{one.task}　{STATE_LABELS[one.state]}{done}{due}　{more}".rstrip('　'))
    counts = '，'.join(f"{label}{count}" for label, count in acts.state_counts(found).items() if count)
    click.echo(f"共 {len(found)} 项：{counts}" if found else "共 0 项")


@tasks.command(help="每项任务的完成率：完成的单位／应完成的单位。")
@CAMPAIGN
@TASK
@JSON
@click.pass_context
def rate(ctx: click.Context, campaign: str, task: str | None, as_json: bool) -> None:
    """Done of all concerned."""
    from office import tasks as acts

    with workplace(ctx) as place:
        found = acts.task_rates(place, campaign, task)
    if as_json:
        echo_json([to_plain(one) for one in found])
        return
    for one in found:
        counts = ((one.silent, "个未报"), (one.strangers, "个不在名单里"))
        told = "，".join(f"{count}{label}" for count, label in counts if count)
        click.echo(
            f"{one.task}：{one.done}/{one.units}　{one.text or '—'}{f'（其中{told}）' if told else ''}"
        )


@tasks.command(help="给没有完成的单位的催办短信，不超过70字。")
@CAMPAIGN
@TASK
@JSON
@click.pass_context
def chase(ctx: click.Context, campaign: str, task: str | None, as_json: bool) -> None:
    """Texts to paste."""
    from office import tasks as acts

    with workplace(ctx) as place:
        found = acts.task_chases(place, campaign, task)
        unnamed = acts.unnamed_units(place, campaign, task)
    if as_json:
        echo_json([one._asdict() for one in found])
        return
    for one in found:
        click.echo(one.text)
    for name, units in unnamed.items():
        more = "等" if len(units) > _NAMED else ""
        told = f"{'、'.join(units[:_NAMED])}{more}"
        say(ctx, f"“{name}”的任务表里没有写到{len(units)}个单位，没有给它们的短信：{told}")


@click.group(cls=Group, help="活动所数的单位：乡镇街道、园区、企业、县区，从名单导入。")
def population() -> None:
    """Whom a campaign counts beside organisations."""


def _kind(word: str) -> SubjectKind:
    kind = word_to_kind(word)
    if kind is None:
        raise UsageFault(f"不认识种类“{word}”。可用：{'、'.join(KINDS.values())}。")
    return kind


@population.command('import', help="导入名单：名称、所属县区，企业还可有是否建立党组织等列。")
@CAMPAIGN
@click.argument('file', type=FILE, metavar="文件")
@click.option('--kind', required=True, metavar="种类", help=f"种类：{'、'.join(KINDS.values())}。")
@JSON
@click.pass_context
def load(ctx: click.Context, campaign: str, file: Path, kind: str, as_json: bool) -> None:
    """A list of towns, parks or enterprises."""
    from office.populations import load_population

    meant = _kind(kind)
    with workplace(ctx) as place:
        done = load_population(place, file, meant, campaign)
    if as_json:
        echo_json(done)
        return
    click.echo(f"{KINDS[meant]}：新增{len(done.added)}，更新{len(done.changed)}，不变{done.unchanged}。")
    for line in done.unread:
        click.echo(f"　没有读懂，未记：{line}")
    for line in done.left_out:
        click.echo(f"　没有导入：{line}")
    if done.ignored_columns:
        click.echo(f"这些列没有导入：{'、'.join(done.ignored_columns)}")
    click.echo(f"第{done.act}号办理；撤回用 shoufa ledger rollback {done.act}。")


@population.command('list', help="活动所数的单位。")
@CAMPAIGN
@KIND
@JSON
@click.pass_context
def show(ctx: click.Context, campaign: str, kind: str | None, as_json: bool) -> None:
    """The units a campaign counts."""
    from office.populations import population as members_of

    with workplace(ctx) as place:
        found = members_of(place, campaign, _kind(kind) if kind else None)
    if as_json:
        echo_json(found)
        return
    for one in found:
        label = next((label for known, label in KINDS.items() if known == one.kind), one.kind)
        click.echo(f"{one.id}　{one.name}　{one.region or ''}　{label}")
    click.echo(f"共 {len(found)} 个")
