"""All questions of a paper at once: what taking them does, and sending the paper back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from starlette.responses import Response

from desk.ours import ours_told
from desk.visit import Visit, page, to
from model.errors import ShoufaError, UsageFault
from office import registering, review_bulk, review_queue
from office.review_asking import KIND_NAMES

_AT_ONCE = 100
"""More than this go on behind the pages."""


def show_all(visit: Visit) -> Response:
    """What accepting all that a paper says would do."""
    number, kind = visit.number('number'), visit.asked('kind')
    waiting = review_queue.of_paper(visit.place, number, 0, 1)
    return page(
        visit,
        'review_all.html',
        title="一并认可",
        here='review',
        entry=waiting.entry,
        found=review_bulk.consequence(visit.place, number, kind),
        kind=kind,
        kinds=[('', "全部"), *KIND_NAMES.items()],
    )


def do_all(visit: Visit) -> Response:
    """Take all of them; many go on behind the pages."""
    number = visit.number('number')
    steps = review_bulk.accept_all(visit.place, number, visit.needed('mark', "所见"), visit.text('kind'))
    told = review_bulk.consequence(visit.place, number, visit.text('kind'))

    def act() -> tuple[int, list[str]]:
        done = list(steps)
        return sum(ok for _, _, ok in done), [f"{one}　{text}" for one, text, ok in done if not ok]

    if told.total > _AT_ONCE:
        name = f"收文第{number}号一并认可{told.total}项"
        visit.desk.behind.start(name, lambda: _behind(visit, number, act))
        visit.tell(f"已开始一并认可{told.total}项，可以先办别的；办完后这里的待核会减少。")
        return to('/review')
    count, left = act()
    visit.tell(f"收文第{number}号：已认可{count}项。", *left[:20])
    return to(f'/review/paper/{number}')


def _behind(visit: Visit, number: int, act: Callable[[], tuple[int, list[str]]]) -> None:
    """The act, and what became of it for all who look on and on this person's next page."""
    try:
        with ours_told("程序出错了，请把时间告诉维护人员。"):
            count, left = act()
        more = f"，{len(left)}项没有办成，仍待核" if left else ""
        told = f"收文第{number}号：已认可{count}项{more}。"
    except ShoufaError as error:
        told = f"收文第{number}号的一并认可停下了：{error.message}其余各项仍待核。"
    visit.tell(told)
    visit.desk.behind.tell('review', told)


def do_back(visit: Visit) -> Response:
    """The paper goes back to whom it came from, with a note; its questions end."""
    number = visit.number('number')
    day = _day(visit.text('day')) or visit.place.today
    to_whom, why = visit.needed('to', "退给哪个单位"), visit.needed('why', "退回的理由")
    registering.send_back(visit.place, number, to_whom, day, why)
    visit.tell(f"收文第{number}号已登记退回“{to_whom}”，它的待核已了结。可转告：{why}")
    return to('/review')


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise UsageFault("退回日期要写成 2026-03-13 这样。") from fault
