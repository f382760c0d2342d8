"""How long a notice takes, and how well the labelled ones are understood.

`python -m bench.notices [--json]`: CPU ms for each real notice after warm-up, and, where the
labelled notices are there (SHOUFA_SHARED, default ../shared), F1 by field from their own scorer.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from extractors.notice import notice_of
from extractors.readers.registry import read_document
from model.document import Document
from model.serialise import to_plain

ROUNDS = 20


def main() -> None:
    """Print the table and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    shared = Path(os.environ.get('SHOUFA_SHARED', Path(__file__).parent.parent.parent / 'shared'))
    result: dict[str, Any] = {'cpu_ms': cpu_times(shared), 'f1': scores(shared)}
    for name, milliseconds in result['cpu_ms'].items():
        print(f'{name:40}{milliseconds:8.2f} ms')
    for field, score in result['f1'].items():
        print(f'{field:40}{score:8.3f}')
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))


def cpu_times(shared: Path) -> dict[str, float]:
    """CPU ms for each seed, the mean of some rounds after one to warm up; {} where there are none."""
    documents = [read_document(path) for path in sorted((shared / 'seeds').glob('*.txt'))]
    if not documents:
        print(f'no notices at {shared}/seeds: skipped')
    for document in documents:
        notice_of(document)
    return {Path(document.file).stem: _cpu_ms(document) for document in documents}


def scores(shared: Path) -> dict[str, float]:
    """F1 by field on the labelled notices, `macro` their mean; {} where there are none."""
    labels = shared / 'corpus' / 'notices'
    if not (labels / 'score.py').is_file():
        print(f'no labelled notices at {labels}: skipped')
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(labels.glob('*/text.txt')):
            plain = to_plain(notice_of(read_document(path)))
            text = json.dumps(plain, ensure_ascii=False)
            Path(folder, f'{path.parent.name}.json').write_text(text, 'utf-8')
        report = Path(folder, 'report')
        command = [sys.executable, str(labels / 'score.py'), str(labels), folder, '--json', str(report)]
        subprocess.run(command, check=True, capture_output=True)
        found: dict[str, Any] = json.loads(report.read_text('utf-8'))
    by_field = {
        field: round(value['f1'], 4)
        for field, value in found.items()
        if isinstance(value, dict) and 'f1' in value
    }
    return {**by_field, 'macro': round(found['macro'], 4)}


def _cpu_ms(document: Document) -> float:
    start = time.process_time()
    for _ in range(ROUNDS):
        notice_of(document)
    return round((time.process_time() - start) * 1000 / ROUNDS, 2)


if __name__ == '__main__':
    main()
