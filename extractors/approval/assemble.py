"""The readings of one 请示 or 批复 put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.approval.branches import Found, elected_in, sentence_to_acts
from extractors.approval.decisions import Decided, decisions
from extractors.approval.events import rows_to_renames, sentence_to_events
from extractors.approval.lists import Row, document_to_rows, listed_units
from extractors.approval.names import (
    listed_organisations,
    name_to_form,
    name_to_level,
    party_org_at,
    whole_party_org,
    without_numbering,
)
from extractors.approval.sentences import Reading, Said, document_to_said, to_said
from extractors.approval.units import act_to_reasons, names_beside, with_units
from extractors.notice import notice_of
from extractors.notice.lines import Line
from model.approval import Answered, Approval, BranchAct, EventProposal, Unit
from model.document import Document
from model.notice import Notice
from model.place import NOWHERE, Where
from model.subject import EventKind
from text.docnumbers import number_to_text, whole_number

_REPLIES = frozenset({'批复', '函', '复函', '答复', '决定'})
_ANSWERS = re.compile('请示|申请|报告|函')
_CONDITION = re.compile(r'请|应|须|务必|抓紧|及时|尽快|个?[月日]内')
_PERSON = re.compile(r'同志|书记|任命|担任|委员(?!会)|兼任')
_EFFECTIVE = re.compile(r'自(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)起')
_LEADS = re.compile('以下|下列|下述|如下|附件|附表|下表|：$')
_HEAD_LINES = 12
_MOST_CONDITIONS, _LONGEST_CONDITION = 6, 160


def approval_of(document: Document, notice: Notice | None = None, *, asks: bool = False) -> Approval | None:
    """What a 请示 (asks) or a 批复 says of Party organisations and registrations; None where it says nothing.

    notice is the paper's head where it has been read already. Sentences that are in doubt are told with
    their reasons; titles of other papers, and what they say, count for nothing.
    """
    notice = notice or notice_of(document)
    head, sentences, lines = document_to_said(document)
    tables = document_to_rows(document)
    listed = {line.text for line in lines}
    issuers = tuple(one for one in notice.issuing_authorities if one not in listed)
    notice = replace(notice, issuing_authorities=issuers)
    reading = _to_reading(notice, sentences, lines, tables, asks=asks)
    found = Approval(
        kind='request' if asks else 'approval',
        issuers=notice.issuing_authorities,
        recipients=notice.primary_recipients.list if notice.primary_recipients else (),
        doc_number=notice.doc_number or _number_above(head.lines),
        date=notice.date_of_document or notice.printed_date,
        answers=None if asks else _answers(notice),
        branches=_branches(reading, tables),
        conditions=() if asks else _conditions(sentences),
    )
    events = _events(reading, tables)
    found = replace(
        found,
        branches=tuple(_doubted(one, found, reading) for one in found.branches),
        events=tuple(_dated(one, found, sentences) for one in events),
    )
    return found if found.says_something else None


def _number_above(lines: Sequence[Line]) -> str | None:
    """The number among the first lines of a paper whose title is none of an official one (决定书)."""
    found = (whole_number(line.text) for line in lines[:_HEAD_LINES])
    return next((number_to_text(one) for one in found if one), None)


def _to_reading(
    notice: Notice, sentences: Sequence[Said], lines: Sequence[Said], tables: list[list[Row]], *, asks: bool
) -> Reading:
    bodies = notice.primary_recipients.list if notice.primary_recipients else ()
    title_places = notice.places.get('title', ())
    return Reading(
        asks=asks,
        title=to_said(notice.title or '', title_places[0] if title_places else NOWHERE),
        doc_type=notice.doc_type,
        sentences=tuple(sentences),
        lines=tuple(lines),
        issuers=notice.issuing_authorities,
        spoken_to=_organisations(bodies, notice.places.get('primary_recipients', ())),
        speaker=_organisations(notice.issuing_authorities, notice.places.get('issuing_authorities', ())),
        listed=listed_units(tables, lines),
    )


def _organisations(names: Iterable[str], places: Sequence[Where]) -> tuple[Unit, ...]:
    """Those of some bodies that are organisations, a Party branch's name taken for its organisation's."""
    found = []
    for position, name in enumerate(names):
        where = places[position] if position < len(places) else NOWHERE
        party = party_org_at(name, 0)
        own = party.body if party and party.body else name
        found += [Unit(one, where) for one in listed_organisations(own)]
    return tuple(dict.fromkeys(found))


# Party organisations


def _branches(reading: Reading, tables: list[list[Row]]) -> tuple[BranchAct, ...]:
    told = [one for said in reading.sentences for one in sentence_to_acts(said, reading)]
    found = [one for led in told for one in (_listed_below(led, reading) or [led])]
    titled = _title_acts(reading)
    merged = _merged(
        [*(one for one in found if one.org.name), *(one for one in found if not one.org.name)], titled
    )
    acts = [act for one in merged for act in with_units(one, reading)]
    acts = _with_rows(acts, tables)
    if not acts:
        elected = [one for said in (*reading.sentences, reading.title) if (one := elected_in(said, reading))]
        acts = [act for one in elected[:1] for act in with_units(one, reading)]
    return tuple(acts)


def _listed_below(led: Found, reading: Reading) -> list[Found]:
    """同意成立下列党支部： with the Party organisations that lines of the paper are the names of."""
    if led.kind != 'establish' or led.org.name is not None or not _LEADS.search(led.said.plain):
        return []
    named = [(line, whole_party_org(without_numbering(line.plain))) for line in reading.lines]
    return [
        Found(led.kind, led.decision, one[0], line, after=one[1]) for line, one in named if one is not None
    ]


def _title_acts(reading: Reading) -> list[Found]:
    if not reading.asks:
        return sentence_to_acts(reading.title, reading)
    whole = replace(reading.title, plain='拟' + reading.title.plain)
    return sentence_to_acts(whole, reading)


def _merged(found: Sequence[Found], titled: Sequence[Found]) -> list[Found]:
    """Each act once, named ones first; the title's where the body has none of its kind."""
    kept: list[Found] = []
    for one in found:
        same = [other for other in kept if other.kind == one.kind and other.decision == one.decision]
        if one.org.name is None and same and not names_beside(one):
            continue
        if one.org.name is None or one.org.name not in {other.org.name for other in same}:
            kept.append(one)
    kinds = {one.kind for one in kept}
    if any(one.decision == 'refused' for one in kept):
        return kept
    named = {one.org.name for one in kept}
    more = [one for one in titled if one.kind not in kinds]
    for position, one in enumerate(kept):
        own = [other for other in titled if other.kind == one.kind and other.org.name]
        if one.org.name is None and own and own[0].org.name not in named:
            kept[position] = replace(one, org=replace(own[0].org, form=own[0].org.form or one.org.form))
    return [*kept, *more]


