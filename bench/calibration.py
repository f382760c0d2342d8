"""Fits the weights of ledger.scoring and shows how far they can be believed.

python -m bench.calibration [--size N] [--asked N]

Fitted by Newton's method (iteratively reweighted least squares, a small ridge) on pairs of the
first noise (bench.names); checked on the same noise with another seed and on the second
(bench.other_noise). Prints the weights, calibration tables, Brier scores and precision by threshold.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from bench.names import KINDS, make_divisions, make_organisations, misspell
from bench.other_noise import Asked, ask, make_ledger, make_one, sister
from ledger import scoring
from ledger.counties import relation
from ledger.index import NameIndex, build_index
from ledger.lookup import near
from ledger.names import name_key, name_to_parts
from model.subject import Organisation
from text.divisions import code_region, national_regions
from text.regions import Region, Regions, names_to_regions
from text.resources import table_lines

Array = np.ndarray[Any, np.dtype[Any]]

_RIDGE = 1.0
_STEPS = 40
_BINS = (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0)
_THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999)
_CODED = 0.2


class Sample(NamedTuple):
    """Candidates of some questions: the features of each, whether it is meant, and whose question it is."""

    features: Array
    right: Array
    question: Array
    telling: Array
    members: int
    strangers: int


def first_noise(size: int, count: int, seed: int) -> tuple[NameIndex, list[Asked]]:
    """The fictional ledger of bench.names and `count` questions about it, one in five of strangers."""
    rng = random.Random(seed)  # noqa: S311  # names, not secrets
    divisions = make_divisions(size)
    ledger = make_organisations(size, seed, divisions)
    index = build_index(ledger, names_to_regions([*divisions[0], *divisions[1]]))
    held = {one.name for one in ledger}
    others = [one for one in make_organisations(count, seed + 1, divisions) if one.name not in held]
    asked = []
    for _ in range(count):
        one = rng.choice(others) if rng.random() < 0.15 else rng.choice(ledger)
        name = _sister_name(one.name, rng) if rng.random() < 0.06 else one.name
        kind, region = rng.choice((*KINDS, 'sound')), one.region if rng.random() < 0.7 else None
        written = _mistyped_by_sound(name, rng) if kind == 'sound' else misspell(name, kind, rng)
        asked.append(Asked(written, region, one.id if name in held else None, kind))
    return index, asked


def _mistyped_by_sound(name: str, rng: random.Random) -> str:
    """One character for another that is keyed alike; a common one, as input methods offer them."""
    at = rng.randrange(len(name))
    group = next((line.split('\t')[1] for line in table_lines('sounds.tsv') if name[at] in line), name[at])
    common = [char for char in group if char.encode('gb2312') < b'\xd8' and char != name[at]]
    return name[:at] + rng.choice(common or [name[at]]) + name[at + 1 :]


def _sister_name(name: str, rng: random.Random) -> str:
    """Another organisation: a telling character more after its places, or seldom one that sounds alike."""
    if rng.random() < 0.15:
        return _mistyped_by_sound(name, rng)
    at = max(name.rfind('县'), name.rfind('市')) + 1
    return name[:at] + rng.choice(('新', '老', '东', '西', '第一', '第二', '男子', '女子', '大')) + name[at:]


def second_noise(size: int, count: int, seed: int) -> tuple[NameIndex, list[Asked]]:
    """A ledger over one in twenty real counties; of the strangers a third are sisters of members."""
    rng = random.Random(seed)  # noqa: S311  # names, not secrets
    counties = _counties(rng)
    ledger = list(make_ledger(counties, size, rng).values())
    numbers = {made.name: number for number, made in enumerate(ledger, start=1)}
    organisations = [
        Organisation(number, made.name, None, made.county, None, None)
        for number, made in enumerate(ledger, start=1)
    ]
    index = build_index(organisations, national_regions())
    asked = []
    for _ in range(count):
        made, draw = rng.choice(ledger), rng.random()
        if draw < 0.2:
            made = sister(made, rng) if draw < 0.07 else make_one(counties, rng)
        asked.append(ask(made, numbers.get(made.name), rng))
    return index, asked


def _counties(rng: random.Random) -> list[tuple[Region, ...]]:
    regions = {region for region in national_regions().by_spelling.values() if region}
    codes = sorted({region.codes[0] for region in regions if len(region.codes) == 1})
    chains = []
    for code in rng.sample([code for code in codes if len(code) == 6], len(codes) // 20):
        chain = [code_region(code[:length]) for length in (2, 4, 6)]
        chains.append(tuple(dict.fromkeys(region for region in chain if region)))
    return chains


def _rarity(index: NameIndex) -> scoring.Rarity:
    keys = [name_key(entry.name) for entry in index.entries]
    found = Counter(key[at : at + 2] for key in keys for at in range(len(key) - 1))
    most = math.log1p(len(keys))
    table = {pair: math.log1p(len(keys) / count) / most for pair, count in found.items()}
    return lambda pair: table.get(pair, 1.0)


def _county(given: str | None, held: str | None, named: Iterable[str], regions: Regions) -> scoring.Relation:
    if given is None:
        return 'same' if held is not None and held in named else 'unknown'
    return relation(given, held, regions)


def _blurred(county: scoring.Relation, sender: float, rng: random.Random) -> scoring.Relation:
    """As if one sender in twenty were a city's office, and one in a hundred in another county."""
    if sender < 0.05 and county in {'same', 'other'}:
        return 'near' if county == 'same' or rng.random() < 1 / 12 else 'other'
    return 'other' if sender > 0.99 and county == 'same' else county


