"""The tables that lie beside this package as text: one line a row, lines with # tell their source."""

from __future__ import annotations


def table_lines(name: str) -> tuple[str, ...]:
    """The rows of text/data/`name`, without its head; the file is part of the program."""
    from importlib.resources import files

    lines = files('text').joinpath('data', name).read_text(encoding='utf-8').splitlines()
    return tuple(line for line in lines if line and not line.startswith('#'))