def _with_rows(acts: list[BranchAct], tables: list[list[Row]]) -> list[BranchAct]:
    """Acts of the lines of a table that gives Party organisations beside their organisations."""
    rows = [row for table in tables for row in table if row.party]
    known = {act.party_org for act in acts}
    led = next((act for act in acts if act.kind == 'establish'), None)
    if led is None or not rows or {row.party for row in rows} <= known:
        return acts
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.party or '', []).append(row)
    told = [_row_act(led, name, group) for name, group in groups.items()]
    names = set(groups)
    return [*(act for act in acts if act is not led and act.party_org not in names), *told]


def _row_act(led: BranchAct, name: str, group: Sequence[Row]) -> BranchAct:
    units = tuple(dict.fromkeys(row.unit for row in group if row.unit))
    form = (
        name_to_form(name)
        or name_to_form(group[0].form or '')
        or ('joint' if len(units) > 1 else 'independent')
    )
    act = replace(
        led,
        party_org=name,
        units=units,
        form=form,
        level=name_to_level(name),
        stated=None,
        where=group[0].where,
    )
    return replace(act, reasons=act_to_reasons(act))


def _doubted(act: BranchAct, paper: Approval, reading: Reading) -> BranchAct:
    """The act with what is doubtful about the paper as a whole."""
    if reading.asks or act.decision == 'refused':
        return act
    told = []
    if reading.doc_type not in _REPLIES:
        told.append(f"文种是“{reading.doc_type or '未识别'}”，不是批复")
    told += [] if paper.doc_number else ["没有读到批复文号"]
    told += [] if paper.date else ["没有读到成文日期"]
    return replace(act, reasons=(*act.reasons, *told))


