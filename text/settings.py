"""TOML settings as frozen dataclasses, every fault told in Chinese with the place in the file."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any, TypeVar

from model.errors import BadSetting

T = TypeVar('T')

_PLACE = re.compile(r' @ \$\.?(.*)$')
_FAULTS = (
    ('required field missing', "缺少必填项"),
    ('extra fields found', "有不认识的项"),
    ('not in literal', "不是可用的值"),
    ('invalid value for type', "类型不对"),
    ('invalid type', "类型不对"),
    ('invalid value', "值不对"),
)


def _exactly(kind: type) -> Any:
    """A hook that takes a value of this kind as it is and converts nothing."""

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f'{value!r}')
        return value

    return structure


def _strings(value: Any, _: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f'{value!r}')
    return tuple(value)


@lru_cache(maxsize=1)
def _converter() -> Any:
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _strings)
    return converter


def _explain(message: str) -> str:
    """A sentence of cattrs as plain Chinese with the place in the file."""
    place = _PLACE.search(message)
    what = next((chinese for english, chinese in _FAULTS if english in message), "读不懂")
    detail = re.search(r'\(([^()]*)\)', message)
    return f"{place[1] if place and place[1] else '最外层'}{what}" + (f"（{detail[1]}）" if detail else "")


def toml_to_settings(data: bytes, kind: type[T], name: str) -> T:
    """A TOML file's bytes as a value of a dataclass; name is what the user calls the file.

    Raises:
        BadSetting: not UTF-8, not TOML, a key missing or unknown, a value of the wrong kind;
            the message names the file and the key, as in issuing_names[1].kind.
    """
    from cattrs import transform_error
    from cattrs.errors import BaseValidationError

    try:
        table = tomllib.loads(data.decode('utf-8-sig'))
    except UnicodeDecodeError as error:
        raise BadSetting(f"{name}不是 UTF-8 编码。请用记事本另存为 UTF-8 后再试。") from error
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{name}不是正确的 TOML（{error}）。请核对引号和括号后再试。") from error
    try:
        settings: T = _converter().structure(table, kind)
    except BaseValidationError as error:
        faults = "；".join(_explain(message) for message in transform_error(error))
        raise BadSetting(f"{name}写错了：{faults}。请改正后再试。") from error
    return settings
