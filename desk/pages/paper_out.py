"""One paper that goes out: what it says, how far it is, its steps, and the version somebody changed."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from desk.pages.figure import followed
from desk.pages.issue import visit_day
from desk.pages.outgoing import STEPS, do_step
from desk.pages.outgoing_files import asked_file, asked_path
from desk.pages.paper_words import campaign_titles, file_query, paper_address, to_step
from desk.visit import CLERKS, MEGABYTE, STAFF, Address, Visit, page, to
from desk.words import for_page
from model.errors import UsageFault
from model.paper import PAPER_STATES, STATE_NAMES
from office import paper_states, receipts
from office.correcting_issued import correct_issued
from office.issuing import is_issued
from office.paper_states import in_the_way, order_of
from office.paper_views import masked, view
from office.replacing import refuse_stale, replace_file

LARGEST = 30 * MEGABYTE


def show_paper(visit: Visit) -> Response:
    """The paper beside its state and what can be done; ?n= follows one of its numbers."""
    shown = paper_states.show(visit.place, asked_path(visit))
    paper, seen = shown.paper, view(visit.place, shown.paper)
    number = visit.asked('n')
    chosen = int(number) if number.isdecimal() and 0 < int(number) <= seen.numbers else None
    return page(
        visit,
        'paper_out.html',
        title=paper.title,
        here='outgoing',
        paper=paper,
        shown=shown,
        view=seen,
        chosen=chosen,
        found=followed(visit.place, paper.file, chosen) if chosen else None,
        mask=masked,
        address=paper_address,
        here_address=paper_address(paper.file),
        query=file_query(paper.file),
        states=PAPER_STATES,
        names=STATE_NAMES,
        taken={'drafted', *(step.state for step in paper_states.standing(shown.steps))},
        signer=paper.signed_by or paper_states.signer(shown.steps),
        words=for_page,
        issued=is_issued(paper),
        ways=_ways(visit, shown),
        backs=[(one, STATE_NAMES[one]) for one in _backs(shown.paper)],
        receipts=receipts.receipts(visit.place, paper) if is_issued(paper) else (),
        campaigns=campaign_titles(visit.place),
        clerk=visit.may(*CLERKS),
    )


def _ways(visit: Visit, shown: paper_states.Shown) -> list[dict[str, Any]]:
    """The steps ahead of a paper, each with what stands in its way and whether this person may note it."""
    if shown.void:
        return []
    return [
        {
            'step': step,
            'name': STATE_NAMES[step],
            'why': in_the_way(visit.place, shown.paper, shown.steps, step),
            'may': visit.may(*may),
        }
        for step, may in STEPS.items()
        if order_of(step) > order_of(shown.paper.state)
        and not (is_issued(shown.paper) and order_of(step) < order_of('numbered'))
    ]


def _backs(paper: Any) -> list[str]:
    """The steps a paper may be sent back to."""
    lowest = order_of('numbered') if is_issued(paper) else 0
    return [step for step in PAPER_STATES[lowest:] if order_of(step) < order_of(paper.state)]


def do_back(visit: Visit) -> Response:
    """A paper sent back to an earlier step, with the reason."""
    file, step = asked_file(visit), to_step(visit.needed('to', "退回到"))
    refuse_stale(visit.place, file, visit.text('seen'), None)
    paper = paper_states.go_back(visit.place, asked_path(visit), step, visit.needed('why', "理由"))
    visit.tell(f"已退回到{STATE_NAMES[step]}。")
    return to(paper_address(paper.file))


def do_replace(visit: Visit) -> Response:
    """A version changed in Word or WPS, in place of the draft."""
    file, upload = asked_file(visit), visit.file('edited', "改好的稿子")
    with upload.file as sent:
        data = sent.read()
    seen = visit.text('sha256') or None
    done = replace_file(visit.place, file, data, upload.filename or '', seen)
    visit.tell(
        f"已换成改好的稿子，改动{len(done.changed)}处；原稿留存在 存档/发文。"
        if done.changed
        else "文字没有变。"
    )
    if done.sign_again:
        visit.tell("这份稿子签发以后文字又有改动，编号前须重新签发。")
    return to(f'/outgoing/adopt?{file_query(done.paper.file)}')


def do_receipt(visit: Visit) -> Response:
    """A recipient signed for it."""
    file = asked_file(visit)
    day = visit_day(visit, 'on', "签收日期")
    recipient = visit.needed('recipient', "收文单位")
    left = receipts.sign(visit.place, asked_path(visit), recipient, day, way=visit.text('way') or None)
    visit.tell(f"已签收：{recipient}。" + (f"还有{len(left)}家未签收。" if left else "已全部签收。"))
    return to(f'{paper_address(file)}#receipts')


def do_file(visit: Visit) -> Response:
    """Where it is filed."""
    file = asked_file(visit)
    receipts.file_papers(visit.place, [asked_path(visit)], visit.needed('filed_as', "档号"))
    visit.tell("已记档号。")
    return to(paper_address(file))


def do_correct(visit: Visit) -> Response:
    """What an issued paper printed that is otherwise by now; drafts the 更正 where something is."""
    file = asked_file(visit)
    done = correct_issued(visit.place, asked_path(visit))
    return page(
        visit,
        'corrected.html',
        title="与现在的数据比对",
        here='outgoing',
        done=done,
        address=paper_address,
        file=file,
    )


def do_steps_note(visit: Visit) -> Response:
    """A step of one paper, with what was seen of it."""
    if not visit.text('sha256'):
        raise UsageFault("稿子的文件不在 发文/ 里，没有办。请先找回文件。")
    return do_step(visit)


ADDRESSES = (
    Address('/outgoing/paper/{file:path}', show_paper, STAFF),
    Address('/outgoing/paper-step', do_steps_note, CLERKS, 'POST'),
    Address('/outgoing/back', do_back, CLERKS, 'POST'),
    Address('/outgoing/replace', do_replace, CLERKS, 'POST', LARGEST),
    Address('/outgoing/receipt', do_receipt, frozenset({'registrar'}), 'POST'),
    Address('/outgoing/filed', do_file, frozenset({'registrar'}), 'POST'),
    Address('/outgoing/correct', do_correct, CLERKS, 'POST'),
)
