"""The header of a table 任务×责任单位: which column is what, and which columns are tasks themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from office.task_units import is_total
from text.labels import fold_label

LABELS = {
    'unit': (
        "责任单位",
        "单位",
        "单位名称",
        "乡镇（街道）",
        "乡镇",
        "街道",
        "镇街",
        "园区",
        "园区名称",
        "企业",
        "街道（乡镇）",
        "乡镇街道",
        "企业名称",
        "名称",
        "县区",
        "县（区）",
    ),
    'region': ("所属县区", "所属地区", "所在县区", "所属县（区）"),
    'task': ("任务", "工作任务", "重点任务", "任务名称", "事项", "工作事项"),
    'state': ("状态", "进展", "完成情况", "完成状态", "进度", "进展情况", "完成进度"),
    'due': ("期限", "完成时限", "时限", "截止日期", "要求完成时间", "完成期限", "计划完成时间"),
    'done_on': ("完成日期", "建成时间", "办结日期", "实际完成时间", "建成日期", "办结时间"),
    'when': ("完成时间",),
    'evidence': ("佐证", "佐证材料", "依据", "文号", "证明材料"),
    'figure': ("数", "数量", "完成数", "数值"),
    'note': ("备注", "说明"),
}
"""'when' is either the day it is due or the day it was done: the table tells."""

_COUNTIES = ("县区", "县（区）")
_ASIDE = frozenset(
    (
        *("序号", "编号", "负责人", "责任人", "责任领导", "牵头领导", "联系人", "联络员", "联系电话", "电话"),
        *("联系方式", "手机", "填报人", "填表人", "填报日期", "牵头单位", "配合单位"),
    )
)
"""What stands beside the tasks of a table and is none."""


@dataclass(slots=True)
class Head:
    """Columns by what they are; tasks: the columns of a table of units by tasks with their names."""

    columns: dict[str, int] = field(default_factory=dict)
    tasks: dict[int, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    @property
    def listed(self) -> bool:
        """Whether every line is one task of one unit."""
        return 'task' in self.columns

    def texts(self, line: Mapping[int, str]) -> dict[str, str]:
        """A line's texts by what they are."""
        return {key: line.get(column, '').strip() for key, column in self.columns.items()}


def header_to_head(cells: Mapping[int, str]) -> Head | None:
    """The header that a line is; None where it is none."""
    head = Head()
    for column in sorted(column for column, text in cells.items() if text.strip()):
        header = ''.join(cells[column].split())
        key = _key(header, head)
        if key and key not in head.columns:
            head.columns[key] = column
        elif key or fold_label(header) in _ASIDE or is_total(header):
            head.ignored.append(header)
        else:
            head.tasks[column] = header
    if 'unit' not in head.columns and 'region' in head.columns and (head.tasks or head.listed):
        head.columns['unit'] = head.columns.pop('region')
    if 'unit' not in head.columns or not (head.tasks or head.listed):
        return None
    if head.listed:
        head.ignored += head.tasks.values()
        head.tasks = {}
    else:
        head.ignored += [''.join(cells[column].split()) for column in _beside(head)]
    return head


def _beside(head: Head) -> list[int]:
    """The columns of a table of units by tasks that say nothing of one task."""
    spare = [key for key in head.columns if key not in {'unit', 'region'}]
    return [head.columns.pop(key) for key in spare]


def _key(header: str, head: Head) -> str | None:
    """What a column is; the county beside a narrower unit is its county."""
    wanted = fold_label(header)
    found = next((key for key, labels in LABELS.items() if wanted in map(fold_label, labels)), None)
    if found == 'unit' and wanted in map(fold_label, _COUNTIES):
        return 'region' if 'region' not in head.columns else found
    return found
