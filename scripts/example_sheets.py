"""The counties' workbooks in five layouts, the ledger and the list of instructors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from scripts.example_faults import Returned
from scripts.example_world import LEDGER_FACTS, TYPES, Org, phone
from scripts.example_zip import workbook_to_package

SURVEY_TITLE = '社会组织党建情况调查表'
COUNT_FIELDS = frozenset(
    {'staff_total', 'staff_full_time', 'staff_part_time', 'members_total', 'full_members',
     'probationary_members', 'full_members_full_time', 'full_members_part_time'}
)  # fmt: skip
_WIDE = str.maketrans('0123456789', '０１２３４５６７８９')
_THIN = Side(style='thin')

Column = tuple[str | None, str, str]
"""(group or None, label, field id); a field 'established.是' is a tick column."""
Dress = Callable[[str, Any], Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one county lays out its sheet; subtotals adds a 小计 row after each 组织类别."""

    name: str
    columns: tuple[Column, ...]
    titled: bool
    dress: Dress
    subtotals: bool = False
    note: str | None = None


def _yes(value: object) -> object:
    return {True: '是', False: '否'}.get(value, value) if isinstance(value, bool) else value


def _plain(_: str, value: Any) -> Any:
    """Real numbers and real dates."""
    return _yes(value)


def _with_units(field: str, value: Any) -> Any:
    """12人 for staff, ３名 for members, 无 for nobody, dates as 2019年6月18日."""
    if isinstance(value, dt.date):
        return f'{value.year}年{value.month}月{value.day}日'
    if field in COUNT_FIELDS and isinstance(value, int):
        if field.startswith('staff'):
            return f'{value}人'
        return f'{value}名'.translate(_WIDE) if value else '无'
    return _yes(value)


def _with_dashes(field: str, value: Any) -> Any:
    """— where there is nothing to say, numbers as text, dates as 2019.6.18."""
    if isinstance(value, dt.date):
        return f'{value.year}.{value.month}.{value.day}'
    if value is None and field in {
        'establishment_form',
        'established_on',
        'not_established_reason',
        'instructor',
    }:
        return '—'
    return str(value) if field in COUNT_FIELDS and isinstance(value, int) else _yes(value)


def _with_ticks(field: str, value: Any) -> Any:
    """A √ in one of two columns; dates as 2019-06-18 in text."""
    if '.' in field:
        return '√' if value == {'是': True, '否': False}[field[-1]] else None
    return value.isoformat() if isinstance(value, dt.date) else _yes(value)


def _columns(text: str) -> tuple[Column, ...]:
    columns = []
    for entry in text.replace('\n', ' ').split(' '):  # not split(): U+3000 belongs to the labels
        label, _, field = entry.partition('=')
        if not field:
            continue
        group, _, under = label.rpartition('/')
        columns.append((group or None, under, field))
    return tuple(columns)


_STAFF = '从业人员/总数=staff_total 从业人员/专职=staff_full_time 从业人员/兼职=staff_part_time'
_FULL = f"""序号=number 社会组织名称=org_name 统一社会信用代码=code 组织类别=org_type
    业务主管单位=competent_authority {_STAFF} 党员情况/党员总数=members_total
    党员情况/正式党员=full_members 党员情况/预备党员=probationary_members
    党员情况/专职工作人员中正式党员=full_members_full_time
    党员情况/兼职人员中正式党员=full_members_part_time 规模较大=large_scale
    党组织建立情况/是否建立党组织=established 党组织建立情况/组建形式=establishment_form
    党组织建立情况/成立时间=established_on 未建原因=not_established_reason
    党建工作指导员=instructor 备注=remarks"""
_TICKED = f"""序号=number 所属县区=region 社会组织名称=org_name 统一社会信用代码=code 组织类别=org_type
    {_STAFF} 党员/总数=members_total 党员/正式=full_members 党员/预备=probationary_members
    专职正式党员=full_members_full_time 兼职正式党员=full_members_part_time 规模较大=large_scale
    是否建立党组织/是=established.是 是否建立党组织/否=established.否
    组建形式=establishment_form 成立时间=established_on"""
_NO_CODE = f"""序号=number 社　会　组　织　名　称=org_name 组织类别=org_type {_STAFF}
    党　员/党员总数=members_total 党　员/正式党员=full_members 党　员/预备党员=probationary_members
    党　员/专职正式党员=full_members_full_time 党　员/兼职正式党员=full_members_part_time
    规模较大=large_scale 是否建立党组织=established 组建形式=establishment_form
    成立时间=established_on 未建原因=not_established_reason"""
_FLAT = """统一社会信用代码=code 社会组织名称=org_name 是否建立党组织=established
    组建形式=establishment_form 成立时间=established_on 未建原因=not_established_reason
    从业人员总数=staff_total 专职工作人员=staff_full_time 兼职工作人员=staff_part_time
    党员总数=members_total 正式党员=full_members 预备党员=probationary_members
    专职正式党员=full_members_full_time 兼职正式党员=full_members_part_time
    规模较大=large_scale 党建工作指导员=instructor"""
_NOTE = '填表说明：从业人员不含会员；没有的填0。'

