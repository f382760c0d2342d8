"""No network at run time: the whole job runs where no socket can be made."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

WITHOUT_SOCKETS = """
import sys

def refuse(event, args):
    if event.startswith('socket.') and event != 'socket.gethostname':
        raise RuntimeError('a socket was asked for: ' + event)

sys.addaudithook(refuse)
sys.path.insert(0, {root!r})
sys.argv = ['shoufa', 'demo', {folder!r}]
import cli
cli.main()
"""


def test_the_demonstration_needs_no_socket(tmp_path):
    program = WITHOUT_SOCKETS.format(root=str(ROOT), folder=str(tmp_path / '示例'))
    done = subprocess.run([sys.executable, '-c', program], capture_output=True, encoding='utf-8', check=False)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / '示例' / '发文').glob('*.docx'))) >= 12
