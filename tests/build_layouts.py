"""Twelve workbooks of one round, all called 附件1.xlsx: eight layouts of rows and one of totals (S3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook

COUNTIES = ('甲县', '乙县', '丙县', '丁县', '戊县', '己县', '庚县', '辛县', '壬县', '癸县', '子区', '丑区')
TYPES = ('社会团体', '民办非企业单位', '基金会')
_FIRST = '蓝青红绿金银东南西北春夏秋冬山河湖海星云'
_SECOND = ('桥文化', '松体育', '帆助老', '禾书画', '泉摄影', '岭茶艺', '湾物流', '原种植', '港餐饮', '岸救援')
_KINDS = {'社会团体': '协会', '民办非企业单位': '服务中心', '基金会': '基金会'}


class Organisation(NamedTuple):
    """One organisation as it fills in its line; name None: the line lacks it."""

    name: str | None
    kind: str
    full_time: int
    part_time: int
    full: int
    probationary: int
    established: bool

    @property
    def staff(self) -> int:
        return self.full_time + self.part_time

    @property
    def members(self) -> int:
        return self.full + self.probationary


class County(NamedTuple):
    """What one county sends: its lines, how many totals and which lines are hidden."""

    name: str
    organisations: tuple[Organisation, ...]
    totals: int
    hidden: int = 0
    told_members: int | None = None


def organisation(county: str, number: int, shift: int) -> Organisation:
    kind = TYPES[number % 3]
    name = f'示例市{county}{_FIRST[number % 20]}{_SECOND[number // 20]}{_KINDS[kind]}'
    return Organisation(
        name,
        kind,
        5 + number % 7,
        2 + number % 3,
        3 + (number + shift) % 3,
        (number + shift) % 2,
        number % 2 == 0,
    )


def county(
    name: str, count: int, totals: int, *, nameless: int = 0, hidden: int = 0, shift: int = 0
) -> County:
    listed = [organisation(name, number, shift) for number in range(count)]
    for number in range(nameless):
        listed[number + 5] = listed[number + 5]._replace(name=None)
    return County(name, tuple(listed), totals, hidden)


def round_of_returns(shift: int = 0) -> list[County]:
    """1,236 lines of eleven counties and 31 totals; 4 lines hidden, 3 without a name; 庚县 off by 5."""
    sizes = {
        '甲县': (150, 4, 1, 2), '乙县': (140, 4, 0, 0), '丙县': (130, 4, 1, 0), '丁县': (120, 3, 0, 0),
        '戊县': (110, 3, 0, 0), '己县': (106, 3, 1, 0), '庚县': (100, 1, 0, 2), '辛县': (100, 3, 0, 0),
        '壬县': (100, 3, 0, 0), '癸县': (90, 2, 0, 0), '丑区': (90, 1, 0, 0),
    }  # fmt: skip
    made = [
        county(name, count, totals, nameless=nameless, hidden=hidden, shift=shift)
        for name, (count, totals, nameless, hidden) in sizes.items()
    ]
    return [_with_507(one) if one.name == '庚县' else one for one in made]


def _with_507(one: County) -> County:
    """One hundred organisations with 507 members between them, and a printed total of 512."""
    listed = [each._replace(full=5, probationary=0) for each in one.organisations]
    for number in range(7):
        listed[number] = listed[number]._replace(full=6)
    return one._replace(organisations=tuple(listed), told_members=512)


Line = Callable[[int, Organisation], list[Any]]


class Layout(NamedTuple):
    """A county's own columns: header rows with the merges in them, a line, and where counts stand."""

    title: str
    header: tuple[tuple[str | None, ...], ...]
    merges: tuple[str, ...]
    line: Line
    counts: dict[int, str]
    name: int = 1


def yes(value: bool) -> str:
    return '是' if value else '否'


def tick(value: bool) -> str | None:
    return '√' if value else None


