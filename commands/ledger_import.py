"""ledger import and ledger export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.edge import DATE, FILE, Shown, echo_json, workplace
from model.errors import UsageFault

if TYPE_CHECKING:
    from office.importing import Imported
    from office.previewing import Preview

_SHOWN = 20
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")


@click.command(
    'import', cls=Shown, help="导入台账或登记名单（Excel、CSV；多层表头、勾选栏、多张工作表都可以）。"
)
@click.argument('file', type=FILE, metavar="文件")
@click.option('--preview', is_flag=True, help="只看会导入什么，什么都不写。")
@click.option('--all-new', is_flag=True, help="与台账中的单位只是名称相近的，一律作为新单位。")
@click.option('--complete', is_flag=True, help="名单是全部单位：台账有而名单没有的列出来（不删除）。")
@click.option('--registration', is_flag=True, help="登记机关的名单：登记事项以它为准。")
@click.option('--on', type=DATE, help="名单所说的日期；不写为今天。")
@JSON
@click.pass_context
def import_(
    ctx: click.Context,
    /,
    file: Path,
    *,
    preview: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """New organisations at once; differences become questions."""
    from office.importing import import_ledger
    from office.previewing import preview_ledger

    with workplace(ctx) as place:
        if options['on'] and options['on'] > place.today:
            raise UsageFault(f"--on {options['on']}在今天（{place.today}）之后，名单不会是那一天的。")
        if preview:
            _show_preview(preview_ledger(place, file, all_new=options['all_new']), as_json=as_json)
            return
        done = import_ledger(place, file, **options)
    if as_json:
        echo_json(done)
    else:
        _show(done)


def _show_preview(seen: Preview, *, as_json: bool) -> None:
    from office.previewing import preview_to_lines

    if as_json:
        echo_json(seen)
    else:
        click.echo('\n'.join(preview_to_lines(seen)))


def _show(done: Imported) -> None:
    kept = f"，按来源保留台账原值{done.kept}处" if done.kept else ""
    totals = f"；合计{done.totals_dropped}行不算单位" if done.totals_dropped else ""
    ask = f"，待核{done.questions}项，请看 shoufa review list" if done.questions else "，没有待核的"
    click.echo(
        f"新增{len(done.added)}家，补充{len(done.changed)}家，不变{done.unchanged}家{kept}{totals}{ask}。"
    )
    if done.totals:
        wrong = sum(not one.agrees for one in done.totals)
        click.echo(f"与表上合计核对{len(done.totals)}处，{f'{wrong}处不符' if wrong else '全部相符'}")
    if done.hidden:
        click.echo(f"隐藏的{done.hidden}行也已计入")
    for sheet in done.sheets:
        if sheet.skipped:
            click.echo(f"工作表“{sheet.name or ''}”没有导入：{sheet.skipped}")
    if done.ignored_columns:
        click.echo(f"这些列没有导入：{'、'.join(done.ignored_columns)}")
    if done.absent:
        more = "等" if len(done.absent) > _SHOWN else ""
        click.echo(
            f"名单里没有台账中的{len(done.absent)}家（未删除）：{'、'.join(done.absent[:_SHOWN])}{more}"
        )
    for note in done.notes:
        click.echo(note)
    click.echo(f"这次导入是第{done.act}号办理，撤回用 shoufa ledger rollback {done.act}")


@click.command(cls=Shown, help="导出成 Excel，能原样再导入。")
@click.argument('file', type=FILE, metavar="文件")
@click.pass_context
def export(ctx: click.Context, file: Path) -> None:
    """The ledger as a workbook."""
    from office.exporting import export as export_ledger

    if file.is_dir() or file.suffix.lower() != '.xlsx':
        raise UsageFault(f"“{file}”不能导出：请写一个 .xlsx 文件的名称，如 台账.xlsx。")
    with workplace(ctx) as place:
        count = export_ledger(place, file)
    click.echo(f"已导出{count}家到 {file}")
