"""The size at which a value goes into a cell of known width and height."""

from __future__ import annotations

from forms.filling.spans import Element
from forms.filling.underlines import width
from forms.filling.wordml import PPR, RPR, TC, TR, VAL, W, number_of, unwrapped
from forms.filling.writing import cell_properties

FLOOR = 15
"""Half points: 7.5 pt (小六 is 6.5 pt, the smallest size a form is printed in; below 7.5 nobody reads it)."""

_DEFAULT = 20
_MARGINS_TWIPS = 216
_LINE = 1.3
"""The height of a line, in sizes of its letters."""


def fitting_size(cell: Element, paragraph: Element, value: str, styles: Element | None) -> int | None:
    """Half points for a value that the cell has no room for at its own size; None to leave it as it is.

    A row of fixed height cuts what is too long: there the value goes down to 7.5 pt. In a row that grows,
    a size is only given where it keeps the row as high as it was printed; else Word wraps.
    """
    row = next(cell.iterancestors(TR))
    room, height = _width_twips(cell), row.find(f'{W}trPr/{W}trHeight')
    tall = int(height.get(VAL) or 0) if height is not None and (height.get(VAL) or '').isdecimal() else 0
    if not room or not tall or room <= _MARGINS_TWIPS:
        return None
    own = _own_size(paragraph, styles)
    fits = [
        size for size in range(own, FLOOR - 1, -1) if _is_enough(value, size, room - _MARGINS_TWIPS, tall)
    ]
    if fits:
        return None if fits[0] == own else fits[0]
    fixed = height.get(W + 'hRule') == 'exact'
    return FLOOR if fixed and own > FLOOR else None


def _is_enough(value: str, size: int, room: int, tall: int) -> bool:
    """Whether value at size (half points) has room in twips: a Han character is as wide as it is high."""
    lines = sum(max(-(-_twips(line, size) // room), 1) for line in value.split('\n'))
    return lines * size * 10 * _LINE <= max(tall, size * 10 * _LINE)


def _twips(line: str, size: int) -> int:
    """How long a line is: a Han character as wide as it is high, another 0.55 of that."""
    return sum((10 if width(char) == 2 else 6) * size for char in line)


def _width_twips(cell: Element) -> int:
    properties = cell.find(W + 'tcPr')
    own = None if properties is None else properties.find(W + 'tcW')
    if own is not None and own.get(W + 'type') in (None, 'dxa') and (own.get(W + 'w') or '').isdecimal():
        return int(own.get(W + 'w'))
    row = next(cell.iterancestors(TR))
    grid = next(row.iterancestors(W + 'tbl')).find(W + 'tblGrid')
    if grid is None:
        return 0
    columns = [int(each.get(W + 'w') or 0) for each in grid]
    start = number_of(row.find(W + 'trPr'), 'gridBefore') or 0
    for each in unwrapped(row, TC):
        span = number_of(each.find(W + 'tcPr'), 'gridSpan') or 1
        if each is cell:
            return sum(columns[start : start + span])
        start += span
    return 0


def _own_size(paragraph: Element, styles: Element | None) -> int:
    """The size a paragraph's text has: its own, its style's, the document's; half points."""
    own = number_of(cell_properties(paragraph), 'sz')
    if own:
        return own
    named = paragraph.find(f'{PPR}/{W}pStyle')
    return _style_size(None if named is None else named.get(VAL), styles) or _DEFAULT


def _style_size(name: str | None, styles: Element | None) -> int | None:
    if styles is None:
        return None
    by_name = {each.get(W + 'styleId'): each for each in styles.iter(W + 'style')}
    default = next(
        (
            each
            for each in by_name.values()
            if each.get(W + 'default') in ('1', 'true') and each.get(W + 'type') == 'paragraph'
        ),
        None,
    )
    style = by_name.get(name, default) if name else default
    for _ in range(len(by_name)):
        size = None if style is None else number_of(style.find(RPR), 'sz')
        if size or style is None:
            return size or number_of(styles.find(f'{W}docDefaults/{W}rPrDefault/{RPR}'), 'sz')
        based = style.find(W + 'basedOn')
        style = None if based is None else by_name.get(based.get(VAL))
    return None
