"""落实情况报告: what has come of a superior's notice, to that superior (domain.md §5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from model.errors import BadSetting
from model.office import IssuingName, Office
from outgoing.draft import CampaignFacts, Draft
from outgoing.prose import (
    Campaign,
    campaign_of,
    county_table,
    imprint,
    planned,
    progress,
    returned,
    subject,
)
from outgoing.wording import (
    cite,
    day,
    file_name,
    listed,
    mark,
    open_date,
    open_number,
    phrases,
    points,
    title_lines,
    unit_word,
)

TEMPLATE = "落实情况报告.docx"


def implementation_report(office: Office, issuing: IssuingName, campaign: CampaignFacts) -> Draft:
    """The report upward: 基本情况 主要做法 存在问题 下一步打算, and nothing asked for (条例 15(四)).

    主送 is the one superior of the issuing name and nobody gets a copy; BadSetting where none is
    set, CannotStart where the numbers contradict each other.
    """
    if not issuing.superior:
        raise BadSetting(
            f"没有生成落实情况报告：office.toml 里“{issuing.name}”没有写上级机关（superior），"
            "报告无处主送；请补上。"
        )
    seen = campaign_of(office, campaign)
    pieces = (issuing.name, "关于", *phrases(subject(campaign)), "落实情况的报告")
    context = {
        'mark': mark(issuing, letter=False),
        'number': open_number(issuing, 'report', campaign.year),
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'recipient': issuing.superior,
        'opening': f"根据{cite(campaign.basis)}要求，现将{subject(campaign)}落实情况报告如下：",
        'progress': (progress(seen), returned(seen)),
        'measures': planned(seen),
        'instruction': _instruction(seen),
        'problems': ("从掌握的情况看，" + points(tuple(_problems(seen))),),
        'next_step': _next_step(seen),
        'issuing': issuing.name,
        'date': open_date(campaign.year),
        **county_table(seen, "落实情况报告"),
        **imprint(issuing, campaign.year, ()),
    }
    return Draft(
        file_name=file_name("落实情况报告", subject(campaign), campaign.cut_off.isoformat()),
        template=TEMPLATE,
        context=context,
        figures=tuple(seen.used.values()),
        doc_type='report',
        title=''.join(pieces),
        recipients=(issuing.superior,),
        issuing_name=issuing.id,
    )


def _instruction(seen: Campaign) -> str:
    if not seen.facts.total.instructors:
        return "按照要求做好党建工作指导员选派准备工作。"
    return f"为{seen.number('instructors')}家社会组织确定党建工作指导员，指导其加强组织建设和党员教育管理。"


def _problems(seen: Campaign) -> Iterator[str]:
    """Only what the figures show; units by name, never persons."""
    facts = seen.facts
    without = seen.used.get('total.unestablished')
    if without:
        yield f"组织覆盖还不够全面，仍有{seen.use(without)}家社会组织尚未建立党组织"
    if facts.missing:
        yield f"情况报送还不够及时，截至{day(facts.cut_off, year=False)}{listed(facts.missing)}未报送"
    if facts.waiting:
        number = seen.count('waiting', "情况待核实", facts.waiting, facts.waiting_rows)
        yield f"部分底数还需进一步核实，有{number}家社会组织暂未确定组建方式"
    if facts.unknown:
        number = seen.count('total.unknown', "是否建立待核实", facts.unknown, facts.unknown_rows)
        yield f"有{number}家社会组织是否建立党组织尚待核实"
    if facts.total.established == facts.total.organisations:
        yield "已建党组织的规范化建设还需持续加强"


def _next_step(seen: Campaign) -> str:
    facts, unit = seen.facts, unit_word(seen.office)
    text = f"定期了解各{unit}工作进展，对组建进度较慢的加强指导"
    return (
        f"{text}，于{day(facts.next_due)}前汇总下一期情况。" if facts.next_due else f"{text}，巩固组建成果。"
    )
