"""What becomes of the branch of an organisation that is no more."""

from __future__ import annotations

from ledger import events
from model.register import ReviewItem
from model.subject import Organisation
from office.acting import Done, ask
from office.config import Workplace
from store import subjects
from store.engine import Connection


def ask_about_branch(
    place: Workplace, connection: Connection, gone: Organisation, into: Organisation | None, done: Done
) -> None:
    """What becomes of the branch is for people to say; a joint one may have become too small."""
    if gone.facts.get('established') is not True:
        return
    goes = f"并入“{into.name}”的党组织，或" if into else ""
    reason = f"“{gone.name}”已建立党组织，单位不再存续，请确认：{goes}撤销、改建或转出。"
    item = ReviewItem(
        kind='branch', about=gone.name, subject=gone.id, field='established', reasons=(reason,), act=done.act
    )
    ask(place, connection, done, item)
    joined = [one for one in subjects.list_all(connection) if events.same_branch(gone, one)]
    if joined:
        ask(place, connection, done, _joint_question(gone, joined, done.act))


def _joint_question(gone: Organisation, left: list[Organisation], act: int) -> ReviewItem:
    names = "、".join(one.name for one in left)
    counts = [one.facts.get('full_members', one.facts.get('members_total')) for one in left]
    known = [count for count in counts if isinstance(count, int) and not isinstance(count, bool)]
    members = f"党员{sum(known)}人" if len(known) == len(left) else "党员数未填全"
    few = "，不足3人" if len(known) == len(left) and sum(known) < 3 else ""
    alone = "，只剩1家单位" if len(left) == 1 else ""
    reason = (
        f"联合党组织的成员单位“{gone.name}”已不存续，还剩{len(left)}家：{names}（{members}{few}{alone}）。"
        "请确认去留。"
    )
    first = left[0]
    return ReviewItem(
        kind='branch', about=first.name, subject=first.id, field='joint_units', reasons=(reason,), act=act
    )
