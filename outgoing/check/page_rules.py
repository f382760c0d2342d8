"""Paper, margins, lines and page numbers (GB/T 9704-2012 5.1, 5.2, 7.5, 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outgoing.check.elements import Elements
from outgoing.check.findings import Finding, fail, warn
from outgoing.check.sheet import Page, Sheet

_A4 = (210.0, 297.0)
_PAPER, _MILLIMETRE = 2.0, 1.05
_TYPE_AREA = (156.0, 225.0)
_LEADING = 2.5  # millimetres: the top margin may be measured to the line or to its characters (37 or 34.6)
_SIDES = {'top': ("天头", 37.0), 'left': ("订口", 28.0)}
_PITCHES = (27.9, 30.1)
_PAGE_SIZE = 14.0
_HALF_SIZE = 0.6
_DASHES = frozenset('—－-–―─')
_OTHER_FACE = re.compile('黑|楷|仿宋|标宋|hei|kai|fang', re.IGNORECASE)


def page_rules(sheet: Sheet, elements: Elements) -> Iterator[Finding]:
    """Everything about the page."""
    if sheet.pages and all(page.landscape for page in sheet.pages):
        yield fail('orientation', '5.1', "整份公文横排；正文应竖排，只有表格可以横排。")
    for number, page in enumerate(sheet.pages, 1):
        yield from _paper(page, f"第{number}节" if len(sheet.pages) > 1 else "")
    yield from _pitch(sheet, elements)
    yield from _numbers(sheet, elements)


def _paper(page: Page, which: str) -> Iterator[Finding]:
    short, long = sorted((page.width, page.height))
    if abs(short - _A4[0]) > _PAPER or abs(long - _A4[1]) > _PAPER:
        yield fail('paper', '5.1', f"{which}纸张是{short:.0f}×{long:.0f}毫米，应为 A4（210×297毫米）。")
    if page.landscape:
        return
    for side, (name, due) in _SIDES.items():
        there = getattr(page, side)
        low = due - _MILLIMETRE - (_LEADING if side == 'top' else 0)
        if not low <= there <= due + _MILLIMETRE:
            yield fail('margins', '5.2.1', f"{which}{name}是{there:.1f}毫米，应为{due:.0f}毫米±1毫米。")
    width = page.width - page.left - page.right
    height = page.height - page.top - page.bottom
    if abs(width - _TYPE_AREA[0]) > _MILLIMETRE:
        yield fail('type_area', '5.2.1', f"{which}版心宽{width:.1f}毫米，应为156毫米（右边距约26毫米）。")
    if not -_MILLIMETRE <= height - _TYPE_AREA[1] <= _MILLIMETRE + 2 * _LEADING:
        yield fail('type_area', '5.2.1', f"{which}版心高{height:.1f}毫米，应为225毫米（下边距约35毫米）。")


def _pitch(sheet: Sheet, elements: Elements) -> Iterator[Finding]:
    lines = elements.body
    if not lines:
        return
    grid = sheet.pages[0].grid if sheet.pages else None
    odd = [line for line in lines if not _PITCHES[0] <= (line.pitch or grid or 0) <= _PITCHES[1]]
    if odd:
        there = odd[0].pitch or grid
        said = f"行距{there:g}磅" if there else "没有设固定行距"
        yield warn(
            'line_pitch', '5.2.3', f"正文有{len(odd)}段{said}；一般每面22行，行距固定值28至30磅。", odd[0]
        )


def _numbers(sheet: Sheet, elements: Elements) -> Iterator[Finding]:
    if not sheet.footers:
        if not (elements.is_letter and len(sheet.lines) < _ONE_PAGE):
            yield fail('page_number', '7.5', "没有页码；版心下边缘之下应有页码（用页码域，不要手工打）。")
        return
    if any(not _DASHES & set(one.text) for one in sheet.footers if not one.boxed):
        yield warn('page_number_dashes', '7.5', "页码左右没有一字线，应为“— 1 —”。")
    kinds = {one.kind for one in sheet.footers}
    if any(one.boxed for one in sheet.footers):
        return
    if 'even' not in kinds:
        yield warn('page_number_sides', '7.5', "单双页没有分开：单页码应居右空一字，双页码居左空一字。")
    elif not _stand_outside({one.kind: one.align for one in sheet.footers}):
        yield warn('page_number_sides', '7.5', "页码位置不对：单页码应居右空一字，双页码居左空一字。")
    face = sheet.footers[0].face
    if face and (abs(face.size - _PAGE_SIZE) > _HALF_SIZE or _OTHER_FACE.search(face.font or '')):
        yield warn(
            'page_number_face', '7.5', f"页码是{face.font or ''} {face.size:g}磅，一般用4号（14磅）半角宋体。"
        )


def _stand_outside(aligns: dict[str, str]) -> bool:
    odd, even = aligns.get('default'), aligns.get('even')
    return odd in {'right', 'end', 'outside', None} and even in {'left', 'start', 'both', 'outside'}


_ONE_PAGE = 30
