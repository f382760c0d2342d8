"""Twenty thousand broken papers: `make hard`, about ten minutes."""

import os
from pathlib import Path

import pytest

from tests.mutants import failures
from tests.seeds import ROOT, seeds

pytestmark = pytest.mark.hard

COUNT = 20_000
SEED = 20260313
MOST_BYTES = 1_200 * 10**6
"""A child that recognises pictures may hold so much; one that does not, half of it (RLIMIT_AS)."""


def test_every_broken_paper_is_a_document_or_a_proper_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr('extractors.readers.soffice.suite', lambda: None)  # ours are tested
    shared = Path(os.environ.get('SHOUFA_SHARED', ROOT.parent / 'shared'))
    papers = seeds(tmp_path, shared if shared.is_dir() else None)
    found = failures(papers, COUNT, SEED, tmp_path, MOST_BYTES)
    assert not found, f'{len(found)} of {COUNT}, kept in {tmp_path}:\n' + '\n'.join(found[:50])
