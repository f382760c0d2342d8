"""A form of the review page as what office/ is asked to do."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from desk.visit import Visit, data, to
from model.errors import UsageFault
from model.person import PersonRole
from office import review_candidates, review_queue, review_undo, reviewing
from office.layout_words import words_of_form

REVIEWERS: frozenset[PersonRole] = frozenset({'reviewer'})
"""Who settles what is doubtful."""

_FIELD = 'field.'
_COLUMN = 'column.'
_KEPT = "保留台账的值"


def answer(visit: Visit, number: int) -> str:
    """Do what the pressed button says; gives what was done.

    Raises:
        StaleEdit: the question is not what the page showed any more.
        UsageFault: no button was pressed, or its answer cannot be.
    """
    choice, seen = visit.text('choice'), visit.needed('seen', "所见")
    place = visit.place
    key, _, value = choice.partition('=')
    simple: dict[str, Callable[[], str]] = {
        'accept': lambda: reviewing.accept(place, number, seen),
        'keep': lambda: reviewing.reject(place, number, _KEPT, seen),
        'reject': lambda: reviewing.reject(place, number, visit.needed('why', "不采用的理由"), seen),
        'none': lambda: review_candidates.none_of_these(place, number, seen),
        'correct': lambda: reviewing.correct(place, number, _typed(visit), seen),
    }
    if choice in simple:
        return simple[choice]()
    if key == 'never' and value.isdecimal():
        return review_candidates.never(place, number, [int(value)], seen)
    if not value:
        raise UsageFault("请先选一个答复。")
    return reviewing.correct(place, number, {key: value}, seen)


def _typed(visit: Visit) -> dict[str, str]:
    """What was typed: fields that differ from what the page showed, or any answer by its own name.

    Raises:
        UsageFault: nothing was changed.
    """
    told: dict[str, str] = {}
    form = next((one for one in visit.place.forms if one.id == visit.text('column.form')), None)
    words = words_of_form(form) if form else {}
    for name in dict.fromkeys(visit.form.keys()):
        if name.startswith(_FIELD) and visit.text(name) != visit.text(f'was.{name}'):
            told[name.removeprefix(_FIELD)] = visit.text(name)
        if name.startswith(_COLUMN) and visit.text(name) != visit.text(f'was.{name}'):
            told[name.removeprefix(_COLUMN)] = words.get(visit.text(name), visit.text(name))
    own = visit.text('own').strip()
    if own:
        told[visit.needed('own_key', "栏目")] = own
    if not told:
        raise UsageFault("没有改动任何值。要采用来文请按“采用来文”，要改请先填写。")
    return told


def show_found(visit: Visit) -> Response:
    """Organisations that may be meant by what is typed (?q=), for the script of a question's card."""
    near = review_candidates.find(visit.place, visit.asked('q'))
    keys = ('id', 'name', 'code', 'region', 'type', 'supervisor', 'state')
    found = [
        {key: getattr(one, key) for key in keys} | {'formerly': one.facts.get('former_names') or ()}
        for one in near.found
    ]
    return data({'found': found, 'more': near.total - len(found)})


def do_undo(visit: Visit) -> Response:
    """A decision taken back."""
    number = visit.number('number')
    told = review_undo.undo(visit.place, number)
    if visit.wants_json:
        after = review_queue.left_after(visit.place, number)
        return data({'told': told, 'open': after.beside, 'left': after.left})
    visit.tell(told)
    return to(f'/review/{number}')
