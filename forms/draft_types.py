"""The type and unit of a label that nobody knows, guessed from how it is printed, with the reason to show."""

from __future__ import annotations

import re

from model.form import FieldType
from text.label_folding import fold_label

TYPE_NAMES: dict[FieldType, str] = {
    'text': "文字",
    'int': "整数",
    'decimal': "小数",
    'date': "日期",
    'uscc': "统一社会信用代码",
    'phone': "电话",
    'choice': "单选",
    'choices': "多选",
    'yes_no': "是否",
    'tick': "勾选",
}
"""Field types as clerks call them."""

YES_NO = ({'是', '否'}, {'有', '无'}, {'已建', '未建'})
"""Pairs of options that answer a question."""

_KINDS: tuple[tuple[FieldType, re.Pattern[str]], ...] = (
    ('uscc', re.compile(r'统一社会信用代码|信用代码')),
    ('phone', re.compile(r'电话|手机|联系方式|传真')),
    ('date', re.compile(r'(?:时间|日期|年月|年月日)$')),
    ('decimal', re.compile(r'金额|经费|资金|面积|[（(](?:万?元|平方米)[)）]|(?:元|率)$')),
    (
        'int',
        re.compile(
            r'人数|总数|数量|[人个家名次]数|合计$|小计$|总计$|[（(][人名个家次][)）]|(?:党员|人员|从业者)$|(?<![编号])数$'
        ),
    ),
    ('yes_no', re.compile(r'^(?:是否|有无|是不是)')),
)
_UNIT = re.compile(r'[（(](?:单位[：:])?([^（）()]{1,4})[）)]$')
_COUNTED = frozenset('人名个家次条具台件套户场期份篇项部辆间岁处支批张本只座届天') | {'人次'}
_MEASURED = frozenset(
    ('元', '万元', '亿元', '%', '平方米', '㎡', '平米', '亩', '公顷', '米', '千米', '公里', '小时', '吨')
)
"""Units printed behind a label: of what is counted in whole ones, and of what is measured."""


def label_to_unit(label: str) -> str | None:
    """The unit printed in brackets behind a label: 万元 of 经费（万元）."""
    told = _UNIT.search(''.join(label.split()))
    unit = told[1].replace('％', '%') if told else None
    return unit if unit in _COUNTED | _MEASURED else None


def without_unit(label: str) -> str:
    """A label without the brackets at its end."""
    return _UNIT.sub('', ''.join(label.split()))


def label_to_type(label: str, options: tuple[str, ...], unit: str | None) -> tuple[FieldType, str]:
    """A type for a label nobody knows, with the reason to show."""
    if options and {fold_label(option) for option in options} in YES_NO:
        return 'yes_no', "台账没有这一项；按“是否”栏读取，请核对"
    if options:
        return (
            'choices',
            f"台账没有这一项；按可多选读取（{'、'.join(options)}），只能选一项的请把类型改为“{TYPE_NAMES['choice']}”",
        )
    if unit is not None:
        measured: FieldType = 'decimal' if unit in _MEASURED else 'int'
        return measured, f"台账没有这一项；按栏目名中的单位“{unit}”判断类型为{TYPE_NAMES[measured]}，请核对"
    for kind, pattern in _KINDS:
        if pattern.search(label):
            return kind, f"台账没有这一项；按栏目名判断类型为{TYPE_NAMES[kind]}，请核对"
    return 'text', "台账没有这一项；按文字读取，请核对"
