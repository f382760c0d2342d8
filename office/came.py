"""Everything that came in and may be somebody's answer: read, held, unread or still in the inbox (G3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ledger.names import name_key
from model.register import Entry, ReviewItem
from office.commenting import NOTHING_FOUND
from office.config import Workplace
from office.copying import ENDED
from office.figures import AS_OF, figure_state
from office.inbox import arrivals
from office.rounding import NO_ROUND, Calendar, round_told, says_correction
from office.senders import file_to_texts, unit_called, unit_named
from store import comments, copies, register, reviews, row_heads, unit_figures
from store.comments import FORM as COMMENTS
from store.comments import Answer
from store.copies import Copy
from store.engine import Connection
from store.expected import ExpectedUnit
from store.row_heads import RowHead
from store.unit_figures import UnitFigure

Basis = Literal['rows', 'totals', 'prose']

_UNREAD = {
    'received': "正在登记",
    'stored': "没有读完",
    'awaiting_recognition': "是图片或扫描件，待识别",
    'awaiting_layout': "报表版式待对应",
    'classified': "收到后因涉密停止",
}
FOR_US = frozenset({"正在登记", "没有读完", "报表版式待对应", "收到后因涉密停止"})
"""What is for our own desk to do: its sender did nothing wrong."""
_CORRECTS = re.compile('更正|勘误|重新反馈|重新报|重报|以(?:本次|此次|此)(?:意见)?为准')
_OTHER_KINDS = {
    'blank': "交来的像是空白表，请核对",
    'other': "交来的是其他材料，请核对是不是报送",
    'notice': "交来的是公文，请核对是不是报送",
    'request': "交来的是请示，请核对是不是报送",
    'approval': "交来的是批复，请核对是不是报送",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One thing that came, and whose it is; unit None where nothing tells.

    unread: no figure of it is known yet, whatever the reason (why). file and number are None for what
    still lies in the inbox: it has not been looked at, so not even its name is told. scope are the
    organisations it speaks of, figures its unit's own as far as they stand; told is the round that
    the paper or a person tells; direct names the organisation that sent its own form. held are the
    rows that wait for a person, another the title of its form where that is not the one asked for.
    """

    received: dt.datetime
    unit: str | None
    state: Literal['accepted', 'held', 'unread']
    why: str
    number: int | None = None
    file: str | None = None
    form: str | None = None
    basis: Basis | None = None
    told: int | None = None
    corrects: bool = False
    scope: frozenset[str] = frozenset()
    figures: tuple[UnitFigure, ...] = ()
    direct: str | None = None
    questions: int = 0
    misplaced: str | None = None
    held: frozenset[str] = frozenset()
    another: str | None = None


class Asked(NamedTuple):
    """Whose answers are looked for: units, forms (None: any that counts) and the rounds.

    consultation is the collection's id where comments on a draft are asked for, and no forms. counting
    are the forms that tell what a campaign counts, which answer it too; None where only `forms` do.
    prose says whether a report in words may be an answer.
    """

    units: tuple[ExpectedUnit, ...]
    forms: frozenset[str] | None
    calendar: Calendar
    consultation: str | None = None
    counting: frozenset[str] | None = None
    prose: bool = True

    def wants(self, form: str) -> bool:
        """Whether this is a form that is asked for."""
        return form in (self.forms or self.counting or frozenset({form}))


class _Store(NamedTuple):
    """What the database holds of each entry, by its number."""

    rows: dict[int, list[RowHead]]
    figures: dict[int, list[UnitFigure]]
    open_items: dict[int, list[ReviewItem]]
    rejected: set[int]
    copies: dict[int, list[Copy]]
    answers: dict[int, Answer]
    agreed: set[int]
    titles: dict[str, str]


def gather(place: Workplace, connection: Connection, asked: Asked, until: dt.date) -> list[Came]:
    """What came by the end of a day, in the order it came."""
    store = _load(place, connection)
    found: list[Came] = []
    for entry in register.list_entries(connection):
        if entry.state in ENDED or entry.round == NO_ROUND:
            continue
        came = _entry_to_came(entry, asked, store)
        answers = [*_answers_to_came(entry, asked, store), *([came] if came else [])]
        found += answers
        if answers:
            found += _copies_to_came(answers[-1], asked, store.copies.get(entry.number, ()))
    found += _unreadable(place, connection, asked)
    found += _in_inbox(place, asked)
    return sorted((one for one in found if one.received.date() <= until), key=lambda one: one.received)


