"""A letter that a person changed: what of it goes to the template, and so to the others (G2).

What is this letter's alone stands in its outbox line as typed: in figures with origin 'typed' (the key of
the figure it stands in for, or 'typed.<paragraph>.<start>') and in printed at its place in the paper as we
wrote it, so that places of a line are all of the same paper (outgoing/aligning.py tells where they are now).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from model.errors import BadTemplate, CannotStart, UsageFault
from model.figure import Figure, Printed
from model.serialise import to_plain
from office.config import Workplace
from office.inbox import file_to_sha256, write_whole
from office.redrafting import drafted_to_draft, printed_from_plain
from office.templates import SHIPPED_TEMPLATES, made_again, template_bytes, template_kept
from office.writing import Sent, write_drafts
from outgoing.adopting import adopted, fitted
from outgoing.differences import differences
from outgoing.dressing import dressed
from outgoing.pen_changes import Change, Differences
from outgoing.press import template_faults
from outgoing.press_parts import context_from_plain
from store import audit, outbox
from store.engine import atomic, reading
from store.outbox import Drafted

_OPEN_PLACES = frozenset(('number', 'date', 'print_date', 'signers'))


@dataclass(frozen=True, slots=True)
class Looked:
    """A changed letter: its line in the outbox, its changes; older: its template was changed since."""

    paper: Drafted
    edited: bytes
    found: Differences
    older: bool


@dataclass(frozen=True, slots=True)
class Adopted:
    """What came of it.

    template is the office's changed one (None: nothing was carried), previous what it was before; typed are
    this letter's own changes as its trace now has them. sent was made again; edited, on_its_way and issued
    are files of the same batch left as they are; waiting counts those the next dispatch will make again.
    """

    template: Path | None
    previous: Path | None
    carried: tuple[Change, ...]
    typed: tuple[Change, ...]
    sent: tuple[Sent, ...] = ()
    edited: tuple[str, ...] = ()
    on_its_way: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    waiting: int = 0


def look(place: Workplace, path: Path, of: str | None = None) -> Looked:
    """What a person changed in a letter; of is the draft's file name where the file is called otherwise.

    Raises:
        UsageFault: it is no letter of this office.
        BadInput: it is no .docx.
        CannotStart: what it was made from is not kept.
    """
    paper = _paper(place, path, of)
    made_again(place, paper)  # refuses what is not kept
    assert paper.template_sha256 is not None
    template = template_kept(place, paper.template_sha256).read_bytes()
    edited = path.read_bytes()
    found = differences(paper.template, template, context_from_plain(paper.context), edited)
    if outbox.is_issued(paper):
        kept = [one for one in found.changes if not any(name in one.tags for name in _OPEN_PLACES)]
        numbered = tuple(replace(one, number=number) for number, one in enumerate(kept, 1))
        found = replace(found, changes=numbered)
    return Looked(paper, edited, found, template_bytes(place, paper.template) != template)


def _paper(place: Workplace, path: Path, of: str | None) -> Drafted:
    if not path.is_file():
        raise UsageFault(f"没有“{path}”这个文件。")
    names = [of] if of else [path.name, path.resolve().as_posix()]
    with reading(place.engine) as connection:
        found = outbox.get_all(connection, names)
    if not found:
        raise UsageFault(
            f"“{path.name}”不是本办公室起草的文件。若改过文件名，请用 --of 写明它在 发文/ 里原来的文件名。"
        )
    return next(iter(found.values()))


def choose(found: Differences, wanted: Iterable[int] | None) -> tuple[Change, ...]:
    """The changes to carry: those numbered, or (None) every one that is safe to.

    Raises:
        UsageFault: a number is of no change, or of one that cannot be carried.
    """
    if wanted is None:
        return tuple(one for one in found.changes if one.kind in {'text', 'layout'})
    known = {one.number: one for one in found.changes}
    for number in (numbers := sorted(set(wanted))):
        if number not in known:
            raise UsageFault(f"没有第{number}处改动，共{len(known)}处。")
        if not known[number].edits:
            why = known[number].why or "只属于这一件"
            raise UsageFault(f"第{number}处不能带入：{why}。")
    return tuple(known[number] for number in numbers)


def adopt(place: Workplace, looked: Looked, chosen: Sequence[Change], *, regenerate: bool = False) -> Adopted:
    """Change the office's template by the chosen changes and note the letter's own as typed.

    regenerate: drafts of the same template and batch that nobody edited and nobody has taken further are made
    again at once; otherwise the next dispatch does it.

    Raises:
        CannotStart: the template cannot take a change; nothing was written then.
        BadTemplate: the changed template would not print.
    """
    paper = looked.paper
    previous = target = None
    if chosen:
        previous, target = _put_template(place, looked, chosen)
    typed = tuple(one for one in looked.found.changes if one.kind == 'once')
    _note(place, paper, typed, chosen)
    result = Adopted(target, previous, tuple(chosen), typed)
    return _others(place, result, paper, regenerate=regenerate) if chosen else result


def _put_template(place: Workplace, looked: Looked, chosen: Sequence[Change]) -> tuple[Path, Path]:
    """The changed template on disk, tried before: (where the previous one is kept, where it lies)."""
    name, paper = looked.paper.template, looked.paper
    target = place.rooms.templates / name
    source = target if target.is_file() else SHIPPED_TEMPLATES / name
    before = source.read_bytes()
    assert paper.template_sha256 is not None
    made_with = template_kept(place, paper.template_sha256).read_bytes()
    fits, lost = fitted(chosen, made_with, before)
    if lost:
        numbers = "、".join(str(one.number) for one in lost)
        raise CannotStart(f"模板后来改过，第{numbers}处找不到原来的段落，没有改动模板；请去掉这几处再试。")
    after = adopted(before, fits)
    faults = template_faults(name, after)
    if faults:
        raise BadTemplate(f"改后的模板有错，没有改动模板：{faults[0].message}")
    _try(place, looked, chosen, after)
    previous = _previous(place, name)
    write_whole(previous, before)
    write_whole(target, after)
    return previous, target


def _try(place: Workplace, looked: Looked, chosen: Sequence[Change], after: bytes) -> None:
    """Print this letter with the changed template: it has to say what the person made it say.

    An older letter's template has changed elsewhere too; there only what was chosen is looked for.
    """
    context = context_from_plain(looked.paper.context)
    trial = dressed(after, place.office.layout)
    again = differences(looked.paper.template, trial, context, looked.edited).changes
    left = Counter(map(_said, looked.found.changes)) - Counter(map(_said, chosen))
    wanted = set(map(_said, chosen))
    for one in again:
        said = _said(one)
        left[said] -= 1
        new_words = one.kind != 'layout' and not looked.older
        if left[said] < 0 and (said in wanted or new_words):
            raise CannotStart(
                f"按改后的模板试印，“{one.old or one.new}”处与改稿不一致，没有改动模板；请去掉这一处再试。"
            )


def _said(one: Change) -> tuple[str, str]:
    return one.old, one.new


def _previous(place: Workplace, name: str) -> Path:
    """A free name in 模板/旧版/."""
    folder, stem = place.rooms.templates / '旧版', Path(name).stem
    numbers = (folder / f'{stem}_{place.today.isoformat()}-{number}.docx' for number in range(1, 1000))
    return next(path for path in numbers if not path.exists())


def _note(place: Workplace, paper: Drafted, typed: Sequence[Change], chosen: Sequence[Change]) -> None:
    figures = list(paper.figures)
    printed = [printed_from_plain(one) for one in paper.printed or ()]
    for one in typed:
        figures, printed = _with_typed(place, figures, printed, one)
    with atomic(place.engine) as connection:
        if typed:
            outbox.change(connection, paper.file, figures=figures, printed=to_plain(printed))
        told = {'template': paper.template, 'carried': [(one.old, one.new) for one in chosen]}
        audit.note(connection, actor=place.actor, act='adopt', about=paper.file, at=place.now(), detail=told)


def _with_typed(
    place: Workplace, figures: list[dict[str, object]], printed: list[Printed], one: Change
) -> tuple[list[dict[str, object]], list[Printed]]:
    """Figures and places with one of a person's own; a figure printed elsewhere too stays for there."""
    assert one.at is not None
    part, paragraph, start, end = one.at
    here = [p for p in printed if (p.part, p.paragraph, p.start, p.end) == one.at]
    elsewhere = any(p.key == one.key and p not in here for p in printed)
    known = next((figure for figure in figures if figure['key'] == one.key), None)
    key = one.key if one.key and not elsewhere else f'typed.{paragraph}.{start}'
    label = str(known['label']) if known else f"人工改动（{one.where}）"
    detail = f"人工填写：原为“{one.old}”，{place.today.isoformat()}由{place.actor}记入"
    figure = Figure(key, one.new, one.new, label, None, 'typed', detail=detail)
    before = next((f for f in figures if f['key'] == key), None)
    if before and before.get('origin') == 'typed' and before['text'] == one.new:
        return figures, printed
    kept = [f for f in figures if f['key'] != key]
    places = [p for p in printed if p not in here]
    return [*kept, to_plain(figure)], [*places, Printed(key, part, paragraph, start, end)]


