"""Which characters of a text are tick boxes: drawn ones, typed ones and those that only look so."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal['empty', 'full', 'crossed', 'tick', 'cross', 'unsure']
"""crossed: a box with a cross in it (Word's own 'chosen'); cross: a cross between brackets.

unsure: a box of a scan whose picture does not tell.
"""


class Mark(NamedTuple):
    """One mark at text[start:end]."""

    start: int
    end: int
    kind: Kind


EMPTY = '□☐▢◻◽⬜❏❐❑❒囗\U0001f532\uf06f\uf071\uf072\uf0a3\uf0a8'
FULL = '☑⊡✅\U0001f5f9\uf0fe\uf052'
CROSSED = '☒⊠\U0001f5f7\uf0fd\uf053\uf054\uf051'
TICK = '√✓✔\U0001f5f8\uf0fc\uf050'
BLACK_SQUARE = '■◼⬛▪◾▣'
BLACK_CIRCLE = '●◉⦿⬤'
WHITE_CIRCLE = '○◯⚪'
UNSURE = '□？'
"""How a recognised text shows a box that may be ticked or not: readable in every font, and told again
whenever the text is read again."""
LETTER_BOX = '口ロ'
"""Characters typed for a box. The last code points of each are Wingdings in the private area."""

YES_NO = (
    '是',
    '否',
    '有',
    '无',
    '男',
    '女',
    '已建',
    '未建',
    '同意',
    '不同意',
    '合格',
    '不合格',
    '属于',
    '不属于',
)

_HARD: dict[str, Kind] = {
    **dict.fromkeys(EMPTY, 'empty'),
    **dict.fromkeys(FULL, 'full'),
    **dict.fromkeys(CROSSED, 'crossed'),
    **dict.fromkeys(TICK, 'tick'),
}
_ALL = EMPTY + FULL + CROSSED + TICK + BLACK_SQUARE + BLACK_CIRCLE + WHITE_CIRCLE + LETTER_BOX
_ANY = re.compile(f'[{_ALL}]|[（(\\[【［〔][ \u3000]*[vVxX×✗✘]?[ \u3000]*[）)\\]】］〕]')
_BRACKET = re.compile(
    f'[（(\\[【［〔][ \u3000\u00a0]*([{TICK}vVxX×✗✘]?)[ \u3000\u00a0]*[）)\\]】］〕]',
)
_TICKS = TICK + FULL + 'vV'
_VERB = '打划画填标勾'
_INSTRUCTIONS = re.compile(
    # a whole bracket that explains: （请在□内打“√”）
    f'[（(][^（）()\n]*[{_VERB}][^（）()\n]{{0,4}}[{_TICKS}■×][^（）()\n]*[）)]'
    # 在□内打“√”, 相应□中划√
    f'|[{EMPTY}口][”"]?[ ]?[内里中处上前][^{EMPTY}\n]{{0,6}}[{_VERB}][^{EMPTY}\n]{{0,4}}[{_TICKS}■×][”"]?'
    # 打√, 划“√”, 用√表示
    f'|[{_VERB}][上入个]?[ ]?[“"（(]?[{_TICKS}■×](?![是否有无])[”"）)]?'
    f'|[用以][{_TICKS}■×](?=[表标填注选])'
    # “√”
    f'|[“‘「"][{_TICKS}{EMPTY}][”’」"]'
)
_ROOTED = re.compile(r'\d+(?![\d.、．])')
_NUMERALS = '一二三四五六七八九十零〇○0123456789年月日'
MOUTH_WORDS = '腔岸头径号才味袋粮诀语述罩碑吃服述令'
"""Second characters of everyday words that begin with 口."""

_NEAR = 8
"""How many characters to each side tell whether a letter stands for a box."""


def without_instructions(text: str) -> str:
    """The text with phrases that tell how to tick ('请打√') blanked out, lengths unchanged."""
    if not _ANY.search(text):
        return text
    return _INSTRUCTIONS.sub(lambda match: '\x00' * len(match[0]), text)


def text_to_marks(text: str) -> list[Mark]:
    """Every mark that stands for a box, in order; look-alikes in words and dates are left out."""
    if not _ANY.search(text):
        return []
    marks = [
        Mark(i, i + 2, 'unsure') if text.startswith(UNSURE, i) else Mark(i, i + 1, _HARD[char])
        for i, char in enumerate(text)
        if char in _HARD and not _is_root(text, i)
    ]
    brackets = _brackets(text, marks)
    inside = {i for mark in brackets for i in range(mark.start, mark.end)}
    marks = [mark for mark in marks if mark.start not in inside] + brackets
    marks += _squares(text, marks)
    marks += _circles(text)
    marks += _letters(text, marks)
    return sorted(marks)


def _is_root(text: str, index: int) -> bool:
    """Whether √ is arithmetic: a digit follows, and no numbering ('√1.单独组建')."""
    return text[index] == '√' and _ROOTED.match(text, index + 1) is not None


def _brackets(text: str, marks: list[Mark]) -> list[Mark]:
    """Brackets as boxes: where one of them holds a tick, or where 是 and 否 stand beside them.

    Next to drawn boxes a ticked bracket is just a tick, an empty one a place to write in.
    """
    found = list(_BRACKET.finditer(text))
    if any(mark.kind != 'tick' for mark in marks):
        return [Mark(*match.span(), 'tick') for match in found if match[1] and match[1] in TICK]
    ticked = any(match[1] and match[1] not in '×✗✘xX' for match in found)
    if not ticked and not any(match[1] for match in found) and not _beside_yes_no(text, found):
        return []
    return [Mark(*match.span(), _bracket_kind(match[1], ticked=ticked)) for match in found]


def _bracket_kind(inside: str, *, ticked: bool) -> Kind:
    if not inside:
        return 'empty'
    if inside in 'xX' and not ticked:
        return 'full'
    return 'cross' if inside in '×✗✘xX' else 'full'


def _beside_yes_no(text: str, found: list[re.Match[str]]) -> bool:
    """Whether empty brackets go with yes-or-no words throughout, as in '是（ ） 否（ ）'."""
    if len(found) < 2:
        return False
    after = all(text[: match.start()].rstrip().endswith(YES_NO) for match in found)
    return after or all(text[match.end() :].lstrip().startswith(YES_NO) for match in found)


def _squares(text: str, marks: list[Mark]) -> list[Mark]:
    """Black squares are chosen boxes beside other boxes or alone with a short word; else bullets."""
    places = [i for i, char in enumerate(text) if char in BLACK_SQUARE]
    boxed = any(mark.kind != 'tick' for mark in marks)
    alone = len(places) == 1 and len(text.strip()) <= 10 and '\n' not in text.strip()
    return [Mark(i, i + 1, 'full') for i in places] if boxed or alone else []


def _circles(text: str) -> list[Mark]:
    """Circles are boxes where black and white ones mix or white ones head each option.

    '二○一六年' and '○○县' are none; a lone ● is a tick; a lone ○ may mean anything.
    """
    stripped = text.strip()
    if stripped and stripped in BLACK_CIRCLE:
        return [Mark(text.index(stripped), text.index(stripped) + 1, 'full')]
    black = [i for i, char in enumerate(text) if char in BLACK_CIRCLE]
    white = [i for i, char in enumerate(text) if char in WHITE_CIRCLE and not _is_zero(text, i)]
    listed = len(white) > 1 and all(_heads_option(text, i) for i in white)
    if not white or not (black or listed):
        return []
    return [Mark(i, i + 1, 'full') for i in black] + [Mark(i, i + 1, 'empty') for i in white]


def _is_zero(text: str, index: int) -> bool:
    around = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
    return any(char in _NUMERALS for char in around)


def _letters(text: str, marks: list[Mark]) -> list[Mark]:
    """口 typed for □: at the head of each option, or after 是 and 否, and not by itself."""
    places = [i for i, char in enumerate(text) if char in LETTER_BOX]
    heads = [i for i in places if _heads_option(text, i) and text[i + 1 : i + 2] not in tuple(MOUTH_WORDS)]
    tails = [i for i in places if _ends_option(text, i)]
    chosen = heads if len(heads) >= len(tails) else tails
    if len(chosen) + len(marks) < 2:
        return []
    return [Mark(i, i + 1, 'empty') for i in chosen]


def _heads_option(text: str, index: int) -> bool:
    before, after = text[max(index - _NEAR, 0) : index], text[index + 1 : index + 1 + _NEAR]
    return not before[-1:].isalnum() and after.lstrip(' ' + TICK)[:1].isalnum()


def _ends_option(text: str, index: int) -> bool:
    before, after = text[max(index - _NEAR, 0) : index], text[index + 1 : index + 2]
    return before.rstrip().endswith(YES_NO) and not after.isalnum()
