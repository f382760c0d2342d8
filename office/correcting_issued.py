"""更正 of an issued paper: what it printed that is otherwise by now, and the paper that says so (S6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model.errors import CannotStart, UsageFault
from model.figure import Figure, Source
from office.config import Workplace
from office.issuing_names import issuing_named
from office.paper_files import kept_path, papers_named
from office.redrafting import figure_from_plain, recipe_from_plain
from office.redrawing import Redrawn, draft_now
from office.tracing import paper_spots
from office.used_by import CORRECTION
from office.writing import Sent, write_drafts
from outgoing.correction import Change, Group, Kind, Original, correction, grouped, unit_of
from outgoing.counters import units_of
from outgoing.draft import Draft, Recipe
from outgoing.noting import Notes
from outgoing.wording import day
from store import outbox, register
from store.engine import atomic, reading
from store.outbox import Drafted

_KINDS: dict[str, Kind] = {'report': 'report', 'letter': 'letter', 'reply': 'letter'}


@dataclass(frozen=True, slots=True)
class Correction:
    """An issued paper and what is other by now, as a reader counts it; sent is None where nothing is.

    notes tell what a person has to weigh: figures that are gone, units that reported late.
    """

    paper: Drafted
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    sent: Sent | None = None


def correct_issued(
    place: Workplace, path: Path, out: Path | None = None, issuing_id: str | None = None
) -> Correction:
    """Draft the 更正 of an issued paper, of its own kind; the issued file is left as it is.

    Raises:
        UsageFault: it is no paper of this office, or was not issued.
        CannotStart: it cannot be drafted again, or what it was made from is not kept.
    """
    (paper,) = papers_named(place, [path])
    if paper.issued_at is None or paper.dated is None:
        raise UsageFault(f"“{paper.file}”还没有编号发出，不用更正：数据变了，重新起草即可。")
    if paper.corrects is not None:
        raise UsageFault(f"“{paper.file}”本身是更正稿。数据又变了，请对原件“{paper.corrects}”再更正。")
    before = corrections_of(place, paper)
    seen = compared(place, paper, before)
    notes = (*_notes(seen), *(_told_before(one) for one in before))
    found = Correction(paper, grouped(_changes(seen)), notes)
    if not any(one.new is not None for one in seen.changed):
        return found
    draft = _draft(place, paper, seen, before, issuing_id or paper.issuing_name)
    if before:
        draft = replace(draft, file_name=f'{draft.file_name.removesuffix(".docx")}_{place.today}.docx')
    (sent,) = write_drafts(place, [draft], paper.campaign or '', out)
    with atomic(place.engine) as connection:
        outbox.change(connection, _key(place, sent.file), corrects=paper.file)
    return replace(found, sent=sent)


def correction_again(place: Workplace, paper: Drafted) -> Draft:
    """A 更正 drafted once more by what was known on its day.

    Raises:
        UsageFault: the paper that it corrects is gone.
        CannotStart: as correct_issued.
    """
    recipe = recipe_from_plain(paper.recipe)
    if recipe is None or recipe.known_by is None:
        raise CannotStart(f"“{paper.file}”没有留下起草时的条件，不能重新起草。")
    then = replace(place, today=recipe.known_by)
    (wrong,) = papers_named(place, [Path(recipe.options['file'])])
    before = corrections_of(place, wrong, paper.drafted_at)
    return _draft(then, wrong, compared(then, wrong, before), before, recipe.options['as'])


def _draft(
    place: Workplace, paper: Drafted, seen: Redrawn, before: Sequence[Drafted], issuing_id: str
) -> Draft:
    """The 更正 with its recipe."""
    issuing = issuing_named(place, issuing_id)
    assert paper.dated is not None
    named = tuple(one.doc_number or f"《{one.title}》" for one in before)
    about: dict[str, Any] = {
        'kind': _KINDS.get(paper.doc_type, 'notice'),
        'recipients': tuple(paper.recipients.split('、')),
        'year': place.today.year,
        'cause': _cause(place, seen),
        'units': units_of(paper.context) | units_of(seen.draft.context),
    }
    fresh = {one.key: one for one in seen.draft.figures}
    original = Original(paper.file, paper.doc_number, paper.title, day(paper.dated), named)
    draft = correction(issuing, original, _changes(seen), fresh, about)
    made_from = seen.draft.recipe
    options = {'file': paper.file, 'as': issuing.id}
    recipe = Recipe(
        CORRECTION, paper.campaign, options, made_from.cut_off if made_from else None, place.today
    )
    return replace(draft, recipe=recipe)


def corrections_of(place: Workplace, paper: Drafted, before: dt.datetime | None = None) -> list[Drafted]:
    """The 更正 of a paper that were issued, by another's moment where that is told, in their order."""
    with reading(place.engine) as connection:
        known = [one for one in outbox.list_all(connection) if one.corrects == paper.file]
    issued = [(one.issued_at, one.file, one) for one in known if one.issued_at is not None]
    return [one for at, _, one in sorted(issued, key=lambda told: told[:2]) if before is None or at < before]