# Events, conditions, what it answers


def _events(reading: Reading, tables: list[list[Row]]) -> tuple[EventProposal, ...]:
    if reading.asks:
        return ()
    found = [one for said in reading.sentences for one in sentence_to_events(said, reading)]
    found += _told_apart(reading, {one.kind for one in found})
    kinds = {one.kind for one in found if one.units}
    found += [one for one in sentence_to_events(reading.title, reading) if one.kind not in kinds]
    listed = rows_to_renames(tables) if any(_speaks_of_renaming(said) for said in reading.sentences) else []
    whole = [one for one in found if one.units] or found
    told: dict[object, EventProposal] = {}
    for one in [*(whole if not listed else [event for event in whole if event.kind != 'rename']), *listed]:
        told.setdefault((one.kind, one.to, tuple(unit.name for unit in one.units)), one)
    return tuple(told.values())


def _told_apart(reading: Reading, kinds: set[EventKind]) -> list[EventProposal]:
    """A renaming whose two names stand on lines of their own: 变更前名称：…, 变更后名称：…."""
    granted = [said for said in reading.sentences if _speaks_of_change(said)]
    if not granted or kinds & {'rename', 'absorb', 'consolidate', 'divide'}:
        return []
    whole = replace(
        granted[0], plain='同意' + '，'.join(line.plain.rstrip('，；。') for line in reading.lines)
    )
    return [one for one in sentence_to_events(whole, reading) if one.kind == 'rename']


def _speaks_of_change(said: Said) -> bool:
    return '变更' in said.plain and any(one.decision == 'granted' for one in decisions(said.plain))


def _speaks_of_renaming(said: Said) -> bool:
    granted: list[Decided] = [one for one in decisions(said.plain) if one.decision == 'granted']
    return bool(granted) and ('更名' in said.plain or '名称' in said.plain)


def _dated(event: EventProposal, paper: Approval, sentences: Sequence[Said]) -> EventProposal:
    days = [found['day'] for said in sentences if (found := _EFFECTIVE.search(said.text))]
    day = _to_iso(days[0]) if len(days) == 1 else paper.date
    told = event.reasons if day else (*event.reasons, "没有读到生效日期或成文日期")
    return replace(event, date=day, doc_number=paper.doc_number, reasons=told)


def _to_iso(text: str) -> str:
    year, month, day = re.findall(r'\d+', text)
    return f'{year}-{int(month):02}-{int(day):02}'


def _conditions(sentences: Sequence[Said]) -> tuple[str, ...]:
    """What is demanded with the yes; a sentence that may name a person is left out."""
    after = next((index for index, said in enumerate(sentences) if any(decisions(said.plain))), None)
    rest = sentences[after + 1 :] if after is not None else ()
    told = [said.text for said in rest if _CONDITION.search(said.plain) and not _PERSON.search(said.text)]
    return tuple(text for text in told if len(text) <= _LONGEST_CONDITION)[:_MOST_CONDITIONS]


def _answers(notice: Notice) -> Answered | None:
    """The 请示 that the first cited paper is."""
    for cited in notice.cited_documents:
        if cited.title and _ANSWERS.search(cited.title[-4:]):
            return Answered(cited.title, cited.number)
    return None
