"""Which field a blank stands for, told by its printed labels; doubtful ones stand for none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from model.blank import Blank, BlankKind
from model.form import FormField
from text.label_folding import fold_label
from text.labels import FieldMatch, LabelIndex, is_person_label, match_label, told_field

_TOTALS = frozenset(('合计', '小计', '总计', '共计'))
_BODIES = ('单位', '机关', '部门', '银行')
_OWN_BODIES = frozenset(('org_name', 'reporting_unit'))
_KINDS: dict[str, BlankKind] = {'int': 'number', 'decimal': 'number', 'date': 'date'}
_LEGAL = re.compile('法定代表|法人代表')
_DEPUTY = re.compile('副(?![本业])')
_OTHER_OFFICER = re.compile('副[^本业]|秘书长|监事|财务')
_SURE = 0.9
"""A blank is printed, not scanned: a label with another letter is another label."""


class Labelled(NamedTuple):
    """A blank, its labels from the outermost in, and the labels before it on its line, nearest first."""

    blank: Blank
    path: tuple[str, ...]
    beside: tuple[str, ...] = ()


def with_fields(places: Sequence[Labelled], index: LabelIndex | None) -> Iterator[Blank]:
    """The blanks of a table or of some lines with their fields, those of signatures apart.

    An unknown label, what is kept of nobody and the sum of a list stand for none. The organisation's
    own contact (its head, its telephone) is not put where a form tells of another person or body,
    nor a second time under a bare label; under another name of the legal representative it is.
    """
    persons = any(_names_person(place) for place in places)
    contacts: dict[str, set[str]] = {}
    for place in places:
        field = None
        if index is not None and place.path and place.blank.kind != 'signature':
            field = _field(place, index, contacts, persons=persons)
        yield place.blank if field is None else _named(place.blank, field)


def without_foreign_rows(blanks: Sequence[Blank]) -> list[Blank]:
    """The blanks of a form; where it is one organisation's, its lists are of others and have no fields."""
    single = any(blank.field == 'org_name' and not blank.repeating for blank in blanks)
    return [replace(blank, field=None) if single and blank.repeating else blank for blank in blanks]


def _named(blank: Blank, field: FormField) -> Blank:
    kind = _KINDS.get(field.type, blank.kind) if blank.kind == 'text' else blank.kind
    return replace(blank, field=field.id, kind=kind)


def _names_person(place: Labelled) -> bool:
    """Whether a blank asks for the name of somebody whose office is not told."""
    if not place.path or not is_person_label(place.path[-1]):
        return False
    return len(place.path) == 1 or place.blank.repeating


def _field(
    place: Labelled, index: LabelIndex, contacts: dict[str, set[str]], *, persons: bool
) -> FormField | None:
    if any(fold_label(part) in _TOTALS for part in place.path):
        return None
    told = told_field(place.path, index)
    if told is not None:
        return told[0]
    match = _match(place, index)
    if match is None or match.field.personal == 'never' or match.score < _SURE:
        return None
    if match.field.personal != 'none' and not match.by_section:
        said, label = contacts.setdefault(match.field.id, set()), fold_label(place.path[-1])
        again = bool(said) and (label in said or not _LEGAL.search(label))
        if persons or again or _is_of_another(place, match, index):
            return None
        said.add(label)
    return match.field


def _match(place: Labelled, index: LabelIndex) -> FieldMatch | None:
    """The field of a printed path; of 'one/other' that of both, and a deputy is not whom he stands in for."""
    leaf, sections = place.path[-1], place.path[-2::-1]
    match = match_label(leaf, index, sections, place.beside)
    if match is None and '/' in leaf.replace('／', '/'):
        found = [match_label(each, index, sections, place.beside) for each in re.split('[/／]', leaf)]
        match = found[0] if len({each.field.id if each else None for each in found}) == 1 else None
    if match is None or not any(_DEPUTY.search(part) for part in place.path):
        return match
    known = (*match.field.labels, *match.field.under)
    return match if any(_DEPUTY.search(each) for each in known) else None


def _is_of_another(place: Labelled, match: FieldMatch, index: LabelIndex) -> bool:
    """Whether a telephone follows another body's name on its line, or another officer's."""
    if match.field.type != 'phone' or not place.beside:
        return False
    if _OTHER_OFFICER.search(place.beside[0]):
        return True
    before = match_label(place.beside[0], index)
    own = before is not None and before.field.id in _OWN_BODIES
    return fold_label(place.beside[0]).endswith(_BODIES) and not own
