"""Who may sign in at the desk, and who is signed in."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, ForeignKey, Integer, String, Table

from store.tables.base import metadata

accounts = Table(
    'accounts',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('name', String, nullable=False, unique=True),
    Column('shown', String, nullable=False, unique=True),
    Column('roles', JSON, nullable=False),
    Column('secret', String, nullable=False),
    Column('closed', Boolean, nullable=False),
    Column('must_change', Boolean, nullable=False),
    Column('failures', Integer, nullable=False),
    Column('locked_until', Float),
    Column('created_at', DateTime, nullable=False),
)
"""One person each; secret is an argon2 hash, never a password."""

sessions = Table(
    'sessions',
    metadata,
    Column('token_hash', String(64), primary_key=True),
    Column('account', ForeignKey('accounts.id'), nullable=False, index=True),
    Column('began', Float, nullable=False),
    Column('seen', Float, nullable=False),
)
"""Who is signed in; began and seen are in seconds of the epoch, the token itself is nowhere."""
