"""Where the document's own body ends, what is printed after it, and the headings of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from model.notice import Heading
from text.lines import ends_sentence, starts_paragraph

from extractors.notice.lines import Line
from extractors.notice.organs import line_to_organs
from extractors.notice.signature import Signature

_HAN = '一二三四五六七八九十百'
_ANNEX = re.compile(r'附\s*件\s*(?:[\d一二三四五六七八九十]{1,3})?\s*[:：]?|附\s*[:：]?')
_DRAFT = re.compile(r'征求意见稿|公开征求意见稿|草案|讨论稿|送审稿|修订稿\(征求')
_IMPRINT = re.compile(r'[（(](?:此件|共印|联系|信息公开|不予公开|主动公开|依申请)|抄\s*[送报]|主题词|公开方式|信息公开|.*印\s*发$|分送')
_LEVELS = (
    (1, re.compile(rf'(?P<number>[{_HAN}]{{1,3}}\s*[、.．])\s*(?P<rest>.*)', re.DOTALL)),
    (2, re.compile(rf'(?P<number>[（(]\s*[{_HAN}]{{1,3}}\s*[)）]|[㈠-㈩])[、.．]?\s*(?P<rest>.*)', re.DOTALL)),
    (3, re.compile(r'(?P<number>\d{1,3}\s*[.．、](?!\d))\s*(?P<rest>.*)', re.DOTALL)),
)
_SUBJECT_MODAL = re.compile(
    r'^(?:各|凡|请|对|本|上述|以上|为|根据|按照|经|自|由|任何|所有|如|若|除)(?!项|类|方|级|尽|称|好|强).{0,40}?(?:应|须|要|将|不得|可|负责|按|，|,)'
    r'|(?:应当|应|必须|须|不得)(?!急|用|对|收|建|届|知|保)|的$|现(?:将|就)'
)
_PROSE = re.compile('[，。；,;]')
_PRINTED_LINE = 20
_LONGEST = 42


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of lines: the document itself or an annex; draft annexes bind nobody.

    title is the annex's own first lines, None for the document itself; marked tells that a line
    附件 stands above it.
    """

    lines: tuple[Line, ...]
    title: str | None = None
    draft: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered paragraph: rest is its text after the number, level 1 for 一、, 2 for （一）, 3 for 1."""

    level: int
    number: str
    rest: str
    index: int


def lines_to_parts(lines: Sequence[Line], body_start: int, signature: Signature, own_draft: str) -> tuple[Part, ...]:
    """The document's own body first, then each annex or issued document printed after it.

    own_draft is the title of the draft that the notice itself puts out for comment, or ''.
    """
    if signature.start is None or signature.end is None:
        cut = next((i for i in range(body_start, len(lines)) if _ANNEX.fullmatch(lines[i].text)), len(lines))
        body, after = lines[body_start:cut], lines[cut:]
    else:
        body, after = lines[body_start : signature.start], lines[signature.end :]
    if any(_ANNEX.fullmatch(line.text) for line in body):  # a page of the annex came before the signature
        cut = next(i for i, line in enumerate(body) if _ANNEX.fullmatch(line.text))
        body, after = body[:cut], [*body[cut:], *after]
    return (Part(tuple(_rejoined(body))), *_annexes(after, own_draft))


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """Lines of one sentence put together again where the end of a page had cut it (domain.md §8.9)."""
    done: list[Line] = []
    for line in lines:
        if done and _is_cut(done[-1], line):
            done[-1] = replace(done[-1], text=done[-1].text + line.text)
        else:
            done.append(line)
    return done


def _is_cut(before: Line, line: Line) -> bool:
    if before.table or line.table or not _PROSE.search(before.text) or len(before.text) < _PRINTED_LINE:
        return False
    if ends_sentence(before.text) or starts_paragraph(line.text) or line_to_organs(line.text):
        return False
    is_heading = numbered(before.text, 0) is not None and '。' not in before.text
    return not is_heading and _PROSE.search(line.text) is not None


def is_annex_line(text: str) -> bool:
    """Whether a line is 附件, 附件1 and the like and nothing else."""
    return _ANNEX.fullmatch(text) is not None


def is_draft(text: str) -> bool:
    """Whether a title marks a draft: 征求意见稿, 草案, 讨论稿, 送审稿."""
    return _DRAFT.search(text) is not None


def _annexes(lines: Sequence[Line], own_draft: str) -> Iterator[Part]:
    remaining = [line for line in lines if not _IMPRINT.match(line.text)]
    starts = [index for index, line in enumerate(remaining) if _ANNEX.fullmatch(line.text)]
    if remaining and (not starts or starts[0] > 0):
        starts.insert(0, 0)
    for start, end in pairwise([*starts, len(remaining)]):
        block = remaining[start:end]
        content = block[1:] if _ANNEX.fullmatch(block[0].text) else block
        title = _annex_title(content)
        marked = is_draft(' '.join(line.text for line in content[:6] if len(line.text) < 60))
        draft = marked or bool(own_draft and title and _key(title) in _key(own_draft))
        yield Part(tuple(_rejoined(content)), title, draft, content is not block)


def _key(title: str) -> str:
    return re.sub(r'\W', '', title)


def _annex_title(content: Sequence[Line]) -> str | None:
    """The short lines an annex opens with, joined; None where it opens with running text."""
    title = ''
    for line in content[:5]:
        if line.table or len(line.text) > 60 or re.search(r'[。；，：:]', line.text) or numbered(line.text, 0):
            break
        if title and re.search(r'(?:[）)]|办法|规定|要点|方案|细则|措施|意见|通知|表|书|规程|目录|名单)$', title) and not line.text.startswith(('（', '(')):
            break
        title += re.sub(r'\s', '', line.text)
    return title or None


# Headings


def numbered(text: str, index: int) -> Numbered | None:
    """A line that opens with 一、, （一） or 1. as its level, number and rest; None for any other."""
    for level, pattern in _LEVELS:
        match = pattern.match(text)
        if match:
            return Numbered(level, match['number'], match['rest'].strip(), index)
    return None


def part_to_headings(part: Part) -> list[Heading]:
    """The headings of levels 1 and 2 of a part.

    1. is level 2 right under 一、, and level 1 where the part has neither 一、 nor （一）. A run-in
    phrase (（一）加强领导。各级…) counts where most of its sisters have one; a plain numbered sentence
    does not.
    """
    items = [item for index, line in enumerate(part.lines) if not line.table and (item := numbered(line.text, index))]
    headings: list[tuple[int, Heading]] = []
    for level, group in _groups(items):
        phrases = [_phrase(item, part.lines, level) for item in group]
        most = {name for name in ('run-in', 'listed', 'two clauses') if 2 * sum(kind == name for _, kind in phrases) > len(group)}
        for item, (phrase, kind) in zip(group, phrases, strict=True):
            if kind in {'own line', 'label'} or kind in most:
                text = f'{item.number}{phrase}'
                headings.append((item.index, Heading(level, text, part.lines[item.index].where)))
    return [heading for _, heading in sorted(headings, key=lambda pair: pair[0])]


def _groups(items: Sequence[Numbered]) -> list[tuple[int, list[Numbered]]]:
    """Sisters with their level in the part: items of one kind under one parent; deeper levels left out."""
    kinds = {item.level for item in items}
    groups: dict[tuple[int, int, int], list[Numbered]] = {}
    levels: dict[tuple[int, int, int], int] = {}
    parents = [0, 0, 0]
    for item in items:
        level = item.level
        if level == 3:
            level = 3 if parents[1] else (2 if 1 in kinds else 1)
        if level == 2 and 1 not in kinds and item.level == 2:
            level = 1 if 3 not in kinds else 2
        parents[item.level - 1] += 1
        parents[item.level :] = [0] * (3 - item.level)
        if level <= 2:
            key = (item.level, parents[0] if item.level > 1 else 0, parents[1] if item.level > 2 else 0)
            groups.setdefault(key, []).append(item)
            levels[key] = level
    return [(levels[key], group) for key, group in groups.items()]


def _phrase(item: Numbered, lines: Sequence[Line], level: int) -> tuple[str, str]:
    """The phrase an item opens with, and how it stands there.

    'own line', 'two clauses' (own line with a comma), 'listed' (own line after 1.), 'run-in' (closed by 。 with text after it), 'label' (closed
    by a colon), or ''.
    """
    rest = item.rest
    end = re.search(r'[。：:；;！]', rest)
    phrase = rest[: end.start()] if end else rest
    if not 2 <= len(phrase) <= _LONGEST or phrase.count('，') + phrase.count(',') > 1:
        return phrase, ''
    if end is None:
        if _sentence_like(phrase, own_line=True):
            return phrase, ''
        if item.level == 3:
            return phrase, 'listed' if _followed_by_text(lines, item.index) else ''
        return phrase, 'two clauses' if re.search('[，,]', phrase) else 'own line'
    after = rest[end.end() :].strip()
    if _sentence_like(phrase, own_line=False):
        return phrase, ''
    if end.group() == '。':
        return phrase, 'run-in' if after or (item.level < 3 and _followed_by_text(lines, item.index)) else ''
    if end.group() in '：:' and item.level < 3:
        has_words = re.match(r'[A-Za-z\d@.\-—\s]*$', after) is None
        good = level == 1 or has_words or (not after and _followed_by_text(lines, item.index))
        return phrase, 'label' if good and len(phrase) <= 16 else ''
    return phrase, ''


def _followed_by_text(lines: Sequence[Line], index: int) -> bool:
    following = lines[index + 1] if index + 1 < len(lines) else None
    return following is not None and numbered(following.text, 0) is None or (
        following is not None and numbered(following.text, 0) is not None
        and numbered(following.text, 0).level > (numbered(lines[index].text, 0) or numbered(following.text, 0)).level
    )


def _sentence_like(phrase: str, *, own_line: bool) -> bool:
    if own_line and len(phrase) <= 30:
        return False
    return _SUBJECT_MODAL.search(phrase) is not None
