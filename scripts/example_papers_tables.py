"""The tables that the five fictional offices hold: organisations, instructors, towns, enterprises, tasks."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.example_papers_settings import COUNTIES
from scripts.example_world import make_code, number_word, phone

LEDGER_HEAD = (
    'name', 'code', 'region', '组织类别', '业务主管单位', '从业人员', '党员总数', 'full_members_full_time',
    'full_members_part_time', '正式党员', '是否建立党组织', '是否规模较大', '组建方式', '批准文号',
    '党组织成立时间',
)  # fmt: skip
_TRADES = ('茶叶种植协会', '太极拳协会', '家政服务协会', '书画研究会', '养老服务中心', '物流协会')
_SUPERVISORS = ('示例市农业农村局', '示例市体育局', None, '示例市文化局', None, '示例市商务局')
TOWNS = 20
FIRMS = 16


class Society(NamedTuple):
    """An organisation of the ledger with its line there; established by whatever way it says."""

    name: str
    county: str
    supervisor: str | None
    line: tuple[object, ...]

    @property
    def established(self) -> bool:
        """Whether it has a Party organisation."""
        return self.line[10] == '是'


def societies() -> tuple[Society, ...]:
    """36 organisations, six a county: 15 with a Party organisation, three of these without an approval."""
    return tuple(_society(place) for place in range(len(COUNTIES) * len(_TRADES)))


def _society(place: int) -> Society:
    county, trade = COUNTIES[place // len(_TRADES)], place % len(_TRADES)
    name, full, part = f'{county}{_TRADES[trade]}', place * 7 % 6, place * 5 % 4
    built = place % 12 in {0, 3, 5, 7, 10}
    told = built and place % 5 != 0
    form = ('联合组建' if full < 3 else '单独组建') if built else None
    kind = '民办非企业单位' if name.endswith('中心') else '社会团体'
    code = make_code('2' if name.endswith('中心') else '1', f'9999{place // 6 + 21:02d}', place + 1)
    line = (
        name, code, county, kind, _SUPERVISORS[trade], 10 + place % 9 * 4, full + part + place % 2,
        full, part, full + part, '是' if built else '否', '是' if place % 4 == 3 else '否', form,
        f'示民党〔2026〕{place + 1}号' if told else None, dt.date(2026, 2, 21 + place % 8) if told else None,
    )  # fmt: skip
    return Society(name, county, _SUPERVISORS[trade], line)


def write_csv(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    """A table as CSV; None is an empty cell."""
    with path.open('w', encoding='utf-8', newline='') as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)
    return path


def ledger(path: Path) -> Path:
    """The organisations of the ledger."""
    return write_csv(path, LEDGER_HEAD, [one.line for one in societies()])


def instructors(path: Path, start: dt.date) -> Path:
    """Five instructors for the organisations without a Party organisation that have no 业务主管单位."""
    ours = [one.name for one in societies() if one.supervisor is None and not one.established]
    rows = [
        (
            f'示例{number_word(place + 1)}',
            '示例市民政局',
            '副科长',
            phone(place + 10),
            '、'.join(ours[place::5]),
            start,
        )
        for place in range(5)
    ]
    return write_csv(path, ('姓名', '单位', '职务', '联系电话', '联系社会组织', '选派日期'), rows)


def towns(path: Path) -> Path:
    """The towns that are counted."""
    rows = [(f'示例{number_word(place)}街道', COUNTIES[place % 6]) for place in range(1, TOWNS + 1)]
    return write_csv(path, ('街道名称', '所属县区'), rows)


def tasks(path: Path) -> Path:
    """Service centres of the towns: nine done, some without a day or evidence; two silent."""
    return write_csv(path, ('责任单位', '任务', '状态', '完成日期', '佐证', '期限'), list(_task_rows()))


def _task_rows() -> Iterator[tuple[object, ...]]:
    for place in range(1, TOWNS - 1):
        done = place <= TOWNS * 9 // 20
        day = dt.date(2026, 5, place) if done and place % 3 else None
        proof = f'验收单第{place}号' if done and place % 2 else None
        state = '建成' if done else '推进中'
        yield (
            f'示例{number_word(place)}街道',
            '街道（乡镇）级社会组织服务中心建设',
            state,
            day,
            proof,
            dt.date(2026, 12, 31),
        )


def firms(path: Path) -> Path:
    """Enterprises: eleven of sixteen with a Party organisation."""
    rows = [
        (
            f'示例市第{number_word(place)}机械厂', COUNTIES[place % 6], 20 + place * 9, place % 5,
            '是' if place % 3 else '否', ('联合组建' if place % 2 else '单独组建') if place % 3 else None,
        )
        for place in range(1, FIRMS + 1)
    ]  # fmt: skip
    head = ('企业名称', '所属县区', '从业人员总数', '党员总数', '是否建立党组织', '组建方式')
    return write_csv(path, head, rows)


def statistics(path: Path) -> Path:
    """党内统计 by county; one county left its count open."""
    held = [sum(one.established for one in societies() if one.county == county) for county in COUNTIES]
    rows = [
        (county, 6 + place % 2, None if place == 3 else count + place % 2)
        for place, (county, count) in enumerate(zip(COUNTIES, held, strict=True))
    ]
    total = ('合计', sum(size for _, size, _ in rows), sum(count or 3 for _, _, count in rows))
    return write_csv(path, ('县区', '社会组织数', '已建党组织数'), [*rows, total])
