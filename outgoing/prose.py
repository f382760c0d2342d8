"""Sentences about a campaign that circular and report share; every number in them is a figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from model.errors import CannotStart
from model.figure import Figure
from model.office import IssuingName, Office
from outgoing.draft import CampaignFacts, MethodLine
from outgoing.figures import (
    NOTHING,
    RATES,
    Figures,
    counted,
    line_figures,
    share,
    summed,
    texts,
    with_remainder,
)
from outgoing.wording import area, day, listed, open_date, phrases, title_lines, unit_word


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign's facts seen from one office, with the figures printed so far.

    use() notes a figure and returns its text, so that nothing is printed without being noted.
    """

    office: Office
    facts: CampaignFacts
    total: Figures
    used: dict[str, Figure] = field(default_factory=dict)

    def use(self, figure: Figure) -> str:
        """The figure's text; the figure is one of the paper's from now on."""
        self.used[figure.key] = figure
        return figure.text

    def count(self, key: str, label: str, value: int, rows: tuple[int, ...] | None = None) -> str:
        """A whole number that belongs to no line of the table, noted and printed."""
        return self.use(counted(key, label, value, rows))

    def number(self, name: str) -> str:
        """A count of the whole area, noted and printed."""
        return self.use(self.total[name])

    def rate(self, figures: Figures, name: str) -> str | None:
        """A rate with its counts, noted; None where there is none."""
        text = share(figures, name)
        if text:
            self.use(figures[name])
        return text


def campaign_of(office: Office, facts: CampaignFacts) -> Campaign:
    """The facts with the whole area's figures; CannotStart where nothing is known of the population."""
    if facts.total.organisations == 0:
        raise CannotStart(
            f"没有生成文件：台账截至{day(facts.cut_off)}没有登记社会组织，无从统计；请先导入台账。"
        )
    return Campaign(office, facts, line_figures(facts.total, 'total', office.layout))


def subject(facts: CampaignFacts) -> str:
    """What the paper is about, without the words that the title adds."""
    return facts.title.strip().removeprefix("关于").removesuffix("的通知").strip('《》')


def progress(campaign: Campaign) -> str:
    """基本情况 in one paragraph: population, branches by form, rates, instructors, members."""
    facts, total = campaign.facts, campaign.total
    established = campaign.number('established')
    text = (
        f"截至{day(facts.cut_off)}，{area(campaign.office)}登记社会组织{campaign.number('organisations')}家，"
        f"已建立党组织{established}家{_forms(campaign)}"
    )
    coverage = campaign.rate(total, 'coverage')
    text += f"，党的组织覆盖率{coverage}。" if coverage else "。"
    if facts.unknown:
        unknown = campaign.count('total.unknown', "是否建立待核实", facts.unknown, facts.unknown_rows)
        text += f"另有{unknown}家是否建立党组织尚待核实，未计入已建数。"
    if 'eligible' in total:
        formation = campaign.rate(total, 'formation')
        text += f"按条件应建立党组织{campaign.number('eligible')}家"
        text += f"，组建率{formation}。" if formation else "。"
    if facts.total.instructors:
        text += f"已为{campaign.number('instructors')}家社会组织确定党建工作指导员。"
    return text + (f"社会组织现有党员{campaign.number('members')}名。" if 'members' in total else '')


def _forms(campaign: Campaign) -> str:
    total = campaign.facts.total
    told = sum(count for count in (total.independent, total.joint, total.other) if count is not None)
    if told > total.established:
        raise CannotStart(
            f"没有生成文件：各组建方式之和为{told}家，多于已建党组织{total.established}家，两数必有一误；请先核对台账。"
        )
    parts = [
        f"{words}{campaign.number(name)}家"
        for name, words in (('independent', "单独组建"), ('joint', "联合组建"), ('other', "其他方式组建"))
        if getattr(total, name)
    ]
    if told < total.established:
        rest = campaign.count('total.form_unknown', "组建方式待核实", total.established - told)
        parts.append(f"组建方式待核实{rest}家")
    return f"（{listed(parts)}）" if parts else ''


def planned(campaign: Campaign) -> str:
    """What is to become of those without a branch: methods by their conditions, and who waits."""
    facts, total = campaign.facts, campaign.facts.total
    left = total.organisations - total.established - facts.unknown
    if not left:
        return "其余社会组织待核实后研究。" if facts.unknown else "登记社会组织已全部建立党组织。"
    rows = None
    if {'organisations', 'established'} <= total.rows.keys():
        told = {*total.rows['established'], *(facts.unknown_rows or ())}
        rows = tuple(sorted(set(total.rows['organisations']) - told))
    without = campaign.count('total.unestablished', "尚未建立党组织", left, rows)
    if not facts.methods and not facts.waiting:
        return f"尚有{without}家社会组织未建立党组织。"
    return f"对尚未建立党组织的{without}家社会组织，逐家对照组建条件，{_methods(campaign, left)}。"


