"""Where what organisations held at a moment came from, for many of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, select

from model.subject import Version
from store.cells import as_recorded
from store.subject_rows import row_to_version, with_whole_sources
from store.tables import subjects, versions

_AT_ONCE = 500


class Last(NamedTuple):
    """The version an organisation had at a moment, without its values: what recorded it."""

    subject: int
    register: int | None
    act: int | None
    actor: str


def held_at(connection: Connection, wanted: Collection[int], moment: dt.datetime) -> Iterator[Version]:
    """Of each subject what was believed at a moment, with the whole source of every field it held."""
    numbers = sorted(wanted)
    for start in range(0, len(numbers), _AT_ONCE):
        here = versions.c.subject.in_(numbers[start : start + _AT_ONCE])
        query = select(versions, subjects.c.kind).join(subjects, subjects.c.id == versions.c.subject)
        query = query.where(here, (versions.c.version == 1) | as_recorded(moment))
        query = query.order_by(versions.c.subject, versions.c.version)
        for _, rows in groupby(connection.execute(query).mappings().all(), key=itemgetter('subject')):
            told = list(rows)
            yield with_whole_sources([row_to_version(row, row['kind']) for row in told], told[0])[-1]


def last_at(connection: Connection, moment: dt.datetime) -> dict[int, Last]:
    """The same of all subjects in short, in one query."""
    columns = (versions.c.subject, versions.c.register_number, versions.c.act, versions.c.actor)
    found = connection.execute(select(*columns).where(as_recorded(moment)))
    return {row[0]: Last(*row) for row in found}
