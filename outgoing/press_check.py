"""A template looked through before anything is printed with it: all its faults at once, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import jinja2
from lxml import etree

from model.errors import BadTemplate
from model.place import Problem, Severity, Where
from outgoing.pack_zip import unpack
from outgoing.press import OPTIONAL_TAGS
from outgoing.press_language import ENVIRONMENT, compile_part
from outgoing.press_plate import Plate, compiled, template_faults
from outgoing.press_tags import paragraph_words, problem

_W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
_FILLED = re.compile(r'word/(document|header\d*|footer\d*|footnotes)\.xml')
_TAG = re.compile(r'\{[{%](.*?)[}%]\}', re.DOTALL)
_FOR = re.compile(r'\{%(?:tr |tc |p |r )?[-+ ]*for ([^%]*?) in ')
_LOOPED = re.compile(r'\w+')


def check_template(path: Path, like: Path | None = None) -> tuple[Problem, ...]:
    """What is wrong with a template, all of it; empty when papers can be printed with it.

    like is the shipped template of the same kind: then names it does not know, and names it needs and this
    one lost, are told too. Codes: no_document, bad_tag, unknown_tag, lost_tag, tag_not_filled,
    tags_misplaced. Messages name the part and the paragraph (from 1) with its words.
    """
    try:
        data = path.read_bytes()
    except OSError:
        why = (
            "是文件夹，不是文件"
            if path.is_dir()
            else "没有这个文件"
            if not path.exists()
            else "没有权限或被占用"
        )
        return (_whole('no_document', f"打不开“{path}”：{why}。请检查文件名。"),)
    try:
        found = [*template_faults(path.name, data), *_not_filled(data)]
        if not found:
            found += _misplaced(compiled(path.name, data))
        found += _names(path.name, data, like) if like else ()
    except BadTemplate as error:
        code = 'no_document' if "不是完好的" in error.message else 'bad_tag'
        return (_whole(code, error.message),)
    return tuple(found)


def _whole(code: str, message: str) -> Problem:
    return Problem(code, Severity.BLOCK, message)


def _not_filled(data: bytes) -> Iterator[Problem]:
    """Tags in parts that the press does not fill: endnotes, comments, charts."""
    for name, member in sorted(unpack(data).items()):
        if name.startswith('word/') and name.endswith('.xml') and not _FILLED.fullmatch(name):
            words = ''.join(etree.fromstring(member).itertext())
            for tag in _TAG.findall(words):
                said = (
                    f"{name} 里有标记“{tag.strip()[:30]}”，这里（尾注、批注、图表）的标记不会填，请移到正文"
                )
                yield Problem('tag_not_filled', Severity.BLOCK, said, Where(part=name))


class _Anything(jinja2.ChainableUndefined):
    """Stands for every value of a trial printing: a text, a list of one, something."""

    def __str__(self) -> str:
        return "甲"

    def __iter__(self) -> Iterator[Any]:
        return iter([_Anything()])

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return True


class _Nothing(_Anything):
    """Stands for every value where there is none of anything: the other branch of each condition."""

    def __iter__(self) -> Iterator[Any]:
        return iter([])

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False


def _misplaced(plate: Plate) -> Iterator[Problem]:
    """Parts that are no longer well-formed once their loops and conditions are carried out."""
    for key, source in plate.sources.items():
        for kind in (_Anything, _Nothing):
            environment = ENVIRONMENT.overlay(undefined=kind, finalize=str)
            try:
                text = compile_part(source, environment).render({})
            except (jinja2.TemplateError, TypeError, ValueError, LookupError, ArithmeticError):
                continue  # what a trial value cannot do, the real ones may
            if not _is_well_formed(text):
                said = f"{key} 里成对的标记放错了位置：整段的用 {{%p … %}}，整行的用 {{%tr … %}}"
                yield Problem('tags_misplaced', Severity.BLOCK, said, Where(part=key))
                break


def _is_well_formed(text: str) -> bool:
    try:
        etree.fromstring(re.sub(r'^\s*<\?xml[^>]*\?>', '', text))
    except etree.XMLSyntaxError:
        return False
    return True


def _names(name: str, data: bytes, like: Path) -> Iterator[Problem]:
    """Names that nothing fills, each with its paragraph, and names that are gone."""
    known = compiled(like.name, like.read_bytes()).tags
    paragraphs = [*_paragraphs(data)]
    given = set(_LOOPED.findall(' '.join(re.findall(_FOR, ' '.join(words for *_, words in paragraphs)))))
    own: set[str] = {'loop', *given}
    for part, number, words in paragraphs:
        for asked in sorted(_asked(words) - own):
            own.add(asked)
            if asked not in known | OPTIONAL_TAGS:
                near = get_close_matches(asked, known, n=1)
                hint = f"，是不是 {near[0]}？" if near else f"；可用：{'、'.join(sorted(known))}"
                yield problem(f"标记 {asked} 没有内容可填{hint}", part, number, words, 'unknown_tag')
    try:
        own |= compiled(name, data).tags
    except BadTemplate:
        return
    for lost in sorted(known - own - OPTIONAL_TAGS):
        said = f"模板里没有标记 {lost}，生成的文件会缺这项内容；请从模板原件里把标记补回"
        yield Problem('lost_tag', Severity.BLOCK, said)


def _paragraphs(data: bytes) -> Iterator[tuple[str, int, str]]:
    kinds = {'document': 'body', 'header': 'header', 'footer': 'footer', 'footnotes': 'footnote'}
    for name, member in sorted(unpack(data).items()):
        filled = _FILLED.fullmatch(name)
        if filled:
            paragraphs = etree.fromstring(member).iter(f'{_W}p')
            for number, paragraph in enumerate(paragraphs, 1):
                words = paragraph_words(paragraph)
                if '{' in words:
                    yield kinds[filled[1].rstrip('0123456789')], number, words


def _asked(words: str) -> set[str]:
    """The names a paragraph's tags ask for, without those its loops give."""
    from jinja2 import meta

    asked: set[str] = set()
    for body in _TAG.findall(words):
        inner = re.sub(r'^(?:tr|tc|p|r)\s', '', body.strip(' -+'))
        head, _, rest = inner.strip().partition(' ')
        if head == 'for':
            inner = rest.partition(' in ')[2]
        elif head in {'if', 'elif'}:
            inner = rest
        elif head in {'endfor', 'endif', 'else', 'vm', 'hm', 'colspan', 'cellbg'}:
            continue
        try:
            asked |= meta.find_undeclared_variables(ENVIRONMENT.parse(f'{{{{ {inner} }}}}'))
        except (jinja2.TemplateError, RecursionError):
            continue
    return asked
