"""What each cell of a blank sheet is: printed words, an open place, a formula, a number, nothing."""

from __future__ import annotations

import re
from typing import Literal

from forms.blanks.gaps import UNIT, text_to_gaps
from forms.sheets.view import View
from model.document import Cell
from text.grids import cell_at, row_to_cells

Role = Literal['text', 'gap', 'blank', 'formula', 'number', 'void']
"""gap: words with an open place in them; blank: an empty cell of the form; void: one outside it."""

_CODE = re.compile(
    r'[A-Za-z]{1,2}\d{0,2}|[甲乙丙丁戊己庚辛壬癸]|[(（]?\d{1,3}[)）]?|[①-⑳]|栏次|行次|代码|编码|——?|[-—/]'
)
_NUMBER = re.compile(r'[\d.,%:/\-]+|…+|\.{3,}')
_UNIT_LINE = re.compile(rf'[（(]?(?:计量|金额|货币|数量)?单位[：:]\s*{UNIT}(?:[、，,]\s*{UNIT})*[）)]?')
"""What the figures are counted in, over a table's right end: nothing is written there."""

_TOTAL = re.compile(r'.{0,8}?(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计)(?:数|[(（].{0,6}[)）])?')
_EXAMPLE = re.compile(r'[(（]?(?:示?例|样例|例如|举例|如)(?:[)）:：\d]|$)')


def cell_to_role(view: View, cell: Cell) -> Role:
    """What a cell is; of a protected sheet only unlocked cells are open."""
    box, text = view.box(cell), cell.text.strip()
    if box.formula:
        return 'formula'
    if text:
        if _NUMBER.fullmatch(text):
            return 'number'
        is_open = box.fillable and not _UNIT_LINE.fullmatch(text) and text_to_gaps(cell.text)
        return 'gap' if is_open else 'text'
    open_ = box.fillable and (view.protected or box.ruled or box.rule is not None)
    return 'blank' if open_ else 'void'


def view_to_roles(view: View) -> dict[int, Role]:
    """The role of every cell of the table, by its id()."""
    return {id(cell): cell_to_role(view, cell) for cell in view.table.cells}


def starting(view: View, row: int) -> list[Cell]:
    """The cells that begin on a row."""
    return [cell for cell in row_to_cells(view.grid, row) if cell.row == row]


def is_code_row(view: View, roles: dict[int, Role], row: int) -> bool:
    """Whether a row numbers the columns: 1 2 3, 甲 乙 1 2, A B C."""
    texts = [cell.text.strip() for cell in starting(view, row) if cell.text.strip()]
    if any(roles[id(cell)] in ('blank', 'gap', 'formula') for cell in starting(view, row)):
        return False
    return len(texts) >= 2 and all(_CODE.fullmatch(text) for text in texts)


def is_total(text: str) -> bool:
    """Whether a line headed with this adds others up."""
    return bool(_TOTAL.fullmatch(text.strip()))


def is_example_row(view: View, row: int) -> bool:
    """Whether a row shows how to fill in: its first words say 例."""
    first = next((cell.text for cell in row_to_cells(view.grid, row) if cell.text.strip()), '')
    return bool(_EXAMPLE.match(first.strip()))


def has_words_below(view: View, roles: dict[int, Role], cell: Cell) -> bool:
    """Whether printed words stand right under an empty cell: the unmerged rest of a heading."""
    under = cell_at(view.grid, cell.row + cell.rowspan, cell.col)
    return under is not None and roles[id(under)] == 'text'
