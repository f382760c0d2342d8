"""The readings of head, body and signature put together as one Notice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.notice.attachments import Named, attachments_of
from extractors.notice.body import Part, annex_at, is_draft, lines_to_parts
from extractors.notice.citations import issued_titles, lines_to_citations, title_to_citations
from extractors.notice.contacts import lines_to_contacts
from extractors.notice.header import Head, lines_to_head, title_or_type
from extractors.notice.headings import lines_to_headings
from extractors.notice.imprint import lines_to_cc
from extractors.notice.ledgers_forms import sentences_to_forms, sentences_to_ledgers
from extractors.notice.lines import Line, document_to_lines, without_site_footer
from extractors.notice.obligations import sentences_to_duties
from extractors.notice.outline import lines_to_outline
from extractors.notice.problems import (
    date_to_problem,
    duties_to_problems,
    sentences_to_problems,
    signature_to_problems,
)
from extractors.notice.received import missing_attachments, missing_to_problems
from extractors.notice.relations import title_to_relations
from extractors.notice.rules import sentences_to_rules
from extractors.notice.sentences import Sentence, parts_to_sentences
from extractors.notice.signature import Signature, lines_to_printed, lines_to_signature
from extractors.notice.stages import parts_to_stages
from extractors.notice.targets import sentences_to_targets
from model.document import Document
from model.notice import CitedDocument, Notice
from model.place import NOWHERE, Problem, Where
from text.docnumbers import number_to_text

_ASKS_OPINIONS = re.compile(r'征求.*意见的|公开征求')
_REACHED = re.compile('联系|电话|邮箱')
_TITLE_YEAR = re.compile(r'(?:19|20)\d{2}(?=年)')
LONGEST_TAIL = 20


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the readings of single fields share; issued is 成文日期, or else 印发日期."""

    head: Head
    signature: Signature
    parts: tuple[Part, ...]
    issued: dt.date | None
    year: int | None

    @property
    def title(self) -> str:
        return self.head.title.text if self.head.title else ''


def notice_of(document: Document) -> Notice:
    """Everything that a notice says, each with its place; what it does not say is None or empty.

    The document may come from any reader. Annexes printed after it are read too, but a draft for
    comment (征求意见稿) lays no duty on anybody.
    """
    found, apart = document_to_lines(document)
    frame = _frame(without_site_footer(found), apart)
    sentences = parts_to_sentences(frame.parts, frame.issued, frame.year)
    named = _with_relations(_with_names(_headed(frame), frame, sentences), frame)
    notice = _with_duties(named, frame, sentences)
    return replace(notice, problems=_problems(frame, sentences, notice))


def _frame(lines: Sequence[Line], apart: Sequence[Line]) -> _Frame:
    head = lines_to_head(lines, apart)
    signature = lines_to_signature(head.lines, head.body_start)
    printed = signature.printed or lines_to_printed(head.lines, head.body_start, signature.dated)
    signature = replace(signature, printed=printed, dated=signature.dated or head.dated)
    title = head.title.text if head.title else ''
    parts = lines_to_parts(head.lines, head.body_start, signature, title if '征求' in title else '')
    if _is_own_draft(title):
        parts = tuple(replace(part, draft=True) for part in parts)
    dated = signature.dated or signature.printed
    issued = dated.day if dated else None
    return _Frame(head, signature, parts, issued, _year(issued, head, title))


def _year(issued: dt.date | None, head: Head, title: str) -> int | None:
    """The year for dates printed without one: of the paper's date, its number, or its title."""
    if issued:
        return issued.year
    if head.number and head.number[0].year:
        return head.number[0].year
    written = _TITLE_YEAR.search(title)
    return int(written.group()) if written else None


def _is_own_draft(title: str) -> bool:
    """Whether the paper itself is a draft; one that asks for opinions on a draft is none."""
    return is_draft(title) and _ASKS_OPINIONS.search(title) is None


def _headed(frame: _Frame) -> Notice:
    """The elements of head and signature."""
    head, signature = frame.head, frame.signature
    number = head.number[0] if head.number else None
    return Notice(
        issuing_authorities=tuple(name for name, _ in _issuers(frame)),
        doc_number=number_to_text(number) if number else None,
        doc_number_printed=number.raw.strip() if number else None,
        title=head.title.text if head.title else None,
        doc_type=title_or_type(head),
        primary_recipients=head.recipients,
        date_of_document=signature.dated.day.isoformat() if signature.dated else None,
        printed_date=signature.printed.day.isoformat() if signature.printed else None,
        secrecy=head.secrecy[0] if head.secrecy else None,
        urgency=head.urgency[0] if head.urgency else None,
        draft=_is_own_draft(frame.title),
    )


def _with_names(notice: Notice, frame: _Frame, sentences: Sequence[Sentence]) -> Notice:
    """Names of bodies, papers, ledgers and forms, with the places of those that are mere text."""
    cc = lines_to_cc(frame.head.lines, frame.head.body_start)
    attachments = _attachments(frame)
    ledgers = sentences_to_ledgers(sentences)
    forms = sentences_to_forms(sentences, attachments)
    lines = frame.head.lines
    places = _head_places(frame)
    places['issuing_authorities'] = tuple(lines[index].where for _, index in _issuers(frame))
    places['cc'] = tuple(lines[index].where for _, index in cc)
    for key, named in (('attachments', attachments), ('required_ledgers', ledgers), ('forms_named', forms)):
        places[key] = tuple(where for _, where in named)
    return replace(
        notice,
        cc=tuple(name for name, _ in cc),
        contacts=lines_to_contacts(_contact_lines(frame)),
        attachments=tuple(name for name, _ in attachments),
        cited_documents=_citations(frame, attachments, notice.doc_number),
        required_ledgers=tuple(name for name, _ in ledgers),
        forms_named=tuple(name for name, _ in forms),
        places={key: found for key, found in places.items() if found},
    )


