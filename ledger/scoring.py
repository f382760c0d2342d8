"""How sure it is that two names are one organisation's: features, a logistic model, and what may be done.

The weights come from `python -m bench.calibration`, which fits them on one kind of noise and checks
them on another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import mul
from typing import Literal, NamedTuple

from ledger.likeness import regions_agree
from ledger.names import Parts
from ledger.synonyms import canonical
from ledger.weights import WEIGHTS
from text.characters import look_key, sound_key

Relation = Literal['same', 'near', 'other', 'unknown']
"""How two counties, or two codes, stand to each other; near: one city, or one holds the other."""


Rarity = Callable[[str], float]
"""How rare a pair of neighbouring characters is in the keys of the ledger, 0 (in all) to 1 (in none)."""

_WEIGHTS = tuple(WEIGHTS.values())

AUTOMATIC = 0.99
"""On the share of a candidate whose name is only spelt otherwise; slack tells the other kinds."""

_WORDS_SLACK, _CHARACTER_SLACK = 15.0, 7.0
_FEW, _MANY = 20_000, 100_000
"""In a small ledger a new pair of characters is as often another name as a slip; in a large one, a known."""

_SLIPS = 2

_DIGITS = str.maketrans('0123456789零壹贰叁伍柒玖', '〇一二三四五六七八九〇一二三五七九')
_TELLING = re.compile(
    '[〇一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸东西南北上下前后左右内外大小新老男女初高总分A-Z]|中(?!心)'
)
"""One of these is all that tells many an organisation from its sister: 第一小学, 甲二商会, 分会."""

_LONG = 12
_MANY_CHANGES = 4
_MUCH = 5
_LONG_OWN = 8
_MANY_PAIRS = 6
_A_FEW = 10


class Rating(NamedTuple):
    """The probability that two names are one organisation's, and whether a telling character differs."""

    probability: float
    telling: bool


class _Side(NamedTuple):
    look: str
    rest: str
    core: str
    sound: str
    stem: str
    letters: list[str]
    pairs: dict[str, str]  # as they look, and as they are written
    telling: list[str]  # of the rest
    key: str


@lru_cache(maxsize=1 << 13)
def _side(parts: Parts) -> _Side:
    words = canonical(parts.rest)
    core = look_key(words)
    return _Side(
        look_key(parts.key),
        look_key(parts.rest),
        core,
        sound_key(words),
        look_key(parts.stem),
        sorted(core),
        {core[at : at + 2]: words[at : at + 2] for at in range(len(core) - 1)},
        _telling(words),
        parts.key,
    )


def tells_apart(query: Parts, held: Parts) -> bool:
    """Whether a number, 甲乙丙, a direction, 大小新老 or the like stands in one name and not in the other.

    >>> regions = names_to_regions([])
    >>> tells_apart(name_to_parts('第一小学', regions), name_to_parts('第二小学', regions))
    True
    """
    return _tells_apart(_side(query), _side(held))


def lacks_own_name(query: Parts, held: Parts) -> bool:
    """Whether the words after its places are missing in one name: 公益服务中心 is not 彩虹公益服务中心's."""
    return _lacks_own_name(_side(query), _side(held))


def _lacks_own_name(one: _Side, other: _Side) -> bool:
    longer = abs(len(one.core) - len(other.core))
    return longer > 1 and one.core[:1] != other.core[:1] and _left_out(one, other)


def _left_out(one: _Side, other: _Side) -> bool:
    from rapidfuzz.distance import Indel

    return Indel.distance(one.core, other.core) == abs(len(one.core) - len(other.core))


def _tells_apart(one: _Side, other: _Side) -> bool:
    return one.telling != other.telling and _telling(one.key) != _telling(other.key)


def _telling(text: str) -> list[str]:
    return _TELLING.findall(text.translate(_DIGITS))


class Around(NamedTuple):
    """How many the ledger holds, and the candidate's county; whether the sender told the county."""

    ledger: int = 1000
    county: int = 100
    told: bool = False


