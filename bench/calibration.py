"""Fits the weights of ledger.weights and shows how far they can be believed.

python -m bench.calibration [--share N]

A conditional logistic model: of the candidates of a question one is meant, or nobody is. Fitted by
Newton's method (a small ridge) on the candidates that the program itself finds, in ledgers of 300 to
a million organisations; checked on other seeds. Prints the weights, calibration tables and precision
by threshold. --share N asks one question in N (1: about six minutes).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from bench.calibration_ledgers import Lot, make_lot
from bench.ledger_score import wilson
from ledger import levels, scoring
from ledger.index import NameIndex
from ledger.lookup import near, rarity_in
from ledger.match import paper_to_query
from ledger.weights import WEIGHTS

Array = np.ndarray[Any, np.dtype[Any]]

LEARNT = (
    *(Lot('third', 300, 2, 1_000, seed) for seed in range(21, 27)),
    Lot('second', 300, 2, 1_000, 36),
    *(Lot('third', 3_000, 12, 4_000, seed) for seed in (31, 32, 33)),
    Lot('second', 3_000, 12, 4_000, 34),
    Lot('first', 3_000, 0, 3_000, 35),
    Lot('third', 10_000, 30, 8_000, 2),
    Lot('first', 10_000, 0, 6_000, 2),
    Lot('second', 10_000, 60, 6_000, 2),
    Lot('third', 100_000, 400, 16_000, 3),
    Lot('first', 100_000, 0, 12_000, 3),
    Lot('second', 100_000, 1_500, 10_000, 3),
    Lot('second', 500_000, 2_900, 8_000, 4),
    Lot('third', 1_000_000, 2_900, 16_000, 4),
)
CHECKED = (
    Lot('third', 300, 2, 2_000, 42),
    Lot('third', 3_000, 12, 4_000, 41),
    Lot('first', 10_000, 0, 4_000, 43),
    Lot('third', 100_000, 2_900, 8_000, 23),
    Lot('second', 100_000, 1_500, 8_000, 44),
)

_UNKNOWN: scoring.Relation = 'unknown'
_RIDGE = 1.0
_STEPS = 30
_MOST = 40.0
_BINS = (0.0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1.0)
_THRESHOLDS = (0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998)
_CODED, _CITY_SENDS, _ANOTHER_SENDS = 0.12, 0.04, 0.008


class Sample(NamedTuple):
    """Candidates of some questions, question by question; asked is how many questions there were."""

    features: Array
    right: Array  # whether the candidate is meant
    question: Array
    allowed: Array  # whether it may be taken by itself
    asked: int
    members: int


def sample_of(lot: Lot, *, learning: bool) -> Sample:
    """The candidates that the program finds for the questions of a lot.

    For learning some papers bear codes, and some come from a city's office or another county's. A
    name that spells another organisation of its county letter by letter is left out.
    """
    rng = np.random.default_rng(lot.seed)
    index, asked = make_lot(lot)
    rows: list[tuple[float, ...]] = []
    marks: list[tuple[bool, int, bool]] = []
    members = 0
    for number, one in enumerate(asked):
        found = _candidates(one.name, one.region, index, rng if learning else None, one.organisation)
        if found is not None:
            members += one.organisation is not None
            rows += [features for features, _right, _allowed in found]
            marks += [(right, number, allowed) for _features, right, allowed in found]
    right, question, allowed = (np.asarray(column) for column in zip(*marks, strict=True))
    return Sample(np.asarray(rows, float), right, question, allowed, len(asked), members)


def _candidates(
    name: str, region: str | None, index: NameIndex, rng: np.random.Generator | None, meant: int | None
) -> list[tuple[tuple[float, ...], bool, bool]] | None:
    """The features of each candidate, whether it is meant and may be taken; None where nobody can tell."""
    query, rarity = paper_to_query(name, None, region, index), rarity_in(index)
    draws = rng.random(2).tolist() if rng else (1.0, 1.0)
    found = []
    for entry in near(query.parts, query.region, index):
        right = entry.organisation == meant
        county, code = levels.county_of(query, entry, index), _UNKNOWN
        allowed = levels.may_decide(query, entry, entry.parts, index)
        if allowed and not right and entry.parts.key == query.parts.key:
            return None
        if rng:
            county = _sent(county, draws[0], told=region is not None)
            code = _code(draws[1], rng.random(), right=right)
        features = scoring.pair_features(
            query.parts,
            entry.parts,
            county=county,
            code=code,
            rarity=rarity,
            around=levels.around(query, entry, index),
        )
        found.append((features, right, allowed))
    return found


def _sent(county: scoring.Relation, draw: float, *, told: bool) -> scoring.Relation:
    if told and county == 'same' and draw < _CITY_SENDS:
        return 'near'
    return 'other' if told and county == 'same' and draw > 1 - _ANOTHER_SENDS else county


def _code(coded: float, draw: float, *, right: bool) -> scoring.Relation:
    """As if some papers and the ledger had codes: seldom wrong on paper, seldom out of date."""
    if coded > _CODED:
        return 'unknown'
    return 'same' if right == (draw < (0.99 if right else 0.998)) else 'other'


def fit(samples: Sequence[tuple[Array, Array, Array]]) -> Array:
    """The weights of a conditional logistic model; each sample is features, right and question by row.

    With one candidate to a question it is the ordinary logistic model.
    """
    grouped = [(features, right.astype(float), *_groups(question)) for features, right, question in samples]
    weights = np.zeros(grouped[0][0].shape[1])
    reached = -np.inf
    for _ in range(_STEPS):
        slope, curve = -_RIDGE * weights, _RIDGE * np.eye(len(weights))
        for features, right, firsts, group in grouped:
            share = _shares(features @ weights, firsts, group)
            shared = features * share[:, None]
            means = np.add.reduceat(shared, firsts, axis=0)
            slope += features.T @ (right - share)
            curve += features.T @ shared - means.T @ means
        step, now = np.linalg.solve(curve, slope), -np.inf
        for shorter in range(8):
            tried = weights + step / 2**shorter
            now = sum(_likelihood(one, tried) for one in grouped) - _RIDGE / 2 * float(tried @ tried)
            if now >= reached:
                break
        weights = tried
        if now - reached < 1e-3:
            break
        reached = now
    return weights


def _groups(question: Array) -> tuple[Array, Array]:
    firsts = np.flatnonzero(np.r_[True, question[1:] != question[:-1]])
    return firsts, np.repeat(np.arange(len(firsts)), np.diff(np.r_[firsts, len(question)]))


def _shares(worth: Array, firsts: Array, group: Array) -> Array:
    odds = np.exp(np.clip(worth, -_MOST, _MOST))
    shares: Array = odds / (1 + np.add.reduceat(odds, firsts))[group]
    return shares


def _likelihood(sample: tuple[Array, Array, Array, Array], weights: Array) -> float:
    features, right, firsts, _group = sample
    worth = np.clip(features @ weights, -_MOST, _MOST)
    return float((worth * right).sum() - np.log1p(np.add.reduceat(np.exp(worth), firsts)).sum())


def print_check(title: str, weights: Array, sample: Sample) -> None:
    """Recall, calibration of the best candidate, and precision by threshold of what would be taken."""
    firsts, group = _groups(sample.question)
    share = _shares(sample.features @ weights, firsts, group)
    order = np.lexsort((-share, sample.question))
    place = np.arange(len(order)) - firsts[group]
    right = sample.right[order]
    recall = [float(right[place < most].sum()) / sample.members for most in (1, 5)]
    print(f'\n{title}: {sample.asked} questions, recall at 1 {recall[0]:.4f}, at 5 {recall[1]:.4f}')
    best = order[firsts]
    _print_bins(share[best], sample.right[best])
    print(f'{"threshold":>10} {"taken":>7} {"share":>7} {"wrong":>6} {"precision":>10} {"at least":>9}')
    for threshold in _THRESHOLDS:
        taken = sample.allowed[best] & (share[best] >= threshold)
        count, good = int(taken.sum()), int(sample.right[best][taken].sum())
        print(
            f'{threshold:10.3f} {count:7} {count / sample.asked:7.3f} {count - good:6} '
            f'{good / max(1, count):10.5f} {wilson(good, count)[0]:9.5f}'
        )


def _print_bins(said: Array, right: Array) -> None:
    print(f'{"said":>15} {"count":>7} {"mean":>8} {"right":>8}')
    for low, high in pairwise(_BINS):
        inside = (said >= low) & ((said < high) | (high == 1.0))
        if inside.any():
            means = f'{said[inside].mean():8.4f} {right[inside].mean():8.4f}'
            print(f'{low:7.3f}-{high:7.3f} {inside.sum():7} {means}')


def main() -> None:
    """Fits, prints the weights, checks."""
    parser = argparse.ArgumentParser(description="名称相似度的概率：拟合与校准")
    parser.add_argument('--share', type=int, default=1, help="只问几分之一的问题")
    asked = parser.parse_args().share
    learnt = [lot._replace(asked=lot.asked // asked) for lot in LEARNT]
    weights = fit([sample_of(lot, learning=True)[:3] for lot in learnt])
    print('WEIGHTS = {')
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    {name!r}: {weight:.3f},')
    print('}')
    for lot in CHECKED:
        sample = sample_of(lot._replace(asked=lot.asked // asked), learning=False)
        print_check(f'{lot.noise} noise, {lot.size} organisations', weights, sample)


if __name__ == '__main__':
    main()
