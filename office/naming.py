"""Field ids and values as clerks know them: the first label of the shipped forms, 是 and 否."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from forms.load import definitions

_OF_THE_LEDGER = {
    'former_names': "曾用名",
    'liaison': "联络员",
    'has_liaison': "有无联络员",
    'approval_date': "批复日期",
    'town': "所属乡镇（街道）",
    'industry': "所属行业",
    'operation': "经营运行情况",
    '@state': "是否计数",
    '@began_on': "起始日期",
    '@ended_on': "终止日期",
    '@merged_into': "并入单位",
}


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for one in (one for form in definitions() for one in form.fields if not one.under):
        found.setdefault(one.id, one.labels[0])
    return found


def label_of(field: str) -> str:
    """The printed label of a field; the id itself where no form asks for it.

    Example: label_of('staff_total') == '从业人员总数'
    """
    return _labels().get(field) or _OF_THE_LEDGER.get(field, field)


def value_to_text(value: Any) -> str:
    """A ledger value as people write it: 是 and 否, several choices with 、."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return str(value)
