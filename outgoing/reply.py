"""批复 to a 请示 about Party organisations, and our own comments on a draft that somebody sent us."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from model.figure import Source
from outgoing.blanks_left import blank
from outgoing.dispatch import Desk, contact, head
from outgoing.draft import Basis, DocType, Draft
from outgoing.frame import frame, title_names
from outgoing.noting import Notes, to_pieces
from outgoing.wording import decision, file_name, listed, phrases, title_lines, we
from text.han import int_to_han

REPLY = "批复.docx"
AnswerKind = Literal['report', 'letter', 'comments']
ANSWERS: dict[AnswerKind, str] = {
    'report': "意见报告.docx",
    'letter': "意见复函.docx",
    'comments': "反馈意见.docx",
}
_ENDINGS: dict[AnswerKind, str] = {'report': "意见的报告", 'letter': "意见的复函", 'comments': "的反馈意见"}
_VERBS = {'establish': "成立", 'dissolve': "撤销", 'rename': "更名"}
_ADVICE = re.compile('^建议(?!稿|书)[：:，,]?')
_ACTS = re.compile('建议|删[除去掉]|增加|补充|将|把|改为|修改|调整|明确|合并|另起|移至')
"""How a suggestion begins that says what to do, and is not the new wording itself."""
_ELECT = (
    "请按照《中国共产党章程》和有关规定，及时召开党员大会（党员代表大会），选举产生{body}，"
    "并将选举结果报{we}审批。"
)
_DUTY = "党组织{done}后，要按照规定做好组织关系接转、组织生活和党员教育管理等工作。"


@dataclass(frozen=True, slots=True)
class Granted:
    """One Party organisation that a 请示 asks about: kind is establish, dissolve or rename.

    name is its full name, None where the 请示 does not say it; units are all it is for.
    """

    kind: str
    name: str | None
    units: tuple[str, ...]
    joint: bool
    elects: str = "支部委员会"
    new_name: str | None = None


def branch_reply(desk: Desk, recipient: str | None, basis: Basis, granted: Sequence[Granted]) -> Draft:
    """The 批复 that says yes; a joint branch is told with all its units (G11)."""
    notes = Notes()
    first = granted[0]
    name = _full(first)
    more = "等党组织" if len(granted) > 1 else ""
    named = f"更名为{first.new_name or blank('新名称')}" if first.kind == 'rename' else ""
    verb = "" if first.kind == 'rename' else _VERBS[first.kind]
    top = head(desk, 'reply', (f"关于同意{verb}", *phrases(f"{name}{more}"), f"{named}的批复"))
    to = recipient or blank("主送单位")
    context = {
        **top,
        'recipient': to,
        'opening': (to_pieces(f"{notes.cited(basis)}收悉。{decision(desk.issuing)}，现批复如下："),),
        'items': tuple(map(to_pieces, _numbered([*_granted(granted), *_demands(desk, granted)]))),
        'contact': contact(notes, desk.office),
    }
    return Draft(
        file_name=file_name("批复", first.name or first.units[0] if first.units else "党组织"),
        template=REPLY,
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type='reply',
        title=top['title'],
        recipients=(to,),
        issuing_name=desk.issuing.id,
    )


def _full(one: Granted) -> str:
    return one.name or f"中共{blank('党组织全称')}"


def _granted(granted: Sequence[Granted]) -> Iterator[str]:
    for one in granted:
        if one.kind == 'rename':
            yield f"同意{_full(one)}更名为{one.new_name or blank('新名称')}。"
        elif one.joint or len(one.units) > 1:
            units = listed(one.units) if one.units else blank("联合组建的各单位")
            yield f"同意{units}联合{_VERBS[one.kind]}{_full(one)}。"
        else:
            yield f"同意{_VERBS[one.kind]}{_full(one)}。"


def _demands(desk: Desk, granted: Sequence[Granted]) -> Iterator[str]:
    """What follows from the yes; to whom the new organisation belongs is for a person to say."""
    new = [one for one in granted if one.kind == 'establish']
    if new:
        yield f"党组织隶属{blank('上级党组织')}。"
        bodies = listed(tuple(dict.fromkeys(one.elects for one in new)))
        yield _ELECT.format(body=bodies, we=we(desk.issuing))
        yield _DUTY.format(done="成立")
    if any(one.kind == 'dissolve' for one in granted):
        yield f"党员组织关系转入{blank('接收党组织')}，有关善后工作请一并做好。"


def _numbered(texts: Sequence[str]) -> Iterator[str]:
    if len(texts) == 1:
        yield texts[0]
        return
    for place, text in enumerate(texts, start=1):
        yield f"{int_to_han(place)}、{text}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A comment of ours: None where a person still has to write it."""

    article: str | None
    original: str | None
    suggestion: str | None
    reason: str | None
    source: Source | None = None


