"""The styles of a workbook (.xlsx), so far as they change what is read: numbers, borders, struck text."""

from __future__ import annotations

from typing import Any, NamedTuple

_BUILT_IN = {
    0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00',
    12: '# ?/?', 13: '# ??/??', 14: 'yyyy/m/d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy',
    18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy/m/d h:mm',
    37: '#,##0_);(#,##0)', 38: '#,##0_);[Red](#,##0)', 39: '#,##0.00_);(#,##0.00)',
    40: '#,##0.00_);[Red](#,##0.00)', 41: '#,##0', 42: '#,##0', 43: '#,##0.00', 44: '#,##0.00',
    45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0', 48: '##0.0E+0', 49: '@',
}  # fmt: skip
_CHINESE = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
BUILT_IN_FORMATS = _BUILT_IN | _CHINESE
"""Formats known by number alone (ECMA-376-1 18.8.30); 27-36 and 50-58 are those of Chinese Excel and WPS."""


class Style(NamedTuple):
    """What a cell's style says about reading it."""

    number_format: str
    right_border: bool
    struck: bool = False


PLAIN = Style('General', right_border=False)


def part_to_styles(root: Any) -> tuple[Style, ...]:
    """A styles part's root element as the styles that cells name by number; PLAIN alone where it has none."""
    formats = dict(BUILT_IN_FORMATS)
    for each in root.iterfind('{*}numFmts/{*}numFmt'):
        formats[int(each.get('numFmtId') or 0)] = each.get('formatCode') or 'General'
    ruled = [_has_right(border) for border in root.iterfind('{*}borders/{*}border')]
    struck = [_is_struck(font) for font in root.iterfind('{*}fonts/{*}font')]
    styles = []
    for xf in root.iterfind('{*}cellXfs/{*}xf'):
        border, font = int(xf.get('borderId') or 0), int(xf.get('fontId') or 0)
        number_format = formats.get(int(xf.get('numFmtId') or 0), 'General')
        has_right = border < len(ruled) and ruled[border]
        styles.append(Style(number_format, has_right, font < len(struck) and struck[font]))
    return tuple(styles) or (PLAIN,)


def _has_right(border: Any) -> bool:
    return any(side.get('style', 'none') != 'none' for side in border.iterfind('{*}right'))


def _is_struck(font: Any) -> bool:
    strike = font.find('{*}strike')
    return strike is not None and strike.get('val') not in ('0', 'false')
