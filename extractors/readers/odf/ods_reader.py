"""OpenDocument workbooks (.ods .ots .fods): every sheet as one Table, values as shown."""

from __future__ import annotations

from pathlib import Path

from extractors.readers.odf import package as odf_package
from extractors.readers.odf.sheets import document_to_contents
from extractors.readers.sheets.xlsx_book import contents_to_blocks
from model.document import Block
from model.errors import Damaged
from model.place import Problem

NAME = 'ods'


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """Sure of a container that says it is a workbook."""
    return odf_package.score(head, 'spreadsheet')


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a workbook as read_xlsx does: hidden parts are read and told, formulas keep their last values.

    Raises Damaged, Encrypted, TooLarge, and Unsupported (needs_ocr) for pictures in place of cells.
    """
    document = odf_package.open_document(path)
    if not odf_package.is_sheet(document):
        raise Damaged("文件里没有工作表，可能没有保存完整；请用 WPS 或 LibreOffice 打开，另存为 .xlsx 再放入")
    return document_to_sheets(document)


def document_to_sheets(
    document: odf_package.OpenDocument,
) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """The sheets of a workbook that is open."""
    return contents_to_blocks(document_to_contents(document), list(document.problems))
