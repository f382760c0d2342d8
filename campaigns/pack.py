"""Campaign packs: one TOML file each; docs and packs/ show the form."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from campaigns.conditions import condition_to_table, table_to_condition
from campaigns.keys import (
    DATE,
    DATES,
    NUMBER,
    TEXT,
    TEXTS,
    Key,
    Keys,
    Kind,
    one_of,
    read_table,
    some_of,
    table,
    tables,
    whole,
    write_table,
)
from model.campaign import (
    CampaignStage,
    CampaignTarget,
    CampaignTask,
    ClearItem,
    Consultation,
    Dispatching,
    EligibleRule,
    JointRule,
    LadderRule,
    Pack,
    Population,
    PopulationKind,
    Reporting,
    ResponsibleRule,
)
from model.errors import BadSetting
from model.notice import Recurrence, Relative

BUILT_IN = Path(__file__).parent / 'packs'
"""The packs that come with the program."""

COMPARATORS = ('>=', '<=', '=', '<', '>', '≈', 'between')
"""How a target's metric stands to its value."""

_CONDITION = Kind(table_to_condition, condition_to_table, nested=True)
_POPULATIONS: tuple[PopulationKind, ...] = get_args(PopulationKind)
_UNITS = one_of(('hour', 'day', 'workday', 'week', 'month', 'quarter', 'term', 'year', 'next_month_day'))
_TEXT, _SOURCE = Key(TEXT), {'verbatim': Key(TEXT), 'where': Key(TEXT), 'doubt': Key(TEXT)}


def _relative(value: int, unit: str, from_: str | None = None) -> Relative:
    return Relative(value, unit, from_, value if unit == 'day' else None)


_RELATIVE = table(
    {'value': Key(whole(-10_000), True), 'unit': Key(_UNITS, True), 'from': Key(TEXT, attribute='from_')},
    _relative,
)
_RECURRENCE = table(
    {'every': Key(whole(1), True), 'unit': Key(_UNITS, True), 'times': Key(whole(1))}, Recurrence
)


def _check_rule(rule: LadderRule, spot: str) -> None:
    if rule.doubtful_when is not None and rule.doubt is None:
        raise BadSetting(f"{spot} doubtful_when 与 doubt 应同时填写：有存疑的读法，就要写明疑在何处。")
    if rule.when is None and rule.doubt is None:
        raise BadSetting(f"{spot} when 没有填写；条件还定不下来的，要写明 doubt。")


def _check_days(part: CampaignStage | Reporting, spot: str) -> None:
    if part.start and part.end and part.end < part.start:
        raise BadSetting(f"{spot} end（{part.end}）早于 start（{part.start}）。")


def _check_reporting(reporting: Reporting, spot: str) -> None:
    given = [one for one in (reporting.every_days, reporting.every_months, reporting.days or None) if one]
    if len(given) != 1:
        raise BadSetting(f"{spot} every_days、every_months、days 应填一项，且只填一项。")
    if reporting.day is not None and reporting.every_months is None:
        raise BadSetting(f"{spot} day 要与 every_months 同时填写。")
    _check_days(reporting, spot)


def _check_joint(rule: JointRule, spot: str) -> None:
    if rule.least >= rule.below:
        raise BadSetting(f"{spot} least（{rule.least}）应小于 below（{rule.below}）。")


def _check_target(target: CampaignTarget, spot: str) -> None:
    if (target.comparator == 'between') != isinstance(target.value, tuple):
        raise BadSetting(f"{spot} value 与 comparator 不合：between 要两个数（如 [1, 2]），其余只要一个数。")


_POPULATION: Keys = {
    'kind': Key(one_of(_POPULATIONS), True),
    'name': _TEXT,
    'when': Key(_CONDITION),
    'units': Key(TEXTS),
    **_SOURCE,
}
_WHOM_ONE = table(_POPULATION, Population)
_WHOM = tables(_WHOM_ONE)


def _to_populations(value: Any, spot: str) -> tuple[Population, ...]:
    """[[population]] after [[population]], or the condition on organisations alone."""
    if isinstance(value, list):
        found: tuple[Population, ...] = _WHOM.read(value, spot)
        return found
    return (Population('organisations', table_to_condition(value, spot)),)


def _from_populations(populations: tuple[Population, ...]) -> Any:
    if len(populations) == 1 and populations[0] == Population('organisations', populations[0].when):
        return condition_to_table(populations[0].when)
    listed = [_WHOM_ONE.write(one) for one in populations]
    return [{key: value for key, value in one.items() if (key, value) != ('when', 'all')} for one in listed]


