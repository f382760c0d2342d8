"""A report in prose: '全县登记社会组织86家，已建党组织41家，其中单独23家、联合18家' as a unit's figures."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.survey.said import Said, places_said, sentence_to_said
from model.document import Document, Paragraph, Table
from model.place import NOWHERE, Problem, Severity, Value, Where
from model.returned import Named
from text.celldates import cell_to_date
from text.numbers import NOTED

_AS_OF = re.compile(r'截[至止](?:到)?(?P<date>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?)')
_DAY = re.compile(r'(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?')
_MONTH_END = re.compile(r'(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2}日|底|末)?')
_UNIT = re.compile(r'(?P<unit>[\u4e00-\u9fff]{2,24}?)关于')
_BODY = re.compile(r'[\u4e00-\u9fff]{2,16}(?:局|委员会|党委|党组|工委|办公室|中心|部)')
_ONE_LINE = re.compile(
    r'(?P<unit>[\u4e00-\u9fff]{2,12}):(?:社会组织)?(?:共|有|总数)?(?P<count>\d[\d,]*)[家个](?=[,，、;；。]|$)'
)
_REGION = re.compile(r'[\u4e00-\u9fff]{1,6}(?:县|区|旗|市|镇|乡|街道)')
_PARTS = (
    ('established', ('independent', 'joint', 'attached', 'dispatched'), "已建党组织", "各种组建方式"),
    ('members_total', ('full_members', 'probationary_members'), "党员", "正式党员、预备党员"),
)
_AT_MOST = (
    ('established', 'total', "已建党组织", "社会组织总数"),
    ('established', 'eligible', "已建党组织", "应建数"),
    ('eligible', 'total', "应建数", "社会组织总数"),
    ('members_total', 'staff_total', "党员", "从业人员"),
)
_FEWEST_FIGURES = 2
_NEAR = 60


class UnitRead(NamedTuple):
    """A unit's figures, the unit that reports, and what to look at."""

    unit: Named | None
    values: dict[str, Value]
    problems: tuple[Problem, ...]


