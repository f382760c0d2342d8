"""A round of returns as users' scripts and as clerks read it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from commands.edge import called_as

if TYPE_CHECKING:
    from office.came import Came
    from office.chasing import Chase
    from office.collecting import Collected, UnitState
    from office.unit_counts import Counted, Sum

BASIS_NAMES = {'ledger': "台账明细", 'totals': "汇总数", 'prose': "文字汇报"}


def returns_to_plain(collected: Collected, counted: Counted, texts: tuple[Chase, ...]) -> dict[str, Any]:
    """The keys that users' scripts read; a figure nobody told is null."""
    return {
        'id': collected.collection.id,
        'title': collected.collection.title,
        'round': collected.round,
        'cut_off': collected.cut_off.isoformat(),
        'due': collected.due.isoformat() if collected.due else None,
        'expected': [one.unit for one in collected.states],
        'returned': [_returned(one) for one in collected.of_state('returned')],
        'unread': list(collected.names('unread')),
        'unread_files': [_waiting(one) for one in collected.of_state('unread')],
        'doubtful': [
            {'unit': one.unit, 'entries': _numbers(one), 'questions': one.questions}
            for one in collected.of_state('doubtful')
        ],
        'missing': list(collected.names('missing')),
        'unattributed': [
            {'entry': one.number, 'file': one.file, 'why': one.why} for one in collected.unattributed
        ],
        'direct': [{'entry': one.number, 'organisation': one.direct} for one in collected.direct],
        'figures': {
            'reported': counted.sum_reported._asdict(),
            'carried': counted.sum_carried._asdict(),
            'units': [
                {
                    'unit': one.unit,
                    'basis': one.basis,
                    'round': one.round,
                    'total': one.total,
                    'eligible': one.eligible,
                    'established': one.established,
                    'carried': one in counted.carried,
                }
                for one in (*counted.reported, *counted.carried)
            ],
            'differences': [one._asdict() for one in counted.differences],
        },
        'chase': [
            {'unit': one.unit, 'due': one.due.isoformat() if one.due else None, 'text': one.text}
            for one in texts
        ],
    }


def _numbers(state: UnitState) -> list[int | None]:
    return [one.came.number for one in state.placed]


def _returned(state: UnitState) -> dict[str, Any]:
    superseded = [one for one in state.placed if one.superseded_by is not None]
    return {
        'unit': state.unit,
        'entries': _numbers(state),
        'late': state.late,
        'corrected': [{'entry': one.came.number, 'by': one.superseded_by} for one in superseded],
        'questions': state.questions,
        'waiting': [{'entry': one.number, 'file': one.file, 'why': one.why} for one in state.waiting],
    }


def _waiting(state: UnitState) -> dict[str, Any]:
    files = [{'entry': one.number, 'file': one.file, 'why': one.why} for one in state.waiting]
    return {'unit': state.unit, 'files': files}


def returns_to_lines(collected: Collected, counted: Counted) -> list[str]:
    """One line a state with names, then the figures, then what a person has to look at."""
    return [
        _head(collected),
        *_states(collected),
        *_figures(counted),
        *_questions(collected, counted),
    ]


def _head(collected: Collected) -> str:
    several = len(collected.collection.calendar.dues) > 1
    number = "启动摸底" if collected.round == 0 else f"第{collected.round}期" if several else ""
    due = f"（{collected.due}截止）" if collected.due else ""
    return f"{collected.collection.title}　{number}{due}　截至{collected.cut_off}"


def _states(collected: Collected) -> Iterator[str]:
    yield f"应报{len(collected.states)}个单位"
    returned = collected.of_state('returned')
    yield f"已报{len(returned)}：{_listed([_told(one) for one in returned])}"
    unread, doubtful = collected.of_state('unread'), collected.of_state('doubtful')
    if unread:
        told = [f"{one.unit}（{_whys(one.waiting)}）" for one in unread]
        yield f"已收到、正在核对{len(unread)}：{_listed(told)}"
    if doubtful:
        told = [f"{one.unit}（第{_entries(one)}号，问题{one.questions}个）" for one in doubtful]
        yield f"已收到、待核{len(doubtful)}：{_listed(told)}"
    yield f"未报{len(collected.names('missing'))}：{_listed(collected.names('missing'))}"


