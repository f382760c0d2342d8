"""Web pages, and office files that are web pages inside (.xls and .doc exports of many systems)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extractors.readers import limits
from extractors.readers.plain.encoding import bytes_to_text
from extractors.readers.web.controls import list_labels
from extractors.readers.web.flow import Walk, read_flow
from extractors.readers.web.furniture import Found, find_furniture
from extractors.readers.web.phrases import is_foot_line
from extractors.readers.web.style import Styles, hidden_reason
from extractors.readers.web.text import DROPPED, Element, Reason, Unshown
from model.document import Block, Paragraph
from model.errors import Damaged, TooLarge, Unsupported
from model.place import Problem, Severity
from text.lines import is_page_number

NAME = 'html'

_START = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|title)\b',
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb'<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["\']?\s*([\w-]+)', re.IGNORECASE)
_FROM_WORD = re.compile(r'microsoft (?!frontpage)', re.IGNORECASE)
_FROM_OFFICE = re.compile(
    r'microsoft|libreoffice|openoffice|wps|excel|word\.document|kingsoft', re.IGNORECASE
)
_MOST_FRAMES = 20


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """60 where the file begins as a page does; a text that only holds '<' somewhere is none."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode('utf-16', errors='ignore').encode()
    return 60 if _START.match(head) else None


def read(path: Path) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read a page as a browser shows it; Where.path is the element's path from the root.

    Scripts, navigation and page feet are left out; no other file is opened, no address called.
    Raises Damaged for a page without elements, TooLarge for a table of over a million places,
    Unsupported for a page that only holds frames.
    """
    text, problems = decode_page(path.read_bytes())
    blocks, found = page_to_blocks(text, {})
    return blocks, None, (*problems, *found)


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, list[Problem]]:
    """UTF-8 if it is valid UTF-8, else what the page says of itself (or charset), else as any text."""
    named = _CHARSET.search(data[:4096])
    text, problems = bytes_to_text(data)
    if charset is None and named is not None:
        charset = named[1].decode('ascii', errors='replace')
    if charset is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text, problems
    try:
        encoding = codecs.lookup('gb18030' if charset.lower().startswith('gb') else charset).name
        return (text, problems) if _is_utf8(data) else (data.decode(encoding), [])
    except (LookupError, UnicodeDecodeError, ValueError):
        return text, problems


def page_to_blocks(text: str, beside: Mapping[str, str]) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """A page's blocks and problems; beside are the frames and style sheets saved with it, by address.

    Raises as read does.
    """
    root = parse_page(text)
    _take_in_frames(root, beside)
    styles = Styles(_page_css(root, beside))
    hidden = _find_hidden(root, styles)
    generator = _generator(root)
    is_site = not _FROM_OFFICE.search(generator)
    found = find_furniture(root, hidden) if is_site else Found({})
    furniture = found.furniture | {each: Reason.FURNITURE for each in root.iter('div') if _is_page_foot(each)}
    if found.body is not None:
        furniture |= {each: Reason.FURNITURE for each in hidden if found.body not in each.iterancestors()}
    labels = list_labels(root, lambda item: styles.values(item).get('list-style-type'))
    walk = Walk({**hidden, **furniture}, labels, found.main, bool(_FROM_WORD.search(generator)), is_site)
    read_flow(root, f'/{root.tag}', walk)
    if is_site:
        _drop_foot_lines(walk)
    problems = [*walk.problems, *_left_out(root, walk), *_unread(root, walk)]
    return tuple(walk.blocks), tuple(problems)


def parse_page(text: str) -> Element:
    """The page's root.

    Raises Damaged for nothing at all and what nests too deep to be read whole, TooLarge for too many tags.
    """
    from lxml import html

    if text.count('<') > limits.MAX_HTML_TAGS:
        most = limits.MAX_HTML_TAGS // 10_000
        raise TooLarge(f"网页里的标记超过{most}万个，不像正常公文；请拆成几个文件再放入")
    parser = html.HTMLParser(
        encoding='utf-8', no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = html.document_fromstring(text.encode('utf-8', errors='replace'), parser=parser)
    if root is None or any(fault.type_name == 'ERR_RESOURCE_LIMIT' for fault in parser.error_log):
        raise Damaged("网页里没有内容，或层层嵌套过深，读不完整；请在浏览器里打开，重新保存后再放入")
    return root


def _generator(root: Element) -> str:
    """The programs that made the page, by its own head: what was pasted from Word names Word in the body."""
    return ' '.join(
        meta.get('content') or ''
        for meta in root.findall('head/meta')
        if (meta.get('name') or '').lower() in ('generator', 'progid', 'originator')
    )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        return False
    return True


def _take_in_frames(root: Element, beside: Mapping[str, str]) -> None:
    """Put the pages that were saved with this one where their frames stand."""
    for frame in list(root.iter('iframe'))[:_MOST_FRAMES]:
        page = beside.get(frame.get('src') or '')
        body = parse_page(page).find('body') if page and page.strip() else None
        if body is not None:
            frame.tag = 'div'
            frame.text = body.text
            frame[:] = list(body)


def _page_css(root: Element, beside: Mapping[str, str]) -> str:
    sheets = [style.text or '' for style in root.iter('style') if 'print' not in (style.get('media') or '')]
    sheets += [beside.get(link.get('href') or '', '') for link in root.iter('link') if _is_sheet(link)]
    return '\n'.join(sheets)


def _is_sheet(link: Element) -> bool:
    is_styles = 'stylesheet' in (link.get('rel') or '').lower()
    return is_styles and (link.get('media') or 'all') in ('all', 'screen')


def _find_hidden(root: Element, styles: Styles) -> dict[Element, Reason]:
    """What a browser does not show; what lies in it is not looked at."""
    hidden: dict[Element, Reason] = {}
    waiting = [root]
    while waiting:
        for child in waiting.pop():
            if not isinstance(child.tag, str) or child.tag in DROPPED:
                continue
            reason = hidden_reason(child, styles)
            if reason is None:
                waiting.append(child)
            else:
                hidden[child] = reason
    return hidden


def _is_page_foot(element: Element) -> bool:
    """Whether this is where LibreOffice puts a page's head or foot, and nothing but the number is in it."""
    return element.get('title') in {'header', 'footer'} and is_page_number(element.text_content())


