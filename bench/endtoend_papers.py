"""Papers of an ordinary week: returns of organisations the ledger holds, notices, real files."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.returns import MAKERS
from bench.returns_paper import Paper, save
from bench.returns_people import Facts, make_facts, with_instructor
from forms.load import definitions

REAL = ('docx', 'doc', 'pdf', 'xls', 'xlsx', 'rtf', 'html', 'txt', 'ofd')
"""Endings of the real files; what is a picture inside is left out, it is measured by bench.scans."""

_PICTURES = {'testImageOverridePage.ofd', 'zsbk.ofd', 'V4RideRight.ofd'}
_NOTICE_EVERY = 6
"""Of the generated papers one in six is a notice."""

_SIZES = (2, 2, 2, 4, 6, 9, 14, 30)
_WORKS = (
    '党组织组建',
    '党建指导员选派',
    '年度检查',
    '信息核实',
    '等级评估',
    '换届选举',
    '负责人备案',
    '安全隐患排查',
)
_DUTIES = (
    '各县（市、区）民政局要对照台账逐家核实，于{month}月{day}日前将《核实情况表》报{organ}社会组织管理科',
    '各社会组织应当于{month}月{later}日前完成自查，并将自查报告送登记管理机关',
    '{county}、{other}要在{month}月底前完成整改，整改情况书面报{organ}',
    '每月25日前报送一次进展情况，实行零报告制度',
    '到{year}年底，应建已建率达到{share}%以上',
    '对没有党员的社会组织，要选派党建工作指导员，做到{month}月底前全部选派到位',
)


def make_files(folder: Path, size: int, rows: Sequence[dict[str, Any]], shared: Path, seed: int) -> int:
    """Write `size` files, the real ones of `shared` among them; gives how many of them are real.

    rows are lines of the ledger (org_name, code, region, org_type) that the returns tell of.
    """
    folder.mkdir(parents=True, exist_ok=True)
    real = real_files(shared)[: size // 3]
    for number, path in enumerate(real):
        shutil.copy(path, folder / f'{number * 7919 % size:05d}_{path.parent.name}_{path.name}')
    rng = random.Random(seed)  # noqa: S311  # papers, not secrets
    for number, paper in enumerate(papers(size - len(real), rows, rng)):
        paper.name = f'{number:05d}_{paper.form}'
        save(paper, folder, rng)
    return len(real)


def real_files(shared: Path) -> list[Path]:
    """The digital files of the corpus, in order of name."""
    found = [path for form in REAL for path in (shared / 'corpus').rglob(f'*.{form}')]
    return sorted(path for path in found if path.name not in _PICTURES and '.truth.' not in path.name)


def papers(count: int, rows: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Paper]:
    """Notices, and returns in every form and layout of bench.returns, about organisations of the ledger."""
    types = {one.id: {each.id: str(each.type) for each in one.fields} for one in definitions()}
    makers = [one for one in MAKERS if one in types]
    for number in range(count):
        if number % _NOTICE_EVERY == 0:
            yield notice(number, rows, rng)
            continue
        form = makers[number % len(makers)]
        facts = known_facts(rng.choice(_SIZES), rows, rng)
        if form == 'instructor_roster':
            facts = with_instructor(facts, rng)
        yield MAKERS[form](form, types[form], facts, rng)


def known_facts(count: int, rows: Sequence[dict[str, Any]], rng: random.Random) -> list[Facts]:
    """All a form asks for, of organisations that the ledger holds."""
    held = rng.sample(rows, min(count, len(rows)))
    names = ('org_name', 'code', 'region', 'org_type')
    made = make_facts(len(held), rng.randrange(1 << 30))
    return [facts | {name: row[name] for name in names} for facts, row in zip(made, held, strict=True)]


def notice(number: int, rows: Sequence[dict[str, Any]], rng: random.Random) -> Paper:
    """A notice of two pages; each of another number, work and day."""
    county, other = (row['region'] for row in rng.sample(rows, 2))
    told = {
        'county': county,
        'other': other,
        'organ': '示例市民政局',
        'year': 2027,
        'month': rng.randint(3, 11),
        'day': rng.randint(5, 18),
        'later': rng.randint(19, 28),
        'share': rng.randint(40, 95),
    }
    work = rng.choice(_WORKS)
    paper = Paper('notice', 'docx')
    paper.sheets.append(('', list(_lines(number, work, told, rng))))
    return paper


def _lines(number: int, work: str, told: dict[str, Any], rng: random.Random) -> Iterator[str]:
    yield '示例市民政局文件'
    yield f'示民发〔2027〕{number + 1}号'
    yield f'关于做好{told["county"]}等地社会组织{work}工作的通知'
    yield '各县（市、区）民政局，市级各社会组织：'
    yield f'为进一步规范全市社会组织管理，现就{work}工作通知如下。'
    for mark, part in zip('一二三四', ('总体要求', '工作任务', '时间安排', '工作要求'), strict=True):
        yield f'{mark}、{part}'
        for order in range(1, 4):
            duty = rng.choice(_DUTIES).format(**told)
            yield f'{order}．{duty}。各单位要明确专人负责，如实填报，不得漏报、瞒报。'
    yield '联系人：张某某，电话：0000-2820001。'
    yield '附件：社会组织核实情况表'
    yield '示例市民政局'
    yield f'2027年{told["month"] - 1}月{told["day"]}日'
