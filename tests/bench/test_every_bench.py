"""Every bench runs, at a size that says nothing, and tells its figures as one object."""

import importlib
import sys

import pytest

from bench import endtoend_papers
from bench.__main__ import PARTS, found_at, parted, run
from bench.ledger_load import lines

QUICK = ('startup', 'returns', 'outgoing', 'ledger', 'ledger_load', 'ledgers', 'endtoend')
OF_SHARED = ('notices', 'mutations', 'blanks')
SLOW = ('readers', 'scans', 'scanned_forms', 'notice_load', 'return_load', 'desk', 'growth')


def told(name, monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', [name, *PARTS[name].tiny.split(), '--json'])
    importlib.import_module(f'bench.{name}').main()
    return parted(capsys.readouterr().out)[1]


def test_none_is_forgotten():
    assert sorted((*QUICK, *OF_SHARED, *SLOW)) == sorted(PARTS)


@pytest.mark.parametrize('name', QUICK)
def test_a_bench_of_our_own_papers(name, monkeypatch, capsys):
    figures = told(name, monkeypatch, capsys)
    assert figures
    assert [key for key in PARTS[name].first if key != 'peers' and found_at(figures, key) is None] == []


@pytest.mark.parametrize('name', OF_SHARED)
def test_a_bench_of_real_papers(name, shared, monkeypatch, capsys):
    assert shared
    figures = told(name, monkeypatch, capsys)
    assert [key for key in PARTS[name].first if found_at(figures, key) is None] == []


@pytest.mark.hard
@pytest.mark.parametrize('name', SLOW)
def test_a_bench_that_takes_its_time(name):
    figures, code = run(name, tiny=True)
    assert code == 0
    assert figures is None or all(found_at(figures, key) is not None for key in PARTS[name].first)


def test_an_object_is_found_behind_the_tables_on_one_line_or_on_many():
    assert parted('a table\n{"b": 1}\n') == ('a table', {'b': 1})
    assert parted('a table\n{\n "b": 1\n}\n') == ('a table', {'b': 1})
    assert parted('skipped: nothing here\n') == ('skipped: nothing here', None)


def test_the_papers_of_a_run_are_all_different(tmp_path):
    rows = list(lines(60, 20))
    assert endtoend_papers.make_files(tmp_path / 'files', 20, rows, tmp_path, 1) == 0
    found = list((tmp_path / 'files').iterdir())
    assert len({path.read_bytes() for path in found}) == len(found) == 20
