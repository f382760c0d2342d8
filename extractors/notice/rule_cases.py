"""Who is counted in the case of a decision rule, in the paper's words."""

from __future__ import annotations

import re

_POOL = re.compile(
    r'(?P<pool>(?:专职(?:和|、|或)?兼职|[专兼]、?[专兼]职|专职|兼职|在职|从业|在岗)(?:工作)?(?:人员|职工|员工)?(?:(?:和|、)(?:兼职|专职)(?:工作)?人员)?)'
    r'(?P<in>(?:当)?[中里内]的?)?(?=[^，。；]{0,12}党员)'
)
_MEMBERS = re.compile(r'(?P<kind>(?:专职|兼职)?(?:正式|预备|流动|在职|中共)?党员)(?!负责人|出资人|管理)')
_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_INCLUDED = re.compile(r'(?P<kind>(?:正式|预备)?党员)(?P<told>[（(]不?(?:包?含|包括)[^（）()]{2,40}[）)])')
_OTHER = re.compile(
    r'(?P<kind>[一-龥]{2,12}?)(?:总?(?:人数|数量|数|额))?(?:不足|不满|未满|少于|低于|超过|多于|达到|不少于|不低于|在|为|有|是)?\s*\d[\d.,]*\s*(?:[-—－~～至]{1,2}\s*\d+\s*)?(?:[万亿]?元|[万]?[人名家个户亩吨]|平方米|张|[%％])'
)
_LEAD = re.compile(r'^(?:凡是?|对于?|如|若|属于|年度|上年度|的|在|有|其)+')
_LIMIT = re.compile('以上|以下|以内')
_VERB_ENDS = re.compile(r'(?:不足|不满|超过|达到|具有|具备|有|在|为|是)$')


def case_to_basis(case: str, *, party: bool = True) -> str | None:
    """Who or what a case counts, in its own words; None where it counts nothing or leaves the noun out.

    >>> case_to_basis('凡社会组织专职工作人员中有3名以上正式党员的')
    '专职工作人员中的正式党员'
    """
    if not party:
        found = _OTHER.search(_LEAD.sub('', case))
        kind = _VERB_ENDS.sub('', _LEAD.sub('', found['kind'])) if found else ''
        return kind if len(kind) > 1 and not _LIMIT.search(kind) else None
    plain = _BRACKETS.sub('', case)
    members = list(_MEMBERS.finditer(plain))
    if not members:
        return None
    kind = next((match['kind'] for match in members if '正式' in match['kind']), members[0]['kind'])
    counted = _INCLUDED.search(case)
    told = f'{kind}{counted["told"]}' if counted and counted['kind'].endswith(kind) else kind
    pool = _POOL.search(plain)
    if pool is None or pool['pool'] in {'在职', '从业', '在岗'} or kind.startswith(pool['pool']):
        return told
    return f'{pool["pool"]}中的{told}'
