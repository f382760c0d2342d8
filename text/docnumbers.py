"""发文字号: finding document numbers in text and writing them in their canonical form (domain.md §1.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from text.han import fold_digits, han_to_int

_OPEN = r'[〔\[［【(（〖﹝{“"『<＜〈]'
_CLOSE = r'[〕\]］】)）〗﹞}”"』>＞〉]'
_HAN = r'\u4e00-\u9fff'
_YEAR = r'(?:(?:19|20)\d{2}|[一二][〇○零Oo一二三四五六七八九]{3})'
_SERIAL = r'(?:第\s*)?(?P<serial>\d{1,5}|[一二三四五六七八九十百]{1,7})\s*号'

_BRACKETED = (  # one of the two may be lost, where what is left can be nothing else
    rf'{_OPEN}\s*(?P<year>{_YEAR})\s*年?\s*{_CLOSE}|(?<!\d)(?P<year2>{_YEAR})\s*年?\s*[〕\]］】﹞]'
    rf'|[〔\[［【﹝]\s*(?P<year3>{_YEAR})(?!\d)'
)
_YEAR_AND_SERIAL = re.compile(rf'(?:{_BRACKETED})\s*{_SERIAL}')
_NO_HAO = re.compile(rf'(?:{_OPEN}\s*(?P<year>{_YEAR})\s*{_CLOSE})\s*(?:第\s*)?(?P<serial>\d{{1,4}})')
_INNER = rf'[（(][{_HAN}]{{1,3}}[）)](?=[ \u3000\xa0]?[{_HAN}])|“[{_HAN}]{{1,3}}”(?=[{_HAN}])'
_LETTERS_BEFORE = re.compile(
    rf'(?:[{_HAN}]|“[{_HAN}]{{1,3}}”(?=[{_HAN}]))'
    rf'(?:[ \u3000\xa0]?(?:[{_HAN}]|{_INNER})){{0,13}}(?=[ \u3000\xa0]*$)'
)
_ORDER = re.compile(
    rf'(?P<code>[{_HAN}]{{2,20}}?)令\s*{_SERIAL}|(?P<code2>[{_HAN}]{{2,20}}?)第\s*(?P<serial2>\d{{1,4}})\s*号令'
)
_YEARLY = re.compile(
    rf'(?:{_OPEN}?\s*(?P<year>{_YEAR})\s*年?\s*{_CLOSE}?)?\s*第\s*(?P<serial>\d{{1,4}}|[一二三四五六七八九十百]{{1,5}})\s*号'
)

_MISREAD = re.compile('[OoＯｏlI|]')
_ZERO = re.compile(
    rf'(?<=\d)[OoＯｏ](?=[\dOolI|]*\s*(?:年|号|{_CLOSE}))|(?<={_CLOSE})[OoＯ](?=[\dOolI|]+\s*号)|(?<=\d)[OoＯ](?=\d)'
)
_ONE = re.compile(
    rf'(?<=[\d])[lI|](?=[\dlI|]*\s*(?:年|号|{_CLOSE}))|(?<={_CLOSE})[lI|](?=[\dlI|]*\s*号)|(?<={_OPEN})[lI|](?=\d{{3}})'
)
_ISSUE = re.compile(
    rf'(?:(?P<year>{_YEAR})\s*年\s*)?(?P<all>总\s*)?第?\s*(?P<serial>\d{{1,5}}|[一二三四五六七八九十百]{{1,5}})\s*期'
    r'(?:\s*[（(]?总\s*第?\s*\d{1,5}\s*期[)）]?)?'
)

# What prose puts before a number; an organ's code holds none of these.
_BEFORE_CODE = re.compile(
    r'.*(?:根据|按照|依据|依照|遵照|参照|贯彻|落实|执行|印发|转发|下发|废止|精神|文件|要求|通知|意见|规定|办法'
    r'|文号|字号|编号|详见|参见|现将|关于|更正|延长|修改|修订|调整|撤销|取消|原发|[的见据照按号])'
)
_ORGAN_BEFORE = re.compile(
    r'.{2,14}(?:厅|局|部|党组|办公室|人民政府|委员会)(?![发函办字通令文厅局部人]|党组)(?=.{2})'
)
_DAY_BEFORE = re.compile(rf'(?:(?<=\d)|.*月[一二三四五六七八九十廿]{{1,3}})日\s*(?=[{_HAN}])')
_BLANKS = re.compile(r'\s')
_AND = re.compile(r'[和与及或]')
_LABEL = re.compile(
    r'^[•●·◆\-\s]*[\[【［]?\s*(?:发文字号|发文文号|公文文号|文件文号|文件编号|(?:备注/)?文\s*号|字\s*号|编\s*号)\s*[:：\]】］]\s*'
)
LONGEST_UNCODED = 40


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
    if '号' not in text:
        return []
    folded = _read_digits(text)
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

    A line 2016年第1号, 〔2016〕第1号, 第69号, 第17期 or 民政部令第69号 alone counts too: proclamations,
    minutes, bulletins and orders are numbered so. A line may have lost its 号.
    """
    inner = _LABEL.sub('', text.strip())
    found = find_numbers(inner) or _without_hao(inner)
    if (
        len(found) == 1
        and not inner[: found[0].start].strip('（( ')
        and not inner[found[0].end :].strip('）)号 ')
    ):
        return found[0]
    return None if found or len(inner) > LONGEST_UNCODED else _uncoded(inner)


def _read_digits(text: str) -> str:
    """Wide digits narrowed, and letters misread for digits put right (〔2O26〕l号); the length stays."""
    folded = fold_digits(text)
    return _ONE.sub('1', _ZERO.sub('0', folded)) if _MISREAD.search(folded) else folded


def _without_hao(line: str) -> list[DocNumber]:
    """A line that is a number but for its 号."""
    match = _NO_HAO.search(_read_digits(line))
    number = _from_match(line, match) if match and match.end() == len(line) else None
    return [number] if number else []


def _uncoded(line: str) -> DocNumber | None:
    """The number of an order, a proclamation or a bulletin, which bears no organ's letters."""
    bare = fold_digits(line).strip('（() ）')
    orders = find_orders(bare)
    if orders and (orders[0].start, orders[0].end) == (0, len(bare)):
        return orders[0]
    match = _YEARLY.fullmatch(fold_digits(line)) or _YEARLY.fullmatch(bare) or _ISSUE.fullmatch(bare)
    if match is None:
        return None
    year = han_to_int(match['year']) if match['year'] else None
    serial = han_to_int(match['serial'])
    return None if serial is None else DocNumber(match.group(), '', year, serial, 0, len(line))


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
    printed = next(year for name, year in match.groupdict().items() if name.startswith('year') and year)
    year, serial = han_to_int(printed.replace('O', '0').replace('o', '0')), han_to_int(match['serial'])
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
    organ = _ORGAN_BEFORE.match(printed, offset)
    offset = organ.end() if organ else offset
    # 和政办发 is a county's code; 和 joins only where something stands before it.
    if (offset or follows) and _AND.match(printed, offset):
        offset += 1
    if printed[offset : offset + 1] in tuple('（('):  # （试行）示民发: what stands before the code
        offset = max(printed.find('）', offset), printed.find(')', offset)) + 1
    offset += len(printed[offset:]) - len(printed[offset:].lstrip())
    return _BLANKS.sub('', printed[offset:]), offset
