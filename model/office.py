"""Who we are: the office's own names, level, region and the names it issues papers under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
class IssuingName:
    """A name papers go out under (G8): its red mark, 机关代字, seal name and printing body.

    kind is party for a 党组 or 党委 and government for the 局; printed_by is 印发机关.
    """

    id: str
    name: str
    mark: str
    organ_code: str
    kind: Literal['party', 'government']
    printed_by: str
    superior: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """The section and telephone printed on our letters; phone in full (office-life.md, Persons)."""

    office: str
    phone: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Site settings of the printed page: millimetres and points (domain.md §1.2)."""

    top_mm: float = 37.0
    bottom_mm: float = 35.0
    left_mm: float = 28.0
    right_mm: float = 26.0
    line_pitch_pt: float = 28.95
    rounding: Literal['half_up', 'truncate'] = 'half_up'
    decimals: int = 1


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
    how many working days an inner deadline precedes ours (G18), lead_days_of the same for single levels.
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