def _methods(campaign: Campaign, left: int) -> str:
    facts = campaign.facts
    parts = [
        f"适用{line.method}的{_planned_count(campaign, line)}家"
        for line in facts.methods
        if line.organisations
    ]
    text = listed(parts)
    if sum(line.organisations for line in facts.methods) + facts.waiting > left:
        text += "（可适用多种方式的分别计入）"
    if facts.waiting:
        number = campaign.count('waiting', "情况待核实", facts.waiting, facts.waiting_rows)
        text += f"{'；' if text else ''}另有{number}家尚待核实研究，暂未确定组建方式"
    return text


def _planned_count(campaign: Campaign, line: MethodLine) -> str:
    return campaign.count(f'method.{line.method}', f"适用{line.method}", line.organisations, line.rows)


def returned(campaign: Campaign) -> str:
    """Who has reported, and on what the numbers stand.

    The received but unread are never called 未报送; where some are missing both bases are
    printed, the units that reported and the whole area by the ledger (office-life.md G3).
    """
    facts, unit = campaign.facts, unit_word(campaign.office)
    everyone = _units(facts)
    if not everyone:
        return "以上数据以本级社会组织党建工作台账已核定的内容为准。"
    number = campaign.count('units', f"{unit}数", len(everyone))
    if len(facts.reported) == len(everyone):
        return f"{number}个{unit}均已报送。以上数据以社会组织党建工作台账已核定的内容为准。"
    done = campaign.count('units.reported', f"已报送{unit}数", len(facts.reported))
    text = f"截至{day(facts.cut_off, year=False)}，{number}个{unit}中{done}个已报送"
    text += f"，{listed(facts.missing)}未报送" if facts.missing else ''
    text += f"，{listed(facts.checking)}报表已收到、正在核对。" if facts.checking else "。"
    return text + _bases(campaign)


def _units(facts: CampaignFacts) -> tuple[str, ...]:
    return (*facts.reported, *facts.missing, *facts.checking)


def _bases(campaign: Campaign) -> str:
    facts, unit = campaign.facts, unit_word(campaign.office)
    lines = tuple(line for line in facts.counties if line.region in facts.reported)
    if not lines:
        return f"尚未核定的{unit}按台账现有数统计。"
    figures = line_figures(summed(lines, f"已核{unit}"), 'checked', campaign.office.layout)
    name, words, below = 'formation', "应建", 'eligible'
    if name not in figures or name not in campaign.total:
        name, words, below = 'coverage', "登记社会组织", 'organisations'
    label = RATES[name][0]
    text = f"已核{campaign.count('units.checked', f'已核{unit}数', len(lines))}个{unit}"
    text += f"{words}{campaign.use(figures[below])}家、已建{campaign.use(figures['established'])}家"
    rate, whole = campaign.rate(figures, name), campaign.rate(campaign.total, name)
    if not rate or not whole:
        return f"{text}；其余{unit}按台账现有数统计。"
    rest = campaign.count('units.rest', f"未核{unit}数", len(facts.missing) + len(facts.checking))
    own = "和本级" if any(line.region not in _units(facts) for line in facts.counties) else ''
    text += f"，{label}{rate}；其余{rest}个{unit}{own}按台账现有数计入后，"
    return f"{text}{area(campaign.office)}{label}{whole}。"


def county_table(campaign: Campaign, paper: str) -> dict[str, Any]:
    """The attachment's tags: title, rows, total and notes; all its numbers are noted."""
    facts = campaign.facts
    rows = []
    for line in with_remainder(facts.total, facts.counties, paper):
        figures = line_figures(line, f'county.{line.region}', campaign.office.layout)
        campaign.used.update((figure.key, figure) for figure in figures.values())
        rows.append({'region': line.region, **texts(figures)})
    campaign.used.update((figure.key, figure) for figure in campaign.total.values())
    total = texts(campaign.total)
    about, whole = subject(facts), area(campaign.office)
    pieces = (*phrases(about if about.startswith(whole) else whole + about), "进展情况统计表")
    return {
        'attachment': ''.join(pieces),
        'attachment_lines': title_lines(pieces),
        'unit_word': unit_word(campaign.office),
        'rows': tuple(rows),
        'total': total,
        'note': _notes(campaign, any(NOTHING in row.values() for row in (*rows, total))),
    }


def _notes(campaign: Campaign, gaps: bool) -> tuple[str, ...]:
    cut = "，尾数只舍不入" if campaign.office.layout.rounding == 'truncate' else ''
    basis = (
        f"注：统计截至{day(campaign.facts.cut_off)}。组织覆盖率为已建党组织数与登记社会组织数之比，"
        f"组建率为已建党组织数与应建党组织数之比{cut}。"
    )
    return (basis, f"“{NOTHING}”表示没有已核定的数据，或无从计算比率。") if gaps else (basis,)


def imprint(issuing: IssuingName, year: int, cc: tuple[str, ...]) -> dict[str, Any]:
    """版记: 抄送, 印发机关 and 印发日期, which stays open like the date of the paper."""
    return {'cc': cc, 'printed_by': issuing.printed_by, 'print_date': open_date(year)}
