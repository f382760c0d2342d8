"""Where the desk listens: this machine alone, others only with a certificate."""

import shutil
import socket
import ssl
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from desk.serve import Opened, check_opened
from model.errors import UsageFault
from tests.tools import missing

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def certificate(tmp_path):
    """A certificate for this machine, signed by itself."""
    openssl = shutil.which('openssl') or missing('openssl is not installed')
    made = tmp_path / '证书.pem', tmp_path / '私钥.pem'
    command = [
        openssl,
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
    ]
    more = ['-addext', 'subjectAltName=DNS:localhost', '-out', str(made[0]), '-keyout', str(made[1])]
    subprocess.run([*command, *more], check=True, capture_output=True)
    return made


def free_port():
    with socket.socket() as tried:
        tried.bind(('127.0.0.1', 0))
        return tried.getsockname()[1]


@pytest.fixture
def started(root):
    """started(options...): the desk as users start it; gives its port and the process."""
    running = []

    def start(*options):
        port = free_port()
        command = [sys.executable, str(ROOT / 'cli.py'), '--office', str(root), 'desk', '--port', str(port)]
        running.append(subprocess.Popen([*command, *map(str, options)], stderr=subprocess.PIPE))
        for _ in range(300):
            with socket.socket() as tried:
                if tried.connect_ex(('127.0.0.1', port)) == 0:
                    return port, running[-1]
            time.sleep(0.1)
        raise AssertionError('the desk did not open')

    yield start
    for one in running:
        one.terminate()
        one.communicate(timeout=20)


def test_others_are_let_in_only_with_a_certificate(tmp_path):
    with pytest.raises(UsageFault, match='证书'):
        check_opened(Opened('0.0.0.0'))
    with pytest.raises(UsageFault, match='一起给'):
        check_opened(Opened(certificate=tmp_path / '证书.pem'))
    with pytest.raises(UsageFault, match='找不到'):
        check_opened(Opened(certificate=tmp_path / '证书.pem', key=tmp_path / '私钥.pem'))
    check_opened(Opened())


def test_the_desk_opens_on_this_machine_and_ends_when_told(started):
    port, process = started()
    with closing(HTTPConnection('127.0.0.1', port, timeout=10)) as line:
        line.request('GET', '/')
        answer = line.getresponse()
        assert (answer.status, answer.headers['Location']) == (303, '/login')
    process.terminate()
    _, told = process.communicate(timeout=20)
    assert f'http://127.0.0.1:{port}/' in told.decode()


def test_with_a_certificate_it_speaks_tls_and_its_cookies_are_secure(started, certificate):
    paper, key = certificate
    port, _ = started('--certificate', paper, '--key', key, '--name', 'localhost')
    trusting = ssl.create_default_context(cafile=paper)
    with closing(HTTPSConnection('localhost', port, timeout=10, context=trusting)) as line:
        line.request('GET', '/login')
        answer = line.getresponse()
        assert answer.status == 200
        assert 'Secure' in answer.headers['Set-Cookie']
        assert 'max-age' in answer.headers['Strict-Transport-Security']


def test_a_port_in_use_is_told_with_what_to_do(root):
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, str(ROOT / 'cli.py'), '--office', str(root), 'desk', '--port', port]
        ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 4
    assert '换一个端口' in ended.stderr.decode()
