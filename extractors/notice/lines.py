"""A document as the lines a notice is read from: noise of pages and web sites left out, tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from model.document import Block, Document, Table
from model.place import BESIDE, Where


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its place; table is True for a row of a table of more than one column.

    gap counts the blank lines before it, None where the format does not tell.
    """

    text: str
    where: Where
    table: bool = False
    gap: int | None = None


_NOISE = re.compile(
    r'[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*页(?:.{0,3}共\s*\d+\s*页)?|PAGE(?:\s*\\\*.*)?|[★☆\s]+|[-—–_＿=\s]+'
    r'|\S*\.(?:png|jpe?g|gif|bmp)|[【\[]?(?:关闭窗口|打印本页|关闭本页|返回顶部|打印|关闭|字体[:：].*)[】\]]?|文\s+件',
    re.IGNORECASE,
)
_CRUMBS = re.compile(
    r'(?:.{0,8})?(?:首\s*页|当前位置|您(?:现在|当前)?的位置|您所在的位置).{0,8}[>＞»›→/／]|[^<>。]{2,12}\s*[>＞»›]\s*[^<>。]{2,20}\s*[>＞»›]'
)
_CRUMB_MARK = re.compile('[>＞»›→]')
_CRUMB_TITLE = re.compile(r'[^。]*关于[^。]{4,}(?:通知|通报|公告|通告|意见|批复|函|决定|报告|请示|方案)')
_FOOTER = re.compile(
    r'ICP备|公网安备|网站标识码|版权所有|主办单位\s*[:：]|承办单位\s*[:：].*网|网站地图|扫一扫|分享到|上一篇|下一篇|相关(?:链接|文档|信息|附件下载)'
    r'|打印本页|关闭窗口|技术支持\s*[:：]|建设网站$|机关网站$|政府网站$|友情链接'
)


def document_to_lines(document: Document) -> tuple[list[Line], list[Line]]:
    """The lines of the body with its text boxes, and those of headers, footers and notes."""
    body: list[Line] = []
    apart: list[Line] = []
    last: int | None = None
    for text, where, table in _texts(document.blocks):
        gap = None if last is None or where.line is None else max(0, where.line - last - 1)
        last = where.line if where.line is not None else last
        target = apart if where.part in BESIDE else body
        target.extend(
            Line(piece, where, table, gap)
            for raw in text.split('\n')
            if (piece := _after_crumbs(raw.strip())) and not is_noise(piece)
        )
    return body, apart


def is_noise(text: str) -> bool:
    """Whether a line belongs to the page or the web site, not to the paper."""
    return bool(_NOISE.fullmatch(text) or _CRUMBS.match(text))


def _after_crumbs(text: str) -> str:
    """A title that ends a breadcrumb trail (首页 > 公告 > 关于…的通知); any other text as it is."""
    if '关于' not in text or not _CRUMBS.match(text):
        return text
    last = _CRUMB_MARK.split(text)[-1].strip()
    return last if _CRUMB_TITLE.fullmatch(last) else text


def without_site_footer(lines: list[Line]) -> list[Line]:
    """The lines up to a web site's footer; a footer never begins in the first half of a page."""
    for index, line in enumerate(lines):
        if index * 2 >= len(lines) and len(line.text) < 80 and _FOOTER.search(line.text):
            return lines[:index]
    return lines


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[str, Where, bool]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield block.text, block.where, False


def _rows(table: Table) -> Iterator[tuple[str, Where, bool]]:
    """Each row as one text, its cells two blanks apart; a table of one column is no table to a reader."""
    cells = sorted((cell for cell in table.cells if cell.text.strip()), key=lambda cell: (cell.row, cell.col))
    if len({cell.col for cell in cells}) <= 1:
        yield from ((cell.text, cell.where, False) for cell in cells)
        return
    for row in dict.fromkeys(cell.row for cell in cells):
        members = [cell for cell in cells if cell.row == row]
        text = '  '.join(' '.join(cell.text.split()) for cell in members)
        yield text, members[0].where, True
