"""A form definition as TOML text that loads back equal."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from model.form import FormDefinition
from text.toml import table_to_toml


def definition_to_toml(definition: FormDefinition, remarks: tuple[str, ...] = ()) -> str:
    """The definition as a file's text for 表样/, remarks as comments at its head."""
    return table_to_toml(_plain(definition), ('fields', 'checks', 'matrix', 'counts'), remarks)


def _plain(value: Any) -> Any:
    """Dataclasses as tables without what is left at its default."""
    if is_dataclass(value):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in fields(value)
            if one.default is MISSING or getattr(value, one.name) != one.default
        }
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
