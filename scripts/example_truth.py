"""truth.json: what is in the example, counted from the same values that wrote it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from scripts import example_campaign
from scripts.example_inbox import Example
from scripts.example_sheets import COUNT_FIELDS
from scripts.example_world import (
    COUNTIES,
    LEDGER_FACTS,
    REPORTING,
    SCANNED,
    SILENT,
    SUPERVISORS,
    TODAY,
    Org,
    of_county,
)

Assigned = Sequence[tuple[str, str, str, Sequence[str]]]


def _ledger(world: Sequence[Org]) -> dict[str, Any]:
    held = Counter(org.ledger.get('established') for org in world)
    sums = [field for field in LEDGER_FACTS if field in COUNT_FIELDS]
    return {
        'organisations': len(world),
        'by_type': Counter(org.type for org in world),
        'supervised': sum(org.supervisor is not None for org in world),
        'direct': sum(org.supervisor is None for org in world),
        'supervisors': len(SUPERVISORS),
        'established': held[True],
        'not_established': held[False],
        'established_unknown': held[None],
        'total_row': {field: sum(org.ledger.get(field, 0) for org in world) for field in sums},
    }


def _methods(facts: Mapping[str, Any]) -> dict[str, bool]:
    """The ladder read by hand: each method that applies, and whether beyond doubt."""
    full_time, part_time = facts['full_members_full_time'], facts['full_members_part_time']
    found = {}
    if full_time >= 3:
        return {'单独组建': True}
    if facts['members_total']:
        found['联合组建'] = full_time > 0
    if full_time + part_time >= 3:
        found['挂靠组建'] = True
    if facts['large_scale'] and (full_time + part_time == 2 or full_time == 2):
        found['派员组建'] = full_time + part_time == 2
    return found or {'壮大力量': True}


def _plan(world: Sequence[Org]) -> dict[str, Any]:
    """The plan that follows from the ledger before anything came in."""
    states, only = Counter[str](), Counter[str]()
    for org in world:
        if not org.ledger:
            states['unknown'] += 1
        elif org.ledger['established']:
            states['established'] += 1
        else:
            found = _methods(org.ledger)
            sure = any(found.values())
            states['one_method' if sure and len(found) == 1 else 'candidates' if sure else 'doubtful'] += 1
            only.update(found if sure and len(found) == 1 else ())
    return {'states': states, 'one_method': only}


def _reported(files: Iterable[Example], county: str) -> list[dict[str, Any]]:
    """The lines that came from a county: forms of one organisation and rows of its workbooks."""
    lines = []
    for file in files:
        if file.truth['kind'] == 'return' and file.truth['county'] == county:
            lines += file.truth.get('rows', [file.truth])
    return lines


def _county(world: Sequence[Org], files: Sequence[Example], county: str) -> dict[str, Any]:
    lines, orgs = _reported(files, county), of_county(world, county)
    named = {line['organisation'] for line in lines if line['organisation'] and line['name']}
    new = [org for org in orgs if org.facts['established'] and org.ledger.get('established') is False]
    forms = sum('form' in line for line in lines)
    return {
        'status': 'missing' if county in SILENT else 'received_unread' if county == SCANNED else 'reported',
        'organisations': len(orgs),
        'direct': sum(org.supervisor is None for org in orgs),
        'ledger_established': sum(org.ledger.get('established') is True for org in orgs),
        'ledger_unknown': sum('established' not in org.ledger for org in orgs),
        'forms': forms,
        'rows': len(lines) - forms,
        'reported_organisations': len(named),
        'reported_established': sum(org.name in named and org.facts['established'] for org in orgs),
        'newly_established': [org.name for org in new],
        'truly_established': sum(org.facts['established'] for org in orgs),
    }


def _planted(files: Iterable[Example]) -> Iterator[dict[str, Any]]:
    """Every fault with its place."""
    for file in files:
        truth = file.truth
        place = {'file': file.path, 'row': None, 'organisation': None, 'written': None}
        if truth['kind'] == 'copy':
            yield {'fault': 'copy', **place, 'written': truth['of']}
        if truth.get('total_wrong'):
            yield {'fault': 'total_wrong', **place}
        for line in truth.get('rows', [truth] if 'fault' in truth else []):
            if line['fault']:
                whose = {'organisation': line['organisation'], 'written': line['name']}
                yield {'fault': line['fault'], **place, 'row': line.get('row'), **whose}


def _returns(files: Sequence[Example]) -> dict[str, int]:
    returns = [file for file in files if file.truth['kind'] in {'return', 'copy'}]
    sheets = [file.truth for file in returns if 'rows' in file.truth]
    return {
        'files': len(returns),
        'docx': sum(file.path.endswith('.docx') for file in returns),
        'xlsx': len(sheets),
        'rows': sum(len(sheet['rows']) for sheet in sheets),
        'totals_dropped': sum(sheet['totals'] for sheet in sheets),
        'hidden_rows': sum(sheet['hidden_rows'] for sheet in sheets),
    }


def make_truth(world: Sequence[Org], files: Sequence[Example], instructors: Assigned) -> dict[str, Any]:
    """Everything a test may want to count."""
    planted = list(_planted(files))
    return {
        'today': TODAY.isoformat(),
        'ledger': _ledger(world),
        'instructors': {
            'persons': len(instructors),
            'letters': sum(len(organisations) for *_, organisations in instructors),
            'assigned': {name: list(organisations) for name, _, _, organisations in instructors},
        },
        'campaign': {
            'pack': '百日组建',
            'notice': example_campaign.NUMBER,
            'rounds': list(example_campaign.ROUNDS),
            'stages': [list(stage) for stage in example_campaign.STAGES],
            'ladder': example_campaign.LADDER,
            'plan_at_start': _plan(world),
        },
        'inbox': {
            'files': len(files),
            'distinct': len({file.content for file in files}),
            'by_kind': Counter(file.truth['kind'] for file in files),
            'by_suffix': Counter(PurePosixPath(file.path).suffix for file in files),
        },
        'returns': _returns(files),
        'status': {'reported': list(REPORTING), 'missing': list(SILENT), 'received_unread': [SCANNED]},
        'counties': {county: _county(world, files, county) for county in COUNTIES},
        'planted': Counter(fault['fault'] for fault in planted),
        'planted_at': planted,
        'files': {file.path: file.truth for file in files},
    }


def truth_to_json(value: Any, depth: int = 0) -> str:
    """Readable JSON in which one organisation is one line, so that a change shows as what it is."""
    flat = json.dumps(value, ensure_ascii=False)
    if depth > 4 or not isinstance(value, dict | list) or len(flat) + 2 * depth < 110:
        return flat
    pad = '\n' + '  ' * (depth + 1)
    items = [
        truth_to_json(item, depth + 1) for item in (value.values() if isinstance(value, dict) else value)
    ]
    if isinstance(value, dict):
        keys = [json.dumps(key, ensure_ascii=False) for key in value]
        items = [f'{key}: {item}' for key, item in zip(keys, items, strict=True)]
    left, right = '{}' if isinstance(value, dict) else '[]'
    return f'{left}{pad}{f",{pad}".join(items)}{pad[:-2]}{right}'
