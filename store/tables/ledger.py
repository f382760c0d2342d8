"""Subjects through time, the acts that changed them, and figures kept as they were said."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from store.tables.base import metadata

subjects = Table(
    'subjects',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('kind', String, nullable=False, index=True),
    Column('name', String, nullable=False),
    Column('name_key', String, nullable=False, index=True),
    Column('code', String, index=True),
    Column('region', String, index=True),
    Column('type', String),
    Column('supervisor', String),
    Column('facts', JSON, nullable=False),
    Column('version', Integer, nullable=False),
    Column('state', String, nullable=False, server_default='active'),
    Column('began_on', Date),
    Column('ended_on', Date),
    Column('merged_into', Integer),
    Column('cell', Integer, index=True),
    Column('serial', BigInteger, nullable=False, server_default='0', index=True),
)
"""Organisations and other subjects as they are now; moves with `versions` in one transaction.

cell is the line of `cells` it counts in; serial grows whenever what an index of names holds of it changes.
"""

versions = Table(
    'versions',
    metadata,
    Column('subject', ForeignKey('subjects.id'), primary_key=True),
    Column('version', Integer, primary_key=True),
    Column('valid_from', Date),
    Column('valid_to', Date),
    Column('recorded_from', DateTime, nullable=False),
    Column('recorded_to', DateTime),
    Column('name', String, nullable=False),
    Column('code', String),
    Column('region', String),
    Column('type', String),
    Column('supervisor', String),
    Column('facts', JSON, nullable=False),
    Column('register_number', ForeignKey('register.number')),
    Column('actor', String, nullable=False),
    Column('sources', JSON, nullable=False),
    Column('state', String, nullable=False, server_default='active'),
    Column('began_on', Date),
    Column('ended_on', Date),
    Column('merged_into', Integer),
    Column('cell', Integer),
    Column('act', ForeignKey('acts.number'), index=True),
    Column('changed', JSON),
    Index('ix_versions_recorded', 'recorded_from', 'recorded_to', 'cell'),
)
"""Every state an organisation ever had: when it held, when we knew, and why.

sources is {field: {register, where, actor, at}} for the fields that come from elsewhere than the first
version; {'*': {where}} of the first is the place of all it holds.
"""

cells = Table(
    'cells',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('key', String, nullable=False, unique=True),
    Column('kind', String, nullable=False),
    Column('state', String, nullable=False),
    Column('region', String),
    Column('type', String),
    Column('supervisor', String),
    Column('established', Boolean),
    Column('approved', Boolean, nullable=False),
    Column('method', String),
    Column('ways', String, nullable=False),
    Column('count', Integer, nullable=False),
)
"""All that coverage asks of a subject, and how many are alike now (ledger.coverage.Cell)."""

acts = Table(
    'acts',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('kind', String, nullable=False, index=True),
    Column('about', Text, nullable=False),
    Column('actor', String, nullable=False),
    Column('at', DateTime, nullable=False),
    Column('on', Date),
    Column('doc_number', String),
    Column('register_number', ForeignKey('register.number')),
    Column('detail', JSON, nullable=False),
    Column('undone_by', Integer),
)
"""Imports, merges, events, corrections: what can be undone as one. Versions name the act they belong to."""

act_subjects = Table(
    'act_subjects',
    metadata,
    Column('act', ForeignKey('acts.number'), primary_key=True),
    Column('subject', ForeignKey('subjects.id'), primary_key=True),
    Column('part', String, nullable=False),
    Index('ix_act_subjects_subject', 'subject'),
)
"""Whom an act is about, and as what."""

name_links = Table(
    'name_links',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('name_key', String, nullable=False, index=True),
    Column('code', String),
    Column('region', String),
    Column('subject', ForeignKey('subjects.id'), nullable=False, index=True),
    Column('verdict', String, nullable=False),
    Column('actor', String, nullable=False),
    Column('at', DateTime, nullable=False),
)
"""What a person said of a name as papers write it: it is this organisation (must) or is not (never)."""

statements = Table(
    'statements',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('note', Text, nullable=False),
    Column('text', Text, nullable=False),
    Column('as_of', Date, nullable=False),
    Column('figures', JSON, nullable=False),
    Column('actor', String, nullable=False),
    Column('at', DateTime, nullable=False),
)
"""Figures given by telephone and kept as they were said (G21); never rewritten."""

outside_figures = Table(
    'outside_figures',
    metadata,
    Column('source', String, primary_key=True),
    Column('as_of', Date, primary_key=True),
    Column('key', String, primary_key=True),
    Column('field', String, primary_key=True),
    Column('value', Integer),
    Column('raw', Text, nullable=False),
    Column('file', Text, nullable=False),
    Column('where', JSON),
    Column('at', DateTime, nullable=False),
)
"""Figures of another official source (党内统计) by its own key (a region, a type or 合计), beside ours."""
