"""A large office for the desk's bench: organisations, a register, open questions and duties, all in bulk."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from bench.held_names import places, region_of
from bench.ledger_load import lines, make_office
from model.subject import Act, Provenance
from office.config import Workplace, open_workplace
from office.demo import EXAMPLE
from office.intake import take_in
from office.people import add_account, first_administrator
from store import accounts, acts, subjects
from store.bulk import first_load
from store.engine import Connection, atomic
from store.tables import obligations, register, reviews

TODAY = dt.date(2027, 6, 30)
PASSWORD = '示例口令不外传-2027'  # noqa: S105  # of a scratch office
COUNTIES = 100
_AT = dt.datetime.fromisoformat('2027-06-29T12:00')
_KINDS = ('return',) * 6 + ('notice',) * 2 + ('request', 'other')
_BATCH = 5_000

Row = dict[str, Any]


def make_large_office(root: Path, organisations: int, papers: int, questions: int, people: int) -> int:
    """The office, with so many accounts (p1, p2, …); gives the register number of a paper with pages."""
    make_office(root, COUNTIES)
    with open_workplace(root, TODAY) as place:
        _make_accounts(place, people)
        number = _take_in_one(place)
        with atomic(place.engine) as connection:
            _make_ledger(connection, organisations)
        with atomic(place.engine) as connection:
            _insert(connection, register, _papers(number, papers))
            _insert(connection, reviews, _questions(number, questions, organisations))
            _insert(connection, obligations, _duties(number, papers // 10))
    return number


def _make_accounts(place: Workplace, people: int) -> None:
    first_administrator(place, 'admin', '管理员', PASSWORD)
    for one in range(1, people + 1):
        account = add_account(place, f'p{one}', f'人员{one}', ['registrar', 'reviewer', 'approver'], PASSWORD)
        with atomic(place.engine) as connection:
            accounts.change(connection, account.id, must_change=False)


def _take_in_one(place: Workplace) -> int:
    """A real paper whose pages can be drawn."""
    paper = next(path for path in sorted((EXAMPLE / '收文').rglob('*.pdf')))
    shutil.copy(paper, place.rooms.inbox / paper.name)
    number = next(outcome.number for outcome in take_in(place) if outcome.number)
    assert number is not None
    return number


def _make_ledger(connection: Connection, size: int) -> None:
    act = acts.begin(connection, Act(kind='import', about='台账.csv', actor='示例', at=_AT))
    with first_load(connection):
        source = Provenance(None, {'file': '台账.csv'}, '示例', _AT, act)
        subjects.add_many(connection, list(lines(size, COUNTIES)), source)


def _insert(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    held: Sequence[Row] = list(rows)
    for start in range(0, len(held), _BATCH):
        connection.execute(insert(table), held[start : start + _BATCH])


def _papers(after: int, count: int) -> Iterator[Row]:
    counties = [region_of(place) for place in places()[:COUNTIES]]
    for number in range(after + 1, after + count + 1):
        county, kind = counties[number % COUNTIES], _KINDS[number % len(_KINDS)]
        file = f'{county}上报表（{number}）.xlsx' if kind == 'return' else f'关于第{number}项工作的通知.docx'
        yield {
            'number': number,
            'file': file,
            'sha256': hashlib.sha256(str(number).encode()).hexdigest(),
            'archived_as': f'2027/{number:06}/{file}',
            'kind': kind,
            'state': 'done',
            'received_at': _AT - dt.timedelta(minutes=17 * (after + count - number)),
            'format': file[-4:],
            'title': file.rsplit('.', 1)[0],
            'doc_number': f'示民〔2027〕{number}号' if kind == 'notice' else None,
            'issuer': county,
            'sender_hint': county,
        }


def _questions(paper: int, count: int, organisations: int) -> Iterator[Row]:
    """A value of one paper against the ledger's, each of another organisation."""
    rng = random.Random(11)  # noqa: S311
    for number, subject in enumerate(rng.sample(range(1, organisations + 1), count), 1):
        yield {
            'number': number,
            'kind': 'conflict',
            'register_number': paper + number,
            'subject': subject,
            'about': f'第{subject}家',
            'field': 'employees_total',
            'value': number % 90 + 1,
            'held': None,
            'reasons': ["本次报的与台账不同"],
            'candidates': [],
            'where': {'page': 1},
            'state': 'open',
            'raised_at': _AT,
        }


def _duties(after: int, count: int) -> Iterator[Row]:
    for number in range(1, count + 1):
        day = TODAY + dt.timedelta(days=number % 400 - 60)
        what = f'报送第{number}项材料'
        yield {
            'number': after * 1000 + number,
            'register_number': after + number,
            'what': what,
            'who': '各县（市、区）民政局',
            'verbatim': f'各县（市、区）民政局于{day:%m月%d日}前{what}。',
            'ours': ('do', 'chase', 'know')[number % 3],
            'rule': 'text',
            'deadline': day,
            'deadline_text': f'{day:%m月%d日}前',
            'state': 'open',
            'rules': [],
            'score': 1.0,
        }
