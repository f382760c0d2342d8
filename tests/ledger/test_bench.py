"""The bench of names keeps its keys and stays in its bounds."""

import pytest

from bench.ledger import measure

KEYS = {
    'size',
    'recall_at_1',
    'recall_at_5',
    'auto_share',
    'auto_precision',
    'auto_decisions',
    'records_per_cpu_s',
    'build_cpu_s',
    'index_mb',
    'auto_low',
    'auto_high',
    'reload_s',
    'rss_mb',
}


@pytest.fixture(scope='module')
def figures():
    return measure(1000, 280)[0]


def test_figures_have_the_promised_keys(figures):
    assert set(figures) >= KEYS


@pytest.mark.parametrize('mix', ['hard', 'life'])
def test_names_are_matched_no_worse_than_they_were(figures, mix):
    found = figures if mix == 'hard' else figures['life']
    assert found['recall_at_1'] >= 0.98
    assert found['recall_at_5'] >= found['recall_at_1']
    assert found['auto_precision'] >= 0.99
    assert found['auto_share'] >= (0.2 if mix == 'hard' else 0.62)
