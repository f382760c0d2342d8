"""Invented organisations of an invented city, with everything a ledger may ask about them."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from bench.returns_people import make_code

COUNTIES = ('甲县', '乙县', '丙县', '丁县', '戊县', '己县')
_TRADES = """
茶叶 花椒 书法 门球 养蜂 摄影 烹饪 建材 物流 中医药 果蔬 奶牛 戏曲 剪纸
登山 信鸽 集邮 家政 电子商务 道路运输 水产 园林 养老 志愿服务 律师实务 棋类
""".split()  # noqa: SIM905  # a list of words reads best as words
_FORMS = {
    '社会团体': ('协会', '商会', '研究会', '促进会', '联合会'),
    '民办非企业单位': ('幼儿园', '服务中心', '培训学校', '康复医院'),
    '基金会': ('基金会', '公益基金会'),
}
_SUPERVISORS = ('教育局', '民政局', '工商联', '卫生健康局', '文化和旅游局', '农业农村局', '体育局')
_FAMILY = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
_GIVEN = ('示例', '甲', '乙', '丙丁', '样本', '戊己')
_REASONS = ('应建未建', '不足三名党员', '无党员')
AFFILIATIONS = ('业务主管单位党组织', '挂靠单位党组织', '属地党组织', '行业党组织', '其他党组织')
LEVELS = ('党委', '党总支', '党支部', '临时支部', '联合支部')

Facts = dict[str, Any]


def person(rng: random.Random) -> str:
    """An invented name."""
    return rng.choice(_FAMILY) + rng.choice(_GIVEN)


def mobile(rng: random.Random) -> str:
    """A number that no network gives out."""
    return f'199{rng.randrange(10**8):08d}'


def make_city(rng: random.Random, size: int, counties: tuple[str, ...] = COUNTIES) -> list[Facts]:
    """`size` organisations with different names, by county in order."""
    pairs = [(trade, kind, form) for kind, forms in _FORMS.items() for form in forms for trade in _TRADES]
    made = []
    for index in range(size):
        region = counties[index * len(counties) // size]
        trade, kind, form = pairs.pop(rng.randrange(len(pairs)))
        made.append(_organisation(rng, index, f'示例市{region}{trade}{form}', (region, kind)))
    return made


def _organisation(rng: random.Random, index: int, name: str, placed: tuple[str, str]) -> Facts:
    region, kind = placed
    facts: Facts = {
        'org_name': name,
        'code': make_code(kind, rng.randrange(10**3) * 1000 + index),
        'registration_no': f'{rng.randrange(200, 99999):05d}',
        'region': region,
        'org_type': kind,
        'competent_authority': rng.choice(('', '示例市' + rng.choice(_SUPERVISORS))) or None,
        'legal_rep': person(rng),
        'phone': mobile(rng),
        'address': f'{region}示例路{rng.randrange(1, 300)}号',
    }
    return facts | _people(rng) | _party(rng, facts)


def _people(rng: random.Random) -> Facts:
    parts = {key: rng.randrange(low, high) for key, low, high in _RANGES}
    return {
        **parts,
        'staff_full_time': parts['leaders_ft'] + parts['workers_ft'],
        'staff_part_time': parts['leaders_pt'] + parts['workers_pt'],
        'staff_total': sum(parts.values()),
    }


_RANGES = (('leaders_ft', 1, 5), ('leaders_pt', 0, 4), ('workers_ft', 3, 40), ('workers_pt', 0, 9))


def _party(rng: random.Random, known: Facts) -> Facts:
    built = rng.random() < 0.55
    members = rng.choice((3, 3, 4, 5, 7, 12)) if built else rng.choice((0, 0, 1, 2, 3))
    probationary = rng.choice((0, 0, 1)) if members else 0
    part = rng.randrange(0, members + 1) if members else 0
    facts: Facts = {
        'established': built,
        'members_total': members,
        'full_members': members - probationary,
        'probationary_members': probationary,
        'members_full_time': members - part,
        'members_part_time': part,
        'applicants': rng.choice((0, 0, 1, 2)),
        'activists': rng.choice((0, 1)),
        'development_targets': rng.choice((0, 0, 1)),
        'mass_orgs': [each for each in ('工会', '共青团', '妇联') if rng.random() < 0.3],
    }
    return facts | (_branch(rng, known) if built else _none(rng, members))


def _branch(rng: random.Random, known: Facts) -> Facts:
    level = rng.choice((*LEVELS, '党支部', '党支部'))
    on = dt.date(rng.randrange(2008, 2025), rng.randrange(1, 13), rng.randrange(1, 29))
    short = known['org_name'].removeprefix('示例市')
    return {
        'org_level': level,
        'establishment_form': '联合组建' if level == '联合支部' else '单独组建',
        'established_on': on,
        'party_org_name': f'中共{short}{"支部委员会" if "支部" in level else "委员会"}',
        'approved_by': f'中共{known["region"]}社会组织综合委员会',
        'approval_number': f'示社党〔{on.year}〕{rng.randrange(1, 90)}号',
        'affiliation': rng.choice(AFFILIATIONS),
        'party_head': person(rng),
        'party_head_phone': mobile(rng),
        'party_head_org_post': rng.choice(('秘书长', '副会长', '园长', '办公室主任')),
        'party_head_former_unit': rng.choice(('示例市第一中学', '示例市供销社', '')) or None,
    }


def _none(rng: random.Random, members: int) -> Facts:
    facts: Facts = {'not_established_reason': _REASONS[0 if members > 2 else 1 if members else 2]}
    if rng.random() < 0.7:
        facts['instructor'] = person(rng)
        facts['instructor_unit'] = '示例市' + rng.choice(_SUPERVISORS)
        facts['instructor_phone'] = mobile(rng)
    return facts
