"""Papers being drafted or numbered: how far it is, and at its end what came of it."""

from __future__ import annotations

from starlette.responses import Response

from desk.visit import CLERKS, Address, Visit, data, page
from desk.works import work_called, work_to_answer


def show_work(visit: Visit) -> Response:
    """How far it is; once it is over, what came of it. A script is told in JSON."""
    work = work_called(visit, str(visit.request.path_params['key']))
    if visit.wants_json:
        return data({'over': work.over, 'done': work.done, 'total': work.total})
    if work.over:
        return work_to_answer(visit, work)
    return page(visit, 'work.html', title=work.about, here='outgoing', work=work, last=visit.after)


ADDRESSES = (Address('/outgoing/progress/{key}', show_work, CLERKS),)
