"""Our press against docxtpl, on the letters as they are drafted (python -m bench.outgoing).

cpu_ms_per_letter is press and write, without fsync and trace; batch_ms_per_letter the whole way of an
office: looked at, fsync, database, manifest and trace file. docxtpl prints the same values, marks taken out.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import docxtpl

from model.office import Office
from model.subject import Organisation
from office.config import load_office, open_workplace
from office.writing import write_drafts
from outgoing.dispatch import dispatch_letter
from outgoing.draft import Basis, Draft, Instructor
from outgoing.marks import unmarked
from outgoing.press import ENVIRONMENT, Press

ROOT = Path(__file__).parent.parent
SETTINGS = ROOT / 'examples' / 'office' / 'office.toml'
MEMORY = Path('/dev/shm')  # noqa: S108  # written files are the work of both ways, the disk's is of neither
BASIS = Basis("关于向社会组织选派党建工作指导员的通知", "示民函〔2026〕12号")
PEER_LETTERS = 100
BATCH_LETTERS = 2_000
WARM = 1_000
ROUNDS = 10  # both ways in turn, so that a busy machine slows both


def letters(office: Office) -> Iterator[Draft]:
    """Fictional letters without end."""
    issuing = next(name for name in office.issuing_names if name.id == office.dispatch_as)
    number = 0
    while True:
        number += 1
        society = Organisation(
            number, f"示例市第{number}文化促进会", None, "甲县", type="社会团体", supervisor=None
        )
        person = Instructor(number, "示例一", "示例市民政局社会组织管理科", "副科长", f'0000-{number:07d}')
        yield dispatch_letter(office, issuing, society, person, BASIS, 2026)


def by_docxtpl(draft: Draft) -> bytes:
    """One letter as a program that knows docxtpl would make it."""
    document = docxtpl.DocxTemplate(ROOT / 'templates' / draft.template)
    document.render(plain(draft.context), ENVIRONMENT)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def plain(value: Any) -> Any:
    """A context without marks."""
    if isinstance(value, str):
        return unmarked(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in value.items()} if hasattr(value, 'items') else value


def cpu_ms(work: Callable[[Draft], bytes], drafts: list[Draft], folder: Path) -> float:
    """CPU milliseconds a letter, printed and written under its name."""
    start = time.process_time()
    for draft in drafts:
        (folder / draft.file_name).write_bytes(work(draft))
    return (time.process_time() - start) / len(drafts) * 1000


def resident_mb() -> float:
    """What this process holds in memory now."""
    pages = int(Path('/proc/self/statm').read_text('utf-8').split()[1])
    return pages * os.sysconf('SC_PAGE_SIZE') / 2**20


def measured(size: int, folder: Path) -> dict[str, float]:
    """Ours and docxtpl in turn; memory after the first thousand letters and after the last."""
    stream = letters(load_office(SETTINGS))
    press = Press(ROOT / 'templates' / next(stream).template)

    def ours(draft: Draft) -> bytes:
        return press.print_document(draft.context)

    count, peers = max(size // ROUNDS, 1), max(min(size, PEER_LETTERS) // ROUNDS, 1)
    times = []
    warm = 0.0
    for done in range(ROUNDS):
        mine = cpu_ms(ours, list(islice(stream, count)), folder)
        times.append((mine, cpu_ms(by_docxtpl, list(islice(stream, peers)), folder)))
        warm = resident_mb() if done * count < WARM else warm
    own, peer = (median(way) for way in zip(*times, strict=True))
    return {
        'cpu_ms_per_letter': round(own, 4),
        'ratio_to_docxtpl': round(peer / own, 1),
        'docxtpl_ms_per_letter': round(peer, 3),
        'letters': count * ROUNDS,
        'rss_growth_mb': round(resident_mb() - warm, 1),
    }


def batch_ms(count: int, root: Path) -> float:
    """CPU milliseconds a letter on the office's whole way to 发文/."""
    shutil.copyfile(SETTINGS, root / 'office.toml')
    with open_workplace(root) as place:
        drafts = list(islice(letters(place.office), count))
        start = time.process_time()
        write_drafts(place, drafts, "示例活动")
        return round((time.process_time() - start) / count * 1000, 3)


def main() -> None:
    """Prints a table, and with --json one object as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument('--size', type=int, default=10_000)
    parser.add_argument('--json', action='store_true')
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        found = measured(arguments.size, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        found['batch_ms_per_letter'] = batch_ms(min(arguments.size, BATCH_LETTERS), Path(folder))
    for key, value in found.items():
        print(f'{key:<24}{value:>12}')
    if arguments.json:
        print(json.dumps(found))


if __name__ == '__main__':
    main()