def _told_before(one: Drafted) -> str:
    named = one.doc_number or one.file
    return f"此件已由{named}更正过；这里只列此后又变的数，“原报”是更正后的数"


def _key(place: Workplace, file: Path) -> str:
    return file.name if file.parent == place.rooms.outbox else file.resolve().as_posix()


def _changes(seen: Redrawn) -> list[Change]:
    return [Change(*one) for one in seen.changed]


def compared(place: Workplace, paper: Drafted, before: Sequence[Drafted] = ()) -> Redrawn:
    """An issued paper's figures as they went out, with those of today.

    A person's stand in place of ours; what an issued 更正 (before, in their order) said since, in place of
    both.
    """
    draft = draft_now(place, paper, place.today)
    fresh = {one.key: one for one in draft.figures}
    ours = {one.key: one for one in map(figure_from_plain, paper.figures)}
    printed = ours | {key: one for key, one in _penned(place, paper, ours).items() if key in ours}
    gone = set[str]()
    for correcting in before:
        said = {one.key: one for one in map(figure_from_plain, correcting.figures)}
        meant = {key for key in printed if f'was.{key}' in said}
        said |= _penned(place, correcting, said)
        told = {
            key: replace(ours[key], text=said[key].text, value=said[key].value) for key in meant & said.keys()
        }
        ours, printed, gone = ours | told, printed | told, (gone - told.keys()) | (meant - said.keys())
    changed = [
        Change(one, fresh.get(key))
        for key, one in printed.items()
        if _differs(ours[key], one, fresh.get(key)) and not (key in gone and key not in fresh)
    ]
    return Redrawn(draft, printed, tuple(changed))  # type: ignore[arg-type]  # the same two fields


def _differs(ours: Figure, printed: Figure, now: Figure | None) -> bool:
    """Not where only a person's pen made it another one: that was meant."""
    if now is not None and now.text == printed.text:
        return False
    return now is None or now.text != ours.text


def _penned(place: Workplace, paper: Drafted, ours: Mapping[str, Figure]) -> dict[str, Figure]:
    """Figures that the issued file prints as a person wrote them."""
    kept = kept_path(place, paper.issued_sha256 or '')
    if not kept.is_file() or paper.template_sha256 is None:
        return {}
    found = paper_spots(place, paper, kept.read_bytes())
    return {
        one.key: replace(ours[one.key], text=one.text)
        for one in found
        if one.kind == 'typed' and one.key is not None and one.key in ours
    }


def _notes(seen: Redrawn) -> Iterator[str]:
    gone = [one.old.label for one in seen.changed if one.new is None]
    if gone:
        shown = '、'.join(dict.fromkeys(gone))
        yield f"按现在的数据，原文的这些数不会再印，更正稿只列在对照表里，请核对：{shown}"
    if any(one.old.key == 'units.reported' for one in seen.changed):
        yield "原文发出后有单位补报，已核单位数变了；补报不是差错，请把不属于更正的删去。"


def _cause(place: Workplace, seen: Redrawn) -> Callable[[Notes], str] | None:
    """Which units wrote anew, and when; None where no received paper is behind the change."""
    told = dict(_letters(place, seen))
    if not told:
        return None

    def said(notes: Notes) -> str:
        parts = []
        for number, (unit, received) in told.items():
            source = Source(number)
            label, key = f"{unit}来文日期", f'cause.{number}'
            figure = Figure(
                key, day(received), received.isoformat(), label, None, 'notice', sources=(source,)
            )
            parts.append(f"{notes.put(figure)}，{unit}来文更正所报数据")
        return '；'.join(parts) + "。现将有关数据更正如下："

    return said


def _letters(place: Workplace, seen: Redrawn) -> Iterator[tuple[int, tuple[str, dt.date]]]:
    """Papers that state a unit's figure now and did not then."""
    with reading(place.engine) as connection:
        for old, new in seen.changed:
            unit = unit_of(old.key)
            before = {one.register for one in old.sources}
            for source in new.sources if new and unit else ():
                entry = register.get(connection, source.register)
                if source.register not in before and entry and unit:
                    yield source.register, (unit, entry.received_at.date())