def _load(place: Workplace, connection: Connection) -> _Store:
    titles = {form.id: form.title for form in reversed(place.forms)}
    store = _Store({}, {}, {}, set(), {}, comments.answers(connection), set(), titles)
    for row in row_heads.list_heads(connection):
        store.rows.setdefault(row.register_number, []).append(row)
    for figure in unit_figures.list_figures(connection):
        store.figures.setdefault(figure.register_number, []).append(figure)
    for copy in copies.list_copies(connection):
        store.copies.setdefault(copy.register_number, []).append(copy)
    for item in reviews.list_items(connection, None):
        if item.register_number is not None and item.state == 'open':
            store.open_items.setdefault(item.register_number, []).append(item)
        elif item.register_number is not None and item.state == 'rejected' and not item.row:
            store.rejected.add(item.register_number)
        elif item.register_number is not None and item.state == 'accepted' and item.field == NOTHING_FOUND:
            store.agreed.add(item.register_number)
    return store


def _entry_to_came(entry: Entry, asked: Asked, store: _Store) -> Came | None:
    """An entry as an answer; None for what is none."""
    if entry.kind in _OTHER_KINDS and entry.state == 'done':
        unit = unit_named(
            [entry.sender_hint, *file_to_texts(entry.file, stem=False), entry.issuer], asked.units
        )
        return _came(entry, unit, asked, _OTHER_KINDS[entry.kind]) if unit else None
    if entry.form == COMMENTS or (entry.form and asked.consultation):
        return None
    if entry.form and not asked.wants(entry.form):
        return _another_form_to_came(entry, asked, store)
    if entry.state in _UNREAD:
        return _came(entry, _sender(entry, asked, store), asked, _UNREAD[entry.state])
    if asked.consultation and entry.kind == 'return':
        return _came(entry, _sender(entry, asked, store), asked, "交来的是报表或情况，请核对是不是反馈意见")
    fits = entry.kind == 'return' and (entry.form or asked.prose)
    return _return_to_came(entry, asked, store) if fits else None


def _another_form_to_came(entry: Entry, asked: Asked, store: _Store) -> Came | None:
    """A return on another form: it answers a campaign where it tells the same counts, else a person looks."""
    if asked.counting is None or entry.form is None:
        return None
    title = store.titles.get(entry.form, entry.form)
    if entry.form in asked.counting:
        return replace(_return_to_came(entry, asked, store), another=title)
    unit = _sender(entry, asked, store)
    return _came(entry, unit, asked, f"交来的是《{title}》，请核对是不是报送") if unit else None


def _answers_to_came(entry: Entry, asked: Asked, store: _Store) -> list[Came]:
    """A paper of comments as the answer of each unit in it; unread where nobody knows on which draft."""
    answer = store.answers.get(entry.number)
    if asked.consultation is None or answer is None or answer.collection not in {None, asked.consultation}:
        return []
    texts = (entry.title, *file_to_texts(entry.file))
    read = answer.understood or entry.number in store.agreed
    why = "已收到意见" if read else "没有读到意见，待核"
    told = Came(
        received=entry.received_at,
        unit=None,
        state='accepted' if read else 'held',
        why=why if answer.collection else "没有写明是哪份征求意见稿",
        number=entry.number,
        file=entry.file,
        form=COMMENTS,
        told=entry.round,
        corrects=any(_CORRECTS.search(text) for text in texts if text),
        questions=len(store.open_items.get(entry.number, ())),
    )
    if answer.collection is None:
        told = replace(told, state='unread')
    names = [(unit,) for unit in answer.units] if answer.units else [_answered_by(entry)]
    units = dict.fromkeys(unit_named(texts, asked.units) for texts in names)
    return [replace(told, unit=unit) for unit in units]


def _answered_by(entry: Entry) -> list[str | None]:
    """The texts that tell who sent a paper of comments: itself or a person, its folder, its name."""
    return [entry.issuer, entry.sender_hint, *file_to_texts(entry.file)]


def _came(entry: Entry, unit: str | None, asked: Asked, why: str) -> Came:
    """An entry of which no figure is known."""
    texts = (entry.title, *file_to_texts(entry.file))
    return Came(
        received=entry.received_at,
        unit=unit,
        state='unread',
        why=why,
        number=entry.number,
        file=entry.file,
        form=entry.form,
        told=_told(entry, texts, asked),
        corrects=says_correction(texts),
    )


def _told(entry: Entry, texts: Sequence[str | None], asked: Asked) -> int | None:
    if entry.round is not None:
        return entry.round
    return round_told(texts, asked.calendar, entry.received_at.date())


