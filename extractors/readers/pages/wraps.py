"""Words that a column without rules broke onto a second line, brought back to the words they belong to.

Read line by line, 志愿者服务情 over 况 is torn apart by what stands beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.readers.pages.page import Glyph
from extractors.readers.pages.pieces import Piece

_STEP = 1.5
"""From a line to the next of the same cell, at most, in letters."""
_FULL = 2.2
"""What a full line leaves of its column, at most, in letters: the cell's margins and less than a letter."""
_NEAR = 2.0
"""Points: pieces of one column begin nearer than this."""
_FEWEST = 3
"""Lines in which a column must begin to be one."""
_SHORTEST = 4
"""Letters of a line that a column breaks."""
_WORDS = re.compile('[\u3400-\u9fff]+')
_OF_THEIR_OWN = re.compile(
    '备注|说明|附注|合计|小计|总计|签名|签字|盖章|日期|时间|电话|手机|传真|邮编|邮箱|地址|住址|姓名|职务|职称'
    '|性别|年龄|年份|类别|类型|名称|单位|部门|编号|序号|数量|金额|人数|结果|原因|依据|其他|其它|附件'
)
"""Words that are labels themselves; after a full label they stand in a row whose other cells are empty."""

_Row = list[Glyph]


def with_wraps(rows: Sequence[_Row], pieces: Sequence[list[Piece]]) -> tuple[list[_Row], list[list[Piece]]]:
    """The rows with each broken word's rest put behind its beginning, and their pieces less those rests.

    A row is such a rest where each of its pieces stands, on the next line and flush left, under a word
    that fills its column, and columns begin at these places in other rows too. The letters keep their places.
    """
    columns = Counter(round(piece.x0 / _NEAR) for row in pieces if len(row) > 1 for piece in row)
    kept_rows: list[_Row] = []
    kept: list[list[Piece]] = []
    for row, its in zip(rows, pieces, strict=True):
        homes = _homes(kept[-1], its, columns) if kept else None
        if homes is None:
            kept_rows.append(row)
            kept.append(its)
        else:
            kept_rows[-1] = _joined(kept_rows[-1], its, homes)
            rests = {id(word): rest.glyphs for word, rest in zip(homes, its, strict=True)}
            kept[-1] = [replace(word, glyphs=(*word.glyphs, *rests.get(id(word), ()))) for word in kept[-1]]
    return kept_rows, kept


def _homes(above: Sequence[Piece], below: Sequence[Piece], columns: Counter[int]) -> list[Piece] | None:
    """The words above that each piece below ends, None where one of them ends none."""
    if not below or len(above) < 2 or len(below) >= len(above):
        return None
    homes = []
    for piece in below:
        for word, after in pairwise(above):
            if _ends(word, piece, after) and all(_is_column(each, columns) for each in (word, after)):
                homes.append(word)
    return homes if len(homes) == len(below) else None


def _ends(word: Piece, piece: Piece, after: Piece) -> bool:
    size = word.size
    if abs(word.x0 - piece.x0) > _NEAR or not 0 < piece.y0 - word.y0 < _STEP * size:
        return False
    if after.x0 - word.x1 > _FULL * size or piece.x1 > word.x1 + _NEAR or abs(piece.size - size) > 1:
        return False
    if not (_WORDS.fullmatch(word.text) and _WORDS.fullmatch(piece.text)):
        return False
    return len(word.text) >= _SHORTEST and not _OF_THEIR_OWN.fullmatch(piece.text)


def _is_column(piece: Piece, columns: Counter[int]) -> bool:
    place = round(piece.x0 / _NEAR)
    return sum(columns[near] for near in (place - 1, place, place + 1)) >= _FEWEST


def _joined(row: _Row, rests: Sequence[Piece], homes: Sequence[Piece]) -> _Row:
    """The row with the rests behind the words they end."""
    joined: _Row = []
    for glyph in row:
        joined.append(glyph)
        for word, rest in zip(homes, rests, strict=True):
            if glyph is word.glyphs[-1]:
                joined += rest.glyphs
    return joined
