"""A blank form opened for filling, converted where it must be; filled files on disk that people may edit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.readers import guard, soffice
from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from forms.sheets.package import has_frozen_panes
from model.document import Document
from model.errors import SecrecyMark, Unsupported, UsageFault
from office.blanking import BlankForm, file_to_blanks, read_to_blanks
from office.config import Workplace
from office.inbox import file_to_sha256, write_whole
from office.writing import Sent
from store import audit, outbox
from store.engine import atomic

Kind = Literal['docx', 'xlsx']

_CONVERTED: dict[str, Kind] = {
    'doc': 'docx', 'rtf': 'docx', 'odt': 'docx', 'wordml': 'docx', 'xls': 'xlsx', 'ods': 'xlsx'
}  # fmt: skip
_GOES_BACK = ('.xls', '.et')


@dataclass(frozen=True, slots=True)
class Opened:
    """A blank form as it will be filled: its bytes as .docx or .xlsx, its places, the suffix of what is made.

    back: whether what is filled is converted to .xls again; told says what was converted.
    """

    data: bytes
    kind: Kind
    form: BlankForm
    suffix: str
    back: bool = False
    told: tuple[str, ...] = ()


def open_blank(place: Workplace, path: Path) -> Opened:
    """A blank form of any program, with the places that want values.

    Raises UsageFault (no such file), SecrecyMark, BadInput where it cannot be read or is no form that can be
    written to, CannotStart where it must be converted and LibreOffice is not installed.
    """
    if not path.is_file():
        raise UsageFault(f"找不到文件“{path}”。请检查路径后再试。")
    if secrecy_mark_in_name(path.name):
        raise SecrecyMark
    with ReadingPool() as pool:
        document = pool.read(path, str(path))
        if secrecy_mark(document, path.name):
            raise SecrecyMark
        if document.format in ('docx', 'xlsx') and not _was_converted(document):
            kind: Kind = 'docx' if document.format == 'docx' else 'xlsx'
            with guard.reading(str(path)):
                return Opened(
                    path.read_bytes(), kind, read_to_blanks(document, path, place.forms), path.suffix
                )
        return _converted(place, path, document, pool)


def _was_converted(document: Document) -> bool:
    return any(problem.code == 'converted' for problem in document.problems)


def _converted(place: Workplace, path: Path, document: Document, pool: ReadingPool) -> Opened:
    """A form of an older program through LibreOffice."""
    target = _CONVERTED.get(document.format)
    if target is None:
        remedy = "请向来文单位要 Word、Excel 的空白表；表上要填哪些，可用 blanks 命令看"
        raise Unsupported(f"“{path.name}”不是 Word 或表格文件，填不进去；{remedy}")
    with guard.reading(str(path)), soffice.converted(path, target) as made:
        data = made.read_bytes()
        form = file_to_blanks(made, pool, place.forms)
    suffix = path.suffix.lower()
    back = target == 'xlsx' and suffix in _GOES_BACK
    way = "，填好后转回原格式" if back else ""
    told = [f"由 {suffix} 转换而来{way}，版式请与原件核对"]
    if back and has_frozen_panes(data):
        told.append("转回原格式后冻结窗格会丢失，请打开后重新冻结")
    return Opened(data, target, form, suffix if back else f'.{target}', back, tuple(told))


def back_to_old(data: bytes) -> bytes:
    """A filled .xlsx as .xls, which is also what an .et holds; raises as soffice.converted."""
    return soffice.xlsx_to_xls(data)


def put_filled(place: Workplace, target: Path, data: bytes, title: str, about: str) -> Sent:
    """Write a filled form, never over a file that differs from what we last wrote there.

    title is the blank's name, about whom it was filled for. A file that a person edited stays, and ours is
    put beside it as …（重新生成）, or …（重新生成）~2 where that is somebody's too.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with atomic(place.engine) as connection:
        for candidate in _candidates(target):
            inside = candidate.parent == place.rooms.outbox
            key = candidate.name if inside else candidate.resolve().as_posix()
            there = file_to_sha256(candidate) if candidate.exists() else None
            last = outbox.get(connection, key)
            edited = there not in {None, sha256} and (last is None or there != last.sha256)
            if edited or (last is not None and outbox.is_issued(last) and there != sha256):
                continue
            if there != sha256:
                write_whole(candidate, data)
            outbox.put(connection, _drafted(place, key, sha256, title, about))
            audit.note(connection, actor=place.actor, act='fill', about=key, at=place.now(), detail=sha256)
            if candidate != target:
                return Sent(candidate, 'beside')
            return Sent(candidate, 'unchanged' if there == sha256 and last else 'written')
    raise UsageFault(f"“{target.name}”旁边已有太多改过的稿子，没有写出。请整理后再试。")


def _candidates(target: Path) -> tuple[Path, ...]:
    beside = target.with_name(f'{target.stem}（重新生成）{target.suffix}')
    numbered = (beside.with_name(f'{beside.stem}~{number}{target.suffix}') for number in range(2, 100))
    return (target, beside, *numbered)


def _drafted(place: Workplace, key: str, sha256: str, title: str, about: str) -> outbox.Drafted:
    return outbox.Drafted(
        file=key,
        sha256=sha256,
        template=title,
        doc_type='form',
        title=title,
        recipients=about,
        issuing_name='',
        campaign=None,
        figures=[],
        state='drafted',
        drafted_at=place.now(),
    )
