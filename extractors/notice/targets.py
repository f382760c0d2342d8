"""Quantified goals set for bodies: coverage, counts and amounts to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.notice.figures import Figure, clause_to_figures
from extractors.notice.goals import Clause, goal_rules
from extractors.notice.sentences import Sentence
from extractors.notice.subjects import MODAL
from extractors.notice.target_context import (
    clause_to_metric,
    days_to_by,
    figure_to_base,
    figure_to_scope,
    sentence_to_days,
)
from model.notice import Target
from text.han import fold_digits

_CLAUSES = re.compile(r'(?<=[，；;])|(?<=,)(?!(?<=\d,)\d{3}(?!\d))')
_DIGIT = re.compile(r'[\d一二两三四五六七八九十半]|全|倍增|翻')
_FACT = re.compile(
    r'(?<!以)目前|已(?!经?[^，。；]{1,10}的(?!基础)|有)|已有|近.{0,3}年|[一二三四五六七八九十两\d]年来|截至|现有|前[一二三]个?季度|前\d{1,2}个月|[仍还]存在|存在一些|以来|共有|据.{0,6}统计|去年(?!同期)|实现利润|经济效益|结果显示|建成后|投产后|[占达]了|^\W*(?:今年)?(?:上半年|前?[一二三四]季度|1\s*[-—至]\s*\d{1,2}月份?)[，,]'
    r'|(?:达到|完成|建成|实现|新增|培育|增长|下降|提高|占)了|(?<!到)(?:19|20)\d{2}年[，,]?(?:全国|经)|其中.{0,6}占'
)
_SUMMED = re.compile('累计')
_AHEAD = re.compile(r'力争|确保|目标|到20\d\d年|年底前|年内|月底前')
_TOLD = re.compile(
    r'(?:会议|全会|中央|书记|领导|《[^》]*》|精神|上级|国务院|省委|省政府)[^，。；]{0,8}(?:要求|指出|强调|提出|规定)'
)
_ELIGIBLE = re.compile(
    r'\W*[一-龥]{0,4}(?:申报|申请|参评|报名|参赛|候选|应聘)(?:单位|人|者|对象|条件|机构|企业|项目)|\W*(?:项目|课题|作品)(?:负责|主持)人'
)
_FACTS_HEADING = re.compile('基本情况|现状|成效|回顾|背景|意义|总体情况|主要问题|存在')
_GOALS_HEADING = re.compile('目标|指标|任务')
_PLAN = re.compile(
    r'力争|确保|目标|任务|年底|年终|年内|年末|全年|拟(?!定|订|稿)|到20\d\d年|20\d\d年|月底|新增|力求'
)
_REACH = 12
"""How many paragraphs below it a lead with a day may speak of."""


def sentences_to_targets(sentences: Sequence[Sentence], conditions: frozenset[str]) -> tuple[Target, ...]:
    """The goals in sentences that bind; policy figures, conditions and reported facts are none.

    conditions are the sentences already read as decision rules.

    Example: 到年底，覆盖率达到80%以上 is metric 覆盖率, >=, 80, '%', by the year's last day.
    """
    found: list[Target] = []
    lead: tuple[str, int] | None = None
    for printed in sentences:
        lead = _lead(printed, lead)
        sentence, due = _of_row(printed)
        if sentence.text not in conditions and _DIGIT.search(sentence.text) and not _tells(sentence):
            inherited = due or (lead[0] if lead else None)
            found.extend(_sentence_to_targets(sentence, inherited))
    return tuple(found)


def _of_row(sentence: Sentence) -> tuple[Sentence, str | None]:
    """A row of a task table as its task alone, with the day of its own cell; any other sentence as it is."""
    row = sentence.row
    if row is None:
        return sentence, None
    due = [time.last for time in sentence.times if row.due[0] <= time.start < row.due[1] and time.last]
    return replace(sentence, text=row.task, times=()), due[-1] if due else None


def _lead(sentence: Sentence, lead: tuple[str, int] | None) -> tuple[str, int] | None:
    """The day that 到2027年，实现以下目标： gives to the items under it, with its paragraph."""
    if sentence.text.endswith(('：', ':')) and _PLAN.search(sentence.text):
        day = days_to_by(sentence_to_days(sentence), len(sentence.text), None)
        return (day, sentence.paragraph) if day else None
    return lead if lead and sentence.paragraph - lead[1] <= _REACH else None


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence reports what is or was: its heading, its beginning or its years say so."""
    if sentence.heading and _FACTS_HEADING.search(sentence.heading) and not MODAL.search(sentence.text):
        return True
    if _ELIGIBLE.match(sentence.text):
        return True
    told = _TOLD.search(sentence.text) if sentence.heading is None else None
    return told is not None and '决定' not in sentence.text[told.end() :]


def _sentence_to_targets(sentence: Sentence, inherited: str | None) -> Iterator[Target]:
    goals = sentence.heading is not None and _GOALS_HEADING.search(sentence.heading) is not None
    planned = goals or bool(_PLAN.search(sentence.text) or MODAL.search(sentence.text))
    told, counted, offset = False, False, 0
    days = sentence_to_days(sentence)
    for text in _CLAUSES.split(sentence.text):
        clause = Clause(text, offset, sentence, planned, counted)
        offset += len(text)
        told = _is_told(clause, told=told)
        counted = False
        for figure in clause_to_figures(text) if not told and _DIGIT.search(text) else ():
            rules = goal_rules(clause, figure)
            counted = counted or 'count' in rules
            if rules:
                yield _to_target(
                    clause, figure, rules, days_to_by(days, clause.offset + figure.start, inherited)
                )


def _is_told(clause: Clause, *, told: bool) -> bool:
    """Whether a clause reports a fact; what follows a fact is one too until a word of duty comes."""
    if _FACT.search(fold_digits(clause.text)) or _is_past(clause):
        return True
    if _SUMMED.search(clause.text):
        return _AHEAD.search(clause.sentence.text, 0, clause.offset + len(clause.text)) is None
    return told and MODAL.search(clause.text) is None


def _is_past(clause: Clause) -> bool:
    """Whether a clause opens with a year before the paper's own: 2024年新增5家."""
    issued = clause.sentence.issued
    year = re.match(
        r'\W*(?:截至|在)?((?:19|20)\d\d)年(?!底?[^，]{0,12}(?:为基数|基础|相比))', fold_digits(clause.text)
    )
    return year is not None and issued is not None and int(year[1]) < int(issued[:4])


def _to_target(clause: Clause, figure: Figure, rules: tuple[str, ...], by: str | None) -> Target:
    metric = clause_to_metric(clause.text, figure)
    scope = figure_to_scope(clause.sentence, clause.text, clause.offset, figure)
    doubts = (not figure.bound and not figure.after, 'planned' in rules or 'bare' in rules, metric is None)
    return Target(
        verbatim=clause.text.strip(' ，,'),
        metric=metric,
        comparator=figure.comparator,
        value=figure.value,
        unit=figure.unit,
        where=clause.sentence.where,
        scope=scope,
        by=by,
        base=figure_to_base(clause.sentence.text, clause.text, clause.offset, figure),
        rules=rules,
        score=(95 - 15 * sum(doubts)) / 100,
    )
