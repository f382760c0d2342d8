"""The day at a glance: what came in, what waits, how campaigns stand, and whether the folder is alive."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from typing import NamedTuple

from extractors.readers.scans import stack
from office import outgoing_list, planning, register_pages, releasing, retrying, turn_taking
from office.config import Workplace
from office.inbox import arrivals
from office.plan_looking import STATES
from office.register_pages import Line
from office.retrying import Failed
from store import plan_pages, register_lists, workers
from store.engine import reading
from store.register_lists import Wanted
from store.workers import Worker

_NEWEST = 8
_LITTLE = 2 * 1024**3


class Pulse(NamedTuple):
    """The folder's heartbeat: how many files wait in 收文/, when something last came in, what to heed.

    waiting is None where the folder cannot be looked into; watchers are the processes that take papers in and
    live.
    """

    waiting: int | None
    last: dt.datetime | None
    warnings: tuple[str, ...]
    watchers: tuple[Worker, ...] = ()

    @property
    def watched(self) -> str:
        """Whether what is put into 收文/ comes in by itself."""
        if not self.watchers:
            return "没有进程在看守：放进文件夹的，要点“上传或收文”才收"
        return f"有{len(self.watchers)}个进程在看守：放进文件夹就会收"


class Campaign(NamedTuple):
    """A running campaign: its next round, of how many, due when; None after the last or without any."""

    id: str
    title: str
    began: dt.date
    round: int | None
    rounds: int
    due: dt.date | None


class Day(NamedTuple):
    """What a person on duty looks at first; counts by state and by kind hold no zeros."""

    came: int
    newest: list[Line]
    states: dict[str, int]
    questions: dict[str, int]
    failed: list[Failed]
    stops: int
    outgoing: dict[str, int]
    campaigns: list[Campaign]


def pulse(place: Workplace) -> Pulse:
    """Whether papers can come in, and whether some wait."""
    with reading(place.engine) as connection:
        last = register_lists.last_received(connection)
        heard = workers.list_all(connection)
    watchers = tuple(one for one in heard if turn_taking.lives(place, one.name))
    warnings = [
        f"看守进程 {one.name} 从 {one.seen:%m月%d日 %H:%M} 起没有动静，请告诉管理员重新启动。"
        for one in heard
        if one not in watchers
    ]
    warnings += [f"看守进程 {one.name}：{one.note}" for one in watchers if one.note]
    waiting: int | None = None
    try:
        waiting = len(arrivals(place.rooms.inbox))
        if (free := shutil.disk_usage(place.rooms.root).free) < _LITTLE:
            warnings.append(f"磁盘只剩 {free // 1024**2}MB，请清理或告诉管理员，写满后不能再收文。")
    except OSError as error:
        warnings.append(f"收文/ 文件夹打不开（{error.strerror}）。请检查共享盘和权限。")
    if not stack.is_installed():
        warnings.append("没有装文字识别：扫描件和照片只登记为待识别。需要时请管理员安装。")
    return Pulse(waiting, last, tuple(warnings), watchers)


def day(place: Workplace) -> Day:
    """The day's papers, questions, failures, drafts and campaigns."""
    newest, came = register_pages.page_of(place, Wanted(first=place.today), 0, _NEWEST)
    if not newest:
        newest, _ = register_pages.page_of(place, Wanted(), 0, _NEWEST)
    with reading(place.engine) as connection:
        states = register_lists.count_states(connection)
        questions = register_lists.count_questions(connection)
    stops = sum(one.released_by is None for one in releasing.stops(place))
    outgoing = outgoing_list.count_papers(place)
    failed = retrying.failed(place)
    return Day(came, newest, states, questions, failed, stops, outgoing, _campaigns(place))


def plans_told(place: Workplace) -> dict[str, str]:
    """How far each running campaign's plan is decided, by its id: 计划 待定3、已采用120; '' without."""
    running = [pack.id for pack, began in planning.list_packs(place) if began]
    with reading(place.engine) as connection:
        counts = {one: plan_pages.counts(connection, one) for one in running}
    return {one: _plan_told(counted) for one, counted in counts.items()}


def _plan_told(counted: dict[tuple[str, str], int]) -> str:
    states: Counter[str] = Counter()
    for (state, _), number in counted.items():
        states[state] += number
    told = '、'.join(f"{name}{states[key]}" for key, name in STATES.items() if states[key])
    return f"计划 {told}" if told else ''


def _campaigns(place: Workplace) -> list[Campaign]:
    found = []
    for pack, began in planning.list_packs(place):
        if began:
            days = planning.round_days(pack)
            coming = next((number for number, one in enumerate(days, 1) if one >= place.today), None)
            due = days[coming - 1] if coming else None
            found.append(Campaign(pack.id, pack.title, began, coming, len(days), due))
    return sorted(found, key=lambda one: (one.due is None, one.due or one.began))
