"""Who is asked where a paper names its addressees, by name or as a class (各县（区）民政局)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.campaign import Pack
from model.office import Office
from office.whom import levels_of
from store.expected import ExpectedUnit

_CLASS = re.compile('各(?!界)|有关|相关|全体|所属|所有|^[县市区旗][（(、]|^(?:县区|区县|县市|市县|旗县)')
_PLACES = re.compile(
    r'(?:各(?:设区的?)?|^)(?P<places>[县市区旗州盟地乡镇街道][县市区旗州盟乡镇街道（）()、和及]*)(?![直属]|(?<=市)级)'
    r'(?P<body>.*)'
)
"""各县（区）民政局 and 各市（州）, not 各市直部门: every place, and the body of each."""
_LEVELS = ('nation', 'province', 'city', 'county', 'town', 'village', 'unit')
_BODY = re.compile('(?!.*(?:有关|相关|[、，]))[\u4e00-\u9fff]{1,20}(?:局|委|办|部|厅|政府|办公室)')


def is_class(unit: str) -> bool:
    """Whether a name means several bodies without naming one: 各县（区）民政局, 市直有关部门."""
    return _CLASS.search(unit) is not None


def told_units(pack: Pack, office: Office) -> tuple[ExpectedUnit, ...] | None:
    """The units that a notice says are to answer; None where it tells none, and the counties are meant.

    各县（区）民政局 of a draft that is sent out are the bureaus of our counties. A draft that was sent to
    us is answered by those who answer to us. () is a draft sent to classes of which nobody is known
    (市直有关部门): never our counties. A campaign addressed to classes of bodies names nobody who reports.
    """
    if pack.consultation is None:
        named = [unit for one in pack.populations for unit in one.units]
        return None if any(map(is_class, named)) else _units(named) or None
    asked = _asked_of(pack)
    ours = {office.name, *office.aliases, *(one.name for one in office.issuing_names)}
    if not asked or ours & set(asked):
        return None
    classes = [unit for unit in asked if is_class(unit)]
    # of several classes a county's folder does not tell which of its bodies answers
    of_class = [tuple(_of_counties(office, unit)) for unit in classes]
    lone = sum(map(bool, of_class)) == 1
    of_counties = [one if lone else ExpectedUnit(one.name) for units in of_class for one in units]
    by_name = _units([unit for unit in asked if unit not in classes])
    return tuple({one.name: one for one in (*of_counties, *by_name)}.values())


def classes_untold(pack: Pack, office: Office) -> tuple[str, ...]:
    """The classes among those asked that no county of ours stands for: who is in them nobody knows."""
    asked = [unit for unit in _asked_of(pack) if is_class(unit)]
    return tuple(unit for unit in asked if not any(_of_counties(office, unit)))


def _asked_of(pack: Pack) -> tuple[str, ...]:
    """Whom a draft was sent to, in the notice's own words."""
    told = pack.consultation.units if pack.consultation else ()
    return told or tuple(unit for one in pack.populations for unit in one.units)


def _units(names: list[str]) -> tuple[ExpectedUnit, ...]:
    return tuple(map(ExpectedUnit, dict.fromkeys(names)))


def _of_counties(office: Office, unit: str) -> Iterator[ExpectedUnit]:
    """Each county's body of a class, which its county's name alone stands for too."""
    found = _PLACES.search(unit)
    if found is None:
        return
    ranks = [_LEVELS.index(level) for level in levels_of(unit)]
    below = bool(ranks) and min(ranks) > _LEVELS.index(office.level)
    body = found['body'] if below and _BODY.fullmatch(found['body']) else ''
    for county in office.counties:
        yield ExpectedUnit(f'{county}{body}', (county,) if body else ())
