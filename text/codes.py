"""统一社会信用代码 (GB 32100-2015), 登记证号 and 身份证号 in cells."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from stdnum.cn import uscc

ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

_REPAIRS = {'O': '0', 'I': '1', 'Z': '2', 'S': '5'}
_SHAPE = re.compile(rf'[{ALPHABET}]{{2}}\d{{6}}[{ALPHABET}]{{10}}')
_SCIENTIFIC = re.compile(r'\d(?:\.\d+)?E\+?\d{1,2}')
_SEPARATORS = re.compile(r'[\s\-‐‑–—_.·]')
_REGISTRATION = re.compile(r'\d{5,6}|[^\d]{0,12}证?字?第?\d{3,6}号')
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_NUMBER = re.compile(r'(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])')


@lru_cache(maxsize=1 << 15)
def has_outer_checksum(code: str) -> bool:
    """Whether the 18th character is right (GB 32100-2015; with the second modulo 31)."""
    return bool(_SHAPE.fullmatch(code)) and uscc.calc_check_digit(code[:17]) == code[17]


def has_inner_checksum(code: str) -> bool:
    """Whether characters 9-17, the 组织机构代码, carry their own check character (GB 11714)."""
    body, check = code[8:16], code[16:17]
    if len(body) != 8 or not body.isascii() or not body.isalnum():
        return False
    total = sum(int(char, 36) * weight for char, weight in zip(body, _INNER_WEIGHTS, strict=True))
    return '0123456789X0'[11 - total % 11] == check


def _repaired(code: str) -> Iterator[tuple[str, str]]:
    """Codes with O I Z S replaced, fewest replacements first, with what was replaced."""
    places = [index for index, char in enumerate(code) if char in _REPAIRS]
    for count in range(1, min(len(places), 6) + 1):
        for chosen in combinations(places, count):
            fixed = ''.join(_REPAIRS[char] if i in chosen else char for i, char in enumerate(code))
            yield fixed, '、'.join(f"第{i + 1}位{code[i]}改为{fixed[i]}" for i in chosen)


def _repair(code: str) -> tuple[str | None, tuple[str, ...]]:
    for fixed, changes in _repaired(code):
        if has_outer_checksum(fixed) and has_inner_checksum(fixed):
            return fixed, (f"{changes}后校验位相符",)
    return None, ("含有代码不用的字母I、O、Z、S、V，改正后校验位仍不符",)


_ROUNDED = re.compile(r'\d{15}0{1,3}')


def is_destroyed(raw: str) -> bool:
    """Whether a number was typed where a code belongs and lost digits: '5.1E+17', or rounded to 15 of them.

    Example: is_destroyed('516200000000000000')
    """
    text = ''.join(unicodedata.normalize('NFKC', raw).upper().split())
    return bool(_SCIENTIFIC.fullmatch(text) or _ROUNDED.fullmatch(text))


def parse_code(raw: str) -> tuple[str | None, tuple[str, ...]]:
    """A 统一社会信用代码 as (code, reasons to doubt); code is None when it cannot be one.

    Full-width letters, spaces and hyphens are folded; O I Z S are repaired only when both
    checksums then pass, and said so. A number that a spreadsheet turned into 5.1E+17 is
    refused: its last digits are lost. '' gives (None, ()).

    Example: parse_code('51620000mj000000xm') == ('51620000MJ000000XM', ())
    """
    text = unicodedata.normalize('NFKC', raw).upper().strip()
    if not text:
        return None, ()
    if _SCIENTIFIC.fullmatch(_SEPARATORS.sub('', text)) or _SCIENTIFIC.fullmatch(''.join(text.split())):
        return None, (f"“{text}”是电子表格改成的科学计数，末几位已丢失，请按证书重填",)
    code = _SEPARATORS.sub('', text)
    if is_destroyed(code) and not has_outer_checksum(code):
        return None, (f"“{text}”像是电子表格存成的数，15位以后已丢失，请按证书重填",)
    if len(code) != 18 or not code.isascii() or not code.isalnum():
        return None, (f"“{text}”不是18位代码",)
    return _repair(code) if any(char in _REPAIRS for char in code) else _check(code)


def _check(code: str) -> tuple[str | None, tuple[str, ...]]:
    if not has_outer_checksum(code):
        return None, ("统一社会信用代码校验位不符",)
    if not has_inner_checksum(code):
        return code, ("其中的组织机构代码校验位不符",)
    return code, ()


def is_registration_number(raw: str) -> bool:
    """Whether a cell holds an old 登记证号: five or six digits, or 社证字第0136号 with its words."""
    return bool(_REGISTRATION.fullmatch(''.join(unicodedata.normalize('NFKC', raw).split())))


def _is_id_number(text: str) -> bool:
    """By its region and birth date; a wrong check digit makes it no less private."""
    try:
        born = dt.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100 and '11' <= text[:2] <= '82' and not has_outer_checksum(text.upper())


def hide_id_numbers(raw: str) -> tuple[str, int]:
    """The text with everything like a 身份证号 (GB 11643) blotted out, and how many there were."""
    hidden = 0
    if len(raw) < 18:
        return raw, 0

    def blot(match: re.Match[str]) -> str:
        nonlocal hidden
        if not _is_id_number(match[0]):
            return match[0]
        hidden += 1
        return '＊' * 6

    return _ID_NUMBER.sub(blot, raw), hidden
