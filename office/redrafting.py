"""A paper's line in the outbox as the draft it was made from, to be printed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, get_args

from model.errors import CannotStart
from model.figure import Figure, Printed, Source
from model.place import Where
from outgoing.draft import DocType, Draft, Recipe
from outgoing.press_parts import context_from_plain
from store.outbox import Drafted


def drafted_to_draft(drafted: Drafted) -> Draft:
    """The draft with its figures and recipe, under the file name it has.

    Raises:
        CannotStart: its values were not kept.
    """
    if drafted.context is None or drafted.doc_type not in get_args(DocType):
        raise CannotStart(f"“{drafted.file}”没有留下生成时的内容，不能重新生成。")
    return Draft(
        file_name=drafted.file.rsplit('/', 1)[-1],
        template=drafted.template,
        context=context_from_plain(drafted.context),
        figures=tuple(map(figure_from_plain, drafted.figures)),
        doc_type=drafted.doc_type,  # type: ignore[arg-type]  # looked at above
        title=drafted.title,
        recipients=tuple(drafted.recipients.split('、')),
        issuing_name=drafted.issuing_name,
        recipe=recipe_from_plain(drafted.recipe),
        organisation=drafted.organisation,
    )


def figure_from_plain(told: Mapping[str, Any]) -> Figure:
    """A figure as the outbox keeps it; its value stays plain."""
    rows = told.get('rows')
    sources = [
        Source(one['register'], _where(one.get('where') or {}), one.get('raw'))
        for one in told.get('sources') or ()
    ]
    return Figure(
        key=told['key'],
        text=told['text'],
        value=told.get('value'),
        label=told['label'],
        rows=None if rows is None else tuple(rows),
        origin=told.get('origin', 'ledger'),
        parts=tuple(told.get('parts') or ()),
        sources=tuple(sources),
        detail=told.get('detail'),
    )


def printed_from_plain(told: Mapping[str, Any]) -> Printed:
    """A figure's place as the outbox keeps it."""
    return Printed(told['key'], told['part'], told['paragraph'], told['start'], told['end'])


def recipe_from_plain(told: Mapping[str, Any] | None) -> Recipe | None:
    """A recipe as the outbox keeps it."""
    if told is None:
        return None
    days = {key: told.get(key) and dt.date.fromisoformat(str(told[key])) for key in ('cut_off', 'known_by')}
    return Recipe(told['act'], told.get('campaign'), told.get('options') or {}, **days)


def _where(told: Mapping[str, Any]) -> Where:
    box = told.get('box')
    return Where(**{**told, 'box': tuple(box) if box else None})
