"""Readers: accuracy against the truth of real files, and CPU against peers on the same files in one run.

`python -m bench.readers [--size N] [--json]`; SHOUFA_SHARED names the folder of real files. Ours is what
the reading child reports for itself: guard, hash, reading and the answer's data. The plain peers are
each library's own manual: python-docx's walk, pdfplumber's text, values by openpyxl and xlrd. docvortex
runs in its own interpreter (`make peers`) and is skipped with a line where that is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench import reader_truth
from bench.ofd_papers import ofd_figures
from bench.plain_readers import PEERS, sketch_walk
from extractors.readers.process.pool import ReadingPool
from extractors.readers.scans import stack
from model.document import Document
from model.errors import ShoufaError

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get('SHOUFA_SHARED', ROOT.parent / 'shared'))
FILES = SHARED / 'corpus' / 'readers'
FORMS = SHARED / 'corpus' / 'forms'
PEER_PYTHON = ROOT / '.venv-peers' / 'bin' / 'python'
PEER_SCRIPT = ROOT / 'bench' / 'peer_docvortex.py'
NOTICES = ('notice0', 'notice2', 'notice4')
FORMATS = ('docx', 'doc', 'pdf', 'html', 'rtf', 'xlsx', 'xls')

Read = Callable[[Path], Document]
Result = dict[str, Any]


def main() -> None:
    """Measure every format and print a table, or after it one JSON object with --json."""
    parser = argparse.ArgumentParser(description="readers against truth and peers")
    parser.add_argument('--size', type=int, default=20, help="times each file is read")
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    if not FILES.is_dir():
        print(f'skipped: no real files at {FILES} (set SHOUFA_SHARED)')
        return
    with ReadingPool() as pool:
        results: Result = {form: measure(form, pool, options.size) for form in FORMATS}
        results['docvortex'] = docvortex(pool, options.size)
        results['features'] = features(pool, options.size)
        results['ofd'] = ofd_figures(pool, SHARED / 'corpus', options.size)
    results['scans'] = scan_figures()
    show(results)
    if options.json:
        print(json.dumps(results))


def scan_figures() -> Result | None:
    """All real pictures as one format; None where no recogniser is installed."""
    from bench.scans import as_reader_figures

    if not stack.is_installed():
        print('scans skipped: no recogniser installed (make setup)')
        return None
    return as_reader_figures()


def papers(form: str) -> list[Path]:
    """The corpus's notices and form in one format."""
    names = [FILES / f'{name}.{form}' for name in (*NOTICES, 'form')]
    return [path for path in names if path.exists()]


def accuracy(form: str, read: Read) -> Result:
    """Errors per character of the notices and right cells of the form, by whoever reads."""
    *notices, sheet = papers(form)
    pairs = [(read(path), path.with_name(f'{path.stem}.truth.txt')) for path in notices]
    return {
        'cer': reader_truth.character_errors(pairs),
        'cells_right': reader_truth.right_cells(read(sheet), FILES),
        'cells': len(reader_truth.form_cells(FILES)),
    }


def measure(form: str, pool: ReadingPool, size: int) -> Result:
    """One format, ours: accuracy, CPU seconds a page, and the ratio to the plain peer."""
    paths, peer = papers(form), PEERS.get(form)
    ours = cpu_in_child(pool, paths, size)
    theirs = sum(timed(peer, path, size) for path in paths) if peer else None
    return accuracy(form, pool.read) | {
        'cpu_s_per_page': ours / pages(paths),
        'ratio': ours / theirs if theirs else None,
    }


def cpu_in_child(pool: ReadingPool, paths: Iterable[Path], size: int) -> float:
    """CPU seconds to read all files once, warm, as the child reports them."""
    paths = list(paths)
    for path in paths:
        pool.read(path)
    began = pool.cpu_s
    for _ in range(size):
        for path in paths:
            pool.read(path)
    return (pool.cpu_s - began) / size


def timed(read: Callable[[Path], object], path: Path, size: int) -> float:
    """CPU seconds of one call, warm."""
    read(path)
    began = time.process_time()
    for _ in range(size):
        read(path)
    return (time.process_time() - began) / size


