"""The figures of one paper as its text is put together: each is noted and printed with a mark."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from model.figure import Figure, Origin, Source
from model.office import Office
from outgoing.draft import Basis
from outgoing.marks import marked
from outgoing.wording import cite, day

_DIGIT = re.compile(r'\d')
_SPACES = re.compile(r'[ \u00a0]{2,}|\u3000{2,}')
_BLANK = re.compile('(〔请填写：[^〔〕]{1,60}〕)')
NOTHING = "—"
"""Stands in a table where the record does not say."""


def to_pieces(text: str) -> tuple[dict[str, str], ...]:
    """A text cut where a person has to write: {'text': …}, {'blank': …}, for a template to colour.

    >>> to_pieces('党组织隶属〔请填写：上级党组织〕。')
    ({'text': '党组织隶属'}, {'blank': '〔请填写：上级党组织〕'}, {'text': '。'})
    """
    parts = _BLANK.split(text)
    return tuple({'blank' if place % 2 else 'text': part} for place, part in enumerate(parts) if part)


@dataclass(frozen=True, slots=True)
class Notes:
    """What a paper has printed so far, by key; put() notes a figure and gives its text with the mark."""

    figures: dict[str, Figure] = field(default_factory=dict)

    def put(self, figure: Figure) -> str:
        """The figure's marked text; it is one of the paper's from now on."""
        self.figures[figure.key] = figure
        return marked(figure)

    def count(
        self,
        key: str,
        label: str,
        value: int,
        rows: Iterable[int] | None = None,
        *,
        origin: Origin = 'count',
        parts: tuple[str, ...] = (),
    ) -> str:
        """A whole number."""
        told = None if rows is None else tuple(rows)
        return self.put(Figure(key, str(value), value, label, told, origin, parts))

    def day(
        self,
        key: str,
        label: str,
        date: dt.date,
        rows: tuple[int, ...] | None = None,
        origin: Origin = 'record',
    ) -> str:
        """A day as papers print it, without padding."""
        return self.put(Figure(key, day(date), date.isoformat(), label, rows, origin))

    def words(
        self,
        key: str,
        label: str,
        text: str | None,
        rows: tuple[int, ...] | None = None,
        *,
        origin: Origin = 'ledger',
        sources: tuple[Source, ...] = (),
        detail: str | None = None,
    ) -> str:
        """A text from a record or a paper: a figure where it holds a digit, — where there is none."""
        told = _SPACES.sub(lambda found: found[0][0], (text or '').strip())
        if not told:
            return NOTHING
        if not _DIGIT.search(told):
            return told
        return self.put(Figure(key, told, told, label, rows, origin, sources=sources, detail=detail))

    def cited(self, basis: Basis, key: str = 'basis') -> str:
        """A paper as cited, title first; its number leads to the register where it is there."""
        sources = (basis.source,) if basis.source else ()
        title = self.words(
            f'{key}.title', "引用文件标题", cite(Basis(basis.title, None)), origin='notice', sources=sources
        )
        if not basis.number:
            return title
        number = self.words(f'{key}.number', "引用文件文号", basis.number, origin='notice', sources=sources)
        return f"{title}（{number}）"

    def telephone(self, office: Office) -> str:
        """Our own telephone, in full on letters."""
        told = "office.toml 的 contact.phone"
        return self.words('contact.phone', "联系电话", office.contact.phone, origin='setting', detail=told)
