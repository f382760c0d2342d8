"""The body: faces and sizes, indents, and numbered headings (GB/T 9704-2012 5.2.2, 7.3.1, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from outgoing.check.elements import Elements, Heading
from outgoing.check.faces import is_black
from outgoing.check.findings import Finding, fail, warn
from outgoing.check.lines import Line

_HALF_SIZE = 0.6
_TWO = (1.5, 2.6)
_SHORT = 6
_RUN_IN, _SENTENCE = "。", 16
_WRONG_MARK = re.compile(
    r'[（(][一二三四五六七八九十\d]{1,3}[）)]、|\d{1,2}\s*、|[一二三四五六七八九十]{1,3}[.．]'
)


class Due(NamedTuple):
    """What an element's face usually is: names that the font's begins with or holds, size, words for both."""

    faces: tuple[str, ...]
    size: float
    words: str


_FANG = Due(('仿宋', 'fangsong', 'stfangsong'), 16, "3号仿宋体（16磅）")
_TITLE = Due(('小标宋', 'xiaobiaosong'), 22, "2号小标宋体（22磅）")
_LEVELS = {
    1: Due(('黑体', 'simhei', 'heiti'), 16, "3号黑体（16磅）"),
    2: Due(('楷体', 'kaiti', 'stkaiti'), 16, "3号楷体（16磅）"),
    3: _FANG,
    4: _FANG,
}
_IMPRINT = Due(('仿宋', 'fangsong', 'stfangsong'), 14, "4号仿宋体（14磅）")


def text_rules(elements: Elements) -> Iterator[Finding]:
    """Looks and numbering."""
    yield from _faces('title_face', '7.3.1', "标题", elements.title, _TITLE)
    if any(face.bold for line in elements.title for _, face in line.faces):
        yield warn('title_bold', '7.3.1', "标题加了粗；小标宋体不再加粗。", elements.title[0])
    headings = {id(one.line): one for one in elements.headings}
    plain = [line for line in elements.body if id(line) not in headings]
    yield from _faces('body_face', '5.2.2', "正文", plain, _FANG)
    for level, due in _LEVELS.items():
        told = (one.line for one in elements.headings if one.level == level)
        lines = [line for line in told if not _is_sentence(line, replies=elements.kind == "批复")]
        yield from _faces(f'heading{level}_face', '7.3.3', f"第{'一二三四'[level - 1]}层标题", lines, due)
    others = {"主送机关": elements.recipients, "发文字号": elements.number, "成文日期": elements.date}
    for name, line in others.items():
        yield from _faces('element_face', '5.2.2', name, (line,) if line else (), _FANG)
    imprint = [line for line in (elements.cc, elements.printed) if line]
    yield from _faces('imprint_face', '7.4.2', "版记", imprint, _IMPRINT)
    coloured = [line for line in elements.body if not is_black(line.face.colour)]
    if coloured:
        said = f"正文有{len(coloured)}段不是黑色；公文中文字的颜色均为黑色。"
        yield fail('colour', '5.2.4', said, coloured[0])
    yield from _indents(elements.body)
    yield from _numbering(elements.headings)


def _faces(rule: str, clause: str, name: str, lines: Sequence[Line], due: Due) -> Iterator[Finding]:
    """One finding for all lines of an element whose face or size is another."""
    odd = [line for line in lines if not _looks(line, due)]
    if odd:
        font, size = _first_face(odd[0])
        there = f"{font or '没有指定的字体'} {size:g}磅"
        many = f"{len(odd)}处" if len(odd) > 1 else ""
        yield warn(rule, clause, f"{name}{many}是{there}，一般用{due.words}。", odd[0])


def _is_sentence(line: Line, *, replies: bool) -> bool:
    """Whether a numbered line is a paragraph of the body (一、同意成立……。) and no heading."""
    whole = len({face for _, face in line.faces}) == 1
    return whole and line.text.endswith(_RUN_IN) and (replies or len(line.text) > _SENTENCE)


def _first_face(line: Line) -> tuple[str | None, float]:
    """The face a line begins with: a heading may run on into its paragraph."""
    face = line.faces[0][1] if line.faces else line.face
    return face.font, face.size


def _looks(line: Line, due: Due) -> bool:
    """Whether most of a line, or the heading it begins with, looks as it should."""
    for font, size in ((line.face.font, line.face.size), _first_face(line)):
        plain = (font or '').replace('_', '').replace(' ', '').lower()
        if abs(size - due.size) <= _HALF_SIZE and any(name in plain for name in due.faces):
            return True
    return False


def _indents(lines: Sequence[Line]) -> Iterator[Finding]:
    """每个自然段左空二字，回行顶格."""
    asked = [
        line for line in lines if len(line.text) > _SHORT and line.align not in {'center', 'right', 'end'}
    ]
    odd = [line for line in asked if not _TWO[0] <= line.indent + line.left <= _TWO[1]]
    if odd:
        yield fail('indent', '7.3.3', f"正文有{len(odd)}段没有左空二字（首行缩进2字符）。", odd[0])
    hung = [line for line in asked if line.left > 1 and line not in odd]
    if hung:
        yield fail('indent', '7.3.3', f"正文有{len(hung)}段整段缩进，回行应顶格。", hung[0])


def _numbering(headings: Sequence[Heading]) -> Iterator[Finding]:
    """Each level counts on from 1; a deeper one begins anew under every heading above it."""
    last: dict[int, int] = {}
    fresh: set[int] = set()
    for one in headings:
        before = last.get(one.level, 0)
        anew = one.ordinal == 1 and (before == 0 or one.level in fresh)
        if not (one.ordinal == before + 1 or anew):
            came = f"“{before}”之后" if before else "开头"
            said = f"结构层次序数不连续：{came}是“{_printed(one)}”，跳号或重号。"
            yield fail('numbering', '7.3.3', said, one.line)
        if _WRONG_MARK.match(one.line.text):
            said = f"序数“{_printed(one)}”的写法不对，应依次为“一、”“（一）”“1.”“（1）”。"
            yield warn('heading_mark', '7.3.3', said, one.line)
        last[one.level] = one.ordinal
        fresh.discard(one.level)
        fresh |= set(range(one.level + 1, 5))
        for deeper in {2, 4} & set(range(one.level + 1, 5)):
            last.pop(deeper, None)


def _printed(heading: Heading) -> str:
    return heading.line.text[:4].split()[0]