def _with_relations(notice: Notice, frame: _Frame) -> Notice:
    """What the paper does to others, and which of its attachments did not come with it."""
    relations = title_to_relations(notice.title, _title_place(frame), frame.parts[0].lines)
    missing = missing_attachments(notice.attachments, frame.parts[1:])
    named = notice.places.get('attachments', ())
    places = {
        'issues': tuple(where for _, where in relations.issues),
        'missing_attachments': tuple(named[index] for index in missing),
    }
    return replace(
        notice,
        forwards=relations.forwards,
        issues=tuple(name for name, _ in relations.issues),
        amends=relations.amends,
        missing_attachments=tuple(notice.attachments[index] for index in missing),
        places=notice.places | {key: found for key, found in places.items() if found},
    )


def _with_duties(notice: Notice, frame: _Frame, sentences: Sequence[Sentence]) -> Notice:
    rules = sentences_to_rules(sentences, frame.parts)
    ladder = frozenset(rule.verbatim for rule in rules)
    addressees = notice.primary_recipients.raw if notice.primary_recipients else None
    issuer = notice.issuing_authorities[0] if notice.issuing_authorities else None
    obligations, standing = sentences_to_duties(sentences, ladder, addressees, issuer)
    return replace(
        notice,
        obligations=obligations,
        standing_duties=standing,
        targets=sentences_to_targets(sentences, ladder) if notice.doc_type not in {'报告', '请示'} else (),
        outline=tuple(heading for part in frame.parts for heading in lines_to_outline(part.lines)),
        headings=tuple(heading for part in frame.parts for heading in lines_to_headings(part.lines)),
        stages=parts_to_stages(frame.parts, frame.issued, frame.year),
        rules=rules,
    )


def _problems(frame: _Frame, sentences: Sequence[Sentence], notice: Notice) -> tuple[Problem, ...]:
    dated = frame.signature.dated
    return (
        *signature_to_problems(frame.signature, titled=frame.head.title is not None),
        *date_to_problem(dated, frame.head.lines),
        *sentences_to_problems(sentences),
        *duties_to_problems(notice.obligations, dated=frame.issued is not None),
        *missing_to_problems(notice),
    )


# Pieces of the paper that single readings need


def _issuers(frame: _Frame) -> tuple[tuple[str, int], ...]:
    """The organs with the index of their line: of the signature, else red head, title, the page's record."""
    if frame.signature.organs:
        return frame.signature.organs
    if frame.head.marks:
        return frame.head.marks
    title = frame.head.title
    named = tuple((name, title.start) for name in title.issuers) if title else ()
    return named or frame.head.record.organs


def _title_place(frame: _Frame) -> Where:
    return frame.head.lines[frame.head.title.start].where if frame.head.title else NOWHERE


def _tail(frame: _Frame) -> Sequence[Line]:
    """The lines between the signature and the first annex: imprint, remarks, or a list of attachments."""
    if frame.signature.end is None:
        return ()
    after = frame.head.lines[frame.signature.end : frame.signature.end + LONGEST_TAIL]
    long = next((index for index, line in enumerate(after) if len(line.text) > 120), len(after))
    return after[: min(long, annex_at(after))]


def _contact_lines(frame: _Frame) -> Sequence[Line]:
    """The paper's own body, the line its signature ran into, and the remarks below the signature."""
    remarks = [line for line in _tail(frame) if _REACHED.search(line.text)]
    return [*frame.parts[0].lines, *remarks]


def _attachments(frame: _Frame) -> tuple[Named, ...]:
    return attachments_of(frame.parts[0].lines, _tail(frame), frame.parts[1:])


def _citations(
    frame: _Frame, attachments: Sequence[Named], own_number: str | None
) -> tuple[CitedDocument, ...]:
    title = frame.head.title
    annexes = [part.title for part in frame.parts[1:] if part.title]
    own = [frame.title, *issued_titles(frame.title), *(name for name, _ in attachments), *annexes]
    lines = [line for part in frame.parts for line in part.lines]
    named = title_to_citations(frame.title, frame.head.lines[title.start].where) if title else ()
    return lines_to_citations(lines, named, own, own_number)


def _head_places(frame: _Frame) -> dict[str, tuple[Where, ...]]:
    head, signature, lines = frame.head, frame.signature, frame.head.lines
    places: dict[str, tuple[Where, ...]] = {}
    if head.title:
        places['title'] = tuple(line.where for line in lines[head.title.start : head.title.end])
        places['doc_type'] = places['title'][-1:]
    if head.number:
        places['doc_number'] = places['doc_number_printed'] = (lines[head.number[1]].where,)
    if head.addressed:
        where = lines[head.addressed.start].where
        places['primary_recipients.raw'] = (where,)
        places['primary_recipients.list'] = (where,) * len(head.addressed.recipients.list)
    for key, found in (('date_of_document', signature.dated), ('printed_date', signature.printed)):
        if found:
            places[key] = (lines[found.index].where,)
    for key, stamp in (('secrecy', head.secrecy), ('urgency', head.urgency)):
        if stamp:
            places[key] = (lines[stamp[1]].where,)
    return places
