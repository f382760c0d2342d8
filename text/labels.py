"""Printed labels: folding what printers do to them, and telling which field one stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from model.form import FormField
from text.label_folding import BRACKET, bare_label, fold_label, split_label, trim_section
from text.label_index import FieldMatch, LabelIndex, fields_to_index, label_key, layout_to_index, told_field
from text.label_near import CONTRAST, labels_to_keys, may_be_near, near
from text.label_senses import (
    SENSED,
    beside_label,
    by_itself,
    heads_labels,
    is_counted_apart,
    text_to_sense,
    under_sections,
)
from text.label_words import (
    LABEL_ENDINGS,
    NAME_LABELS,
    NEVER_LABELS,
    OTHER_LABELS,
    OTHER_SECTIONS,
    PERSON_LABELS,
)
from text.senses import label_to_sense

__all__ = [
    'FieldMatch',
    'LabelIndex',
    'fields_to_index',
    'fold_label',
    'is_known_label',
    'is_label_like',
    'is_name_label',
    'is_never_label',
    'is_person_label',
    'is_section',
    'label_key',
    'layout_to_index',
    'match_label',
    'section_score',
    'split_label',
    'told_field',
]

_BOTH = re.compile(r'[及和与、]')
"""A section that joins two things (人员及党员情况) is about neither alone."""
_OTHERS = re.compile(
    '新增|增加|减少|上年|去年|往年|女|流动|离退休|退休|困难|转出|青年|少数民族'
    '|理事|监事|会员|志愿|社工|教师|团员|外聘'
)
"""What makes a section count others than it names, or only some of them."""
_TITLE = re.compile('(?:表|台账|名册)$')
_REMEMBERED = 4096
_LONGEST = 80

_NOT_IN_LABELS = re.compile(r'[\d√✓✔☑☒□☐。！？;；,，]')


def section_score(section: str, field: FormField) -> float:
    """How surely a section's label is one that the field stands under; extra words must not contrast.

    '从业人员中党员数' is rather 党员 than 从业人员: what it ends with says more than what it begins with.
    """
    return _score_under(fold_label(section), trim_section(section), field.under) if field.under else 0.0


@lru_cache(maxsize=16384)
def _score_under(folded: str, trimmed: str, unders: tuple[str, ...]) -> float:
    best = 0.0
    for under in unders:
        wanted = fold_label(under)
        best = max(best, near(folded, wanted, countable=True), near(trimmed, wanted, countable=True))
        rest = trimmed.replace(wanted, '', 1)
        if wanted and wanted in trimmed and not (set(rest) & CONTRAST or _OTHERS.search(rest)):
            best = max(best, 0.7 if trimmed.endswith(wanted) else 0.5)
    return best


def _candidates(folded: str, index: LabelIndex) -> list[tuple[float, FormField]]:
    """Fields with a label near this one, the nearest first."""
    if folded in index.nearest:
        return index.nearest[folded]
    found = [(1.0, field) for field in index.exact.get(folded, ())]
    if not found and 2 <= len(folded) <= 24:
        if not index.keyed:
            index.keyed.update(labels_to_keys(index.exact))
        scored = (
            (near(folded, label, countable=field.type == 'int'), field)
            for label in may_be_near(folded, index.keyed)
            for field in index.exact.get(label, ())
        )
        found = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    if len(index.nearest) > _REMEMBERED:
        index.nearest.clear()
    index.nearest[folded] = found
    return found


def _spellings(text: str) -> tuple[str, ...]:
    """The ways to read a label with brackets, surest first; a part alone where the other adds nothing."""
    base, aside = split_label(text)
    if not aside:
        return (base,)
    bare = () if set(aside) & CONTRAST else (base,)
    rest = label_to_sense(base)
    alone = (aside,) if rest and not rest.words else ()
    return (base + aside, aside + base, *bare, *alone)


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


def is_section(text: str, index: LabelIndex) -> bool:
    """Whether a text is what some of the form's labels stand under: 领导成员数 for 领导成员."""
    return trim_section(text) in index.sections or heads_labels(text, index.senses)


def _is_neutral(section: str) -> bool:
    """Whether a section only arranges its labels (基本情况, 人数, 已建) and counts nobody apart."""
    return fold_label(section).endswith('情况') or trim_section(section) in {'', '已建', '未建', '基本信息'}


def _from_sections(text: str, index: LabelIndex, sections: Sequence[str]) -> FieldMatch | None:
    """The field that the nearest section telling anything decides.

    Two of them may say it together: 党员 over 领导班子 is 党员领导班子. A count takes no farther section:
    从业人员 > 领导成员 > 专职 is not all of 从业人员's 专职, nor is 从业人员 > 工作人员 > 专职.
    """
    for place, section in enumerate(sections):
        if _joins_staff_and_members(section):
            continue
        for outer in sections[place + 1 :]:
            found = _under_section(text, trim_section(outer) + section, index, 0.9)
            if found:
                return found
        found = _under_section(text, section, index, 0.4) or _joined(text, section, index)
        if found is None:
            continue
        if found.field.type != 'int':
            return found
        nested = any(
            _narrows(section, outer, found.field)
            for outer in sections[place + 1 :]
            if not _joins_staff_and_members(outer)
        )
        return found if not nested and all(map(_is_neutral, sections[:place])) else None
    return None


