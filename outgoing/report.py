"""落实情况报告: what has come of a superior's notice, to that superior (domain.md §5.3)."""

from __future__ import annotations

from collections.abc import Sequence

from model.errors import BadSetting
from model.office import IssuingName, Office
from outgoing.changes import changes
from outgoing.corrected import corrected
from outgoing.county_table import county_table
from outgoing.draft import CampaignFacts, Choice, Draft
from outgoing.frame import frame, title_names
from outgoing.open_points import duties, goals, problems, questions
from outgoing.planned import planned
from outgoing.prose import Campaign, about, campaign_of, cited, progress, subject
from outgoing.reported import returned
from outgoing.wording import (
    file_name,
    numbered,
    phrases,
    points,
    title_lines,
)

TEMPLATE = "落实情况报告.docx"


def implementation_report(
    office: Office, issuing: IssuingName, facts: CampaignFacts, choice: Choice | None = None
) -> Draft:
    """The report upward: 基本情况 主要做法 存在问题 下一步打算, and nothing asked for (条例 15(四)).

    What the data do not show, a person writes: the template marks it. 主送 is the one superior of the issuing
    name and nobody gets a copy; BadSetting where none is set, CannotStart where nothing is known of the
    population.
    """
    if not issuing.superior:
        raise BadSetting(
            f"没有生成落实情况报告：office.toml 里“{issuing.name}”没有写上级机关（superior），"
            "报告无处主送；请补上。"
        )
    if issuing.superior == issuing.name:
        raise BadSetting(
            f"没有生成落实情况报告：office.toml 里“{issuing.name}”的上级机关（superior）是它自己；请改正。"
        )
    seen = campaign_of(office, facts, choice or Choice())
    pieces = (*title_names(issuing), "关于", *phrases(subject(facts)), "落实情况的报告")
    context = {
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'recipient': issuing.superior,
        'opening': f"根据{cited(seen)}要求，现将{about(seen)}落实情况报告如下：",
        **_sections(seen),
        **county_table(seen),
        **frame(issuing, 'report', facts.year),
    }
    return Draft(
        file_name=file_name("落实情况报告", subject(facts), _of(office, issuing), facts.cut_off.isoformat()),
        template=TEMPLATE,
        context=context,
        figures=tuple(seen.notes.figures.values()),
        doc_type='report',
        title=''.join(pieces),
        recipients=(issuing.superior,),
        issuing_name=issuing.id,
    )


def _of(office: Office, issuing: IssuingName) -> str:
    """The issuing name in the file's name, where it is not the one that reports usually go out under."""
    return '' if issuing.id == office.report_as else issuing.name


def _sections(seen: Campaign) -> dict[str, object]:
    """The paragraphs of each section in the order they are put together, and the headings' numbers.

    主要做法, 存在问题 and 下一步打算 stand there even where a person has to write them from nothing.
    """
    found: dict[str, Sequence[object]] = {
        'progress': tuple(text for text in (returned(seen), *progress(seen)) if text),
        'changes': changes(seen),
        'goals': goals(seen),
        'measures': _measures(seen),
        'questions': (*questions(seen), *corrected(seen)),
    }
    shown = problems(seen)
    found['problems'] = ("从掌握的情况看，" + points(shown),) if shown else ()
    found['next_step'] = _next_step(seen)
    always = {'progress', 'measures', 'problems', 'next_step'}
    return {**found, 'no': numbered(name for name, texts in found.items() if texts or name in always)}


def _measures(seen: Campaign) -> tuple[str, ...]:
    """What was done as far as the data show it; the template asks a person for the rest."""
    sent = seen.shown[-1].figures.get('instructors') if seen.shown else None
    new = sent is not None and sent.value and sent.key not in seen.notes.figures
    instructors = f"为{seen.use(sent)}家社会组织确定党建工作指导员。" if sent and new else None
    told = planned(seen)
    return tuple(text for text in (told, instructors) if text)


def _next_step(seen: Campaign) -> tuple[str, ...]:
    """What the notice still asks, by its days, and the next round; a person writes where there is neither."""
    facts, found = seen.facts, list(duties(seen, upward=True))
    if facts.missing or facts.checking:
        found.append(f"抓紧核实并补齐未核{seen.unit}的数据。")
    if facts.next_due:
        found.append(f"于{seen.date('next_due', '下一期期限', facts.next_due)}前汇总下一期情况。")
    return tuple(found)
