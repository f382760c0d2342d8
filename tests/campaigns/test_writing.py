"""A pack written as TOML loads back equal."""

import datetime as dt
import tomllib
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.pack import BUILT_IN, load_pack, table_to_pack
from campaigns.writing import pack_to_toml
from model.campaign import (
    All,
    AnyOf,
    CampaignStage,
    CampaignTarget,
    CampaignTask,
    Compare,
    Condition,
    Consultation,
    Dispatching,
    Is,
    LadderRule,
    Not,
    Pack,
    Population,
    PopulationKind,
    Reporting,
)
from model.notice import Recurrence, Relative

TEXT = st.text(min_size=1, max_size=12)
MAYBE = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2050, 1, 1))
MAYBE_DAY = st.none() | DAYS
MAYBE_MONTH_DAY = st.none() | st.integers(1, 31)
KIND = st.sampled_from(get_args(PopulationKind))
SIGNS = ('>=', '<=', '=', '<', '>')
UNITS = st.sampled_from(['day', 'workday', 'month', 'year'])
SOURCE: dict[str, Any] = {'verbatim': MAYBE, 'where': MAYBE, 'doubt': MAYBE}
NUMBER = st.integers(0, 10_000) | st.decimals(0, 1000, places=2)

LEAVES = st.builds(
    Compare,
    st.lists(TEXT, min_size=1, max_size=2).map(tuple),
    st.sampled_from(SIGNS),
    st.integers(0, 999),
) | st.builds(Is, TEXT, st.lists(st.booleans() | TEXT | st.integers(), min_size=1, max_size=2).map(tuple))


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Condition]:
    some = st.lists(inner, min_size=1, max_size=2).map(tuple)
    return st.builds(All, some) | st.builds(AnyOf, some) | st.builds(Not, inner)


CONDITIONS = st.recursive(LEAVES | st.just(All(())), _deeper, max_leaves=3)


def in_order(days: tuple[dt.date | None, dt.date | None]) -> tuple[dt.date | None, dt.date | None]:
    first, last = days
    return (last, first) if first and last and last < first else days


WINDOW = st.tuples(MAYBE_DAY, MAYBE_DAY).map(in_order)


@st.composite
def reportings(draw: st.DrawFn) -> Reporting:
    start, end = draw(WINDOW)
    given_days = draw(st.lists(DAYS, min_size=1, max_size=3).map(tuple))
    months: dict[str, Any] = {
        'every_months': draw(st.integers(1, 60)),
        'day': draw(st.none() | st.integers(1, 31)),
    }
    how: dict[str, Any] = draw(st.sampled_from([{'every_days': 20}, months, {'days': given_days}]))
    return Reporting(start=start, end=end, verbatim=draw(MAYBE), doubt=draw(MAYBE), **how)


@st.composite
def stages(draw: st.DrawFn) -> CampaignStage:
    start, end = draw(WINDOW)
    return CampaignStage(draw(TEXT), start, end, draw(MAYBE), draw(MAYBE), draw(MAYBE))


def rungs() -> st.SearchStrategy[LadderRule]:
    rest: dict[str, Any] = {
        'count_basis': MAYBE,
        'applies_to': st.lists(KIND, max_size=2).map(tuple),
        'ways': TEXTS,
        'where': MAYBE,
    }
    sure = st.builds(LadderRule, TEXT, TEXT, CONDITIONS, st.none(), MAYBE, **rest)
    return sure | st.builds(
        LadderRule, TEXT, TEXT, st.none() | CONDITIONS, st.none() | CONDITIONS, TEXT, **rest
    )


def targets() -> st.SearchStrategy[CampaignTarget]:
    rest = {
        'unit': MAYBE,
        'scope': MAYBE,
        'by': MAYBE_DAY,
        'base': MAYBE,
        'population': st.none() | KIND,
        **SOURCE,
    }
    one = st.builds(CampaignTarget, TEXT, st.sampled_from([*SIGNS, '≈']), NUMBER, **rest)
    return one | st.builds(CampaignTarget, TEXT, st.just('between'), st.tuples(NUMBER, NUMBER), **rest)


def relatives() -> st.SearchStrategy[Relative]:
    return st.builds(
        lambda value, unit, anchor: Relative(value, unit, anchor, value if unit == 'day' else None),
        st.integers(-30, 400),
        UNITS,
        MAYBE,
    )


TASKS = st.builds(
    CampaignTask,
    TEXT,
    MAYBE,
    deadline=MAYBE_DAY,
    deadline_text=MAYBE,
    relative=st.none() | relatives(),
    recurrence=st.none() | st.builds(Recurrence, st.integers(1, 20), UNITS, st.none() | st.integers(1, 5)),
    report_to=MAYBE,
    scope=MAYBE,
    **SOURCE,
)
PACKS = st.builds(
    Pack,
    id=st.just('示例'),
    title=TEXT,
    notice_number=MAYBE,
    notice_title=TEXT,
    populations=st.lists(
        st.builds(Population, KIND, CONDITIONS, MAYBE, TEXTS, **SOURCE), min_size=1, max_size=3
    ).map(tuple),
    established=CONDITIONS,
    count_basis=MAYBE,
    forms=TEXTS,
    forms_named=TEXTS,
    ledgers=TEXTS,
    doubtful=TEXTS,
    reporting=st.none() | reportings(),
    consultation=st.none() | st.builds(Consultation, TEXT, MAYBE_DAY, MAYBE, TEXTS, MAYBE, **SOURCE),
    instructors=st.none() | st.builds(Dispatching, CONDITIONS, st.none() | st.integers(1, 120), **SOURCE),
    stages=st.lists(stages(), max_size=1).map(tuple),
    targets=st.lists(targets(), max_size=1).map(tuple),
    tasks=st.lists(TASKS, max_size=1).map(tuple),
    ladder=st.lists(rungs(), max_size=2).map(tuple),
)


def loaded(text: str, name: str) -> Pack:
    return table_to_pack(tomllib.loads(text, parse_float=Decimal), name, '示例')


@given(PACKS, TEXTS)
def test_a_pack_written_loads_back_equal(pack: Pack, remarks: tuple[str, ...]) -> None:
    assert loaded(pack_to_toml(pack, remarks), pack.id) == pack


@pytest.mark.parametrize('path', sorted(BUILT_IN.glob('*.toml')), ids=lambda path: path.stem)
def test_the_packs_that_ship_do_too(path: Any) -> None:
    pack = load_pack(path)
    assert loaded(pack_to_toml(pack), pack.id) == pack


def test_remarks_and_settings_come_before_the_sections() -> None:
    pack = Pack(
        id='示例',
        title='示例活动',
        notice_number=None,
        notice_title='示例通知',
        populations=(Population('organisations'),),
        tasks=(CampaignTask('报送\n台账', relative=Relative(15, 'day', 'issue', 15)),),
    )
    assert pack_to_toml(pack, ('依据：\n示例通知',)).splitlines() == [
        '# 依据： 示例通知',
        '',
        'title = "示例活动"',
        'notice_title = "示例通知"',
        'population = "all"',
        'established = { fact = "established", is = true }',
        '',
        '[[tasks]]',
        'what = "报送\\n台账"',
        'relative = { value = 15, unit = "day", from = "issue" }',
    ]
