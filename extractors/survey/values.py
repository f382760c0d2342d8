"""One cell's text read as what its field asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from extractors.readers.boxes import text_to_boxes
from extractors.survey.options import (
    boxes_to_choice,
    boxes_to_choices,
    boxes_to_yes_no,
    is_option,
    is_ticked,
    text_to_choice,
    text_to_choices,
    text_to_yes_no,
)
from extractors.survey.printed import letters_to_words
from extractors.survey.ticked import row_to_boxes
from model.document import Cell, CheckBox
from model.form import FormField
from model.place import NOWHERE, Value, Where
from text.celldates import cell_to_date
from text.codes import hide_id_numbers, parse_code
from text.docnumbers import number_to_text, whole_number
from text.numbers import BLANK, DOUBTFUL, NOTED, PLAIN, UNREAD, Reading, cell_to_decimal, cell_to_int, is_dash
from text.persons import Named, text_to_named

_HAN = '\u3000-\u303f\u3400-\u9fff\uff00-\uffef'
_WITHIN_HAN = re.compile(rf'(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])')
_STAMPS = re.compile(r'[（(](?:盖章|签章|公章|印章|签字|签名|章)[）)]|(?<!\d)\s*年\s*月\s*日|[_＿]{2,}')
_PROMPTS = re.compile(r'(?:[\u4e00-\u9fff]{2,8}[:：]\s*)+')
_NONE_WORDS = frozenset({'无', '没有', '暂无', '空'})
_SCIENTIFIC = re.compile(r'\d(?:\.\d+)?[Ee]\+\d{1,2}')
_PHONE = re.compile(r'[\d+\-—()转,，、;；/ ]+')


def tidy(text: str) -> str:
    """Text without line breaks and blanks between Han characters; other blanks become one space."""
    return ' '.join(_WITHIN_HAN.sub('', text.strip()).split())


def _text(text: str) -> Reading:
    filled = tidy(_STAMPS.sub(' ', text))
    if not filled or is_dash(filled) or _PROMPTS.fullmatch(filled):
        reasons = (f"填写为“{filled}”，视为未填",) if is_dash(filled) else ()
        return Reading(None, PLAIN, reasons, blank=True)
    if filled in _NONE_WORDS:
        return Reading(None, PLAIN, (f"填写为“{filled}”",), blank=True)
    if len(filled) == 1 and not '\u4e00' <= filled <= '\u9fff':
        return Reading(filled, DOUBTFUL, (f"只写了“{filled}”，可能是表示没有的横线、斜线",))
    if _SCIENTIFIC.fullmatch(filled):
        return Reading(None, UNREAD, (f"“{filled}”是电子表格改成的科学计数，末几位已丢失",))
    return Reading(filled)


def _phone(text: str) -> Reading:
    number = unicodedata.normalize('NFKC', tidy(text)).removesuffix('.0')
    if not number or is_dash(text) or number in _NONE_WORDS:
        return BLANK
    if _SCIENTIFIC.fullmatch(number):
        return Reading(None, UNREAD, (f"“{number}”是电子表格改成的科学计数，末几位已丢失",))
    if not _PHONE.fullmatch(number) or sum(char.isdigit() for char in number) < 7:
        return Reading(number, DOUBTFUL, (f"“{number}”不像电话号码",))
    return Reading(number)


def _code(text: str) -> Reading:
    if not text.strip() or is_dash(text) or text.strip() in _NONE_WORDS:
        return BLANK
    code, reasons = parse_code(text)
    return Reading(code, UNREAD if code is None else NOTED if reasons else PLAIN, reasons)


def _tick(text: str, boxes: Sequence[CheckBox]) -> Reading:
    return Reading(True) if is_ticked(text, boxes) else BLANK


_TEXT_READERS: dict[str, Callable[[str], Reading]] = {
    'text': _text,
    'int': cell_to_int,
    'date': cell_to_date,
    'uscc': _code,
    'phone': _phone,
}


@lru_cache(maxsize=8192)
def _text_to_reading(kind: str, text: str) -> Reading:
    """A reading that the text alone decides; tables say the same few things over and over."""
    return _TEXT_READERS[kind](text)


@lru_cache(maxsize=8192)
def _words_to_reading(field: FormField, text: str, label: str) -> Reading:
    """What words or marks typed into a cell choose."""
    found = text_to_boxes(text)
    if found or field.type == 'tick':
        return _boxes_to_reading(field, text, found)
    words = letters_to_words(text, label, partial(is_option, field))
    if field.type == 'yes_no':
        return text_to_yes_no(words)
    return text_to_choices(field, words) if field.type == 'choices' else text_to_choice(field, words)


def _boxes_to_reading(field: FormField, text: str, boxes: Sequence[CheckBox]) -> Reading:
    if field.type == 'tick':
        return _tick(text, boxes)
    if field.type == 'yes_no':
        return boxes_to_yes_no(boxes)
    return boxes_to_choices(field, boxes) if field.type == 'choices' else boxes_to_choice(field, boxes)


_SENT = frozenset(('instructor', 'liaison'))
"""Whoever is named there reaches the organisation: that somebody is sent counts without a name too."""
_PERSONS = _SENT | {'legal_rep', 'party_head', 'filled_by'}


def _person(field: FormField, text: str, boxes: Sequence[CheckBox]) -> Reading:
    """A person's name; True where it only says that somebody is sent, None where nobody is."""
    ticked = boxes or text_to_boxes(text)
    if ticked:
        told = boxes_to_yes_no(ticked)
        if told.value is None or told.score < NOTED:
            return told
        return _named_to_reading(field, 'unnamed' if told.value else 'nobody', text)
    return _named_to_reading(field, text_to_named(text), text)


