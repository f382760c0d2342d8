"""发文字号's serials: written as ranges, used once, gaps listed until somebody explains them (G7)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from model.errors import UsageFault
from model.paper import PaperNumber
from office.config import Workplace
from office.inbox import file_to_sha256
from office.paper_files import paper_path
from store import audit, outbox, paper_numbers
from store.engine import Connection, atomic, reading

_HIGHEST = 99_999
_PIECE = re.compile(r'(\d{1,6})(?:\s*[-－–—~～至]\s*(\d{1,6}))?号?')
_BETWEEN = re.compile(r'[\s,，、;；]+')


@dataclass(frozen=True, slots=True)
class Gap:
    """Serials of a series and year below its highest that nothing bears; file where one is kept for it."""

    series: str
    year: int
    first: int
    last: int
    file: str | None = None


def text_to_serials(text: str) -> tuple[int, ...]:
    """Serials as people write them, in their order: '21-23,30' is (21, 22, 23, 30).

    Raises:
        UsageFault: it is none, a range runs backward, or a serial stands there twice.
    """
    found: list[int] = []
    for piece in filter(None, _BETWEEN.split(text.strip())):
        match = _PIECE.fullmatch(piece)
        if match is None:
            raise UsageFault(f"编号“{piece}”看不懂，应写成 21、21-320 或 21,23,25-30 这样。")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= _HIGHEST:
            raise UsageFault(f"编号“{piece}”不对：应是 1 到 {_HIGHEST} 之间、从小到大。")
        found += range(first, last + 1)
    if not found:
        raise UsageFault("没有写编号，应写成 21、21-320 或 21,23,25-30 这样。")
    twice = next((number for number in found if found.count(number) > 1), None) if _doubled(found) else None
    if twice is not None:
        raise UsageFault(f"编号 {twice} 写了两次。")
    return tuple(found)


def _doubled(found: list[int]) -> bool:
    return len(set(found)) < len(found)


def serials_to_text(serials: Iterable[int]) -> str:
    """Serials in short: (21, 22, 23, 30) is '21-23、30'."""
    return '、'.join(str(a) if a == b else f'{a}-{b}' for a, b in _runs(sorted(serials)))


def _runs(serials: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(serials), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        yield numbers[0], numbers[-1]


def list_gaps(place: Workplace) -> list[Gap]:
    """Every gap of every series and year, numbers kept for a file that does not bear them yet among them."""
    with reading(place.engine) as connection:
        numbers = paper_numbers.list_all(connection)
    return [gap for key, ours in groupby(numbers, key=_series) for gap in numbers_to_gaps(key, list(ours))]


def _series(number: PaperNumber) -> tuple[str, int]:
    return number.series, number.year


def numbers_to_gaps(key: tuple[str, int], numbers: list[PaperNumber]) -> list[Gap]:
    """The gaps of one series and year; numbers below the highest count from 1."""
    used = {number.serial for number in numbers}
    free = [serial for serial in range(1, max(used, default=0)) if serial not in used]
    kept = [
        Gap(*key, number.serial, number.serial, number.file)
        for number in numbers
        if number.state == 'reserved'
    ]
    return [*(Gap(*key, first, last) for first, last in _runs(free)), *kept]


def void(
    place: Workplace, series: str, year: int, serials: tuple[int, ...], why: str, *, issued: bool = False
) -> tuple[str, ...]:
    """Explain numbers that no draft of ours bears, or that are not to count; gives what is to be known.

    A number kept for a file that was not written sets the file free; a number that a paper bears stays with
    it and is void, where issued says that such ones are meant.

    Raises:
        UsageFault: no reason, a number is void already, or a paper bears it and issued is not said; nothing
            is changed then.
    """
    if not why.strip() or not series.strip():
        raise UsageFault("请写明代字（如 示民函）和理由（--why），如 --why 手工发文。")
    told: list[str] = []
    with atomic(place.engine) as connection:
        known = paper_numbers.of_series(connection, series, year)
        if not issued:
            _refuse_given(f'{series}〔{year}〕', [known[one] for one in serials if one in known])
        for serial in serials:
            told += _void(place, connection, known.get(serial), (series, year, serial, why.strip()))
        about = f'{series}〔{year}〕{serials_to_text(serials)}号'
        audit.note(
            connection, actor=place.actor, act='void_number', about=about, at=place.now(), detail=why.strip()
        )
    return tuple(told)


def _refuse_given(name: str, numbers: list[PaperNumber]) -> None:
    """UsageFault where a paper bears one of these numbers."""
    given = [one for one in numbers if one.state == 'given']
    if given:
        raise UsageFault(
            f"{name}{serials_to_text(one.serial for one in given)}号已编给发文（“{given[0].file}”"
            f"{f'等{len(given)}件' if len(given) > 1 else ''}），没有改动任何编号。"
            "确实要作废已编的号，请加 --yes。"
        )


def restore(place: Workplace, series: str, year: int, serials: tuple[int, ...], why: str) -> tuple[str, ...]:
    """Take back that numbers are void; gives what is to be known.

    A paper that bears its number has it again; a number that no paper bears is free.

    Raises:
        UsageFault: a number is not void; nothing is changed then.
    """
    told: list[str] = []
    with atomic(place.engine) as connection:
        known = paper_numbers.of_series(connection, series, year)
        for serial in serials:
            name, was = f'{series}〔{year}〕{serial}号', known.get(serial)
            if was is None or was.state != 'void':
                raise UsageFault(f"{name}没有登记为作废或不用，没有可撤回的，没有改动任何编号。")
            if was.file:
                paper_numbers.replace(connection, dataclasses.replace(was, state='given', why=None))
                told.append(f"{name}仍是“{was.file}”的文号")
            else:
                paper_numbers.remove(connection, was)
                told.append(f"{name}不再登记（原为：{was.why}）")
        about = f'{series}〔{year}〕{serials_to_text(serials)}号'
        audit.note(
            connection, actor=place.actor, act='restore_number', about=about, at=place.now(), detail=why
        )
    return tuple(told)


def _void(
    place: Workplace, connection: Connection, was: PaperNumber | None, told: tuple[str, int, int, str]
) -> Iterator[str]:
    series, year, serial, why = told
    name = f'{series}〔{year}〕{serial}号'
    if was is None:
        line = PaperNumber(series, year, serial, None, 'void', why, place.now())
        paper_numbers.add(connection, [line])
        return
    if was.state == 'void':
        raise UsageFault(f"{name}已登记为不用（{was.why}），没有改动任何编号。")
    if was.state == 'reserved' and was.file:
        _set_free(place, connection, was.file, name)
        yield f"{name}原为“{was.file}”预留，现已作废，该文件可另编号"
    else:
        yield f"{name}已编给“{was.file}”，现登记为作废，文件没有动；登记错了可用 --undo 撤回"
    keeps = was.file if was.state == 'given' else None
    paper_numbers.replace(connection, PaperNumber(series, year, serial, keeps, 'void', why, was.at))


def _set_free(place: Workplace, connection: Connection, file: str, name: str) -> None:
    """A file that was to get a number may get another, unless the number stands in it already."""
    paper = outbox.get(connection, file)
    path = paper_path(place, file)
    if paper and path.is_file() and file_to_sha256(path) == paper.issued_sha256:
        raise UsageFault(f"“{file}”里已写入{name}，只差登记。请先用原来的 issue 命令补完，再作废。")
    outbox.change(
        connection, file, doc_number=None, dated=None, signed_by=None, issued_sha256=None,
        unnumbered_sha256=None, copies=None,
    )  # fmt: skip
