"""A label as it is printed: letter-spaced, broken over lines, numbered, starred, with its unit."""

from __future__ import annotations

import random

from bench.returns_labels import ALONE, GROUPS, STRANGE, TITLES, UNDER
from bench.returns_people import CITY, COUNTIES

_WAYS = (
    'plain',
    'letter-spaced',
    'over two lines',
    'with unit',
    'starred',
    'numbered',
    'with colon',
    'spaced out',
)
_WEIGHTS = (55, 12, 8, 7, 6, 6, 3, 3)
_FORMS: dict[str, tuple[str, ...]] = {
    'with unit': ('{0}（人）', '{0}(人)', '{0}（名）', '{0}/人', '{0}\n（人）'),
    'starred': ('＊{0}', '*{0}', '{0}*', '★{0}'),
    'numbered': ('{1}.{0}', '{1}、{0}', '（{1}）{0}', '{1}．{0}'),
    'with colon': ('{0}：', '{0}:'),
    'spaced out': (' {0} ', '　{0}'),
}


def dress(
    label: str, rng: random.Random, *, count: bool = False, number: int | None = None
) -> tuple[str, str]:
    """The label as printed, and how it was changed ('' for not at all)."""
    kind = rng.choices(_WAYS, _WEIGHTS)[0]
    short, long = 2 <= len(label) <= 4, len(label) >= 4
    if kind == 'letter-spaced' and short:
        return rng.choice((' ', '  ', '　')).join(label), 'label letter-spaced'
    if kind == 'over two lines' and long:
        place = rng.randint(2, len(label) - 2)
        return f'{label[:place]}\n{label[place:]}', 'label over two lines'
    forms = _FORMS.get(kind, ())
    if kind == 'with unit' and (not count or label[-1] in '）)'):
        forms = ()
    if kind == 'numbered' and number is None:
        forms = ()
    return (rng.choice(forms).format(label, number), f'label {kind}') if forms else (label, '')


def upright(label: str, rng: random.Random) -> str:
    """A section's label in a narrow cell, a letter or two a line."""
    step = rng.choice((1, 1, 2))
    return '\n'.join(label[place : place + step] for place in range(0, len(label), step))


def alone(field: str, rng: random.Random) -> str:
    """A label that says all by itself."""
    return rng.choice(ALONE[field])


def leaf(group: str, field: str, rng: random.Random) -> str:
    """A label for under a group's heading."""
    return rng.choice(UNDER[group][field])


def heading(group: str, rng: random.Random) -> str:
    """A group's heading."""
    return rng.choice(GROUPS[group])


def strange(rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """A column nobody asks for, with values."""
    return rng.choice(STRANGE)


def title(form: str, rng: random.Random) -> str:
    """The printed title, with a region and a year before it or neither, and what stands behind."""
    region = rng.choice((CITY, rng.choice(COUNTIES), f'{CITY}{rng.choice(COUNTIES)}', '全市', '全县', ''))
    year = rng.choice(('2026年', '2026年度', '', ''))
    tail = rng.choice(('', '', '', '（2026年）', '（样表）', '（2026年上半年）'))
    text = (
        rng.choice((region + year, year + region)) + rng.choice(TITLES[form]) + tail.replace('（样表）', '')
    )
    if rng.random() < 0.1 and len(text) > 16:
        text = f'{text[: len(text) // 2]}\n{text[len(text) // 2 :]}'
    return text
