"""What the pages of the ledger say alike: addresses, days asked for, and a remedy that a page can offer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from desk.sheets import place_address
from desk.visit import Visit
from model.errors import UsageFault
from model.person import PersonRole

KEEPERS: frozenset[PersonRole] = frozenset({'reviewer'})
"""Who changes the ledger."""

BRANCHES = (
    ('', "全部"),
    ('yes', "已建党组织"),
    ('no', "未建党组织"),
    ('unknown', "未填是否建立"),
    ('approved', "已建，有批复"),
    ('alone', "已建，缺批复"),
)
_PLACE = ('page', 'box', 'part', 'path', 'sheet', 'cell', 'line')
STATES = (('active', "计数的"), ('ended', "不再计数的"), ('merged', "已并入的"), ('', "全部"))

_ON_THE_PAGE = (
    (r"请用 shoufa ledger merge (\d+) (\d+) 合并", r"请在编号\1的单位页把编号\2并入"),
    (r"请用 shoufa ledger merge 合并", "请在单位页办“查重合并”"),
    (r"请先用 shoufa ledger rollback 撤回", "请先在“办理记录”里撤回"),
    (r"撤回用 shoufa ledger rollback \d+", "可在“办理记录”里撤回"),
    (r"要撤回它用 shoufa ledger rollback", "要撤回它请到“办理记录”第"),
    (r"请用 shoufa ledger acts 核对编号", "请到“办理记录”核对编号"),
    (r"用 shoufa ledger acts 查看编号", "请从“办理记录”里选"),
    (r"名称变了请登记更名：shoufa ledger event .*", "名称变了请办“更名”。"),
    (r"用 shoufa ledger event 单位 成立党组织 登记", "请到单位页办“成立党组织”"),
    (r"请用 shoufa ledger correct 更正", "请在单位页更正"),
    (r"先用 shoufa ledger outside import 导入", "请先导入"),
    (r"用 shoufa ledger find 词 查找", "请到台账页查找"),
    (r"用 shoufa register list 查看编号", "请到收文页查看编号"),
    (r"用 shoufa layouts list 查看", "请从列表里选"),
    (r"：shoufa review correct \d+ [^，]*，可写：", "，可写："),
    (r"要用 --to 写明", "要写明"),
    (r"：--date 2026-04-20|：--why 来函更正", ""),
    (r"加 --same-name 再办", "勾选“确是同名的两家”再办"),
    (r"第一家之后用 --with 写其余各家", "其余各家写在“一起的其他单位”里"),
    (r"--compare 要前", "要前"),
    (r"--by 不认识", "分项不认识"),
    (r" ?--to ?", "“名称”"),
    (r" ?--with ?", "“一起的其他单位”"),
    (r" ?--set ?", "“新单位或党组织的事项”"),
    (r" ?--ends ?", "“原单位注销”"),
)


def on_the_page(message: str) -> str:
    """A message of office/ with the remedies of the command line said as this page offers them."""
    for told, said in _ON_THE_PAGE:
        message = re.sub(told, said, message)
    return message


def day_of(visit: Visit, text: str, label: str) -> dt.date | None:
    """A day of a form or an address; None where it is left empty.

    Raises:
        UsageFault: it is none, or lies after today.
    """
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageFault(f"“{label}”应写成 2026-04-20 这样的日期。") from None
    if day > visit.place.today:
        raise UsageFault(f"“{label}”{day}在今天（{visit.place.today}）之后。")
    return day


def seen_at(register: int | None, where: Mapping[str, Any]) -> str | None:
    """The address of the picture of a place in a registered paper; None where none is told."""
    told = {name: where[name] for name in _PLACE if where.get(name) is not None}
    return place_address(register, told) if register is not None and told else None
