"""Each library read by its own manual: the pace that our readers are measured against."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any


def plain_docx(path: Path) -> str:
    """The walk of python-docx's own manual."""
    import docx
    from docx.table import Table as WordTable

    texts = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, WordTable):
            texts += [cell.text for row in item.rows for cell in row.cells]
        else:
            texts.append(item.text)
    return '\n'.join(texts)


def plain_pdf(path: Path) -> str:
    """Text by pdfplumber, page by page."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return '\n'.join(page.extract_text() or '' for page in document.pages)


def plain_xlsx(path: Path) -> list[tuple[Any, ...]]:
    """Values by openpyxl, sheet by sheet."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def plain_xls(path: Path) -> list[list[Any]]:
    """Values by xlrd, sheet by sheet."""
    import xlrd

    return [
        sheet.row_values(row) for sheet in xlrd.open_workbook(path).sheets() for row in range(sheet.nrows)
    ]


PEERS: dict[str, Callable[[Path], object]] = {
    'docx': plain_docx,
    'pdf': plain_pdf,
    'xlsx': plain_xlsx,
    'xls': plain_xls,
}


def sketch_walk(shared: Path) -> Callable[[Path], object] | None:
    """The walk over a .docx's raw XML that our reader began as; None where the sketches are missing."""
    path = shared / 'prototypes' / 'readers' / 'walk.py'
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location('sketch', path)
    assert spec is not None
    assert spec.loader is not None
    sketch = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sketch)
    return lambda file: sketch.read(str(file))
