"""Who may sign in at the desk, and who is signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who may sign in at the desk, and who is signed in."""
    op.create_table(
        'accounts',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('shown', sa.String(), nullable=False),
        sa.Column('roles', sa.JSON(), nullable=False),
        sa.Column('secret', sa.String(), nullable=False),
        sa.Column('closed', sa.Boolean(), nullable=False),
        sa.Column('must_change', sa.Boolean(), nullable=False),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.Column('locked_until', sa.Float(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
        sa.UniqueConstraint('name', name=op.f('uq_accounts_name')),
        sa.UniqueConstraint('shown', name=op.f('uq_accounts_shown')),
    )
    op.create_table(
        'sessions',
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('account', sa.Integer(), nullable=False),
        sa.Column('began', sa.Float(), nullable=False),
        sa.Column('seen', sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(['account'], ['accounts.id'], name=op.f('fk_sessions_account_accounts')),
        sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sessions')),
    )
    op.create_index(op.f('ix_sessions_account'), 'sessions', ['account'], unique=False)
