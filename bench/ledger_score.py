"""The figures of a bench of names: recall, precision with its interval, by kind, and by said probability."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from bench.held_noise import Question
from model.subject import Match

_BOUNDS = (0.0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1.01)


class Answer(NamedTuple):
    """What was proposed for a question, best first, whether it was decided, and how sure it claims to be."""

    question: Question
    proposed: tuple[int, ...]
    automatic: bool
    said: float

    @property
    def right(self) -> bool:
        """Whether the first proposal is the organisation meant."""
        return self.question.organisation is not None and self.proposed[:1] == (self.question.organisation,)


def match_to_answer(question: Question, found: Match) -> Answer:
    """A decision of ours as an answer to be counted."""
    if found.organisation is not None:
        return Answer(question, (found.organisation,), found.decision == 'matched', found.score)
    return Answer(question, tuple(one.organisation for one in found.candidates), False, found.score)


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), as low and high; (0, 1) for nothing counted.

    Example: wilson(19_990, 20_000) == (0.99908, 0.99973) to five places
    """
    if not count:
        return 0.0, 1.0
    z = 1.959964
    share, spread = right / count, z * z / count
    middle = share + spread / 2
    half = z * math.sqrt(share * (1 - share) / count + spread / count / 4)
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def quality(answers: Sequence[Answer]) -> dict[str, Any]:
    """Recall over members, the automatic decisions over all questions, and how often strangers got none."""
    members = [one for one in answers if one.question.organisation is not None]
    strangers = [one for one in answers if one.question.organisation is None]
    automatic = [one for one in answers if one.automatic]
    right = sum(one.right for one in automatic)
    low, high = wilson(right, len(automatic))
    found = sum(one.question.organisation in one.proposed[:5] for one in members)
    return {
        'questions': len(answers),
        'recall_at_1': round(sum(one.right for one in members) / len(members), 4),
        'recall_at_5': round(found / len(members), 4),
        'auto_share': round(len(automatic) / len(answers), 4),
        'auto_precision': round(right / len(automatic), 5) if automatic else None,
        'auto_low': round(low, 5),
        'auto_high': round(high, 5),
        'auto_decisions': len(automatic),
        'auto_wrong': dict(Counter(wrong_kind(one) for one in automatic if not one.right).most_common()),
        'best_auto_share_at_999': round(best_share(answers, 0.999), 4),
        'strangers_none_share': round(sum(not one.proposed for one in strangers) / max(1, len(strangers)), 4),
    }


def wrong_kind(answer: Answer) -> str:
    """The noise of a wrong decision, and whether the organisation meant is in the ledger at all."""
    question = answer.question
    code = '' if question.coding in {'none', 'right'} else f', {question.coding} code'
    return question.kind + code + (' of a stranger' if question.organisation is None else '')


def best_share(answers: Iterable[Answer], precision: float) -> float:
    """The largest share of questions that could be decided at this precision, knowing the answers."""
    ordered = sorted(answers, key=lambda one: -one.said)
    best = right = 0
    for place, one in enumerate(ordered, start=1):
        right += one.right
        tied = place < len(ordered) and ordered[place].said == one.said
        if not tied and one.proposed and right >= precision * place:
            best = place
    return best / max(1, len(ordered))


def by_kind(answers: Iterable[Answer], what: str = 'kind') -> list[tuple[str, int, float, float, float, int]]:
    """For each noise: how many, recall at 1 and 5, share decided, and decisions that were wrong.

    Strangers are one line, and recall does not speak of them; what may be 'coding' instead.
    """
    kinds: dict[str, list[Answer]] = {}
    for one in answers:
        kind = getattr(one.question, what) if one.question.organisation is not None else 'strangers'
        kinds.setdefault(kind, []).append(one)
    rows = []
    for kind, those in kinds.items():
        count = len(those)
        first = sum(one.right for one in those) / count
        five = sum(one.question.organisation in one.proposed[:5] for one in those) / count
        automatic = [one for one in those if one.automatic]
        wrong = sum(not one.right for one in automatic)
        rows.append((kind, count, first, five, len(automatic) / count, wrong))
    return rows


def calibration(answers: Iterable[Answer]) -> list[tuple[float, float, int, float, float]]:
    """For each band of the said probability: its bounds, how many, the mean said and the share right."""
    told = [one for one in answers if one.proposed]
    rows = []
    for low, high in pairwise(_BOUNDS):
        those = [one for one in told if low <= one.said < high]
        if those:
            said = sum(one.said for one in those) / len(those)
            rows.append((low, min(high, 1.0), len(those), said, sum(one.right for one in those) / len(those)))
    return rows