def _return_to_came(entry: Entry, asked: Asked, store: _Store) -> Came:
    lines = store.rows.get(entry.number, [])
    open_items = store.open_items.get(entry.number, [])
    own = tuple(store.figures.get(entry.number, ()))
    stands = tuple(
        one
        for one in own
        if one.field != AS_OF and figure_state(one, open_items, entry.number in store.rejected) == 'accepted'
    )
    said = any(one.state == 'accepted' for one in lines) or any(one.basis != 'own_total' for one in stands)
    unit = _sender(entry, asked, store)
    dates = [str(one.value or f"截至{one.raw}") for one in own if one.field == AS_OF]
    folder = unit_named([entry.sender_hint, *file_to_texts(entry.file, stem=False)], asked.units)
    blank = _came(entry, unit, asked, "已收到，待核")
    return replace(
        blank,
        state='accepted' if said else 'held',
        why="已核" if said else "已收到，待核",
        basis=_basis(lines, own),
        told=_told(entry, (entry.title, *file_to_texts(entry.file), *dates), asked),
        scope=frozenset(_row_key(line) for line in lines if line.name or line.subject),
        figures=stands,
        direct=lines[0].name if _is_single(lines) and unit is None else None,
        questions=len(open_items),
        misplaced=folder if folder and folder != unit else None,
        held=frozenset(_row_key(line) for line in lines if line.state == 'held'),
    )


def _basis(lines: list[RowHead], own: Sequence[UnitFigure]) -> Basis | None:
    if lines:
        return 'rows'
    told = {one.basis for one in own} - {'own_total'}
    return 'prose' if 'prose' in told else 'totals' if told else None


def _row_key(row: RowHead) -> str:
    return (
        f'#{row.subject}' if row.subject else name_key(row.name or '') or f'{row.register_number}/{row.row}'
    )


def _sender(entry: Entry, asked: Asked, store: _Store) -> str | None:
    """The unit named on the paper, its folder, its issuer or title, its name; at last its rows' region.

    An organisation's own form says where the organisation is, which is not who sent it.
    """
    lines = store.rows.get(entry.number, [])
    paper = [one.unit for one in store.figures.get(entry.number, [])[:1]]
    folders = [entry.sender_hint, *file_to_texts(entry.file, stem=False)]
    hints = [copy.sender_hint for copy in store.copies.get(entry.number, ())]
    if _is_single(lines):
        return unit_named([*folders, *hints], asked.units) or unit_called(lines[0].name, asked.units)
    texts = [*paper, *folders, entry.issuer, entry.title, *file_to_texts(entry.file), *hints]
    regions = {line.region for line in lines}
    return unit_named([*texts, *(regions if len(regions) == 1 else ())], asked.units)


def _is_single(lines: Sequence[RowHead]) -> bool:
    """Whether a return is one organisation's own form."""
    return bool(lines) and all(line.row == 0 for line in lines)


def _copies_to_came(came: Came, asked: Asked, further: Sequence[Copy]) -> list[Came]:
    """The same bytes again, from another unit or in another round: a person looks at what that means."""
    found = []
    first = asked.calendar.window(came.received.date())
    for copy in further:
        unit = unit_named([copy.sender_hint, *file_to_texts(copy.file, stem=False)], asked.units)
        if copy.sha256 or unit is None:
            continue
        if unit != came.unit or asked.calendar.window(copy.received_at.date()) != first:
            why = f"与第{came.number}号内容完全相同，请核对"
            told = round_told(file_to_texts(copy.file), asked.calendar, copy.received_at.date())
            found.append(
                Came(received=copy.received_at, unit=unit, state='unread', why=why, file=copy.file, told=told)
            )
    return found


def _unreadable(place: Workplace, connection: Connection, asked: Asked) -> list[Came]:
    """Files in 无法读取/, as long as they lie there."""
    return [
        Came(
            received=one.at,
            unit=unit_named([one.sender_hint, *file_to_texts(one.file)], asked.units),
            state='unread',
            why="无法读取",
            file=one.file,
            told=round_told(file_to_texts(one.file), asked.calendar, one.at.date()),
        )
        for one in register.list_unreadable(connection)
        if (place.rooms.unreadable / one.file).exists()
    ]


def _in_inbox(place: Workplace, asked: Asked) -> list[Came]:
    """Files in 收文/ that nobody has taken in: whose they may be, and not a word more of them."""
    return [
        Came(
            received=place.now(),
            unit=unit_named([one.sender_hint, *file_to_texts(one.file)], asked.units),
            state='unread',
            why="收文夹里还有文件没有收进",
        )
        for one in arrivals(place.rooms.inbox)
    ]
