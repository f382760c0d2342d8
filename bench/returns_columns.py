"""Which columns a table of organisations has: the headings above them, tick columns, what is left out."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.returns_dress import alone, dress, heading, leaf, strange
from bench.returns_labels import PRIVATE

Kinds = dict[str, str]
"""Field id to its type."""


@dataclass(frozen=True, slots=True)
class Column:
    """One leaf column: its printed path, the field it holds (None: nobody's), a tick column's option."""

    path: tuple[str, ...]
    field: str | None
    option: str | bool | None = None
    fill: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


def _same(*options: str) -> tuple[tuple[str | bool, str], ...]:
    return tuple((one, one) for one in options)


TICKED: dict[str, tuple[tuple[str | bool, str], ...]] = {
    'established': ((True, '是'), (False, '否')),
    'org_type': _same('社会团体', '民办非企业单位', '基金会'),
    'org_level': _same('党委', '党总支', '党支部', '临时支部', '联合支部'),
    'not_established_reason': _same('应建未建', '不足三名党员', '无党员'),
    'establishment_form': _same('单独组建', '联合组建', '挂靠组建', '派员组建'),
    'affiliation': _same('业务主管单位党组织', '挂靠单位党组织', '行业党组织', '属地党组织', '其他党组织'),
    'mass_orgs': _same('工会', '共青团', '妇联', '其他'),
}
"""Fields that a row of columns may ask: each option and its printed word."""
COUNTS = ('applicants', 'activists', 'development_targets')


def survey_columns(rng: random.Random) -> list[Column]:
    """A survey's columns: blocks shuffled, the organisation's name first among them."""
    nested = rng.random() < 0.75
    blocks = [
        _basic(rng),
        _staff(rng, nested),
        _members(rng, nested),
        _party(rng, nested),
        _developing(rng, nested),
    ]
    if rng.random() < 0.4:
        blocks.append(_instructor(rng, nested))
    tail = blocks[1:]
    if rng.random() < 0.4:
        rng.shuffle(tail)
    return [column for block in (blocks[0], *tail) for column in block]


def strangers(columns: list[Column], rng: random.Random) -> list[Column]:
    """The columns with some between them that no form asks for."""
    for _ in range(rng.choice((0, 0, 1, 2))):
        label, fill = strange(rng)
        spots = [place for place, one in enumerate(columns) if len(one.path) == 1 and place]
        columns.insert(
            rng.choice(spots or [len(columns)]), Column((label,), None, fill=fill, causes=('strange column',))
        )
    if rng.random() < 0.15:
        label, fill = rng.choice(PRIVATE)
        columns.append(Column((label,), None, fill=fill))
    return columns


def dressed(column: Column, kinds: Kinds, rng: random.Random) -> Column:
    """The column with its label as printed."""
    if column.field is None or column.option is not None:
        return column
    label, cause = dress(column.path[-1], rng, count=kinds[column.field] == 'int')
    causes = (*column.causes, cause) if cause else column.causes
    return Column((*column.path[:-1], label), column.field, None, (), causes)


def flat(field: str, rng: random.Random) -> Column:
    """A column whose label says all by itself."""
    return Column((alone(field, rng),), field)


def ticked(field: str, rng: random.Random, above: tuple[str, ...] = ()) -> list[Column]:
    """A column for each option of a field."""
    label = alone(field, rng)
    return [
        Column((*above, label, word), field, option, causes=('tick columns',))
        for option, word in TICKED[field]
    ]


def _maybe_ticked(field: str, rng: random.Random, above: tuple[str, ...] = ()) -> list[Column]:
    if rng.random() < 0.15:
        return ticked(field, rng, above)
    return [Column((*above, alone(field, rng)), field)]


def _basic(rng: random.Random) -> list[Column]:
    above = (heading('basic', rng),) if rng.random() < 0.3 else ()
    columns = [Column((*above, alone('org_name', rng)), 'org_name')]
    if rng.random() < 0.7:
        columns.append(Column((*above, alone('code', rng)), 'code'))
    if rng.random() < 0.5:
        columns += _maybe_ticked('org_type', rng, above)
    for field in ('registration_no', 'region', 'competent_authority', 'address', 'phone', 'large_scale'):
        if rng.random() < 0.35:
            columns.append(Column((*above, alone(field, rng)), field))
    if rng.random() < 0.5:
        grouped = rng.random() < 0.2
        path = (
            (heading('legal', rng), leaf('legal', 'legal_rep', rng))
            if grouped
            else (alone('legal_rep', rng),)
        )
        columns.append(Column((*above, *path), 'legal_rep'))
    if not above and rng.random() < 0.2:
        rng.shuffle(columns)
    return columns


def group(
    name: str, fields: tuple[str, ...], rng: random.Random, nested: bool, above: tuple[str, ...] = ()
) -> list[Column]:
    """The fields under a heading, or each with a label of its own."""
    if nested:
        top = (*above, heading(name, rng))
        return [Column((*top, leaf(name, field, rng)), field) for field in fields]
    return [Column((*above, alone(field, rng)), field) for field in fields]


def _staff(rng: random.Random, nested: bool) -> list[Column]:
    fields = ('staff_total', 'staff_full_time', 'staff_part_time')
    if rng.random() < 0.2:
        return [flat('staff_total', rng)]
    return group('staff', fields, rng, nested)


def _members(rng: random.Random, nested: bool) -> list[Column]:
    fields = rng.choice(
        (
            ('members_total',),
            ('members_total', 'full_members', 'probationary_members'),
            ('members_total', 'members_full_time', 'members_part_time'),
        )
    )
    if len(fields) == 1:
        return [flat('members_total', rng)]
    columns = group('members', fields, rng, nested)
    if 'full_members' not in fields and rng.random() < 0.3:
        columns += group(
            'full', ('full_members', 'full_members_full_time', 'full_members_part_time'), rng, nested
        )
    return columns


def _developing(rng: random.Random, nested: bool) -> list[Column]:
    if rng.random() < 0.4:
        return []
    return group('developing', COUNTS, rng, nested and rng.random() < 0.6)


def _party(rng: random.Random, nested: bool) -> list[Column]:
    top = (heading('party', rng),) if nested and rng.random() < 0.4 else ()
    columns = _maybe_ticked('established', rng, top)
    yes = rng.sample(
        (
            'party_org_name',
            'established_on',
            'establishment_form',
            'org_level',
            'approved_by',
            'approval_number',
            'affiliation',
        ),
        rng.randint(1, 5),
    )
    deep = nested and rng.random() < 0.4
    if deep:
        columns += group('yes', tuple(yes), rng, nested, top)
    else:
        for field in yes:
            columns += (
                _maybe_ticked(field, rng, top)
                if field in TICKED
                else [Column((*top, alone(field, rng)), field)]
            )
    if rng.random() < 0.5:
        columns += group('head', ('party_head', 'party_head_phone'), rng, nested and rng.random() < 0.7, top)
    if rng.random() < 0.15:
        columns += [Column((*top, alone(field, rng)), field) for field in ('joint_name', 'joint_units')]
    if deep:
        columns += group('no', ('not_established_reason', 'planned_form', 'planned_on'), rng, nested, top)
    else:
        columns += _maybe_ticked('not_established_reason', rng, top)
        columns += [
            Column((*top, alone(field, rng)), field)
            for field in ('planned_form', 'planned_on')
            if rng.random() < 0.3
        ]
    return columns


def _instructor(rng: random.Random, nested: bool) -> list[Column]:
    fields = ('instructor', 'instructor_unit', 'instructor_phone')
    return group('instructor', fields[: rng.randint(1, 3)], rng, nested and rng.random() < 0.7)
