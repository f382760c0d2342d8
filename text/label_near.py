"""Whether two folded labels say the same but for light words or one letter misread, added or lost."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

CONTRAST = frozenset('专兼正副预拟已未不非无男女新老原前后上下内外流转离退休应发困拒群团本挂派申积')
"""Characters that make one label mean something else: 专职 is not 兼职, 已建 not 未建."""

LIGHT = frozenset('的之等该栏项')
LIGHT_COUNT = LIGHT | frozenset('数人总名共计量现有在中')

_NOT_MISREAD = CONTRAST | frozenset('全及和与或驻级')
_NOT_LOST = _NOT_MISREAD | frozenset('党员止')
"""Letters that labels of several meanings differ by: 指导员单位名称 is not 指导单位名称."""
_MISREAD_FROM = 6
_STRIPPED = str.maketrans(dict.fromkeys(LIGHT_COUNT, ''))


def near(label: str, variant: str, *, countable: bool = False) -> float:
    """How surely two folded labels say the same: 1.0 equal, 0.0 not the same.

    Only light words may come and go (数 and 总 for counts), and in six characters or more one may be misread,
    or one be there that is none of the label's, or not; characters that turn the meaning round (专/兼, 已/未)
    never are.
    """
    if label == variant:
        return 1.0
    if abs(len(label) - len(variant)) > 4 or not label or not variant:
        return 0.0
    light = LIGHT_COUNT if countable else LIGHT
    strange = (set(label) ^ set(variant)) - light
    if len(strange) > (2 if len(variant) >= _MISREAD_FROM else 0):
        return 0.0
    score, misread = 1.0, 0
    for edit in Levenshtein.editops(label, variant):
        gone = label[edit.src_pos] if edit.tag != 'insert' else ''
        come = variant[edit.dest_pos] if edit.tag != 'delete' else ''
        if set(gone + come) <= light:
            score -= 0.02
        elif _may_be_misread(gone, come, variant) and not misread:
            score, misread = score - 0.2, 1
        else:
            return 0.0
    return max(score, 0.1)


def _may_be_misread(gone: str, come: str, variant: str) -> bool:
    """Whether one letter is read as another, or (either '') beside the others or not at all."""
    if gone and come:
        return not {gone, come} & _NOT_MISREAD and len(variant) >= _MISREAD_FROM
    return gone + come not in _NOT_LOST and len(variant) - len(come) >= _MISREAD_FROM


def labels_to_keys(labels: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """Labels with their number by what they share with every label near them, for `may_be_near`."""
    keyed: dict[str, list[tuple[int, str]]] = {}
    for number, label in enumerate(labels):
        for key in _keys(label, len(label) >= _MISREAD_FROM):
            keyed.setdefault(key, []).append((number, label))
    return keyed


def may_be_near(label: str, keyed: dict[str, list[tuple[int, str]]]) -> list[str]:
    """The few labels that may be near this one, in their order; all that are near are among them."""
    return [
        variant for _, variant in sorted({one for key in _keys(label, True) for one in keyed.get(key, ())})
    ]


@lru_cache(maxsize=2048)
def _keys(label: str, shorter: bool) -> tuple[str, ...]:
    """A label without light letters and, as one letter may be misread, without each of its others too."""
    bare = label.translate(_STRIPPED)
    if not shorter:
        return (bare,)
    return tuple(dict.fromkeys((bare, *(bare[:place] + bare[place + 1 :] for place in range(len(bare))))))
