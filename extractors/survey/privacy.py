"""What a return holds of persons that nobody may keep: counted, never read."""

from __future__ import annotations

from model.document import Document, Table
from model.place import NOWHERE, Problem, Severity
from text.codes import hide_id_numbers
from text.grids import table_to_grid
from text.headers import find_header
from text.labels import LabelIndex


def _id_columns(table: Table, index: LabelIndex) -> set[int]:
    header = find_header(table_to_grid(table), index)
    paths = header.paths if header else ()
    return {col for col, path in enumerate(paths) if path and '身份证' in ''.join(path[-1].split())}


def count_id_cells(document: Document, index: LabelIndex) -> int:
    """How many cells and lines hold an identity number, or stand filled in under 身份证号."""
    count = 0
    for block in document.blocks:
        if not isinstance(block, Table):
            count += hide_id_numbers(block.text)[1] > 0
            continue
        columns = _id_columns(block, index)
        for cell in block.cells:
            under = cell.col in columns and sum(char.isdigit() for char in cell.text) >= 15
            count += under or hide_id_numbers(cell.text)[1] > 0
    return count


def personal_problems(document: Document, index: LabelIndex, persons: int) -> tuple[Problem, ...]:
    """A problem for identity numbers and one for lists of persons; counts only, no place, no content."""
    problems: list[Problem] = []
    cells = count_id_cells(document, index)
    if cells:
        message = (
            f"有{cells}处填有身份证号，程序没有读取；"
            "本表不需要身份证号，请退回删除后重报，或按受限文件保管原件"
        )
        problems.append(Problem('personal_data', Severity.REVIEW, message, NOWHERE))
    if persons:
        message = f"文件中列有{persons}人的个人信息，只计人数，没有读取内容；请按受限文件保管原件"
        problems.append(Problem('persons_not_read', Severity.REVIEW, message, NOWHERE))
    return tuple(problems)
