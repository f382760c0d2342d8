"""What a PDF carries that could act: scripts, attached files, actions that start when it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

from model.place import Problem, Severity

_ACTS = re.compile(rb'/S\s*/(?:JavaScript|Launch|ImportData|SubmitForm)\b')
"""Actions that run something or send data (PDF 32000-1, table 198)."""


def active_problems(found: Iterable[str], path: Path) -> Iterator[Problem]:
    """What the file as a whole carries that could act; found as pdfium tells, the rest from its bytes.

    What stands in compressed objects is not seen there; nothing of it is ever run.
    """
    carried = list(found)
    with path.open('rb') as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if not carried and _ACTS.search(data):
            carried.append("打开时会运行的动作")
    for what in carried:
        message = f"文件里有{what}，没有运行也没有打开；来源不明的请先核实"
        yield Problem('active_content', Severity.REVIEW, message)
