"""Standing duties that no word of duty marks: joint acts, bodies urged on, acts of each city, at an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.notice.subjects import is_body
from text.dates import TimeExpression

_ACT = (
    r'(?:全面|组织|统一|分别|共同|依法|规范)?'
    r'(?:建立|成立|制定|组建|设立|举办|开展|出台|编制|完善|落实|公开|公布|选派|配备)'
)
_BODY = r'[\u4e00-\u9fff、（）()“”]{2,40}?'
_JOINT = re.compile(
    rf'(?P<who>{_BODY})(?:联合|会同)(?P<with>{_BODY})(?P<what>(?:举办|开展|组织(?!部|人事|科|处)|制定|出台|建立|印发)[^。；;]{{4,80}})'
)
_URGED = re.compile(
    rf'(?:推动|督促|指导|支持)(?P<who>[各全市县区省乡镇街]{_BODY})(?P<what>{_ACT}[^，。；,;]{{2,60}})'
)
_EVERY = re.compile(
    rf'以(?P<who>设区市|[省市县区镇乡]|街道|乡镇|园区|单位|支部)为单位[，,](?P<what>{_ACT}[^，。；,;]{{2,60}})'
)
_EVENT = re.compile(
    r'(?P<event>[^，。；,;]{2,20}?)时[，,](?P<what>(?:同步|一并|同时)[\u4e00-\u9fff（）()]{2,40})'
)
_HANDS_IN = re.compile(
    rf'(?:实行|施行|推行|落实)(?P<who>{_BODY})向(?P<to>{_BODY})(?P<what>(?:提交|报送|递交|签订)[^，。；,;]{{2,60}})'
)
_AROUND = re.compile(r'(?P<what>(?:集中)?(?:组织|开展|举办|召开)[^，。；,;]{4,60})')
_EACH_UNIT = frozenset({'省', '市', '县', '区', '镇', '乡', '街道', '乡镇', '园区', '单位', '支部', '设区市'})
_HINTS = (
    ('联合', 'joint_act', _JOINT),
    ('会同', 'joint_act', _JOINT),
    ('推动', 'urged_on', _URGED),
    ('督促', 'urged_on', _URGED),
    ('为单位', 'act_of_every', _EVERY),
    ('时，', 'act_at_event', _EVENT),
    ('时,', 'act_at_event', _EVENT),
    ('向', 'hands_in', _HANDS_IN),
)


class Kind(NamedTuple):
    """A standing duty without a word of duty: its body (None unsaid), act, receiver, time and rule."""

    who: str | None
    what: str
    rule: str
    report_to: str | None = None
    around: TimeExpression | None = None


def text_to_kinds(text: str, times: Sequence[TimeExpression]) -> Iterator[Kind]:
    """The duties of a sentence that only its turn of phrase marks, one for each turn."""
    seen: set[str] = set()
    for hint, rule, pattern in _HINTS:
        if hint in text and rule not in seen:
            match = pattern.search(text)
            kind = _kind(match, rule) if match else None
            if kind:
                seen.add(rule)
                yield kind
    for time in times:
        match = _AROUND.match(text, time.end) if 'fuzzy' in time.flags and time.kind == 'date' else None
        if match:
            yield Kind(None, match['what'], 'act_around_day', around=time)


def _kind(match: re.Match[str], rule: str) -> Kind | None:
    """A match as a duty, where what stands in the body's place is one."""
    named = match.groupdict()
    who, to = named.get('who'), named.get('to')
    if rule == 'act_of_every':
        return Kind(f'各{who}', match['what'], rule) if who in _EACH_UNIT else None
    if rule == 'act_at_event':
        return Kind(None, f'{match["event"]}时，{match["what"]}', rule)
    bodies = [name for name in (who, to, named.get('with')) if name is not None]
    return Kind(who, match['what'], rule, to) if all(is_body(name) for name in bodies) else None
