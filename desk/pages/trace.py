"""追数: every number of a paper, the one that was clicked, and which papers used a document or a cell."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from starlette.responses import Response

from desk.lists import start_of, to_shown
from desk.pages.figure import KINDS, around, basis_of, followed
from desk.pages.outgoing_files import XLSX, ZIP, asked_file, asked_path
from desk.pages.paper_words import file_query, paper_address
from desk.visit import STAFF, Address, Visit, download, page
from desk.worked import worked
from model.errors import UsageFault
from office.evidence import evidence
from office.filing_list import filing_list
from office.paper_files import paths_of
from office.paper_views import masked
from office.tracing import trace
from office.used_by import used_by

_SIZE = 100


def show_trace(visit: Visit) -> Response:
    """All numbers of a paper in the order in which they are read."""
    found = trace(visit.place, asked_path(visit))
    listed = [one for one in found.entries if visit.asked('all') or one['kind'] != 'template']
    start = start_of(visit, _SIZE)
    return page(
        visit,
        'trace.html',
        title="各数的来处",
        here='outgoing',
        paper=found.paper,
        query=file_query(found.paper.file),
        entries=listed[start : start + _SIZE],
        shown=to_shown(visit, len(listed[start : start + _SIZE]), len(listed), _SIZE),
        lost=[one['n'] for one in found.entries if not one['resolved']],
        left_out=len(found.entries) - len(listed),
        kinds=KINDS,
        mask=masked,
        basis=basis_of,
        around=around,
        address=paper_address,
    )


def show_figure(visit: Visit) -> Response:
    """One number followed: the panel of the paper's page, or a page of its own."""
    number = visit.asked('n')
    if not number.isdecimal() or not 0 < int(number) < 1_000_000:
        raise UsageFault("没有指明是第几处数字。请在发文里点一个数字。")
    file = asked_file(visit)
    return page(
        visit,
        'figure.html',
        title="这个数的来处",
        here='outgoing',
        found=followed(visit.place, file, int(number)),
        file=file,
        address=paper_address,
    )


def show_used(visit: Visit) -> Response:
    """Which papers of ours used a document, a cell of it, or a value of an organisation."""
    asked, place = visit.asked('of'), visit.place
    name = f'used:{asked}'
    told = worked(visit, name, None, lambda: used_by(place, asked)) if asked else None
    wanted, found = told or (None, ())
    return page(
        visit,
        'used.html',
        title="来文用在哪里",
        here='outgoing',
        asked=asked,
        working=name if asked and told is None else '',
        after=visit.after,
        year=visit.place.today.year,
        registers=sorted(wanted.registers) if wanted else [],
        found=found,
        address=paper_address,
    )


def do_evidence(visit: Visit) -> Response:
    """The papers behind a figure, a task, a duty or a campaign, as a zip."""
    about, file = visit.needed('about', "任务、数或活动"), visit.text('file')
    with tempfile.TemporaryDirectory(prefix='shoufa-') as folder:
        out = Path(folder) / '佐证'
        done = evidence(visit.place, about, out, paths_of(visit.place, [file])[0] if file else None)
        made = folder_to_zip(done.folder)
    return download(made, '佐证.zip', ZIP)


def do_filing(visit: Visit) -> Response:
    """归档文件目录 of a year."""
    year = visit.needed('year', "年份")
    if not year.isdecimal() or len(year) != len('2026'):
        raise UsageFault("“年份”应是四位数字，如 2026。")
    with tempfile.TemporaryDirectory(prefix='shoufa-') as folder:
        filing_list(visit.place, int(year), Path(folder))
        (made,) = Path(folder).glob('*.xlsx')
        return download(made.read_bytes(), made.name, XLSX)


def folder_to_zip(folder: Path) -> bytes:
    """What lies in a folder and below, by its names there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(one for one in folder.rglob('*') if one.is_file()):
            packed.write(path, path.relative_to(folder).as_posix())
    return stream.getvalue()


ADDRESSES = (
    Address('/trace/evidence', do_evidence, STAFF, 'POST'),
    Address('/trace/filing', do_filing, STAFF, 'POST'),
    Address('/trace', show_trace, STAFF),
    Address('/trace/figure', show_figure, STAFF),
    Address('/trace/used', show_used, STAFF),
)
