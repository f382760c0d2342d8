"""Who takes papers in beside the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A heartbeat for each process that takes papers in."""
    op.create_table(
        'workers',
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('began', sa.DateTime(), nullable=False),
        sa.Column('seen', sa.DateTime(), nullable=False),
        sa.Column('watches', sa.Boolean(), nullable=False),
        sa.Column('done', sa.Integer(), nullable=False),
        sa.Column('note', sa.String(), nullable=True),
        sa.PrimaryKeyConstraint('name', name=op.f('pk_workers')),
    )
