"""The bench of names keeps its keys and stays in its bounds."""

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
}


def test_figures_have_the_promised_keys_and_are_no_worse_than_they_were() -> None:
    figures, _missed = measure(1000, members=330, strangers=100)
    assert set(figures) >= KEYS
    assert figures['recall_at_1'] >= 0.85
    assert figures['recall_at_5'] >= figures['recall_at_1']
    assert figures['auto_precision'] >= 0.95
