"""An evidence folder: originals and issued papers by number, a catalogue, and what is missing (G22)."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from model.errors import UsageFault
from office.config import Workplace
from office.evidence_items import Found, items_about, register_items
from office.evidence_papers import Item
from office.inbox import copy_whole, write_whole
from office.tracing import trace
from office.workbook import NEVER_IN_XML, Value, tables_to_workbook
from outgoing.wording import day
from store import register
from store.engine import reading

HEADS = ("序号", "责任者", "文号", "题名", "日期", "页数", "对应数据", "文件", "备注")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f\x7f]+')
_IDENTITY = re.compile(
    rb'(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])'
)
_TAGS = re.compile(rb'<[^<>]*>')
_PDF_PAGE = re.compile(rb'/Type\s*/Page\b')
_PICTURES = frozenset({'.jpg', '.jpeg', '.png', '.bmp', '.gif'})
_PERSONAL = frozenset({'personal_data', 'persons_not_read'})
_ROSTERS = frozenset({'member_survey', 'instructor_roster'})
_SECRET = re.compile('秘密|机密|绝密')


@dataclass(frozen=True, slots=True)
class Gathered:
    """What stands in the folder: told is the first page's sentence, lines and missing count the catalogue."""

    folder: Path
    told: str
    lines: int
    files: int
    missing: int
    restricted: int
    notes: tuple[str, ...] = ()


class _Line(NamedTuple):
    item: Item
    file: str
    pages: int | None
    remark: str


def evidence(place: Workplace, about: str, out: Path, paper: Path | None = None) -> Gathered:
    """Gather the papers behind a figure, task, duty or campaign into an empty folder.

    With paper, about is the number of a figure in it (as `shoufa trace` counts) or the figure's key. What
    lists persons is left out and said so.

    Raises:
        UsageFault: nothing is called that, or the folder holds something already.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageFault(f"“{out}”里已有东西，没有动。请换一个空文件夹或新名字。")
    found = _of_figure(place, paper, about) if paper else items_about(place, about)
    lines = tuple(_numbered(place, found, out))
    _write(place, found, lines, out)
    missing = sum(one.item.missing is not None for one in lines)
    restricted = sum(one.remark.startswith("受限") for one in lines)
    notes = (
        (f"有{restricted}行的文件列有人员信息或涉密，没有放入，请按受限文件另行调阅",) if restricted else ()
    )
    files = len({one.file for one in lines if one.file})
    return Gathered(out, found.told, len(lines), files, missing, restricted, notes)


def _of_figure(place: Workplace, paper: Path, about: str) -> Found:
    """All received papers that a printed figure rests on."""
    text = about.strip()
    entries = trace(place, paper).entries
    number = int(text) if text.isdigit() else 0
    keyed = [one for one in entries if one['key'] == text]
    wanted = entries[number - 1] if 0 < number <= len(entries) else keyed[0] if keyed else None
    if wanted is None:
        raise UsageFault(f"“{paper.name}”里没有“{about}”这个数；用 shoufa trace 看序号和名称。")
    by_key = {one['key']: one for one in entries}
    numbers = dict.fromkeys(_registers(by_key, wanted, set()))
    label = f"{wanted['label']} {wanted['text']}"
    items = register_items(place, numbers, label)
    if not items:
        items = [Item(label, missing=f"缺来文（{wanted['detail'] or '本办公室的登记、设置或名单'}）")]
    with_paper = sum(one.path is not None for one in items)
    return Found(wanted['label'] or text, f"{label}：有来文{with_paper}件。", tuple(items))


def _registers(by_key: Mapping[str, Any], entry: Mapping[str, Any], seen: set[str]) -> Iterator[int]:
    """Register numbers behind an entry and the figures it is computed from."""
    seen.add(entry['key'] or '')
    sources = [*entry['sources'], *entry.get('rows_by_file', ())]
    yield from (one['register'] for one in sources if one['register'])
    for key in entry['parts']:
        if key in by_key and key not in seen:
            yield from _registers(by_key, by_key[key], seen)


def _numbered(place: Workplace, found: Found, out: Path) -> Iterator[_Line]:
    """Each paper copied once as 01-…; several lines may point to it."""
    width = max(2, len(str(len(found.items))))
    names: dict[Path, str] = {}
    known: dict[Path | None, str | None] = {}
    for item in found.items:
        if item.path not in known:
            known[item.path] = _restricted(place, item)
        why = known[item.path]
        if why or item.path is None:
            yield _Line(item, '', None, why or item.missing or '')
            continue
        if item.path not in names:
            title = _file_title(item)
            names[item.path] = f'{len(names) + 1:0{width}}-{title}{item.path.suffix}'
            copy_whole(item.path, out / names[item.path])
        yield _Line(item, names[item.path], pages_of(item.path), item.missing or '')


def _file_title(item: Item) -> str:
    """Who sent it and what it is: twelve returns on one form are told apart."""
    assert item.path is not None
    title = _NOT_IN_NAMES.sub('', (item.title or item.path.stem).removesuffix(item.path.suffix))
    who = _NOT_IN_NAMES.sub('', item.responsible or '')
    return (title if who.partition('、')[0] in title else f'{who}-{title}')[:40].rstrip('.-')


def _restricted(place: Workplace, item: Item) -> str | None:
    """Why a paper may not lie in the folder."""
    if item.path is None:
        return None
    if item.register is not None:
        with reading(place.engine) as connection:
            entry = register.get(connection, item.register)
            extract = register.extract_of(connection, item.register) or {}
        if entry and _SECRET.search(entry.secrecy or ''):
            return "受限：涉密文件，不放入"
        codes = {one.get('code') for one in extract.get('problems') or ()}
        if (entry and entry.form in _ROSTERS) or codes & _PERSONAL:
            return "受限：列有人员信息，不放入"
    return "受限：文中有身份证号，不放入" if has_identity_number(item.path) else None


def has_identity_number(path: Path) -> bool:
    """Whether a file's text holds an identity number, as far as it can be told without reading it all."""
    from outgoing.pack_zip import unpack

    data = path.read_bytes()
    pieces = [data]
    if data[:2] == b'PK':
        try:
            pieces = [_TAGS.sub(b'', one) for one in unpack(data).values()]
        except (ValueError, OSError, RuntimeError):
            return False
    return any(_is_identity(one.group()) for piece in pieces for one in _IDENTITY.finditer(piece))


