"""期限: the board, a duty with what is told of it, and what people do with it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, cast, get_args

from starlette.responses import Response

from desk.handed import to_be_written
from desk.lists import SIZE, Shown, address_with, start_of, to_shown
from desk.pages.figure import paper_place
from desk.pages.issue import visit_day
from desk.pages.outgoing_files import DOCX
from desk.visit import CLERKS, STAFF, Address, Visit, data, download, page, to
from desk.worked import kept
from model.errors import UsageFault
from office import due_links
from office.anchoring import AnchorKind, anchor
from office.board import OURS_NAMES, board_to_sections
from office.calendar_file import board_to_calendar
from office.due_acts import STATE_NAMES, Act, Step, acts_open, advance
from office.dues import Due, board, other_lines
from office.duty_pages import Shows, anchor_kinds, duty_shown, evidence_choices, evidence_told, near_duties
from office.handover import write_handover
from office.paper_views import masked
from office.planning import running_packs

ACT_NAMES: dict[Act, str] = {
    'start': "开始办理",
    'report': "已上报",
    'review': "已复核",
    'close': "办结",
    'reopen': "退回待办",
}


_WHOSE = {'': "要办和催办", 'do': "要办", 'chase': "催办", 'know': "知悉", 'closed': "已办"}
_PAST: dict[str, Literal['know', 'closed']] = {'know': 'know', 'closed': 'closed'}


def show_due(visit: Visit) -> Response:
    """The board under its headings (?when= one of them, ?whose= do or chase); or what is known, or closed."""
    past = _PAST.get(visit.asked('whose'))
    if past:
        lines, total = other_lines(visit.place, past, visit.asked('q'), start_of(visit), SIZE)
        name = _WHOSE[past]
        return _board(visit, [(name, line) for line in lines], to_shown(visit, min(SIZE, total), total), [])
    found = [line for line in board_now(visit) if _is_asked(visit, line)]
    sections = board_to_sections(found, visit.place.today)
    when = visit.asked('when')
    told = [(one.name, line) for one in sections if when in {'', one.name} for line in one.lines]
    start = start_of(visit)
    tabs = [('', "全部", len(found), address_with(visit, when=None, p=None))]
    tabs += [
        (one.name, one.name, len(one.lines), address_with(visit, when=one.name, p=None)) for one in sections
    ]
    here = told[start : start + SIZE]
    return _board(visit, here, to_shown(visit, len(here), len(told)), tabs)


def board_now(visit: Visit) -> list[Due]:
    """What is ours to do or to chase, kept until something is done."""
    place = visit.place
    return kept(visit, 'board', (place.holidays, running_packs(place)), lambda: board(place))


def _board(
    visit: Visit, lines: list[tuple[str, Due]], shown: Shown, tabs: list[tuple[str, str, int, str]]
) -> Response:
    return page(
        visit,
        'due.html',
        title="期限",
        here='due',
        lines=lines,
        shown=shown,
        tabs=tabs,
        when=visit.asked('when'),
        whose=[
            (key, name, address_with(visit, whose=key or None, when=None, p=None))
            for key, name in _WHOSE.items()
        ],
        whose_now=visit.asked('whose'),
        words=visit.asked('q'),
        ours=OURS_NAMES,
        states=STATE_NAMES,
        place_of=paper_place,
        mask=masked,
    )


def _is_asked(visit: Visit, line: Due) -> bool:
    whose, words = visit.asked('whose'), visit.asked('q')
    said = [line.what, line.who, line.report_to]
    said += [one.get(key) for one in line.sources for key in ('title', 'doc_number')]
    return whose in {'', line.ours} and (not words or any(words in text for text in said if text))


def do_calendar(visit: Visit) -> Response:
    """Every dated duty as a calendar file."""
    lines = [line for line in board(visit.place, everything=True) if line.deadline and line.ours != 'know']
    made = board_to_calendar(lines, visit.place.office.name, visit.place.now())
    return download(made, '期限.ics', 'text/calendar')


def do_handover(visit: Visit) -> Response:
    """交接单, for whoever takes over."""
    with to_be_written(f"交接单_{visit.place.today}.docx") as path:
        written = write_handover(visit.place, path)
        return download(written.read_bytes(), written.name, DOCX)


def show_duty(visit: Visit) -> Response:
    """One duty with its sources, its rounds, and what can be done."""
    shown = duty_shown(visit.place, visit.number('number'))
    return page(
        visit,
        'duty.html',
        title=f"第{shown.number}号事项",
        here='due',
        shown=shown,
        chief=shown.chief,
        ours=OURS_NAMES,
        states=STATE_NAMES,
        acts={
            (line.round or ''): [(act, ACT_NAMES[act]) for act in acts_open(line.progress)]
            for line in shown.lines
        },
        kinds=anchor_kinds(shown.chief),
        others=near_duties(visit.place, shown) if visit.may(*CLERKS) else [],
        clerk=visit.may(*CLERKS) and not shown.superseded,
        mask=masked,
        place_of=paper_place,
    )


def do_act(visit: Visit) -> Response:
    """A step of a duty or of one round; 办结 needs its evidence."""
    number, act = visit.number('number'), visit.needed('act', "办理")
    if act not in get_args(Act):
        raise UsageFault("没有这一步。请刷新后再办。")
    evidence = evidence_told(visit.place, visit.needed('evidence', "佐证")) if act == 'close' else None
    why = visit.needed('why', "理由") if act == 'reopen' else None
    step = Step(
        act=cast(Act, act),
        number=number,
        round=_round(visit),
        whole=bool(visit.text('whole')),
        evidence=evidence,
        why=why,
        seen=visit.text('seen') or None,
    )
    done = advance(visit.place, step)
    which = f"{done.round}这一期" if done.round else ''
    proof = f"，佐证：{done.evidence}" if done.evidence else ''
    visit.tell(f"第{number}号{which}：{STATE_NAMES[done.state]}{proof}。")
    return to(f'/due/{number}')


def _round(visit: Visit) -> dt.date | None:
    return visit_day(visit, 'round', "期次") if visit.text('round') else None


def do_anchor(visit: Visit) -> Response:
    """The day a limit is counted from."""
    number, kind = visit.number('number'), visit.needed('kind', "从哪天起算")
    if kind not in get_args(AnchorKind):
        raise UsageFault("起算日只有下发日、收文日和起算事项的日子三种。")
    done = anchor(visit.place, number, cast(AnchorKind, kind), visit_day(visit, 'day', "日期"))
    for duty in done.duties:
        day = f"期限 {duty.deadline}" if duty.deadline else f"各期从 {duty.anchor} 起算"
        visit.tell(f"第{duty.number}号：{day}。")
    visit.tell(*done.warnings)
    return to(f'/due/{number}')


def do_join(visit: Visit) -> Response:
    """Two duties that are one."""
    number, other = visit.number('number'), visit.needed('other', "并到哪一项")
    if not other.isdecimal():
        raise UsageFault("“并到哪一项”要写事项的编号。")
    due_links.join(visit.place, number, int(other))
    visit.tell(f"第{number}号已与第{other}号并成一项。")
    return to(f'/due/{number}')


def do_part(visit: Visit) -> Response:
    """A duty on a line of its own again."""
    number = visit.number('number')
    due_links.part(visit.place, number)
    visit.tell(f"第{number}号已单列。")
    return to(f'/due/{number}')


def show_evidence(visit: Visit) -> Response:
    """Papers whose words fit what was typed, for the script of the duty's page."""
    came, went = evidence_choices(visit.place, visit.number('number'), visit.asked('q'))
    return data([{'value': _value(one), 'words': _words(one)} for one in (*came, *went)])


def _value(one: Shows) -> str:
    return f'r{one.number}' if one.number else f'p{one.file}'


def _words(one: Shows) -> str:
    whose = f"收文第{one.number}号" if one.number else "发文"
    return '　'.join(filter(None, (whose, one.doc_number, one.title)))


ADDRESSES = (
    Address('/due', show_due, STAFF),
    Address('/due/calendar.ics', do_calendar, STAFF),
    Address('/due/handover.docx', do_handover, STAFF),
    Address('/due/{number:int}', show_duty, STAFF),
    Address('/due/{number:int}/evidence', show_evidence, STAFF),
    Address('/due/{number:int}/act', do_act, CLERKS, 'POST'),
    Address('/due/{number:int}/anchor', do_anchor, CLERKS, 'POST'),
    Address('/due/{number:int}/join', do_join, CLERKS, 'POST'),
    Address('/due/{number:int}/part', do_part, CLERKS, 'POST'),
)
