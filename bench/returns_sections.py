"""What a form of one organisation asks, section by section."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.returns_labels import UNDER


@dataclass(frozen=True, slots=True)
class Unit:
    """Fields that stand together: one, or a group under a heading (heading None: one field alone)."""

    fields: tuple[str, ...]
    group: str | None = None


Sections = list[tuple[str, list[Unit]]]
"""The heading's name in GROUPS, and what stands under it."""


def make_sections(form: str, rng: random.Random) -> Sections:
    """The sections of a form."""
    return _annual_sections(rng) if form == 'annual_party_report' else _sections(rng)


def _sections(rng: random.Random) -> Sections:
    """What the paper asks, section by section."""
    basic = ['org_name', *_some(('code', 'registration_no', 'org_type', 'region'), 0.6, rng)]
    basic += _some(('competent_authority', 'address', 'legal_rep', 'phone', 'large_scale'), 0.6, rng)
    staff = Unit(('staff_total', 'staff_full_time', 'staff_part_time'), 'staff')
    more = rng.choice((('full_members', 'probationary_members'), ('members_full_time', 'members_part_time')))
    people = [staff, Unit(('members_total', *more), 'members')]
    if 'full_members' not in more and rng.random() < 0.4:
        people.append(Unit(('full_members', 'full_members_full_time', 'full_members_part_time'), 'full'))
    if rng.random() < 0.6:
        people.append(Unit(('applicants', 'activists', 'development_targets'), 'developing'))
    yes = (
        'party_org_name',
        'establishment_form',
        'org_level',
        'established_on',
        'approved_by',
        'approval_number',
        'affiliation',
    )
    party = [Unit((field,)) for field in ('established', *_some(yes, 0.7, rng))]
    if rng.random() < 0.6:
        party.append(Unit(('party_head', 'party_head_phone'), 'head'))
    party += [
        Unit((field,)) for field in _some(('not_established_reason', 'planned_form', 'planned_on'), 0.7, rng)
    ]
    if rng.random() < 0.5:
        party.append(Unit(('instructor', 'instructor_unit', 'instructor_phone'), 'instructor'))
    party += [Unit((field,)) for field in _some(('mass_orgs', 'remarks'), 0.5, rng)]
    return [('basic', [Unit((field,)) for field in basic]), ('people', people), ('party', party)]


def _annual_sections(rng: random.Random) -> Sections:
    """The annual report's sections (domain.md §3.1)."""
    basic = [
        Unit((field,))
        for field in ('org_name', 'address', 'competent_authority', 'registration_no', 'org_type')
    ]
    staff = [
        Unit(('staff_total',)),
        Unit(('leaders_ft', 'leaders_pt'), 'leaders'),
        Unit(('workers_ft', 'workers_pt'), 'workers'),
    ]
    party = [Unit((field,)) for field in ('org_level', 'established_on', 'approved_by', 'affiliation')]
    party.append(
        Unit(('party_head', 'party_head_phone', 'party_head_org_post', 'party_head_former_unit'), 'head')
    )
    party += [
        Unit(('not_established_reason',)),
        Unit(('instructor', 'instructor_unit', 'instructor_phone'), 'instructor'),
    ]
    counted = [
        Unit(tuple(UNDER[name]), name)
        for name in ('leader members', 'worker members', 'relations', 'developing')
    ]
    members = [Unit(('members_total',)), *counted]
    found = [
        ('basic', [*basic, Unit(('legal_rep',))]),
        ('staff', staff),
        ('party', party),
        ('members', members),
    ]
    return [*found, ('mass', [Unit(('mass_orgs',))])] if rng.random() < 0.8 else found


def _some(fields: tuple[str, ...], share: float, rng: random.Random) -> list[str]:
    return [field for field in fields if rng.random() < share]