def _drop_foot_lines(walk: Walk) -> None:
    """Leave out the lines of a site's foot, and at the end of the page those beside them."""
    ends = len(walk.blocks)
    feet = {index for index, block in enumerate(walk.blocks) if _is_foot(block, beside_foot=False)}
    for index in range(ends - 1, -1, -1):
        if index not in feet and not (feet and _is_foot(walk.blocks[index], beside_foot=True)):
            break
        feet.add(index)
    for index in range(min(feet, default=ends), ends):
        if index - 1 in feet and _is_foot(walk.blocks[index], beside_foot=True):
            feet.add(index)
    gone = [
        block.text
        for index, block in enumerate(walk.blocks)
        if index in feet and isinstance(block, Paragraph)
    ]
    walk.tools += sum(map(len, gone))
    walk.blocks = [block for index, block in enumerate(walk.blocks) if index not in feet]


def _is_foot(block: Block, *, beside_foot: bool) -> bool:
    return isinstance(block, Paragraph) and is_foot_line(block.text, beside_foot=beside_foot)


def _left_out(root: Element, walk: Walk) -> Iterator[Problem]:
    """What was left out, told with its number of letters."""
    counts = _count_letters(root, walk.unshown)
    hidden = counts[Reason.GONE] + counts[Reason.BLANK]
    furniture = counts[Reason.FURNITURE] + walk.tools
    if hidden:
        message = f"网页中有隐藏文字{hidden}字，没有读入；请对照原网页核对是否有用"
        yield Problem('hidden_text', Severity.REVIEW, message)
    if furniture:
        message = f"网页的导航、按钮、相关链接和页脚（{furniture}字）已略去，不作正文"
        yield Problem('furniture_dropped', Severity.INFO, message)


def _count_letters(root: Element, unshown: Unshown) -> dict[Reason, int]:
    """Letters of what is left out, by reason, each counted once."""
    counts = dict.fromkeys(Reason, 0)
    waiting: list[tuple[Element, Reason | None]] = [(root, None)]
    while waiting:
        element, reason = waiting.pop()
        if element.tag in DROPPED:
            continue
        reason = reason or unshown.get(element)
        for child in element:
            waiting += [(child, reason)] if isinstance(child.tag, str) else []
            if reason and child.tail:
                counts[reason] += len(''.join(child.tail.split()))
        if reason and element.text:
            counts[reason] += len(''.join(element.text.split()))
    return counts


def _unread(root: Element, walk: Walk) -> Iterator[Problem]:
    """What the page shows from elsewhere where it has little text of its own; raises where it has none."""
    letters = sum(len(block.text) if isinstance(block, Paragraph) else 100 for block in walk.blocks)
    if not walk.blocks and next(root.iter('frameset'), None) is not None:
        raise Unsupported(
            "是框架网页的外壳，各工作表或正文在同名的“.files”文件夹里，这个文件里没有；"
            "请用 Excel 或浏览器打开后另存为 .xlsx 或 .mht 再放入"
        )
    for tags, most, code, what in _ELSEWHERE:
        if letters < most and any(_is_seen(each) for each in root.iter(*tags)):
            message = f"网页本身只有{letters}字，正文可能{what}，没有读入；请放入原文件或打印的 PDF"
            yield Problem(code, Severity.REVIEW, message)
            return
    if not walk.blocks:
        yield Problem(
            'page_empty',
            Severity.REVIEW,
            "网页里没有读到文字；请在浏览器里打开核对，另存或打印成 PDF 后再放入",
        )


def _is_seen(element: Element) -> bool:
    """Whether a frame or picture has a size: counters of visits have none."""
    small = {'0', '1', '0px', '1px', '0%'}
    is_hidden = 'none' in (element.get('style') or '')
    return not is_hidden and not {element.get('width') or '', element.get('height') or ''} & small


_ELSEWHERE = (
    (('iframe', 'embed', 'object', 'frame'), 100, 'frame_unread', "在嵌入的框架或文件里"),
    (('img',), 40, 'picture_unread', "是图片"),
    (('script',), 1, 'script_unread', "由脚本从网上取来"),
)
"""Where a page's text may be that the file does not hold, and below how many letters that is told."""
