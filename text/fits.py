"""How well a document's own words fit a form: its title, the share of its labels, its shape."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from model.document import Document
from model.form import FormDefinition, FormField, FormMatrix, Subject
from text.axes import find_axes
from text.labels import fields_to_index, fold_label, split_label
from text.papers import (
    FEWEST_LABELS,
    Paper,
    asked_labels,
    document_to_paper,
    inline_fields,
    paper_shape,
    persons_header,
    texts_with_colons,
)

SHARE_ALONE = 0.6
AXES_ALONE = 0.7

_WITH_TITLE = 4
"""A paper that bears the title needs one in so many of the labels that it would need alone."""

_TRIED = 3
_LONGEST_TITLE = 60
_FORM_TITLE = re.compile(r'.{4,36}(?:表|台账|名册|花名册|报告书|一览|登记卡)(?:样表|样本|\d{4}年.{0,6})?$')
_MISREAD_FROM = 14
_PARTY_TITLE = re.compile(
    r'(?:党建|党的建设|党的组织|(?:基层)?党组织|(?:基层)?党支部)'
    r'(?:(?:党组织|建立|成立|组建|设立|建设|设置|覆盖|工作|情况|状况|基本|基础|信息|数据|现状)'
    r'|(?:摸底|调查|登记|统计|汇总|采集|排查|普查|核查|填报|上报|台账|一览|明细|[年度检报告]))*'
    r'(?:表|台账|登记卡)$'
)
"""A title that says in other words what the forms of one organisation are about."""
_OF_MEMBERS = re.compile('党员|党费')
_OF_A_YEAR = re.compile('年检|年报')


@dataclass(frozen=True, slots=True)
class Fit:
    """A document held against one form.

    titled: its title is printed there; own_title: the paper's title where it is another form's;
    fields: ids of the form's fields (or lines, columns, counts) whose labels are found; labels:
    how many labels the paper has in all, known or not; shape: what the paper looks like; asked:
    how many the form has.
    """

    titled: bool
    own_title: str | None
    fields: frozenset[str]
    labels: int
    shape: Subject | None
    asked: int = 0

    @property
    def share(self) -> float:
        """The share of the paper's labels that the form knows, 0 when it has none."""
        return min(len(self.fields) / self.labels, 1.0) if self.labels else 0.0

    @property
    def coverage(self) -> float:
        """The share of the form's own labels that the paper has."""
        return len(self.fields) / self.asked if self.asked else 0.0


def is_titled(lines: Sequence[str], titles: tuple[str, ...]) -> bool:
    """Whether one of the lines is one of the titles, whatever region or year stands around it.

    In long titles one character may be misread; in short ones 党建 is not 党员.
    """
    folded = [fold_label(line) for line in lines if len(line) <= _LONGEST_TITLE]
    return any(_is_title(line, titles) for line in folded)


@lru_cache(maxsize=4096)
def _is_title(line: str, titles: tuple[str, ...]) -> bool:
    return any(_holds_title(line, title) for title in _folded(titles))


@lru_cache(maxsize=64)
def _folded(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(fold_label, titles)))


def _holds_title(line: str, title: str) -> bool:
    if title in line:
        return True
    if len(title) < _MISREAD_FROM or len(line) < len(title):
        return False
    tail = line[-len(title) :]
    return Levenshtein.distance(tail, title, score_cutoff=1) <= 1


def fit(document: Document, definition: FormDefinition) -> Fit:
    """A document's Fit to a form; pure, by its content only."""
    return _fit(document_to_paper(document), definition)


def _fit(paper: Paper, definition: FormDefinition) -> Fit:
    titled = is_titled(paper.lines, definition.titles)
    own_title = None
    if not titled:
        own_title = next((line for line in paper.lines if _FORM_TITLE.search(fold_label(line))), None)
    if definition.matrix is not None:
        found = _fit_matrix(paper, definition.matrix)
    elif definition.counts:
        found = _fit_persons(paper, definition)
    else:
        found = _fit_fields(paper, definition)
    return dataclasses.replace(found, titled=titled, own_title=own_title)


def _fit_fields(paper: Paper, definition: FormDefinition) -> Fit:
    index = fields_to_index(definition.fields)
    shape = paper_shape(paper.grids, index)
    fields: set[str] = set()
    unknown = 0
    for grid in paper.grids:
        asked, others = asked_labels(grid, index, rows=shape == 'rows')
        fields |= asked
        unknown += others
    if shape != 'rows':
        fields |= inline_fields((*paper.more_lines, *texts_with_colons(paper.grids)), index)
        shape = shape or ('organisation' if 'org_name' in fields else None)
    asked_for = len({one.id for one in definition.fields if one.personal != 'never'})
    return Fit(False, None, frozenset(fields), len(fields) + unknown, shape, asked_for)


def _fit_matrix(paper: Paper, matrix: FormMatrix) -> Fit:
    """Lines and columns met; the shape is a unit's only where enough of both are."""
    lines: set[str] = set()
    columns: set[str] = set()
    strange = 0
    for _, axes in find_axes(paper.grids, matrix):
        if axes is not None:
            lines |= {spot.axis.id for spot in axes.lines}
            columns |= {spot.axis.id for spot in axes.columns}
            strange += sum(stray.axis is None for stray in axes.strays)
    enough = len(lines) >= AXES_ALONE * len(matrix.lines) and len(columns) >= AXES_ALONE * len(matrix.columns)
    fields = frozenset((*lines, *columns))
    asked = len(matrix.lines) + len(matrix.columns)
    return Fit(False, None, fields, len(fields) + strange, 'reporting_unit' if enough else None, asked)


