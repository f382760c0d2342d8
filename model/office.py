"""Who we are: the office's own names, level, region and the names it issues papers under."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from model.errors import BadSetting
from model.paper import PaperState

Role = Literal[
    'civil_affairs_authority',
    'competent_authority',
    'organization_department',
    'social_org_integrated_party_committee',
    'leading_group_member',
    'party_branch',
]

Level = Literal['province', 'city', 'county', 'town', 'unit']


@dataclass(frozen=True, slots=True)
class CoIssuer:
    """A body that issues a paper together with ours (联合行文): its name, mark and the name on its seal."""

    name: str
    mark: str | None = None
    seal: str | None = None


@dataclass(frozen=True, slots=True)
class IssuingName:
    """A name papers go out under (G8): its red mark, 机关代字, seal name and printing body.

    kind is party for a 党组 or 党委 and government for the 局; printed_by is 印发机关. series is the number
    series it takes its numbers from, by default that of its organ_code; seal is the name on the seal, where
    it is another's printed with 代章. inner: a 内设机构, which issues nothing formal (条例 17(三)).
    joint_with are those who sign beside us, ours first.
    """

    id: str
    name: str
    mark: str
    organ_code: str
    kind: Literal['party', 'government']
    printed_by: str
    superior: str | None = None
    series: str | None = None
    seal: str | None = None
    inner: bool = False
    joint_with: tuple[CoIssuer, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """The section and telephone printed on our letters; phone in full (office-life.md, Persons)."""

    office: str
    phone: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces of the printed page, for offices that have others of the same make."""

    body: str = "仿宋_GB2312"
    title: str = "方正小标宋简体"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    page_number: str = "宋体"


@dataclass(frozen=True, slots=True)
class Layout:
    """Site settings of the printed page: millimetres, points and faces (domain.md §1.2)."""

    top_mm: float = 37.0
    bottom_mm: float = 35.0
    left_mm: float = 28.0
    right_mm: float = 26.0
    line_pitch_pt: float = 28.95
    fonts: Fonts = Fonts()
    rounding: Literal['half_up', 'truncate'] = 'half_up'
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Outgoing:
    """How papers go out here: the steps that none may skip, in the order of model.paper (G7).

    签发 before 编号 holds everywhere and need not be named.
    """

    steps: tuple[PaperState, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadDays:
    """Working days by which a level's deadline precedes the printed one; None: the office's lead_days."""

    province: int | None = None
    city: int | None = None
    county: int | None = None
    town: int | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """The settings in office.toml.

    counties are the units that report to us, in the order tables list them; lead_days is by
    how many working days an inner deadline precedes ours (G18), lead_days_of the same for single levels;
    noon and evening are the hours that 上午下班 and 下班 mean in a printed deadline ('12:00'); database is
    the address of a PostgreSQL database, None for the file in the office's own folder. It may hold a
    password and is never shown.
    """

    name: str
    aliases: tuple[str, ...]
    level: Level
    region: str
    roles: tuple[Role, ...]
    counties: tuple[str, ...]
    issuing_names: tuple[IssuingName, ...]
    contact: Contact
    dispatch_as: str
    circular_as: str
    report_as: str
    region_code: str | None = None
    lead_days: int = 2
    lead_days_of: LeadDays = LeadDays()
    layout: Layout = Layout()
    outgoing: Outgoing = Outgoing()
    noon: str = '12:00'
    evening: str = '18:00'
    database: str | None = field(default=None, repr=False)


_CLOCK = re.compile(r'([01]?\d|2[0-3])[:：]([0-5]\d)')


def setting_to_clock(key: str, text: str) -> dt.time:
    """An hour of office.toml ('12:00') as a time; key is the setting's name.

    Raises:
        BadSetting: it is no hour and minute.
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise BadSetting(f'office.toml 中 {key} = “{text}”不是钟点，应写成 "12:00" 这样。请改正后再试。')
    return dt.time(int(found[1]), int(found[2]))
