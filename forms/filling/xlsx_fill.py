"""A blank workbook (.xlsx) filled: the target cells change, and what must change with them, nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from forms.blanks.gaps import text_to_gaps
from forms.filling.container import with_members
from forms.filling.sheet_texts import text_to_changes
from forms.filling.xlsx_cells import changed_words, put, reread, value_to_content, with_cells, words
from forms.filling.xlsx_formulas import without_stale
from forms.filling.xlsx_rows import insert_into, why_not
from forms.filling.xlsx_runs import Run, blank_to_run
from forms.sheets.package import Sheet, Workbook, open_workbook, replaced
from forms.sheets.places import MAX_COL, Area, Place
from forms.sheets.references import Insertion
from forms.sheets.spans import splice
from forms.sheets.validations import (
    Rule,
    cell_to_text,
    refusal,
    rule_at,
    rule_to_options,
    sheet_to_rules,
)
from forms.sheets.view import has_formula, hidden_parts, is_protected, ref_of, sheet_to_merges
from model.blank import Blank, Filling, Left

_TICK = '√'
_TWO_VALUES = "同一格有两个不同的值，都没有填"


class Aim(NamedTuple):
    """A filling and the cell it goes into."""

    filling: Filling
    title: str
    place: Place


def fill_xlsx(data: bytes, fillings: Sequence[Filling]) -> tuple[bytes, tuple[Left, ...]]:
    """The workbook with these values in its blanks, and the blanks left as they were, each with its reason.

    Changed are the target cells in xl/worksheets/*.xml, by their bytes: words as inline strings (the
    shared ones stay), numbers as numbers, codes and telephones as words, dates as dates where the
    cell's format shows a date. Styles, validation, formats, merges, hidden parts, protection and every
    other member stay byte for byte. Nothing is written where somebody signs, into a formula, a hidden or
    a locked cell, against a cell's validation, over words that stand there: these come back as Left.

    Entries of a repeating row beyond the blank ones get new rows, put in before what follows: places
    below move, sums over the list grow, in this sheet, in other sheets, in defined names and in the
    chain of formulas. Where that cannot be done safely the entries come back as Left.

    A formula that depends on a filled cell loses its stored result (<v>), in every sheet: a 0 from
    before must not be read as a total. Excel and WPS calculate it on opening; our reader says
    formula_without_value. No flag is set in workbook.xml.

    Raises BadInput for what is no workbook.
    """
    original = open_workbook(data)
    left: list[Left] = []
    workbook, aims = _with_room(original, fillings, left)
    workbook, filled = _written(workbook, aims, left)
    stale = without_stale(workbook, filled)
    for title, edits in stale.items():
        sheet = workbook.sheet(title)
        assert sheet is not None
        workbook = replaced(workbook, {sheet.part: splice(sheet.data, edits)})
    changed = {
        name: content for name, content in workbook.members.items() if original.members[name] is not content
    }
    return (with_members(data, changed) if changed else data), tuple(left)


def _with_room(
    workbook: Workbook, fillings: Sequence[Filling], left: list[Left]
) -> tuple[Workbook, list[Aim]]:
    """The workbook with rows for all entries, and each filling with its cell in it."""
    runs: dict[tuple[str, int], Run] = {}
    needs: dict[tuple[str, int], tuple[Run, int]] = {}
    known: list[Filling] = []
    for filling in fillings:
        sheet, place = workbook.sheet(filling.blank.sheet), ref_of(filling.blank.cell)
        if sheet is None or place is None:
            left.append(Left(filling.blank, f"文件里没有“{filling.blank.sheet}”的{filling.blank.cell}格"))
            continue
        known.append(filling)
        if filling.blank.repeating and not _why_empty(filling.blank, filling.value):
            run = runs.get((sheet.title, place.row)) or blank_to_run(workbook, sheet, place)
            runs[sheet.title, place.row] = run
            key = sheet.title, run.rows[0]
            needs[key] = run, max(needs.get(key, (run, 0))[1], filling.entry + 1)
    insertions: dict[str, list[Insertion]] = {}
    refused: dict[tuple[str, int], str] = {}
    for (title, first), (run, entries) in sorted(needs.items(), key=lambda item: item[0], reverse=True):
        missing = 0 if run.endless else entries * run.height - len(run.rows)
        sheet = workbook.sheet(title)
        if missing <= 0 or sheet is None:
            continue
        insertion = Insertion(first, run.rows[-1], missing)
        reason = why_not(workbook, sheet, insertion)
        if reason:
            refused[title, first] = reason
        else:
            workbook = insert_into(workbook, title, insertion, run.height)
            insertions.setdefault(title, []).append(insertion)
    aims = [aim for filling in known if (aim := _aim(filling, runs, insertions, refused, left))]
    return workbook, aims


def _aim(
    filling: Filling,
    runs: dict[tuple[str, int], Run],
    insertions: dict[str, list[Insertion]],
    refused: dict[tuple[str, int], str],
    left: list[Left],
) -> Aim | None:
    """The cell that a filling goes into once all rows are put in; None where there is none."""
    title, place = filling.blank.sheet or '', ref_of(filling.blank.cell)
    if place is None:
        return None
    row, run = place.row, runs.get((title, place.row)) if filling.blank.repeating else None
    if run is not None and filling.entry:
        at = filling.entry * run.height + run.rows.index(row)
        if at < len(run.rows):
            row = run.rows[at]
        elif run.endless:
            row = run.rows[-1] + at - len(run.rows) + 1
        elif (title, run.rows[0]) in refused:
            reason = f"空行只有{len(run.rows) // run.height}行，{refused[title, run.rows[0]]}，请手工加行"
            left.append(Left(filling.blank, f"第{filling.entry + 1}条没有填：{reason}"))
            return None
        else:
            row = run.rows[-1] + at - len(run.rows) + 1
            above = [each for each in insertions.get(title, ()) if each.last < run.rows[-1]]
            return Aim(filling, title, Place(row + sum(each.added for each in above), place.col))
    above = [each for each in insertions.get(title, ()) if each.last < row]
    return Aim(filling, title, Place(row + sum(each.added for each in above), place.col))


def _written(
    workbook: Workbook, aims: Sequence[Aim], left: list[Left]
) -> tuple[Workbook, dict[str, list[Place]]]:
    """The workbook with every value that may be written, and the cells filled by sheet."""
    filled: dict[str, list[Place]] = {}
    changed: dict[str, bytes] = {}
    by_sheet: dict[str, list[Aim]] = {}
    for aim in aims:
        by_sheet.setdefault(aim.title, []).append(aim)
    for title, own in by_sheet.items():
        sheet = workbook.sheet(title)
        assert sheet is not None
        accepted = _accepted(workbook, sheet, own, left)
        made = with_cells(sheet, accepted)
        edits = []
        for place, fillings in accepted.items():
            content = _content(workbook, made, place, fillings, left)
            if content is not None:
                edits.append(put(made, place, *content))
                filled.setdefault(title, []).append(place)
        if edits:
            changed[sheet.part] = reread(made, splice(made.data, edits)).data
    return replaced(workbook, changed), filled


def _accepted(
    workbook: Workbook, sheet: Sheet, aims: Sequence[Aim], left: list[Left]
) -> dict[Place, list[Filling]]:
    """The fillings that may be written, by cell."""
    ground = _Ground(
        workbook,
        sheet,
        sheet_to_rules(sheet),
        sheet_to_merges(sheet),
        *hidden_parts(sheet, MAX_COL),
    )
    accepted: dict[Place, list[Filling]] = {}
    told: dict[tuple[Place, int], set[str | tuple[str, ...]]] = defaultdict(set)
    for aim in aims:
        told[aim.place, aim.filling.blank.slot].add(aim.filling.value)
    for aim in aims:
        blank, value = aim.filling.blank, aim.filling.value
        held = accepted.setdefault(aim.place, [])
        reason = _why_empty(blank, value) or _why_closed(ground, aim.place) or _why_not(ground, aim)
        if not reason and len(told[aim.place, blank.slot]) > 1:
            reason = _TWO_VALUES
        if reason:
            left.append(Left(blank, reason))
        elif not any(each.blank.slot == blank.slot for each in held):
            held.append(aim.filling)
    return {place: held for place, held in accepted.items() if held}


class _Ground(NamedTuple):
    """A sheet and what it says of its cells."""

    workbook: Workbook
    sheet: Sheet
    rules: tuple[Rule, ...]
    merges: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_cols: frozenset[int]


def _why_empty(blank: Blank, value: str | tuple[str, ...]) -> str | None:
    """Why there is nothing to write."""
    if blank.kind == 'signature':
        return "签字、盖章处留空"
    words_ = value if isinstance(value, tuple) else (value,)
    return None if any(word.strip() for word in words_) else "没有可填的内容"


def _reach(area: Area) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and columns of an area."""
    return frozenset(range(area.top, area.bottom + 1)), frozenset(range(area.left, area.right + 1))


def _why_closed(ground: _Ground, place: Place) -> str | None:
    """Why nobody may write into a cell."""
    sheet = ground.sheet
    merged = next((area for area in ground.merges if area.holds(place)), None)
    if has_formula(sheet.cells.get(place)):
        return "此格是公式，不能填"
    rows, cols = _reach(merged or Area(*place, *place))
    if rows <= ground.hidden_rows or cols <= ground.hidden_cols:
        return "此格在隐藏的行列里，保持原样"
    if is_protected(sheet) and ground.workbook.style_of(sheet, place).locked:
        return "工作表设了保护，此格已锁定"
    if merged is not None and (merged.top, merged.left) != place:
        return "此格已并入别的格"
    return None


def _why_not(ground: _Ground, aim: Aim) -> str | None:
    """Why this value may not stand in this cell."""
    blank, value = aim.filling.blank, aim.filling.value
    text = cell_to_text(ground.workbook, ground.sheet, aim.place)
    if text.strip() and (blank.text is None or blank.slot >= len(text_to_gaps(text))):
        return "此格已有内容"
    if blank.text is not None or not isinstance(value, str):
        return None
    rule = rule_at(ground.rules, aim.place)
    return refusal(rule, rule_to_options(ground.workbook, ground.sheet, rule), value)


def _content(
    workbook: Workbook, sheet: Sheet, place: Place, fillings: Sequence[Filling], left: list[Left]
) -> tuple[str, bytes] | None:
    """What a cell is to hold: its words with values between them, or one value."""
    blank, value = fillings[0].blank, fillings[0].value
    text = cell_to_text(workbook, sheet, place)
    if text.strip():
        changes, refused = text_to_changes(text, fillings)
        left += refused
        return ('inlineStr', changed_words(workbook, sheet, place, changes)) if changes else None
    if blank.kind == 'checkbox':
        return 'inlineStr', words(sheet, _TICK)
    written = value if isinstance(value, str) else '、'.join(value)
    kind, content = value_to_content(workbook, workbook.style_of(sheet, place), blank, written)
    return kind, content or words(sheet, written)
