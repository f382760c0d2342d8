"""Fictional organisations with every figure the returns ask for, consistent with the forms' own checks."""

from __future__ import annotations

import random
from typing import Any

from bench.names import make_organisations

COUNTIES = ('甲县', '乙县', '丙县', '丁县', '戊区', '己区')
CITY = '示例市'
_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
_INNER = (3, 7, 9, 10, 5, 8, 4, 2)
_BUREAUS = ('教育局', '民政局', '卫生健康局', '文化和旅游局', '农业农村局', '司法局', '体育局', '商务局')
_LEVELS = ('党支部', '党支部', '党支部', '党总支', '党委', '临时支部', '联合支部')
_FORMS = ('单独组建', '联合组建', '挂靠组建', '派员组建')

Facts = dict[str, Any]
"""Field id to its true value; None where the organisation has nothing to say."""

FAULT = 'planted fault'
"""Set where the figures were made to contradict each other: such a line must wait for a person."""


def make_code(kind: str, number: int) -> str:
    """A code valid by both check digits (GB 32100-2015), of the area 000000 that nobody has."""
    lead = {'社会团体': '51', '民办非企业单位': '52', '基金会': '53'}[kind]
    body = f'MJ{number:06d}'
    inner = 11 - sum(int(char, 36) * weight for char, weight in zip(body, _INNER, strict=True)) % 11
    code = f'{lead}000000{body}{"X" if inner == 10 else "0" if inner == 11 else inner}'
    total = sum(_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code))
    return code + _ALPHABET[(31 - total % 31) % 31]


def person(rng: random.Random) -> str:
    """A name that is nobody's."""
    return rng.choice('赵钱孙李周吴郑王冯陈张刘杨黄林何') + rng.choice(('某某', '某', '某甲', '某乙', '示例'))


def phone(rng: random.Random) -> str:
    """Digits of a number that is not given out."""
    long = f'1390000{rng.randrange(10000):04d}'
    return rng.choice((long, long, f'282{rng.randrange(10000):04d}', f'0000-282{rng.randrange(10000):04d}'))


def date(rng: random.Random, first: int, last: int) -> str:
    """A day of these years, ISO."""
    return f'{rng.randint(first, last)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}'


def make_facts(count: int, seed: int) -> list[Facts]:
    """`count` organisations and all that could be asked of each."""
    rng = random.Random(seed)  # noqa: S311  # names, not secrets
    made = make_organisations(count, seed, ([CITY], list(COUNTIES)))
    first = rng.randrange(1_000_000)
    return [
        _facts(one.name, one.region or '', str(one.type), (first + number) % 1_000_000, rng)
        for number, one in enumerate(made)
    ]


def with_fault(facts: Facts) -> Facts:
    """The same organisation with more members than staff (C06)."""
    return facts | {'members_total': facts['staff_total'] + 5, FAULT: True}


def with_instructor(facts: list[Facts], rng: random.Random) -> list[Facts]:
    """The same organisations, each with an instructor and his term; now and then two share one."""
    found: list[Facts] = []
    for one in facts:
        start = date(rng, 2025, 2026)
        given = {
            'instructor': person(rng),
            'instructor_phone': phone(rng),
            'instructor_unit': one['region'] + rng.choice(_BUREAUS),
            'instructor_post': rng.choice(('科员', '科长', '副主任', '四级调研员')),
            'term_start': start,
            'term_end': f'{int(start[:4]) + 1}{start[4:]}',
            'dispatch_number': f'示民党〔{start[:4]}〕{rng.randint(1, 80)}号',
            'dispatched_on': start,
        }
        if found and rng.random() < 0.2:
            given = {field: found[-1][field] for field in given}
        found.append(one | given)
    return found


def _facts(name: str, region: str, kind: str, number: int, rng: random.Random) -> Facts:
    facts: Facts = {
        'org_name': name,
        'code': make_code(kind, number),
        'registration_no': f'{rng.randrange(1, 3000):0{5 if kind == "社会团体" else 6}d}',
        'org_type': kind,
        'region': region,
        'competent_authority': region + rng.choice(_BUREAUS),
        'address': f'{CITY}{region}示例路{rng.randint(1, 300)}号',
        'legal_rep': person(rng),
        'phone': phone(rng),
        'remarks': rng.choice((None, None, '新成立', '拟换届', '与邻近单位合署办公')),
        'large_scale': None,
    }
    facts |= _people(rng)
    facts['large_scale'] = facts['staff_total'] > 25
    return facts | _organised(facts, rng)


