"""The parts of a campaign's pack as people see them, each with a stamp of what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from campaigns.basis import joint_rule
from campaigns.confirming import Way, ways_of
from campaigns.pack import pack_to_table, part_to_table
from campaigns.pack_fields import SECTIONS, WHOLE, Section, section_of
from campaigns.part_forms import Texts, texts_to_table
from model.campaign import Pack
from model.errors import StaleEdit, UsageFault
from text.toml import table_to_toml


class Part(NamedTuple):
    """One part of a pack: its section, its place there, its table, a stamp of what it says, its answers."""

    section: Section
    place: int
    held: dict[str, Any]
    stamp: str
    ways: tuple[Way, ...]
    assumed: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        return self.section.name_of(self.held)

    @property
    def seen(self) -> str:
        """What a form of it carries, to tell whether it was changed meanwhile."""
        return f'{self.place}.{self.stamp}'

    @property
    def doubt(self) -> str | None:
        """What is doubtful about it."""
        return self.held.get('doubt')

    @property
    def verbatim(self) -> str:
        """The notice's own sentence; '' where there is none."""
        return str(self.held.get('verbatim', ''))

    @property
    def where(self) -> str:
        """Where the sentence stands; '' where that is not known."""
        return str(self.held.get('where', ''))


class PackStale(StaleEdit):
    """Somebody changed the part first; stands is how it is now (None: gone), sent what was to be saved."""

    def __init__(
        self, section: Section, stands: Mapping[str, Any] | None, sent: Mapping[str, Any] | None
    ) -> None:
        what = "已被别人改过" if stands is not None else "已被别人去掉"
        super().__init__(f"{section.label}{what}，您的这次没有保存。请对照现在的内容，再改一次。")
        self.section, self.stands, self.sent = section, stands, sent


def parts_of(pack: Pack) -> list[Part]:
    """Every part of a pack in the order of the page, assumed limits of joint branches too."""
    found = [new_part(WHOLE, 0, whole_of(pack))]
    for section in SECTIONS:
        held = getattr(pack, section.attribute)
        listed = held if section.several else [held] if held else []
        tables = [part_to_table(section.key, one) for one in listed]
        found += [new_part(section, place, table) for place, table in enumerate(tables)]
        if section.key == 'joint' and not listed and (rule := joint_rule(pack)):
            found.append(new_part(section, 0, part_to_table('joint', rule))._replace(assumed=True))
    return found


def whole_of(pack: Pack) -> dict[str, Any]:
    """What the pack says of itself as a whole."""
    held = pack_to_table(pack)
    return {one.key: held[one.key] for one in WHOLE.fields if one.key in held}


def new_part(section: Section, place: int, held: dict[str, Any]) -> Part:
    """A part that says this; place -1 where it is still to be added."""
    stamp = hashlib.sha256(table_to_toml(held, ()).encode()).hexdigest()[:16]
    return Part(section, place, held, stamp, ways_of(section.key, held))


def known_section(key: str) -> Section:
    """The section with this key.

    Raises:
        UsageFault: there is none.
    """
    found = section_of(key)
    if found is None:
        raise UsageFault("活动里没有这一部分。请从活动的页面进入。")
    return found


def part_seen(pack: Pack, section: str, seen: str, texts: Texts | None = None) -> Part:
    """The part that a person saw, wherever it stands now; texts is what was to be saved.

    Raises:
        PackStale: none says what the person saw.
    """
    known, here = known_section(section), [one for one in parts_of(pack) if one.section.key == section]
    place, _, stamp = seen.partition('.')
    found = next((one for one in here if one.stamp == stamp), None)
    if found:
        return found
    stands = next((one.held for one in here if str(one.place) == place), None)
    raise PackStale(known, stands, texts_to_table(known, texts, {}) if texts else None)
