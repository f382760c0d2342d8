"""Campaigns: whom they count, what is to be done by whom, who is sent where."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
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
    UniqueConstraint,
    false,
)

from store.tables.base import metadata

campaigns = Table(
    'campaigns',
    metadata,
    Column('id', String, primary_key=True),
    Column('started_on', Date, nullable=False),
    Column('recorded_at', DateTime, nullable=False),
)
"""Packs that run here."""

populations = Table(
    'populations',
    metadata,
    Column('campaign', String, primary_key=True),
    Column('subject', ForeignKey('subjects.id'), primary_key=True),
    Column('kind', String, nullable=False),
    Index('ix_populations_subject', 'subject'),
)
"""Towns, parks, enterprises a campaign counts (G14); organisations come from the ledger as a whole."""

tasks = Table(
    'tasks',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('collection', String, nullable=False, index=True),
    Column('task', Text, nullable=False),
    Column('unit', String, nullable=False),
    Column('subject', ForeignKey('subjects.id'), index=True),
    Column('state', String, nullable=False),
    Column('due', Date),
    Column('done_on', Date),
    Column('figure', String),
    Column('evidence', Text),
    Column('note', Text),
    Column('file', Text),
    Column('where', JSON),
    Column('at', DateTime, nullable=False),
    UniqueConstraint('collection', 'task', 'unit'),
)
"""任务×责任单位: how far each unit is with each task (G14); figure is an exact number as text."""

plan_lines = Table(
    'plan_lines',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('campaign', String, nullable=False, index=True),
    Column('subject', ForeignKey('subjects.id'), nullable=False, index=True),
    Column('method', String, nullable=False),
    Column('branch', Integer),
    Column('state', String, nullable=False),
    Column('why', Text),
    Column('proposal', JSON),
    Column('actor', String, nullable=False),
    Column('at', DateTime, nullable=False),
    UniqueConstraint('campaign', 'subject'),
)
"""What a person decided for an organisation in a campaign; branch numbers those organised jointly."""

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
    Column('campaign', String),
    Column('doc_number', String),
    Column('replaces', Integer),
    Column('stopped', Boolean, nullable=False, server_default=false()),
    UniqueConstraint('instructor', 'subject', 'start'),
)
"""Which organisation an instructor is sent to, from the first to the last day; start stays open until the
letter is dated. replaces is the assignment this one took over; stopped is set where it ended before its
term: no reason is kept (G13).
"""
