"""Form definitions from forms/definitions/*.toml, checked as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from model.errors import BadSetting
from model.form import FormCheck, FormDefinition
from text.settings import toml_to_settings

FOLDER = Path(__file__).parent / 'definitions'

_PLACEHOLDER = re.compile(r'\{(\w+)\}')
_ALWAYS_NAMED = frozenset({'left', 'right', 'difference', 'missing', 'present'})


def _fault(path: Path, text: str) -> BadSetting:
    return BadSetting(f"表样定义“{path.name}”写错了：{text}。请改正后再运行（文件在{path.parent}）。")


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
        data = path.read_bytes()
    except OSError as error:
        raise BadSetting(f"表样定义“{path.name}”打不开。请检查文件是否在{path.parent}。") from error
    definition = toml_to_settings(data, FormDefinition, f"表样定义“{path.name}”")
    _check_sense(path, definition)
    return definition


def load_definitions(folder: Path) -> tuple[FormDefinition, ...]:
    """All form definitions of a folder, by file name; none where there is no such folder.

    Raises:
        BadSetting: one of the files is wrong, or two of them are one edition of one form.
    """
    paths = sorted(folder.glob('*.toml'))
    loaded = tuple(load_definition(path) for path in paths)
    seen: dict[tuple[str, str], Path] = {}
    for path, definition in zip(paths, loaded, strict=True):
        other = seen.setdefault((definition.id, definition.edition), path)
        if other is not path:
            raise _fault(path, f"id“{definition.id}”和版本“{definition.edition}”与“{other.name}”相同")
    return loaded


@lru_cache(maxsize=1)
def definitions() -> tuple[FormDefinition, ...]:
    """All form definitions of this installation, by file name.

    Raises:
        BadSetting: one of the files is wrong, or two of them are one edition of one form.
    """
    return load_definitions(FOLDER)


def with_own(own: tuple[FormDefinition, ...]) -> tuple[FormDefinition, ...]:
    """An office's own forms before the shipped ones; an own edition takes the place of the shipped same."""
    taken = {(one.id, one.edition) for one in own}
    return (*own, *(one for one in definitions() if (one.id, one.edition) not in taken))
