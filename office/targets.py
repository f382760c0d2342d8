"""A campaign's targets against what is known: numerator, denominator, and whether each is reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any, NamedTuple

from campaigns.phrases import text_to_case
from ledger.coverage import TOTAL, WAYS, Cell, CoverageLine, Dimension, Way, coverage, is_worked
from model.campaign import All, CampaignTarget, Condition, Pack
from model.subject import SubjectKind
from office.config import Workplace
from office.planning import pack_named
from office.population_kinds import KINDS
from office.populations import OF_PACK
from office.target_cells import Counted, alone, cells_of, established
from office.target_tasks import by_task
from store import outside_figures
from store.engine import Connection, reading
from text.rates import rate

_SIGNS: dict[str, Callable[[Any, Any], Any]] = {'>=': ge, '>': gt, '<=': le, '<': lt}
BY_HAND = "需人工核对"
_WHOLE = frozenset(
    ('社会组织', '各社会组织', '全部社会组织', '非公有制企业', '企业', '非公企业', '非公有制经济组织', '园区')
)
NAMES: dict[SubjectKind, str] = {'organisation': "社会组织", **KINDS}


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole; unknown are those of whom nobody can tell, rate is as it is printed."""

    key: str
    numerator: int
    denominator: int
    unknown: int
    rate: str | None


