"""Every form of the example office reads as its truth says."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.classify import classify
from extractors.readers.registry import read_document
from extractors.survey import return_of
from forms.choose import choose
from forms.load import definitions

EXAMPLES = Path(__file__).parent.parent.parent / 'examples'
TRUTH = json.loads((EXAMPLES / 'truth.json').read_text('utf-8'))['files']
RETURNS = sorted(name for name, told in TRUTH.items() if told['kind'] == 'return' and 'form' in told)


def wrong(told: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    found = {key: values[key].value if key in values else None for key in told}
    return {key: (told[key], value) for key, value in found.items() if value != told[key]}


@pytest.mark.parametrize('name', RETURNS)
def test_every_value_is_as_told(name: str) -> None:
    told = TRUTH[name]
    document = read_document(EXAMPLES / 'office/收文' / name)
    form, _ = choose(document, definitions())
    assert form is not None
    returned = return_of(document, form)
    assert (classify(document, definitions()).kind, form.id) == ('return', told['form'])
    assert wrong(told.get('values', {}), returned.values) == {}
    if 'rows' in told:
        counts = (len(returned.rows), returned.totals_dropped, returned.hidden_rows)
        assert counts == (len(told['rows']), told['totals'], told['hidden_rows'])
        rows = {row.number: row for row in returned.rows}
        assert {row['row']: wrong(row['values'], rows[row['row']].values) for row in told['rows']} == {
            row['row']: {} for row in told['rows']
        }
        assert [rows[row['row']].organisation.name for row in told['rows']] == [
            row['name'] for row in told['rows']
        ]
