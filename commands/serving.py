"""What the commands that read files share: reading each, and giving the results as JSON or to people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from commands.edge import FILE, echo_json, progress, say, workplace
from extractors.readers import guard
from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from model.document import Document
from model.errors import BadInput, NotAnOffice, SecrecyMark, ShoufaError, UsageFault
from model.form import FormDefinition
from model.place import Problem, Severity
from model.serialise import to_plain

Reading = Document | ShoufaError


def read_each(files: Sequence[Path]) -> Iterator[tuple[Path, Reading]]:
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


def serve(
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
    with progress(ctx, read_each(files), len(files)) as read_ones:
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


def reads_files(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that all of them take."""
    decorated = click.argument('files', nargs=-1, required=True, type=FILE, metavar="文件...")(function)
    decorated = click.option('--json', 'as_json', is_flag=True, help="一个文件的结果，JSON。")(decorated)
    return click.option('--json-dir', type=FILE, help="每个文件一个 JSON，写到这个文件夹。")(decorated)


def show_problems(problems: Sequence[Problem]) -> None:
    """What a person should look at, a line each."""
    for problem in problems:
        click.echo(f"※ {problem.message}")


def known_forms(ctx: click.Context) -> tuple[FormDefinition, ...]:
    """The forms of the office the user stands in, of the installation where he stands in none."""
    from forms.load import definitions

    try:
        with workplace(ctx) as place:
            return place.forms
    except NotAnOffice:
        return definitions()