@dataclass(frozen=True, slots=True)
class TargetState:
    """One target: what it was measured on (source), the share in all and by part, and whether it is reached.

    reached None: what is not filled in decides, or (lines empty) a person has to look; note says why.
    """

    number: int
    target: CampaignTarget
    reached: bool | None
    source: str | None = None
    lines: tuple[Share, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """组织覆盖 or 工作覆盖 of one kind of bodies, in all and by part; never of several kinds together."""

    kind: SubjectKind
    what: str
    lines: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """What a campaign has come to."""

    coverage: tuple[Covered, ...]
    targets: tuple[TargetState, ...]


class _Asked(NamedTuple):
    """What the measures share: the dimension to part by, the ways that count as work, tasks named by hand."""

    place: Workplace
    connection: Connection
    pack: Pack
    by: tuple[Dimension, ...]
    ways: tuple[Way, ...]
    tasks: Mapping[int, str]


def targets(
    place: Workplace,
    wanted: str,
    by: Dimension | None = None,
    ways: tuple[Way, ...] = WAYS,
    tasks: Mapping[int, str] | None = None,
) -> Targets:
    """Every target of a campaign measured; tasks gives the table's task for a target by number.

    Raises:
        UsageFault: there is no such campaign, or no such task.
    """
    pack = pack_named(place, wanted)
    with reading(place.engine) as connection:
        asked = _Asked(place, connection, pack, (by,) if by else (), ways, tasks or {})
        kinds = dict.fromkeys(OF_PACK[one.kind] for one in pack.populations)
        covered = [
            one
            for kind in kinds
            if kind in {'organisation', 'enterprise', 'park'}
            for one in _covered(asked, kind)
        ]
        states = tuple(_state(asked, number, one) for number, one in enumerate(pack.targets, start=1))
    return Targets(tuple(covered), states)


def _covered(asked: _Asked, kind: SubjectKind) -> list[Covered]:
    found = cells_of(asked.place, asked.connection, asked.pack, kind, None, asked.by)
    return [
        Covered(kind, "党的组织覆盖", _shares(asked, found, established)),
        Covered(kind, "党的工作覆盖", _shares(asked, found, lambda cell: is_worked(cell, asked.ways))),
    ]


def _shares(asked: _Asked, found: Counted, told: Callable[[Cell], bool | None]) -> tuple[Share, ...]:
    lines = coverage(found.cells, (), told)
    if asked.by:
        order = [*asked.place.office.counties]
        parts = coverage(found.cells, asked.by, told)
        lines += sorted(
            parts, key=lambda one: (order.index(one.key) if one.key in order else len(order), one.key)
        )
    return tuple(_share(asked.place, one) for one in lines)


def _share(place: Workplace, line: CoverageLine) -> Share:
    layout = place.office.layout
    printed = rate(line.numerator, line.denominator, layout.rounding, layout.decimals)
    return Share(line.key, line.numerator, line.denominator, line.unknown, printed)


def _state(asked: _Asked, number: int, target: CampaignTarget) -> TargetState:
    kind = OF_PACK[target.population] if target.population else None
    if (
        kind in {'organisation', 'enterprise', 'park'}
        and '党' in target.metric
        and '经费' not in target.metric
    ):
        return _of_bodies(asked, number, target, kind)
    if kind in {'town', 'county', 'park', 'unit'}:
        return _of_task(asked, number, target, kind)
    return TargetState(number, target, None, note=f"{BY_HAND}：台账和任务表都没有这项数")


def _of_bodies(asked: _Asked, number: int, target: CampaignTarget, kind: SubjectKind) -> TargetState:
    """A share of organisations, enterprises or parks with a Party organisation, or with Party work."""
    scope = All(()) if kind == 'park' else _scope(target.scope)
    if scope is None:
        return TargetState(
            number, target, None, note=f"{BY_HAND}：范围“{target.scope}”台账分不出来，请按名单核对"
        )
    if any(word in target.metric for word in ('联合', '新', '增', '翻番')) or target.unit not in {
        '%',
        '家',
        '个',
    }:
        return TargetState(number, target, None, note=f"{BY_HAND}：要与某一天的数相比，台账没有底数")
    found = cells_of(asked.place, asked.connection, asked.pack, kind, scope, asked.by)
    if not found.cells and kind != 'organisation':
        return TargetState(
            number, target, None, note=f"{BY_HAND}：{NAMES[kind]}名单没有导入（shoufa population import）"
        )
    work = '工作' in target.metric and '组织和工作' not in target.metric
    told = (
        (lambda cell: is_worked(cell, asked.ways))
        if work
        else alone
        if '单独' in target.metric
        else established
    )
    lines = _shares(asked, found, told)
    notes = [f"另有{found.unclear}家是否属于“{target.scope}”未填，没有计入"] if found.unclear else []
    if kind == 'park' and target.scope not in {None, *_WHOLE}:
        notes.append(f"{BY_HAND}：分母是名单里的全部园区，是否都是“{target.scope}”请核对")
    state = _judged(number, target, "台账" if kind == 'organisation' else f"{NAMES[kind]}名单", lines, notes)
    if notes and (kind == 'park' or state.reached is not False):
        state = replace(state, reached=None)
    return _by_their_figures(asked, state, kind) if target.base and '党内' in target.base else state


def _scope(words: str | None) -> Condition | None:
    """The part of the population that a scope means; None where the program does not understand it wholly."""
    if not words or words in _WHOLE:
        return All(())
    case = text_to_case(words)
    return All(case.conditions) if case.conditions and not case.left else None


def _judged(
    number: int, target: CampaignTarget, source: str, lines: tuple[Share, ...], notes: Sequence[str] = ()
) -> TargetState:
    whole = lines[0]
    reached = reaches(target, whole)
    more = list(notes)
    if not whole.denominator:
        more.append("没有一家可计")
    elif reached is None:
        more.append(f"{whole.unknown}家未填，补齐后才能断定")
    elif reached is False and whole.rate and reaches(target, _as_printed(whole)):
        more.append(f"印出来是{whole.rate}，按原数还不足")
    return TargetState(number, target, reached, source, lines, '；'.join(more) or None)


def _as_printed(share: Share) -> Share:
    """The share with its printed rate in place of its counts, exact to the places printed."""
    assert share.rate
    digits = share.rate.rstrip('%')
    scale = 10 ** len(digits.partition('.')[2])
    return replace(share, numerator=int(Decimal(digits) * scale), denominator=100 * scale, unknown=0)


def reaches(target: CampaignTarget, share: Share) -> bool | None:
    """Whether a share (or, where the target counts, its numerator) is what the target asks, exactly.

    None where those who cannot be told decide, or where there is nobody.
    """
    if not share.denominator:
        return None
    least, most = share.numerator, share.numerator + share.unknown
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    scale, whole = (100, share.denominator) if target.unit == '%' else (1, 1)

    def stands(count: int, sign: str, value: int | Decimal) -> bool:
        return bool(_SIGNS[sign](count * scale, value * whole))

    match target.comparator:
        case '>=' | '>':
            sure, may = (stands(one, target.comparator, values[0]) for one in (least, most))
        case '<=' | '<':
            sure, may = (stands(one, target.comparator, values[0]) for one in (most, least))
        case '=' if target.unit == '%' and values[0] == 100:
            sure, may = least == share.denominator, most == share.denominator
        case '=' | 'between':
            sure = all(
                stands(one, '>=', values[0]) and stands(one, '<=', values[-1]) for one in (least, most)
            )
            may = stands(most, '>=', values[0]) and stands(least, '<=', values[-1])
        case _:
            return None
    return True if sure else None if may else False


def _by_their_figures(asked: _Asked, state: TargetState, kind: SubjectKind) -> TargetState:
    """The target on 党内统计, as the notice wants it; ours stays beside it."""
    note = f"通知以{state.target.base}为准"
    theirs = (
        _party_figures(outside_figures.list_figures(asked.connection)) if kind == 'organisation' else None
    )
    if theirs is None:
        told = "；".join(filter(None, (f"{note}，还没有导入，这里按{state.source}计", state.note)))
        return replace(state, note=told)
    source, day, total, done = theirs
    layout = asked.place.office.layout
    share = Share(TOTAL, done, total, 0, rate(done, total, layout.rounding, layout.decimals))
    ours = tuple(replace(one, key=f"台账{'' if one.key == TOTAL else one.key}") for one in state.lines)
    judged = _judged(state.number, state.target, f"{source}（{day}）", (share,), [note])
    return replace(judged, lines=(share, *ours))


def _party_figures(
    figures: Iterable[outside_figures.OutsideFigure],
) -> tuple[str, dt.date, int, int] | None:
    """The newest totals of 党内统计: source, day, organisations and those with a Party organisation."""
    found: dict[tuple[dt.date, str], dict[str, int]] = {}
    for one in figures:
        if '党内' in one.source and one.key == TOTAL and one.value is not None:
            found.setdefault((one.as_of, one.source), {})[one.field] = one.value
    whole = [key for key, held in found.items() if held.keys() >= {'total', 'established'}]
    if not whole:
        return None
    day, source = max(whole)
    return source, day, found[day, source]['total'], found[day, source]['established']


def _of_task(asked: _Asked, number: int, target: CampaignTarget, kind: SubjectKind) -> TargetState:
    """A share of towns, counties or parks, by the table of tasks."""
    told = by_task(asked.place, asked.pack, target, kind, asked.tasks.get(number), bool(asked.by))
    if isinstance(told, str):
        return TargetState(number, target, None, note=f"{BY_HAND}：{told}")
    lines = tuple(_share(asked.place, one) for one in told.lines)
    meant = target if target.unit == '%' else replace(target, comparator='=', value=100, unit='%')
    state = replace(_judged(number, meant, f"任务表“{told.task}”", lines), target=target)
    if told.doubt:
        note = '；'.join(filter(None, (f"{BY_HAND}：{told.doubt}", state.note)))
        return replace(state, reached=None, note=note)
    return state
