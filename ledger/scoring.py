"""How sure it is that two names are one organisation's: features, a logistic model, and what may be done.

The weights come from `python -m bench.calibration`, which fits them on one kind of noise and checks
them on another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from ledger.likeness import regions_agree
from ledger.names import Parts
from ledger.synonyms import canonical
from text.characters import look_key, sound_key

Relation = Literal['same', 'near', 'other', 'unknown']
"""How two counties, or two codes, stand to each other; near: one city, or one holds the other."""

Decision = Literal['automatic', 'propose', 'none']

Rarity = Callable[[str], float]
"""How rare a pair of neighbouring characters is in the keys of the ledger, 0 (in all) to 1 (in none)."""

WEIGHTS = {
    'always': -12.551,
    'whole_alike': 12.022,
    'core_alike': 1.506,
    'stem_alike': 2.429,
    'same_key': -1.591,
    'same_look': 3.471,
    'same_core': 5.917,
    'same_stem': -2.784,
    'words_left_out': 1.337,
    'share_left_out': 0.045,
    'changes': 2.525,
    'one_change': 2.009,
    'same_sound': 0.055,
    'sounds_alike': 3.633,
    'shared_information': 7.551,
    'rare_shared': -5.245,
    'rarest_only_given': 0.894,
    'commonest_only_given': 1.530,
    'rarest_only_held': -0.507,
    'regions_contradict': -6.606,
    'regions_same': -3.032,
    'regions_left_out': -2.912,
    'county_same': -2.954,
    'county_near': 1.312,
    'county_other': -2.685,
    'code_same': 5.452,
    'code_other': -4.575,
    'core_length': -9.129,
    'telling_differs': -2.888,
    'alike_in_county': 5.847,
    'other_words': -2.295,
    'same_core_other_places': -0.650,
}
"""By feature, in the order of pair_features."""

_WEIGHTS = tuple(WEIGHTS.values())

AUTOMATIC = 0.98
"""On certainty, for a name that is not exact in a county that agrees: precision .999 on both noises."""

CLEAR = 0.8
"""On p1 * (1 - p2), the best candidate's probability and the second's; for decide, beside AUTOMATIC."""

PROPOSE = 0.02
"""On p1: below it a candidate is not worth a look."""

_DIGITS = str.maketrans('0123456789零壹贰叁伍柒玖', '〇一二三四五六七八九〇一二三五七九')
_TELLING = re.compile(
    '[〇一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸东西南北上下前后左右内外大小新老男女初高总分A-Z]|中(?!心)'
)
"""One of these is all that tells many an organisation from its sister: 第一小学, 甲二商会, 分会."""

_LONG = 12
_MANY_CHANGES = 4
_MUCH = 5


class Rating(NamedTuple):
    """The probability that two names are one organisation's, and whether a telling character differs."""

    probability: float
    telling: bool


class _Side(NamedTuple):
    look: str
    core: str
    sound: str
    stem: str
    pairs: dict[str, str]  # as they look, and as they are written
    telling_rest: tuple[str, ...]
    telling_key: tuple[str, ...]


@lru_cache(maxsize=1 << 13)
def _side(parts: Parts) -> _Side:
    words = canonical(parts.rest)
    core = look_key(words)
    return _Side(
        look_key(parts.key),
        core,
        sound_key(words),
        look_key(parts.stem),
        {core[at : at + 2]: words[at : at + 2] for at in range(len(core) - 1)},
        tuple(_TELLING.findall(words.translate(_DIGITS))),
        tuple(_TELLING.findall(parts.key.translate(_DIGITS))),
    )


def tells_apart(query: Parts, held: Parts) -> bool:
    """Whether a number, 甲乙丙, a direction, 大小新老 or the like stands in one name and not in the other.

    >>> regions = names_to_regions([])
    >>> tells_apart(name_to_parts('第一小学', regions), name_to_parts('第二小学', regions))
    True
    """
    return _tells_apart(_side(query), _side(held))


def _tells_apart(one: _Side, other: _Side) -> bool:
    return one.telling_rest != other.telling_rest and one.telling_key != other.telling_key


