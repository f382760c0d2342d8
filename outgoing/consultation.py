"""What came back on a draft: 意见汇总表 by article, and the same as a 报告 to the body that asked us (B1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from model.figure import Figure, Source
from outgoing.blanks_left import blank
from outgoing.dispatch import Desk, contact, head
from outgoing.draft import Basis, Draft
from outgoing.impersonal import without_persons
from outgoing.noting import Notes, to_pieces
from outgoing.wording import file_name, listed, phrases, title_lines, we

_PERSONAL = "〔请核对：来文此处有个人信息，没有印出〕"
_WHOSE = "〔请核对：来文单位不明的反馈是不是以上单位的〕"
SUMMARY, REPORT = "意见汇总表.docx", "意见汇总报告.docx"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: the unit's, never a person's; place is the draft's, article as the unit wrote it."""

    unit: str
    place: str
    article: str | None
    original: str | None
    suggestion: str
    reason: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Answers:
    """A consultation as it stands: units by how they answered, and the comments in the draft's order.

    waiting units have sent what nobody has read yet: never called 未反馈. places counts those of the draft
    that have comments, unplaced the comments that name none; articles says that all places are 条. papers are
    a unit's entries of the register, strays those of unknown sender, None for one still in the inbox.
    """

    draft_title: str
    cut_off: dt.date
    asked: tuple[str, ...]
    on_time: tuple[str, ...]
    late: tuple[str, ...]
    with_comments: tuple[str, ...]
    without: tuple[str, ...]
    waiting: tuple[str, ...]
    no_answer: tuple[str, ...]
    comments: tuple[Comment, ...]
    places: int
    articles: bool
    papers: dict[str, tuple[int, ...]]
    unplaced: int = 0
    strays: tuple[int | None, ...] = ()


def comments_summary(desk: Desk, answers: Answers) -> Draft:
    """The table for our own leaders: every comment once, by article in the draft's order, units only."""
    notes = Notes()
    pieces = (*phrases(f"《{_inner(answers.draft_title)}》"), "意见汇总表")
    context = {
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'issuing': desk.issuing.name,
        **_table(notes, answers),
    }
    return Draft(
        file_name=file_name("意见汇总表", answers.draft_title, answers.cut_off.isoformat()),
        template=SUMMARY,
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type='list',
        title=''.join(pieces),
        recipients=(),
        issuing_name=desk.issuing.id,
    )


def summary_report(desk: Desk, answers: Answers, asked_by: str, basis: Basis | None) -> Draft:
    """The same upward, as a 报告 (条例 8(十)); what the comments come to is for a person to write."""
    notes = Notes()
    subject = f"《{_inner(answers.draft_title)}》"
    top = head(desk, 'report', ("关于", *phrases(subject), "征求意见情况的报告"))
    points: tuple[str, ...] = (blank("归纳主要意见和采纳建议"), "各单位意见逐条见附件。")
    if not answers.comments:
        points = (_no_comments(answers),)
    table = f"{subject}意见汇总表"
    cited = notes.cited(basis) if basis else blank("来文标题和文号")
    opening = f"{cited}收悉。{we(desk.issuing)}组织征求了意见，现将有关情况报告如下："
    context = {
        **top,
        'recipient': asked_by,
        'opening': (to_pieces(opening),),
        'answered': tuple(_answered(notes, answers)),
        'points': tuple(map(to_pieces, points)),
        'attachment': table,
        'table_title': title_lines((*phrases(subject), "意见汇总表")),
        **_table(notes, answers),
        'contact': contact(notes, desk.office),
    }
    return Draft(
        file_name=file_name("意见汇总报告", answers.draft_title, answers.cut_off.isoformat()),
        template=REPORT,
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type='report',
        title=top['title'],
        recipients=(asked_by,),
        issuing_name=desk.issuing.id,
    )


def _no_comments(answers: Answers) -> str:
    """What may be said where no comment counts: silence of units is no agreement."""
    if answers.waiting or answers.strays:
        return "已收到的反馈正在核对，暂不能归纳。"
    if not answers.without:
        return "截至目前没有收到反馈。"
    whole = set(answers.asked) == set(answers.without)
    return "各单位均无修改意见。" if whole else "已反馈的单位均无修改意见。"


def _inner(title: str) -> str:
    """A title to stand between 《》."""
    plain = title.strip().removeprefix('《').removesuffix('》') if title.count('《') == 1 else title.strip()
    return plain.replace('《', '〈').replace('》', '〉')


def _number(notes: Notes, answers: Answers, key: str, label: str, units: Sequence[str]) -> str:
    """How many units, with their papers behind it."""
    papers = sorted({number for unit in units for number in answers.papers.get(unit, ())})
    sources = tuple(Source(number) for number in papers)
    detail = listed(units) or "无"
    return notes.put(
        Figure(key, str(len(units)), len(units), label, None, 'count', sources=sources, detail=detail)
    )


