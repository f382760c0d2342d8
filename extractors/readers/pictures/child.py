"""The drawing child: one picture or one marked copy of one file, within the limits of the reading child.

picture.py starts it as `python -m extractors.readers.pictures.child`; both speak as wire.py says. The
request is {act, path, file, where, look, texts}; the answer {data (base64), told} or {error: {kind, code,
message}}.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractors.readers import guard, limits
from extractors.readers.pictures.frame import Look, image_to_png
from extractors.readers.process import confine
from extractors.readers.process.wire import read_frame, to_frame
from extractors.readers.zipguard import read_members
from model.errors import ShoufaError
from model.place import Where
from model.serialise import where_from_plain

_Made = tuple[bytes, tuple[str, ...]]
"""A file's bytes, and what the user should be told of it."""


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do one act; what goes wrong is the answer too."""
    try:
        with guard.reading(request['file']):
            where, look = where_from_plain(request['where']), Look(**request['look'])
            texts = tuple((sought, text) for sought, text in request['texts'])
            data, told = ACTS[request['act']](Path(request['path']), where, look, texts)
    except ShoufaError as error:
        return {'error': {'kind': type(error).__name__, 'code': error.code, 'message': error.message}}
    return {'data': base64.b64encode(data).decode('ascii'), 'told': told}


_Texts = tuple[tuple[bool, str], ...]


def _pdf(path: Path, where: Where, look: Look, _: _Texts) -> _Made:
    from extractors.readers.pictures.pages import pdf_page

    return image_to_png(pdf_page(path, where, look)), ()


def _image(path: Path, where: Where, look: Look, _: _Texts) -> _Made:
    from extractors.readers.pictures.pages import image_page

    return image_to_png(image_page(path, where, look)), ()


def _ofd(path: Path, where: Where, look: Look, _: _Texts) -> _Made:
    from extractors.readers.pictures.ofd_pages import ofd_page

    image, told = ofd_page(path, where, look)
    return image_to_png(image), told


def _marked(path: Path, _: Where, look: Look, __: _Texts) -> _Made:
    from extractors.readers.pictures.pages import marked_page
    from extractors.readers.pictures.word import COLOUR

    image = marked_page(path, COLOUR, look)
    return b'' if image is None else image_to_png(image), ()


def _word(path: Path, where: Where, _: Look, texts: _Texts) -> _Made:
    from extractors.readers.pictures.word import Sought, marked_docx

    return marked_docx(_members(path), Sought(where, texts)), ()


def _sheet(path: Path, where: Where, _: Look, __: _Texts) -> _Made:
    from extractors.readers.pictures.sheet import marked_xlsx

    return marked_xlsx(_members(path), where)


def _text(path: Path, where: Where, _: Look, __: _Texts) -> _Made:
    from extractors.readers.pictures.text import marked_text

    return marked_text(path.read_bytes(), where), ()


def _members(path: Path) -> dict[str, bytes]:
    return read_members(path, lambda _: True)


ACTS: dict[str, Callable[[Path, Where, Look, _Texts], _Made]] = {
    'pdf': _pdf,
    'image': _image,
    'ofd': _ofd,
    'marked': _marked,
    'word': _word,
    'sheet': _sheet,
    'text': _text,
}


def main() -> None:
    """Answer one request."""
    requests, answers = confine.take_pipes()
    confine.confine()
    confine.begin_file(limits.CPU_S, limits.WALL_S)
    request = read_frame(requests)
    if request is not None:
        answers.write(to_frame(answer(request)))
        answers.flush()


if __name__ == '__main__':
    main()
