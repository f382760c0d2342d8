"""OLE compound files (.doc .xls .et .wps .msg): which streams are inside, and one of them whole."""

from __future__ import annotations

from pathlib import Path

from model.errors import Damaged

MAGIC = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

_BROKEN = (OSError, IndexError, ValueError, KeyError)
"""What olefile raises on a broken container; its own OleFileError is an OSError."""


def list_streams(path: Path) -> tuple[str, ...]:
    """The names of all streams as the file spells them, with / between storages.

    () where the directory is damaged.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as container:
            return tuple('/'.join(parts) for parts in container.listdir())
    except _BROKEN:
        return ()


def read_streams(path: Path, *names: str) -> dict[str, bytes]:
    """The named streams that are there (names as list_streams gives them, case aside).

    Raises Damaged where the container or one of these streams is cut short or runs in a circle.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as container:
            return {name: container.openstream(name).read() for name in names if container.exists(name)}
    except _BROKEN as fault:
        raise Damaged(
            "文件内部结构已损坏，打不开；请让来文单位重新发一份，或用 Word、WPS 打开另存后再放入"
        ) from fault
