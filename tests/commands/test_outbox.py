"""issue and outbox as people type them."""

import datetime as dt
import json

import pytest

from office.config import open_workplace
from office.founding import found
from tests.office.conftest import SETTINGS
from tests.office.drafted import letters
from tests.outgoing.papers import docx, line, texts


@pytest.fixture
def office(tmp_path):
    root = tmp_path / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    found(root)
    with open_workplace(root, dt.date(2026, 3, 19)) as place:
        letters(place, 3)
    return root


def test_from_draft_to_receipt(shoufa, office, tmp_path):
    def run(*words):
        return shoufa('--office', office, '--today', '2026-03-19', *words)

    names = [office / '发文' / f'函00{number}.docx' for number in (1, 2, 3)]
    done = run('issue', *names, '--numbers', '21-23', '--date', '2026-03-19', '--signed-by', '示例一')
    assert (done.returncode, '共3份：已编号3份' in done.stdout) == (0, True), done.stderr
    assert '缺号　示民党函〔2026〕1-20号' in done.stdout
    assert texts(names[2].read_bytes())[1] == '示民党函〔2026〕23号'
    assert run('outbox', 'void', '示民党函', '2026', '1-20', '--why', '手工发文').returncode == 0
    assert '没有缺号' in run('outbox', 'gaps').stdout
    sealing = ('outbox', 'step', '函001.docx', '--to', '用印', '--by', '示例二')
    assert run(*sealing).stdout.startswith('已用印')
    assert run(*sealing).stdout.startswith('先前已用印，没有再记')
    assert run('outbox', 'step', '函001.docx', '--to', 'dispatched', '--by', '示例二').returncode == 0
    signed = run('outbox', 'receipt', '函001.docx', '--recipient', '函001', '--on', '2026-03-20')
    assert '已全部签收' in signed.stdout
    listed = json.loads(run('outbox', 'list', '--state', '签收', '--json').stdout)
    assert [(one['file'], one['doc_number']) for one in listed] == [('函001.docx', '示民党函〔2026〕21号')]
    register = json.loads(run('outbox', 'register', '--year', '2026', '--json').stdout)
    assert len(register) == 23
    assert register[20]['sealed'] == '是'
    shown = run('outbox', 'show', '函001.docx').stdout
    assert '签发　示例一' in shown
    assert '文号：示民党函〔2026〕21号' in shown
    written = run('outbox', 'register', '--out', tmp_path / '发文登记簿.xlsx')
    assert '23件' in written.stdout
    assert json.loads(run('outbox', 'receipts', '函002.docx', '--json').stdout)[0]['received_on'] is None
    for form in ('slip', 'labels', 'receipts'):
        assert run('outbox', form, '函001.docx', '--out', tmp_path / f'{form}.docx').returncode == 0


def test_exit_codes_say_what_happened(shoufa, office):
    def issue(*words):
        return shoufa('--office', office, 'issue', *words, '--date', '2026-03-19', '--signed-by', '示例一')

    assert issue('函001.docx', '--numbers', '1-2').returncode == 2
    assert issue('没有.docx', '--numbers', '1').returncode == 2
    path = office / '发文' / '函002.docx'
    path.write_bytes(docx(line('没有字号'), line('2026年　月　日')))
    done = issue(office / '发文', '--numbers', '1-3', '--json')
    told = json.loads(done.stdout)
    assert done.returncode == 3
    assert [line['status'] for line in told['lines']] == ['issued', 'refused', 'issued']
    assert [(gap['first'], gap['last']) for gap in told['gaps']] == [(2, 2)]
    back = shoufa('--office', office, 'outbox', 'back', '函002.docx', '--to', '拟稿', '--why', '改')
    assert back.returncode == 2
