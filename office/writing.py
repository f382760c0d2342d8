"""Drafts into 发文/, never over a file that a person has edited (G2), each once however often it is run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import length_hint
from pathlib import Path
from typing import Any, Literal, NamedTuple

from model.errors import BadTemplate, CannotStart
from model.figure import Printed
from model.serialise import to_plain
from office import batches as runs
from office.config import Workplace
from office.draft_looks import fitted_name, looked_at
from office.draft_names import is_about_the_same, names_for
from office.inbox import file_to_sha256, write_whole
from office.templates import SHIPPED_TEMPLATES, made_again, template_bytes, template_kept
from outgoing.draft import Draft
from outgoing.press import Press
from outgoing.press_parts import context_to_plain
from store import audit, batches, outbox, paper_numbers
from store.engine import atomic, reading

__all__ = ['SHIPPED_TEMPLATES', 'Sent', 'Watch', 'Written', 'made_again', 'template_bytes', 'write_drafts']

Written = Literal['written', 'unchanged', 'beside', 'issued']
Watch = Callable[[Iterable[Draft], int], AbstractContextManager[Iterable[Draft]]]
"""Shows drafts go by: functools.partial(commands.edge.progress, ctx)."""

_CHUNK = 200
_MANY = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft on disk.

    status: 'written' anew; 'unchanged'; 'beside' a file that a person edited or that is on its way to be
    signed; 'issued' (the file has its number: nothing was written, and file is the issued one). instead_of
    is the name it would have, where a paper about something else bears that.
    """

    file: Path
    status: Written
    instead_of: str | None = None


class _Made(NamedTuple):
    draft: Draft
    name: str
    data: bytes
    sha256: str
    printed: tuple[Printed, ...]
    instead_of: str | None = None


class _Settled(NamedTuple):
    made: _Made
    target: Path
    status: Written
    last: outbox.Drafted | None
    missing: bool


class _Template(NamedTuple):
    press: Press
    sha256: str


@dataclass(slots=True)
class _Run:
    """One call of write_drafts: where it writes, its batch if it has one, and what came of each draft."""

    place: Workplace
    campaign: str
    folder: Path
    many: bool
    expected: int
    batch: batches.Batch | None = None
    templates: dict[str, _Template] = field(default_factory=dict)
    intended: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    listed: list[runs.Listed] = field(default_factory=list)


def unwatched(drafts: Iterable[Draft], count: int) -> AbstractContextManager[Iterable[Draft]]:
    """Nobody is shown how far it is."""
    del count
    return nullcontext(drafts)


def write_drafts(
    place: Workplace,
    drafts: Iterable[Draft],
    campaign: str,
    out: Path | None = None,
    watch: Watch = unwatched,
) -> tuple[Sent, ...]:
    """Print drafts and put each on disk, a line for each in the order given; more than one are a batch.

    Run again after a kill it goes on where it was: a letter that is there stays, one batch number, one
    manifest. watch shows a bar where there are many.

    Raises:
        BadTemplate: a template cannot be used; what was written before stays, and is found again.
        CannotStart: some drafts could not be written (all others are), two have one file name, or the
            disk is full.
    """
    expected = length_hint(drafts)
    folder = out or place.rooms.outbox
    bar = watch if expected >= _MANY else unwatched
    with runs.one_writer(place), bar(drafts, expected) as watched:
        runs.sweep(folder)
        run = _Run(place, campaign, folder, expected > 1, expected, intended=runs.intended(place))
        left = iter(watched)
        while chunk := list(islice(left, _CHUNK)):
            _write_chunk(run, chunk)
        if run.batch:
            runs.finish(place, run.batch.number, folder, run.listed)
            with atomic(place.engine) as connection:
                batches.finish(connection, run.batch.number)
        runs.intend(place, run.intended)
    _tell_failed(run)
    return tuple(run.sent)


