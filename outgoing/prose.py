"""A campaign seen from one office: its scopes, and the sentences that circular and report share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from model.errors import CannotStart
from model.figure import Figure, Origin, Source
from model.office import Office
from outgoing.draft import CampaignFacts, Choice, CountyLine
from outgoing.figures import COUNTS, RATES, Scope, rate_figure, rows_of, scope_of, share_of
from outgoing.noting import Notes
from outgoing.wording import area, day, listed, unit_word

_FEW = 5
"""Units beyond this number are not named in a bracket."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign's facts seen from one office, with the figures printed so far.

    checked are the units that reported, whole all lines with what the others told last; shown are the
    scopes that the paper's paragraphs and its table's last lines count over, by what was chosen.
    """

    office: Office
    facts: CampaignFacts
    choice: Choice
    checked: Scope
    whole: Scope
    shown: tuple[Scope, ...]
    notes: Notes = field(default_factory=Notes)

    @property
    def units(self) -> tuple[str, ...]:
        """All that are to report."""
        return (*self.facts.reported, *self.late)

    @property
    def late(self) -> tuple[str, ...]:
        """Those of which no figure of this round is known, missing and unread alike, in the table's order."""
        late = {*self.facts.missing, *self.facts.checking}
        listed_first = [line.region for line in self.facts.counties if line.region in late]
        return (*listed_first, *(one for one in sorted(late) if one not in listed_first))

    @property
    def unit(self) -> str:
        """What those that report are called: 县（区）."""
        ours = set(self.office.counties)
        return unit_word(self.office) if ours and set(self.units) <= ours else "单位"

    def use(self, figure: Figure) -> str:
        """The figure's marked text; the figure is one of the paper's from now on."""
        return self.notes.put(figure)

    def count(
        self,
        key: str,
        label: str,
        value: int,
        rows: tuple[int, ...] | None = None,
        sources: tuple[Source, ...] = (),
    ) -> str:
        """A number of units, organisations or papers that is no count of a line."""
        origin: Origin = 'count' if rows is None else 'ledger'
        return self.use(Figure(key, str(value), value, label, rows, origin, sources=sources))

    def number(self, scope: Scope, name: str) -> str:
        """A count of a scope."""
        return self.use(scope.figures[name])

    def share(self, scope: Scope, name: str) -> str | None:
        """A rate with its counts, '55.7%（167/300）'; None where there is none."""
        if name not in scope.figures:
            return None
        _, above, below = RATES[name]
        return f"{self.number(scope, name)}（{self.number(scope, above)}/{self.number(scope, below)}）"

    def has_said(self, scope: Scope, name: str) -> bool:
        """Whether a rate of a scope stands in the paper already, with its counts."""
        return name in scope.figures and scope.figures[name].key in self.notes.figures

    def date(self, key: str, label: str, date: dt.date, *, year: bool = True) -> str:
        """A day of the calendar; without its year it has a key of its own."""
        key = key if year else f'{key}.short'
        return self.use(Figure(key, day(date, year=year), date.isoformat(), label, None, 'calendar'))


def campaign_of(office: Office, facts: CampaignFacts, choice: Choice) -> Campaign:
    """The facts with the scopes they are counted over; CannotStart where the population is unknown."""
    lines = facts.counties
    if not any(line.organisations or line.eligible for line in lines):
        waits = f"{listed(facts.checking)}的报送还没有核定" if facts.checking else "各单位也没有报送总数"
        act = "请先核定已收到的报送（shoufa review）" if facts.checking else "请先导入台账或收进报表"
        raise CannotStart(
            f"没有生成文件：截至{day(facts.cut_off)}台账没有登记社会组织，{waits}，无从统计；{act}。"
        )
    layout, late = office.layout, {*facts.missing, *facts.checking}
    reported = [line for line in lines if line.region in facts.reported]
    own = [line for line in lines if line.region not in late and line not in reported]
    word = unit_word(office) if {*facts.reported, *late} <= set(office.counties) else "单位"
    checked = scope_of('checked', f"已核{word}", reported, layout)
    whole = _whole(office, lines)
    if not late:
        return Campaign(office, facts, choice, checked, whole, (whole,))
    label = listed([*([f"已核{word}"] if reported else []), *map(in_words, own)])
    known = scope_of('known', label, (*reported, *own), layout) if own else checked
    both = (known, whole) if known.lines != whole.lines else (whole,)
    shown = {'exclude': (known,), 'carry': (whole,), None: both}[choice.missing]
    return Campaign(office, facts, choice, checked, whole, tuple(one for one in shown if one.lines))


