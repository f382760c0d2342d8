"""What each line of a table of organisations is: a row, a total, a note, a repeated header, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

from extractors.survey.columns import Column
from extractors.survey.options import word_to_option
from model.document import Cell
from text.labels import fold_label
from text.numbers import is_dash

Kind = Literal['row', 'total', 'empty', 'header', 'note', 'group', 'continued', 'other']
"""group: '一、社会团体' over the rows it groups; continued: a further line of a merged row; other: a line
of another table, which begins with a header of its own below this one."""

_TOTAL = re.compile(r'.{0,12}?(?:合计|小计|总计|共计|累计|汇总)(?:数|\d+[个家名]?)?|.?口计')
_NOTE = re.compile(
    r'(?:注|说明|填表说明|填报说明|备注|填表人|填报人|制表人|审核人|单位负责人|分管领导|负责人|联系电话|填报日期|填表日期)[:：]'
    r'|填表说明|填报说明|注\d|\d{1,2}[.、．].{12,}|附[件表]?\d{0,2}[:：]'
)
_LABELLED = re.compile(r'[\u4e00-\u9fff（）()]{2,12}\s?[:：]')
_SIGNERS = frozenset(
    ('填表人', '填报人', '制表人', '审核人', '单位负责人', '填报日期', '填表日期', '填表说明', '注')
)
_COLUMN_CODE = re.compile(r'[A-Za-z]{1,2}\d{0,2}|[甲乙丙丁戊己庚辛]|[(（]?\d{1,2}[)）]?|栏次')
_FEWEST_CODES = 6
_LEAST_CODED = 0.8
_REGION = re.compile(r'[\u4e00-\u9fff]{1,8}(?:县|区|市|旗|州)(?:本级)?')


class Line(NamedTuple):
    """A grid row with its cells at the table's columns; merged cells stand at each of theirs."""

    row: int
    cells: tuple[Cell | None, ...]


def text_at(line: Line, place: int) -> str:
    """The text at a column, '' where there is none."""
    cell = line.cells[place] if place < len(line.cells) else None
    return cell.text.strip() if cell is not None else ''


def is_filled(text: str) -> bool:
    """Whether a place says anything: not blank and no dash."""
    return bool(text) and not is_dash(text)


def distinct_cells(line: Line) -> list[Cell]:
    """The line's cells from left to right, merged ones once."""
    cells: list[Cell] = []
    for cell in line.cells:
        if cell is not None and not (cells and cells[-1] is cell):
            cells.append(cell)
    return cells


def leading_texts(line: Line, columns: Sequence[Column], name: int) -> list[str]:
    """The texts at the head of a line where 合计 may stand: serial, name and what lies left of the name."""
    texts = [text_at(line, column.place) for column in columns if column.serial or column.place <= name]
    return [text for text in texts if text]


def is_total_text(text: str) -> bool:
    """Whether a line headed with this adds others up: 合 计, 小计, 甲县合计, 合计86家, 其中：社会团体."""
    squeezed = ''.join(text.split())
    if len(squeezed) > 20:
        return False
    folded = re.sub(r'[()（）:：,，、\-—]', '', squeezed)
    return bool(_TOTAL.fullmatch(folded)) or squeezed.startswith('其中')


def _is_repeated_header(line: Line, header_texts: frozenset[str]) -> bool:
    texts = [cell.text for cell in distinct_cells(line) if cell.text.strip()]
    others = (text for text in texts if fold_label(text) not in header_texts)
    enough = int(0.3 * len(texts))  # a row of values is told by its first few
    return len(texts) >= 2 and next(islice(others, enough, None), None) is None


def is_column_codes(line: Line) -> bool:
    """Whether a line numbers the columns: 甲 乙 1 2 3, or A B C1 C2, under the header."""
    texts = [''.join(cell.text.split()) for cell in distinct_cells(line) if cell.text.strip()]
    if sum(text[0].isascii() and text[0].isalpha() for text in texts) > len(texts) / 2:
        texts = ['O' if text == '0' else text for text in texts]  # of a picture
    if _is_numbered(texts):
        return True
    if len(texts) < 3 or not all(_COLUMN_CODE.fullmatch(text) for text in texts):
        return False
    numbers = [int(text.strip('()（）')) for text in texts if text.strip('()（）').isdecimal()]
    run = list(range(numbers[0], numbers[0] + len(numbers))) if numbers else []
    return numbers == run and (len(numbers) != 1) and (len(numbers) == len(texts) or not texts[0].isdecimal())


def _is_numbered(texts: Sequence[str]) -> bool:
    """Whether nearly all of many texts are the codes of their columns: of a picture one is misread."""
    if len(texts) < _FEWEST_CODES:
        return False
    letters = [chr(ord('A') + place % 26) + str(place // 26 or '') for place in range(len(texts))]
    runs = [letters, *([*'甲乙丙'[:stem], *map(str, range(1, len(texts)))] for stem in range(4))]
    return any(sum(map(str.__eq__, texts, run)) >= _LEAST_CODED * len(texts) for run in runs)


def _beyond_serial(line: Line, columns: Sequence[Column]) -> list[int]:
    serials = {column.place for column in columns if column.serial}
    return [
        place for place in range(len(line.cells)) if place not in serials and is_filled(text_at(line, place))
    ]


def group_to_values(text: str, columns: Sequence[Column]) -> dict[str, str]:
    """What a group line says of the rows under it: '一、社会团体（140家）' their type, '甲县' a region."""
    label = fold_label(re.sub(r'[(（].*?[)）]', '', text))
    found: dict[str, str] = {}
    for column in columns:
        option = (
            word_to_option(column.field, label) if column.field and column.field.id == 'org_type' else None
        )
        if option:
            found['org_type'] = option
    if not found and _REGION.fullmatch(label):
        found['region'] = label
    return found


def line_to_kind(line: Line, columns: Sequence[Column], name: int, header_texts: frozenset[str]) -> Kind:
    """What a line is; one that cannot be told is a row, so that nothing vanishes."""
    if any(is_total_text(text) for text in leading_texts(line, columns, name)):
        return 'total'
    beyond = _beyond_serial(line, columns)
    if not beyond:
        return 'empty'
    if _is_repeated_header(line, header_texts):
        return 'header'
    named = line.cells[name]
    if named is not None and named.row < line.row and named.text.strip():
        return 'continued'
    return _lone_text_to_kind(line) or ('group' if _groups(line, beyond, columns, name) else 'row')


def _lone_text_to_kind(line: Line) -> Kind | None:
    filled = [cell for cell in distinct_cells(line) if cell.text.strip()]
    first = filled[0].text.strip()
    if _NOTE.match(first) or fold_label(first) in _SIGNERS:
        return 'note'
    if all(_LABELLED.match(cell.text.strip()) for cell in filled):
        return 'note'
    if len(filled) == 1 and filled[0].colspan > 1:
        return 'note' if len(first) > 40 else 'group'
    return None


def _groups(line: Line, beyond: Sequence[int], columns: Sequence[Column], name: int) -> bool:
    """'社会团体' or '甲县' alone in the name's column, in a table that has a column for it."""
    if list(beyond) != [name]:
        return False
    said = group_to_values(text_at(line, name), columns)
    return bool(said) and said.keys() <= {column.field.id for column in columns if column.field}
