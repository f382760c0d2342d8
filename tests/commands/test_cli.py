import re

import click
import pytest

from cli import LINES, program


def commands(group, path=()):
    """Every command of the program with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL = list(commands(program))
HAN = re.compile('[一-鿿]')


@pytest.mark.parametrize(('words', 'command'), ALL, ids=[' '.join(words) for words, _ in ALL])
def test_every_command_and_option_explains_itself_in_chinese(words, command):
    assert HAN.search(command.help or '')
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert HAN.search(parameter.help or ''), parameter.name


@pytest.mark.parametrize('name', LINES)
def test_the_short_help_agrees_with_the_command(name):
    assert HAN.search(LINES[name].help)
    assert program.get_command(click.Context(program), name) is not None


def test_help_imports_nothing_heavy(process):
    done = process('--help')
    assert done.returncode == 0
    assert '用法：' in done.stdout


@pytest.mark.parametrize(
    'arguments', [('没有',), ('read', '--no'), ('--today', '昨天', 'due'), ('ledger', 'show')]
)
def test_a_wrong_call_is_told_in_chinese(shoufa, arguments):
    done = shoufa(*arguments)
    assert done.returncode == 2
    assert HAN.search(done.stderr)
    assert 'Traceback' not in done.stderr


def test_outside_an_office_a_command_says_how_to_make_one(process):
    done = process('due')
    assert done.returncode == 4
    assert 'shoufa init' in done.stderr


def test_common_options_stand_before_or_after(shoufa, tmp_path):
    assert shoufa('init', tmp_path / '办').returncode == 0
    before = shoufa('--office', tmp_path / '办', 'register', 'list')
    after = shoufa('register', 'list', '--office', tmp_path / '办')
    assert (before.returncode, after.returncode) == (0, 0), after.stderr


def test_an_office_is_not_made_over_another(shoufa, tmp_path):
    shoufa('init', tmp_path / '办')
    assert shoufa('init', tmp_path / '办').returncode == 2
