"""The tags in a template's paragraphs, one by one: each fault said in Chinese with its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import jinja2
from lxml import etree

from model.place import Problem, Severity, Where
from outgoing.marks import unmarked
from outgoing.press_language import ENVIRONMENT, refused

_W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
_P, _T, _R, _DELETED = f'{_W}p', f'{_W}t', f'{_W}r', f'{_W}delText'
_TAG = re.compile(r'\{\{[^{}]*\}\}|\{%[^{}]*?%\}|\{#[^{}]*?#\}|(\{[{%#]|[}%#]\}|[｛﹛][｛﹛{%]|\{｛)')
_INSIDE = re.compile(r'\{([{%])(?:(tr|tc|p|r)\s)?[-+]?\s*(.*?)\s*[-+]?[}%]\}', re.DOTALL)
_QUOTES = str.maketrans('“”‘’', '""\'\'')
_ENDS = {'endfor': 'for', 'endif': 'if', 'else': 'if', 'elif': 'if'}
_LEVELS = {'tr': f'{_W}tr', 'tc': f'{_W}tc'}
_PLACES = {'tr': "这一行", 'tc': "这一格", 'p': "这一段"}
_SPELLED = (
    (re.compile(r"No filter named '([^']*)'"), "用了不认识的过滤器 {}"),
    (re.compile(r"No test named '([^']*)'"), "用了不认识的判断 {}"),
    (re.compile(r"unknown tag '([^']*)'"), "有不认识或多余的标记 {}"),
)


class Open(NamedTuple):
    """A block that is still open: its word, how its tag is written, and the paragraph it stands in."""

    word: str
    level: str
    paragraph: etree._Element
    number: int
    words: str


def tag_faults(root: etree._Element, part: str) -> Iterator[Problem]:
    """Every faulty tag of a part ('body', 'header', …): broken, refused, unknown, without its other half."""
    opened: list[Open] = []
    for number, paragraph in enumerate(root.iter(_P), 1):
        words = paragraph_words(paragraph)
        gone = ''.join(text.text or '' for text in paragraph.iter(_DELETED))
        if _TAG.search(gone):
            said = f"标记 {gone.strip()[:30]} 在修订的删除痕迹里，请先接受修订"
            yield problem(said, part, number, words or gone)
        if '{' not in words and '}' not in words and '｛' not in words:
            continue
        for found in _TAG.finditer(words):
            for said in _said(found, words, paragraph, number, opened):
                yield problem(said, part, number, words)
    for block in opened:
        said = f"标记 {block.word} 没有收尾（缺 end{block.word}）"
        yield problem(said, part, block.number, block.words)


def problem(said: str, part: str, number: int, words: str, code: str = 'bad_tag') -> Problem:
    """A fault of a template in its paragraph (from 1)."""
    message = f"{_PARTS.get(part, part)}第{number}段（“{words.strip()[:30]}”附近）{said}"
    return Problem(code, Severity.BLOCK, message, Where(part=part, path=f'p[{number}]'))


_PARTS = {
    'body': "正文", 'header': "页眉", 'footer': "页脚", 'footnote': "脚注", 'core': "文件属性",
}  # fmt: skip


def paragraph_words(paragraph: etree._Element) -> str:
    """A paragraph's own text, without that of text boxes in it."""
    runs = (text for text in paragraph.iter(_T) if next(text.iterancestors(_P), None) is paragraph)
    return ''.join(text.text or '' for text in runs)


def _said(
    found: re.Match[str], words: str, paragraph: etree._Element, number: int, opened: list[Open]
) -> Iterator[str]:
    """What is wrong with one tag; blocks that begin or end with it come and go."""
    if found[1]:
        yield _half(found[1])
        return
    if found[0].startswith('{#'):
        return
    inside = _INSIDE.fullmatch(found[0])
    kind, level, body = inside.groups() if inside else ('{', None, '')
    body = body.translate(_QUOTES)
    wanted = _LEVELS.get(level or '')
    if wanted and next(paragraph.iterancestors(wanted), None) is None:
        yield f"标记 {found[0]} 只能用在表格里"
    yield from _lost_words(level or '', paragraph, found[0])
    yield from _torn(found, paragraph)
    if kind == '{':
        yield from expression_faults(body, found[0])
        return
    word = body.split(None, 1)[0] if body else ''
    if word in _ENDS:
        yield from _closed(Open(word, level or '', paragraph, number, words), opened)
        if word == 'elif':
            yield from _statement_faults(f'if {body[4:]}', found[0])
    elif word in {'for', 'if'}:
        opened.append(Open(word, level or '', paragraph, number, words))
        yield from _statement_faults(body, found[0])
    elif word not in {'vm', 'hm', 'colspan', 'cellbg'}:
        yield f"有不认识或多余的标记 {word or found[0]}"
    elif next(paragraph.iterancestors(_LEVELS['tc']), None) is None:
        yield f"标记 {found[0]} 只能用在表格里"