ONE_TO_WRITE = Suggestion(None, None, None, None)


def answer(
    desk: Desk,
    asked_by: str | None,
    basis: Basis,
    draft_title: str,
    suggestions: Sequence[Suggestion],
    kind: AnswerKind,
) -> Draft:
    """Our comments, each with 原文, 建议修改为 and 理由; where there are none, that we have none.

    Upward a 报告 or an unnumbered 反馈意见, a 复函 only to a body neither over nor under us
    (office-life.md, corrections).
    """
    notes = Notes()
    inner = draft_title.replace('《', '〈').replace('》', '〉')
    to = asked_by or blank("主送单位")
    pieces = ("关于对", *phrases(f"《{inner}》"), _ENDINGS[kind])
    doc_type: DocType = kind
    top = head(desk, doc_type, pieces) if kind != 'comments' else _plain(desk, pieces)
    said = tuple(_said(notes, place, one, len(suggestions)) for place, one in enumerate(suggestions, start=1))
    cited = notes.cited(basis)
    ready = "经认真研究，现将意见报告如下：" if kind == 'report' else "经认真研究，现将意见反馈如下："
    context = {
        **top,
        'recipient': to,
        'opening': (to_pieces(f"{cited}收悉。{ready if said else '经认真研究，现反馈如下：'}"),),
        'items': said or ({'lines': (to_pieces("我单位无修改意见。"),)},),
        'contact': contact(notes, desk.office),
    }
    return Draft(
        file_name=file_name(ANSWERS[kind].removesuffix('.docx'), draft_title),
        template=ANSWERS[kind],
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type=doc_type,
        title=top['title'],
        recipients=(to,),
        issuing_name=desk.issuing.id,
    )


def _plain(desk: Desk, pieces: Sequence[str]) -> dict[str, str]:
    """Title and signature of a paper without head and number."""
    whole = (*title_names(desk.issuing), *pieces)
    told = frame(desk.issuing, 'comments', desk.year)
    return {**told, 'title': ''.join(whole), 'title_lines': title_lines(whole)}


def _said(notes: Notes, number: int, one: Suggestion, of: int) -> dict[str, Any]:
    """A comment under its heading; what is missing is for a person to write."""

    def told(key: str, what: str, text: str | None) -> str:
        sources = (one.source,) if one.source else ()
        if not text:
            return blank(what)
        return notes.words(
            f'item.{number}.{key}', what, text, origin='typed' if not sources else 'notice', sources=sources
        )

    head = f"关于{told('article', '条款', one.article)}"
    advice = _ADVICE.sub('', one.suggestion.strip()) if one.suggestion else None
    new, why = told('suggestion', "修改意见", advice), told('reason', "理由", one.reason)
    is_wording = not (one.suggestion and (not one.original or _ACTS.match(one.suggestion.strip())))
    lines = (
        [] if one.suggestion and not one.original else [f"原文：“{told('original', '原文', one.original)}”"]
    )
    lines.append(f"建议修改为：“{new}”" if is_wording else f"建议：{new.rstrip('。')}。")
    if one.reason or not one.suggestion:
        lines.append(f"理由：{why.rstrip('。')}。")
    if of == 1:  # a heading stands over text of its own number only
        return {'lines': tuple(map(to_pieces, (head, *lines)))}
    return {
        'head': to_pieces(f"{int_to_han(number)}、{head}"),
        'lines': tuple(map(to_pieces, lines)),
    }
