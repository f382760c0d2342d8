"""Progress circulars and implementation reports of a campaign."""

from __future__ import annotations

from pathlib import Path

from model.errors import CannotStart
from office.config import Workplace
from office.issuing_names import issuing_named
from office.planning import pack_for
from office.progress import campaign_facts
from office.writing import Sent, write_drafts
from outgoing.circular import progress_circular
from outgoing.report import implementation_report


def circular(place: Workplace, wanted: str, number: int | None = None, out: Path | None = None) -> Sent:
    """The progress circular of a round.

    Raises:
        UsageFault: there is no such campaign or round.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'circular')
    facts = campaign_facts(place, pack, number)
    draft = progress_circular(place.office, issuing_named(place, place.office.circular_as), facts)
    return write_drafts(place, [draft], pack.id, out)[0]


def report(place: Workplace, wanted: str, number: int | None = None, out: Path | None = None) -> Sent:
    """The implementation report to the superior organ.

    Raises:
        UsageFault: there is no such campaign or round.
        CannotStart: the issuing name has no superior to report to.
        BadTemplate: the template cannot be used.
    """
    pack = pack_for(place, wanted, 'report')
    issuing = issuing_named(place, place.office.report_as)
    if not issuing.superior:
        raise CannotStart(
            f"报告要有一个主送的上级机关，但发文名义“{issuing.name}”没有设置 superior。"
            "请在 office.toml 里补上。"
        )
    draft = implementation_report(place.office, issuing, campaign_facts(place, pack, number))
    return write_drafts(place, [draft], pack.id, out)[0]
