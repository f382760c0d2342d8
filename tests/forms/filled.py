"""A blank .docx filled for a test, its other bytes compared with what they were."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from extractors.readers.docx.reader import read
from forms.blanks import document_to_blanks, docx_to_gaps
from forms.filling.docx_fill import filled_docx
from model.blank import Blank, Filling, Left
from model.document import Document, Paragraph, Table
from tests.build import docx, p, tbl, tr

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
MAIN = 'word/document.xml'


@dataclass
class Filled:
    """What came of a filling: the file, its cells and lines as our reader reads them, what was left."""

    path: Path
    before: bytes
    data: bytes
    left: tuple[Left, ...]

    @property
    def root(self):
        return etree.fromstring(self.member(MAIN))

    @property
    def cells(self) -> dict[str, str]:
        return {cell.where.path or '': cell.text for block in self._blocks(Table) for cell in block.cells}

    @property
    def boxed(self):
        """The cells with boxes in them."""
        return [cell for block in self._blocks(Table) for cell in block.cells if cell.boxes]

    @property
    def lines(self) -> list[str]:
        return [block.text for block in self._blocks(Paragraph)]

    def member(self, name: str) -> bytes:
        return zipfile.ZipFile(io.BytesIO(self.data)).read(name)

    def _blocks(self, kind):
        self.path.write_bytes(self.data)
        return [block for block in read(self.path)[0] if isinstance(block, kind)]


def fill(path: Path, *fillings: Filling) -> Filled:
    before = path.read_bytes()
    data, left = filled_docx(before, fillings)
    return Filled(path.with_name('filled.docx'), before, data, left)


def cell(table: int, row: int, column: int, value, **more) -> Filling:
    entry = more.pop('entry', 0)
    return Filling(Blank(label='x', table=table, row=row, cell=column, **more), value, entry)


def one_cell(path: Path, content: str, value, properties: str = '', **more) -> Filled:
    """A table whose right cell holds content, filled with one value."""
    from tests.build import tc

    body = tbl(tr('标签', tc(content, properties)))
    return fill(docx(path / 'blank.docx', body), cell(0, 0, 1, value, **more))


def blanks_of(path: Path) -> tuple[Blank, ...]:
    blocks, _, problems = read(path)
    document = Document(str(path), '', 'docx', None, blocks, problems)
    return document_to_blanks(document, docx_to_gaps(path.read_bytes()))


def one_line(path: Path, content: str, *values, kind: str | None = None) -> Filled:
    """A line of the body, its places filled one after the other."""
    form = docx(path / 'blank.docx', p(content) + p('末行'))
    found = [blank for blank in blanks_of(form) if kind is None or blank.kind == kind]
    assert len(found) == len(values), found
    return fill(form, *(Filling(blank, value) for blank, value in zip(found, values, strict=True)))


def members(data: bytes) -> list[tuple[str, bytes, bytes]]:
    """Every member in order: its name, its content, and its bytes as packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = []
        for info in archive.infolist():
            start = info.header_offset + 30
            lengths = data[start - 4 : start]
            start += int.from_bytes(lengths[:2], 'little') + int.from_bytes(lengths[2:], 'little')
            found.append((info.filename, archive.read(info), data[start : start + info.compress_size]))
        return found


def changed_members(before: bytes, after: bytes) -> list[str]:
    """Names of the members that changed; order, names and packing of the others must be the same."""
    old, new = members(before), members(after)
    assert [name for name, *_ in old] == [name for name, *_ in new]
    changed = [name for (name, content, _), (_, now, _) in zip(old, new, strict=True) if content != now]
    assert all(one == other for one, other in zip(old, new, strict=True) if one[0] not in changed)
    return changed


def emptied(xml: bytes, places: Sequence[tuple[int, int, int]]) -> bytes:
    """A main part without what is in these cells (table, row, cell), canonical: what must not change."""
    root = etree.fromstring(xml)
    tables = root.find(W + 'body').findall(W + 'tbl')
    for table, row, column in places:
        target = tables[table].findall(W + 'tr')[row].findall(W + 'tc')[column]
        for child in target.findall(W + 'p'):
            target.remove(child)
    return etree.tostring(root, method='c14n')
