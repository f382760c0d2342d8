"""Whom words like 各县（市、区）民政局 mean: us, everybody, our line below or above us, or others."""

from __future__ import annotations

import re
from typing import Literal

from model.office import Office

Meant = Literal['us', 'all', 'below', 'above', 'other']
"""all: everybody who got the notice; below, above: bodies of our own line on another level."""

_ORDER: tuple[Meant, ...] = ('us', 'all', 'below', 'above', 'other')
_RANKS = {'nation': 0, 'province': 1, 'city': 2, 'county': 3, 'town': 4, 'village': 5}

ROLE_WORDS = {
    'civil_affairs_authority': r'(?<!人)民政(?:部门|局|厅)?|登记管理机关|登记机关|派出单位',
    'competent_authority': r'业务主管(?:[（(]指导[）)])?单位|派出单位',
    'organization_department': r'(?<!社会)组织部门?',
    'social_org_integrated_party_committee': r'综合党委|(?:社会组织|两新[”"]?(?:组织)?)党?工委',
    'leading_group_member': r'(?:领导|协调)小组(?:各?成员单位)|各成员单位',
    'party_branch': r'党支部|党组织|党总支',
}
_SOCIAL = (
    (re.compile('基金会$'), '社会组织|基金会|慈善组织'),
    (
        re.compile('[协商学]会$|(?:研究|促进|联合|联谊)会$'),
        '社会组织|社会团体|社团|行业协会商会|[协商学]会|研究会|会员单位',
    ),
    (re.compile('学校|幼儿园|学院|中心|医院|[院所馆社]$'), '社会组织|民办非企业单位|社会服务机构'),
)
"""What kinds of social organisation a name's end tells."""

_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_WIDER = re.compile('全[国省市县区](?!性)')  # 全市各单位: the whole of a place, not its level
_NO_LEVEL = re.compile(
    '各级|市场|地区|区域|市民(?!政)|城市|(?<!市)辖区|乡镇企业|党组织|省委|市委|县委|区委|[省市县区]政府'
)
_ORGAN_OF = re.compile('(?:(?P<level>[省市县区])(?:委|政府))')
_LEVELS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(pattern), frozenset(levels.split()))
    for pattern, levels in (
        (r'省、?自治区、?(?:和)?直辖市|省[（(](?:自治)?区、?(?:直辖)?市[）)]|计划单列市|自治区', 'province'),
        (
            r'[市州盟]、?县[（(](?:市、?)?区[）)]|市[（(]州[）)]、?县(?:[（(][市、区]+[）)])?|[市州盟]、县、?区?|市县(?![（(]?[市区])',
            'city county',
        ),
        (
            r'市辖区|县级市|自治[县旗]|旗县区?|(?:辖市|区市)、?区?|县[（(][市、区旗]+[）)]区?|区[（(][市县、]+[）)]|县、?市、?区|市县区|区县市|县区市|区县(?:[（(][^）)]*[）)])?|县、?区',
            'county',
        ),
        (r'地级(?:以上)?市|设区的?市|省辖市|市[（(]州[）)]|市、?州|州、?市|盟、?市|副省级城市', 'city'),
        (r'乡镇[（(]街道[）)]|镇[（(]街道[）)]|镇街|乡、?镇|街道|乡|镇', 'town'),
        (r'[\u4e00-\u9fff]{0,6}?(?:园区|开发区|高新区|经开区|新区)', 'town'),
        (r'行政村|村|社区', 'village'),
        (r'国家|中央|国务院|全国性', 'nation'),
        (r'省|全省性', 'province'),
        (r'[市州盟]|全市性', 'city'),
        (r'[县区旗]', 'county'),
    )
)
_GENERIC = re.compile(
    r'(?:各|全体|所有|有关|相关|直管|直|属|级|中|驻|在|工作|企事业|行政|事业|主管|及|和|与|、|，|的|其他|人民政府|政府|府|委'
    r'|地方|地|部门|办|局|单位|机关|机构|处室|党组|党[（(]工[）)]委|党)+'
)
_BODY = re.compile('地|部门|单位|机关|机构|委、?办、?局|党')
_PLACE = re.compile(
    r'(?:各|有关|相关|所有|、|及|和)*'
    r'(?:人民政府|政府|党委|党工委|管委会|办事处|[村居](?:民)?委(?:员)?会|党[（(]工[）)]委|党政)?'
)
_PROPER = re.compile(
    '(?:中共)?(?!各|全|所有|有关|相关|[省市县区州盟旗镇乡辖本我你贵]|地级|设区|副省|计划|直辖|自治)[\u4e00-\u9fff]{1,6}?'
    '(?:省|市(?![场级直属])|县(?![级直属])|自治[州县旗]|(?<![社园地城辖新])区(?![域级直属]))'
)
"""A place by its name, at the head of one body's name."""

