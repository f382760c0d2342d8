"""What a goal measures, of whom it speaks, by which day and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.notice.figures import Figure
from extractors.notice.sentences import Sentence
from extractors.notice.subjects import MODAL, clause_subject, leading_subject

_LEADING = re.compile(
    r'^\W*(?:[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[一二三四五六七八九]是|其中[，,]?)*'
)
_COMPARING = re.compile(
    r'(?:不低于|不得低于|不少于|不得少于|不超过|不得超过|不高于|不多于|至少|最多|达到|力争|提高到|提升到|提高至|提升至|增加到|稳定在|保持在|控制在|降到|降至|压减到'
    r'|均|都|应当|应|要|须|确保|全部|可|再|一般|原则上|有重点地|约|的|，|、|,|\s|尽量|在|按照?|限报|限|为)+$'
)
_ORDERS = re.compile(
    r'^(?:推动|引导|督促|指导|按照?|要求|要|至少|应当?|须|均|都|力争|确保|实现|做到|达到|推进|完成|形成|基本|全部|可|使|将|对|一般)+'
)
_STOPS = re.compile(r'[，,。；;、（(]|[和及与](?=\d)|由(?=[一-龥]{1,8}(?:进行|给予|予以|统一))')
_EARLIER = re.compile(r'.*\d[^\d、，,]{1,14}[、和及与](?!区|市)')
_TIME_LEAD = re.compile(
    r'^(?:到|至(?!少)|在|于|力争|确保|争取|努力实现|努力|原则上|一般)*'
    r'(?:(?:(?:20\d\d年度?|今年|明年|本年度?|每年|全年|年(?=[底末内终]))(?:\d{1,2}月)?(?:月?底|末|内|终)?|\d{1,2}月(?:底|末|内)?|月底)(?:之?前)?'
    r'|每(?:半?年|季度?|个?月|周|旬|期)(?=[报上推选评筛培组开完至])|\d{1,2}年内|[一二三四五]年内)?[，,]?'
)
_EACH = re.compile(
    r'(?:推动|引导|督促|指导|组织|要求|支持|确保|力争)?(?P<who>[^，。；：:\d每各请要]{0,6}(?:每(?![半年月周季旬期])|各)[^，。；]{1,24}?)(?=每(?:半?年|季|个?月|周)|至少|最少|不少于|每年|要|应|可|须|均|确定|培育|培养|推荐|联系|建成|建设|建立|选派|选树|拥有|配备|完成|打造|组织|带|评选|上?报送?|筛选|选出|推选|准备|提交|撰写|有重点|$)'
)
_WIDE = re.compile(r'(?P<who>(?:全[市省县区国州镇乡]|全街道|全系统|全行业)[^，。；]{0,2}?)(?=[一-龥])')
_BODY_END = re.compile(
    r'社会组织|企业|园区|单位|机构|团体|协会商会|协会|商会|医院|学校|小区|社区|街道|乡镇|机关|中心|党员|人员|地区|县|市|区|镇|村|）|\)'
)
_LAST = re.compile('[，,；;。]')
_ACTED_ON = re.compile(
    r'(?:向|对|(?<!通过)在|面向|推动|督促|引导|指导|支持|帮助)(?P<who>[一-龥、（）()]{0,24}?(?:社会组织|企业|园区|单位|机构|团体|商会|协会|医院|学校|小区|社区|街道|乡镇|村))(?=[一-龥]|$)'
)
_TITLE = re.compile(r'^[^：:，,（(]{2,6}[：:](?=.{3})|^.*[（(](?=[^（）()]{2,}$)')
_RATE = re.compile(r'率$|比例$|占比$|数$|数量$')
_SHORTEST_METRIC, _NEAR, _FIRST = 3, 160, 300
_SUBJECTLESS = re.compile(r'^\W*(?:均|都|要|应|须|按|力争|确保|实现|达到|全部|做到|争取)')
_MANNER = re.compile(
    r'\W*(?:通过|采取|以|按|根据|加强|加快|坚持|推进|推动|深入|积极|抓|开展|结合|围绕|为|决定|现|向|将)'
)
_IN_CASE = re.compile(r'(?:^|[。；])\W*(?:在|对于?|针对)(?P<case>[^，。；]{2,40})，')
_EVERY_AT = re.compile(r'(?:要|均|都|应当?|须|确保|力争)?(?:全部|实现|做到|达到|推动|推进|完成|基本|确保)')
_BASES = (
    re.compile(r'以(?P<base>[^，。；]{2,40}?)为(?:准|基数|基准|基础|底数)'),
    re.compile(r'在(?P<base>[^，。；]{2,30}?)的?基础上'),
    re.compile(
        r'(?:由|从)(?P<base>[^，。；]{0,16}?\d[\d.]*\s*(?:[%％‰]|[一-龥]))(?:左右|以上)?(?:逐步)?(?:提高|提升|增加|扩大|降|下降|压减|降低|增长)'
    ),
    re.compile(
        r'(?:比|较|与)(?P<base>(?:20\d\d年|上年|去年|上一年|同期|上年同期|去年同期|[一-龥]{0,6}[期末底年])[底末]?)(?:度|水平)?(?:相比)?(?=[^，。；]{0,6}(?:增|提高|提升|下降|减|降|翻|上升|压|多|少))'
    ),
    re.compile(r'(?P<base>同比|环比)(?=增|下降|提高|减|压)'),
    re.compile(
        r'按照?(?P<base>[^，。；\d]{4,30}?)(?=\d{1,3}(?:\.\d+)?[%％](?:的?(?:标准|比例))?(?:落实|安排|列支|拨付|计提))'
    ),
)
_WHOLE = re.compile(r'^(?:不低于|不得低于|不少于|不超过|不得超过|达到|至少)(?P<base>[^，。；]{2,24})的$')
_TO_YEAR = re.compile(r'(?:到|至)(20\d\d)年(?=[，,]|[一-龥])(?!底|末|\d)')
_IN_YEAR = re.compile(
    r'(?:^|[，,。；])\W*(?:力争|确保)?(20\d\d)年(?!底|末|\d|以来|度?[^，]{0,12}(?:基础|基数|统计|相比))'
)
_BASE_AROUND = re.compile(r'(?:以|比|较|自|从|根据)$')


def clause_to_metric(clause: str, figure: Figure) -> str | None:
    """What is counted: the words before the figure without time, body and limits, else those after."""
    after = _STOPS.split(clause[figure.end : figure.end + 40], maxsplit=1)[0].removesuffix('的').strip()
    if figure.kind == 'all':
        return _ORDERS.sub('', f'{clause[figure.start : figure.end]}{after}').removesuffix('。') or None
    at = _bound_start(clause, figure)
    before = _COMPARING.sub('', _TITLE.sub('', _LEADING.sub('', clause[:at].rstrip('（(：: '))))
    before = _EARLIER.sub('', before) if figure.kind == 'count' else before
    bare = _TIME_LEAD.sub('', _without_scope(_TIME_LEAD.sub('', before)))
    before = _ORDERS.sub('', bare).strip('，,、：: ')
    if (figure.unit or '').endswith('字') and not after.startswith('的'):
        return before[-30:] or None
    if figure.kind == 'count' and len(after) > 1 and not _RATE.search(before):
        act = clause[at + len(figure.bound) : figure.start].strip() if figure.bound else ''
        return f'{before[-20:]}{act}{after}'
    return before[-30:] or after[:20] or None


def _bound_start(clause: str, figure: Figure) -> int:
    """Where the comparing word before a figure begins, else the figure."""
    at = clause.rfind(figure.bound, 0, figure.start) if figure.bound else -1
    return at if at >= 0 else figure.start


def figure_to_scope(sentence: Sentence, clause: str, offset: int, figure: Figure) -> str | None:
    """Of whom or what a goal speaks, as printed; None where nothing in the sentence says it."""
    printed = clause[: _bound_start(clause, figure)].rstrip('（( ')
    before = _TIME_LEAD.sub('', _LEADING.sub('', printed))
    each = _EACH.match(before)
    if each:
        return each['who']
    earlier = sentence.text[max(0, offset - _NEAR) : offset]
    case = _IN_CASE.search(earlier)
    own = _own_scope(before, clause, figure)
    acted = _ACTED_ON.search(_LAST.split(earlier.rstrip('，,；; '))[-1]) if figure.kind == 'all' else None
    if own is None and acted:
        return acted['who']
    if own is None and offset and _SUBJECTLESS.match(clause):
        own = _previous(earlier)
    found = '，'.join(part for part in (case['case'] if case else None, own) if part)
    return found or leading_subject(sentence.text[:_FIRST]) or sentence.section_subject


def sentence_to_days(sentence: Sentence) -> list[tuple[int, str]]:
    """Where a sentence names days that a goal may be due by, and the ISO days; none before its paper's."""
    text, ends = sentence.text, []
    for time in sentence.times:
        limits = time.kind in {'deadline', 'range'} or (
            time.kind == 'date' and _is_limit(text, time.start, time.end)
        )
        if time.last and limits and not _is_aside(text, time.start, time.end):
            ends.append((time.start, time.last))
    for pattern in (_TO_YEAR, _IN_YEAR):
        ends.extend((match.start(1), f'{match[1]}-12-31') for match in pattern.finditer(text))
    return sorted(end for end in ends if sentence.issued is None or end[1] >= sentence.issued)


