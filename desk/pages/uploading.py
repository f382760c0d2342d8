"""Files come in: sent from a person's computer or lying in 收文/, taken in behind the page; what failed."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.responses import Response

from desk.runs import RUN_STATES, Run, begun_by, done_of, drop, gather, open_run, run_called, runs_of, start
from desk.visit import MEGABYTE, STAFF, Address, Visit, data, page, to
from model.errors import SecrecyMark, ShoufaError, UsageFault
from model.person import PersonRole
from office import releasing, retrying, uploads
from office.intake import take_in

REGISTRARS: frozenset[PersonRole] = frozenset({'registrar'})
RELEASERS: frozenset[PersonRole] = frozenset({'approver'})
LARGEST = 60 * MEGABYTE


def show_upload(visit: Visit) -> Response:
    """Where files are dropped, what lies in 收文/, and the last runs."""
    return page(
        visit,
        'upload.html',
        title="上传收文",
        here='register',
        inbox=len(uploads.waiting(visit.place)),
        groups=uploads.photographs_in(visit.place.rooms.inbox),
        failed=len(retrying.failed(visit.place)),
        begun=begun_by(visit),
        runs=runs_of(visit)[:10],
        states=RUN_STATES,
        largest=LARGEST // MEGABYTE,
        may=visit.may('registrar'),
    )


def do_upload(visit: Visit) -> Response:
    """Put files into memory, with those sent before where ?run is told; then look at what may be asked."""
    run = _gathering(visit)
    assert run.upload
    names = visit.texts('path')
    for position, one in enumerate(visit.form.getlist('files')):
        if isinstance(one, UploadFile) and one.filename:
            name = names[position] if position < len(names) and names[position] else one.filename
            with one.file as file:
                _put(visit, run, name, file.read())
    run.total = len(run.upload.files)
    if visit.wants_json:
        told = {'run': run.key, 'files': run.total, 'refused': run.refused, 'classified': run.classified}
        return data(told)
    return to(f'/upload/{run.key}')


def _gathering(visit: Visit) -> Run:
    """The run that files are still gathered for, or a new one."""
    key = visit.text('run')
    if not key:
        return gather(visit)
    run = run_called(visit, key)
    if run.state != 'gathering' or run.upload is None:
        raise UsageFault("这一批已经开始收，不能再加文件。请另传一批。")
    return run


def _put(visit: Visit, run: Run, name: str, content: bytes) -> None:
    assert run.upload
    try:
        uploads.put(visit.place, run.upload, name, content, visit.text('sender'))
    except SecrecyMark:
        run.classified += 1
    except ShoufaError as error:
        run.refused.append(error.message)


def show_run(visit: Visit) -> Response:
    """What is to be asked before a run starts; then what became of each file, live."""
    run = run_called(visit, visit.request.path_params['key'])
    groups = uploads.photographs_in(run.upload.folder) if run.upload and run.state == 'gathering' else []
    if visit.wants_json:
        return data({'state': run.state, 'groups': len(groups), 'done': done_of(run), 'total': run.total})
    return page(
        visit,
        'run.html',
        title="收文过程",
        here='register',
        run=run,
        done=done_of(run),
        groups=groups,
        archives=any(name.lower().endswith(('.zip', '.rar', '.7z')) for name in _files(run)),
        state=RUN_STATES[run.state],
        alarm=SecrecyMark().message,
        last=visit.after,
        may=visit.may('registrar'),
        mine=run.by == visit.place.actor,
    )


def _files(run: Run) -> list[str]:
    return run.upload.files if run.upload else []


def do_start(visit: Visit) -> Response:
    """Take in what was gathered, with what the person says about photographs and passwords."""
    run = run_called(visit, visit.request.path_params['key'])
    if run.state != 'gathering' or run.upload is None:
        return to(f'/upload/{run.key}')
    if not run.upload.files:
        raise UsageFault("这一批没有可收的文件。请回到上一页重新选择。")
    groups = _together(visit, uploads.photographs_in(run.upload.folder))
    place, upload, words = visit.place, run.upload, _passwords(visit)
    start(visit, run, lambda: uploads.take_in_upload(place, upload, groups, words))
    return data({'run': run.key}) if visit.wants_json else to(f'/upload/{run.key}')


def do_drop(visit: Visit) -> Response:
    """Let go of what was sent and not started."""
    run = run_called(visit, visit.request.path_params['key'])
    drop(visit, run)
    visit.tell(f"已放弃这一批（{run.total}个文件），没有登记；自己电脑上的原件不受影响。")
    return to('/upload')


def _together(visit: Visit, groups: list[uploads.Group]) -> list[uploads.Group]:
    """The groups of photographs that the person calls one paper."""
    chosen = set(visit.texts('together'))
    return [group for group in groups if group[0] in chosen]


def _passwords(visit: Visit) -> list[str]:
    word = str(visit.form.get('password', ''))
    return [word] if word else []


def do_inbox(visit: Visit) -> Response:
    """Take in what lies in 收文/."""
    place = visit.place
    groups = _together(visit, uploads.photographs_in(place.rooms.inbox))
    words = _passwords(visit)
    run = open_run(visit, None, len(uploads.waiting(place)))
    start(visit, run, lambda: uploads.take_in_folder(place, groups, words))
    return to(f'/upload/{run.key}')


def show_failed(visit: Visit) -> Response:
    """Files that could not be read, each with its reason."""
    listed = retrying.failed(visit.place)
    return page(
        visit,
        'failed.html',
        title="无法读取的文件",
        here='register',
        failed=listed[:200],
        total=len(listed),
        may=visit.may('registrar'),
    )


def do_retry(visit: Visit) -> Response:
    """Try one again."""
    place, path = visit.place, retrying.retry(visit.place, visit.needed('file', "文件"))
    words = _passwords(visit)
    run = open_run(visit, None, 1)
    start(visit, run, lambda: take_in(place, (path,), passwords=words))
    return to(f'/upload/{run.key}')


def do_put_away(visit: Visit) -> Response:
    """Take one off the list, with how it was dealt with."""
    file = visit.needed('file', "文件")
    retrying.put_away(visit.place, file, visit.text('why'))
    visit.tell(f"“{file}”已移到 存档/无法读取/，办理情况已记录。")
    return to('/failed')


def show_stops(visit: Visit) -> Response:
    """Files stopped for a secrecy mark: time and hash, nothing else of them."""
    return page(
        visit,
        'stops.html',
        title="涉密停止",
        here='register',
        stops=releasing.stops(visit.place)[:200],
        alarm=SecrecyMark().message,
        may=visit.may('approver'),
    )


def do_release(visit: Visit) -> Response:
    """A named person says that it is a false alarm, and why."""
    visit.tell(releasing.release(visit.place, visit.needed('sha256', "校验值"), visit.text('why')))
    return to('/stops')


ADDRESSES = (
    Address('/upload', show_upload),
    Address('/upload', do_upload, REGISTRARS, 'POST', LARGEST),
    Address('/upload/{key}', show_run),
    Address('/upload/{key}/start', do_start, REGISTRARS, 'POST'),
    Address('/upload/{key}/drop', do_drop, REGISTRARS, 'POST'),
    Address('/inbox', do_inbox, REGISTRARS, 'POST'),
    Address('/failed', show_failed),
    Address('/failed/retry', do_retry, REGISTRARS, 'POST'),
    Address('/failed/away', do_put_away, REGISTRARS, 'POST'),
    Address('/stops', show_stops, STAFF),
    Address('/stops/release', do_release, RELEASERS, 'POST'),
)
