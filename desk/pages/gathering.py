"""What came back to a campaign: who answered, figures, texts to chase with, comments by article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from starlette.responses import Response

from desk.handed import handed, to_be_written
from desk.lists import start_of, to_shown
from desk.pages.campaign import campaign_page, pack_of
from desk.pages.drafting import campaign_address
from desk.visit import CLERKS, Address, Visit, data, download, to
from desk.worked import worked
from extractors.survey.comment_places import UNPLACED
from model.errors import UsageFault
from office import (
    chasing,
    collecting,
    commenting,
    consulting,
    expecting,
    notes_to_sender,
    questioning,
    summing,
)
from office.chasing import Chase
from office.collecting import Collected
from office.placing import partly_again
from office.unit_counts import Counted, count_round

_XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
_LARGEST = 20 * 1024 * 1024
_COMMENTS = 100
_SHOWN = 6
"""Papers of a unit that a line names; the register has them all."""

STATE_WORDS = {'returned': "已报", 'unread': "正在核对", 'doubtful': "待核", 'missing': "未报"}
ANSWER_WORDS = {'on_time': "按时", 'late': "逾期", 'waiting': "正在核对", 'no_answer': "未反馈"}
BASIS_WORDS = {'ledger': "台账明细", 'totals': "仅报汇总数", 'prose': "仅报文字汇报"}


def _collected(visit: Visit) -> Collected:
    asked = visit.asked('round')
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    collection = collecting.collection_named(visit.place, pack_of(visit).id)
    return collecting.collect(visit.place, collection, number)


def by_due(texts: Sequence[Chase]) -> list[tuple[dt.date | None, list[Chase]]]:
    """Texts under the day they speak of; they come in order of it."""
    return [(due, list(group)) for due, group in groupby(texts, key=lambda one: one.due)]


class _Round(NamedTuple):
    """What a page of a round needs, worked out once."""

    collected: Collected
    texts: tuple[Chase, ...]
    questions: tuple[questioning.DataQuestion, ...]
    counted: Counted


def _round(visit: Visit) -> _Round:
    collected = _collected(visit)
    asked = questioning.data_questions(visit.place, collected)
    return _Round(
        collected, chasing.chases(visit.place, collected), asked, count_round(visit.place, collected)
    )


def show_returns(visit: Visit) -> Response:
    """A round: every unit's state, the figures on both bases, what to ask, the texts to paste: ?round=."""
    pack = pack_of(visit)
    name = f'returns:{pack.id}:{visit.asked("round")}'
    found = worked(visit, name, pack, lambda: _round(visit))
    if found is None:
        return campaign_page(visit, 'returns_working.html', 'returns', pack, working=name)
    collected, texts, asked, counted = found
    if visit.wants_json:
        return data({'states': collected.states, 'chase': texts, 'figures': counted})
    by_unit = {one.unit: one for one in (*counted.reported, *counted.carried)}
    return campaign_page(
        visit,
        'returns.html',
        'returns',
        pack,
        collected=collected,
        counted=counted,
        by_unit=by_unit,
        carried={one.unit for one in counted.carried},
        texts=by_due(texts),
        questions=[questioning.question_to_line(one) for one in asked],
        again=[(state.unit, *found) for state in collected.states for found in partly_again(state.placed)],
        dues=list(enumerate(collected.collection.calendar.dues, start=1)),
        states=STATE_WORDS,
        most=_SHOWN,
        bases=BASIS_WORDS,
        counts={key: len(collected.names(key)) for key in STATE_WORDS},  # type: ignore[arg-type]  # the four states
    )


def show_note(visit: Visit) -> Response:
    """The note to a sender, to be copied: ?unit=."""
    pack, collected = pack_of(visit), _collected(visit)
    unit, notes = notes_to_sender.notes_for(visit.place, collected, visit.asked('unit'))
    lines = notes_to_sender.note_to_lines(visit.place, unit, chasing.subject_of(collected), notes)
    if visit.asked('file') == 'docx':
        with to_be_written(f"退改说明_{unit}.docx") as path:
            written = notes_to_sender.write_note(lines, path)
            return download(written.read_bytes(), written.name)
    return campaign_page(visit, 'note.html', 'returns', pack, unit=unit, lines=lines, round=collected.round)


