"""What came in and what goes out: the register, returns, duties, drafts."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.tables.base import metadata

register = Table(
    'register',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('file', String, nullable=False),
    Column('sender_hint', String),
    Column('sha256', String(64), nullable=False, unique=True),
    Column('archived_as', String),
    Column('kind', String),
    Column('state', String, nullable=False, index=True),
    Column('received_at', DateTime, nullable=False),
    Column('format', String),
    Column('title', Text),
    Column('doc_number', String),
    Column('issuer', Text),
    Column('form', String),
    Column('note', Text),
    Column('extract', JSON),
    Column('quantity', Integer),
    Column('secrecy', String),
    Column('urgency', String),
    Column('handler', Text),
    Column('proposal', Text),
    Column('instruction', Text),
    Column('outcome', Text),
    Column('filed_as', Text),
    Column('part_of', Integer, index=True),
    Column('edition', String),
    Column('layout', String, index=True),
    Column('round', Integer),
    Column('superseded_by', Integer, index=True),
    Column('tally', JSON),
    Column('container', Integer, index=True),
    Column('tried_with', String),
)
"""收文登记簿: one row a document; its state is the truth of where the walk stands."""

copies = Table(
    'copies',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('register_number', ForeignKey('register.number'), nullable=False, index=True),
    Column('file', String, nullable=False),
    Column('sender_hint', String),
    Column('received_at', DateTime, nullable=False),
    Column('sha256', String(64), index=True),
    Column('archived_as', String),
    Column('format', String),
    Column('container', Integer, index=True),
)
"""Further files of a registered document: the same bytes (sha256 None), or another make of it (G9)."""

unreadable = Table(
    'unreadable',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('file', String, nullable=False),
    Column('sender_hint', String),
    Column('sha256', String(64), nullable=False, unique=True),
    Column('code', String, nullable=False),
    Column('reason', Text, nullable=False),
    Column('at', DateTime, nullable=False),
)
"""Files in 无法读取/: received, so their senders are never called missing."""

secrecy_stops = Table(
    'secrecy_stops',
    metadata,
    Column('sha256', String(64), primary_key=True),
    Column('at', DateTime, nullable=False),
)
"""Time and hash of a classified file met, and nothing else (office-life.md G16)."""

rows = Table(
    'rows',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('register_number', ForeignKey('register.number'), nullable=False),
    Column('row', Integer, nullable=False),
    Column('name', String),
    Column('code', String),
    Column('region', String),
    Column('subject', ForeignKey('subjects.id'), index=True),
    Column('state', String, nullable=False, index=True),
    Column('values', JSON, nullable=False),
    Column('where', JSON),
    UniqueConstraint('register_number', 'row'),
)
"""One organisation's line of a return: accepted or held, never dropped unsaid."""

layouts = Table(
    'layouts',
    metadata,
    Column('fingerprint', String, primary_key=True),
    Column('form', String, nullable=False),
    Column('layout', JSON, nullable=False),
    Column('senders', JSON, nullable=False),
    Column('state', String, nullable=False),
    Column('confirmed_by', String, nullable=False),
    Column('confirmed_at', DateTime, nullable=False),
)
"""Layouts of forms a person said yes to, or took back: how a sender's columns are read."""

unit_figures = Table(
    'unit_figures',
    metadata,
    Column('register_number', ForeignKey('register.number'), primary_key=True),
    Column('unit', String, primary_key=True),
    Column('field', String, primary_key=True),
    Column('basis', String, primary_key=True),
    Column('value', JSON),
    Column('raw', Text),
    Column('state', String, nullable=False),
    Column('where', JSON),
)
"""What a unit reports of itself as a whole (G4); basis: totals, prose, or own_total beside rows."""

expected_units = Table(
    'expected_units',
    metadata,
    Column('collection', String, primary_key=True),
    Column('unit', String, primary_key=True),
    Column('aliases', JSON, nullable=False),
    Column('phone', String),
    Column('position', Integer, nullable=False),
)
"""Who is to answer a campaign or a form; without any, the office's counties."""

comments = Table(
    'comments',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('register_number', ForeignKey('register.number'), nullable=False, index=True),
    Column('collection', String, index=True),
    Column('unit', String),
    Column('article', String),
    Column('original', Text),
    Column('suggestion', Text, nullable=False),
    Column('reason', Text),
    Column('where', JSON),
)
"""What units say about a draft; a unit, never a person."""

obligations = Table(
    'obligations',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('register_number', ForeignKey('register.number'), nullable=False, index=True),
    Column('what', Text),
    Column('who', Text),
    Column('verbatim', Text, nullable=False),
    Column('ours', String, nullable=False),
    Column('rule', Text, nullable=False),
    Column('deadline_text', Text),
    Column('deadline', Date),
    Column('relative', JSON),
    Column('recurrence', JSON),
    Column('report_to', Text),
    Column('anchor', Date),
    Column('anchor_kind', String),
    Column('state', String, nullable=False),
    Column('evidence', Text),
    Column('where', JSON),
    Column('how', Text),
    Column('modality', String),
    Column('scope', Text),
    Column('rules', JSON, nullable=False, server_default='[]'),
    Column('score', Float, nullable=False, server_default='1'),
    Column('joined_to', Integer, index=True),
    Column('superseded_by', Integer, index=True),
    Column('linked_by', String),
)
"""Duties taken from notices; deadline None with relative set waits for its anchor."""

occurrences = Table(
    'occurrences',
    metadata,
    Column('duty', Integer, primary_key=True),
    Column('due', Date, primary_key=True),
    Column('state', String, nullable=False),
    Column('evidence', Text),
)
"""Rounds of recurring duties that a person has dealt with; the others are worked out from the rule."""
