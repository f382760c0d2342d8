"""A folder full of what an office receives, and what must be true of the office that took it in."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from office.config import Workplace
from office.inbox import file_to_sha256
from store import copies, register, rows
from store.engine import reading
from tests.office.conftest import FORM_HEAD, NOTICE
from tests.office.packed import mail, zipped

COUNTIES = ('甲县', '乙县', '丙县')


def form(note: str) -> bytes:
    """A filled form of one organisation, its remark its own."""
    book = Workbook()
    sheet = book.active
    sheet.append(('社会组织党建情况调查表',))
    sheet.append((*FORM_HEAD, '备注'))
    sheet.append((1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否', note))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def notice(number: int) -> str:
    """A notice of its own number and title."""
    text = '\n'.join(NOTICE).replace('12号', f'{number}号')
    return text.replace('社会组织台账的通知', f'第{number}批社会组织台账的通知')


def lay(inbox: Path, size: int) -> None:
    """Some more than `size` files of every kind."""
    for number in range(1, size + 1):
        county = COUNTIES[number % len(COUNTIES)]
        for name, data in _files(number).items():
            path = inbox / county / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _files(number: int) -> dict[str, bytes]:
    """One file, or two where the second is a twin or another make of the first."""
    kinds = {50: _mail, 45: _archive, 40: _marked, 35: _damaged, 12: _twins, 10: _two_makes, 5: _notice}
    kind = next((make for every, make in kinds.items() if number % every == 0), _form)
    return kind(number)


def _form(number: int) -> dict[str, bytes]:
    return {f'表{number}.xlsx': form(f'备注{number}')}


def _notice(number: int) -> dict[str, bytes]:
    return {f'通知{number}.txt': notice(number).encode()}


def _two_makes(number: int) -> dict[str, bytes]:
    lines = ''.join(f'<p>{line}</p>' for line in notice(number).split('\n'))
    return {**_notice(number), f'通知{number}.html': f'<meta charset="utf-8">{lines}'.encode()}


def _twins(number: int) -> dict[str, bytes]:
    data = form(f'双{number}')
    return {f'表{number}.xlsx': data, f'再报/表{number}.xlsx': data}


def _damaged(number: int) -> dict[str, bytes]:
    return {f'残件{number}.docx': b'PK\x03\x04' + bytes([number % 251]) * 300}


def _marked(number: int) -> dict[str, bytes]:
    return {f'标记{number}.txt': f'秘密★一年\n{notice(number)}'.encode()}


def _archive(number: int) -> dict[str, bytes]:
    inside = {f'表{part}-{number}.xlsx': form(f'{number}之{part}') for part in (1, 2)}
    return {f'打包{number}.zip': zipped(inside)}


def _mail(number: int) -> dict[str, bytes]:
    inside = {f'附件{number}.xlsx': form(f'信{number}')}
    return {f'来信{number}.eml': mail(f'第{number}封', inside, subject=f'报表{number}')}


def facts(place: Workplace) -> dict[str, Counter[Any]]:
    """What must be the same however often the program was killed, and whichever worker took which file."""
    with reading(place.engine) as connection:
        entries = register.list_entries(connection)
        further = copies.list_copies(connection)
        listed = rows.list_rows(connection)
        unreadable = register.list_unreadable(connection)
    archived = [path for path in place.rooms.archive.rglob('*') if path.is_file()]
    return {
        'names': Counter([*(one.file for one in entries), *(one.file for one in further)]),
        'states': Counter(one.state for one in entries),
        'numbers': Counter(one.number for one in entries),
        'archived': Counter(map(file_to_sha256, archived)),
        'rows': Counter(str(sorted(row.values.items())) for row in listed),
        'unreadable': Counter(one.file for one in unreadable),
        'left': Counter(path.name for path in place.rooms.inbox.rglob('*') if path.is_file()),
    }
