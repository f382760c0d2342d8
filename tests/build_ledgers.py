"""Ledgers as offices keep them in Excel: nested heads with a row of codes, columns to be ticked, totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Node = str | tuple[str, Sequence['Node']]
"""A heading, or a heading over others."""


class Column(NamedTuple):
    """A column of a head: its labels from the outermost in, and the row and span of each."""

    path: tuple[str, ...]


NESTED: tuple[Node, ...] = (
    '序号',
    ('基本情况', ('社会组织名称', '组织类别', '登记证号', ('法定代表人', ('姓名', '政治面貌')))),
    (
        '党组织建立情况',
        (
            '党组织设置',
            (
                '已建党组织情况',
                (
                    *('建立党组织时间', '党组织名称', '审批单位', '审批文号', '组织建制', '党组织类型'),
                    *('党组织隶属关系', '是否兼合式党组织'),
                    (
                        '党组织负责人',
                        (
                            *('姓名', '身份证号', '民族', '学历', '联系电话', '社会组织职务'),
                            *('原工作单位', '职务'),
                        ),
                    ),
                ),
            ),
            (
                '未建党组织情况',
                ('未建立党组织原因', '拟建党组织日期', ('党建指导员', ('姓名', '电话', '工作单位'))),
            ),
        ),
    ),
    (
        '党员情况',
        (
            *('从业人员党员数', '专职党员数量', '兼职党员数量'),
            ('发展党员', ('预备党员人数', '发展对象人数', '入党积极分子人数', '申请入党人数')),
        ),
    ),
    ('群团组织组建情况', ('已建群团组织', '已建群团组织说明')),
)
"""The ledger of 36 columns of values under four rows of heads."""

CODES = (
    *('', 'A', 'B', 'C', 'D1', 'D2', 'E', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8'),
    *('G91', 'G92', 'G93', 'G94', 'G95', 'G96', 'G97', 'G98', 'H1', 'H2', 'H31', 'H32', 'H33'),
    *('I', 'J', 'K', 'L1', 'L2', 'L3', 'L4', 'M', 'N'),
)

TICKED: tuple[Node, ...] = (
    *('序号', '社会组织名称', '单位地址', '登记证号', '业务主管单位', '联系电话'),
    ('从业人员数', ('合计', ('领导成员', ('专职', '兼职')), ('工作人员', ('专职', '兼职')))),
    ('组织类别', ('社会团体', '民办非企业单位', '基金会', '其他')),
    ('法定代表人', ('姓名', '政治面貌')),
    ('党组织设置', ('是', '否')),
    ('党建指导员', ('姓名', '工作单位')),
    ('组织建制', ('党委', '党总支', '党支部', '临时党支部', '联合支部')),
    *('建立党组织时间', '审批单位'),
    ('隶属关系', ('业务主管', '挂靠', '行业', '属地', '其他')),
    ('党组织负责人', ('姓名', '联系电话', '社会组织职务', '原工作单位及职务')),
    ('未建原因', ('应建未建', '不足三名党员', '无党员')),
    (
        '党员情况',
        (
            '合计',
            ('领导班子', ('专职已转', '专职未转', '兼职')),
            ('工作人员', ('专职已转', '专职未转', '兼职')),
        ),
    ),
    ('组织关系', ('本单位党组织', '业务主管单位', '挂靠单位', '属地', '原工作单位', '其他')),
    *('申请入党人数', '入党积极分子人数', '发展对象人数'),
    ('群团组织', ('工会', '共青团', '妇联', '其他')),
)
"""The older ledger of sixty columns, choices as columns to be ticked."""


def leaves(nodes: Sequence[Node]) -> list[tuple[str, ...]]:
    """The path of every column, outermost heading first."""
    found: list[tuple[str, ...]] = []
    for node in nodes:
        if isinstance(node, str):
            found.append((node,))
        else:
            found.extend((node[0], *path) for path in leaves(node[1]))
    return found


def write_head(sheet: Any, nodes: Sequence[Node], top: int) -> int:
    """Write merged headings from this row on; gives the row under them."""
    deepest = max(map(len, leaves(nodes)))
    _write_nodes(sheet, nodes, top, 1, top + deepest)
    return top + deepest


def _write_nodes(sheet: Any, nodes: Sequence[Node], row: int, column: int, bottom: int) -> int:
    for node in nodes:
        label, inner = (node, ()) if isinstance(node, str) else node
        sheet.cell(row, column, label)
        if not inner:
            if bottom - row > 1:
                _merge(sheet, row, column, bottom - 1, column)
            column += 1
            continue
        end = _write_nodes(sheet, inner, row + 1, column, bottom)
        if end - column > 1:
            _merge(sheet, row, column, row, end - 1)
        column = end
    return column


def _merge(sheet: Any, top: int, left: int, bottom: int, right: int) -> None:
    sheet.merge_cells(f'{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}')


def write_sheet(
    sheet: Any,
    nodes: Sequence[Node],
    rows: Sequence[Mapping[str, Any]],
    *,
    titles: Sequence[str] = (),
    codes: Sequence[str] = (),
    foot: Sequence[Sequence[Any]] = (),
) -> int:
    """A sheet: titles over its whole width, the head, codes, a row for each mapping of path to value, foot.

    Paths are joined by '/'; the serial number is written unless the row gives one. Gives the first row of
    values.
    """
    paths = ['/'.join(path) for path in leaves(nodes)]
    row = 1
    for title in titles:
        sheet.cell(row, 1, title)
        _merge(sheet, row, 1, row, len(paths))
        row += 1
    row = write_head(sheet, nodes, row)
    for column, code in enumerate(codes, start=1):
        sheet.cell(row, column, code or None)
    first = row + bool(codes)
    for number, values in enumerate(rows):
        unknown = values.keys() - set(paths)
        assert not unknown, unknown
        for column, path in enumerate(paths, start=1):
            value = values.get(path, number + 1 if path == '序号' else None)
            sheet.cell(first + number, column, value)
    for offset, line in enumerate(foot):
        for column, value in enumerate(line, start=1):
            sheet.cell(first + len(rows) + offset, column, value)
    return first


def nested_row(number: int, *, established: bool = True, **more: Any) -> dict[str, Any]:
    """A line of the nested ledger; more replaces values by their path."""
    built, unbuilt = '党组织建立情况/已建党组织情况', '党组织建立情况/未建党组织情况'
    row: dict[str, Any] = {
        '基本情况/社会组织名称': f'示例市第{number}商会',
        '基本情况/组织类别': ('社会团体', '民办非企业单位', '基金会')[number % 3],
        '基本情况/登记证号': f'示社证字第{number:04d}号',
        '基本情况/法定代表人/姓名': f'张示例{number}',
        '基本情况/法定代表人/政治面貌': '群众',
        '党组织建立情况/党组织设置': '是' if established else '否',
        '党员情况/从业人员党员数': 5 + number % 4,
        '党员情况/专职党员数量': 3,
        '党员情况/兼职党员数量': 2 + number % 4,
        '党员情况/发展党员/申请入党人数': number % 2,
    }
    if established:
        row |= {
            f'{built}/建立党组织时间': '2015-03-01',
            f'{built}/党组织名称': f'示例市第{number}商会党支部',
            f'{built}/审批单位': '示例市社会组织党委',
            f'{built}/审批文号': f'示社党〔2015〕{number}号',
            f'{built}/组织建制': '党支部',
            f'{built}/是否兼合式党组织': '否',
            f'{built}/党组织负责人/姓名': f'李示例{number}',
            f'{built}/党组织负责人/身份证号': '620000200001010000',
            f'{built}/党组织负责人/联系电话': '0000-1234567',
        }
    else:
        row |= {
            f'{unbuilt}/未建立党组织原因': '无党员',
            f'{unbuilt}/党建指导员/姓名': f'王示例{number}',
        }
    return row | more


def ticked_row(number: int, *, established: bool = True, mark: Any = '√', **more: Any) -> dict[str, Any]:
    """A line of the ticked ledger; mark is what is put for a tick, more replaces values by their path."""
    kind = ('社会团体', '民办非企业单位', '基金会')[number % 3]
    row: dict[str, Any] = {
        '社会组织名称': f'示例市第{number}协会',
        '单位地址': f'示例市示例路{number}号',
        '登记证号': f'示社证字第{number:04d}号',
        '业务主管单位': '示例市教育局',
        '联系电话': '0000-1234567',
        '从业人员数/合计': 10,
        '从业人员数/领导成员/专职': 2,
        '从业人员数/领导成员/兼职': 1,
        '从业人员数/工作人员/专职': 4,
        '从业人员数/工作人员/兼职': 3,
        f'组织类别/{kind}': mark,
        f'党组织设置/{"是" if established else "否"}': mark,
        '党员情况/合计': 4,
        '党员情况/领导班子/专职已转': 1,
        '党员情况/领导班子/专职未转': 0,
        '党员情况/领导班子/兼职': 1,
        '党员情况/工作人员/专职已转': 2,
        '党员情况/工作人员/专职未转': 0,
        '党员情况/工作人员/兼职': 0,
    }
    if established:
        row |= {'组织建制/党支部': mark, '隶属关系/属地': mark, '建立党组织时间': '2016年5月'}
    else:
        row |= {'未建原因/不足三名党员': mark}
    return row | more


def totals_of(nodes: Sequence[Node], rows: Sequence[Mapping[str, Any]], label: str = '合计') -> list[Any]:
    """A line of totals: sums under counts, and how many are marked under columns to be ticked."""
    line: list[Any] = []
    for path in leaves(nodes):
        values = [row.get('/'.join(path)) for row in rows]
        counts = [value for value in values if isinstance(value, int)]
        marked = sum(value == '√' for value in values)
        line.append(sum(counts) if counts else marked or None)
    line[0] = label
    return line


def nested_ledger(path: Path, count: int = 12, **changes: Any) -> Path:
    """Last year's ledger of 36 columns, every third organisation without a Party organisation."""
    book = Workbook()
    sheet = book.active
    sheet.title = '台账'
    rows = [nested_row(number, established=number % 3 != 0) for number in range(1, count + 1)]
    titles = ('示例市社会组织党建台账', '（2025年度）')
    foot = changes.pop('foot', None) or [totals_of(NESTED, rows), ['填表人：张示例', None, None, None]]
    write_sheet(sheet, NESTED, rows, titles=titles, codes=CODES, foot=foot)
    book.save(path)
    return path


def ticked_ledger(path: Path, counties: Sequence[str] = ('甲县', '乙县', '丙县'), each: int = 4) -> Path:
    """The ledger of columns to be ticked, a sheet for each county, a cover and notes beside them."""
    book = Workbook()
    cover = book.active
    cover.title = '封面'
    cover['A1'] = '示例市社会组织党建情况登记台账'
    for place, county in enumerate(counties):
        sheet = book.create_sheet(county)
        rows = [
            ticked_row(number, established=number % 2 == 0)
            for number in range(place * each + 1, place * each + each + 1)
        ]
        titles = ('社会组织党建情况登记台账',)
        write_sheet(sheet, TICKED, rows, titles=titles, foot=[totals_of(TICKED, rows)])
    notes = book.create_sheet('填表说明')
    notes['A1'] = '一、本表由登记管理机关填写。'
    notes['A2'] = '二、打“√”表示是。'
    book.save(path)
    return path
