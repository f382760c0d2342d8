"""What papers come in: mails and archives, and photographs that are pages of one paper."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, String, Table, Text

from store.tables.base import metadata

containers = Table(
    'containers',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('file', String, nullable=False),
    Column('sha256', String(64), nullable=False, unique=True),
    Column('kind', String, nullable=False),
    Column('archived_as', String),
    Column('received_at', DateTime, nullable=False),
    Column('sender_hint', String),
    Column('subject', Text),
    Column('sender', Text),
    Column('sent_at', DateTime),
    Column('text', Text),
    Column('undelivered', JSON, nullable=False),
    Column('parent', Integer, index=True),
    Column('state', String, nullable=False),
)
"""A mail or archive, without a number of its own; text is a cover note, state 'open' until all is in."""

pages = Table(
    'pages',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('register_number', ForeignKey('register.number'), nullable=False, index=True),
    Column('make', String(64), nullable=False, index=True),
    Column('page', Integer, nullable=False),
    Column('file', String, nullable=False),
    Column('sha256', String(64), nullable=False, index=True),
    Column('archived_as', String, nullable=False),
)
"""The photographs of one make of a paper, all of them, in order; make is the hash that the make goes by."""
