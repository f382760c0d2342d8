"""Papers that leave the desk as files: .docx, PDF, a zip, a print run, slips, labels, receipt tables."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from starlette.responses import Response

from desk.visit import STAFF, Address, Visit, download
from model.errors import CannotStart, UsageFault
from office import outgoing_register, print_run
from office.config import Workplace
from office.outgoing_list import Asked, list_files
from office.paper_files import in_recipient_order, paper_path, papers_named, paths_of, read_paper

DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
PDF = 'application/pdf'
ZIP = 'application/zip'


def asked_file(visit: Visit) -> str:
    """The paper that the address or the form names.

    Raises:
        UsageFault: none.
    """
    file = str(visit.request.path_params.get('file', '')) or visit.asked('file') or visit.text('file')
    if not file:
        raise UsageFault("没有指明是哪一份发文。请从“发文”的列表里打开。")
    return file


def asked_path(visit: Visit) -> Path:
    """Where the paper lies that the address or the form names.

    Raises:
        UsageFault: none is named, or the outbox has none of that name.
    """
    return paths_of(visit.place, [asked_file(visit)])[0]


def do_download(visit: Visit) -> Response:
    """A paper as its file lies there."""
    (paper,) = papers_named(visit.place, [asked_path(visit)])
    name = PurePosixPath(paper.file).name
    kind = DOCX if name.endswith('.docx') else 'application/octet-stream'
    return download(read_paper(visit.place, paper.file), name, kind)


def do_pdf(visit: Visit) -> Response:
    """A paper as PDF, made anew by LibreOffice."""
    from extractors.readers import soffice

    (paper,) = papers_named(visit.place, [asked_path(visit)])
    if soffice.suite() is None:
        raise CannotStart("这台机器没有装 LibreOffice，转不成 PDF。请下载后用 Word、WPS 打开，另存为 PDF。")
    read_paper(visit.place, paper.file)
    with soffice.converted(paper_path(visit.place, paper.file), 'pdf') as made:
        data = made.read_bytes()
    return download(data, f'{PurePosixPath(paper.file).stem}.pdf', PDF)


def do_zip(visit: Visit) -> Response:
    """A whole lot as a zip."""
    batch = visit.asked('batch')
    if not batch.isdecimal():
        raise UsageFault("没有指明是哪一批。请从“发文”的列表里打开。")
    files = list_files(visit.place, Asked(batch=int(batch)))
    return download(files_to_zip(visit.place, files), f'第{int(batch)}批发文.zip', ZIP)


def files_to_zip(place: Workplace, files: Sequence[str]) -> bytes:
    """Papers as a zip in recipient order; names in UTF-8, as they lie in 发文/.

    Raises:
        UsageFault: no such paper.
        Damaged: one is gone.
    """
    papers = in_recipient_order(place, papers_named(place, paths_of(place, files)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_STORED) as packed:
        for paper in papers:
            packed.writestr(PurePosixPath(paper.file).name, read_paper(place, paper.file))
    return stream.getvalue()


def do_slip(visit: Visit) -> Response:
    """The 发文稿纸 of a paper."""
    file = asked_path(visit)
    data = made_in_passing('稿纸.docx', lambda out: outgoing_register.write_slip(visit.place, file, out))
    return download(data, f'发文稿纸_{file.stem}.docx', DOCX)


def made_in_passing(name: str, write: Callable[[Path], Path]) -> bytes:
    """What a function of the office writes to a file, without leaving that file behind."""
    with tempfile.TemporaryDirectory(prefix='shoufa-') as folder:
        return write(Path(folder) / name).read_bytes()


def files_to_answer(visit: Visit, act: str, files: Sequence[str]) -> Response:
    """Ticked papers as one file to download.

    Raises:
        UsageFault: no such act, or none of the papers can be sent.
    """
    place, paths = visit.place, paths_of(visit.place, files)
    if act == 'zip':
        return download(files_to_zip(place, files), '发文.zip', ZIP)
    if act == 'print':
        data = made_in_passing('付印.pdf', lambda out: print_run.print_papers(place, paths, out).file)
        return download(data, '付印.pdf', PDF)
    if act == 'labels':
        data = made_in_passing('标签.docx', lambda out: outgoing_register.write_labels(place, paths, out)[0])
        return download(data, '信封标签.docx', DOCX)
    if act == 'receipts':
        data = made_in_passing(
            '签收.docx', lambda out: outgoing_register.write_receipts(place, paths, out)[0]
        )
        return download(data, '分发签收表.docx', DOCX)
    raise UsageFault("没有这个办法。请从列表下面的按钮里选。")


ADDRESSES = (
    Address('/outgoing/download', do_download, STAFF),
    Address('/outgoing/download/pdf', do_pdf, STAFF),
    Address('/outgoing/download/zip', do_zip, STAFF),
    Address('/outgoing/download/slip', do_slip, STAFF),
)
