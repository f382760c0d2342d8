r"""RTF files in a line: `rtf` takes the body; `row` and `hexed` spare the most frequent markup."""

from __future__ import annotations

from pathlib import Path

FONTS = (
    r'{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}'
    r'{\f2\fcharset2 Wingdings;}{\f3\fcharset2 Wingdings 2;}}'
)


def rtf(path: Path, body: str | bytes, *, head: str = r'{\rtf1\ansi\ansicpg936\deff1') -> Path:
    """A file with this body; text outside ASCII is written as \\uN."""
    raw = escaped(body).encode('ascii') if isinstance(body, str) else body
    path.write_bytes((head + FONTS).encode('ascii') + b'\n' + raw + b'}')
    return path


def escaped(text: str) -> str:
    """Characters outside ASCII as \\uN? in UTF-16 units."""
    return ''.join(char if ord(char) < 0x80 else _units(char) for char in text)


def _units(char: str) -> str:
    raw = char.encode('utf-16-le')
    units = [int.from_bytes(raw[i : i + 2], 'little', signed=True) for i in range(0, len(raw), 2)]
    return ''.join(rf'\u{unit}?' for unit in units)


def hexed(text: str, encoding: str = 'gbk') -> str:
    r"""Text as \'xx bytes."""
    return ''.join(rf"\'{byte:02x}" for byte in text.encode(encoding))


def row(edges: list[int], *cells: str, flags: dict[int, str] | None = None, left: int = 0) -> str:
    """A row with the right edges of its cells in twips; flags are control words before an edge."""
    given = flags or {}
    defined = ''.join(rf'{given.get(index, "")}\cellx{edge}' for index, edge in enumerate(edges))
    content = ''.join(rf'\pard\intbl {cell}\cell' for cell in cells)
    return rf'\trowd\trleft{left}{defined}{content}\row\pard '
