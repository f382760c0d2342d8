"""Sentences of the last paper that a new round's figures may have made untrue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from model.figure import Figure

_UP = "增长|增加|增至|增幅|提高|提升|上升|升至|升高|扩大|多于|高于|加快|攀升"
_DOWN = "下降|下滑|减少|减至|降低|降至|回落|缩小|少于|低于|放缓"
_LEVEL = "持平|没有变化|未变化|不变"
_REACHED = "超过|超出|突破|达到|达|完成"
_WHOLE = "全部|均已|都已|全覆盖|无一|实现了"
_FIRST = "首次|首个|第一次|最高|最低|历史"
_STATE = "未报送|正在核对|已报送"
_CLAIM = re.compile(
    f'(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<level>{_LEVEL})|(?P<first>{_FIRST})|(?P<whole>{_WHOLE})'
    f'|(?P<state>{_STATE})|(?P<reached>{_REACHED})'
)
_CLAUSE_ENDS = '，,；;。！？'
_NUMBER = re.compile(r'-?\d+(?:\.\d+)?')
_THRESHOLD = re.compile(r'\s*(\d+(?:\.\d+)?)(%|％)?')
_SETTLED = frozenset(('calendar', 'notice', 'setting', 'record'))


class Moved(NamedTuple):
    """A figure of a sentence: where its text stands in it, and the figure then and now (None: no more)."""

    start: int
    end: int
    old: Figure
    new: Figure | None


def doubts(sentence: str, figures: Sequence[Moved], *, untraced: bool = False) -> tuple[str, ...]:
    """What in a sentence may no longer hold by its figures then and now, in Chinese; empty where all does.

    untraced: the sentence has digits that nobody can trace.
    """
    found = (_doubt(one, sentence, figures, untraced=untraced) for one in _CLAIM.finditer(sentence))
    return tuple(dict.fromkeys(one for one in found if one))


def _doubt(claim: re.Match[str], sentence: str, figures: Sequence[Moved], *, untraced: bool) -> str | None:
    kind, word = claim.lastgroup, claim[0]
    counted = [one for one in figures if one.old.origin not in _SETTLED and _value(one.old) is not None]
    if kind == 'first':
        return f"“{word}”上期已经说过"
    if kind == 'state':
        return f"“{word}”是上期的情况"
    if not counted:
        return f"“{word}”没有可核对的数" if kind == 'whole' or untraced else None
    if kind == 'whole':
        changed = [one for one in counted if _step(one)]
        return f"“{word}”所说的数有变化（{_told(changed)}）" if changed else None
    if kind == 'reached':
        return _short_of(claim, sentence, counted)
    wanted = {'up': 1, 'down': -1, 'level': 0}[str(kind)]
    return _turned(claim, word, wanted, _near(claim, sentence, counted))


def _turned(claim: re.Match[str], word: str, wanted: int, near: Sequence[Moved]) -> str | None:
    """Whether what is said to rise, fall or stay did so; an amount directly behind the word is above 0."""
    amount = next((one for one in near if 0 <= one.start - claim.end() <= 1), None)
    if amount and not word.endswith("至"):
        value = _signed(amount.new) if amount.new else None
        holds = value is not None and (
            value > 0 if amount.old.key.endswith('.step') and wanted > 0 else value != 0
        )
        if amount.old.key.endswith('.step') and wanted < 0:
            holds = value is not None and value < 0
        return None if holds else f"“{word}”与本期的数不符（{_told([amount])}）"
    rates = [one for one in near if one.old.text.endswith(('%', '％'))]
    steps = [*_steps(rates or near)]
    against = [one for one, step in steps if step != wanted]
    if steps and not against:
        return None
    return f"“{word}”与两期的数不符（{_told(against or near)}）"


def _steps(near: Sequence[Moved]) -> Iterator[tuple[Moved, int]]:
    """Each figure's direction: from last round's where that stands beside it, else from then to now."""
    by_key = {one.old.key: one for one in near}
    for one in near:
        if not one.old.key.startswith('before.'):
            beside = by_key.get(f'before.{one.old.key.split(".", 1)[-1]}')
            yield one, _sign(_value(one.new), _value(beside.new)) if beside else _step(one)


def _short_of(claim: re.Match[str], sentence: str, counted: Sequence[Moved]) -> str | None:
    """达到, 超过: against the number a person wrote behind the word, else against the last round."""
    word, near = claim[0], _near(claim, sentence, counted)
    before = [one for one in near if one.end <= claim.start()]
    stated = _THRESHOLD.match(sentence, claim.end())
    traced = any(one.start <= claim.end() + 1 < one.end or one.start == claim.end() for one in near)
    if stated and not traced and before:
        level, subject = Decimal(stated[1]), before[-1]
        value = _value(subject.new)
        holds = value is not None and (value > level if word in {"超过", "超出", "突破"} else value >= level)
        return None if holds else f"“{word}{stated[0].strip()}”与本期的数不符（{_told([subject])}）"
    fallen = [one for one in near if _step(one) < 0]
    return f"“{word}”所说的数比上期低（{_told(fallen)}）" if fallen else None


def _near(claim: re.Match[str], sentence: str, figures: Sequence[Moved]) -> Sequence[Moved]:
    """The figures of the claim's clause, else those of the whole sentence."""
    start = max(sentence.rfind(sign, 0, claim.start()) for sign in _CLAUSE_ENDS) + 1
    ends = [place for sign in _CLAUSE_ENDS if (place := sentence.find(sign, claim.end())) >= 0]
    end = min(ends, default=len(sentence))
    return [one for one in figures if start <= one.start < end] or figures


def _step(one: Moved) -> int:
    return _sign(_value(one.new), _value(one.old))


def _sign(now: Decimal | None, then: Decimal | None) -> int:
    """1, 0 or -1; a figure that is no more counts as fallen."""
    if now is None or then is None:
        return -1
    return (now > then) - (now < then)


def _value(figure: Figure | None) -> Decimal | None:
    found = _NUMBER.fullmatch(figure.text.rstrip('%％')) if figure else None
    return Decimal(found[0]) if found else None


def _signed(figure: Figure) -> Decimal | None:
    """A difference keeps its sign in its value; its text has none."""
    try:
        return Decimal(str(figure.value))
    except InvalidOperation:
        return _value(figure)


def _told(figures: Sequence[Moved]) -> str:
    return '，'.join(
        f"{one.old.label}{one.old.text}→{one.new.text if one.new else '本期没有'}" for one in figures[:3]
    )
