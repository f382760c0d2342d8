"""What is looked at before a draft is written: its name, and its pages, all of them once, each a little."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from outgoing.draft import Draft
from outgoing.press import Printing
from outgoing.verify import faults, quick_faults

_SAMPLE = 100
_LONGEST = 210  # bytes of a name: 255, less the room for （重新生成）~99 and a hidden name
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|\ud800-\udfff]')
_verified: set[tuple[str, Any]] = set()


def fitted_name(name: str) -> str:
    """A file name that every disk takes: no separators, and short enough, told apart by a hash if cut."""
    safe = _NOT_IN_NAMES.sub('_', name).lstrip('.')
    if len(safe.encode()) <= _LONGEST:
        return safe
    stem, mark = safe.removesuffix('.docx'), hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]
    return f'{stem.encode()[: _LONGEST - 20].decode(errors="ignore")}…{mark}.docx'


def looked_at(draft: Draft, template: str, printing: Printing, number: int) -> tuple[str, ...]:
    """Faults of a printed draft: every template and shape of values fully, once, then one in a hundred.

    template is the hash of its bytes, number counts the drafts of a run from 1.
    """
    said = [text for text in _texts(draft.context) if '{' in text or '}' in text]
    placed = {one.key for one in printing.printed}
    wanted = [figure.text for figure in draft.figures if figure.key not in placed]
    people = draft.recipients if draft.doc_type == 'letter' else ()
    found = quick_faults(printing.data, (*people, *wanted), said)
    shape = (template, _shape(draft.context))
    if found or (shape in _verified and number % _SAMPLE):
        return found
    found = faults(printing.data, draft.figures, printing.printed, said)
    if not found:
        _verified.add(shape)
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, 'values'):
        yield from _texts([*value.values()])


def _shape(value: Any) -> Any:
    """What kinds of values there are and where, without the values themselves."""
    if hasattr(value, 'items'):
        return tuple((key, _shape(item)) for key, item in sorted(value.items()))
    if isinstance(value, (list, tuple)):
        return frozenset(_shape(item) for item in value)
    return type(value).__name__
