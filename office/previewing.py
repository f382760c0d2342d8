"""What an import would do, before anything is written (G27)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from office.config import Workplace
from office.importing import briefly, uncollected
from office.ledger_lines import Line
from office.ledger_reading import LedgerRead, read_ledger
from office.ledger_sheets import ColumnRead, SheetRead
from office.ledger_sorting import Sorted, open_sorter, sort_line
from office.ledger_totals import TotalCheck
from office.naming import label_of, value_to_text
from office.sheets import must_exist
from store.engine import reading

_SHOWN = 5


@dataclass(slots=True)
class Doubt:
    """Cells or lines in doubt for one reason: how many, and the first of them."""

    what: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Preview:
    """What an import would do: lines new, known and asked about; cells in doubt wait alone.

    form is the form it is read as, confirmed_by who confirmed its layout before; totals are the sheets'
    own figures beside those read; not_taken the columns whose contents go nowhere.
    """

    file: str
    form: str
    confirmed_by: str | None = None
    sheets: list[SheetRead] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    rows: int = 0
    new: int = 0
    known: int = 0
    asked: int = 0
    totals_dropped: int = 0
    hidden: int = 0
    totals: list[TotalCheck] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def preview_ledger(place: Workplace, path: Path, *, all_new: bool = False) -> Preview:
    """What importing this file would do; nothing is written.

    Raises:
        BadInput: the file cannot be read, or has no column of names.
        UsageFault: there is no such file.
    """
    must_exist(path)
    with uncollected(), reading(place.engine) as connection:
        read = read_ledger(place, connection, path)
        sorter = open_sorter(place, connection, all_new=all_new)
        counts: Counter[str] = Counter()
        doubts: dict[str, Doubt] = {}
        for line in read.lines:
            one = sort_line(sorter, line)
            counts[one.kind] += 1
            for what in _doubts(one):
                _note(doubts.setdefault(what, Doubt(what)), line)
    found = Preview(read.file, read.form, read.confirmed_by, read.sheets, read.columns)
    found.rows, found.new = counts.total(), counts['new']
    found.known, found.asked = counts['known'], counts['asked']
    return _with_counts(found, read, list(doubts.values()))


def _with_counts(found: Preview, read: LedgerRead, doubts: list[Doubt]) -> Preview:
    found.totals_dropped, found.hidden, found.totals = read.totals_dropped, read.hidden, read.totals
    found.not_taken, found.doubts = read.not_taken, doubts
    found.notes = list(briefly(read.notes))
    return found


def _doubts(one: Sorted) -> Iterator[str]:
    """What of a line waits, in words that say the same of every line of its kind."""
    if one.kind == 'asked':
        yield "整行待核：" + _kind_of(one)
    else:
        for name, value in one.line.doubtful.items():
            why = value.reasons[0].replace(value.raw, '…') if value.raw and value.reasons else ""
            yield f"{label_of(name)}：{why or '；'.join(value.reasons)}"


def _kind_of(one: Sorted) -> str:
    if one.line.name is None:
        return "没有单位名称"
    if one.line.whys:
        return "内容可能错列"
    return "与台账中的单位相近，不能确定" if one.candidates else "名单内重复"


def _note(doubt: Doubt, line: Line) -> None:
    doubt.count += 1
    if len(doubt.examples) < _SHOWN:
        place = line.place.cell or f"第{line.row}行"
        doubt.examples.append(f"{line.name or '（无名称）'}（{place}）")


def preview_to_lines(preview: Preview) -> Iterator[str]:
    """The preview for a screen, one thing a line."""
    by = f"，版式由{preview.confirmed_by}确认过" if preview.confirmed_by else ""
    counts = f"新增{preview.new}家，已有{preview.known}家，整行待核{preview.asked}行"
    yield f"{preview.file}{by}：{preview.rows}行，{counts}"
    for sheet in preview.sheets:
        name = f"工作表“{sheet.name}”：" if sheet.name else ""
        if sheet.skipped:
            yield f"　{name}没有导入，{sheet.skipped}"
        elif name:
            yield f"　{name}{sheet.rows}行，合计{sheet.totals}行"
    if preview.hidden:
        yield f"　隐藏的{preview.hidden}行也已计入"
    yield "栏目："
    yield from _column_lines(preview.columns)
    if preview.not_taken:
        yield f"这些栏填了内容，不导入：{'、'.join(preview.not_taken)}"
    yield from _total_lines(preview)
    for doubt in preview.doubts:
        yield f"待核{doubt.count}处　{doubt.what}　如：{'、'.join(doubt.examples)}"
    yield from preview.notes


def _column_lines(columns: list[ColumnRead]) -> Iterator[str]:
    """Each column with its field, once for sheets that agree."""
    met: set[tuple[str, str | None, object]] = set()
    for one in columns:
        key = (one.label, one.field, one.option)
        if key not in met:
            met.add(key)
            option = f"＝{value_to_text(one.option)}" if one.option is not None else ""
            like = f"　（如 {'、'.join(one.samples)}）" if one.samples else ""
            yield f"　{one.label} → {label_of(one.field) if one.field else '不收'}{option}{like}"


def _total_lines(preview: Preview) -> Iterator[str]:
    if preview.totals_dropped:
        wrong = sum(not one.agrees for one in preview.totals)
        told = f"{wrong}处不符" if wrong else "全部相符"
        yield f"剔除合计{preview.totals_dropped}行，与读入的数核对{len(preview.totals)}处，{told}"
    rows: dict[tuple[str | None, int, str], list[bool]] = {}
    for one in preview.totals:
        rows.setdefault((one.sheet, one.row, one.heading), []).append(one.agrees)
    for (sheet, row, heading), agree in rows.items():
        place = f"工作表“{sheet}”" if sheet else ""
        yield f"　{place}第{row}行{heading}：{sum(agree)}栏相符，{len(agree) - sum(agree)}栏不符"
