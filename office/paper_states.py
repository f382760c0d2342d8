"""The steps of a paper from draft to receipt: taken, gone back, what stands in their way (G7, 条例 25)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import Damaged, UsageFault
from model.paper import PAPER_STATES, STATE_NAMES, UNNUMBERED, PaperReceipt, PaperState, PaperStep
from office.config import Workplace
from office.issuing_names import find_issuing
from office.paper_files import keep, kept_path, papers_named, read_paper, recipients_of, void_told
from outgoing.plain_wording import differences, docx_to_paragraphs, wording_hash
from store import audit, outbox, paper_numbers, paper_steps
from store.engine import Connection, atomic, reading
from store.outbox import Drafted


@dataclass(frozen=True, slots=True)
class Now:
    """A paper's file as it lies there: its bytes, their hash, its paragraphs, and the hash of these."""

    data: bytes
    sha256: str
    said: tuple[str, ...]
    wording: str


@dataclass(frozen=True, slots=True)
class Stepped:
    """What became of a paper that was to take a step; why is None where it took it, or (again) had before."""

    file: str
    state: str
    why: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper with its steps, its receipts, and the sentences changed since it was signed or numbered."""

    paper: Drafted
    steps: tuple[PaperStep, ...]
    receipts: tuple[PaperReceipt, ...]
    changed: tuple[str, ...]
    void: str | None = None


def order_of(state: str) -> int:
    """The place of a state on the way, 0 for 拟稿."""
    return PAPER_STATES.index(state) if state in PAPER_STATES else 0


def standing(steps: Iterable[PaperStep]) -> list[PaperStep]:
    """The steps that still count: going back, or an earlier step taken anew, takes away those after it."""
    left: list[PaperStep] = []
    for step in steps:
        left = [one for one in left if order_of(one.state) <= order_of(step.state)]
        if not step.back:
            left.append(step)
    return left


def paper_now(place: Workplace, file: str) -> Now:
    """A paper as it lies there; of a filled workbook every change is one of its wording.

    Raises:
        Damaged: it is gone, cannot be opened, or is no .docx.
    """
    data = read_paper(place, file)
    sha256 = hashlib.sha256(data).hexdigest()
    if not file.endswith('.docx'):
        return Now(data, sha256, (), sha256)
    return docx_to_now(data)


def docx_to_now(data: bytes) -> Now:
    """A .docx as it is.

    Raises:
        Damaged: it is no .docx.
    """
    said = docx_to_paragraphs(data)
    return Now(data, hashlib.sha256(data).hexdigest(), said, wording_hash(''.join(said)))


def changed_since(place: Workplace, steps: Sequence[PaperStep], now: Now) -> tuple[str, ...]:
    """The places that differ from what was signed, or from what was numbered; () for layout alone."""
    last = next((step for step in reversed(standing(steps)) if step.wording), None)
    if last is None or last.wording == now.wording:
        return ()
    try:
        kept = docx_to_paragraphs(kept_path(place, last.sha256 or '').read_bytes())
    except (OSError, Damaged):
        return ("原稿没有留存，改了哪里已无从比对",)
    return differences(kept, now.said) or ("文字与原稿不同",)


def in_the_way(place: Workplace, paper: Drafted, steps: Sequence[PaperStep], to: PaperState) -> str | None:
    """Why a paper cannot take a step yet, None where it can: what office.toml requires, and numbering.

    A joint paper is countersigned by those who issue it with us before it is signed (条例 20(三)).
    """
    done = {step.state for step in standing(steps)}
    issuing = find_issuing(place, paper.issuing_name)
    joint = {'countersigned'} if issuing and issuing.joint_with else set()
    needed = [step for step in PAPER_STATES if step in {*place.office.outgoing.steps, *joint}]
    missing = [step for step in needed if order_of(step) < order_of(to) and step not in done]
    if order_of(to) > order_of('numbered') and paper.doc_type not in UNNUMBERED and not paper.issued_at:
        missing.append('numbered')
    missing = [step for step in missing if not (step == 'signed' and to == 'numbered')]
    if missing:
        names = '、'.join(STATE_NAMES[step] for step in sorted(set(missing), key=order_of))
        return f"还没有{names}，不能{STATE_NAMES[to]}"
    return None


def step(place: Workplace, paths: Sequence[Path], to: PaperState, by: str, note: str | None) -> list[Stepped]:
    """Take papers a step further; 签发 keeps the wording that was signed, 用印 and 分发 look that it stands.

    Raises:
        UsageFault: 编号, which is done by issue; no name; or no such paper.
    """
    if to == 'numbered':
        raise UsageFault("编号请用 shoufa issue，编号、日期和签发人一次写入文件。")
    if not by.strip():
        raise UsageFault("请用 --by 写明是谁办的。")
    papers = papers_named(place, paths)
    with atomic(place.engine) as connection:
        taken = paper_steps.steps_of(connection, [paper.file for paper in papers])
        void = paper_numbers.void_of_files(connection)
        return [
            Stepped(one.file, one.state, void_told(void[one.file]))
            if one.file in void
            else _step(place, connection, one, taken[one.file], (to, by.strip(), note))
            for one in papers
        ]


def _step(
    place: Workplace,
    connection: Connection,
    paper: Drafted,
    taken: Sequence[PaperStep],
    told: tuple[PaperState, str, str | None],
) -> Stepped:
    to, by, note = told
    try:
        now = paper_now(place, paper.file)
    except Damaged as error:
        return Stepped(paper.file, paper.state, error.message)
    if taken and _same_again(taken[-1], told, now.sha256):
        return Stepped(paper.file, to, again=True)
    why = _backward(paper, to) or in_the_way(place, paper, taken, to) or _altered(place, taken, now, to)
    if why:
        return Stepped(paper.file, paper.state, why)
    if to == 'signed' and now.said:
        keep(place, now.sha256, now.data)
    wording = now.wording if to == 'signed' else None
    line = PaperStep(paper.file, to, by, place.now(), note, now.sha256, wording)
    paper_steps.add_steps(connection, [line])
    outbox.change(connection, paper.file, state=to, **({'sealed': True} if to == 'sealed' else {}))
    if to in {'dispatched', 'received'}:
        _deliver(place, connection, paper, to)
    audit.note(
        connection,
        actor=place.actor,
        act=f'paper_{to}',
        about=paper.file,
        at=place.now(),
        detail={'by': by, 'note': note},
    )
    return Stepped(paper.file, to)


def _same_again(last: PaperStep, told: tuple[PaperState, str, str | None], sha256: str | None) -> bool:
    """Whether just this step was the last one taken: a button pressed twice is one step."""
    return (last.state, last.person, last.note) == told and last.sha256 == sha256 and not last.back


def _backward(paper: Drafted, to: PaperState) -> str | None:
    if order_of(to) >= order_of(paper.state):
        return None
    return f"已经{STATE_NAMES[paper.state]}，要回到{STATE_NAMES[to]}请用 shoufa outbox back"


def _altered(place: Workplace, taken: Sequence[PaperStep], now: Now, to: PaperState) -> str | None:
    if to not in {'sealed', 'dispatched'}:
        return None
    found = changed_since(place, taken, now)
    return altered_told(found, numbered=True) if found else None


def altered_told(found: Sequence[str], *, numbered: bool) -> str:
    """What a person is told of a paper that says something else than was signed (条例 25(一))."""
    since = "编号后" if numbered else "签发后"
    remedy = (
        "请把文件改回，或出更正"
        if numbered
        else "请送签发人复审，重新签发：shoufa outbox step 文件 --to 签发 --by 签发人"
    )
    return f"{since}文字有改动：{'；'.join(found)}。{remedy}"


def _deliver(place: Workplace, connection: Connection, paper: Drafted, to: PaperState) -> None:
    known = {one.recipient: one for one in paper_steps.receipts_of(connection, paper.file)}
    for recipient in recipients_of(place, paper):
        was = known.get(recipient)
        values: dict[str, Any] = {} if was and was.sent_on else {'sent_on': place.today}
        if to == 'received' and not (was and was.received_on):
            values['received_on'] = place.today
        paper_steps.put_receipt(connection, paper.file, recipient, **values)


def go_back(place: Workplace, path: Path, to: PaperState, why: str) -> Drafted:
    """Send a paper back to an earlier step, with the reason; a number that is given is never taken back.

    Raises:
        UsageFault: no reason, no such paper, no earlier step, or it bears its number already.
    """
    if not why.strip():
        raise UsageFault("退回要写明理由：--why。")
    (paper,) = papers_named(place, [path])
    if order_of(to) >= order_of(paper.state):
        raise UsageFault(
            f"“{paper.file}”现在是{STATE_NAMES[paper.state]}，没有可退回到的“{STATE_NAMES[to]}”。"
        )
    if outbox.is_issued(paper) and order_of(to) < order_of('numbered'):
        raise UsageFault(
            f"“{paper.file}”已编号（{paper.doc_number or '无文号'}），不能退回。内容有错的，请出更正。"
        )
    with atomic(place.engine) as connection:
        line = PaperStep(paper.file, to, place.actor, place.now(), why.strip(), back=True)
        paper_steps.add_steps(connection, [line])
        still_sealed = paper.sealed and order_of(to) >= order_of('sealed')
        outbox.change(connection, paper.file, state=to, sealed=still_sealed)
        audit.note(
            connection, actor=place.actor, act='paper_back', about=paper.file, at=place.now(), detail=why
        )
    return paper


def show(place: Workplace, path: Path) -> Shown:
    """One paper with all that happened to it; void tells that its number is, and why.

    Raises:
        UsageFault: there is no such paper.
    """
    (paper,) = papers_named(place, [path])
    with reading(place.engine) as connection:
        taken = paper_steps.steps_of(connection, [paper.file])[paper.file]
        receipts = paper_steps.receipts_of(connection, paper.file)
        void = paper_numbers.void_of_files(connection).get(paper.file)
    try:
        changed = changed_since(place, taken, paper_now(place, paper.file))
    except Damaged as error:
        changed = (error.message,)
    return Shown(paper, tuple(taken), tuple(receipts), changed, void.why if void else None)


def signer_of(place: Workplace, files: Sequence[str]) -> list[str | None]:
    """Who signed each paper, as far as a step says so that still counts."""
    with reading(place.engine) as connection:
        taken = paper_steps.steps_of(connection, files)
    return [signer(taken[file]) for file in files]


def signer(steps: Sequence[PaperStep]) -> str | None:
    """Who signed a paper, as far as a step says so that still counts."""
    return next((one.person for one in reversed(standing(steps)) if one.state == 'signed'), None)


def papers(place: Workplace, state: str | None = None) -> list[Drafted]:
    """Every paper, or those in one state, in order of file name."""
    with reading(place.engine) as connection:
        return [one for one in outbox.list_all(connection) if state in {None, one.state}]
