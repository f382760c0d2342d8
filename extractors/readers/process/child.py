"""The reading child: a process that reads one file after another and may die without harm.

Started as `python -m extractors.readers.process.child` by pool.py, it speaks as wire.py says on its standard
input and output. The first frame out is {ready}. A request is {path, file, further, revisions, cpu_s, wall_s}
(further: images of the pages after the first; revisions: what was changed and remarked in the file instead of
what it says). With the argument --sight it loads the recogniser first and reads pictures too. Its answer is
the document's pieces, then one frame with cpu_s, peak_kb (resident, of the child's whole life) and one of

* document: the head;
* error: {kind, code, message}, as model.errors names them; pieces before it are void;
* convert: {message, target, format, sha256}: an office suite must turn it into `target` first.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from extractors.readers import guard, registry
from extractors.readers.limits import READING, SEEING
from extractors.readers.pages.sight import Sight
from extractors.readers.process import confine
from extractors.readers.process.wire import (
    check_size,
    document_to_head,
    document_to_pieces,
    read_frame,
    to_frame,
)
from model.document import Document
from model.errors import NeedsConversion, ShoufaError
from text.building import without_collecting

_PEAK = re.compile(r'^VmHWM:\s+(\d+) kB', re.MULTILINE)


def answer(request: dict[str, Any], sight: Sight | None = None) -> Iterator[bytes]:
    """Read one file; what goes wrong is the answer too, and also what goes wrong while it is written down."""
    began = time.process_time()
    try:
        with guard.reading(request['file']):
            try:
                document = _read(request, sight)
            except NeedsConversion as error:
                said = {'convert': _conversion(Path(request['path']), error)}
            else:
                check_size(document)
                yield from map(to_frame, document_to_pieces(document))
                said = {'document': document_to_head(document)}
    except ShoufaError as error:
        said = {'error': {'kind': type(error).__name__, 'code': error.code, 'message': error.message}}
    yield to_frame({**said, 'cpu_s': time.process_time() - began, 'peak_kb': _peak_kb()})


def _read(request: dict[str, Any], sight: Sight | None) -> Document:
    path, file = Path(request['path']), request['file']
    if request['revisions']:
        return registry.read_revisions(path, file)
    return registry.read_document(path, file, sight=sight, further=tuple(map(Path, request['further'])))


def main() -> None:
    """Answer requests until the input ends."""
    requests, answers = confine.take_pipes()
    sight = _load_sight() if '--sight' in sys.argv else None
    confine.confine(SEEING if sight else READING)
    _send(answers, to_frame({'ready': [reader.NAME for reader in registry.READERS]}))
    warm = False
    while (request := read_frame(requests)) is not None:
        confine.begin_file(request['cpu_s'], request['wall_s'])
        with without_collecting():
            for frame in answer(request, sight):
                _send(answers, frame)
        confine.end_file()
        gc.collect()
        if not warm:
            # The libraries stay for good, so the collector need not look through them again. Once only,
            # and after collecting: what is frozen is never freed, and documents must be.
            gc.freeze()
            warm = True


def _load_sight() -> Sight:
    from extractors.readers.scans.recognise import load_sight

    return load_sight()


def _conversion(path: Path, error: NeedsConversion) -> dict[str, Any]:
    format_, sha256 = registry.identify(path)
    return {'message': error.message, 'target': error.target, 'format': format_, 'sha256': sha256}


def _send(answers: IO[bytes], frame: bytes) -> None:
    answers.write(frame)
    answers.flush()


def _peak_kb() -> int | None:
    """Not from getrusage: it begins with what the parent had when it started us."""
    try:
        found = _PEAK.search(Path('/proc/self/status').read_text('ascii'))
    except OSError:  # no /proc here
        return None
    return int(found[1]) if found else None


if __name__ == '__main__':
    main()
