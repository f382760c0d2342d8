"""What each column of a table of organisations holds: a field, a tick for one option, or nothing of ours."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.survey.options import word_to_option
from model.form import FormField
from text.headers import Header, heads_organisations
from text.label_senses import SENSED
from text.label_words import SERIAL_LABELS
from text.labels import (
    FieldMatch,
    LabelIndex,
    fold_label,
    is_known_label,
    is_never_label,
    label_key,
    match_label,
    told_field,
)
from text.layouts import match_line

_YES_LEAVES = frozenset(
    ('是', '有', '已建', '已建立', '已成立', '已建党组织', '已建立党组织', '已成立党组织')
)
_LONGEST_WORD = 12
_LISTED = re.compile(r'[（(]([^（()）]{3,40})[)）]$|^([^（()）]{3,40})$')
_PLANNED = re.compile('拟|计划|预计')
_BETWEEN = re.compile(r'[/／、或,，]|还是')
_NO_LEAVES = frozenset(('否', '无', '未建', '未建立', '未成立', '未建党组织', '未建立党组织', '未成立党组织'))


class Column(NamedTuple):
    """One column: its field if known; option is set where a mark in it means that option.

    label is the innermost printed one; never marks a column that nobody may keep, passed one that a
    person said holds nothing of ours; rival is the place of the column that claimed its
    field before it.
    """

    place: int
    label: str
    field: FormField | None = None
    option: str | bool | None = None
    serial: bool = False
    never: bool = False
    passed: bool = False
    rival: int | None = None

    @property
    def unread(self) -> bool:
        """Whether what stands in the column goes nowhere, and nobody said that it should."""
        return self.field is None and not (self.serial or self.never or self.passed)


def _option_of(
    leaf: str, sections: tuple[str, ...], index: LabelIndex
) -> tuple[FormField, str | bool] | None:
    """The option that a tick column stands for: '社会团体' under 组织类别, '是' under 是否建立党组织."""
    answer = True if leaf in _YES_LEAVES else False if leaf in _NO_LEAVES else None
    for section in sections:
        for field in _asked_by(section, index):
            if field.type == 'yes_no' and answer is not None:
                return field, answer
            option = _part_of_option(field, leaf) if field.type in ('choice', 'choices') else None
            if option:
                return field, option
    if answer is not None and leaf.endswith('党组织'):
        own = next((field for field in index.fields if field.id == 'established'), None)
        return (own, answer) if own else None
    return _option_by_itself(leaf, index)


def _asked_by(section: str, index: LabelIndex) -> tuple[FormField, ...]:
    """The fields whose printed label a section is, or the one that it means in other words."""
    exact = index.exact.get(fold_label(section), ())
    match = None if exact else match_label(section, index)
    return (match.field,) if match and match.score >= SENSED else exact


def _part_of_option(field: FormField, leaf: str) -> str | None:
    """The option that a column's short label names: 业务主管 is 业务主管单位党组织 if no other is."""
    option = word_to_option(field, leaf)
    if option or len(leaf) < 2:
        return option
    holding = [option for option in field.options if fold_label(option).startswith(leaf)]
    return holding[0] if len(holding) == 1 else None


def _option_by_itself(leaf: str, index: LabelIndex) -> tuple[FormField, str | bool] | None:
    """An option whose word says enough without its section, such as 社会团体 or 应建未建; not 其他 or 无."""
    if len(leaf) < 3:
        return None
    for field in index.fields:
        if field.type in ('choice', 'choices') and leaf in map(fold_label, field.options):
            return field, next(option for option in field.options if fold_label(option) == leaf)
    return None


def header_to_columns(header: Header, index: LabelIndex) -> tuple[Column, ...]:
    """Every column of a header band; a field that two columns claim belongs to the first of them.

    What a person said of a printed path goes before anything read from it.
    """
    labels = tuple((path[-1], path[-2::-1]) if path else ('', ()) for path in header.paths)
    matches = match_line(labels, index)
    columns: list[Column] = []
    for place, ((leaf, sections), (_, match)) in enumerate(zip(labels, matches, strict=True)):
        told = told_field(header.paths[place], index)
        field, option = told if told is not None else _read_off(leaf, sections, match, index)
        never = is_never_label(leaf) or (field is not None and field.personal == 'never')
        serial = fold_label(leaf) in SERIAL_LABELS
        columns.append(Column(place, leaf, field, option, serial, never, told is not None and field is None))
    return _without_rivals(columns)


