"""The pack of a campaign confirmed, changed and saved part by part, so that nobody needs its TOML (G6)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from campaigns.confirming import confirmed, without_doubt
from campaigns.pack import BUILT_IN, pack_to_table, table_to_pack, table_to_part
from campaigns.pack_fields import SECTIONS, WHOLE
from campaigns.part_forms import Texts, texts_to_table
from campaigns.writing import pack_to_toml
from model.campaign import Pack
from model.errors import BadSetting, StaleEdit, UsageFault
from model.serialise import to_plain
from office.config import Workplace
from office.inbox import write_whole
from office.pack_parts import Part, known_section, new_part, part_seen
from office.planning import pack_named, started_on
from store import audit
from store.engine import atomic, reading
from text.toml import table_to_toml

_writing = Lock()
_UNDONE = 200
_REMOVED = 10


def confirm(place: Workplace, pack_id: str, section: str, seen: str, way: str) -> str:
    """A person's answer to a doubt; gives what is told.

    Raises:
        StaleEdit: the part is not as the person saw it.
        UsageFault: no such campaign, or an answer that this doubt does not allow.
    """

    def change(pack: Pack) -> _Done:
        part = part_seen(pack, section, seen)
        if way not in {one.key for one in part.ways}:
            raise UsageFault(f"{part.name}不能这样确认。请改写它，或把它去掉。")
        return _replaced(pack, part, confirmed(part.held, way), 'confirm', f"{part.name}已确认。")

    return _save(place, pack_id, change)


def change(place: Workplace, pack_id: str, section: str, seen: str, texts: Texts, *, sure: bool) -> str:
    """A part as a form leaves it; sure: it is no longer in doubt. An empty seen adds one.

    Raises:
        StaleEdit: the part is not as the person saw it; tells both versions.
        UsageFault: what was filled in cannot be.
    """

    def edit(pack: Pack) -> _Done:
        known = known_section(section)
        if not seen:
            held = texts_to_table(known, texts, {})
            part = new_part(known, -1, {})
            return _replaced(pack, part, held, 'add', f"{known.name_of(held)}已加上。")
        part = part_seen(pack, section, seen, texts)
        held = texts_to_table(known, texts, part.held)
        held = without_doubt(section, held) if sure else held
        return _replaced(pack, part, held, 'change', f"{known.name_of(held)}已改。")

    return _save(place, pack_id, edit)


def remove(place: Workplace, pack_id: str, section: str, seen: str) -> str:
    """A part taken out; it stays in the record of acts and can be put back.

    Raises:
        StaleEdit, UsageFault: as change.
    """

    def take_out(pack: Pack) -> _Done:
        part = part_seen(pack, section, seen)
        if section == 'whole' or (section == 'population' and len(pack.populations) == 1):
            raise UsageFault(f"{part.section.label}不能没有，只能改。")
        return _replaced(pack, part, None, 'remove', f"{part.name}已去掉。要放回，在本页最下面。")

    return _save(place, pack_id, take_out)


def settle_doubt(place: Workplace, pack_id: str, doubt: str) -> str:
    """A doubt about the whole paper was looked at.

    Raises:
        StaleEdit: it is not there any more.
    """

    def strike(pack: Pack) -> _Done:
        if doubt not in pack.doubtful:
            raise StaleEdit("这一条已有人确认过，没有再改。")
        rest = tuple(one for one in pack.doubtful if one != doubt)
        return _Done(replace(pack, doubtful=rest), "已核对。", {'op': 'settle', 'doubt': doubt})

    return _save(place, pack_id, strike)


class Removed(NamedTuple):
    """A part that was taken out: the number of the act, its name, who did it."""

    act: int
    name: str
    actor: str


def removed_parts(place: Workplace, pack_id: str) -> list[Removed]:
    """The last parts that were taken out and not put back, newest first."""
    back = {one['detail'].get('act') for one in _acts(place, pack_id) if one['detail']['op'] == 'restore'}
    found = [
        Removed(one['id'], one['detail']['part'], one['actor'])
        for one in _acts(place, pack_id)
        if one['detail']['op'] == 'remove' and one['id'] not in back
    ]
    return found[:_REMOVED]


def restore(place: Workplace, pack_id: str, act: int) -> str:
    """A part that was taken out put back, last in its section.

    Raises:
        UsageFault: there is no such act.
    """
    meant = {one.act for one in removed_parts(place, pack_id)}
    line = next((one for one in _acts(place, pack_id) if one['id'] == act and act in meant), None)
    if line is None:
        raise UsageFault("没有可以放回的这一条，可能已经放回了。")

    def put_back(pack: Pack) -> _Done:
        part = new_part(known_section(line['detail']['section']), -1, {})
        if not part.section.several and getattr(pack, part.section.attribute):
            raise UsageFault(f"{part.section.label}已另有一条，请先去掉它。")
        held = _from_kept(part.section.key, line['detail']['before'])
        done = _replaced(pack, part, held, 'restore', f"{line['detail']['part']}已放回。")
        return done._replace(detail={**done.detail, 'act': act})

    return _save(place, pack_id, put_back)


def _acts(place: Workplace, pack_id: str) -> list[Any]:
    known = {'act': 'pack_edit', 'about': pack_id}
    with reading(place.engine) as connection:
        found = audit.newest(connection, known, after=None, before=None, start=0, size=_UNDONE)
    return list(takewhile(lambda one: one['detail']['op'] != 'give_up', found))


def _from_kept(section: str, kept: str) -> dict[str, Any]:
    """The table of a part as the record of acts keeps it."""
    held: dict[str, Any] = tomllib.loads(kept, parse_float=Decimal)
    table_to_part(section, held, "记录里的")
    return held


def is_own(place: Workplace, pack_id: str) -> bool:
    """Whether the office has this pack in 活动/."""
    return _files(place, pack_id)[0].is_file()


def give_up(place: Workplace, pack_id: str) -> str:
    """Take the office's own pack away; its text stays in the record of acts, one that ships is as shipped.

    Raises:
        UsageFault: it runs, or the office has no pack of its own by this name.
    """
    pack = pack_named(place, pack_id)
    if started_on(place, pack_id):
        raise UsageFault(f"活动“{pack.title}”已启动，不能放弃。")
    if not is_own(place, pack_id):
        raise UsageFault(f"活动“{pack.title}”是随程序来的，不能放弃。")
    path = _files(place, pack_id)[0]
    with _writing, atomic(place.engine) as connection:
        detail = {'op': 'give_up', 'text': path.read_text('utf-8')}
        at = place.now()
        audit.note(connection, actor=place.actor, act='pack_edit', about=pack_id, at=at, detail=detail)
        path.unlink()
    return f"“{pack.title}”的草稿已放弃。"


class _Done(NamedTuple):
    pack: Pack
    told: str
    detail: dict[str, Any]


def _replaced(pack: Pack, part: Part, held: dict[str, Any] | None, op: str, told: str) -> _Done:
    """The pack with another table in the place of a part: None takes it out, place -1 adds it at the end."""
    section = part.section
    detail = {
        'op': op,
        'section': section.key,
        'part': section.name_of(held or part.held),
        'before': table_to_toml(part.held, ()) if part.held else None,
        'after': table_to_toml(held, ()) if held else None,
    }
    if section.key == 'whole':
        kept = {key: one for key, one in pack_to_table(pack).items() if key not in part.held}
        return _Done(table_to_pack({**(held or {}), **kept}, pack.id, "活动的"), told, detail)
    new = table_to_part(section.key, held, f"{section.label}的") if held else None
    changed: dict[str, Any] = {section.attribute: new}
    if section.several:
        listed = list(getattr(pack, section.attribute))
        at = len(listed) if part.place < 0 or part.assumed else part.place
        listed[at : at + 1] = [new] if new else []
        changed = {section.attribute: tuple(listed)}
    return _Done(replace(pack, **changed), told, detail)


def _save(place: Workplace, pack_id: str, change: Callable[[Pack], _Done]) -> str:
    """Write the changed pack into 活动/; one that ships becomes the office's own."""
    with _writing:
        pack = pack_named(place, pack_id)
        try:
            done = change(pack)
            written = pack_to_toml(done.pack, _remarks(place, pack_id))
            _same(written, done.pack)
        except BadSetting as fault:
            raise UsageFault(_in_words(fault.message)) from fault
        write_whole(place.rooms.packs / f'{pack_id}.toml', written.encode())
        with atomic(place.engine) as connection:
            detail = to_plain(done.detail)
            at = place.now()
            audit.note(connection, actor=place.actor, act='pack_edit', about=pack_id, at=at, detail=detail)
    return done.told


