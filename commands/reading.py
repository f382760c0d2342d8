"""read, notice, return, when: what a file says, without an office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from commands.edge import DATE, FILE, Shown, echo_json, say
from commands.notice_view import notice_to_lines
from commands.picture import DPI, Wanted, check_wanted, write_picture
from commands.serving import known_forms, read_each, reads_files, serve, show_problems
from extractors.readers.pictures.where import EXAMPLES, text_to_where
from model.document import Document, Paragraph, Table
from model.form import FormDefinition
from model.place import Value
from model.returned import Return


@click.command(cls=Shown, help="读文件，给出段落、表格和每处的位置；或把一处画成图。")
@reads_files
@click.option('--picture', 'place', metavar="位置", help=f"把这一处画成图，用红框标出。{EXAMPLES}。")
@click.option('--out', type=FILE, help="图片存成这个文件（PNG）。")
@click.option('--dpi', type=int, default=DPI, metavar="数", help=f"图片每英寸多少点，默认{DPI}。")
@click.option('--whole-page', is_flag=True, help="画出整页，不只画这一处周围。")
@click.pass_context
def read(
    ctx: click.Context, /, files: tuple[Path, ...], as_json: bool, json_dir: Path | None, **picture: Any
) -> int:
    """The Document of each file, or a place of one as a picture."""
    wanted = Wanted(**picture)
    check_wanted(wanted, files, data=bool(as_json or json_dir))
    if wanted.place is None:
        return serve(ctx, files, as_json, json_dir, lambda document: document, _show_document, is_meant=None)
    text_to_where(wanted.place)
    ((path, reading),) = read_each(files)
    write_picture(ctx, path, reading, wanted)
    return 0


def _show_document(document: Document) -> None:
    click.echo(f"—— {document.file}（{document.format}）")
    for block in document.blocks:
        if isinstance(block, Paragraph):
            click.echo(block.text)
        else:
            _show_table(block)
    show_problems(document.problems)


def _show_table(table: Table) -> None:
    click.echo(f"［表格 {table.rows}行×{table.cols}列］")
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text.replace('\n', ' '))
    for row in sorted(rows):
        click.echo(' | '.join(rows[row]))


@click.command(cls=Shown, help="读通知，给出文号、主送、事项和期限等。")
@reads_files
@click.pass_context
def notice(ctx: click.Context, files: tuple[Path, ...], as_json: bool, json_dir: Path | None) -> int:
    """The Notice of each file."""
    from extractors.notice import notice_of

    return serve(ctx, files, as_json, json_dir, notice_of, _show_notice, is_meant=_is_kind('notice'))


def _is_kind(*kinds: str, known: tuple[FormDefinition, ...] = ()) -> Callable[[Document], bool]:
    from extractors.classify import classify

    return lambda document: classify(document, known).kind in kinds


def _show_notice(found: Any) -> None:
    for line in notice_to_lines(found):
        click.echo(line)
    show_problems(found.problems)


@click.command('return', cls=Shown, help="读报表，给出字段值和校验结果。")
@reads_files
@click.option('--form', 'form_id', help="按这种表读（见 shoufa forms list）。")
@click.pass_context
def return_(
    ctx: click.Context, files: tuple[Path, ...], as_json: bool, json_dir: Path | None, form_id: str | None
) -> int:
    """The Return of each file, its checks among the problems."""
    from office.understanding import document_to_return

    known = known_forms(ctx)

    def read_one(document: Document) -> Return:
        return document_to_return(document, form_id, known)

    return serve(
        ctx,
        files,
        as_json,
        json_dir,
        read_one,
        _show_return,
        is_meant=_is_kind('return', 'blank', known=known),
    )


def _show_return(found: Return) -> None:
    from office.naming import label_of, value_to_text

    def told(value: Value) -> str:
        if value.value is None:
            return value.raw or "（未填）"
        return value_to_text(value.value)

    click.echo(f"表：{found.form or '（不认识）'}　单位：{found.unit.name if found.unit else '（未写）'}")
    if found.organisation:
        click.echo(f"单位名称：{found.organisation.name}　代码：{found.organisation.code or '（无）'}")
    for name, value in found.values.items():
        click.echo(f"{label_of(name)}：{told(value)}")
    for row in found.rows:
        values = '，'.join(
            f"{label_of(name)} {told(value)}" for name, value in row.values.items() if value.raw
        )
        click.echo(f"{row.number}. {values}")
        show_problems(row.problems)
    if found.totals_dropped:
        click.echo(f"剔除合计{found.totals_dropped}行")
    show_problems(found.problems)


@click.command(cls=Shown, help="找出一段话里的日期、期限和周期。")
@click.argument('text', metavar="文字")
@click.option('--issued', type=DATE, help="文件的成文或下发日期，用来补年份、算期限。")
@click.option('--received', type=DATE, help="收文日期，用来算“自收到之日起”的期限。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def when(
    ctx: click.Context, text: str, issued: dt.date | None, received: dt.date | None, as_json: bool
) -> None:
    """Every time expression in a text, a line for each."""
    from commands.timewords import expression_to_line
    from text.dates import expressions

    found = expressions(text, issued, received=received)
    if as_json:
        echo_json(found)
        return
    for one in found:
        click.echo(expression_to_line(one))
    if not found:
        say(ctx, "没有找到日期、期限或周期。")
