"""What a notice costs: CPU ms for an official page, and memory over ten thousand notices.

`python -m bench.notice_load [--size 10000] [--json]`: over the texts of bench.mutations, in memory.
A page is that of GB/T 9704: 22 lines of 28 letters, 616 letters, blanks not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from pathlib import Path

from bench.mutations import shared_texts, text_to_document
from extractors.notice import notice_of
from model.document import Document

PAGE_LETTERS = 28 * 22
ROUNDS = 10
_BLANKS = re.compile(r'\s+')


def main() -> None:
    """Print the figures and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--size', type=int, default=10_000)
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    texts = shared_texts()
    if not texts:
        print('no notices at SHOUFA_SHARED: skipped')
        return
    documents = [text_to_document(text) for text in texts.values()]
    pages = sum(len(_BLANKS.sub('', text)) for text in texts.values()) / PAGE_LETTERS
    result: dict[str, float | dict[int, float | None]] = {
        'texts': len(texts),
        'pages': round(pages, 1),
        'cpu_ms_per_page': round(cpu_ms(documents) / pages, 3),
        'rss_mib': memory(documents, asked.size),
    }
    for name, figure in result.items():
        print(f'{name:20}{figure}')
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))


def cpu_ms(documents: list[Document]) -> float:
    """CPU ms to understand all documents once, the mean of some rounds after one to warm up."""
    for document in documents:
        notice_of(document)
    start = time.process_time()
    for _ in range(ROUNDS):
        for document in documents:
            notice_of(document)
    return (time.process_time() - start) * 1000 / ROUNDS


def memory(documents: list[Document], size: int) -> dict[int, float | None]:
    """MiB held after a tenth of `size` notices and after all of them; None where the system does not tell."""
    held: dict[int, float | None] = {}
    for number in range(1, size + 1):
        notice_of(documents[number % len(documents)])
        if number in (size // 10, size):
            held[number] = resident_mib()
    return held


def resident_mib() -> float | None:
    """Memory of this process as Linux counts it now, not its peak."""
    counted = Path('/proc/self/statm')
    if not counted.is_file():
        return None
    pages = int(counted.read_text('ascii').split()[1])
    return round(pages * os.sysconf('SC_PAGE_SIZE') / 2**20, 1)


if __name__ == '__main__':
    main()
