"""What every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope='session')
def shared() -> Path:
    """The folder of real documents; a test that needs it is skipped, saying so, where it is missing."""
    folder = Path(os.environ.get('SHOUFA_SHARED', ROOT.parent / 'shared'))
    if not folder.is_dir():
        pytest.skip(f'no real documents at {folder} (set SHOUFA_SHARED)')
    return folder
