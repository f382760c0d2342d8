"""The table of counts by kind of organisation (domain.md §3.7): lines and columns, either way round."""

from __future__ import annotations

import random

from bench.returns_columns import Kinds
from bench.returns_dress import dress, title
from bench.returns_ink import Ink, write
from bench.returns_paper import Asked, Grid, Paper, Spot
from bench.returns_people import Facts
from bench.returns_rows import said_above


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_COLUMNS: dict[str, tuple[str, ...]] = {
    'total': _words('总数 合计 总计'),
    'social_association': _words('社会团体'),
    'foundation': _words('基金会'),
    'social_service_institution': _words('民办非企业单位 民办非企业单位（社会服务机构） 社会服务机构'),
    'law_firm': _words('律师事务所'),
    'accounting_firm': _words('会计师事务所'),
    'tax_firm': _words('税务师事务所'),
}
_ALONE, _OWN, _NONE, _MORE, _ABSORBED = 'alone', 'own', 'none', 'more', 'absorbed'
_GROUPS: dict[str, tuple[str, ...]] = {
    _OWN: _words('已单独建立党组织 单独建立党组织的 已单独建立党组织的'),
    _NONE: _words('未建立党组织 未建立党组织的 尚未建立党组织'),
    _MORE: _words('补充资料 补充'),
    _ABSORBED: _words('吸收未转入组织关系的党员建立 吸收未转入组织关系党员建立'),
}
_LINES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ('units', _ALONE, _words('单位数 法人单位数 单位总数')),
    ('own_committee', _OWN, _words('建立党委的 建立党委 党委')),
    ('own_general_branch', _OWN, _words('建立总支部的 建立党总支的 党总支部')),
    ('own_branch', _OWN, _words('建立支部的 建立党支部的 党支部')),
    (
        'joint_branch_units',
        _ALONE,
        _words('已建立联合党支部的 建立联合党支部的单位数 已建立联合党支部的单位'),
    ),
    (
        'joint_branch_units_with_three',
        _ALONE,
        _words('其中具有3名以上党员的 其中：有3名以上党员的 其中具有三名以上党员的'),
    ),
    ('joint_branches', _ALONE, _words('联合党支部数 联合党支部个数 联合党支部数（个）')),
    ('eligible_not_established', _NONE, _words('应建尚未建立党组织的 应建未建党组织的')),
    ('with_party_group', _NONE, _words('其中建立党小组的 其中：已建立党小组的')),
    ('few_members', _NONE, _words('仅有个别党员的 只有个别党员的')),
    ('no_members', _NONE, _words('没有党员的 无党员的')),
    ('with_instructor', _NONE, _words('已派党建工作指导员的 已选派党建工作指导员的')),
    ('staff', _MORE, _words('从业人员 从业人员数')),
    ('members', _MORE, _words('党员 党员数')),
    ('members_untransferred', _MORE, _words('其中未转入组织关系的 其中：未转入组织关系的党员')),
    ('instructors', _MORE, _words('党建工作指导员 党建工作指导员数')),
    ('absorbed_committee', _ABSORBED, _words('党委的 党委')),
    ('absorbed_general_branch', _ABSORBED, _words('总支部的 党总支的')),
    ('absorbed_branch', _ABSORBED, _words('支部的 党支部的')),
)

_PERSONS = frozenset(('staff', 'members', 'members_untransferred', 'instructors'))
"""Lines that count people; the others count bodies, and nobody writes 人 behind those."""

Counts = dict[str, dict[str, int]]


def make_counts(rng: random.Random) -> Counts:
    """Counts by column and line that satisfy the sheet's own rules; the total is the sum."""
    kinds = [name for name in _COLUMNS if name != 'total']
    counts = {name: _kind_counts(rng) for name in kinds}
    lines = [line for line, _, _ in _LINES]
    return {'total': {line: sum(counts[name][line] for name in kinds) for line in lines}} | counts


