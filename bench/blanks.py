"""How many of the places that want a value are found in the real blank forms.

`python -m bench.blanks [--json]`: over corpus/forms (SHOUFA_SHARED, default ../shared) against
truth.json, cells (table, row, tc) as F1 by form and over all of them, with and without the places
that are signed, beside two plain rules; places on lines by their folded text, as the share found and the
share of the lines found that are wanted.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from extractors.readers.registry import read_document
from forms.blanks import document_to_blanks, docx_to_gaps
from model.blank import Blank
from model.document import Document, Table
from text.grids import cell_at, table_to_grid

Place = tuple[int, int, int]


class Score(NamedTuple):
    """Places found rightly, invented and missed."""

    right: int
    invented: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1.0 where there was nothing to find."""
        whole = 2 * self.right + self.invented + self.missed
        return 2 * self.right / whole if whole else 1.0


def main() -> None:
    """Print the table and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    shared = Path(os.environ.get('SHOUFA_SHARED', Path(__file__).parent.parent.parent / 'shared'))
    folder = shared / 'corpus' / 'forms'
    if not (folder / 'truth.json').is_file():
        print(f'no blank forms at {folder}: skipped')
        result: dict[str, Any] = {}
    else:
        result = folder_to_scores(folder)
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))


def folder_to_scores(folder: Path) -> dict[str, Any]:
    """F1 of each rule over all forms, the share of line places found, and the odd places by form."""
    cells: dict[str, list[Score]] = {'ours': [], 'ours_without_signatures': [], 'blank': [], 'beside': []}
    lines = Counter[str]()
    odd: dict[str, Any] = {}
    for truth in json.loads((folder / 'truth.json').read_text('utf-8')):
        path = folder / Path(truth['file']).with_suffix('.docx').name
        document = read_document(path)
        blanks = document_to_blanks(document, docx_to_gaps(path.read_bytes()))
        wanted = {(each['table'], each['row'], each['tc']) for each in truth['cell_fields']}
        fill = blanks_to_places(blank for blank in blanks if blank.kind != 'signature')
        answers = {
            'ours': blanks_to_places(blanks),
            'ours_without_signatures': fill,
            'blank': blank_cells(document),
            'beside': cells_beside_labels(document),
        }
        for rule, places in answers.items():
            cells[rule].append(_score(wanted, places))
        texts = [str(each['text']) for each in truth['para_fields']]
        missed, invented = lines_missed(texts, blanks), lines_invented(texts, blanks)
        lines.update(wanted=len(texts), missed=len(missed), invented=len(invented))
        odd[path.stem] = {
            'missed': sorted(wanted - fill),
            'invented': sorted(fill - wanted),
            'lines': missed,
            'lines_invented': invented,
        }
        print(f'{path.stem:34}' + ''.join(f'{scores[-1].f1:9.3f}' for scores in cells.values()))
        print(''.join(f'    {name}: {places}\n' for name, places in odd[path.stem].items() if places), end='')
    return {**_totals(cells, lines), 'odd': odd}


def _totals(cells: dict[str, list[Score]], lines: Counter[str]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for rule, scores in cells.items():
        total = Score(*(sum(column) for column in zip(*scores, strict=True)))
        result[f'f1_{rule}'] = round(total.f1, 4)
        print(f'{rule:34}{total.f1:9.3f}   right {total[0]}, invented {total[1]}, missed {total[2]}')
    result['lines'] = round(1 - lines['missed'] / max(lines['wanted'], 1), 4)
    right = lines['wanted'] - lines['missed']
    result['lines_precision'] = round(right / max(right + lines['invented'], 1), 4)
    print(f'{"places on lines":34}{result["lines"]:9.3f}   of {lines["wanted"]}, missed {lines["missed"]}')
    print(f'{"their precision":34}{result["lines_precision"]:9.3f}   invented {lines["invented"]}')
    return result


def blanks_to_places(blanks: Iterable[Blank]) -> set[Place]:
    """The cells of the body's tables that blanks stand in."""
    return {
        (blank.table, blank.row, int(blank.cell))
        for blank in blanks
        if blank.table is not None and blank.row is not None and blank.cell is not None
    }


def _score(wanted: set[Place], found: set[Place]) -> Score:
    return Score(len(wanted & found), len(found - wanted), len(wanted - found))


def lines_missed(wanted: list[str], blanks: Iterable[Blank]) -> list[str]:
    """The texts of lines, the longest cut short, that no blank outside tables stands on.

    Text boxes have no text of their own: as many as the form has of them must be found.
    """
    lines = (blank for blank in blanks if blank.table is None and blank.kind != 'signature')
    texts = [_folded(blank.text or '') for blank in lines]
    missed = [text for text in wanted if text and not any(line.startswith(_folded(text)) for line in texts)]
    return missed + [''] * max(wanted.count('') - texts.count(''), 0)


def lines_invented(wanted: list[str], blanks: Iterable[Blank]) -> list[str]:
    """The texts of lines that a blank outside tables stands on and no place is wanted on, each once."""
    lines = (blank for blank in blanks if blank.table is None and blank.kind != 'signature')
    texts = dict.fromkeys(_folded(blank.text or '') for blank in lines)
    starts = [_folded(text) for text in wanted if text]
    found = [text for text in texts if text and not any(text.startswith(start) for start in starts)]
    return found + ([''] if '' in texts and '' not in wanted else [])


def _folded(text: str) -> str:
    return ''.join(text.split())


def blank_cells(document: Document) -> set[Place]:
    """The plain rule: every cell with no text, what continues a merged one apart."""
    return {
        _place(cell.where.path)
        for table in _tables(document)
        for cell in table.cells
        if not cell.text.strip()
    }


def cells_beside_labels(document: Document) -> set[Place]:
    """The other plain rule: a blank cell right of a printed one, or below a column's heading."""
    found: set[Place] = set()
    for table in _tables(document):
        grid = table_to_grid(table)
        for cell in table.cells:
            left = cell_at(grid, cell.row, cell.col - 1)
            above = [cell_at(grid, row, cell.col) for row in range(cell.row - 1, -1, -1)]
            headed = [left, *(each for each in above if each is not None and each.text.strip())]
            if not cell.text.strip() and any(each is not None and each.text.strip() for each in headed):
                found.add(_place(cell.where.path))
    return found


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table) and block.where.part == 'body']


def _place(path: str | None) -> Place:
    t, r, c = (int(piece.partition('[')[2].rstrip(']')) - 1 for piece in (path or '').split('/')[:3])
    return t, r, c


if __name__ == '__main__':
    main()
