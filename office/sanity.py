"""Whether everything that belongs together still does: database, 存档/ and 发文/, each against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from office.config import Rooms, Workplace
from office.inbox import file_to_sha256
from office.serials import list_gaps, serials_to_text
from store import loose_ends
from store.engine import Connection, reading
from store.kept_files import KeptFile, PaperFile, kept_files, paper_files, stopped_hashes

Through = Callable[[Sequence[KeptFile]], AbstractContextManager[Iterable[KeptFile]]]
"""Lets the caller see how far it is: gives the same files while a bar moves."""

_FEW = 5
_BY_HASH = ('模板', '发文')
"""Folders of 存档/ whose files bear their own hash as a name."""

_AS_THEY_CAME = {'无法读取'}
"""A folder of 存档/ that holds what nobody registered."""

_FROM_BACKUP = "请从最近的备份里取回这个文件（shoufa restore 到一个空文件夹，再拷回来）"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; 'info' needs nobody, 'review' a person, 'block' help at once."""

    code: str
    severity: Literal['info', 'review', 'block']
    message: str
    remedy: str
    where: str | None = None


class _Files(NamedTuple):
    """What the database says of files, read in one look; stopped are hashes of files nobody may speak of."""

    originals: list[KeptFile]
    papers: list[PaperFile]
    stopped: set[str]


def examine(place: Workplace, through: Through = nullcontext) -> Iterator[Finding]:
    """Every finding, the gravest kind first; nothing is changed."""
    with reading(place.engine) as connection:
        yield from _database(connection)
        files = _Files(kept_files(connection), paper_files(connection), stopped_hashes(connection))
    shown = [one for one in files.originals if one.sha256 not in files.stopped]
    yield from _originals(place.rooms, shown, through)
    yield from _strangers(place.rooms, files.originals)
    yield from _kept_papers(place.rooms, files.papers)
    yield from _papers(place.rooms, files.papers)
    for gap in list_gaps(place):
        numbers = serials_to_text(range(gap.first, gap.last + 1))
        told = f"{gap.series}〔{gap.year}〕{numbers}号没有对应的发文"
        remedy = "用了的补登记，作废的用 shoufa outbox void 写明原因"
        yield Finding('paper_number_gap', 'review', told, remedy, gap.file)


def _database(connection: Connection) -> Iterator[Finding]:
    for line in loose_ends.damage(connection):
        remedy = "请马上停用、不要再写，用 shoufa restore 从备份恢复，并留好这个文件"
        yield Finding('database_damaged', 'block', f"数据库文件损坏：{line}", remedy)
    for end in loose_ends.loose_ends(connection):
        told = f"表 {end.table} 有{end.lines}行的 {end.column} 指向不存在的记录（{'、'.join(end.missing)}）"
        yield Finding('parent_gone', 'block', told, "请把这一行和备份交给维护人员", end.table)
    for code, found, what in (
        ('version_missing', loose_ends.without_version(connection), "台账里编号{}的现状没有对应的历史版本"),
        ('cell_miscounted', loose_ends.miscounted_cells(connection), "统计格{}的数和名单不一致"),
    ):
        if found:
            yield Finding(code, 'block', what.format(_some(found)), "请把这一行和备份交给维护人员")
    if missing := loose_ends.missing_numbers(connection):
        told = f"收文登记簿缺第{_some(missing)}号"
        yield Finding('register_gap', 'block', told, "登记过的号不会自己消失；请和备份对照，联系维护人员")
    yield from _unfinished(loose_ends.unfinished(connection))
    for number, kept in loose_ends.open_containers(connection):
        told = f"第{number}个邮件或压缩包没有收完"
        remedy = "它还在 收文/ 里就再运行一次 shoufa take-in；不在了，把存档里的这一份放回 收文/ 再收"
        yield Finding('container_open', 'review', told, remedy, f'存档/{kept}' if kept else None)


