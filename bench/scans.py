"""Scans: letters, cells and boxes against the truth of real pictures, CPU against the bare recogniser.

`python -m bench.scans [--size N] [--json]`; SHOUFA_SHARED names the folder of real files. Ours is the whole
way of a file through the reading pool, blind child and seeing child, as the children report their CPU; the
peer is rapidocr as its findings tuned it, on the decoded picture, turned upright beforehand, in this process.

An error is an edit per character of all text in order, white space left out: `cer` after NFKC and with
quotes, dashes and brackets folded to one kind, `raw_cer` as read. A notice's truth is its PDF's text, the
page number ('— 1 —') left out on both sides: reading drops page numbers, as it does of any format. A form's
is its heading, its cells row by row, and what follows: its PDF's text has no order of cells.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import reader_truth
from bench.readers import FILES
from extractors.readers.process.pool import ReadingPool
from extractors.readers.scans import stack
from model.document import Document

SCANS = FILES / 'scans'
VARIANTS = ('150', '200', '300', '200bad', '200seal', '200rot90', '200rot180')
KINDS = ('notice', 'form')
BARE = {
    'Global.use_cls': False,
    'Global.text_score': 0.0,
    'Global.log_level': 'critical',
    'Det.limit_type': 'max',
    'Det.limit_side_len': 1280,
}
PAGE_NUMBER = re.compile(r'^\s*[-—–－一]+\s*\d{1,3}\s*[-—–－一]+\s*$', re.MULTILINE)
ALIKE = str.maketrans('“”‘’—–―－〔〕[]【】', '""\'\'----()()()')
BOXES = {'□': '□', '☐': '□', '☑': '☑', '☒': '☑', '■': '☑'}

Result = dict[str, Any]


def main() -> None:
    """Measure every variant and print a table, or after it one JSON object with --json."""
    parser = argparse.ArgumentParser(description="scans against truth and the bare recogniser")
    parser.add_argument('--size', type=int, default=1, help="times each picture is read")
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    if not SCANS.is_dir() or not stack.is_installed():
        print(f'skipped: no pictures at {SCANS}, or no recogniser installed')
        return
    results = measure(options.size)
    show(results)
    if options.json:
        print(json.dumps(results))


def measure(size: int) -> Result:
    """{kind and variant: figures}, and what the child held at most."""
    truth = truths()
    bare = BareRecogniser()
    results: Result = {}
    with ReadingPool() as pool:
        for kind in KINDS:
            for variant in VARIANTS:
                paths = sorted(SCANS.glob(f'{kind}*_{variant}.jpg'))
                results[f'{kind} {variant}'] = measure_variant(paths, truth, pool, bare, size)
        results['child_peak_mb'] = pool.peak_kb / 1024
    return results


def as_reader_figures(size: int = 1) -> Result:
    """All scans as one format of `bench.readers`: {cer, cells_right, cells, cpu_s_per_page}."""
    found = [one for one in measure(size).values() if isinstance(one, dict)]
    pages = sum(one['pages'] for one in found)
    return {
        'cer': sum(one['edits'] for one in found) / sum(one['letters'] for one in found),
        'cells_right': sum(one['cells_right'] for one in found),
        'cells': sum(one['cells'] for one in found),
        'cpu_s_per_page': sum(one['cpu_s_per_page'] * one['pages'] for one in found) / pages,
    }


class BareRecogniser:
    """The peer, loaded and warm; cpu_s of one picture."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self.engine = RapidOCR(params=BARE)
        self.cpu_s(min(SCANS.glob('*.jpg')))

    def cpu_s(self, path: Path) -> float:
        """CPU seconds to read one picture, decoded and turned upright before the clock starts."""
        import cv2
        import numpy as np

        image = cv2.imread(str(path))
        assert image is not None
        quarters = {'rot90': -1, 'rot180': 2}.get(path.stem.rpartition('200')[2], 0)
        image = np.ascontiguousarray(np.rot90(image, quarters))
        began = time.process_time()
        self.engine(image)
        return time.process_time() - began


