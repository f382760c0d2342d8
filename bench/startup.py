"""How long `shoufa --help` takes beside a bare `import click`: whole processes, CPU seconds, one run.

Usage: python -m bench.startup [--size N] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def cpu_seconds(arguments: list[str]) -> float:
    """User and system seconds of one process from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure both in turn, so that a busy machine slows both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--size', type=int, default=15)
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    ours = [sys.executable, 'cli.py', '--help']
    theirs = [sys.executable, '-c', 'import click']
    pairs = [(cpu_seconds(ours), cpu_seconds(theirs)) for _ in range(asked.size)]
    help_s, click_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(our / their for our, their in pairs)
    print(f'shoufa --help {help_s * 1000:.0f} ms, import click {click_s * 1000:.0f} ms, ratio {ratio:.2f}')
    if asked.json:
        print(json.dumps({'help_cpu_s': help_s, 'click_cpu_s': click_s, 'ratio_to_click': ratio}))


if __name__ == '__main__':
    main()
