"""意见汇总表 of a consultation, and the same as a 报告 to the body that asked us (B1)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.survey.comment_places import places_counted
from model.errors import CannotStart, UsageFault
from model.figure import Source
from model.place import NOWHERE
from model.serialise import where_from_plain
from office.addressees import classes_untold
from office.citing import notice_of, pack_basis, paper_basis
from office.collecting import Collection, collect, collection_named
from office.config import Workplace
from office.consulting import Consulted, consult
from office.issuing_names import issuing_named
from office.planning import pack_named
from office.subordination import standing_of
from office.writing import Sent, write_drafts
from outgoing.consultation import Answers, Comment, comments_summary, summary_report
from outgoing.dispatch import Desk
from outgoing.draft import Basis, Draft, Recipe
from store import expected, register
from store.comments import HeldComment
from store.engine import reading

_ARTICLE = re.compile('第[一二三四五六七八九十百零]+条(?:之.+)?')


@dataclass(frozen=True, slots=True)
class Summarised:
    """The paper drafted, and its counts: units by how they answered, comments and places.

    unplaced comments name no place of the draft. strays are papers of which nobody knows who sent them, None
    for one that is still in the inbox; classes are bodies that the draft was sent to
    without naming each (市直有关部门), whose silence the paper says nothing of.
    """

    sent: Sent
    asked: int
    received: int
    on_time: int
    late: int
    with_comments: int
    without: int
    no_answer: int
    waiting: int
    comments: int
    places: int
    unplaced: int
    strays: tuple[int | None, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upward:
    """The summary as a 报告: to whom, by default who asked; about which paper of the register."""

    number: int | None = None
    to: str | None = None


def summarise(
    place: Workplace,
    wanted: str,
    out: Path | None = None,
    *,
    until: dt.date | None = None,
    upward: Upward | None = None,
    issuing_id: str | None = None,
) -> Summarised:
    """The comments on a draft by article, with who has none and who did not answer; upward as a 报告.

    Raises:
        UsageFault: there is no such consultation, issuing name or paper.
        CannotStart: nobody is known to report to, or nobody knows who was asked.
        BadTemplate: the template cannot be used.
    """
    answers = answers_of(place, wanted, until)
    options = {'as': issuing_id or place.office.report_as}
    if upward:
        options |= {'upward': True, 'number': upward.number, 'to': upward.to}  # type: ignore[dict-item]  # plain JSON
    recipe = Recipe('comments-summary', wanted, options, answers.cut_off)
    draft = _draft(place, recipe, answers)
    one = answers
    return Summarised(
        write_drafts(place, [draft], wanted, out)[0],
        len(one.asked),
        len(one.on_time) + len(one.late),
        len(one.on_time),
        len(one.late),
        len(one.with_comments),
        len(one.without),
        len(one.no_answer),
        len(one.waiting),
        len(one.comments),
        one.places,
        one.unplaced,
        one.strays,
        _untold(place, wanted),
    )


def _untold(place: Workplace, wanted: str) -> tuple[str, ...]:
    """The classes of bodies asked of which nobody told who is in them, nor by a list of our own."""
    with reading(place.engine) as connection:
        if expected.list_units(connection, wanted):
            return ()
    return classes_untold(pack_named(place, wanted), place.office)


def summary_again(place: Workplace, recipe: Recipe) -> Draft:
    """The paper of a recipe as it would be drafted now, for its own day."""
    return _draft(place, recipe, answers_of(place, recipe.campaign or '', recipe.cut_off))


def _draft(place: Workplace, recipe: Recipe, answers: Answers) -> Draft:
    options = recipe.options
    desk = Desk(
        place.office, issuing_named(place, options['as'], formal='upward' in options), place.today.year
    )
    if 'upward' not in options:
        return replace(comments_summary(desk, answers), recipe=recipe)
    number: int | None = options['number']
    collection = collection_named(place, recipe.campaign or '')
    asked_by, basis = _asked_by(place, collection, number)
    to = options['to'] or asked_by or desk.issuing.superior
    if not to:
        raise CannotStart(
            f"报告没有主送机关：发文名义“{desk.issuing.name}”没有设置 superior。"
            "请在 office.toml 里补上，或用 --to 写明。"
        )
    return replace(summary_report(desk, answers, to, basis), recipe=recipe)


def _asked_by(
    place: Workplace, collection: Collection, number: int | None
) -> tuple[str | None, Basis | None]:
    """Who asked us, and the paper: this one of the register, else the campaign's notice if it came in."""
    assert collection.pack is not None
    with reading(place.engine) as connection:
        if number is not None and register.get(connection, number) is None:
            raise UsageFault(f"没有收文第{number}号。用 shoufa register list 查看编号。")
        held = number if number is not None else notice_of(connection, collection.pack)
        if held is None:
            return None, None
        entry = register.get(connection, held)
        issuer = entry.issuer if entry else None
        if number is None and issuer and standing_of(place.office, issuer) != 'above':
            return None, None  # our own notice, or a body we do not answer with a 报告
        basis = pack_basis(connection, collection.pack) if number is None else paper_basis(connection, held)
    return issuer, basis


