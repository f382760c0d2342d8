"""保存期限: which originals were kept long enough, and their destruction, which a person orders one by one.

Nothing goes by itself. The entry in the register, its hash, what the ledger took from the paper and the
record of what was done stay; what goes are the files in 存档/ and the text that was read from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, get_args

from model.errors import BadSetting, UsageFault
from model.register import Entry, Kind
from office.config import Workplace
from store import audit, containers, register, retention
from store.engine import Connection, atomic, reading
from text.settings import toml_to_settings

SETTINGS = '保存期限.toml'
"""The office's own file; without it nothing is ever due, and logs are kept LOGS_DAYS."""

LOGS_DAYS = 184
"""网络安全法 art. 21: network logs are kept not less than six months; six months have 184 days at most."""

_ACT = 'original_destroyed'
_ENDED = ('done', 'withdrawn', 'returned', 'forwarded')
_SHORTEST_WHY = 4
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Policy:
    """How long logs are kept, in days, and originals, in years by kind; a kind not told is kept for good."""

    logs_days: int = LOGS_DAYS
    years: dict[str, int] = field(default_factory=dict)


class Due(NamedTuple):
    """An entry whose original was kept long enough, since when, and why it stays; None: it may go."""

    entry: Entry
    since: dt.date
    held: str | None


def load_policy(root: Path) -> Policy:
    """The policy of the office in this folder.

    Raises:
        BadSetting: the file is wrong, or asks for less than the law.
    """
    path = root / SETTINGS
    if not path.is_file():
        return Policy()
    policy = toml_to_settings(path.read_bytes(), Policy, f"设置文件 {SETTINGS} ")
    if policy.logs_days < LOGS_DAYS:
        raise BadSetting(
            f"{SETTINGS} 中 logs_days = {policy.logs_days}，日志至少要留{LOGS_DAYS}天"
            "（网络安全法第二十一条：不少于六个月）。请改正后再试。"
        )
    for kind, years in policy.years.items():
        if kind not in get_args(Kind) or not 1 <= years <= _LONGEST:
            raise BadSetting(
                f"{SETTINGS} 中 years.{kind} = {years}：种类应是 {'、'.join(get_args(Kind))}，"
                f"年数从1到{_LONGEST}；永久保存的不写。请改正后再试。"
            )
    return policy


def list_due(place: Workplace) -> list[Due]:
    """Entries whose originals are still kept and need not be, the oldest first."""
    years = load_policy(place.rooms.root).years
    with reading(place.engine) as connection:
        used = retention.in_use(connection)
        entries = register.list_entries(connection, _ENDED)
    aged = ((entry, _until(entry, years)) for entry in entries if entry.archived_as)
    return [
        Due(entry, day, used.get(entry.number))
        for entry, day in aged
        if day is not None and day <= place.today
    ]


def _until(entry: Entry, years: dict[str, int]) -> dt.date | None:
    """The first day on which nobody has to keep it: full years, from the first of January after it came."""
    kept = years.get(entry.kind or '')
    return dt.date(entry.received_at.year + 1 + kept, 1, 1) if kept else None


def destroy(place: Workplace, numbers: Sequence[int], why: str) -> list[str]:
    """Destroy the originals of these entries, each with its line on record; gives lines for the person.

    All are looked at first: where one may not go, none goes. Killed half way and run again, it ends what
    was begun.

    Raises:
        UsageFault: no reason, or a number that is not due or still in use.
    """
    if len(why.strip()) < _SHORTEST_WHY:
        raise UsageFault("销毁原件要写明理由和批准（如：经局长办公会批准的销毁清册第3号），会记入操作记录。")
    due = {one.entry.number: one for one in list_due(place)}
    begun = _begun(place)
    for number in numbers:
        _check(number, due, begun)
    told = []
    for number in dict.fromkeys(numbers):
        if number in due:
            with atomic(place.engine) as connection:
                begun[number] = _let_go(place, connection, due[number].entry, why.strip())
        told.append(_told(place, number, begun[number]))
    return told


def _check(number: int, due: dict[int, Due], begun: dict[int, tuple[str, ...]]) -> None:
    held = due[number].held if number in due else None
    if held:
        raise UsageFault(f"收文第{number}号{held}，不能销毁。一件都没有销毁，请办完或去掉这一号后再试。")
    if number not in due and number not in begun:
        raise UsageFault(
            f"收文第{number}号没有到保存期限，或没有定期限（{SETTINGS}）。"
            "一件都没有销毁，用 shoufa retention list 查看到期的。"
        )


def _let_go(place: Workplace, connection: Connection, entry: Entry, why: str) -> tuple[str, ...]:
    files = retention.originals(connection, entry.number)
    retention.let_go(connection, [entry.number], f"原件已于{place.today}按保存期限销毁")
    detail = {'files': files, 'sha256': entry.sha256, 'why': why}
    about = str(entry.number)
    audit.note(connection, actor=place.actor, act=_ACT, about=about, at=place.now(), detail=detail)
    return files


def _begun(place: Workplace) -> dict[int, tuple[str, ...]]:
    """The files of what was put on record as destroyed, by number."""
    with reading(place.engine) as connection:
        lines = audit.of_act(connection, _ACT)
    return {int(line['about']): tuple(line['detail']['files']) for line in lines}


def _told(place: Workplace, number: int, files: Iterable[str]) -> str:
    """Remove the files, and say what is left elsewhere."""
    for name in files:
        (place.rooms.archive / name).unlink(missing_ok=True)
    with reading(place.engine) as connection:
        entry = register.get(connection, number)
        around = containers.parents(connection, entry.container if entry else None)
    left = "、".join(f"“{one.file}”" for one in around if one.archived_as)
    rest = f"；它随{left}收进，那一份整件仍在 存档/" if left else ""
    return f"收文第{number}号的原件已销毁，登记、台账和操作记录保留{rest}。备份里的旧件请按备份的期限处理。"
