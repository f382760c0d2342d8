"""A ledger file read whole: its lines, what became of every sheet and column, and its own totals checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.readers.process.pool import ReadingPool
from extractors.readers.sheets import csv_reader
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from extractors.survey import return_of
from model.document import Document, Table
from model.errors import Damaged, SecrecyMark
from model.place import Problem, Severity
from model.returned import Return, ReturnedRow
from office.config import Workplace
from office.import_cells import columns_of, own_cells
from office.ledger_columns import Headed, Reading, by_mapping, choose_reading, head_of, headed_tables
from office.ledger_contents import with_days
from office.ledger_ends import rows_to_whys
from office.ledger_form import is_kept, ledger_fields, ledger_form
from office.ledger_lines import HOLDS_ROW, Line, Place, pairs_of, row_to_line, with_branch, with_region
from office.ledger_persons import with_nameless
from office.ledger_sheets import ColumnRead, SheetRead, columns_read, not_taken, notes_on_columns
from office.ledger_text import Counted, LongText, lines_of, path_to_text, text_to_head
from office.ledger_totals import Total, TotalCheck, cells_of, check_totals, is_all_digits
from store.engine import Connection
from text.regions import Regions, find_region, names_to_regions

SHORT = 300_000
"""Up to so many bytes a CSV is read like any other list, with all that its reader knows."""

ENDED_SHEET = "不再计数"
"""The sheet of our own export that lists organisations which are no more."""

_SETTLED = HOLDS_ROW | {
    *('total_disagrees', 'columns_not_read', 'field_missing', 'hidden_rows', 'personal_data'),
}
"""Problems that are told otherwise: with the line, the totals, the columns or the sheets."""


@dataclass(slots=True)
class LedgerRead:
    """A ledger as read: lines in order, each with what waits; hidden counts rows that the sheets hide.

    whys: by sheet and row, why a line waits that tells an end or a change; places: office.import_cells.
    """

    file: str
    form: str
    lines: Iterable[Line]
    confirmed_by: str | None = None
    sheets: list[SheetRead] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    totals: list[TotalCheck] = field(default_factory=list)
    totals_dropped: int = 0
    hidden: int = 0
    notes: list[Problem] = field(default_factory=list)
    whys: dict[tuple[str | None, int], str] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)


def read_ledger(place: Workplace, connection: Connection, path: Path) -> LedgerRead:
    """A ledger file (CSV, XLSX, XLS, ET, ODS ...) as lines; a long plain CSV is read as its lines are taken.

    Raises:
        BadInput: the file cannot be read, or has no column of names.
        SecrecyMark: it bears one.
    """
    if secrecy_mark_in_name(path.name):
        raise SecrecyMark
    if path.suffix.lower() == '.csv' and path.stat().st_size > SHORT:
        long = path_to_text(path, _reading_of_long(place, connection, path))
        if long is not None:
            return text_to_ledger(long)
    document = _path_to_document(path)
    if secrecy_mark(document, path.name):
        raise SecrecyMark
    return document_to_ledger(place, connection, document)


def _reading_of_long(place: Workplace, connection: Connection, path: Path) -> Reading:
    """A long CSV is read by its labels, unless a person confirmed for ledgers what its columns hold."""
    return by_mapping(place, connection, path_to_head(path)) or Reading(ledger_form(place.forms))


def path_to_head(path: Path) -> Document:
    """The first lines of a ledger file's tables.

    Raises:
        BadInput: the file cannot be read.
    """
    if path.suffix.lower() == '.csv':
        return text_to_head(path)
    return head_of(_path_to_document(path))


def text_to_ledger(long: LongText) -> LedgerRead:
    """A long CSV as a ledger; sheets, totals and columns not taken are complete after its last line."""
    sheet = SheetRead(None)
    by = long.reading.confirmed_by
    read = LedgerRead(long.file, long.reading.definition.id, (), by, sheets=[sheet])
    read.columns, read.places = columns_read((long.headed,)), columns_of((long.headed,))
    read.notes += notes_on_columns(read.columns)

    def count(counted: Counted) -> None:
        sheet.rows, sheet.totals = counted.rows, counted.dropped
        read.totals_dropped = counted.dropped
        read.not_taken += counted.not_taken
        read.totals += counted.checks
        read.notes += _disagreeing(read)

    read.lines = lines_of(long, count)
    return read


def _path_to_document(path: Path) -> Document:
    if path.suffix.lower() == '.csv':
        blocks, pages, problems = csv_reader.read(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return Document(path.name, digest, csv_reader.NAME, pages, blocks, problems)
    with ReadingPool() as pool:
        return pool.read(path, path.name)


def document_to_ledger(place: Workplace, connection: Connection, document: Document) -> LedgerRead:
    """A document's tables of organisations as a ledger.

    Raises:
        Damaged: no table has a column of names.
    """
    head = head_of(document)
    reading = choose_reading(place, connection, head)
    tables = tuple(headed_tables(head, reading.labels)) if reading else ()
    if reading is None or not tables:
        raise no_names(document.file)
    reading, notes = with_nameless(reading, _whole(document, tables), ledger_fields(place.forms))
    tables = tuple(headed_tables(head, reading.labels)) if notes else tables
    returned = return_of(document, reading.definition, reading.layout)
    read = LedgerRead(document.file, reading.definition.id, (), reading.confirmed_by, notes=notes)
    read.columns, read.places = columns_read(tables), columns_of(tables)
    read.hidden = returned.hidden_rows
    for headed in _whole(document, tables):
        _take_table(read, headed, returned)
    read.not_taken = list(dict.fromkeys(read.not_taken))
    read.totals_dropped += returned.totals_dropped
    _take_skipped(read, document, {headed.table.where for headed in tables})
    read.lines = list(_lines(place, read, reading, tables, returned, document.problems))
    read.notes += [Problem('guessed_names', Severity.REVIEW, note) for note in reading.notes]
    read.notes += (*notes_on_columns(read.columns), *_notes(read, document, returned))
    return read


def _whole(document: Document, tables: Iterable[Headed]) -> list[Headed]:
    """The tables with all their rows; they were found by their first ones."""
    whole = {block.where: block for block in document.blocks if isinstance(block, Table)}
    return [headed._replace(table=whole[headed.table.where]) for headed in tables]


def no_names(file: str) -> Damaged:
    """What is said of a file in which no column of names is found."""
    return Damaged(
        f"“{file}”里找不到“社会组织名称”一列。"
        "请把表头放在数据上方，至少有：社会组织名称、统一社会信用代码、所属县区。"
    )


def _rows_of(rows: Sequence[ReturnedRow], sheet: str | None) -> list[ReturnedRow]:
    return sorted((row for row in rows if row.where.sheet == sheet), key=lambda row: row.number)


def _take_table(read: LedgerRead, headed: Headed, returned: Return) -> None:
    """Count a table's rows, compare its totals, and name its columns that go nowhere."""
    sheet = headed.table.where.sheet
    rows, totals = _rows_of(returned.rows, sheet), _rows_of(returned.totals, sheet)
    read.sheets.append(SheetRead(sheet, len(rows), len(totals)))
    read.not_taken += not_taken(headed, {row.number for row in rows})
    read.whys |= {(sheet, number): why for number, why in rows_to_whys(headed).items()}
    if not headed.single:
        return
    nameless = [row for row in rows if row.organisation.name is None]
    cells = cells_of(headed.table, (row.number for row in (*totals, *nameless)))
    asked = [Total(row, cells[row.number], worded=True) for row in totals]
    asked += [
        Total(row, cells[row.number], worded=False) for row in nameless if is_all_digits(cells[row.number])
    ]
    checks, dropped = check_totals(headed, rows, asked, returned.rows)
    checks = _without_twins(headed, checks, rows, asked)
    read.totals += checks
    read.totals_dropped += len(dropped)
    read.sheets[-1].rows -= len(dropped)
    read.sheets[-1].totals += len(dropped)
    read.notes += [_wordless(sheet, number) for number in sorted(dropped)]


