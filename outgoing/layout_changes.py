"""How a paper looks against how we printed it: resolved measures and faces, never XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from outgoing.aligning import Pair, hunks
from outgoing.ground import Ground
from outgoing.lines import Char, Line

_CLOSE = {'left': 12, 'right': 12, 'first': 12, 'before': 6, 'after': 6}
_PAGE_CLOSE = 4
_JC = {'left': "左对齐", 'center': "居中", 'right': "右对齐", 'both': "两端对齐", 'distribute': "分散对齐"}
_NAMES = {
    'line': "行距", 'jc': "对齐", 'left': "左缩进", 'right': "右缩进", 'first': "首行缩进", 'before': "段前",
    'after': "段后", 'new_page': "段前分页", 'face': "字体", 'latin': "西文字体", 'size': "字号",
    'bold': "加粗", 'italic': "倾斜", 'strike': "删除线", 'underline': "下划线", 'colour': "字色",
    'highlight': "底色", 'pgSz.w': "纸宽", 'pgSz.h': "纸高", 'pgMar.top': "上边距", 'pgMar.bottom': "下边距",
    'pgMar.left': "左边距", 'pgMar.right': "右边距", 'docGrid.linePitch': "文档网格",
}  # fmt: skip
_SHOWN = 3


class LookEdit(NamedTuple):
    """A look to be set: of a template's paragraph, of its characters, or (paragraph None) of its sections."""

    part: str
    paragraph: int | None
    name: str
    value: Any


class LookChange(NamedTuple):
    """One change of look wherever it was made; without edits it cannot be carried, and why says why."""

    where: str
    old: str
    new: str
    why: str | None
    edits: tuple[LookEdit, ...]


class _Seen(NamedTuple):
    """One line's change of one look; whole: all of its characters have it."""

    line: Line
    name: str
    old: Any
    new: Any
    whole: bool = True


def layout_changes(
    pairs: Sequence[Pair], sections: tuple[Sequence[Mapping[str, int]], ...], ground: Ground
) -> tuple[list[LookChange], tuple[str, ...]]:
    """Changes of look, those alike together, and notes on what could not be compared."""
    seen = [one for old, new in pairs if old and new for one in _seen(old, new)]
    groups: dict[tuple[str, Any, Any], list[_Seen]] = {}
    for one in seen:
        groups.setdefault((one.name, one.old, one.new), []).append(one)
    compared = {(old.part, old.number): old for old, new in pairs if old and new}
    found = [_grouped(group, ground, compared) for group in groups.values()]
    alone = [old or new for old, new in pairs if not (old and new)]
    blank = [one for one in alone if one and not one.text.strip()]
    if blank:
        found.append(LookChange("空行", "", f"{len(blank)}处", "增减的空行不能带入，请改段前、段后间距", ()))
    if len(sections[0]) != len(sections[1]):
        return found, ("分节不同，页面和边距没有比较。",)
    return [*found, *_pages(sections)], ("表格的列宽、行高、边框和图形没有比较。",) * _has_tables(pairs)


def _has_tables(pairs: Sequence[Pair]) -> bool:
    return any(old is not None and old.place == 'table' for old, _ in pairs)


def _seen(old: Line, new: Line) -> Iterator[_Seen]:
    for name, was, now in zip(old.look._fields, old.look, new.look, strict=True):
        if name != 'rule' and not _close(name, was, now):
            yield _Seen(old, name, _shown_line(old, name), _shown_line(new, name))
    if old.look.rule != new.look.rule and old.look.line == new.look.line:
        yield _Seen(old, 'line', _shown_line(old, 'line'), _shown_line(new, 'line'))
    pairs = _same_chars(old, new)
    changed: Counter[tuple[str, Any, Any]] = Counter()
    for one, other in pairs:
        changed.update(_char_changes(one, other))
    for (name, was, now), count in changed.items():
        of_face = name in {'face', 'latin'}
        alike = [one for one, _ in pairs if not of_face or _is_han(one.text) == (name == 'face')]
        yield _Seen(old, name, was, now, count == len(alike))


def _same_chars(old: Line, new: Line) -> list[tuple[Char, Char]]:
    """The characters that stand in both lines, blanks left out."""
    pairs: list[tuple[Char, Char]] = []
    place = other = 0
    for one in (*hunks(old.text, new.text, lambda *_: False), None):
        until = one.start if one else len(old.text)
        pairs += zip(old.chars[place:until], new.chars[other : other + until - place], strict=False)
        place, other = (one.end, one.new_end) if one else (0, 0)
    return [(one, two) for one, two in pairs if one.text.strip()]


