"""Every command line that the pages print is one the program takes; what needs no prepared state is run."""

import re
import shlex
import shutil
import ssl
import subprocess
from pathlib import Path
from textwrap import dedent

import click
import pytest

from cli import LINES, program
from tests.tools import missing

ROOT = Path(__file__).parent.parent.parent
PAGES = [
    ROOT / 'README.md',
    *(ROOT / 'docs' / f'{name}.md' for name in ('手册', '管理', '安装', 'developing')),
]
SPAN = re.compile(r'(?<!`)`([^`\n]+)`(?!`)')
FENCE = re.compile(r'^ *```\w*(?: \S+)?\n(.*?)^ *```$', re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r'^(?:\S*/)?shoufa (?=\S)')
STANDS_FOR = {
    '编号': '1', '收文编号': '1', '号': '1', '行号': '1', '日期': '2026-03-13', '办公室': '办公室',
    '年份': '2026', '年': '2026', 'N': '1', 'DAY': '2026-03-13', '序号:校验值': f'1:{"0" * 64}',
    '理由': '只是举例，不涉密',
}  # fmt: skip
"""Words of the pages that a reader fills in, where the program wants something of a kind."""


def lines_of(page):
    """Commands as printed, without the program's name; a span without it where more than a name stands."""
    text = page.read_text('utf-8')
    for block in FENCE.findall(text):
        for line in block.replace('\\\n', ' ').splitlines():
            if PROGRAM.match(line.strip()):
                yield PROGRAM.sub('', line.strip().split('  #')[0])
    for span in SPAN.findall(FENCE.sub('', text)):
        bare = PROGRAM.sub('', span)
        if bare != span or (bare.split()[0] in LINES and ' ' in bare):
            yield bare


def words_of(line):
    """A line as the shell would cut it, with what stands for something filled in."""
    words = shlex.split(re.sub(r'[\[\]]|…+|\.\.\.', '', line))
    return [STANDS_FOR.get(word, word) for word in words]


def parse(words):
    """The command's path, its options and arguments taken in but not run; raises click's own errors.

    A line that is nothing but a path only names the command.
    """
    context = program.make_context('shoufa', list(words))
    path, rest = [], [*context._protected_args, *context.args]
    while isinstance(context.command, click.Group) and rest:
        name, command, rest = context.command.resolve_command(context, rest)
        path.append(str(name))
        if rest and command:
            context = command.make_context(name, rest, parent=context)
            rest = [*context._protected_args, *context.args] if isinstance(command, click.Group) else []
    return ' '.join(path)


@pytest.mark.parametrize('page', PAGES, ids=lambda page: page.name)
def test_every_command_line_is_one_the_program_takes(page):
    refused = {}
    for line in sorted(set(lines_of(page))):
        try:
            parse(words_of(line))
        except click.UsageError as error:
            refused[line] = error.format_message()
    assert refused == {}


def options(command):
    yield from (name for param in command.params for name in param.opts)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from options(command.get_command(context, name))


def test_every_option_the_handbook_names_is_one_of_the_program():
    known = {*options(program), '--help'}
    for name in ('手册', '管理'):
        spans = SPAN.findall(FENCE.sub('', (ROOT / 'docs' / f'{name}.md').read_text('utf-8')))
        named = {word for span in spans if span.startswith('--') for word in span.split()[:1]}
        assert named <= known, name


READY = {
    *(
        'take-in',
        'review list',
        'due',
        'register list',
        'ledger stats',
        'ledger acts',
        'ledger export',
        'doctor',
    ),
    *('audit list', 'audit verify', 'audit export', 'retention list', 'secrecy list', 'secrecy release'),
    *(
        'handover',
        'sanity',
        'backup',
        'restore',
        'outbox list',
        'outbox gaps',
        'outbox register',
        'forms list',
    ),
    *(
        'layouts list',
        'when',
        'campaign list',
        'ledger statements',
        'instructors expiring',
        'register export',
    ),
    *('ledger find', 'register show', 'register slip', 'worker'),
}
"""What an office with a ledger and a paper in its inbox can do at once."""
ELSEWHERE = ('--watch', 'worker', '--database', '--head', '--against', 'verify 操作', '--compare')
"""Goes on for ever, or needs a server, a hash of before or what another line makes first."""


@pytest.fixture
def office(shoufa, tmp_path):
    assert shoufa('init', '办公室').returncode == 0
    (tmp_path / '台账.csv').write_text('社会组织名称,所属县区\n示例市甲一商会,甲县\n', 'utf-8')
    assert shoufa('--office', '办公室', 'ledger', 'import', '台账.csv').returncode == 0
    (tmp_path / '办公室' / '收文' / '通知.txt').write_text(
        '关于开会的通知\n\n各科室：\n请于3月20日到会。\n', 'utf-8'
    )
    handbook = (ROOT / 'docs' / '手册.md').read_text('utf-8')
    (policy,) = re.findall(r'```toml 保存期限.toml\n(.*?)```', handbook, re.DOTALL)
    (tmp_path / '办公室' / '保存期限.toml').write_text(dedent(policy), 'utf-8')
    (tmp_path / '文件').write_text('学习材料\n', 'utf-8')
    return tmp_path / '办公室'


def test_lines_that_need_nothing_prepared_do_their_work(shoufa, office):
    bare = {re.sub(r'^--office \S+ ', '', line) for page in PAGES for line in lines_of(page)}
    told = {line: words_of(line) for line in bare if not any(word in line for word in ELSEWHERE)}
    ready = {line: words for line, words in told.items() if parse(words) in READY and not names_only(words)}
    first_take_in_last_restore = sorted(ready, key=lambda line: (line != 'take-in', 'restore' in line, line))
    failed = {}
    for line in first_take_in_last_restore:
        done = shoufa('--office', '办公室', *ready[line])
        if done.returncode:
            failed[line] = done.stderr
    assert failed == {}
    assert len(ready) > 30


def names_only(words):
    """Whether a line is a mention of a command that wants more."""
    return len(words) == 1 and words[0] in {'backup', 'restore', 'handover'}


def test_the_certificate_of_the_page_is_made_and_serves(tmp_path):
    if not shutil.which('openssl'):
        missing('openssl is not installed')
    text = (ROOT / 'docs' / '安装.md').read_text('utf-8').replace('\\\n', ' ')
    (line,) = re.findall(r'^openssl .*$', text, re.MULTILINE)
    subprocess.run(
        shlex.split(line.replace('rsa:3072', 'rsa:2048')), cwd=tmp_path, check=True, capture_output=True
    )
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(tmp_path / '证书.pem', tmp_path / '私钥.pem')