def _write_chunk(run: _Run, drafts: list[Draft]) -> None:
    """Some hundreds of drafts: printed, intended, on disk, then in the database in one transaction."""
    made = [one for draft in drafts if (one := _printed(run, draft))]
    with reading(run.place.engine) as connection:
        known = outbox.get_all(connection, [_key(run, run.folder / one.name) for one in made])
        made = [_named(run, connection, known, one) for one in made]
        settled = [_settled(run, connection, known, one) for one in made]
        if run.many and run.batch is None and made:
            run.batch = batches.unfinished(connection, *_kind(run, made[0].draft))
    files = {one.target: one.made.data for one in settled if one.missing}
    if files:
        hashes = {_key(run, one.target): one.made.sha256 for one in settled if one.missing}
        told = {key: [*run.intended.get(key, ()), sha256] for key, sha256 in hashes.items()}
        runs.intend(run.place, run.intended | told)
        runs.put_files(files)
    _remember(run, settled)


def _remember(run: _Run, settled: list[_Settled]) -> None:
    """One transaction: the rows of what was written, a batch's number, a line each of what was done."""
    changed = [row for one in settled if (row := _row(run, one))]
    new = [one for one in settled if one.status in {'written', 'beside'}]
    with atomic(run.place.engine) as connection:
        if run.many and run.batch is None and new:
            run.batch = batches.begin(connection, _new_batch(run, new[0].made.draft))
        number = run.batch.number if run.batch else None
        outbox.put_all(connection, [replace(row, batch=row.batch or number) for row in changed])
        for one in new:
            about = _key(run, one.target)
            audit.note(
                connection,
                actor=run.place.actor,
                act='draft',
                about=about,
                at=run.place.now(),
                detail=one.made.sha256,
            )
    for one in settled:
        key = _key(run, one.target)
        run.intended.pop(key, None)
        run.sent.append(Sent(one.target, one.status, one.made.instead_of))
        draft, resumed = one.made.draft, one.last and run.batch and one.last.batch == run.batch.number
        state = 'written' if resumed and one.status == 'unchanged' else one.status
        people = '、'.join(draft.recipients)
        run.listed.append(runs.Listed(key, one.made.sha256, draft.organisation, people, state))


def _row(run: _Run, one: _Settled) -> outbox.Drafted | None:
    """What the outbox is to remember; None where it knows all of it."""
    draft, last = one.made.draft, one.last
    if one.status == 'issued':
        return None
    told = {
        'sha256': one.made.sha256,
        'template': draft.template,
        'template_sha256': run.templates[draft.template].sha256,
        'context': context_to_plain(draft.context),
        'figures': to_plain(draft.figures),
        'printed': to_plain(one.made.printed),
        'recipe': to_plain(draft.recipe),
        'organisation': draft.organisation,
    }
    if last and one.status == 'unchanged':
        same = all(getattr(last, key) == value for key, value in told.items())
        return None if same else replace(last, **told)
    return outbox.Drafted(
        file=_key(run, one.target),
        doc_type=draft.doc_type,
        title=draft.title,
        recipients='、'.join(draft.recipients),
        issuing_name=draft.issuing_name,
        campaign=run.campaign or None,
        state='drafted',
        drafted_at=run.place.now(),
        drafted_by=run.place.actor,
        **told,
    )


def _new_batch(run: _Run, draft: Draft) -> batches.Batch:
    act, campaign, template = _kind(run, draft)
    sha256, actor, now = run.templates[template].sha256, run.place.actor, run.place.now()
    return batches.Batch(0, act, campaign, template, sha256, run.expected, 'running', actor, now)


def _tell_failed(run: _Run) -> None:
    failed = [one for one in run.listed if one.state == 'failed']
    if not failed:
        return
    reasons = ' '.join(one.why or '' for one in failed[:3]) + (" ……" if len(failed) > 3 else '')
    done = f"{len(failed)}份没有写出，其余{len(run.sent)}份已写好。" if run.many else ''
    raise CannotStart(done + reasons)


