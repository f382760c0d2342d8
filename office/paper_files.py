"""Which papers a person means by files, a folder or a batch, where they lie, and in what order they go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from model.errors import Damaged, UsageFault
from model.paper import PaperNumber
from office.config import Workplace
from office.inbox import write_whole
from store import outbox, paper_numbers, subjects
from store.engine import Connection, reading
from store.outbox import Drafted

_ANEW = re.compile(r'（重新生成）(?:~\d+)?(?=\.docx$)')
_ALL_OF = re.compile(r'各[省市县区州盟旗乡镇]+(?:（[^）]*）)?')
_Order = Callable[[Drafted], tuple[int, str, str, str]]


def paper_path(place: Workplace, file: str) -> Path:
    """Where the paper of this name lies."""
    return place.rooms.outbox / file


def paths_of(place: Workplace, files: Sequence[str]) -> list[Path]:
    """Where the papers lie that the outbox calls exactly so, whatever lies elsewhere under such a name.

    Raises:
        UsageFault: the outbox has no such paper.
    """
    with reading(place.engine) as connection:
        known = outbox.get_all(connection, files)
    for file in files:
        if file not in known:
            raise _unknown(file)
    return [paper_path(place, file).absolute() for file in files]


def kept_path(place: Workplace, sha256: str) -> Path:
    """Where the bytes of a paper at some step are kept."""
    return place.rooms.archive / '发文' / f'{sha256}.docx'


def keep(place: Workplace, sha256: str, data: bytes) -> None:
    """Keep a paper's bytes in 存档/发文/, once."""
    target = kept_path(place, sha256)
    if not target.exists():
        write_whole(target, data)


def read_paper(place: Workplace, file: str) -> bytes:
    """The bytes of a paper as it lies there now.

    Raises:
        Damaged: it is gone or cannot be opened.
    """
    try:
        return paper_path(place, file).read_bytes()
    except FileNotFoundError as error:
        raise Damaged("文件不在了，可能已改名或移走") from error
    except OSError as error:
        raise Damaged("文件打不开，可能正被别的程序占用，请关闭后再试") from error


def first_name(file: str) -> str:
    """The name of the draft that a file was made anew beside; its own name where it is the first."""
    return _ANEW.sub('', file)


def papers_named(place: Workplace, paths: Sequence[Path], batch: int | None = None) -> list[Drafted]:
    """The papers meant: files in the order they are named, those of a folder or batch in recipient order.

    A folder or batch leaves out what was made anew beside a draft; who wants it names it.

    Raises:
        UsageFault: nothing is named, something twice, or something that is no draft of this office.
    """
    whole = batch is not None or any(_is_folder(place, path) for path in paths)
    with reading(place.engine) as connection:
        if whole:
            known = {one.file: one for one in outbox.list_all(connection)}
        else:
            known = outbox.get_all(connection, {name for path in paths for name in _names(place, path)})
        places = _places(place, connection) if whole else _by_file
    found: list[Drafted] = []
    for path in paths:
        found += _below(place, path, known, places) if _is_folder(place, path) else [_one(place, path, known)]
    if batch is not None:
        found += _firsts((one for one in known.values() if one.batch == batch), places)
    if not found:
        raise UsageFault("没有指明文件，或指明的文件夹、批次里没有本办公室起草的文件。")
    names = [one.file for one in found]
    twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    if twice:
        raise UsageFault(f"同一文件写了两次：{'、'.join(twice[:5])}。每个文件只写一次。")
    return found


def in_recipient_order(place: Workplace, papers: Iterable[Drafted]) -> list[Drafted]:
    """Papers in the order of their recipients: the regions as office.toml lists them, then by name.

    A paper that is not about one organisation stands where its first recipient's region does, else last.
    """
    with reading(place.engine) as connection:
        return sorted(papers, key=_places(place, connection))


