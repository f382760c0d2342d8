"""What comes with a mail's text: attachments, and pictures that are part of the text and no attachments."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from extractors.containers.bodies import Body
from extractors.containers.taken import Fault, Piece
from extractors.containers.undelivered import Line
from model.errors import Unsupported

_CONTENT_ID = re.compile(r'cid:([^"\'\s)>]+)', re.IGNORECASE)
_WRITTEN = re.compile(r'\bdata:image/([a-z]{1,8});base64,([A-Za-z0-9+/=\s]+)', re.IGNORECASE)
_LARGE_PICTURE, _SMALL_PICTURE = 30 * 1024, 8 * 1024
_PAGE_SIDES = 250, 500
"""Pixels that a picture of a page has at least on its sides: a banner or a mark of an office has fewer."""
_MARK_SIDE, _MARK_BYTES = 200, 20 * 1024
"""A logo or a signature is under these pixels both ways, or one way and under these bytes."""
_FEW_LETTERS = 50
_OUTLOOK = "附件被 Outlook 打包成了 winmail.dat，取不出来；请对方改用“HTML”或“纯文本”格式重发，或另外发附件"


class Attached(NamedTuple):
    """A file in a mail; content_id is what a picture of the text is called there.

    is_picture: one that nobody called an attachment.
    """

    name: str
    data: Callable[[], bytes]
    content_id: str = ''
    is_picture: bool = False


def is_winmail(name: str, kind: str) -> bool:
    """Whether Outlook packed the attachments in its own way."""
    return name.lower() == 'winmail.dat' or kind in {'application/ms-tnef', 'application/vnd.ms-tnef'}


def winmail_fault(name: str) -> Fault:
    """What is told of attachments that Outlook packed in its own way."""
    return Fault(name or 'winmail.dat', Unsupported(_OUTLOOK))


class Kept(NamedTuple):
    """What of a mail is a file of its own, and the names of the pictures that only belong to its text."""

    pieces: list[Piece]
    left_out: tuple[str, ...]


def kept(attached: Sequence[Attached], body: Body, lines: Sequence[Line]) -> Kept:
    """What is attached, and what may be a page among the pictures that a text shows (a scan pasted in)."""
    shown = set(_CONTENT_ID.findall(body.text)) if body.is_html else set()
    written = list(_written_in(body))
    shown.update(one.content_id for one in written)
    letters = sum(len(line.text.strip()) for line in lines)
    is_all = letters <= _FEW_LETTERS and all(one.is_picture for one in attached)
    every = [
        (one, _file_name(one.name), _is_of_text(one, shown, is_all=is_all)) for one in (*attached, *written)
    ]
    pieces = [Piece(name, _bytes_of(one)) for one, name, is_of_text in every if not is_of_text]
    return Kept(pieces, tuple(name for _, name, is_of_text in every if is_of_text))


def _bytes_of(one: Attached) -> Iterator[bytes]:
    """The bytes, taken out only when they are asked for: a mail may have hundreds of files."""
    yield one.data()


def _is_of_text(one: Attached, shown: set[str], *, is_all: bool) -> bool:
    """Whether a picture belongs to the text: a mark at its end, or one shown there that is no page."""
    if not (one.is_picture or one.content_id in shown):
        return False
    data = one.data()
    if _is_mark(data):
        return True
    is_shown = one.content_id in shown if one.content_id else len(data) < _SMALL_PICTURE
    is_whole = is_all and len(data) >= _LARGE_PICTURE
    return one.is_picture and is_shown and not is_whole and not _may_be_page(data)


def _written_in(body: Body) -> Iterator[Attached]:
    """Pictures whose bytes stand in the text itself."""
    for number, found in enumerate(_WRITTEN.finditer(body.text if body.is_html else ''), start=1):
        name = f'正文图片{number}.{found[1].lower()}'
        letters = re.sub(r'[^A-Za-z0-9+/]', '', found[2])
        data = base64.b64decode(letters + '=' * (-len(letters) % 4) if len(letters) % 4 != 1 else '')
        yield Attached(name, partial(bytes, data), name, is_picture=True)


def _may_be_page(data: bytes) -> bool:
    """Whether a picture has the pixels of a page; one that cannot be measured, the bytes."""
    sides = _sides(data)
    return all(map(int.__ge__, sides, _PAGE_SIDES)) if sides else len(data) >= _LARGE_PICTURE


def _is_mark(data: bytes) -> bool:
    """Whether a picture is too small for anything but a logo or a signature."""
    short, long = _sides(data) or (_MARK_SIDE, _MARK_SIDE)
    return long < _MARK_SIDE or (short < _MARK_SIDE and len(data) < _MARK_BYTES)


def _sides(data: bytes) -> tuple[int, int] | None:
    """A picture's shorter and longer side in pixels; None for one that cannot be measured."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            short, long = sorted(picture.size)
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return short, long


def _file_name(name: str) -> str:
    """The file's name without the folders of the sender's machine."""
    return re.split(r'[\\/]', name)[-1] or "附件"
