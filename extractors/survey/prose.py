"""A report in prose: '全县登记社会组织86家，已建党组织41家，其中单独23家、联合18家' as a unit's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from model.document import Document, Paragraph, Table
from model.place import Problem, Severity, Value, Where
from model.returned import Named
from text.celldates import cell_to_date
from text.han import HAN_NUMERALS, han_to_int
from text.numbers import DOUBTFUL, NOTED, PLAIN

_COUNT = rf'(?:共|有|为|共有|达|达到|达)?(?P<count>\d[\d,]*|[{HAN_NUMERALS}]{{1,8}})(?:余)?[家个名人]'
_MADE = r'(?:组建|建立|成立|设立)?(?:了)?(?:党组织|党支部|支部)?(?:的)?(?:社会组织|有)?'
_FIGURES = {
    'total': r'(?:登记|注册|现有|共有|所属|纳入统计)(?:在册)?(?:的)?(?:各类)?社会组织(?:总数)?',
    'established': r'(?:已(?:经)?(?:组建|建立|成立|建)(?:了)?(?:各类)?|建有)党(?:的)?组织的?(?:社会组织)?',
    'not_established': r'(?:尚?未|没有)(?:组建|建立|成立|建)(?:党组织)?(?:的)?(?:社会组织)?',
    'eligible': r'应建(?!未建)(?:立)?(?:党组织)?(?:的)?(?:社会组织)?',
    'independent': rf'(?:单独|独立){_MADE}',
    'joint': rf'联合{_MADE}',
    'attached': rf'挂靠{_MADE}',
    'dispatched': rf'派员{_MADE}',
    'staff_total': r'从业人员(?:总数)?',
    'members_total': r'(?<!预备)(?<!正式)(?<!流动)(?<!发展)党员(?:总数|人数)?',
    'full_members': r'正式党员(?:人数)?',
    'probationary_members': r'预备党员(?:人数)?',
    'instructors': r'(?:选派|派出|确定)?(?:了)?党建(?:工作)?指导员',
}  # fmt: skip
_PATTERNS = {key: re.compile(rf'(?:{words}){_COUNT}') for key, words in _FIGURES.items()}
_NOT_STANDING = re.compile(r'(?:新|拟|计划|将|力争|目标|比|增加|减少|上年|去年|同期)[^，。；]{0,6}$')
_AS_OF = re.compile(r'截[至止](?:到)?(?P<date>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?)')
_UNIT = re.compile(r'(?P<unit>[\u4e00-\u9fff]{2,24}?)关于')
_PARTS = ('independent', 'joint', 'attached', 'dispatched')
_FEWEST_FIGURES = 2


class ProseRead(NamedTuple):
    """A report's figures, the unit that reports, and what to look at."""

    unit: Named | None
    values: dict[str, Value]
    problems: tuple[Problem, ...]


def _sentences(document: Document) -> Iterator[tuple[str, Where]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for sentence in re.split(r'(?<=[。；;])', ''.join(block.text.split())):
                if sentence:
                    yield sentence, block.where


def _figures(sentence: str, where: Where) -> Iterator[tuple[str, Value]]:
    for key, pattern in _PATTERNS.items():
        for found in pattern.finditer(sentence):
            if _NOT_STANDING.search(sentence[: found.start()]):
                continue
            count = han_to_int(found['count'].replace(',', ''))
            doubt = '余' in found[0]
            reasons = (f"文中写为“{found[0]}”，是约数",) if doubt else ()
            yield key, Value(found[0], count, where, DOUBTFUL if doubt else PLAIN, reasons)


def _as_of(document: Document) -> Value | None:
    for sentence, where in _sentences(document):
        found = _AS_OF.search(sentence)
        if found:
            reading = cell_to_date(found['date'])
            return Value(found['date'], reading.value, where, reading.score, reading.reasons)
    return None


def _gather(document: Document) -> dict[str, Value]:
    """The first figure of each kind; another one elsewhere that differs makes it doubtful."""
    values: dict[str, Value] = {}
    for sentence, where in _sentences(document):
        for key, value in _figures(sentence, where):
            held = values.setdefault(key, value)
            if held.value != value.value:
                reason = f"文中另有“{value.raw}”"
                values[key] = Value(held.raw, held.value, held.where, NOTED / 2, (*held.reasons, reason))
    return values


def _parts_problem(values: dict[str, Value]) -> tuple[Problem, ...]:
    parts = [values[key].value for key in _PARTS if key in values]
    whole = values.get('established')
    if whole is None or len(parts) < 2 or sum(parts) == whole.value:
        return ()
    shown = '、'.join(str(part) for part in parts)
    message = f"已建党组织{whole.value}与各种组建方式{shown}之和{sum(parts)}不符，请核对"
    return (Problem('parts_disagree', Severity.REVIEW, message, whole.where),)


def document_to_prose(document: Document) -> ProseRead | None:
    """A unit's figures from running text, None where a table stands or fewer than two figures do.

    Keys: total, established, not_established, eligible, independent, joint, attached, dispatched,
    instructors, counts under their field ids, and as_of. Planned and last year's figures are left out.
    """
    if any(isinstance(block, Table) for block in document.blocks):
        return None
    values = _gather(document)
    if len(values) < _FEWEST_FIGURES or not {'total', 'established', 'eligible'} & values.keys():
        return None
    as_of = _as_of(document)
    head = next((sentence for sentence, _ in _sentences(document) if '关于' in sentence), '')
    unit = _UNIT.match(head)
    message = "这是文字汇报，没有表格，按文中的数读取；请对照原文核对"
    return ProseRead(
        Named(unit['unit']) if unit else None,
        values | ({'as_of': as_of} if as_of else {}),
        (Problem('prose_report', Severity.REVIEW, message), *_parts_problem(values)),
    )
