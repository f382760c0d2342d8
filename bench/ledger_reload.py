"""A saved index mapped by a process of its own: `python -m bench.ledger_reload FOLDER`.

FOLDER holds the index and asked.json, [[name, county], ...]. Prints one JSON object: CPU seconds until the
index answers, and the memory of the process after the questions, in MB.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.held_names import country
from bench.held_noise import Question
from ledger.index import NameIndex, with_changes
from ledger.match import match
from store import name_index


def save(index: NameIndex, folder: Path) -> float:
    """Keep an index for other processes; gives its size in MB."""
    from ledger.blocks import block_mark

    name_index.save(index.base, 1, block_mark(index.regions), folder)
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


def reload(folder: Path, questions: Iterable[Question]) -> dict[str, Any]:
    """What a fresh process needs to map the index of a folder and to answer these questions."""
    asked = [(one.name, one.region) for one in questions]
    (folder / 'asked.json').write_text(json.dumps(asked, ensure_ascii=False), 'utf-8')
    command = [sys.executable, '-m', 'bench.ledger_reload', str(folder)]
    done = subprocess.run(command, capture_output=True, encoding='utf-8', check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    """Map, answer, tell."""
    from ledger.blocks import block_mark

    folder = Path(sys.argv[1])
    asked = json.loads((folder / 'asked.json').read_text('utf-8'))
    regions = country()
    began = time.process_time()
    loaded = name_index.load(block_mark(regions), folder)
    assert loaded is not None, 'the index that was just saved cannot be read'
    index = with_changes(loaded[0], (), (), regions)
    spent = time.process_time() - began
    for name, region in asked:
        match(name, None, region, index)
    # getrusage would tell the parent's memory: it outlives exec.
    status = Path('/proc/self/status').read_text(encoding='ascii')
    memory = int(status.split('VmHWM:')[1].split()[0]) / 1024
    print(json.dumps({'reload_s': round(spent, 3), 'rss_mb': round(memory)}))


if __name__ == '__main__':
    main()
