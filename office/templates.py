"""The templates papers are printed with: the office's own, else the shipped ones, and those once used."""

from __future__ import annotations

import hashlib
from pathlib import Path

from model.errors import BadTemplate, CannotStart
from office.config import Workplace
from outgoing.dressing import dressed
from outgoing.press import Press
from outgoing.press_parts import context_from_plain
from store.outbox import Drafted

SHIPPED_TEMPLATES = Path(__file__).parent.parent / 'templates'


def template_bytes(place: Workplace, name: str) -> bytes:
    """The template a paper is printed with: the office's own or the shipped one, in the office's layout.

    BadTemplate where neither is there.
    """
    own = place.rooms.templates / name
    path = own if own.exists() else SHIPPED_TEMPLATES / name
    try:
        return dressed(path.read_bytes(), place.office.layout)
    except OSError as error:
        raise BadTemplate(f"打不开模板“{path}”，无法生成文件；请从模板原件恢复。") from error


def template_kept(place: Workplace, sha256: str) -> Path:
    """Where the bytes of a template that papers were printed with are kept."""
    return place.rooms.archive / '模板' / f'{sha256}.docx'


def made_again(place: Workplace, drafted: Drafted) -> bytes:
    """A draft as we wrote it, byte for byte, from its kept template and context.

    Raises:
        CannotStart: what it was made from was not kept, or is not what it was.
    """
    if drafted.template_sha256 is None or drafted.context is None:
        raise CannotStart(f"“{drafted.file}”没有留下生成时的模板和内容，不能重新生成。")
    path = template_kept(place, drafted.template_sha256)
    data = path.read_bytes() if path.is_file() else b''
    if hashlib.sha256(data).hexdigest() != drafted.template_sha256:
        raise CannotStart(
            f"“{drafted.file}”的模板（{path.relative_to(place.rooms.root)}）不在或被改动，不能重新生成；"
            "请从备份恢复这个文件。"
        )
    return Press(Path(drafted.template), data).print_document(context_from_plain(drafted.context))
