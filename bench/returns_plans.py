"""The columns of each form that has a row for each organisation."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.returns_columns import (
    COUNTS,
    TICKED,
    Column,
    Kinds,
    dressed,
    flat,
    group,
    strangers,
    survey_columns,
    ticked,
)
from bench.returns_dress import alone, heading, leaf
from bench.returns_labels import PRIVATE, UNDER


def make_columns(form: str, kinds: Kinds, rng: random.Random) -> list[Column]:
    """The columns of one sheet of a form."""
    columns = [one for one in PLANS[form](rng) if one.field is None or one.field in kinds]
    if form == 'party_building_survey' or rng.random() < 0.4:
        columns = strangers(columns, rng)
    if rng.random() < 0.5:
        columns.append(Column((alone('remarks', rng),), 'remarks'))
    if rng.random() < 0.8:
        columns.insert(0, Column((rng.choice(('序号', '序\n号', '编号')),), None, fill=('serial',)))
    return [dressed(column, kinds, rng) for column in columns]


def ledger_columns(rng: random.Random) -> list[Column]:
    """The ledger of 36 columns (domain.md §3.2), its own structure with other words; four header rows."""
    basic, party, yes, no = (heading(one, rng) for one in ('basic', 'party', 'yes', 'no'))
    head, sent = heading('head', rng), heading('instructor', rng)
    columns = [
        Column((basic, alone(field, rng)), field) for field in ('org_name', 'org_type', 'registration_no')
    ]
    columns.append(Column((basic, heading('legal', rng), leaf('legal', 'legal_rep', rng)), 'legal_rep'))
    columns.append(_private((*columns[-1].path[:-1], '政治面貌'), 4))
    columns.append(Column((party, rng.choice(('党组织设置', alone('established', rng)))), 'established'))
    asked = ('established_on', 'party_org_name', 'approved_by', 'approval_number', 'org_level', 'affiliation')
    columns += [Column((party, yes, leaf('yes', field, rng)), field) for field in asked]
    columns.append(Column((party, yes, alone('functional_party_org', rng)), 'functional_party_org'))
    columns.append(Column((party, yes, head, leaf('head', 'party_head', rng)), 'party_head'))
    columns += [_private((party, yes, head, PRIVATE[place][0]), place) for place in (5, 1, 2)]
    columns.append(Column((party, yes, head, leaf('head', 'party_head_phone', rng)), 'party_head_phone'))
    columns.append(Column((party, yes, head, '社会组织职务'), 'party_head_org_post'))
    columns.append(Column((party, no, leaf('no', 'not_established_reason', rng)), 'not_established_reason'))
    columns.append(Column((party, no, rng.choice(('拟建党组织日期', '拟建时间'))), 'planned_on'))
    fields = ('instructor', 'instructor_phone', 'instructor_unit')
    columns += [Column((party, no, sent, leaf('instructor', field, rng)), field) for field in fields]
    members, growing, mass = heading('members', rng), heading('developing', rng), '群团组织组建情况'
    columns.append(
        Column((members, rng.choice(('从业人员党员数', '从业人员中党员数', '党员总数'))), 'members_total')
    )
    columns += [
        Column((members, alone(field, rng)), field) for field in ('members_full_time', 'members_part_time')
    ]
    columns.append(Column((members, growing, alone('probationary_members', rng)), 'probationary_members'))
    columns += [Column((members, growing, leaf('developing', field, rng)), field) for field in COUNTS]
    return [*columns, Column((mass, rng.choice(('已建群团组织', '群团组织名称'))), 'mass_orgs')]


def _private(path: tuple[str, ...], place: int) -> Column:
    return Column(path, None, fill=PRIVATE[place][1], causes=('private column',))


def wide_columns(rng: random.Random) -> list[Column]:
    """The wide ledger with tick columns (domain.md §3.3)."""
    fields = ('org_name', 'address', 'registration_no', 'competent_authority', 'phone')
    columns = [Column((alone(field, rng),), field) for field in fields]
    staff, members = heading('staff', rng), heading('members', rng)
    columns.append(Column((staff, leaf('staff', 'staff_total', rng)), 'staff_total'))
    columns += _two('leaders', rng, staff) + _two('workers', rng, staff) + ticked('org_type', rng)
    columns += group('legal', ('legal_rep',), rng, nested=True)
    columns.append(_private((columns[-1].path[0], '政治面貌'), 4))
    label = rng.choice(('党组织设置', alone('established', rng)))
    columns += [Column((label, word), 'established', option) for option, word in TICKED['established']]
    columns += group('instructor', ('instructor', 'instructor_unit'), rng, nested=True)
    columns += ticked('org_level', rng)
    columns += [flat(field, rng) for field in ('established_on', 'approved_by')]
    columns += ticked('affiliation', rng)
    asked = ('party_head', 'party_head_phone', 'party_head_org_post', 'party_head_former_unit')
    columns += group('head', asked, rng, nested=True)
    columns += ticked('not_established_reason', rng)
    columns.append(Column((members, leaf('members', 'members_total', rng)), 'members_total'))
    columns += (
        _two('leader members', rng, members) + _two('worker members', rng, members) + _two('relations', rng)
    )
    return columns + group('developing', COUNTS, rng, nested=True) + ticked('mass_orgs', rng)


def _two(name: str, rng: random.Random, *above: str) -> list[Column]:
    """All leaves of a group under its heading."""
    top = (*above, heading(name, rng))
    return [Column((*top, leaf(name, field, rng)), field) for field in UNDER[name]]


def roster_columns(rng: random.Random) -> list[Column]:
    """The roster of instructors (domain.md §3.10)."""
    before = ['org_name', *_some(('code', 'org_type', 'region', 'competent_authority', 'staff_total'), rng)]
    before += _some(('members_total', 'established'), rng)
    columns = [flat(field, rng) for field in before]
    nested = rng.random() < 0.4
    columns += group('instructor', ('instructor', 'instructor_unit', 'instructor_phone'), rng, nested=nested)
    if rng.random() < 0.4:
        columns.append(_private((rng.choice(('性别', '出生年月', '政治面貌')),), rng.choice((0, 3, 4))))
    after = _some(('instructor_post', 'dispatch_number'), rng)
    after += rng.choice((['term_start', 'term_end'], ['dispatched_on'], []))
    return columns + [flat(field, rng) for field in after]


def _some(fields: tuple[str, ...], rng: random.Random) -> list[str]:
    return [field for field in fields if rng.random() < 0.5]


PLANS: dict[str, Callable[[random.Random], list[Column]]] = {
    'party_building_survey': survey_columns,
    'party_building_ledger': ledger_columns,
    'wide_ledger': wide_columns,
    'instructor_roster': roster_columns,
}
