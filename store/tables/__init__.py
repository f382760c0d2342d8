"""The schema, as SQLAlchemy Core tables; migrations/ is its history."""

from __future__ import annotations

from store.tables.base import metadata
from store.tables.containers import containers, pages
from store.tables.ledger import (
    act_subjects,
    acts,
    cells,
    name_links,
    outside_figures,
    statements,
    subjects,
    versions,
)
from store.tables.office import audit, counters, decisions, reviews
from store.tables.outgoing import batches, outbox, paper_numbers, paper_receipts, paper_steps
from store.tables.papers import (
    comments,
    copies,
    expected_units,
    layouts,
    obligations,
    occurrences,
    register,
    rows,
    secrecy_stops,
    unit_figures,
    unreadable,
)
from store.tables.people import accounts, sessions
from store.tables.plans import assignments, campaigns, instructors, plan_lines, populations, tasks
from store.tables.workers import workers

__all__ = [
    'accounts',
    'act_subjects',
    'acts',
    'assignments',
    'audit',
    'batches',
    'campaigns',
    'cells',
    'comments',
    'containers',
    'copies',
    'counters',
    'decisions',
    'expected_units',
    'instructors',
    'layouts',
    'metadata',
    'name_links',
    'obligations',
    'occurrences',
    'outbox',
    'outside_figures',
    'pages',
    'paper_numbers',
    'paper_receipts',
    'paper_steps',
    'plan_lines',
    'populations',
    'register',
    'reviews',
    'rows',
    'secrecy_stops',
    'sessions',
    'statements',
    'subjects',
    'tasks',
    'unit_figures',
    'unreadable',
    'versions',
    'workers',
]
