"""What was issued already on the matter of a draft, so that nobody is written to twice unasked (G7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from model.errors import UsageFault
from model.paper import UNNUMBERED
from office.config import Workplace
from office.paper_files import first_name, void_told
from store import outbox, paper_numbers
from store.engine import reading
from store.outbox import Drafted, Matter

_SINGLE = ('assignment', 'number')
"""What of a recipe tells one matter of an organisation from the next: the change, the paper answered."""


def refuse_doubles(papers: Sequence[Drafted]) -> None:
    """UsageFault where two papers that are to be numbered together are about the same matter."""
    seen: dict[object, Drafted] = {}
    for paper in papers:
        if paper.dated is not None:
            continue
        for key in _keys(paper):
            other = seen.setdefault(key, paper)
            if other is not paper:
                raise UsageFault(
                    f"要编号的文件里“{other.file}”和“{paper.file}”是同一件（同一收文单位、同一事项），"
                    "没有改动任何文件。同一件只编一个号：请只写要用的一份；确要各发一件，请加 --again。"
                )


def issued_before(place: Workplace, papers: Sequence[Drafted]) -> dict[str, str]:
    """Papers whose number is void, and those not numbered yet on a matter that another was issued on.

    Each with what to say of it.
    """
    with reading(place.engine) as connection:
        void = paper_numbers.void_of_files(connection)
        issued = [one for one in outbox.issued_matters(connection) if one.file not in void]
    by_key = {key: one for one in issued for key in _keys(one)}
    found = {}
    for paper in papers:
        if paper.file in void:
            found[paper.file] = void_told(void[paper.file])
        before = next((by_key[key] for key in _keys(paper) if key in by_key), None)
        if paper.dated is None and before:
            found[paper.file] = (
                f"同一收文单位、同一事项已编为{before.doc_number}（“{before.file}”）；"
                "确要再发一件，请加 --again"
            )
    return found


def _keys(paper: Drafted | Matter) -> Iterator[tuple[Any, ...]]:
    """What two papers on one matter share: the draft both were made of, or whom they are about and why."""
    if paper.doc_type in UNNUMBERED or paper.doc_type == 'correction':
        return
    yield 'file', first_name(paper.file)
    if paper.organisation is not None:
        recipe: Mapping[str, Any] = paper.recipe or {}
        options = recipe.get('options') or {}
        act = recipe.get('act') or (paper.doc_type, paper.template)
        yield paper.organisation, paper.campaign, act, *(options.get(name) for name in _SINGLE)
