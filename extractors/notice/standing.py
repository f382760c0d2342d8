"""Standing duties: what a named body must do without limit, recurrence or report (office-life.md G1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.notice.acts import segment_to_act
from extractors.notice.binding import EFFECT, POLICY, without_brackets
from extractors.notice.grounds import rules_to_score, subject_rule
from extractors.notice.modality import text_to_how, text_to_modality, text_to_scope
from extractors.notice.segments import Segment
from extractors.notice.sentences import Sentence
from extractors.notice.standing_kinds import text_to_kinds
from extractors.notice.subjects import MODAL, clause_subject
from model.notice import Obligation

_EXHORTS = re.compile(
    r'高度重视|充分认识|深刻认识|提高认识|提高政治|统一思想|端正思想|认真贯彻|认真学习|严格遵守|履职尽责|勇于担当|增强|牢固树立|关心|重视|切实加强|加强(?:组织)?领导|进一步加强|营造|深入贯彻|切实扛起|切实承担'
)
_CONCRETE = re.compile(
    r'建立|成立|制定|确定|提出|严把|选派|下发|汇总|登记造册|设立|设置|明确|配备|考核|督查|检查|调整|公布|探索实行|实施|通报|培训|汇报|报告|落实.{2,8}制度|开展.{0,8}(?:摸底|自查|培训|督查|检查|抽查)|列入|纳入|帮办|专项(?:工作|行动|整治)|集中攻坚'
)
_QUANTITY = re.compile(r'(?<!\d)\d{1,6}\s*(?:[至\-—–~]\s*\d{1,6}\s*)?(?:件|次|个|名|项|家)')
_CASE = re.compile(r'(?:^|(?<=[，,、]))(?:凡是?|对|[^，,。]{0,6}党员)')
_TERM = re.compile(r'期间|期满')
_QUALIFIES = re.compile(r'应是|应具备|应符合|应为|不得|不准|(?<!工作)(?<!有关)要求(?![，,])|可由|的[，,]')


def sentence_to_standing(
    sentence: Sentence, segments: Sequence[Segment], limited: Sequence[Obligation], *, ladder: bool = False
) -> Iterator[Obligation]:
    """The standing duties of a sentence; mere exhortations (高度重视) and qualifications are left out.

    Of a sentence that says which method fits which case (ladder) only what it says before its first case.

    limited are the duties with a limit found in the same sentence: their bodies are not named twice.
    """
    policy = POLICY.search(sentence.text) and not MODAL.search(sentence.text)
    if EFFECT.search(sentence.text) or '负责解释' in sentence.text or policy:
        return
    if ladder:
        segments = [cut for segment in segments for cut in _before_case(segment)]
    taken = {duty.who for duty in limited}
    marked = [segment for segment in segments if segment.who not in taken and _is_standing(sentence, segment)]
    for segment in marked:
        rules = ('standing', subject_rule(segment))
        duty = Obligation(sentence.text, segment.who, segment_to_act(segment, None), where=sentence.where)
        yield replace(
            duty,
            how=text_to_how(segment.text),
            modality=text_to_modality(segment.text),
            scope=text_to_scope(sentence.text),
            rules=rules,
            score=rules_to_score(rules),
        )
    if not marked and not limited:
        yield from _unmarked(sentence, segments)


def _unmarked(sentence: Sentence, segments: Sequence[Segment]) -> Iterator[Obligation]:
    """Duties that no word of duty marks: only their turn of phrase (以市为单位，建立…)."""
    first = segments[0].who if segments else None
    for kind in text_to_kinds(sentence.text, sentence.times):
        rules = ('standing', kind.rule, 'no_word_of_duty')
        yield Obligation(
            sentence.text,
            kind.who or first,
            kind.what,
            deadline_text=kind.around.text if kind.around else None,
            report_to=kind.report_to,
            where=sentence.where,
            how=text_to_how(sentence.text),
            rules=rules,
            score=rules_to_score(rules),
        )


def _before_case(segment: Segment) -> list[Segment]:
    case = _CASE.search(segment.text)
    return [replace(segment, text=segment.text[: case.start()])] if case and case.start() else []


def says_again(duty: Obligation, limited: Sequence[Obligation]) -> bool:
    """Whether a standing duty only repeats an act for which the same body has a limit elsewhere."""
    acts = set(_CONCRETE.findall(duty.what or ''))
    same = [other for other in limited if other.who == duty.who]
    return bool(acts) and any(acts <= set(_CONCRETE.findall(other.verbatim)) for other in same)


def _is_standing(sentence: Sentence, segment: Segment) -> bool:
    text = without_brackets(segment.text)
    if segment.who is None:
        return False
    if _TERM.search(sentence.text) and (_QUANTITY.search(text) or '由' in text):
        return True
    if clause_subject(text) is None or not (MODAL.search(text) or '由' in text):
        return False
    if _QUALIFIES.search(text[:40]) and '负责' not in text:
        return False
    acts = len(_CONCRETE.findall(text))
    return acts >= 2 if _EXHORTS.search(text) else acts >= 1 or '负责' in text
