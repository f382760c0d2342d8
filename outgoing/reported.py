"""Who has reported and on what the numbers stand: incomplete but honest (office-life.md G3)."""

from __future__ import annotations

import datetime as dt

from model.figure import Figure
from outgoing.draft import CountyLine
from outgoing.figures import BELOW, RATES, share_of
from outgoing.prose import Campaign, all_units, in_words, late_units, whole_but
from outgoing.wording import listed

_BY_LEDGER = "按台账现有数计入"
_LARGE = 20
"""Units beyond this number are not named one by one: the table shows them."""


def returned(seen: Campaign) -> str | None:
    """Who reported, who did not, and both bases of the rate; None where nobody is to report.

    What has come and is not read yet is never called 未报送.
    """
    facts, unit = seen.facts, seen.unit
    if not seen.units:
        return None
    number = all_units(seen)
    cut_off = seen.date('cut_off', "统计截止日", facts.cut_off, year=False)
    if not seen.late:
        return f"截至{cut_off}，{number}个{unit}均已报送。{_of_those_that_told(seen)}"
    done = seen.count('units.reported', f"已报送{unit}数", len(facts.reported), sources=facts.returns)
    text = f"截至{cut_off}，{number}个{unit}中{done}个已报送"
    if not facts.is_due and facts.due and len(facts.missing) == len(seen.units):
        text = f"截至{cut_off}，{number}个{unit}本期情况尚在报送期限内（期限{_due(seen, facts.due)}）"
        return f"{text}。{_bases(seen)}"
    text += _missing(seen) if facts.missing else ''
    read = [one for one in facts.checking if one not in facts.unsure]
    text += f"，{listed(read)}报表已收到、正在核对" if read else ''
    text += f"，{listed(facts.unsure)}来件正在核对、本期数据尚未核定" if facts.unsure else ''
    return f"{text}。{_bases(seen)}"


def _missing(seen: Campaign) -> str:
    """Who did not report; before the round's day only how many have the time still."""
    facts = seen.facts
    if facts.is_due or facts.due is None:
        return f"，{listed(facts.missing)}未报送"
    number = seen.count('units.in_time', f"尚在报送期限内的{seen.unit}数", len(facts.missing))
    return f"，其余{number}个尚在报送期限内（期限{_due(seen, facts.due)}）"


def _due(seen: Campaign, due: dt.date) -> str:
    return seen.date('due', "本期期限", due)


def _of_those_that_told(seen: Campaign) -> str:
    """The rate of the units that told enough, where some that reported did not; '' where all did."""
    name = None if 'established' in seen.whole.figures else _best(seen)
    return f"{_checked(seen, name)}。" if name else ''


def _bases(seen: Campaign) -> str:
    """Those that reported alone, and the whole area with what the others told last."""
    name = _best(seen)
    first = _checked(seen, name) if name else ''
    if seen.choice.missing == 'exclude' or name is None:
        rest = f"；上述{late_units(seen)}个{seen.unit}未计入"
        return f"{first}{rest}。" if first else f"各{seen.unit}数据不足以计算比率。"
    second = _carried(seen, name)
    return f"{f'{first}；' if first else ''}{second}。"


def _best(seen: Campaign) -> str | None:
    """The rate that the most units tell both counts of; 组建率 before 覆盖率 where both are told alike."""
    layout, told = seen.office.layout, {}
    for name in ('formation', 'coverage'):
        (whole, left_out), (_, late) = (share_of(one, name, layout) for one in (seen.whole, seen.checked))
        if name in whole.figures:
            told[name] = (len(late), len(left_out))
    return min(told, key=lambda name: told[name]) if told else None


def _checked(seen: Campaign, name: str) -> str:
    """The units that reported, by themselves; '' where none of them told both counts."""
    scope, left_out = share_of(seen.checked, name, seen.office.layout)
    share = seen.share(scope, name)
    if share is None:
        return ''
    label, above, below = RATES[name]
    label_of = f"已核{seen.unit}数"
    number = seen.count('units.checked', label_of, len(scope.lines), sources=seen.facts.returns)
    text = f"已核{number}个{seen.unit}{BELOW[name]}{seen.number(scope, below)}家、"
    text += f"已建{seen.number(scope, above)}家，{label}{share}"
    return text + (f"（{listed(left_out)}数据不全，未计入）" if left_out else '')


def _carried(seen: Campaign, name: str) -> str:
    """The whole area with what the units that did not report told last, and who has told nothing."""
    scope, left_out = share_of(seen.whole, name, seen.office.layout)
    basis = _standing_in(seen, left_out)
    if not basis:
        return f"上述{late_units(seen)}个{seen.unit}没有可以沿用的数据，未计入"
    return f"{basis}，{whole_but(seen, left_out)}{RATES[name][0]}{seen.share(scope, name)}"


def _standing_in(seen: Campaign, left_out: tuple[str, ...]) -> str:
    """What stands in for the units that did not report: '上述…沿用上期数后'; '' where nothing does."""
    groups: dict[str, list[str]] = {}
    lines = {line.region: line for line in seen.whole.lines}
    for unit in seen.late:
        if unit in lines and unit not in left_out:
            groups.setdefault(_whose(seen, lines[unit]), []).append(unit)
    if not groups:
        return ''
    named = {
        words: f"上述{late_units(seen)}个{seen.unit}" if len(units) == len(seen.late) else listed(units)
        for words, units in groups.items()
    }
    own = [in_words(line) for one, line in lines.items() if one not in {*seen.units, *left_out}]
    if own:
        rest = listed(own) if len(own) <= _LARGE else "其余地区"
        named[_BY_LEDGER] = f"{named[_BY_LEDGER]}和{rest}" if _BY_LEDGER in named else rest
    return f"{'、'.join(f'{who}{words}' for words, who in named.items())}后"


def _whose(seen: Campaign, line: CountyLine) -> str:
    if line.told_in is None:
        return _BY_LEDGER
    if seen.facts.round is None or line.told_in == seen.facts.round - 1:
        return "沿用上期数"
    if line.told_in == 0:
        return "沿用启动摸底数"
    number = line.told_in
    figure = Figure(f'told_in.{number}', str(number), number, "沿用数据的期次", None, 'calendar')
    return f"沿用第{seen.use(figure)}期数"
