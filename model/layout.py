"""How one sender arranges a form: its columns or labels, and the field each stands for."""

from __future__ import annotations

from dataclasses import dataclass

from model.form import Subject


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column of a table, or one label of a form, and what it holds.

    label is the printed path from the outermost heading in, joined by '/', spaces taken out;
    field is a field's id, None for what is not kept; option is set where a mark in the column
    means that option of the field (True and False for yes and no). reasons tell, in Chinese,
    why a person should look at the proposal; empty where nothing is doubtful.
    """

    label: str
    field: str | None = None
    option: str | bool | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout as met or as confirmed: by its fingerprint, for a form.

    fingerprint is of the printed labels alone, in their order; form is a definition's id, None
    where nobody could propose one. sheets are the names of the sheets the tables stand on.
    """

    fingerprint: str
    form: str | None
    subject: Subject
    columns: tuple[LayoutColumn, ...]
    sheets: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it before anything read by it is used."""
        return self.form is None or any(column.reasons for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedLayout:
    """A layout a person said yes to; revoked ones are kept and never used again."""

    layout: Layout
    senders: tuple[str, ...]
    confirmed_by: str
    confirmed_at: str
    state: str = 'confirmed'
