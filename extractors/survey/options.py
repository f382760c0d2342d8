"""What a filler's word or tick means where a form offers options."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from extractors.survey.printed import text_to_tokens
from model.document import CheckBox
from model.form import FormField
from text.labels import fold_label
from text.numbers import BLANK, DOUBTFUL, NOTED, PLAIN, UNREAD, Reading, is_dash
from text.option_words import OPTION_WORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YES = _words('是 有 已建 已建立 已成立 已组建 建立 成立 √ ✓ ✔ ● y yes 1 ☑')
_NO = _words('否 无 未建 未建立 未成立 未组建 没有 尚未建立 × ✗ ✘ x n no 0 不是')
_BEGINS_YES = re.compile(r'(?:是|有|已(?:经)?(?:单独|联合|挂靠)?(?:建|成立|组建|设立))')
_BEGINS_NO = re.compile(r'(?:否|无|未|尚未|没有|还未|暂未)(?!必)')
_NOT_TICKED = _words('否 无 × ✗ ✘ x X 0 ○ □ ☐ 未')
_NOTHING = frozenset({'无', '没有', '暂无', '空'})
_NEGATION = re.compile(r'[不未非无没]')
_EMPTY_BRACKETS = re.compile(r'[（(][)）]|[○◯〇]')
_REASONS = (
    (re.compile(r'(?:无|没有|尚无|暂无)(?:中共|在职|专职)?党员(?!组织|关系|活动)'), '无党员'),
    (
        re.compile(
            r'(?:不足|不够|不到|少于|未达到?|仅有?|只有)(?:3|三|2|二|两|1|一)[名个人]'
            r'|(?:不符合|不具备|不够|达不到).{0,8}条件|党员(?:人数|数量)?(?:太|较|偏|过)?少'
        ),
        '不足三名党员',
    ),
    (
        re.compile(
            r'(?:够|有|达|满|足)(?:到|有)?(?:3|三)[名个人]|(?:3|三)[名个人]以上|符合.{0,8}条件|应建未建'
        ),
        '应建未建',
    ),
)


def word_to_option(field: FormField, word: str) -> str | None:
    """The field's option that a word names, also by its everyday names ('民非'), or None."""
    folded = fold_label(word)
    for option in field.options:
        if folded == fold_label(option) or folded in map(fold_label, OPTION_WORDS.get(option, ())):
            return option
    return None


def _contained(field: FormField, text: str) -> list[str]:
    """Options named inside a longer text, the longer name hiding the shorter one within it."""
    rest, found = text, []
    names = [(name, option) for option in field.options for name in (option, *OPTION_WORDS.get(option, ()))]
    for name, option in sorted(names, key=lambda pair: -len(pair[0])):
        place = rest.find(name) if len(name) > 1 else -1
        if place >= 0:
            if not _NEGATION.search(rest[max(place - 2, 0) : place]) and option not in found:
                found.append(option)
            rest = rest.replace(name, '　')
    return found


def _ticked(boxes: Sequence[CheckBox]) -> tuple[list[str], bool]:
    """The labels of ticked boxes, and whether some box cannot be told."""
    return [box.label for box in boxes if box.checked], any(box.checked is None for box in boxes)


def boxes_to_choice(field: FormField, boxes: Sequence[CheckBox]) -> Reading:
    """The one option that is ticked; None with its reason for none, several, or boxes nobody can tell."""
    ticked, unclear = _ticked(boxes)
    if len(ticked) > 1:
        return Reading(None, UNREAD, (f"同时勾选了{'、'.join(ticked)}，只应勾选一项",))
    if not ticked:
        reason = "勾选看不清，请对照原件" if unclear else "未勾选"
        return Reading(None, UNREAD if unclear else PLAIN, (reason,), blank=not unclear)
    option = word_to_option(field, ticked[0])
    if option is None:
        return Reading(None, UNREAD, (f"勾选的“{ticked[0]}”不在本表选项之内",))
    if unclear:
        return Reading(option, DOUBTFUL, ("另有勾选看不清，请对照原件",))
    return Reading(option)