def _fit_persons(paper: Paper, definition: FormDefinition) -> Fit:
    """The counts that a list of persons can give, by the columns and words that sort them."""
    headers = [header for grid in paper.grids if (header := persons_header(grid, definition)) is not None]
    leaves = {split_label(path[-1]).base for header in headers for path in header.paths if path}
    counted = [
        count for count in definition.counts if leaves & {split_label(label).base for label in count.labels}
    ]
    shape = definition.subject if headers else None
    words = {fold_label(word) for count in counted for word in count.words}
    fields = frozenset(count.field for count in counted) if paper.texts & words else frozenset()
    return Fit(False, None, fields, len(counted), shape, len(definition.counts))


def is_form(found: Fit, definition: FormDefinition) -> bool:
    """Whether the paper is this form: titled so, or else asking for all that the form must ask.

    The shape decides first: rows are never read as one organisation's form, nor the reverse.
    """
    if found.shape != definition.subject:
        return False
    if found.own_title and not _may_be_retitled(found.own_title, definition):
        return False
    if definition.matrix is not None:
        return found.share >= SHARE_ALONE
    if definition.counts:
        return found.titled or found.coverage >= SHARE_ALONE
    return _asks_enough(found, definition)


def _asks_enough(found: Fit, definition: FormDefinition) -> bool:
    if 'org_name' not in found.fields:
        return False
    if found.titled:
        return len(found.fields) >= max(FEWEST_LABELS, definition.labels_alone // _WITH_TITLE)
    required = {field.id for field in definition.fields if field.required}
    return (
        len(found.fields) >= definition.labels_alone
        and found.share >= SHARE_ALONE
        and required <= found.fields
    )


def _may_be_retitled(title: str, definition: FormDefinition) -> bool:
    """Whether a table under another title may still be ours: columns tell themselves.

    Counties name their tables as they like, but 党员情况表 and 年检表 are other papers. A form of one
    organisation may only say its title in other words: 党组织组建情况排查表.
    """
    folded = fold_label(title)
    if definition.matrix is not None or definition.counts:
        return definition.matrix is not None or '党员' in folded
    if definition.subject == 'rows':
        return '党' in folded and not re.search(r'党员|年检|年报|党费', folded)
    yearly = bool(_OF_A_YEAR.search(definition.title))
    fitting = _PARTY_TITLE.search(folded) and not _OF_MEMBERS.search(folded)
    return bool(fitting) and (yearly or not _OF_A_YEAR.search(folded))


def _known_labels(paper: Paper, definition: FormDefinition) -> int:
    """How many of a paper's short texts are labels of the form word for word."""
    return len(paper.texts & _label_words(definition.fields, definition.matrix))


@lru_cache(maxsize=64)
def _label_words(fields: tuple[FormField, ...], matrix: FormMatrix | None) -> frozenset[str]:
    axes = (*matrix.lines, *matrix.columns) if matrix else ()
    printed = (*(one.labels for one in fields), *(axis.labels for axis in axes))
    return frozenset(fold_label(label) for labels in printed for label in labels)


def _likely(paper: Paper, definitions: Sequence[FormDefinition]) -> list[FormDefinition]:
    """The forms worth trying by their labels: a few of those of one kind, any of the others."""
    known = {(one.id, one.edition): _known_labels(paper, one) for one in definitions}
    counted = [one for one in definitions if one.matrix is not None or one.counts]
    fielded = [one for one in definitions if one not in counted]
    fielded.sort(key=lambda one: -known[one.id, one.edition])
    return [
        *(one for one in counted if known[one.id, one.edition] >= one.labels_alone),
        *fielded[:_TRIED],
    ]


def best_form(
    document: Document, definitions: Sequence[FormDefinition]
) -> tuple[FormDefinition | None, Fit | None, tuple[FormDefinition, ...]]:
    """The form a document is with its Fit, both None when it is none, and the forms it is titled as.

    A titled one wins. Of several the one that knows most of the paper's labels, then the one most of
    whose own labels the paper has. Only where no title tells it are those tried whose labels it uses most.
    """
    paper = document_to_paper(document)
    named = [one for one in definitions if is_titled(paper.lines, one.titles)]
    fits = [(_fit(paper, one), one) for one in named]
    titled = tuple(one for found, one in fits if found.shape)
    if not any(is_form(*pair) for pair in fits):
        fits = [(_fit(paper, one), one) for one in _likely(paper, definitions) if one not in named]
    matching = [pair for pair in fits if is_form(*pair)]
    if not matching:
        return None, None, titled
    found, definition = max(matching, key=lambda pair: _rank(*pair))
    return definition, found, titled


def _rank(found: Fit, definition: FormDefinition) -> tuple[float, int, int, float]:
    whole = len(found.fields) >= definition.labels_alone
    return found.share, len(found.fields), definition.labels_alone if whole else 0, found.coverage


def best_edition(document: Document, definitions: Sequence[FormDefinition]) -> FormDefinition | None:
    """Of a form's editions the one that knows most of a document's labels; the first where none does.

    None only where there are no editions.
    """
    if len(definitions) < 2:
        return next(iter(definitions), None)
    paper = document_to_paper(document)
    return max(definitions, key=lambda one: _rank(_fit(paper, one), one))
