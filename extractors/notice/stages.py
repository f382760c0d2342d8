"""阶段: the stages that headings, lists, tables or one sentence name, and the campaign's own span."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.notice.body import Part
from extractors.notice.headings import numbered
from extractors.notice.lines import Line
from extractors.notice.stage_days import Span, counted_span, text_to_span
from model.notice import Stage

_BRACKETED = re.compile(
    r'(?P<name>[^（）()。；：:]{2,24}?)\s*[（(](?P<days>[^（）()]{2,40})[）)](?P<rest>[^。；]{0,40})'
)
_LABELLED = re.compile(
    r'(?P<name>[^（）()。；：:，,]{2,20}?)\s*[:：，,。]\s*(?:时间\s*[:：为]?\s*)?(?P<rest>.{2,60})'
)
_DATED_FIRST = re.compile(r'(?P<days>[^，,：:；。]{2,40})[，,：:]\s*(?P<name>[^。；，,：:（）()]{2,20})')
_UNDATED = re.compile(r'(?P<name>[^（）()。；：:，,]{2,16}?(?<!现)(?:阶段|环节))(?=[。：:；;]|$)')
_NEXT = re.compile(r'(?:时间|时限|期限|起止时间|实施时间|完成时间)(?:安排)?\s*[:：为]\s*(?P<days>.{2,40})')
_ORDINAL = re.compile(r'^第[一二三四五六]\s*(?:阶段|步)\s*[,，:：、—\-]?\s*')
_ARRANGES = re.compile('步骤|阶段|时间安排|进度|实施安排|工作安排|活动安排|日程')
_STAGE = re.compile(r'阶段|环节|步骤|第[一二三四五六]步')
_LISTED = re.compile(r'^\d{1,2}\s*[.．、](?=\s*(?:20\d\d年)?\d{1,2}月)')
_NO_NAME = re.compile('(?:起止|实施|完成)?时间|地点|对象|范围|要求|时限')
_INLINE = re.compile(
    r'(?P<name>[^（）()。；：:，,、]{2,20}?)\s*[（(](?P<days>[^（）()]{2,36})[）)](?P<rest>[^。；，,、（）()]{0,16})'
)
_PARTED = re.compile('[二两三四五六]个(?:阶段|步骤|环节)|(?:阶段|步骤)(?:进行|实施|推进|如下)')
_NAMES = re.compile(r'[^（）()。；：:，,]{2,16}')
_FILLED = re.compile(r'[\s—\-\d.、]*')
_PERIOD = re.compile(r'(?P<name>[^。；，,]{0,24}?)(?:时间|期限|时限|周期)(?:安排)?')
_LABEL = re.compile(r'(?P<name>[^。；，,：:]{0,16}?)(?:时间|期限)(?:安排)?\s*[:：]\s*(?P<days>.{4,50})')
_NOT_PERIOD = re.compile(
    '征求|征集|报送|上报|截止|报名|提交|会议|培训|缴|办理|受理|联系|申报|考试|上班|工作时间|反馈|公示|生效|执行|有效|任期|服务'
)
_OPENS = re.compile(r'(?:决定|定于|拟定?于)[^。；]{0,80}?(?:开展|组织|实施|部署|进行)')
_NAMED = re.compile(
    r'(?:开展|实施|组织|进行)(?:了)?[^，。；]{0,30}?(?P<name>“[^”]{2,24}”|[^，。；“”的]{2,24}?)(?P<kind>专项行动|攻坚行动|集中行动|行动|专项整治|整治|活动|月)'
)
_SHARES = re.compile(r'阶段|环节|[（(].*[）)]')
_CELL = re.compile(r'\s{2,}')
_TABLE_HEAD = re.compile(r'(?=.*(?:阶段|步骤|环节|内容|任务))(?=.*(?:时间|日期|进度|期限))')


class _Days(NamedTuple):
    """What days without a year are read by."""

    issued: dt.date | None
    year: int | None


def parts_to_stages(parts: Sequence[Part], issued: dt.date | None, year: int | None) -> tuple[Stage, ...]:
    """The stages of the parts that bind, in order; where none has days, the campaign's own span first.

    A heading counts as a stage where its bracket, or the words after its colon, hold days, or where it
    is itself called 阶段; so do rows of a table of stages and a sentence that parts the work in 三个阶段.
    A campaign's span has the rule 'campaign'. Days are None where the text leaves them open.
    """
    found: list[Stage] = []
    days = _Days(issued, year)
    for part in parts:
        if not part.draft:
            stages = _part_to_stages(part, days)
            found.extend(stages if any(stage.end for stage in stages) else [*_campaigns(part, days), *stages])
    return tuple(dict.fromkeys(found))


def _part_to_stages(part: Part, days: _Days) -> list[Stage]:
    candidates = list(_candidates(part, days))
    dated = [text for text, stage in candidates if stage.end]
    named = sum(_STAGE.search(text) is not None or _ARRANGES.search(text) is not None for text in dated)
    found = [stage for _, stage in candidates if stage.end] if named * 2 >= len(dated) > 0 else []
    undated = [stage for text, stage in candidates if not stage.end]
    if found or len(undated) > 1:
        found = [stage for _, stage in candidates if stage in found or not stage.end]
    return found or _tables(part, days) or _inline(part, days)


# Headings and items


def _candidates(part: Part, days: _Days) -> Iterator[tuple[str, Stage]]:
    above, after = '', None
    for index, line in enumerate(part.lines):
        number = numbered(line.text, index)
        text = number.rest if number else _LISTED.sub('', line.text)
        if line.table or not (number or _ORDINAL.match(text) or above):
            continue
        following = part.lines[index + 1] if index + 1 < len(part.lines) else None
        stage = _line_to_stage(line, text, following, days, after, listed=bool(above))
        if stage and (number or _ORDINAL.match(text) or stage.end):
            after = stage.end or after
            yield text[:40] + above, stage
        elif number and number.level == 1:
            above = number.rest[:30] if _ARRANGES.search(number.rest[:30]) else ''


def _line_to_stage(
    line: Line, text: str, following: Line | None, days: _Days, after: str | None, *, listed: bool
) -> Stage | None:
    bare = _ORDINAL.sub('', text, count=1)
    for pattern, rule in ((_BRACKETED, 'bracket'), (_LABELLED, 'label')):
        match = pattern.match(bare) or pattern.match(text)
        stage = _matched(match, line, days, after, rule, listed=listed) if match else None
        if stage:
            return stage
    dated = _DATED_FIRST.match(text) if listed else None
    if dated:
        span = text_to_span(dated['days'], *days, after)
        if (
            span
            and span.start < 3
            and len(dated['days']) - span.end < 4
            and not _FILLED.fullmatch(dated['name'])
        ):
            return Stage(dated['name'].strip(), span.first, span.last, line.where, ('days first',), 0.7)
    return _undated(line, bare, following, days, after)


def _matched(
    match: re.Match[str], line: Line, days: _Days, after: str | None, rule: str, *, listed: bool
) -> Stage | None:
    printed = match.groupdict().get('days') or match['rest']
    span = text_to_span(printed, *days, after)
    near = 3 if rule == 'label' else 12
    if (
        span is None
        or span.start > near
        or (rule == 'label' and not (listed or _STAGE.search(match['name'])))
    ):
        return None
    if _NO_NAME.fullmatch(match['name'].strip()):
        return None
    name = _name(match['name'], match['rest'] if rule == 'bracket' else '')
    return Stage(name, span.first, span.last, line.where, (rule,), _score(span)) if name else None


def _undated(line: Line, text: str, following: Line | None, days: _Days, after: str | None) -> Stage | None:
    """A stage without days in its heading; they may stand in its text or on the next line after 时间：."""
    match = _UNDATED.match(text)
    if match is None:
        return None
    told = _NEXT.match(text[match.end() :].lstrip('。：:')) or (
        _NEXT.match(following.text) if following else None
    )
    span = text_to_span(told['days'], *days, after) if told else None
    name = match['name'].strip()
    if span and span.start < 3:
        return Stage(name, span.first, span.last, line.where, ('next line',), _score(span))
    return Stage(name, None, None, line.where, ('undated',), 0.6)


def _name(printed: str, rest: str) -> str:
    """A stage's name without 第一阶段：, or where that is all, the phrase after the bracket."""
    name = _ORDINAL.sub('', printed).strip('，,、：: ')
    if name:
        return name
    phrase = _NAMES.match(rest.lstrip('，,：: 为是'))
    return phrase.group() if phrase and len(rest) < 40 else printed.strip('，,、：: ')


