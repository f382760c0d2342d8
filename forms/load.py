"""Form definitions from forms/definitions/*.toml, checked as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from model.errors import BadSetting
from model.form import FormAxis, FormCheck, FormCount, FormDefinition, FormField, FormMatrix, Subject
from text.labels import fold_label
from text.settings import toml_to_settings

FOLDER = Path(__file__).parent / 'definitions'
_COMMON = Path(__file__).parent / 'common.toml'

_PLACEHOLDER = re.compile(r'\{(\w+)\}')
_ALWAYS_NAMED = frozenset({'left', 'right', 'difference', 'missing', 'present', 'place'})


@dataclass(frozen=True, slots=True)
class _Common:
    """Fields and checks that forms share; words are what {names} in labels stand for."""

    words: dict[str, tuple[str, ...]]
    fields: tuple[FormField, ...]
    checks: tuple[FormCheck, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """A definition as its file writes it: its own fields and checks, the shared ones by id."""

    id: str
    title: str
    edition: str
    subject: Subject
    titles: tuple[str, ...]
    fields: tuple[FormField, ...] = ()
    checks: tuple[FormCheck, ...] = ()
    matrix: FormMatrix | None = None
    counts: tuple[FormCount, ...] = ()
    labels_alone: int = 5
    common_fields: tuple[str, ...] = ()
    common_checks: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _fault(path: Path, text: str) -> BadSetting:
    return BadSetting(f"表样定义“{path.name}”写错了：{text}。请改正后再运行（文件在{path.parent}）。")


Words = Mapping[str, tuple[str, ...]]


def _spell_out(text: str, words: Words) -> Iterator[str]:
    """'{leader}专职' with each word of that name in its place."""
    found = _PLACEHOLDER.search(text)
    if found is None:
        yield text
        return
    for word in words[found[1]]:
        yield from _spell_out(text[: found.start()] + word + text[found.end() :], words)


def _spelled(texts: Iterable[str], words: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelling for text in texts for spelling in _spell_out(text, words)))


def _field_spelled(one: FormField, words: Words) -> FormField:
    return replace(one, labels=_spelled(one.labels, words), under=_spelled(one.under, words))


def _axes_spelled(axes: tuple[FormAxis, ...], words: Words) -> tuple[FormAxis, ...]:
    return tuple(
        replace(axis, labels=_spelled(axis.labels, words), under=_spelled(axis.under, words)) for axis in axes
    )


def _written_spelled(written: _Written, words: Words) -> _Written:
    """A definition with its {names} replaced by their words."""
    matrix = written.matrix
    return replace(
        written,
        titles=_spelled(written.titles, words),
        fields=tuple(_field_spelled(one, words) for one in written.fields),
        matrix=matrix
        and FormMatrix(_axes_spelled(matrix.lines, words), _axes_spelled(matrix.columns, words)),
        counts=tuple(
            replace(one, labels=_spelled(one.labels, words), words=_spelled(one.words, words))
            for one in written.counts
        ),
    )


@lru_cache(maxsize=1)
def _common() -> _Common:
    """What forms share.

    Raises:
        BadSetting: the file is missing or wrong.
    """
    common = toml_to_settings(_read(_COMMON), _Common, f"“{_COMMON.name}”")
    return replace(common, fields=tuple(_field_spelled(one, common.words) for one in common.fields))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadSetting(f"表样定义“{path.name}”打不开。请检查文件是否在{path.parent}。") from error


def _shared_fields(path: Path, written: _Written) -> Iterator[FormField]:
    """The shared fields that a form takes, without the labels that it gives to fields of its own.

    Raises:
        BadSetting: there is no such shared field.
    """
    own_plain = {fold_label(label) for one in written.fields if not one.under for label in one.labels}
    common = _common().fields
    for wanted in written.common_fields:
        found = [one for one in common if one.id == wanted]
        if not found:
            raise _fault(path, f"common_fields里的{wanted}在{_COMMON.name}里没有")
        for one in found:
            kept = tuple(label for label in one.labels if one.under or fold_label(label) not in own_plain)
            if kept:
                yield replace(one, labels=kept)


def _shared_checks(path: Path, written: _Written, ids: frozenset[str]) -> Iterator[FormCheck]:
    """The shared checks that a form takes; one of presence asks for what the form has.

    Raises:
        BadSetting: there is no such shared check.
    """
    common = {check.id: check for check in _common().checks}
    for wanted in written.common_checks:
        if wanted not in common:
            raise _fault(path, f"common_checks里的{wanted}在{_COMMON.name}里没有")
        check = common[wanted]
        if check.comparator in ('present', 'absent'):
            check = replace(check, left=tuple(name for name in check.left if name in ids))
        yield check


def _written_to_definition(path: Path, written: _Written) -> FormDefinition:
    words = {**_common().words, **written.words}
    try:
        written = _written_spelled(written, words)
    except KeyError as error:
        raise _fault(path, f"{{{error.args[0]}}}在words里没有") from error
    fields = tuple(
        replace(one, required=one.required or one.id in written.required)
        for one in (*written.fields, *_shared_fields(path, written))
    )
    ids = frozenset(one.id for one in fields)
    strange = [name for name in written.required if name not in ids]
    if strange:
        raise _fault(path, f"required里的{'、'.join(strange)}不是本表的字段")
    return FormDefinition(
        id=written.id,
        title=written.title,
        edition=written.edition,
        subject=written.subject,
        titles=written.titles,
        fields=fields,
        checks=(*written.checks, *_shared_checks(path, written, ids)),
        matrix=written.matrix,
        counts=written.counts,
        labels_alone=written.labels_alone,
    )


def _operands(check: FormCheck) -> Iterable[str]:
    yield from (*check.left, *check.right)
    if check.when:
        yield check.when.partition('=')[0]


def _names_of(check: FormCheck, definition: FormDefinition) -> set[str]:
    """What a check may speak of: fields and counts, or the lines or columns that it is tried along."""
    if check.along and definition.matrix:
        return {axis.id for axis in getattr(definition.matrix, check.along)}
    return {one.id for one in definition.fields} | {one.field for one in definition.counts}


def _check_sense(path: Path, definition: FormDefinition) -> None:
    """Faults that no type tells: unknown operands, messages that name no figure, choices without options.

    Raises:
        BadSetting: with the check or field at fault.
    """
    if not definition.fields and definition.matrix is None:
        raise _fault(path, "没有fields")
    for number, one in enumerate(definition.fields):
        if one.type in ('choice', 'choices') and not one.options:
            raise _fault(path, f"fields[{number}]（{one.id}）是选择项，却没有options")
        if not one.labels:
            raise _fault(path, f"fields[{number}]（{one.id}）没有labels")
    counted = {one.field for one in definition.counts}
    for count in definition.counts:
        if count.within is not None and count.within not in counted:
            raise _fault(path, f"counts（{count.field}）的within{count.within}不在counts里")
    names = [check.id for check in definition.checks]
    for number, check in enumerate(definition.checks):
        where = f"checks[{number}]（{check.id}）"
        if names.count(check.id) > 1:
            raise _fault(path, f"{where}的id重复")
        known = _names_of(check, definition)
        strange = [name for name in _operands(check) if name not in known and not name.isdecimal()]
        strange += [name for name in _PLACEHOLDER.findall(check.message) if name not in _ALWAYS_NAMED | known]
        if strange:
            raise _fault(path, f"{where}用了本表没有的字段{'、'.join(strange)}")


def load_definition(path: Path) -> FormDefinition:
    """One form definition from a TOML file.

    Raises:
        BadSetting: the file is missing, is no TOML, or says something no form can be; the
            message names the file and the key, as in fields[3].type.
    """
    written = toml_to_settings(_read(path), _Written, f"表样定义“{path.name}”")
    definition = _written_to_definition(path, written)
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