def _one_of_several(text: str, meaning: Callable[[str], Any], every: int) -> Reading | None:
    """A cell that names several options: the one in brackets; blank where all (`every`) just stand there.

    meaning: a word's option, None where it is none. None where the cell is not such a list.
    """
    tokens = text_to_tokens(text.replace('是否', '是 否').replace('有无', '有 无'))
    meanings = [meaning(token.word) for token in tokens]
    if len(tokens) < 2 or None in meanings or len(set(meanings)) < 2:
        return None
    marked = {one for one, token in zip(meanings, tokens, strict=True) if token.bracket}
    if len(marked) == 1:
        score = DOUBTFUL if any(token.bracket == '(' for token in tokens) else NOTED  # may be a remark
        return Reading(marked.pop(), score, (f"填写为“{''.join(text.split())}”，取括起来的一项",))
    if not marked and len(set(meanings)) == every:
        return Reading(None, PLAIN, ("印着的选项都在，没有选定",), blank=True)
    return Reading(None, UNREAD, (f"填写为“{''.join(text.split())}”，写有多项，不能确定选哪一项",))


def text_to_choice(field: FormField, text: str) -> Reading:
    """The option that a text names; a sentence that gives its reason is sorted, but only as doubtful."""
    listed = _one_of_several(text, partial(word_to_option, field), len(field.options))
    if listed is not None:
        return listed
    squeezed = ''.join(unicodedata.normalize('NFKC', text).split()).rstrip('。')
    if not squeezed or is_dash(text) or squeezed in _NOTHING:
        return Reading(None, PLAIN, (f"填写为“{squeezed}”",), blank=True) if squeezed in _NOTHING else BLANK
    option = word_to_option(field, squeezed)
    if option:
        return Reading(option)
    if '应建未建' in field.options:
        for pattern, reason in _REASONS:
            if pattern.search(squeezed):
                return Reading(reason, DOUBTFUL, (f"按自述文字归为“{reason}”，请核对",))
    return _within_text(field, squeezed)


def _within_text(field: FormField, squeezed: str) -> Reading:
    named = _contained(field, squeezed)
    if len(named) == 1:
        return Reading(named[0], NOTED, (f"填写为“{squeezed}”，取其中的“{named[0]}”",))
    return Reading(None, UNREAD, (f"填写为“{squeezed}”，不能归入本表选项",))


def boxes_to_choices(field: FormField, boxes: Sequence[CheckBox]) -> Reading:
    """All options that are ticked, as a tuple in the form's order."""
    ticked, unclear = _ticked(boxes)
    options = {word_to_option(field, label) or label for label in ticked}
    order = {option: place for place, option in enumerate(field.options)}
    value = tuple(sorted(options, key=lambda name: (order.get(name, len(order)), name)))
    if unclear:
        return Reading(value or None, DOUBTFUL if value else UNREAD, ("有勾选看不清，请对照原件",))
    return Reading(value) if value else Reading(None, PLAIN, ("未勾选",), blank=True)


def text_to_choices(field: FormField, text: str) -> Reading:
    """All options that a text names, as a tuple; words that are no option are kept as they are."""
    squeezed = ''.join(text.split())
    if not squeezed or is_dash(text):
        return BLANK
    if squeezed in _NOTHING:
        return Reading(None, PLAIN, (f"填写为“{squeezed}”",), blank=True)
    if len(_EMPTY_BRACKETS.findall(squeezed)) > 1:
        printed = _run_together(field, _EMPTY_BRACKETS.sub('', squeezed))
        reason = "未勾选" if printed else f"填写为“{squeezed}”，不能确定选了哪几项"
        return Reading(None, PLAIN if printed else UNREAD, (reason,), blank=bool(printed))
    pieces = [piece for piece in re.split(r'[、,，;；/和及]', text) if piece.strip()]
    words = [word for piece in pieces for word in _piece_to_words(field, piece)]
    return Reading(tuple(dict.fromkeys(word_to_option(field, word) or word for word in words)))


