"""Which faces of a paper this machine has: where one is missing, a PDF is printed with another."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from functools import lru_cache

_SECONDS = 20


def missing_faces(asked: Iterable[str]) -> tuple[str, ...] | None:
    """Those of the faces asked for (outgoing.dressing.faces) that are not installed here, sorted.

    None where nobody can tell, because fontconfig's fc-list is not there or fails. Only the very name
    counts: a face of another make under another name would change the page (domain.md §6.7).
    """
    installed = _installed()
    if installed is None:
        return None
    return tuple(sorted(face for face in set(asked) if face.casefold() not in installed))


def told_missing(missing: tuple[str, ...] | None) -> str | None:
    """What a person is told of the missing faces; None where all are there."""
    if missing is None:
        return "查不到本机安装了哪些字体（没有 fc-list），转成 PDF 时可能被换成别的字体；请在成品上核对字体。"
    if not missing:
        return None
    return (
        f"本机没有安装{'、'.join(missing)}，在本机转成的 PDF 会换成别的字体；"
        "请安装这些字体，或者用装有这些字体的电脑打开 .docx 打印。"
    )


@lru_cache(maxsize=1)
def _installed() -> frozenset[str] | None:
    """Every name of every installed family, without regard to case."""
    program = shutil.which('fc-list')
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # the program and its words are ours
            [program, '--format', '%{family}\n'], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    names = done.stdout.decode('utf-8', 'replace').replace('\\', '').replace('\n', ',').split(',')
    return frozenset(name.strip().casefold() for name in names if name.strip())
