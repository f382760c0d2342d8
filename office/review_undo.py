"""A decision taken back: the question open again, the ledger as it was, unless somebody built on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from ledger.fields import field_of
from ledger.names import name_key
from model.errors import UsageFault
from model.register import HeldRow, ReviewItem
from model.subject import Provenance, Version
from office.config import Workplace
from office.naming import label_of
from office.review_rows import readings_of
from office.tally import count_again
from office.twins import TWICE
from store import audit, name_links, register, review_lists, reviews, rows, subjects
from store.engine import Connection, atomic
from store.review_lists import Decided

_BY_ITSELF = "自动入账"
_RAISED_TOGETHER = dt.timedelta(hours=1)
_ONE_ACT = dt.timedelta(seconds=5)
_ELSEWHERE = {
    'approval': "它已作为一件办理写入台账，请在台账的办理记录里撤回那一号",
    'event': "它已作为一件办理写入台账，请在台账的办理记录里撤回那一号",
    'branch': "它已作为一件办理写入台账，请在台账的办理记录里撤回那一号",
    'layout': "版式确认后已读入有关各件，请在版式里撤回",
}


def undo(place: Workplace, number: int) -> str:
    """Take the last decision on a question back.

    Raises:
        UsageFault: nothing was decided, what it wrote was changed since, or it is taken back elsewhere.
    """
    with atomic(place.engine) as connection:
        item, decided = _decided(connection, number)
        _refuse_elsewhere(connection, item)
        if item.row is not None and item.kind in {'match', 'check'}:
            told = _row_back(place, connection, item, decided)
        else:
            told = _value_back(place, connection, item, decided)
        now = place.now()
        reviews.decide(connection, number, 'open', actor=place.actor, at=now, why="撤销上一次的处理")
        audit.note(connection, actor=place.actor, act='review_undone', about=str(number), at=now)
    return f"已撤销第{number}号的处理，重新待核{told}"


def _decided(connection: Connection, number: int) -> tuple[ReviewItem, Decided]:
    item, decided = reviews.get(connection, number), review_lists.last_decision(connection, number)
    if item is None or decided is None or item.state not in {'accepted', 'corrected', 'rejected'}:
        raise UsageFault(f"第{number}号没有可以撤销的处理。")
    return item, decided


def _refuse_elsewhere(connection: Connection, item: ReviewItem) -> None:
    """Raises UsageFault where more than the question and its value hangs on the decision."""
    if item.state != 'rejected' and (why := _ELSEWHERE.get(item.kind)):
        raise UsageFault(f"第{item.number}号不能在这里撤销：{why}。")
    if item.field in {TWICE, 'organisation_kept_elsewhere'}:
        raise UsageFault(f"第{item.number}号是两行留一行，不能在这里撤销；请从登记簿把这件收文重读一遍。")
    if item.kind == 'match' and item.row is None and item.state != 'rejected':
        raise UsageFault(f"第{item.number}号出自台账导入，不能在这里撤销；请在台账的办理记录里撤回那次导入。")
    entry = register.get(connection, item.register_number) if item.register_number else None
    if entry and (entry.superseded_by or entry.state in {'withdrawn', 'returned', 'forwarded', 'classified'}):
        raise UsageFault(f"第{item.number}号所在的收文第{entry.number}号已不再办理，不能撤销。")


def _value_back(place: Workplace, connection: Connection, item: ReviewItem, decided: Decided) -> str:
    """The value of one field as the ledger held it before, and the line as the paper was read."""
    fields = _fields_of(place, connection, item, decided)
    if item.subject is None or not fields or item.state == 'rejected':
        return ""

    def is_ours(version: Version) -> bool:
        return version.actor == decided.actor and bool(fields & {*(version.changed or ())})

    told = _versions_back(place, connection, item, (decided, is_ours, len(fields)))
    row = rows.get(connection, item.register_number or 0, item.row or 0)
    if item.state == 'corrected' and row is not None:
        read = readings_of(row)
        values = {
            name: read[name] if name in fields else value
            for name, value in row.values.items()
            if name in read or name not in fields
        }
        rows.change(connection, row.register_number, row.row, values=values)
    return told


def _fields_of(place: Workplace, connection: Connection, item: ReviewItem, decided: Decided) -> set[str]:
    """The fields that a decision was about."""
    if item.state != 'corrected' or not isinstance(decided.value, dict):
        return {item.field} if item.field else set()
    entry = register.get(connection, item.register_number or 0)
    form = next((one for one in place.forms if entry and one.id == entry.form), None)
    return {
        field.id
        for field in (form.fields if form else ())
        for key in decided.value
        if key == field.id or key in field.labels
    }


_Ours = tuple[Decided, Callable[[Version], bool], int]


def _versions_back(place: Workplace, connection: Connection, item: ReviewItem, ours: _Ours) -> str:
    """Give back what the first versions that are ours changed, since the decision and by its paper."""
    decided, is_ours, most = ours
    assert item.subject is not None
    versions = subjects.history(connection, item.subject)
    written = [
        one
        for one in versions[1:]
        if one.recorded_from >= decided.at and is_ours(one) and _is_of(one, item.register_number)
    ][:most]
    if not written:
        return ""
    changed = {field for one in written for field in one.changed or ()}
    later = {
        field
        for one in versions
        if one.version > written[-1].version
        for field in one.changed or ()
        if field in changed
    }
    if later:
        names = "、".join(label_of(field) for field in sorted(later))
        raise UsageFault(f"第{item.number}号不能撤销：“{item.about}”的{names}之后又改过。请在台账里更正。")
    before = versions[written[0].version - 2].organisation
    values = {field: field_of(before, field) for field in changed}
    source = Provenance(None, None, place.actor, place.now(), None)
    subjects.change(connection, item.subject, values, source)
    return f"；台账的{'、'.join(label_of(field) for field in sorted(changed))}已恢复"


def _is_of(version: Version, register_number: int | None) -> bool:
    """Whether a version came from a paper of the register."""
    return any(
        version.sources.get(field, {}).get('register') == register_number for field in version.changed or ()
    )


def _row_back(place: Workplace, connection: Connection, item: ReviewItem, decided: Decided) -> str:
    """A line waits again: what it wrote is given back, what it raised is closed, its organisation unknown."""
    row = rows.get(connection, item.register_number or 0, item.row or 0)
    if row is None:
        raise UsageFault(f"第{item.number}号的那一行已不在了（收文可能重读过），不能撤销。")
    told = ""
    subject = row.subject
    if item.state != 'rejected':
        _close_raised(connection, item, decided)
        told = _line_back(place, connection, row, item, decided)
        subject = None if item.kind == 'match' else row.subject
    values = readings_of(row) if item.state == 'corrected' and item.kind == 'check' else row.values
    rows.change(connection, row.register_number, row.row, values=values, **_names_of(row, values))
    rows.settle(connection, row.register_number, row.row, state='held', subject=subject)
    review_lists.reopen_beside(connection, item.number, _RAISED_TOGETHER)
    count_again(connection, row.register_number)
    return f"，这一行退回待核{told}"


def _names_of(row: HeldRow, values: dict[str, Any]) -> dict[str, Any]:
    """The line's own name and code where a person had put them in."""
    found = {}
    for column, field in (('name', 'org_name'), ('code', 'code')):
        if 'read' in row.values.get(field, {}):
            read = values.get(field)
            found[column] = read['value'] if read else None
    return found


