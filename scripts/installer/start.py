"""Start the program of the version this file lies in: what the launchers call.

With the word `open` it opens the desk of the first office and shows it in the browser.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = Path(__file__).resolve().parent.parent.parent
ROOT = APP.parent.parent.parent


def main() -> None:
    """Run `shoufa` with the words given."""
    sys.path[0] = str(APP)
    sys.argv[0] = str(ROOT / ('shoufa.cmd' if os.name == 'nt' else 'bin/shoufa'))
    if sys.argv[1:2] == ['open']:
        _open()
    import cli

    cli.main()


def _open() -> None:
    """The words become those of the desk; a browser follows once it answers."""
    import threading
    import webbrowser

    offices = (ROOT / 'offices').read_text('utf-8').splitlines() if (ROOT / 'offices').exists() else []
    if not offices:
        sys.exit(
            "还没有说明办公室在哪：请用 --office 文件夹 再安装一次，或运行 shoufa --office 文件夹 desk。"
        )
    sys.argv[1:] = ['--office', offices[0], 'desk', *sys.argv[2:]]
    shown = threading.Timer(3, webbrowser.open, ['http://127.0.0.1:8765/'])
    shown.daemon = True
    shown.start()


if __name__ == '__main__':
    main()