_GOVERNMENTS = ('政府', '办事处', '管委会')
_YOU = re.compile(
    '[你贵][^，。]{0,4}|(?:上述|以上|前述|收文|受文|参会|参加|与会|申报|填报|报送)(?:各|有关)?单位'
)
_AND = re.compile('(?<=[局厅委办位门关府织处会组校院部）)])(?:、|和|及|与|以及|，|；)(?![^（(]*[）)])')
_INSTITUTION = re.compile('学校|大学|学院|中学|小学|医院|集团|公司')
_INSIDE = re.compile('各(?!有关|相关)[^，。]{0,8}(?:直属|党|学院|部门|单位|机关|机构)')
_GOVERNING = re.compile('(?:人民政府|[省市县区州旗盟乡镇]委(?:员会)?)(?:办公[室厅])?$')
_REGION = re.compile(
    '(?:中共)?(?P<province>(?!某)[\u4e00-\u9fff]{2,7}?(?:省|自治区))?'
    '(?P<city>(?!某)[\u4e00-\u9fff]{1,6}?(?:(?<![城都])市(?![场级直属民])|市(?=民政)|自治州))?'
    '(?P<county>(?!某)[\u4e00-\u9fff]{1,6}?(?:县(?![级直属])|自治旗|(?<![社园地城辖新军校院景片])区(?![域级直属])))?'
)
_CITY_ISSUER = re.compile('(?!.*(?:省|自治区)).{1,8}?[市州盟]')


def is_named(office: Office, words: str) -> bool:
    """Whether our name or an alias stands in the words by itself: 市民政局, not 各市民政局."""
    names = '|'.join(map(re.escape, (office.name, *office.aliases)))
    return office.name in words or re.search(rf'(?<![\u4e00-\u9fff）)])(?:{names})', words) is not None


def names_alone(office: Office, words: str) -> bool:
    """Whether we stand among the bodies of the words by name, with or without our region's."""
    core = re.sub(r'^(?:中共)?(?:.{1,8}?(?:省|自治区|市|州|盟|县|区|旗))+', '', office.name)
    return is_named(office, words) or (len(core) > 3 and core in re.split('[、，,和与及]', words))


def is_elsewhere(office: Office, issuers: tuple[str, ...]) -> bool:
    """Whether every issuer that tells its region is of another one than ours: a city, a province.

    Only what both names tell is compared: a county does not tell which city it lies in.
    """
    ours = _regions(office.region) | _regions(office.name)
    if office.level == 'county' and 'county' not in ours and 'city' in ours:
        ours['county'] = ours.pop('city')  # a 市 of a county's rank
    told = [regions for name in issuers if (regions := _regions(name))]
    return bool(told) and all(
        any(ours[level] != name for level, name in regions.items() if level in ours) for regions in told
    )


def _regions(name: str) -> dict[str, str]:
    """The regions at the head of a body's name by level."""
    match = _REGION.match(name)
    return {level: told for level, told in match.groupdict().items() if told} if match else {}


def is_over(office: Office, issuers: tuple[str, ...]) -> bool:
    """Whether places below us answer to us for a notice: we govern, or it comes down our own line."""
    if office.name.endswith(_GOVERNMENTS) or '人民政府' in office.name:
        return True
    return not issuers or any(plays(office, name) for name in issuers)


def plays(office: Office, words: str) -> bool:
    """Whether the words name a role of ours, or bodies of our own kind (教育部门 for 某市教育局)."""
    if any(re.search(ROLE_WORDS[role], words) for role in office.roles if role in ROLE_WORDS):
        return not (office.level == 'unit' and re.search('主管单位|派出单位|工委|党委$', words))
    return _own_kind(office, words)


def _own_kind(office: Office, words: str) -> bool:
    core = re.sub(r'^(?:中共)?(?:.{1,8}?(?:省|自治区|市|州|盟|县|区|旗))*委?', '', office.name) or office.name
    if office.level == 'unit':
        bare = _BRACKETS.sub('', words)
        kinds = next((kinds for end, kinds in _SOCIAL if end.search(office.name)), None)
        return kinds is not None and re.search(f'(?:{kinds})$', bare) is not None
    stem = re.sub('(?:局|厅|部|委员会|委|办公室|办|中心)$', '', core)
    if len(stem) < 2 or stem == core:
        return False
    tail = '(?:[（(][^）)]*[）)])?(?:、[^，。]{1,12})?(?:行政|主管)*(?:局|厅|委|部|办|中心|部门|机关)'
    return re.search(rf'(?<!社会){re.escape(stem)}{tail}', words) is not None


