"""What kinds of units a campaign counts, as clerks call them."""

from __future__ import annotations

from model.subject import SubjectKind
from text.labels import fold_label

KINDS: dict[SubjectKind, str] = {
    'county': "县（区）",
    'town': "乡镇（街道）",
    'park': "园区",
    'enterprise': "非公有制企业",
    'unit': "单位",
}

_WORDS: dict[str, SubjectKind] = {
    '县': 'county',
    '县区': 'county',
    '乡镇': 'town',
    '街道': 'town',
    '镇街': 'town',
    '企业': 'enterprise',
    '开发区': 'park',
    '责任单位': 'unit',
}


def word_to_kind(word: str) -> SubjectKind | None:
    """A kind by its id or a clerk's word; None where it means none."""
    told = word.strip()
    by_label = {fold_label(label): kind for kind, label in KINDS.items()}
    return (
        next((kind for kind in KINDS if kind == told), None)
        or by_label.get(fold_label(told))
        or _WORDS.get(told)
    )
