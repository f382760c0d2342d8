"""What a sentence decides about Party organisations: established, dissolved, renamed, elected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.approval.decisions import Decided, decisions
from extractors.approval.names import PartyOrg, find_party_orgs, party_org_at, party_orgs_at
from extractors.approval.sentences import Reading, Said
from model.approval import BranchActKind, Decision

_ESTABLISH = re.compile(
    r'(?:成立|建立|组建|设立|新设|增设|新建|筹建|筹备|恢复)(?!大会|以来|后|时|于|之|条件|情况|工作|事宜)'
)
_DISSOLVE = re.compile('撤销|撤消|解散|取消')
_RENAME = re.compile(r'(?:更名|改名|名称变更|改设|改建|升格|变更|改)(?:登记)?(?:设立)?(?:为|成)')
_ELECT = re.compile(
    r'选举|换届|补选|改选|增补|当选|任[^，。]{0,30}(?:书记|委员|职务)|书记[、和]?(?:副书记)?(?:人选|职务|候选人)|组成人员|候选人|免去'
)
_BRANCH_WORD = re.compile('支部|总支|党委|党组织')
_BEFORE_OBJECT = re.compile(r'[将把对原由“"]+')
_YOU = re.compile(
    r'[你贵](?:单位|协会|学会|商会|中心|学校|医院|基金会|公司|机构|会|校|院|所|社|团|园|站|馆)(?!支部|党|所[属辖]|下属|主管|管理|指导|联系|上?报|推荐|[“《])'
)
_CLAUSE = re.compile('[，：:]')


@dataclass(frozen=True, slots=True)
class Found:
    """An act before its organisations are known: who is what stands between the yes and the verb."""

    kind: BranchActKind
    decision: Decision
    org: PartyOrg
    said: Said
    who: str = ''
    after: str = ''
    new: PartyOrg | None = None
    preparing: bool = False


def sentence_to_acts(said: Said, reading: Reading) -> list[Found]:
    """Everything that one sentence decides, or asks where the paper is a request.

    你会 is read as the name of the one organisation that is spoken to.
    """
    if len(reading.spoken_to) == 1 and not reading.asks:
        said = replace(said, plain=_YOU.sub(reading.spoken_to[0].name, said.plain))
    found: list[Found] = []
    for decided in decisions(said.plain):
        if reading.asks or decided.decision != 'asked':
            found += _acts(said, decided, asks=reading.asks)
    once = {(one.kind, one.org.start): one for one in found}
    return sorted(once.values(), key=lambda one: one.org.start)


def _acts(said: Said, decided: Decided, *, asks: bool) -> Iterator[Found]:
    decision: Decision = 'asked' if asks else decided.decision
    taken: set[int] = set()
    for verb in _RENAME.finditer(said.plain, decided.end, decided.stop):
        old, new = _org_before(said.plain, decided.end, verb.start()), party_org_at(said.plain, verb.end())
        if new is not None and new.name is not None:
            taken |= {new.start, old.start if old else -1}
            yield Found('rename', decision, old or replace(new, name=None, body=''), said, new=new)
    begun = decided.end
    for verb in _ESTABLISH.finditer(said.plain, decided.end, decided.stop):
        following = party_orgs_at(said.plain, verb.end())
        ended = following[-1].end if following else begun
        noun = None if following else _org_before(said.plain, decided.end, verb.start())
        for org in following or ([noun] if noun and noun.end == verb.start() else []):
            if org.start not in taken:
                taken.add(org.start)
                who = said.plain[begun : verb.start()]
                preparing = verb.group() in {'筹建', '筹备'}
                yield Found('establish', decision, org, said, who, said.plain[org.end :], None, preparing)
        begun = max(begun, ended)
    yield from _dissolved(said, decided, decision, taken)


def _dissolved(said: Said, decided: Decided, decision: Decision, taken: set[int]) -> Iterator[Found]:
    for verb in _DISSOLVE.finditer(said.plain, decided.end, decided.stop):
        position = verb.end() + (1 if said.plain[verb.end() : verb.end() + 1] == '原' else 0)
        orgs = party_orgs_at(said.plain, position)
        before = None if orgs else _org_before(said.plain, decided.end, verb.start())
        for org in orgs or ([before] if before else []):
            if org.start not in taken:
                taken.add(org.start)
                yield Found('dissolve', decision, org, said, said.plain[decided.end : verb.start()])


def _org_before(text: str, start: int, end: int) -> PartyOrg | None:
    """The Party organisation that stands between two places: 将中共…支部委员会更名为."""
    full = [one for one in find_party_orgs(text[:end]) if one.start >= start and one.end <= end]
    if full:
        return full[-1]
    clauses = [start, *(one.end() for one in _CLAUSE.finditer(text, start, end))]
    lead = _BEFORE_OBJECT.match(text, clauses[-1])
    org = party_org_at(text, lead.end() if lead else clauses[-1])
    return org if org and org.end <= end else None


def elected_in(said: Said, reading: Reading) -> Found | None:
    """An election or its result: of which Party organisation; never of whom."""
    if not _ELECT.search(said.plain):
        return None
    for decided in decisions(said.plain):
        inside = said.plain[decided.end : decided.stop]
        if not (_ELECT.search(inside) and _BRANCH_WORD.search(said.plain)):
            continue
        orgs = find_party_orgs(said.plain)
        org = orgs[0] if orgs else PartyOrg(None, '', None, None, decided.end, decided.end)
        decision: Decision = 'asked' if reading.asks else decided.decision
        if decision != 'asked' or reading.asks:
            return Found('elect', decision, org, said, inside if not orgs else '')
    return None
