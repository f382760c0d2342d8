"""The fictional city behind the examples: 12 counties, 300 organisations and what is true of each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

TODAY = dt.date(2026, 3, 13)
CITY = '示例市'
CITY_CODE = '999900'
COUNTIES = ('甲县', '乙县', '丙县', '丁县', '戊县', '己县', '庚县', '辛县', '壬县', '癸县', '子区', '丑区')
REPORTING = ('甲县', '乙县', '戊县', '己县', '庚县', '辛县', '壬县', '癸县', '子区')
SILENT = ('丙县', '丁县')
SCANNED = '丑区'
CAMPAIGN_START = dt.date(2026, 2, 21)
TYPES = {'1': '社会团体', '2': '民办非企业单位', '3': '基金会'}
SUPERVISORS = {
    'edu': '示例市教育局',
    'sci': '示例市科技局',
    'work': '示例市人力资源和社会保障局',
    'house': '示例市住房和城乡建设局',
    'farm': '示例市农业农村局',
    'culture': '示例市文化广电和旅游局',
    'health': '示例市卫生健康委员会',
    'sport': '示例市体育局',
    'trade': '示例市商务局',
}
LEDGER_FACTS = (
    'staff_total', 'staff_full_time', 'members_total', 'full_members', 'full_members_full_time',
    'full_members_part_time', 'large_scale', 'established', 'establishment_form', 'established_on',
    'instructor',
)  # fmt: skip

_COUNTY_SOCIETIES = {
    'farm': '茶叶种植协会 柑橘产销协会 水产养殖协会 养蜂协会 食用菌协会 农机服务协会',
    'culture': '书画研究会 摄影家协会 戏曲爱好者协会 民宿协会 民间工艺研究会 文学社团联合会',
    'trade': '粮油行业协会 餐饮烹饪协会 电子商务协会 物流协会 家具行业协会 美容美发协会 再生资源回收协会',
    'sport': '太极拳协会 羽毛球协会 门球协会 登山协会 象棋协会 游泳协会',
    'house': '建筑装饰协会 物业管理协会 园林绿化协会 房屋租赁协会',
    'health': '中医药学会 护理学会 心理健康促进会 药品零售协会',
    'edu': '家庭教育研究会 珠心算协会 校外教育促进会',
    'work': '青年创业促进会 家政服务协会 机动车维修行业协会',
    'sci': '科普志愿者协会',
}
_SOCIETIES = [(title, who) for who, titles in _COUNTY_SOCIETIES.items() for title in titles.split()]
_CITY_SOCIETIES = (
    '蓝桥文化发展促进会', '银杏产业联合会', '山水旅游协会', '数字经济促进会', '老区建设促进会', '慈善总会',
    '会展行业协会', '女企业家商会', '地方史志学会', '气象服务学会', '应急救援协会', '社会工作者协会',
)  # fmt: skip
_INSTITUTES = {
    '幼儿园': 'edu',
    '实验学校': 'edu',
    '职业培训学校': 'work',
    '康复医院': 'health',
    '艺术培训中心': 'culture',
    '科技研究院': 'sci',
    '体育俱乐部': 'sport',
    '养老服务中心': 'trade',
    '社会工作服务中心': 'trade',
    '社区服务中心': 'trade',
    '残疾人托养中心': 'health',
}
_FOUNDATIONS = ('助学', '敬老', '乡村发展', '医疗救助', '文化艺术', '儿童关爱')
_FIRST = '晨启博雅恒嘉瑞清和远思润'
_SECOND = '光航文德禾泽苑帆语辰岚'
_DIRECT = frozenset({0, 9, 10, 11, 12, 20, 21, 22, 23, 24})
_DIGITS = '一二三四五六七八九'
_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'


@dataclass(frozen=True, slots=True)
class Org:
    """An organisation: facts is what is true of it by field id, ledger what the 台账 held before."""

    name: str
    code: str
    county: str
    type: str
    supervisor: str | None
    number: int
    facts: dict[str, Any]
    ledger: dict[str, Any]


def make_code(kind: str, region: str, serial: int) -> str:
    """A 统一社会信用代码 whose two check characters are right (GB 32100, GB 11714)."""
    body = f'MJ{serial:06d}'
    total = sum(int(char, 36) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    head = f'5{kind}{region}{body}' + {10: 'X', 11: '0'}.get(11 - total % 11, str(11 - total % 11))
    total = sum(_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(head))
    return head + _ALPHABET[-total % 31]


def number_word(number: int) -> str:
    """A number from 1 to 99 as persons of the example are counted: 12 is 十二."""
    tens, ones = divmod(number, 10)
    return (('' if tens == 1 else _DIGITS[tens - 1]) + '十' if tens else '') + (
        _DIGITS[ones - 1] if ones else ''
    )


def phone(number: int) -> str:
    """A telephone that does not exist."""
    return f'0000-12345{number % 100:02d}'


def person(county: str, number: int) -> str:
    """A name that nobody bears."""
    return county[0] + number_word(number % 30 + 1)


def county_code(county: str) -> str:
    """A region code of a province that does not exist; districts stand before counties."""
    place = COUNTIES.index(county)
    return f'9999{place - 8:02d}' if county.endswith('区') else f'9999{place + 21:02d}'


def _names(place: int, county: str) -> Iterator[tuple[str, str, str | None]]:
    """25 (kind, name, supervisor id) of one county; the positions in _DIRECT have no supervisor."""
    yield '1', CITY + _CITY_SOCIETIES[place], 'culture'
    for step in range(12):
        title, supervisor = _SOCIETIES[(place * 13 + step * 3) % len(_SOCIETIES)]
        yield '1', county + title, supervisor
    for step, (title, supervisor) in enumerate(_INSTITUTES.items()):
        yield '2', county + _FIRST[(place + step) % 12] + _SECOND[step] + title, supervisor
    cause = _FOUNDATIONS[place % len(_FOUNDATIONS)]
    yield '3', CITY + _FIRST[place] + _SECOND[-1 - place % 11] + cause + '基金会', 'edu'


def _counts(below: Callable[[int], int]) -> dict[str, int]:
    profile = ('many', 'many', 'many', 'few', 'few', 'few', 'few', 'part', 'part', 'none')[below(10)]
    full_time = {'many': 3 + below(6), 'few': 1 + below(2)}.get(profile, 0)
    part_time = {'many': below(4), 'few': below(3), 'part': 1 + below(3)}.get(profile, 0)
    probationary = below(2) if full_time >= 3 else 0
    staff_full = full_time + probationary + 2 + below(26)
    staff_part = part_time + below(9)
    return {
        'staff_total': staff_full + staff_part,
        'staff_full_time': staff_full,
        'staff_part_time': staff_part,
        'members_total': full_time + part_time + probationary,
        'full_members': full_time + part_time,
        'probationary_members': probationary,
        'members_full_time': full_time + probationary,
        'members_part_time': part_time,
        'full_members_full_time': full_time,
        'full_members_part_time': part_time,
    }


def _form(counts: dict[str, int], large: bool) -> str | None:
    """How an organisation with these counts was organised, None where it has nobody to organise."""
    full_time, part_time = counts['full_members_full_time'], counts['full_members_part_time']
    if full_time >= 3:
        return '单独组建'
    if full_time + part_time >= 3:
        return '挂靠组建'
    if full_time == 2 and large:
        return '派员组建'
    return '联合组建' if full_time else None


def _reason(counts: dict[str, int]) -> str:
    if counts['members_total'] == 0:
        return '无党员'
    return '不足三名党员' if counts['members_total'] < 3 else '应建未建'


def _party(county: str, name: str, number: int, below: Callable[[int], int], new: bool) -> dict[str, Any]:
    """The facts of an organisation's own Party branch."""
    on = (
        CAMPAIGN_START + dt.timedelta(4 + below(14))
        if new
        else dt.date(2012 + below(14), 1 + below(12), 1 + below(28))
    )
    return {
        'established_on': on,
        'party_org_name': f'中共{name}支部委员会',
        'approved_by': f'中共{county}社会组织综合委员会',
        'approval_number': f'示综党〔{on.year}〕{number % 60 + 1}号',
        'org_level': '党支部',
        'affiliation': f'中共{county}社会组织综合委员会',
        'party_head': person(county, number + 7),
        'party_head_phone': phone(number + 40),
    }


