"""Plain tables as TOML text, for files that people read too."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

_WIDE = 90


def table_to_toml(table: dict[str, Any], sections: Collection[str], remarks: tuple[str, ...] = ()) -> str:
    """A table as a file's text, remarks as comments at its head.

    Settings of the whole come first, then a section for each key of `sections`, one [[key]] for each item of
    a list; what lies deeper is written in one line.
    """
    lines = [f'# {"".join(filter(str.isprintable, " ".join(remark.split())))}' for remark in remarks]
    lines += ['', *_settings({key: value for key, value in table.items() if key not in sections})]
    for key, value in table.items():
        if key not in sections:
            continue
        head = f'[[{key}]]' if isinstance(value, list) else f'[{key}]'
        for item in value if isinstance(value, list) else [value]:
            lines += ['', head, *_settings(item)]
    return '\n'.join(lines).lstrip('\n') + '\n'


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
        case list() | tuple():
            return f'[{", ".join(map(_value, value))}]'
        case dict():
            return f'{{ {", ".join(f"{key} = {_value(item)}" for key, item in value.items())} }}'
        case _:
            # JSON's escapes are TOML's, but TOML also asks for one of DEL.
            return json.dumps(value, ensure_ascii=False).replace('\x7f', '\\u007f')
