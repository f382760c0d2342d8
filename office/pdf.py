"""Drafts as PDF beside them, through LibreOffice: what the paper looks like, for who has no Word or WPS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractors.readers import soffice
from model.errors import CannotStart
from office.batches import put_files

_AT_ONCE = 200


def drafts_to_pdf(files: Sequence[Path]) -> tuple[Path, ...]:
    """Each .docx as a .pdf of the same name beside it, hundreds in one call of LibreOffice.

    A PDF of ours that is there is made anew: it follows its .docx, and nobody edits it.

    Raises:
        CannotStart: LibreOffice is not installed; the drafts themselves are written.
        ReaderFailed: it could not turn one of them into a PDF.
    """
    if soffice.suite() is None:
        raise CannotStart(
            "没有找到 LibreOffice，转不成 PDF；Word 文件已经写好，可用 Word、WPS 打开后另存为 PDF，"
            "或请管理员在这台机器上装好 LibreOffice。"
        )
    made = [path.with_suffix('.pdf') for path in files]
    for start in range(0, len(files), _AT_ONCE):
        lot = slice(start, start + _AT_ONCE)
        with soffice.converted_all(files[lot], 'pdf') as pages:
            put_files({path: page.read_bytes() for path, page in zip(made[lot], pages, strict=True)})
    return tuple(made)
