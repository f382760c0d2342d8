"""The schema, as SQLAlchemy Core tables; migrations/ is its history."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        'ix': 'ix_%(column_0_label)s',
        'uq': 'uq_%(table_name)s_%(column_0_name)s',
        'fk': 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
        'pk': 'pk_%(table_name)s',
    }
)

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
)
"""Organisations (other kinds of subject later) as they are now; moves with `versions` in one transaction."""

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
    Index('ix_versions_recorded', 'recorded_from', 'recorded_to'),
)
"""Every state an organisation ever had: when it held, when we knew, and why.

sources is {field: {register, where, actor, at}} for each field the version holds.
"""

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

counters = Table(
    'counters',
    metadata,
    Column('name', String, primary_key=True),
    Column('last', Integer, nullable=False),
)
"""The last number given of each kind, so that none is given twice."""

campaigns = Table(
    'campaigns',
    metadata,
    Column('id', String, primary_key=True),
    Column('started_on', Date, nullable=False),
    Column('recorded_at', DateTime, nullable=False),
)
"""Packs that run here."""

instructors = Table(
    'instructors',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('name', String, nullable=False),
    Column('unit', String, nullable=False),
    Column('post', String),
    Column('phone', String),
    UniqueConstraint('name', 'unit'),
)
"""党建工作指导员: what office-life.md lets us keep of them, and no more."""

assignments = Table(
    'assignments',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('instructor', ForeignKey('instructors.id'), nullable=False, index=True),
    Column('subject', ForeignKey('subjects.id'), nullable=False, index=True),
    Column('start', Date),
    Column('end', Date),
    UniqueConstraint('instructor', 'subject', 'start'),
)
"""Which organisation an instructor is sent to; start stays open until the letter is dated."""

outbox = Table(
    'outbox',
    metadata,
    Column('file', String, primary_key=True),
    Column('sha256', String(64), nullable=False),
    Column('template', String, nullable=False),
    Column('doc_type', String, nullable=False),
    Column('title', Text, nullable=False),
    Column('recipients', Text, nullable=False),
    Column('issuing_name', String, nullable=False),
    Column('campaign', String),
    Column('figures', JSON, nullable=False),
    Column('state', String, nullable=False),
    Column('drafted_at', DateTime, nullable=False),
)
"""Drafts in 发文/ as we last wrote them: a file that differs was edited by a person."""

audit = Table(
    'audit',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('at', DateTime, nullable=False),
    Column('actor', String, nullable=False),
    Column('act', String, nullable=False),
    Column('about', Text, nullable=False),
    Column('detail', JSON),
)
"""Append-only: triggers refuse update and delete."""
