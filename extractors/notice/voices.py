"""Whom a notice speaks of and speaks to, carried from sentence to sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.notice.binding import is_labelled, is_window
from extractors.notice.segments import Segment, Spoken
from extractors.notice.sentences import Sentence
from extractors.notice.terms import Terms

_BY_ISSUER = re.compile(
    r'公布|公示|发布|公告|启动|(?<!不予)(?<!不再)(?<!不)受理|召开|(?:^|[，,])将(?:依据|按照?|对|适时|根据|视)'
)
"""Acts that, where nobody is named, are the issuer's own."""
_TO_ISSUER = re.compile(r'报送|上报|反馈|提交')
_NOT_TO_ISSUER = re.compile('逐级|向|平台|系统|邮箱|@')
_CONSULTS = re.compile('征求意见(?:的)?(?:时间|期限|截止)')
_GENERAL = re.compile(
    r'(?:(?:各有关|各|全|有关)(?:地区?|单位|部门|[一二三]?级?党组织|[省市县区镇乡街道州、，,及自治直辖军（）()]{1,24})[、，,]?){1,6}'
)
"""Names that stand for all whom a paper addresses, in whatever section."""
_ADDRESSED = ('asked_addressees', 'implied_addressees', 'subject_to_all')
_KEPT = ('asked_addressees', 'subject_of_lead', 'subject_of_heading')


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom the paper speaks of in this paragraph, and by what name (各地) it last spoke to all.

    addressees is the recipients' line, issuer the first organ that signs; None where the paper has none.
    """

    paragraph: int = -1
    here: Spoken | None = None
    group: str | None = None
    addressees: str | None = None
    issuer: str | None = None


def inherited(voice: Voice, sentence: Sentence) -> Spoken | None:
    """The body that a sentence speaks of where it names none: its paragraph's, or else its section's."""
    if sentence.answers:
        return Spoken(sentence.answers, 'subject_of_task')
    if voice.here and voice.paragraph == sentence.paragraph:
        return voice.here
    if sentence.section_subject:
        return Spoken(sentence.section_subject, sentence.section_rule)
    return None


def after(voice: Voice, sentence: Sentence, segments: Sequence[Segment]) -> Voice:
    """The voice after a sentence: its first body is spoken of by the rest of the paragraph."""
    named = [segment for segment in segments if segment.who and segment.by != 'subject_responsible']
    if not named:
        return voice
    general = [segment.who for segment in named if segment.who and _GENERAL.fullmatch(segment.who)]
    by = named[0].by if named[0].by in _KEPT else 'subject_of_paragraph'
    here = Spoken(named[0].who or '', by)
    group = general[-1] if general and named[0].by not in _KEPT else voice.group
    return replace(voice, paragraph=sentence.paragraph, here=here, group=group)


def spoken_to(voice: Voice, sentence: Sentence, segment: Segment, terms: Terms) -> Segment:
    """The segment with the body that the paper speaks to where the segment names none.

    A window open to all (报名时间) speaks to nobody; what is made public is the issuer's act.
    """
    stated = terms.stated
    if segment.who or not sentence.to_all:
        return segment
    if stated and is_window(sentence, stated) and is_labelled(sentence, stated):
        return segment
    if _BY_ISSUER.search(segment.text):
        return replace(segment, who=voice.issuer, by='implied_issuer')
    if voice.group:
        return replace(segment, who=voice.group, by='subject_to_all')
    return replace(segment, who=voice.addressees, by='implied_addressees')


def receiver(voice: Voice, segment: Segment, terms: Terms) -> tuple[str | None, tuple[str, ...]]:
    """To whom an act reports, with the rules that tell: what addressees hand in goes to the issuer."""
    if terms.report and terms.report.to:
        return terms.report.to, ('reports_to',)
    told = ('report_no_receiver',) if terms.report else ()
    if _CONSULTS.search(segment.text) and segment.who is None:
        return voice.issuer, (*told, 'receiver_implied')
    general = segment.by in _ADDRESSED or (segment.who or '').startswith(('各', '你', '贵'))
    if not general or not _TO_ISSUER.search(segment.text) or _NOT_TO_ISSUER.search(segment.text):
        return None, told
    return voice.issuer, (*told, *(('receiver_implied',) if voice.issuer else ()))
