"""Tables of decision rules: 党员人数 in one column, 组建方式 in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.notice.body import Part
from extractors.notice.rule_cases import case_to_basis
from model.notice import NoticeRule

_CELL = re.compile(r'\s{2,}|\t')
_CASE = re.compile(r'(?:.{0,12}(?:人数|数|情况|规模|收入))|情形|条件|类型|类别|对象')
_METHOD = re.compile(r'.{0,6}(?:方式|办法|方法|形式|措施|处理意见)')
_NUMBER = re.compile(r'[\d一二三四五六七八九十]{1,3}[.、]?|序号')
_COUNTED = re.compile(r'[\d一二三四五六七八九十]\s*[-—－~～至]{0,2}\s*\d*\s*[名人位个家万亿]|没有|无|不足')


def parts_to_row_rules(parts: Sequence[Part]) -> list[NoticeRule]:
    """A rule for each row under a head that names a case and a method; a bare case takes the head's words."""
    return [rule for part in parts if not part.draft for rule in _rows(part)]


def _rows(part: Part) -> Iterator[NoticeRule]:
    head: tuple[int, int, str] | None = None
    for line in part.lines:
        if not line.table:
            head = None
            continue
        cells = [cell.strip() for cell in _CELL.split(line.text)]
        named = _head(cells)
        if named:
            head = named
        elif head and len(cells) > max(head[:2]) and not _NUMBER.fullmatch(cells[head[0]]):
            case, method = cells[head[0]], cells[head[1]]
            if _COUNTED.search(case):
                condition = case if case_to_basis(case) else f'{head[2]}{case}'
                rules = ('by_count', 'table')
                yield NoticeRule(
                    condition, method, line.text, line.where, case_to_basis(condition), rules, 0.8
                )


def _head(cells: Sequence[str]) -> tuple[int, int, str] | None:
    """The indexes of the case's and the method's columns, and what the case's column is called."""
    case = next((index for index, cell in enumerate(cells) if _CASE.fullmatch(cell)), None)
    method = next((index for index, cell in enumerate(cells) if _METHOD.fullmatch(cell)), None)
    if case is None or method is None or case == method:
        return None
    name = cells[case]
    return case, method, '' if name in {'情形', '条件', '类型', '类别', '对象'} else name
