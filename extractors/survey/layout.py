"""How a paper arranges its labels: its fingerprint, and which field each label seems to stand for."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.survey.arranged import Arranged, arrange_labels, arrange_rows
from extractors.survey.figures import UNIT_FIELDS, asks_for_figures
from extractors.survey.strange import strange_index
from model.document import Document
from model.form import FormDefinition, Subject
from model.layout import Layout, LayoutColumn
from text.fits import best_form, is_titled
from text.grids import row_to_cells
from text.headers import find_header, heads_organisations
from text.labels import LabelIndex, fields_to_index, is_label_like, label_key
from text.layouts import grids, top_lines

_YEAR = re.compile(r'(?:19|20)\d{2}(?=年|\D|$)(?:年度?)?')
_REGION = re.compile(r'(?!所在|所属)[\u4e00-\u9fff]{1,4}?[省市县区州旗](?=[\u4e00-\u9fff]{3})(?![区级、])')
_FEWEST_FIELDS = 3
_LEAST_SHARE = 0.5
_LONGEST_LABEL = 30
_LABELS_TO_OWN = 8
"""Of so many labels one must be the form's own."""

COMMON_TO_ALL = frozenset(
    (
        'org_name',
        'code',
        'registration_no',
        'org_type',
        'region',
        'competent_authority',
        'address',
        'legal_rep',
        'phone',
        'staff_total',
        'registered_on',
        'filled_by',
        'filled_by_phone',
        'filled_on',
        'reporting_unit',
        'remarks',
    )
)
"""What forms of any kind ask; no form is told by it."""


def document_to_layout(document: Document, definitions: Sequence[FormDefinition]) -> Layout:
    """The layout of a paper with the best proposal for it; pure, by its content only.

    form is None where no definition knows half of the labels. Two papers that differ in what is
    filled in have one fingerprint; a label more, less or otherwise gives another.
    """
    definition, _, _ = best_form(document, definitions)
    if definition is not None:
        return layout_by(document, definition)
    figures = _figures_layout(document, definitions)
    if figures is not None:
        return figures
    drafts = list(_drafts(document, definitions))
    if drafts:
        return max(drafts, key=lambda pair: pair[0])[1]
    return _nameless_layout(document, definitions)


def layout_by(document: Document, definition: FormDefinition) -> Layout:
    """The layout of a paper as a form would have it read."""
    index = fields_to_index(definition.fields)
    if definition.matrix is not None or definition.counts:
        arranged = arrange_labels(document, index)._replace(columns=())
    elif definition.subject == 'rows':
        arranged = arrange_rows(document, index)
    else:
        arranged = arrange_labels(document, index)
    return _to_layout(document, definition.id, definition.subject, arranged)


def layout_as(document: Document, definition: FormDefinition, subject: Subject) -> Layout:
    """The layout of a paper that a person says is this form; subject 'reporting_unit': its totals only."""
    if subject != 'reporting_unit' or definition.subject == 'reporting_unit':
        return layout_by(document, definition)
    arranged = arrange_labels(document, fields_to_index(UNIT_FIELDS))
    return _to_layout(document, definition.id, 'reporting_unit', arranged)


def _to_layout(document: Document, form: str | None, subject: Subject, arranged: Arranged) -> Layout:
    fingerprint = _fingerprint(arranged.tables) if any(arranged.tables) else document.sha256
    return Layout(fingerprint, form, subject, arranged.columns, arranged.sheets)


def _fingerprint(tables: Sequence[Sequence[str]]) -> str:
    """The labels' hash; regions go, a lone year too, and of several years only their order stays."""
    years = sorted({found[:4] for table in tables for label in table for found in _YEAR.findall(label)})
    ranks = {year: f'〔{place}〕' if len(years) > 1 else '' for place, year in enumerate(years)}
    lines = [
        '\n'.join(
            _REGION.sub('', _YEAR.sub(lambda found: ranks[found[0][:4]], label)) or label for label in table
        )
        for table in tables
    ]
    return hashlib.sha256('\n\n'.join(lines).encode()).hexdigest()


