"""What returned forms cost an office: files a second through take_in, its memory, and one large workbook.

`python -m bench.return_load [--size 1000] [--rows 10000] [--json] [--profile FOLDER]`: a scratch office with
a ledger of as many organisations; one-page .docx returns of bench.returns_single read, checked and
reconciled; then one workbook of --rows lines, by step. CPU of the reading child is told apart.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import json
import os
import pstats
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.returns_paper import Grid, Paper, Spot, save
from bench.returns_people import COUNTIES, Facts, make_facts
from bench.returns_single import single_paper
from extractors.classify import classify
from extractors.readers.process.pool import ReadingPool
from extractors.survey import return_of
from forms.checks import check_values
from forms.choose import choose
from forms.load import definitions
from model.document import Document, without_remarks
from office.config import Workplace, open_workplace
from office.founding import found
from office.importing import import_ledger
from office.intake import take_in
from office.understanding import record, understand
from store import register, reviews
from store.engine import atomic

FORM = 'baseline_registration'
HUNDRED = 100
COLUMNS = (
    ('社会组织名称', 'org_name'),
    ('统一社会信用代码', 'code'),
    ('社会组织类型', 'org_type'),
    ('所在县（市、区）', 'region'),
    ('业务主管单位', 'competent_authority'),
    ('从业人员总数', 'staff_total'),
    ('专职人员数', 'staff_full_time'),
    ('兼职人员数', 'staff_part_time'),
    ('党员总数', 'members_total'),
    ('正式党员数', 'full_members'),
    ('预备党员数', 'probationary_members'),
    ('是否建立党组织', 'established'),
    ('组建方式', 'establishment_form'),
    ('党组织成立时间', 'established_on'),
    ('未建立原因', 'not_established_reason'),
    ('联系电话', 'phone'),
)

Result = dict[str, Any]


def main() -> None:
    """Print the figures and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--size', type=int, default=1000)
    parser.add_argument('--rows', type=int, default=10_000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--profile', type=Path, help="folder for the functions that cost most")
    asked = parser.parse_args()
    result: Result = {}
    with tempfile.TemporaryDirectory() as folder:
        result['returns'] = returns(Path(folder) / 'returns', asked.size, asked.seed, asked.profile)
        result['workbook'] = workbook(Path(folder) / 'workbook', asked.rows, asked.seed, asked.profile)
    for part, figures in result.items():
        for name, figure in figures.items():
            print(f'{part:10}{name:28}{figure}')
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))


@contextlib.contextmanager
def profiled(folder: Path | None, name: str) -> Iterator[None]:
    """Write what costs most inside the block to a folder, if one is given; the profile itself costs time."""
    if folder is None:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    profile = cProfile.Profile()
    profile.enable()
    yield
    profile.disable()
    with (folder / f'{name}.txt').open('w', encoding='utf-8') as told:
        for order in ('cumulative', 'tottime'):
            pstats.Stats(profile, stream=told).sort_stats(order).print_stats(45)


def returns(root: Path, size: int, seed: int, profile: Path | None = None) -> Result:
    """`size` returns of one page each through take_in, each of another organisation of the ledger."""
    facts = make_facts(size, seed)
    with office_with(root, facts) as place:
        make_returns(place.rooms.inbox, facts, seed)
        before, at_first = resident_mib(), 0.0
        began, cpu, of_children = time.perf_counter(), time.process_time(), children_cpu_s()
        done: dict[str, int] = {}
        with profiled(profile, 'returns'):
            for number, outcome in enumerate(take_in(place), 1):
                done[outcome.status] = done.get(outcome.status, 0) + 1
                at_first = resident_mib() if number == HUNDRED else at_first
        wall, spent = time.perf_counter() - began, time.process_time() - cpu
        reading = children_cpu_s() - of_children
        with atomic(place.engine) as connection:
            held = len(reviews.list_items(connection))
    return {
        'files': size,
        'done': done,
        'open_questions': held,
        'files_per_s': round(size / wall, 1),
        'wall_s': round(wall, 2),
        'cpu_s': round(spent, 2),
        'reading_child_cpu_s': round(reading, 2),
        'rss_mib_before_100th_last': [before, at_first, resident_mib()],
    }


@contextlib.contextmanager
def office_with(root: Path, facts: list[Facts]) -> Iterator[Workplace]:
    """A scratch office whose ledger holds these organisations by name, code and county."""
    rooms = found(root)
    settings = root / 'office.toml'
    counties = json.dumps(COUNTIES, ensure_ascii=False)
    settings.write_text(
        settings.read_text('utf-8').replace('counties = []', f'counties = {counties}'), 'utf-8'
    )
    ledger = Paper('ledger', 'xlsx', '台账')
    ledger.sheets.append(('台账', [to_grid(COLUMNS[:5], facts)]))
    path = save(ledger, rooms.root, random.Random(0))  # noqa: S311
    with open_workplace(root) as place:
        import_ledger(place, path)
        yield place


