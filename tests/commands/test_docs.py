import re
from pathlib import Path

import click
import pytest

from cli import LINES, program

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / 'README.md', ROOT / 'docs' / '手册.md']
CALL = re.compile(r'`(?:\S*/)?shoufa (?:--office \S+ )?([a-z-]+)(?: ([a-z]+)\b)?')


def calls(page):
    return [match.groups() for match in CALL.finditer(page.read_text('utf-8'))]


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.name)
def test_every_command_in_the_pages_exists(page):
    assert calls(page)
    for name, sub in calls(page):
        command = program.get_command(click.Context(program), name)
        assert command is not None, name
        if sub and isinstance(command, click.Group):
            assert command.get_command(click.Context(command), sub) is not None, (name, sub)


def test_the_handbook_names_every_command():
    told = (ROOT / 'docs' / '手册.md').read_text('utf-8')
    assert [name for name in LINES if not re.search(rf'`(?:shoufa (?:--office \S+ )?)?{name}\b', told)] == []


def test_the_pages_use_only_targets_that_the_makefile_has():
    targets = set(re.findall(r'^([a-z-]+):', (ROOT / 'Makefile').read_text('utf-8'), re.MULTILINE))
    for page in [*PAGES, *sorted((ROOT / 'docs').glob('*.md'))]:
        assert set(re.findall(r'`?make ([a-z-]+)`?', page.read_text('utf-8'))) <= targets, page.name
