"""Answers to papers of the register: 批复 to a 请示 (G11), our comments on a draft sent to us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from campaigns.draft import notice_to_pack
from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from extractors.survey.comments import comments_of
from model.errors import SecrecyMark, UsageFault
from model.register import Entry
from office.approving import linked_requests
from office.citing import paper_basis
from office.config import Workplace
from office.extracts import notice_from_plain
from office.issuing_names import fitting, issuing_named
from office.looking import revisions_of
from office.sheets import must_exist
from office.subordination import standing_of
from office.writing import Sent, write_drafts
from outgoing.dispatch import Desk
from outgoing.draft import Draft, Recipe
from outgoing.reply import ONE_TO_WRITE, AnswerKind, Granted, Suggestion, answer, branch_reply
from store import approvals, register
from store.engine import reading

_ENDING = re.compile(
    '(?P<joint>联合)?(?P<temporary>临时)?(?:党支部|支部|党总支部|党总支|总支部|总支|党委|(?:总?支部)?委员会)+$'
)
_BODIES = {'branch': "支部委员会", 'general_branch': "总支部委员会", 'committee': "委员会"}


@dataclass(frozen=True, slots=True)
class Replied:
    """The answer drafted, and what the clerk should look at first."""

    sent: Sent
    kind: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answering:
    """How to answer: the kind of paper for comments, a file that holds them, or that there are none."""

    kind: AnswerKind | None = None
    comments: Path | None = None
    none: bool = False


def reply(
    place: Workplace,
    number: int,
    out: Path | None = None,
    *,
    how: Answering | None = None,
    issuing_id: str | None = None,
) -> Replied:
    """The answer to a paper of the register: a 批复 to a 请示, our comments to a notice that asks for them.

    Raises:
        UsageFault: there is no such paper, or it is neither.
        BadInput: the file of comments cannot be read.
        BadTemplate: the template cannot be used.
    """
    how = how or Answering()
    with reading(place.engine) as connection:
        entry = register.get(connection, number)
        extract = register.extract_of(connection, number) or {}
    if entry is None:
        raise UsageFault(f"没有收文第{number}号。用 shoufa register list 查看编号。")
    if entry.kind == 'request':
        if how.kind or how.comments or how.none:
            raise UsageFault(f"收文第{number}号是请示，答复用批复，不用 --kind、--comments、--none。")
        issuing = issuing_id or _asked_name(place, extract)
        recipe = Recipe('reply', None, {'number': number, 'as': issuing}, place.today)
        told = _looked_at(place, entry, extract, issuing)
    else:
        suggestions = _read(how.comments) if how.comments else None
        kind = how.kind or _kind(place, entry)
        options = {
            'number': number,
            'as': issuing_id or fitting(place, place.office.report_as, kind),
            'kind': kind,
            'none': how.none,
            'comments': suggestions,
        }
        recipe, told = Recipe('reply', None, options, place.today), ()
    draft = reply_again(place, recipe)
    return Replied(write_drafts(place, [draft], '', out)[0], draft.doc_type, told)


def reply_again(place: Workplace, recipe: Recipe) -> Draft:
    """The answer of a recipe as it would be drafted now.

    Raises:
        UsageFault: the paper is no 请示 about a Party organisation, and asks for no comments.
    """
    number = recipe.options['number']
    with reading(place.engine) as connection:
        entry = register.get(connection, number)
        extract = register.extract_of(connection, number) or {}
        basis = paper_basis(connection, number)
    assert entry is not None
    formal = recipe.options.get('kind') != 'comments'
    desk = Desk(place.office, issuing_named(place, recipe.options['as'], formal=formal), place.today.year)
    if entry.kind == 'request':
        granted = _granted(entry, extract)
        return replace(branch_reply(desk, _issuer(entry, extract), basis, granted), recipe=recipe)
    title = _draft_title(entry, extract)
    suggestions = [Suggestion(**one) for one in recipe.options['comments'] or ()]
    if not suggestions and not recipe.options['none']:
        suggestions = [ONE_TO_WRITE]
    draft = answer(desk, _issuer(entry, extract), basis, title, suggestions, recipe.options['kind'])
    return replace(draft, recipe=recipe)


def _issuer(entry: Entry, extract: Mapping[str, Any]) -> str | None:
    issuers = extract.get('issuing_authorities') or ()
    return entry.issuer or (issuers[0] if issuers else None)


def _kind(place: Workplace, entry: Entry) -> AnswerKind:
    """报告 to a body over us, 复函 to one that is neither over nor under us (条例 8(十), 8(十四))."""
    above = entry.issuer is not None and standing_of(place.office, entry.issuer) == 'above'
    return 'report' if above else 'letter'


def _draft_title(entry: Entry, extract: Mapping[str, Any]) -> str:
    """The draft that a notice asks comments on."""
    consultation = None
    if entry.kind == 'notice' and extract:
        consultation = notice_to_pack(notice_from_plain(dict(extract)), 'asked').consultation
    if consultation is None:
        raise UsageFault(
            f"收文第{entry.number}号不是请示，也看不出是征求意见的通知，不能起草答复。"
            "请用 shoufa register list 核对编号。"
        )
    title = consultation.draft_title.strip()
    return title[1:-1] if title.startswith('《') and title.endswith('》') else title


def _read(path: Path) -> list[dict[str, str | None]]:
    """Our own comments from a file: a table, a letter, or the draft with its changes.

    Raises:
        UsageFault: there is no such file, or no comments in it.
        BadInput: it cannot be read.
        SecrecyMark: it bears one.
    """
    must_exist(path)
    if secrecy_mark_in_name(path.name):
        raise SecrecyMark
    with ReadingPool() as pool:
        document = pool.read(path, path.name)
        if secrecy_mark(document, path.name):
            raise SecrecyMark
        found = comments_of(document, revisions_of(pool, document, path, path.name))
    if not found.comments:
        raise UsageFault(f"“{path.name}”里没有读到意见。没有意见的请勾选“无修改意见”，命令里用 --none。")
    return [
        {
            'article': one.article,
            'original': one.original,
            'suggestion': one.suggestion,
            'reason': one.reason,
        }
        for one in found.comments
    ]


def _asked_name(place: Workplace, extract: Mapping[str, Any]) -> str:
    """The Party's name of ours that a 请示 is written to, else the Party's that sends instructors.

    A Party organisation is approved by one, whomever the 请示 is written to.
    """
    read = extract.get(approvals.KEY) or {}
    asked = set(read.get('recipients') or ())
    names = [one for one in place.office.issuing_names if one.kind == 'party' and one.name in asked]
    return fitting(place, names[0].id if names else place.office.dispatch_as, 'reply', party=True)


def _looked_at(
    place: Workplace, entry: Entry, extract: Mapping[str, Any], issuing_id: str
) -> tuple[str, ...]:
    """What speaks against answering at once: answered already, not written to us, or by no Party body."""
    told = []
    with reading(place.engine) as connection:
        answers = [one.answer for one in linked_requests(connection) if one.request.number == entry.number]
    told += [f"收文第{one.number}号已是它的批复，请核对是否重复。" for one in answers if one]
    recipients = (extract.get(approvals.KEY) or {}).get('recipients') or ()
    ours = {place.office.name, *place.office.aliases, *(one.name for one in place.office.issuing_names)}
    if recipients and not ours & set(recipients):
        told.append(f"请示主送{'、'.join(recipients)}，请核对是否由本单位批复。")
    issuing = issuing_named(place, issuing_id)
    if issuing.kind != 'party':
        told.append(
            f"成立、撤销党组织由党组、党委批准，“{issuing.name}”不是党的机关，请核对发文名义（--as）。"
        )
    elif recipients and ours & set(recipients) and issuing.name not in recipients:
        told.append(f"请示主送{'、'.join(recipients)}，批复党组织事项已改用“{issuing.name}”名义，请核对。")
    return tuple(told)


def _granted(entry: Entry, extract: Mapping[str, Any]) -> list[Granted]:
    """What a 请示 asks about Party organisations.

    Raises:
        UsageFault: nothing that a 批复 of ours is drafted for.
    """
    acts = (extract.get(approvals.KEY) or {}).get('branches') or ()
    found = [_act(one) for one in acts if one['kind'] in {'establish', 'dissolve', 'rename'}]
    if not found:
        why = "只问选举结果，批复涉及人选，请另拟" if acts else "没有读出申请成立、撤销哪个党组织"
        raise UsageFault(f"收文第{entry.number}号请示{why}，没有起草批复。")
    return found


def _act(act: Mapping[str, Any]) -> Granted:
    units = tuple(one['name'] for one in act['units'])
    joint = act['form'] == 'joint' or len(units) > 1
    elects = _BODIES.get(act['level'] or 'branch', "支部委员会")
    name = party_name(act['party_org'], units, elects, joint=joint, temporary=act['form'] == 'temporary')
    return Granted(act['kind'], name, units, joint, elects, act['new_name'])


def party_name(
    party_org: str | None, units: tuple[str, ...], body: str, *, joint: bool = False, temporary: bool = False
) -> str | None:
    """A Party organisation's name in full; None for a joint one that the 请示 does not name.

    >>> party_name('示例协会党支部', (), '支部委员会')
    '中共示例协会支部委员会'
    """
    if party_org and party_org.startswith('中共') and party_org.endswith('委员会'):
        return party_org
    core = party_org
    if core is None:
        core = units[0] if len(units) == 1 and not joint else None
    else:
        found = _ENDING.search(core)
        if found and found.start():
            core = core[: found.start()]
            joint, temporary = joint or bool(found['joint']), temporary or bool(found['temporary'])
    if core is None:
        return None
    words = f"{'联合' if joint and not core.endswith('联合') else ''}{'临时' if temporary else ''}{body}"
    return f"中共{core.removeprefix('中共')}{words}"
