"""A sender's own 合计 and 小计 held against the sum of the rows they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.survey.lines import Kind
from model.place import Problem, Severity
from model.returned import ReturnedRow

Entry = tuple[Kind, ReturnedRow]


_MARKED: dict[str, tuple[str, str | bool]] = {
    'established': ('established', True),
    'not_established': ('established', False),
    'independent': ('establishment_form', '单独组建'),
    'joint': ('establishment_form', '联合组建'),
    'attached': ('establishment_form', '挂靠组建'),
    'dispatched': ('establishment_form', '派员组建'),
}
"""A total's figure that counts the rows in which a field has this value."""

_NAMES = {
    'total': "社会组织",
    'established': "已建党组织",
    'not_established': "未建党组织",
    'independent': "单独组建",
    'joint': "联合组建",
    'attached': "挂靠组建",
    'dispatched': "派员组建",
}


def _count_in(row: ReturnedRow, field: str) -> int | None:
    """What a row adds to a total's figure, None where it does not say."""
    if field == 'total':
        return 1
    source, wanted = _MARKED.get(field, (field, None))
    value = row.values[source].value if source in row.values else None
    if wanted is not None:
        return None if source not in row.values else int(value == wanted)
    return value if isinstance(value, int) else None


def _sum_of(rows: Sequence[ReturnedRow], field: str) -> tuple[int, int]:
    """The sum of a figure over rows, and how many rows do not say it."""
    values = [_count_in(row, field) for row in rows]
    return sum(value for value in values if value is not None), values.count(None)


def _bases(entries: Sequence[Entry], place: int) -> Iterator[list[ReturnedRow]]:
    """The rows that a total may stand for: those since the last total, all so far, all of the table."""
    group: list[ReturnedRow] = []
    for kind, row in reversed(entries[:place]):
        if kind == 'total':
            break
        group.append(row)
    so_far = [row for kind, row in entries[:place] if kind == 'row']
    everything = [row for kind, row in entries if kind == 'row']
    partial = '小计' in (entries[place][1].organisation.name or '')
    yield from (group, so_far, everything) if partial else (everything, so_far, group)


def _message(label: str, heading: str, printed: int, summed: int, blank: int) -> str:
    word = '小计' if '小计' in heading else '总计' if '总计' in heading else '合计'
    unsaid = f"（有{blank}行该栏没有数）" if blank else ""
    return (
        f"{label}：{word}{printed}与明细之和{summed}不符，差{abs(printed - summed)}{unsaid}。"
        f"汇总用明细之和，请向填报单位核实"
    )


def _check_total(entries: Sequence[Entry], place: int, labels: dict[str, str]) -> Iterator[Problem]:
    total = entries[place][1]
    bases = [base for base in _bases(entries, place) if base]
    if not bases or (total.organisation.name or '').startswith('其中'):
        return
    for field, value in total.values.items():
        if value.value is None:
            continue
        sums = [_sum_of(base, field) for base in bases]
        if any(value.value == summed for summed, _ in sums):
            continue
        summed, blank = sums[0]
        label, heading = _NAMES.get(field) or labels.get(field, field), total.organisation.name or ''
        message = _message(label, heading, value.value, summed, blank)
        yield Problem('total_disagrees', Severity.REVIEW, message, value.where)


def totals_to_problems(tables: Sequence[Sequence[Entry]], labels: dict[str, str]) -> tuple[Problem, ...]:
    """One problem for each figure of a total line that its rows do not add up to (C13).

    tables: the rows and totals of each table in order; labels: the printed label of each field.
    A total may stand for its group, its table, or all tables (the last sheet's grand total).
    """
    everything = [entry for table in tables for entry in table]
    problems: list[Problem] = []
    for table in tables:
        for place, (kind, total) in enumerate(table):
            if kind != 'total':
                continue
            whole = [index for index, entry in enumerate(everything) if entry[1] is total]
            overall = {problem.where for problem in _check_total(everything, whole[0], labels)}
            problems.extend(
                problem
                for problem in _check_total(table, place, labels)
                if len(tables) == 1 or problem.where in overall
            )
    return tuple(problems)
