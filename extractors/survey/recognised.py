"""What a recogniser's reading of a picture makes doubtful in a return, whatever it says it is sure of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from extractors.readers.boxes import text_to_boxes
from extractors.survey.misread import STROKES, is_torn, to_number, with_regions
from extractors.survey.options import text_to_yes_no
from extractors.survey.settling import required_fields
from extractors.survey.values import is_blank
from model.form import FormDefinition, FormField
from model.place import NOWHERE, Problem, Value, Where
from model.returned import Return, ReturnedRow
from text.labels import fields_to_index, is_known_label
from text.numbers import DOUBTFUL, NOTED, UNREAD

_EDGES = re.compile(r'^[—–_＿|｜\s-]+|[—–_＿|｜\s-]+$')
_BOX = re.compile('[□☐☑■√✓●○]')
_MOBILE = re.compile(r'1[3-9]\d{9}')
_FIXED = re.compile(r'(?:0\d{2,3})?[2-9]\d{6,7}')
_SQUARE = re.compile(r'[\[［【]((?:19|20)\d\d)[\]］】]')
_LOOSE = re.compile(r'[√✓✔][ \t]*(?:$|[\n□☐])')
_EMPTY = re.compile('[□☐]')
_TICKED = frozenset(('yes_no', 'choice', 'choices'))
_WRITTEN = frozenset(('text', 'phone', 'date', 'code'))
_RINGS, _AFTER = frozenset('Oo〇○'), ' \n\t。.,、人名个'
_NAMED = frozenset(('legal_rep', 'party_head', 'instructor', 'filled_by'))
_NAME = re.compile(r'[\u4e00-\u9fff·、，,;；\s]{2,}(?:[（(].*)?')
_APART = re.compile(r'[,，、;；/\n]| {2,}')
_EXTENSION = re.compile(r'[-转]\d{1,4}$')
_YEARS = ('1949', '2100')

_NO_SUM = "这一栏的合计与明细之和不符，可能认错了数，请对照原件核对"

_OF_ONE_VALUE = {'count_unreadable', 'value_missing', 'filled_twice', 'date_serial'}
"""Problems of one value that hold its whole line: on a picture most likely a letter or a rule misread."""


def doubt_recognised(returned: Return, definition: FormDefinition) -> Return:
    """The return of a picture with those values in doubt that no paper says, and those that share a cell.

    What is wrong with one value is asked about that value and does not hold its line. A total that its rows
    do not add up to speaks against the whole column, unless a value of it is in doubt already.
    """
    kinds = {field.id: field for field in definition.fields}
    shared = _shared(returned.rows)
    against = {where for where, count in shared.items() if count > 1 and where != NOWHERE}
    columns = set(_columns_off(returned))
    rows = []
    for row in returned.rows:
        values, problems = _one_by_one(_checked(row.values, kinds), row.problems)
        rows.append(replace(row, values=_suspected(values, against, columns), problems=problems))
    values, problems = _one_by_one(_checked(returned.values, kinds), returned.problems)
    if returned.subject == 'organisation':
        values, problems = _asked_for(values, problems, definition)
    placed = tuple(_line_by_line(problems, values))
    return replace(returned, values=values, rows=tuple(rows), problems=placed)


def lowered(value: Value, score: float, reason: str) -> Value:
    """The value with a reason to doubt it and a score no higher than this one."""
    return replace(value, score=min(value.score, score), reasons=(*value.reasons, reason))


def in_doubt(row: ReturnedRow, fields: frozenset[str]) -> ReturnedRow:
    """The row with these fields in doubt: the labels of their columns are not clear."""
    reason = "这一栏的栏目名或格线没有认清，请对照原件核对"
    values = {
        name: lowered(value, DOUBTFUL, reason) if name in fields and value.value is not None else value
        for name, value in row.values.items()
    }
    return replace(row, values=values)


def _checked(values: Mapping[str, Value], kinds: Mapping[str, FormField]) -> dict[str, Value]:
    return {name: _check(value, kinds[name]) if name in kinds else value for name, value in values.items()}


def _check(value: Value, field: FormField) -> Value:
    kind = field.type
    if kind in _TICKED:
        return (
            _without_its_box(value, field)
            if is_blank(value)
            else _with_a_part(_with_a_loose_tick(value), field)
        )
    if kind in _WRITTEN and value.raw.strip() in STROKES:
        return lowered(replace(value, value=None), DOUBTFUL, f"“{value.raw}”按表示没有的斜线读")
    if kind == 'int':
        return _with_a_ring(value)
    if not isinstance(value.value, str | bool) or value.score <= UNREAD:
        return value
    return _with_brackets(_check_text(value, field.id), field) if kind == 'text' else _usual(value, kind)


def _with_a_ring(value: Value) -> Value:
    """'O。' in a column of counts is 0, for a person to see."""
    if value.value is not None or value.raw.strip(_AFTER) not in _RINGS:
        return value
    return lowered(replace(value, value=0, score=DOUBTFUL), DOUBTFUL, f"“{value.raw}”按0读")


def _usual(value: Value, kind: str) -> Value:
    odd = _CHECKS.get(kind)
    if odd is None or not isinstance(value.value, str) or not odd(value.value):
        return value
    return lowered(value, DOUBTFUL, f"“{value.raw}”不合常规，可能认错了字，请对照原件核对")


def _check_text(value: Value, field_id: str) -> Value:
    raw = ''.join(value.raw.split())
    if len(raw) == 1 and not '\u4e00' <= raw <= '\u9fff':
        return lowered(value, DOUBTFUL, f"只认出“{raw}”，可能是表示没有的横线、斜线")
    if not isinstance(value.value, str):
        return value
    bare = _EDGES.sub('', value.value)
    if bare and bare != value.value:
        value = replace(lowered(value, NOTED, "首尾的线不作内容"), value=bare)
    if with_regions(bare) != bare:
        bare = with_regions(bare)
        value = replace(lowered(value, DOUBTFUL, "“已”按“己”读"), value=bare)
    odd = _why_odd(bare, field_id)
    return value if odd is None else lowered(value, DOUBTFUL, odd)


def _why_odd(text: str, field_id: str) -> str | None:
    """What tells that a text is not what stands there; None where nothing does."""
    if is_known_label(text, fields_to_index(())):
        return f"“{text}”像是栏目名，不像填写的内容"
    if field_id in _NAMED and not _NAME.fullmatch(text):
        return f"“{text}”不像姓名，可能认错了字，请对照原件核对"
    if _BOX.search(text):
        return "文字里认出了方框或勾，请对照原件核对"
    if len(text) > 3 and text[-1] == text[-2] and '\u4e00' <= text[-1] <= '\u9fff':
        return f"末尾认出两个“{text[-1]}”，请对照原件核对"
    return None


def _with_brackets(value: Value, field: FormField) -> Value:
    """A document's number in the brackets it bears: 〔 is read [."""
    text = str(value.value)
    if field.id not in {'approval_number', 'dispatch_number'} or value.value is None:
        return value
    if is_torn(text):
        doubted = lowered(value, DOUBTFUL, f"“{text}”的括号没有认清，请对照原件核对")
        return replace(doubted, value=to_number(text) or text)
    if not _SQUARE.search(text):
        return value
    return replace(lowered(value, NOTED, f"“{text}”的括号按〔〕读"), value=_SQUARE.sub(r'〔\1〕', text))