def papers_to_send(place: Workplace, paths: Sequence[Path]) -> tuple[list[Drafted], tuple[str, ...]]:
    """The papers meant in recipient order, and those left out because their number is void.

    Raises:
        UsageFault: as papers_named; or every one is void.
    """
    papers = papers_named(place, paths)
    with reading(place.engine) as connection:
        void = paper_numbers.void_of_files(connection)
    left = [one for one in papers if one.file not in void]
    if not left:
        raise UsageFault(f"{void_told(void[papers[0].file])}，没有可分发的文件。")
    return in_recipient_order(place, left), tuple(one.file for one in papers if one.file in void)


def void_papers(place: Workplace) -> dict[str, str | None]:
    """The papers whose number is void, each with the reason."""
    with reading(place.engine) as connection:
        return {file: one.why for file, one in paper_numbers.void_of_files(connection).items()}


def void_told(number: PaperNumber) -> str:
    """That the number a paper bears is void, why, and how that is taken back."""
    name = f'{number.series}〔{number.year}〕{number.serial}号'
    undo = f"shoufa outbox void {number.series} {number.year} {number.serial} --undo"
    return f"{name}已作废（{number.why}），登记错了可用 {undo} 撤回"


def _places(place: Workplace, connection: Connection) -> _Order:
    order = {name: number for number, name in enumerate(place.office.counties)}
    listed = {one.id: one for one in subjects.list_all(connection, every=True)}

    def key(paper: Drafted) -> tuple[int, str, str, str]:
        organisation = listed.get(paper.organisation) if paper.organisation is not None else None
        if organisation:
            region = organisation.region or ''
            return order.get(region, len(order)), region, organisation.name, paper.file
        first = next((name for name in order if paper.recipients.startswith(name)), '')
        return order.get(first, len(order) + 1), first, paper.recipients, paper.file

    return key


def _by_file(paper: Drafted) -> tuple[int, str, str, str]:
    return 0, '', '', paper.file


def _is_folder(place: Workplace, path: Path) -> bool:
    return path.is_dir() or (not path.exists() and (place.rooms.outbox / path).is_dir())


def _below(place: Workplace, path: Path, known: dict[str, Drafted], places: _Order) -> list[Drafted]:
    folder = (path if path.is_dir() else place.rooms.outbox / path).resolve()
    here = (one for one in known.values() if paper_path(place, one.file).resolve().parent == folder)
    return _firsts((one for one in here if paper_path(place, one.file).is_file()), places)


def _firsts(papers: Iterable[Drafted], places: _Order) -> list[Drafted]:
    return sorted((one for one in papers if first_name(one.file) == one.file), key=places)


def _one(place: Workplace, path: Path, known: dict[str, Drafted]) -> Drafted:
    for name in _names(place, path):
        if name in known:
            return known[name]
    raise _unknown(str(path))


def _unknown(name: str) -> UsageFault:
    return UsageFault(
        f"“{name}”不是本办公室起草的文件，发文登记里没有它。"
        "手工起草、手工编号的发文，请用 shoufa outbox void 登记其编号。"
    )


def _names(place: Workplace, path: Path) -> tuple[str, ...]:
    """What the outbox may call a file: its name inside 发文/, its whole path elsewhere."""
    whole = path.resolve() if path.exists() else (place.rooms.outbox / path).resolve()
    inside = whole.parent == place.rooms.outbox.resolve()
    return (whole.name, whole.as_posix()) if inside else (whole.as_posix(),)


def recipients_of(place: Workplace, paper: Drafted) -> tuple[str, ...]:
    """Whom a paper goes to, one by one: 各县（区）民政局 is that of each county of office.toml."""
    if paper.organisation is not None:
        return (paper.recipients,)
    return tuple(
        dict.fromkeys(one for name in paper.recipients.split('、') if name for one in _each(place, name))
    )


def _each(place: Workplace, name: str) -> list[str]:
    found = _ALL_OF.match(name)
    if found is None or not place.office.counties:
        return [name]
    body = name[found.end() :]
    return [f'{county}{body}' for county in place.office.counties]
