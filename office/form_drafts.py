"""Forms drafted from blanks, checked on the desk: each a workbook in 表样/草稿/ until it is in use."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from forms.draft_types import TYPE_NAMES
from forms.workbook import (
    CHECK_SHEET,
    FIELD_HEADS,
    FIELD_SHEET,
    FORM_SHEET,
    rows_to_workbook,
    workbook_to_rows,
)
from model.errors import StaleEdit, UsageFault
from office.config import Workplace
from office.inbox import write_whole
from office.own_forms import Accepted, accept_form, draft_form, write_draft
from store import audit
from store.engine import atomic

TYPES = tuple(TYPE_NAMES.values())
PERSONAL = ("否", "联系人", "敏感", "不读不存")
SUBJECTS = ("一个社会组织一张", "一行一个社会组织", "填报单位的汇总数")
FORM_KEYS = ("表的编号", "表名", "版本", "填报对象", "表名的其他写法")
_writing = Lock()


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form that waits to be checked: a stamp of its file, what it says of itself, fields and checks by row.

    A field's row has the columns of FIELD_HEADS, the last being what is doubtful about it.
    """

    name: str
    stamp: str
    form: dict[str, str]
    notes: tuple[str, ...]
    fields: tuple[tuple[str, ...], ...]
    checks: tuple[tuple[str, ...], ...]

    @property
    def doubtful(self) -> int:
        """How many fields nobody has confirmed."""
        return sum(bool(row[-1]) for row in self.fields)


def _folder(place: Workplace) -> Path:
    return place.rooms.forms / '草稿'


def begin(place: Workplace, blank: Path) -> str:
    """Draft a form from a blank; gives the draft's name.

    Raises:
        UsageFault, BadInput, SecrecyMark: as own_forms.draft_form.
    """
    draft = draft_form(blank, place.forms)
    _folder(place).mkdir(exist_ok=True)
    return write_draft(draft, place.forms, _folder(place) / f'{blank.stem}.xlsx').stem


def drafts(place: Workplace) -> list[FormDraft]:
    """Every draft, by name."""
    return [opened(place, path.stem) for path in sorted(_folder(place).glob('*.xlsx'))]


def opened(place: Workplace, name: str) -> FormDraft:
    """One draft.

    Raises:
        UsageFault: there is none of this name.
        BadSetting: its file is no workbook of ours any more.
    """
    path = _path(place, name)
    data = path.read_bytes()
    rows = workbook_to_rows(data, path.name)
    told = [(key, text) for key, text in rows[FORM_SHEET] if key in FORM_KEYS]
    notes = tuple(text for key, text in rows[FORM_SHEET] if key == "请注意")
    fields = tuple(tuple(cell.replace('\n', '|') for cell in row) for row in rows[FIELD_SHEET][1:])
    checks = tuple(rows[CHECK_SHEET][1:])
    stamp = hashlib.sha256(data).hexdigest()[:16]
    return FormDraft(name, stamp, dict.fromkeys(FORM_KEYS, "") | dict(told), notes, fields, checks)


def _path(place: Workplace, name: str) -> Path:
    found = next((path for path in _folder(place).glob('*.xlsx') if path.stem == name), None)
    if found is None:
        raise UsageFault(f"没有表样草稿“{name}”，可能已经启用或放弃了。")
    return found


def save(
    place: Workplace,
    name: str,
    stamp: str,
    form: dict[str, str],
    fields: Sequence[tuple[str, ...]],
    checks: Sequence[tuple[str, ...]],
) -> FormDraft:
    """What a person filled in, the draft as it is then.

    Raises:
        StaleEdit: somebody else saved it first.
        UsageFault: there is no such draft, or a row is not as wide as it has to be.
    """
    with _writing:
        held = opened(place, name)
        if held.stamp != stamp:
            raise StaleEdit("别人先存过这份表样草稿，您的这次没有保存。请打开看过现在的内容，再改一次。")
        if any(len(row) != len(FIELD_HEADS) for row in fields):
            raise UsageFault("有一行没有收全，没有保存。请刷新网页后重新填写。")
        path = _path(place, name)
        rows = workbook_to_rows(path.read_bytes(), path.name)
        kept = [(key, text) for key, text in rows[FORM_SHEET] if key not in FORM_KEYS]
        rows[FORM_SHEET] = [*((key, form.get(key, "")) for key in FORM_KEYS), *kept]
        rows[FIELD_SHEET][1:] = list(fields)
        rows[CHECK_SHEET][1:] = list(checks)
        write_whole(path, rows_to_workbook(rows))
        return opened(place, name)


def accept(place: Workplace, name: str) -> Accepted:
    """Take a checked draft into use; the draft is gone then.

    Raises:
        BadSetting: something in it is wrong or still in doubt.
    """
    path = _path(place, name)
    done = accept_form(place, path)
    path.unlink()
    return done


def give_up(place: Workplace, name: str) -> None:
    """A draft that nobody wants."""
    _path(place, name).unlink()
    with atomic(place.engine) as connection:
        audit.note(connection, actor=place.actor, act='form_draft_given_up', about=name, at=place.now())