def document_to_sentences(document: Document) -> list[tuple[str, Where]]:
    """The sentences of a document's paragraphs, NFKC and without blanks, each with its place."""
    found: list[tuple[str, Where]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.text.splitlines():
                text = ''.join(unicodedata.normalize('NFKC', line).split())
                pieces = re.split(r'(?<=[。；;!])', text)
                found.extend((piece, block.where) for piece in pieces if piece)
    return found


def reporting_unit(sentences: Sequence[tuple[str, Where]]) -> Named | None:
    """Who reports: the title's '某局关于', the line '某区：', or a body alone on one of the last lines."""
    for sentence, _ in sentences[:6]:
        found = _UNIT.match(sentence) or _ONE_LINE.match(sentence)
        if found:
            region = _REGION.match(found['unit']) if found.re is _ONE_LINE else None
            return Named(region[0] if region else found['unit'])
    signed = [text for text, _ in sentences[-3:] if _BODY.fullmatch(text)]
    return Named(signed[-1]) if signed else None


def _own_region(unit: Named | None, sentences: Sequence[tuple[str, Where]]) -> str | None:
    """The region that the report is about: its unit's, else the only one it names."""
    found = _REGION.match(unit.name or '') if unit else None
    if found:
        return found[0]
    places = {place for text, _ in sentences for place in places_said(text)}
    return places.pop() if len(places) == 1 else None


def _said(sentences: Sequence[tuple[str, Where]], own: str | None) -> Iterator[Said]:
    """Every figure in order, with the last 截至 before it."""
    date = None
    for sentence, where in sentences:
        one = _ONE_LINE.match(sentence)
        if one:
            count = int(one['count'].replace(',', ''))
            yield Said('total', Value(one[0], count, where), '', date, None, sentence)
        found = list(_AS_OF.finditer(sentence))
        head = sentence[: found[0].start()] if found else sentence
        yield from _in(sentence, sentence_to_said(head, where, own, date))
        for place, one_date in enumerate(found):
            date = one_date['date']
            end = found[place + 1].start() if place + 1 < len(found) else len(sentence)
            yield from _in(sentence, sentence_to_said(sentence[one_date.end() : end], where, own, date))


def _in(sentence: str, said: Iterable[Said]) -> Iterator[Said]:
    return (one._replace(sentence=sentence) for one in said)


def _to_sentence(raw: str, sentence: str) -> str:
    """The sentence that a figure stands in, as far as a person needs to judge it."""
    start = sentence.find(raw)
    if start < 0:
        return raw
    first, end = max(0, start - _NEAR), start + len(raw) + _NEAR
    return f"{'…' if first else ''}{sentence[first:end]}{'…' if end < len(sentence) else ''}"


def _date_to_value(text: str, where: Where, written_on: dt.date | None) -> Value:
    """A 截至 date as an ISO date; a month's end is its last day, a missing year the paper's own."""
    found = _MONTH_END.fullmatch(text)
    if found is None or (found['year'] and not (found['day'] or '').startswith(('底', '末'))):
        reading = cell_to_date(text)
        return Value(text, reading.value, where, reading.score, reading.reasons)
    year, month, day = found['year'], int(found['month']), found['day'] or '底'
    if not year and written_on is None:
        return Value(text, None, where, 0.0, (f"“{text}”没有写年份",))
    told = int(year) if year else _year_before(month, written_on or dt.date.min)
    if not 1 <= month <= 12:
        return Value(text, None, where, 0.0, (f"“{text}”没有这一天",))
    last = calendar.monthrange(told, month)[1]
    number = int(day.rstrip('日')) if day[0].isdigit() else last
    if not 1 <= number <= last:
        return Value(text, None, where, 0.0, (f"“{text}”没有这一天",))
    reason = "" if year else f"没有写年份，按文末日期取{told}年"
    return Value(text, dt.date(told, month, number).isoformat(), where, NOTED, (reason,) if reason else ())


def _year_before(month: int, written_on: dt.date) -> int:
    return written_on.year if month <= written_on.month else written_on.year - 1


def _written_on(sentences: Sequence[tuple[str, Where]]) -> dt.date | None:
    """The day that stands alone on one of the last lines, else the only year that the paper names."""
    for text, _ in reversed(sentences[-3:]):
        found = _DAY.fullmatch(text)
        if found:
            iso = cell_to_date(text).value
            return dt.date.fromisoformat(f'{iso}-01'[:10]) if iso else None
    years = {found['year'] for text, _ in sentences for found in _DAY.finditer(text)}
    return dt.date(int(years.pop()), 12, 31) if len(years) == 1 else None


def _dates(sentences: Sequence[tuple[str, Where]]) -> dict[str, Value]:
    """Every 截至 date of the paper as a value, in order."""
    written_on = _written_on(sentences)
    found: dict[str, Value] = {}
    for sentence, where in sentences:
        for one in _AS_OF.finditer(sentence):
            found.setdefault(one['date'], _date_to_value(one['date'], where, written_on))
    return found


def _gather(said: Sequence[Said], latest: str | None) -> tuple[dict[str, Value], list[str]]:
    """The first standing figure of each kind, and what was left out with its reason.

    Its raw text is the sentence that says it, for a person to judge by. Another one that differs makes
    it doubtful. Figures under an earlier 截至 are left out.
    """
    values: dict[str, Value] = {}
    first: dict[str, Said] = {}
    left: list[str] = []
    for one in said:
        old = one.date is not None and latest is not None and one.date != latest
        why_not = one.why_not or (f"是截至{one.date}的数" if old else '')
        if why_not:
            left.append(f"“{one.value.raw}”（{why_not}）")
            continue
        if one.field not in values:
            values[one.field] = one.value
            first[one.field] = one
        held = values[one.field]
        if held.value != one.value.value:
            reason = f"文中另有“{one.value.raw}”"
            values[one.field] = Value(held.raw, held.value, held.where, NOTED / 2, (*held.reasons, reason))
    told = {
        key: replace(value, raw=_to_sentence(value.raw, first[key].sentence)) for key, value in values.items()
    }
    return told, left


def parts_to_problems(values: dict[str, Value]) -> Iterator[Problem]:
    """Parts that do not add up to their whole, and parts greater than it."""
    counts = {key: value.value for key, value in values.items() if value.value is not None}
    for whole, keys, name, parts_name in _PARTS:
        parts = [counts[key] for key in keys if key in counts]
        if whole in counts and len(parts) > 1 and sum(parts) != counts[whole]:
            shown = '、'.join(map(str, parts))
            message = f"{name}{counts[whole]}与{parts_name}{shown}之和{sum(parts)}不符，请核对"
            yield Problem('parts_disagree', Severity.REVIEW, message, values[whole].where)
    for part, whole, name, whole_name in _AT_MOST:
        if part in counts and whole in counts and counts[part] > counts[whole]:
            message = f"{name}{counts[part]}多于{whole_name}{counts[whole]}，请核对"
            yield Problem('parts_disagree', Severity.REVIEW, message, values[part].where)


def left_out_problem(left: Sequence[str]) -> tuple[Problem, ...]:
    """One note naming the numbers that were not taken."""
    if not left:
        return ()
    shown = '、'.join(left[:10]) + ("等" if len(left) > 10 else '')
    return (Problem('figures_left_out', Severity.INFO, f"文中另有{len(left)}个数没有取：{shown}", NOWHERE),)


def document_to_prose(document: Document) -> UnitRead | None:
    """A unit's figures from running text, None where a table stands or fewer than two figures do.

    Keys: total, established, not_established, eligible, independent, joint, attached, dispatched,
    instructors, counts under their field ids, and as_of (the latest 截至). Planned and last year's
    figures, what came on top, and other places' figures are left out and named.
    """
    if any(isinstance(block, Table) for block in document.blocks):
        return None
    sentences = document_to_sentences(document)
    unit = reporting_unit(sentences)
    own = _own_region(unit, sentences)
    said = list(_said(sentences, own))
    dates = _dates(sentences)
    latest = max(dates, key=lambda text: str(dates[text].value or ''), default=None)
    values, left = _gather(said, latest)
    if len(values) < _FEWEST_FIGURES or not {'total', 'established', 'eligible'} & values.keys():
        return None
    message = "这是文字汇报，没有表格，按文中的数读取；请对照原文核对"
    return UnitRead(
        unit or (Named(own) if own else None),
        values | ({'as_of': dates[latest]} if latest else {}),
        (
            Problem('prose_report', Severity.REVIEW, message),
            *parts_to_problems(values),
            *left_out_problem(left),
        ),
    )
