"""How cost grows with the ledger: `python -m bench.growth [--sizes N ...] [--questions N] [--json]`.

For each size, from a thousand organisations to a million: the index of names built and asked (bench.ledger,
its hard mix without peers), the ledger brought in, read and counted (bench.ledger_load), each in a process
of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SIZES = (1_000, 10_000, 100_000, 1_000_000)
COLUMNS = {
    'index build CPU s': ('ledger', 'build_cpu_s'),
    'index MB': ('ledger', 'index_mb'),
    'asked per CPU s': ('ledger', 'records_per_cpu_s'),
    'recall at 1': ('ledger', 'recall_at_1'),
    'file rows per CPU s': ('ledger_load', 'file', 'rows_per_cpu_s'),
    'peak MB': ('ledger_load', 'memory', 'rss_mb'),
    'database MB': ('ledger_load', 'bulk', 'database_mb'),
    'point read ms': ('ledger_load', 'read', 'point_read_ms'),
    'coverage ms': ('ledger_load', 'read', 'coverage_ms'),
    'of yesterday ms': ('ledger_load', 'read', 'coverage_as_of_ms'),
}


def main() -> None:
    """A column a size; with --json one object as the last line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('--sizes', type=int, nargs='+', default=list(SIZES))
    parser.add_argument('--questions', type=int, default=1_400)
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    told = {str(size): measure(size, asked.questions) for size in asked.sizes}
    print(f'{"":22}' + ''.join(f'{size:>14}' for size in told))
    for name in COLUMNS:
        print(f'{name:22}' + ''.join(f'{one[name]!s:>14}' for one in told.values()))
    if asked.json:
        print(json.dumps({'sizes': told}))


def measure(size: int, questions: int) -> dict[str, Any]:
    """The figures of one size by the names of COLUMNS; None for one that is not told."""
    found = {
        'ledger': figures('ledger', size, '--questions', str(questions), '--no-peers'),
        'ledger_load': figures('ledger_load', size),
    }
    return {name: at(found, path) for name, path in COLUMNS.items()}


def figures(name: str, size: int, *more: str) -> Any:
    """What a bench says of a size."""
    command = [sys.executable, '-m', f'bench.{name}', '--size', str(size), *more, '--json']
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding='utf-8', check=True)
    return json.loads(done.stdout.splitlines()[-1])


def at(found: Any, path: tuple[str, ...]) -> Any:
    """The value at the end of these keys, None where there is none."""
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


if __name__ == '__main__':
    main()
