"""What every test may ask for."""

import gc
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.tools import missing

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / 'golden'

# A run starts hundreds of interpreters: without bytecode each of them would compile our whole tree anew.
os.environ.pop('PYTHONDONTWRITEBYTECODE', None)
sys.dont_write_bytecode = False

# One tree gives one answer: the same examples on every run here, new ones only under `make hard`.
settings.register_profile('steady', derandomize=True, deadline=None, max_examples=60)
settings.register_profile('new', deadline=None)
settings.load_profile(os.environ.get('HYPOTHESIS_PROFILE', 'steady'))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        '--draw-pages', metavar='FOLDER', help='draw every page of the desk there, in both sizes'
    )
    parser.addoption(
        '--update-golden', action='store_true', help='rewrite the golden files, then fail: look at the diff'
    )


FIRST = (
    'test_every_page.py',
    'test_stories.py',
    'test_demo.py',
    'test_judges.py',
    'test_monday.py',
    'test_nine_layouts.py',
    'test_picture.py',
)
"""Modules whose fixtures or tests take longest: begun at once, and in one worker, no worker waits for them.

xdist gives the first worker the first half of the tests, and another one takes from its end what is left.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in FIRST)


def pytest_collection_finish() -> None:
    """Modules and seven thousand items stay for good: the collector need not look through them again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.getoption('--update-golden'):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope='session')
def shared() -> Path:
    """The folder of real documents; a test that needs it is skipped, saying so, where it is missing."""
    folder = Path(os.environ.get('SHOUFA_SHARED', ROOT.parent / 'shared'))
    if not folder.is_dir():
        pytest.skip(f'no real documents at {folder} (set SHOUFA_SHARED)')
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """golden(name, text): text equals tests/golden/<name>.txt, rewritten by --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / f'{name}.txt'
        if request.config.getoption('--update-golden'):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, 'utf-8')
        assert path.is_file(), f'no {path.name} yet: run pytest --update-golden and look at it'
        assert text == path.read_text('utf-8')

    return compare


def _tool(name: str) -> str:
    return shutil.which(name) or missing(f'{name} is not installed')


@pytest.fixture(scope='session')
def soffice() -> str:
    """LibreOffice; skipped where it is missing, failed where all tools are required."""
    return _tool('soffice')


@pytest.fixture(scope='session')
def convert(soffice: str) -> Callable[..., list[Path]]:
    """convert(folder, 'odt', paths...): LibreOffice's copies of papers under their names, all by one call."""
    from extractors.readers.soffice import converted_all

    def copies(folder: Path, target: str, *paths: Path) -> list[Path]:
        named = [folder / f'{path.stem}.{target}' for path in paths]
        with converted_all(paths, target) as made:
            for one, copy in zip(made, named, strict=True):
                shutil.copyfile(one, copy)
        return named

    return copies


@pytest.fixture(scope='session')
def pdftoppm() -> str:
    """Poppler's page renderer, on the same terms."""
    return _tool('pdftoppm')


@pytest.fixture(scope='session')
def judges() -> Path:
    """Where the judges from outside are installed, on the same terms."""
    folder = ROOT / '.judges'
    if not any(folder.glob('.installed-*')):
        missing('the judges from outside are not installed: make judges')
    return folder