def _unfinished(found: list[tuple[int, str]]) -> Iterator[Finding]:
    for state, code, told, remedy in (
        (
            'received',
            'not_archived',
            "收文第{}号登了号，原件还没有存好",
            "把原文件放回 收文/，再运行 shoufa take-in",
        ),
        ('stored', 'not_read', "收文第{}号存好了，还没有读完", "再运行一次 shoufa take-in"),
    ):
        numbers = [number for number, its in found if its == state]
        if numbers:
            severity: Literal['info', 'review'] = 'review' if state == 'received' else 'info'
            yield Finding(code, severity, told.format(_some(numbers)), remedy)


def _some(numbers: Sequence[int]) -> str:
    more = f"等{len(numbers)}个" if len(numbers) > _FEW else ""
    return '、'.join(map(str, numbers[:_FEW])) + more


def _originals(rooms: Rooms, originals: Sequence[KeptFile], through: Through) -> Iterator[Finding]:
    with through(originals) as files:
        for one in files:
            found = _sha256(rooms.archive / one.path)
            where = f'存档/{one.path}'
            if found is None:
                yield Finding('original_missing', 'block', f"{one.about}的原件不在了", _FROM_BACKUP, where)
            elif found != one.sha256:
                told = f"{one.about}的原件和登记时不一样，被改动过或坏了"
                yield Finding('original_changed', 'block', told, _FROM_BACKUP, where)


def _sha256(path: Path) -> str | None:
    """None where the file is not there or cannot be read."""
    try:
        return file_to_sha256(path)
    except OSError:
        return None


def _strangers(rooms: Rooms, originals: Sequence[KeptFile]) -> Iterator[Finding]:
    """Files in 存档/ that nothing speaks of."""
    known = {one.path for one in originals}
    for path in sorted(rooms.archive.rglob('*')):
        relative = path.relative_to(rooms.archive)
        if path.is_dir() or path.name.startswith('.') or relative.parts[0] in _AS_THEY_CAME:
            continue
        where = f'存档/{relative.as_posix()}'
        if relative.parts[0] in _BY_HASH and len(relative.parts) > 1:
            if _sha256(path) != path.stem:
                told = "存底的文件和它的校验值不一样，被改动过或坏了"
                yield Finding('kept_changed', 'block', told, _FROM_BACKUP, where)
        elif relative.as_posix() not in known:
            told = "存档/ 里有一个文件，登记簿里没有它"
            remedy = "可能是收文中途断电留下的：再运行一次 shoufa take-in；确认没有用再移走"
            yield Finding('stranger', 'info', told, remedy, where)


def _kept_papers(rooms: Rooms, papers: Sequence[PaperFile]) -> Iterator[Finding]:
    """The bytes of issued papers and of the templates of all, by which they can be shown and made again."""
    wanted = {('模板', one.template_sha256): one.file for one in papers if one.template_sha256}
    for one in papers:
        if one.issued:
            hashes = (one.unnumbered_sha256, one.issued_sha256)
            wanted |= {('发文', sha256): one.file for sha256 in hashes if sha256}
    for (folder, sha256), file in wanted.items():
        if not (rooms.archive / folder / f'{sha256}.docx').is_file():
            told = f"“{file}”的{'模板' if folder == '模板' else ''}存底不在了"
            yield Finding('kept_missing', 'review', told, _FROM_BACKUP, f'存档/{folder}/{sha256}.docx')


def _papers(rooms: Rooms, papers: Sequence[PaperFile]) -> Iterator[Finding]:
    """Issued papers in 发文/ against what was issued."""
    for one in papers:
        if not one.issued or not one.issued_sha256:
            continue
        found = _sha256(rooms.outbox / one.file)
        name = one.doc_number or one.file
        where, kept = f'发文/{one.file}', f'存档/发文/{one.issued_sha256}.docx'
        if found is None:
            told = f"{name} 的文件不在 发文/ 里了"
            yield Finding('issued_missing', 'review', told, f"编号时的存底在 {kept}，需要时拷回来", where)
        elif found != one.issued_sha256:
            told = f"{name} 编号后被改动过"
            remedy = f"核对改了什么；编号时的存底在 {kept}，要更正请用 shoufa correct-issued"
            yield Finding('issued_changed', 'review', told, remedy, where)
