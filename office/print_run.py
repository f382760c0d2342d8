"""Many papers as one PDF to be printed: in recipient order, each beginning on an odd page (G25).

The order is that of the regions in office.toml, then of the recipients' names
(paper_files.in_recipient_order), so that letters, labels and the receipt table lie in one order.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.readers import soffice
from model.errors import Damaged, UsageFault
from office.config import Workplace
from office.inbox import free_name, write_whole
from office.paper_files import paper_path, papers_to_send
from store.outbox import is_issued

_AT_ONCE = 200
_A4_PT = (595.28, 841.89)


@dataclass(frozen=True, slots=True)
class Printed:
    """One PDF: its file, the papers in their order, its pages, those without a number, void ones left out."""

    file: Path
    papers: tuple[str, ...]
    pages: int
    open: tuple[str, ...]
    void: tuple[str, ...] = ()


def print_papers(place: Workplace, paths: Sequence[Path], out: Path, copies: int = 1) -> Printed:
    """The papers as one PDF, each so many times in a row; 名~2 where the name is taken.

    Raises:
        UsageFault: no such paper or only void ones, another ending, or the folder is missing.
        CannotStart: LibreOffice is not installed.
        ReaderFailed: it could not make a PDF of every paper.
        Damaged: a paper is gone.
    """
    if out.suffix.lower() != '.pdf' or not out.parent.is_dir():
        raise UsageFault(f"“{out}”不能写：要写到已有的文件夹里，文件名以 .pdf 结尾。")
    papers, void = papers_to_send(place, paths)
    files = [paper_path(place, paper.file) for paper in papers]
    gone = next((path.name for path in files if not path.is_file()), None)
    if gone:
        raise Damaged(f"“{gone}”不在了，可能已改名或移走，没有合成 PDF。")
    data, pages = merged(list(_to_pdf(files)), copies)
    written = free_name(out)
    write_whole(written, data)
    names = tuple(paper.file for paper in papers)
    left = tuple(paper.file for paper in papers if not is_issued(paper))
    return Printed(written, names, pages, left, void)


def _to_pdf(files: Sequence[Path]) -> Iterator[bytes]:
    """Each paper as a PDF, hundreds in one run of LibreOffice."""
    for start in range(0, len(files), _AT_ONCE):
        with soffice.converted_all(files[start : start + _AT_ONCE], 'pdf') as made:
            yield from [path.read_bytes() for path in made]


def merged(papers: Sequence[bytes], copies: int = 1) -> tuple[bytes, int]:
    """PDFs one after the other, each so many times and each beginning on an odd page; and the pages."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for data in papers:
        paper = pypdfium2.PdfDocument(data)
        for _ in range(copies):
            if len(whole) % 2:
                whole.new_page(*_A4_PT)
            whole.import_pages(paper)
        paper.close()
    stream = io.BytesIO()
    pages = len(whole)
    whole.save(stream)
    whole.close()
    return stream.getvalue(), pages
