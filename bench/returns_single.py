"""Returns of one organisation: labels left of, above or inside the cells, sections, boxes, lines of text."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from bench.returns_columns import Kinds
from bench.returns_dress import alone, dress, heading, leaf, strange, title, upright
from bench.returns_ink import Ink, boxes, write_field
from bench.returns_labels import ALONE, PRIVATE
from bench.returns_paper import Asked, Grid, Paper, Spot
from bench.returns_people import Facts, date, person, phone
from bench.returns_sections import Sections, Unit, make_sections

_WIDTH = 12
_MOST_PAIRS = 4
_OPTIONS: dict[str, tuple[str, ...]] = {
    'org_type': ('社会团体', '民办非企业单位', '基金会'),
    'affiliation': ('业务主管单位党组织', '挂靠单位党组织', '属地党组织', '行业党组织', '其他党组织'),
    'org_level': ('党委', '党总支', '党支部', '临时支部', '联合支部', '其他'),
    'establishment_form': ('单独组建', '联合组建', '挂靠组建', '派员组建'),
    'planned_form': ('单独组建', '联合组建', '挂靠组建', '派员组建'),
    'not_established_reason': ('应建未建', '不足三名党员', '无党员'),
    'mass_orgs': ('工会', '共青团', '妇联', '其他'),
}


@dataclass(slots=True)
class Pen:
    """What is needed to write one paper."""

    paper: Paper
    kinds: Kinds
    facts: Facts
    rng: random.Random
    grid: Grid
    row: int = 0
    left: int = 0
    number: int = 0


def single_paper(form: str, kinds: Kinds, facts: list[Facts], rng: random.Random) -> Paper:
    """A return of the first of these organisations."""
    one = facts[0] | {
        'reporting_unit': facts[0]['org_name'],
        'filled_by': person(rng),
        'filled_by_phone': phone(rng),
        'filled_on': date(rng, 2026, 2026),
    }
    paper = Paper(form, 'docx' if rng.random() < 0.7 else 'xlsx')
    pen = Pen(paper, kinds, one, rng, Grid())
    layout = rng.choice(('pairs', 'pairs', 'pairs', 'above', 'inside', 'lines'))
    if layout == 'lines' and (paper.format == 'xlsx' or form == 'annual_party_report'):
        layout = 'pairs'
    paper.causes.add(f'layout {layout}')
    said = [
        field
        for field in ('reporting_unit', 'filled_by', 'filled_by_phone', 'filled_on')
        if rng.random() < 0.6
    ]
    first = rng.randint(0, len(said))
    blocks: list[str | Grid] = [title(form, rng), _line(pen, said[:first])]
    sections = make_sections(form, rng)
    if layout == 'lines':
        blocks += _as_lines(pen, sections)
    else:
        _as_grid(pen, sections, layout)
        blocks.append(pen.grid)
    blocks.append(_line(pen, said[first:]))
    if rng.random() < 0.3:
        blocks.append(rng.choice(('填表说明：从业人员不包括会员。', '注：本表由社会组织填写，一式两份。')))
    paper.sheets.append((rng.choice(('Sheet1', '登记表', '附件1')), [block for block in blocks if block]))
    return paper


def _ink(pen: Pen, field: str) -> Ink:
    """The value as written on a form of one organisation: options mostly as boxes."""
    value = pen.facts.get(field)
    if field in _OPTIONS and pen.kinds[field] != 'text' and pen.rng.random() < 0.55:
        return boxes(value, _OPTIONS[field], pen.rng)
    if pen.kinds[field] == 'yes_no' and isinstance(value, bool) and pen.rng.random() < 0.5:
        ink = boxes('是' if value else '否', ('是', '否'), pen.rng)
        return replace(ink, want=value)
    return write_field(field, pen.kinds[field], pen.facts, pen.rng)


def _ask(pen: Pen, field: str, label: str, ink: Ink, *causes: str) -> None:
    """Note a field as asked."""
    pen.paper.asked.append(Asked(field, label, ink, (*[one for one in causes if one], *ink.causes)))


def _label(pen: Pen, field: str, group: str | None) -> tuple[str, str]:
    pen.number += 1
    text = leaf(group, field, pen.rng) if group else alone(field, pen.rng)
    number = pen.number if pen.rng.random() < 0.3 else None
    return dress(text, pen.rng, count=pen.kinds[field] == 'int', number=number)


def _line(pen: Pen, fields: list[str]) -> str:
    """A line of labels and values above or below the table."""
    parts = []
    for field in fields:
        ink = write_field(field, pen.kinds[field], pen.facts, pen.rng)
        label = alone(field, pen.rng)
        parts.append(f'{label}{pen.rng.choice("：：:")}{ink.text.replace(chr(10), "").strip()}')
        _ask(pen, field, label, ink, 'line outside the table')
    return pen.rng.choice(('    ', '   ', '　　')).join(parts)


def _as_lines(pen: Pen, sections: Sections) -> list[str]:
    """No table at all: a label, a colon and the value in a line."""
    lines, rng = [], pen.rng
    for number, (name, units) in enumerate(sections):
        lines.append(f'{"一二三四五"[number]}、{heading(name, rng)}')
        for unit in units:
            parts = []
            for field in unit.fields:
                ink, label = _ink(pen, field), alone(field, rng)
                while ink.struck:  # nothing is struck out in running text
                    ink = _ink(pen, field)
                listed = field in _OPTIONS or pen.kinds[field] == 'yes_no'
                text = ink.text.replace('\n', ' ' if listed else '').strip()
                rule = rng.choice(('', '', '__'))
                written = f'{rule}{text}{rule}' if text else '______'
                parts.append(f'{label}：{written}')
                _ask(pen, field, label, ink, 'line of text')
            lines.append(rng.choice(('    ', '　　', '；')).join(parts))
    return lines


def _as_grid(pen: Pen, sections: Sections, layout: str) -> None:
    """One table; with a section cell down the left side or without."""
    sided = pen.rng.random() < 0.5
    pen.left = int(sided)
    if sided:
        pen.paper.causes.add('section cells')
    for name, units in sections:
        first = pen.row
        for unit in _packed(units, layout, pen.rng):
            _put(pen, unit, layout)
        if sided:
            text = heading(name, pen.rng)
            text = upright(text, pen.rng) if pen.rng.random() < 0.5 else text
            pen.grid.put(first, 0, Spot(text, rowspan=pen.row - first))
    if pen.rng.random() < 0.15:
        label, fill = pen.rng.choice(PRIVATE)
        _pairs(pen, [(label, Ink(pen.rng.choice(fill), None))])


def _packed(units: list[Unit], layout: str, rng: random.Random) -> list[list[Unit]]:
    """Lone fields two or three a row, groups a row each."""
    found: list[list[Unit]] = []
    for unit in units:
        wide = rng.choice((1, 2, 2, 3)) if layout != 'above' else rng.choice((2, 3, 4))
        if unit.group is None and found and found[-1][0].group is None and len(found[-1]) < wide:
            found[-1].append(unit)
        else:
            found.append([unit])
    return found


def _put(pen: Pen, units: list[Unit], layout: str) -> None:
    """One row, or two, of the table."""
    group = units[0].group
    alone_too = all(field in ALONE for field in units[0].fields)
    if group and (not alone_too or pen.rng.random() < 0.75):
        _put_group(pen, units[0], group, layout)
        return
    fields = [field for unit in units for field in unit.fields]
    if layout == 'inside':
        _inside(pen, fields)
        return
    cells: list[tuple[str, Ink]] = []
    for field in fields:
        label, cause = _label(pen, field, None)
        ink = _ink(pen, field)
        _ask(pen, field, label, ink, cause)
        cells.append((label, ink))
    if pen.rng.random() < 0.08 and layout == 'pairs':
        label, fill = strange(pen.rng)
        cells.append((label, Ink(pen.rng.choice(fill), None)))
    (_above if layout == 'above' else _pairs)(pen, cells)


def _shares(count: int, width: int) -> list[int]:
    """A width in `count` parts as even as can be."""
    return [width * (place + 1) // count - width * place // count for place in range(count)]


def _pairs(pen: Pen, cells: list[tuple[str, Ink]], col: int = 0) -> None:
    """Label left of value, the row filled to the right edge."""
    for (label, ink), width in zip(cells, _shares(len(cells), _WIDTH - col), strict=True):
        narrow = max(1, min(3, width // 2))
        pen.grid.put(pen.row, pen.left + col, Spot(label, colspan=narrow))
        pen.grid.put_ink(pen.row, pen.left + col + narrow, ink, width - narrow)
        col += width
    pen.row += 1


def _above(pen: Pen, cells: list[tuple[str, Ink]], col: int = 0) -> None:
    """Labels in one row, values in the next."""
    for (label, ink), width in zip(cells, _shares(len(cells), _WIDTH - col), strict=True):
        pen.grid.put(pen.row, pen.left + col, Spot(label, colspan=width))
        pen.grid.put_ink(pen.row + 1, pen.left + col, ink, width)
        col += width
    pen.row += 2


def _inside(pen: Pen, fields: list[str]) -> None:
    """Label, colon and value in one cell."""
    col = 0
    for field, width in zip(fields, _shares(len(fields), _WIDTH), strict=True):
        label, ink = alone(field, pen.rng), _ink(pen, field)
        rule = pen.rng.choice(('', '', '', '__')) if not ink.struck else ''
        text = f'{label}：{rule}{ink.text}{rule}'
        pen.grid.put(pen.row, pen.left + col, Spot(text, colspan=width, struck=ink.struck))
        _ask(pen, field, label, ink, 'label inside')
        col += width
    pen.row += 1


def _put_group(pen: Pen, unit: Unit, group: str, layout: str) -> None:
    """A heading and the fields under it: beside it in pairs, in two rows, or as one sentence."""
    counts = group in {'staff', 'members', 'full'}
    if counts and pen.rng.random() < 0.1:
        _sentence(pen, unit, group)
        return
    cells: list[tuple[str, Ink]] = []
    top = heading(group, pen.rng)
    for field in unit.fields:
        label, cause = _label(pen, field, group)
        ink = _ink(pen, field)
        _ask(pen, field, f'{top}/{label}', ink, cause, f'group {layout}')
        cells.append((label, ink))
    high = layout == 'above' or len(cells) > _MOST_PAIRS or pen.rng.random() < 0.5
    pen.grid.put(pen.row, pen.left, Spot(top, rowspan=2 if high else 1, colspan=2))
    (_above if high else _pairs)(pen, cells, 2)


def _sentence(pen: Pen, unit: Unit, group: str) -> None:
    """'共12人，其中专职8人、兼职4人' beside the heading."""
    words: dict[str, Any] = {
        'full_time': '专职',
        'part_time': '兼职',
        'full_members': '正式党员',
        'probationary_members': '预备党员',
    }
    total, *parts = unit.fields
    told = '、'.join(
        f'{next(word for key, word in words.items() if field.endswith(key))}{pen.facts[field]}人'
        for field in parts
    )
    top = {'staff': '从业人员', 'members': '党员', 'full': '正式党员'}[group]
    text = f'共{pen.facts[total]}人，其中：{told}'
    for field in unit.fields:
        _ask(pen, field, top, Ink(text, pen.facts[field]), 'counts in a sentence')
    _pairs(pen, [(top, Ink(text, None))])
