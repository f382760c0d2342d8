"""The same three hundred broken papers every time; thousands more under `make hard`."""

import re

import pytest

from tests import mutants
from tests.mutants import Dice, failures
from tests.seeds import seeds


def built_seeds(folder):
    """Those that are built here and quick to read."""
    return {name: data for name, data in seeds(folder).items() if re.match('[页文表包旧][.]', name)}


def test_three_hundred_broken_papers_are_documents_or_proper_refusals(tmp_path, monkeypatch):
    monkeypatch.setattr('extractors.readers.soffice.suite', lambda: None)  # ours are tested
    monkeypatch.setattr('extractors.readers.scans.stack.is_installed', lambda: False)  # holds 700 MB itself
    found = failures(built_seeds(tmp_path), 300, 7, tmp_path)
    assert not found, f'kept in {tmp_path}:\n' + '\n'.join(found)


@pytest.mark.parametrize('name', ['文.docx', '表.xlsx', '文.pdf', '旧.doc', '文.rtf', '页.html', '表.csv'])
def test_a_mutant_is_the_same_for_the_same_seed_and_seldom_the_paper_itself(tmp_path, name):
    data = built_seeds(tmp_path)[name]
    made = [mutants.mutate(data, Dice(f'7/{number}')) for number in range(40)]
    assert made == [mutants.mutate(data, Dice(f'7/{number}')) for number in range(40)]
    assert sum(each != data for each in made) > 30
