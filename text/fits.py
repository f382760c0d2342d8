"""How well a document's own words fit a form: its title, the share of its labels, its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from model.document import Document
from model.form import FormDefinition, Subject
from text.grids import Grid
from text.headers import find_header, heads_organisations
from text.label_words import SERIAL_LABELS
from text.labels import FieldMatch, LabelIndex, fields_to_index, fold_label, match_label
from text.layouts import grids, match_line, place_labels, text_to_inlines, top_lines

LABELS_WITH_TITLE = 3
LABELS_ALONE = 5
SHARE_ALONE = 0.6

_LONGEST_TITLE = 60
_FORM_TITLE = re.compile(r'.{4,36}(?:表|台账|名册|花名册|报告书|一览|登记卡)(?:样表|样本|\d{4}年.{0,6})?$')
_MISREAD_FROM = 14


@dataclass(frozen=True, slots=True)
class Fit:
    """A document held against one form.

    titled: its title is printed there; own_title: the paper's title where it is another form's;
    fields: ids of the form's fields whose labels are found; labels: how many labels the paper
    has in all, known or not; shape: what the paper looks like.
    """

    titled: bool
    own_title: str | None
    fields: frozenset[str]
    labels: int
    shape: Subject | None

    @property
    def share(self) -> float:
        """The share of the paper's labels that the form knows, 0 when it has none."""
        return min(len(self.fields) / self.labels, 1.0) if self.labels else 0.0


def is_titled(lines: tuple[str, ...], titles: tuple[str, ...]) -> bool:
    """Whether one of the lines is one of the titles, whatever region or year stands around it.

    In long titles one character may be misread; in short ones 党建 is not 党员.
    """
    folded = [fold_label(line) for line in lines if len(line) <= _LONGEST_TITLE]
    return any(_holds_title(line, fold_label(title)) for line in folded for title in titles)


def _holds_title(line: str, title: str) -> bool:
    if title in line:
        return True
    if len(title) < _MISREAD_FROM or len(line) < len(title):
        return False
    tail = line[-len(title) :]
    return Levenshtein.distance(tail, title, score_cutoff=1) <= 1


def document_shape(document: Document, index: LabelIndex) -> Subject | None:
    """'rows' where a header heads names of organisations, 'organisation' for labels beside values."""
    shape: Subject | None = None
    for _, grid in grids(document):
        header = find_header(grid, index)
        if header and any(path and heads_organisations(path, index) for path in header.paths):
            return 'rows'
        shape = shape or ('organisation' if header is None else None)
    return shape


def _grid_labels(grid: Grid, index: LabelIndex, *, rows: bool) -> tuple[set[str], int]:
    """The ids of the fields asked for, and how many labels nobody knows."""
    header = find_header(grid, index) if rows else None
    if rows and header is None:
        return set(), 0
    if header is None:
        matches = [(placed.cell.text, placed.match) for placed in place_labels(grid, index)]
    else:
        paths = [path for path in header.paths if path and fold_label(path[-1]) not in SERIAL_LABELS]
        labels = [(path[-1], path[-2::-1]) for path in paths]
        found = match_line(labels, index)
        matches = [
            (label, match or _section_match(over, index))
            for (label, over), (_, match) in zip(labels, found, strict=True)
        ]
    asked = {match.field.id for _, match in matches if match and match.field.personal != 'never'}
    unknown = {
        fold_label(text) for text, match in matches if match is None and fold_label(text) not in index.options
    }
    return asked, len(unknown)


def _section_match(sections: tuple[str, ...], index: LabelIndex) -> FieldMatch | None:
    """The field that a tick column's group asks for: 是 and 否 under 是否建立党组织."""
    return match_label(sections[0], index, sections[1:]) if sections else None


def fit(document: Document, definition: FormDefinition) -> Fit:
    """A document's Fit to a form; pure, by its content only."""
    index = fields_to_index(definition.fields)
    shape = document_shape(document, index)
    fields: set[str] = set()
    unknown = 0
    for _, grid in grids(document):
        asked, others = _grid_labels(grid, index, rows=shape == 'rows')
        fields |= asked
        unknown += others
    if shape != 'rows':
        fields |= _inline_labels(document, index)
        shape = shape or ('organisation' if 'org_name' in fields else None)
    lines = top_lines(document)
    titled = is_titled(lines, definition.titles)
    own_title = (
        None if titled else next((line for line in lines if _FORM_TITLE.search(fold_label(line))), None)
    )
    return Fit(titled, own_title, frozenset(fields), len(fields) + unknown, shape)


def is_form(found: Fit, definition: FormDefinition) -> bool:
    """Whether the paper is this form: titled so, or else asking for all that the form must ask.

    The shape decides first: rows are never read as one organisation's form, nor the reverse.
    """
    if found.shape != definition.subject or 'org_name' not in found.fields:
        return False
    if found.titled:
        return len(found.fields) >= LABELS_WITH_TITLE
    if found.own_title and not _may_be_retitled(found.own_title, definition):
        return False
    required = {field.id for field in definition.fields if field.required}
    return len(found.fields) >= LABELS_ALONE and found.share >= SHARE_ALONE and required <= found.fields


def _may_be_retitled(title: str, definition: FormDefinition) -> bool:
    """Whether a table under another title may still be ours: columns tell themselves, single forms do not.

    Counties name their tables as they like, but 党员情况表 and 年检表 are other papers.
    """
    folded = fold_label(title)
    return definition.subject == 'rows' and '党' in folded and not re.search(r'党员|年检|年报|党费', folded)


def best_form(
    document: Document, definitions: Sequence[FormDefinition]
) -> tuple[FormDefinition | None, Fit | None, tuple[FormDefinition, ...]]:
    """The form a document is with its Fit, both None when it is none, and the forms it is titled as.

    Among several the titled one wins, then the one that knows most of the paper's labels.
    """
    fits = [(fit(document, definition), definition) for definition in definitions]
    titled = tuple(definition for found, definition in fits if found.titled and found.shape)
    matching = [pair for pair in fits if is_form(*pair)]
    if not matching:
        return None, None, titled
    found, definition = max(matching, key=lambda pair: (pair[0].titled, pair[0].share, len(pair[0].fields)))
    return definition, found, titled


def _inline_labels(document: Document, index: LabelIndex) -> set[str]:
    """Fields named with a colon in lines or inside cells."""
    cells = (cell.text for table, _ in grids(document) for cell in table.cells if len(cell.text) <= 200)
    return {
        inline.match.field.id
        for line in (*top_lines(document, limit=80), *cells)
        for inline in text_to_inlines(line, index)
        if inline.match and inline.match.field.personal != 'never'
    }
