"""The text of a mail: which of its forms to keep, its lines, and where older mails begin in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from extractors.containers.taken import Piece, Said
from extractors.containers.undelivered import Line

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element
else:
    Element = Any

_BLOCKS = frozenset(
    ('p', 'div', 'tr', 'li', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre')
)
_UNSHOWN = frozenset(('script', 'style', 'head', 'title'))
_PAGE = re.compile(r'\s{0,100}<(?:!doctype|html|\?xml|head|body)\b', re.IGNORECASE)
_QUOTE = re.compile(
    r'[-—_=*\s]{0,40}(?:原始邮件|原邮件|转发邮件信息|转发的?邮件'
    r'|original message|(?:begin )?forwarded message)'
    r'[-—_=*:：\s]{0,40}|>{0,3}\s?(?:在|于|at|on)\s?.{4,120}(?:写道|wrote)\s?[:：]|.{4,100}(?:写道|wrote)\s?[:：]',
    re.IGNORECASE,
)
_FROM = re.compile(r'[*>\s]{0,5}(?:发件人|from)\s{0,3}[*]?[:：]', re.IGNORECASE)
_HEAD_LINE = re.compile(
    r'[*>\s]{0,5}(?:发送时间|发送日期|日期|收件人|抄送|主题|sent|date|to|subject)\s{0,3}[*]?[:：]',
    re.IGNORECASE,
)
_SUBJECT = re.compile(r'[*>\s]{0,5}(?:主\s?题|标\s?题|subject)\s{0,3}[*]?[:：](.+)', re.IGNORECASE)
_HEAD_REACH = 6


class Body(NamedTuple):
    """One form of a mail's text."""

    text: str
    is_html: bool


def best_body(bodies: Sequence[Body]) -> Body:
    """Of several forms of one text the web page, unless it says far less than the plain one."""
    pages = [body for body in bodies if body.is_html]
    plains = [body for body in bodies if not body.is_html]
    if not pages or not plains:
        return [*pages, *plains][-1]
    page, plain = pages[-1], plains[-1]
    said = sum(len(line.text.strip()) for line in body_lines(page))
    return plain if 2 * said < len(''.join(plain.text.split())) else page


def joined(bodies: Sequence[Body]) -> Body:
    """Texts of one mail that follow each other (with attachments between them) as one."""
    if all(not body.is_html for body in bodies):
        return Body('\n'.join(body.text for body in bodies), is_html=False)
    if len(bodies) == 1:
        return bodies[0]
    return Body(
        '\n'.join(body.text if body.is_html else _text_to_page(body.text) for body in bodies), is_html=True
    )


def _text_to_page(text: str) -> str:
    return ''.join(f'<div>{html.escape(line) or "<br>"}</div>' for line in text.splitlines())


def body_to_piece(body: Body) -> Piece:
    """The text as a file of UTF-8 that our readers take."""
    if not body.is_html:
        return Piece('正文.txt', [body.text.encode('utf-8', 'replace')], is_body=True)
    is_page = _PAGE.match(body.text)
    page = body.text if is_page else f'<!DOCTYPE html><html><body>{body.text}</body></html>'
    return Piece('正文.html', [page.encode('utf-8', 'replace')], is_body=True)


def body_lines(body: Body) -> list[Line]:
    """The lines of a text as they are shown, with the addresses of the links in them."""
    if not body.is_html:
        return [Line(line) for line in body.text.splitlines()]
    if not body.text.strip():
        return []
    from extractors.readers.web.html_reader import parse_page

    lines: list[Line] = []
    text: list[str] = []
    links: list[str] = []
    for piece, link in _shown(parse_page(body.text)):
        if piece is None:
            lines.append(Line(' '.join(''.join(text).split()), tuple(links)))
            text, links = [], []
        else:
            text.append(piece)
            links.extend([link] if link else [])
    return [*lines, Line(' '.join(''.join(text).split()), tuple(links))]


def _shown(root: Element) -> Iterator[tuple[str | None, str | None]]:
    """Texts and the links they begin; (None, None) at a line's end."""
    from lxml import etree

    skipped: Element | None = None
    for event, element in etree.iterwalk(root, events=('start', 'end')):
        if skipped is not None:
            if event == 'end' and element is skipped:
                skipped = None
            else:
                continue
        elif event == 'start' and element.tag in _UNSHOWN:
            skipped = element
            continue
        if element.tag in _BLOCKS or (element.tag == 'br' and event == 'start'):
            yield None, None
        if event == 'start':
            yield element.text or '', element.get('href')
        else:
            yield element.tail or '', None


def quote_start(lines: Sequence[Line]) -> str | None:
    """The line with which an older mail begins that this one answers or passes on, None where none does."""
    filled = [line.text.strip() for line in lines if line.text.strip()]
    for number, text in enumerate(filled):
        if _QUOTE.fullmatch(text):
            return text
        below = filled[number + 1 : number + _HEAD_REACH]
        if _FROM.match(text) and sum(bool(_HEAD_LINE.match(line)) for line in below) >= 2:
            return text
    return None


def quoted_subjects(lines: Sequence[Line]) -> Iterator[Said]:
    """The subjects of the mails that this one quotes."""
    return (Said(found[1]) for line in lines if (found := _SUBJECT.match(line.text)))


def unflowed(text: str, *, drops_space: bool) -> str:
    """A text of format=flowed with its lines put together again (RFC 3676)."""
    lines: list[str] = []
    flows = False
    for line in text.splitlines():
        plain = line.removeprefix(' ')
        is_signature = plain == '-- '
        if flows and not is_signature and not plain.startswith('>'):
            lines[-1] += plain
        else:
            lines.append(plain)
        flows = plain.endswith(' ') and not is_signature
        if flows and drops_space:
            lines[-1] = lines[-1][:-1]
    return '\n'.join(lines)
