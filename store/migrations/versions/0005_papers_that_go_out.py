"""Papers that go out: numbers, steps, receipts, batches, and what makes a draft again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Papers that go out: numbers, steps, receipts, batches, and what makes a draft again."""
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        for column in _further():
            batch_op.add_column(column)
        for name in ('state', 'organisation', 'batch', 'doc_number'):
            batch_op.create_index(batch_op.f(f'ix_outbox_{name}'), [name], unique=False)
    outbox = sa.table('outbox', sa.column('state'), sa.column('doc_type'))
    op.execute(sa.update(outbox).where(outbox.c.state == '拟稿').values(state='drafted'))
    op.execute(sa.update(outbox).where(outbox.c.doc_type == '填表').values(doc_type='form'))
    _make_tables()


def _make_tables() -> None:
    op.create_table(
        'paper_steps',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('note', sa.Text(), nullable=True),
        sa.Column('sha256', sa.String(length=64), nullable=True),
        sa.Column('wording', sa.String(length=64), nullable=True),
        sa.Column('back', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(['file'], ['outbox.file'], name=op.f('fk_paper_steps_file_outbox')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_steps')),
    )
    op.create_index(op.f('ix_paper_steps_file'), 'paper_steps', ['file'], unique=False)
    op.create_table(
        'paper_numbers',
        sa.Column('series', sa.String(), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('serial', sa.Integer(), nullable=False),
        sa.Column('file', sa.String(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('why', sa.Text(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('series', 'year', 'serial', name=op.f('pk_paper_numbers')),
    )
    op.create_index(op.f('ix_paper_numbers_file'), 'paper_numbers', ['file'], unique=False)
    op.create_table(
        'paper_receipts',
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('recipient', sa.String(), nullable=False),
        sa.Column('copies', sa.Integer(), nullable=True),
        sa.Column('sent_on', sa.Date(), nullable=True),
        sa.Column('way', sa.String(), nullable=True),
        sa.Column('received_on', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(['file'], ['outbox.file'], name=op.f('fk_paper_receipts_file_outbox')),
        sa.PrimaryKeyConstraint('file', 'recipient', name=op.f('pk_paper_receipts')),
    )
    op.create_table(
        'batches',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('act', sa.String(), nullable=False),
        sa.Column('campaign', sa.String(), nullable=True),
        sa.Column('template', sa.String(), nullable=False),
        sa.Column('template_sha256', sa.String(length=64), nullable=False),
        sa.Column('expected', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_batches')),
    )


def _further() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column('template_sha256', sa.String(length=64), nullable=True),
        sa.Column('context', sa.JSON(), nullable=True),
        sa.Column('printed', sa.JSON(), server_default='[]', nullable=False),
        sa.Column('recipe', sa.JSON(), nullable=True),
        sa.Column('organisation', sa.Integer(), nullable=True),
        sa.Column('batch', sa.Integer(), nullable=True),
        sa.Column('drafted_by', sa.String(), nullable=True),
        sa.Column('doc_number', sa.String(), nullable=True),
        sa.Column('dated', sa.Date(), nullable=True),
        sa.Column('signed_by', sa.String(), nullable=True),
        sa.Column('issued_at', sa.DateTime(), nullable=True),
        sa.Column('issued_sha256', sa.String(length=64), nullable=True),
        sa.Column('copies', sa.Integer(), nullable=True),
        sa.Column('sealed', sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column('corrects', sa.String(), nullable=True),
        sa.Column('unnumbered_sha256', sa.String(length=64), nullable=True),
        sa.Column('filed_as', sa.String(), nullable=True),
    )
