"""What each column of a table of organisations holds: a field, a tick for one option, or nothing of ours."""

from __future__ import annotations

from typing import NamedTuple

from extractors.survey.options import word_to_option
from model.form import FormField
from text.headers import Header, heads_organisations
from text.label_words import SERIAL_LABELS
from text.labels import LabelIndex, fold_label, is_never_label
from text.layouts import match_line

_YES_LEAVES = frozenset(
    ('是', '有', '已建', '已建立', '已成立', '已建党组织', '已建立党组织', '已成立党组织')
)
_NO_LEAVES = frozenset(('否', '无', '未建', '未建立', '未成立', '未建党组织', '未建立党组织', '未成立党组织'))


class Column(NamedTuple):
    """One column: its field if known; option is set where a mark in it means that option.

    label is the innermost printed one; never marks a column that nobody may keep.
    """

    place: int
    label: str
    field: FormField | None = None
    option: str | bool | None = None
    serial: bool = False
    never: bool = False


def _option_of(
    leaf: str, sections: tuple[str, ...], index: LabelIndex
) -> tuple[FormField, str | bool] | None:
    """The option that a tick column stands for: '社会团体' under 组织类别, '是' under 是否建立党组织."""
    answer = True if leaf in _YES_LEAVES else False if leaf in _NO_LEAVES else None
    for section in sections:
        for field in index.exact.get(fold_label(section), ()):
            if field.type == 'yes_no' and answer is not None:
                return field, answer
            option = word_to_option(field, leaf) if field.type in ('choice', 'choices') else None
            if option:
                return field, option
    if answer is not None and leaf.endswith('党组织'):
        own = next((field for field in index.fields if field.id == 'established'), None)
        return (own, answer) if own else None
    return _option_by_itself(leaf, index)


def _option_by_itself(leaf: str, index: LabelIndex) -> tuple[FormField, str | bool] | None:
    """An option whose word says enough without its section, such as 社会团体 or 应建未建; not 其他 or 无."""
    if len(leaf) < 3:
        return None
    for field in index.fields:
        if field.type in ('choice', 'choices') and leaf in map(fold_label, field.options):
            return field, next(option for option in field.options if fold_label(option) == leaf)
    return None


def header_to_columns(header: Header, index: LabelIndex) -> tuple[Column, ...]:
    """Every column of a header band; a field that two columns claim belongs to the first of them."""
    labels = tuple((path[-1], path[-2::-1]) if path else ('', ()) for path in header.paths)
    columns: list[Column] = []
    for place, ((leaf, sections), (_, match)) in enumerate(
        zip(labels, match_line(labels, index), strict=True)
    ):
        folded = fold_label(leaf)
        tick = None if match and match.score == 1.0 else _option_of(folded, sections, index)
        field = tick[0] if tick else match.field if match else None
        columns.append(
            Column(
                place,
                leaf,
                field,
                tick[1] if tick else None,
                serial=folded in SERIAL_LABELS,
                never=is_never_label(leaf) or (field is not None and field.personal == 'never'),
            )
        )
    return _without_rivals(columns)


def header_to_printed(header: Header, index: LabelIndex) -> tuple[Column, ...]:
    """Every column of a form that no definition describes: text under its printed label."""
    columns: list[Column] = []
    named = False
    for place, path in enumerate(header.paths):
        label = '/'.join(''.join(part.split()) for part in path)
        serial = bool(path) and fold_label(path[-1]) in SERIAL_LABELS
        field = FormField(label, (label,)) if label and not serial else None
        if not named and path and heads_organisations(path, index):
            field, named = FormField('org_name', (label,)), True
        never = bool(path) and is_never_label(path[-1])
        columns.append(Column(place, label, field, serial=serial, never=never))
    return _without_rivals(columns)


def _without_rivals(columns: list[Column]) -> tuple[Column, ...]:
    """Columns with each plain field claimed once: a second claimant holds nothing of ours."""
    claimed: set[str] = set()
    kept: list[Column] = []
    for column in columns:
        plain = column.field is not None and column.option is None
        if plain and column.field is not None and column.field.id in claimed:
            kept.append(column._replace(field=None))
            continue
        if plain and column.field is not None:
            claimed.add(column.field.id)
        kept.append(column)
    return tuple(kept)
