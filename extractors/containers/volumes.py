"""Archives in several volumes, which cannot be opened one by one."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from extractors.containers import rar_blocks
from extractors.containers.kind import zip_end
from extractors.readers.kinds import VOLUME, VOLUME_SUFFIX
from model.errors import Unsupported

_PART = re.compile(r'\.part\d+\.rar\Z', re.IGNORECASE)
_SPANNED = b'PK\x07\x08'


def check_whole(path: Path, file: str, kind: str) -> None:
    """Raises Unsupported for a volume of an archive, told by its name or by what it holds."""
    if VOLUME_SUFFIX.fullmatch(PurePath(file).suffix) or _PART.search(file) or _is_volume(path, kind):
        raise Unsupported(VOLUME)


def _is_volume(path: Path, kind: str) -> bool:
    if kind == 'zip':
        with path.open('rb') as opened:
            head = opened.read(len(_SPANNED))
        end = zip_end(path)
        return head.startswith(_SPANNED) or (end is not None and end[1] not in {0, 0xFFFF})
    return kind == 'rar' and rar_blocks.is_volume(path)
