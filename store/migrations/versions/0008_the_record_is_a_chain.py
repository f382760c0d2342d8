"""Each line of the audit carries a hash over itself and the line before it; earlier lines get theirs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from model.chain import BEGINNING, line_to_hash

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

_AT_ONCE = 5000

_audit = sa.table(
    'audit',
    sa.column('id', sa.Integer),
    sa.column('at', sa.DateTime),
    sa.column('actor', sa.String),
    sa.column('act', sa.String),
    sa.column('about', sa.Text),
    sa.column('detail', sa.JSON),
    sa.column('hash', sa.String),
)


def upgrade() -> None:
    """Each line of the audit carries a hash over itself and the line before it; earlier lines get theirs."""
    sqlite = op.get_bind().dialect.name == 'sqlite'
    of_table = '' if sqlite else ' on audit'
    op.execute(f'drop trigger audit_no_update{of_table}')
    op.add_column('audit', sa.Column('hash', sa.String(length=64), nullable=True))
    _chain(op.get_bind())
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.alter_column('hash', existing_type=sa.String(length=64), nullable=False)
    if sqlite:  # the table was made anew, without its triggers
        for act in ('update', 'delete'):
            op.execute(
                f'create trigger audit_no_{act} before {act} on audit '
                "begin select raise(abort, 'the audit is append-only'); end"
            )
        return
    op.execute(
        'create trigger audit_no_update before update on audit for each row execute function audit_refuses()'
    )


def _chain(connection: sa.Connection) -> None:
    """Give every line its hash, the oldest first."""
    last, before = None, BEGINNING
    change = (
        sa.update(_audit).where(_audit.c.id == sa.bindparam('line')).values(hash=sa.bindparam('its_hash'))
    )
    while True:
        query = sa.select(*[column for column in _audit.c if column.name != 'hash']).order_by(_audit.c.id)
        some = connection.execute(
            (query if last is None else query.where(_audit.c.id > last)).limit(_AT_ONCE)
        )
        changes: list[dict[str, Any]] = []
        for line in some:
            last, before = line.id, line_to_hash(before, *line)
            changes.append({'line': last, 'its_hash': before})
        if not changes:
            return
        connection.execute(change, changes)