def _people(rng: random.Random) -> Facts:
    """Staff and members, leaders and workers apart: totals agree with their parts (C01-C06)."""
    leaders, workers = (rng.randint(1, 5), rng.randint(0, 3)), (rng.randint(2, 30), rng.randint(0, 10))
    full_time, part_time = leaders[0] + workers[0], leaders[1] + workers[1]
    most = rng.choice((0, 0, 1, 1, 2, 3, 12))
    at_lead = min(leaders[0], rng.randint(0, most)), min(leaders[1], rng.randint(0, min(most, 1)))
    at_work = min(workers[0], rng.randint(0, most)), min(workers[1], rng.randint(0, min(most, 2)))
    members_ft, members_pt = at_lead[0] + at_work[0], at_lead[1] + at_work[1]
    full_ft = max(0, members_ft - rng.choice((0, 0, 1)))
    full_pt = max(0, members_pt - rng.choice((0, 0, 0, 1)))
    members = members_ft + members_pt
    left = full_time + part_time - members
    applicants, activists, targets = (rng.randint(0, min(left // 3, 4)) for _ in range(3))
    return {
        'leaders_ft': leaders[0],
        'leaders_pt': leaders[1],
        'workers_ft': workers[0],
        'workers_pt': workers[1],
        'staff_total': full_time + part_time,
        'staff_full_time': full_time,
        'staff_part_time': part_time,
        'members_total': members,
        'full_members': full_ft + full_pt,
        'probationary_members': members - full_ft - full_pt,
        'members_full_time': members_ft,
        'members_part_time': members_pt,
        'full_members_full_time': full_ft,
        'full_members_part_time': full_pt,
        'applicants': applicants,
        'activists': activists,
        'development_targets': targets,
        **_relations(at_lead, at_work, rng),
    }


def _relations(at_lead: tuple[int, int], at_work: tuple[int, int], rng: random.Random) -> Facts:
    """Members by whether and where their membership lies: own organisation = transferred (C05)."""
    lead, work = rng.randint(0, at_lead[0]), rng.randint(0, at_work[0])
    found = {
        'leader_members_ft_transferred': lead,
        'leader_members_ft_untransferred': at_lead[0] - lead,
        'leader_members_pt': at_lead[1],
        'worker_members_ft_transferred': work,
        'worker_members_ft_untransferred': at_work[0] - work,
        'worker_members_pt': at_work[1],
        'relation_in_own_org': lead + work,
    }
    left = sum(at_lead) + sum(at_work) - lead - work
    for field in ('competent_authority', 'attached_unit', 'locality', 'former_unit'):
        found[f'relation_in_{field}'] = taken = rng.randint(0, left)
        left -= taken
    return found | {'relation_in_other': left}


def _organised(facts: Facts, rng: random.Random) -> Facts:
    """The Party organisation, or why there is none (C08-C11)."""
    established = facts['full_members'] >= 3 and rng.random() < 0.8
    mass = [name for name in ('工会', '共青团', '妇联') if rng.random() < 0.4]
    found: Facts = {'established': established, 'mass_orgs': mass or None}
    if rng.random() < 0.6:
        found |= {'instructor': person(rng), 'instructor_phone': phone(rng)}
        found['instructor_unit'] = facts['region'] + rng.choice(_BUREAUS)
    if not established:
        members = facts['members_total']
        reason = '无党员' if members == 0 else '不足三名党员' if members < 3 else '应建未建'
        planned = {'planned_form': rng.choice(_FORMS), 'planned_on': date(rng, 2026, 2027)}
        return found | {'not_established_reason': reason} | (planned if members else {})
    level = rng.choice(_LEVELS)
    body = {'联合支部': '联合支部', '临时支部': '临时支部'}.get(level, level)
    found |= {
        'establishment_form': '联合组建' if level == '联合支部' else rng.choice(_FORMS),
        'org_level': level,
        'party_org_name': f'中共{facts["org_name"]}{body}',
        'established_on': date(rng, 2012, 2025),
        'approved_by': f'{facts["region"]}社会组织综合党委',
        'approval_number': f'示社党〔{rng.randint(2012, 2025)}〕{rng.randint(1, 60)}号',
        'affiliation': rng.choice(('业务主管单位党组织', '属地党组织', '行业党组织', '挂靠单位党组织')),
        'party_head': person(rng),
        'party_head_phone': phone(rng),
        'party_head_org_post': rng.choice(('会长', '理事长', '秘书长', '主任', '副会长')),
        'party_head_former_unit': f'{facts["region"]}{rng.choice(_BUREAUS)}科长',
        'party_head_former_post': rng.choice(('科长', '副主任', '主任科员')),
        'functional_party_org': rng.random() < 0.3,
        'party_org_type': rng.choice(('单独建立', '联合建立')),
    }
    if level == '联合支部':
        found |= {'joint_name': f'{facts["region"]}行业联合支部', 'joint_units': '示例商会、示例学会'}
    return found
