"""A place in a document as `read --picture` takes it."""

from __future__ import annotations

from model.place import Where


def where_to_text(where: Where) -> str | None:
    """A place in one line that a person can give back to the program; None for no place at all.

    >>> where_to_text(Where(part='body', path='p[3]')), where_to_text(Where(line=12))
    ('body/p[3]', 'line=12')
    """
    if where.sheet is not None and where.cell is not None:
        return f'{where.sheet}!{where.cell}'
    if where.path is not None:
        return f'{where.part}/{where.path}' if where.part else where.path
    if where.page is not None:
        box = '/'.join(f'{side:.0f}' for side in where.box) if where.box else None
        return f'page={where.page},box={box}' if box else f'page={where.page}'
    return f'line={where.line}' if where.line is not None else None
