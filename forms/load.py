"""Form definitions from forms/definitions/*.toml, checked as they are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError

from model.errors import BadSetting
from model.form import FormCheck, FormDefinition

FOLDER = Path(__file__).parent / 'definitions'

_PLACEHOLDER = re.compile(r'\{(\w+)\}')
_ALWAYS_NAMED = frozenset({'left', 'right', 'difference', 'missing', 'present'})
_PATH = re.compile(r' @ \$\.?(.*)$')
_REASONS = (
    ('required field missing', "缺少必填项"),
    ('extra fields found', "有不认识的项"),
    ('not in literal', "不是可用的值"),
    ('invalid type', "类型不对"),
    ('invalid value', "值不对"),
)


def _exactly(kind: type) -> Any:
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
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, _exactly(str))
    converter.register_structure_hook(bool, _exactly(bool))
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _strings)
    return converter


def _fault(path: Path, text: str) -> BadSetting:
    return BadSetting(f"表样定义“{path.name}”写错了：{text}。请改正后再运行（文件在{path.parent}）。")


def _explain(message: str) -> str:
    """A sentence of cattrs as plain Chinese with the place in the file."""
    place = _PATH.search(message)
    where = place[1] if place else ''
    what = next((chinese for english, chinese in _REASONS if english in message), "读不懂")
    detail = re.search(r'\(([^()]*)\)', message)
    return f"{where or '最外层'}{what}" + (f"（{detail[1]}）" if detail else "")


def _operands(check: FormCheck) -> Iterable[str]:
    yield from (*check.left, *check.right)
    if check.when:
        yield check.when.partition('=')[0]


def _check_sense(path: Path, definition: FormDefinition) -> None:
    """Faults that no type tells: unknown operands, messages that name no figure, choices without options.

    Raises:
        BadSetting: with the check or field at fault.
    """
    ids = {field.id for field in definition.fields}
    for number, field in enumerate(definition.fields):
        if field.type in ('choice', 'choices') and not field.options:
            raise _fault(path, f"fields[{number}]（{field.id}）是选择项，却没有options")
        if not field.labels:
            raise _fault(path, f"fields[{number}]（{field.id}）没有labels")
    names = [check.id for check in definition.checks]
    for number, check in enumerate(definition.checks):
        where = f"checks[{number}]（{check.id}）"
        if names.count(check.id) > 1:
            raise _fault(path, f"{where}的id重复")
        strange = [name for name in _operands(check) if name not in ids and not name.isdecimal()]
        strange += [name for name in _PLACEHOLDER.findall(check.message) if name not in _ALWAYS_NAMED | ids]
        if strange:
            raise _fault(path, f"{where}用了本表没有的字段{'、'.join(strange)}")


def load_definition(path: Path) -> FormDefinition:
    """One form definition from a TOML file.

    Raises:
        BadSetting: the file is missing, is no TOML, or says something no form can be; the
            message names the file and the key, as in fields[3].type.
    """
    try:
        data = tomllib.loads(path.read_text(encoding='utf-8'))
    except OSError as error:
        raise BadSetting(f"表样定义“{path.name}”打不开。请检查文件是否在{path.parent}。") from error
    except UnicodeDecodeError as error:
        raise _fault(path, "不是UTF-8编码") from error
    except tomllib.TOMLDecodeError as error:
        raise _fault(path, f"不是正确的TOML（{error}）") from error
    try:
        definition = _converter().structure(data, FormDefinition)
    except BaseValidationError as error:
        faults = "；".join(_explain(message) for message in transform_error(error))
        raise _fault(path, faults) from error
    _check_sense(path, definition)
    return definition


@lru_cache(maxsize=1)
def definitions() -> tuple[FormDefinition, ...]:
    """All form definitions of this installation, by file name.

    Raises:
        BadSetting: one of the files is wrong, or two of them have one id.
    """
    paths = sorted(FOLDER.glob('*.toml'))
    loaded = tuple(load_definition(path) for path in paths)
    seen: dict[str, Path] = {}
    for path, definition in zip(paths, loaded, strict=True):
        other = seen.setdefault(definition.id, path)
        if other is not path:
            raise _fault(path, f"id“{definition.id}”与“{other.name}”相同")
    return loaded