def _score(span: Span) -> float:
    return 0.7 if span.fuzzy else 0.8 if span.first is None else 0.95


# Tables and single sentences


def _tables(part: Part, days: _Days) -> list[Stage]:
    """The rows under a table head that names 阶段 and 时间: the cell with days, and the one that names."""
    found: list[Stage] = []
    inside = False
    for line in part.lines:
        if not line.table:
            inside = False
        elif _TABLE_HEAD.match(line.text) and _STAGE.search(line.text):
            inside = True
        elif inside:
            stage = _row_to_stage(line, days, found[-1].end if found else None)
            found.extend([stage] if stage else [])
    return found


def _row_to_stage(line: Line, days: _Days, after: str | None) -> Stage | None:
    cells = [cell for cell in _CELL.split(line.text) if not _FILLED.fullmatch(cell)]
    spans = [(cell, span) for cell in cells if len(cell) < 40 and (span := text_to_span(cell, *days, after))]
    names = [cell for cell in cells if spans and cell != spans[0][0] and _NAMES.fullmatch(cell)]
    if not spans or not names:
        return None
    name = next((cell for cell in names if _STAGE.search(cell)), names[0])
    span = spans[0][1]
    return Stage(_name(name, ''), span.first, span.last, line.where, ('table',), min(0.8, _score(span)))


