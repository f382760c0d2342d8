"""What people said of a name before: kept, so that nobody is asked twice and no later run errs again."""

from __future__ import annotations

from collections.abc import Collection

from ledger.names import name_key
from model.register import ReviewItem
from office.config import Workplace
from office.indexing import office_regions
from store import name_links
from store.engine import Connection
from store.name_links import NameLink, Verdict
from text.codes import has_inner_checksum, parse_code
from text.regions import find_region


def remember(
    place: Workplace,
    connection: Connection,
    written: tuple[str | None, str | None, str | None],
    subject: int,
    verdict: Verdict,
) -> None:
    """Keep that a name (with its code and county) as written is an organisation's, or is not."""
    name, code, region = written
    key = name_key(name or '')
    parsed = parse_code(code or '')[0]
    valid = parsed if parsed and has_inner_checksum(parsed) else None
    county = find_region(region, office_regions(place.office)) if region else None
    if not key and not valid:
        return
    link = NameLink(
        name_key=key,
        code=valid,
        region=county.full if county else ''.join((region or '').split()) or None,
        subject=subject,
        verdict=verdict,
        actor=place.actor,
        at=place.now(),
    )
    name_links.decide(connection, link)


def remember_choice(
    place: Workplace,
    connection: Connection,
    item: ReviewItem,
    written: tuple[str | None, str | None, str | None],
    chosen: int,
) -> None:
    """A person chose one organisation for a name: it is this one, and none of the other candidates."""
    remember(place, connection, written, chosen, 'must')
    _refuse_others(place, connection, item, written, {chosen})


def _refuse_others(
    place: Workplace,
    connection: Connection,
    item: ReviewItem,
    written: tuple[str | None, str | None, str | None],
    kept: Collection[int],
) -> None:
    for one in item.candidates:
        other = one.get('organisation')
        if isinstance(other, int) and other not in kept:
            remember(place, connection, written, other, 'never')
