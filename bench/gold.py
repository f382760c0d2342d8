"""The records of the real notices beside hand-made ones: fields, then every duty, stage, target and rule.

Usage: shoufa notice ../shared/seeds/*.txt --json-dir OUT; python -m bench.gold OUT [GOLD] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.gold_items import Line, gold_to_lines

MARKS = re.compile(r'[\s《》〈〉<>]')
"""Spaces and title marks: the wild writes them in every way, so titles are compared without."""


def bare(text: str | None) -> str:
    """A text without spaces and title marks; '' for none."""
    return MARKS.sub('', text or '')


def reached(contacts: Iterable[Mapping[str, Any]]) -> list[str]:
    """Every telephone and e-mail of some contacts."""
    told = (one.get(key) for one in contacts for key in ('phone', 'email'))
    return sorted({text for text in told if text})


def gold_to_fields(gold: Mapping[str, Any]) -> dict[str, Any]:
    """A hand-made record as the fields of a Notice; a null stays None."""
    return {
        'issuing_authorities': [organ['name'] for organ in gold['issuing_authorities']],
        'doc_number': (gold['doc_number'] or {}).get('raw'),
        'title': bare(gold['title']['normalized']),
        'doc_type': gold['doc_type'],
        'primary_recipients': gold['primary_recipients']['items'],
        'date_of_document': (gold['date_of_document'] or {}).get('value'),
        'printed_date': (gold.get('print_date') or {}).get('value'),
        'contacts': reached(gold['contacts']),
        'attachments': [attachment['title'] for attachment in gold['attachments']],
        'cited_documents': sorted((bare(one['title']), one['number']) for one in gold['cited_documents']),
    }


def notice_to_fields(notice: Mapping[str, Any]) -> dict[str, Any]:
    """A Notice as `shoufa notice --json` prints it, in the same form."""
    return {
        'issuing_authorities': notice['issuing_authorities'],
        'doc_number': notice['doc_number'],
        'title': bare(notice['title']),
        'doc_type': notice['doc_type'],
        'primary_recipients': (notice['primary_recipients'] or {}).get('list'),
        'date_of_document': notice['date_of_document'],
        'printed_date': notice['printed_date'],
        'contacts': reached(notice['contacts']),
        'attachments': notice['attachments'],
        'cited_documents': sorted((bare(one['title']), one['number']) for one in notice['cited_documents']),
    }


def main() -> None:
    """Print a line for each field and item of each record; exit 1 when one differs or is missed."""
    shared = Path(os.environ.get('SHOUFA_SHARED', '../shared'))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('predicted', type=Path)
    parser.add_argument('gold', type=Path, nargs='?', default=shared / 'seeds' / 'gold')
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    wrong = 0
    found: dict[str, list[Line]] = {}
    for path in sorted(asked.gold.glob('*.yaml')):
        gold = yaml.safe_load(path.read_text('utf-8'))
        notice = json.loads((asked.predicted / f'{path.stem}.json').read_text('utf-8'))
        print(path.stem)
        wrong += _print_fields(gold, notice)
        found[path.stem] = list(gold_to_lines(gold, notice))
        for line in found[path.stem]:
            print(line_to_text(line))
    totals = lines_to_totals(line for lines in found.values() for line in lines)
    for kind, counts in totals.items():
        print(
            f'{kind:24}' + '  '.join(f'{status} {counts[status]}' for status in ('found', 'part', 'missed'))
        )
    print('all fields equal' if not wrong else f'{wrong} fields differ')
    if asked.json:
        print(json.dumps({'fields_wrong': wrong, 'totals': totals}, ensure_ascii=False))
    sys.exit(bool(wrong or totals['all']['missed']))


def _print_fields(gold: Mapping[str, Any], notice: Mapping[str, Any]) -> int:
    """The field table of one record; how many fields differ."""
    wrong = 0
    ours = notice_to_fields(notice)
    for field, value in gold_to_fields(gold).items():
        equal = ours[field] == value
        wrong += not equal
        print(f'  {"=" if equal else "≠"} {field}: {value if equal else f"{ours[field]} (gold {value})"}')
    return wrong


def line_to_text(line: Line) -> str:
    """One item on one line: its sign, the record's words, ours, and what differs."""
    sign = {'found': '=', 'part': '≈', 'missed': '✗'}[line.status]
    note = f'  [{line.note}]' if line.note else ''
    return f'  {sign} {line.kind} {line.name}: {line.gold}  ‖  {line.ours or "—"}{note}'.replace(' :', ':')


def lines_to_totals(lines: Iterable[Line]) -> dict[str, dict[str, int]]:
    """How many items of each kind were found, found in part or missed; 'all' counts every kind."""
    counts: dict[str, Counter[str]] = {'all': Counter()}
    for line in lines:
        for kind in (line.kind, 'all'):
            counts.setdefault(kind, Counter())[line.status] += 1
    return {
        kind: {status: counted[status] for status in ('found', 'part', 'missed')}
        for kind, counted in counts.items()
    }


if __name__ == '__main__':
    main()
