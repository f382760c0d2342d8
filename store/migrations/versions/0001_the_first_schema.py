"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table; the audit refuses to be rewritten."""
    op.create_table(
        'audit',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('act', sa.String(), nullable=False),
        sa.Column('about', sa.Text(), nullable=False),
        sa.Column('detail', sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_audit')),
    )
    op.create_table(
        'campaigns',
        sa.Column('id', sa.String(), nullable=False),
        sa.Column('started_on', sa.Date(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_campaigns')),
    )
    op.create_table(
        'instructors',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column('post', sa.String(), nullable=True),
        sa.Column('phone', sa.String(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_instructors')),
        sa.UniqueConstraint('name', 'unit', name=op.f('uq_instructors_name')),
    )
    op.create_table(
        'outbox',
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('template', sa.String(), nullable=False),
        sa.Column('doc_type', sa.String(), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('recipients', sa.Text(), nullable=False),
        sa.Column('issuing_name', sa.String(), nullable=False),
        sa.Column('campaign', sa.String(), nullable=True),
        sa.Column('figures', sa.JSON(), nullable=False),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('drafted_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('file', name=op.f('pk_outbox')),
    )
    op.create_table(
        'register',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('sender_hint', sa.String(), nullable=True),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('archived_as', sa.String(), nullable=True),
        sa.Column('kind', sa.String(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('received_at', sa.DateTime(), nullable=False),
        sa.Column('format', sa.String(), nullable=True),
        sa.Column('title', sa.Text(), nullable=True),
        sa.Column('doc_number', sa.String(), nullable=True),
        sa.Column('issuer', sa.Text(), nullable=True),
        sa.Column('form', sa.String(), nullable=True),
        sa.Column('note', sa.Text(), nullable=True),
        sa.Column('extract', sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_register')),
        sa.UniqueConstraint('sha256', name=op.f('uq_register_sha256')),
    )
    with op.batch_alter_table('register', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_register_state'), ['state'], unique=False)

    op.create_table(
        'secrecy_stops',
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('sha256', name=op.f('pk_secrecy_stops')),
    )
    op.create_table(
        'subjects',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('name_key', sa.String(), nullable=False),
        sa.Column('code', sa.String(), nullable=True),
        sa.Column('region', sa.String(), nullable=True),
        sa.Column('type', sa.String(), nullable=True),
        sa.Column('supervisor', sa.String(), nullable=True),
        sa.Column('facts', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_subjects')),
    )
    with op.batch_alter_table('subjects', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_subjects_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_subjects_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_subjects_name_key'), ['name_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_subjects_region'), ['region'], unique=False)

    op.create_table(
        'unreadable',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('sender_hint', sa.String(), nullable=True),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('code', sa.String(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_unreadable')),
        sa.UniqueConstraint('sha256', name=op.f('uq_unreadable_sha256')),
    )
    op.create_table(
        'assignments',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('instructor', sa.Integer(), nullable=False),
        sa.Column('subject', sa.Integer(), nullable=False),
        sa.Column('start', sa.Date(), nullable=True),
        sa.Column('end', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ['instructor'], ['instructors.id'], name=op.f('fk_assignments_instructor_instructors')
        ),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_assignments_subject_subjects')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_assignments')),
        sa.UniqueConstraint('instructor', 'subject', 'start', name=op.f('uq_assignments_instructor')),
    )
    with op.batch_alter_table('assignments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignments_instructor'), ['instructor'], unique=False)
        batch_op.create_index(batch_op.f('ix_assignments_subject'), ['subject'], unique=False)

    op.create_table(
        'copies',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('register_number', sa.Integer(), nullable=False),
        sa.Column('file', sa.String(), nullable=False),
        sa.Column('sender_hint', sa.String(), nullable=True),
        sa.Column('received_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_copies_register_number_register')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_copies')),
    )
    with op.batch_alter_table('copies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_copies_register_number'), ['register_number'], unique=False)

    op.create_table(
        'obligations',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('register_number', sa.Integer(), nullable=False),
        sa.Column('what', sa.Text(), nullable=True),
        sa.Column('who', sa.Text(), nullable=True),
        sa.Column('verbatim', sa.Text(), nullable=False),
        sa.Column('ours', sa.String(), nullable=False),
        sa.Column('rule', sa.Text(), nullable=False),
        sa.Column('deadline_text', sa.Text(), nullable=True),
        sa.Column('deadline', sa.Date(), nullable=True),
        sa.Column('relative', sa.JSON(), nullable=True),
        sa.Column('recurrence', sa.JSON(), nullable=True),
        sa.Column('report_to', sa.Text(), nullable=True),
        sa.Column('anchor', sa.Date(), nullable=True),
        sa.Column('anchor_kind', sa.String(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('evidence', sa.Text(), nullable=True),
        sa.Column('where', sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_obligations_register_number_register')
        ),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_obligations')),
    )
    with op.batch_alter_table('obligations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_obligations_register_number'), ['register_number'], unique=False)

    op.create_table(
        'reviews',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('register_number', sa.Integer(), nullable=True),
        sa.Column('row', sa.Integer(), nullable=True),
        sa.Column('subject', sa.Integer(), nullable=True),
        sa.Column('about', sa.String(), nullable=False),
        sa.Column('field', sa.String(), nullable=True),
        sa.Column('value', sa.JSON(), nullable=True),
        sa.Column('held', sa.JSON(), nullable=True),
        sa.Column('reasons', sa.JSON(), nullable=False),
        sa.Column('candidates', sa.JSON(), nullable=False),
        sa.Column('where', sa.JSON(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('raised_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_reviews_register_number_register')
        ),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_reviews_subject_subjects')),
        sa.PrimaryKeyConstraint('number', name=op.f('pk_reviews')),
    )
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reviews_register_number'), ['register_number'], unique=False)
        batch_op.create_index(batch_op.f('ix_reviews_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_reviews_subject'), ['subject'], unique=False)

    op.create_table(
        'rows',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('register_number', sa.Integer(), nullable=False),
        sa.Column('row', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=True),
        sa.Column('code', sa.String(), nullable=True),
        sa.Column('region', sa.String(), nullable=True),
        sa.Column('subject', sa.Integer(), nullable=True),
        sa.Column('state', sa.String(), nullable=False),
        sa.Column('values', sa.JSON(), nullable=False),
        sa.Column('where', sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_rows_register_number_register')
        ),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_rows_subject_subjects')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rows')),
        sa.UniqueConstraint('register_number', 'row', name=op.f('uq_rows_register_number')),
    )
    with op.batch_alter_table('rows', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rows_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_rows_subject'), ['subject'], unique=False)

    op.create_table(
        'versions',
        sa.Column('subject', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('valid_from', sa.Date(), nullable=True),
        sa.Column('valid_to', sa.Date(), nullable=True),
        sa.Column('recorded_from', sa.DateTime(), nullable=False),
        sa.Column('recorded_to', sa.DateTime(), nullable=True),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('code', sa.String(), nullable=True),
        sa.Column('region', sa.String(), nullable=True),
        sa.Column('type', sa.String(), nullable=True),
        sa.Column('supervisor', sa.String(), nullable=True),
        sa.Column('facts', sa.JSON(), nullable=False),
        sa.Column('register_number', sa.Integer(), nullable=True),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('sources', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['register_number'], ['register.number'], name=op.f('fk_versions_register_number_register')
        ),
        sa.ForeignKeyConstraint(['subject'], ['subjects.id'], name=op.f('fk_versions_subject_subjects')),
        sa.PrimaryKeyConstraint('subject', 'version', name=op.f('pk_versions')),
    )
    with op.batch_alter_table('versions', schema=None) as batch_op:
        batch_op.create_index('ix_versions_recorded', ['recorded_from', 'recorded_to'], unique=False)

    op.create_table(
        'decisions',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('review', sa.Integer(), nullable=False),
        sa.Column('action', sa.String(), nullable=False),
        sa.Column('value', sa.JSON(), nullable=True),
        sa.Column('why', sa.Text(), nullable=True),
        sa.Column('actor', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['review'], ['reviews.number'], name=op.f('fk_decisions_review_reviews')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions')),
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_review'), ['review'], unique=False)
    _guard_the_audit()


def _guard_the_audit() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for act in ('update', 'delete'):
            op.execute(
                f'create trigger audit_no_{act} before {act} on audit '
                "begin select raise(abort, 'the audit is append-only'); end"
            )
        return
    op.execute(
        'create function audit_refuses() returns trigger language plpgsql as $$ begin '
        "raise exception 'the audit is append-only' using errcode = 'integrity_constraint_violation'; "
        'end $$'
    )
    for act, each in (('update', 'row'), ('delete', 'row'), ('truncate', 'statement')):
        op.execute(
            f'create trigger audit_no_{act} before {act} on audit for each {each} '
            'execute function audit_refuses()'
        )
