"""Who takes papers in beside the desk."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Integer, String, Table

from store.tables.base import metadata

workers = Table(
    'workers',
    metadata,
    Column('name', String, primary_key=True),
    Column('began', DateTime, nullable=False),
    Column('seen', DateTime, nullable=False),
    Column('watches', Boolean, nullable=False),
    Column('done', Integer, nullable=False),
    Column('note', String),
)
"""One process that takes papers in: when it was last seen alive, whether it watches 收文/, how many files it
has done, and what it waits for where it cannot work."""
