"""A unit's totals in a small table: figures beside or under their labels, no row of an organisation."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.survey.grid import Found, gather, grid_to_found, paragraphs_to_found
from extractors.survey.lines import is_total_text
from extractors.survey.privacy import personal_problems
from extractors.survey.settling import hidden_rows, values_to_unit
from extractors.survey.values import read_value
from model.document import Document
from model.form import FormDefinition, FormField
from model.layout import Layout
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import Return
from text.grids import Grid, cell_at
from text.headers import find_header, heads_organisations
from text.labels import LabelIndex, fields_to_index, layout_to_index
from text.layouts import Placed, grids, place_labels


def _count(key: str, labels: str, under: str = '') -> FormField:
    return FormField(key, tuple(labels.split()), 'int', under=tuple(under.split()))


_SUBJECTS = '社会组织 登记社会组织 社会组织情况 社会组织数 社会组织总数'
_BUILT = '党组织 党组织数 已建党组织 已建立党组织 党组织组建情况 组建情况 组建方式 组建形式 建立党组织 其中'
UNIT_FIELDS: tuple[FormField, ...] = (
    FormField(
        'reporting_unit',
        (
            '填报单位', '填表单位', '报送单位', '单位', '单位名称', '县区', '县市区', '县（市、区）',
            '地区', '区域', '乡镇', '乡镇街道', '镇街', '辖区',
        ),
    ),
    _count(
        'total',
        """
        社会组织总数 社会组织数 社会组织家数 社会组织总家数 登记社会组织总数 登记社会组织数
        登记社会组织家数 登记社会组织 社会组织登记数 社会组织登记总数 社会组织数量 社会组织
        在册社会组织数 注册社会组织数 现有社会组织数 登记总数 登记数
        """,
    ),
    _count('total', '总数 家数 合计 数量 登记数', _SUBJECTS),
    _count(
        'established',
        """
        已建党组织数 已建立党组织数 已建党组织 已建立党组织 已建党组织的社会组织数 已建数 已建
        已建立党组织的社会组织数 已建党组织家数 已建党组织社会组织数 已组建党组织数 已组建党组织
        已成立党组织数 建立党组织数 建立党组织的社会组织数 已建家数 已建单位数 党组织已建数 党组织数
        """,
    ),
    _count(
        'not_established',
        '未建党组织数 未建立党组织数 未建党组织 未建立党组织 未建数 未建 未建家数 尚未建立党组织数',
    ),
    _count(
        'eligible',
        '应建党组织数 应建立党组织数 应建党组织 应建数 应建 应建家数 应建单位数 符合组建条件数',
    ),
    _count(
        'independent',
        '单独组建数 单独组建 单独建立数 单独建立 单独建立党组织数 单独组建党组织数 单独数 独立组建数',
    ),
    _count('independent', '单独 独立', _BUILT),
    _count('joint', '联合组建数 联合组建 联合建立数 联合建立 联合建立党组织数 联合组建党组织数 联合数'),
    _count('joint', '联合', _BUILT),
    _count('attached', '挂靠组建数 挂靠组建 挂靠建立数 挂靠建立 挂靠数'),
    _count('attached', '挂靠', _BUILT),
    _count('dispatched', '派员组建数 派员组建 派员建立数 派员数'),
    _count('dispatched', '派员', _BUILT),
    _count('staff_total', '从业人员总数 从业人员数 从业人员 从业人数'),
    _count('members_total', '党员总数 党员数 党员人数 党员'),
    _count('full_members', '正式党员数 正式党员'),
    _count('probationary_members', '预备党员数 预备党员'),
    _count(
        'instructors',
        '党建工作指导员数 党建指导员数 党建工作指导员 党建指导员 选派指导员数 已选派指导员数 指导员数',
    ),
)  # fmt: skip
"""What a unit reports of itself, under the keys of a report in prose, and the labels printed for it."""

_PARTS = ('independent', 'joint', 'attached', 'dispatched')
_TELLING = frozenset(('total', 'established', 'eligible'))


def _rows_over_lines(grid: Grid, index: LabelIndex) -> tuple[int, list[Placed]] | None:
    """The row that heads the figures of several lines, None where each label has its one figure."""
    by_row: dict[int, list[Placed]] = {}
    for label in place_labels(grid, index):
        if label.match:
            by_row.setdefault(label.cell.row + label.cell.rowspan, []).append(label)
    for bottom, labels in by_row.items():
        if len(labels) >= 2 and sum(map(bool, _lines_under(grid, bottom, labels))) > 1:
            return bottom, labels
    return None


def _lines_under(grid: Grid, bottom: int, labels: list[Placed]) -> list[list[str]]:
    """For every line under a row of labels the figures that stand in it."""
    counted = [label.cell.col for label in labels if label.match and label.match.field.type == 'int']
    lines = []
    for row in range(bottom, len(grid)):
        texts = [
            cell.text.strip() for col in counted if (cell := cell_at(grid, row, col)) and cell.row == row
        ]
        lines.append([text for text in texts if text and any(char.isdecimal() for char in text)])
    return lines


def _total_line(grid: Grid, bottom: int) -> int | None:
    for row in range(bottom, len(grid)):
        texts = [cell.text for col in (0, 1) if (cell := cell_at(grid, row, col)) is not None]
        if any(is_total_text(text) for text in texts if text.strip()):
            return row
    return None


def _grid_to_figures(grid: Grid, index: LabelIndex) -> Iterator[Found]:
    over = _rows_over_lines(grid, index)
    if over is None:
        yield from grid_to_found(grid, index)
        return
    row = _total_line(grid, over[0])
    for label in over[1] if row is not None else ():
        cell = cell_at(grid, row or 0, label.cell.col)
        if label.match and label.match.field.type == 'int' and cell is not None:
            yield Found(
                label.match.field, label.cell.text, read_value(label.match.field, cell.text, cell.where)
            )


def _parts_problem(values: dict[str, Value]) -> tuple[Problem, ...]:
    parts = [values[key].value for key in _PARTS if key in values]
    counted = [part for part in parts if isinstance(part, int)]
    whole = values.get('established')
    if whole is None or whole.value is None or len(counted) < 2 or sum(counted) == whole.value:
        return ()
    message = f"已建党组织{whole.value}与各种组建方式之和{sum(counted)}不符，请核对"
    return (Problem('parts_disagree', Severity.REVIEW, message, whole.where),)


def _without_total(document: Document, index: LabelIndex) -> tuple[Problem, ...]:
    for _, grid in grids(document):
        over = _rows_over_lines(grid, index)
        if over is not None and _total_line(grid, over[0]) is None:
            message = "表中有几行数字而没有合计行，没有相加代报；请填报单位补报合计，或逐单位报送"
            return (Problem('several_units', Severity.REVIEW, message, over[1][0].cell.where),)
    return ()


def _holds_counts(grid: Grid, bottom: int, label: Placed) -> bool:
    """Whether all that stands under a label is numbers: 已建党组织 over 是 and 否 is no figure."""
    cells = (cell_at(grid, row, label.cell.col) for row in range(bottom, len(grid)))
    texts = [cell.text.strip() for cell in cells if cell is not None and cell.text.strip()]
    return bool(texts) and all(any(char.isdecimal() for char in text) for text in texts)


def _asked(grid: Grid, index: LabelIndex) -> set[str]:
    """The figures that a table tells, or that it has a column of for several units."""
    over = _rows_over_lines(grid, index)
    if over is not None:
        return {
            label.match.field.id
            for label in over[1]
            if label.match and label.match.field.type == 'int' and _holds_counts(grid, over[0], label)
        }
    return {
        found.field.id
        for found in grid_to_found(grid, index)
        if found.field.type == 'int' and found.value.value is not None
    }


def asks_for_figures(document: Document) -> bool:
    """Whether a paper is a small table of a unit's totals: two figures or more, of organisations too."""
    index = fields_to_index(UNIT_FIELDS)
    asked: set[str] = set()
    for _, grid in grids(document):
        header = find_header(grid, index)
        if header is not None and any(path and heads_organisations(path, index) for path in header.paths):
            return False
        asked |= _asked(grid, index)
    return len(asked) >= 2 and bool(asked & _TELLING)


def figures_to_return(document: Document, definition: FormDefinition, layout: Layout | None = None) -> Return:
    """A unit's totals under the keys of a report in prose; they change no organisation.

    definition is the form that the unit answers with them; layout as return_of has it.
    """
    index = layout_to_index(UNIT_FIELDS, layout)
    found = [item for _, grid in grids(document) for item in _grid_to_figures(grid, index)]
    values, problems = gather((*found, *paragraphs_to_found(document.blocks, index)))
    return Return(
        form=definition.id,
        edition=definition.edition,
        subject='reporting_unit',
        unit=values_to_unit(values),
        values=values,
        hidden_rows=hidden_rows(document),
        problems=(
            *problems,
            *_without_total(document, index),
            *_parts_problem(values),
            Problem('totals_only', Severity.INFO, "仅报汇总数，不改动单位台账", NOWHERE),
            *personal_problems(document, index, 0),
        ),
    )
