"""Web pages in one file: .mht, .mhtml, and 单个文件网页 of Word, Excel and WPS ([RFC 2557])."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from extractors.readers.web.html_reader import decode_page, page_to_blocks
from model.document import Block, Paragraph, Table
from model.errors import Damaged, TooLarge
from model.place import Problem, Severity, Where

NAME = 'mhtml'

_HEADERS = re.compile(rb'\s*(?:[!-9;-~]+:[^\n]*(?:\n[ \t][^\n]*)*\n)+')
_PAGE_TYPE = re.compile(
    rb'^content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)', re.IGNORECASE | re.MULTILINE
)
_SAVED = re.compile(
    rb'^(?:snapshot-content-location:|x-mimeole:|from:\s*(?:<|=\?))', re.IGNORECASE | re.MULTILINE
)
_MAIL = re.compile(
    rb'^(?:(?:received|delivered-to|return-path|to|cc|bcc|message-id|reply-to|dkim-signature|x-mailer):'
    rb'|from:[^\n]*(?:\n[ \t][^\n]*)*@)',
    re.IGNORECASE | re.MULTILINE,
)
_PART = re.compile(rb'\n--')
_MOST_PARTS = 5000
_MOST_SHEETS = 200
_SHEET = re.compile(
    r'<x:ExcelWorksheet>\s*<x:Name>(?P<name>[^<]*)</x:Name>(?P<rest>.{0,4000}?)</x:ExcelWorksheet>',
    re.DOTALL | re.IGNORECASE,
)
_SOURCE = re.compile(r'<x:WorksheetSource\s+HRef="([^"]*)"', re.IGNORECASE)
_FRAMES = re.compile(r'<frameset\b', re.IGNORECASE)


class _Part(NamedTuple):
    """A text part: its type, the address it was saved from, its content id."""

    kind: str
    location: str
    content_id: str
    text: str
    problems: tuple[Problem, ...]


class _Sheet(NamedTuple):
    """A sheet of a workbook saved as pages."""

    name: str
    address: str
    is_hidden: bool


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """65 for a saved page; None for a letter, whose head names who it went to or which way."""
    headers = _HEADERS.match(head.replace(b'\r\n', b'\n'))
    if headers is None or not _PAGE_TYPE.search(headers.group()) or _MAIL.search(headers.group()):
        return None
    is_related = b'multipart/related' in headers.group().lower()
    return 65 if is_related or _SAVED.search(headers.group()) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read the page that was saved, frames in their places; a workbook's sheets one after the other.

    Where.path is the element's path from the page's root, Where.sheet the sheet's name. Raises Damaged
    where no page is inside, TooLarge beyond five thousand parts, and what a page raises.
    """
    import email

    data = path.read_bytes()
    if len(_PART.findall(data)) > _MOST_PARTS:
        raise TooLarge(
            f"网页文件里的部件超过{_MOST_PARTS}个，不像正常网页，已停止读取；"
            "请在浏览器里打开后打印成 PDF 再放入"
        )
    message = email.message_from_bytes(data.lstrip())
    parts = list(_message_to_parts(message))
    pages = [part for part in parts if part.kind == 'text/html']
    if not pages:
        raise Damaged(
            "单个文件网页里没有找到网页正文，文件可能不完整；请在浏览器或 Word 里打开，重新保存后再放入"
        )
    main = _main_page(message, pages)
    beside = _addresses(parts, main)
    sheets = _find_sheets(main, beside) if _FRAMES.search(main.text) else []
    if sheets:
        return _read_sheets(sheets, beside)
    blocks, problems = page_to_blocks(main.text, beside)
    return blocks, None, (*main.problems, *problems)


def _message_to_parts(message: Message) -> Iterator[_Part]:
    """The parts that are pages or style sheets, decoded."""
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind not in ('text/html', 'text/css', 'application/xhtml+xml'):
            continue
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b''
        text, problems = decode_page(data, part.get_param('charset', None) and str(part.get_param('charset')))
        kind = 'text/css' if kind == 'text/css' else 'text/html'
        location = unquote(str(part.get('Content-Location') or '')).strip()
        content_id = str(part.get('Content-ID') or '').strip().strip('<>')
        yield _Part(kind, location, content_id, text, tuple(problems))


def _main_page(message: Message, pages: list[_Part]) -> _Part:
    """The page that the head names as the start or as the address saved; else the first."""
    start = str(message.get_param('start') or '').strip('<>')
    saved = unquote(
        str(message.get('Snapshot-Content-Location') or message.get('Content-Location') or '')
    ).strip()
    for page in pages:
        if (start and page.content_id == start) or (saved and page.location == saved):
            return page
    return pages[0]


def _addresses(parts: list[_Part], main: _Part) -> Mapping[str, str]:
    """Every part's text under all addresses that a page may call it by."""
    found: dict[str, str] = {}
    for part in parts:
        if part is main:
            continue
        names = (
            part.location,
            part.location.rpartition('/')[2],
            f'cid:{part.content_id}' if part.content_id else '',
        )
        for name in names:
            if name:
                found.setdefault(name, part.text)
    return found


def _find_sheets(main: _Part, beside: Mapping[str, str]) -> list[_Sheet]:
    """The sheets that Excel lists in the page of a workbook, in order."""
    found = []
    for match in list(_SHEET.finditer(main.text))[:_MOST_SHEETS]:
        source = _SOURCE.search(match['rest'])
        address = unquote(source[1]).rpartition('/')[2] if source else ''
        if address in beside:
            found.append(
                _Sheet(
                    match['name'], address, 'SheetHidden' in match['rest'] or 'VeryHidden' in match['rest']
                )
            )
    return found


def _read_sheets(
    sheets: list[_Sheet], beside: Mapping[str, str]
) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    blocks: list[Block] = []
    problems: list[Problem] = []
    for sheet in sheets:
        if sheet.is_hidden:
            message = f"工作表“{sheet.name}”是隐藏的，也读入了；请核对是否要用"
            problems.append(Problem('hidden_sheet', Severity.REVIEW, message, Where(sheet=sheet.name)))
        found, told = page_to_blocks(beside[sheet.address], beside)
        blocks += [_on_sheet(block, sheet.name) for block in found]
        problems += [replace(each, where=replace(each.where, sheet=sheet.name)) for each in told]
    return tuple(blocks), None, tuple(problems)


def _on_sheet(block: Block, sheet: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, where=replace(block.where, sheet=sheet))
    cells = tuple(replace(cell, where=replace(cell.where, sheet=sheet)) for cell in block.cells)
    return Table(block.rows, block.cols, cells, replace(block.where, sheet=sheet))