def levels_of(words: str, issuers: tuple[str, ...] = ()) -> frozenset[str]:
    """The levels that the words name, empty for none.

    Below a city every 市 is one of a county's rank: issuers tell who writes.

    Example: 各市（州）、县（市、区） gives city and county; 各县（市、区）民政局 gives county.
    """
    told = _WIDER.sub('', words)
    found: set[str] = {level for match in _ORGAN_OF.finditer(told) for level in _level(match['level'])}
    told = _NO_LEVEL.sub(' ', told)
    for pattern, levels in _LEVELS:
        told, count = pattern.subn(' ', told)
        found |= levels if count else set()
    from_city = bool(issuers) and all(_CITY_ISSUER.match(name) for name in issuers)
    if from_city and 'city' in found and words.startswith('各') and not re.search('[直属]', words):
        found = (found - {'city'}) | {'county'}
    return frozenset(found)


def _level(letter: str) -> set[str]:
    return {{'省': 'province', '市': 'city', '县': 'county', '区': 'county'}[letter]}


def meant(office: Office, words: str, issuers: tuple[str, ...] = ()) -> Meant:
    """Whom the words mean, as we see it; of several bodies the one that concerns us most.

    issuers are the organs that write, by name.
    """
    words = words.replace('委、办、局', '委办局').rpartition('的')[-1] or words
    parts = [part for part in _AND.split(words) if part]
    found = {_meant(office, part, issuers) for part in (words, *parts)}
    return next(one for one in _ORDER if one in found)


def _inside(words: str, issuers: tuple[str, ...]) -> bool:
    """Whether the words are of bodies inside a school, a hospital or a company that writes: 各直属党委."""
    institution = any(_INSTITUTION.search(name) for name in issuers)
    return institution and not levels_of(words) and _INSIDE.match(words) is not None


def _directly_under(office: Office, issuers: tuple[str, ...]) -> bool:
    """Whether 直属 without a level may mean us: only of those who govern our own region."""
    return not issuers or any(_GOVERNING.search(name) and office.region in name for name in issuers)


def _meant(office: Office, words: str, issuers: tuple[str, ...]) -> Meant:
    if is_named(office, words):
        return 'us'
    if _inside(words, issuers):
        return 'other'
    if _YOU.fullmatch(words):
        return 'all'
    named = _PROPER.match(words)
    if named and office.region not in words and not re.search('各|有关|所有', words):
        return 'other'
    return _by_kind(office, levels_of(words, issuers), words, issuers)


def _by_kind(office: Office, levels: frozenset[str], words: str, issuers: tuple[str, ...]) -> Meant:
    """By the kind of body, everybody's or ours, and its level."""
    bare = _bare(words)
    if bare.endswith('政府') and not levels:
        return 'us' if office.name.endswith(_GOVERNMENTS) else 'other'
    if _GENERIC.fullmatch(bare) and _BODY.search(bare):
        if '直属' in bare and not levels and not _directly_under(office, issuers):
            return 'other'
        return _everybody(office, levels)
    line = plays(office, words)
    if line and _fits(office, levels):
        return 'us'
    if line or (_PLACE.fullmatch(bare) and levels):
        hierarchy = line and not re.search('主管单位|成员单位', words)
        return _elsewhere(office, levels, bare, hierarchy=hierarchy)
    return 'other'


def _bare(words: str) -> str:
    """The words without places and levels: what is left tells the kind of body."""
    told = _WIDER.sub('', words).replace('各级', '各')
    for pattern, _ in _LEVELS:
        told = pattern.sub('', told)
    return _BRACKETS.sub('', told) if not re.search('党[（(]', told) else told.strip()


def _everybody(office: Office, levels: frozenset[str]) -> Meant:
    if office.level == 'unit':
        return 'other' if levels else 'all'
    if not levels or office.level in levels:
        return 'all'
    return 'below' if _lowest(levels) > _RANKS[office.level] else 'other'


def _fits(office: Office, levels: frozenset[str]) -> bool:
    """Whether a level that the words name, if any, includes ours; a social organisation has none."""
    if office.level != 'unit':
        return not levels or office.level in levels
    if levels & {'nation', 'town', 'village'}:
        return False
    return not ('province' in levels and not office.region.endswith(('省', '自治区')))


def _elsewhere(office: Office, levels: frozenset[str], bare: str, *, hierarchy: bool) -> Meant:
    """Bodies of our line, or places and their governments, on the levels named; above only in a hierarchy."""
    if office.level == 'unit' or not levels:
        return 'other'
    if office.level in levels:
        own_place = not re.search('政府|党|管委会', bare) or office.name.endswith(
            ('政府', '办事处', '管委会')
        )
        return 'us' if own_place else 'other'
    if _lowest(levels) > _RANKS[office.level]:
        return 'below'
    return 'above' if hierarchy else 'other'


def _lowest(levels: frozenset[str]) -> int:
    return max(_RANKS[level] for level in levels)
