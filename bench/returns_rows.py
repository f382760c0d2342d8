"""Returns with a row for each organisation: nested headers, tick columns, code rows, totals, noise."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from bench.returns_columns import Column, Kinds
from bench.returns_dress import alone, title
from bench.returns_ink import TICKS, Ink, write_field
from bench.returns_paper import Asked, Grid, Paper, Spot
from bench.returns_people import CITY, FAULT, Facts, date, person, phone
from bench.returns_plans import make_columns

_EXTRAS = ('', 'total above', 'total below', 'subtotal between', 'blank row', 'header again', '')


def rows_paper(form: str, kinds: Kinds, facts: list[Facts], rng: random.Random) -> Paper:
    """A return of these organisations, one line each, over one sheet or several."""
    paper = Paper(form, 'docx' if rng.random() < 0.35 else 'xlsx')
    sheets = 2 if len(facts) > 5 and rng.random() < 0.15 else 1
    if sheets > 1:
        paper.causes.add('several sheets')
    columns = make_columns(form, kinds, rng)
    shared = rng.random() < 0.5
    for number in range(sheets):
        part = facts[number::sheets]
        grid = Grid()
        head = len(paper.grids) == 0
        inside = head and rng.random() < 0.15
        titled = not inside and (head or rng.random() < 0.7)
        blocks: list[str | Grid] = [title(form, rng)] if titled else []
        said = said_above(paper, kinds, rng) if head else []
        below = rng.random() < 0.3
        blocks += [] if below else said
        if not shared and not head:
            columns = make_columns(form, kinds, rng)
        _fill_grid(paper, grid, columns, part, kinds, rng, int(inside))
        if inside:
            paper.causes.add('title in the table')
            grid.put(0, 0, Spot(title(form, rng), colspan=grid.width))
        blocks += [grid, *(said if below else [])]
        if rng.random() < 0.4:
            blocks.append(
                rng.choice(
                    (
                        '填表说明：专职是指工作6个月以上的人员。',
                        '注：本表一式两份。',
                        '说明：无党员的也要填报。',
                    )
                )
            )
        paper.sheets.append(
            (rng.choice((f'Sheet{number + 1}', f'附件{number + 1}', f'表{number + 1}')), blocks)
        )
    return paper


def said_above(paper: Paper, kinds: Kinds, rng: random.Random) -> list[str]:
    """The line of who filled it in and when, above the table."""
    if rng.random() < 0.35:
        return []
    said = {
        'reporting_unit': rng.choice(('甲县民政局', '乙县社会组织党委', '丙县委组织部', f'{CITY}教育局')),
        'filled_by': person(rng),
        'filled_by_phone': phone(rng),
        'filled_on': date(rng, 2026, 2026),
    }
    chosen = [field for field in said if field == 'reporting_unit' or rng.random() < 0.5]
    parts = []
    for field in chosen:
        ink = write_field(field, kinds[field], said, rng)
        label = alone(field, rng)
        parts.append(f'{label}{rng.choice("：：:")}{" " * rng.choice((0, 0, 1))}{ink.text.strip()}')
        paper.asked.append(Asked(field, label, ink, ('head line', *ink.causes)))
    return [rng.choice(('    ', '  ', '　　　')).join(parts).replace('\n', '')]


def _fill_grid(
    paper: Paper,
    grid: Grid,
    columns: list[Column],
    facts: list[Facts],
    kinds: Kinds,
    rng: random.Random,
    row: int,
) -> None:
    """Header from this row on, lines, totals; what each line asks goes to the paper."""
    merged = rng.random() < 0.85
    if not merged and max(len(column.path) for column in columns) == 2:
        columns = [_split(column, rng) for column in columns]
    depth = _header(grid, columns, merged, row)
    causes = {f'header of {depth} rows', '' if merged else 'header not merged'}
    row += depth
    extra = rng.choices(_EXTRAS, (20, 8, 30, 6, 6, 6, 24))[0]
    if rng.random() < 0.25:
        _code_row(grid, row, len(columns), rng)
        causes.add('code row')
        row += 1
    if extra == 'total above':
        _total_row(grid, row, columns, facts, ('合计', '总计'), rng)
        row += 1
    middle = len(facts) // 2
    for serial, one in enumerate(facts, 1):
        if serial - 1 == middle and extra == 'subtotal between':
            _total_row(grid, row, columns, facts[:middle], ('小计', '小  计'), rng)
            row += 1
        if serial - 1 == middle and extra == 'blank row':
            row += 1
        if serial - 1 == middle and extra == 'header again':
            row += _header(grid, columns, merged, row)
        _row(paper, grid, (len(paper.grids), row), columns, (serial, one), kinds, rng)
        row += 1
    if extra == 'total below':
        _total_row(grid, row, columns, facts, ('合计', '合  计', '总计', '共计'), rng)
    paper.causes |= (causes | {extra}) - {''}


def _split(column: Column, rng: random.Random) -> Column:
    """A long label typed over two cells, one below the other."""
    label = column.path[0]
    if column.field is None or len(column.path) > 1 or len(label) < 6 or '\n' in label or rng.random() < 0.6:
        return column
    place = len(label) // 2
    return replace(
        column, path=(label[:place], label[place:]), causes=(*column.causes, 'label over two cells')
    )


def _header(grid: Grid, columns: list[Column], merged: bool, top: int = 0) -> int:
    """The header's rows; neighbours with one heading share a cell, short paths reach down."""
    depth = max(len(column.path) for column in columns)
    for level in range(depth):
        for first, last, path in _stretches(columns, level):
            deep = len(path) - 1 == level and path == columns[first].path
            rows, cols = (depth - level if deep else 1), last - first + 1
            grid.put(top + level, first, Spot(path[level], rows if merged else 1, cols if merged else 1))
    grid.height, grid.width = max(grid.height, top + depth), max(grid.width, len(columns))
    return depth


