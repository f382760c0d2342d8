"""What is to become of the organisations without a branch: methods by their conditions, and who waits."""

from __future__ import annotations

from model.figure import Figure
from outgoing.draft import MethodLine
from outgoing.figures import Scope, rows_of
from outgoing.prose import Campaign, branches_known
from outgoing.wording import listed


def planned(seen: Campaign) -> str | None:
    """What is to become of those without a branch; None where nobody knows how many they are."""
    if not seen.shown:
        return None
    scope, left_out = branches_known(seen, seen.shown[-1])
    told = scope.figures
    if not {'organisations', 'established'} <= told.keys():
        return None
    unknown = sum(line.unknown for line in scope.lines)
    left = told['organisations'].value - told['established'].value - unknown
    if left <= 0:
        return "其余社会组织待核实后研究。" if unknown else f"{scope.label}登记社会组织已全部建立党组织。"
    without = seen.use(_without(seen, scope, left, unknown))
    but = f"（不含{listed(left_out)}）" if left_out else ''
    methods = _methods(seen, scope, left)
    if methods is None:
        return f"尚有{without}家社会组织未建立党组织{but}。"
    return f"对尚未建立党组织的{without}家社会组织{but}，按照通知规定的条件{methods}。"


def _without(seen: Campaign, scope: Scope, left: int, unknown: int) -> Figure:
    rows = None
    if all({'organisations', 'established'} <= line.rows.keys() for line in scope.lines):
        known = {*rows_of(scope, 'established'), *rows_of(scope, 'unknown')}
        rows = tuple(row for row in rows_of(scope, 'organisations') if row not in known)
    for name in ('organisations', 'established'):
        seen.number(scope, name)
    parts = [f'{scope.key}.organisations', f'{scope.key}.established']
    parts += [f'{scope.key}.unknown'] if unknown else []
    label = f"{scope.label}尚未建立党组织"
    key, detail = f'{scope.key}.unestablished', "登记数减去已建数和待核实数"
    return Figure(key, str(left), left, label, rows, 'sum', tuple(parts), detail=detail)


def _methods(seen: Campaign, scope: Scope, left: int) -> str | None:
    """What the rules give for each; None where no organisation was held against any of them."""
    facts, here = seen.facts, set(rows_of(scope, 'organisations'))
    lines = [one for line in facts.methods if (one := _inside(line, here, scope is seen.whole)).organisations]
    text = listed(
        [
            f"适用{one.method}的"
            f"{seen.count(f'method.{one.method}', f'适用{one.method}', one.organisations, one.rows)}家"
            for one in lines
        ]
    )
    waiting = left - sum(one.organisations for one in lines)
    rows = tuple(row for row in facts.waiting_rows or () if row in here)
    if not facts.methods or not (lines or rows):
        return None
    if waiting > 0:
        exact = rows if len(rows) == waiting else None
        parts = (f'{scope.key}.unestablished', *(f'method.{one.method}' for one in lines))
        label, detail = "暂未确定组建方式", "尚未建立的减去已有适用方式的"
        figure = Figure('waiting', str(waiting), waiting, label, exact, 'sum', parts, detail=detail)
        number = seen.use(figure)
        all_of_them = f"，{number}家均尚待核实研究，暂未确定组建方式"
        text = f"，{text}；另有{number}家尚待核实研究，暂未确定组建方式" if text else all_of_them
        return f"{'逐家比对' if exact else '比对'}{text}"
    return f"逐家比对，{text or '组建方式尚待研究'}"


def _inside(line: MethodLine, here: set[int], whole: bool) -> MethodLine:
    """A method's line within a scope."""
    if whole or line.rows is None:
        return line
    rows = tuple(row for row in line.rows if row in here)
    return MethodLine(line.method, len(rows), rows)
