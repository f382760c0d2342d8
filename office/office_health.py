"""How one office stands, told so that a helper outside may read it: counts and codes, nothing of any paper.

No name, telephone, title, address, path or file name is in it; settings are told by kind and number.
"""

from __future__ import annotations

import datetime as dt
import platform
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from model.errors import ShoufaError
from model.office import Layout, Office
from office import logs
from office.config import SETTINGS, Rooms, beijing_now, load_office
from office.health import Part
from office.inbox import is_wanted
from store.figures_of_store import StoreFigures, figures_of
from store.schema import head

_LITTLE = 2 << 30
_LOGS = 20
"""Files of logs that are looked through, the newest by day; kinds of errors that are told."""

_LEVEL = re.compile(r'[\d-]{10} [\d:,]+ (WARNING|ERROR|CRITICAL) ')
_FAULT = re.compile(r'⏎ ([A-Za-z]{1,40}) (?:\w{1,60}\.py:\d+ )*(\w{1,60}\.py:\d+)$')
_STILL_S = 120
"""Seconds after which a process that should be alive is not."""


def program() -> Part:
    """The versions a helper asks for first."""
    found = (
        f'shoufa {version("shoufa")}，Python {platform.python_version()}，'
        f'{platform.system()} {platform.release()} {platform.machine()}，结构 {head()}'
    )
    return Part("程序", ready=True, needed=True, found=found)


def examine_office(root: Path) -> Iterator[Part]:
    """The office in this folder, part by part, none where there is no office; nothing is changed."""
    rooms = Rooms(root)
    if not (root / SETTINGS).is_file():
        return
    yield _disk(rooms)
    yield _errors(rooms.root / logs.FOLDER)
    yield from (_folder(folder) for folder in rooms.all())
    try:
        office = load_office(root / SETTINGS)
    except ShoufaError as error:
        yield _shut("设置", error)
        return
    yield _settings(office, rooms)
    try:
        figures = figures_of(office.database or rooms.database)
    except ShoufaError as error:
        yield _shut("数据库", error)
        return
    yield from _store(figures, office, rooms)


def _shut(name: str, error: ShoufaError) -> Part:
    """What is wrong may name the office, so only its code is told."""
    cost = f"用不了（{error.code}）；直接运行任一命令看原因，如 shoufa register list"
    return Part(name, ready=False, needed=True, cost=cost)


def _disk(rooms: Rooms) -> Part:
    usage = shutil.disk_usage(rooms.root)
    ready = usage.free >= _LITTLE
    cost = '' if ready else "剩得太少，写满后不能再收文、发文；请清理或换大的磁盘"
    found = f"剩 {_size(usage.free)}，共 {_size(usage.total)}"
    return Part("磁盘", ready=ready, needed=False, found=found, cost=cost)


def _size(size: int) -> str:
    return f"{size / 2**30:.1f} GB" if size >= 2**30 else f"{size / 2**20:.1f} MB"


def _errors(folder: Path) -> Part:
    """Errors in the logs of the last days, by kind and place in the program; no word of any message."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob('*.log'), key=lambda one: one.stem[-10:])[-_LOGS:]:
        try:
            counts += _count_errors(path)
        except OSError:
            counts['读不了的日志'] += 1
    return Part("日志中的错误", ready=True, needed=False, found=_told(counts.most_common(_LOGS)))


def _count_errors(path: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    with path.open(encoding='utf-8', errors='replace') as stream:
        for line in stream:
            if found := _LEVEL.match(line):
                fault = _FAULT.search(line)
                counts[f'{fault[1]}@{fault[2]}' if fault else found[1]] += 1
    return counts


def _folder(folder: Path) -> Part:
    name = f"{folder.name}/"
    try:
        files = [path for path in folder.rglob('*') if path.is_file() and is_wanted(path.name)]
        told = f"{len(files)}个文件，{_size(sum(path.stat().st_size for path in files))}"
        if folder.name == '收文' and files:
            oldest = beijing_now().timestamp() - min(path.stat().st_mtime for path in files)
            told += f"，最早的放了{oldest / 3600:.0f}小时"
    except OSError as error:
        return Part(name, ready=False, needed=True, cost=f"打不开（{error.strerror}）；请检查磁盘和权限")
    return Part(name, ready=folder.is_dir(), needed=False, found=told)


def _settings(office: Office, rooms: Rooms) -> Part:
    told = (
        f"层级 {office.level}",
        f"身份 {'、'.join(office.roles) or '无'}",
        f"县区{len(office.counties)}个",
        f"发文名义{len(office.issuing_names)}个",
        f"提前{office.lead_days}个工作日",
        f"必经环节 {'、'.join(office.outgoing.steps) or '无'}",
        f"版面{'照默认' if office.layout == Layout() else '改过'}",
        f"自有活动{_count(rooms.packs, '*.toml')}个、表样{_count(rooms.forms, '*.toml')}个",
        f"放假安排{'已导入' if rooms.holidays.is_file() else '用自带的'}",
        "还有没填的〈〉" if '〈' in repr(office) else "都填了",
    )
    return Part("设置", ready=True, needed=True, found='；'.join(told))


def _count(folder: Path, pattern: str) -> int:
    return sum(1 for _ in folder.glob(pattern))


def _store(figures: StoreFigures, office: Office, rooms: Rooms) -> Iterator[Part]:
    size = '' if office.database else f"，{_size(rooms.database.stat().st_size)}"
    ready = figures.schema == head()
    cost = '' if ready else f"结构是 {figures.schema}，本程序的是 {head()}；打开办公室时会先备份再升级"
    kind = f"{figures.kind} {figures.version}，结构 {figures.schema}{size}"
    yield Part("数据库", ready=ready, needed=False, found=kind, cost=cost)
    yield Part("行数", ready=True, needed=False, found=_told(figures.lines.items()))
    for name, counts in figures.codes.items():
        if counts:
            yield Part(name, ready=True, needed=False, found=_told(counts.items()))
    last = f"{figures.last_on_record:%Y-%m-%d %H:%M}" if figures.last_on_record else "还没有"
    yield Part("最近一条操作记录", ready=True, needed=False, found=last)
    yield _processes(figures.seen)


def _told(counts: Iterable[tuple[str, int]]) -> str:
    return '，'.join(f'{name} {count}' for name, count in counts if count) or "空"


def _processes(seen: Iterable[dt.datetime]) -> Part:
    """Heartbeats of the processes that take papers in; without any, papers come in by command or desk."""
    name, now = "收文进程", beijing_now()
    ages = sorted(abs((now - one).total_seconds()) for one in seen)
    still = [age for age in ages if age > _STILL_S]
    found = f"{len(ages)}个，最近一次心跳在{ages[0]:.0f}秒前" if ages else "没有在运行"
    cost = (
        f"有{len(still)}个超过{_STILL_S}秒没有心跳；可能已停，重新启动即可，做了一半的会接着做"
        if still
        else ''
    )
    return Part(name, ready=not still, needed=False, found=found, cost=cost)
