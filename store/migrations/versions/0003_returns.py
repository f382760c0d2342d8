"""Returns know their layout, round and correction; units' figures, expected units, comments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Returns know their layout, round and correction; units' figures, expected units, comments."""
    op.create_table(
        'layouts',
        sa.Column('fingerprint', sa.String(), nullable=False),
        sa.Column('form', sa.String(), nullable=False),
        sa.Column('layout', sa.JSON(), nullable=False),
        sa.Column('senders', sa.JSON(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('confirmed_by', sa.String(), nullable=False),
        sa.Column('confirmed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('fingerprint', name=op.f('pk_layouts')),
    )
    op.create_table(
        'unit_figures',
        sa.Column('register_number', sa.Integer(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column('field', sa.String(), nullable=False),
        sa.Column('basis', sa.String(), nullable=False),
        sa.Column('value', sa.JSON(), nullable=True),
        sa.Column('raw', sa.Text(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('where', sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_unit_figures_register_number_register')
        ),
        sa.PrimaryKeyConstraint('register_number', 'unit', 'field', 'basis', name=op.f('pk_unit_figures')),
    )
    op.create_table(
        'expected_units',
        sa.Column('collection', sa.String(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column('aliases', sa.JSON(), nullable=False),
        sa.Column('phone', sa.String(), nullable=True),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('collection', 'unit', name=op.f('pk_expected_units')),
    )
    op.create_table(
        'comments',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('register_number', sa.Integer(), nullable=False),
        sa.Column('collection', sa.String(), nullable=True),
        sa.Column('unit', sa.String(), nullable=True),
        sa.Column('article', sa.String(), nullable=True),
        sa.Column('original', sa.Text(), nullable=True),
        sa.Column('suggestion', sa.Text(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=True),
        sa.Column('where', sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_comments_register_number_register')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_comments')),
    )
    with op.batch_alter_table('comments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comments_collection'), ['collection'], unique=False)
        batch_op.create_index(batch_op.f('ix_comments_register_number'), ['register_number'], unique=False)

    with op.batch_alter_table('register', schema=None) as batch_op:
        batch_op.add_column(sa.Column('edition', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('layout', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('round', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('superseded_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('tally', sa.JSON(), nullable=True))
        batch_op.create_index(batch_op.f('ix_register_layout'), ['layout'], unique=False)
        batch_op.create_index(batch_op.f('ix_register_superseded_by'), ['superseded_by'], unique=False)