def _lost_words(level: str, paragraph: etree._Element, shown: str) -> Iterator[str]:
    """Words beside a tag that takes its whole paragraph, row or cell away with it."""
    if level not in _PLACES:
        return
    wanted = _LEVELS.get(level)
    whole = paragraph if wanted is None else next(paragraph.iterancestors(wanted), None)
    if whole is None:
        return
    words = unmarked(''.join(map(paragraph_words, whole.iter(_P))))
    rest = re.sub(
        rf'\{{[{{%]{level}\s[^{{}}]*\}}\}}?|\{{%\s*(?:colspan|cellbg|hm|vm)\b[^{{}}]*\}}', '', words
    ).strip()
    if rest:
        yield f"{_PLACES[level]}只能放标记 {shown}，旁边的“{rest[:20]}”不会印出，请移到别处"


def _torn(found: re.Match[str], paragraph: etree._Element) -> Iterator[str]:
    """A tag of which one half was inserted or linked apart from the other (修订, 超链接)."""
    place, around = 0, set()
    for text in paragraph.iter(_T):
        if next(text.iterancestors(_P), None) is not paragraph:
            continue
        end = place + len(text.text or '')
        if place < found.end() and end > found.start():
            run = next(text.iterancestors(_R), text)
            around.add(run.getparent())
        place = end
    if len(around) > 1:
        yield f"标记 {found[0]} 一半在修订痕迹、超链接或控件里，请先接受修订、取消链接，再重写这个标记"


def _half(sign: str) -> str:
    if any(full in sign for full in '｛﹛'):
        return f"“{sign}”是全角括号，应写成半角的 {{{{"
    return f"有没写完的标记（单独的 {sign}）：一个标记要写在同一段里，形如 {{{{ 名称 }}}}"


def _closed(end: Open, opened: list[Open]) -> Iterator[str]:
    """An end (or else) against the block it belongs to."""
    if not opened or (opened[-1].word != _ENDS[end.word] and end.word != 'else'):
        yield f"有不认识或多余的标记 {end.word}（前面没有相配的 {_ENDS[end.word]}）"
        return
    block = opened[-1] if not end.word.startswith('end') else opened.pop()
    if block.level != end.level:
        yield f"标记 {block.word} 和 {end.word} 写法不同：应同为 {{%{block.level} … %}}"
    elif not block.level and block.paragraph.getparent() is not end.paragraph.getparent():
        yield f"标记 {block.word} 和 {end.word} 不在同一格、同一处，应放在一起或改用 {{%p … %}}"


def expression_faults(body: str, shown: str) -> Iterator[str]:
    """What is wrong with the inside of {{ }}."""
    yield from _all_parsed(f'{{{{ {body} }}}}', shown)


def _statement_faults(body: str, shown: str) -> Iterator[str]:
    end = 'for' if body.startswith('for') else 'if'
    yield from _all_parsed(f'{{% {body} %}}{{% end{end} %}}', shown)


@lru_cache(maxsize=1024)  # the same tag stands in many paragraphs
def _all_parsed(source: str, shown: str) -> tuple[str, ...]:
    return tuple(_parsed(source, shown))


def _parsed(source: str, shown: str) -> Iterator[str]:
    try:
        tree = ENVIRONMENT.parse(source)
        for _, said in refused(tree):
            yield f"有不允许的写法 {shown[:60]}：{said}"
        if not any(True for _ in refused(tree)):
            ENVIRONMENT.compile(tree)
    except (RecursionError, MemoryError):
        yield f"有不允许的写法 {shown[:60]}：套得太深"
    except (jinja2.TemplateError, SyntaxError) as error:
        spelled = ((pattern.search(str(error)), message) for pattern, message in _SPELLED)
        yield next(
            (words.format(match[1]) for match, words in spelled if match), f"有写错的标记 {shown[:60]}"
        )
