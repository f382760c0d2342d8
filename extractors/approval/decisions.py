"""The yes or no of a sentence: 同意, 原则同意, 不同意, 拟, and where what follows from it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.approval import Decision

_WORDS = re.compile(
    r'(?P<refused>(?:暂)?不(?:予|能|便|再)?(?:同意|批准|核准|准予|支持)|未(?:获|予|能)(?:同意|批准)|暂(?:缓|不)(?=成立|建立|组建|设立|撤销|更名|变更|予)|不宜(?=成立|建立|组建|设立|单独|联合)|不予)'
    r'|(?P<in_principle>原则上?(?:同意|批准)|同意(?=筹建|筹备|筹组))'
    r'|(?P<granted>同意|批准|准予|核准|(?<!行政处罚)(?<!许可)决定(?!书|如下))'
    r'|(?P<asked>拟|申请|恳请|请求|提请|报请|要求)'
)
_DECISIONS: tuple[Decision, ...] = ('refused', 'in_principle', 'granted', 'asked')
_HEARD = re.compile(r'(?:报(?![请来送])|须|需|(?<!相)应当?|未经|征得|待|凡|如(?!下))[^，。；：]{0,30}$')
_NOT_YET = re.compile(r'后|的(?!批复|请示)|，?方可|之日|文件|意见')


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in a sentence: what follows from it is text[end:stop]."""

    decision: Decision
    start: int
    end: int
    stop: int


def decisions(text: str) -> Iterator[Decided]:
    """Every decision of a sentence in order, each with its reach up to the next one."""
    found = [one for one in _WORDS.finditer(text) if not _is_condition(text, one)]
    for position, one in enumerate(found):
        stop = found[position + 1].start() if position + 1 < len(found) else len(text)
        decision = next(name for name in _DECISIONS if one[name])
        yield Decided(decision, one.start(), one.end(), stop)


def _is_condition(text: str, found: re.Match[str]) -> bool:
    """经…批准后, 报…同意: a yes that somebody is to give, not this paper's."""
    if _NOT_YET.match(text, found.end()):
        return True
    return bool(_HEARD.search(text, 0, found.start()))
