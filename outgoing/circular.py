"""进展通报: how far a campaign has come, to the units below (domain.md §5.2)."""

from __future__ import annotations

from collections.abc import Sequence

from model.errors import BadSetting
from model.figure import Figure
from model.office import IssuingName, Office
from outgoing.changes import changes
from outgoing.corrected import corrected
from outgoing.county_table import county_table
from outgoing.draft import CampaignFacts, Choice, Draft
from outgoing.frame import frame, title_names
from outgoing.open_points import duties, goals, questions
from outgoing.planned import planned
from outgoing.prose import Campaign, about, campaign_of, cited, progress, subject
from outgoing.reported import returned
from outgoing.wording import (
    area,
    file_name,
    listed,
    numbered,
    peers,
    phrases,
    title_lines,
    we,
)

TEMPLATE = "进展通报.docx"


def progress_circular(
    office: Office, issuing: IssuingName, facts: CampaignFacts, choice: Choice | None = None
) -> Draft:
    """The circular of one round: totals and rates, who reported, what changed, what is next, a table by unit.

    Units stand in the office's own order, ranked only where that was chosen; no person is named
    (office-life.md, Persons). CannotStart where nothing is known of the population.
    """
    seen = campaign_of(office, facts, choice or Choice())
    pieces = (*title_names(issuing), "关于", *phrases(subject(facts)), "进展情况的通报")
    recipients = _recipients(seen, issuing)
    context = {
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'recipient': '，'.join(recipients),
        'opening': f"根据{cited(seen)}要求，现将{about(seen)}{_round(seen)}进展情况通报如下：",
        **_sections(seen),
        'we': we(issuing),
        **county_table(seen),
        **frame(issuing, 'circular', facts.year, cc=((issuing.superior,) if issuing.superior else ())),
    }
    return Draft(
        file_name=file_name("进展通报", subject(facts), _number(facts), facts.cut_off.isoformat()),
        template=TEMPLATE,
        context=context,
        figures=tuple(seen.notes.figures.values()),
        doc_type='circular',
        title=''.join(pieces),
        recipients=recipients,
        issuing_name=issuing.id,
    )


def _sections(seen: Campaign) -> dict[str, object]:
    """The paragraphs of each section in the order they are put together, and the headings' numbers."""
    found: dict[str, Sequence[object]] = {
        'progress': tuple(text for text in (returned(seen), *progress(seen), planned(seen)) if text),
        'changes': changes(seen),
        'goals': goals(seen),
        'questions': (*questions(seen), *corrected(seen)),
    }
    headings = [name for name, texts in found.items() if texts or name == 'progress']
    return {**found, 'next_step': _next_step(seen), 'no': numbered([*headings, 'requirements'])}


def _recipients(seen: Campaign, issuing: IssuingName) -> tuple[str, ...]:
    """Our counterparts below, and the bodies beside us that report to us too."""
    counterparts = peers(seen.office, issuing)
    others = set(seen.units) - set(seen.office.counties)
    level = area(seen.office).removeprefix("全")
    if not seen.office.counties:
        if not others:
            raise BadSetting(
                "没有生成进展通报：office.toml 没有写下级单位（counties），也没有指定报送单位，通报无处主送；"
                "请补上。"
            )
        return (f"{level}直各有关单位" if len(level) == 1 else "各有关单位",)
    return (counterparts, f"{level}直各有关单位") if others and len(level) == 1 else (counterparts,)


def _number(facts: CampaignFacts) -> str:
    return f"第{facts.round}期" if facts.round is not None else ''


def _round(seen: Campaign) -> str:
    number = seen.facts.round
    if number is None:
        return ''
    return f"第{seen.use(Figure('round', str(number), number, '期次', None, 'calendar'))}期"


def _next_step(seen: Campaign) -> tuple[str, ...]:
    """What the units are to do next: those that are late, what the notice asks of them, the next round."""
    facts = seen.facts
    late = (f"{listed(facts.missing)}要抓紧补报。",) if facts.missing and facts.is_due else ()
    if facts.missing and not facts.is_due and facts.due:
        late = (f"尚未报送的请于{seen.date('due', '本期期限', facts.due)}前报送本期情况。",)
    if facts.next_due is None:
        ended = "定期报送结束后" if facts.round is not None else ""
        last = f"{ended}情况有变化的，要及时报送更新。"
    else:
        last = f"下一期进展情况请于{seen.date('next_due', '下一期期限', facts.next_due)}前报送。"
    return (*late, *duties(seen, upward=False), last)
