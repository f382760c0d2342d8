"""Taking an act back in one step: an import, a merge, an event, a correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ledger.undo import undo_values
from model.errors import UsageFault
from model.subject import Act
from office.acting import Done, Paper, act_numbered, begin, source_of
from office.config import Workplace
from office.naming import label_of
from store import acts, references, reviews, subjects
from store.engine import Connection, atomic
from store.subjects import Change

_NAMED = 20


@dataclass(slots=True)
class _Back:
    """What takes an act back, and what stays: the lines that tell it and the acts that stand in the way."""

    changes: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    later: set[int | None] = field(default_factory=set)


def undo(place: Workplace, number: int, kind: str | None = None) -> Done:
    """Take an act back: every value it gave goes back to what it was, unless it was changed since.

    kind is what the act must be ('merge' for `ledger split`), None for any. What was changed since for
    some organisations stays and is told.

    Raises:
        UsageFault: no such act, one of another kind, one that was taken back already, or one of which
            nothing can be taken back because later acts rest on it.
    """
    with atomic(place.engine) as connection:
        act = act_numbered(connection, number)
        _check(act, number, kind)
        back = _found(connection, number)
        if back.kept and not back.changes:
            raise UsageFault(f"第{number}号办理（{act.about}）{_why_not(back)}")
        done = Done(begin(place, connection, 'undo', act.about, Paper(), act.parts, {'of': number}))
        left = _write_back(place, connection, back, done)
        references.move_back(connection, act.detail.get('moved', {}))
        closed = reviews.supersede_act(connection, number)
        acts.mark_undone(connection, number, done.act)
        gone = f"，{left}家随之退出台账" if left else ""
        asked = f"，同时撤下待核{closed}项" if closed else ""
        done.told.insert(0, f"已撤回第{number}号办理（{act.about}）{gone}{asked}。")
        return done


def _check(act: Act, number: int, kind: str | None) -> None:
    if act.undone_by is not None:
        raise UsageFault(f"第{number}号办理已由第{act.undone_by}号撤回。")
    if act.kind == 'undo':
        raise UsageFault(f"第{number}号办理本身就是撤回，不能再撤回；要恢复请重新办理。")
    if kind and act.kind != kind:
        raise UsageFault(
            f"第{number}号办理（{act.about}）不是查重合并，请用 shoufa ledger acts 核对编号；"
            f"要撤回它用 shoufa ledger rollback {number}。"
        )


def _found(connection: Connection, number: int) -> _Back:
    """What the act changed and can be given back."""
    back, gone = _Back(), acts.gone(connection)
    for versions in subjects.histories(connection, acts.subjects_of(connection, number)):
        undone = undo_values(versions, number, gone)
        if undone.values:
            back.changes.append((versions[0].organisation.id, undone.values))
        if undone.kept:
            fields = "、".join(map(label_of, undone.kept))
            by = _by(undone.later)
            back.kept.append(f"“{versions[-1].organisation.name}”的{fields}之后又改过{by}，未撤回。")
            back.later |= {*undone.later}
    return back


def _by(later: tuple[int | None, ...]) -> str:
    told = "、".join(f"第{one}号" for one in sorted(one for one in later if one is not None))
    return f"（{told}办理）" if told else ""


def _why_not(back: _Back) -> str:
    """Why nothing of an act can be taken back, and what to do first."""
    first = sorted((one for one in back.later if one is not None), reverse=True)
    told = "、".join(f"第{one}号" for one in first[:_NAMED])
    how = f"请从后往前撤：先撤回{told}，再撤这一号。"
    if None in back.later:
        among = f"其中有{told}办理；" if told else ""
        how = f"{among}来件或待核写入的不能一并撤回，请用 shoufa ledger correct 更正。"
    more = f"等{len(back.kept)}家" if len(back.kept) > 1 else ""
    return f"不能撤回，什么都没有改：{back.kept[0].removesuffix('，未撤回。')}{more}。{how}"


def _write_back(place: Workplace, connection: Connection, back: _Back, done: Done) -> int:
    """Give back what the act changed; how many organisations it brought are withdrawn."""
    source = source_of(place, done.act)
    subjects.change_many(connection, [Change(subject, values, source) for subject, values in back.changes])
    done.told += back.kept[:_NAMED]
    if len(back.kept) > _NAMED:
        done.told.append(f"另有{len(back.kept) - _NAMED}家之后又改过，未撤回。")
    return sum(values.get('@state') == 'withdrawn' for _, values in back.changes)
