"""Conditions and facts by hypothesis, as packs and ledgers hold them: for every evaluator of conditions."""

from typing import Any

from hypothesis import strategies as st

from model.campaign import All, AnyOf, Compare, Condition, Is, Not

COUNTS = (
    'members_total',
    'full_members',
    'full_members_full_time',
    'full_members_part_time',
    'staff_total',
)
"""Facts that hold whole numbers."""

WORDS: dict[str, tuple[Any, ...]] = {
    'established': (True, False),
    'large_scale': (True, False),
    'type': ('社会团体', '民办非企业单位', '基金会'),
    'region': ('甲县', '乙县', '子区'),
    'supervisor': ('示例市教育局', '示例市体育局'),
    'establishment_form': ('单独组建', '联合组建', "带'引号%_的"),
    'rating': (0, 1, 5),
}
"""Facts that hold one of some values; type, region and supervisor are columns of an organisation."""

_LEAST, _MOST = 0, 5

compares = st.builds(
    Compare,
    st.lists(st.sampled_from(COUNTS), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(['>=', '<=', '=', '<', '>']),
    st.integers(_LEAST, _MOST),
)
answers = st.sampled_from(sorted(WORDS)).flatmap(
    lambda fact: st.builds(
        Is,
        st.just(fact),
        st.lists(st.sampled_from(WORDS[fact]), min_size=1, max_size=2, unique=True).map(tuple),
    )
)


def conditions(leaves: int = 8) -> st.SearchStrategy[Condition]:
    """A tree over counts and facts with so many leaves at most; empty lists of conditions too."""
    return st.recursive(
        st.one_of(compares, answers),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda items: All(tuple(items))),
            st.lists(inner, max_size=3).map(lambda items: AnyOf(tuple(items))),
            inner.map(Not),
        ),
        max_leaves=leaves,
    )


def facts(odd: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Facts of one organisation, each there or missing; odd ones are None or of a kind nobody asked for.

    0 is not missing, True is no 1, '3' is no count: an evaluator has to keep them apart.
    """
    strange: list[Any] = [None, True, '3', 3.5, ''] if odd else []
    counts = {name: st.one_of(st.integers(_LEAST, _MOST), *map(st.just, strange)) for name in COUNTS}
    words = {
        name: st.one_of(
            st.sampled_from(values), *map(st.just, [None, 1, '其他'] if odd and name not in _COLUMNS else [])
        )
        for name, values in WORDS.items()
    }
    return st.fixed_dictionaries({}, optional={**counts, **words})


_COLUMNS = {'type', 'region', 'supervisor'}
