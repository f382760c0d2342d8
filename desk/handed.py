"""Files between a page and an act that takes a path: in memory, gone when the act is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.visit import Visit
from model.errors import UsageFault
from office import uploads


@contextmanager
def handed(visit: Visit, name: str, label: str) -> Iterator[Path]:
    """The file of this field under its own name.

    Raises:
        UsageFault: none was chosen, or it is empty.
        SecrecyMark: its name bears a mark.
    """
    sent = visit.file(name, label)
    upload = uploads.open_upload()
    try:
        with sent.file as stream:
            put = uploads.put(visit.place, upload, str(sent.filename), stream.read())
        if put is None:
            raise UsageFault(f"“{label}”不是一份文件。请重新选择。")
        yield upload.folder / put
    finally:
        upload.close()


def has_file(visit: Visit, name: str) -> bool:
    """Whether a file was chosen in this field."""
    return bool(getattr(visit.form.get(name), 'filename', ''))


@contextmanager
def to_be_written(name: str) -> Iterator[Path]:
    """Where an act may write a file of this name, to be sent and forgotten."""
    upload = uploads.open_upload()
    try:
        yield upload.folder / name
    finally:
        upload.close()