NESTED = Layout(
    '示例市{county}社会组织党建情况调查表',
    (
        ('序号', '社会组织名称', '从业人员', None, None, '党员数', None, None, '是否建立党组织', '会费标准'),
        (None, None, '总数', '专职', '兼职', '总数', '正式', '预备', None, None),
    ),
    ('A2:A3', 'B2:B3', 'C2:E2', 'F2:H2', 'I2:I3', 'J2:J3'),
    lambda n, o: [n, o.name, o.staff, o.full_time, o.part_time, o.members, o.full, o.probationary,
                  yes(o.established), '每年200元'],
    {2: 'staff', 5: 'members'},
)  # fmt: skip
WORDS = Layout(
    '{county}社会组织党建基本信息',
    (('编号', '社团（民非）是哪一家', '员工总数', '党员人数', '正式党员数', '预备党员数', '有无党组织'),),
    (),
    lambda n, o: [
        n,
        o.name,
        f'{o.staff}人',
        o.members,
        o.full,
        o.probationary,
        '有' if o.established else '无',
    ],
    {3: 'members', 4: 'full'},
)
ORDER = Layout(
    '社会组织党建台账',
    (('是否建立党组织', '党员总数', '从业人员总数', '社会组织名称', '组织类别', '挂牌地点'),),
    (),
    lambda n, o: [yes(o.established), o.members, o.staff, o.name, o.kind, '一楼'],
    {1: 'members', 2: 'staff'},
    name=3,
)
TICKS = Layout(
    '{county}社会组织党建情况统计表',
    (
        ('序号', '单位名称', '组织类别', None, None, '从业人员数', '党员数', '是否建党组织', None, '值班室'),
        (None, None, '社会团体', '民办非企业单位', '基金会', None, None, '是', '否', None),
    ),
    ('A2:A3', 'B2:B3', 'C2:E2', 'F2:F3', 'G2:G3', 'H2:I2', 'J2:J3'),
    lambda n, o: [n, o.name, *(tick(o.kind == kind) for kind in TYPES), o.staff, o.members,
                  tick(o.established), tick(not o.established), '有'],
    {5: 'staff', 6: 'members'},
)  # fmt: skip
SHEETS = Layout(
    '社会组织党建情况汇总表',
    (('序号', '机构名称', '从业人数', '现有党员', '是否建立党组织', '微信群'),),
    (),
    lambda n, o: [n, o.name, o.staff, o.members, yes(o.established), '有'],
    {2: 'staff', 3: 'members'},
)
EXTRA = Layout(
    '社会组织党建情况一览表',
    (
        (
            '序号',
            '社会组织名称',
            '办公面积',
            '从业人员总数',
            '资产（万元）',
            '党员总数',
            '是否建立党组织',
            '评估等级',
        ),
    ),
    (),
    lambda n, o: [n, o.name, 80, o.staff, '12.5', o.members, yes(o.established), '3A'],
    {3: 'staff', 5: 'members'},
)
SPACED = Layout(
    '社 会 组 织 党 建 情 况 调 查 表',
    (('序 号', '社 会 组 织 名 称', '从 业 人 员 总 数', '党 员 总 数', '是否建立\n党组织', '联 系 群'),),
    (),
    lambda n, o: [n, o.name, o.staff, o.members, yes(o.established), '群'],
    {2: 'staff', 3: 'members'},
)
UNTITLED = Layout(
    '截至2026年3月10日',
    (('序号', '单位全称', '组织类型', '从业人员', '党员', '正式党员', '预备党员', '已建党组织', '片区'),),
    (),
    lambda n, o: [n, o.name, o.kind, o.staff, o.members, o.full, o.probationary, yes(o.established), '城东'],
    {3: 'staff', 4: 'members'},
)
LAYOUTS = {
    '甲县': NESTED, '乙县': NESTED, '丙县': WORDS, '丁县': WORDS, '戊县': ORDER, '己县': TICKS,
    '庚县': SPACED, '辛县': EXTRA, '壬县': SHEETS, '癸县': EXTRA, '丑区': UNTITLED,
}  # fmt: skip


def _total(layout: Layout, word: str, listed: Sequence[Organisation], told: int | None) -> list[Any]:
    line: list[Any] = [None] * len(layout.header[0])
    line[0 if layout.name else 1] = word
    for column, key in layout.counts.items():
        line[column] = sum(getattr(one, key) for one in listed)
        if key == 'members' and told is not None:
            line[column] = told
    return line


def _write_sheet(sheet: Any, sent: County, listed: Sequence[Organisation], totals: int) -> None:
    layout = LAYOUTS[sent.name]
    sheet.append([layout.title.format(county=sent.name)])
    for row in layout.header:
        sheet.append(list(row))
    for merge in layout.merges:
        sheet.merge_cells(merge)
    first = sheet.max_row + 1
    parts = max(totals - 1, 1)
    size = -(-len(listed) // parts)
    number = 0
    for start in range(0, len(listed), size):
        part = listed[start : start + size]
        for one in part:
            number += 1
            sheet.append(layout.line(number, one))
        if totals > 1:
            sheet.append(_total(layout, '小计', part, None))
    if totals:
        sheet.append(_total(layout, '合 计', listed, sent.told_members))
    for hidden in range(first + 10, first + 10 + sent.hidden):
        sheet.row_dimensions[hidden].hidden = True


def write_county(folder: Path, sent: County) -> Path:
    """One county's workbook, 附件1.xlsx in its folder."""
    book = Workbook()
    sheets = [book.active]
    if LAYOUTS[sent.name] is SHEETS:
        halves = [sent.organisations[:50], sent.organisations[50:]]
        sheets = [book.active, book.create_sheet('续表')]
        for sheet, half, totals in zip(sheets, halves, (1, sent.totals - 1), strict=True):
            _write_sheet(sheet, sent, half, totals)
    else:
        _write_sheet(sheets[0], sent, sent.organisations, sent.totals)
    return _save(book, folder / sent.name / '附件1.xlsx')


def write_totals(folder: Path, name: str, total: int, established: int) -> Path:
    """A county that sends its totals only."""
    book = Workbook()
    sheet = book.active
    for line in (
        (f'{name}社会组织党建工作进展',),
        ('县区', '登记社会组织数', '已建党组织数'),
        (name, total, established),
    ):
        sheet.append(line)
    return _save(book, folder / name / '附件1.xlsx')


def _save(book: Workbook, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write_round(folder: Path, counties: Sequence[County], total: int, established: int) -> None:
    """All twelve workbooks of a round."""
    for one in counties:
        write_county(folder, one)
    write_totals(folder, '子区', total, established)
