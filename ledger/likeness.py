"""How like two names are, and in words how they differ; two clerks should be able to check it by eye."""

from __future__ import annotations

from ledger.names import Parts
from text.regions import codes_agree

_TELLING = frozenset('0123456789〇零一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸东西南北中上下大小新老男女')
"""One of these is all that tells many an organisation from its sister: 第一小学, 甲二商会."""

_DIFFERENCES_TOLD = 3
_LETTERS = 2


def likeness(one: Parts, other: Parts) -> float:
    """0..1, 1 for equal names: shared characters in order, less something for each that must be changed.

    Leaving words out is no change. 0 where nothing is shared but regions and form: 蓝天 and
    阳光社会工作服务中心 are not alike. The weights were fitted on bench.names.
    """
    from rapidfuzz.distance import OSA, Indel

    if not Indel.normalized_similarity(one.stem, other.stem):
        return 0.0
    whole = Indel.normalized_similarity(one.key, other.key)
    rest = Indel.normalized_similarity(one.rest, other.rest)
    changes = min(OSA.distance(one.rest, other.rest), OSA.distance(one.key, other.key))
    if _words_left_out(one.rest, other.rest):
        changes = 0
    return max(0.0, 0.6 * whole + 0.4 * rest - 0.05 * changes)


def _words_left_out(one: str, other: str) -> bool:
    from rapidfuzz.distance import Indel

    return Indel.distance(one, other) == abs(len(one) - len(other))


def regions_agree(one: Parts, other: Parts) -> bool:
    """Whether no region in one name contradicts the other; leaving some out does not.

    Different words agree where the table of divisions says that one holds the other.
    """
    if set(one.regions) <= set(other.regions) or set(other.regions) <= set(one.regions):
        return True
    return codes_agree(one.codes, other.codes)


def names_agree(one: Parts, other: Parts) -> bool:
    """Whether two names may be one organisation's when its code already says so.

    One is the other with words left out (not over half), or one character is mistaken; a number or
    another telling character never differs, nor do the regions contradict.
    """
    from rapidfuzz.distance import OSA

    if not regions_agree(one, other):
        return False
    short, long = sorted((one.rest, other.rest), key=len)
    if _TELLING.intersection(_differing(short, long)):
        return False
    if _words_left_out(short, long):
        return 2 * len(short) >= len(long)
    return len(short) >= 4 and OSA.distance(short, long) <= 1


def _differing(one: str, other: str) -> str:
    from rapidfuzz.distance import Indel

    return ''.join(
        one[step.src_start : step.src_end] + other[step.dest_start : step.dest_end]
        for step in Indel.opcodes(one, other)
        if step.tag != 'equal'
    )


def difference(given: Parts, held: Parts) -> str:
    """In Chinese, what is written differently on the paper and in the ledger; regions are told whole.

    >>> difference(name_to_parts('兰桥学校', regions), name_to_parts('蓝桥学校', regions))
    '来件“兰”，台账“蓝”'
    """
    if given.rest == held.rest:
        return "除行政区划外名称一致" if given.regions != held.regions else "名称一致"
    regions = ''.join(given.regions), ''.join(held.regions)
    places = [_told(*regions)] if given.regions != held.regions else []
    told = [_told(one, other) for one, other in _pieces(given.rest, held.rest)]
    if len(told) > _DIFFERENCES_TOLD:
        told = [_told(given.rest, held.rest)]
    return "；".join((*places, *told))


def _pieces(one: str, other: str) -> list[tuple[str, str]]:
    """What differs, in order; where only a letter agrees between two of them it does so by chance."""
    from rapidfuzz.distance import Levenshtein

    spans: list[tuple[int, int, int, int]] = []
    for step in Levenshtein.opcodes(one, other):
        span = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        if step.tag == 'equal':
            continue
        gap = span[0] - spans[-1][1] if spans else None
        if gap == 0 or (gap == 1 and _is_reworded(spans[-1]) and _is_reworded(span)):
            start, _, dest, _ = spans.pop()
            span = (start, span[1], dest, span[3])
        spans.append(span)
    return [(one[start:end], other[dest:dest_end]) for start, end, dest, dest_end in spans]


def _is_reworded(span: tuple[int, int, int, int]) -> bool:
    """Words for others; neither one letter for another (兰 for 蓝) nor letters left out (社工)."""
    given, held = span[1] - span[0], span[3] - span[2]
    return bool(given and held and given + held > _LETTERS)


def _told(given: str, held: str) -> str:
    if not held:
        return f"来件多“{given}”"
    if not given:
        return f"来件少“{held}”"
    return f"来件“{given}”，台账“{held}”"
