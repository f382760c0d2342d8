"""Where the document's own body ends, and what is printed after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.notice.headings import numbered
from extractors.notice.lines import Line
from extractors.notice.organs import line_to_organs
from extractors.notice.signature import Signature
from text.dates import whole_date
from text.han import fold_zeros, han_to_int
from text.lines import ends_sentence, starts_paragraph

_ANNEX = re.compile(r'附\s*[件表]\s*(?P<number>[\d一二三四五六七八九十]{1,3})?\s*[:：]?|附\s*[:：]?')
_DRAFT = re.compile(r'征求意见稿|公开征求意见稿|草案|讨论稿|送审稿|修订稿\(征求')
_IMPRINT = re.compile(
    r'[（(](?:此件|共印|联系|信息公开|不予公开|主动公开|依申请)|抄\s*[送报]|主\s*送|主题词|公开方式|信息公开|.*印\s*发$|分\s*送'
)
_PROSE = re.compile('[，。；,;]')
_COMPLETE = re.compile(r'(?:[）)]|办法|规定|要点|方案|细则|措施|意见|通知|表|书|规程|目录|名单)$')
_NO_LETTER = re.compile(r'\W')
_BLANKS = re.compile(r'\s')
_UNENDED = re.compile('[的和与及或为在对有不将由被把向以、（“《从到给其]$')
_MARKS = re.compile('[。；，：:]')
_REMARK = re.compile(r'稿|试行|暂行|草案|修订|\d{4}年版')
_FORM = re.compile(r'[^，。；：:]{3,40}(?:[表册书单]|清单|名册|方案|模板|格式)')
_PRINTED_LINE = 20
_ARABIC = 3
LONGEST_NAME = 60
LONGEST_HEADING = 45


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of lines: the document itself or an annex; draft annexes bind nobody.

    title is the annex's own first lines, None for the document itself; marked tells that a line
    附件 stands above it, number the number that line bears.
    """

    lines: tuple[Line, ...]
    title: str | None = None
    draft: bool = False
    marked: bool = False
    number: int | None = None


def lines_to_parts(
    lines: Sequence[Line], body_start: int, signature: Signature, own_draft: str
) -> tuple[Part, ...]:
    """The document's own body first, then each annex or issued document printed after it.

    own_draft is the title of the draft that the notice itself puts out for comment, or ''.
    """
    start = len(lines) if signature.start is None else signature.start
    end = len(lines) if signature.end is None else signature.end
    cut = min(annex_at(lines[:end], body_start), start)  # a page of the annex may stand before the signature
    body, after = lines[body_start:cut], [*lines[cut:start], *lines[end:]]
    return (Part(tuple(_rejoined(body))), *_annexes(after, own_draft))


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """Lines of one sentence put together again where the end of a page had cut it (domain.md §8.9)."""
    done: list[Line] = []
    runs_in = _levels_that_run_in(lines)
    for line in lines:
        if done and _is_cut(done[-1], line, runs_in):
            done[-1] = replace(done[-1], text=done[-1].text + line.text)
        else:
            done.append(line)
    return done


def _levels_that_run_in(lines: Sequence[Line]) -> set[int]:
    """The levels whose numbered lines mostly run into a sentence: one without an end is cut, no heading."""
    balance: Counter[int] = Counter()
    for line in lines:
        item = numbered(line.text, 0)
        if item and (len(line.text) <= LONGEST_HEADING or '。' in line.text):
            balance[item.level] += 1 if '。' in line.text or ends_sentence(line.text) else -1
    return {level for level, count in balance.items() if count > 0}


def _is_cut(before: Line, line: Line, runs_in: set[int]) -> bool:
    if before.table or line.table or not _PROSE.search(before.text) or len(before.text) < _PRINTED_LINE:
        return False
    if ends_sentence(before.text) or starts_paragraph(line.text) or line_to_organs(line.text):
        return False
    item = numbered(before.text, 0)
    heading = item is not None and '。' not in before.text and len(before.text) <= LONGEST_HEADING
    goes_on = item is not None and (item.level in runs_in or _UNENDED.search(before.text))
    return (not heading or bool(goes_on)) and _PROSE.search(line.text) is not None


def annex_at(lines: Sequence[Line], start: int = 0) -> int:
    """The index of the first line that is 附件, 附件1 and the like and nothing else, or the number of lines.

    附件： with numbered names below it is a list of attachments, no annex.
    """
    return next((index for index in range(start, len(lines)) if _is_annex(lines, index)), len(lines))


def _is_annex(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if _ANNEX.fullmatch(text) is None:
        return False
    colon = text.endswith((':', '：'))
    end = first = index + 1
    while end < len(lines) and (_is_listed(lines[end].text) or (colon and _FORM.fullmatch(lines[end].text))):
        end += 1
    if end == first:
        return True
    if colon and _is_listed(lines[first].text):
        return False
    after = lines[end].text if end < len(lines) else ''
    signed = line_to_organs(after) or whole_date(fold_zeros(after))
    return not (signed or (not after and not colon))


def _is_listed(text: str) -> bool:
    item = numbered(text, 0)
    return item is not None and item.level == _ARABIC and len(item.rest) < LONGEST_NAME and '。' not in text


def is_draft(text: str) -> bool:
    """Whether a title marks a draft: 征求意见稿, 草案, 讨论稿, 送审稿."""
    return _DRAFT.search(text) is not None


def _annexes(lines: Sequence[Line], own_draft: str) -> Iterator[Part]:
    remaining = [line for line in lines if not _IMPRINT.match(line.text)]
    starts = [index for index in range(len(remaining)) if _is_annex(remaining, index)]
    if remaining and (not starts or starts[0] > 0):
        starts.insert(0, 0)
    for start, end in pairwise([*starts, len(remaining)]):
        block = remaining[start:end]
        mark = _ANNEX.fullmatch(block[0].text) if _is_annex(block, 0) else None
        content = block[1:] if mark else block
        title = _annex_title(content)
        marked = is_draft(' '.join(line.text for line in content[:6] if len(line.text) < 60))
        draft = marked or bool(own_draft and title and _key(title) in _key(own_draft))
        number = han_to_int(mark['number']) if mark and mark['number'] else None
        yield Part(tuple(_rejoined(content)), title, draft, mark is not None, number)


def _key(title: str) -> str:
    return _NO_LETTER.sub('', title)


def _annex_title(content: Sequence[Line]) -> str | None:
    """The short lines an annex opens with, joined; None where it opens with running text."""
    title = ''
    for line in content[:5]:
        running = len(line.text) > 60 or _MARKS.search(line.text) or numbered(line.text, 0)
        if line.table or running or (title and not _goes_on(title, line.text)):
            break
        title += _BLANKS.sub('', line.text)
    return title or None


def _goes_on(title: str, text: str) -> bool:
    """Whether a title goes on: it is not complete, or a remark such as （征求意见稿） follows."""
    if text[0] in '（(':
        return _REMARK.search(text) is not None
    return _COMPLETE.search(title) is None
