"""The records of the real notices beside hand-made ones, field by field.

Usage: shoufa notice ../shared/seeds/*.txt --json-dir OUT; python -m bench.gold OUT [../shared/seeds/gold]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

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
    """Print a line for each field of each record; exit 1 when one differs."""
    shared = Path(os.environ.get('SHOUFA_SHARED', '../shared'))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('predicted', type=Path)
    parser.add_argument('gold', type=Path, nargs='?', default=shared / 'seeds' / 'gold')
    asked = parser.parse_args()
    wrong = 0
    for path in sorted(asked.gold.glob('*.yaml')):
        gold = gold_to_fields(yaml.safe_load(path.read_text('utf-8')))
        ours = notice_to_fields(json.loads((asked.predicted / f'{path.stem}.json').read_text('utf-8')))
        print(path.stem)
        for field, value in gold.items():
            equal = ours[field] == value
            wrong += not equal
            print(f'  {"=" if equal else "≠"} {field}: {value if equal else f"{ours[field]} (gold {value})"}')
    print('all equal' if not wrong else f'{wrong} differ')
    sys.exit(bool(wrong))


if __name__ == '__main__':
    main()
