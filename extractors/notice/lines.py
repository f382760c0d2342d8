"""A document as the lines a notice is read from: noise of pages and web sites left out, tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.notice.run_in import taken_apart_at_numbers
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
_SHARING = re.compile(
    r'(?:[【\[（(]?(?:打印(?:本页|此页)?|关闭(?:窗口|本页|页面)?|收藏|分享到?|返回(?:顶部|列表)?|字[号体]|[大中小]号?|默认|微[信博]|新浪微博|腾讯微博'
    r'|QQ(?:空间|好友)?|朋友圈|复制链接|T|[Aa][+\-]?|放大|缩小|繁体|简体|无障碍|朗读|视力保护色|我要纠错|纠错)[】\]）):：|｜/、]*){2,}'
)
_STAMPED = re.compile(  # the day and hour a page was put up, with its counts
    r'(?:(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?'
    r'(?:(?:浏览|点击|阅读|访问)(?:[次人]?[数量]|次数)?[:：]?\d*次?|来源[:：]?.{0,20}|作者[:：]?.{0,10})+'
)
_EDITOR = re.compile(
    r'[（(【\[]?(?:责任编辑|责编|编辑|审核|审签|校对|供稿|录入|撰稿)\s*[:：]\s*\S{0,12}[)）】\]]?'
)
_FOOTER = re.compile(
    r'.*(?:ICP备|公网安备|网站标识码|版权所有|[Cc]opyright)|[\W_]*(?:上一[篇条页]|下一[篇条页]|网站地图|扫一扫|分享到|相关(?:链接|文档|信息|新闻|阅读|稿件)'
    r'|打印本页|关闭窗口|友情链接|返回列表)|.*(?:建设网站|机关网站|政府网站)$'
)
_WEAK_FOOTER = re.compile(
    r'[\W_]*(?:(?:网站)?(?:主办|承办|协办|运行维护)(?:单位)?|技术支持|联系我们|网站管理)\s*[:：]'
)
_CERTAIN = re.compile(r'ICP备|公网安备|网站标识码|版权所有|[Cc]opyright')
_BLANKS = re.compile(r'\s+')
LONGEST_NOISE = 60
LONGEST_FOOTER = 6
LONGEST_FOOTER_LINE = 80


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
            Line(piece, where, table, gap if number == 0 else 0)
            for raw in text.split('\n')
            for number, cut in enumerate([raw.strip()] if table else taken_apart_at_numbers(raw.strip()))
            if (piece := _trimmed(cut)) and not is_noise(piece)
        )
    return body, apart


def is_noise(text: str) -> bool:
    """Whether a line belongs to the page or the web site, not to the paper."""
    if _NOISE.fullmatch(text) or _CRUMBS.match(text):
        return True
    if len(text) > LONGEST_NOISE:
        return False
    bare = _BLANKS.sub('', text)
    return any(pattern.fullmatch(bare) for pattern in (_SHARING, _STAMPED, _EDITOR))


def _trimmed(text: str) -> str:
    """A line without the bar that a web page's table leaves at its end, and without its breadcrumbs."""
    return _after_crumbs(text.rstrip('|｜ \t\u3000'))


def _after_crumbs(text: str) -> str:
    """A title that ends a breadcrumb trail (首页 > 公告 > 关于…的通知); any other text as it is."""
    if '关于' not in text or not _CRUMBS.match(text):
        return text
    last = _CRUMB_MARK.split(text)[-1].strip()
    return last if _CRUMB_TITLE.fullmatch(last) else text


def without_site_footer(lines: list[Line]) -> list[Line]:
    """The lines up to a web site's footer; a footer never begins in the first half of a page.

    主办单位： and 技术支持： belong to a footer only where its record (ICP备, 版权所有) is near.
    """
    for index in range((len(lines) + 1) // 2, len(lines)):
        text = lines[index].text
        if len(text) < LONGEST_FOOTER_LINE and (_FOOTER.match(text) or _is_footer(lines, index)):
            return lines[:index]
    return lines


def _is_footer(lines: list[Line], index: int) -> bool:
    if not _WEAK_FOOTER.match(lines[index].text):
        return False
    near = lines[index + 1 : index + 1 + LONGEST_FOOTER]
    return any(_CERTAIN.search(line.text) for line in near)


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
