"""Duties with a limit, a recurrence or a report, and standing duties that have none of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.notice.acts import segment_to_act
from extractors.notice.binding import is_labelled
from extractors.notice.grounds import rules_to_score, subject_rule, time_rules
from extractors.notice.modality import text_to_how, text_to_modality, text_to_scope
from extractors.notice.row_duties import row_to_duty
from extractors.notice.segments import Segment, sentence_to_segments
from extractors.notice.sentences import Sentence
from extractors.notice.standing import says_again, sentence_to_standing
from extractors.notice.terms import Terms, segment_to_terms
from extractors.notice.voices import Voice, after, inherited, receiver, spoken_to
from model.notice import Modality, Obligation
from text.dates import TimeExpression

_SHORT_ACT = 4
_CLOSING = re.compile(r'(?:上述|规定)?截止(?:日期?|时间)(?:之前|以前|前)')
_ADDS = re.compile(
    r'(?:各项|以上|上述|相关|有关|所有|报送|推荐)?(?:材料|文件|表格|电子|纸质|扫描|报送|报名表|请?同时)'
)


def sentences_to_duties(
    sentences: Sequence[Sentence],
    rules: frozenset[str],
    addressees: str | None,
    issuer: str | None = None,
) -> tuple[tuple[Obligation, ...], tuple[Obligation, ...]]:
    """Obligations and standing duties; rules are sentences that say which method fits which case.

    addressees is the recipients' line: whom 请于… speaks to where no body is named; issuer is the first
    organ that signs. Each duty names the rules that made it; its score falls with every doubtful one.
    """
    limited: list[Obligation] = []
    standing: list[Obligation] = []
    voice = Voice(addressees=addressees, issuer=issuer)
    for sentence in sentences:
        if sentence.row:
            limited.extend(row_to_duty(sentence, sentence.row))
            continue
        segments = sentence_to_segments(sentence, inherited(voice, sentence), addressees)
        found = [duty for segment in segments for duty in _segment_to_duties(sentence, segment, voice)]
        if not found and limited and voice.paragraph == sentence.paragraph:
            limited[-1] = _with_manner(limited[-1], sentence)
        limited.extend(_closing(duty, limited) for duty in found)
        standing.extend(sentence_to_standing(sentence, segments, found, ladder=sentence.text in rules))
        voice = after(voice, sentence, segments)
    return tuple(limited), tuple(duty for duty in standing if not says_again(duty, limited))


def _with_manner(duty: Obligation, sentence: Sentence) -> Obligation:
    """The duty with the manner that the sentence after it adds: 电子版请发至…, 材料一式两份."""
    how = text_to_how(sentence.text) if _ADDS.match(sentence.text) else None
    return replace(duty, how='；'.join(filter(None, (duty.how, how)))) if how else duty


def _closing(duty: Obligation, limited: Sequence[Obligation]) -> Obligation:
    """A duty due 截止日前, with the last day that the paper has called 截止."""
    said = _CLOSING.search(duty.verbatim) if '截止' in duty.verbatim else None
    if said is None or duty.deadline_text or duty.recurrence:
        return duty
    named = [past for past in limited if past.deadline_iso and '截止' in (past.deadline_text or '')]
    if not named:
        return duty
    rules = (*duty.rules, 'limit_from_elsewhere')
    day = named[-1].deadline_iso
    return replace(
        duty, deadline_text=said.group(), deadline_iso=day, rules=rules, score=rules_to_score(rules)
    )


def _segment_to_duties(sentence: Sentence, segment: Segment, voice: Voice) -> Iterator[Obligation]:
    for terms in segment_to_terms(sentence, segment):
        yield _duty(sentence, spoken_to(voice, sentence, segment, terms), terms, voice)


def _duty(sentence: Sentence, segment: Segment, terms: Terms, voice: Voice) -> Obligation:
    stated, limit, often = terms.stated, terms.limit, terms.often
    modality, scope = text_to_modality(segment.text), text_to_scope(sentence.text)
    to, received = receiver(voice, segment, terms)
    rules = (subject_rule(segment), *_term_rules(sentence, segment, terms, modality), *received)
    return Obligation(
        verbatim=sentence.text,
        who=segment.who,
        what=_what(sentence, segment, stated),
        deadline_text=stated.text if stated else terms.event,
        deadline_iso=limit.last if limit else None,
        relative=limit.relative if limit else often.relative if often else None,
        recurrence=often.recurrence if often else None,
        report_to=to,
        where=sentence.where,
        how=text_to_how(segment.text),
        modality=modality,
        scope=None if scope == segment.who else scope,
        rules=rules,
        score=rules_to_score(rules),
    )


def _what(sentence: Sentence, segment: Segment, stated: TimeExpression | None) -> str | None:
    """The act; one that says no more than 完成 with the heading it speaks of."""
    act = segment_to_act(segment, stated)
    if act and len(act) < _SHORT_ACT and sentence.heading:
        return f'{sentence.heading}，{act}'
    return act or sentence.heading


def _term_rules(
    sentence: Sentence, segment: Segment, terms: Terms, modality: Modality | None
) -> Iterator[str]:
    """The rules by which an act has its limit, and what its words leave in doubt."""
    for time in (terms.limit, terms.often):
        if time:
            yield from time_rules(segment, time, modality, labelled=is_labelled(sentence, time))
    if terms.event and not terms.stated:
        yield 'limit_before_event'
    if modality is None:
        yield 'no_word_of_duty'
    if modality == 'may':
        yield 'permitted'
