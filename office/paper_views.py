"""A paper of ours as a page shows it: its text with every number a person can follow, and its hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from model.errors import CannotStart, Damaged
from office.config import Workplace
from office.paper_files import read_paper
from office.tracing import paper_spots
from outgoing.blanks_left import blanks_left
from outgoing.plain_wording import members_of
from outgoing.tracing import Spot
from outgoing.viewing import BODY, Block, Grid, docx_to_blocks
from store.outbox import Drafted

_MOBILE = re.compile(r'(?<!\d)(1[3-9]\d)(\d{4})(\d{4})(?!\d)')
_PHONE = re.compile(r'(?<![\dA-Za-z])(?:1[3-9]\d{9}|0\d{2,3}[-－—]?\d{7,8})(?!\d)')
_SHOWN, _ROWS = 4, 40
_MUCH = 400_000
"""Bytes of text and look: more take seconds to follow number by number."""
_PERSON = re.compile(r'(?:instructor|contact\.person)\.?.*phone')


@dataclass(frozen=True, slots=True)
class View:
    """What a file says now: blocks and how many numbers they hold, what is still to be written.

    sha256 is of the bytes shown (None: the file is gone). why tells what a person should know: that it cannot
    be shown, or its numbers cannot be followed. left_out counts the rows of long tables not shown.
    """

    blocks: tuple[Block, ...] = ()
    numbers: int = 0
    sha256: str | None = None
    blanks: tuple[str, ...] = ()
    why: str | None = None
    left_out: int = 0


def _cut(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks with the first rows of each long table, and how many rows are left out."""
    shown = [one._replace(rows=one.rows[:_ROWS]) if isinstance(one, Grid) else one for one in blocks]
    left_out = sum(max(0, len(one.rows) - _ROWS) for one in blocks if isinstance(one, Grid))
    return tuple(shown), left_out


def view(place: Workplace, paper: Drafted) -> View:
    """The paper as its file lies there now."""
    try:
        data = read_paper(place, paper.file)
    except Damaged as error:
        return View(why=f"{error.message}。")
    sha256 = hashlib.sha256(data).hexdigest()
    if not paper.file.endswith('.docx'):
        return View(sha256=sha256, why="这是表格文件，请下载后用 Excel、WPS 打开看。")
    try:
        spots, why = _spots(place, paper, data)
        hidden = _phones if paper.doc_type == 'list' else _mobiles
        blocks, left_out = _cut(docx_to_blocks(data, spots, hidden))
        return View(blocks, len(spots), sha256, blanks_left(data), why, left_out)
    except Damaged as error:
        return View(sha256=sha256, why=f"{error.message}。")


def _spots(place: Workplace, paper: Drafted, data: bytes) -> tuple[tuple[Spot, ...], str | None]:
    if len(members_of(data)[BODY]) > _MUCH:
        return (), "这份表很大，网页上没有逐个标出数字；要看来处，请点上面的“各数的来处”。"
    try:
        return paper_spots(place, paper, data), None
    except CannotStart as error:
        return (), f"各数的来处看不了：{error.message}"


def _phones(text: str) -> list[tuple[int, int]]:
    """The middle of every telephone: lists name persons, and theirs are not for every screen."""
    return [(found.end() - 2 * _SHOWN, found.end() - _SHOWN) for found in _PHONE.finditer(text)]


def _mobiles(text: str) -> list[tuple[int, int]]:
    return [found.span(2) for found in _MOBILE.finditer(text)]


def masked_line(text: str) -> str:
    """A line of a paper with every telephone's middle hidden."""
    for start, end in _phones(text):
        text = text[:start] + '*' * (end - start) + text[end:]
    return text


def is_private(key: str | None) -> bool:
    """Whether a figure is a person's telephone."""
    return key is not None and _PERSON.fullmatch(key) is not None


def masked(text: str, key: str | None = None) -> str:
    """A text for the screen: a person's telephone with its middle hidden; the file has it in full."""
    if is_private(key) and len(text) > 4:
        return f'{text[:3]}{"*" * (len(text) - 7)}{text[-4:]}' if len(text) > 7 else f'{text[:2]}***'
    return _MOBILE.sub(r'\1****\3', text)
