"""Ledgers of offices that nobody has seen: what an office's first import makes of them, by kind.

`python -m bench.ledgers [--json] [--kind KIND] [--errors] [--seed N]`: each ledger into a fresh office.
Printed by kind: organisations right, missing, invented; fields right, missing, wrong, and wrong unseen;
questions; the ledger's own totals; export and import again equal; rolled back to the earlier ledger.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import ledger_books, ledger_own
from bench.ledger_cells import Truth
from bench.ledger_people import COUNTIES, Facts
from bench.ledger_sheets import Book
from model.errors import ShoufaError
from model.register import ReviewItem
from model.subject import Organisation
from office.config import Workplace, open_workplace
from office.exporting import export, export_hash
from office.founding import found
from office.importing import Imported, import_ledger
from office.ledger_acts import organisations
from office.reviewing import waiting
from office.undoing import undo

TODAY = dt.date(2026, 3, 13)
KINDS: dict[str, Callable[[random.Random], Book]] = {
    'ledger36': ledger_books.ledger36,
    'ticks60': ledger_books.ticks60,
    'county_sheets': ledger_books.county_sheets,
    'subtotals_foot': partial(ledger_books.subtotals, kind='subtotals_foot', top=False),
    'subtotals_top': partial(ledger_books.subtotals, kind='subtotals_top', top=True),
    'county_rows': ledger_books.county_rows,
    'own_words_1': partial(ledger_own.own_words, kind='own_words_1', noisy=False),
    'own_words_2': partial(ledger_own.own_words, kind='own_words_2', noisy=False),
    'own_words_3': partial(ledger_own.own_words, kind='own_words_3', noisy=True),
    'own_words_4': partial(ledger_own.own_words, kind='own_words_4', noisy=True, suffix='.xls'),
    'own_nested': ledger_own.own_nested,
    'csv_flat': ledger_own.csv_flat,
    'two_lines': ledger_own.two_lines,
    'yes_no': ledger_own.yes_no,
    'joint': ledger_own.joint,
    'dressed': ledger_own.dressed,
    'notes_below': ledger_own.notes_below,
    'names_codes': ledger_own.names_codes,
    'update': ledger_own.update,
    'monthly': ledger_own.monthly,
}
_IDENTITY = ('org_name', 'code', 'region', 'org_type', 'competent_authority')


@dataclass(slots=True)
class Tally:
    """The figures of one ledger."""

    kind: str
    listed: int = 0
    right: int = 0
    missing: int = 0
    missing_unseen: int = 0
    invented: int = 0
    fields: int = 0
    fields_right: int = 0
    fields_missing: int = 0
    fields_wrong: int = 0
    wrong_unseen: int = 0
    questions: int = 0
    totals: str = ''
    round_trip: bool = False
    rolled_back: bool = False
    fault: str = ''
    ignored: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Print a line for each kind and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--errors', action='store_true')
    parser.add_argument('--kind', action='append', choices=KINDS)
    parser.add_argument('--seed', type=int, default=20260313)
    parser.add_argument('--keep', type=Path, help='a folder for the ledgers')
    given = parser.parse_args()
    tallies = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        empty = _office(Path(scratch) / 'office')
        for kind in given.kind or KINDS:
            book = KINDS[kind](random.Random(f'{given.seed} {kind}'))  # noqa: S311  # ledgers, not secrets
            tallies.append(run(book, empty, folder, Path(scratch)))
            _show(tallies[-1], errors=given.errors)
    _show(_sum(tallies), errors=False)
    if given.json:
        print(json.dumps([asdict(each) for each in tallies], ensure_ascii=False))


def _office(root: Path) -> Path:
    root.mkdir()
    found(root)
    settings = root / 'office.toml'
    text = settings.read_text('utf-8').replace('counties = []', f'counties = {list(COUNTIES)}')
    text = text.replace('〈所在地区，如 示例市〉', '示例市').replace(
        '〈单位全称，如 示例市民政局〉', '示例市民政局'
    )
    settings.write_text(re.sub(r'〈单位全称〉', '示例市民政局', text), 'utf-8')
    return root


def run(book: Book, empty: Path, folder: Path, scratch: Path) -> Tally:
    """Import one ledger into a fresh office and weigh what came of it."""
    tally = Tally(book.kind, listed=len(book.truths))
    root = Path(shutil.copytree(empty, scratch / book.kind))
    try:
        with open_workplace(root, TODAY) as place:
            if book.before:
                import_ledger(place, book.before.save(folder), on=dt.date(2025, 1, 10))
            earlier = export_hash(place)
            known = {each.id for each in organisations(place)}
            done = import_ledger(place, book.save(folder))
            _weigh(tally, book, place, done, known)
            tally.round_trip = _again(place, empty, scratch, book.kind)
            undo(place, done.act)
            tally.rolled_back = export_hash(place) == earlier
    except ShoufaError as error:
        tally.fault, tally.missing = str(error), tally.listed
    return tally


def _again(place: Workplace, empty: Path, scratch: Path, kind: str) -> bool:
    target = scratch / f'{kind}-导出.xlsx'
    export(place, target)
    with open_workplace(Path(shutil.copytree(empty, scratch / f'{kind}-again')), TODAY) as other:
        import_ledger(other, target)
        return export_hash(other) == export_hash(place)


def _weigh(tally: Tally, book: Book, place: Workplace, done: Imported, known: set[int]) -> None:
    held = {_fold(each.name): each for each in organisations(place)}
    asked = [each for each in waiting(place) if each.act == done.act or not book.before]
    tally.questions, tally.ignored = done.questions, done.ignored_columns
    differing = sum(not each.agrees for each in done.totals)
    tally.totals = f'{len(done.totals)}/{book.totals} compared, {differing}/{book.wrong_totals} differ'
    found_names = set()
    for facts, truth in book.truths:
        names = [_fold(each) for each in truth['org_name']]
        one = next((held[each] for each in names if each in held), None)
        if one is None:
            tally.missing += 1
            unseen = not any(
                set(names) & {_fold(each.about)} or facts['org_name'] in str(each) for each in asked
            )
            tally.missing_unseen += unseen
            said = facts.get('written', facts['org_name'])
            tally.errors.append(f'missing {"UNSEEN " if unseen else ""}{said!r}')
            continue
        found_names.add(_fold(one.name))
        tally.right += 1
        _fields(tally, facts, truth, one, asked)
    for name, one in held.items():
        if name not in found_names and one.id not in known:
            tally.invented += 1
            tally.errors.append(f'invented {one.name!r}')
    for name in book.absent:
        if held[_fold(name)].state != 'active':
            tally.errors.append(f'ended without a word: {name}')
    for name in book.ended:
        one = held[_fold(name)]
        spoken = one.state == 'ended' or any(item.subject == one.id or name in item.about for item in asked)
        told = any(name in note for note in done.notes) or any('注销' in note for note in done.notes)
        if not (spoken or told):
            tally.wrong_unseen += 1
            tally.errors.append(f'deregistered, and nothing said: {name}')


def _fields(tally: Tally, facts: Facts, truth: Truth, one: Organisation, asked: list[ReviewItem]) -> None:
    got = {
        'org_name': one.name, 'code': one.code, 'region': one.region, 'org_type': one.type,
        'competent_authority': one.supervisor, **one.facts,
    }  # fmt: skip
    for key in truth.keys() | got.keys():
        value = got.get(key)
        if key in truth:
            rights = truth[key]
        elif key in _IDENTITY or value == facts.get(key):
            continue
        else:
            rights = (facts.get(key), None)
        tally.fields += 1
        if any(_same(value, each, key) for each in rights):
            tally.fields_right += 1
            continue
        about = [item for item in asked if item.subject == one.id or _fold(item.about) == _fold(one.name)]
        seen = any(item.field in (key, None) for item in about)
        _count(tally, f'{one.name} {key}: {value!r} for {rights!r}', lost=value is None, seen=seen)


def _count(tally: Tally, said: str, *, lost: bool, seen: bool) -> None:
    if lost:
        tally.fields_missing += 1
        tally.errors.append(f'lost {"" if seen else "unseen "}{said}')
    else:
        tally.fields_wrong += 1
        tally.wrong_unseen += not seen
        tally.errors.append(f'wrong {"" if seen else "UNSEEN "}{said}')


def _same(value: Any, right: Any, key: str) -> bool:
    if value is None or right is None:
        return value is right
    if isinstance(right, tuple):
        digits = re.sub(r'[^\d]', '', str(value))
        return all(each in digits for each in right)
    if isinstance(right, list):
        return sorted(value) == sorted(right)
    if isinstance(right, dt.date):
        right = right.isoformat()
    if 'phone' in key:
        return re.sub(r'\D', '', str(value)) == str(right)
    if isinstance(right, bool | int):
        return bool(value == right)
    return _fold(str(value)) == _fold(str(right))


def _fold(text: str) -> str:
    return re.sub(r'\s', '', unicodedata.normalize('NFKC', text))


def _show(each: Tally, *, errors: bool) -> None:
    if each.fault:
        print(f'{each.kind:15} NOT IMPORTED: {each.fault}')
    share = each.fields_right / max(each.fields, 1)
    told = f'{each.kind:15} orgs {each.right}/{each.listed} missing {each.missing}'
    told += f' (unseen {each.missing_unseen}) invented {each.invented}'
    told += f' | fields {share:.4f} of {each.fields}, lost {each.fields_missing},'
    told += f' wrong {each.fields_wrong} (unseen {each.wrong_unseen})'
    told += f' | asked {each.questions} = {each.questions / each.listed:.2f} each | totals {each.totals}'
    print(f'{told} | round trip {_equal(each.round_trip)}, rolled back {_equal(each.rolled_back)}')
    for line in ('ignored: ' + '、'.join(each.ignored), *each.errors) if errors else ():
        print('    ' + line)


def _equal(held: bool) -> str:
    return 'equal' if held else 'DIFFERS'


_SUMMED = (
    'listed right missing missing_unseen invented fields fields_right fields_missing fields_wrong'
    ' wrong_unseen questions'
)


def _sum(tallies: list[Tally]) -> Tally:
    sums = {name: sum(getattr(each, name) for each in tallies) for name in _SUMMED.split()}
    round_trip, rolled_back = (
        all(getattr(each, key) for each in tallies) for key in ('round_trip', 'rolled_back')
    )
    return Tally('ALL', **sums, totals='-', round_trip=round_trip, rolled_back=rolled_back)


if __name__ == '__main__':
    main()
