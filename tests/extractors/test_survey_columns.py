"""Tick columns under a heading in other words than the form prints."""

import pytest

from extractors.survey.columns import header_to_columns
from forms.load import definitions
from text.headers import Header
from text.labels import fields_to_index

SURVEY = fields_to_index(next(one for one in definitions() if one.id == 'party_building_survey').fields)


@pytest.mark.parametrize(
    ('path', 'expected'),
    [
        (('是否设立党支部', '是'), ('established', True)),
        (('是否设立党支部', '否'), ('established', False)),
        (('党支部组建模式', '联合'), ('establishment_form', '联合组建')),
        (('是否设立流动党支部', '是'), (None, None)),
        (('是否换届', '否'), (None, None)),
    ],
)
def test_a_tick_belongs_to_what_its_heading_means(
    path: tuple[str, ...], expected: tuple[str | None, str | bool | None]
) -> None:
    header = Header(0, 2, (('社会组织名称',), path))
    column = header_to_columns(header, SURVEY)[1]
    assert (column.field.id if column.field else None, column.option) == expected