def _stretches(columns: list[Column], level: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Neighbouring columns under one heading at a level: first, last, the heading's path."""
    first = 0
    while first < len(columns):
        path = columns[first].path
        if len(path) <= level:
            first += 1
            continue
        last = first
        if len(path) - 1 > level:
            while last + 1 < len(columns) and columns[last + 1].path[: level + 1] == path[: level + 1]:
                last += 1
        yield first, last, path[: level + 1] if last > first or len(path) - 1 > level else path
        first = last + 1


def _code_row(grid: Grid, row: int, width: int, rng: random.Random) -> None:
    style = rng.choice(('digits', 'stems', 'letters'))
    for col in range(width):
        text = {'digits': str(col + 1), 'letters': chr(65 + col % 26) + ('' if col < 26 else '1')}.get(style)
        if text is None:
            text = '甲乙'[col] if col < 2 else str(col - 1)
        grid.put(row, col, Spot(text))


def _total_row(
    grid: Grid,
    row: int,
    columns: list[Column],
    facts: list[Facts],
    words: tuple[str, ...],
    rng: random.Random,
) -> None:
    word, named = rng.choice(words), False
    for col, column in enumerate(columns):
        if not named:
            grid.put(row, col, Spot(word))
            named = True
        elif (
            column.field
            and isinstance(facts[0].get(column.field), int)
            and not isinstance(facts[0][column.field], bool)
        ):
            total = sum(one[column.field] for one in facts)
            grid.put(row, col, Spot(str(total), native=total))


def _row(
    paper: Paper,
    grid: Grid,
    place: tuple[int, int],
    columns: list[Column],
    line: tuple[int, Facts],
    kinds: Kinds,
    rng: random.Random,
) -> None:
    """One organisation's line; tick columns of one field are one question."""
    number, row = place
    serial, facts = line
    mark = rng.choice(TICKS)
    seen: set[str] = set()
    for col, column in enumerate(columns):
        if column.field is None:
            text = str(serial) if column.fill == ('serial',) else rng.choice(column.fill)
            grid.put(row, col, Spot(text))
            continue
        if column.option is None:
            ink = write_field(column.field, kinds[column.field], facts, rng)
            if column.field == 'org_name':
                ink = Ink(facts['org_name'], facts['org_name'])
        else:
            wanted = facts.get(column.field)
            chosen = column.option in wanted if isinstance(wanted, list) else wanted == column.option
            ink = Ink(mark if chosen else '', wanted, (f'tick {mark}',))
        grid.put_ink(row, col, ink)
        if column.field not in seen:
            label = '/'.join(column.path)
            causes = (*column.causes, *ink.causes, *((FAULT,) if facts.get(FAULT) else ()))
            paper.asked.append(Asked(column.field, label, ink, causes, number, row))
            seen.add(column.field)
