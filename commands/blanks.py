"""blanks: where a received blank form wants values."""

from __future__ import annotations

from pathlib import Path

import click

from commands.edge import Shown, say
from commands.serving import known_forms, reads_files, serve
from model.blank import Blank
from model.document import Document

KINDS = {'text': "文字", 'number': "数字", 'date': "日期", 'checkbox': "选项", 'signature': "签名盖章"}


@click.command(cls=Shown, help="找出空白表里要填的地方；签名、盖章的地方只列出，不填。")
@reads_files
@click.pass_context
def blanks(ctx: click.Context, files: tuple[Path, ...], as_json: bool, json_dir: Path | None) -> int:
    """The blanks of each file, in reading order."""
    from office.blanking import read_to_blanks

    known = known_forms(ctx)

    def understand(document: Document) -> tuple[Blank, ...]:
        form = read_to_blanks(document, Path(document.file), known)
        for note in form.notes:
            say(ctx, f"※ {note}")
        return form.blanks

    return serve(ctx, files, as_json, json_dir, understand, _show)


def _show(found: tuple[Blank, ...]) -> None:
    for blank in found:
        options = f"：{'、'.join(blank.options)}" if blank.options else ''
        more = "（可加行）" if blank.repeating else ''
        click.echo(f"{_place(blank)}　{blank.label or '（无标签）'}　{KINDS[blank.kind]}{options}{more}")
    signed = sum(blank.kind == 'signature' for blank in found)
    click.echo(f"要填{len(found) - signed}处，签名盖章{signed}处")


def _place(blank: Blank) -> str:
    """Where a person finds it: a cell counted from 1, or the line."""
    if blank.sheet is not None:
        return f"{blank.sheet}!{blank.cell}"
    if blank.table is not None and blank.row is not None and isinstance(blank.cell, int):
        return f"表{blank.table + 1}第{blank.row + 1}行第{blank.cell + 1}格"
    if blank.part == 'textbox':
        return "文本框"
    return f"“{' '.join((blank.text or '').split())[:20]}”"