def _code(right: bool, rng: random.Random) -> scoring.Relation:
    """As if both sides had codes: seldom wrong on paper, seldom out of date in the ledger."""
    agrees = right == (rng.random() < (0.99 if right else 0.998))
    return 'same' if agrees else 'other'


def candidates(index: NameIndex, asked: list[Asked], *, learning: bool) -> Sample:
    """The features of every candidate that the index finds for these questions.

    For learning some papers bear codes, and some come from a city or from another county.
    """
    rng = random.Random(5)  # noqa: S311
    rarity = _rarity(index)
    rows, right, question, telling = [], [], [], []
    for number, query in enumerate(asked):
        parts = name_to_parts(name_key(query.name), index.regions)
        coded, sender = learning and rng.random() < _CODED, rng.random() if learning else 0.5
        for entry in near(parts, query.region, index):
            meant = entry.organisation == query.organisation
            county = _county(query.region, entry.region, parts.regions, index.regions)
            county = _blurred(county, sender, rng)
            code = _code(meant, rng) if coded else 'unknown'
            rows.append(scoring.pair_features(parts, entry.parts, county=county, code=code, rarity=rarity))
            right.append(meant)
            question.append(number)
            telling.append(scoring.tells_apart(parts, entry.parts))
    members = sum(query.organisation is not None for query in asked)
    strangers = len(asked) - members
    return Sample(
        np.array(rows), np.array(right, float), np.array(question), np.array(telling), members, strangers
    )


def fit(features: Array, right: Array) -> Array:
    """The weights of a logistic model, by Newton's method."""
    weights = np.zeros(features.shape[1])
    ridge = _RIDGE * np.eye(len(weights))
    for _ in range(_STEPS):
        rated = 1 / (1 + np.exp(-np.clip(features @ weights, -50, 50)))
        slope = features.T @ (right - rated) - _RIDGE * weights
        curve = (features * (rated * (1 - rated))[:, None]).T @ features + ridge
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(abs(step).max()) < 1e-6:
            break
    return weights


def rated_by(weights: Array, sample: Sample) -> Array:
    """The probability of every candidate."""
    rated: Array = 1 / (1 + np.exp(-np.clip(sample.features @ weights, -50, 50)))
    return rated


def print_calibration(title: str, rated: Array, right: Array) -> None:
    """Per bin of probability: how many candidates, their mean probability, the share that is right."""
    print(f'\n{title}: {len(rated)} candidates, Brier score {float(((rated - right) ** 2).mean()):.5f}')
    print(f'{"bin":>15} {"count":>8} {"mean p":>8} {"observed":>9}')
    for low, high in pairwise(_BINS):
        inside = (rated >= low) & ((rated < high) | (high == 1.0))
        if inside.any():
            observed = right[inside].mean()
            print(f'{low:7.3f}-{high:7.3f} {inside.sum():8d} {rated[inside].mean():8.4f} {observed:9.4f}')


