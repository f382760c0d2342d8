"""What cells tell of themselves: columns of unknown heading, days that a spreadsheet left as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from extractors.survey.options import word_to_option
from model.form import FormField
from model.layout import LayoutColumn
from office.ledger_lines import Line
from text.celldates import day_number_to_date
from text.codes import parse_code
from text.regions import Regions, names_to_regions

_FEWEST = 3
_OF_OTHERS = re.compile(
    '指导员|联络员|书记|负责人|法人|会长|党员|主管|机关|审批|批准|派|拟|计划|原(?!因)|籍|前|后'
)
_OF_BODIES = re.compile('主管|机关|派|挂靠|批|指导|原|前|后')
"""Headings of what belongs to somebody else, or to another time."""


def contents_to_columns(
    texts: Mapping[str, Sequence[str]],
    fields: Sequence[FormField],
    held: Collection[str],
    counties: Sequence[str],
) -> Iterator[LayoutColumn]:
    """The columns, given as label and filled cells, that hold only codes, counties or one choice's options.

    A field that another column holds already is not looked for, nor one that two columns would claim, nor
    is a column told that may be two fields.
    """
    tests = dict(_tests(fields, names_to_regions(counties)))
    claims: dict[str, list[str]] = {}
    for label, cells in texts.items():
        fitting = [field for field, speaks in tests.items() if all(map(speaks, cells))]
        others = _OF_BODIES if fitting == ['code'] else _OF_OTHERS
        if len(cells) >= _FEWEST and len(fitting) == 1 and not others.search(label):
            claims.setdefault(fitting[0], []).append(label)
    for field, labels in claims.items():
        if field not in held and len(labels) == 1:
            yield LayoutColumn(labels[0], field)


def _tests(fields: Sequence[FormField], regions: Regions) -> Iterator[tuple[str, Callable[[str], bool]]]:
    yield 'code', lambda text: parse_code(text)[0] is not None
    yield 'region', lambda text: regions.by_spelling.get(''.join(text.split())) is not None
    for field in fields:
        if field.type == 'choice' and field.personal == 'none' and not _OF_OTHERS.search(field.labels[0]):
            yield field.id, partial(_is_option, field)


def _is_option(field: FormField, text: str) -> bool:
    option = word_to_option(field, text)
    return option is not None and option not in {'其他', '无'}


def with_days(line: Line, fields: Iterable[FormField]) -> Line:
    """The line with days for what a spreadsheet left as their numbers (43525) in columns of dates.

    In a ledger whole columns are so; only numbers that can be nothing else are taken.
    """
    days: dict[str, str] = {}
    for field in fields if line.doubtful else ():
        value = line.doubtful.get(field.id) if field.type == 'date' else None
        day = day_number_to_date(value.raw) if value is not None and value.value is None else None
        if day is not None:
            days[field.id] = day
    if not days:
        return line
    doubtful = {name: value for name, value in line.doubtful.items() if name not in days}
    return line._replace(certain={**line.certain, **days}, doubtful=doubtful)
