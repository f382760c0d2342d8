"""ledger event, merge, split, correct, rollback: what changes the ledger, each to be taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from commands.edge import DATE, Shown, echo_json, workplace
from ledger.events import LABELS, word_to_kind
from model.errors import UsageFault

if TYPE_CHECKING:
    from office.acting import Done

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


def _tell(done: Done, as_json: bool, *, back: bool = True) -> None:
    """What was done; back says that the act can be taken back in its turn."""
    if as_json:
        echo_json(done)
        return
    for line in done.told:
        click.echo(line)
    if done.questions:
        click.echo(f"有{done.questions}项要人定，请看 shoufa review list。")
    click.echo(
        f"第{done.act}号办理；办错了用 shoufa ledger rollback {done.act} 撤回。"
        if back
        else f"第{done.act}号办理。撤回本身不能再撤回，要恢复请重新办理。"
    )


@click.command(cls=Shown, help=f"登记事件。种类：{'、'.join(LABELS.values())}。")
@click.argument('organisation', metavar="单位")
@click.argument('kind', metavar="种类")
@click.option('--date', 'on', type=DATE, help="事件的日期（批准或登记之日）。")
@click.option('--doc', 'doc_number', metavar="文号", help="依据文件的文号。")
@click.option('--register', 'register_number', type=int, metavar="号", help="依据文件的收文编号。")
@click.option('--to', multiple=True, metavar="名称", help="新名称、新主管单位、并入、新设或分立出的单位。")
@click.option('--with', 'others', multiple=True, metavar="单位", help="一起新设合并或联合建立的其他单位。")
@click.option(
    '--set', 'told', multiple=True, metavar="项目=值", help="新单位或党组织的事项，如 所属县区=甲县。"
)
@click.option('--ends', is_flag=True, help="分立后原单位注销。")
@click.option('--same-name', is_flag=True, help="新名称与台账里另一家相同，确是两家。")
@JSON
@click.pass_context
def event(ctx: click.Context, /, organisation: str, kind: str, *, as_json: bool, **given: Any) -> None:
    """An event with its day and paper."""
    from office.acting import Paper
    from office.correcting import told_to_values
    from office.eventing import Event, record_event

    meant = word_to_kind(kind)
    if meant is None:
        raise UsageFault(f"不认识事件“{kind}”。可用：{'、'.join(LABELS.values())}。")
    paper = Paper(given['on'], given['doc_number'], given['register_number'])
    with workplace(ctx) as place:
        values = told_to_values(given['told'])
        told = Event(
            meant,
            organisation,
            paper,
            given['to'],
            given['others'],
            values,
            given['ends'],
            given['same_name'],
        )
        done = record_event(place, told)
    _tell(done, as_json)


@click.command(cls=Shown, help="查重合并：第二条记录并入第一条，缺的补上，不同的待核。")
@click.argument('kept', metavar="保留的")
@click.argument('double', metavar="重复的")
@JSON
@click.pass_context
def merge(ctx: click.Context, kept: str, double: str, as_json: bool) -> None:
    """Two records of one organisation become one."""
    from office.merging import merge as merge_records

    with workplace(ctx) as place:
        done = merge_records(place, kept, double)
    _tell(done, as_json)


@click.command(cls=Shown, help="撤销一次查重合并，两条记录恢复原样。")
@click.argument('number', type=int, metavar="号")
@JSON
@click.pass_context
def split(ctx: click.Context, number: int, as_json: bool) -> None:
    """One record becomes the two it was made of."""
    from office.undoing import undo

    with workplace(ctx) as place:
        done = undo(place, number, 'merge')
    _tell(done, as_json, back=False)


@click.command(cls=Shown, help="一步撤回一次导入、合并、事件或更正；之后又改过的项目保留并说明。")
@click.argument('number', type=int, metavar="号")
@JSON
@click.pass_context
def rollback(ctx: click.Context, number: int, as_json: bool) -> None:
    """Take an act back."""
    from office.undoing import undo

    with workplace(ctx) as place:
        done = undo(place, number)
    _tell(done, as_json, back=False)


@click.command(cls=Shown, help="更正一家的登记事项，如 是否建立党组织=否。")
@click.argument('organisation', metavar="单位")
@click.argument('told', nargs=-1, required=True, metavar="项目=值...")
@click.option('--why', required=True, metavar="原因", help="为什么更正。")
@click.option('--doc', 'doc_number', metavar="文号", help="依据文件的文号。")
@JSON
@click.pass_context
def correct(
    ctx: click.Context,
    organisation: str,
    told: tuple[str, ...],
    why: str,
    doc_number: str | None,
    as_json: bool,
) -> None:
    """A person's own value, which no later return overwrites."""
    from office.acting import Paper
    from office.correcting import correct as correct_fields
    from office.correcting import told_to_values

    with workplace(ctx) as place:
        done = correct_fields(place, organisation, told_to_values(told), why, Paper(doc_number=doc_number))
    _tell(done, as_json)
