"""编号: number, date and signer for papers that were signed; the register and the numbers used and void."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from starlette.responses import Response

from desk.lists import start_of, to_shown
from desk.pages.outgoing_files import DOCX, XLSX, made_in_passing
from desk.pages.paper_words import paper_address
from desk.visit import STAFF, Address, Visit, download, page, to
from desk.words import for_page
from desk.works import Answer, Work, ticker, work_at
from model.errors import UsageFault
from model.paper import STATE_NAMES, UNNUMBERED
from model.person import PersonRole
from office import issuing, outgoing_register, serials
from office.next_numbers import next_numbers, series_of
from office.outgoing_list import Asked, list_files
from office.paper_files import in_recipient_order, papers_named, paths_of
from office.paper_states import signer_of

REGISTRAR: frozenset[PersonRole] = frozenset({'registrar'})
_STATUS = {'issued': "已编号", 'already': "原已编号", 'refused': "没有编号"}
_ROWS = 100


def show_issue(visit: Visit) -> Response:
    """What papers are to be numbered, and with what."""
    batch = visit.asked('batch')
    files = list_files(visit.place, Asked(batch=int(batch))) if batch.isdecimal() else []
    files += visit.request.query_params.getlist('file')
    if not files:
        raise UsageFault("没有指明要编号的文件。请从“发文”的列表里勾选后点“编号”。")
    return show_order(visit, files)


def show_order(visit: Visit, files: Sequence[str]) -> Response:
    """The page where numbers, date and signer are filled in, for these papers in recipient order."""
    papers = in_recipient_order(visit.place, papers_named(visit.place, paths_of(visit.place, files)))
    following = next_numbers(visit.place, papers)
    signers = sorted({name for name in signer_of(visit.place, [paper.file for paper in papers]) if name})
    return page(
        visit,
        'issue.html',
        title="编号、成文日期",
        here='outgoing',
        papers=papers,
        following=following,
        numbers=following[0].numbers if len(following) == 1 else '',
        signed_by=signers[0] if len(signers) == 1 else '',
        unnumbered=UNNUMBERED,
        names=STATE_NAMES,
        series_of={paper.file: series_of(visit.place, paper) for paper in papers},
        issued=sum(issuing.is_issued(paper) for paper in papers),
        address=paper_address,
    )


def do_issue(visit: Visit) -> Response:
    """Number them; the page tells what became of each."""
    files = visit.texts('file')
    order = issuing.Order(
        dated=visit_day(visit, 'dated', "成文日期"),
        signed_by=visit.needed('signed_by', "签发人"),
        numbers=visit.text('numbers') or None,
        series=visit.text('series') or None,
        copies=_count(visit, 'copies'),
        printed=visit_day(visit, 'printed', "印发日期") if visit.text('printed') else None,
        again=bool(visit.text('again')),
    )
    paths = paths_of(visit.place, files)

    def number(work: Work) -> Answer:
        done = issuing.issue(visit.place, paths, order, tick=ticker(visit, work))
        return lambda asking: _issued(asking, done)

    return work_at(visit, "正在编号", number)


def _issued(visit: Visit, done: issuing.Issued) -> Response:
    counts = {name: sum(one.status == key for one in done.lines) for key, name in _STATUS.items()}
    return page(
        visit,
        'issued.html',
        title="编号结果",
        here='outgoing',
        done=done,
        counts=counts,
        status=_STATUS,
        words=for_page,
        address=paper_address,
    )


def visit_day(visit: Visit, name: str, label: str) -> dt.date:
    """A day of the form.

    Raises:
        UsageFault: it is empty or no day.
    """
    try:
        return dt.date.fromisoformat(visit.needed(name, label))
    except ValueError as error:
        raise UsageFault(f"“{label}”应是年-月-日，如 2026-03-13。") from error


def _count(visit: Visit, name: str) -> int | None:
    told = visit.text(name)
    if not told:
        return None
    if not told.isdecimal() or not 0 < int(told) < 100_000:
        raise UsageFault("“份数”应是正整数。")
    return int(told)


def show_register(visit: Visit) -> Response:
    """发文登记簿 of a year; with ?as=xlsx or docx as a file."""
    told = visit.asked('year', str(visit.place.today.year))
    year = int(told) if told.isdecimal() and len(told) == 4 else None
    kind = visit.asked('as')
    if kind in {'xlsx', 'docx'}:
        name = f'发文登记簿.{kind}'
        data = made_in_passing(name, lambda out: outgoing_register.write_register(visit.place, year, out)[0])
        return download(data, f'发文登记簿{year or ""}.{kind}', XLSX if kind == 'xlsx' else DOCX)
    rows, total = outgoing_register.register_page(visit.place, year, start_of(visit, _ROWS), _ROWS)
    return page(
        visit,
        'outgoing_register.html',
        title="发文登记簿",
        here='outgoing',
        heads=outgoing_register.HEADS,
        rows=rows,
        shown=to_shown(visit, len(rows), total, _ROWS),
        year=year,
        this_year=visit.place.today.year,
    )


def show_numbers(visit: Visit) -> Response:
    """Gaps in the series, and a form that explains numbers or takes that back."""
    gaps, start = serials.list_gaps(visit.place), start_of(visit, _ROWS)
    return page(
        visit,
        'numbers.html',
        title="文号使用情况",
        here='outgoing',
        gaps=gaps[start : start + _ROWS],
        shown=to_shown(visit, len(gaps[start : start + _ROWS]), len(gaps), _ROWS),
        year=visit.place.today.year,
        names=visit.place.office.issuing_names,
        may=visit.may('registrar'),
    )


def do_number(visit: Visit) -> Response:
    """Numbers declared void or not used here, or that taken back."""
    series, why = visit.needed('series', "代字"), visit.text('why')
    told = visit.needed('year', "年份")
    if not told.isdecimal() or not 1949 <= int(told) <= 2199:
        raise UsageFault("“年份”应是四位数字，如 2026。")
    wanted = serials.text_to_serials(visit.needed('numbers', "编号"))
    if visit.text('undo'):
        lines = serials.restore(visit.place, series, int(told), wanted, why)
    else:
        why = visit.needed('why', "理由")
        lines = serials.void(visit.place, series, int(told), wanted, why, issued=bool(visit.text('issued')))
    done = "已撤回" if visit.text('undo') else "已登记"
    visit.tell(f"{done}：{series}〔{told}〕{serials.serials_to_text(wanted)}号。", *map(for_page, lines))
    return to('/outgoing/numbers')


ADDRESSES = (
    Address('/outgoing/issue', show_issue, REGISTRAR),
    Address('/outgoing/issue', do_issue, REGISTRAR, 'POST', 4 * 1024 * 1024),
    Address('/outgoing/register', show_register, STAFF),
    Address('/outgoing/numbers', show_numbers, STAFF),
    Address('/outgoing/numbers', do_number, REGISTRAR, 'POST'),
)
