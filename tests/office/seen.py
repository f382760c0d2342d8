"""Pictures whose words are told beforehand: what the office does with them costs no recognition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from extractors.readers.pages.sight import needs_recognition
from extractors.readers.process import pool
from extractors.readers.scans import stack
from model.document import Document

Shoot = Callable[..., Path]


@pytest.fixture
def shoot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shoot:
    """shoot(path, *lines): a photograph that a recogniser would read as these lines; without lines nothing.

    It is known by its bytes; several at once read as their pages one after the other.
    """
    words: dict[bytes, tuple[str, ...]] = {}
    real = pool.ReadingPool.read

    def take(path: Path, *lines: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new('RGB', (40, 30 + len(words)), (len(words) * 40 % 255, 90, 10)).save(path)
        words[path.read_bytes()] = lines
        return path

    def read(
        self: pool.ReadingPool, path: Path, file: str | None = None, further: Sequence[Path] = ()
    ) -> Document:
        pages = [words.get(one.read_bytes()) for one in (path, *further)]
        if pages[0] is None:
            return real(self, path, file, further)
        lines = [line for page in pages for line in page or ()]
        if not stack.is_installed() or not lines:
            raise needs_recognition(f'没有识别：{"" if stack.is_installed() else stack.NOT_INSTALLED}')
        told = tmp_path / '读出.txt'
        told.write_text('\n'.join(lines), 'utf-8')
        return replace(real(self, told, file), format='image')

    monkeypatch.setattr(pool.ReadingPool, 'read', read)
    monkeypatch.setattr(stack, 'is_installed', lambda: True)
    return take