def slack(query: Parts, held: Parts, *, ledger: int, rarity: Rarity) -> float:
    """How much doubt a likeness may leave and decide, in units of 1 - AUTOMATIC, by the kind of difference.

    1 where the name is spelt otherwise: look, sound, order, or usual words that nobody in the ledger
    is called by. 0, never, where places are left out (示例市家具协会 and 甲县家具协会 of one county are
    two), where others are called by those words (家具协会 beside 家具行业协会), and in a small ledger
    where words or characters differ. More for missing words and single characters: their shares claim
    too little up to _MANY organisations. By the errors counted on the noises of bench.calibration.
    """
    from rapidfuzz.distance import OSA

    one, other = _side(query), _side(held)
    if query.regions != held.regions and (
        one.rest == other.rest or OSA.distance(one.look, other.look) > _SLIPS
    ):
        return 0.0
    if one.core == other.core and one.rest != other.rest:
        return float(one.look == other.look or _worded_otherwise(one, other, rarity)[0] >= 1)
    if one.sound == other.sound or one.letters == other.letters:
        return 1.0
    if ledger < _FEW:
        return 0.0
    return (_WORDS_SLACK if _left_out(one, other) else _CHARACTER_SLACK) * min(1.0, _MANY / ledger) ** 2


def pair_features(
    query: Parts,
    held: Parts,
    *,
    county: Relation = 'unknown',
    code: Relation = 'unknown',
    rarity: Rarity | None = None,
    around: Around = Around(),  # noqa: B008
) -> tuple[float, ...]:
    """The numbers of weights.WEIGHTS for a name as written and one of the ledger's."""
    one, other = _side(query), _side(held)
    spelt = _spelt(query, held, one, other)
    rarities = _rarities(one.pairs, other.pairs, rarity or _unknown_rarity)
    agree, same_places = regions_agree(query, held), query.regions == held.regions
    placed = (
        not agree,
        same_places and bool(query.regions),
        agree and not same_places,
        *(county == relation for relation in ('same', 'near', 'other')),
        around.told,
        *(code == relation for relation in ('same', 'other')),
    )
    size = math.log10(around.ledger + _A_FEW) / 6
    told = (
        min(len(one.core), len(other.core), _LONG) / _LONG,
        min(len(other.stem), _LONG_OWN) / _LONG_OWN,
        _tells_apart(one, other),
        size,
        math.log10(around.county + _A_FEW) / 3,
    )
    otherwise = _worded_otherwise(one, other, rarity or _unknown_rarity)
    together = _together(spelt, rarities, placed, size)
    return (
        *spelt,
        *rarities,
        *placed,
        *told,
        *together[:2],
        *otherwise,
        otherwise[1] * (county == 'same'),
        *together[2:],
    )


def _spelt(query: Parts, held: Parts, one: _Side, other: _Side) -> tuple[float, ...]:
    """The features from always to sounds_alike: how much of the two names is the same."""
    from rapidfuzz.distance import OSA, Indel

    same_core, longer = one.core == other.core, abs(len(one.core) - len(other.core))
    core_apart = Indel.distance(one.core, other.core)
    left_out = core_apart == longer
    changes = 0 if left_out else min(OSA.distance(one.core, other.core), _MANY_CHANGES)
    alike = Indel.normalized_similarity
    return (
        1.0,
        alike(one.look, other.look),
        1 - core_apart / max(1, len(one.core) + len(other.core)),
        alike(one.stem, other.stem),
        query.key == held.key,
        one.look == other.look,
        same_core,
        one.stem == other.stem,
        left_out and not same_core,
        longer / max(1, len(one.core), len(other.core)) if left_out else 0.0,
        left_out and longer == 1,
        left_out and len(one.core) > len(other.core),
        changes / _MANY_CHANGES,
        changes == 1,
        changes > 2,
        changes > 1 and changes == _apart(one.core, other.core),
        left_out and longer > 1 and one.core[:1] != other.core[:1],
        one.rest == other.rest,
        left_out and not same_core and one.stem == other.stem,
        min(OSA.distance(one.look, other.look), _MANY_CHANGES) / _MANY_CHANGES,
        one.letters == other.letters and not same_core,
        one.sound == other.sound and not same_core,
        alike(one.sound, other.sound),
    )


