"""起草: letters, lists, circulars, reports and answers, drafted into 发文/."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import cast, get_args

from starlette.responses import Response

from desk.handed import handed, has_file
from desk.pages.issue import visit_day
from desk.pages.paper_words import SENT_NAMES, paper_address
from desk.visit import CLERKS, MEGABYTE, Address, Visit, page, to
from desk.words import for_page
from desk.works import Answer, Work, told_one_by_one, work_at
from model.errors import UsageFault
from office import (
    consulting_papers,
    dispatching,
    draft_choices,
    instructor_papers,
    papers,
    replying,
    reporting,
    transferring,
)
from office.from_last import make_from
from office.paper_files import papers_named, paths_of
from office.writing import Sent, Watch
from outgoing.reply import AnswerKind

Drafted = tuple[Sequence[Sent], Sequence[str]]
Maker = Callable[[Visit, Watch], Drafted]
_TOLD = 10


def show_new(visit: Visit) -> Response:
    """What may be drafted: for the campaign that the address names, and besides."""
    running = draft_choices.running(visit.place)
    wanted = visit.asked('campaign') or (running[0][0] if running else '')
    return page(
        visit,
        'drafts_out.html',
        title="起草发文",
        here='outgoing',
        running=running,
        chosen=draft_choices.choices(visit.place, wanted) if wanted else None,
        names=[('', "按设置"), *draft_choices.names_to_issue(visit.place)],
        register=visit.asked('register'),
    )


def do_new(visit: Visit) -> Response:
    """Draft what was asked for; many drafts are a lot of their own."""
    kind = visit.needed('kind', "起草什么")
    if kind not in _KINDS:
        raise UsageFault("没有这一种发文。请从“起草发文”里选。")

    if kind == 'reply':  # one paper, and its file goes with the form
        return _tell(visit, *_reply(visit))

    def draft(work: Work) -> Answer:
        sent, notes = _MAKERS[kind](visit, partial(told_one_by_one, visit, work))
        return lambda asking: _tell(asking, sent, notes)

    return work_at(visit, "正在起草", draft)


def _tell(visit: Visit, sent: Sequence[Sent], notes: Sequence[str]) -> Response:
    for status, name in SENT_NAMES.items():
        count = sum(one.status == status for one in sent)
        if count:
            visit.tell(f"{name}：{count}份。")
    visit.tell(*map(for_page, notes[:_TOLD]))
    return to(_where(visit, sent))


def _where(visit: Visit, sent: Sequence[Sent]) -> str:
    if not sent:
        return '/outgoing'
    if len(sent) == 1:
        return paper_address(sent[0].file.name)
    batch = papers_named(visit.place, [sent[0].file])[0].batch
    return f'/outgoing?batch={batch}' if batch else '/outgoing'


def _issuing(visit: Visit) -> str | None:
    return visit.text('as') or None


def _campaign(visit: Visit) -> str:
    return visit.needed('campaign', "活动")


def _letters(visit: Visit, watch: Watch) -> Drafted:
    done = dispatching.dispatch(visit.place, _campaign(visit), issuing_id=_issuing(visit), watch=watch)
    notes = [*done.notes]
    if done.elsewhere:
        notes.append(f"另有{done.elsewhere}家有业务主管单位，由其选派，本单位不发函；可起草转办清单。")
    if done.already:
        notes.append(f"{len(done.already)}家的指导员已发过函，没有再起草。")
    if done.changed:
        notes.append(f"{done.changed}家期中调整过指导员，请起草“调整函、结束选派函”。")
    if done.without_instructor:
        notes.append(f"还有{_named(done.without_instructor)}未建党组织、也没有安排指导员。")
    if done.unknown:
        notes.append(f"另有{_named(done.unknown)}没有安排指导员，台账没有写是否建立党组织，请先核实。")
    return done.sent, notes


def _named(names: Sequence[str]) -> str:
    more = " 等" if len(names) > 3 else ""
    return f"{len(names)}家（{'、'.join(names[:3])}{more}）"


def _transfer(visit: Visit, _watch: Watch) -> Drafted:
    done = transferring.transfer(visit.place, _campaign(visit), issuing_id=_issuing(visit))
    notes = [*done.notes]
    if done.unclear:
        notes.append(f"不知由谁选派的{_named(done.unclear)}，没有列入。")
    if done.unknown:
        notes.append(f"是否需派未明的{_named(done.unknown)}，没有列入。")
    return done.sent, notes


def _round(visit: Visit) -> int | None:
    told = visit.text('round')
    return int(told) if told.isdecimal() and len(told) < 5 else None


def _progress(kind: reporting.Kind) -> Maker:
    def make(visit: Visit, _watch: Watch) -> Drafted:
        missing = visit.text('missing')
        wanted = reporting.Wanted(
            _round(visit),
            'carry' if missing == 'carry' else 'exclude' if missing == 'exclude' else None,
            bool(visit.text('rank')),
            _issuing(visit),
            bool(visit.text('chart')),
        )
        last = visit.text('last')
        if last:
            (before,) = paths_of(visit.place, [last])
            made = make_from(visit.place, kind, _campaign(visit), wanted, before).paper
        else:
            made = reporting.make(visit.place, kind, _campaign(visit), wanted)
        blanks = (
            [f"还要由人填写：{'、'.join(made.blanks)}（文中黄底处，填好才能编号）。"] if made.blanks else []
        )
        return [made.sent], [*blanks, *made.notes]

    return make


def _lists(visit: Visit, _watch: Watch) -> Drafted:
    only = visit.texts('only')
    if not only:
        raise UsageFault("请勾选要起草的清单。")
    sent, _ = papers.papers(
        visit.place, _campaign(visit), only, number=_round(visit), issuing_id=_issuing(visit)
    )
    return sent, []


def _comments(visit: Visit, _watch: Watch) -> Drafted:
    until = visit_day(visit, 'until', "统计到") if visit.text('until') else None
    asked = _register(visit, 'answers', "答复哪份来文") if visit.text('answers') else None
    upward = consulting_papers.Upward(asked, visit.text('to') or None) if visit.text('upward') else None
    done = consulting_papers.summarise(
        visit.place, _campaign(visit), until=until, upward=upward, issuing_id=_issuing(visit)
    )
    told = (
        f"发出{done.asked}，收回{done.received}（按时{done.on_time}、逾期{done.late}），有意见{done.with_comments}，"
        f"无意见{done.without}，未反馈{done.no_answer}。"
    )
    strays = (
        [f"另有{len(done.strays)}件来文单位不明，没有计入，请在“待核”里认领后再起草。"] if done.strays else []
    )
    return [done.sent], [told, *strays]


def _changes(visit: Visit, _watch: Watch) -> Drafted:
    day = visit_day(visit, 'day', "调整日期") if visit.text('day') else None
    done = instructor_papers.change_letters(visit.place, day, issuing_id=_issuing(visit))
    left = [f"没有起草：{name}（{why}）。" for name, why in done.left_out]
    return done.sent, [f"调整函{done.changed}份，结束选派函{done.ended}份。", *left]


def _roster(visit: Visit, _watch: Watch) -> Drafted:
    day = visit_day(visit, 'day', "哪一天") if visit.text('day') else None
    sent = instructor_papers.ledger_of_instructors(visit.place, day, issuing_id=_issuing(visit))
    return [sent], []


def _register(visit: Visit, name: str, label: str) -> int:
    number = visit.needed(name, label)
    if not number.isdecimal() or len(number) > 9:
        raise UsageFault(f"“{label}”应是收文登记簿里的编号。")
    return int(number)


def _reply(visit: Visit) -> Drafted:
    number = _register(visit, 'register', "收文编号")
    kind = visit.text('answer')
    if kind not in {'', *get_args(AnswerKind)}:
        raise UsageFault("没有这一种文种。请从“文种”里选。")
    with handed(visit, 'comments', "意见文件") if has_file(visit, 'comments') else nullcontext() as path:
        how = replying.Answering(cast(AnswerKind, kind) if kind else None, path, bool(visit.text('none')))
        done = replying.reply(visit.place, number, how=how, issuing_id=_issuing(visit))
    return [done.sent], done.told


_MAKERS: dict[str, Maker] = {
    'letters': _letters,
    'transfer': _transfer,
    'circular': _progress('circular'),
    'report': _progress('report'),
    'lists': _lists,
    'comments': _comments,
    'changes': _changes,
    'roster': _roster,
}
_KINDS = {*_MAKERS, 'reply'}

ADDRESSES = (
    Address('/outgoing/new', show_new, CLERKS),
    Address('/outgoing/new', do_new, CLERKS, 'POST', 32 * MEGABYTE),
)
