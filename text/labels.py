"""Printed labels: folding what printers do to them, and telling which field one stands for."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from model.form import FormField
from model.layout import Layout
from text.label_words import (
    LABEL_ENDINGS,
    NAME_LABELS,
    NEVER_LABELS,
    OTHER_LABELS,
    OTHER_SECTIONS,
    PERSON_LABELS,
)

_NUMBERING = re.compile(
    r'^(?:[①-⑳]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))'
)
_BRACKET = re.compile(r'\(([^()]*)\)?')
_HINT = re.compile(
    r'盖章|签章|公章|章|签字|签名|手写|单位[::]?[人个家元万]*|[人名个家元岁年%]|人数|万元|人次|全称'
    r'|必填|选填|可选|单选|多选|年月日?|年/月/?日?|座机|区号.*|手机'
    r'|[请可如指即须填注应含选打用没有是否与同按见限若以每].*'
)
_CONTRAST = frozenset('专兼正预拟已未不非无男女新老原前后上下内外流转离退休应发困拒群团本挂派申积')
"""Characters that make one label mean something else: 专职 is not 兼职, 已建 not 未建."""
_LIGHT = frozenset('的之等该栏项')
_LIGHT_COUNT = _LIGHT | frozenset('数人总名共计量现有在中')
_BOTH = re.compile(r'[及和与、]')
"""A section that joins two things (人员及党员情况) is about neither alone."""
_REMEMBERED = 4096

_NOT_IN_LABELS = re.compile(r'[\d√✓✔☑☒□☐。！？;；,，]')


class Folded(NamedTuple):
    """A label folded: base without brackets, aside what stood in them (hints dropped)."""

    base: str
    aside: str


class FieldMatch(NamedTuple):
    """The field a label stands for; by_section when its section or neighbour decided it."""

    field: FormField
    score: float
    by_section: bool


def _letters(text: str) -> str:
    return ''.join(char for char in text if char.isalnum())


@lru_cache(maxsize=4096)
def split_label(text: str) -> Folded:
    """A printed label as Folded: '党员数（正式）' is ('党员数', '正式'); 盖章 and such are dropped."""
    bare = _NUMBERING.sub('', ''.join(text.split()))
    bare = unicodedata.normalize('NFKC', bare).strip(':：*★·.。')
    asides = [aside for aside in _BRACKET.findall(bare) if not _is_hint(aside)]
    return Folded(_letters(_BRACKET.sub('', bare)).removeprefix('其中'), _letters(''.join(asides)))


def _is_hint(aside: str) -> bool:
    return len(aside) > 8 or not aside or bool(_HINT.fullmatch(aside))


def fold_label(text: str) -> str:
    """A label without spaces, numbering, punctuation, hints in brackets and a leading 其中.

    Example: fold_label('（一）填 报 单 位（盖章）：') == '填报单位'
    """
    folded = split_label(text)
    return folded.base + folded.aside


def near(label: str, variant: str, *, countable: bool = False) -> float:
    """How surely two folded labels say the same: 1.0 equal, 0.0 not the same.

    Only light words may come and go (数 and 总 for counts), and in six characters or more one
    may be misread; characters that turn the meaning round (专/兼, 已/未) never are.
    """
    if label == variant:
        return 1.0
    if abs(len(label) - len(variant)) > 4 or not label or not variant:
        return 0.0
    light = _LIGHT_COUNT if countable else _LIGHT
    strange = (set(label) ^ set(variant)) - light
    if len(strange) > (2 if len(variant) >= 6 else 0):
        return 0.0
    score, misread = 1.0, 0
    for edit in Levenshtein.editops(label, variant):
        gone = label[edit.src_pos] if edit.tag != 'insert' else ''
        come = variant[edit.dest_pos] if edit.tag != 'delete' else ''
        if set(gone + come) <= light:
            score -= 0.02
        elif edit.tag == 'replace' and not misread and not {gone, come} & _CONTRAST and len(variant) >= 6:
            score, misread = score - 0.2, 1
        else:
            return 0.0
    return max(score, 0.1)


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """The labels of a form's fields, folded for look-up, and its options, which are no labels.

    told is what a person confirmed of one layout: by label_key of the printed path the field and,
    where a mark in the column means one, its option; a field of None is not kept.
    """

    fields: tuple[FormField, ...]
    exact: dict[str, tuple[FormField, ...]]
    options: frozenset[str]
    told: Mapping[str, tuple[FormField | None, str | bool | None]] = dataclasses.field(
        default_factory=dict, compare=False
    )
    sections: frozenset[str] = frozenset()
    told_labels: frozenset[str] = frozenset()
    """Every printed label on the told paths, spaces taken out."""
    nearest: dict[str, list[tuple[float, FormField]]] = dataclasses.field(default_factory=dict, compare=False)
    """What was looked up before, a memory only."""


@lru_cache(maxsize=64)
def fields_to_index(fields: tuple[FormField, ...]) -> LabelIndex:
    """The index that match_label wants, made once for a form."""
    exact: dict[str, tuple[FormField, ...]] = {}
    for field in fields:
        for label in field.labels:
            folded = fold_label(label)
            exact[folded] = (*exact.get(folded, ()), field)
    options = frozenset(fold_label(option) for field in fields for option in field.options)
    sections = frozenset(_trimmed(section) for field in fields for section in field.under) - {''}
    return LabelIndex(fields, exact, options, sections=sections)


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


def section_score(section: str, field: FormField) -> float:
    """How surely a section's label is one that the field stands under; extra words must not contrast.

    '从业人员中党员数' is rather 党员 than 从业人员: what it ends with says more than what it begins with.
    """
    folded = fold_label(section)
    trimmed = _trimmed(section)
    best = 0.0
    for under in field.under:
        wanted = fold_label(under)
        best = max(best, near(folded, wanted, countable=True), near(trimmed, wanted, countable=True))
        if wanted and wanted in trimmed and not set(trimmed.replace(wanted, '', 1)) & _CONTRAST:
            best = max(best, 0.7 if trimmed.endswith(wanted) else 0.5)
    return best


def _candidates(folded: str, index: LabelIndex) -> list[tuple[float, FormField]]:
    """Fields with a label near this one, the nearest first."""
    if folded in index.nearest:
        return index.nearest[folded]
    found = [(1.0, field) for field in index.exact.get(folded, ())]
    if not found and 2 <= len(folded) <= 24:
        scored = (
            (near(folded, label, countable=field.type == 'int'), field)
            for label, fields in index.exact.items()
            for field in fields
        )
        found = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    if len(index.nearest) > _REMEMBERED:
        index.nearest.clear()
    index.nearest[folded] = found
    return found


def _spellings(text: str) -> tuple[str, ...]:
    """The ways to read one label with brackets, surest first; the bare base only where nothing contrasts."""
    base, aside = split_label(text)
    if not aside:
        return (base,)
    bare = () if set(aside) & _CONTRAST else (base,)
    return (base + aside, aside + base, *bare, aside)


def _under_section(text: str, section: str, index: LabelIndex, least: float) -> FieldMatch | None:
    """The best field among those printed under this section with this label."""
    best, found = 0.0, None
    for spelling in _spellings(text):
        for score, field in _candidates(spelling, index):
            fits = section_score(section, field) if field.under else 0.0
            if fits >= least and fits * score > best:
                best, found = fits * score, FieldMatch(field, score, by_section=True)
    return found


def _joined(text: str, section: str, index: LabelIndex) -> FieldMatch | None:
    """A label made of section and label: '正式' under '党员数' is 正式党员数."""
    parent, leaf = fold_label(section), fold_label(text)
    for joined in (parent + leaf, leaf + parent):
        for score, field in _candidates(joined, index):
            if not field.under and score > 0.85:
                return FieldMatch(field, score, by_section=True)
    return None


def _trimmed(section: str) -> str:
    return fold_label(section).removesuffix('情况').rstrip(''.join(_LIGHT_COUNT))


def is_section(text: str, index: LabelIndex) -> bool:
    """Whether a text is what some of the form's labels stand under: 领导成员数 for 领导成员."""
    return _trimmed(text) in index.sections


