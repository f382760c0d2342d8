"""report --rebuild: a paper made again as it was then, compared byte for byte."""

from __future__ import annotations

from pathlib import Path

import click

from commands.edge import echo_json, workplace


def show_rebuilt(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Make the paper again and say whether it has the same bytes, or what is other."""
    from office.rebuilding import rebuild, rebuilt_to_lines

    with workplace(ctx) as place:
        found = rebuild(place, file)
    if not as_json:
        for line in rebuilt_to_lines(found):
            click.echo(line)
        return
    figures = [
        {'key': old.key, 'label': old.label, 'old': old.text, 'new': new.text if new else None}
        for old, new in found.figures
    ]
    echo_json(
        {
            'file': found.paper.file,
            'doc_number': found.paper.doc_number,
            'same': found.same,
            'sha256': found.sha256,
            'causes': list(found.causes),
            'told': list(found.told),
            'figures': figures,
            'edited': found.edited,
        }
    )