def pages(paths: list[Path]) -> int:
    """Pages of the same papers as PDF: a .docx has none of its own."""
    import pypdfium2

    count = 0
    for path in paths:
        with pypdfium2.PdfDocument(path.with_suffix('.pdf')) as document:
            count += len(document)
    return count


def docvortex(pool: ReadingPool, size: int) -> Result | None:
    """The same accuracy and CPU by docvortex; its HTML is read by our reader to find the cells."""
    if not PEER_PYTHON.exists():
        print('docvortex skipped: not installed (make peers)')
        return None
    files = [path for form in FORMATS for path in papers(form)]
    with tempfile.TemporaryDirectory() as folder:
        command = [str(PEER_PYTHON), str(PEER_SCRIPT), str(size), folder, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        spent: dict[str, float | None] = json.loads(done.stdout.splitlines()[-1])
        return {form: docvortex_accuracy(form, Path(folder), pool, spent) for form in FORMATS}


def docvortex_accuracy(form: str, folder: Path, pool: ReadingPool, spent: dict[str, float | None]) -> Result:
    """One format by docvortex; None values where it failed on one of the files."""
    paths = papers(form)
    seconds = [spent[path.name] for path in paths]
    if None in seconds:
        return {'cer': None, 'cells_right': None, 'cpu_s_per_page': None}
    found = accuracy(form, lambda path: pool.read(folder / f'{path.name}.html'))
    return found | {'cpu_s_per_page': sum(each or 0 for each in seconds) / pages(paths)}


def features(pool: ReadingPool, size: int) -> Result:
    """What one figure a format does not show: markers, print forms, pages a second, the sketch's pace."""
    found, markers, clean = reader_truth.markers_found(pool.read(FILES / 'torture.docx'), FILES)
    notices = [FILES / f'{name}.pdf' for name in NOTICES]
    words = [FILES / f'{name}.docx' for name in (*NOTICES, 'form')]
    sketch = sketch_walk(SHARED)
    walked = sum(timed(sketch, path, size) for path in words) if sketch else None
    return {
        'torture_markers': [found, markers],
        'deleted_text_absent': clean,
        'print_forms': print_forms(pool),
        'text_pdf_pages_per_cpu_s': pages(notices) / cpu_in_child(pool, notices, size),
        'docx_ratio_to_sketch': cpu_in_child(pool, words, size) / walked if walked else None,
    }


def print_forms(pool: ReadingPool) -> Result:
    """Real .doc forms against their .docx twins: how many open, and how many cells are alike."""
    opened = shared = cells = 0
    for path in sorted(FORMS.glob('*.doc')):
        try:
            pair = pool.read(path), pool.read(path.with_suffix('.docx'))
        except ShoufaError as error:
            print(error.message)
            continue
        alike, of = reader_truth.cells_shared(*pair)
        opened, shared, cells = opened + 1, shared + alike, cells + of
    return {'opened': opened, 'of': len(list(FORMS.glob('*.doc'))), 'cells_alike': shared, 'cells': cells}


def show(results: Result) -> None:
    """One line a format, ours and docvortex's beside it; then the features."""
    print(f'{"":8}{"CER":>9}{"cells":>8}{"ms/page":>10}{"ours/plain":>12}   | docvortex')
    for form in FORMATS:
        line = line_of(results[form])
        ratio = results[form]['ratio']
        peer = line_of(results['docvortex'][form]) if results['docvortex'] else ''
        print(f'{form:8}{line}{"-" if ratio is None else f"{ratio:.2f}":>12}   |{peer}')
    for name in ('scans', 'ofd'):
        if results[name]:
            print(f'{name:8}{line_of(results[name])}')
    for name, value in (results['features'] | results['ofd']).items():
        print(f'{name}: {value}')


def line_of(one: Result) -> str:
    """Errors, cells and milliseconds a page of one reader."""
    if one['cpu_s_per_page'] is None:
        return f'{"failed":>9}'
    cer = '-' if one['cer'] is None else f'{one["cer"]:.3%}'
    cells = f'{one["cells_right"]}/{one["cells"]}'
    return f'{cer:>9}{cells:>8}{one["cpu_s_per_page"] * 1000:>10.2f}'


if __name__ == '__main__':
    main()
