"""应建未建 by both definitions, what is clear about those without a branch, and who answers for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from campaigns.eligible import LABELS, clear_lines, definitions, eligible_lines
from campaigns.responsible import LABELS as BODY_LABELS
from campaigns.responsible import responsible_lines
from model.campaign import Pack
from model.errors import UsageFault
from model.planning import ClearLine, EligibleState, ResponsibleLine
from model.subject import Organisation
from office.config import Workplace
from office.inbox import write_whole
from office.naming import label_of
from office.plan_acts import covered_by
from office.plan_work import Named
from office.planning import pack_named
from office.workbook import Value, tables_to_workbook
from store import populations, subjects
from store.engine import reading

UNFILLED = "县（区）未填"


@dataclass(frozen=True, slots=True)
class Definition:
    """A reading of 应建 and the sentence it stands on."""

    name: str
    verbatim: str | None


@dataclass(slots=True)
class EligibleRegion:
    """One county: by definition, how many stand in each state, and who is 应建未建 or cannot be told."""

    region: str
    counts: dict[str, dict[EligibleState, int]] = field(default_factory=dict)
    names: dict[str, list[Named]] = field(default_factory=dict)
    unknown: dict[str, list[Named]] = field(default_factory=dict)


@dataclass(slots=True)
class Eligible:
    """Both definitions side by side by county, 合计 first; differing are 应建未建 by some of them only."""

    campaign: str
    definitions: list[Definition]
    regions: list[EligibleRegion]
    differing: list[Named]
    questions: list[Named]


def pack_about_organisations(place: Workplace, wanted: str) -> Pack:
    """The pack of a campaign about organisations.

    Raises:
        UsageFault: there is no such campaign, or it is about other bodies.
    """
    pack = pack_named(place, wanted)
    if not any(one.kind == 'organisations' for one in pack.populations) or pack.consultation:
        why = "这是征求意见的通知" if pack.consultation else "它的对象不是台账里的社会组织"
        raise UsageFault(f"活动“{pack.title}”不能逐家列出：{why}。")
    return pack


def _listed(place: Workplace, pack: Pack, *, firms: bool = False) -> list[Organisation]:
    """The organisations it covers; with firms the enterprises loaded for it as well."""
    with reading(place.engine) as connection:
        found = covered_by(pack, subjects.list_all(connection))
        return [*found, *(populations.members(connection, pack.id, 'enterprise') if firms else ())]


def eligible(place: Workplace, wanted: str) -> Eligible:
    """应建未建 by each definition in official use and the notice's own.

    Raises:
        UsageFault: there is no such campaign, or it is not about organisations.
    """
    pack = pack_about_organisations(place, wanted)
    listed = _listed(place, pack)
    rules, known = definitions(pack), {one.id: one for one in listed}
    total = EligibleRegion("合计")
    regions = {one: EligibleRegion(one) for one in _in_order(place, listed)}
    by_state: dict[int, set[EligibleState]] = {}
    questions = []
    for line in eligible_lines(rules, listed, pack.established):
        one = known[line.organisation]
        by_state.setdefault(one.id, set()).add(line.state)
        missing = '、'.join(LABELS.get(fact) or label_of(fact) for fact in line.missing)
        named = Named(one.id, one.name, one.region, f"缺：{missing}" if missing else None)
        for region in (total, regions[one.region or UNFILLED]):
            counts = region.counts.setdefault(line.definition, {})
            counts[line.state] = counts.get(line.state, 0) + 1
            if line.state in {'eligible_not_established', 'unknown'}:
                where = region.unknown if line.state == 'unknown' else region.names
                where.setdefault(line.definition, []).append(named)
        if line.question:
            questions.append(Named(one.id, one.name, one.region, line.question))
    differing = [
        Named(one, known[one].name, known[one].region)
        for one, states in by_state.items()
        if 'eligible_not_established' in states and len(states) > 1
    ]
    told = [Definition(one.name, one.verbatim) for one in rules]
    return Eligible(pack.id, told, [total, *regions.values()], differing, questions)


def _in_order(place: Workplace, listed: Iterable[Organisation]) -> list[str]:
    """The counties met, as the office lists them, the others after them."""
    met = {one.region or UNFILLED for one in listed}
    counties = [one for one in place.office.counties if one in met]
    return [*counties, *sorted(met - {*counties, UNFILLED}), *sorted(met & {UNFILLED})]


@dataclass(frozen=True, slots=True)
class Clear:
    """The things that have to be clear, each organisation without a branch, and how many are clear."""

    campaign: str
    items: tuple[str, ...]
    lines: tuple[ClearLine, ...]
    counts: dict[str, int]


def clear(place: Workplace, wanted: str) -> Clear:
    """What is clear about each organisation, or enterprise loaded, without a branch (五个清).

    Raises:
        UsageFault: there is no such campaign, or its notice asks for no such list.
    """
    pack = pack_about_organisations(place, wanted)
    if not pack.clear:
        raise UsageFault(
            f"活动“{pack.title}”的通知没有要求“五个清”一类的清单。要列的话，在活动包里加 [[clear]]。"
        )
    lines = clear_lines(pack.clear, _listed(place, pack, firms=True), pack.established)
    counts = Counter(item for line in lines for item in line.clear)
    items = tuple(one.name for one in pack.clear)
    return Clear(pack.id, items, lines, {item: counts[item] for item in items})


def write_clear(told: Clear, target: Path) -> None:
    """The list as a workbook: 清, or what is missing."""
    rows: list[Sequence[Value]] = [("序号", "名称", "县（区）", *told.items)]
    rows += [
        (
            number,
            one.name,
            one.region,
            *("清" if item in one.clear else f"缺：{'、'.join(one.missing[item])}" for item in told.items),
        )
        for number, one in enumerate(told.lines, start=1)
    ]
    write_whole(target, tables_to_workbook([("未建党组织摸底", rows)]))


@dataclass(frozen=True, slots=True)
class Answering:
    """The organisations a body answers for; doubtful ones may be its, a person decides."""

    body: str
    verbatim: str | None
    organisations: tuple[Named, ...]
    doubtful: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for whom. no_rule: the notice says nothing; open_rules are what only a person can apply."""

    campaign: str
    bodies: tuple[Answering, ...]
    no_rule: tuple[Named, ...]
    open_rules: tuple[str, ...]


