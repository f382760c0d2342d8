"""Who issued a cited paper: named before it, in its title, or with the paper before it."""

from __future__ import annotations

import re

_ORGAN = (
    r'(?:[部委局厅办室院会府署社]|党组|工委|人大|法院|检察院|中央|部门|机关|中心|[科工商文残侨妇]联|科协)'
)
_ISSUED = re.compile(r'(?:联合)?(?:印发|发布|下发|颁布|公布|制定|出台|发出|转发)?的?$')
_CUT = re.compile(
    r'根据|按照|依据|依照|遵照|遵循|落实|贯彻|执行|参照|参考|要求|符合|对照|结合|学习|现将|以及|通过|将|按|为|[，。；：,;:》”（(]'
)
_DATED = re.compile(r'^[\d年月日\s]+')
_GAP = re.compile(r'(?<=[部委局厅办室院会府署社组])\s+(?=[一-龥])')
_JOIN = re.compile('([、和与及])')
_NAME = re.compile(r'[一-龥（）()“”]{2,30}')
_VERBS = re.compile('和(?=贯彻|落实|执行)|根据|按照|关于|以及|的')
_IN_TITLE = re.compile(
    rf'(?P<issuer>[一-龥（）、\s]{{2,50}}?{_ORGAN})(?:\s*(?:办公[厅室]))?\s*(?=关于|印发|转发|批转)'
)
_SHARED = re.compile(r'[、，,]?(?:和|及|与|以及)?')


def issuer_before(before: str) -> str | None:
    """The organ or organs that the words right before a title name; None where they name none.

    >>> issuer_before('根据某省人力资源和社会保障厅、财政厅印发的')
    '某省人力资源和社会保障厅、财政厅'
    """
    text = _ISSUED.sub('', before[-60:])
    cuts = [match.end() for match in _CUT.finditer(text)]
    named = _GAP.sub('、', _DATED.sub('', text[cuts[-1] if cuts else 0 :]).strip())
    pieces = _JOIN.split(named)
    kept: list[str] = []
    for index in range(len(pieces) - 1, -1, -2):
        piece, mark = pieces[index], pieces[index + 1] if index + 1 < len(pieces) else ''
        if not _NAME.fullmatch(piece) or _VERBS.search(piece):
            break
        if not re.search(f'{_ORGAN}$', piece) and (not kept or mark == '、'):
            break
        kept = [piece, mark, *kept]
    found = ''.join(kept).strip('、和与及')
    return found if len(found) > 1 and re.search(f'{_ORGAN}$', found) else None


def issuer_in_title(title: str) -> str | None:
    """The organs that a title opens with: 某省民政厅关于…的通知."""
    match = _IN_TITLE.match(title)
    if match is None:
        return None
    end = title.find('关于') if '关于' in title else len(title)
    whole = re.match(r'.*?(?=关于|印发|转发|批转)', title[: max(end, match.end()) + 2])
    named = whole.group().strip() if whole else match['issuer']
    return named if re.search(f'{_ORGAN}$', named) else match['issuer']


def shares_issuer(between: str, title: str) -> bool:
    """Whether a title goes on from the one before it: 某厅《…》和《关于…》; laws stand for themselves."""
    return _SHARED.fullmatch(between.strip()) is not None and title.startswith('关于')
