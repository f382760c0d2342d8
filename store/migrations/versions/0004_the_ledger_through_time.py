"""The ledger through time: acts, cells of coverage, links of names, statements, tasks, plans."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

_WAYS = ('instructor', 'liaison', 'mass_orgs')


def upgrade() -> None:
    """The ledger through time: acts, cells of coverage, links of names, statements, tasks, plans."""
    _new_tables()
    _new_columns()
    _fill_cells()


def _new_tables() -> None:
    op.create_table(
        'cells',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('region', sa.String(), nullable=True),
        sa.Column('type', sa.String(), nullable=True),
        sa.Column('supervisor', sa.String(), nullable=True),
        sa.Column('established', sa.Boolean(), nullable=True),
        sa.Column('approved', sa.Boolean(), nullable=False),
        sa.Column('method', sa.String(), nullable=True),
        sa.Column('ways', sa.String(), nullable=False),
        sa.Column('count', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_cells')),
        sa.UniqueConstraint('key', name=op.f('uq_cells_key')),
    )
    op.create_table(
        'outside_figures',
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('as_of', sa.Date(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('field', sa.String(), nullable=False),
        sa.Column('value', sa.Integer(), nullable=True),
        sa.Column('raw', sa.Text(), nullable=False),
        sa.Column('file', sa.Text(), nullable=False),
        sa.Column('where', sa.JSON(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('source', 'as_of', 'key', 'field', name=op.f('pk_outside_figures')),
    )
    op.create_table(
        'statements',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('as_of', sa.Date(), nullable=False),
        sa.Column('figures', sa.JSON(), nullable=False),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_statements')),
    )
    op.create_table(
        'acts',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('about', sa.Text(), nullable=False),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('on', sa.Date(), nullable=True),
        sa.Column('doc_number', sa.String(), nullable=True),
        sa.Column('register_number', sa.Integer(), nullable=True),
        sa.Column('detail', sa.JSON(), nullable=False),
        sa.Column('undone_by', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_acts_register_number_register')
        ),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_acts')),
    )
    with op.batch_alter_table('acts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_acts_kind'), ['kind'], unique=False)

    op.create_table(
        'name_links',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name_key', sa.String(), nullable=False),
        sa.Column('code', sa.String(), nullable=True),
        sa.Column('region', sa.String(), nullable=True),
        sa.Column('subject', sa.Integer(), nullable=False),
        sa.Column('verdict', sa.String(), nullable=False),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_name_links_subject_subjects')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_name_links')),
    )
    with op.batch_alter_table('name_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_name_links_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_name_links_subject'), ['subject'], unique=False)

    op.create_table(
        'plan_lines',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('campaign', sa.String(), nullable=False),
        sa.Column('subject', sa.Integer(), nullable=False),
        sa.Column('method', sa.String(), nullable=False),
        sa.Column('branch', sa.Integer(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('why', sa.Text(), nullable=True),
        sa.Column('proposal', sa.JSON(), nullable=True),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_plan_lines_subject_subjects')),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_plan_lines')),
        sa.UniqueConstraint('campaign', 'subject', name=op.f('uq_plan_lines_campaign')),
    )
    with op.batch_alter_table('plan_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_lines_campaign'), ['campaign'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_lines_subject'), ['subject'], unique=False)

    op.create_table(
        'populations',
        sa.Column('campaign', sa.String(), nullable=False),
        sa.Column('subject', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_populations_subject_subjects')),
        sa.PrimaryKeyConstraint('campaign', 'subject', name=op.f('pk_populations')),
    )
    with op.batch_alter_table('populations', schema=None) as batch_op:
        batch_op.create_index('ix_populations_subject', ['subject'], unique=False)

    op.create_table(
        'tasks',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('collection', sa.String(), nullable=False),
        sa.Column('task', sa.Text(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column('subject', sa.Integer(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('due', sa.Date(), nullable=True),
        sa.Column('done_on', sa.Date(), nullable=True),
        sa.Column('figure', sa.String(), nullable=True),
        sa.Column('evidence', sa.Text(), nullable=True),
        sa.Column('note', sa.Text(), nullable=True),
        sa.Column('file', sa.Text(), nullable=True),
        sa.Column('where', sa.JSON(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_tasks_subject_subjects')),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_tasks')),
        sa.UniqueConstraint('collection', 'task', 'unit', name=op.f('uq_tasks_collection')),
    )
    with op.batch_alter_table('tasks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tasks_collection'), ['collection'], unique=False)
        batch_op.create_index(batch_op.f('ix_tasks_subject'), ['subject'], unique=False)

    op.create_table(
        'act_subjects',
        sa.Column('act', sa.Integer(), nullable=False),
        sa.Column('subject', sa.Integer(), nullable=False),
        sa.Column('part', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(['act'], ['acts.number'], name=op.f('fk_act_subjects_act_acts')),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_act_subjects_subject_subjects')),
        sa.PrimaryKeyConstraint('act', 'subject', name=op.f('pk_act_subjects')),
    )
    with op.batch_alter_table('act_subjects', schema=None) as batch_op:
        batch_op.create_index('ix_act_subjects_subject', ['subject'], unique=False)


def _new_columns() -> None:
    with op.batch_alter_table('assignments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('campaign', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('doc_number', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('replaces', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('stopped', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('counters', schema=None) as batch_op:
        batch_op.alter_column(
            'last', type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=False
        )

    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.add_column(sa.Column('act', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_reviews_act'), ['act'], unique=False)

    with op.batch_alter_table('subjects', schema=None) as batch_op:
        batch_op.add_column(sa.Column('state', sa.String(), server_default='active', nullable=False))
        batch_op.add_column(sa.Column('began_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('ended_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('merged_into', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('cell', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('serial', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.create_index(batch_op.f('ix_subjects_cell'), ['cell'], unique=False)
        batch_op.create_index(batch_op.f('ix_subjects_serial'), ['serial'], unique=False)

    with op.batch_alter_table('versions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('state', sa.String(), server_default='active', nullable=False))
        batch_op.add_column(sa.Column('began_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('ended_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('merged_into', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('cell', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('act', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('changed', sa.JSON(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_versions_recorded'))
        batch_op.create_index('ix_versions_recorded', ['recorded_from', 'recorded_to', 'cell'], unique=False)
        batch_op.create_index(batch_op.f('ix_versions_act'), ['act'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_versions_act_acts'), 'acts', ['act'], ['number'])


def _fill_cells() -> None:
    """What is held already is counted as it would have been."""
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection, only=['subjects', 'versions', 'cells'])
    subjects, versions, cells = (tables.tables[name] for name in ('subjects', 'versions', 'cells'))
    kinds = {row.id: row.kind for row in connection.execute(sa.select(subjects.c.id, subjects.c.kind))}
    numbers: dict[str, int] = {}
    current: Counter[int] = Counter()
    rows: dict[int, dict[str, Any]] = {}
    for table, owner in ((versions, 'subject'), (subjects, 'id')):
        keys, steps = list(table.primary_key), []
        for row in connection.execute(sa.select(table)).mappings().all():
            cell = _row_to_cell(row, kinds[row[owner]])
            number = numbers.setdefault(cell['key'], len(numbers) + 1)
            rows[number] = {**cell, 'id': number}
            steps.append({f'key_{column.name}': row[column.name] for column in keys} | {'number': number})
            current[number] += table is subjects
        if steps:
            here = sa.and_(*(column == sa.bindparam(f'key_{column.name}') for column in keys))
            connection.execute(sa.update(table).where(here).values(cell=sa.bindparam('number')), steps)
    for number, filled in rows.items():
        connection.execute(sa.insert(cells).values(**filled, count=current[number]))


def _row_to_cell(row: Any, kind: str) -> dict[str, Any]:
    facts = row['facts'] if isinstance(row['facts'], dict) else json.loads(row['facts'])
    told = facts.get('established')
    established = told if isinstance(told, bool) else None
    dated = facts.get('approval_date') or facts.get('established_on')
    cell = {
        'kind': kind,
        'state': 'active',
        'region': row['region'],
        'type': row['type'],
        'supervisor': row['supervisor'],
        'established': established,
        'approved': bool(established and facts.get('approval_number') and dated),
        'method': facts.get('establishment_form'),
        'ways': ','.join(way for way in _WAYS if facts.get(way) or facts.get(f'has_{way}') is True),
    }
    return {**cell, 'key': json.dumps(list(cell.values()), ensure_ascii=False)}
