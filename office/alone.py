"""A paper in a process of its own, since processes died with it in hand: it breaks no other one."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.errors import ReaderFailed
from office.config import Workplace
from office.inbox import Arrival
from office.taking import Outcome

PROGRAM = ('-m', 'office.alone')
TRIES = 2
LONGEST_S = 600.0
_ROOT = Path(__file__).parent.parent


class Fatal(ReaderFailed):
    """It ends or stops every process that works on it."""

    code = 'stops_the_program'


def take_in_alone(place: Workplace, group: Sequence[Arrival]) -> list[Outcome]:
    """What becomes of these, each try in a process of its own.

    Raises:
        Fatal: every one of them died or hung.
    """
    for _ in range(TRIES):
        try:
            done = subprocess.run(  # noqa: S603  # our own program
                [sys.executable, '-P', '-X', 'utf8', *PROGRAM],
                input=json.dumps(_wish(place, group), default=str).encode(),
                capture_output=True,
                timeout=LONGEST_S,
                env={**os.environ, 'PYTHONPATH': os.pathsep.join([str(_ROOT), *sys.path])},
                check=False,
            )
        except subprocess.TimeoutExpired:
            continue
        if done.returncode == 0:
            return [Outcome(**one) for one in json.loads(done.stdout)]
    raise Fatal(
        f"处理“{group[0].file}”时程序{TRIES + 2}次中断，文件已放到 无法读取/，没有改动。"
        "请打开核对内容，另存为 .docx 或 .xlsx 再放入；仍不行时把 shoufa doctor --out 的结果交给维护人员。"
    )


def _wish(place: Workplace, group: Sequence[Arrival]) -> dict[str, Any]:
    return {
        'root': place.rooms.root.absolute(),
        'today': place.today,
        'group': [one._asdict() for one in group],
    }


def _to_arrival(plain: dict[str, Any]) -> Arrival:
    further = tuple(_to_arrival(dict(zip(Arrival._fields, one, strict=True))) for one in plain['further'])
    return Arrival(**{**plain, 'path': Path(plain['path']), 'further': further})


def main() -> None:
    """Take in what standard input tells of, and tell on standard output what became of it, both JSON."""
    from extractors.readers.process.pool import ReadingPool
    from office.config import open_workplace
    from office.intake import take_in_looked
    from office.looking import look_at

    wish = json.load(sys.stdin)
    today = dt.date.fromisoformat(wish['today'])
    with open_workplace(Path(wish['root']), today) as place, ReadingPool() as pool:
        looked = look_at(place, pool, [_to_arrival(one) for one in wish['group']])
        outcomes = list(take_in_looked(place, pool, looked))
    json.dump([asdict(one) for one in outcomes], sys.stdout)


if __name__ == '__main__':
    main()
