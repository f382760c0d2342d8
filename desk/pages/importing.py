"""A list brought into the ledger: looked at first, its columns put right, then written as one act."""

from __future__ import annotations

import hashlib

from starlette.responses import Response

from desk.ledger_jobs import Job, job_called, open_job, start
from desk.pages.ledger_words import KEEPERS, day_of
from desk.visit import MEGABYTE, Address, Visit, data, page, page_in_passing, to
from model.errors import SecrecyMark, ShoufaError, UsageFault
from office import ledger_mapping, uploads
from office.importing import import_ledger
from office.previewing import preview_ledger
from office.taking import stop_for_secrecy

LARGEST = 60 * MEGABYTE
_TICKS = ('all_new', 'complete', 'registration')


def show_import(visit: Visit) -> Response:
    """Where a list is chosen."""
    return page(visit, 'import.html', title="导入台账", here='ledger', largest=LARGEST // MEGABYTE)


def do_import(visit: Visit) -> Response:
    """Take a list into memory and look at it; nothing is written yet."""
    file = visit.file('file', "名单")
    with file.file as sent:
        content = sent.read()
    options = {name: visit.text(name) == 'yes' for name in _TICKS}
    on = day_of(visit, visit.text('on'), "名单所说的日期")
    upload = uploads.open_upload()
    try:
        name = uploads.put(visit.place, upload, str(file.filename), content)
        if name is None:
            raise UsageFault("这不是名单文件。请选 Excel 或 CSV。")
    except ShoufaError:
        upload.close()
        raise
    job = open_job(visit, name.rpartition('/')[2], upload, upload.folder / name)
    job.options = {**options, 'on': on}
    _look(visit, job)
    return to(f'/ledger/import/{job.key}')


def _look(visit: Visit, job: Job) -> None:
    place, path = visit.place, job.path
    assert path is not None

    def act() -> None:
        try:
            job.preview = preview_ledger(place, path, all_new=job.options['all_new'])
        except SecrecyMark:
            stop_for_secrecy(place, [hashlib.sha256(path.read_bytes()).hexdigest()])
            raise
        job.state = 'ready'

    job.preview = None
    start(visit, job, act)


def _job(visit: Visit) -> Job:
    return job_called(visit, str(visit.request.path_params['key']))


def show_job(visit: Visit) -> Response:
    """How far it is: at work, what it would do, what it did, or why not."""
    job = _job(visit)
    if visit.wants_json:
        return data({'state': job.state})
    headings = _headings(visit, job)
    show = page_in_passing if job.state == 'working' else page
    return show(
        visit,
        'import_job.html',
        title=f"导入：{job.about}",
        here='ledger',
        job=job,
        headings=headings,
        words=sorted(set(ledger_mapping.field_words(visit.place).values())) if headings else [],
        seen=job.preview,
        done=job.result,
    )


def _headings(visit: Visit, job: Job) -> list[ledger_mapping.Heading]:
    """The headings that a person may put right; none of a file that cannot be read."""
    if job.preview is not None:
        return ledger_mapping.read_headings(visit.place, job.preview.columns)
    if job.state != 'failed' or job.path is None:
        return []
    try:
        return ledger_mapping.headings_of(job.path)
    except ShoufaError:
        return []


def do_map(visit: Visit) -> Response:
    """What the person says of the columns, kept; then the list is looked at anew."""
    job = _waiting(visit)
    assert job.path is not None
    labels, words = visit.texts('label'), visit.texts('word')
    if len(labels) != len(words):
        raise UsageFault("表单不完整。请刷新这一页再填。")
    told = dict(zip(labels, words, strict=True))
    ledger_mapping.keep_mapping(visit.place, job.path, told)
    visit.tell("栏目对应已记住，以后表头相同的名单照此读；可在“表的版式”里撤回。")
    _look(visit, job)
    return to(f'/ledger/import/{job.key}')


def _waiting(visit: Visit) -> Job:
    job = _job(visit)
    if job.state == 'working' or job.path is None:
        raise UsageFault("这份名单正在处理，或已经办完。请看这一页的结果。")
    return job


def do_write(visit: Visit) -> Response:
    """Bring the list in, as one act that can be taken back."""
    job = _waiting(visit)
    place, path = visit.place, job.path
    assert path is not None
    if job.preview is None:
        raise UsageFault("这份名单还没有看成，不能导入。")

    def act() -> None:
        job.result = import_ledger(place, path, **job.options)
        job.state = 'done'
        job.let_go()

    start(visit, job, act)
    return to(f'/ledger/import/{job.key}')


def do_drop(visit: Visit) -> Response:
    """Give the list up: nothing was written."""
    job = _waiting(visit)
    job.let_go()
    job.state, job.fault, job.preview = 'failed', "已放弃，没有导入。", None
    visit.tell("已放弃，什么都没有导入。")
    return to('/ledger/import')


ADDRESSES = (
    Address('/ledger/import', show_import, KEEPERS),
    Address('/ledger/import', do_import, KEEPERS, 'POST', LARGEST),
    Address('/ledger/import/{key}', show_job, KEEPERS),
    Address('/ledger/import/{key}/columns', do_map, KEEPERS, 'POST'),
    Address('/ledger/import/{key}/write', do_write, KEEPERS, 'POST'),
    Address('/ledger/import/{key}/drop', do_drop, KEEPERS, 'POST'),
)