def _with_a_loose_tick(value: Value) -> Value:
    """'□是√': a tick among boxes with no words of its own may be the next option's."""
    if not (_EMPTY.search(value.raw) and _LOOSE.search(value.raw)):
        return value
    return lowered(value, DOUBTFUL, "勾和方框对不上，可能勾选的是另一项，请对照原件核对")


def _with_a_part(value: Value, field: FormField) -> Value:
    """'团' where 共青团 may be chosen: a word that is no option may be what is left of several."""
    if field.type != 'choices' or not isinstance(value.value, tuple):
        return value
    parts = [word for word in value.value if word not in field.options]
    if not parts:
        return value
    return lowered(value, DOUBTFUL, f"“{'、'.join(map(str, parts))}”不是选项，可能没有认全，请对照原件核对")


def _without_its_box(value: Value, field: FormField) -> Value:
    """'□单独组建 联合组建 □挂靠组建': the one option without a box; a tick by hand covers its box."""
    boxes = text_to_boxes(value.raw)
    rest = _EMPTY.sub('', value.raw)
    for box in boxes:
        rest = rest.replace(box.label, ' ', 1)
    words = rest.split()
    if not boxes or len(words) != 1 or any(box.checked is not False for box in boxes):
        return value
    reason = f"只有“{words[0]}”前没有认出方框，可能勾选了它"
    said = text_to_yes_no(words[0]).value if field.type == 'yes_no' else None
    return replace(lowered(value, UNREAD if said is None else DOUBTFUL, reason), value=said)


