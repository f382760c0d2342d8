"""How well and how fast names are matched, beside splink and rapidfuzz: python -m bench.ledger [--size N].

Two mixes of held-out names that matching was not made with: 'hard' (the figures of the contract: names
only, 1,500 of 7,000 questions about strangers to the ledger) and 'life' (mostly clean, with codes).
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from bench import ledger_peers, ledger_reload
from bench.held_names import Held, country, held_organisations, places
from bench.held_noise import Question, hard_questions, life_questions
from bench.ledger_score import Answer, by_kind, calibration, match_to_answer, quality, wilson
from ledger.match import NameIndex, build_index, match
from ledger.names import name_key

_LEDGER, _STRANGERS, _HARD, _LIFE = 20270101, 20270202, 20270303, 20270404
_QUESTIONS = 7_000
_AT_ONCE = 1_400
_GIVEN_UP = 20
_PEERS_UP_TO = 200_000


class Bench(NamedTuple):
    """A ledger of one size and its index, with what building it took and how much memory at most."""

    ledger: tuple[Held, ...]
    names: NameIndex
    build_cpu_s: float
    build_rss_mb: float


def _most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def prepare(size: int) -> Bench:
    """The held-out ledger of one size, indexed."""
    ledger = tuple(islice(held_organisations(places(), _LEDGER), size))
    regions = country()
    before, began = _most_mb(), time.process_time()
    index = build_index((held.organisation for held in ledger), regions)
    return Bench(ledger, index, time.process_time() - began, _most_mb() - before)


def asked(bench: Bench, mix: str) -> Iterator[Question]:
    """The questions of a mix, without end, always the same."""
    strangers = held_organisations(places(), _STRANGERS)
    if mix == 'hard':
        return hard_questions(bench.ledger, strangers, _HARD)
    return life_questions(bench.ledger, strangers, _LIFE)


def answered(
    questions: Iterator[Question], index: NameIndex, count: int, decisions: int
) -> tuple[list[Answer], float]:
    """At least `count` answers, more until `decisions` were automatic; with the CPU seconds of matching."""
    answers: list[Answer] = []
    spent, automatic = 0.0, 0
    while len(answers) < count or (automatic < decisions and len(answers) < _GIVEN_UP * count):
        batch = list(islice(questions, min(_AT_ONCE, count)))
        began = time.process_time()
        found = [match(one.name, one.code, one.region, index) for one in batch]
        spent += time.process_time() - began
        answers += map(match_to_answer, batch, found)
        automatic += sum(one.decision == 'matched' for one in found)
    return answers, spent


def measure(size: int, count: int = _QUESTIONS, decisions: int = 0) -> tuple[dict[str, Any], Bench]:
    """The figures of both mixes for a ledger of one size, and that ledger.

    Of questions whose name, as miswritten, is another organisation's letter by letter it tells how many
    there are (spells_another) and how many were decided wrongly: for members of the ledger, whose own
    name may warn, and for strangers, whom no reader of names can tell apart. auto_without_those leaves
    out these strangers alone: precision and its interval.
    """
    bench = prepare(size)
    answers, spent = answered(asked(bench, 'hard'), bench.names, count, decisions)
    figures = {
        'size': size,
        **quality(answers),
        **_spelling_another(answers, bench),
        'records_per_cpu_s': round(len(answers) / spent),
        'build_cpu_s': round(bench.build_cpu_s, 2),
        'build_rss_mb': round(bench.build_rss_mb),
        **_reloaded(bench),
        **_tables(answers),
    }
    lifelike, spent = answered(asked(bench, 'life'), bench.names, count, 0)
    coding = by_kind(lifelike, 'coding')
    speed = round(len(lifelike) / spent)
    figures['life'] = {**quality(lifelike), 'records_per_cpu_s': speed, **_tables(lifelike), 'codes': coding}
    return figures, bench


def _reloaded(bench: Bench) -> dict[str, Any]:
    """The size of the saved index, and what another process needs to use it."""
    with tempfile.TemporaryDirectory() as name:
        size = ledger_reload.save(bench.names, Path(name))
        told = ledger_reload.reload(Path(name), islice(asked(bench, 'hard'), _AT_ONCE))
    return {'index_mb': round(size, 1), **told}


def _tables(answers: list[Answer]) -> dict[str, Any]:
    return {'kinds': by_kind(answers), 'calibration': calibration(answers)}


def _spelling_another(answers: list[Answer], bench: Bench) -> dict[str, Any]:
    names = {name_key(held.organisation.name): held.organisation.id for held in bench.ledger}
    those = [one for one in answers if _spells(names, one.question) not in (None, one.question.organisation)]
    wrong = [one for one in those if one.automatic and not one.right]
    strangers = sum(one.question.organisation is None for one in wrong)
    automatic = [one for one in answers if one.automatic]
    right, count = sum(one.right for one in automatic), len(automatic) - strangers
    low, high = wilson(right, count)
    return {
        'spells_another': len(those),
        'spells_another_wrong': {'members': len(wrong) - strangers, 'strangers': strangers},
        'auto_without_those': {
            'precision': round(right / max(1, count), 5),
            'low': round(low, 5),
            'high': round(high, 5),
        },
    }


def _spells(names: dict[str, int], question: Question) -> int | None:
    return names.get(name_key(question.name))


def _print_figures(figures: dict[str, Any], title: str) -> None:
    print(f'== {title}')
    for key, value in figures.items():
        if not isinstance(value, list) and key != 'life':
            print(f'{key:24} {value}')
    print('noise                    asked   r@1   r@5  auto wrong')
    for kind, count, first, five, share, wrong in [*figures['kinds'], *figures.get('codes', ())]:
        print(f'{kind:24}{count:6}{first:6.3f}{five:6.3f}{share:6.3f}{wrong:6}')
    print('said probability      answers  mean said  right')
    for low, high, count, said, right in figures['calibration']:
        print(f'{low:6.3f} to {high:5.3f} {count:12}{said:11.4f}{right:7.4f}')


def main() -> None:
    """Prints the tables; with --json its last line is one object."""
    parser = argparse.ArgumentParser(description="台账名称匹配的准确率与速度")
    parser.add_argument('--size', type=int, default=100_000)
    parser.add_argument('--questions', type=int, default=_QUESTIONS)
    parser.add_argument('--decisions', type=int, default=0)
    parser.add_argument('--peers', action=argparse.BooleanOptionalAction, help="总是或从不运行对照组")
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    figures, bench = measure(options.size, options.questions, options.decisions)
    _print_figures(figures, f'hard mix, {options.size} organisations')
    _print_figures(figures['life'], 'life-like mix')
    if options.peers or (options.peers is None and options.size <= _PEERS_UP_TO):
        questions = list(islice(asked(bench, 'hard'), options.questions))
        figures['peers'] = ledger_peers.compare(bench.ledger, questions, country())
    else:
        print(f'peers: skipped (--no-peers, or more than {_PEERS_UP_TO} organisations without --peers)')
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))


if __name__ == '__main__':
    main()
