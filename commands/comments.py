"""comments: what a unit says about a draft, from its letter, table, mail or the draft with its changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.edge import Shown
from commands.serving import reads_files, serve, show_problems
from extractors.readers.process.pool import ReadingPool
from model.comment import Comments
from model.document import Document
from model.serialise import to_plain
from text.phones import mask_phone


@click.command(cls=Shown, help="读反馈意见，给出单位、条款、原文、建议和理由；没有意见的说明无意见。")
@reads_files
@click.pass_context
def comments(ctx: click.Context, files: tuple[Path, ...], as_json: bool, json_dir: Path | None) -> int:
    """The comments of each file."""
    from extractors.survey.comments import comments_of
    from office.looking import revisions_of

    def read_one(document: Document) -> Any:
        with ReadingPool() as pool:
            revisions = revisions_of(pool, document, Path(document.file), document.file)
        found = comments_of(document, revisions)
        return comments_to_plain(found) if as_json or json_dir else found

    return serve(ctx, files, as_json, json_dir, read_one, _show)


def comments_to_plain(found: Comments) -> Any:
    """A list of comments, {none: true} where there are none, and the problems where neither can be told."""
    if found.comments:
        return [to_plain(one) for one in found.comments]
    if found.none:
        return {'none': True, 'unit': found.unit}
    return {'none': False, 'unit': found.unit, 'problems': [to_plain(one) for one in found.problems]}


def _show(found: Comments) -> None:
    count = "无意见" if found.none else f"{len(found.comments)}条"
    click.echo(f"单位：{found.unit or '（未写）'}　意见：{count}")
    for number, one in enumerate(found.comments, start=1):
        unit = f"［{one.unit}］" if one.unit and one.unit != found.unit else ""
        click.echo(f"{number}. {unit}{one.article or '（未指明条款）'}")
        for label, text in (("原文", one.original), ("建议", one.suggestion), ("理由", one.reason)):
            if text:
                click.echo(f"　{label}：{mask_phone(text)}")
    show_problems(found.problems)