def _worded_otherwise(one: _Side, other: _Side, rarity: Rarity) -> tuple[float, float]:
    """How rare the given words are, where only their usual forms are the same: 家具协会, 家具行业协会.

    Where others of the ledger are called so, the other form is more than a shorter way to write it.
    """
    if one.core != other.core or one.rest == other.rest:
        return 0.0, 0.0
    held = set(map(''.join, pairwise(other.rest)))
    given = [rarity(pair) for pair in map(''.join, pairwise(one.rest)) if pair not in held]
    return max(given, default=0.0), 1.0 - min(given, default=0.0)


def _apart(one: str, other: str) -> int:
    """How many characters stand between what both begin with and what both end with."""
    from rapidfuzz.distance import Postfix, Prefix

    shared = Prefix.similarity(one, other) + Postfix.similarity(one, other)
    return max(len(one), len(other)) - shared


def _together(
    spelt: Sequence[float], rarities: Sequence[float], placed: Sequence[float], size: float
) -> tuple[float, ...]:
    """The features that count only with another one."""
    core_alike, same_core, left_out, one_change = spelt[2], spelt[6], spelt[8], spelt[13]
    _both, _share, rarest, commonest, held, _common_held, _mean, new = rarities[:8]
    elsewhere, in_county = placed[2], placed[3]
    return (
        core_alike * in_county,
        commonest * (spelt[12] > 0),
        same_core * elsewhere,
        *(kind * in_county for kind in (same_core, left_out, one_change)),
        *(one_change * rare for rare in (rarest, commonest, held)),
        *(left_out * rare for rare in (rarest, commonest, held)),
        *(size * kind for kind in (one_change, left_out, new, rarest, held, same_core)),
    )


def _rarities(given: dict[str, str], held: dict[str, str], rarity: Rarity) -> tuple[float, ...]:
    """How rare the shared pairs are, in all and as a share; then what is only given, and only held.

    A pair that nobody in the ledger has is a slip of the pen; one that others have is another name.
    """
    both = sum([rarity(other) for pair, other in held.items() if pair in given])
    only_given = [rarity(own) for pair, own in given.items() if pair not in held]
    only_held = [rarity(other) for pair, other in held.items() if pair not in given]
    total = both + sum(only_given) + sum(only_held)
    rarest = max(only_given, default=0.0)
    return (
        both / _MUCH,
        both / total if total else 1.0,
        rarest,
        1.0 - min(only_given, default=1.0),
        max(only_held, default=0.0),
        1.0 - min(only_held, default=1.0),
        sum(only_given) / max(1, len(only_given)),
        float(rarest >= 1),
        min(len(only_given), _MANY_PAIRS) / _MANY_PAIRS,
        min(len(only_held), _MANY_PAIRS) / _MANY_PAIRS,
    )


def _unknown_rarity(_pair: str) -> float:
    return 0.6


def probability(features: Sequence[float]) -> float:
    """0..1, by the weights of this module."""
    total = sum(map(mul, _WEIGHTS, features))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def rate(
    query: Parts,
    held: Parts,
    *,
    county: Relation = 'unknown',
    code: Relation = 'unknown',
    rarity: Rarity | None = None,
    around: Around = Around(),  # noqa: B008
) -> Rating:
    """How sure it is that a name as written means an organisation of the ledger.

    county and code say how what the paper gives stands to what is held; without a rarity every pair
    of characters counts alike, and less is certain.
    """
    features = pair_features(query, held, county=county, code=code, rarity=rarity, around=around)
    return Rating(probability(features), tells_apart(query, held))


def shares(ratings: Sequence[Rating]) -> list[float]:
    """Of each candidate, that it is meant and none of the others: odds among odds, one for nobody."""
    odds = [rating.probability / (1 - min(rating.probability, 1 - 1e-9)) for rating in ratings]
    total = 1 + sum(odds)
    return [one / total for one in odds]