def _without_twins(
    headed: Headed, checks: list[TotalCheck], rows: Sequence[ReturnedRow], asked: Sequence[Total]
) -> list[TotalCheck]:
    """The checks, those that fail held against the rows without lines told twice: they wait anyway."""
    once = [row for row in rows if all(problem.code != 'organisation_twice' for problem in row.problems)]
    if len(once) == len(rows) or all(check.agrees for check in checks):
        return checks
    again = {(check.row, check.column): check for check in check_totals(headed, once, asked, once)[0]}
    better = (again.get((check.row, check.column), check) for check in checks)
    return [other if other.agrees else check for check, other in zip(checks, better, strict=True)]


def _wordless(sheet: str | None, number: int) -> Problem:
    place = f"工作表“{sheet}”" if sheet else ""
    message = f"{place}第{number}行没有名称，各数正好是上面各行之和，按合计剔除"
    return Problem('total_without_word', Severity.INFO, message)


def _take_skipped(read: LedgerRead, document: Document, taken: set[object]) -> None:
    """Name the sheets without a list of organisations; one that looks like a list is a question."""
    for block in document.blocks:
        if not isinstance(block, Table) or block.where in taken:
            continue
        filled = Counter(cell.row for cell in block.cells if cell.text.strip())
        if not filled:
            continue
        why = "没有社会组织名称一列"
        read.sheets.append(SheetRead(block.where.sheet, skipped=why))
        if sum(count >= 3 for count in filled.values()) >= 3:
            message = f"工作表“{block.where.sheet or ''}”有{len(filled)}行内容，但{why}，没有导入，请核对"
            read.notes.append(Problem('sheet_not_read', Severity.REVIEW, message, block.where))


