"""Our press against docxtpl on the same template and the same values (python -m bench.outgoing)."""

from __future__ import annotations

import argparse
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import docxtpl

from outgoing.press import ENVIRONMENT, Press

TEMPLATE = Path(__file__).parent.parent / 'templates' / "选派函.docx"
PEER_LETTERS = 100
ROUNDS = 10  # both ways in turn, so that a busy machine slows both


def letter(number: int) -> dict[str, Any]:
    """The values of one fictional letter."""
    name = f"示例市第{number}文化促进会"
    return {
        'mark': "中共示例市民政局党组",
        'number': "示民党函〔2026〕　号",
        'title': f"中共示例市民政局党组关于选派示例一同志担任{name}党建工作指导员的函",
        'title_lines': f"中共示例市民政局党组关于选派\n示例一同志担任{name}\n党建工作指导员的函",
        'recipient': name,
        'basis': "《关于向社会组织选派党建工作指导员的通知》（示民函〔2026〕12号）",
        'decision': "经局党组研究",
        'instructor': "示例一同志（示例市民政局社会组织管理科副科长）",
        'you': "贵会",
        'issuing': "中共示例市民政局党组",
        'date': "2026年　月　日",
        'contact': ["联系人：社会组织管理科示例二", f"联系电话：0000-{number:07d}"],
    }


def cpu_ms(work: Callable[[int], object], count: int) -> float:
    """CPU milliseconds of one call, over `count` calls."""
    start = time.process_time()
    for number in range(count):
        work(number)
    return (time.process_time() - start) / count * 1000


def by_docxtpl(number: int) -> bytes:
    """One letter as a program that knows docxtpl would make it."""
    document = docxtpl.DocxTemplate(TEMPLATE)
    document.render(letter(number), ENVIRONMENT)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def main() -> None:
    """Prints a table, and with --json one object as the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument('--size', type=int, default=1000)
    parser.add_argument('--json', action='store_true')
    arguments = parser.parse_args()
    press = Press(TEMPLATE)
    count, peer_count = max(arguments.size // ROUNDS, 1), max(min(arguments.size, PEER_LETTERS) // ROUNDS, 1)
    rounds = [
        (cpu_ms(lambda number: press.print_document(letter(number)), count), cpu_ms(by_docxtpl, peer_count))
        for _ in range(ROUNDS)
    ]
    ours, peer = (median(times) for times in zip(*rounds, strict=True))
    print(f'{"way":<10}{"letters":>9}{"CPU ms a letter":>18}')
    print(f'{"ours":<10}{count * ROUNDS:>9}{ours:>18.3f}')
    print(f'{"docxtpl":<10}{peer_count * ROUNDS:>9}{peer:>18.3f}')
    if arguments.json:
        print(json.dumps({'cpu_ms_per_letter': round(ours, 4), 'ratio_to_docxtpl': round(peer / ours, 1)}))


if __name__ == '__main__':
    main()