def answers_of(place: Workplace, wanted: str, until: dt.date | None = None) -> Answers:
    """A consultation as papers tell it.

    Raises:
        UsageFault: there is no such campaign, or it asks for no comments.
        CannotStart: nobody knows which units it was sent to.
    """
    collection = collection_named(place, wanted)
    if collection.pack is None or collection.pack.consultation is None:
        raise UsageFault(f"“{collection.title}”不是征求意见，没有意见可汇总。")
    collected = collect(place, collection, until=until)
    found = consult(place, collected)
    told = [comment for unit in found.units for comment in unit.comments]
    if not found.units:
        raise CannotStart(
            f"“{collection.title}”的征求意见对象“{'、'.join(_untold(place, wanted))}”没有逐一写明，"
            "不知道发给了哪些单位，没有生成文件。"
            f"请用 shoufa returns {wanted} --expect 名单.xlsx 导入单位名单。"
        )
    return Answers(
        draft_title=collection.pack.consultation.draft_title,
        cut_off=collected.cut_off,
        asked=tuple(one.unit for one in found.units),
        on_time=found.named('on_time'),
        late=found.named('late'),
        with_comments=tuple(one.unit for one in found.received if one.comments),
        without=tuple(one.unit for one in found.received if not one.comments),
        waiting=found.named('waiting'),
        no_answer=found.named('no_answer'),
        comments=_in_order(found, told),
        places=len(found.named_places),
        unplaced=found.unplaced,
        articles=all(_ARTICLE.fullmatch(name) for name in found.named_places),
        papers={one.unit: one.papers for one in found.units},
        strays=tuple(one.number for one in collected.unattributed),
    )


def _in_order(found: Consulted, told: Sequence[HeldComment]) -> tuple[Comment, ...]:
    """The comments by the draft's places and, at one place, in the order of the units."""
    ranks = {name: rank for rank, (name, _) in enumerate(found.places)}
    names = _places_of(found, [one.article for one in told])
    listed = [_comment(unit.unit, names[one.article], one) for unit in found.units for one in unit.comments]
    return tuple(sorted(listed, key=lambda one: ranks[one.place]))


def _places_of(found: Consulted, articles: Sequence[str | None]) -> dict[str | None, str]:
    """The place of the draft that each wording names: the one that counts one more with it."""
    counts = dict(found.places)
    return {
        article: next(
            name for name, count in places_counted([*articles, article]) if count != counts.get(name)
        )
        for article in set(articles)
    }


def _comment(unit: str, place: str, one: HeldComment) -> Comment:
    where = where_from_plain(one.where) if one.where else NOWHERE
    source = Source(one.register_number, where, one.suggestion)
    return Comment(unit, place, one.article, one.original, one.suggestion, one.reason, source)