_REPORTING: Keys = {
    'every_days': Key(whole(1)),
    'every_months': Key(whole(1, 60)),
    'day': Key(whole(1, 31)),
    'days': Key(DATES),
    'start': Key(DATE),
    'end': Key(DATE),
    **_SOURCE,
}
_CONSULTATION: Keys = {
    'draft_title': Key(TEXT, True),
    'deadline': Key(DATE),
    'deadline_text': _TEXT,
    'units': Key(TEXTS),
    'reply_to': _TEXT,
    **_SOURCE,
}
_INSTRUCTORS: Keys = {'when': Key(_CONDITION, True), 'term_months': Key(whole(1, 120)), **_SOURCE}
_STAGE: Keys = {'name': Key(TEXT, True), 'start': Key(DATE), 'end': Key(DATE), **_SOURCE}
_TARGET: Keys = {
    'metric': Key(TEXT, True),
    'comparator': Key(one_of(COMPARATORS), True),
    'value': Key(NUMBER, True),
    'unit': _TEXT,
    'scope': _TEXT,
    'by': Key(DATE),
    'base': _TEXT,
    'population': Key(one_of(_POPULATIONS)),
    **_SOURCE,
}
_TASK: Keys = {
    'what': Key(TEXT, True),
    'who': _TEXT,
    'deadline': Key(DATE),
    'deadline_text': _TEXT,
    'relative': Key(_RELATIVE),
    'recurrence': Key(_RECURRENCE),
    'report_to': _TEXT,
    'scope': _TEXT,
    **_SOURCE,
}
_LADDER: Keys = {
    'method': Key(TEXT, True),
    'verbatim': Key(TEXT, True),
    'where': _TEXT,
    'count_basis': _TEXT,
    'applies_to': Key(some_of(_POPULATIONS)),
    'ways': Key(TEXTS),
    'when': Key(_CONDITION),
    'doubtful_when': Key(_CONDITION),
    'doubt': _TEXT,
}
_JOINT: Keys = {
    'counts': Key(TEXTS, True),
    'population': Key(one_of(_POPULATIONS)),
    'least': Key(whole(1, 50)),
    'below': Key(whole(2, 50)),
    'together': Key(whole(2, 5)),
    'units': Key(whole(2, 10)),
    'alike': Key(TEXTS),
    **_SOURCE,
}
_ELIGIBLE: Keys = {'name': Key(TEXT, True), 'when': Key(_CONDITION, True), **_SOURCE}
_RESPONSIBLE: Keys = {'body': Key(TEXT, True), 'when': Key(_CONDITION), **_SOURCE}
_CLEAR: Keys = {'name': Key(TEXT, True), 'needs': Key(TEXTS, True), **_SOURCE}
_PACK: Keys = {
    'title': Key(TEXT, True),
    'notice_number': _TEXT,
    'notice_title': Key(TEXT, True),
    'count_basis': _TEXT,
    'population': Key(Kind(_to_populations, _from_populations), True, 'populations'),
    'established': Key(_CONDITION),
    'forms': Key(TEXTS),
    'forms_named': Key(TEXTS),
    'ledgers': Key(TEXTS),
    'doubtful': Key(TEXTS),
    'reporting': Key(table(_REPORTING, Reporting, _check_reporting)),
    'consultation': Key(table(_CONSULTATION, Consultation)),
    'instructors': Key(table(_INSTRUCTORS, Dispatching)),
    'stages': Key(tables(table(_STAGE, CampaignStage, _check_days))),
    'targets': Key(tables(table(_TARGET, CampaignTarget, _check_target))),
    'tasks': Key(tables(table(_TASK, CampaignTask))),
    'ladder': Key(tables(table(_LADDER, LadderRule, _check_rule))),
    'joint': Key(tables(table(_JOINT, JointRule, _check_joint))),
    'eligible': Key(tables(table(_ELIGIBLE, EligibleRule))),
    'responsible': Key(tables(table(_RESPONSIBLE, ResponsibleRule))),
    'clear': Key(tables(table(_CLEAR, ClearItem))),
}

_KINDS = {key: one.kind for key, one in _PACK.items()} | {'population': _WHOM}
_LISTED = frozenset(
    {'population', 'stages', 'targets', 'tasks', 'ladder', 'joint', 'eligible', 'responsible', 'clear'}
)
"""Sections that a pack may have several times."""


def try_packs(folders: Sequence[Path]) -> tuple[dict[str, Pack], dict[str, BadSetting]]:
    """The packs in these folders that can be used and what is wrong with the others, by id.

    One in a later folder replaces its namesake in an earlier, a wrong one too: it was meant to. A
    folder that does not exist holds none.
    """
    packs: dict[str, Pack] = {}
    faults: dict[str, BadSetting] = {}
    for path in (path for folder in folders for path in sorted(folder.glob('*.toml'))):
        packs.pop(path.stem, None)
        try:
            packs[path.stem] = load_pack(path)
        except BadSetting as fault:
            faults[path.stem] = fault
    return packs, faults


def load_pack(path: Path) -> Pack:
    """One pack; its id is the file's name without .toml. Raises BadSetting naming the file and the key."""
    try:
        text = path.read_text(encoding='utf-8')
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting(f"活动包 {path} 读不出来：文件不存在、无权读取或不是UTF-8编码。") from fault
    return _text_to_pack(text, path)


@lru_cache(maxsize=64)
def _text_to_pack(text: str, path: Path) -> Pack:
    """The pack that a file's text says; the same words are understood once."""
    try:
        held = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise BadSetting(f"活动包 {path} 不是正确的TOML：{fault}。请核对引号和括号。") from fault
    return table_to_pack(held, path.stem, f"活动包 {path} 的")


def table_to_pack(held: dict[str, Any], pack_id: str, spot: str) -> Pack:
    """A pack from its TOML table, numbers with a point as Decimal; spot names the file in a BadSetting."""

    def make(notice_number: str | None = None, **values: Any) -> Pack:
        return Pack(id=pack_id, notice_number=notice_number, **values)

    return read_table(held, _PACK, make, spot)


def part_to_table(section: str, part: Any) -> dict[str, Any]:
    """One part of a pack (a rung, a task, the reporting) as the TOML table of its section."""
    found: dict[str, Any] = (
        _KINDS[section].write([part])[0] if section in _LISTED else _KINDS[section].write(part)
    )
    return found


def table_to_part(section: str, held: dict[str, Any], spot: str) -> Any:
    """The part that such a table describes; spot names it in a BadSetting."""
    kind = _KINDS[section]
    return kind.read([held], spot)[0] if section in _LISTED else kind.read(held, spot)


def pack_to_table(pack: Pack) -> dict[str, Any]:
    """The TOML table that table_to_pack reads back as this pack."""
    return write_table(pack, _PACK)
