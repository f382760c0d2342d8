"""Letters that were not read for sure, and cells from which nothing was read: told with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from extractors.readers.scans.letters import SeenLetter, SeenLine
from extractors.readers.scans.told import problem_at
from model.place import Box, Problem

_LETTER, _FIGURE = 0.95, 0.97
"""Letters read less surely than this may be wrong; figures have no neighbours that would tell."""
_IN_FIGURES = re.compile('[0-9０-９A-Za-z./:-]')
_MARKS = frozenset('，。、；：！？,;:!?.·…—-–_~“”‘’"\'()（）《》〈〉「」【】[]〔〕')
"""What may be read wrong without a value being wrong."""
_TORN_YEAR = re.compile(r'[〔\[（(]\d{5,}号|[〔\[（(]\d{4}\d*$')
_OPENING = frozenset('（(〔[【')
"""On a line of their own these are what is left of a wrapped text, one as likely as another."""
_ENOUGH = 4
"""Letters that tell how wide one is."""
_SHOWN = 16


def unsure_letters(lines: Sequence[SeenLine], page: int, point: float) -> Iterator[Problem]:
    """A problem for each run of letters that may be wrong; point is points a pixel of the page as read."""
    for line in lines:
        torn = _TORN_YEAR.search(line.text)
        whole = torn.span() if torn else (0, 0)
        if line.text in _OPENING:
            whole = 0, 1
        if _is_short(line):
            whole = 0, len(line.letters)
        doubts = [is_unsure(letter) or whole[0] <= at < whole[1] for at, letter in enumerate(line.letters)]
        for unsure, run in groupby(zip(doubts, line.letters, strict=True), lambda each: each[0]):
            if unsure:
                yield _told(line, [letter for _, letter in run], page, point)


def _is_short(line: SeenLine) -> bool:
    """Whether a line of Chinese letters is so long that one more stands at its end."""
    widths = [letter.box.x1 - letter.box.x0 for letter in line.letters]
    if line.is_column or len(widths) < _ENOUGH or not all('\u4e00' <= one <= '\u9fff' for one in line.text):
        return False
    return line.box.x1 - line.box.x0 > (len(widths) + 1) * median(widths[1:-1])


def is_unsure(letter: SeenLetter) -> bool:
    """Whether a letter may well be wrong."""
    if letter.text in _MARKS:
        return False
    return letter.score < (_FIGURE if _IN_FIGURES.match(letter.text) else _LETTER)


def unread_cells(cells: Sequence[Box], page: int, point: float) -> Iterator[Problem]:
    """A problem for each cell with ink that nothing could be read from."""
    for cell in cells:
        message = f"第{page}页表格这一格里有字迹没有认出来，请对照原件补上"
        yield problem_at('letters_unsure', message, cell, page, point)


def _told(line: SeenLine, letters: Sequence[SeenLetter], page: int, point: float) -> Problem:
    about = line.text if len(line.text) <= _SHOWN else f'{line.text[:_SHOWN]}…'
    unsure = ''.join(letter.text for letter in letters)
    message = f"第{page}页“{about}”里的“{unsure}”认不准，请对照原件核对"
    x0, y0, x1, y1 = zip(*(letter.box for letter in letters), strict=True)
    return problem_at('letters_unsure', message, Box(min(x0), min(y0), max(x1), max(y1)), page, point)