def _facts(county: str, name: str, number: int, below: Callable[[int], int]) -> tuple[dict[str, Any], bool]:
    """What is true of an organisation, and whether its branch was set up in this campaign."""
    counts = _counts(below)
    large = counts['staff_total'] >= 28
    form = _form(counts, large)
    established = form is not None and below(100) < (86 if form == '单独组建' else 56)
    new = established and county in REPORTING and below(100) < 16
    facts: dict[str, Any] = {
        **counts,
        'large_scale': large,
        'established': established,
        'legal_rep': person(county, number),
        'phone': phone(number),
        'address': f'{county}示例路{number * 3 % 97 + 1}号',
    }
    if established:
        return {**facts, 'establishment_form': form, **_party(county, name, number, below, new)}, new
    facts['not_established_reason'] = _reason(counts)
    if form:
        facts |= {'planned_form': form, 'planned_on': dt.date(2026, 4, 1 + below(30))}
    if below(100) < 35:
        facts['instructor'] = '示例' + number_word(11 + below(60))
    return facts, new


def _ledger(facts: dict[str, Any], new: bool, below: Callable[[int], int]) -> dict[str, Any]:
    """What the ledger knew: everything, nothing but identity for one in seven, and no new branch yet."""
    if below(7) == 0:
        return {}
    known = {key: facts[key] for key in LEDGER_FACTS if key in facts}
    if new:
        known['established'] = False
        del known['establishment_form'], known['established_on']
    return known


def make_world() -> tuple[Org, ...]:
    """The 300 organisations in ledger order, always the same."""
    source = random.Random(20260221)  # noqa: S311  # examples, no secrets

    def below(limit: int) -> int:
        return int(source.random() * limit)

    return tuple(_organisations(below))


def _organisations(below: Callable[[int], int]) -> Iterator[Org]:
    number = 0
    for place, county in enumerate(COUNTIES):
        for position, (kind, name, supervisor) in enumerate(_names(place, county)):
            number += 1
            facts, new = _facts(county, name, number, below)
            yield Org(
                name=name,
                code=make_code(kind, county_code(county), number * 7 + 100),
                county=county,
                type=TYPES[kind],
                supervisor=None if position in _DIRECT or supervisor is None else SUPERVISORS[supervisor],
                number=number,
                facts=facts,
                ledger=_ledger(facts, new, below),
            )


def of_county(world: Sequence[Org], county: str) -> tuple[Org, ...]:
    """The county's organisations in ledger order."""
    return tuple(org for org in world if org.county == county)
