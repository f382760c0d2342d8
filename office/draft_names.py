"""What a draft is called in its folder, so that a paper about something else is never taken for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from outgoing.draft import Draft
from store.outbox import Drafted, is_issued

_SUBJECTS = {
    'circular': 'round',
    'report': 'round',
    'dispatch': 'organisation',
    'dispatch --transfer': 'unit',
    'instructors letters': 'assignment',
    'reply': 'number',
}
"""By the act of a recipe, the option that tells one paper of a campaign from another."""


def names_for(draft: Draft, name: str, campaign: str) -> Iterator[str]:
    """Its own name, then with the campaign or the paper answered, then numbered."""
    yield name
    stem, told = name.removesuffix('.docx'), campaign
    if draft.recipe and draft.recipe.act == 'reply':
        told = f'收文{draft.recipe.options["number"]}号'
    if told:
        yield f'{stem}_{told}.docx'
    for number in count(2):
        yield f'{stem}~{number}.docx'


def is_about_the_same(last: Drafted, draft: Draft, campaign: str, *, void: bool) -> bool:
    """Whether a file of ours is the same paper drafted before: campaign, act and what it is about.

    void: its number does not count any more, so that the paper has to be drafted once more. An issued
    letter about other assignments (an earlier term) is another paper.
    """
    if (last.campaign or '') != campaign or void:
        return False
    if last.recipe is None or draft.recipe is None:
        return True
    now: dict[str, Any] = {'act': draft.recipe.act, 'options': draft.recipe.options}
    if _subject(last.recipe) != _subject(now):
        return False
    told, wanted = ((one.get('options') or {}).get('assignments') or () for one in (last.recipe, now))
    return not (is_issued(last) and told and wanted and not set(told) & set(wanted))


def _subject(recipe: Mapping[str, Any]) -> tuple[str, Any]:
    act = recipe['act']
    return act, (recipe.get('options') or {}).get(_SUBJECTS.get(act, ''))
