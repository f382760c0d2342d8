"""Names of organisations made comparable: what does not tell two organisations apart is folded away."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from text.characters import to_simplified
from text.regions import Region, Regions, narrowest_codes, split_prefix

_PLAIN_HAN = re.compile(r'[\u4e00-\u9fff]+')
_ROUND = str.maketrans('[]{}〔〕【】〖〗｛｝「」『』《》〈〉<>', '()()()()()()()()()()()')
_DOTS = dict.fromkeys(map(ord, '·•‧∙⋅・･.．'))
_SEAL = '盖章|公章|签章|印章|加盖公章|签字盖章'
_TAIL = re.compile(rf'(?:\((?:{_SEAL}|签字|章|印)?\)|{_SEAL}|[-,。、;:!?…—_~*/|\'"“”‘’])+$')
_HEAD = re.compile(r'^[-,。、;:!?…—_~*/|]+')
_UNSAID = re.compile(r'[()\'"“”‘’]')

_TYPES = {
    '民办非企业单位': (
        '民办非企业',
        '民非',
        '民非企业',
        '民办非企',
        '社会服务机构',
        '民办非企业单位(社会服务机构)',
    ),
    '社会团体': ('社团', '社会团体法人'),
    '基金会': ('基金会法人',),
}
"""民办非企业单位 and 社会服务机构 are one class: 慈善法 renamed it, the registration rules did not yet."""

_TYPE_OF = {alias: kind for kind, aliases in _TYPES.items() for alias in (kind, *aliases)}
_TYPE_TAIL = re.compile(r'\((?:民办非企业单位?|社会服务机构|社会团体|民非|社团)\)$')

_FORM = re.compile(
    r'(?<=.)(?:(?:社会工作|社工|志愿|公益|居家养老|养老|社区)?服务(?:中心|总队|[站社队])|(?:职业技能|职业|教育)?培训(?:学校|中心)'
    r'|行业协会|志愿者?协会|协会|学会|研究会|促进会|联合会|联谊会|商会|基金会|校友会|同乡会|总会|分会'
    r'|幼儿园|中心|学校|医院|研究[院所]|俱乐部|敬老院|养老院|福利院|公寓)$'
    r'|(?<=..)[馆院所社团队会]$'
)
"""组织形式 (民政部令第69号) with the commonest fields before it: hundreds of names share them."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name's key, the regions it begins with, the rest, and the rest without its form (协会).

    codes are the divisions that the narrowest of the regions may be, where the table knows them.
    """

    key: str
    regions: tuple[str, ...]
    rest: str
    stem: str
    codes: tuple[str, ...] = ()


def fold_name(name: str) -> str:
    """A name without what printing, sealing and typing add to it.

    Full-width forms, traditional characters, spaces, zero-width marks, the kind of bracket, middle
    dots, seal words （盖章） and punctuation at either end do not count. '' where nothing is left.
    Idempotent.

    >>> fold_name('示例市　阳光·社会工作服务中心（盖章）')
    '示例市阳光社会工作服务中心'
    """
    if _PLAIN_HAN.fullmatch(name):
        name = to_simplified(name)
        return _TAIL.sub('', name) if name[-1] == '章' else name
    name = _fold_characters(name)
    return _TAIL.sub('', _HEAD.sub('', to_simplified(name)))


def _fold_characters(name: str) -> str:
    # Decomposed first, so that an accent is dropped whichever way it was typed.
    decomposed = unicodedata.normalize('NFKD', name).casefold().upper()
    kept = ''.join(char for char in decomposed if unicodedata.category(char)[0] not in 'MCZ')
    return unicodedata.normalize('NFC', kept).translate(_ROUND).translate(_DOTS)


def name_key(name: str) -> str:
    """What two spellings of one registered name share; equal keys are an exact match.

    Beyond fold_name: a bracketed class at the end, quotation marks and the brackets themselves.

    >>> name_key('示例市“蓝桥”学校（民办非企业单位）')
    '示例市蓝桥学校'
    """
    folded = fold_name(name)
    if _PLAIN_HAN.fullmatch(folded):
        return folded
    return fold_name(_UNSAID.sub('', _TYPE_TAIL.sub('', folded)))


def name_to_parts(key: str, regions: Regions) -> Parts:
    """The parts of a name key; a name that is nothing but regions is its own rest.

    >>> name_to_parts('示例市蓝桥文化促进会', names_to_regions(['示例市'])).stem
    '蓝桥文化'
    """
    found, rest = split_prefix(key, regions)
    if len(found) > 1:
        found, rest = _without_origin(key, found, rest)
    rest = rest or key
    names = tuple([region.full for region in found])
    return Parts(key, names, rest, _FORM.sub('', rest), narrowest_codes(found))


_COUNTY = re.compile(r'.*(?:[县旗]|(?<!自治)(?<!地)区)')
_NOT_IN_A_COUNTY = '省市县州盟旗'


def _without_origin(key: str, found: tuple[Region, ...], rest: str) -> tuple[tuple[Region, ...], str]:
    """The places without one that no county holds: 乙市 in 甲县乙市商会 is where the members come from.

    Where the table of divisions knows both places, it has told them apart already.
    """
    kept = next((at for at in range(1, len(found)) if not _may_lie_in(*found[at - 1 : at + 1])), len(found))
    origin = rest
    for place in reversed(found[kept:]):
        head = key.removesuffix(origin)
        spelling = next((one for one in (place.full, place.short) if head.endswith(one)), '')
        if not spelling:  # by a former name
            return found, rest
        origin = spelling + origin
    return found[:kept], origin


def _may_lie_in(wider: Region, place: Region) -> bool:
    told = wider.codes and place.codes
    return bool(told) or place.full[-1] not in _NOT_IN_A_COUNTY or not _COUNTY.fullmatch(wider.full)


def canonical_type(text: str | None) -> str | None:
    """The class of an organisation in the ledger's words; unknown words are kept, blank is None.

    >>> canonical_type('社会服务机构')
    '民办非企业单位'
    """
    folded = fold_name(text or '')
    return _TYPE_OF.get(folded, folded or None)


_DIRECT = re.compile(
    r'(?:民政部门|民政局|民政)?直接登记(?:无业务主管单位)?|无|无(?:业务)?主管(?:单位|部门)|/|-+'
)


def is_direct_registration(supervisor: str | None) -> bool:
    """Whether the 业务主管单位 column says that there is none: empty, 直接登记, 无.

    >>> is_direct_registration('直接登记（无业务主管单位）')
    True
    """
    return not supervisor or bool(_DIRECT.fullmatch(_UNSAID.sub('', fold_name(supervisor))))
