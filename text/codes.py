"""统一社会信用代码 (GB 32100-2015), 登记证号 and 身份证号 in cells."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from operator import mul
from string import ascii_letters, digits

ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

_REPAIRS = str.maketrans('OIZS', '0125')
_SHAPE = re.compile(rf'[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}')
_SCIENTIFIC = re.compile(r'\d(?:\.\d+)?E\+?\d{1,2}')
_SEPARATORS = re.compile(r'[\s\-‐‑–—_.·]')
_REGISTRATION = re.compile(r'\d{5,6}|[^\d]{0,12}证?字?第?\d{3,6}号')
_OUTER_VALUES = bytes.maketrans(ALPHABET.encode(), bytes(range(31)))
_OUTER_WEIGHTS = (*[pow(3, place, 31) for place in range(17)], 1)
_INNER = re.compile('[0-9A-Za-z]{8}[0-9X]')
_INNER_VALUES = bytes.maketrans((digits + ascii_letters).encode(), bytes([*range(36), *range(10, 36)]))
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2, 1)
_ID_NUMBER = re.compile(r'(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])')


def has_outer_checksum(code: str) -> bool:
    """Whether the 18th character is right (GB 32100-2015): the weighted sum leaves nothing modulo 31."""
    if not _SHAPE.fullmatch(code):
        return False
    total: int = sum(map(mul, _OUTER_WEIGHTS, code.encode().translate(_OUTER_VALUES)))
    return total % 31 == 0


def has_inner_checksum(code: str) -> bool:
    """Whether characters 9-17, the 组织机构代码, carry their own check character, X for 10 (GB 11714)."""
    inner = code[8:17]
    if not _INNER.fullmatch(inner):
        return False
    total: int = sum(map(mul, _INNER_WEIGHTS, inner.encode().translate(_INNER_VALUES)))
    return (total - (int('X', 36) - 10 if inner[8] == 'X' else 0)) % 11 == 0


def _repair(code: str) -> tuple[str | None, tuple[str, ...]]:
    """The code with every O I Z S replaced, for no code has any; told by place."""
    fixed = code.translate(_REPAIRS)
    if not has_outer_checksum(fixed) or not has_inner_checksum(fixed):
        return None, ("含有代码不用的字母I、O、Z、S、V，改正后校验位仍不符",)
    pairs = enumerate(zip(code, fixed, strict=True), 1)
    changes = '、'.join(f"第{place}位{old}改为{new}" for place, (old, new) in pairs if old != new)
    return fixed, (f"{changes}后校验位相符",)


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
    if has_outer_checksum(raw):
        return raw, _doubts(raw)
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
    return _check(code) if code == code.translate(_REPAIRS) else _repair(code)


def _check(code: str) -> tuple[str | None, tuple[str, ...]]:
    return (code, _doubts(code)) if has_outer_checksum(code) else (None, ("统一社会信用代码校验位不符",))


def _doubts(code: str) -> tuple[str, ...]:
    return () if has_inner_checksum(code) else ("其中的组织机构代码校验位不符",)


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
