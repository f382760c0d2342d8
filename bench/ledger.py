"""How well and how fast names are matched: python -m bench.ledger [--size N] [--json].

Names only, no codes: 5,500 miswritten names of the ledger's organisations and 1,500 of others.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.names import Asked, make_divisions, make_organisations, make_queries
from ledger.match import NameIndex, build_index, match
from model.subject import Match, Organisation
from text.regions import names_to_regions

_BRUTE_QUERIES = 100


def _resident_mb() -> float:
    pages = int(Path('/proc/self/statm').read_text(encoding='ascii').split()[1])
    return pages * os.sysconf('SC_PAGESIZE') / 1e6


def _proposed(found: Match) -> tuple[int, ...]:
    if found.organisation is not None:
        return (found.organisation,)
    return tuple(candidate.organisation for candidate in found.candidates)


def _quality(asked: list[Asked], found: list[Match]) -> dict[str, Any]:
    members = [
        (query, _proposed(result)) for query, result in zip(asked, found, strict=True) if query.organisation
    ]
    auto = [
        (query, result) for query, result in zip(asked, found, strict=True) if result.decision == 'matched'
    ]
    right = sum(query.organisation == result.organisation for query, result in auto)
    strangers = [result for query, result in zip(asked, found, strict=True) if query.organisation is None]
    return {
        'recall_at_1': round(sum(query.organisation in ids[:1] for query, ids in members) / len(members), 4),
        'recall_at_5': round(sum(query.organisation in ids[:5] for query, ids in members) / len(members), 4),
        'auto_share': round(len(auto) / len(asked), 4),
        'auto_precision': round(right / len(auto), 4) if auto else None,
        'auto_decisions': len(auto),
        'strangers_none_share': round(sum(item.decision == 'none' for item in strangers) / len(strangers), 4),
    }


def _missed(asked: list[Asked], found: list[Match]) -> Counter[str]:
    pairs = zip(asked, found, strict=True)
    return Counter(
        query.kind
        for query, result in pairs
        if query.organisation and query.organisation not in _proposed(result)
    )


def measure(size: int, members: int = 5500, strangers: int = 1500) -> tuple[dict[str, Any], Counter[str]]:
    """The figures for a ledger of one size, and how many of each kind of noise were not found at all."""
    divisions = make_divisions(size)
    ledger = make_organisations(size, 1, divisions)
    asked = list(make_queries(ledger, divisions, members, strangers))
    regions = names_to_regions([*divisions[0], *divisions[1]])
    before, started = _resident_mb(), time.process_time()
    index = build_index(ledger, regions)
    build_cpu_s, index_mb = time.process_time() - started, _resident_mb() - before
    started = time.process_time()
    found = [match(query.name, None, query.region, index) for query in asked]
    spent = time.process_time() - started
    figures = {
        'size': size,
        **_quality(asked, found),
        'records_per_cpu_s': round(len(asked) / spent),
        'build_cpu_s': round(build_cpu_s, 2),
        'index_mb': round(index_mb, 1),
        'rapidfuzz_brute': _brute(ledger, asked[:_BRUTE_QUERIES], index),
    }
    return figures, _missed(asked, found)


def _brute(ledger: tuple[Organisation, ...], asked: list[Asked], index: NameIndex) -> dict[str, Any]:
    """The peer: every name compared with every other, on the same folded keys."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    from ledger.names import name_key

    keys = [entry.parts.key for entry in index.entries]
    started = time.process_time()
    right = 0
    for query in asked:
        _key, _score, place = process.extract(
            name_key(query.name), keys, scorer=Indel.normalized_similarity, limit=1
        )[0]
        right += ledger[place].id == query.organisation
    spent = time.process_time() - started
    return {'recall_at_1': round(right / len(asked), 4), 'records_per_cpu_s': round(len(asked) / spent)}


def main() -> None:
    """Prints the table; with --json its last line is one object."""
    parser = argparse.ArgumentParser(description="台账名称匹配的准确率与速度")
    parser.add_argument('--size', type=int, default=10_000)
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    figures, missed = measure(options.size)
    for key, value in figures.items():
        print(f'{key:24} {value}')
    print('not found, by noise      ', dict(missed.most_common()))
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))


if __name__ == '__main__':
    main()
