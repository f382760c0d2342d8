"""What a person changed in a paper, each change sorted by whether it can be carried to other papers.

A change of the template's own words can go to all; one inside what was filled in is this paper's alone; where
both are in one sentence, or nobody can tell, it is shown apart and never guessed (office-life.md G2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from outgoing.aligning import Hunk, Pair, aligned, hunks, widened
from outgoing.ground import Ground, Origin, ground_of
from outgoing.layout_changes import layout_changes
from outgoing.lines import Line, Lines, docx_to_lines
from outgoing.pen_changes import Change, Differences, Edit, LineEdit, TextEdit

_SENTENCE_ENDS = re.compile('[。；！？\\n]')
_WORDS = re.compile(r'[0-9A-Za-z.%-]')
_LEAST_MOVED = 4
_LEAST_OWN = 2


def differences(name: str, template: bytes, context: Mapping[str, Any], edited: bytes) -> Differences:
    """What stands otherwise in edited than in the paper that template and context give.

    Raises:
        Damaged: edited is no .docx.
        BadTemplate: the paper cannot be printed.
    """
    data, ground = ground_of(name, template, context)
    old, new = docx_to_lines(data), docx_to_lines(edited)
    notes = ["文件里有未接受的修订，已按全部接受比较。"] if new.tracked else []
    pairs = [*aligned(old.body, new.body)]
    extra: list[Pair] = []
    for kind in {**old.edges, **new.edges}:
        if old.edges.get(kind) or any(one.text.strip() for one in new.edges.get(kind, ())):
            extra += [*aligned(old.edges.get(kind, ()), new.edges.get(kind, ()))]
    pairs += [*_once_each(extra)]
    own = _own_words(old, ground)
    found = [_with_own(one, own) for one in _agreed(_text_changes(pairs, ground), ground)]
    looks, told = layout_changes(pairs, (old.sections, new.sections), ground)
    found += [Change(0, 'layout' if one.edits else 'refused', *one[:4], one.edits) for one in looks]
    numbered = (replace(one, number=number) for number, one in enumerate(found, 1))
    return Differences(tuple(numbered), (*notes, *told))


def _once_each(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Heads and feet that several kinds or sections share, once."""
    seen = set()
    for old, new in pairs:
        key = (old and (old.part, old.number), new and (new.part, new.number) if not old else None)
        if key not in seen:
            seen.add(key)
            yield old, new


def _text_changes(pairs: Sequence[Pair], ground: Ground) -> Iterator[Change]:
    gone = {old.text for old, new in pairs if old and not new and len(old.text.strip()) >= _LEAST_MOVED}
    come = {new.text for old, new in pairs if new and not old}
    moved = gone & come
    before: Line | None = None
    for old, new in pairs:
        if old and new:
            if old.text != new.text:
                yield from _inside(old, new, ground)
        elif old and old.text.strip():
            yield _taken_out(old, ground, moved)
        elif new and new.text.strip():
            yield _put_in(new, before, ground, moved)
        before = old or before


def _where(line: Line) -> str:
    places = {'body': "正文", 'table': "表格"}
    known = places.get(line.place) or ("页眉" if line.place.startswith('header') else "页脚")
    return f"{known}第{line.number + 1}段"


def _taken_out(old: Line, ground: Ground, moved: set[str]) -> Change:
    origin = _origin(old, ground)
    at = (old.part, old.number, 0, len(old.text))
    if old.text in moved:
        return Change(0, 'refused', _where(old), old.text, "", "移动了段落，不能带入；请在模板里移动", at=at)
    if origin is None or origin.filled or old.place != 'body' or _times(old, origin, ground) > 1:
        why = "删去的段落里有填入的内容，不能带入"
        if origin and not origin.filled:
            why = "删去的段落在表格或重复的段落里，不能带入"
        return Change(0, 'refused', _where(old), old.text, "", why, at=at)
    edit = LineEdit(old.part, origin.paragraph, None)
    return Change(0, 'text', _where(old), old.text, "", edits=(edit,), at=at)


def _put_in(new: Line, before: Line | None, ground: Ground, moved: set[str]) -> Change:
    where = f"{_where(before)}之后" if before else "文首"
    origin = _origin(before, ground) if before else None
    why = None
    if new.text in moved:
        why = "移动了段落，不能带入；请在模板里移动"
    elif not before or not origin or 'body' not in {new.place} & {before.place}:
        why = "新加的段落在表格、页眉页脚或模板以外的内容里，不能带入"
    elif _times(before, origin, ground) > 1 or _in_block(before, origin, ground):
        why = "新加的段落在重复的或有条件的段落里，不能带入"
    if why or before is None or origin is None:
        return Change(0, 'refused', where, "", new.text, why)
    edit = LineEdit(before.part, origin.paragraph, new.text)
    return Change(0, 'text', where, "", new.text, edits=(edit,))


def _origin(line: Line, ground: Ground) -> Origin | None:
    """Where a line comes from; None where it cannot be told character by character."""
    told = all(one.at == place for place, one in enumerate(line.chars))
    return ground.origins.get((line.part, line.number)) if told else None


def _times(line: Line, origin: Origin, ground: Ground) -> int:
    return ground.counts[line.part, origin.paragraph]


def _in_block(line: Line, origin: Origin, ground: Ground) -> bool:
    """Whether a template's paragraph stands between a {%p for or if %} and its end."""
    text = ' '.join(ground.texts[line.part][: origin.paragraph])
    opened = len(re.findall(r'\{%p? *(?:for|if) ', text))
    return opened > len(re.findall(r'\{%p? *end(?:for|if)', text))


