"""Which towns, parks or enterprises a campaign counts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from model.subject import Organisation, SubjectKind
from store.subject_rows import row_to_organisation
from store.tables import populations, subjects


def add_members(connection: Connection, campaign: str, kind: SubjectKind, wanted: Iterable[int]) -> int:
    """Count these subjects in a campaign; how many were not counted before."""
    here = select(populations.c.subject).where(populations.c.campaign == campaign)
    known = set(connection.execute(here).scalars())
    rows = [{'campaign': campaign, 'subject': one, 'kind': kind} for one in wanted if one not in known]
    if rows:
        connection.execute(insert(populations), rows)
    return len(rows)


def members(connection: Connection, campaign: str, kind: SubjectKind | None = None) -> list[Organisation]:
    """The active subjects a campaign counts, of one kind or all, in order."""
    query = select(subjects).join(populations, populations.c.subject == subjects.c.id)
    query = query.where(populations.c.campaign == campaign, subjects.c.state == 'active')
    if kind is not None:
        query = query.where(populations.c.kind == kind)
    rows = connection.execute(query.order_by(subjects.c.id)).mappings()
    return [row_to_organisation(row) for row in rows]