def pair_features(
    query: Parts,
    held: Parts,
    *,
    county: Relation = 'unknown',
    code: Relation = 'unknown',
    rarity: Rarity | None = None,
) -> tuple[float, ...]:
    """The numbers of WEIGHTS for a name as written and one of the ledger's."""
    from rapidfuzz.distance import OSA, Indel

    one, other = _side(query), _side(held)
    core_alike = Indel.normalized_similarity(one.core, other.core)
    longer = abs(len(one.core) - len(other.core))
    left_out = Indel.distance(one.core, other.core) == longer
    changes = 0 if left_out else min(OSA.distance(one.core, other.core), _MANY_CHANGES)
    agree, same_core = regions_agree(query, held), one.core == other.core
    rarities = _rarities(one.pairs, other.pairs, rarity or _unknown_rarity)
    elsewhere = agree and query.regions != held.regions
    return (
        1.0,
        Indel.normalized_similarity(one.look, other.look),
        core_alike,
        Indel.normalized_similarity(one.stem, other.stem),
        float(query.key == held.key),
        float(one.look == other.look),
        float(same_core),
        float(one.stem == other.stem),
        float(left_out and not same_core),
        longer / max(1, len(one.core), len(other.core)) if left_out else 0.0,
        changes / _MANY_CHANGES,
        float(changes == 1),
        float(one.sound == other.sound and not same_core),
        Indel.normalized_similarity(one.sound, other.sound),
        *rarities,
        float(not agree),
        float(query.regions == held.regions != ()),
        float(elsewhere),
        *(float(county == relation) for relation in ('same', 'near', 'other')),
        *(float(code == relation) for relation in ('same', 'other')),
        min(len(one.core), len(other.core), _LONG) / _LONG,
        float(_tells_apart(one, other)),
        core_alike * (county == 'same'),
        rarities[3] * (changes > 0),
        float(same_core and elsewhere),
    )


def _rarities(given: dict[str, str], held: dict[str, str], rarity: Rarity) -> tuple[float, ...]:
    """How rare the shared pairs are, in all and as a share; then what is only given, and only held.

    A pair that nobody in the ledger has is a slip of the pen; one that others have is another name.
    """
    both = sum([rarity(held[pair]) for pair in given.keys() & held.keys()])
    only_given = [rarity(given[pair]) for pair in given.keys() - held.keys()]
    only_held = [rarity(held[pair]) for pair in held.keys() - given.keys()]
    total = both + sum(only_given) + sum(only_held)
    return (
        both / _MUCH,
        both / total if total else 1.0,
        max(only_given, default=0.0),
        1.0 - min(only_given, default=1.0),
        max(only_held, default=0.0),
    )


def _unknown_rarity(_pair: str) -> float:
    return 0.6


def probability(features: Sequence[float]) -> float:
    """0..1, by the weights of this module."""
    total = sum(weight * value for weight, value in zip(_WEIGHTS, features, strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def rate(
    query: Parts,
    held: Parts,
    *,
    county: Relation = 'unknown',
    code: Relation = 'unknown',
    rarity: Rarity | None = None,
) -> Rating:
    """How sure it is that a name as written means an organisation of the ledger.

    county and code say how what the paper gives stands to what is held; without a rarity every pair
    of characters counts alike, and less is certain.
    """
    features = pair_features(query, held, county=county, code=code, rarity=rarity)
    return Rating(probability(features), tells_apart(query, held))


def certainty(ratings: Sequence[Rating]) -> float:
    """That the best of some candidates is meant and none of the others: odds among odds, one for nobody."""
    odds = [rating.probability / (1 - min(rating.probability, 1 - 1e-9)) for rating in ratings]
    return max(odds, default=0.0) / (1 + sum(odds))


def decide(ratings: Sequence[Rating]) -> Decision:
    """What may be done with candidates, the best first: taken by itself, shown to a person, or nothing.

    A telling character never differs in what is taken by itself, and no second comes near.
    """
    if not ratings or ratings[0].probability < PROPOSE:
        return 'none'
    second = ratings[1].probability if len(ratings) > 1 else 0.0
    clear = ratings[0].probability * (1 - second) >= CLEAR
    if not ratings[0].telling and clear and certainty(ratings) >= AUTOMATIC:
        return 'automatic'
    return 'propose'
