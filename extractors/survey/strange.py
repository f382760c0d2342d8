"""A header of labels nobody knows: found by where it stands, its names by what stands under them."""

from __future__ import annotations

import dataclasses
import re

from model.document import Cell
from model.form import FormField
from text.grids import Grid, cell_at, is_whole_row, row_to_cells
from text.headers import Header, find_header, heads_names, heads_organisations
from text.labels import LabelIndex, label_key

_ORGANISATION = re.compile(
    r'[\u4e00-\u9fff（）()·]{3,}(?:协会|商会|学会|联合会|促进会|研究会|基金会|志愿者?服务队|志愿者?队|学校|学院|幼儿园|医院'
    r'|中心|俱乐部|服务社|福利院|敬老院|养老院|研究院|研究所|事务所|联谊会|同乡会|校友会|总会|社|院|会|所|园|馆)'
)
_FIGURE = re.compile(r'[\d.,，%％/\-]+[人名个家元岁年月日万]{0,2}')
_AMONG = re.compile('^其中[:：]')
_COLON = re.compile('[:：]')
_ROWS_SEARCHED = 12
_DEEPEST = 6
_LONGEST = 30


def is_organisation(text: str) -> bool:
    """Whether a text is the name of an organisation in its own words."""
    return _ORGANISATION.fullmatch(text) is not None


def strange_index(grid: Grid, index: LabelIndex) -> LabelIndex | None:
    """The index with a name column told from its contents; None where a header is known or none is there."""
    known = find_header(grid, index)
    if known is not None and not _only_persons_in_sections(known, index):
        return None
    top = next((row for row in range(min(len(grid), _ROWS_SEARCHED)) if _may_head(grid, row)), None)
    if top is None:
        return None
    bottom = _bottom(grid, top)
    place = _name_column(grid, bottom)
    if place is None:
        return None
    name = next((field for field in index.fields if field.id == 'org_name'), FormField('org_name', ('名称',)))
    paths = [_path(grid, top, bottom, col) for col in range(len(grid[top]))]
    if not paths[place]:
        return None
    printed = frozenset(label_key((text,)) for path in paths for text in path)
    told = {label_key(paths[place]): (name, None)}
    return dataclasses.replace(index, told=told, told_labels=printed, nearest={})


def _only_persons_in_sections(header: Header, index: LabelIndex) -> bool:
    """Whether the only names headed are of persons told by a section, as 姓名 under 书记: no list of them."""
    heading = [path for path in header.paths if path and heads_names(path, index)]
    return all(len(path) > 1 and not heads_organisations(path, index) for path in heading)


def _filled(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in row_to_cells(grid, row) if cell.row == row and cell.text.strip()]


def _may_head(grid: Grid, row: int) -> bool:
    """Whether a row reads like headings: three or more short words, no number and no colon."""
    cells = _filled(grid, row)
    texts = [''.join(cell.text.split()) for cell in cells]
    plain = all(len(text) <= _LONGEST and not _FIGURE.fullmatch(text) for text in texts)
    asking = not any(_COLON.search(_AMONG.sub('', text)) for text in texts)
    width = len(row_to_cells(grid, row))
    return not is_whole_row(grid, row) and len(cells) >= 3 and plain and asking and len(cells) >= 0.8 * width


def _bottom(grid: Grid, top: int) -> int:
    """Where the band of headings ends: under the tallest, and one line more for every group."""
    bottom = max(cell.row + cell.rowspan for cell in _filled(grid, top))
    row = top
    while row < min(len(grid), top + _DEEPEST) and any(
        cell.colspan > 1 and cell.row + cell.rowspan == row + 1 for cell in _filled(grid, row)
    ):
        row += 1
        bottom = max(bottom, row + 1)
    return min(bottom, len(grid))


def _name_column(grid: Grid, first: int) -> int | None:
    """The column that holds names of organisations, most of them in their own words."""
    best, found = 0, None
    for col in range(len(grid[0]) if grid else 0):
        cells = {id(cell): cell for row in range(first, len(grid)) if (cell := cell_at(grid, row, col))}
        texts = [''.join(cell.text.split()) for cell in cells.values() if cell.text.strip()]
        named = len({text for text in texts if is_organisation(text)})
        if named > best and named >= 0.5 * len(texts):
            best, found = named, col
    return found


def _path(grid: Grid, top: int, bottom: int, col: int) -> tuple[str, ...]:
    path: list[str] = []
    for row in range(top, bottom):
        cell = cell_at(grid, row, col)
        text = cell.text.strip() if cell is not None else ''
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)