def measure_variant(
    paths: list[Path], truth: dict[str, str], pool: ReadingPool, bare: BareRecogniser, size: int
) -> Result:
    """Edits, letters, cells, boxes and CPU of one kind of paper in one variant."""
    from rapidfuzz.distance import Levenshtein

    found: Result = dict.fromkeys(('edits', 'raw_edits', 'letters', 'cells_right', 'cells'), 0)
    found |= {'boxes_right': 0, 'boxes': 0, 'boxes_inverted': 0, 'pages': len(paths)}
    pool.read(paths[0])
    began = pool.cpu_s
    documents = next(iter([[pool.read(path) for path in paths] for _ in range(size)]))
    ours = (pool.cpu_s - began) / size
    for path, document in zip(paths, documents, strict=True):
        said = PAGE_NUMBER.sub('', reader_truth.text_of(document))
        meant = truth[path.stem.rpartition('_')[0]]
        found['edits'] += Levenshtein.distance(folded(said), folded(meant))
        found['raw_edits'] += Levenshtein.distance(''.join(said.split()), ''.join(meant.split()))
        found['letters'] += len(folded(meant))
        if path.stem.startswith('form'):
            found['cells_right'] += cells_right(document)
            found['cells'] += len(reader_truth.form_cells(FILES))
            found |= boxes_of(document, meant)
    theirs = sum(bare.cpu_s(path) for path in paths for _ in range(size)) / size
    return found | {
        'cer': found['edits'] / found['letters'],
        'raw_cer': found['raw_edits'] / found['letters'],
        'cpu_s_per_page': ours / len(paths),
        'ratio': ours / theirs,
    }


def truths() -> dict[str, str]:
    """What each page says, by its name ('notice0_p1'), without page numbers."""
    told: dict[str, str] = json.loads((SCANS / 'truth.json').read_text('utf-8'))
    pages = {name: PAGE_NUMBER.sub('', text.replace('\r', '')) for name, text in told.items()}
    return {name: form_text(text) if name.startswith('form') else text for name, text in pages.items()}


def form_text(layer: str) -> str:
    """The form's text in order: the lines around its table, its cells row by row between them."""
    lines = layer.splitlines()
    cells = [text for *_, text in json.loads((FILES / 'form.truth.json').read_text('utf-8'))]
    first = next(index for index, line in enumerate(lines) if line.startswith(cells[0]))
    return '\n'.join([*lines[:first], *cells, *lines[-1:]])


def folded(text: str) -> str:
    """Text after NFKC, quotes, dashes and brackets of one kind, without white space."""
    return ''.join(unicodedata.normalize('NFKC', text).translate(ALIKE).split())


def cells_right(document: Document) -> int:
    """Cells of the form with place, spans and folded text right."""
    wanted = {(*place[:4], folded(place[4])) for place in reader_truth.form_cells(FILES)}
    read = (
        {(*(place := reader_truth.place(cell))[:4], folded(place[4])) for cell in table.cells}
        for table in reader_truth.tables(document)
    )
    return max((len(places & wanted) for places in read), default=0)


def boxes_of(document: Document, meant: str) -> Result:
    """Boxes as the paper ticks them, by the words after them: right, of how many, and inverted."""
    wanted, said = ticks(meant), ticks(reader_truth.text_of(document))
    inverted = sum(said.get(label, mark) != mark for label, mark in wanted.items())
    right = sum(said.get(label) == mark for label, mark in wanted.items())
    return {'boxes': len(wanted), 'boxes_right': right, 'boxes_inverted': inverted}


def ticks(text: str) -> dict[str, str]:
    """Each box of a text by the words after it."""
    found = re.findall(r'([□☐☑☒■])\s*([^\s□☐☑☒■√]+)', text)
    return {label[:4]: BOXES[mark] for mark, label in found}


def unsure(documents: Iterable[Document]) -> int:
    """Problems that send a person to a letter."""
    return sum(problem.code == 'letters_unsure' for each in documents for problem in each.problems)


def show(results: Result) -> None:
    """One line a kind and variant."""
    print(
        f'{"":18}{"pages":>6}{"CER":>9}{"raw":>9}{"cells":>8}{"boxes":>7}{"CPU s/page":>12}{"ours/bare":>11}'
    )
    for name, one in results.items():
        if not isinstance(one, dict):
            print(f'{name}: {one:.0f}')
            continue
        cells = f'{one["cells_right"]}/{one["cells"]}' if one['cells'] else '-'
        boxes = f'{one["boxes_right"]}/{one["boxes"]}' if one['boxes'] else '-'
        figures = f'{one["cer"]:>9.3%}{one["raw_cer"]:>9.3%}{cells:>8}{boxes:>7}'
        print(f'{name:18}{one["pages"]:>6}{figures}{one["cpu_s_per_page"]:>12.2f}{one["ratio"]:>11.2f}')


if __name__ == '__main__':
    main()
