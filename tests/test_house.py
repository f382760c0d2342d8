"""The rules of the house that no linter knows."""

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = (
    'commands',
    'desk',
    'office',
    'campaigns',
    'outgoing',
    'store',
    'extractors',
    'forms',
    'ledger',
    'text',
    'model',
)
OURS = [ROOT / 'cli.py', *(path for name in PACKAGES for path in (ROOT / name).rglob('*.py'))]
EVERY = [*OURS, *(path for name in ('tests', 'bench', 'scripts') for path in (ROOT / name).rglob('*.py'))]
LONGEST = 400


def imported(path: Path) -> set[str]:
    """The top-level names a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text('utf-8'))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split('.')[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split('.')[0])
    return names


def test_no_module_is_longer_than_the_house_allows():
    assert [path for path in EVERY if len(path.read_text('utf-8').splitlines()) > LONGEST] == []


def test_nobody_imports_the_command_line():
    assert [path for path in OURS if 'cli' in imported(path)] == []


def test_no_package_shares_its_name_with_a_library():
    foreign = importlib.metadata.packages_distributions()
    ours = {'cli', *PACKAGES}
    assert {name: dists for name, dists in foreign.items() if name in ours and set(dists) != {'shoufa'}} == {}


def test_every_package_is_named_in_the_build():
    settings = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))
    listed = settings['tool']['setuptools']['packages']['find']['include']
    assert sorted(listed) == sorted(f'{name}*' for name in PACKAGES)


def test_templates_hold_documents_only():
    assert {path.suffix for path in (ROOT / 'templates').iterdir()} == {'.docx'}


@pytest.mark.parametrize('lock', ['requirements.lock', 'requirements-ocr.lock', 'requirements-dev.lock'])
def test_locks_pin_hashes_and_name_no_host(lock):
    text = (ROOT / lock).read_text('utf-8')
    pins = re.findall(r'^([a-z0-9][a-z0-9._-]*)==', text, re.MULTILINE)
    assert pins
    assert text.count('--hash=sha256:') >= len(pins)
    assert not re.search(r'https?://|--index-url|--find-links', text)


COPYLEFT = re.compile(r'\b(?:A?GPL|(?:Affero )?General Public License)', re.IGNORECASE)
LESSER = re.compile(r'LGPL|Lesser General Public License|Library General Public', re.IGNORECASE)
KNOWN_LESSER = {
    *('docxtpl', 'psycopg', 'psycopg-binary', 'python-stdnum'),
    *('py7zr', 'inflate64', 'multivolumefile', 'pybcj', 'pyppmd'),
}
"""Used as they come, unchanged and replaceable, as their licence asks."""


def licence(name: str) -> str:
    """What a distribution says of its licence."""
    told = importlib.metadata.metadata(name)
    classifiers = [line for line in told.get_all('Classifier') or [] if line.startswith('License')]
    return ' '.join([told['License-Expression'] or '', *classifiers, (told['License'] or '')[:200]])


def locked() -> list[str]:
    """Every distribution in the locks that is installed here."""
    found = set()
    for lock in ROOT.glob('requirements*.lock'):
        found |= set(re.findall(r'^([a-z0-9][a-z0-9._-]*)==', lock.read_text('utf-8'), re.MULTILINE))
    installed = {
        dist.metadata['Name'].lower().replace('_', '-') for dist in importlib.metadata.distributions()
    }
    return sorted(name for name in found if name.replace('_', '-') in installed)


def test_no_dependency_is_copyleft():
    told = {name: licence(name) for name in locked()}
    lesser = {name for name, text in told.items() if LESSER.search(text)}
    assert lesser <= KNOWN_LESSER
    assert {name: told[name] for name in told.keys() - lesser if COPYLEFT.search(told[name])} == {}
