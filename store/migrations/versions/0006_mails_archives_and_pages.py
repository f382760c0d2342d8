"""Mails and archives that papers come in, and photographs that are pages of one paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Mails and archives that papers come in, and photographs that are pages of one paper."""
    _make_containers()
    _make_pages()
    with op.batch_alter_table('register', schema=None) as batch_op:
        batch_op.add_column(sa.Column('container', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('tried_with', sa.String(), nullable=True))
        batch_op.create_index(batch_op.f('ix_register_container'), ['container'], unique=False)
    with op.batch_alter_table('copies', schema=None) as batch_op:
        batch_op.add_column(sa.Column('container', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_copies_container'), ['container'], unique=False)


def _make_containers() -> None:
    op.create_table(
        'containers',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('archived_as', sa.String(), nullable=True),
        sa.Column('received_at', sa.DateTime(), nullable=False),
        sa.Column('sender_hint', sa.String(), nullable=True),
        sa.Column('subject', sa.Text(), nullable=True),
        sa.Column('sender', sa.Text(), nullable=True),
        sa.Column('sent_at', sa.DateTime(), nullable=True),
        sa.Column('text', sa.Text(), nullable=True),
        sa.Column('undelivered', sa.JSON(), nullable=False),
        sa.Column('parent', sa.Integer(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_containers')),
        sa.UniqueConstraint('sha256', name=op.f('uq_containers_sha256')),
    )
    op.create_index(op.f('ix_containers_parent'), 'containers', ['parent'], unique=False)


def _make_pages() -> None:
    op.create_table(
        'pages',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('register_number', sa.Integer(), nullable=False),
        sa.Column('make', sa.String(length=64), nullable=False),
        sa.Column('page', sa.Integer(), nullable=False),
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('archived_as', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_pages_register_number_register')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_pages')),
    )
    for name in ('make', 'register_number', 'sha256'):
        op.create_index(op.f(f'ix_pages_{name}'), 'pages', [name], unique=False)
