"""What becomes of the branch of an organisation that is no more, or of those that shared one with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger import events
from model.errors import UsageFault
from model.register import ReviewItem
from model.subject import ActKind, Organisation, Part
from office.acting import Done, Paper, ask, begin, source_of
from office.config import Workplace
from store import named, reviews, subjects
from store.engine import Connection

ANSWER = '去留'
_LONE = {'撤销': "撤销", '改建': "改建", '转出': "转出", '并入': "并入其他党组织", '保留': "保留"}
_JOINT = {'保留': "其余单位继续联合", '单独': "改为单独组建", '撤销': "整个联合党组织撤销"}


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
    ask_about_others(place, connection, gone, done, "已不存续")


def ask_about_others(
    place: Workplace, connection: Connection, gone: Organisation, done: Done, what: str
) -> None:
    """Those that shared a joint branch with one (as it was while it had it) are asked about."""
    if not events.is_joint(gone):
        return
    name, approval = gone.facts.get('joint_name'), gone.facts.get('approval_number')
    joined = [one for one in named.list_joint(connection, name, approval) if events.same_branch(gone, one)]
    if joined:
        ask(place, connection, done, _joint_question(gone, joined, done.act, what))


def _joint_question(gone: Organisation, left: list[Organisation], act: int, what: str) -> ReviewItem:
    names = "、".join(one.name for one in left)
    counts = [one.facts.get('full_members', one.facts.get('members_total')) for one in left]
    known = [count for count in counts if isinstance(count, int) and not isinstance(count, bool)]
    members = f"党员{sum(known)}人" if len(known) == len(left) else "党员数未填全"
    few = "，不足3人" if len(known) == len(left) and sum(known) < 3 else ""
    alone = "，只剩1家单位" if len(left) == 1 else ""
    reason = (
        f"联合党组织的成员单位“{gone.name}”{what}，还剩{len(left)}家：{names}（{members}{few}{alone}）。"
        "请确认去留。"
    )
    first = left[0]
    return ReviewItem(
        kind='branch',
        about=first.name,
        subject=first.id,
        field='joint_units',
        value={'gone': gone.name, 'left': [one.id for one in left]},
        reasons=(reason,),
        where={'act': act},  # one question for each that leaves
        act=act,
    )


def words_of(item: ReviewItem) -> dict[str, str]:
    """The words that answer a question about a branch, each with what it means."""
    return _JOINT if item.field == 'joint_units' else _LONE


def answers_of(item: ReviewItem) -> str:
    """How a question about a branch is answered, as a sentence."""
    words = words_of(item)
    told = "、".join(f"{word}（{means}）" if word != means else word for word, means in words.items())
    return f"请写明去留：shoufa review correct {item.number} {ANSWER}=…，可写：{told}。"


def answer_branch(
    place: Workplace, connection: Connection, item: ReviewItem, values: Mapping[str, str]
) -> str:
    """Write what a person says becomes of a branch, as an act of its own.

    Raises:
        UsageFault: it is none of the answers, or several organisations cannot be 单独组建.
    """
    joint = item.field == 'joint_units'
    word = values.get(ANSWER, '').strip()
    if word not in words_of(item) or len(values) > 1:
        raise UsageFault(answers_of(item))
    left = _left(connection, item)
    for other in reviews.list_items(connection) if joint else ():  # of those who left before
        if (other.kind, other.field, other.subject) == ('branch', item.field, item.subject):
            reviews.supersede(connection, other.number)
    if not left:
        return f"已记下：{word}（台账里已没有这个党组织，不用再改）"
    if not joint and word != '撤销':
        return f"已记下：{_LONE[word]}；接收或改建后的党组织用 shoufa ledger event 单位 成立党组织 登记"
    act = _written(place, connection, left, word)
    names = "、".join(one.name for one in left)
    return (
        f"{names}：{(_JOINT if joint else _LONE)[word]}（第{act}号办理，撤回用 shoufa ledger rollback {act}）"
    )


def _written(place: Workplace, connection: Connection, left: list[Organisation], word: str) -> int:
    """The answer in the ledger as an act; gives its number."""
    gone = word == '撤销'
    told = dict.fromkeys([one.id for one in left], events.dissolved()) if gone else _going_on(left, word)
    kind: ActKind = 'dissolve' if gone else 'correct'
    parts: list[tuple[int, Part]] = [(one.id, 'self') for one in left]
    names, detail = "、".join(one.name for one in left), {'why': f"党组织去留：{word}"}
    act = begin(place, connection, kind, names, Paper(place.today), parts, detail)
    for subject, changes in told.items():
        subjects.change(connection, subject, changes, source_of(place, act), valid_from=place.today)
    return act


def _left(connection: Connection, item: ReviewItem) -> list[Organisation]:
    """Whom an answer is about: those that still have the branch."""
    ids: list[int] = item.value['left'] if isinstance(item.value, dict) else [item.subject or 0]
    found = subjects.get_many(connection, ids)
    has = [one for one in found.values() if one.facts.get('established') is True]
    if item.field != 'joint_units':
        return [one for one in has if one.state == 'ended']
    return [one for one in has if one.state == 'active' and events.is_joint(one)]


def _going_on(left: list[Organisation], word: str) -> dict[int, dict[str, Any]]:
    if word == '保留':
        names = [one.name for one in left]
        return {one.id: {'joint_units': names} for one in left}
    if len(left) > 1:
        raise UsageFault(
            f"还有{len(left)}家单位联合建立，不能改为单独组建；写 {ANSWER}=保留 或 {ANSWER}=撤销。"
        )
    alone = {'establishment_form': "单独组建", 'joint_name': None, 'joint_units': None}
    return {left[0].id: alone}
