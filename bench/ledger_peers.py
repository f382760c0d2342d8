"""splink and rapidfuzz on the same names, folded by us, in the peers' own environment."""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.held_names import Held, places, region_of
from bench.held_noise import Question
from bench.ledger_score import Answer, quality
from ledger.names import name_key, name_to_parts
from text.regions import Regions

_ROOT = Path(__file__).parent.parent
_PYTHON = _ROOT / '.venv-peers' / 'bin' / 'python'
_PAIRS = 50_000_000
_WAIT_S = 3600


def _write(path: Path, rows: Iterable[tuple[int, str, str | None]], regions: Regions) -> None:
    """Names as we fold them, what follows their region, and the six digits of the county that is known."""
    digits = {region_of(place): place.code for place in places()}
    with path.open('w', encoding='utf-8', newline='') as file:
        out = csv.writer(file)
        out.writerow(('id', 'name', 'core', 'county'))
        for number, name, region in rows:
            parts = name_to_parts(name_key(name), regions)
            out.writerow((number, parts.key, parts.rest, digits.get(region or '', '')))


def _run(peer: str, folder: Path) -> dict[str, Any] | None:
    command = [str(_PYTHON), str(_ROOT / 'bench' / 'peer_splink.py'), peer, str(folder)]
    done = subprocess.run(command, capture_output=True, encoding='utf-8', check=False, timeout=_WAIT_S)
    if done.returncode:
        print(f'{peer}: skipped ({done.stderr.strip().splitlines()[-1:]})')
        return None
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _figures(questions: Sequence[Question], told: dict[str, Any]) -> dict[str, Any]:
    """The peer's recall; the share it could decide at .999 is found afterwards, in its favour."""
    answers = []
    for place, question in enumerate(questions):
        best = told['answers'].get(str(place), [])
        said = best[0][1] if best else -1e9
        answers.append(Answer(question, tuple(number for number, _ in best), False, said))
    figures = quality(answers)
    return {
        'questions': len(answers),
        'recall_at_1': figures['recall_at_1'],
        'recall_at_5': figures['recall_at_5'],
        'best_auto_share_at_999': figures['best_auto_share_at_999'],
        'records_per_cpu_s': round(len(answers) / told['cpu_s'], 1),
        'with_training_per_cpu_s': round(len(answers) / (told['cpu_s'] + told['training_cpu_s']), 1),
        'rss_mb': round(told['rss_mb']),
    }


def compare(ledger: Sequence[Held], questions: Sequence[Question], regions: Regions) -> dict[str, Any]:
    """Each peer's figures on these questions; brute force on as many as keep it in minutes.

    A peer that is not there is skipped with a line.
    """
    if not _PYTHON.is_file():
        print(f'peers: skipped, no {_PYTHON} (make peers)')
        return {}
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = ((one.organisation.id, one.organisation.name, one.organisation.region) for one in ledger)
        _write(folder / 'ledger.csv', held, regions)
        for peer in ('splink', 'rapidfuzz'):
            # Every n-th question, so that no noise is left out: eleven ways and three strangers go in turn.
            step = 1 if peer == 'splink' else max(1, len(questions) * len(ledger) // _PAIRS) // 14 * 14 + 1
            sample = questions[::step]
            rows = ((place, one.name, one.region) for place, one in enumerate(sample))
            _write(folder / 'asked.csv', rows, regions)
            told = _run(peer, folder)
            if told:
                found[peer] = _figures(sample, told)
                print(f'{peer:12}', found[peer])
    return found
