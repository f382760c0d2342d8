"""Which field a label means by its words of sense, where none of the printed variants says it so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from model.form import FormField
from text.label_folding import BRACKET, bare_label, fold_label
from text.senses import NEUTRAL, PERSONS, WHOM, Sense, alike, label_to_sense, settled

SENSED = 0.85
"""Below every near match of light words: such a label is asked about once, and no blank is filled by it."""

_COUNTS = frozenset({'int', 'decimal'})
_ENDS_AS_GROUP = frozenset({'date', 'yes_no', 'choice', 'choices'})
_BOTH = re.compile(r'[、/／及和与或]')
_TITLE = re.compile(r'(?:表|台账|名册|花名册|一览|报告书?|统计)$')
_LONGEST_SECTION = 24
_DEEPEST = 3

_Table = dict[frozenset[str], tuple[FormField, ...]]


class SenseIndex(NamedTuple):
    """Fields by the senses of their labels: those printed alone, and all with their sections.

    apart: the form counts leaders, so 工作人员 are the others and not all 从业人员.
    """

    alone: _Table
    whole: _Table
    sections: frozenset[frozenset[str]]
    apart: bool


def fields_to_senses(fields: Iterable[FormField]) -> SenseIndex:
    """The senses of a form's labels; labels with words that nobody knows have none."""
    known = [(one, _senses(one.labels), _senses(one.under)) for one in fields]
    apart = any('LEADER' in words for one, labels, _ in known if one.type in _COUNTS for words in labels)
    alone: _Table = {}
    whole: _Table = {}
    for field, labels, overs in known:
        if not field.under:
            _enter(alone, field, labels, apart=apart)
        joined = {settled(label | over) for label in labels for over in overs} if field.under else labels
        _enter(whole, field, joined, apart=apart)
    sections = frozenset(words for _, _, overs in known for words in overs if words)
    return SenseIndex(alone, whole, sections, apart)


def _senses(labels: Iterable[str]) -> set[frozenset[str]]:
    senses = {text_to_sense(label) for label in labels}
    return {sense.words for sense in senses if sense is not None}


def _enter(table: _Table, field: FormField, senses: Iterable[frozenset[str]], *, apart: bool) -> None:
    for words in senses:
        told = words if apart else _together(words)
        if told and all(one.id != field.id for one in table.get(told, ())):
            table[told] = (*table.get(told, ()), field)


def _together(words: frozenset[str]) -> frozenset[str]:
    return words - {'WORKER'} | {'STAFF'} if 'WORKER' in words else words


def text_to_sense(text: str) -> Sense | None:
    """The sense of a printed label; None of one that joins two things or says more than is known."""
    if len(text) > 2 * _LONGEST_SECTION or _BOTH.search(BRACKET.sub('', bare_label(text))):
        return None
    return label_to_sense(fold_label(text))


def _only(table: _Table, index: SenseIndex, sense: Sense) -> FormField | None:
    """The one field that a sense, or a shorter way to say it, is; a count is never a name."""
    for words in alike(sense):
        fields = table.get(words if index.apart else _together(words), ())
        fields = tuple(one for one in fields if one.type in _COUNTS or not sense.counted)
        if fields:
            return fields[0] if len(fields) == 1 else None
    return None


def _over(own: Sense, section: Sense) -> Sense:
    words = settled(own.words | section.words)
    return own._replace(words=words, first=section.first, counted=own.counted or section.counted)


def under_sections(text: str, index: SenseIndex, sections: Sequence[str]) -> FormField | None:
    """The field that a label means together with its sections: 姓名 under 支部书记信息.

    Only a label that does not say itself whom it speaks of; a count takes no section nobody understands.
    """
    own = text_to_sense(text)
    if own is None or own.words & WHOM:
        return None
    overs = list(_telling(sections))
    joined = own
    for depth, section in enumerate(overs[:_DEEPEST], 1):
        if section is None:
            return None
        joined = _over(joined, section)
        field = _only(index.whole, index, joined) if joined.words != own.words else None
        if field is not None:
            rest = overs[depth:] if field.type in _COUNTS else ()
            return field if all(_is_neutral(over, joined) for over in rest) else None
    return None


def _telling(sections: Iterable[str]) -> Iterator[Sense | None]:
    """The senses of sections; titles of tables are none."""
    for section in sections:
        if not _TITLE.search(fold_label(section)) and len(section) <= 2 * _LONGEST_SECTION:
            yield text_to_sense(section)


def heads_labels(text: str, index: SenseIndex) -> bool:
    """Whether a text ends like a group of labels and means what some labels of the form stand under."""
    own = text_to_sense(text)
    return own is not None and own.headed and own.words in index.sections


def beside_label(text: str, index: SenseIndex, neighbour: str) -> FormField | None:
    """The field that a label means behind another on its line: 手机号 behind 党支部负责人."""
    own, before = text_to_sense(text), text_to_sense(neighbour)
    if own is None or before is None or own.words & WHOM or not before.words & PERSONS:
        return None
    field = _only(index.whole, index, _over(own, before))
    return None if field is None or field.type in _COUNTS else field


def by_itself(text: str, index: SenseIndex, sections: Sequence[str] = ()) -> FormField | None:
    """The field that a label means by itself, where its sections say nothing else."""
    own = text_to_sense(text)
    if own is None or own.vague:
        return None
    field = _only(index.alone, index, own)
    if field is None and own.words & WHOM:
        field = _only(index.whole, index, own)
    if field is None or (own.headed and (field.type not in _ENDS_AS_GROUP or len(own.words) < 2)):
        return None
    overs = list(_telling(sections))
    if field.type not in _COUNTS and own.words & WHOM:
        return field
    if own.words & {'BUILD', 'FOUND'} and any(over and 'ORG' in over.words for over in overs):
        return None
    return field if all(_is_neutral(over, own) for over in overs) else None


def is_counted_apart(text: str, sections: Sequence[str]) -> bool:
    """Whether a count that does not say of whom (专职人数) stands under what nobody understands (理事)."""
    own = text_to_sense(text)
    if own is None or own.words & WHOM:
        return False
    staffed = own._replace(words=own.words | {'STAFF', 'WORKER'})
    return not all(_is_neutral(over, staffed) for over in _telling(sections))


def _is_neutral(section: Sense | None, own: Sense) -> bool:
    """Whether a section adds nothing to what a label says: 从业人员 over 党员, 基本情况 over anything."""
    whole = {'STAFF', 'WORKER'} if 'MEMBER' in own.words else set()
    return section is not None and section.words <= NEUTRAL | own.words | whole
