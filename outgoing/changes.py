"""What changed since the round before, by what both rounds show and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.figure import Figure
from outgoing.draft import Before, CountyLine
from outgoing.figures import BELOW, RATES, Scope, line_figures, rate_figure, scope_of
from outgoing.prose import Campaign
from outgoing.wording import listed
from text.rates import rate_difference

_TURN = {1: ("升至", "上升"), -1: ("降至", "下降")}


def changes(seen: Campaign) -> tuple[str, ...]:
    """Sums and rates beside those of the round before, then the units with more or fewer branches.

    Only units count of which both rounds have figures of their own. Nothing where there was no round before.
    """
    before = seen.facts.before
    if before is None:
        return ()
    pairs = tuple(_pairs(seen, before))
    if not pairs:
        return ()
    texts = [_sums(seen, before, pairs), _entered(seen, pairs), _by_unit(seen, pairs)]
    return tuple(text for text in texts if text)


def _pairs(seen: Campaign, before: Before) -> Iterator[tuple[CountyLine, CountyLine]]:
    """Each unit's line then and now; what stood in for a unit that was silent is no figure of that round."""
    own = {line.region for line in seen.facts.counties} - {*seen.units}
    then = {line.region: line for line in before.counties if line.region in {*before.reported, *own}}
    for line in seen.facts.counties:
        earlier = then.get(line.region)
        if earlier is None or line.region in seen.late or bool(line.sources) != bool(earlier.sources):
            continue
        if _told(line) and _told(earlier):
            yield earlier, line


def _told(line: CountyLine) -> bool:
    return bool(line.established is not None and (line.organisations or line.eligible))


def _sums(seen: Campaign, before: Before, pairs: tuple[tuple[CountyLine, CountyLine], ...]) -> str | None:
    layout = seen.office.layout
    now = _scope_now(seen, [line for _, line in pairs])
    then = scope_of('before', f"{_last(before)}{now.label}", [line for line, _ in pairs], layout)
    name = next(
        (one for one in ('formation', 'coverage') if one in now.figures and one in then.figures), None
    )
    if name is None:
        return None
    label, above, below = RATES[name]
    old = {one: _of_papers(then, one) for one in (above, below)}
    parts = [
        f"{words}{_moved(seen, old[one], now.figures[one])}"
        for one, words in ((below, BELOW[name]), (above, "已建党组织"))
    ]
    counts = (old[above], old[below]), (now.figures[above], now.figures[below])
    rate = rate_figure(f'before.{name}', f"{then.label}{label}", counts[0], layout)
    assert rate is not None
    rates = rate, now.figures[name]
    day = seen.date('before', "上期截止日", before.cut_off)
    righted = "，按此后更正的数据" if any(line.region in before.corrected for line, _ in pairs) else ""
    text = f"与{_last(before)}（截至{day}{righted}）相比，按两期台账和报表数据，"
    who = now.label if now.key != 'both' else f"两期均有数据的{_pair_count(seen, pairs)}个单位"
    return f"{text}{who}{'，'.join(parts)}，{label}{_rate_moved(seen, rates, counts)}。"


def _scope_now(seen: Campaign, lines: list[CountyLine]) -> Scope:
    """The scope that these lines are, so that the same sum is the same figure."""
    for scope in (seen.whole, *seen.shown, seen.checked):
        if list(scope.lines) == lines:
            return scope
    return scope_of('both', "两期均有数据的单位", lines, seen.office.layout)


def _last(before: Before) -> str:
    return "启动摸底" if before.round == 0 else "上期"


def _pair_count(seen: Campaign, pairs: tuple[tuple[CountyLine, CountyLine], ...]) -> str:
    return seen.count('units.both', "两期均有数据的单位数", len(pairs), sources=seen.facts.returns)


def _of_papers(scope: Scope, name: str) -> Figure:
    """A sum of the round before: its addends are not in this paper, the returns and rows behind them are."""
    figure = scope.figures[name]
    sources = tuple(dict.fromkeys(one for line in scope.lines for one in line.sources.get(name, ())))
    rows = tuple(row for line in scope.lines for row in line.rows.get(name, ())) or None
    return Figure(figure.key, figure.text, figure.value, figure.label, rows, 'sum', (), sources)


def _moved(seen: Campaign, then: Figure, now: Figure) -> str:
    if then.value == now.value:
        return f"{seen.use(now)}家，与此前持平"
    verb = "增至" if now.value > then.value else "减至"
    return f"由{seen.use(then)}家{verb}{seen.use(now)}家"


def _rate_moved(
    seen: Campaign, rates: tuple[Figure, Figure], counts: tuple[tuple[Figure, Figure], tuple[Figure, Figure]]
) -> str:
    """Two printed rates and their difference in 百分点, as a reader would take the one from the other."""
    then, now = rates
    words = [
        f"{seen.use(rate)}（{seen.use(above)}/{seen.use(below)}）"
        for rate, (above, below) in zip(rates, counts, strict=True)
    ]
    step = rate_difference(then.text, now.text)
    digits = step.lstrip('-')
    if not digits.strip('0.'):
        return f"由{words[0]}到{words[1]}，持平（按公布数计算）"
    turn, verb = _TURN[-1 if step.startswith('-') else 1]
    key = f'{now.key}.step'
    figure = Figure(key, digits, step, f"{now.label}变化（百分点）", None, 'rate', (then.key, now.key))
    return f"由{words[0]}{turn}{words[1]}，{verb}{seen.use(figure)}个百分点（按公布数计算）"


def _entered(seen: Campaign, pairs: Iterable[tuple[CountyLine, CountyLine]]) -> str | None:
    """Organisations that entered or left the ledger, where lists and not only totals are known."""
    listed_both = [(one.rows, two.rows) for one, two in pairs if not one.sources and not two.sources]
    then, now = ({row for pair in listed_both for row in pair[at].get('organisations', ())} for at in (0, 1))
    told = [
        f"{verb}{seen.count(f'change.{key}', f'台账{verb}', len(rows), tuple(sorted(rows)))}家"
        for key, verb, rows in (('new', "新增", now - then), ('ended', "减少", then - now))
        if rows
    ]
    return f"其间台账{'、'.join(told)}。" if told else None


def _by_unit(seen: Campaign, pairs: Iterable[tuple[CountyLine, CountyLine]]) -> str | None:
    more: list[str] = []
    fewer: list[str] = []
    for then, now in pairs:
        old = line_figures(then, f'before.{then.region}', seen.office.layout)['established']
        new = line_figures(now, f'county.{now.region}', seen.office.layout)['established']
        if old.value != new.value:
            text = f"{now.region}（由{seen.use(old)}家到{seen.use(new)}家）"
            (more if new.value > old.value else fewer).append(text)
    told = [f"{words}的有{listed(units)}" for words, units in (("增加", more), ("减少", fewer)) if units]
    return f"已建党组织数{'；'.join(told)}。" if told else "各单位已建党组织数均无变化。"
