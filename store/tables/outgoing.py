"""What goes out: drafts and issued papers, their numbers, steps and receipts."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, ForeignKey, Integer, String, Table, Text, false

from store.tables.base import metadata

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
    Column('state', String, nullable=False, index=True),
    Column('drafted_at', DateTime, nullable=False),
    Column('template_sha256', String(64)),
    Column('context', JSON),
    Column('printed', JSON, nullable=False, server_default='[]'),
    Column('recipe', JSON),
    Column('organisation', Integer, index=True),
    Column('batch', Integer, index=True),
    Column('drafted_by', String),
    Column('doc_number', String, index=True),
    Column('dated', Date),
    Column('signed_by', String),
    Column('issued_at', DateTime),
    Column('issued_sha256', String(64)),
    Column('copies', Integer),
    Column('sealed', Boolean, nullable=False, server_default=false()),
    Column('corrects', String),
    Column('unnumbered_sha256', String(64)),
    Column('filed_as', String),
)
"""Papers in 发文/ as we last wrote them: a file that differs was edited by a person.

template_sha256 and context make a draft again byte for byte; printed is where each figure stands.
From doc_number on it is 发文登记簿: number, 成文日期, 签发人, when issued and the hash of the numbered file,
份数, 用印; corrects is the issued file that a 更正 is about. unnumbered_sha256 is the hash of the
file as it was before its number was put in, kept as 存档/发文/<hash>.docx; filed_as is its 档号.
"""

paper_steps = Table(
    'paper_steps',
    metadata,
    Column('id', Integer, primary_key=True),
    Column('file', ForeignKey('outbox.file'), nullable=False, index=True),
    Column('state', String, nullable=False),
    Column('person', String, nullable=False),
    Column('at', DateTime, nullable=False),
    Column('note', Text),
    Column('sha256', String(64)),
    Column('wording', String(64)),
    Column('back', Boolean, nullable=False, server_default=false()),
)
"""拟稿 to 签收, one line a step: who, when, the file's hash and that of its wording at that moment.

back: the paper went back to this state, and note says why.
"""

paper_numbers = Table(
    'paper_numbers',
    metadata,
    Column('series', String, primary_key=True),
    Column('year', Integer, primary_key=True),
    Column('serial', Integer, primary_key=True),
    Column('file', String, index=True),
    Column('state', String, nullable=False),
    Column('why', Text),
    Column('at', DateTime, nullable=False),
)
"""发文字号 given (to a file), or void with the reason: no number twice, no gap unexplained."""

paper_receipts = Table(
    'paper_receipts',
    metadata,
    Column('file', ForeignKey('outbox.file'), primary_key=True),
    Column('recipient', String, primary_key=True),
    Column('copies', Integer),
    Column('sent_on', Date),
    Column('way', String),
    Column('received_on', Date),
)
"""分发签收: to whom a paper went, in how many copies, how and when, and when it was received."""

batches = Table(
    'batches',
    metadata,
    Column('number', Integer, primary_key=True),
    Column('act', String, nullable=False),
    Column('campaign', String),
    Column('template', String, nullable=False),
    Column('template_sha256', String(64), nullable=False),
    Column('expected', Integer, nullable=False),
    Column('state', String, nullable=False),
    Column('actor', String, nullable=False),
    Column('at', DateTime, nullable=False),
)
"""Letters made in one go, so that a run that broke off is taken up where it stopped."""