def _same(written: str, pack: Pack) -> None:
    """What is written must load back as what was meant: a campaign may run by it."""
    if table_to_pack(tomllib.loads(written, parse_float=Decimal), pack.id, "活动的") != pack:
        raise UsageFault("这样改，存下来会走样，没有保存。请换一种写法，或把情况告诉维护人员。")


def _remarks(place: Workplace, pack_id: str) -> tuple[str, ...]:
    """The comments of the file as it is: none of them is lost when it is written anew."""
    path = next((one for one in _files(place, pack_id) if one.is_file()), None)
    lines = path.read_text('utf-8').splitlines() if path else []
    told = [line.strip().lstrip('#').strip() for line in lines if line.lstrip().startswith('#')]
    return tuple(dict.fromkeys(filter(None, told)))


def _files(place: Workplace, pack_id: str) -> tuple[Path, Path]:
    return place.rooms.packs / f'{pack_id}.toml', BUILT_IN / f'{pack_id}.toml'


def _in_words(message: str) -> str:
    """A fault of a pack in the words of its form."""
    words = {one.key: one.label for section in (*SECTIONS, WHOLE) for one in section.fields}
    words |= {'doubt': "存疑的理由", 'when': "什么情形用"}
    return re.sub(r'\b[a-z_]{3,}\b', lambda found: words.get(found[0], found[0]), message)
