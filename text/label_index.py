"""The labels of a form's fields made ready for look-up, as printed and as a person confirmed them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from model.form import FormField
from model.layout import Layout
from text.label_folding import fold_label, trim_section
from text.label_senses import SenseIndex, fields_to_senses


class FieldMatch(NamedTuple):
    """The field a label stands for; by_section when its section or neighbour decided it."""

    field: FormField
    score: float
    by_section: bool


_Printed = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """The labels of a form's fields, folded for look-up, and its options, which are no labels.

    told is what a person confirmed of one layout: by label_key of the printed path the field and,
    where a mark in the column means one, its option; a field of None is not kept.
    """

    fields: tuple[FormField, ...]
    exact: dict[str, tuple[FormField, ...]]
    options: frozenset[str]
    senses: SenseIndex
    told: Mapping[str, tuple[FormField | None, str | bool | None]] = dataclasses.field(
        default_factory=dict, compare=False
    )
    sections: frozenset[str] = frozenset()
    told_labels: frozenset[str] = frozenset()
    """Every printed label on the told paths, spaces taken out."""
    nearest: dict[str, list[tuple[float, FormField]]] = dataclasses.field(default_factory=dict, compare=False)
    """What was looked up before, a memory only."""
    keyed: dict[str, list[tuple[int, str]]] = dataclasses.field(default_factory=dict, compare=False)
    """The labels by their keys (text.label_near), made when one is first looked up that is none of them."""
    matched: dict[_Printed, FieldMatch | None] = dataclasses.field(
        default_factory=dict, compare=False, init=False
    )
    alike: dict[str, bool] = dataclasses.field(default_factory=dict, compare=False, init=False)


@lru_cache(maxsize=64)
def fields_to_index(fields: tuple[FormField, ...]) -> LabelIndex:
    """The index that match_label wants, made once for a form."""
    exact: dict[str, tuple[FormField, ...]] = {}
    for field in fields:
        for label in field.labels:
            folded = fold_label(label)
            exact[folded] = (*exact.get(folded, ()), field)
    options = frozenset(fold_label(option) for field in fields for option in field.options)
    sections = frozenset(trim_section(section) for field in fields for section in field.under) - {''}
    return LabelIndex(fields, exact, options, fields_to_senses(fields), sections=sections)


def label_key(path: Sequence[str]) -> str:
    """A printed path from the outermost heading in as one word, spaces taken out: '党员数/正式'."""
    return '/'.join(''.join(part.split()) for part in path)


def layout_to_index(fields: tuple[FormField, ...], layout: Layout | None) -> LabelIndex:
    """The index of a form's fields as a layout, where a person confirmed one, arranges them."""
    index = fields_to_index(fields)
    if layout is None:
        return index
    by_id = {field.id: field for field in reversed(fields)}
    told = {
        column.label: (by_id[column.field] if column.field else None, column.option)
        for column in layout.columns
        if column.field is None or column.field in by_id
    }
    return dataclasses.replace(index, told=told, told_labels=_printed_on(told), nearest={})


def _printed_on(paths: Iterable[str]) -> frozenset[str]:
    """The labels that paths are made of; one that holds a '/' itself is among them whole too."""
    found: set[str] = set()
    for path in paths:
        parts = path.split('/')
        found.update(
            '/'.join(parts[start:end])
            for start in range(len(parts))
            for end in range(start + 1, len(parts) + 1)
        )
    return frozenset(found - {''})


def told_field(path: Sequence[str], index: LabelIndex) -> tuple[FormField | None, str | bool | None] | None:
    """What a person said that a printed path holds: (field or None for nothing, option); None if unsaid."""
    return index.told.get(label_key(path)) if index.told and path else None
