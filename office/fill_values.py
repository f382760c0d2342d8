"""What the ledger says of an organisation, as a blank form wants it written; what it cannot say, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms.load import definitions
from ledger.fields import field_of
from model.blank import Blank, Filling
from model.form import FormField
from model.subject import Organisation
from office.config import Workplace
from office.naming import label_of, value_to_text
from text.labels import fold_label, is_never_label
from text.option_words import OPTION_WORDS

NOT_KNOWN = "台账没有这一项"
SIGNED = "签名盖章留空"
_BY_HAND = "{label}由本人手写"
_EMPTY = "台账没有记"
_NO_DATE = "填报日期未给，可用 --date 指定"
_NO_OFFICE = "office.toml 没有填单位名称"
_OTHERS = "这一行印着“{name}”"
_NO_OPTION = "选项里没有“{value}”"
_PERSONS = "名单由单位填写"
TWICE = "一张表里有几处都像同一个人，由经办人填写"

TOTAL = re.compile(r'(?:合计|总计|小计)')
"""At the head of a label's path: what stands there sums up the rows above."""

_NAMED = re.compile(r'.{3,}(?:协会|学会|商会|研究会|促进会|联合会|联谊会|基金会)')
"""An organisation's own name, printed at the head of a row."""

_ISO = re.compile(r'(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?')
_YES = ('是', '有', '已建', '已建立', '已成立', '属于', '√')
_NO = ('否', '无', '没有', '未建', '未建立', '未成立', '不属于', '×')


@dataclass(frozen=True, slots=True)
class Given:
    """A value that was filled in: where, of which field and whom, and where the ledger has it from."""

    blank: Blank
    value: str | tuple[str, ...]
    field: str | None
    organisation: str | None
    source: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A blank that was left, and why; organisation is set where others of the same form have a value."""

    blank: Blank
    reason: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form can be filled with: the office's own facts, and the fields by id for their types.

    own: the form is one organisation's, which reports for itself; names: those of the ledger, folded.
    """

    place: Workplace
    day: dt.date | None
    types: Mapping[str, FormField]
    own: bool = False
    names: frozenset[str] = frozenset()


def facts_of(
    place: Workplace, day: dt.date | None, *, own: bool = False, names: frozenset[str] = frozenset()
) -> Facts:
    """The facts of this office; day is that of the report, None leaves it open; own, names as in Facts.

    What a field is, the shipped forms say first: an own form may read the same as words only.
    """
    types: dict[str, FormField] = {}
    for one in (one for form in (*definitions(), *place.forms) for one in form.fields):
        types.setdefault(one.id, one)
    return Facts(place, day, types, own, names)


def blank_to_value(blank: Blank, organisation: Organisation, facts: Facts) -> Filling | Unfilled | None:
    """One blank's value of one organisation, or why it is left; None for a box that does not apply.

    Never filled: signatures, what is kept of nobody (身份证号 and the like), lists of persons.
    """
    refused = _refused(blank) or _of_another(blank, organisation, facts)
    if refused is not None or blank.field is None:
        return Unfilled(blank, refused or NOT_KNOWN)
    if blank.field == 'filled_on' or (blank.field == 'reporting_unit' and not facts.own):
        return _of_office(blank, facts)
    if blank.field == 'reporting_unit':
        return Filling(blank, organisation.name)
    value = field_of(organisation, blank.field)
    if value is None or value in ('', [], ()):
        return Unfilled(blank, _EMPTY, organisation.name)
    return _written(blank, value, facts)


def _of_another(blank: Blank, organisation: Organisation, facts: Facts) -> str | None:
    """Why a blank is left whose row has another organisation's name printed at its head."""
    heads = (fold_label(part) for part in blank.label.split('/')[:-1])
    named = next((head for head in heads if head in facts.names or _NAMED.fullmatch(head)), None)
    return None if named in (None, fold_label(organisation.name)) else _OTHERS.format(name=named)


def _refused(blank: Blank) -> str | None:
    label = blank.label.rpartition('/')[2]
    if blank.kind == 'signature':
        return SIGNED
    if is_never_label(label):
        return _BY_HAND.format(label=fold_label(label))
    return None