def _is_identity(number: bytes) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(chr(digit)) for weight, digit in zip(weights, number, strict=False))
    return '10X98765432'[total % 11] == chr(number[17]).upper()


def pages_of(path: Path) -> int | None:
    """How many pages a file has where it tells: a PDF, a picture, a .docx that says so; None elsewhere."""
    suffix = path.suffix.lower()
    if suffix in _PICTURES:
        return 1
    if suffix == '.pdf':
        return len(_PDF_PAGE.findall(path.read_bytes())) or None
    return None


def _write(place: Workplace, found: Found, lines: tuple[_Line, ...], out: Path) -> None:
    rows: list[tuple[Value, ...]] = [HEADS]
    for number, (item, file, pages, remark) in enumerate(lines, start=1):
        date = item.date.isoformat() if item.date else None
        rows.append(
            (number, item.responsible, item.number, item.title, date, pages, item.about, file, remark)
        )
    said = [(text,) for text in _first_page(place, found, lines)]
    write_whole(out / '目录.xlsx', tables_to_workbook([("目录", rows), ("首页", said)]))
    write_whole(out / '00-首页.docx', _page([text for (text,) in said]))


def _first_page(place: Workplace, found: Found, lines: tuple[_Line, ...]) -> Iterator[str]:
    yield f"{found.title}佐证材料"
    yield found.told
    yield f"截至{day(place.today)}，目录{len(lines)}行。{place.office.name}"
    restricted = sum(one.remark.startswith("受限") for one in lines)
    if restricted:
        yield f"受限文件{restricted}行没有放入（列有人员信息、身份证号或涉密），需要时按规定调阅原件。"


def _page(texts: list[str]) -> bytes:
    """A plain page: its first line is the heading."""
    import docx

    document = docx.Document()
    document.core_properties.author = ''
    document.core_properties.created = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    first, *rest = (NEVER_IN_XML.sub('', text) for text in texts)
    document.add_heading(first, 1)
    for text in rest:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
