"""What people said of names as papers write them: whose they are, and whose they are not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from ledger.links import Links, link_key
from store.tables import name_links, subjects

Verdict = Literal['must', 'never']


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLink:
    """A name key with the code or county it was written with, and the organisation it is or is not."""

    name_key: str
    code: str | None
    region: str | None
    subject: int
    verdict: Verdict
    actor: str
    at: dt.datetime


_FIELDS = tuple(field.name for field in fields(NameLink))


def decide(connection: Connection, link: NameLink) -> None:
    """Keep what a person said; a later word on the same name and organisation takes its place.

    A name is one organisation's: a new must takes the place of an earlier one.
    """
    same = (
        (name_links.c.name_key == link.name_key)
        & name_links.c.code.is_not_distinct_from(link.code)
        & name_links.c.region.is_not_distinct_from(link.region)
    )
    other = name_links.c.subject == link.subject
    if link.verdict == 'must':
        other |= name_links.c.verdict == 'must'
    connection.execute(delete(name_links).where(same, other))
    connection.execute(insert(name_links).values(**{name: getattr(link, name) for name in _FIELDS}))


def list_links(connection: Connection) -> list[NameLink]:
    """Everything people said, in order."""
    rows = connection.execute(select(name_links).order_by(name_links.c.id)).mappings()
    return [NameLink(**{name: row[name] for name in _FIELDS}) for row in rows]


def links(connection: Connection) -> Links:
    """The same for matching; what was said of a merged record holds for the one that stands for it."""
    told = subjects.c.id.in_(select(name_links.c.subject))
    query = select(subjects.c.id, subjects.c.merged_into).where(told, subjects.c.state == 'merged')
    stands = {row.id: row.merged_into for row in connection.execute(query)}
    decided: dict[str, int] = {}
    forbidden: dict[str, set[int]] = {}
    for link in list_links(connection):
        key = link_key(link.name_key, link.code, link.region)
        subject = stands.get(link.subject, link.subject)
        if link.verdict == 'must':
            decided[key] = subject
        else:
            forbidden.setdefault(key, set()).add(subject)
    return Links(decided, {key: frozenset(of - {decided.get(key)}) for key, of in forbidden.items()})


def forget(connection: Connection, key: str, actor: str, since: dt.datetime, until: dt.datetime) -> int:
    """Take back what a person said of a name between two moments; how many words."""
    here = (name_links.c.name_key == key) & (name_links.c.actor == actor)
    when = name_links.c.at.between(since, until)
    return connection.execute(delete(name_links).where(here, when)).rowcount