def _printed(run: _Run, draft: Draft) -> _Made | None:
    """A draft printed and looked at; None where it cannot be written, which the run's list then tells."""
    name = fitted_name(draft.file_name)
    if name.casefold() in run.names:
        raise CannotStart(f"有两份稿子都叫“{name}”，没有写出后一份。请把其中一个名称改成不同的再试。")
    run.names.add(name.casefold())
    template = _template(run, draft.template)
    try:
        printing = template.press.print_marked(draft.context)
    except BadTemplate:
        raise
    except CannotStart as error:
        _note_failed(run, draft, name, error.message)
        return None
    found = looked_at(draft, template.sha256, printing, len(run.names))
    if found:
        why = f"“{name}”没有写出：{'；'.join(found)}。请检查模板“{draft.template}”。"
        _note_failed(run, draft, name, why)
        return None
    return _Made(draft, name, printing.data, hashlib.sha256(printing.data).hexdigest(), printing.printed)


def _note_failed(run: _Run, draft: Draft, name: str, why: str) -> None:
    people = '、'.join(draft.recipients)
    run.listed.append(runs.Listed(name, None, draft.organisation, people, 'failed', why))


def _template(run: _Run, name: str) -> _Template:
    """A template compiled once a run; its bytes are kept before anything is printed with them."""
    if name not in run.templates:
        data = template_bytes(run.place, name)
        sha256 = hashlib.sha256(data).hexdigest()
        run.templates[name] = _Template(Press(Path(name), data), sha256)
        kept = template_kept(run.place, sha256)
        if not kept.is_file():
            write_whole(kept, data)
    return run.templates[name]


def _key(run: _Run, target: Path) -> str:
    """What the outbox calls a file: its name inside 发文/, its whole path elsewhere."""
    return target.name if run.folder == run.place.rooms.outbox else target.resolve().as_posix()


def _named(run: _Run, connection: Any, known: dict[str, outbox.Drafted], made: _Made) -> _Made:
    """A printed draft under the first of its names that no paper about something else bears."""
    for name in map(fitted_name, names_for(made.draft, made.name, run.campaign)):
        if name != made.name and name.casefold() in run.names:
            continue
        key = _key(run, run.folder / name)
        last = known.get(key) if name == made.name else outbox.get(connection, key)
        void = last is not None and outbox.is_issued(last) and paper_numbers.is_void(connection, key)
        if last and not is_about_the_same(last, made.draft, run.campaign, void=void):
            continue
        if name == made.name:
            return made
        run.names.add(name.casefold())
        known.update({key: last} if last else {})
        return made._replace(name=name, instead_of=made.name)
    raise AssertionError


def _settled(run: _Run, connection: Any, known: dict[str, outbox.Drafted], made: _Made) -> _Settled:
    """Where a printed draft goes and what that is called; never over what is not ours as we wrote it."""
    for target in _candidates(run.folder / made.name):
        key, first = _key(run, target), target.name == made.name
        last = known.get(key) if first else outbox.get(connection, key)
        if last and outbox.is_issued(last):
            return _Settled(made, target, 'issued', last, missing=False)
        there = file_to_sha256(target) if target.exists() else None
        ours = {None, last.sha256 if last else None, made.sha256, *run.intended.get(key, ())}
        on_its_way = last is not None and last.state != 'drafted' and last.sha256 != made.sha256
        if there not in ours or on_its_way:
            continue
        same = last is not None and last.sha256 == made.sha256 == there
        status: Written = 'beside' if not first else 'unchanged' if same else 'written'
        return _Settled(made, target, status, last, missing=there != made.sha256)
    raise CannotStart(f"“{made.name}”旁边已有太多改过的稿子，没有写出。请整理后再试。")


def _candidates(target: Path) -> Iterator[Path]:
    """The draft's own name, then …（重新生成）, …（重新生成）~2 and on."""
    yield target
    beside = target.with_name(f'{target.stem}（重新生成）{target.suffix}')
    yield beside
    for number in range(2, 100):
        yield beside.with_name(f'{beside.stem}~{number}{target.suffix}')


def _kind(run: _Run, draft: Draft) -> tuple[str, str, str]:
    return draft.recipe.act if draft.recipe else draft.doc_type, run.campaign, draft.template