def to_grid(columns: tuple[tuple[str, str], ...], facts: list[Facts]) -> Grid:
    """A plain table: one header row, then a row for each organisation."""
    grid = Grid()
    for col, (label, name) in enumerate(columns):
        grid.put(0, col, Spot(label))
        for row, one in enumerate(facts, 1):
            value = one.get(name)
            text = (
                {True: '是', False: '否', None: ''}.get(value, value)
                if not isinstance(value, int) or isinstance(value, bool)
                else value
            )
            grid.put(row, col, Spot(str(text), native=text if isinstance(text, int) else None))
    return grid


def make_returns(folder: Path, facts: list[Facts], seed: int) -> None:
    """One .docx for each organisation."""
    rng = random.Random(seed)  # noqa: S311  # papers, not secrets
    kinds = {one.id: str(one.type) for form in definitions() if form.id == FORM for one in form.fields}
    for number, one in enumerate(facts):
        paper = single_paper(FORM, kinds, [one], rng)
        while paper.format != 'docx' or 'layout pairs' not in paper.causes:
            paper = single_paper(FORM, kinds, [one], rng)
        paper.name = f'{number:05d}'
        save(paper, folder, rng)


def workbook(root: Path, rows: int, seed: int, profile: Path | None = None) -> Result:
    """One workbook of `rows` organisations: CPU seconds of every step up to the ledger.

    cpu_s_reading is what is promised to stay under 5 seconds for 10,000 rows: the child, taking over what
    it read, understanding, values and checks. record_s is what writing all of them down costs beside it.
    """
    facts = make_facts(rows, seed)
    paper = Paper('party_building_survey', 'xlsx', '汇总')
    paper.sheets.append(('Sheet1', ['示例市社会组织党建情况汇总表', to_grid(COLUMNS, facts)]))
    with office_with(root, facts) as place, ReadingPool() as pool:
        path = save(paper, root, random.Random(0))  # noqa: S311
        spent: Result = {'rows': rows, 'rss_mib_before': resident_mib()}
        document = without_remarks(timed(spent, 'taking_over_s', lambda: pool.read(path)))
        spent['reading_child_s'] = pool.cpu_s
        with profiled(profile, 'workbook'):
            message = settle(document, place, spent)
        spent |= parts(document, place)
    once = ('of_which_return_of_s', 'of_which_checks_s')  # record does them, and they are reading
    steps = ('reading_child_s', 'taking_over_s', 'understand_s', *once)
    spent['record_s'] -= sum(spent[step] for step in once)
    spent['cpu_s_reading'] = sum(spent[step] for step in steps)
    rounded = {name: round(one, 2) if isinstance(one, float) else one for name, one in spent.items()}
    return rounded | {'rss_mib_after': resident_mib(), 'message': message}


def settle(document: Document, place: Workplace, spent: Result) -> str:
    """The document understood and recorded, as the office does it; its line for the user."""
    understood = timed(spent, 'understand_s', lambda: understand(document, place.forms))
    with atomic(place.engine) as connection:
        number = register.add(
            connection, file=document.file, sender_hint=None, sha256=document.sha256, at=place.now()
        )
        entry = register.get(connection, number)
        assert entry is not None
        recorded = timed(spent, 'record_s', lambda: record(place, connection, entry, understood))
    return str(recorded.message)


def parts(document: Document, place: Workplace) -> Result:
    """CPU seconds of what understanding and recording are made of, each done once more."""
    spent: Result = {}
    timed(spent, 'of_which_classify_s', lambda: classify(document, place.forms))
    definition, _ = timed(spent, 'of_which_choose_s', lambda: choose(document, place.forms))
    assert definition is not None
    returned = timed(spent, 'of_which_return_of_s', lambda: return_of(document, definition))
    timed(spent, 'of_which_checks_s', lambda: [check_values(row.values, definition) for row in returned.rows])
    return spent | {'rows_read': len(returned.rows)}


def timed(spent: Result, name: str, act: Callable[[], Any]) -> Any:
    """What act gives, its CPU seconds noted."""
    began = time.process_time()
    result = act()
    spent[name] = time.process_time() - began
    return result


def children_cpu_s() -> float:
    """CPU seconds of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident_mib() -> float:
    """Memory of this process as Linux counts it now; 0 where the system does not tell."""
    counted = Path('/proc/self/statm')
    if not counted.is_file():
        return 0.0
    return round(int(counted.read_text('ascii').split()[1]) * os.sysconf('SC_PAGE_SIZE') / 2**20, 1)


if __name__ == '__main__':
    main()