def _counts(notes: Notes, answers: Answers) -> str:
    """发出…，收回…（按时…、逾期…），有意见…、无意见…、未反馈…; what is here and unread is told apart."""
    one = answers
    received = notes.put(
        Figure(
            'received', str(len(one.on_time) + len(one.late)), len(one.on_time) + len(one.late),
            "收回单位", None, 'sum', ('on_time', 'late'),
        )
    )  # fmt: skip
    text = (
        f"发出{_number(notes, one, 'asked', '征求意见单位', one.asked)}个单位，收回{received}"
        f"（按时{_number(notes, one, 'on_time', '按时反馈单位', one.on_time)}、"
        f"逾期{_number(notes, one, 'late', '逾期反馈单位', one.late)}），"
        f"有意见{_number(notes, one, 'with', '有意见单位', one.with_comments)}、"
        f"无意见{_number(notes, one, 'without', '无意见单位', one.without)}、"
        f"未反馈{_number(notes, one, 'no_answer', '未反馈单位', one.no_answer)}"
    )
    if one.waiting:
        text += f"，已收到、正在核对{_number(notes, one, 'waiting', '已收到正在核对的单位', one.waiting)}"
    if one.strays:
        sources = tuple(Source(number) for number in one.strays if number is not None)
        count = len(one.strays)
        told = Figure('strays', str(count), count, "来文单位不明的反馈", None, 'count', sources=sources)
        text += f"，另有{notes.put(told)}件来文单位不明、正在核对，没有计入"
    return text


def _found(notes: Notes, answers: Answers) -> str:
    """意见96条按24条条款排列."""
    count = len(answers.comments)
    papers = sorted({one.source.register for one in answers.comments})
    sources = tuple(Source(number) for number in papers)
    total = notes.put(Figure('comments', str(count), count, "意见条数", None, 'count', sources=sources))
    if not answers.places:
        return f"意见{total}条"
    places = notes.put(
        Figure('places', str(answers.places), answers.places, "有意见的条款", None, 'count', sources=sources)
    )
    text = f"意见{total}条按{places}{'条条款' if answers.articles else '处'}排列"
    if not answers.unplaced:
        return text
    count = answers.unplaced
    unplaced = notes.put(Figure('unplaced', str(count), count, "未指明条款的意见", None, 'count'))
    return f"{text}（其中{unplaced}条未指明条款）"


def _cut_off(notes: Notes, answers: Answers) -> str:
    return f"截至{notes.day('cut_off', '统计截止日', answers.cut_off, origin='calendar')}"


def _answered(notes: Notes, answers: Answers) -> Iterator[str]:
    yield f"{_cut_off(notes, answers)}，{_counts(notes, answers)}，{_found(notes, answers)}。"
    for label, units in (("未反馈的单位", answers.no_answer), ("已收到、正在核对的单位", answers.waiting)):
        if units:
            yield f"{label}：{listed(units)}{_may_be(answers, units)}。"


def _may_be(answers: Answers, units: Sequence[str]) -> str:
    """The mark behind those that did not answer: what nobody is known to have sent may be theirs."""
    return _WHOSE if answers.strays and units is answers.no_answer else ''


def _table(notes: Notes, answers: Answers) -> dict[str, Any]:
    """The tags of table, counts and lists."""
    lists = (
        ("无意见单位", 'without', answers.without),
        ("逾期反馈单位", 'late', answers.late),
        ("未反馈单位", 'no_answer', answers.no_answer),
        ("已收到、正在核对的单位", 'waiting', answers.waiting),
    )
    return {
        'lead': (f"{_cut_off(notes, answers)}，{_counts(notes, answers)}，{_found(notes, answers)}。",),
        'rows': tuple(_line(notes, number, one) for number, one in enumerate(answers.comments, start=1)),
        'note': ("注：“—”表示来文没有写；“采纳情况”“未采纳理由”由承办人填写。",),
        'units': tuple(
            f"{label}（{_number(notes, answers, key, label, units)}个）："
            f"{listed(units)}{_may_be(answers, units)}"
            for label, key, units in lists
            if units
        ),
    }


def _line(notes: Notes, number: int, one: Comment) -> dict[str, str]:
    source = replace(one.source, raw=without_persons(one.source.raw, _PERSONAL))

    def told(key: str, label: str, text: str | None) -> str:
        text = without_persons(text, _PERSONAL)
        return notes.words(
            f'comment.{number}.{key}', f"{one.unit}意见{label}", text, origin='notice', sources=(source,)
        )

    exact = one.article and (any(word in one.article for word in "款项") or one.article.count("第") > 1)
    return {
        'unit': one.unit,
        'article': told('article', "条款", one.article) if exact else one.place,
        'original': told('original', "原文", one.original),
        'suggestion': told('suggestion', "修改意见", one.suggestion),
        'reason': told('reason', "理由", one.reason),
    }
