"""进展通报: how far a campaign has come, to the units below (domain.md §5.2)."""

from __future__ import annotations

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
    peers,
    phrases,
    title_lines,
    we,
)

TEMPLATE = "进展通报.docx"


def progress_circular(office: Office, issuing: IssuingName, campaign: CampaignFacts) -> Draft:
    """The circular of one round: totals and rates, who reported, what is next, a table by unit.

    Units stand in the office's own order, never ranked; no person is named (office-life.md,
    Persons). CannotStart where the numbers contradict each other.
    """
    seen = campaign_of(office, campaign)
    pieces = (issuing.name, "关于", *phrases(subject(campaign)), "进展情况的通报")
    recipient = peers(office, issuing)
    context = {
        'mark': mark(issuing, letter=False),
        'number': open_number(issuing, 'circular', campaign.year),
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'recipient': recipient,
        'opening': _opening(seen),
        'progress': (progress(seen), planned(seen)),
        'reporting': (returned(seen),),
        'next_step': _next_step(seen),
        'we': we(issuing),
        'issuing': issuing.name,
        'date': open_date(campaign.year),
        **county_table(seen, "进展通报"),
        **imprint(issuing, campaign.year, (issuing.superior,) if issuing.superior else ()),
    }
    return Draft(
        file_name=file_name("进展通报", subject(campaign), _round(campaign), campaign.cut_off.isoformat()),
        template=TEMPLATE,
        context=context,
        figures=tuple(seen.used.values()),
        doc_type='circular',
        title=''.join(pieces),
        recipients=(recipient,),
        issuing_name=issuing.id,
    )


def _round(campaign: CampaignFacts) -> str:
    return f"第{campaign.round}期" if campaign.round is not None else ''


def _opening(seen: Campaign) -> str:
    facts = seen.facts
    number = f"第{seen.count('round', '期次', facts.round)}期" if facts.round is not None else ''
    return f"根据{cite(facts.basis)}要求，现将{subject(facts)}{number}进展情况通报如下："


def _next_step(seen: Campaign) -> str:
    facts = seen.facts
    late = f"{listed(facts.missing)}要抓紧补报。" if facts.missing else ''
    if facts.next_due is None:
        return late + "定期报送结束后情况有变化的，要及时报送更新。"
    return late + f"下一期进展情况请于{day(facts.next_due)}前报送。"