def responsible(place: Workplace, wanted: str) -> Responsible:
    """党建责任主体 of every organisation, by the notice's rules.

    Raises:
        UsageFault: there is no such campaign, or its notice has no such rule.
    """
    pack = pack_about_organisations(place, wanted)
    if not pack.responsible:
        raise UsageFault(f"活动“{pack.title}”的通知没有规定党建责任主体。")
    listed = _listed(place, pack)
    known = {one.id: one for one in listed}
    lines = responsible_lines(pack.responsible, listed)
    bodies = tuple(
        Answering(
            rule.body,
            rule.verbatim,
            tuple(_named(known, lines, rule.body, doubtful=False)),
            tuple(_named(known, lines, rule.body, doubtful=True)),
        )
        for rule in pack.responsible
        if rule.when is not None
    )
    without = [known[one.organisation] for one in lines if one.state == 'no_rule']
    return Responsible(
        pack.id,
        bodies,
        tuple(Named(one.id, one.name, one.region) for one in without),
        tuple(
            f"{one.body}：“{one.verbatim}”{f'（{one.doubt}）' if one.doubt else ''}"
            for one in pack.responsible
            if one.when is None
        ),
    )


def _named(
    known: dict[int, Organisation], lines: Iterable[ResponsibleLine], body: str, *, doubtful: bool
) -> list[Named]:
    found = []
    for line in lines:
        meant = next((one for one in line.bodies if one.body == body), None)
        if meant and (line.state == 'doubtful') == doubtful:
            one = known[line.organisation]
            missing = '、'.join(BODY_LABELS.get(fact) or label_of(fact) for fact in line.missing)
            why = f"缺：{missing}" if missing else meant.reason
            found.append(Named(one.id, one.name, one.region, why or meant.unit))
    return found
