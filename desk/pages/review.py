"""What waits for a person: the queue, a paper with its questions beside it, and their answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from starlette.responses import Response

from desk import sheets
from desk.lists import start_of, to_shown
from desk.pages.review_answers import REVIEWERS, answer, do_undo, show_found
from desk.pages.review_whole import do_all, do_back, show_all
from desk.pages.sheet import hidden
from desk.render import render
from desk.visit import Address, Visit, data, page, to
from model.register import Entry, ReviewItem
from office import review_asking, review_queue, reviewing
from office.page_pictures import PAGED
from office.review_asking import KIND_NAMES
from office.review_seen import STATE_NAMES

AT_ONCE = 10
"""Questions on one page: a page stays small, and so does what is drawn for it."""


def show_queue(visit: Visit) -> Response:
    """Papers that wait, by their day and doubt; filters are in the address."""
    kind, text = visit.asked('kind'), visit.asked('q')
    size = 50
    found = review_queue.queue(visit.place, kind, text, start_of(visit, size), size)
    return page(
        visit,
        'review.html',
        title="待核",
        here='review',
        found=found,
        shown=to_shown(visit, len(found.papers), found.total, size),
        kinds=[('', "全部"), *KIND_NAMES.items()],
        kind=kind,
        text=text,
    )


def show_paper(visit: Visit) -> Response:
    """A paper, and its questions beside it."""
    return _two_sides(visit, visit.number('number'))


def show_loose(visit: Visit) -> Response:
    """The questions that are about no paper: of an import, or of an organisation that ended."""
    return _two_sides(visit, None)


def _two_sides(visit: Visit, number: int | None) -> Response:
    waiting = review_queue.of_paper(visit.place, number, start_of(visit, AT_ONCE), AT_ONCE)
    return page(
        visit,
        'review_paper.html',
        title=waiting.entry.file if waiting.entry else "不属于某一件来文的事项",
        here='review',
        entry=waiting.entry,
        paged=waiting.entry is not None and waiting.entry.format in PAGED,
        asked=review_asking.ask(visit.place, waiting.items),
        forms=visit.place.forms,
        at=int(visit.asked('at')) if visit.asked('at').isdecimal() else 0,
        total=waiting.total,
        shown=to_shown(visit, len(waiting.items), waiting.total, AT_ONCE),
        may=visit.may(*REVIEWERS),
        first_page=_first_page(waiting.items),
        hints=_hints(waiting.entry, waiting.items),
        today=visit.place.today,
        pictures=sheets,
        where_text=where_to_text,
    )


def _first_page(items: Iterable[ReviewItem]) -> int:
    return next((int(item.where['page']) for item in items if item.where and item.where.get('page')), 1)


def _hints(entry: Entry | None, items: Iterable[ReviewItem]) -> str:
    """What a note to the sender begins with: the doubts that are for them."""
    theirs = [item for item in items if item.kind in {'check', 'reading', 'match'}] if entry else []
    told = '；'.join(dict.fromkeys(f"{item.about}：{'，'.join(item.reasons)}" for item in theirs))
    return hidden(told)[:800]


def where_to_text(where: dict[str, Any] | None) -> str:
    """A place as the scripts compare it: its keys in order, none that does not apply."""
    told = {key: value for key, value in (where or {}).items() if value is not None}
    return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else ''


def show_one(visit: Visit) -> Response:
    """One question where it stands: on the page of its paper."""
    item = reviewing.show(visit.place, visit.number('number'))
    base = f'/review/paper/{item.register_number}' if item.register_number else '/review/loose'
    if item.state != 'open':
        return to(f'/review/decided?paper={item.register_number or ""}')
    part = review_queue.position(visit.place, item) // AT_ONCE + 1
    return to(f'{base}?p={part}&at={item.number}#ask-{item.number}')


def show_card(visit: Visit) -> Response:
    """One question as a piece of the page, as it stands now."""
    item = reviewing.show(visit.place, visit.number('number'))
    (asked,) = review_asking.ask(visit.place, [item])
    told = {'may': visit.may(*REVIEWERS), 'forms': visit.place.forms, 'where_text': where_to_text}
    return Response(render('review_one.html', one=asked, csrf=visit.csrf, **told), media_type='text/html')


def do_answer(visit: Visit) -> Response:
    """An answer; a script is told what came of it, a person goes on with the paper."""
    number = visit.number('number')
    told = answer(visit, number)
    after = review_queue.left_after(visit.place, number)
    if visit.wants_json:
        return data({'told': told, 'open': after.beside, 'left': after.left})
    visit.tell(f"{number}　{told}")
    return to(f'/review/paper/{after.paper}' if after.paper else '/review/loose')


def show_decided(visit: Visit) -> Response:
    """What was decided, the newest first; each can be taken back while nothing rests on it."""
    paper = int(visit.asked('paper')) if visit.asked('paper').isdecimal() else None
    size = 50
    found = review_queue.decided(visit.place, start_of(visit, size), size + 1, paper)
    return page(
        visit,
        'review_decided.html',
        title="已核",
        here='review',
        found=found[:size],
        shown=to_shown(visit, len(found), None, size),
        words=review_queue.decided_to_text,
        states=STATE_NAMES | {'open': "撤销了处理"},
        kinds=KIND_NAMES,
        paper=paper,
        may=visit.may(*REVIEWERS),
    )


ADDRESSES = (
    Address('/review', show_queue),
    Address('/review/loose', show_loose),
    Address('/review/find', show_found, REVIEWERS),
    Address('/review/decided', show_decided),
    Address('/review/paper/{number:int}', show_paper),
    Address('/review/paper/{number:int}/all', show_all),
    Address('/review/paper/{number:int}/all', do_all, REVIEWERS, 'POST'),
    Address('/review/paper/{number:int}/back', do_back, REVIEWERS, 'POST'),
    Address('/review/{number:int}', show_one),
    Address('/review/{number:int}/card', show_card),
    Address('/review/{number:int}/answer', do_answer, REVIEWERS, 'POST'),
    Address('/review/{number:int}/undo', do_undo, REVIEWERS, 'POST'),
)
