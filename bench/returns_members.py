"""A list of an organisation's members: fictional persons of whom nothing but the counts may be read."""

from __future__ import annotations

import random
from collections import Counter

from bench.returns_columns import Kinds
from bench.returns_dress import dress, title
from bench.returns_ink import Ink
from bench.returns_labels import ALONE
from bench.returns_paper import Asked, Grid, Paper, Spot
from bench.returns_people import Facts, person

_CATEGORIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ('党员', 'full_members', ('正式党员', '中共党员（正式）')),
    ('预备党员', 'probationary_members', ('预备党员', '中共预备党员')),
    ('发展对象', 'development_targets', ('发展对象',)),
    ('积极分子', 'activists', ('入党积极分子', '积极分子')),
    ('申请人', 'applicants', ('申请入党人', '入党申请人')),
)
_MORE = (
    ('性别', ('男', '女')),
    ('出生年月', ('1975.03', '1980年6月')),
    ('民族', ('汉族', '回族')),
    ('学历', ('本科', '大专')),
    ('联系电话', ('13900000001', '2822002')),
    ('社会组织职务', ('会长', '干事')),
    ('入党时间', ('2001.7', '2019年6月')),
    ('是否生活困难', ('是', '否')),
)


def members_paper(form: str, _kinds: Kinds, facts: list[Facts], rng: random.Random) -> Paper:
    """The list of one organisation."""
    paper = Paper(form, 'docx' if rng.random() < 0.5 else 'xlsx')
    grid, one = Grid(), facts[0]
    mixed = rng.random() < 0.6
    paper.causes.add('list of members and others' if mixed else 'list of members alone')
    counts, paper.private = _fill(grid, mixed, rng)
    label = rng.choice(ALONE['org_name'])
    paper.asked.append(Asked('org_name', label, Ink(one['org_name'], one['org_name']), ('head line',)))
    for field, count in counts.items():
        paper.asked.append(Asked(field, '', Ink(str(count), count), ('counted persons',)))
    for field in {one for _, one, _ in _CATEGORIES} - set(counts):  # nobody of that kind: 0 is no invention
        paper.asked.append(Asked(field, '', Ink('', None, also=(0,)), ('counted persons',)))
    paper.sheets.append(('Sheet1', [title(form, rng), f'{label}：{one["org_name"]}', grid]))
    return paper


def _fill(grid: Grid, mixed: bool, rng: random.Random) -> tuple[Counter[str], tuple[str, ...]]:
    """A row for each person; what must be counted, and the words that must not be told again."""
    kinds = _CATEGORIES if mixed else _CATEGORIES[:2]
    size = rng.randint(2, 14)
    extra = rng.sample(_MORE, rng.randint(1, 4))
    posts = not mixed and rng.random() < 0.6
    header = [
        '序号',
        '姓名',
        rng.choice(('人员类别', '类别', '人员类别（党员/预备党员等）')),
        *(name for name, _ in extra),
    ]
    header += ['专职/兼职'] if posts else []
    for col, text in enumerate(header):
        grid.put(0, col, Spot(dress(text, rng)[0] if 0 < col < 3 else text))
    counts: Counter[str] = Counter(
        {field: 0 for _, field, _ in kinds} | {'persons_total': size, 'members_total': 0}
    )
    names: list[str] = []
    for row in range(1, size + 1):
        _, field, words = rng.choice(kinds)
        counts[field] += 1
        counts['members_total'] += field in {'full_members', 'probationary_members'}
        post = rng.choice(('专职', '兼职'))
        if posts:
            counts['members_full_time' if post == '专职' else 'members_part_time'] += 1
        names.append(person(rng))
        told = [str(row), names[-1], rng.choice(words), *(rng.choice(fill) for _, fill in extra)]
        for col, text in enumerate([*told, post] if posts else told):
            grid.put(row, col, Spot(text))
    if posts:
        counts |= Counter(
            {field: 0 for field in ('members_full_time', 'members_part_time') if field not in counts}
        )
    return counts, tuple(names)
