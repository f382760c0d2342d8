"""Duties know more of their sentence; the register has the columns of the office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Duties know more of their sentence; the register has the columns of the office."""
    op.create_table(
        'occurrences',
        sa.Column('duty', sa.Integer(), nullable=False),
        sa.Column('due', sa.Date(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('evidence', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('duty', 'due', name=op.f('pk_occurrences')),
    )
    op.create_table(
        'counters',
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('last', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_counters')),
    )
    with op.batch_alter_table('copies', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sha256', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('archived_as', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('format', sa.String(), nullable=True))
        batch_op.create_index(batch_op.f('ix_copies_sha256'), ['sha256'], unique=False)

    with op.batch_alter_table('obligations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('how', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('modality', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('scope', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('rules', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('score', sa.Float(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('joined_to', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('superseded_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('linked_by', sa.String(), nullable=True))
        batch_op.create_index(batch_op.f('ix_obligations_joined_to'), ['joined_to'], unique=False)
        batch_op.create_index(batch_op.f('ix_obligations_superseded_by'), ['superseded_by'], unique=False)

    with op.batch_alter_table('register', schema=None) as batch_op:
        batch_op.add_column(sa.Column('quantity', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('secrecy', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('urgency', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('handler', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('proposal', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('instruction', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('outcome', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('filed_as', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('part_of', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_register_part_of'), ['part_of'], unique=False)
