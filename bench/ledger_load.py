"""What a large ledger costs its store: `python -m bench.ledger_load [--size N] [--counties N]`.

A scratch office on SQLite: a CSV of --size organisations brought in as on the first day, the same through
the store's own bulk insert, then point reads, coverage by county x type x method, and the same as of
yesterday after one organisation in a hundred has changed.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.held_names import Held, held_organisations, places, region_of
from ledger.coverage import Dimension, coverage
from model.subject import Provenance
from office.config import Workplace, open_workplace
from office.founding import found
from office.importing import import_ledger
from store import cells, subjects
from store.bulk import first_load
from store.engine import atomic, reading

_SEED = 20270505
_TODAY = dt.date(2027, 6, 30)
_YESTERDAY = dt.datetime.fromisoformat('2027-06-29T12:00')
_READS = 2_000
_HEAD = ('社会组织名称', '统一社会信用代码', '所属县区', '组织类别', '是否建立党组织', '组建方式')
_FORMS = ('单独组建', '联合组建', '挂靠组建')
_SETTINGS = """\
name = "示例省民政厅"
level = "province"
region = "示例省"
roles = ["civil_affairs_authority"]
counties = {counties}
aliases = ["省民政厅"]
dispatch_as = "office"
circular_as = "office"
report_as = "office"

[contact]
office = "社会组织处"
phone = "0000-1234502"

[[issuing_names]]
id = "office"
name = "示例省民政厅"
mark = "示例省民政厅文件"
organ_code = "示民"
kind = "government"
printed_by = "示例省民政厅办公室"
superior = "民政部"
"""

Figures = dict[str, float]


def make_office(root: Path, counties: int) -> None:
    """An empty office that lists so many counties."""
    root.mkdir(parents=True)
    listed = json.dumps([region_of(place) for place in places()[:counties]], ensure_ascii=False)
    (root / 'office.toml').write_text(_SETTINGS.format(counties=listed), 'utf-8')
    found(root)


def _facts(held: Held, rng: random.Random) -> dict[str, Any]:
    """What a line tells: identity, and for two in three whether there is a branch and how it was formed."""
    told = held.organisation
    fields: dict[str, Any] = {
        'org_name': told.name,
        'code': told.code,
        'region': told.region,
        'org_type': told.type,
    }
    draw = rng.random()
    if draw < 0.67:
        fields['established'] = draw < 0.4
    if draw < 0.4:
        fields['establishment_form'] = rng.choice(_FORMS)
    return fields


def lines(size: int, counties: int) -> Iterator[dict[str, Any]]:
    """The organisations of the load, in so many counties, as form fields; always the same."""
    rng = random.Random(_SEED)  # noqa: S311
    for held in islice(held_organisations(places()[:counties], _SEED), size):
        yield _facts(held, rng)


def _write_csv(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    said = {True: '是', False: '否', None: ''}
    with path.open('w', encoding='utf-8', newline='') as file:
        out = csv.writer(file)
        out.writerow(_HEAD)
        for row in rows:
            established = said[row.get('established')]
            told = (row['org_name'], row['code'], row['region'], row['org_type'])
            out.writerow((*told, established, row.get('establishment_form', '')))


def _peak() -> int:
    """Megabytes of memory at the most until now."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def through_the_file(folder: Path, size: int, counties: int) -> Figures:
    """Rows a second from a CSV file to a committed ledger."""
    make_office(folder / '办公室', counties)
    _write_csv(folder / '台账.csv', lines(size, counties))
    with open_workplace(folder / '办公室', _TODAY) as place:
        began, spent = time.perf_counter(), time.process_time()
        done = import_ledger(place, folder / '台账.csv', all_new=True)
        wall, cpu = time.perf_counter() - began, time.process_time() - spent
    return {
        'rows_per_s': round(size / wall),
        'rows_per_cpu_s': round(size / cpu),
        'added': len(done.added),
        'questions': done.questions,
        'rss_mb': _peak(),
    }


def through_the_store(place: Workplace, size: int, counties: int) -> Figures:
    """Rows a second through the store's own insert, and the size of what it wrote."""
    rows = list(lines(size, counties))
    source = Provenance(None, {'file': '台账.csv'}, '示例', _YESTERDAY)
    began, spent = time.perf_counter(), time.process_time()
    with atomic(place.engine) as connection, first_load(connection):
        subjects.add_many(connection, rows, source)
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    written = sum(path.stat().st_size for path in place.rooms.database.parent.glob('*.db*')) / 1e6
    return {
        'rows_per_s': round(size / wall),
        'rows_per_cpu_s': round(size / cpu),
        'database_mb': round(written, 1),
    }


def _milliseconds(act: Callable[[], object], times: int) -> float:
    """The mean of some runs by the clock on the wall."""
    began = time.perf_counter()
    for _ in range(times):
        act()
    return round((time.perf_counter() - began) * 1000 / times, 3)


def reads(place: Workplace, size: int) -> Figures:
    """Milliseconds of a point read, of coverage now and as of yesterday, and of one history."""
    rng = random.Random(_SEED)  # noqa: S311
    by: tuple[Dimension, ...] = ('region', 'type', 'method')
    with reading(place.engine) as connection:
        point = _milliseconds(lambda: subjects.get(connection, rng.randint(1, size)), _READS)
        now = _milliseconds(lambda: cells.coverage_now(connection, by), 5)
        then = _milliseconds(lambda: coverage(cells.counts_at(connection, _YESTERDAY), by), 2)
        history = _milliseconds(lambda: subjects.history(connection, rng.randint(1, size)), _READS // 4)
    return {'point_read_ms': point, 'coverage_ms': now, 'coverage_as_of_ms': then, 'history_ms': history}


def changed(place: Workplace, size: int) -> Figures:
    """Changes a second, where one organisation in a hundred gets a branch today."""
    source = Provenance(None, None, '示例', dt.datetime.combine(_TODAY, dt.time(9)))
    values = {'established': True, 'establishment_form': _FORMS[0]}
    chosen = random.Random(_SEED).sample(range(1, size + 1), max(1, size // 100))  # noqa: S311
    began = time.perf_counter()
    with atomic(place.engine) as connection:
        subjects.change_many(connection, [subjects.Change(one, values, source) for one in chosen])
    return {'changes_per_s': round(len(chosen) / (time.perf_counter() - began))}


def measure(size: int, counties: int, folder: Path) -> dict[str, Figures]:
    """All figures for a ledger of one size, in a scratch folder."""
    figures = {'file': through_the_file(folder, size, counties)}
    make_office(folder / '另一间', counties)
    with open_workplace(folder / '另一间', _TODAY) as place:
        figures['bulk'] = through_the_store(place, size, counties)
        figures['change'] = changed(place, size)
        figures['read'] = reads(place, size)
    figures['memory'] = {'rss_mb': _peak()}
    return figures


def main() -> None:
    """Prints the figures; with --json its last line is one object."""
    parser = argparse.ArgumentParser(description="台账存取的速度")
    parser.add_argument('--size', type=int, default=100_000)
    parser.add_argument('--counties', type=int, default=len(places()), help="县（市、区）数；默认全国")
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.size, options.counties, Path(folder))
    for part, told in figures.items():
        for name, figure in told.items():
            print(f'{part:8}{name:20}{figure:>14}')
    if options.json:
        print(json.dumps({'size': options.size, **figures}, ensure_ascii=False))


if __name__ == '__main__':
    main()
