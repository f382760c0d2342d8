"""A draft that somebody changed in Word or WPS, in place of the one in 发文/; no earlier bytes are lost."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from extractors.secrecy import secrecy_mark_in_name
from model.errors import Damaged, SecrecyMark, StaleEdit, UsageFault
from model.paper import STATE_NAMES
from office.batches import one_writer
from office.config import Workplace
from office.inbox import write_whole
from office.paper_files import keep, kept_path, paper_path, papers_named, paths_of, read_paper
from office.paper_states import docx_to_now
from office.templates import made_again
from outgoing.plain_wording import differences, docx_to_paragraphs
from store import audit, outbox
from store.engine import atomic
from store.outbox import Drafted


@dataclass(frozen=True, slots=True)
class Replaced:
    """The paper, the places that say something else now, and whether it has to be signed again."""

    paper: Drafted
    changed: tuple[str, ...]
    sign_again: bool


def replace_file(place: Workplace, file: str, data: bytes, name: str, seen: str | None) -> Replaced:
    """Put a changed .docx in place of a draft; seen is the hash of the file that the person began with.

    Raises:
        UsageFault: no such paper, or it has its number: what is issued is not changed.
        StaleEdit: the file is another one than that by now.
        Damaged: it is no .docx.
        SecrecyMark: its name bears a mark.
    """
    if secrecy_mark_in_name(name):
        raise SecrecyMark
    with one_writer(place):
        (paper,) = papers_named(place, paths_of(place, [file]))
        if outbox.is_issued(paper):
            raise UsageFault(f"“{file}”已编号，不能再换。内容有错的，请出更正。")
        was = read_paper(place, paper.file)
        now = docx_to_now(data)
        before = hashlib.sha256(was).hexdigest()
        if seen is not None and seen != before:
            raise StaleEdit(stale_told(place, paper, seen, was))
        if before == now.sha256:
            return Replaced(paper, (), sign_again=False)
        keep(place, before, was)
        keep(place, now.sha256, data)
        write_whole(paper_path(place, paper.file), data)
        with atomic(place.engine) as connection:
            detail = {'from': before, 'to': now.sha256}
            audit.note(
                connection,
                actor=place.actor,
                act='paper_replaced',
                about=paper.file,
                at=place.now(),
                detail=detail,
            )
    changed = differences(docx_to_paragraphs(was), now.said)
    return Replaced(paper, changed, sign_again=bool(changed) and paper.state == 'signed')


def stale_told(place: Workplace, paper: Drafted, seen: str, now: bytes) -> str:
    """What is to be told to somebody who looked at another version of a paper: what it said, what it says."""
    head = f"“{paper.file}”在您打开之后变了，没有办。现在的环节是“{STATE_NAMES[paper.state]}”。"
    before = _version(place, paper, seen)
    if before is None:
        return f"{head}您打开的那一稿没有留存，无法逐字比对。请刷新，看过现在的稿子再办。"
    try:
        found = differences(docx_to_paragraphs(before), docx_to_paragraphs(now))
    except Damaged:
        found = ()
    told = f"与您看到的不同：{'；'.join(found)}" if found else "文字没有变，只是版式不同"
    return f"{head}{told}。请刷新，看过现在的稿子再办。"


def _version(place: Workplace, paper: Drafted, sha256: str) -> bytes | None:
    """The bytes of an earlier version: one that was kept, or the draft as we wrote it."""
    kept = kept_path(place, sha256)
    if len(sha256) == len(paper.sha256) and sha256.isalnum() and kept.is_file():
        return kept.read_bytes()
    return made_again(place, paper) if sha256 == paper.sha256 and paper.context is not None else None


def refuse_stale(place: Workplace, file: str, state: str, sha256: str | None) -> Drafted:
    """The paper, if it still is what somebody saw: its step, and its bytes where a hash is told.

    Raises:
        UsageFault: no such paper.
        StaleEdit: it is another one by now.
        Damaged: the file is gone.
    """
    (paper,) = papers_named(place, paths_of(place, [file]))
    if paper.state != state:
        saw, stands = STATE_NAMES.get(state, "没有记下"), STATE_NAMES[paper.state]
        raise StaleEdit(
            f"“{paper.file}”在您打开之后变了，没有办。您看到的是“{saw}”，现在是“{stands}”。请刷新后再办。"
        )
    if sha256 is not None:
        now = read_paper(place, paper.file)
        if hashlib.sha256(now).hexdigest() != sha256:
            raise StaleEdit(stale_told(place, paper, sha256, now))
    return paper