def _is_no_phone(number: str) -> bool:
    """Whether some number is neither 11 digits of a mobile nor 7 or 8 with or without an area code."""
    parts = [part for part in _APART.split(number) if part.strip()]
    return not all(_rings(part) for part in parts)


def _rings(part: str) -> bool:
    numbers = (re.sub(r'\D', '', one) for one in (part, _EXTENSION.sub('', part)))
    return any(_MOBILE.fullmatch(number) or _FIXED.fullmatch(number) for number in numbers)


def _is_no_date(day: str) -> bool:
    return not _YEARS[0] <= day[:4] < _YEARS[1]


_CHECKS: dict[str, Callable[[str], bool]] = {'phone': _is_no_phone, 'date': _is_no_date}


def _one_by_one(
    values: Mapping[str, Value], problems: Iterable[Problem]
) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """Problems of one value as doubts of it, and the others."""
    told = {one.where: one for one in problems if one.code in _OF_ONE_VALUE and one.where != NOWHERE}
    held = dict(values)
    for name, value in values.items():
        problem = told.get(value.where)
        if problem is not None and value.value is None:
            held[name] = lowered(value, UNREAD, problem.message)
    places = {value.where for value in held.values() if value.score < NOTED}
    left = (
        one
        for one in problems
        if not (one.code == 'filled_twice' or (told.get(one.where) is one and one.where in places))
    )
    return held, tuple(left)


def _asked_for(
    values: dict[str, Value], problems: Iterable[Problem], definition: FormDefinition
) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """Required fields whose labels were not found as values that a person fills in."""
    lost = [field for field in required_fields(definition.fields) if field.id not in values]
    reason = "没有认出这一栏，请对照原件补填"
    found = values | {field.id: Value('', None, NOWHERE, UNREAD, (reason,)) for field in lost}
    return found, tuple(one for one in problems if one.code != 'field_missing')


def _shared(rows: Iterable[ReturnedRow]) -> Counter[Where]:
    """How many values of a list stand in one cell: each has its own, unless a rule was not seen."""
    return Counter(value.where for row in rows for value in row.values.values() if value.raw)


def _suspected(values: Mapping[str, Value], against: set[Where], columns: set[str]) -> dict[str, Value]:
    found = dict(values)
    for name, value in values.items():
        if value.where in against and value.raw:
            found[name] = lowered(
                value, DOUBTFUL, "与旁边一栏或下一行同在一格，格线可能没有认出，请对照原件核对"
            )
        elif name in columns:
            found[name] = lowered(value, DOUBTFUL, _NO_SUM)
    return found


def _columns_off(returned: Return) -> Iterator[str]:
    """The fields whose total disagrees with its rows, where no row's value of it is in doubt."""
    off = {one.where for one in returned.problems if one.code == 'total_disagrees'}
    for total in returned.totals:
        for name, value in total.values.items():
            held = [row.values[name] for row in returned.rows if name in row.values]
            if value.where in off and held and not any(one.score < NOTED for one in held):
                yield name


def _line_by_line(problems: Iterable[Problem], values: Mapping[str, Value]) -> Iterator[Problem]:
    """The problems, those of lines that were not found at the first page: the other lines stand."""
    page = next((value.where.page for value in values.values() if value.where.page), None)
    for one in problems:
        lost = one.code in {'line_missing', 'column_missing'} and one.where == NOWHERE and page
        yield replace(one, where=Where(page=page)) if lost else one