def in_words(line: CountyLine) -> str:
    """A line before what it counts: 县（区）未填的."""
    return f"{line.region}的" if line.loose else line.region


def _whole(office: Office, lines: tuple[CountyLine, ...]) -> Scope:
    """The whole area but for those of which nothing at all is known, who are named."""
    known = [line for line in lines if any(getattr(line, name) is not None for name in COUNTS)]
    lacking = [line.region for line in lines if line not in known]
    label = f"{area(office)}（不含{listed(lacking)}）" if lacking else area(office)
    return scope_of('total', label, known, office.layout)


def subject(facts: CampaignFacts) -> str:
    """What the paper is about, without the words that the title adds."""
    return facts.title.strip().removeprefix("关于").removesuffix("的通知").strip('《》')


def about(seen: Campaign) -> str:
    """The subject in running text, its digits marked."""
    sources = (seen.facts.basis.source,) if seen.facts.basis.source else ()
    return seen.notes.words('subject', "活动名称", subject(seen.facts), origin='notice', sources=sources)


def cited(seen: Campaign) -> str:
    """The notice the paper rests on, title and number."""
    return seen.notes.cited(seen.facts.basis)


def progress(seen: Campaign) -> tuple[str, ...]:
    """A paragraph for each scope shown: population, branches by form, rates, instructors, members."""
    return tuple(text for scope in seen.shown if (text := _progress(seen, scope)))


def _progress(seen: Campaign, scope: Scope) -> str | None:
    """None where the sentence about who reported says all that is known already."""
    meant, (scope, left_out) = scope, branches_known(seen, scope)
    told = scope.figures
    if 'established' not in told or ('organisations' not in told and seen.late):
        return None
    text = _branches(seen, scope) + _unknown(seen, scope)
    if 'eligible' in told and not seen.has_said(scope, 'formation'):
        formation = seen.share(scope, 'formation')
        text += f"按条件应建立党组织{seen.number(scope, 'eligible')}家"
        text += f"，组建率{formation}。" if formation else "。"
    if told.get('instructors') and told['instructors'].value:
        text += f"已为{seen.number(scope, 'instructors')}家社会组织确定党建工作指导员。"
    text += f"社会组织现有党员{seen.number(scope, 'members')}名。" if 'members' in told else ''
    if not text:
        return None
    cut_off = seen.date('cut_off', '统计截止日', seen.facts.cut_off)
    if meant is seen.whole:
        return f"截至{cut_off}，{whole_but(seen, left_out, late=True)}{text}"
    without = f"（不含{listed(left_out)}）" if left_out else ''
    return f"截至{cut_off}，{meant.label}{without}{text}"


def branches_known(seen: Campaign, scope: Scope) -> tuple[Scope, tuple[str, ...]]:
    """The units of a scope of which it is known how many branches there are, and those left out."""
    if 'established' in scope.figures or 'organisations' not in scope.figures:
        return scope, ()
    return share_of(scope, 'coverage', seen.office.layout)


def _branches(seen: Campaign, scope: Scope) -> str:
    """Population, branches and their share; of a share that was said before, the forms alone."""
    if seen.has_said(scope, 'coverage'):
        forms = _forms(seen, scope)
        return f"已建立的党组织中，{forms[1:-1]}。" if forms else ''
    text = ''
    if 'organisations' in scope.figures:
        text = f"登记社会组织{seen.number(scope, 'organisations')}家，"
    text += f"已建立党组织{seen.number(scope, 'established')}家{_forms(seen, scope)}"
    coverage = seen.share(scope, 'coverage')
    return text + (f"，党的组织覆盖率{coverage}。" if coverage else "。")


