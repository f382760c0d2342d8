"""What a check says: a rule, its clause, whether it is binding, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from outgoing.check.lines import Line

Level = Literal['fail', 'warn']
"""fail: the standard or the 条例 says 应 or leaves no choice; warn: it says 一般 or 推荐."""

STANDARD = "GB/T 9704-2012"
RULES = "《党政机关公文处理工作条例》"
_QUOTED = 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; line is the paragraph's number from 1, text its beginning."""

    rule: str
    level: Level
    clause: str
    message: str
    line: int | None = None
    text: str | None = None


def fail(rule: str, clause: str, message: str, line: Line | None = None) -> Finding:
    """Against what is binding; clause is one of the standard's ('7.2.5') or of the 条例 ('条例9(五)')."""
    return _finding(rule, 'fail', clause, message, line)


def warn(rule: str, clause: str, message: str, line: Line | None = None) -> Finding:
    """Other than is usual."""
    return _finding(rule, 'warn', clause, message, line)


def _finding(rule: str, level: Level, clause: str, message: str, line: Line | None) -> Finding:
    article = clause.removeprefix('条例')
    source = f'{STANDARD} {clause}' if article == clause else _article(article)
    if line is None:
        return Finding(rule, level, source, message)
    return Finding(rule, level, source, message, line.number, line.text[:_QUOTED])


def _article(text: str) -> str:
    """'9(五)' as 第9条（五）."""
    number, _, item = text.rstrip(')').partition('(')
    return f"{RULES}第{number}条" + (f"（{item}）" if item else '')
