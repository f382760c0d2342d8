"""From a file in 收文/ to the register and the ledger, and what of it costs what.

`python -m bench.endtoend [--size N] [--ledger N] [--workers N ...] [--json]`: real digital files
(SHOUFA_SHARED, default ../shared) and generated returns and notices, into an office with --ledger
organisations and a fifth as many entries in its register: by `shoufa take-in`, then by as many
`shoufa worker` as --workers says, from the start of the processes until 收文/ is empty. CPU is that of all
processes and their children; the stages are one process's, document by document.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.desk_office import make_large_office
from bench.endtoend_papers import make_files
from bench.endtoend_stages import children_cpu_s, stages
from bench.ledger_load import lines
from office.config import open_workplace
from store import register
from store.engine import reading

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get('SHOUFA_SHARED', ROOT.parent / 'shared'))
COUNTIES = 100
QUESTIONS = 500
LOOKS_AFTER_S = 0.1
LONGEST_S = 1800.0

Result = dict[str, Any]


def main() -> None:
    """Print the figures and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--size', type=int, default=1000)
    parser.add_argument('--ledger', type=int, default=100_000)
    parser.add_argument('--workers', type=int, nargs='*', default=[1, 2])
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), asked.size, asked.ledger, asked.workers, asked.seed)
    show(result)
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))


def measure(root: Path, size: int, ledger: int, workers: Sequence[int], seed: int) -> Result:
    """Every way to take the same files in, each into an office of its own."""
    office, files = root / 'office', root / 'files'
    make_large_office(office, ledger, ledger // 5, min(QUESTIONS, ledger // 10), people=1)
    real = make_files(files, size, list(lines(ledger, COUNTIES)), SHARED, seed)
    runs = {'take-in': run(root, office, files, ['take-in'], 1)}
    for count in workers:
        runs[f'{count}'] = run(root, office, files, ['worker', '--until-idle'], count)
    best = max(runs.values(), key=lambda one: float(one['documents_per_s']))
    return {
        'files': size,
        'real_files': real,
        'ledger': ledger,
        'documents_per_s': best['documents_per_s'],
        'workers': runs,
        'stages': stages(fresh_office(root, office), files),
    }


def fresh_office(root: Path, office: Path) -> Path:
    """A copy of the office as it was before anything came."""
    copy = root / 'copy'
    shutil.rmtree(copy, ignore_errors=True)
    return Path(shutil.copytree(office, copy))


def run(root: Path, office: Path, files: Path, command: list[str], processes: int) -> Result:
    """The files through so many processes of a command: seconds until 收文/ is empty, what came of them."""
    place = fresh_office(root, office)
    inbox = place / '收文'
    shutil.copytree(files, inbox, dirs_exist_ok=True)
    size, before = waiting(inbox), numbers(place)
    cpu, began = children_cpu_s(), time.perf_counter()
    program = [sys.executable, '-m', 'cli', '--office', str(place), *command]
    started = [
        subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(processes)
    ]
    try:
        wall = until_empty(inbox, started, began)
    finally:
        for one in started:
            one.send_signal(signal.SIGTERM)
            one.wait(60)
    spent = children_cpu_s() - cpu
    return {
        'documents_per_s': round(size / wall, 1),
        'wall_s': round(wall, 2),
        'cpu_s': round(spent, 2),
        'documents_per_cpu_s': round(size / spent, 1),
        'registered': numbers(place) - before,
        'unreadable': sum(path.is_file() for path in (place / '无法读取').rglob('*')) // 2,
    }


def until_empty(inbox: Path, started: Sequence[subprocess.Popen[bytes]], began: float) -> float:
    """Seconds until no file is left in the inbox.

    Raises:
        RuntimeError: the processes ended, or half an hour passed, before that.
    """
    while left := waiting(inbox):
        if all(one.poll() is not None for one in started) or time.perf_counter() - began > LONGEST_S:
            raise RuntimeError(f'{left} files left in {inbox}')
        time.sleep(LOOKS_AFTER_S)
    return time.perf_counter() - began


def waiting(inbox: Path) -> int:
    """How many files lie in a folder, hidden ones aside."""
    return sum(not path.name.startswith('.') for path in inbox.iterdir())


def numbers(root: Path) -> int:
    """How many entries the register has."""
    with open_workplace(root) as place, reading(place.engine) as connection:
        return len(register.list_entries(connection))


def show(result: Result) -> None:
    """A line for each way, then CPU milliseconds a document and share of each stage."""
    print(f'{result["files"]} files ({result["real_files"]} real), ledger of {result["ledger"]}')
    print(f'{"":16}{"files/s":>9}{"wall s":>9}{"CPU s":>9}{"files/CPU s":>13}{"registered":>12}')
    for name, one in result['workers'].items():
        told = name if name == 'take-in' else f'{name} worker(s)'
        figures = (one['documents_per_s'], one['wall_s'], one['cpu_s'], one['documents_per_cpu_s'])
        print(
            f'{told:16}{figures[0]:>9}{figures[1]:>9}{figures[2]:>9}{figures[3]:>13}{one["registered"]:>12}'
        )
    for name, stage in result['stages'].items():
        print(f'{name:16}{stage["cpu_ms"]:>9} ms a document{stage["share"]:>8.0%}')


if __name__ == '__main__':
    main()