def _kind_counts(rng: random.Random) -> dict[str, int]:
    many = rng.choice((0, 2, 20))
    found = {line: rng.randint(0, many) for line, _, _ in _LINES}
    found['joint_branch_units_with_three'] = rng.randint(0, found['joint_branch_units'])
    found['joint_branches'] = found['joint_branch_units'] // 2
    found['with_party_group'] = rng.randint(0, found['eligible_not_established'])
    parts = ('own_committee', 'own_general_branch', 'own_branch', 'joint_branch_units')
    left = ('eligible_not_established', 'few_members', 'no_members')
    found['units'] = sum(found[part] for part in (*parts, *left))
    found['with_instructor'] = rng.randint(0, sum(found[part] for part in left))
    found['staff'] = found['units'] * rng.randint(3, 30)
    found['members'] = rng.randint(0, found['staff'] // 3)
    found['members_untransferred'] = rng.randint(0, found['members'])
    return found


def matrix_paper(form: str, kinds: Kinds, _facts: list[Facts], rng: random.Random) -> Paper:
    """One unit's table."""
    paper = Paper(form, 'docx' if rng.random() < 0.5 else 'xlsx')
    grid, counts = Grid(), make_counts(rng)
    turned = rng.random() < 0.15
    paper.causes.add('matrix turned' if turned else 'matrix')
    head = said_above(paper, kinds, rng)
    (_fill_turned if turned else _fill)(paper, grid, counts, rng)
    note = ['注：应建未建指有3名以上正式党员而未建立。'] if rng.random() < 0.3 else []
    paper.sheets.append(('Sheet1', [title(form, rng), *head, grid, *note]))
    return paper


def _labels(rng: random.Random) -> list[tuple[str, tuple[str, ...]]]:
    """Each line and its printed path; the absorbed ones stand under 补充 too."""
    groups = {name: rng.choice(words) for name, words in _GROUPS.items()}
    found = []
    for line, group, words in _LINES:
        label, _ = dress(rng.choice(words), rng)
        above = () if group == _ALONE else (groups[group],)
        found.append((line, (*((groups[_MORE],) if group == _ABSORBED else ()), *above, label)))
    return found


def _ink(line: str, count: int, rng: random.Random) -> Ink:
    if count == 0 and rng.random() < 0.3:
        return Ink(rng.choice(('', '', '—')), None)
    ink = write('int', count, rng)
    if ink.asked or (line not in _PERSONS and not ink.text.strip().isdecimal()):
        return Ink(str(count), count, native=count)
    return ink


def _fill(paper: Paper, grid: Grid, counts: Counts, rng: random.Random) -> None:
    """Lines down, kinds across; headings of lines reach down; with a column or row of codes or not."""
    coded = rng.random() < 0.7
    first = 3 + coded
    grid.put(0, 0, Spot(rng.choice(('项目', '项  目', '指标名称')), colspan=3))
    if coded:
        grid.put(0, 3, Spot(rng.choice(('行次', '代码', '序号'))))
    for col, (_name, words) in enumerate(_COLUMNS.items(), first):
        grid.put(0, col, Spot(dress(rng.choice(words), rng)[0]))
    top = 1
    if rng.random() < 0.5:
        grid.put(1, 0, Spot('甲', colspan=3))
        if coded:
            grid.put(1, 3, Spot('乙'))
        for col in range(len(_COLUMNS)):
            grid.put(1, first + col, Spot('ABCDEFG'[col]))
        top = 2
    labels = _labels(rng)
    for row, (line, path) in enumerate(labels, top):
        _line_label(grid, row, path, [other for _, other in labels[: row - top]])
        if coded:
            grid.put(row, 3, Spot(str(row - top + 1)))
        for col, name in enumerate(_COLUMNS, first):
            _count(
                paper, grid, (row, col), f'{line}.{name}', _ink(line, counts[name][line], rng), '/'.join(path)
            )


def _line_label(grid: Grid, row: int, path: tuple[str, ...], before: list[tuple[str, ...]]) -> None:
    """A line's label; a heading begun by an earlier line reaches down to it."""
    last = before[-1] if before else ()
    for col, text in enumerate(path):
        final = col == len(path) - 1
        if not final and last[: col + 1] == path[: col + 1] and len(last) > col + 1:
            held = max(place for place in grid.spots if place[1] == col and place[0] < row)
            grid.spots[held].rowspan = row - held[0] + 1
        else:
            grid.put(row, col, Spot(text, colspan=3 - col if final else 1))


def _fill_turned(paper: Paper, grid: Grid, counts: Counts, rng: random.Random) -> None:
    """Kinds down, lines across under two or three rows of headings."""
    labels = _labels(rng)
    depth = max(len(path) for _, path in labels)
    grid.put(0, 0, Spot(rng.choice(('类别', '单位类型', '项目')), rowspan=depth))
    for col, (_, path) in enumerate(labels, 1):
        for level, text in enumerate(path):
            final = level == len(path) - 1
            before = labels[col - 2][1] if col > 1 else ()
            if not final and before[: level + 1] == path[: level + 1] and len(before) > level + 1:
                held = max(place for place in grid.spots if place[0] == level and place[1] < col)
                grid.spots[held].colspan = col - held[1] + 1
            else:
                grid.put(level, col, Spot(text, rowspan=depth - level if final else 1))
    grid.width = max(grid.width, len(labels) + 1)
    for row, (name, words) in enumerate(_COLUMNS.items(), depth):
        grid.put(row, 0, Spot(rng.choice(words)))
        for col, (line, path) in enumerate(labels, 1):
            _count(
                paper, grid, (row, col), f'{line}.{name}', _ink(line, counts[name][line], rng), '/'.join(path)
            )


def _count(paper: Paper, grid: Grid, place: tuple[int, int], field: str, ink: Ink, label: str) -> None:
    grid.put_ink(*place, ink)
    paper.asked.append(Asked(field, label, ink, ink.causes))
