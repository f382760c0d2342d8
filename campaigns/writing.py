"""A pack as TOML text that loads back equal."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from campaigns.pack import pack_to_table
from model.campaign import Pack

_WIDE = 90


def pack_to_toml(pack: Pack, remarks: tuple[str, ...] = ()) -> str:
    """The pack as a file's text, remarks as comments at its head.

    Settings of the whole come first, then a section for each part; a condition is one line.
    """
    held = pack_to_table(pack)
    sections = {key: value for key, value in held.items() if _is_section(key, value)}
    lines = [f'# {"".join(filter(str.isprintable, " ".join(remark.split())))}' for remark in remarks]
    lines += ['', *_settings({key: value for key, value in held.items() if key not in sections})]
    for key, value in sections.items():
        head = f'[[{key}]]' if isinstance(value, list) else f'[{key}]'
        for item in value if isinstance(value, list) else [value]:
            lines += ['', head, *_settings(item)]
    return '\n'.join(lines).lstrip('\n') + '\n'


def _is_section(key: str, value: Any) -> bool:
    listed = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return listed or key in {'reporting', 'consultation', 'instructors'}


def _settings(held: dict[str, Any]) -> Iterator[str]:
    for key, value in held.items():
        line = f'{key} = {_value(value)}'
        if isinstance(value, list) and len(line) > _WIDE:
            line = '\n'.join([f'{key} = [', *(f'    {_value(item)},' for item in value), ']'])
        yield line


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return str(value)
        case dt.date():
            return value.isoformat()
        case list():
            return f'[{", ".join(map(_value, value))}]'
        case dict():
            return f'{{ {", ".join(f"{key} = {_value(item)}" for key, item in value.items())} }}'
        case _:
            # JSON's escapes are TOML's, but TOML also asks for one of DEL.
            return json.dumps(value, ensure_ascii=False).replace('\x7f', '\\u007f')
