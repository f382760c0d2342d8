"""A paper drafted once more by what is known now, and the figures of which that makes other ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from model.errors import CannotStart, ShoufaError
from model.figure import Figure
from office import papers, reporting, sent_again
from office.config import Workplace
from office.redrafting import figure_from_plain, recipe_from_plain
from outgoing.draft import Draft
from store.outbox import Drafted


class Changed(NamedTuple):
    """A printed figure and what it is by now: new is None where the paper would not print it any more."""

    old: Figure
    new: Figure | None


class Redrawn(NamedTuple):
    """The paper as it would be drafted now, its own figures by key, and those that came out otherwise."""

    draft: Draft
    printed: Mapping[str, Figure]
    changed: tuple[Changed, ...]


def redrawn(place: Workplace, drafted: Drafted, known_by: dt.date | None = None) -> Redrawn:
    """A paper's figures compared by key with those of the same recipe by what is known by a day (today).

    Raises:
        CannotStart: it cannot be drafted again: no recipe, the campaign or its organisation is gone.
    """
    draft = draft_now(place, drafted, known_by or place.today)
    printed = {one.key: one for one in map(figure_from_plain, drafted.figures)}
    fresh = {one.key: one for one in draft.figures}
    return Redrawn(draft, printed, changed_figures(printed.values(), fresh))


def draft_now(place: Workplace, drafted: Drafted, known_by: dt.date | None) -> Draft:
    """The draft of a paper's recipe, of the same round and day; known_by None as it was then.

    Raises:
        CannotStart: as redrawn().
    """
    recipe = recipe_from_plain(drafted.recipe)
    if recipe is None:
        raise CannotStart(f"“{drafted.file}”没有留下起草时的条件，不能重新测算。")
    if known_by is not None:
        recipe = replace(recipe, known_by=max(known_by, recipe.cut_off or known_by))
    else:
        place = replace(place, today=drafted.drafted_at.date())
    try:
        if recipe.act in {'report', 'circular'}:
            return reporting.draft_again(place, recipe)
        again = papers.draft_again if recipe.act == 'papers' else sent_again.draft_again
        drafts = again(place, recipe)
    except (ShoufaError, KeyError, LookupError) as error:
        why = error.message if isinstance(error, ShoufaError) else "起草时的条件已不在"
        raise CannotStart(f"“{drafted.file}”不能按现在的数据重新测算：{why}") from error
    same = [one for one in drafts if one.template == drafted.template]
    same = same if len(same) == 1 else [one for one in same if one.title == drafted.title]
    if not same:
        raise CannotStart(f"“{drafted.file}”按现在的数据已不再生成，请人工核对。")
    return same[0]


def changed_figures(printed: Iterable[Figure], fresh: Mapping[str, Figure]) -> tuple[Changed, ...]:
    """The figures that print something else by now, in the order of the paper; a person's own are left."""
    return tuple(
        Changed(one, new)
        for one in printed
        if one.origin != 'typed' and ((new := fresh.get(one.key)) is None or new.text != one.text)
    )