def _inside(old: Line, new: Line, ground: Ground) -> Iterator[Change]:
    """The changes inside a line, sentence by sentence."""
    origin = _origin(old, ground)
    if origin is None:
        yield Change(0, 'refused', _where(old), old.text, new.text, "这一段不是模板里的段落，不能带入")
        return

    def same(start: int, end: int) -> bool:
        return origin.said_at(start, end) is not None or _unit(old, start, end, origin, ground) is not None

    raw = hunks(old.text, new.text, same)
    found = [_classed(old, new, one, raw, origin, ground) for one in raw]
    distinct = list(dict.fromkeys(found))
    for one in distinct:
        yield _with_company(one, distinct, old.text)


def _unit(
    old: Line, start: int, end: int, origin: Origin, ground: Ground
) -> tuple[int, int, str | None, str] | None:
    """The figure or the filled-in stretch that a change lies in, with the figure's key and the tags."""
    filled = origin.filled_at(start, end)
    if filled is None:
        return None
    for one in ground.figures.get((old.part, old.number), ()):
        if one.start <= start and end <= one.end:
            return one.start, one.end, one.key, filled.tags
    return start, end, None, filled.tags


def _classed(old: Line, new: Line, one: Hunk, raw: Sequence[Hunk], origin: Origin, ground: Ground) -> Change:
    said = origin.said_at(one.start, one.end)
    at = (old.part, old.number, one.start, one.end)
    was, now = old.text[one.start : one.end], new.text[one.new_start : one.new_end]
    if said:
        edit = TextEdit(old.part, origin.paragraph, said[0], was, now)
        return Change(0, 'text', _where(old), was, now, edits=(edit,), at=at)
    unit = _unit(old, one.start, one.end, origin, ground)
    if unit and (one.start < one.end or _belongs(old.text, one.start, now, origin)):
        start, end, key, tags = unit
        whole = widened(raw, start, end) if key else one
        was, now = old.text[whole.start : whole.end], new.text[whole.new_start : whole.new_end]
        at = (old.part, old.number, whole.start, whole.end)
        return Change(0, 'once', _where(old), was, now, key=key, tags=tags, at=at)
    if unit:
        return _between(old, one, now, origin)
    why = "改动同时碰到模板文字和填入的内容，不能带入"
    return Change(0, 'mixed', _where(old), was, now, why, at=at)


def _belongs(text: str, place: int, put_in: str, origin: Origin) -> bool:
    """Whether what was put in belongs to what was filled in: inside it, or one number or word with it."""
    if not origin.said or any(one.start < place < one.end for one in origin.filled):
        return True
    ends_on = place > 0 and _WORDS.match(text[place - 1]) and _WORDS.match(put_in[0])
    goes_on = place < len(text) and _WORDS.match(text[place]) and _WORDS.match(put_in[-1])
    return bool(ends_on or goes_on)


def _between(old: Line, one: Hunk, now: str, origin: Origin) -> Change:
    """Words put in exactly where the template's words and filled-in ones meet."""
    near = next((s for s in origin.said if one.start in {s.start, s.end} and s.start < s.end), None)
    edits: tuple[Edit, ...] = ()
    if near:
        place = near.template_start + one.start - near.start
        edits = (TextEdit(old.part, origin.paragraph, place, "", now),)
    why = "加在模板文字和填入内容之间，分不清属于哪一边；要作为模板文字带入，请写明编号"
    at = (old.part, old.number, one.start, one.end)
    return Change(0, 'mixed', _where(old), "", now, why, edits, at=at)


def _with_company(one: Change, others: Sequence[Change], text: str) -> Change:
    """A change of the template's words whose sentence has one of filled-in words too is shown apart."""
    if one.kind != 'text' or one.at is None:
        return one
    ends = [0, *(found.end() for found in _SENTENCE_ENDS.finditer(text)), len(text)]
    start = max(end for end in ends if end <= one.at[2])
    stop = min((end for end in ends if end >= one.at[3] and end > start), default=len(text))
    beside = any(
        other.kind in {'once', 'mixed'} and other.at and start <= other.at[2] < stop for other in others
    )
    why = "同一句里填入的内容也改了，不一并带入；要带入这一处，请写明编号"
    return replace(one, kind='mixed', why=why) if beside else one


def _agreed(changes: Iterator[Change], ground: Ground) -> list[Change]:
    """Of a template's line printed several times, a change is carried where each was changed alike."""
    found: list[Change] = []
    groups: dict[tuple[Edit, ...], list[Change]] = {}
    for one in changes:
        if one.edits:
            groups.setdefault(one.edits, []).append(one)
            if len(groups[one.edits]) > 1:
                continue
        found.append(one)
    return [_if_all(one, groups, ground) for one in found]


def _if_all(one: Change, groups: dict[tuple[Edit, ...], list[Change]], ground: Ground) -> Change:
    if not one.edits or not isinstance(one.edits[0], TextEdit):
        return one
    alike, times = len(groups[one.edits]), ground.counts[one.edits[0].part, one.edits[0].paragraph]
    if alike == times:
        return one
    why = f"模板里的这一段印出{times}次，只改了{alike}次，不能带入"
    return replace(one, kind='refused', why=why, edits=())


def _own_words(lines: Lines, ground: Ground) -> frozenset[str]:
    """What was filled into this paper alone: names, days, telephones."""
    return frozenset(
        line.text[one.start : one.end].strip()
        for line in lines.every()
        if (origin := _origin(line, ground))
        for one in origin.filled
    )


def _with_own(one: Change, own: frozenset[str]) -> Change:
    """New words that hold what is this paper's alone would say it in every other paper too."""
    found = next((words for words in own if len(words) >= _LEAST_OWN and words in one.new), None)
    if one.kind != 'text' or found is None:
        return one
    why = f"新的文字里有本件填入的“{found}”，带入后每份都是这几个字；确要带入，请写明编号"
    return replace(one, kind='mixed', why=why)
