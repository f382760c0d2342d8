"""Packs drafted from notices, files or registered ones; never over a pack that a person may have edited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from campaigns.doubts import doubts_of
from campaigns.draft import notice_to_pack
from campaigns.pack import load_pack
from campaigns.writing import pack_to_toml
from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from forms.load import definitions
from model.errors import BadSetting, SecrecyMark, UsageFault
from model.notice import Notice
from office.config import Workplace
from office.inbox import write_whole
from office.understanding import KIND_NAMES, understand
from store import audit, register
from store.engine import atomic, reading

_QUOTED = re.compile('“([^“”]{2,20})”')
_UNFIT = re.compile(r'[\s\\/:*?"<>|.《》]+')
_LONGEST = 30

Status = Literal['written', 'unchanged', 'beside']


@dataclass(frozen=True, slots=True)
class Drafted:
    """A pack on disk: written anew, there already, or beside one that differs; and what is doubtful in it."""

    file: str
    pack: str
    status: Status
    doubts: tuple[str, ...]


def draft_file(path: Path, out: Path) -> Drafted:
    """A notice's pack into this file, without an office.

    Raises:
        UsageFault: there is no such file, or it is no notice.
        BadInput: it cannot be read.
        SecrecyMark: it bears a mark.
    """
    notice = _read(path, path.name)
    return _write(notice, out, path.name)


def draft_pack(place: Workplace, source: str | int, out: Path | None = None) -> Drafted:
    """The pack of a registered notice or of a file, into 活动/ or the file named.

    source: a number of the register; a text may name a file too, which comes first.

    Raises:
        UsageFault: there is no such number or file, or it is no notice.
        BadInput: it cannot be read.
        SecrecyMark: it bears a mark.
    """
    path, told = _source(place, source)
    notice = _read(path, told)
    done = _write(notice, out or _target(place.rooms.packs, notice), told)
    with atomic(place.engine) as connection:
        detail = {'source': told, 'file': done.file}
        at = place.now()
        audit.note(connection, actor=place.actor, act='campaign_draft', about=done.pack, at=at, detail=detail)
    return done


def _source(place: Workplace, source: str | int) -> tuple[Path, str]:
    """Where the notice lies and what it is called: a number of the register, else a file."""
    if isinstance(source, str) and (not source.isdecimal() or Path(source).exists()):
        return Path(source), Path(source).name
    with reading(place.engine) as connection:
        entry = register.get(connection, int(source))
    if entry is None or entry.archived_as is None:
        raise UsageFault(f"收文登记簿里没有第{source}号，或它还没有存档。用 shoufa register 查看编号。")
    return place.rooms.archive / entry.archived_as, f'收文第{entry.number}号 {entry.file}'


def _read(path: Path, told: str) -> Notice:
    if not path.is_file():
        raise UsageFault(f"找不到文件“{path}”。请检查路径；收文登记簿里的通知可以写编号。")
    if secrecy_mark_in_name(path.name):
        raise SecrecyMark
    with ReadingPool() as pool:
        document = pool.read(path, told)
    if secrecy_mark(document, path.name):
        raise SecrecyMark
    understood = understand(document, definitions())
    if understood.notice is None:
        raise UsageFault(f"“{told}”是{KIND_NAMES[understood.kind]}，不是通知，起草不了活动。请换一份通知。")
    return understood.notice


def _write(notice: Notice, target: Path, told: str) -> Drafted:
    """The draft at the target, or the first free name beside it; the same bytes are not written twice."""
    forms = {title: form.id for form in definitions() for title in (form.title, *form.titles)}
    pack = notice_to_pack(notice, target.stem, forms)
    remarks = (
        f"依据：{pack.notice_title} {pack.notice_number or ''}",
        f"据 {told} 起草。verbatim 是原句，where 是出处；doubt 和 doubtful 所列请逐条确认，确认一条删一条。",
    )
    data = pack_to_toml(pack, remarks).encode()
    path = next(one for one in _names(target) if not one.exists() or one.read_bytes() == data)
    status: Status = 'unchanged' if path.exists() else 'written' if path == target else 'beside'
    if status != 'unchanged':
        write_whole(path, data)
    return Drafted(str(path), path.stem, status, doubts_of(pack))


def _names(target: Path) -> Iterator[Path]:
    yield target
    yield (again := target.with_name(f'{target.stem}（重新起草）{target.suffix}'))
    yield from (again.with_name(f'{again.stem}~{count}{again.suffix}') for count in range(2, 10_000))


def _target(folder: Path, notice: Notice) -> Path:
    """名.toml, or 名~2.toml and so on where that name is another notice's."""
    name = _name(notice)
    stems = [name, *(f'{name}~{count}' for count in range(2, 10_000))]
    return next(path for stem in stems if _is_free(path := folder / f'{stem}.toml', notice))


def _is_free(path: Path, notice: Notice) -> bool:
    if not path.exists():
        return True
    try:
        held = load_pack(path)
    except BadSetting:
        return True
    return held.notice_number == notice.doc_number and notice.title in {None, held.notice_title}


def _name(notice: Notice) -> str:
    """What the campaign is called, short enough to be typed: the name in quotes, else the title."""
    quoted = _QUOTED.search(notice.title or '')
    title = quoted[1] if quoted else notice_to_pack(notice, "通知").title
    return _UNFIT.sub('', title)[:_LONGEST] or "通知"
