"""Progress circulars and implementation reports of a campaign."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Literal, NamedTuple

from model.campaign import Pack
from model.errors import CannotStart, UsageFault
from office.citing import notice_of
from office.collecting import collect
from office.config import Workplace
from office.corrections import corrections_since
from office.issuing_names import issuing_named
from office.open_duties import open_duties
from office.planning import pack_for
from office.progress import campaign_facts, collection_of, round_of
from office.writing import Sent, write_drafts
from outgoing.blanks_left import blanks_left
from outgoing.circular import progress_circular
from outgoing.draft import Choice, Draft, Recipe
from outgoing.report import implementation_report
from outgoing.wording import day
from store.engine import reading

Kind = Literal['report', 'circular']
Missing = Literal['exclude', 'carry']


class Wanted(NamedTuple):
    """How a paper is asked for: round (None: the last due), missing units, ranked, as whom, with a chart."""

    number: int | None = None
    missing: Missing | None = None
    rank: bool = False
    issuing: str | None = None
    chart: bool = False


class Paper(NamedTuple):
    """A draft on disk, what a person must still write in it, and what its drafter should know."""

    sent: Sent
    blanks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def circular(place: Workplace, pack_id: str, number: int | None = None, out: Path | None = None) -> Sent:
    """The progress circular of a round; as make()."""
    return make(place, 'circular', pack_id, Wanted(number), out).sent


def report(place: Workplace, pack_id: str, number: int | None = None, out: Path | None = None) -> Sent:
    """The implementation report to the superior organ; as make()."""
    return make(place, 'report', pack_id, Wanted(number), out).sent


def make(place: Workplace, kind: Kind, pack_id: str, wanted: Wanted, out: Path | None = None) -> Paper:
    """A paper drafted and put into 发文/.

    Raises:
        UsageFault: there is no such campaign, round or issuing name.
        CannotStart: the issuing name has no superior to report to, or nothing is known of the population.
        BadTemplate: the template cannot be used.
    """
    recipe = recipe_of(place, kind, pack_id, wanted)
    draft = draft_again(place, recipe)
    sent = write_drafts(place, [draft], pack_id, out)[0]
    return Paper(sent, blanks_left(sent.file.read_bytes()), _notes(place, recipe))


def recipe_of(place: Workplace, kind: Kind, pack_id: str, wanted: Wanted) -> Recipe:
    """What a paper is made from, with the round, the issuing name and the days settled.

    Raises:
        UsageFault: there is no such campaign or round.
    """
    pack = pack_for(place, pack_id, kind)
    meant = round_of(collection_of(place, pack), wanted.number, place.today)
    usual = place.office.report_as if kind == 'report' else place.office.circular_as
    options = {
        'round': meant.number,
        'missing': wanted.missing,
        'rank': wanted.rank,
        'as': wanted.issuing or usual,
        'chart': wanted.chart,
    }
    return Recipe(kind, pack.id, options, meant.cut_off, meant.cut_off)


def draft_again(place: Workplace, recipe: Recipe) -> Draft:
    """The draft that a recipe gives by what the office holds now.

    The same recipe gives the same draft as long as nothing of its campaign, its round's returns or the
    ledger up to recipe.known_by was settled otherwise; a later known_by gives what is known by then of
    the same round and day.

    Raises:
        UsageFault: it is no recipe of a circular or report, or there is no such campaign, round or name.
        CannotStart: the issuing name has no superior to report to, or nothing is known of the population.
    """
    if recipe.act not in {'report', 'circular'} or recipe.campaign is None:
        raise UsageFault(f"“{recipe.act}”不是通报或报告，不能这样重新起草。")
    kind: Kind = 'report' if recipe.act == 'report' else 'circular'
    pack = pack_for(place, recipe.campaign, kind)
    issuing = issuing_named(place, recipe.options['as'])
    if kind == 'report' and not issuing.superior:
        raise CannotStart(
            f"报告要有一个主送的上级机关，但发文名义“{issuing.name}”没有设置 superior。"
            "请在 office.toml 里补上。"
        )
    facts = campaign_facts(
        place, pack, recipe.options['round'], cut_off=recipe.cut_off, known_by=recipe.known_by
    )
    write = implementation_report if kind == 'report' else progress_circular
    options = recipe.options
    choice = Choice(options['missing'], options['rank'], chart=options.get('chart', False))
    draft = write(place.office, issuing, facts, choice)
    last = facts.before.cut_off if facts.before else None
    known = max(recipe.known_by or facts.cut_off, facts.cut_off)
    told = corrections_since(place, pack.id, last, known)
    ours = tuple(one for one, got in told if {*got} & {*draft.recipients})
    if ours:
        draft = write(place.office, issuing, replace(facts, corrections=ours), choice)
    return replace(draft, recipe=recipe)


def _notes(place: Workplace, recipe: Recipe) -> tuple[str, ...]:
    """What the drafter should know and the paper does not say: files of nobody, targets left out."""
    assert recipe.campaign is not None
    pack = pack_for(place, recipe.campaign, 'report' if recipe.act == 'report' else 'circular')
    collection = collection_of(place, pack)
    collected = collect(place, collection, recipe.options['round'], recipe.known_by)
    missing, strays = collected.names('missing'), collected.unattributed
    notes = []
    if missing and strays:
        numbers = "、".join(f"第{one.number}号" for one in strays if one.number is not None)
        files = f"（{numbers}）" if numbers else ""
        notes.append(
            f"有{len(strays)}个文件来源不明{files}，可能就是{'、'.join(missing)}所报；请核对后再定是否写“未报送”。"
        )
    if not collection.asked.units:
        notes.append(
            "这个活动没有要求谁报送（没有期次和表样，也没有指定报送单位），"
            "文中不写已报送和未报送，各数按台账统计。"
        )
    elif collected.due and recipe.cut_off and recipe.cut_off < collected.due:
        notes.append(f"第{collected.round}期{day(collected.due)}才到期，没有报的单位不写作未报送。")
    return (
        *notes,
        *_due_note(place, pack, recipe.cut_off),
        *_goals_note(place, pack, recipe.known_by),
    )


def _due_note(place: Workplace, pack: Pack, cut_off: dt.date | None) -> tuple[str, ...]:
    """The duties whose day has come: nothing tells whether they were done, so no paper says so."""
    with reading(place.engine) as connection:
        notice = notice_of(connection, pack)
    due = [
        one for one in open_duties(place, pack, notice, rounds=True) if cut_off and one.deadline <= cut_off
    ]
    if not due:
        return ()
    told = "；".join(f"{one.what[:20]}（期限{day(one.deadline)}）" for one in due)
    return (f"通知要求的事项中有{len(due)}项期限已到、没有登记办结，没有写进下一步，请核对：{told}。",)


def _goals_note(place: Workplace, pack: Pack, known_by: dt.date | None) -> tuple[str, ...]:
    if not pack.targets or known_by is None or known_by >= place.today:
        return ()
    return ("目标完成情况只能按今天的数据测算，补作往期时没有列出。",)
