"""What a file's reader doubts stands among a return's problems, with the row it is in."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from extractors.readers.registry import read_document
from office.understanding import document_to_return

HEAD = ("社会组织名称", "统一社会信用代码", "从业人员总数", "党员总数", "是否建立党组织")


def told(path: Path, *rows: tuple[object, ...], hidden: int | None = None) -> tuple[set[str], set[str]]:
    """The codes of review problems of the paper, and of its first row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("社会组织党建情况调查表",), HEAD, *rows):
        sheet.append(row)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    book.save(path)
    returned = document_to_return(read_document(path), None)
    return (
        {one.code for one in returned.problems if one.severity == 'review'},
        {one.code for one in returned.rows[0].problems if one.severity == 'review'},
    )


def test_a_formula_without_a_result_holds_its_row(tmp_path: Path) -> None:
    """It is never 0 and never silent."""
    found = told(tmp_path / '表.xlsx', ("示例市甲一协会", "", "=1+2", 3, "是"))
    assert found == ({'formula_without_value'}, {'formula_without_value'})


def test_a_code_that_became_a_number_holds_its_row(tmp_path: Path) -> None:
    """5.1E+17 is no code any more."""
    found = told(tmp_path / '表.xlsx', ("示例市甲一协会", 5.1e17, 10, 3, "是"))
    assert found == ({'code_destroyed'}, {'code_destroyed'})


def test_hidden_rows_are_a_question_about_the_paper(tmp_path: Path) -> None:
    """They are read and counted, and a person is told."""
    rows = (("示例市甲一协会", "", 10, 3, "是"), ("示例市甲二协会", "", 8, 2, "否"))
    assert told(tmp_path / '表.xlsx', *rows, hidden=4) == ({'hidden_rows'}, set())
