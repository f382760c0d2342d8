"""Every bench, one after the other, ours beside its peers: `python -m bench [NAME ...] [--tiny] [--json]`.

Each runs as a process of its own and prints its own tables; a bench whose files, recogniser or peers are
missing says so and is left out. Last come the machine, what it took, and the figures to look at first. --tiny
only shows that each of them runs; what it prints says nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent


class Part(NamedTuple):
    """A bench: what it is about, its tiny size, and the figures to look at first, by their keys with dots.

    told_without: it prints one object as it is, without being asked for it.
    """

    about: str
    tiny: str
    first: tuple[str, ...] = ()
    told_without: bool = False


PARTS = {
    'readers': Part(
        'reading', '--size 1', ('docx.ours', 'doc.ours', 'pdf.ours', 'xlsx.ours', 'docvortex', 'ofd')
    ),
    'scans': Part('OCR', '--size 1', ('notice 200.ours', 'notice 200.bare', 'child_peak_mb')),
    'scanned_forms': Part('OCR', '--size 1', ('accuracy', 'wrong_passed_into_ledger', 'cpu_s_per_page')),
    'notices': Part('notices', '', ('f1.macro', 'f1.obligations', 'f1.targets')),
    'mutations': Part('notices', '--size 10', ('in all.agreement',)),
    'notice_load': Part('notices', '--size 2', ('cpu_ms_per_page', 'rss_mib')),
    'returns': Part('forms', '--size 8', ('accuracy', 'wrong_unreviewed', 'files_per_cpu_s')),
    'return_load': Part(
        'forms', '--size 5 --rows 50', ('returns.files_per_s', 'workbook.rows', 'workbook.cpu_s_reading')
    ),
    'blanks': Part('forms', '', ('f1_ours', 'f1_blank', 'f1_beside')),
    'ledger': Part(
        'matching',
        '--size 200 --questions 50 --no-peers',
        ('recall_at_1', 'auto_share', 'auto_precision', 'records_per_cpu_s', 'peers'),
    ),
    'outgoing': Part(
        'letters', '--size 20', ('cpu_ms_per_letter', 'ratio_to_docxtpl', 'batch_ms_per_letter')
    ),
    'ledger_load': Part('ledger', '--size 300 --counties 20', ('file', 'bulk', 'change', 'read')),
    'ledgers': Part('ledger', '--kind csv_flat', ()),
    'endtoend': Part(
        'end to end', '--size 8 --ledger 200 --workers', ('documents_per_s', 'workers', 'stages')
    ),
    'desk': Part(
        'desk',
        '--organisations 300 --papers 50 --people 2 --values 4',
        ('confirm p50', 'confirm p95', 'confirm_alone_p95_ms', 'ours/bare'),
        told_without=True,
    ),
    'startup': Part('program', '--size 1', ('help_cpu_s', 'ratio_to_click')),
    'growth': Part('growth', '--sizes 200 400 --questions 20', ('sizes',)),
}
"""In the order in which a paper meets them."""


def main() -> int:
    """Exit 1 where a bench failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('names', nargs='*', metavar='NAME', help=f'of {", ".join(PARTS)}; all without')
    parser.add_argument('--tiny', action='store_true')
    parser.add_argument('--json', action='store_true', help='one object of all figures as the last line')
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(PARTS):
        parser.error(f'no bench {", ".join(sorted(unknown))}')
    told: dict[str, Any] = {'machine': machine()}
    failed = []
    for name in asked.names or PARTS:
        began = time.perf_counter()
        print(f'\n=== {PARTS[name].about}: bench.{name}', flush=True)
        figures, code = run(name, tiny=asked.tiny)
        told[name] = figures
        failed += [name] if code else []
        print(f'=== {time.perf_counter() - began:.0f} s', flush=True)
    show(told, failed)
    if asked.json:
        print(json.dumps(told, ensure_ascii=False))
    return 1 if failed else 0


def run(name: str, *, tiny: bool) -> tuple[Any, int]:
    """A bench's figures, None where it left itself out or failed, and its exit code; prints its tables."""
    part = PARTS[name]
    options = [*(part.tiny.split() if tiny else ()), *(() if part.told_without else ('--json',))]
    done = subprocess.run(
        [sys.executable, '-m', f'bench.{name}', *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding='utf-8',
        check=False,
    )
    tables, figures = parted(done.stdout)
    print(tables)
    return figures, done.returncode


def parted(output: str) -> tuple[str, Any]:
    """What a bench printed before its object, and the object; None for one that printed none."""
    lines = output.rstrip().splitlines()
    for start in (len(lines) - 1, next((at for at, line in enumerate(lines) if line == '{'), len(lines))):
        try:
            return '\n'.join(lines[:start]), json.loads('\n'.join(lines[start:]))
        except ValueError:
            continue
    return output.rstrip(), None


def machine() -> dict[str, str]:
    """What the figures were measured with."""
    found = {'system': platform.platform(), 'cores': str(os.cpu_count()), 'python': platform.python_version()}
    processor = Path('/proc/cpuinfo')
    if processor.is_file():
        lines = processor.read_text('utf-8', 'replace').splitlines()
        found['processor'] = next(
            (line.split(':', 1)[1].strip() for line in lines if 'model name' in line), ''
        )
    for package in ('shoufa', 'sqlalchemy', 'dbos', 'lxml', 'pypdfium2', 'rapidfuzz', 'onnxruntime'):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def show(told: dict[str, Any], failed: list[str]) -> None:
    """The machine and each bench's first figures, a line each."""
    print('\n=== figures to look at first')
    for key, value in told['machine'].items():
        print(f'{key:16}{value}')
    for name in (one for one in told if one != 'machine'):
        if told[name] is None:
            print(f'{name:16}{"failed" if name in failed else "left out"}')
            continue
        for key in PARTS[name].first:
            print(f'{name:16}{key:28}{json.dumps(found_at(told[name], key), ensure_ascii=False)[:300]}')


def found_at(figures: Any, key: str) -> Any:
    """The value under a key with dots, None where there is none."""
    for step in key.split('.'):
        figures = figures.get(step) if isinstance(figures, dict) else None
    return figures


if __name__ == '__main__':
    sys.exit(main())