def _of_office(blank: Blank, facts: Facts) -> Filling | Unfilled:
    if blank.field == 'filled_on':
        return (
            Unfilled(blank, _NO_DATE)
            if facts.day is None
            else Filling(blank, _date_to_text(facts.day.isoformat()))
        )
    name = facts.place.office.name
    return Unfilled(blank, _NO_OFFICE) if '〈' in name else Filling(blank, name)


def _written(blank: Blank, value: Any, facts: Facts) -> Filling | Unfilled | None:
    """A value as it is printed in this blank."""
    known = facts.types.get(blank.field or '')
    if known is not None and known.personal == 'never':
        return Unfilled(blank, _BY_HAND.format(label=label_of(known.id)))
    if blank.kind == 'checkbox' or blank.options:
        return _chosen(blank, value)
    if known is not None and known.type == 'date':
        return Filling(blank, _date_to_text(str(value)))
    return Filling(blank, value_to_text(value))


def _date_to_text(iso: str) -> str:
    """'2026-03-08' as 2026年3月8日; without a day or month what is known."""
    told = _ISO.fullmatch(iso)
    if told is None:
        return iso
    return ''.join(f'{int(part)}{name}' for part, name in zip(told.groups(), '年月日', strict=True) if part)


def _chosen(blank: Blank, value: Any) -> Filling | Unfilled | None:
    """The options that say the value; of a single box only whether it applies."""
    words = [_option(each, blank.options) for each in (value if isinstance(value, list | tuple) else [value])]
    found = tuple(word for word in words if word is not None)
    if blank.kind == 'checkbox' and len(blank.options) == 1:
        if value is True and not found:
            return Filling(blank, blank.options)
        return Filling(blank, found) if found else None
    if len(found) < len(words):
        return Unfilled(blank, _NO_OPTION.format(value=value_to_text(value)))
    return Filling(blank, found if blank.kind == 'checkbox' else '、'.join(found))


def _option(value: Any, options: Sequence[str]) -> str | None:
    """The printed option that means a value: the same word, one for yes or no, else its everyday name."""
    folded = {fold_label(option): option for option in options}
    wanted = (_YES if value else _NO) if isinstance(value, bool) else (str(value),)
    found = [folded[fold_label(word)] for word in wanted if fold_label(word) in folded]
    if found or isinstance(value, bool):
        return found[0] if found else None
    named = {folded[name] for name in map(fold_label, _names_of(str(value))) if name in folded}
    return named.pop() if len(named) == 1 else None


def _names_of(word: str) -> tuple[str, ...]:
    """What else an option is called: 单独组建 is 单独 on some forms, and the reverse."""
    if word in OPTION_WORDS:
        return OPTION_WORDS[word]
    return tuple(each for name, others in OPTION_WORDS.items() if word in others for each in (name, *others))


def persons_told_twice(blanks: Sequence[Blank], facts: Facts) -> set[int]:
    """The ids of blanks that ask one table for one person's name or telephone in several places.

    They may be several persons (each 副会长 has a name), and a name at the wrong one is worse than none.
    """
    asked: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for blank in blanks:
        known = facts.types.get(blank.field or '')
        if known is not None and known.personal != 'none' and not blank.repeating:
            asked[blank.table, blank.sheet, blank.field].append(id(blank))
    return {each for places in asked.values() if len(places) > 1 for each in places}


def sum_to_value(blank: Blank, organisations: Sequence[Organisation]) -> Filling | Unfilled:
    """A total row's blank: the sum, only where every organisation has a count."""
    values = [field_of(one, blank.field) if blank.field else None for one in organisations]
    counts = [each for each in values if isinstance(each, int) and not isinstance(each, bool)]
    if blank.field is None:
        return Unfilled(blank, _refused(blank) or NOT_KNOWN)
    if len(counts) < len(values):
        missing = len(values) - len(counts)
        return Unfilled(blank, f"有{missing}家没有这个数，合计不填")
    return Filling(blank, str(sum(counts)))


def persons_left(blank: Blank) -> Unfilled:
    """A row for many entries that are no organisations."""
    return Unfilled(blank, _refused(blank) or _PERSONS)
