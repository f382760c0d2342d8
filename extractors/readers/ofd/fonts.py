"""A font of this machine for one that an OFD file names but does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDERS = (
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    '~/.local/share/fonts',
    '~/.fonts',
    '/System/Library/Fonts',
    '/Library/Fonts',
)
_SUFFIXES = ('.ttf', '.ttc', '.otf', '.otc')
_LIKE = (
    (('楷', 'kai'), ('simkai', 'kaiti', 'ukai')),
    (('仿宋', 'fang'), ('simfang', 'fangsong', 'fzfs', 'stfangso')),
    (('黑', 'hei', 'sans', 'arial', '雅'), ('simhei', 'msyh', 'wqyzenhei', 'sourcehansans', 'notosanscjk')),
    (('',), ('simsun', 'songti', 'stsong', 'sourcehanserif', 'notoserifcjk', 'uming')),
)
"""Words in a font's name, and the files that look like it, the likest first; the last row serves all."""

_ANY = (
    *('simsun', 'notoserifcjk', 'uming', 'notosanscjk', 'wqyzenhei', 'simhei', 'sourcehan', 'pingfang'),
    *('segoeuisymbol', 'seguisym', 'symbola', 'notosanssymbols', 'dejavusans', 'droidsansfallback'),
)
"""After those the fonts that have most letters, then those with tick boxes and other signs."""

_SIMPLIFIED = 2
"""The face of a Noto CJK collection that has the forms of the mainland: Japan and Korea stand before it."""


def font_files(name: str) -> Iterator[Path]:
    """Installed fonts for the named one, the likest first; none where no font is installed."""
    name = name.lower()
    looks = next(files for words, files in _LIKE if any(word in name for word in words))
    given: set[Path] = set()
    for wanted in (*looks, *_ANY):
        path = next((path for file, path in _installed() if wanted in file and 'bold' not in file), None)
        if path and path not in given:
            given.add(path)
            yield path


def font_data(path: Path) -> bytes:
    """A font file whose first face is the one for simplified Chinese."""
    data = path.read_bytes()
    if not data.startswith(b'ttcf') or 'cjk' not in path.stem.lower():
        return data
    faces = int.from_bytes(data[8:12], 'big')
    place = 12 + 4 * _SIMPLIFIED
    return data[:12] + data[place : place + 4] + data[16:] if faces > _SIMPLIFIED else data


@cache
def _installed() -> tuple[tuple[str, Path], ...]:
    folders = [Path(folder).expanduser() for folder in _FOLDERS]
    found = [path for folder in folders if folder.is_dir() for path in folder.rglob('*')]
    fonts = [path for path in found if path.suffix.lower() in _SUFFIXES]
    return tuple(sorted((path.stem.lower().replace('-', '').replace(' ', ''), path) for path in fonts))
