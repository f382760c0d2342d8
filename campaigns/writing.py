"""A pack as TOML text that loads back equal."""

from __future__ import annotations

from typing import Any

from campaigns.pack import pack_to_table
from model.campaign import Pack
from text.toml import table_to_toml


def pack_to_toml(pack: Pack, remarks: tuple[str, ...] = ()) -> str:
    """The pack as a file's text, remarks as comments at its head.

    Settings of the whole come first, then a section for each part; a condition is one line.
    """
    held = pack_to_table(pack)
    return table_to_toml(held, [key for key, value in held.items() if _is_section(key, value)], remarks)


def _is_section(key: str, value: Any) -> bool:
    listed = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return listed or key in {'reporting', 'consultation', 'instructors'}
