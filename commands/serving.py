"""What the commands that read files share: reading each, and giving the results as JSON or to people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from commands.containers import (
    Apart,
    Part,
    Password,
    Reading,
    apart_to_plain,
    failure_to_plain,
    message_to_line,
    only_one,
    read_apart,
    read_document,
)
from commands.edge import FILE, echo_json, progress, say, workplace
from extractors.readers import guard
from extractors.readers.process.pool import ReadingPool
from model.document import Document
from model.errors import BadInput, NotAnOffice, SecrecyMark, ShoufaError, UsageFault
from model.form import FormDefinition
from model.place import Problem
from model.serialise import to_plain

_GIVEN = 'shoufa.password given'


def read_each(files: Sequence[Path]) -> Iterator[tuple[Path, Reading]]:
    """Each file with its document or the error; a classified one gives SecrecyMark."""
    with ReadingPool() as pool:
        for path in files:
            try:
                if not path.exists():
                    raise _not_found(path)
                reading: Reading = read_document(pool, path, str(path))
            except ShoufaError as error:
                reading = error
            yield path, reading


def read_all(files: Sequence[Path], password: Password) -> Iterator[tuple[Path, Reading | Apart]]:
    """As read_each, but archives and mails with what is in them."""
    with ReadingPool() as pool:
        for path in files:
            try:
                if not path.exists():
                    raise _not_found(path)
                reading = read_apart(pool, path, password) or read_document(pool, path, str(path))
            except ShoufaError as error:
                yield path, error
            else:
                yield path, reading


def _not_found(path: Path) -> UsageFault:
    return UsageFault(f"找不到文件“{path}”。请检查路径后再试。")


def _worst(errors: Sequence[ShoufaError]) -> int:
    """5 wins over 3; a missing path is a usage error only when nothing else was asked."""
    return max((error.exit_code if error.exit_code != 2 else 3 for error in errors), default=0)


@dataclass(slots=True)
class _Served:
    """What serve was asked, and what has come of it so far."""

    ctx: click.Context
    json_dir: Path | None
    understand: Callable[[Document], Any]
    show: Callable[[Any], None]
    errors: list[ShoufaError] = field(default_factory=list)
    index: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def told(self, name: str, reading: Reading) -> Any:
        """The result of one paper as it is told, and its error said and kept."""
        result = reading if isinstance(reading, ShoufaError) else _understood(reading, self.understand)
        if not isinstance(result, ShoufaError):
            return result
        self.errors.append(result)
        say(self.ctx, result.message)
        return failure_to_plain(name, result)


def serve(
    ctx: click.Context,
    files: Sequence[Path],
    as_json: bool,
    json_dir: Path | None,
    understand: Callable[[Document], Any],
    show: Callable[[Any], None],
    *,
    is_meant: Callable[[Document], bool] | None = lambda _: False,
) -> int:
    """Read files and give each result as JSON, into a folder, or for people; gives the exit code.

    Of an archive or a mail each member counts as a file. As one JSON it is the member that is_meant tells or
    that is the only one; where is_meant is None, a Document with all the others as its members.
    """
    if as_json and len(files) != 1:
        raise UsageFault("--json 只接一个文件；多个文件请用 --json-dir 文件夹。")
    served = _Served(ctx, json_dir, understand, show)
    with progress(ctx, read_all(files, _password_of(ctx)), len(files)) as read_ones:
        for path, reading in read_ones:
            parts = reading.parts if isinstance(reading, Apart) else (Part(str(path), reading),)
            if as_json and isinstance(reading, Apart):
                _echo_apart(served, reading, is_meant)
            elif as_json:
                echo_json(served.told(*parts[0][:2]))
            else:
                if isinstance(reading, Apart) and reading.message and not json_dir:
                    click.echo(message_to_line(reading.message))
                for part in parts:
                    _give(served, part, Path(part.name))
    if json_dir:
        json_dir.mkdir(parents=True, exist_ok=True)
        (json_dir / 'index.json').write_text(json.dumps(served.index, ensure_ascii=False, indent=1), 'utf-8')
    return _worst(served.errors)


def _give(served: _Served, part: Part, path: Path) -> None:
    """One result into the folder or for people."""
    before = len(served.errors)
    told = served.told(part.name, part.reading)
    failed = served.errors[-1] if len(served.errors) > before else None
    if served.json_dir and not isinstance(failed, SecrecyMark):
        served.index[part.name] = _write_result(served.json_dir, path, told, served.taken)
    elif not failed:
        served.show(told)


def _echo_apart(served: _Served, apart: Apart, is_meant: Callable[[Document], bool] | None) -> None:
    """A container as one object, and what of it could not be read."""
    for part in apart.parts:
        if isinstance(part.reading, ShoufaError):
            served.told(part.name, part.reading)
    if is_meant is None:
        echo_json(apart_to_plain(apart))
        return
    one = only_one(apart, is_meant)
    say(served.ctx, f"读的是“{one.name}”")
    echo_json(served.told(one.name, one.reading))


def _password_of(ctx: click.Context) -> Password:
    """What gives the password of a container: the option, else whoever sits at the terminal, asked once."""

    def ask(file: str) -> str | None:
        given: str | None = ctx.meta.get(_GIVEN)
        if given is not None or not sys.stdin.isatty():
            return given
        shown: str = click.prompt(
            f"“{file}”的密码", hide_input=True, default='', show_default=False, err=True
        )
        return shown or None

    return ask


def _understood(document: Document, understand: Callable[[Document], Any]) -> Any:
    """What the document says, or the error that one odd paper made of it; the batch goes on."""
    try:
        with guard.reading(document.file):
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
    decorated = click.option('--json-dir', type=FILE, help="每个文件一个 JSON，写到这个文件夹。")(decorated)
    return click.option(
        '--password',
        envvar='SHOUFA_GIVEN',
        expose_value=False,
        callback=lambda ctx, _, value: ctx.meta.__setitem__(_GIVEN, value),
        help="压缩包的密码；不写的，在终端上问一次。只在内存里用，不保存。",
    )(decorated)


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