_LAYOUTS = (
    Layout('two_rows', _columns(_FULL), True, _plain, note=_NOTE),
    Layout('ticks', _columns(_TICKED), False, _with_ticks),
    Layout('no_code', _columns(_NO_CODE), True, _with_units),
    Layout('flat', _columns(_FLAT), False, _with_dashes),
    Layout('subtotals', _columns(_FULL), True, _plain, subtotals=True),
)
LAYOUT_OF: Mapping[str, Layout] = {
    county: _LAYOUTS[place // 2]
    for place, county in enumerate(('甲县', '乙县', '戊县', '己县', '庚县', '辛县', '壬县', '癸县', '子区'))
}


def _frame(sheet: Worksheet, first: int) -> None:
    edge = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    for line in sheet.iter_rows(min_row=first):
        for cell in line:
            cell.border = edge
            cell.alignment = Alignment(horizontal='center', vertical='center', wrap_text=True)


def _head(sheet: Worksheet, layout: Layout, county: str) -> int:
    """Title, reporting unit and header rows; the number of rows written."""
    wide, top = len(layout.columns), 1
    if layout.titled:
        sheet.cell(1, 1, f'{county}{SURVEY_TITLE}').font = Font(size=16, bold=True)
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=wide)
        sheet.cell(2, 1, f'填报单位（盖章）：{county}民政局　　　　填报日期：2026年3月11日　　　　单位：人')
        sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=wide)
        top = 3
    grouped = any(group for group, _, _ in layout.columns)
    last = top + 1 if grouped else top
    for col, (group, label, _) in enumerate(layout.columns, start=1):
        if group is None:
            sheet.cell(top, col, label)
            if grouped:
                sheet.merge_cells(start_row=top, start_column=col, end_row=last, end_column=col)
            continue
        sheet.cell(last, col, label)
        if col == 1 or layout.columns[col - 2][0] != group:
            sheet.cell(top, col, group)
            span = sum(1 for other, _, _ in layout.columns if other == group)
            sheet.merge_cells(start_row=top, start_column=col, end_row=top, end_column=col + span - 1)
    return last


def _row(layout: Layout, returned: Returned, number: int) -> list[Any]:
    says = returned.says | {'number': number}
    return [layout.dress(field, says.get(field.partition('.')[0])) for _, _, field in layout.columns]


def _sums(layout: Layout, label: str, rows: Sequence[Returned], extra: int) -> list[Any]:
    """A 合计 or 小计 row; extra spoils its first count."""
    fields = [field for _, _, field in layout.columns]
    line: list[Any] = [None] * len(fields)
    line[fields.index('org_name')] = label
    for col, field in enumerate(fields):
        if field in COUNT_FIELDS:
            spoilt = extra if field == 'members_total' else 0
            line[col] = sum(returned.says[field] for returned in rows) + spoilt
    return line


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workbook and where things stand in it: the sheet row of each return, and its 合计 and 小计 rows."""

    content: bytes
    rows: tuple[tuple[int, Returned], ...]
    totals: int


def returns_to_sheet(county: str, rows: Sequence[Returned], wrong_by: int = 0) -> Sheet:
    """A county's workbook in the county's own layout; wrong_by spoils one sum of its 合计."""
    layout, workbook = LAYOUT_OF[county], Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = '调查表'
    header, totals = _head(sheet, layout, county), 0
    line, written = header, list[tuple[int, Returned]]()
    kinds = [kind for kind in TYPES.values() if any(row.says['org_type'] == kind for row in rows)]
    for kind in kinds if layout.subtotals else (None,):
        part = [row for row in rows if kind is None or row.says['org_type'] == kind]
        for returned in part:
            line += 1
            written.append((line, returned))
            _write(sheet, line, _row(layout, returned, len(written)))
            sheet.row_dimensions[line].hidden = returned.hidden
        if kind:
            line, totals = line + 1, totals + 1
            _write(sheet, line, _sums(layout, '小计', part, 0))
    _write(sheet, line + 1, _sums(layout, '合计', rows, wrong_by))
    _frame(sheet, header - 1 if layout.columns[0][0] else header)
    if layout.note:
        sheet.cell(line + 2, 1, layout.note)
    return Sheet(workbook_to_package(workbook), tuple(written), totals + 1)


def _write(sheet: Worksheet, line: int, values: Sequence[Any]) -> None:
    for col, value in enumerate(values, start=1):
        cell = sheet.cell(line, col, value)
        if isinstance(value, dt.date):
            cell.number_format = 'yyyy-mm-dd'


_LEDGER_HEAD = (
    '社会组织名称', '统一社会信用代码', '所属地区', '组织类别', '业务主管单位', '从业人员总数',
    '专职工作人员', '党员总数', '正式党员', '专职正式党员', '兼职正式党员', '规模较大',
    '是否建立党组织', '组建形式', '成立时间', '党建工作指导员',
)  # fmt: skip


def ledger_to_workbook(world: Sequence[Org]) -> bytes:
    """台账.xlsx: one header row, 300 organisations, a 合计 row; an empty 业务主管单位 is 直接登记."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = '台账'
    _write(sheet, 1, _LEDGER_HEAD)
    for line, org in enumerate(world, start=2):
        facts = [_plain(field, org.ledger.get(field)) for field in LEDGER_FACTS]
        _write(sheet, line, [org.name, org.code, org.county, org.type, org.supervisor, *facts])
    sums = [sum(org.ledger.get(field, 0) for org in world) for field in LEDGER_FACTS if field in COUNT_FIELDS]
    _write(sheet, len(world) + 2, ['合计', None, None, None, None, *sums])
    sheet.freeze_panes = 'B2'
    return workbook_to_package(workbook)


def instructors_to_workbook(lines: Sequence[tuple[str, str, str, Sequence[str]]]) -> bytes:
    """指导员.xlsx from (name, unit, post, organisations); organisations share a cell, joined by 、."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = '指导员'
    _write(sheet, 1, ('姓名', '单位', '职务', '联系电话', '联系社会组织'))
    for line, (name, unit, post, organisations) in enumerate(lines, start=2):
        _write(sheet, line, (name, unit, post, phone(10 + line), '、'.join(organisations)))
    return workbook_to_package(workbook)