def _others(place: Workplace, result: Adopted, paper: Drafted, *, regenerate: bool) -> Adopted:
    """The other drafts of the same template and batch: what is to be made again, what is left alone."""
    with reading(place.engine) as connection:
        every = [one for one in outbox.list_all(connection) if _goes_with(one, paper)]
    issued = [one for one in every if outbox.is_issued(one)]
    on_its_way = [one for one in every if one not in issued and one.state != 'drafted']
    left = [one for one in every if one not in issued and one.state == 'drafted']
    untouched = [one for one in left if _as_written(place, one) and one.file != paper.file]
    result = replace(
        result,
        edited=tuple(one.file for one in left if one not in untouched),
        on_its_way=tuple(one.file for one in on_its_way),
        issued=tuple(one.file for one in issued),
        waiting=0 if regenerate else len(untouched),
    )
    return replace(result, sent=_again(place, untouched)) if regenerate else result


def _goes_with(one: Drafted, paper: Drafted) -> bool:
    same = one.template == paper.template and one.context is not None
    return same and (one.batch == paper.batch if paper.batch else one.campaign == paper.campaign)


def _as_written(place: Workplace, one: Drafted) -> bool:
    path = place.rooms.outbox / one.file
    return path.is_file() and file_to_sha256(path) == one.sha256


def _again(place: Workplace, papers: Sequence[Drafted]) -> tuple[Sent, ...]:
    """Drafts printed anew from the values they were made with, each where it lies."""
    folders: dict[tuple[str | None, str], list[Drafted]] = {}
    for one in papers:
        folder = one.file.rsplit('/', 1)[0] if '/' in one.file else None
        folders.setdefault((folder, one.campaign or ''), []).append(one)
    sent: list[Sent] = []
    for (folder, campaign), group in folders.items():
        out = Path(folder) if folder else None
        sent += write_drafts(place, [drafted_to_draft(one) for one in group], campaign, out)
    with atomic(place.engine) as connection:  # they stay the batch that the changed letter is of
        for one in papers:
            outbox.change(connection, one.file, batch=one.batch)
    return tuple(sent)
