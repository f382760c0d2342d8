"""A value as a clerk writes it: number noise, date styles, ticks, boxes, short words; and what it means."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from typing import Any

from bench.returns_people import Facts

TICKS = ('√', '✓', '●', '是', '1', '☑', '■')
_FULL = str.maketrans('0123456789', '０１２３４５６７８９')
_HAN = '〇一二三四五六七八九'
_COUNTS = ('plain', 'bare', 'unit', 'about', 'words', 'specks')
_EMPTY = ('', '', '', '/', '无', '—')
_WORDS: dict[str, tuple[str, ...]] = {
    '社会团体': ('社会团体', '社会团体', '社团'),
    '民办非企业单位': (
        '民办非企业单位',
        '民办非企业单位',
        '民办非企业',
        '社会服务机构',
        '民非',
        '民办非企业单位（社会服务机构）',
    ),
    '单独组建': ('单独组建', '单独建立', '单独'),
    '联合组建': ('联合组建', '联合建立', '联合'),
    '挂靠组建': ('挂靠组建', '挂靠'),
    '派员组建': ('派员组建', '派员'),
    '党支部': ('党支部', '党支部', '支部'),
    '党总支': ('党总支', '总支', '党总支部'),
    '党委': ('党委', '党委', '党的委员会'),
    '临时支部': ('临时支部', '临时党支部'),
    '联合支部': ('联合支部', '联合党支部'),
    '应建未建': ('应建未建', '符合条件但尚未建立（应建未建）', '应建未建'),
    '不足三名党员': ('不足三名党员', '党员不足3人', '不足3名党员', '党员不足三名', '正式党员不足3名'),
    '无党员': ('无党员', '没有党员', '无党员'),
}


@dataclass(frozen=True, slots=True)
class Ink:
    """What stands on the paper, what it means, what else may be read from it, and how it was written.

    asked: the writing is doubtful, so that a question instead of the value is right too. struck are
    words crossed out; native is set where a workbook holds the number itself.
    """

    text: str
    want: Any
    causes: tuple[str, ...] = ()
    also: tuple[Any, ...] = ()
    asked: bool = False
    struck: tuple[str, ...] = ()
    native: Any = None


def write(kind: str, value: Any, rng: random.Random) -> Ink:
    """A value of a field of this type, by a clerk of the generator's own choosing."""
    if value is None:
        text = rng.choice(_EMPTY[:4] if kind == 'yes_no' else _EMPTY)  # 无 is an answer to 有无
        return Ink(text, None, (f'empty {text}',) if text else (), also=(text,))
    if kind in {'int', 'decimal'}:
        return _count(value, rng)
    if kind in {'yes_no', 'tick'}:
        return _yes_no(value, rng)
    if kind in {'choice', 'choices'}:
        return _choice(value, rng)
    styles = {'date': _date, 'uscc': _code, 'phone': _phone}
    return styles[kind](value, rng) if kind in styles else _text(str(value), rng)


def _count(value: int, rng: random.Random) -> Ink:
    text, kind = str(value), rng.choices(_COUNTS, (62, 10, 18, 3, 2, 5))[0]
    if kind == 'bare':
        none = Ink('无', value, ('count 无',), also=(None,), asked=True)
        return none if value == 0 else Ink(text.translate(_FULL), value, ('count full width',))
    if kind == 'unit':
        digits = text if rng.random() < 0.6 else text.translate(_FULL)
        return Ink(digits + rng.choice(('人', '名', ' 人', '个人', '人 ')), value, ('count with unit',))
    if kind == 'about' and value:
        return Ink(f'约{text}', value, ('count 约',), asked=True)
    if kind == 'words' and 0 < value <= 10:
        return Ink(f'{"零一二三四五六七八九十"[value]}名', value, ('count in words',))
    if kind == 'specks':
        return Ink(rng.choice((f'{text}。', f' {text} ', f'{text}\n')), value, ('count with specks',))
    return Ink(text, value, native=value)


def _yes_no(value: bool, rng: random.Random) -> Ink:
    kind = rng.random()
    if kind < 0.65:
        return Ink('是' if value else '否', value)
    if kind < 0.85:
        return Ink('√' if value else '×', value, ('yes_no √/×',))
    return Ink('√是 □否' if value else '□是 √否', value, ('yes_no boxes',))


def _established(value: bool, rng: random.Random) -> Ink:
    if rng.random() < 0.75:
        return _yes_no(value, rng)
    if rng.random() < 0.5:
        return Ink('已建' if value else '未建', value, ('yes_no 已建/未建',))
    return Ink('已建立' if value else '未建立', value, ('yes_no 已建立/未建立',))


