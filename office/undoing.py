"""Taking an act back in one step: an import, a merge, an event, a correction."""

from __future__ import annotations

from ledger.undo import undo_values
from model.errors import UsageFault
from office.acting import Done, Paper, act_numbered, begin, source_of
from office.config import Workplace
from office.naming import label_of
from store import acts, references, reviews, subjects
from store.engine import Connection, atomic
from store.subjects import Change

_NAMED = 20


def undo(place: Workplace, number: int, kind: str | None = None) -> Done:
    """Take an act back: every value it gave goes back to what it was, unless it was changed since.

    kind is what the act must be ('merge' for `ledger split`), None for any.

    Raises:
        UsageFault: no such act, one of another kind, one that was taken back already.
    """
    with atomic(place.engine) as connection:
        act = act_numbered(connection, number)
        if act.undone_by is not None:
            raise UsageFault(f"第{number}号办理已由第{act.undone_by}号撤回。")
        if act.kind == 'undo':
            raise UsageFault(f"第{number}号办理本身就是撤回，不能再撤回；要恢复请重新办理。")
        if kind and act.kind != kind:
            raise UsageFault(
                f"第{number}号办理（{act.about}）不是查重合并，请用 shoufa ledger acts 核对编号；"
                f"要撤回它用 shoufa ledger rollback {number}。"
            )
        done = Done(begin(place, connection, 'undo', act.about, Paper(), act.parts, {'of': number}))
        left = _write_back(place, connection, number, done)
        references.move_back(connection, act.detail.get('moved', {}))
        closed = reviews.supersede_act(connection, number)
        acts.mark_undone(connection, number, done.act)
        gone = f"，{left}家随之退出台账" if left else ""
        asked = f"，同时撤下待核{closed}项" if closed else ""
        done.told.insert(0, f"已撤回第{number}号办理（{act.about}）{gone}{asked}。")
        return done


def _write_back(place: Workplace, connection: Connection, number: int, done: Done) -> int:
    """Give back what the act changed; how many organisations it brought are withdrawn."""
    source = source_of(place, done.act)
    changes: list[Change] = []
    kept: list[str] = []
    for versions in subjects.histories(connection, acts.subjects_of(connection, number)):
        back = undo_values(versions, number)
        if back.values:
            changes.append(Change(versions[0].organisation.id, back.values, source))
        if back.kept:
            fields = "、".join(map(label_of, back.kept))
            kept.append(f"“{versions[-1].organisation.name}”的{fields}之后又改过，未撤回。")
    subjects.change_many(connection, changes)
    done.told += kept[:_NAMED]
    if len(kept) > _NAMED:
        done.told.append(f"另有{len(kept) - _NAMED}家之后又改过，未撤回。")
    return sum('@state' in change.values and change.values['@state'] == 'withdrawn' for change in changes)
