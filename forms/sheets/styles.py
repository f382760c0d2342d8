"""The styles of a workbook (.xlsx), so far as filling a cell minds them."""

from __future__ import annotations

import re
from typing import NamedTuple

from forms.sheets.spans import Node

_DATES = {
    14: 'yyyy/m/d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 22: 'yyyy/m/d h:mm',
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_OTHERS = {0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 49: '@'}
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Style(NamedTuple):
    """A cell's number format, whether it is locked, and which of its sides are ruled."""

    number_format: str = 'General'
    locked: bool = True
    left: bool = False
    right: bool = False
    top: bool = False
    bottom: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the cell takes what is typed as text, as columns of codes are set."""
        return self.number_format.partition(';')[0].strip() == '@'

    @property
    def is_number(self) -> bool:
        """Whether the format is made for numbers; General is for anything."""
        bare = _LITERAL.sub('', self.number_format.partition(';')[0])
        return not self.is_date and ('0' in bare or '#' in bare)

    @property
    def is_date(self) -> bool:
        """Whether the format shows a date, its year at least."""
        bare = _LITERAL.sub('', self.number_format.partition(';')[0]).lower()
        return 'y' in bare or 'e' in bare.replace('general', '').replace('e+', '').replace('e-', '')

    @property
    def shows_day(self) -> bool:
        """Whether a date format shows the day."""
        return 'd' in _LITERAL.sub('', self.number_format.partition(';')[0]).lower()


PLAIN = Style()


def tree_to_styles(root: Node) -> tuple[Style, ...]:
    """A styles part's root as the styles that cells name by number; PLAIN alone where it has none."""
    formats = _DATES | _OTHERS
    for holder in root.all('numFmts'):
        for each in holder.all('numFmt'):
            formats[int(each.attributes.get('numFmtId', 0))] = each.attributes.get('formatCode', 'General')
    borders = [_sides(border) for holder in root.all('borders') for border in holder.all('border')]
    styles = []
    for xf in (xf for holder in root.all('cellXfs') for xf in holder.all('xf')):
        border = int(xf.attributes.get('borderId', 0))
        protection = xf.child('protection')
        locked = protection is None or protection.is_true('locked', default=True)
        sides = borders[border] if border < len(borders) else frozenset()
        ruled = (side in sides for side in ('left', 'right', 'top', 'bottom'))
        styles.append(Style(formats.get(int(xf.attributes.get('numFmtId', 0)), 'General'), locked, *ruled))
    return tuple(styles) or (PLAIN,)


def _sides(border: Node) -> frozenset[str]:
    names = {'start': 'left', 'end': 'right'}
    return frozenset(
        names.get(side.tag, side.tag)
        for side in border.children
        if side.attributes.get('style', 'none') != 'none'
    )