def _joins_staff_and_members(section: str) -> bool:
    """Whether a section is about both (从业人员和党员情况): a bare 兼职 under it may be either's."""
    return '党员' in section and '人员' in section and bool(_BOTH.search(section))


def _narrows(inner: str, outer: str, field: FormField) -> bool:
    """Whether inner is only a part of what the field counts (工作人员 in 从业人员), or outer is (党员)."""
    if section_score(outer, field) < 0.5:
        counts_members = any(word in fold_label(inner) for word in ('党员', '组织关系'))
        only_members = '党员' in fold_label(outer) and not _BOTH.search(outer)
        return only_members and not counts_members
    whole, part = trim_section(outer), trim_section(inner)
    rest = part.replace(whole, '', 1) if whole and whole in part else part
    return whole != part and (rest == part or bool(set(rest) & CONTRAST))


def match_label(
    text: str, index: LabelIndex, sections: Sequence[str] = (), beside: Sequence[str] = ()
) -> FieldMatch | None:
    """The field that a printed label stands for, or None.

    sections: labels over it, nearest first; beside: the label that it follows on its line.
    '姓名' under '党组织负责人' is the head's name; so is '联系电话' behind it the head's telephone.
    """
    if len(text) > _LONGEST:
        return None
    key = (text, tuple(sections), tuple(beside))
    if key not in index.matched:
        if len(index.matched) > _REMEMBERED:
            index.matched.clear()
        index.matched[key] = _match(text, index, sections, beside)
    return index.matched[key]


def _match(text: str, index: LabelIndex, sections: Sequence[str], beside: Sequence[str]) -> FieldMatch | None:
    found = _from_sections(text, index, sections)
    if found:
        return found
    alone = _by_itself(text, index, sections)
    sensed = under_sections(text, index.senses, sections)
    if sensed and not (alone and alone.field.id == sensed.id):
        return _sensed(sensed, by_section=True)
    if any(trim_section(section) in _OTHER_SECTIONS for section in sections):
        return None
    return _from_neighbours(text, index, beside) or alone


def _sensed(field: FormField | None, *, by_section: bool) -> FieldMatch | None:
    return FieldMatch(field, SENSED, by_section) if field else None


def _from_neighbours(text: str, index: LabelIndex, beside: Sequence[str]) -> FieldMatch | None:
    for neighbour in beside:
        least = 0.4 if fold_label(neighbour).endswith('情况') else 0.7
        found = _under_section(text, neighbour, index, least)
        found = found or _sensed(beside_label(text, index.senses, neighbour), by_section=True)
        if found:
            return found
    return None


def _by_itself(text: str, index: LabelIndex, sections: Sequence[str]) -> FieldMatch | None:
    """What a label says alone: a variant of the form or one near it, its sense, one with a letter misread."""
    least = SENSED if text_to_sense(text) else 0.0  # words that are all known are not misread
    plain = [
        FieldMatch(field, score, by_section=False)
        for spelling in _spellings(text)
        for score, field in _candidates(spelling, index)
        if not field.under and score >= least
    ]
    best = plain[0] if plain else None
    if best is None or best.score < SENSED:
        best = _sensed(by_itself(text, index.senses, sections), by_section=False) or best
    if best is None or best.field.type != 'int':
        return best
    telling = [section for section in sections if not _joins_staff_and_members(section)]
    return None if any(map(_counts_others, telling)) or is_counted_apart(text, telling) else best


def _counts_others(section: str) -> bool:
    """Whether a section counts only some, or another year's: 本年新增, 女性."""
    return bool(_OTHERS.search(section)) and not _TITLE.search(fold_label(section))


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
    if not text.strip() or len(text) > _LONGEST:
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
    if len(text) > _LONGEST:
        return False
    if text not in index.alike:
        if len(index.alike) > _REMEMBERED:
            index.alike.clear()
        index.alike[text] = is_known_label(text, index) or _reads_like_label(text, index)
    return index.alike[text]


def _reads_like_label(text: str, index: LabelIndex) -> bool:
    folded = fold_label(text)
    if folded in index.options or not 2 <= len(folded) <= 24:
        return False
    if _NOT_IN_LABELS.search(BRACKET.sub('', bare_label(text))):
        return False
    if (folded.endswith(LABEL_ENDINGS) and len(folded) <= 14) or _candidates(folded, index):
        return True
    return by_itself(text, index.senses) is not None or heads_labels(text, index.senses)