def whole_but(seen: Campaign, left_out: Sequence[str] = (), *, late: bool = False) -> str:
    """The whole area, without whom it is counted, and with whom that did not report, in one bracket.

    Many without figures are a number, all that did not report are 上述.
    """
    counted = {line.region for line in seen.whole.lines} - {*left_out}
    without = [line.region for line in seen.facts.counties if line.region not in counted]
    inside = [one for one in seen.late if one in counted] if late else []
    told = []
    if len(without) > _FEW:
        number = seen.count('units.without', f"没有数据的{seen.unit}数", len(without))
        told.append(f"不含没有数据的{number}个{seen.unit}")
    elif without:
        told.append(f"不含{listed(without)}")
    if inside and len(inside) == len(seen.late):
        told.append(f"含上述{late_units(seen)}个{seen.unit}")
    elif inside:
        told.append(f"含{listed(inside)}")
    return f"{area(seen.office)}（{'，'.join(told)}）" if told else area(seen.office)


def _unknown(seen: Campaign, scope: Scope) -> str:
    number = sum(line.unknown for line in scope.lines)
    if not number:
        return ''
    rows = rows_of(scope, 'unknown')
    printed = seen.count(f'{scope.key}.unknown', f"{scope.label}是否建立待核实", number, rows)
    return f"另有{printed}家是否建立党组织尚待核实，未计入已建数。"


def _forms(seen: Campaign, scope: Scope) -> str:
    """How the branches were formed, each with its share of all of them."""
    whole = scope.figures['established']
    forms = [
        (name, scope.figures[name])
        for name in ('independent', 'joint', 'other')
        if name in scope.figures and scope.figures[name].value
    ]
    told = sum(figure.value for _, figure in forms)
    if told > whole.value:
        raise CannotStart(
            f"没有生成文件：{scope.label}各组建方式之和为{told}家，多于已建党组织{whole.value}家，"
            "两数必有一误；请先核对台账和各单位报表。"
        )
    shares = [_share_of(seen, scope, name) for name, _ in forms] if told == whole.value else []
    shared = len(shares) > 1
    parts = [
        f"{COUNTS[name]}{seen.use(figure)}家" + (f"、占{seen.use(shares[place])}" if shared else '')
        for place, (name, figure) in enumerate(forms)
    ]
    if told < whole.value and forms:
        parts.append(_rest(seen, scope, whole, [figure for _, figure in forms]))
    odd = shared and sum((one.value for one in shares), Decimal()) != 100
    note = "；因尾数取舍，占比之和不等于百分之百" if odd else ''
    return f"（{'，'.join(parts)}{note}）" if parts else ''


def _share_of(seen: Campaign, scope: Scope, name: str) -> Figure:
    """One form's share of all branches."""
    parts = scope.figures[name], scope.figures['established']
    key, label = f'{scope.key}.{name}.share', f"{scope.label}{COUNTS[name]}占比"
    share = rate_figure(key, label, parts, seen.office.layout)
    assert share is not None
    return share


def _rest(seen: Campaign, scope: Scope, whole: Figure, forms: list[Figure]) -> str:
    """Those of which nobody knows the form."""
    number = whole.value - sum(figure.value for figure in forms)
    parts = (whole.key, *(one.key for one in forms))
    key, label = f'{scope.key}.form_unknown', f"{scope.label}组建方式待核实"
    detail = "已建数减去已写明组建方式的"
    figure = Figure(key, str(number), number, label, None, 'sum', parts, detail=detail)
    return f"组建方式待核实{seen.use(figure)}家"


def all_units(seen: Campaign) -> str:
    """How many are to report."""
    label, number = f"应报{seen.unit}数", len(seen.units)
    return seen.use(Figure('units', str(number), number, label, None, 'setting', detail="应报单位名单"))


def late_units(seen: Campaign) -> str:
    """Of how many no figure of this round is known: all but those that reported."""
    label, number = f"未核{seen.unit}数", len(seen.late)
    parts, detail = ('units', 'units.reported'), "应报数减去已报送数"
    return seen.use(Figure('units.late', str(number), number, label, None, 'sum', parts, detail=detail))
