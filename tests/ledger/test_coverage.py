"""Shares of organisations, each counted once (office-life.md S2)."""

from collections import Counter
from typing import Any

import pytest

from ledger.coverage import (
    Cell,
    CoverageLine,
    Standing,
    coverage,
    is_established,
    is_worked,
    organisation_to_cell,
    organisations_to_cells,
    standing,
    work_ways,
)
from model.subject import Organisation
from text.rates import rate


def organisation(number: int, kind: str = '社会团体', **facts: Any) -> Organisation:
    county = '甲县' if number % 3 else '乙县'
    return Organisation(number, f'示例市第{number}协会', None, county, kind, None, facts)


def city() -> tuple[Organisation, ...]:
    """300 organisations: 119 on their own, 48 jointly; the rest 101 instructed, 12 with a liaison, 20 not."""
    facts: list[dict[str, Any]] = [
        *[{'established': True, 'establishment_form': '单独组建'}] * 119,
        *[{'established': True, 'establishment_form': '联合组建', 'instructor': '示例一'}] * 48,
        *[{'established': False, 'instructor': '示例一', 'liaison': '示例二'}] * 101,
        *[{'established': False, 'liaison': '示例二'}] * 12,
        *[{'established': False, 'mass_orgs': ('工会',)}] * 20,
    ]
    kinds = ['社会团体'] * 140 + ['民办非企业单位'] * 150 + ['基金会'] * 10
    return tuple(
        organisation(number, kind, **held)
        for number, (held, kind) in enumerate(zip(facts, kinds, strict=True), start=1)
    )


def cells() -> Counter[Cell]:
    return organisations_to_cells(city())


def printed(line: CoverageLine) -> str | None:
    return rate(line.numerator, line.denominator, 'half_up', 1)


def test_organisational_coverage_of_the_city() -> None:
    (total,) = coverage(cells())
    assert total == CoverageLine('合计', 167, 300)
    assert printed(total) == '55.7%'


def test_work_coverage_with_and_without_liaisons() -> None:
    (with_liaisons,) = coverage(cells(), covered=is_worked)
    (without,) = coverage(cells(), covered=lambda item: is_worked(item, ('organisation', 'instructor')))
    assert (with_liaisons.numerator, printed(with_liaisons)) == (280, '93.3%')
    assert (without.numerator, printed(without)) == (268, '89.3%')


def test_mass_organisations_count_only_where_a_pack_says_so() -> None:
    ways = ('organisation', 'instructor', 'liaison', 'mass_orgs')
    (line,) = coverage(cells(), covered=lambda item: is_worked(item, ways))  # type: ignore[arg-type]
    assert line.numerator == 300


def test_methods_share_the_denominator_of_their_group() -> None:
    lines = coverage(cells(), ['method'])
    assert lines == [CoverageLine('单独组建', 119, 300), CoverageLine('联合组建', 48, 300)]
    by_type = coverage(cells(), ['type', 'method'])
    assert CoverageLine('社会团体/单独组建', 119, 140) in by_type
    assert sum(line.numerator for line in by_type) == 167


def test_groups_add_up_to_the_total() -> None:
    lines = coverage(cells(), ['region'])
    assert {line.key for line in lines} == {'甲县', '乙县'}
    assert (sum(line.numerator for line in lines), sum(line.denominator for line in lines)) == (167, 300)


def test_standing_tells_each_organisation_once() -> None:
    assert standing(cells()) == Standing(300, 167, 101, 12, 0, 20, 0)
    assert standing(cells(), ('organisation', 'instructor')) == Standing(300, 167, 101, 0, 0, 32, 0)


def test_organisation_named_twice_counts_once() -> None:
    assert coverage(organisations_to_cells([*city(), *city()])) == coverage(cells())
    assert standing(organisations_to_cells([*city(), *city()])) == standing(cells())


def test_branch_and_instructor_together_count_once() -> None:
    both = organisation(1, established=True, instructor='示例一')
    assert work_ways(organisation_to_cell(both)) == ('organisation', 'instructor')
    assert coverage(organisations_to_cells([both]), covered=is_worked) == [CoverageLine('合计', 1, 1)]


def test_missing_fact_is_unknown_and_never_a_no() -> None:
    silent = organisation(1)
    assert is_established(organisation_to_cell(silent)) is None
    assert is_worked(organisation_to_cell(silent)) is None
    assert is_worked(organisation_to_cell(silent), ['instructor']) is False
    assert coverage(organisations_to_cells([silent])) == [CoverageLine('合计', 0, 1, unknown=1)]
    assert standing(organisations_to_cells([silent])).unknown == 1


def test_instructor_covers_even_where_the_branch_is_unknown() -> None:
    assert is_worked(organisation_to_cell(organisation(1, instructor='示例一'))) is True


@pytest.mark.parametrize(
    ('by', 'lines'), [([], [CoverageLine('合计', 0, 0)]), (['region'], []), (['method'], [])]
)
def test_empty_ledger_has_no_groups(by: list[Any], lines: list[CoverageLine]) -> None:
    assert coverage({}, by) == lines


def test_group_without_a_value_is_named_unfilled() -> None:
    nowhere = Organisation(1, '示例市甲一协会', None, None, None, None, {'established': True})
    assert coverage(organisations_to_cells([nowhere]), ['region', 'type']) == [
        CoverageLine('未填/未填', 1, 1)
    ]
    assert coverage(organisations_to_cells([nowhere]), ['method']) == [CoverageLine('未填', 1, 1)]
