"""Readers: accuracy against the truth of real files, and CPU against the libraries' own plain reading.

`python -m bench.readers [--size N] [--json]`; SHOUFA_SHARED names the folder of real files. Ours
is what the reading child reports for itself: guard, hash, reading and the answer's data.
The peers are python-docx's own walk, pdfplumber's text, and openpyxl's values.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractors.readers.pool import ReadingPool
from model.document import Cell, Document, Paragraph, Table

SHARED = Path(os.environ.get('SHOUFA_SHARED', Path(__file__).parent.parent.parent / 'shared'))
FILES = SHARED / 'corpus' / 'readers'
NOTICES = ('notice0', 'notice2', 'notice4')
FORMATS = ('docx', 'pdf', 'html', 'xlsx')
OUTSIDE = ('header', 'footer', 'footnote', 'endnote')


def main() -> None:
    """Measure every format and print a table, or one JSON object with --json."""
    parser = argparse.ArgumentParser(description="readers against truth and peers")
    parser.add_argument('--size', type=int, default=20, help="times each file is read")
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    if not FILES.is_dir():
        print(f'skipped: no real files at {FILES} (set SHOUFA_SHARED)')
        return
    results: dict[str, Any] = {}
    for form in FORMATS:
        results[form] = measure(form, options.size)
    results['docx_ratio_to_python_docx'] = results['docx']['ratio']
    show(results)
    if options.json:
        print(json.dumps(results))


def measure(form: str, size: int) -> dict[str, Any]:
    """One format: errors per character of the notices, right cells of the form, CPU seconds a page."""
    notices = [path for name in NOTICES if (path := FILES / f'{name}.{form}').exists()]
    sheet = FILES / f'form.{form}'
    truth: list[list[Any]] = json.loads((FILES / 'form.truth.json').read_text('utf-8'))
    paths = [*notices, sheet]
    with ReadingPool() as pool:
        right = right_cells(pool.read(sheet), truth)
        cer = character_errors(
            [(pool.read(path), path.with_name(f'{path.stem}.truth.txt')) for path in notices]
        )
        ours, theirs = cpu_of_both(pool, PEERS.get(form), paths, size)
    return {
        'cer': cer,
        'cells_right': right,
        'cells': len(truth),
        'cpu_s_per_page': ours / pages(paths),
        'ratio': ours / theirs if theirs else None,
    }


def right_cells(document: Document, truth: list[list[Any]]) -> int:
    """Cells of the form with place, spans and text right; a sheet's title rows above it and spaces aside."""
    wanted = {(row, col, down, across, ''.join(text.split())) for row, col, down, across, text in truth}
    counts = [0]
    for table in (block for block in document.blocks if isinstance(block, Table)):
        first = next((cell.row for cell in table.cells if cell.text == truth[0][4]), 0)
        counts.append(len({place(cell, first) for cell in table.cells} & wanted))
    return max(counts)


def place(cell: Cell, first: int) -> tuple[int, int, int, int, str]:
    """A cell as form.truth.json has it, rows counted from the form's first."""
    return cell.row - first, cell.col, cell.rowspan, cell.colspan, ''.join(cell.text.split())


def pages(paths: list[Path]) -> int:
    """Pages of the same papers as PDF: a .docx has none of its own."""
    import pypdfium2

    count = 0
    for path in paths:
        with pypdfium2.PdfDocument(path.with_suffix('.pdf')) as document:
            count += len(document)
    return count


def character_errors(pairs: list[tuple[Document, Path]]) -> float | None:
    """Edits per character over all notices, white space aside; None without notices."""
    from rapidfuzz.distance import Levenshtein

    if not pairs:
        return None
    edits = length = 0
    for document, truth_path in pairs:
        said = ''.join(text_of(document).split())
        truth = ''.join(truth_path.read_text('utf-8').split())
        edits, length = edits + Levenshtein.distance(said, truth), length + len(truth)
    return edits / length


def text_of(document: Document) -> str:
    """The body's text; the truth holds neither running heads nor feet."""
    blocks = [block for block in document.blocks if block.where.part not in OUTSIDE]
    return '\n'.join(
        block.text if isinstance(block, Paragraph) else '\n'.join(cell.text for cell in block.cells)
        for block in blocks
    )


def cpu_of_both(
    pool: ReadingPool, peer: Callable[[Path], object] | None, paths: list[Path], size: int
) -> tuple[float, float]:
    """CPU seconds to read all files once, ours in the child and the peer's here; both warmed up first."""
    for path in paths:
        pool.read(path)
        timed(peer, path)
    began, theirs = pool.cpu_s, 0.0
    for _ in range(size):
        for path in paths:
            pool.read(path)
            theirs += timed(peer, path)
    return (pool.cpu_s - began) / size, theirs / size


def timed(read: Callable[[Path], object] | None, path: Path) -> float:
    """CPU seconds of one call, 0 where there is no peer."""
    if read is None:
        return 0.0
    began = time.process_time()
    read(path)
    return time.process_time() - began


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


PEERS: dict[str, Callable[[Path], object]] = {'docx': plain_docx, 'pdf': plain_pdf, 'xlsx': plain_xlsx}


def show(results: dict[str, Any]) -> None:
    """One line a format."""
    print(f'{"format":8}{"CER":>9}{"cells":>10}{"CPU ms/page":>14}{"ours/peer":>12}')
    for form in FORMATS:
        one = results[form]
        cer = '-' if one['cer'] is None else f'{one["cer"]:.3%}'
        ratio = '-' if one['ratio'] is None else f'{one["ratio"]:.2f}'
        cells = f'{one["cells_right"]}/{one["cells"]}'
        print(f'{form:8}{cer:>9}{cells:>10}{one["cpu_s_per_page"] * 1000:>14.2f}{ratio:>12}')


if __name__ == '__main__':
    main()
