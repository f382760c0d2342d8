"""What a 请示 or a 批复 says becomes one question to a person, and a 请示 finds its 批复 (G11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ledger.events import LABELS
from ledger.names import name_key
from model.approval import Approval, BranchAct, EventProposal, Unit
from model.register import Entry, ReviewItem
from model.serialise import to_plain
from office.approval_units import Meant, meant_to_plain, open_units, units_from_plain, who_is_meant
from office.config import Workplace
from office.copies import title_to_key
from store import approvals, reviews, subjects
from store.approvals import ApprovalPaper
from store.engine import Connection, reading

DECISIONS = {'asked': "申请", 'granted': "同意", 'in_principle': "原则同意", 'refused': "不同意"}
ACTS = {'establish': "成立", 'dissolve': "撤销", 'rename': "更名", 'elect': "选举"}
FORMS = {'independent': "单独", 'joint': "联合", 'temporary': "临时", 'functional': "功能型"}
BRANCHES = 'branches'
"""The field of the question what a 批复 grants."""
NOT_READ = 'approval_unread'
_DECIDED = frozenset({'accepted', 'corrected', 'rejected'})


class Asked(NamedTuple):
    """A 请示 with the 批复 that answers it, None while it waits (待批复)."""

    request: ApprovalPaper
    answer: ApprovalPaper | None


def record_approval(place: Workplace, connection: Connection, entry: Entry, read: Approval | None) -> str:
    """Keep what a paper says and ask a person about it once; a clause for the user. None forgets it.

    Only what is granted is asked about; nothing of it is in the ledger before a person accepts it, and what a
    person has decided is not asked again when the paper is read again.
    """
    approvals.keep(connection, entry.number, to_plain(read) if read else None)
    for item in reviews.list_items(connection, register_number=entry.number):
        if item.kind in {'approval', 'event'} or item.field == NOT_READ:
            reviews.supersede(connection, item.number)
    if read is None:
        return _not_read(place, connection, entry)
    items = [_branches_item(place, connection, entry, read)]
    items += [_event_item(place, connection, entry, read, event) for event in read.events]
    decided = {
        item.reasons[:1]
        for item in reviews.list_items(connection, None, entry.number)
        if item.state in _DECIDED and item.kind in {'approval', 'event'}
    }
    new = [item for item in items if item and item.reasons[:1] not in decided]
    reviews.add_many(connection, new, place.now())
    return _told(connection, entry, read)


def _not_read(place: Workplace, connection: Connection, entry: Entry) -> str:
    """A 批复 of which nothing was read is for a person to look at; of other papers nothing is asked."""
    if entry.kind != 'approval':
        return ""
    item = ReviewItem(
        kind='reading',
        about=entry.title or entry.file,
        register_number=entry.number,
        field=NOT_READ,
        reasons=("像是关于党组织或登记事项的批复、决定，但没有读出同意了什么，请看原件，需要的由人登记",),
    )
    reviews.add(connection, item, place.now())
    return "；没有读出同意了什么，待核"


def act_to_text(act: BranchAct | Mapping[str, Any]) -> str:
    """One act in a few words: 同意成立中共示例协会支部委员会."""
    plain: Mapping[str, Any] = act if isinstance(act, Mapping) else to_plain(act)
    form = f"{FORMS[plain['form']]}党组织" if plain['form'] else "党组织"
    name = plain['party_org'] or "、".join(unit['name'] for unit in plain['units']) + form
    new = f"为{plain['new_name']}" if plain['new_name'] else ""
    return f"{DECISIONS[plain['decision']]}{ACTS[plain['kind']]}{name}{new}"


def _branches_item(
    place: Workplace, connection: Connection, entry: Entry, read: Approval
) -> ReviewItem | None:
    """One question for all that a 批复 grants about Party organisations; None where it grants nothing."""
    granted = [
        act for act in read.branches if act.decision in {'granted', 'in_principle'} and act.kind != 'elect'
    ]
    if not granted:
        return None
    meant = [_act_units(place, connection, entry, read, act) for act in granted]
    told, candidates = open_units(one for group in meant for one in group)
    acts = [
        {**to_plain(act), 'units': [meant_to_plain(one) for one in group]}
        for act, group in zip(granted, meant, strict=True)
    ]
    held = [
        line
        for act, group in zip(granted, meant, strict=True)
        for line in _already(connection, act, group, read)
    ]
    doubts = [reason for act in granted for reason in act.reasons]
    if read.date and read.date > place.today.isoformat():
        doubts.append(f"成文日期{read.date}晚于今天")
    return ReviewItem(
        kind='approval',
        about=entry.title or entry.file,
        register_number=entry.number,
        field=BRANCHES,
        value={'doc_number': read.doc_number, 'date': read.date, 'issuers': list(read.issuers), 'acts': acts},
        reasons=tuple(dict.fromkeys((*map(_summary, granted, meant), _paper(read), *doubts, *told, *held))),
        candidates=candidates,
        where=to_plain(granted[0].where),
    )


def _act_units(
    place: Workplace, connection: Connection, entry: Entry, read: Approval, act: BranchAct
) -> list[Meant]:
    """The organisations of an act; of a dissolved joint branch those that its own 批复 named."""
    units = act.units
    if len(units) < 2 and act.form == 'joint' and act.kind != 'establish' and act.party_org:
        units = _named_before(connection, act.party_org) or units
    return who_is_meant(place, connection, entry, read.issuers, units)


def _named_before(connection: Connection, party_org: str) -> tuple[Unit, ...]:
    """The organisations that the 批复 which founded a Party organisation names."""
    for paper in reversed(approvals.list_papers(connection)):
        for act in paper.read['branches']:
            same = act['party_org'] and name_key(act['party_org']) == name_key(party_org)
            if same and act['kind'] == 'establish' and act['decision'] == 'granted':
                return units_from_plain(act['units'])
    return ()


def _summary(act: BranchAct, meant: Sequence[Meant]) -> str:
    names = "、".join(one.unit.name for one in meant)
    becomes = {
        'establish': f"接受后记为已建（{FORMS.get(act.form or '', '形式未读出')}）",
        'dissolve': "接受后记为未建（党组织已撤销）",
        'rename': "接受后改党组织名称",
    }
    return (
        f"批复：{act_to_text(act)}；涉及{len(meant)}家{f'（{names}）' if names else ''}；{becomes[act.kind]}"
    )


def _paper(read: Approval) -> str:
    return f"批复文号{read.doc_number or '未读出'}，日期{read.date or '未读出'}"


def _already(connection: Connection, act: BranchAct, meant: Sequence[Meant], read: Approval) -> Iterator[str]:
    """What the ledger holds from another 批复, or of another Party organisation than the one dissolved."""
    known = subjects.get_many(connection, [one.subject for one in meant if one.subject is not None])
    for one in known.values():
        number, name = one.facts.get('approval_number'), one.facts.get('party_org_name')
        if act.kind == 'establish' and number and number != read.doc_number:
            yield f"“{one.name}”台账已记批复{number}"
        if act.kind == 'dissolve' and act.party_org and name and name_key(name) != name_key(act.party_org):
            yield f"“{one.name}”台账所记党组织是“{name}”"


def _event_item(
    place: Workplace, connection: Connection, entry: Entry, read: Approval, event: EventProposal
) -> ReviewItem:
    meant = who_is_meant(place, connection, entry, read.issuers, event.units)
    new = {'register', 'move_in'}
    told, candidates = open_units(one for one in meant if one.unit.part == 'self' and event.kind not in new)
    names = "、".join(one.name for one in event.units if one.part == 'self') or "单位未读出"
    to = f"，{event.to}" if event.to else ""
    first = (
        f"{LABELS[event.kind]}：{names}{to}；日期{event.date or '未读出'}，文号{event.doc_number or '未读出'}"
    )
    return ReviewItem(
        kind='event',
        about=entry.title or entry.file,
        register_number=entry.number,
        field=event.kind,
        value={**to_plain(event), 'units': [meant_to_plain(one) for one in meant]},
        reasons=(first, *event.reasons, *told),
        candidates=candidates,
        where=to_plain(event.places[0]) if event.places else None,
    )


def _told(connection: Connection, entry: Entry, read: Approval) -> str:
    """What the user reads after taking the paper in."""
    parts = [act_to_text(act) for act in read.branches]
    parts += [LABELS[event.kind] for event in read.events]
    linked = [one for one in linked_requests(connection) if entry.number in _numbers(one)]
    answered = [one for one in linked if one.answer and one.answer.number == entry.number]
    if read.kind == 'request':
        own = linked[0] if linked else None
        parts.append(f"已有收文第{own.answer.number}号批复" if own and own.answer else "待批复")
    elif answered:
        parts.append(f"答复收文第{'、'.join(str(one.request.number) for one in answered)}号请示")
    return f"；{'；'.join(parts)}" if parts else ""


def _numbers(one: Asked) -> set[int]:
    return {one.request.number, *([one.answer.number] if one.answer else [])}


def waiting_requests(place: Workplace) -> list[Asked]:
    """The 请示 that wait for their 批复, oldest first."""
    with reading(place.engine) as connection:
        return [one for one in linked_requests(connection) if one.answer is None]


def linked_requests(connection: Connection) -> list[Asked]:
    """Every 请示 about a Party organisation, each with its 批复 where that is here."""
    papers = approvals.list_papers(connection)
    replies = [one for one in papers if one.read['kind'] == 'approval']
    cited: dict[str, ApprovalPaper] = {}
    alike: dict[tuple[str, str], list[ApprovalPaper]] = {}
    for reply in replies:
        if number := _cited(reply, 'number'):
            cited.setdefault(number, reply)
        for key in _about(reply):
            alike.setdefault(key, []).append(reply)
    return [
        Asked(one, cited.get(one.doc_number or '') or _answer(one, alike))
        for one in papers
        if one.read['kind'] == 'request'
    ]


def _answer(
    request: ApprovalPaper, alike: Mapping[tuple[str, str], Sequence[ApprovalPaper]]
) -> ApprovalPaper | None:
    """Of the replies about the same act the one that cites the title, else the only one that cites none."""
    same = {one.number: one for key in _about(request) for one in alike.get(key, ())}
    title = title_to_key(request.title)
    free = [one for one in same.values() if not (_cited(one, 'number') and request.doc_number)]
    titled = [one for one in free if title and title_to_key(_cited(one, 'title')) == title]
    untold = [one for one in free if not _cited(one, 'number')]
    return titled[0] if titled else untold[0] if len(untold) == 1 else None


def _cited(reply: ApprovalPaper, key: str) -> str | None:
    """The number or title of the 请示 that a reply says it answers."""
    told: str | None = (reply.read['answers'] or {}).get(key)
    return told


def _about(paper: ApprovalPaper) -> set[tuple[str, str]]:
    """What a paper is about: each act with each organisation, or with the Party organisation's name."""
    found = set()
    for act in paper.read['branches']:
        names = [unit['name'] for unit in act['units']] + ([act['party_org']] if act['party_org'] else [])
        found |= {(act['kind'], name_key(name)) for name in names}
    return found
