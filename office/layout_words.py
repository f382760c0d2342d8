"""A layout's columns in words: each field, and each option of one, by a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from model.form import FormDefinition, FormField
from office.config import Workplace
from office.layouts import fields_of, form_of
from office.naming import label_of
from store.layouts import layout_from_plain

_YES_NO = {True: "是", False: "否"}


class Column(NamedTuple):
    """One printed label, what it is read as in words ('' for what is not kept), and why to look at it."""

    label: str
    read_as: str
    reasons: tuple[str, ...]


def layout_to_columns(place: Workplace, value: dict[str, Any]) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns of a question about a layout, and the words that each may be read as."""
    layout = layout_from_plain(value)
    chosen = form_of(layout, place.forms)
    words = {key: word for word, key in words_to_keys(fields_of(layout, chosen)).items()}
    columns = tuple(
        Column(one.label, words.get(key, key), one.reasons)
        for one in layout.columns
        for key in (_key(one.field, one.option),)
    )
    return columns, tuple(words.values())


def words_of_form(form: FormDefinition) -> dict[str, str]:
    """The keys that correct_layout takes, by the words that stand for them on the form."""
    return words_to_keys(form.fields)


def words_to_keys(fields: tuple[FormField, ...]) -> dict[str, str]:
    """What correct_layout takes, by what people call it; of two fields called alike the id is told, too.

    '专职人数' -> 'staff_full_time', '类别：基金会' -> 'org_type:基金会'.
    """
    kept = {one.id: one for one in reversed(fields) if one.personal != 'never'}
    named = {key: label_of(key) if label_of(key) != key else one.labels[0] for key, one in kept.items()}
    often = Counter(named.values())
    found: dict[str, str] = {}
    for key, one in reversed(kept.items()):
        word = named[key] if often[named[key]] == 1 else f"{named[key]}（{key}）"
        found[word] = key
        found |= {f"{word}：{option}": f'{key}:{option}' for option in _options(one)}
    return found


def _options(field: FormField) -> Iterator[str]:
    yield from _YES_NO.values() if field.type in {'yes_no', 'tick'} else field.options or ()


def _key(field: str | None, option: str | bool | None) -> str:
    if field is None or option is None:
        return field or ''
    return f'{field}:{_YES_NO[option] if isinstance(option, bool) else option}'
