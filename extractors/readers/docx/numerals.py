"""A list counter's number in the numeral system its level asks for (w:numFmt)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = '零一二三四五六七八九'
_LEGAL = '零壹贰叁肆伍陆柒捌玖'
_STEMS = '甲乙丙丁戊己庚辛壬癸'
_BRANCHES = '子丑寅卯辰巳午未申酉戌亥'
_ROMAN = (
    (1000, 'm'), (900, 'cm'), (500, 'd'), (400, 'cd'), (100, 'c'), (90, 'xc'), (50, 'l'), (40, 'xl'),
    (10, 'x'), (9, 'ix'), (5, 'v'), (4, 'iv'), (1, 'i'),
)  # fmt: skip
_FULL_WIDTH = str.maketrans('0123456789', '０１２３４５６７８９')


def numeral(system: str, number: int) -> str:
    """A number as the level prints it; arabic for systems not known here and numbers they lack.

    Examples: ('chineseCounting', 21) -> '二十一', ('decimalEnclosedCircle', 3) -> '③'.
    """
    convert = _SYSTEMS.get(system)
    text = convert(number) if convert is not None and number >= 0 else ''
    return text or str(number)


def _counted(number: int, digits: str = _DIGITS, units: tuple[str, ...] = ('', '十', '百', '千')) -> str:
    """一, 十, 十一, 二十, 一百零一: for counters below ten thousand."""
    if not 0 < number < 10_000:
        return ''
    text = ''
    for place, digit in enumerate(reversed(str(number))):
        text = (digits[int(digit)] + units[place] if digit != '0' else digits[0]) + text
    while digits[0] * 2 in text:
        text = text.replace(digits[0] * 2, digits[0])
    text = text.rstrip(digits[0])
    return text[1:] if 10 <= number < 20 and digits == _DIGITS else text


def _legal(number: int) -> str:
    return _counted(number, _LEGAL, ('', '拾', '佰', '仟'))


def _positional(number: int) -> str:
    return ''.join('〇' if digit == '0' else _DIGITS[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """A .. z, aa, bb, ..: Word doubles the letter."""
    return chr(ord('a') + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else ''


def _roman(number: int) -> str:
    if number >= 4_000:
        return ''
    text = ''
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        text += letters * count
    return text


def _from_block(first: str, count: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else ''


def _from_list(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 1 <= number <= len(characters) else ''


def _circled(number: int) -> str:
    if number > 35:
        return _from_block('㊱', 15)(number - 35)
    return _from_block('㉑', 15)(number - 20) if number > 20 else _from_block('①', 20)(number)


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


_SYSTEMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ('chineseCounting', 'chineseCountingThousand', 'japaneseCounting', 'taiwaneseCounting',
         'taiwaneseCountingThousand', 'koreanCounting'),
        _counted,
    ),
    **dict.fromkeys(('chineseLegalSimplified', 'ideographLegalTraditional', 'japaneseLegal'), _legal),
    **dict.fromkeys(('ideographDigital', 'japaneseDigitalTenThousand', 'taiwaneseDigital'), _positional),
    **dict.fromkeys(('decimalEnclosedCircle', 'decimalEnclosedCircleChinese'), _circled),
    **dict.fromkeys(('decimalFullWidth', 'decimalFullWidth2'), _full_width),
    'ideographTraditional': _from_list(_STEMS),
    'ideographZodiac': _from_list(_BRANCHES),
    'ideographEnclosedCircle': _from_block('㊀', 10),
    'decimalEnclosedParen': _from_block('⑴', 20),
    'decimalEnclosedFullstop': _from_block('⒈', 20),
    'decimalZero': lambda number: f'{number:02}',
    'numberInDash': lambda number: f'- {number} -',
    'lowerLetter': _letters,
    'upperLetter': lambda number: _letters(number).upper(),
    'lowerRoman': _roman,
    'upperRoman': lambda number: _roman(number).upper(),
}  # fmt: skip

NUMBER_FORMATS = (
    'decimal', 'upperRoman', 'lowerRoman', 'upperLetter', 'lowerLetter', 'ordinal', 'cardinalText',
    'ordinalText', 'hex', 'chicago', 'ideographDigital', 'japaneseCounting', 'aiueo', 'iroha',
    'decimalFullWidth', 'decimalHalfWidth', 'japaneseLegal', 'japaneseDigitalTenThousand',
    'decimalEnclosedCircle', 'decimalFullWidth2', 'aiueoFullWidth', 'irohaFullWidth', 'decimalZero', 'bullet',
    'ganada', 'chosung', 'decimalEnclosedFullstop', 'decimalEnclosedParen', 'decimalEnclosedCircleChinese',
    'ideographEnclosedCircle', 'ideographTraditional', 'ideographZodiac', 'ideographZodiacTraditional',
    'taiwaneseCounting', 'ideographLegalTraditional', 'taiwaneseCountingThousand', 'taiwaneseDigital',
    'chineseCounting', 'chineseLegalSimplified', 'chineseCountingThousand', 'decimal', 'koreanDigital',
    'koreanCounting', 'koreanLegal', 'koreanDigital2', 'hebrew1', 'arabicAlpha', 'hebrew2', 'arabicAbjad',
    'hindiVowels', 'hindiConsonants', 'hindiNumbers', 'hindiCounting', 'thaiLetters', 'thaiNumbers',
    'thaiCounting', 'vietnameseCounting', 'numberInDash',
)  # fmt: skip
"""Names of number formats by their codes in older formats (MSONFC, [MS-OSHARED] 2.2.1.3)."""