def _choice(value: Any, rng: random.Random) -> Ink:
    if isinstance(value, list):
        joint = rng.choice(('、', '、', ' ', '，', '\n'))
        return Ink(joint.join(value), value, (f'choices joined {joint!r}',))
    text = rng.choice(_WORDS.get(value, (value,)))
    return Ink(text, value, () if text == value else (f'choice as {text}',))


def boxes(value: Any, options: tuple[str, ...], rng: random.Random) -> Ink:
    """Every option printed, the chosen ones marked with a box, a tick in brackets, or the rest struck out."""
    chosen = {value} if isinstance(value, str) else set(value or ())
    style = rng.choice(('☑□', '■□', '☑☐', '√□', '●○', '（√）（）', '(√)( )', 'after', 'struck'))
    if style == 'struck' and len(chosen) != 1:
        style = '☑□'
    if style == 'after' and not chosen:  # a bare list of options would read as all of them
        style = '■□'
    gap = rng.choice((' ', '  ', '　', '\n', ''))
    if style in {'after', 'struck'}:
        gap = gap or ' '
    if style == 'struck':
        struck = tuple(one for one in options if one not in chosen)
        return Ink(gap.join(options), value, ('options struck out',), struck=struck)
    if style == 'after':
        text = gap.join(one + ('√' if one in chosen else '') for one in options)
        return Ink(text, value or None, ('tick after option',), also=([],))
    half = len(style) // 2
    pair = ('（√）', '（ ）') if style[0] == '（' else ('(√)', '( )') if style[0] == '(' else style
    assert half
    text = gap.join((pair[0] if one in chosen else pair[1]) + one for one in options)
    return Ink(text, value or None, (f'boxes {style}',), also=([],))


def _date(value: str, rng: random.Random) -> Ink:
    year, month, day = (int(part) for part in value.split('-'))
    han = ''.join(_HAN[int(digit)] for digit in str(year))
    full = (
        f'{year}年{month}月{day}日',
        f'{year}.{month}.{day}',
        f'{year}-{month:02d}-{day:02d}',
        f'{year}/{month}/{day}',
        f'{year}.{month:02d}.{day:02d}',
        f'{year}{month:02d}{day:02d}',
        f'{year} 年 {month} 月 {day} 日',
        f'{han}年{_number(month)}月{_number(day)}日',
    )
    short = (f'{year}年{month}月', f'{year}.{month}', f'{year}-{month:02d}', f'{year}/{month:02d}')
    if rng.random() < 0.7:
        place = rng.randrange(len(full))
        return Ink(full[place], value, (f'date style {place}',), native=value)
    place = rng.randrange(len(short))
    return Ink(short[place], value[:7], (f'date to the month {place}',))


def _number(count: int) -> str:
    tens, ones = divmod(count, 10)
    lead = '' if not tens else '十' if tens == 1 else f'{_HAN[tens]}十'
    return lead + (_HAN[ones] if ones else '')


def _code(value: str, rng: random.Random) -> Ink:
    kind = rng.random()
    if kind < 0.7:
        return Ink(value, value)
    if kind < 0.8:
        return Ink(value.lower(), value, ('code lower case',))
    if kind < 0.9:
        return Ink(f'{value[:2]} {value[2:8]} {value[8:17]} {value[17:]}', value, ('code with spaces',))
    return Ink(f'{value[:9]}\n{value[9:]}', value, ('code over two lines',))


def _phone(value: str, rng: random.Random) -> Ink:
    kind = rng.random()
    if kind < 0.75 or not value.startswith('139'):
        return Ink(value, value, native=int(value) if value.isdecimal() and value[0] != '0' else None)
    shapes = (f'{value[:3]} {value[3:7]} {value[7:]}', f'{value[:3]}-{value[3:7]}-{value[7:]}')
    return Ink(rng.choice(shapes), value, ('phone in groups',))


def _text(value: str, rng: random.Random) -> Ink:
    kind = rng.random()
    if kind < 0.88 or len(value) < 6 or re.fullmatch(r'\d+', value):
        return Ink(value, value)
    if kind < 0.96:
        place = len(value) // 2
        return Ink(f'{value[:place]}\n{value[place:]}', value, ('value over two lines',))
    return Ink(f' {value}　', value, ('value with outer blanks',))


def write_field(field: str, kind: str, facts: Facts, rng: random.Random) -> Ink:
    """A field's value of one organisation on the paper."""
    value = facts.get(field)
    if field in {'org_name', 'registration_no'} and value is not None:
        ink = _text(str(value), rng) if field == 'org_name' else Ink(str(value), value)
        return replace(ink, asked=False)
    if field == 'established' and value is not None:
        return _established(value, rng)
    return write(kind, value, rng)
