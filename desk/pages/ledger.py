"""The ledger: search, filters that are addresses, figures, what was done, export."""

from __future__ import annotations

from starlette.responses import Response

from desk.ledger_jobs import job_called, open_job, start
from desk.lists import address_with, start_of, to_shown
from desk.pages.ledger_words import BRANCHES, KEEPERS, STATES, day_of, on_the_page
from desk.visit import CLERKS, Address, Visit, data, download, page, to
from ledger.events import LABELS
from model.approval import is_approved
from model.errors import UsageFault
from office import exporting, ledger_search, ledger_told, undoing, uploads
from office.ledger_search import MISSING, Wanted

SIZE = 50
_KINDS = ('import', *LABELS, 'merge', 'correct', 'approval', 'undo')
XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'


def wanted_of(visit: Visit) -> Wanted:
    """What the address asks for."""
    return Wanted(
        visit.asked('q'),
        visit.asked('region'),
        visit.asked('type'),
        visit.asked('supervisor'),
        visit.asked('branch'),
        visit.asked('state', 'active'),
    )


def show_ledger(visit: Visit) -> Response:
    """Organisations found, with how many of them have a branch."""
    wanted, as_of = wanted_of(visit), day_of(visit, visit.asked('as_of'), "记载日期")
    begin = start_of(visit, SIZE)
    found = ledger_search.search(visit.place, wanted, begin, SIZE, as_of)
    choices = ledger_search.choices(visit.place)
    return page(
        visit,
        'ledger.html',
        title="台账",
        here='ledger',
        wanted=wanted,
        as_of=as_of,
        found=found,
        pager=to_shown(visit, len(found.organisations), found.total, SIZE),
        regions=_options(choices.regions),
        types=_options(choices.types),
        supervisors=_options(choices.supervisors, "无（直接登记）"),
        branches=BRANCHES,
        is_approved=is_approved,
        states=STATES,
        figures=[
            (words, found.by_branch[key], address_with(visit, branch=key, p=None)) for key, words in BRANCHES
        ],
        filtered=bool(any(wanted[:-2]) or wanted.state != 'active' or as_of),
    )


def _options(known: list[str], missing: str = "缺") -> list[tuple[str, str]]:
    return [('', "全部"), *((one, one) for one in known), (MISSING, missing)]


def show_acts(visit: Visit) -> Response:
    """What was done to the ledger, the newest first."""
    kind = visit.asked('kind')
    done, total = ledger_told.acts_page(visit.place, kind, start_of(visit, SIZE), SIZE)
    kinds = [('', "全部"), *((one, ledger_told.act_word(one)) for one in _KINDS)]
    return page(
        visit,
        'ledger_acts.html',
        title="台账办理记录",
        here='ledger',
        acts=done,
        kind=kind,
        kinds=kinds,
        word=ledger_told.act_word,
        pager=to_shown(visit, len(done), total, SIZE),
    )


def show_act(visit: Visit) -> Response:
    """One act, whom it is about, and the way back."""
    doing = ledger_told.act_of(visit.place, visit.number('number'))
    title = f"第{doing.act.number}号办理：{ledger_told.act_word(doing.act.kind)}"
    return page(
        visit,
        'ledger_act.html',
        title=title,
        here='ledger',
        doing=doing,
        may=visit.may(*KEEPERS),
        parts=_PARTS,
    )


_PARTS = {'self': "本单位", 'into': "并入、新设", 'from': "原单位", 'kept': "保留的", 'double': "重复的"}


def do_undo(visit: Visit) -> Response:
    """Take an act back."""
    number = visit.number('number')
    try:
        done = undoing.undo(visit.place, number)
    except UsageFault as error:
        raise UsageFault(on_the_page(error.message)) from None
    visit.tell(*done.told, "要恢复请重新办理。")
    return to(f'/ledger/acts/{done.act}')


def do_export(visit: Visit) -> Response:
    """Write the ledger as a workbook that imports back equal, behind the page: a large one takes long."""
    upload, place = uploads.open_upload(), visit.place
    job = open_job(visit, "导出", upload, upload.folder / f'台账{place.today:%Y%m%d}.xlsx')

    def act() -> None:
        assert job.path is not None
        job.result = exporting.export_on_record(place, job.path)
        job.state = 'done'

    start(visit, job, act)
    return to(f'/ledger/export/{job.key}')


def show_export(visit: Visit) -> Response:
    """Whether the workbook is written yet, and where to take it."""
    job = job_called(visit, str(visit.request.path_params['key']))
    if visit.wants_json:
        return data({'state': job.state})
    return page(visit, 'export_job.html', title="导出台账", here='ledger', job=job)


def show_exported(visit: Visit) -> Response:
    """The workbook."""
    job = job_called(visit, str(visit.request.path_params['key']))
    if job.state != 'done' or job.path is None:
        raise UsageFault("还没有写好，或已不再保留。请重新导出。")
    return download(job.path.read_bytes(), job.path.name, XLSX)


ADDRESSES = (
    Address('/ledger', show_ledger),
    Address('/ledger/acts', show_acts),
    Address('/ledger/acts/{number:int}', show_act),
    Address('/ledger/acts/{number:int}/undo', do_undo, KEEPERS, 'POST'),
    Address('/ledger/export', do_export, CLERKS, 'POST'),
    Address('/ledger/export/{key}', show_export, CLERKS),
    Address('/ledger/export/{key}/file', show_exported, CLERKS),
)