def _lines(
    place: Workplace,
    read: LedgerRead,
    reading: Reading,
    tables: Sequence[Headed],
    returned: Return,
    told_of: Sequence[Problem],
) -> Iterator[Line]:
    """The rows as lines, without sums and organisations that our own export says are no more."""
    kept = frozenset(one.id for one in reading.definition.fields if is_kept(one))
    columns = {headed.table.where.sheet: headed.columns for headed in tables}
    dropped = {(check.sheet, check.row) for check in read.totals}
    regions = names_to_regions(place.office.counties)
    alone = len(tables) == 1
    unit = returned.unit.name if returned.unit and alone else None
    doubts: dict[Place, str] = {
        (one.where.sheet, one.where.cell): one.message
        for one in told_of
        if one.where.cell and one.severity is not Severity.INFO
    }
    ragged = {one.where.line: one.message for one in told_of if one.code == 'ragged_row'}
    for row in returned.rows:
        sheet = row.where.sheet
        if (sheet, row.number) in dropped or sheet == ENDED_SHEET:
            continue
        line = row_to_line(row, kept, pairs_of(columns.get(sheet, ())), doubts)
        line = line._replace(cells=own_cells(row, read.places.get(sheet or '', {})))
        line = with_days(line, reading.definition.fields)
        line = with_branch(line, columns.get(sheet, ()))
        if row.where.line is not None and row.where.line in ragged:
            line = line._replace(whys=(*line.whys, ragged[row.where.line]))
        if (sheet, row.number) in read.whys:
            line = line._replace(whys=(*line.whys, read.whys[sheet, row.number]))
        told = any(problem.code == 'sheet_contradicts' for problem in row.problems)
        yield line if told else with_region(line, _region_in(sheet, regions) or _region_in(unit, regions))


def _region_in(text: str | None, regions: Regions) -> str | None:
    """The one county that a sheet's name or a unit speaks of."""
    found = find_region(text, regions)
    if found is None and text:
        named = {one for one in regions.by_spelling.values() if one and one.full in text}
        found = named.pop() if len(named) == 1 else None
    return found.full if found else None


def _notes(read: LedgerRead, document: Document, returned: Return) -> list[Problem]:
    """What a person should know of the file as a whole, each once."""
    ours = (*document.problems, *returned.problems)
    asked = {(one.where.sheet, one.where.cell) for line in read.lines for one in line.doubtful.values()}
    notes = [
        problem
        for problem in ours
        if problem.code not in _SETTLED and (problem.where.sheet, problem.where.cell) not in asked
    ]
    if any(sheet.name == ENDED_SHEET for sheet in read.sheets):
        ended = sum(sheet.rows for sheet in read.sheets if sheet.name == ENDED_SHEET)
        message = f"工作表“{ENDED_SHEET}”的{ended}家不再计数，没有导入"
        notes.append(Problem('ended_sheet', Severity.INFO, message))
    return list(dict.fromkeys((*notes, *_disagreeing(read))))


def _disagreeing(read: LedgerRead) -> list[Problem]:
    return [
        Problem('total_disagrees', Severity.REVIEW, check.message)
        for check in read.totals
        if not check.agrees
    ]
