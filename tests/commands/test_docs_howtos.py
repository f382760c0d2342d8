"""The worked examples of docs/developing.md, done as they stand there in a copy of the checkout."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / 'docs' / 'developing.md'
BLOCK = re.compile(r'^```(\w+)(?: (\S+))?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
FEW_PLUGINS = ' '.join(f'-p no:{name}' for name in ('cacheprovider', 'hypothesispytest', 'xdist', 'anyio'))
COPIED = (
    *('cli.py', 'pyproject.toml', 'templates', 'scripts', 'commands', 'office', 'campaigns', 'outgoing'),
    *('store', 'extractors', 'forms', 'ledger', 'text', 'model'),
)


class Block(NamedTuple):
    """A fenced block: its language, the file it is, and its text."""

    language: str
    file: str
    text: str


def blocks(heading):
    """The blocks under a heading, in order."""
    part = PAGE.read_text('utf-8').split(f'\n## {heading}\n')[1].split('\n## ')[0]
    return [Block(*found) for found in BLOCK.findall(part)]


@pytest.fixture(scope='module')
def checkout(tmp_path_factory):
    """A copy of the program, with the bytecode it has."""
    folder = tmp_path_factory.mktemp('checkout')
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy2(ROOT / name, folder / name)
    yield folder
    shutil.rmtree(folder)


def write_files(folder, given):
    """Whole files as they stand on the page; of a diff the lines with + go behind the line before them."""
    for block in given:
        path = folder / block.file
        if block.language == 'diff':
            path.write_text(with_lines(path.read_text('utf-8'), block.text), 'utf-8')
        elif block.file:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, 'utf-8')


def with_lines(text, diff):
    lines, at = text.splitlines(), -1
    for line in diff.splitlines():
        if line.startswith('+'):
            at += 1
            lines.insert(at, line[1:])
        else:
            assert lines.count(line[1:]) == 1, line
            at = lines.index(line[1:])
    return '\n'.join(lines) + '\n'


def run_in(folder, command):
    """A command of the page in the copy; .venv/bin is that of this run."""
    words = shlex.split(command)
    python = [sys.executable, '-X', 'utf8']
    tools = {'shoufa': [*python, 'cli.py'], 'python': python, 'pytest': [*python, '-m', 'pytest']}
    told = {**os.environ, 'PYTHONPATH': str(folder), 'PYTEST_ADDOPTS': FEW_PLUGINS}
    done = subprocess.run(
        [*tools[words[0].removeprefix('.venv/bin/')], *words[1:]],
        cwd=folder, env=told, capture_output=True, encoding='utf-8', check=False,
    )  # fmt: skip
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def commands_of(given):
    return [line for block in given if block.language == 'sh' for line in block.text.splitlines()]


def test_a_format_is_added_as_the_page_tells(checkout):
    given = blocks('How to add a format')
    write_files(checkout, given)
    (checkout / '来电.tlg').write_text('#TLG\n各县民政局：\n', 'utf-8')
    tested, read = (run_in(checkout, command) for command in commands_of(given))
    assert '2 passed' in tested
    assert '各县民政局：' in read


def test_a_template_is_added_as_the_page_tells(checkout):
    given = blocks('How to add a template')
    write_files(checkout, given)
    made, tested, checked = (run_in(checkout, command) for command in commands_of(given))
    assert '收件回函.docx' in made
    assert '1 passed' in tested
    assert '没有发现错误' in checked
    same = (ROOT / 'templates').iterdir()
    assert all((checkout / 'templates' / path.name).read_bytes() == path.read_bytes() for path in same)


def in_office(shoufa, tmp_path, given):
    """The commands of a how-to one after the other in an office beside its files; what each said."""
    assert shoufa('init', '办公室').returncode == 0
    write_files(tmp_path, given)
    told = []
    for command in commands_of(given):
        program, *words = shlex.split(command)
        if program == 'cp':
            shutil.copy(tmp_path / words[0], tmp_path / words[1])
            continue
        done = shoufa(*words)
        assert done.returncode == 0, (command, done.stderr)
        told.append(done.stdout)
    return told


def test_a_form_is_added_as_the_page_tells(shoufa, tmp_path):
    checked, accepted, shown, read = in_office(shoufa, tmp_path, blocks('How to add a form'))
    assert '可以用：《社会组织活动场所登记表》' in checked
    assert (tmp_path / '办公室' / '表样' / 'rooms_2026年版.toml').is_file()
    assert 'rooms' in accepted
    assert '活动用房总数' in shown
    assert '自有用房5间多于活动用房总数3间' in read


def test_a_campaign_is_added_as_the_page_tells(shoufa, tmp_path):
    _, shown, _, planned = in_office(shoufa, tmp_path, blocks('How to add a campaign'))
    assert '办法　单独组建' in shown
    assert '建立党组织的比例不低于60%' in shown
    first, second = planned.split('示例市乙二协会')
    assert '已定\n　单独组建' in first
    assert '存疑\n　联合组建' in second