def do_settle(visit: Visit) -> Response:
    """The register is told what corrects what."""
    changed = collecting.settle_corrections(visit.place, _collected(visit))
    visit.tell(f"收文登记簿里已标明更正关系{changed}处。" if changed else "没有要标明的更正。")
    return to(campaign_address(pack_of(visit).id, '/returns'))


def do_expect(visit: Visit) -> Response:
    """The list of units that have to answer; one that is there is replaced only when that was said."""
    pack = pack_of(visit)
    with handed(visit, 'file', "应报单位名单") as path:
        done = expecting.expect(visit.place, pack.id, path, replace=visit.text('replace') == 'yes')
    visit.tell(f"名单{len(done.units)}个单位。" + ("已作为应报单位。" if done.written else ""))
    if not done.written:
        gone = f"，{'、'.join(done.removed)}将不再是应报单位" if done.removed else ""
        visit.tell(f"没有替换现有的应报单位{gone}。确认替换的，请勾选“替换现有名单”再导入一次。")
    if done.added or done.removed:
        visit.tell(f"新增：{'、'.join(done.added) or '无'}；去掉：{'、'.join(done.removed) or '无'}")
    if done.left_out:
        visit.tell(f"没有当作单位：{'、'.join(done.left_out)}")
    return to(campaign_address(pack.id, '/returns'))


def do_claim(visit: Visit) -> Response:
    """A paper of comments is put to this consultation."""
    pack, number = pack_of(visit), visit.needed('number', "收文编号")
    if pack.consultation is None or not number.isdecimal():
        raise UsageFault("这个活动不是征求意见，或收文编号不是数字。")
    commenting.claim(visit.place, pack.id, int(number))
    visit.tell(f"收文第{number}号已归入“{pack.title}”。")
    return to(campaign_address(pack.id, '/comments'))


def do_sheet(visit: Visit) -> Response:
    """The accepted rows of the campaign as one workbook."""
    pack = pack_of(visit)
    with to_be_written(f"汇总表_{pack.id}.xlsx") as path:
        written = summing.summary_sheet(visit.place, pack.id, path)
        return download(written.read_bytes(), written.name, _XLSX)


def show_comments(visit: Visit) -> Response:
    """Comments by article, page by page: ?article= of one place alone."""
    pack = pack_of(visit)
    if pack.consultation is None:
        raise UsageFault(f"活动“{pack.title}”不是征求意见，没有意见可看。")
    collected = _collected(visit)
    found, article = consulting.consult(visit.place, collected), visit.asked('article')
    order = {name: number for number, (name, _) in enumerate(found.places)}
    listed = [
        (one.article or UNPLACED, unit.unit, one)
        for unit in found.units
        for one in unit.comments
        if not article or (one.article or UNPLACED) == article
    ]
    listed.sort(key=lambda line: order.get(line[0], len(order)))
    start = start_of(visit, _COMMENTS)
    told: dict[str, Any] = {
        'found': found,
        'collected': collected,
        'listed': listed[start : start + _COMMENTS],
        'shown': to_shown(visit, len(listed) - start, len(listed), _COMMENTS),
        'article': article,
        'answers': ANSWER_WORDS,
        'texts': by_due(chasing.chases(visit.place, collected)),
    }
    return campaign_page(visit, 'comments.html', 'comments', pack, **told)


ADDRESSES = (
    Address('/campaign/{pack}/returns', show_returns),
    Address('/campaign/{pack}/returns/note', show_note),
    Address('/campaign/{pack}/returns/settle', do_settle, CLERKS, 'POST'),
    Address('/campaign/{pack}/returns/expect', do_expect, CLERKS, 'POST', _LARGEST),
    Address('/campaign/{pack}/returns/sheet', do_sheet),
    Address('/campaign/{pack}/comments', show_comments),
    Address('/campaign/{pack}/comments/claim', do_claim, CLERKS, 'POST'),
)