def _piece_to_words(field: FormField, piece: str) -> list[str]:
    """A piece's words: apart at its blanks, or without any, where each is an option; else one word."""
    whole, words = ''.join(piece.split()), piece.split()
    if word_to_option(field, whole) is not None:
        return [whole]
    if all(word_to_option(field, word) for word in words):
        return words
    return _run_together(field, whole) or [whole]


def _run_together(field: FormField, whole: str) -> list[str]:
    """The options that follow each other to make up a word, as lines of a narrow cell do; [] if none do."""
    words: list[str] = []
    while whole:
        option = next((one for one in sorted(field.options, key=len)[::-1] if whole.startswith(one)), None)
        if option is None:
            return []
        words.append(option)
        whole = whole.removeprefix(option)
    return words


def boxes_to_yes_no(boxes: Sequence[CheckBox]) -> Reading:
    """True or False as ticked; a lone box is True when ticked; None with its reason otherwise."""
    ticked, unclear = _ticked(boxes)
    if unclear and not ticked:
        return Reading(None, UNREAD, ("勾选看不清，请对照原件",))
    if not ticked:
        return Reading(None, PLAIN, ("未勾选",), blank=True)
    answers = {_word_to_yes_no(label) if label else True for label in ticked}
    if len(answers) > 1:
        return Reading(None, UNREAD, (f"同时勾选了{'、'.join(ticked)}，只应勾选一项",))
    answer = answers.pop()
    if answer is None:
        return Reading(None, UNREAD, (f"勾选的“{ticked[0]}”不能读成是或否",))
    return Reading(answer, DOUBTFUL, ("另有勾选看不清，请对照原件",)) if unclear else Reading(answer)


def is_option(field: FormField, word: str) -> bool:
    """Whether a word is one of the answers that a field offers."""
    if field.type == 'yes_no':
        return _plain_yes_no(word) is not None
    return word_to_option(field, word) is not None


def _plain_yes_no(word: str) -> bool | None:
    folded = word.lower()
    return True if folded in _YES else False if folded in _NO else None


def _word_to_yes_no(text: str) -> bool | None:
    word = ''.join(unicodedata.normalize('NFKC', text).split()).lower().rstrip('。')
    if word in _YES:
        return True
    if word in _NO:
        return False
    if _BEGINS_NO.match(word):
        return False
    return True if _BEGINS_YES.match(word) else None


def text_to_yes_no(text: str) -> Reading:
    """'是', '已建立党支部' are True, '否', '未建' False; '拟建' and the like are None with the reason."""
    squeezed = ''.join(text.split())
    if not squeezed or is_dash(text):
        return BLANK
    listed = _one_of_several(text, _plain_yes_no, 2)
    if listed is not None:
        return listed
    answer = _word_to_yes_no(squeezed)
    if answer is None:
        return Reading(None, UNREAD, (f"填写为“{squeezed}”，不能读成是或否",))
    plain = unicodedata.normalize('NFKC', squeezed).lower() in _YES | _NO
    return Reading(answer) if plain else Reading(answer, NOTED, (f"填写为“{squeezed}”",))


_MARKS = re.compile(r'[√✓✔☑■●◆★＊*○〇◎▲△vVyY对是有1]{1,3}|yes|Yes|YES')


def is_plain_mark(text: str, label: str = '') -> bool:
    """Whether a cell holds a mark and nothing else: √, ●, 1, 是, or its column's own word again."""
    squeezed = ''.join(unicodedata.normalize('NFKC', text).split())
    return bool(_MARKS.fullmatch(squeezed)) or fold_label(text) == fold_label(label) or '√' in squeezed


def is_ticked(text: str, boxes: Sequence[CheckBox]) -> bool | None:
    """Whether a cell under a tick column is marked: any mark but a plain no; None when boxes are unclear."""
    if boxes:
        checks = {box.checked for box in boxes}
        return True if True in checks else None if None in checks else False
    squeezed = ''.join(unicodedata.normalize('NFKC', text).split())
    return bool(squeezed) and not is_dash(text) and squeezed not in _NOT_TICKED
