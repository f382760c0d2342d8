"""Drafts into 发文/: made from the ledger, never over a file that a person has edited (G2)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from campaigns.selection import select
from model.errors import CannotStart
from model.office import IssuingName
from model.serialise import to_plain
from model.subject import Organisation
from office.config import Workplace
from office.inbox import file_to_sha256, write_whole
from office.planning import pack_for
from office.progress import campaign_facts
from outgoing.circular import progress_circular
from outgoing.dispatch import dispatch_letter
from outgoing.draft import Basis, Draft, Instructor
from outgoing.press import Press
from outgoing.report import implementation_report
from outgoing.verify import faults
from store import audit, instructors, outbox, subjects
from store.engine import atomic, reading

SHIPPED_TEMPLATES = Path(__file__).parent.parent / 'templates'

Written = Literal['written', 'unchanged', 'beside']


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft on disk: written anew, unchanged, or put beside a file that a person edited."""

    file: Path
    status: Written


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Letters drafted, and the organisations that wait for an instructor to be named."""

    sent: tuple[Sent, ...]
    without_instructor: tuple[str, ...]
    elsewhere: int


def _issuing(place: Workplace, wanted: str) -> IssuingName:
    """The name a paper goes out under.

    Raises:
        CannotStart: office.toml still holds what a new office is to fill in.
    """
    if any('〈' in told for told in (place.office.name, place.office.contact.phone)):
        raise CannotStart("office.toml 里尖括号〈〉的内容还没有换成本单位的，不能起草发文。请先填好。")
    issuing = next(name for name in place.office.issuing_names if name.id == wanted)
    if '〈' in f'{issuing.name}{issuing.mark}{issuing.organ_code}{issuing.printed_by}{issuing.superior}':
        raise CannotStart(
            f"office.toml 里发文名义“{wanted}”还有尖括号〈〉的内容没有填，不能起草发文。请先填好。"
        )
    return issuing


def dispatch(place: Workplace, wanted: str, out: Path | None = None) -> Dispatched:
    """A letter to each organisation that we dispatch to and that has an instructor.

    谁主管，谁选派: an organisation with another 业务主管单位 gets its letter from there.

    Raises:
        UsageFault: there is no such campaign.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'dispatch')
    with reading(place.engine) as connection:
        listed = {one.id: one for one in subjects.list_all(connection)}
        people = instructors.list_instructors(connection, place.today)
    serving = {
        subject: Instructor(row.id, row.name, row.unit, row.post, row.phone)
        for row in people
        for subject in row.organisations
    }
    selected = select(place.office, listed.values())
    ours = [listed[number] for number, _ in selected.ours]
    issuing, basis = _issuing(place, place.office.dispatch_as), Basis(pack.notice_title, pack.notice_number)
    drafts = [
        dispatch_letter(place.office, issuing, one, serving[one.id], basis, place.today.year)
        for one in ours
        if one.id in serving
    ]
    drafts = _told_apart(drafts, [one.id for one in ours if one.id in serving])
    return Dispatched(
        sent=write_drafts(place, drafts, pack.id, out),
        without_instructor=tuple(
            one.name for one in ours if _needs_instructor(one) and one.id not in serving
        ),
        elsewhere=len(listed) - len(ours),
    )


def _told_apart(drafts: list[Draft], ids: list[int]) -> list[Draft]:
    """Drafts of one file name get the organisation's ledger number into it."""
    counts = Counter(draft.file_name for draft in drafts)
    return [
        replace(draft, file_name=f'{draft.file_name.removesuffix(".docx")}_{number}.docx')
        if counts[draft.file_name] > 1
        else draft
        for draft, number in zip(drafts, ids, strict=True)
    ]


def _needs_instructor(organisation: Organisation) -> bool:
    return organisation.facts.get('established') is not True


def circular(place: Workplace, wanted: str, number: int | None = None, out: Path | None = None) -> Sent:
    """The progress circular of a round.

    Raises:
        UsageFault: there is no such campaign or round.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'circular')
    facts = campaign_facts(place, pack, number)
    draft = progress_circular(place.office, _issuing(place, place.office.circular_as), facts)
    return write_drafts(place, [draft], pack.id, out)[0]


def report(place: Workplace, wanted: str, number: int | None = None, out: Path | None = None) -> Sent:
    """The implementation report to the superior organ.

    Raises:
        UsageFault: there is no such campaign or round.
        CannotStart: the issuing name has no superior to report to.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'report')
    issuing = _issuing(place, place.office.report_as)
    if not issuing.superior:
        raise CannotStart(
            f"报告要有一个主送的上级机关，但发文名义“{issuing.name}”没有设置 superior。"
            "请在 office.toml 里补上。"
        )
    draft = implementation_report(place.office, issuing, campaign_facts(place, pack, number))
    return write_drafts(place, [draft], pack.id, out)[0]


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
        state='拟稿',
        drafted_at=place.now(),
    )


def _put_beside(target: Path, data: bytes) -> Sent:
    """The person's edit stays byte for byte; ours goes beside it."""
    beside = target.with_name(f'{target.stem}（重新生成）{target.suffix}')
    write_whole(beside, data)
    return Sent(beside, 'beside')
