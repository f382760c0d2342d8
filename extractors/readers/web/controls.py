"""What a form's controls and a list's numbers show on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from extractors.readers.docx.numerals import numeral

CONTROLS = frozenset({'input', 'select', 'textarea'})
_WITHOUT_WORDS = frozenset({
    'button', 'color', 'file', 'hidden', 'image', 'password', 'range', 'reset', 'submit',
})  # fmt: skip
_TYPES = {'1': 'decimal', 'a': 'lower-alpha', 'A': 'upper-alpha', 'i': 'lower-roman', 'I': 'upper-roman'}
_SYSTEMS = {
    'decimal': ('decimal', '. '),
    'decimal-leading-zero': ('decimalZero', '. '),
    'lower-alpha': ('lowerLetter', '. '),
    'lower-latin': ('lowerLetter', '. '),
    'upper-alpha': ('upperLetter', '. '),
    'upper-latin': ('upperLetter', '. '),
    'lower-roman': ('lowerRoman', '. '),
    'upper-roman': ('upperRoman', '. '),
    'cjk-decimal': ('ideographDigital', '、'),
    'cjk-ideographic': ('chineseCounting', '、'),
    'simp-chinese-informal': ('chineseCounting', '、'),
    'trad-chinese-informal': ('chineseCounting', '、'),
    'simp-chinese-formal': ('chineseLegalSimplified', '、'),
    'cjk-heavenly-stem': ('ideographTraditional', '、'),
    'cjk-earthly-branch': ('ideographZodiac', '、'),
}
"""[CSS Counter Styles 3] §6 and 7: the numerals and what stands behind them."""
_STYLE_WORD = re.compile(r'[\w-]+')
_WHOLE = re.compile(r'-?\d{1,9}')


def control_to_text(control: Any) -> str:
    """What a form's control shows: ☑ or □, the chosen options, the words typed in.

    A list without a chosen option shows its first, which nobody chose: it is ''.
    """
    if control.tag == 'textarea':
        return (control.text or '').removeprefix('\n')
    if control.tag == 'select':
        chosen = [option for option in control.iter('option') if option.get('selected') is not None]
        return '、'.join(''.join(option.text_content().split()) for option in chosen)
    kind = (control.get('type') or 'text').strip().lower()
    if kind in {'checkbox', 'radio'}:
        return '□' if control.get('checked') is None else '☑'
    return '' if kind in _WITHOUT_WORDS else control.get('value') or ''


def list_labels(root: Any, style: Callable[[Any], str | None]) -> dict[Any, str]:
    """What a browser draws before the items of numbered lists: '1. ', '一、' (HTML: start, reversed, value).

    style gives the list-style-type that styles set for an element, or None.
    """
    labels: dict[Any, str] = {}
    for parent in root.iter('ol'):
        items = parent.findall('li')
        step = 1 if parent.get('reversed') is None else -1
        number = _whole(parent.get('start'), 1 if step > 0 else len(items))
        of_list = style(parent) or _TYPES.get(parent.get('type') or '1', 'decimal')
        for item in items:
            number = _whole(item.get('value'), number)
            labels[item] = _label(number, style(item) or of_list)
            number += step
    return labels


def _label(number: int, style: str) -> str:
    names = [name for name in _STYLE_WORD.findall(style) if name in _SYSTEMS]
    if not names:
        return ''
    system, end = _SYSTEMS[names[0]]
    return f'{numeral(system, number)}{end}'


def _whole(text: str | None, default: int) -> int:
    text = (text or '').strip()
    return int(text) if _WHOLE.fullmatch(text) else default
