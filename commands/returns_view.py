"""A round of returns as users' scripts and as clerks read it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from commands.edge import called_as

if TYPE_CHECKING:
    from office.came import Came
    from office.chasing import Chase
    from office.collecting import Collected, UnitState
    from office.questioning import DataQuestion
    from office.unit_counts import Counted, Sum, UnitCounts

BASIS_NAMES = {'ledger': "台账明细", 'totals': "汇总数", 'prose': "文字汇报"}


def returns_to_plain(
    collected: Collected,
    counted: Counted,
    texts: tuple[Chase, ...],
    asked: Sequence[DataQuestion] = (),
) -> dict[str, Any]:
    """The keys that users' scripts read; a figure nobody told is null."""
    from office.questioning import question_to_plain

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
            {
                'unit': one.unit,
                'entries': _numbers(one),
                'questions': one.questions,
                'rows_waiting': one.rows_waiting,
            }
            for one in collected.of_state('doubtful')
        ],
        'missing': list(collected.names('missing')),
        'earlier_unread': [
            {'unit': one.unit, 'round': placed.round, 'entry': placed.came.number, 'why': placed.came.why}
            for one in collected.of_state('missing')
            for placed in one.earlier
        ],
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
                    'unknown': one.unknown,
                    'rows_waiting': one.waiting,
                    'carried': one in counted.carried,
                }
                for one in _in_order(collected, counted)
            ],
            'differences': [one._asdict() for one in counted.differences],
        },
        'data_questions': [question_to_plain(one) for one in asked],
        'chase': [
            {'unit': one.unit, 'due': one.due.isoformat() if one.due else None, 'text': one.text}
            for one in texts
        ],
    }


def _in_order(collected: Collected, counted: Counted) -> list[UnitCounts]:
    places = {one.unit: position for position, one in enumerate(collected.states)}
    return sorted((*counted.reported, *counted.carried), key=lambda one: places[one.unit])


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
        'rows_waiting': state.rows_waiting,
        'waiting': [{'entry': one.number, 'file': one.file, 'why': one.why} for one in state.waiting],
    }


def _waiting(state: UnitState) -> dict[str, Any]:
    files = [{'entry': one.number, 'file': one.file, 'why': one.why} for one in state.waiting]
    return {'unit': state.unit, 'files': files}


def returns_to_lines(collected: Collected, counted: Counted, asked: Sequence[DataQuestion] = ()) -> list[str]:
    """One line a state with names, then the figures, then what a person has to look at."""
    from office.questioning import question_to_line

    return [
        _head(collected),
        *_states(collected),
        *(_figures(counted) if collected.collection.counts else _rows(collected)),
        *_questions(collected, counted),
        *map(question_to_line, asked),
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
        told = [
            f"{one.unit}（{'，'.join([f'第{_entries(one)}号', f'问题{one.questions}个', *_waits(one)])}）"
            for one in doubtful
        ]
        yield f"已收到、待核{len(doubtful)}：{_listed(told)}"
    missing = collected.of_state('missing')
    yield f"未报{len(missing)}：{_listed([_missing(one) for one in missing])}"


def _missing(state: UnitState) -> str:
    """A unit with what came of it in an earlier round and nobody has read yet."""
    notes = [
        f"{'启动摸底' if one.round == 0 else f'第{one.round}期'}{_whys((one.came,))}，至今未处理"
        for one in state.earlier
    ]
    return f"{state.unit}（{'；'.join(notes)}）" if notes else state.unit


def _waits(state: UnitState) -> list[str]:
    return [f"另有{state.rows_waiting}家待核未计入"] if state.rows_waiting else []


def _rows(collected: Collected) -> Iterator[str]:
    """What came on a form that tells no 应建 and 已建: how many organisations, and how many wait."""
    listed = [
        {key for one in state.placed if one.superseded_by is None for key in one.came.scope}
        for state in collected.states
    ]
    waiting = sum(state.rows_waiting for state in collected.states)
    told = f"，其中{waiting}家待核未入账" if waiting else ""
    yield f"报来{sum(map(len, listed))}家（{sum(map(bool, listed))}个单位）{told}"


def _told(state: UnitState) -> str:
    notes = (["逾期"] if state.late else []) + _waits(state)
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
    """Both sums, each over 应建 and over 登记 as far as they were told, with how many units and whence."""
    yield from _sum_to_lines(counted.sum_reported, counted.reported, ()) or ["只计已报：没有可以相加的数"]
    if counted.carried:
        yield from _sum_to_lines(counted.sum_carried, counted.reported, counted.carried)
    left_out = counted.sum_carried.left_out
    if left_out:
        yield f"没有应建、已建数，未计入组建率：{'、'.join(left_out)}"
    left_out = counted.sum_carried.total_left_out
    if left_out and counted.sum_carried.total is not None:
        yield f"没有登记、已建数，未计入覆盖率：{'、'.join(left_out)}"
    for basis, name in BASIS_NAMES.items():
        units = [one.unit for one in counted.reported if one.basis == basis]
        if units and basis != 'ledger':
            yield f"仅报{name}：{'、'.join(units)}"


def _sum_to_lines(total: Sum, reported: Sequence[UnitCounts], carried: Sequence[UnitCounts]) -> list[str]:
    """A line for 应建 and one for 登记; none for a sum to which nothing is carried that was to be."""
    waiting = f"；另有{total.waiting}家待核未计入" if total.waiting else ""
    found = []
    for below, above, rate, words, left_out in (
        (total.eligible, total.established, total.rate, ("应建", "组建率"), total.left_out),
        (total.total, total.total_established, total.coverage, ("登记", "覆盖率"), total.total_left_out),
    ):
        added = [one for one in carried if one.unit not in left_out]
        told = [*(one for one in reported if one.unit not in left_out), *added]
        if below is not None and (added or not carried):
            share = f"，{words[1]}{rate}（{above}/{below}）" if rate else ""
            figures = f"{len(told)}个单位{words[0]}{below}家、已建{above}家{share}"
            found.append(f"{_head_of(added)}：{figures}{_bases(told)}{_unknown(told)}{waiting}")
    return found


def _unknown(told: Sequence[UnitCounts]) -> str:
    """How many of these nobody knows whether they have a branch: they count in 登记 and not in 已建."""
    number = sum(one.unknown for one in told)
    return f"；其中{number}家是否建立党组织待核实，未计入已建数" if number else ""


def _head_of(carried: Sequence[UnitCounts]) -> str:
    """Whose figures are of an earlier round, and whose are what the ledger has of them."""
    earlier = '、'.join(one.unit for one in carried if one.round is not None)
    ledger = '、'.join(one.unit for one in carried if one.round is None)
    parts = [f"{earlier}沿用上期数"] if earlier else []
    parts += [f"{ledger}用台账现有数"] if ledger else []
    return f"{'，'.join(parts)}后" if parts else "只计已报"


def _bases(told: Sequence[UnitCounts]) -> str:
    """Whence figures are, with how many units each where it is not all the same."""
    counts = {basis: sum(one.basis == basis for one in told) for basis in BASIS_NAMES}
    named = [(BASIS_NAMES[basis], count) for basis, count in counts.items() if count]
    if len(named) == 1:
        return f"（{named[0][0]}）"
    return f"（{'、'.join(f'{name}{count}个' for name, count in named)}）"


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
        if placed.came.another:
            yield (
                f"请核实　{state.unit}：第{placed.came.number}号是《{placed.came.another}》，"
                f"不是要的表样，暂作已报，请核对"
            )
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
