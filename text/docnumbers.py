"""发文字号: finding document numbers in text and writing them in their canonical form (domain.md §1.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from text.han import fold_digits, han_to_int

_OPEN = r'[〔\[［【(（〖﹝{“"『]'
_CLOSE = r'[〕\]］】)）〗﹞}”"』]'
_HAN = r'\u4e00-\u9fff'
_YEAR = r'(?:(?:19|20)\d{2}|[一二][〇○零Oo一二三四五六七八九]{3})'
_SERIAL = r'(?:第\s*)?(?P<serial>\d{1,5}|[一二三四五六七八九十百]{1,7})\s*号'

_YEAR_AND_SERIAL = re.compile(rf'{_OPEN}\s*(?P<year>{_YEAR})\s*年?\s*{_CLOSE}\s*{_SERIAL}')
_LETTERS_BEFORE = re.compile(rf'[{_HAN}](?:[ \u3000\xa0]?[{_HAN}]){{0,13}}(?=[ \u3000\xa0]*$)')
_ORDER = re.compile(
    rf'(?P<code>[{_HAN}]{{2,20}}?)令\s*{_SERIAL}|(?P<code2>[{_HAN}]{{2,20}}?)第\s*(?P<serial2>\d{{1,4}})\s*号令'
)
_YEARLY = re.compile(
    rf'(?:{_OPEN}?\s*(?P<year>{_YEAR})\s*年?\s*{_CLOSE}?)?\s*第\s*(?P<serial>\d{{1,4}}|[一二三四五六七八九十百]{{1,5}})\s*号'
)

# What prose puts before a number; an organ's code holds none of these.
_BEFORE_CODE = re.compile(
    r'.*(?:根据|按照|依据|依照|遵照|参照|贯彻|落实|执行|印发|转发|下发|废止|精神|文件|要求|通知|意见|规定|办法'
    r'|文号|字号|编号|详见|参见|现将|[的见据照按号])'
)
_DAY_BEFORE = re.compile(rf'(?:(?<=\d)|.*月[一二三四五六七八九十廿]{{1,3}})日\s*(?=[{_HAN}])')
_BLANKS = re.compile(r'\s')
_AND = re.compile(r'[和与及或]')
_LABEL = re.compile(
    r'^[•●·◆\-\s]*[\[【［]?\s*(?:发文字号|发文文号|公文文号|文件文号|文件编号|(?:备注/)?文\s*号|字\s*号|编\s*号)\s*[:：\]】］]\s*'
)


@dataclass(frozen=True, slots=True)
class DocNumber:
    """One number: raw as printed, code the organ's letters, start and end its place in the text."""

    raw: str
    code: str
    year: int | None
    serial: int
    start: int
    end: int


def find_numbers(text: str) -> list[DocNumber]:
    """Every 发文字号 with a bracketed year in a text, in order; verbs before the code are left out.

    >>> [number_to_text(number) for number in find_numbers('根据示民发[2016]9号')]
    ['示民发〔2016〕9号']
    """
    folded = fold_digits(text)
    return [number for match in _YEAR_AND_SERIAL.finditer(folded) if (number := _from_match(text, match))]


def find_orders(text: str) -> list[DocNumber]:
    """Numbers of orders, which bear no bracketed year: 民政部令第69号, 国务院第250号令."""
    found: list[DocNumber] = []
    if '令' not in text:
        return found
    for match in _ORDER.finditer(fold_digits(text)):
        code, offset = _code(match['code'] or match['code2'], follows=match.start() > 0)
        serial = han_to_int(match['serial'] or match['serial2'])
        if len(code) >= 2 and serial is not None:
            start = match.start() + offset
            found.append(DocNumber(text[start : match.end()], code, None, serial, start, match.end()))
    return found


def whole_number(text: str) -> DocNumber | None:
    """The number that a whole line is, label or brackets around it allowed, or None.

    A line 2016年第1号, 〔2016〕第1号 or 第69号 alone counts too: proclamations, minutes and orders are
    numbered so.
    """
    inner = _LABEL.sub('', text.strip())
    found = find_numbers(inner)
    if (
        len(found) == 1
        and not inner[: found[0].start].strip('（( ')
        and not inner[found[0].end :].strip('）) ')
    ):
        return found[0]
    yearly = _YEARLY.fullmatch(fold_digits(inner)) or _YEARLY.fullmatch(fold_digits(inner).strip('（）() '))
    if yearly is None:
        return None
    year = han_to_int(yearly['year']) if yearly['year'] else None
    serial = han_to_int(yearly['serial'])
    return None if serial is None else DocNumber(yearly.group(), '', year, serial, 0, len(inner))


def number_to_text(number: DocNumber) -> str:
    """The canonical form: no spaces, 〔〕, no 第, no leading zeros; others as printed without spaces.

    >>> number_to_text(find_numbers('示 民 发（2016）第009号')[0])
    '示民发〔2016〕9号'
    """
    if not number.code or number.year is None:
        return _BLANKS.sub('', number.raw)
    return f'{number.code}〔{number.year}〕{number.serial}号'


def _from_match(text: str, match: re.Match[str]) -> DocNumber | None:
    window = max(0, match.start() - 28)
    letters = _LETTERS_BEFORE.search(text, window, match.start())
    year, serial = han_to_int(match['year'].replace('O', '0').replace('o', '0')), han_to_int(match['serial'])
    if letters is None or year is None or serial is None:
        return None
    day = _DAY_BEFORE.match(text, letters.start(), letters.end())
    after_day = day.end() - letters.start() if day else 0
    code, offset = _code(letters.group(), follows=letters.start() > 0, after_day=after_day)
    if not code:
        return None
    start = letters.start() + offset
    return DocNumber(text[start : match.end()], code, year, serial, start, match.end())


def _code(printed: str, *, follows: bool, after_day: int = 0) -> tuple[str, int]:
    """The organ's code at the end of some letters of prose, and where in them it begins."""
    before = _BEFORE_CODE.match(printed)
    offset = max(before.end() if before else 0, after_day)
    # 和政办发 is a county's code; 和 joins only where something stands before it.
    if (offset or follows) and _AND.match(printed, offset):
        offset += 1
    offset += len(printed[offset:]) - len(printed[offset:].lstrip())
    return _BLANKS.sub('', printed[offset:]), offset