def days_to_by(days: Sequence[tuple[int, str]], start: int, inherited: str | None) -> str | None:
    """The day by which a figure is due: the last named before it, else the next, else inherited."""
    before = [day for at, day in days if at < start]
    return before[-1] if before else days[0][1] if days else inherited


def figure_to_base(text: str, clause: str, offset: int, figure: Figure) -> str | None:
    """What a goal is measured against, as printed before or right at its figure; None where unsaid."""
    start = offset + figure.start
    if figure.kind == 'all':
        return None
    whole = _WHOLE.search(clause[_bound_start(clause, figure) : figure.start]) if figure.bound else None
    if whole:
        return whole['base']
    for pattern in _BASES:
        found = [
            match
            for match in pattern.finditer(text, 0, min(len(text), start + 12))
            if match.start() < start + 2
        ]
        if found:
            return found[-1]['base'].strip('，,、 ')
    return None


def _is_limit(text: str, start: int, end: int) -> bool:
    """Whether a plain day or month is meant as an end: 到2026年6月, 年底."""
    return text[max(0, start - 1) : start] in set('到至于在') or text[end - 1 : end] in set('底末')


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether a day is one that goals are measured from, or stands in words quoted from others."""
    if text.count('“', 0, start) > text.count('”', 0, start):
        return True
    after = text[end : end + 20]
    return bool(_BASE_AROUND.search(text[max(0, start - 2) : start])) or bool(
        re.match(r'[^，。；]{0,16}(?:为基数|为基准|为基础|为准|基础上|相比)', after)
    )


def _without_scope(before: str) -> str:
    """The metric alone: 全市社会组织党组织覆盖率 without 全市社会组织."""
    each = _EACH.match(before)
    if each:
        return before[each.end() :]
    at = _scope_end(before)
    return before[at:].lstrip('的要') if at else before


def _scope_end(before: str) -> int:
    """Where the body ends that a measure belongs to; 0 where the words are the measure alone."""
    if not _RATE.search(before):
        wide = _WIDE.match(before)
        return wide.end('who') if wide else 0
    ends = [match.end() for match in _BODY_END.finditer(before)]
    fits = [end for end in ends if len(before) - end >= _SHORTEST_METRIC]
    return fits[-1] if fits else 0


def _own_scope(before: str, clause: str, figure: Figure) -> str | None:
    if figure.kind == 'all':
        act = _EVERY_AT.search(clause, 0, figure.end)
        printed = _TIME_LEAD.sub('', _LEADING.sub('', clause[: act.start()])) if act else ''
        return _COMPARING.sub('', printed).removeprefix('对') or None
    before = _COMPARING.sub('', before)
    at = _scope_end(before)
    return before[:at] if at else clause_subject(clause)


def _previous(text: str) -> str | None:
    """The clause before, as whom 要实现翻番 speaks of; where it is a duty itself, its body."""
    clause = re.split('[，,；;]', text.rstrip('，,；; '))[-1]
    if MODAL.search(clause):
        return clause_subject(clause)
    if len(clause) < 4 or _TIME_LEAD.fullmatch(clause) or _MANNER.match(clause):
        return None
    return _LEADING.sub('', clause)
