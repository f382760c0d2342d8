"""Lines of a head that ran together: a title and its recipients, a number and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.notice.lines import Line
from extractors.notice.recipients import is_recipients
from extractors.notice.records import is_meta
from extractors.notice.titles import STATUTORY, title_to_type
from text.dates import whole_date
from text.docnumbers import find_numbers, whole_number
from text.han import fold_zeros

_RUN_ON = re.compile(
    rf'(?P<title>.{{6,}}?的(?:{STATUTORY}))(?P<bodies>(?:各|全|省|市|有关|机关|局|县|区).*)[:：]$'
)
_NUMBER_IN_BRACKETS = re.compile(
    r'(?P<title>[^（(]*(?:[（(][^（）()]*[）)][^（(]*){0,3}?)'
    r'[（(](?P<inside>(?:[^（）()]|[（(]\d{4}[）)])*号(?:[^（）()]|[（(]\d{4}[）)])*)[）)]'
    r'(?:\s*[-_|｜—]+\s*[^-_|｜—。]{2,40})?'  # the site's name
)
_CUT_TYPES = {'通知', '通报', '通告', '公告', '公报', '公示', '意见'}
LEAST_KEYS, LONGEST_KEY = 3, 8
RED_HEAD = re.compile(r'(?P<organs>.+?)\s*(?:文\s*件|[（(](?:函|通知|报告|请示|批复|意见)[）)])$')


def red_head_lines(apart: Sequence[Line]) -> list[Line]:
    """Lines of a page header that are a number or a red head; the rest of a page header is repeated text."""
    return [
        line
        for line in apart
        if line.where.part == 'header' and (whole_number(line.text) or RED_HEAD.fullmatch(line.text))
    ]


def taken_apart(found: Sequence[Line], searched: int) -> list[Line]:
    """The lines with those of the first `searched` taken apart that ran together."""
    lines: list[Line] = []
    for index, line in enumerate(_with_values(_whole_types(found[:searched]))):
        lines.extend(_pieces(line) if index < searched else [line])
    return [*lines, *found[searched:]]


def _whole_types(found: Sequence[Line]) -> list[Line]:
    """Lines with a 文种 put together again that the end of a line cut: …的通⏎知各县民政局：."""
    lines = list(found)
    for index in range(len(lines) - 1):
        above, below = lines[index].text, lines[index + 1].text
        kind = above[-1:] + below[:1]
        if (
            above.endswith(('的通', '的公', '的意'))
            and kind in _CUT_TYPES
            and is_recipients(below[1:].rstrip(':：'))
        ):
            lines[index], lines[index + 1] = (
                _part(lines[index], above + below[0]),
                _part(lines[index + 1], below[1:]),
            )
    return lines


def _with_values(found: Sequence[Line]) -> list[Line]:
    """Lines of a page's record whose keys and values stand on lines of their own, each pair made one."""
    keys = {index for index, line in enumerate(found) if _is_key(line.text)}
    if len(keys) < LEAST_KEYS:
        return list(found)
    lines: list[Line] = []
    for index, line in enumerate(found):
        if index - 1 in keys and index not in keys:
            lines[-1] = _part(lines[-1], f'{lines[-1].text}：{line.text}')
        else:
            lines.append(line)
    return lines


def _is_key(text: str) -> bool:
    return len(text) <= LONGEST_KEY and not is_meta(text) and is_meta(f'{text}：')


def _pieces(line: Line) -> list[Line]:
    """A title run into its recipients, or a number printed on one line with something else."""
    if '。' in line.text or is_meta(line.text):
        return [line]
    bracketed = _bracketed(line)
    if bracketed:
        return bracketed
    run_on = _RUN_ON.fullmatch(line.text)
    if run_on and is_recipients(run_on['bodies']):
        return [_part(line, run_on['title']), _part(line, run_on['bodies'] + '：', gap=0)]
    numbers = find_numbers(line.text)
    if len(numbers) != 1 or len(line.text) > 160 or whole_number(line.text):
        return [line]
    before, after = line.text[: numbers[0].start].strip(), line.text[numbers[0].end :].strip()
    if before[-1:] in ('（', '(') and after in {'）', ')'} and title_to_type(before[:-1].strip()):
        before, after = before[:-1].strip(), ''
    if (
        before[-1:] in tuple('（(，、')
        or ('《' in before and '》' not in before)
        or after[:1] in tuple('）)文的')
    ):
        return [line]
    return [_part(line, text) for text in (before, numbers[0].raw, after) if text]


def _bracketed(line: Line) -> list[Line]:
    """（2016年8月3日 示民函〔2016〕5号）, after a title or alone, as a line of its own for each."""
    match = _NUMBER_IN_BRACKETS.fullmatch(line.text) if '号' in line.text and len(line.text) < 160 else None
    numbers = find_numbers(match['inside']) if match else []
    title = match['title'].strip() if match else ''
    if match is None or len(numbers) != 1 or (title and not title_to_type(title)):
        return []
    inside, number = match['inside'], numbers[0]
    rest = (inside[: number.start] + inside[number.end :]).strip(' \t　，,、；;')
    if rest and not whole_date(fold_zeros(rest)):
        return []
    return [_part(line, text) for text in (title, f'（{rest}）' if rest else '', number.raw) if text]


def _part(line: Line, text: str, gap: int | None = None) -> Line:
    return Line(text, line.where, line.table, line.gap if gap is None else gap)
