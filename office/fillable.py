"""Whether a received form can be filled at all, and what about the organisations still waits for a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from model.errors import UsageFault
from model.subject import Organisation
from office.blanking import BlankForm, locked_note
from office.config import Workplace
from store import reviews
from text.labels import fold_label

_OF_ANY_PAPER = frozenset({None, 'filled_on', 'filled_by', 'filled_by_phone', 'remarks'})
"""What papers of any kind ask; a form that asks nothing else is none about an organisation."""

_IS_NAME = re.compile(r'.{4,}(?:会|院|校|园|所|社|馆|站|团|队|中心|公司)')


def refuse_no_blank(
    form: BlankForm, name: str, wanted: Sequence[Organisation], everyone: Sequence[Organisation]
) -> None:
    """Stop where nothing can be filled in, or another organisation's name stands in the form already.

    Raises UsageFault with what it is and the remedy; name is the file's.
    """
    if not form.blanks:
        if form.locked:
            raise UsageFault(f"“{name}”填不进去：{locked_note(form.locked)}。")
        filled = "，这张表已经填过了" if form.written.is_filled else ""
        raise UsageFault(f"“{name}”里没有找到要填的地方{filled}；请核对是不是空白表。")
    if all(blank.field in _OF_ANY_PAPER for blank in form.blanks):
        raise UsageFault(f"“{name}”里没有一处是台账能填的；请核对是不是社会组织填的空白表。")
    listed, known = set(map(fold_label, form.written.listed)), {fold_label(one.name) for one in everyone}
    twice = [one.name for one in wanted if fold_label(one.name) in listed]
    if twice:
        told = f"{'、'.join(twice[:3])}{'等' if len(twice) > 3 else ''}"
        raise UsageFault(f"“{name}”里已经有{told}{len(twice)}家，再填会重复；请用空白表。")
    for told in form.written.names:
        folded = fold_label(told)
        is_name = folded in known or _IS_NAME.fullmatch(folded)
        if is_name and any(fold_label(one.name) != folded for one in wanted):
            raise UsageFault(f"“{name}”已经填了“{told}”，不能再填成别家；请用空白表，或用 --org 只填这一家。")


def open_questions(place: Workplace, wanted: Sequence[Organisation]) -> Mapping[str, int]:
    """How many questions about each organisation are open, by name; those without any are left out."""
    with place.engine.connect() as connection:
        asked = Counter(item.subject for item in reviews.list_items(connection))
    return {one.name: asked[one.id] for one in wanted if asked[one.id]}