def _shape(document: Document, index: LabelIndex) -> Subject:
    """'rows' where a header heads names of organisations, known or told by what stands under it."""
    for _, grid in grids(document):
        header = find_header(grid, index)
        if header is None and strange_index(grid, index):
            return 'rows'
        if header and any(path and heads_organisations(path, index) for path in header.paths):
            return 'rows'
    return 'organisation'


_Rank = tuple[bool, bool, bool, float, int]


def _drafts(document: Document, definitions: Iterable[FormDefinition]) -> Iterator[tuple[_Rank, Layout]]:
    """What each definition of the paper's own shape makes of it, where it knows half of the labels.

    Ranked by: the title says so, all that must be asked is, as many labels as tell the form alone, the
    share of labels that it knows, and their number.
    """
    lines = top_lines(document)
    for definition in definitions:
        if definition.matrix is not None or definition.counts:
            continue
        if definition.subject != _shape(document, fields_to_index(definition.fields)):
            continue
        draft = layout_by(document, definition)
        share, fields = coverage(draft), {column.field for column in draft.columns if column.field}
        enough = len(fields) >= _FEWEST_FIELDS and share >= _LEAST_SHARE and _is_own(draft, fields)
        if 'org_name' in fields and enough:
            titled = is_titled(lines, definition.titles)
            whole = {field.id for field in definition.fields if field.required} <= fields
            yield (titled, whole, len(fields) >= definition.labels_alone, share, len(fields)), draft


def coverage(layout: Layout) -> float:
    """The share of a layout's labels that stand for a field, of those that are filled in or known."""
    asking = [column for column in layout.columns if column.field or column.reasons]
    return sum(column.field is not None for column in asking) / max(len(asking), 1)


def _is_own(layout: Layout, fields: set[str]) -> bool:
    """Whether enough labels are more than any form asks, name, code, address and the like."""
    labels = {column.label for column in layout.columns}
    return len(fields - COMMON_TO_ALL) >= max(1, len(labels) // _LABELS_TO_OWN)


def _figures_layout(document: Document, definitions: Sequence[FormDefinition]) -> Layout | None:
    """A small table of a unit's totals; it belongs to the list whose title it bears.

    Without one to the list that must ask what is established, the one with the fewest labels of them.
    """
    if not asks_for_figures(document):
        return None
    lists = [one for one in definitions if one.subject == 'rows' and not one.counts]
    asking = [
        one for one in lists if any(field.id == 'established' and field.required for field in one.fields)
    ]
    asking.sort(key=lambda one: one.labels_alone)
    lines = top_lines(document)
    titled = [one for one in lists if is_titled(lines, one.titles)]
    if not (titled or asking):
        return None
    return layout_as(document, (titled or asking)[0], 'reporting_unit')


def _nameless_layout(document: Document, definitions: Iterable[FormDefinition]) -> Layout:
    """The layout of a form that no definition knows: the labels that any form has, and no field for them."""
    index = fields_to_index(tuple(field for one in definitions for field in one.fields))
    shape = _shape(document, index)
    arranged = arrange_rows(document, index) if shape == 'rows' else arrange_labels(document, index)
    why = ("没有相符的表样，不知道是什么",)
    columns = tuple(
        dataclasses.replace(column, field=None, option=None, reasons=why if column.reasons else ())
        for column in arranged.columns
    )
    if shape != 'rows':
        met = {column.label for column in columns}
        more = dict.fromkeys(label for label in _turn_taking(document, index) if label not in met)
        columns += tuple(LayoutColumn(label, reasons=why) for label in more)
    return _to_layout(document, None, shape, arranged._replace(columns=columns))


def _turn_taking(document: Document, index: LabelIndex) -> Iterator[str]:
    """Strange labels that take turns with values on lines of pairs: every other cell from the first."""
    for _, grid in grids(document):
        lines = [row_to_cells(grid, row) for row in range(len(grid))]
        pairs = [cells for cells in lines if len(cells) % 2 == 0]
        if any(is_label_like(cell.text, index) for cells in pairs for cell in cells[1::2]):
            continue
        for cell in (cell for cells in pairs for cell in cells[::2]):
            label = label_key((cell.text,))
            if 1 < len(label) <= _LONGEST_LABEL and not label.isdecimal():
                yield label