def _is_neutral(section: str) -> bool:
    """Whether a section only arranges its labels (基本情况, 人数, 已建) and counts nobody apart."""
    return fold_label(section).endswith('情况') or _trimmed(section) in {'', '已建', '未建', '基本信息'}


def _from_sections(text: str, index: LabelIndex, sections: Sequence[str]) -> FieldMatch | None:
    """The field that the nearest section telling anything decides.

    Two of them may say it together: 党员 over 领导班子 is 党员领导班子. A count takes no farther section:
    从业人员 > 领导成员 > 专职 is not all of 从业人员's 专职, nor is 从业人员 > 工作人员 > 专职.
    """
    for place, section in enumerate(sections):
        for outer in sections[place + 1 :]:
            found = _under_section(text, _trimmed(outer) + section, index, 0.9)
            if found:
                return found
        found = _under_section(text, section, index, 0.4) or _joined(text, section, index)
        if found is None:
            continue
        if found.field.type != 'int':
            return found
        nested = any(_narrows(section, outer, found.field) for outer in sections[place + 1 :])
        return found if not nested and all(map(_is_neutral, sections[:place])) else None
    return None


def _narrows(inner: str, outer: str, field: FormField) -> bool:
    """Whether inner is only a part of what the field counts (工作人员 in 从业人员), or outer is (党员)."""
    if section_score(outer, field) < 0.5:
        counts_members = any(word in fold_label(inner) for word in ('党员', '组织关系'))
        only_members = '党员' in fold_label(outer) and not _BOTH.search(outer)
        return only_members and not counts_members
    whole, part = _trimmed(outer), _trimmed(inner)
    rest = part.replace(whole, '', 1) if whole and whole in part else part
    return whole != part and (rest == part or bool(set(rest) & _CONTRAST))


