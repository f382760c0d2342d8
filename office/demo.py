"""The demonstration: a fictional office from its inbox to its letters, circular and report."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from model.errors import CannotStart, UsageFault
from model.register import ReviewItem
from office.config import Rooms, open_workplace
from office.dispatching import Dispatched, dispatch
from office.founding import found
from office.importing import import_ledger
from office.instructing import import_instructors
from office.intake import Outcome, take_in
from office.ledger_acts import organisations
from office.planning import start
from office.reporting import circular, report
from office.reviewing import waiting
from office.writing import Sent

EXAMPLE = Path(__file__).parent.parent / 'examples' / 'office'
TODAY = dt.date(2026, 3, 13)
CAMPAIGN = '百日组建'
MARK = '.示例'


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demonstration left to look at."""

    rooms: Rooms
    letters: Dispatched
    circular: Sent
    report: Sent
    waiting: tuple[ReviewItem, ...]


def settle_in(root: Path) -> None:
    """The example's files in a new folder; a folder that holds a demonstration already is used again.

    Raises:
        UsageFault: the folder holds something else.
        CannotStart: the example does not stand beside the program.
    """
    if not EXAMPLE.is_dir():
        raise CannotStart("找不到示例材料（examples/office）。请从完整的源码目录运行演示。")
    if (root / MARK).exists():
        return
    if root.exists() and any(root.iterdir()):
        raise UsageFault(f"“{root}”里有别的东西，演示不去动它。请换一个空文件夹。")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    found(root)
    (root / MARK).write_text("演示用，可以整个删除。\n", 'utf-8')


def first_day(root: Path, today: dt.date) -> str:
    """The ledger, the instructors and the campaign, unless they are there already."""
    with open_workplace(root, today) as place:
        if organisations(place):
            return "台账、指导员、活动都已就绪。"
        ledger = import_ledger(place, root / '台账.xlsx')
        people = import_instructors(place, root / '指导员.xlsx')
        begun = start(place, CAMPAIGN)
        return (
            f"台账导入{len(ledger.added)}家（剔除合计{ledger.totals_dropped}行，待核{ledger.questions}项）；"
            f"指导员{people.instructors}名，联系{people.assigned}家。{begun}"
        )


def morning_post(root: Path, today: dt.date) -> Iterator[Outcome]:
    """The inbox taken in, one outcome a file."""
    with open_workplace(root, today) as place:
        yield from take_in(place)


def papers(root: Path, today: dt.date) -> Shown:
    """Letters, circular and report drafted."""
    with open_workplace(root, today) as place:
        letters = dispatch(place, CAMPAIGN)
        progress, upward = circular(place, CAMPAIGN), report(place, CAMPAIGN)
        return Shown(place.rooms, letters, progress, upward, tuple(waiting(place)))
