"""Organisations by the branch that they share."""

from __future__ import annotations

from sqlalchemy import Connection, select

from model.subject import Organisation
from store.subject_rows import row_to_organisation
from store.tables import subjects


def list_joint(connection: Connection, joint_name: str | None, approval: str | None) -> list[Organisation]:
    """The active organisations whose branch has this joint name or was approved by this paper."""
    facts = subjects.c.facts
    told = [
        facts[field].as_string() == value
        for field, value in (('joint_name', joint_name), ('approval_number', approval))
        if value
    ]
    if not told:
        return []
    here = told[0] if len(told) == 1 else told[0] | told[1]
    query = select(subjects).where(here, subjects.c.kind == 'organisation', subjects.c.state == 'active')
    return [row_to_organisation(row) for row in connection.execute(query.order_by(subjects.c.id)).mappings()]
