"""阶段: the stages that headings name together with their days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from extractors.notice.body import Part
from extractors.notice.headings import numbered
from extractors.notice.lines import Line
from model.notice import Stage
from text.dates import TimeExpression, expressions

_BRACKETED = re.compile(r'(?P<name>[^（）()。；：:]{2,24}?)\s*[（(](?P<days>[^（）()]{2,40})[）)]')
_LABELLED = re.compile(r'(?P<name>[^（）()。；：:，,]{2,20}?(?:阶段|环节))\s*[:：]\s*(?P<rest>.{2,60})')
_ORDINAL = re.compile(r'第[一二三四五六七八九十]阶段\s*[,，:：、]?\s*')
_ARRANGES = re.compile('步骤|阶段|安排')
_STAGE = re.compile(r'阶段|环节|步骤')


def parts_to_stages(parts: Sequence[Part], issued: dt.date | None, year: int | None) -> tuple[Stage, ...]:
    """The stages of a notice's binding parts in order, each with its first and last day.

    A heading counts where its bracket, or the words after its colon, hold days, and where it or
    its sisters are called 阶段.
    """
    found: list[Stage] = []
    for part in parts:
        if not part.draft:
            candidates = list(_candidates(part, issued, year))
            if sum(_STAGE.search(text) is not None for text, _ in candidates) * 2 >= len(candidates) > 0:
                found.extend(stage for _, stage in candidates)
    return tuple(found)


def _candidates(part: Part, issued: dt.date | None, year: int | None) -> Iterator[tuple[str, Stage]]:
    above = ''
    for index, line in enumerate(part.lines):
        number = numbered(line.text, index)
        text = number.rest if number else line.text
        if number or _ORDINAL.match(text):
            stage = _line_to_stage(line, text, issued, year)
            if stage:
                yield text[:40] + above, stage
            elif number and number.level == 1:
                above = number.rest[:30] if _ARRANGES.search(number.rest[:30]) else ''


def _line_to_stage(line: Line, text: str, issued: dt.date | None, year: int | None) -> Stage | None:
    match = _BRACKETED.match(text) or _LABELLED.match(text)
    if match is None:
        return None
    days = match.groupdict().get('days') or match.groupdict().get('rest') or ''
    times = [
        time for time in expressions(days, issued, year=year) if time.kind in {'range', 'date', 'deadline'}
    ]
    if not times or ('days' not in match.groupdict() and times[0].start > 12):
        return None
    name = _ORDINAL.sub('', match['name']).strip('，,、 ') or match['name']
    return Stage(name, _first(times[0]), times[0].last, line.where)


def _first(time: TimeExpression) -> str | None:
    return time.first
