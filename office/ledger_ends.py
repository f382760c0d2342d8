"""Lines of a list that say the organisation is no more, or that something of it was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.survey.columns import Column
from extractors.survey.lines import is_filled
from extractors.survey.options import text_to_yes_no
from office.ledger_columns import Headed
from office.ledger_totals import row_number
from text.labels import fold_label

_ENDS = re.compile('(?<![拟待未])(?:注销|撤销登记|吊销|迁出)(?!中|前)')
_STILL = re.compile('(?:拟|准备|申请|计划|正在|建议|督促|未).{0,6}(?:注销|撤销|吊销|迁出)')
_CHANGES = re.compile('变更|更名|换届|迁入|合并|分立')
_ENDED = re.compile('(?:是否)?(?:已)?(?:注销|撤销)(?:登记)?(?:日期|时间|情况|标记|与否)?')
_DONE = re.compile('(?:办理|业务|登记|变动|变化|变更)(?:事项|业务|类型|类别|种类|情况)|(?:登记)?状态|事项')
_REMARKS = re.compile('备注|说明|情况说明|备注信息')


class Teller(NamedTuple):
    """A column that may say so, and how: 'ended' (注销), 'done' (办理事项), 'remarks' (备注)."""

    place: int
    label: str
    how: str


def tellers(columns: tuple[Column, ...]) -> Iterator[Teller]:
    """The columns that may say that an organisation is no more."""
    for column in columns:
        if column.field is not None and column.field.id != 'remarks':
            continue
        folded = fold_label(column.label)
        for how, words in (('ended', _ENDED), ('done', _DONE), ('remarks', _REMARKS)):
            if words.fullmatch(folded):
                yield Teller(column.place, folded, how)


def rows_to_whys(headed: Headed) -> dict[int, str]:
    """By row number, why a line waits: it tells an end or a change, an event for a person to enter."""
    telling = {one.place: one for one in tellers(headed.columns)}
    whys: dict[int, str] = {}
    for cell in headed.table.cells if telling else ():
        teller = telling.get(cell.col)
        if teller is not None and cell.row >= headed.header.bottom and is_filled(cell.text):
            why = _why(teller, ''.join(cell.text.split()))
            if why:
                whys.setdefault(row_number(cell), why)
    return whys


def _why(teller: Teller, said: str) -> str | None:
    told = f"名单的“{teller.label}”一栏写着“{said}”"
    if teller.how == 'ended' and text_to_yes_no(said).value is not False and fold_label(said) != teller.label:
        return f"{told}：没有收进台账。台账里有这一家的，请核实后登记注销或撤销（ledger event）"
    if teller.how != 'ended' and _ENDS.search(said) and not _STILL.search(said):
        return f"{told}：没有收进台账。台账里有这一家的，请核实后登记注销、撤销或迁出（ledger event）"
    if teller.how == 'done' and _CHANGES.search(said):
        return f"{told}：变了什么没有自动改，请核实后登记事件或更正"
    return None
