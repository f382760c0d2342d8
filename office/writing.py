"""Drafts into 发文/, never over a file that a person has edited (G2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from model.errors import CannotStart
from model.serialise import to_plain
from office.config import Workplace
from office.inbox import file_to_sha256, write_whole
from outgoing.draft import Draft
from outgoing.press import Press
from outgoing.verify import faults
from store import audit, outbox
from store.engine import atomic

SHIPPED_TEMPLATES = Path(__file__).parent.parent / 'templates'

Written = Literal['written', 'unchanged', 'beside']


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft on disk: written anew, unchanged, or put beside a file that a person edited."""

    file: Path
    status: Written


def write_drafts(
    place: Workplace, drafts: Iterable[Draft], campaign: str, out: Path | None = None
) -> tuple[Sent, ...]:
    """Print drafts and put each on disk; a template is compiled once for all that use it."""
    presses: dict[str, Press] = {}
    sent = []
    for draft in drafts:
        if draft.template not in presses:
            presses[draft.template] = Press(_template(place, draft.template))
        data = presses[draft.template].print_document(draft.context)
        found = faults(data, draft.figures)
        if found:
            raise CannotStart(
                f"“{draft.file_name}”没有写出：{'；'.join(found)}。请检查模板“{draft.template}”。"
            )
        sent.append(_put(place, draft, data, campaign, out or place.rooms.outbox))
    return tuple(sent)


def _template(place: Workplace, name: str) -> Path:
    """The office's own template when it has one, else the shipped one."""
    own = place.rooms.templates / name
    return own if own.is_file() else SHIPPED_TEMPLATES / name


def _put(place: Workplace, draft: Draft, data: bytes, campaign: str, folder: Path) -> Sent:
    """Write a draft unless its file was edited since we wrote it; remember what we wrote."""
    target = folder / draft.file_name
    inside = folder == place.rooms.outbox
    key = draft.file_name if inside else target.resolve().as_posix()
    sha256 = hashlib.sha256(data).hexdigest()
    there = file_to_sha256(target) if target.exists() else None
    with atomic(place.engine) as connection:
        last = outbox.get(connection, key)
        if there not in {None, sha256} and (last is None or there != last.sha256):
            return _put_beside(target, data)
        if last and last.sha256 == there == sha256:
            return Sent(target, 'unchanged')
        if there != sha256:
            write_whole(target, data)
        outbox.put(connection, _drafted(place, draft, key, sha256, campaign))
        audit.note(connection, actor=place.actor, act='draft', about=key, at=place.now(), detail=sha256)
    return Sent(target, 'written')


def _drafted(place: Workplace, draft: Draft, key: str, sha256: str, campaign: str) -> outbox.Drafted:
    return outbox.Drafted(
        file=key,
        sha256=sha256,
        template=draft.template,
        doc_type=draft.doc_type,
        title=draft.title,
        recipients='、'.join(draft.recipients),
        issuing_name=draft.issuing_name,
        campaign=campaign,
        figures=to_plain(draft.figures),
        state='drafted',
        drafted_at=place.now(),
    )


def _put_beside(target: Path, data: bytes) -> Sent:
    """The person's edit stays byte for byte; ours goes beside it."""
    beside = target.with_name(f'{target.stem}（重新生成）{target.suffix}')
    write_whole(beside, data)
    return Sent(beside, 'beside')