def _told(state: UnitState) -> str:
    notes = ["逾期"] if state.late else []
    notes += [
        f"第{one.came.number}号已由第{one.superseded_by}号更正" for one in state.placed if one.superseded_by
    ]
    return f"{state.unit}（{'，'.join(notes)}）" if notes else state.unit


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return '、'.join(names) or "无"


def _entries(state: UnitState) -> str:
    return '、'.join(str(one.came.number) for one in state.placed)


def _whys(waiting: tuple[Came, ...]) -> str:
    return '；'.join(
        dict.fromkeys(f"第{one.number}号{one.why}" if one.number else one.why for one in waiting)
    )


def _figures(counted: Counted) -> Iterator[str]:
    reported, carried = counted.sum_reported, counted.sum_carried
    by_total = carried.eligible is None and carried.total is not None
    yield f"只计已报：{_sum_to_text(reported, by_total=by_total)}"
    names = [
        one.unit for one in counted.carried if one.is_whole or (by_total and one.established is not None)
    ]
    if names:
        yield f"{'、'.join(names)}沿用上期数后：{_sum_to_text(carried, by_total=by_total)}"
    left_out = carried.total_left_out if by_total else carried.left_out
    if left_out:
        yield f"没有{'登记' if by_total else '应建'}、已建数，未计入：{'、'.join(left_out)}"
    for basis, name in BASIS_NAMES.items():
        units = [one.unit for one in counted.reported if one.basis == basis]
        if units and basis != 'ledger':
            yield f"仅报{name}：{'、'.join(units)}"


def _sum_to_text(total: Sum, *, by_total: bool) -> str:
    if by_total:
        below, above, share, words = total.total, total.total_established, total.coverage, ("登记", "覆盖率")
    else:
        below, above, share, words = total.eligible, total.established, total.rate, ("应建", "组建率")
    if below is None:
        return "没有可以相加的数"
    rate = f"，{words[1]}{share}（{above}/{below}）" if share else ""
    left_out = total.total_left_out if by_total else total.left_out
    count = len(total.units) + len(total.left_out) - len(left_out)
    return f"{count}个单位{words[0]}{below}家、已建{above}家{rate}"


def _questions(collected: Collected, counted: Counted) -> Iterator[str]:
    asked = [f"{one.unit}{one.questions}个" for one in collected.states if one.questions]
    if asked:
        yield f"待核　{'、'.join(asked)}（{called_as()} review list）"
    if collected.direct:
        names = '、'.join(f"{one.direct}（第{one.number}号）" for one in collected.direct)
        yield f"社会组织直接报送{len(collected.direct)}件：{names}"
    if collected.unattributed:
        files = '、'.join(
            f"第{one.number}号（{one.why}）" if one.number else one.file or "收文夹里没有收进的文件"
            for one in collected.unattributed
        )
        yield f"来源不明{len(collected.unattributed)}件：{files}"
        if collected.names('missing'):
            yield "　　其中可能有未报单位的报表，请先核对来源，再通报未报。"
    for one in counted.differences:
        yield f"请核实　{one.text}"
    for state in collected.states:
        yield from _questions_of(state)


def _questions_of(state: UnitState) -> Iterator[str]:
    from office.placing import partly_again

    for earlier, later, left in partly_again(state.placed):
        yield (
            f"请核实　{state.unit}：第{later.came.number}号只重报了第{earlier.came.number}号的一部分，"
            f"另有{left}家没有再报，仍按原报"
        )
    for placed in state.placed:
        if placed.came.misplaced:
            yield (
                f"请核实　第{placed.came.number}号放在“{placed.came.misplaced}”文件夹，"
                f"表上写的是“{state.unit}”"
            )
    if state.state == 'returned' and state.waiting:
        yield f"另收到　{state.unit}：{_whys(state.waiting)}"


def chases_to_lines(collected: Collected, texts: tuple[Chase, ...]) -> list[str]:
    """The texts under their due day; a warning first where something of unknown origin lies there."""
    lines = []
    if texts and collected.unattributed:
        lines.append(f"注意：有{len(collected.unattributed)}件来源不明，发出前请先核对是不是下列单位的。")
    for due, group in itertools.groupby(texts, key=lambda one: one.due):
        lines.append(f"{due} 截止" if due else "没有写明期限")
        lines += [one.text for one in group]
    return lines or ["没有要催的单位。"]
