"""A pack's parts in the clerk's words, and what conditions may speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from campaigns.condition_rows import condition_to_words
from campaigns.conditions import table_to_condition
from campaigns.ladder import FACT_LABELS
from campaigns.pack_fields import UNIT_WORDS, Field
from campaigns.part_forms import ISSUED
from forms.load import definitions
from model.campaign import All, AnyOf, Compare, Condition, Is, Not, Pack
from office.ledger_form import ledger_fields
from office.naming import label_of
from office.pack_parts import Part, parts_of

_APART = frozenset({'verbatim', 'where', 'doubt'})
_SUMS = (('full_members_full_time', 'full_members_part_time'),)
_FIRST = ('members_total', 'full_members', 'full_members_full_time', 'full_members_part_time')
_FACTS = (
    'established',
    'large_scale',
    'type',
    'region',
    'supervisor',
    'town',
    'industry',
    'direct_registration',
)
_MORE = {'direct_registration': "是否直接登记", 'town': "所属乡镇（街道）", 'industry': "所属行业"}


def fact_label(name: str) -> str:
    """A count or fact as a clerk calls it."""
    return FACT_LABELS.get(name) or _MORE.get(name) or label_of(name)


def part_to_facts(part: Part) -> list[tuple[str, str]]:
    """What a part says, label by label, without the notice's own sentence, its place and the doubt."""
    told = ((one, part.held.get(one.key)) for one in part.section.fields if one.key not in _APART)
    return [(one.label, value_to_words(one, value)) for one, value in told if value not in (None, [], '')]


def value_to_words(field: Field, value: Any) -> str:
    """A value of a part in words."""
    words = dict(field.choices)
    match field.input:
        case 'condition':
            return condition_to_words(table_to_condition(value, field.label), fact_label)
        case 'choice':
            return words.get(str(value), str(value))
        case 'relative':
            return _relative_to_words(value)
        case 'recurrence':
            unit = UNIT_WORDS.get(value['unit'], value['unit'])
            return f"每{value['every']}{unit}{value.get('times', 1)}次"
        case _ if isinstance(value, list):
            words |= {one.id: one.title for one in definitions()} if field.key == 'forms' else {}
            return "、".join(words.get(str(one), fact_label(str(one))) for one in value)
        case _:
            return str(value)


def _relative_to_words(value: Mapping[str, Any]) -> str:
    told = str(value.get('from') or "")
    anchor = ISSUED if told == 'issue' else told
    return f"{anchor}起{value['value']}{UNIT_WORDS.get(value['unit'], value['unit'])}"


def subjects(pack: Pack) -> list[tuple[str, str]]:
    """What a row of a condition may speak of: what the pack speaks of already, then what the ledger holds."""
    used = [_subject(one) for part in parts_of(pack) for one in _leaves_of(part)]
    kinds = {one.id: one.type for one in ledger_fields()}
    counts = [*_FIRST, *(name for name, kind in kinds.items() if kind == 'int')]
    facts = [*_FACTS, *(name for name, kind in kinds.items() if kind in {'yes_no', 'choice'})]
    offered = [
        *used,
        *(f'counts:{name}' for name in counts),
        *(f'counts:{"+".join(names)}' for names in _SUMS),
        *(f'fact:{name}' for name in facts),
    ]
    return [(one, subject_to_words(one)) for one in dict.fromkeys(offered)]


def subject_to_words(subject: str) -> str:
    """What a row of a condition speaks of, in words."""
    kind, _, names = subject.partition(':')
    return "与".join(map(fact_label, names.split('+') if kind == 'counts' else [names])) + (
        "之和" if '+' in names else ""
    )


def _subject(leaf: Compare | Is) -> str:
    return f'counts:{"+".join(leaf.counts)}' if isinstance(leaf, Compare) else f'fact:{leaf.fact}'


def _leaves_of(part: Part) -> Iterator[Compare | Is]:
    for field in part.section.fields:
        if field.input == 'condition' and field.key in part.held:
            yield from _leaves(table_to_condition(part.held[field.key], field.label))


def _leaves(condition: Condition) -> Iterator[Compare | Is]:
    match condition:
        case Compare() | Is():
            yield condition
        case Not():
            yield from _leaves(condition.of)
        case All() | AnyOf():
            for one in condition.of:
                yield from _leaves(one)


def count_choices() -> list[tuple[str, str]]:
    """The counts of the ledger, for what is added up."""
    kinds = [one.id for one in ledger_fields() if one.type == 'int']
    return [(name, fact_label(name)) for name in dict.fromkeys([*_FIRST, *kinds])]
