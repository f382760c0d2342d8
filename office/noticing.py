"""What a notice means for the office: its duties, whether it is ours at all, what it hangs together with."""

from __future__ import annotations

from typing import NamedTuple

from model.notice import Notice
from model.register import Duty, Entry, ReviewItem
from model.serialise import to_plain
from office.attached import join_earlier
from office.config import Workplace
from office.duties import Addressed, addressed, notice_to_duties
from office.relating import Kin, named_by, naming, relate
from store import obligations, register, reviews
from store.engine import Connection

OURS = "人工认定：属本单位"
NOT_OURS = "人工认定：误送"
BY_HAND = frozenset({OURS, NOT_OURS})
"""What a person said of whose a paper is; it outlives every new reading."""

MISDIRECTED = 'misdirected'
"""The field of the question whether a paper was sent to us by mistake."""


class Settled(NamedTuple):
    """A clause for the user, and whether the paper seems sent to us by mistake (误送)."""

    message: str
    misdirected: bool


def settle_notice(place: Workplace, connection: Connection, entry: Entry, notice: Notice) -> Settled:
    """Write a notice's elements, duties and links, inside the caller's transaction.

    entry has its kind already. What it forwards was meant for us too: those papers' duties are
    drawn up again. What it does not say, a person may have written: that stays.
    """
    columns = {
        'title': notice.title,
        'doc_number': notice.doc_number,
        'issuer': '、'.join(notice.issuing_authorities) or None,
        'secrecy': notice.secrecy,
        'urgency': notice.urgency,
    }
    read = {name: value for name, value in columns.items() if value is not None}
    register.change(connection, entry.number, extract=to_plain(notice), **read)
    duties, how = _draw(place, connection, entry, notice)
    for forwarded in named_by(connection, notice, 'forwards'):
        if forwarded.entry.number != entry.number:
            _draw(place, connection, forwarded.entry, forwarded.notice)
    kin = Kin(entry, notice)
    relate(place, connection, kin)
    joined = join_earlier(place, connection, kin)
    return Settled(_told(notice, duties, how) + _told_joined(joined), not how.ours)


def _draw(
    place: Workplace, connection: Connection, entry: Entry, notice: Notice
) -> tuple[list[Duty], Addressed]:
    """The duties of a notice as they are for us now, and whether it is addressed to us."""
    how = _addressed(place, connection, entry, notice)
    duties = notice_to_duties(place.office, notice, entry.number, how)
    written = obligations.replace_all(connection, entry.number, duties)
    by_hand = entry.note if entry.note in BY_HAND else None
    register.change(connection, entry.number, note=by_hand or (None if how.ours else f"误送：{how.why}"))
    asked = [
        item
        for item in reviews.list_items(connection, register_number=entry.number)
        if item.field == MISDIRECTED
    ]
    if how.ours or by_hand:
        for item in asked:
            reviews.supersede(connection, item.number)
    elif not asked:
        _ask(place, connection, entry, how)
    return written, how


def _addressed(place: Workplace, connection: Connection, entry: Entry, notice: Notice) -> Addressed:
    """By a person's word, by its own recipients, or by those of a notice that forwards it."""
    if entry.note in BY_HAND:
        return Addressed(entry.note == OURS, entry.note)
    if entry.kind == 'approval':
        return Addressed(True, "批复、登记决定，按所涉单位处理")
    how = addressed(place.office, notice)
    if how.ours and not how.copied:
        return how
    for kin in naming(place, connection, entry, notice, 'forwards'):
        if addressed(place.office, kin.notice).ours:
            return Addressed(True, f"由收文第{kin.entry.number}号转发给本单位", forwarded=True)
    return how


def _ask(place: Workplace, connection: Connection, entry: Entry, how: Addressed) -> None:
    reason = (
        f"{how.why}，按误送处理，不列入要办。确属误送的，用 shoufa register return {entry.number} 退回或 "
        f"register forward {entry.number} 转送；属本单位的，用 shoufa register set {entry.number} 误送=否。"
    )
    item = ReviewItem(
        kind='reading',
        about=entry.file,
        register_number=entry.number,
        field=MISDIRECTED,
        reasons=(reason,),
    )
    reviews.add(connection, item, place.now())


def _told(notice: Notice, duties: list[Duty], how: Addressed) -> str:
    count = {kind: sum(duty.ours == kind for duty in duties) for kind in ('do', 'chase', 'know')}
    number = f"，{notice.doc_number}" if notice.doc_number else "，无文号"
    title = f"《{notice.title}》" if notice.title else "，标题未识别"
    wrong = "" if how.ours else f"，误送（{how.why}）"
    return f"{title}{number}{wrong}：要办{count['do']}、催办{count['chase']}、知悉{count['know']}"


def _told_joined(joined: list[int]) -> str:
    return f"；并入先到的附件：第{'、'.join(map(str, joined))}号" if joined else ""
