"""The pages name what there is: commands, targets, other pages, pictures and modules."""

import re
from pathlib import Path

import pytest

from cli import LINES

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / 'README.md', ROOT / 'CHANGELOG.md', *sorted((ROOT / 'docs').glob('*.md'))]
LINK = re.compile(r'\]\(([^)#]+)\)')
MODULE = re.compile(r'`((?:[a-z_]+/)+[a-z_]+\.(?:py|toml))`')
MADE_BY_THE_READER = re.compile(r'telegram|acknowledgement')


def test_the_handbook_names_every_command():
    told = (ROOT / 'docs' / '手册.md').read_text('utf-8')
    assert [name for name in LINES if not re.search(rf'`(?:shoufa (?:--office \S+ )?)?{name}\b', told)] == []


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page):
    text = page.read_text('utf-8')
    targets = set(re.findall(r'^([a-z-]+):', (ROOT / 'Makefile').read_text('utf-8'), re.MULTILINE))
    assert set(re.findall(r'`?make ([a-z-]+)`?', text)) <= targets
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_the_modules_of_the_walk_through_the_code_are_there():
    named = MODULE.findall((ROOT / 'docs' / 'developing.md').read_text('utf-8'))
    assert len(named) > 30
    roots = (ROOT, ROOT / 'extractors', ROOT / 'extractors' / 'readers')
    gone = {path for path in named if not any((root / path).exists() for root in roots)}
    assert [path for path in gone if not MADE_BY_THE_READER.search(path)] == []


def test_the_handbook_is_one_with_pictures():
    assert (ROOT / 'docs' / '手册.md').read_text('utf-8').count('![') >= 12