def _read_off(
    leaf: str, sections: tuple[str, ...], match: FieldMatch | None, index: LabelIndex
) -> tuple[FormField | None, str | bool | None]:
    """The field, and the option where a mark means one, that a column's printed labels tell."""
    listed = _lists_options(leaf, index)
    if listed is not None and not (match and match.field.options == listed.options):
        return listed, None
    tick = None if match and match.score == 1.0 else _option_of(fold_label(leaf), sections, index)
    if tick is None and match is None:
        tick = _word_of_text(leaf, sections, index)
    return tick or (match.field if match else _said_twice(leaf, index), None)


def _said_twice(leaf: str, index: LabelIndex) -> FormField | None:
    """The field that both halves of a heading mean: '办公电话/手机'."""
    parts = [part for part in re.split('[/／]', leaf) if part.strip()]
    matches = [match_label(part, index) for part in parts] if len(parts) > 1 else []
    meant = {match.field.id if match else None for match in matches}
    return matches[0].field if len(meant) == 1 and matches[0] else None


def _lists_options(leaf: str, index: LabelIndex) -> FormField | None:
    """The one choice whose options a heading lists: '社团/民非/基金会', '党组织类型（支部、总支）'."""
    listed = _LISTED.search(''.join(leaf.split()))
    words = [word for word in _BETWEEN.split(listed[1] or listed[2]) if word] if listed else []
    if len(words) < 2:
        return None
    asking: dict[str, FormField] = {}
    for field in index.fields:
        options = {word_to_option(field, word) for word in words} if field.type == 'choice' else {None}
        planned = bool(_PLANNED.search(field.labels[0]))
        if None not in options and len(options) == len(words) and planned == bool(_PLANNED.search(leaf)):
            asking.setdefault(field.id, field)
    return next(iter(asking.values())) if len(asking) == 1 else None


def _word_of_text(leaf: str, sections: tuple[str, ...], index: LabelIndex) -> tuple[FormField, str] | None:
    """A column under a label that asks for words: '属地' under 隶属关系, where a mark means that word."""
    if not sections or not 2 <= len(fold_label(leaf)) <= _LONGEST_WORD or is_known_label(leaf, index):
        return None
    asked = (field for field in index.exact.get(fold_label(sections[0]), ()) if not field.under)
    field = next((field for field in asked if field.type == 'text' and field.personal == 'none'), None)
    return (field, ''.join(leaf.split())) if field else None


def header_to_printed(header: Header, index: LabelIndex) -> tuple[Column, ...]:
    """Every column of a form that no definition describes: text under its printed label.

    A label that comes again, and a column without one, is told apart by its place: '电话（第5列）'.
    """
    columns: list[Column] = []
    seen: set[str] = set()
    for place, path in enumerate(header.paths):
        label = label_key(path)
        serial = bool(path) and fold_label(path[-1]) in SERIAL_LABELS
        names = 'org_name' not in seen and bool(path) and heads_organisations(path, index)
        key = 'org_name' if names else label if label and label not in seen else f'{label}（第{place + 1}列）'
        seen |= {label, key}
        never = bool(path) and is_never_label(path[-1])
        field = None if serial else FormField(key, (label or key,))
        columns.append(Column(place, label, field, serial=serial, never=never))
    return tuple(columns)


def _without_rivals(columns: list[Column]) -> tuple[Column, ...]:
    """Columns with each plain field claimed once: a second claimant holds nothing of ours."""
    claimed: dict[str, int] = {}
    kept: list[Column] = []
    for column in columns:
        if column.field is None or column.option is not None:
            kept.append(column)
            continue
        first = claimed.setdefault(column.field.id, column.place)
        kept.append(column if first == column.place else column._replace(field=None, rival=first))
    return tuple(kept)
