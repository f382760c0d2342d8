"""Data validation of cells: what a list offers, and whether a value may be typed there."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from forms.sheets.package import Sheet, Workbook, string_to_text
from forms.sheets.places import Area, Place, ref_to_area, sqref_to_areas
from forms.sheets.spans import Node
from model.blank import BlankKind

MAX_OPTIONS = 2_000
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_RANGE = re.compile(r"(?:(?:'((?:[^']|'')+)'|([^'!\s]+))!)?(\$?[A-Za-z]*\$?\d*(?::\$?[A-Za-z]*\$?\d*)?)")
_CONSTANT = re.compile(r'-?\d+(?:\.\d+)?')
_KINDS: dict[str, BlankKind] = {'whole': 'number', 'decimal': 'number', 'date': 'date'}


class Rule(NamedTuple):
    """One rule over some cells: kind ('list', 'whole', 'date', 'textLength', ...), its formulas."""

    areas: tuple[Area, ...]
    kind: str
    operator: str
    first: str
    second: str


def sheet_to_rules(sheet: Sheet) -> tuple[Rule, ...]:
    """A sheet's rules: those of 2007, and those that name other sheets, which stand in an extension."""
    return tuple(
        _node_to_rule(node)
        for node in sheet.root.walk()
        if node.tag == 'dataValidation' and node.attributes.get('type', 'none') != 'none'
    )


def _node_to_rule(node: Node) -> Rule:
    sqref, formulas = node.attributes.get('sqref', ''), {'formula1': '', 'formula2': ''}
    for each in node.children:
        if each.tag in formulas:
            formulas[each.tag] = ''.join(part.text for part in each.walk()).strip()
        elif each.tag == 'sqref':
            sqref = each.text
    about = node.attributes
    return Rule(sqref_to_areas(sqref), about['type'], about.get('operator', 'between'), *formulas.values())


def rule_at(rules: tuple[Rule, ...], place: Place) -> Rule | None:
    """The rule that holds for a cell."""
    return next((rule for rule in rules if any(area.holds(place) for area in rule.areas)), None)


def rule_to_kind(rule: Rule | None) -> BlankKind | None:
    """What a rule says of the value: a number, a date, or nothing."""
    return _KINDS.get(rule.kind) if rule else None


def rule_to_options(workbook: Workbook, sheet: Sheet, rule: Rule | None) -> tuple[str, ...] | None:
    """What a list offers; None for no list, or one that only a formula gives (INDIRECT, OFFSET)."""
    if rule is None or rule.kind != 'list':
        return None
    return _list_to_options(workbook, sheet, rule.first.removeprefix('='), depth=0)


def _list_to_options(workbook: Workbook, sheet: Sheet, text: str, depth: int) -> tuple[str, ...] | None:
    literal = _LITERAL.fullmatch(text)
    if literal:
        return tuple(word.strip() for word in literal[1].replace('""', '"').split(',') if word.strip())
    named = next((name for name in workbook.names if name.name == text), None)
    if named is not None and depth < 5:
        return _list_to_options(workbook, sheet, named.formula, depth + 1)
    found = _RANGE.fullmatch(text)
    area = ref_to_area(found[3]) if found else None
    title = (found[1] or '').replace("''", "'") or found[2] if found else None
    source = workbook.sheet(title) if title else sheet
    if area is None or source is None:
        return None
    texts = (cell_to_text(workbook, source, place) for place in sorted(source.cells) if area.holds(place))
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))[:MAX_OPTIONS]


def cell_to_text(workbook: Workbook, sheet: Sheet, place: Place) -> str:
    """A cell's text, or its number as stored; '' for one that is empty."""
    cell = sheet.cells.get(place)
    if cell is None:
        return ''
    inline, value = cell.child('is'), cell.child('v')
    if inline is not None:
        return string_to_text(inline)
    text = value.text if value else ''
    if cell.attributes.get('t') == 's' and text:
        return workbook.texts[int(text)][0]
    return text


def refusal(rule: Rule | None, options: tuple[str, ...] | None, value: str) -> str | None:
    """Why a value may not stand in a cell under this rule, in Chinese; None where it may."""
    if rule is None:
        return None
    if rule.kind == 'list':
        if options is None:
            return "该格的下拉选项由公式给出，不能核对，请打开表格从下拉框中选"
        return None if value.strip() in options else f"“{value}”不在该格的下拉选项中（{_some(options)}）"
    bounds = [Decimal(each) for each in (rule.first, rule.second) if _CONSTANT.fullmatch(each)]
    measure = _measure(rule, value)
    if measure is None and rule.kind in ('whole', 'decimal'):
        return f"该格只能填数，“{value}”不是数"
    if measure is None or not bounds or _holds(rule.operator, measure, bounds):
        return None
    what = "字数" if rule.kind == 'textLength' else "数值"
    return f"“{value}”不符合该格限定的{what}（{_range(rule.operator, bounds)}）"


def _some(options: tuple[str, ...]) -> str:
    return '、'.join(options[:8]) + ("等" if len(options) > 8 else '')


def _measure(rule: Rule, value: str) -> Decimal | None:
    if rule.kind == 'textLength':
        return Decimal(len(value))
    if rule.kind not in ('whole', 'decimal'):
        return None
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and (rule.kind == 'decimal' or number % 1 == 0) else None


def _holds(operator: str, value: Decimal, bounds: list[Decimal]) -> bool:
    low, high = bounds[0], bounds[-1]
    tests = {
        'between': low <= value <= high or len(bounds) < 2,
        'notBetween': not low <= value <= high or len(bounds) < 2,
        'equal': value == low,
        'notEqual': value != low,
        'greaterThan': value > low,
        'lessThan': value < low,
        'greaterThanOrEqual': value >= low,
        'lessThanOrEqual': value <= low,
    }
    return tests.get(operator, True)


def _range(operator: str, bounds: list[Decimal]) -> str:
    words = {
        'between': "在{}到{}之间", 'notBetween': "不在{}到{}之间", 'equal': "等于{}", 'notEqual': "不等于{}",
        'greaterThan': "大于{}", 'lessThan': "小于{}",
        'greaterThanOrEqual': "不小于{}", 'lessThanOrEqual': "不大于{}",
    }  # fmt: skip
    return words[operator].format(bounds[0], bounds[-1])