def _named_to_reading(field: FormField, named: Named, text: str) -> Reading:
    if named in {'blank', 'somebody'}:
        return _text_to_reading('text', text)
    filled = f"填写为“{tidy(text)}”"
    if named == 'nobody':
        return Reading(None, PLAIN, (filled,), blank=True)
    if field.id not in _SENT:
        return Reading(tidy(text), DOUBTFUL, (f"{filled}，不像姓名",))
    if named == 'unnamed':
        return Reading(True, NOTED, (f"{filled}，没有姓名",))
    return Reading(None, UNREAD, (f"{filled}，不能确定是否已有人",))


def _to_reading(field: FormField, text: str, boxes: Sequence[CheckBox], label: str) -> Reading:
    if field.type not in {'int', 'decimal'} and text.strip() == '一':
        return Reading(None, PLAIN, ("填写为“一”，视为横线，未填",), blank=True)
    if field.id in _PERSONS and field.type == 'text':
        return _person(field, text, boxes)
    if field.type in _TEXT_READERS:
        return _text_to_reading(field.type, text)
    if field.type == 'decimal':
        return cell_to_decimal(text, field.unit)
    boxes = row_to_boxes(field, text) or boxes
    return _boxes_to_reading(field, text, boxes) if boxes else _words_to_reading(field, text, label)


_NUMBERED = frozenset(('registration_no', 'approval_number', 'dispatch_number'))


_DOC_NUMBERS = frozenset(('approval_number', 'dispatch_number'))
_PAIRED = re.compile(r'〔[^〔〕]*〕|\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|［[^［］]*］|【[^【】]*】')


def _with_brackets(reading: Reading) -> Reading:
    """A document's number of which one bracket was lost or misread ('示社党2023〕1号'), made whole."""
    text = str(reading.value)
    number = whole_number(text)
    if number is None or number.year is None or _PAIRED.search(text):
        return reading
    reason = f"“{text}”的括号不成对，按“{number_to_text(number)}”读"
    return reading._replace(
        value=number_to_text(number), score=min(reading.score, NOTED), reasons=(*reading.reasons, reason)
    )


def read_value(
    field: FormField, text: str, where: Where = NOWHERE, boxes: Sequence[CheckBox] = (), label: str = ''
) -> Value:
    """What a cell says for a field: raw as printed (identity numbers blotted out), and what it means.

    label: what is printed over or beside it; its options may carry letters ('A.是 B.否').
    A None value with score 1 was not filled in; with score 0 it was, and could not be understood.
    """
    raw, hidden = hide_id_numbers(text)
    reading = _to_reading(field, raw, boxes, label)
    if reading.value and field.id in _NUMBERED and not any(map(str.isnumeric, str(reading.value))):
        reading = Reading(reading.value, DOUBTFUL, (*reading.reasons, f"“{raw.strip()}”没有数字，不像编号"))
    if reading.value and field.id in _DOC_NUMBERS:
        reading = _with_brackets(reading)
    reasons = (*reading.reasons, "含身份证号，已略去") if hidden else reading.reasons
    return Value(raw.strip(), reading.value, where, reading.score, reasons)


def cell_to_value(field: FormField, cell: Cell, label: str = '') -> Value:
    """What a cell says for a field, as read_value has it; a formula without a result is not understood."""
    if cell.formula and not cell.text.strip():
        reason = "是公式，文件里没有存结果，程序不代算"
        return Value(cell.formula, None, cell.where, UNREAD, (reason,))
    return read_value(field, cell.text, cell.where, cell.boxes, label)


def is_blank(value: Value) -> bool:
    """Whether nothing was filled in, as against something that could not be understood."""
    return value.value is None and value.score > UNREAD
