"""read, notice, return, forms: what a file says, without an office."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from commands.edge import DATE, FILE, Group, Shown, echo_json, progress, say
from commands.notice_view import notice_to_lines
from commands.picture import DPI, Wanted, check_wanted, write_picture
from extractors.readers import guard
from extractors.readers.pictures.where import EXAMPLES, text_to_where
from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from model.document import Document, Paragraph, Table
from model.errors import BadInput, SecrecyMark, ShoufaError, UsageFault
from model.place import Problem, Severity, Value
from model.returned import Return
from model.serialise import to_plain

Reading = Document | ShoufaError


def _read_each(files: Sequence[Path]) -> Iterator[tuple[Path, Reading]]:
    """Each file with its document or the error; a classified one gives SecrecyMark."""
    with ReadingPool() as pool:
        for path in files:
            if not path.exists():
                yield path, UsageFault(f"找不到文件“{path}”。请检查路径后再试。")
                continue
            try:
                if secrecy_mark_in_name(path.name):
                    raise SecrecyMark
                document = pool.read(path, str(path))
                if secrecy_mark(document, path.name):
                    raise SecrecyMark
            except ShoufaError as error:
                yield path, error
            else:
                yield path, document


def _failure_to_plain(path: Path, error: ShoufaError) -> dict[str, Any]:
    """An unusable file as data; of a classified one nothing but the problem."""
    problem = Problem(error.code, Severity.BLOCK, error.message)
    plain = {'problems': [to_plain(problem)], 'blocks': []}
    return plain if isinstance(error, SecrecyMark) else {'file': str(path), **plain}


def _worst(errors: Sequence[ShoufaError]) -> int:
    """5 wins over 3; a missing path is a usage error only when nothing else was asked."""
    return max((error.exit_code if error.exit_code != 2 else 3 for error in errors), default=0)


def _serve(
    ctx: click.Context,
    files: Sequence[Path],
    as_json: bool,
    json_dir: Path | None,
    understand: Callable[[Document], Any],
    show: Callable[[Any], None],
) -> int:
    """Read files and give each result as JSON, into a folder, or for people; gives the exit code."""
    if as_json and len(files) != 1:
        raise UsageFault("--json 只接一个文件；多个文件请用 --json-dir 文件夹。")
    errors: list[ShoufaError] = []
    index: dict[str, str] = {}
    taken: set[str] = set()
    with progress(ctx, _read_each(files), len(files)) as read_ones:
        for path, reading in read_ones:
            result = reading if isinstance(reading, ShoufaError) else _understood(path, reading, understand)
            if isinstance(result, ShoufaError):
                errors.append(result)
                say(ctx, result.message)
            told = _failure_to_plain(path, result) if isinstance(result, ShoufaError) else result
            if as_json:
                echo_json(told)
            elif json_dir and not isinstance(result, SecrecyMark):
                index[str(path)] = _write_result(json_dir, path, told, taken)
            elif not isinstance(result, ShoufaError):
                show(result)
    if json_dir:
        json_dir.mkdir(parents=True, exist_ok=True)
        (json_dir / 'index.json').write_text(json.dumps(index, ensure_ascii=False, indent=1), 'utf-8')
    return _worst(errors)


def _understood(path: Path, document: Document, understand: Callable[[Document], Any]) -> Any:
    """What the document says, or the error that one odd paper made of it; the batch goes on."""
    try:
        with guard.reading(str(path)):
            return understand(document)
    except BadInput as error:
        return error


def _write_result(folder: Path, path: Path, result: Any, taken: set[str]) -> str:
    """OUT/<stem>.json, <stem>~2.json for a second file of that stem, and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    name, count = f'{path.stem}.json', 1
    while name in taken | {'index.json'}:
        count += 1
        name = f'{path.stem}~{count}.json'
    taken.add(name)
    (folder / name).write_text(json.dumps(to_plain(result), ensure_ascii=False, indent=1), 'utf-8')
    return name


def _reads_files(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that read, notice and return share."""
    decorated = click.argument('files', nargs=-1, required=True, type=FILE, metavar="文件...")(function)
    decorated = click.option('--json', 'as_json', is_flag=True, help="一个文件的结果，JSON。")(decorated)
    return click.option('--json-dir', type=FILE, help="每个文件一个 JSON，写到这个文件夹。")(decorated)


@click.command(cls=Shown, help="读文件，给出段落、表格和每处的位置；或把一处画成图。")
@_reads_files
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
        return _serve(ctx, files, as_json, json_dir, lambda document: document, _show_document)
    text_to_where(wanted.place)
    ((path, reading),) = _read_each(files)
    write_picture(ctx, path, reading, wanted)
    return 0


def _show_document(document: Document) -> None:
    click.echo(f"—— {document.file}（{document.format}）")
    for block in document.blocks:
        if isinstance(block, Paragraph):
            click.echo(block.text)
        else:
            _show_table(block)
    _show_problems(document.problems)


def _show_table(table: Table) -> None:
    click.echo(f"［表格 {table.rows}行×{table.cols}列］")
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text.replace('\n', ' '))
    for row in sorted(rows):
        click.echo(' | '.join(rows[row]))


def _show_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(f"※ {problem.message}")


@click.command(cls=Shown, help="读通知，给出文号、主送、事项和期限等。")
@_reads_files
@click.pass_context
def notice(ctx: click.Context, files: tuple[Path, ...], as_json: bool, json_dir: Path | None) -> int:
    """The Notice of each file."""
    from extractors.notice import notice_of

    return _serve(ctx, files, as_json, json_dir, notice_of, _show_notice)


def _show_notice(found: Any) -> None:
    for line in notice_to_lines(found):
        click.echo(line)
    _show_problems(found.problems)


@click.command('return', cls=Shown, help="读报表，给出字段值和校验结果。")
@_reads_files
@click.option('--form', 'form_id', help="按这种表读（见 shoufa forms list）。")
@click.pass_context
def return_(
    ctx: click.Context, files: tuple[Path, ...], as_json: bool, json_dir: Path | None, form_id: str | None
) -> int:
    """The Return of each file, its checks among the problems."""
    from office.understanding import document_to_return

    return _serve(
        ctx, files, as_json, json_dir, lambda document: document_to_return(document, form_id), _show_return
    )


def _show_return(found: Return) -> None:
    from office.naming import label_of
    from office.returns import value_to_text

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
        _show_problems(row.problems)
    if found.totals_dropped:
        click.echo(f"剔除合计{found.totals_dropped}行")
    _show_problems(found.problems)


@click.group(cls=Group, help="表样：有哪些、问什么。")
def forms() -> None:
    """Form definitions."""


@forms.command('list', help="列出认识的表。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
def forms_list(as_json: bool) -> None:
    """Id, title and edition of every form."""
    from forms.load import definitions

    known = definitions()
    if as_json:
        echo_json([{'id': one.id, 'title': one.title, 'edition': one.edition} for one in known])
        return
    for one in known:
        click.echo(f"{one.id}　{one.title}（{one.edition}）")


@forms.command('show', help="一种表的字段和校验。")
@click.argument('form_id', metavar="表")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
def forms_show(form_id: str, as_json: bool) -> None:
    """Fields and checks of one form."""
    from office.understanding import form_named

    form = form_named(form_id)
    if as_json:
        echo_json(form)
        return
    click.echo(f"{form.title}（{form.edition}）")
    for field in form.fields:
        click.echo(f"{field.id}：{'、'.join(field.labels)}")
    for check in form.checks:
        click.echo(f"{check.clause} {check.message}")


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
