"""The office's own forms: drafted from a blank, confirmed in one workbook, kept in 表样/ (G6)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from extractors.readers.process.pool import ReadingPool
from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from forms.draft import Draft, document_to_draft
from forms.load import load_definition
from forms.workbook import draft_to_workbook, workbook_to_definition
from forms.writing import definition_to_toml
from model.errors import BadSetting, SecrecyMark, UsageFault
from model.form import FormDefinition
from office.config import Workplace
from office.inbox import free_name, write_whole
from office.sheets import must_exist
from store import audit
from store.engine import atomic


class Accepted(NamedTuple):
    """A form now known here, its file, and whether it took the place of an earlier one."""

    definition: FormDefinition
    path: Path
    replaced: bool


def draft_form(blank: Path, known: tuple[FormDefinition, ...], id_: str | None = None) -> Draft:
    """A definition drafted from a blank, or from a filled form.

    Raises:
        UsageFault: there is no such file.
        BadInput: it cannot be read.
        SecrecyMark: it bears one.
    """
    must_exist(blank)
    if secrecy_mark_in_name(blank.name):
        raise SecrecyMark
    with ReadingPool() as pool:
        document = pool.read(blank, blank.name)
    if secrecy_mark(document, blank.name):
        raise SecrecyMark
    draft = document_to_draft(document, known, id_ or _free_id(known))
    if not draft.fields:
        raise UsageFault(f"“{blank.name}”里没有找到栏目，起草不了表样。请核对是不是一张表。")
    return draft


def _free_id(known: tuple[FormDefinition, ...]) -> str:
    taken = {one.id for one in known}
    return next(name for number in range(1, len(taken) + 2) if (name := f'form_{number}') not in taken)


def write_draft(draft: Draft, known: tuple[FormDefinition, ...], target: Path) -> Path:
    """The workbook to check, at the target or the first free name beside it."""
    if target.suffix.lower() != '.xlsx' or not target.parent.is_dir():
        raise UsageFault(f"“{target}”不能写：要写到已有的文件夹里，文件名以 .xlsx 结尾。")
    fields = tuple(one for form in known for one in form.fields if one.personal != 'never')
    written = free_name(target)
    write_whole(written, draft_to_workbook(draft, fields))
    return written


def check_form(path: Path) -> FormDefinition:
    """The definition in a file, a workbook to check or a TOML file.

    Raises:
        BadSetting: something in it is wrong; the message names each place.
        UsageFault: there is no such file.
    """
    must_exist(path)
    if path.suffix.lower() == '.toml':
        return load_definition(path)
    return workbook_to_definition(path.read_bytes(), path.name)


def accept_form(place: Workplace, path: Path) -> Accepted:
    """Take a checked workbook (or TOML file) into 表样/: from now on returns are read by it.

    Raises:
        BadSetting, UsageFault: as check_form.
    """
    definition = check_form(path)
    target = place.rooms.forms / f'{definition.id}_{_as_name(definition.edition)}.toml'
    replaced = target.exists()
    waiting = target.with_suffix('.tmp')
    write_whole(waiting, definition_to_toml(definition, (f"由 {path.name} 核对后生成",)).encode())
    try:
        loaded = load_definition(waiting)
    except BadSetting:
        waiting.unlink()
        raise
    waiting.replace(target)
    with atomic(place.engine) as connection:
        audit.note(
            connection,
            actor=place.actor,
            act='form_accept',
            about=definition.id,
            at=place.now(),
            detail={'file': path.name, 'edition': definition.edition},
        )
    return Accepted(loaded, target, replaced)


def _as_name(edition: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', '_', edition)[:40]
