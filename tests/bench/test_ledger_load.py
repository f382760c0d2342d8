"""The load of the ledger runs and loses nothing."""

from bench.ledger_load import measure


def test_every_row_arrives_and_every_figure_is_told(tmp_path):
    found = measure(300, 5, tmp_path)
    assert found['file']['added'] + found['file']['questions'] == 300
    assert {'rows_per_s', 'rows_per_cpu_s', 'database_mb'} <= set(found['bulk'])
    assert {'point_read_ms', 'coverage_ms', 'coverage_as_of_ms', 'history_ms'} <= set(found['read'])
