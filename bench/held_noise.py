"""How the held-out names are miswritten, and the questions asked about them; nothing was tuned on this noise.

Two mixes: 'hard', eleven ways in equal shares without codes, and 'life', mostly clean with codes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from bench.held_names import Held
from bench.held_tables import ABBREVIATED, LOOKALIKE, SAME_SOUND, SPLIT_APART, TRADITIONAL

KINDS = (
    'exact',
    'drop',
    'short',
    'typo',
    'traditional',
    'width',
    'lookalike',
    'drop+typo',
    'short+drop',
    'lookalike+traditional',
    'typo+typo',
)
_LIFE = {'exact': 42, 'width': 18, 'drop': 14, 'short': 8, 'typo': 8, 'lookalike': 5, 'traditional': 2}
_LIFE |= {'drop+typo': 2, 'short+drop': 1}
_RANKS = ('自治县', '自治州', '自治区', '自治旗', '地区', '新区', '省', '市', '区', '县', '盟', '旗')
_ANY = ''.join(SAME_SOUND)
_SOUNDS = {char: ''.join(group.split(char)) for group in SAME_SOUND for char in group}
_STRANGERS_IN, _MEMBERS_IN = 3, 11


@dataclass(frozen=True, slots=True)
class Question:
    """A name as miswritten, with what came along, and whose it is (None: nobody's in the ledger).

    coding tells of its code: none, right, odd (but right), wrong, or another's.
    """

    name: str
    code: str | None
    region: str | None
    organisation: int | None
    kind: str
    coding: str = 'none'


def _dropped(held: Held, name: str, rng: random.Random) -> str:
    """A part of the region left out, its rank left out, or all of it."""
    place = held.place
    written = [part for part in (place.province, place.city, place.county) if part and part in name]
    if not written:
        return name
    draw = rng.random()
    if len(written) > 1 and draw < 0.45:
        return name.replace(written[0], '', 1)
    if draw < 0.75:
        part = rng.choice(written)
        rank = next((rank for rank in _RANKS if part.endswith(rank) and len(part) - len(rank) >= 2), '')
        if rank:
            return name.replace(part, part.removesuffix(rank), 1)
    for part in written:
        name = name.replace(part, '', 1)
    return name


def _shortened(name: str, rng: random.Random) -> str:
    fitting = [pair for pair in ABBREVIATED if pair[0] in name]
    return name.replace(*rng.choice(fitting), 1) if fitting else _mistyped(name, rng)


def _mistyped(name: str, rng: random.Random) -> str:
    """One slip of the keys: another character (mostly of the same sound), one lost, one more, two swapped."""
    at, draw = rng.randrange(len(name) - 1), rng.random()
    if draw < 0.25:
        heard = [place for place, char in enumerate(name) if char in _SOUNDS]
        at = rng.choice(heard) if heard else at
        return name[:at] + rng.choice(_SOUNDS.get(name[at], _ANY)) + name[at + 1 :]
    if draw < 0.4:
        return name[:at] + rng.choice(_ANY) + name[at + 1 :]
    if draw < 0.7:
        return name[:at] + name[at + 1 :]
    if draw < 0.85:
        return name[:at] + (name[at] if draw < 0.78 else rng.choice(_ANY)) + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _misread(name: str, rng: random.Random) -> str:
    """One or two characters read as their look-alikes; now and then one read as two."""
    parted = [char for char in name if char in SPLIT_APART]
    if parted and rng.random() < 0.1:
        char = rng.choice(parted)
        return name.replace(char, SPLIT_APART[char], 1)
    places = [place for place, char in enumerate(name) if char in LOOKALIKE]
    if not places:
        return _mistyped(name, rng)
    chosen = set(rng.sample(places, min(len(places), rng.choice((1, 1, 2)))))
    read = (rng.choice(LOOKALIKE[char]) if at in chosen else char for at, char in enumerate(name))
    return ''.join(read)


def _traditional(name: str) -> str:
    return ''.join(TRADITIONAL.get(char, char) for char in name)


def _widened(name: str, rng: random.Random) -> str:
    """Blanks, marks without width, and the words that stand beside a seal."""
    at, draw = rng.randrange(1, len(name)), rng.random()
    if draw < 0.3:
        return name[:at] + rng.choice(('\u3000', ' ', '\u00a0', '\n', '\u2003')) + name[at:]
    if draw < 0.5:
        return rng.choice((' ', '\u3000')).join(name)
    if draw < 0.6:
        return name[:at] + rng.choice(('\u200b', '\ufeff', '\u200d', '\u00ad')) + name[at:]
    tail = rng.choice(
        ('（盖章）', '(公章)', '（签章）', '（印章）', '【盖章】', '。', '（章）', ' 盖章', '；')
    )
    return name + tail


def miswritten(held: Held, kind: str, rng: random.Random) -> str:
    """The organisation's name as one of KINDS writes it."""
    ways: dict[str, Callable[[str], str]] = {
        'exact': lambda name: name,
        'drop': lambda name: _dropped(held, name, rng),
        'short': lambda name: _shortened(name, rng),
        'typo': lambda name: _mistyped(name, rng),
        'traditional': _traditional,
        'width': lambda name: _widened(name, rng),
        'lookalike': lambda name: _misread(name, rng),
    }
    name = held.organisation.name
    for step in kind.split('+'):
        name = ways[step](name)
    return name


def _alternating(
    ledger: Sequence[Held], strangers: Iterator[Held], rng: random.Random
) -> Iterator[tuple[Held, bool]]:
    """Eleven members of the ledger, then three who are not in it, over and over."""
    known = {held.organisation.name for held in ledger}
    while True:
        for _ in range(_MEMBERS_IN):
            yield rng.choice(ledger), True
        found = 0
        while found < _STRANGERS_IN:
            held = next(strangers)
            if held.organisation.name not in known:
                found += 1
                yield held, False


def hard_questions(ledger: Sequence[Held], strangers: Iterator[Held], seed: int) -> Iterator[Question]:
    """Names only, without end: all KINDS in equal shares, the county known for seven in ten."""
    rng = random.Random(seed)  # noqa: S311
    kinds = cycle(KINDS)
    for held, member in _alternating(ledger, strangers, rng):
        kind = next(kinds) if member else rng.choice(KINDS)
        region = held.organisation.region if rng.random() < 0.7 else None
        whose = held.organisation.id if member else None
        yield Question(miswritten(held, kind, rng), None, region, whose, kind)


def life_questions(ledger: Sequence[Held], strangers: Iterator[Held], seed: int) -> Iterator[Question]:
    """As lists come in, without end: six in ten exact or nearly, codes on seven in ten, some wrong."""
    rng = random.Random(seed)  # noqa: S311
    kinds, weights = tuple(_LIFE), tuple(_LIFE.values())
    for held, member in _alternating(ledger, strangers, rng):
        kind = rng.choices(kinds, weights)[0]
        whose = held.organisation.id if member else None
        asked = Question(miswritten(held, kind, rng), None, _county(held, rng), whose, kind)
        yield _with_code(asked, held, ledger, rng) if rng.random() < 0.7 else asked


def _county(held: Held, rng: random.Random) -> str | None:
    """The county as senders write it: as the ledger does, with its city, or without the word for its rank."""
    draw, region, place = rng.random(), held.organisation.region or '', held.place
    if draw < 0.15:
        return None
    if draw < 0.7:
        return region
    if draw < 0.85:
        return place.province + place.city + place.county
    rank = next((rank for rank in _RANKS if region.endswith(rank) and len(region) - len(rank) >= 2), '')
    return region.removesuffix(rank) if rank else region


def _with_code(asked: Question, held: Held, ledger: Sequence[Held], rng: random.Random) -> Question:
    """The same with its code: 89 % as it is, some written oddly, some wrong, a few another organisation's."""
    code, draw = held.organisation.code or '', rng.random()
    if draw < 0.89:
        return replace(asked, code=code, coding='right')
    if draw < 0.94:
        return replace(asked, code=written_oddly(code, rng), coding='odd')
    if draw < 0.98:
        return replace(asked, code=wrong_digit(code, rng), coding='wrong')
    other = rng.choice(ledger).organisation.code
    return replace(asked, code=other, coding="another's")


def written_oddly(code: str, rng: random.Random) -> str:
    """The same code in letters that look like its digits, in small letters, with blanks, or full width."""
    wide = str.maketrans({chr(place): chr(place + 0xFEE0) for place in range(0x21, 0x7F)})
    alike = code.translate(str.maketrans('0125', 'OIZS'))
    return rng.choice((alike, code.lower(), f'{code[:4]} {code[4:12]} {code[12:]}', code.translate(wide)))


def wrong_digit(code: str, rng: random.Random) -> str:
    """The code with one of its last sixteen digits mistyped."""
    digits = [at for at, char in enumerate(code) if at > 1 and char.isdigit()]
    at = rng.choice(digits)
    return code[:at] + rng.choice([digit for digit in '0123456789' if digit != code[at]]) + code[at + 1 :]