def match_label(
    text: str, index: LabelIndex, sections: Sequence[str] = (), beside: Sequence[str] = ()
) -> FieldMatch | None:
    """The field that a printed label stands for, or None.

    sections: labels over it, nearest first; beside: the label that it follows on its line.
    '姓名' under '党组织负责人' is the head's name; so is '联系电话' behind it the head's telephone.
    """
    if len(text) > 80:
        return None
    found = _from_sections(text, index, sections)
    if found:
        return found
    if any(_trimmed(section) in _OTHER_SECTIONS for section in sections):
        return None
    for neighbour in beside:
        found = _under_section(text, neighbour, index, 0.4 if fold_label(neighbour).endswith('情况') else 0.7)
        if found:
            return found
    for spelling in _spellings(text):
        for score, field in _candidates(spelling, index):
            if not field.under:
                return FieldMatch(field, score, by_section=False)
    return None


_COMMON = frozenset(
    fold_label(label) for label in (*NAME_LABELS, *NEVER_LABELS, *PERSON_LABELS, *OTHER_LABELS)
)
_OTHER_SECTIONS = frozenset(OTHER_SECTIONS)
_NEVER = frozenset(fold_label(label) for label in NEVER_LABELS)
_NAMES = frozenset(fold_label(label) for label in NAME_LABELS)
_PERSONS = frozenset(fold_label(label) for label in PERSON_LABELS)


def is_never_label(text: str) -> bool:
    """Whether a label heads what is kept of nobody (身份证号, 民族, 学历 and so on)."""
    folded = fold_label(text)
    return folded in _NEVER or ('身份证' in folded and len(folded) <= 14 and folded.isalpha())


def is_name_label(text: str) -> bool:
    """Whether a label heads the names of organisations."""
    return fold_label(text) in _NAMES


def is_person_label(text: str) -> bool:
    """Whether a label heads the names of persons."""
    return fold_label(text) in _PERSONS


def is_known_label(text: str, index: LabelIndex) -> bool:
    """Whether a text is one of the form's labels or one met on many forms, exactly."""
    if not text.strip() or len(text) > 80:
        return False
    if index.told_labels and label_key((text,)) in index.told_labels:
        return True
    folded = fold_label(text)
    if not folded:
        return False
    if folded in index.exact or folded in _COMMON or is_never_label(text):
        return True
    return any(spelling and spelling in index.exact for spelling in _spellings(text))


def is_label_like(text: str, index: LabelIndex) -> bool:
    """Whether a cell looks like a printed label rather than something filled in."""
    if len(text) > 80:
        return False
    if is_known_label(text, index):
        return True
    folded = fold_label(text)
    if folded in index.options or not 2 <= len(folded) <= 24:
        return False
    if _NOT_IN_LABELS.search(_BRACKET.sub('', unicodedata.normalize('NFKC', text))):
        return False
    return (folded.endswith(LABEL_ENDINGS) and len(folded) <= 14) or bool(_candidates(folded, index))
