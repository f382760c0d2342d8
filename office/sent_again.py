"""Papers about instructors, comments and branches drafted once more from their recipes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from model.errors import UsageFault
from office.config import Workplace
from office.consulting_papers import summary_again
from office.dispatching import dispatch_again
from office.instructor_papers import change_again, ledger_again
from office.replying import reply_again
from office.transferring import transfer_again
from outgoing.draft import Draft, Recipe

ACTS: Mapping[str, Callable[[Workplace, Recipe], Draft]] = {
    'dispatch': dispatch_again,
    'dispatch --transfer': transfer_again,
    'instructors letters': change_again,
    'instructors roster': ledger_again,
    'comments-summary': summary_again,
    'reply': reply_again,
}
"""By the act of a recipe, what drafts its one paper from what is known now; nothing is written."""


def draft_again(place: Workplace, recipe: Recipe) -> tuple[Draft, ...]:
    """The paper of a recipe as it would be drafted on its own day from what the office knows now.

    Raises:
        UsageFault: no such act, or what it was about is there no more.
    """
    if recipe.act not in ACTS:
        raise UsageFault(f"不能按“{recipe.act}”重新起草。")
    then = replace(place, today=recipe.cut_off or place.today)
    return (ACTS[recipe.act](then, recipe),)