def _inline(part: Part, days: _Days) -> list[Stage]:
    """A sentence that parts the work itself: 分动员（3月）、整改（4月至5月）、总结（6月）三个阶段."""
    for line in part.lines:
        if line.table or not _PARTED.search(line.text):
            continue
        found: list[Stage] = []
        for match in _INLINE.finditer(line.text[:600]):
            span = text_to_span(match['days'], *days, found[-1].end if found else None)
            name = _name(re.sub(r'^.*(?:分为|分|[一二三四]是|即)', '', match['name']), match['rest'])
            if span and span.start < 3 and name:
                found.append(Stage(name, span.first, span.last, line.where, ('sentence',), 0.7))
        if len(found) > 1:
            return found
    return []


# The campaign as a whole


def _campaigns(part: Part, days: _Days) -> list[Stage]:
    """The span of the whole: under a heading …时间, after a label 活动时间：, or in the opening sentence."""
    heading = ''
    opening = True
    for index, line in enumerate(part.lines):
        number = numbered(line.text, index)
        if line.table:
            continue
        found = _headed(line, heading, days)
        if found is None and not _STAGE.search(heading):
            found = _labelled(line, number.rest if number else line.text, days)
        if found is None and opening and number is None:
            found = _opened(line, days)
        if found:
            return [found]
        opening = opening and number is None
        heading = number.rest if number else ''
    return []


def _headed(line: Line, heading: str, days: _Days) -> Stage | None:
    match = _PERIOD.fullmatch(heading) if heading and len(line.text) <= 40 else None
    if match is None or _NOT_PERIOD.search(heading) or _SHARES.search(line.text):
        return None
    return _whole(line, match['name'], line.text, days)


def _labelled(line: Line, text: str, days: _Days) -> Stage | None:
    match = _LABEL.match(text)
    if match is None or _NOT_PERIOD.search(match['name']) or _SHARES.search(match['name']):
        return None
    return _whole(line, match['name'], match['days'], days)


def _whole(line: Line, name: str, printed: str, days: _Days) -> Stage | None:
    span = text_to_span(printed, *days)
    if (
        span is None
        or span.first is None
        or span.first == span.last
        or span.start > 2
        or len(printed) - span.end > 6
    ):
        return None
    return Stage(
        name.strip('的 ') or '活动', span.first, span.last, line.where, ('campaign', 'heading'), _score(span)
    )


def _opened(line: Line, days: _Days) -> Stage | None:
    """决定从2月下旬开始，用100天时间，开展“…”活动: the days of the sentence that opens the paper."""
    for sentence in re.split('[。；]', line.text[:1500]):
        opens = _OPENS.search(sentence)
        named = _NAMED.search(sentence, opens.start()) if opens else None
        if opens is None or named is None:
            continue
        told = sentence[opens.start() :]
        span = counted_span(told, *days) or text_to_span(told, *days)
        if span and span.first and span.last and span.first < span.last:
            name = f'{named["name"]}{named["kind"]}'
            return Stage(name, span.first, span.last, line.where, ('campaign', 'opening'), 0.7)
    return None