def _char_changes(old: Char, new: Char) -> Iterator[tuple[str, Any, Any]]:
    if old.look is new.look or old.look == new.look:
        return
    skipped = 'latin' if _is_han(old.text) else 'face'
    for name, was, now in zip(old.look._fields, old.look, new.look, strict=True):
        if name != skipped and was != now:
            yield name, was, now


def _is_han(char: str) -> bool:
    return ord(char) >= 0x2000


def _close(name: str, was: Any, now: Any) -> bool:
    return bool(abs(was - now) <= _CLOSE[name]) if name in _CLOSE else bool(was == now)


def _shown_line(line: Line, name: str) -> Any:
    """A look's value; a line pitch with its rule."""
    return (line.look.line, line.look.rule) if name == 'line' else getattr(line.look, name)


def _grouped(group: Sequence[_Seen], ground: Ground, compared: Mapping[tuple[str, int], Line]) -> LookChange:
    first = group[0]
    where = '、'.join(f"“{one.line.text.strip()[:8]}”" for one in group[:_SHOWN])
    where = f"{where}等{len(group)}段" if len(group) > _SHOWN else f"{where}段"
    old, new = (f"{_NAMES[first.name]}{shown(first.name, value)}" for value in (first.old, first.new))
    origins = [ground.origins.get((one.line.part, one.line.number)) for one in group]
    why = _why_not(group, origins, ground, compared)
    if why:
        return LookChange(where, old, new, why, ())
    edits = (
        LookEdit(one.line.part, origin.paragraph, one.name, one.new)
        for one, origin in zip(group, origins, strict=True)
        if origin
    )
    return LookChange(where, old, new, None, tuple(dict.fromkeys(edits)))


def _why_not(
    group: Sequence[_Seen], origins: Sequence[Any], ground: Ground, compared: Mapping[tuple[str, int], Line]
) -> str | None:
    if not all(one.whole for one in group):
        return "只改了一段里的几个字，不能带入；请在模板里改"
    if None in origins:
        return "有的段落不是模板里的段落，不能带入"
    changed = {(one.line.part, one.line.number) for one in group}
    wanted = {(one.line.part, origin.paragraph) for one, origin in zip(group, origins, strict=True)}
    alike = [
        key
        for key, origin in ground.origins.items()
        if (key[0], origin.paragraph) in wanted and key in compared and compared[key].text.strip()
    ]
    if not changed.issuperset(alike):
        return "模板里的同一段印出多次，只改了其中几次，不能带入"
    return None


def _pages(sections: tuple[Sequence[Mapping[str, int]], ...]) -> Iterator[LookChange]:
    """Changes of page and margins; one that all sections share can be carried."""
    changed: dict[tuple[str, int, int], int] = Counter()
    for old, new in zip(*sections, strict=True):
        for name in old.keys() & new.keys():
            if abs(old[name] - new[name]) > _PAGE_CLOSE:
                changed[name, old[name], new[name]] += 1
    for (name, was, now), count in sorted(changed.items()):
        alike = sum(1 for one in sections[0] if abs(one.get(name, was + 99) - was) <= _PAGE_CLOSE)
        why = None if count == alike == len(sections[0]) else "各节页面不同，不能带入；请在模板里改"
        edits = () if why else (LookEdit('word/document.xml', None, name, now),)
        told = [f"{_NAMES[name]}{shown(name, value)}" for value in (was, now)]
        yield LookChange("页面", told[0], told[1], why, edits)


def shown(name: str, value: Any) -> str:
    """A look's value as a person knows it: 29磅, 居中, 三号's 16磅."""
    spoken: Callable[[Any], str] | None = _SPOKEN.get(name)
    if spoken:
        return spoken(value)
    if isinstance(value, bool):
        return "有" if value else "无"
    if name.startswith('pg'):
        return f"{value / 1440 * 25.4:.1f}毫米"
    return f"{value / 20:g}磅" if isinstance(value, int) else f"“{value}”"


def _line(value: tuple[int, str]) -> str:
    line, rule = value
    kinds = {'exact': f"{line / 20:g}磅", 'atLeast': f"最小{line / 20:g}磅"}
    return kinds.get(rule, f"{line / 240:g}倍")


_SPOKEN: dict[str, Callable[[Any], str]] = {
    'line': _line,
    'jc': lambda value: _JC.get(value, value),
    'size': lambda value: f"{value / 2:g}磅",
}
