"""What waits for a person, what was decided, and the record of it."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, DateTime, ForeignKey, Integer, String, Table, Text

from store.tables.base import metadata

reviews = Table(
    'reviews',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('kind', String, nullable=False),
    Column('register_number', ForeignKey('register.number'), index=True),
    Column('row', Integer),
    Column('subject', ForeignKey('subjects.id'), index=True),
    Column('about', String, nullable=False),
    Column('field', String),
    Column('value', JSON),
    Column('held', JSON),
    Column('reasons', JSON, nullable=False),
    Column('candidates', JSON, nullable=False),
    Column('where', JSON),
    Column('state', String, nullable=False, index=True),
    Column('raised_at', DateTime, nullable=False),
    Column('act', Integer, index=True),
)
"""What waits for a person, with the reason."""

decisions = Table(
    'decisions',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('review', ForeignKey('reviews.number'), nullable=False, index=True),
    Column('action', String, nullable=False),
    Column('value', JSON),
    Column('why', Text),
    Column('actor', String, nullable=False),
    Column('at', DateTime, nullable=False),
)
"""What a person decided on a review item."""

counters = Table(
    'counters',
    metadata,
    Column('name', String, primary_key=True),
    Column('last', BigInteger, nullable=False),
)
"""The last number given of each kind, so that none is given twice."""

audit = Table(
    'audit',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('at', DateTime, nullable=False),
    Column('actor', String, nullable=False),
    Column('act', String, nullable=False),
    Column('about', Text, nullable=False),
    Column('detail', JSON),
    Column('hash', String(64), nullable=False),
)
"""Append-only: triggers refuse update and delete; hash chains a line to the one before (model/chain.py)."""