def _close_raised(connection: Connection, item: ReviewItem, decided: Decided) -> None:
    """The questions that came of a line's entry end; raises UsageFault where one is answered already."""
    assert item.register_number is not None
    assert item.row is not None
    for one in review_lists.raised_since(connection, item.register_number, item.row, decided.at):
        if one.number <= item.number:
            continue
        if one.state in {'accepted', 'corrected', 'rejected'}:
            raise UsageFault(
                f"第{item.number}号不能撤销：由它引出的第{one.number}号已经处理。请先撤销第{one.number}号。"
            )
        reviews.supersede(connection, one.number)


def _line_back(
    place: Workplace, connection: Connection, row: HeldRow, item: ReviewItem, decided: Decided
) -> str:
    if row.subject is None:
        return ""
    about = ReviewItem(**{**_as_dict(item), 'subject': row.subject})
    if item.kind == 'match':
        if row.name or row.code:
            until = decided.at + _ONE_ACT
            name_links.forget(connection, name_key(row.name or ''), decided.actor, decided.at, until)
        versions = subjects.history(connection, row.subject)
        if _was_entered(versions, item, decided):
            return _withdraw(place, connection, row.subject, versions, item)
    return _versions_back(place, connection, about, (decided, lambda one: one.actor == _BY_ITSELF, 1))


def _as_dict(item: ReviewItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ReviewItem.__dataclass_fields__}


def _was_entered(versions: Sequence[Version], item: ReviewItem, decided: Decided) -> bool:
    """Whether the organisation was entered by this very decision."""
    first = versions[0]
    told: dict[str, Any] = next(iter(first.sources.values()), {})
    return (
        first.actor == decided.actor
        and decided.at <= first.recorded_from <= decided.at + _ONE_ACT
        and told.get('register') == item.register_number
    )


def _withdraw(
    place: Workplace, connection: Connection, subject: int, versions: Sequence[Version], item: ReviewItem
) -> str:
    """An organisation that a decision entered leaves the ledger, unless others rest on it (UsageFault)."""
    others = [one for one in versions[1:] if one.actor != _BY_ITSELF]
    if others or review_lists.count_lines_of(connection, subject) > 1:
        name = versions[-1].organisation.name
        raise UsageFault(
            f"第{item.number}号不能撤销：新登记的“{name}”（编号{subject}）之后又用到了。请在台账里更正或合并。"
        )
    source = Provenance(None, None, place.actor, place.now(), None)
    subjects.change(connection, subject, {'@state': 'withdrawn'}, source)
    return f"，新登记的编号{subject}退出台账"
