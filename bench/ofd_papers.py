"""OFD: dialects of a notice against its truth, a form's cell texts, and how much of packages is returned."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bench import reader_truth
from bench.reader_truth import folded
from extractors.readers.process.pool import ReadingPool
from model.document import Document, Paragraph
from model.errors import ShoufaError


def ofd_figures(pool: ReadingPool, corpus: Path, size: int) -> dict[str, Any]:
    """Errors of the worst dialect, cell texts found, CPU seconds a page, text returned, what is refused."""
    readers = corpus / 'readers'
    dialects = sorted(readers.glob('notice2.*.ofd'))
    truth = readers / 'notice2.truth.txt'
    forms = [cell_texts_found(pool.read(path), readers) for path in sorted(readers.glob('form.*.ofd'))]
    began, pages = pool.cpu_s, 0
    for _ in range(size):
        pages += sum(pool.read(path).pages or 0 for path in dialects)
    spent = pool.cpu_s - began
    returned, refused = packages(pool, sorted((corpus / 'ofd').glob('*.ofd')))
    return {
        'cer': max(reader_truth.character_errors([(pool.read(path), truth)]) or 0.0 for path in dialects),
        'cells_right': sum(found for found, _ in forms),
        'cells': sum(cells for _, cells in forms),
        'cpu_s_per_page': spent / pages,
        'returned': returned,
        'refused': refused,
    }


def packages(pool: ReadingPool, paths: list[Path]) -> tuple[dict[str, float], dict[str, str]]:
    """The share of each package's text that is returned, and the reasons of those refused."""
    returned, refused = {}, {}
    for path in paths:
        try:
            returned[path.name] = share_returned(pool.read(path), path)
        except ShoufaError as error:
            refused[path.name] = error.message
    return returned, refused


def cell_texts_found(document: Document, folder: Path) -> tuple[int, int]:
    """How many of the form's cell texts stand in the text without a break, and of how many."""
    text = folded(reader_truth.text_of(document))
    cells = [
        cell[4] for cell in json.loads((folder / 'form.truth.json').read_text('utf-8')) if cell[4].strip()
    ]
    return sum(folded(cell) in text for cell in cells), len(cells)


def share_returned(document: Document, path: Path) -> float:
    """Of the letters in the text codes of all pages, templates and annotations: those in blocks or told.

    What is drawn twice at one place counts once; page numbers that were left out count as lost.
    """
    wanted = _text_codes(path)
    blocks = [
        block.text if isinstance(block, Paragraph) else ''.join(cell.text for cell in block.cells)
        for block in document.blocks
    ]
    told = [problem.message for problem in document.problems]
    found = Counter(folded(''.join([*blocks, *told])))
    return (wanted & found).total() / wanted.total() if wanted else 1.0


def _text_codes(path: Path) -> Counter[str]:
    """Letters of the shown pages, by a parser of its own; places serve only to know what is drawn twice."""
    from lxml import etree

    with ZipFile(path) as archive:
        trees = {
            name: etree.fromstring(archive.read(name), etree.XMLParser(recover=True))
            for name in archive.namelist()
            if name.endswith('.xml')
        }
    shown: set[tuple[str, str, str]] = set()
    letters: Counter[str] = Counter()
    templates = {each.get('ID'): each.get('BaseLoc') for each in _all(trees, 'TemplatePage')}
    for name in _shown_members(trees, templates):
        for text in trees[name].iter('{*}TextObject', 'TextObject'):
            said = ''.join(code.text or '' for code in text.iter('{*}TextCode', 'TextCode'))
            place = ' '.join(str(round(float(each) / 2)) for each in text.get('Boundary').split()[:2])
            if (name, said, place) not in shown:
                shown.add((name, said, place))
                letters.update(folded(said))
    return letters


def _shown_members(trees: dict[str, Any], templates: dict[str, str]) -> set[str]:
    """Pages, the templates they name, annotations; members are told by how their paths end."""
    wanted = [page.get('BaseLoc') for page in _all(trees, 'Page') if page.get('BaseLoc')]
    wanted += [templates[each.get('TemplateID')] for each in _all(trees, 'Template')]
    wanted += [each.text for page in _all(trees, 'Page') for each in page if each.tag.endswith('FileLoc')]
    return {name for name in trees if any(name.endswith(each.strip('/')) for each in wanted)}


def _all(trees: dict[str, Any], tag: str) -> list[Any]:
    return [each for tree in trees.values() if tree is not None for each in tree.iter(f'{{*}}{tag}', tag)]