class Best(NamedTuple):
    """Per question: two certainties, whether the best candidate is right, whether it tells apart."""

    margin: Array  # p1 * (1 - p2)
    sure: Array  # odds among odds, as ledger.scoring.certainty
    right: Array
    telling: Array


def best_of(rated: Array, sample: Sample) -> Best:
    """The best candidate of every question that has any."""
    order = np.lexsort((-rated, sample.question))
    question, rated = sample.question[order], rated[order]
    first = np.flatnonzero(np.r_[True, question[1:] != question[:-1]])
    second = np.where(np.r_[question, -1][first + 1] == question[first], np.r_[rated, 0][first + 1], 0)
    odds = rated / (1 - np.minimum(rated, 1 - 1e-9))
    sure = odds[first] / (1 + np.add.reduceat(odds, first))
    return Best(rated[first] * (1 - second), sure, sample.right[order][first], sample.telling[order][first])


def print_thresholds(best: Best, sample: Sample) -> None:
    """Share taken by itself, its precision with the lower end of its 95% interval (Wilson), by threshold."""
    asked = sample.members + sample.strangers
    recall = float(best.right.sum()) / sample.members
    print(f'{sample.members} members, {sample.strangers} strangers; recall@1 {recall:.4f}')
    for rule, sure in (('p1 * (1 - p2)', best.margin), ('odds among odds', best.sure)):
        print_rule(rule, sure, best, asked)


def print_rule(rule: str, sure: Array, best: Best, asked: int) -> None:
    """The thresholds of one rule."""
    print(rule)
    print(f'{"threshold":>10} {"taken":>8} {"share":>7} {"wrong":>6} {"precision":>10} {"at least":>9}')
    for threshold in _THRESHOLDS:
        taken = (sure >= threshold) & ~best.telling
        count, good = int(taken.sum()), float(best.right[taken].sum())
        if count:
            print(
                f'{threshold:10.3f} {count:8d} {count / asked:7.3f} {count - good:6.0f} '
                f'{good / count:10.5f} {_wilson(good, count):9.5f}'
            )


def _wilson(good: float, count: int) -> float:
    z, share = 1.96, good / count
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (share + z * z / (2 * count) - spread) / (1 + z * z / count)


def measure_speed(index: NameIndex, asked: list[Asked]) -> None:
    """Microseconds of CPU for a name's key and parts, and for rating a pair never seen before."""
    started = time.process_time()
    parts = [name_to_parts(name_key(query.name), index.regions) for query in asked]
    parsed = (time.process_time() - started) / len(asked) * 1e6
    rarity = _rarity(index)
    started = time.process_time()
    for one, other in pairwise(parts):
        scoring.rate(one, other, county='same', rarity=rarity)
    print(
        f'\n{parsed:.1f} us a name parsed, {(time.process_time() - started) / len(asked) * 1e6:.1f} us a pair'
    )


def main() -> None:
    """Fits, checks and prints."""
    parser = argparse.ArgumentParser(description="名称相似度的概率：拟合与校准")
    parser.add_argument('--size', type=int, default=20_000)
    parser.add_argument('--asked', type=int, default=8_000)
    options = parser.parse_args()
    learning = candidates(*first_noise(options.size, options.asked, 11), learning=True)
    weights = fit(learning.features, learning.right)
    print('WEIGHTS = {')
    for name, weight in zip(scoring.WEIGHTS, weights, strict=True):
        print(f'    {name!r}: {weight:.3f},')
    print('}')
    print_checks(weights, options.size, options.asked)


_NOISES: tuple[tuple[str, Callable[[int, int, int], tuple[NameIndex, list[Asked]]]], ...] = (
    ('first noise, another seed', first_noise),
    ('second noise', second_noise),
)


def print_checks(weights: Array, size: int, asked: int) -> None:
    """Both noises, without codes: names and counties alone."""
    for title, noise in _NOISES:
        index, queries = noise(size, asked, 23)
        sample = candidates(index, queries, learning=False)
        rated = rated_by(weights, sample)
        print_calibration(title, rated, sample.right)
        print_thresholds(best_of(rated, sample), sample)
        measure_speed(index, queries)


if __name__ == '__main__':
    main()
