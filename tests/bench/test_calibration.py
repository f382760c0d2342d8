"""The bench of calibration fits what it is given, and its second noise is the same on every run."""

import random

import numpy as np

from bench.calibration import fit
from bench.other_noise import ask, make_ledger
from text.divisions import code_region


def test_weights_are_those_that_made_the_answers() -> None:
    draw = np.random.default_rng(3)
    features = np.c_[np.ones(20_000), draw.normal(size=(20_000, 2))]
    right = draw.random(20_000) < 1 / (1 + np.exp(-features @ np.array([-1.0, 2.0, -0.5])))
    assert np.allclose(fit([(features, right, np.arange(len(right)))]), [-1.0, 2.0, -0.5], atol=0.1)


def test_second_noise_is_fixed_by_its_seed() -> None:
    chain = tuple(region for code in ('62', '6205', '620502') if (region := code_region(code)))
    runs = []
    for _ in range(2):
        rng = random.Random(1)
        ledger = make_ledger([chain], 30, rng)
        runs.append([ask(made, None, rng) for made in ledger.values()])
    assert runs[0] == runs[1]
    assert any(one.kind != 'exact' for one in runs[0])
