"""Which parts of a web page are the site's and not the document's: menus, way marks, link lists, feet.

The body of the text is where the sentences are; the document is that and what leads up to it from its
title. Outside it a part goes where its tag, its links or its words show that it is the site's; inside it
only what surely is. What can be read both ways stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractors.readers.web.phrases import INDEX_LABEL, RELATED, SITE_FOOT, without_tools
from extractors.readers.web.stats import Counts, is_data_table, page_to_counts, words
from extractors.readers.web.text import BLOCKS, Element, Reason, Unshown
from text.lines import is_title

_TAGS = frozenset({'nav', 'footer', 'aside', 'header'})
_ROLES = frozenset({
    'navigation', 'banner', 'contentinfo', 'search', 'complementary', 'menu', 'menubar', 'toolbar',
})  # fmt: skip
_INSIDE_TABLE = frozenset({'td', 'th', 'tr', 'tbody', 'thead', 'tfoot'})
_NEVER_MAIN = frozenset({'tr', 'tbody', 'thead', 'tfoot', 'table', 'p', 'span', 'font', 'li', 'b', 'strong'})
_HINT = re.compile(
    r'(?:^|[^a-z])(?:(?:main|sub|top|left|right|site|page)?(?:nav|menu)s?|navbar|navigation|\w*crumb\w*|location'
    r'|position|dqwz|weizhi|bd_?share\w*|share\w*|jiathis\w*|print\w*|no-?print|tools?|toolbar|font-?size|ziti|zihao'
    r'|foot\w*|copyright|relat\w*|xg(?:wz|xx|yd|lj|wj)|recommend\w*|prev|next|pager|pagination|search\w*|sousuo'
    r'|login|qr\w*|ewm|erweima|weixin|wechat|weibo|banner|logo|links?|friend\w*|yqlj|comment\w*|gotop|backtop'
    r'|wza|accessib\w*|lang\w*|visit\w*|counter|ads?)(?:$|[^a-z])'
)
_WEAK_HINT = re.compile(
    r'(?:^|[^a-z])(?:top\w*|head|header|bottom|side\w*|aside|left|right|hot|rank\w*|float\w*|bar)(?:$|[^a-z])'
)
"""Names that a part of the document may bear too: they tell together with links, or above the document."""
_CRUMB = re.compile(r'crumb|dqwz|weizhi', re.IGNORECASE)
_DOC_NUMBER = re.compile(r'[〔\[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*(?:第\s*)?\d+\s*号')
_MOST_FOOT = 800


class Found(NamedTuple):
    """What is the site's; main is the element around the document's text, body that around its title too.

    Both are None where they cannot be told.
    """

    furniture: dict[Element, Reason]
    main: Element | None = None
    body: Element | None = None


@dataclass(slots=True)
class _Page:
    """A page while it is judged; body is the element around text and title, kept what must not go whole."""

    counts: dict[Element, Counts]
    main: Element
    body: Element
    kept: set[Element]
    found: dict[Element, Reason]


def find_furniture(root: Element, hidden: Unshown) -> Found:
    """Tell the site's parts of a page from the document.

    hidden is what is not shown anyway. A table of data is never cut into.
    """
    top = root.find('body')
    counts = page_to_counts(top, hidden) if top is not None else None
    if counts is None:
        return Found({})
    main = _find_main(top, counts)
    titles = _find_titles(root, counts)
    if main is None and titles:
        main = _to_container(titles[0].getparent())
    if main is None:
        return Found({each: Reason.FURNITURE for each, own in counts.items() if _is_named(each, own)})
    commons = [_common(main, title) for title in titles]
    body = max([common for common in commons if common is not main] or [main], key=_depth)
    kept = {main, *main.iterancestors()}
    kept.update(above for title in titles for above in (title, *title.iterancestors()))
    page = _Page(counts, main, body, kept, {})
    _judge_outside(page)
    _judge_inside(page)
    return Found(page.found, main, body)


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _find_main(top: Element, counts: dict[Element, Counts]) -> Element | None:
    """The smallest element with nearly all sentences that is neither a paragraph nor in a table of data."""
    if counts[top].marks < 3:
        return None
    main = top
    while True:
        inner = [child for child in main if child in counts]
        best = max(inner, key=lambda child: counts[child].marks, default=None)
        if best is None or counts[best].marks < 0.7 * counts[main].marks or not _holds_blocks(best):
            return _to_container(main)
        main = best


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in BLOCKS or each.tag in ('br', 'table') for each in element.iterdescendants())


def _to_container(main: Element) -> Element | None:
    """The element itself, or what is around it where it is a paragraph or lies in a table of data."""
    tables = [
        each for each in (main, *main.iterancestors('table')) if each.tag == 'table' and is_data_table(each)
    ]
    outer = tables[-1].getparent() if tables else main
    while outer is not None and outer.tag in _NEVER_MAIN:
        outer = outer.getparent()
    return outer


def _find_titles(root: Element, counts: dict[Element, Counts]) -> list[Element]:
    """The elements that may bear the document's title, those the page's head names before the others."""
    named = [meta.get('content') or '' for meta in root.iter('meta')
             if (meta.get('name') or '').lower() == 'articletitle']  # fmt: skip
    named += [''.join(title.itertext()) for title in root.iter('title')]
    names = [squeezed for squeezed in (''.join(name.split()) for name in named) if squeezed]
    sure, likely = [], []
    for element, own in counts.items():
        if not 6 <= own.letters <= 120 or own.linked:
            continue
        text = ''.join(words(element, counts).split())
        if any(text in name and len(text) > 0.4 * len(name) for name in names):
            sure.append(element)
        elif is_title(text):
            likely.append(element)
    return sure + likely


def _common(one: Element, other: Element) -> Element:
    chain = {one, *one.iterancestors()}
    return next(each for each in (other, *other.iterancestors()) if each in chain)


def _judge_outside(page: _Page) -> None:
    """Judge what lies beside the document, from the outermost element inwards."""
    inner = page.body
    for outer in page.body.iterancestors():
        if outer not in page.counts:
            return
        is_before = True
        for child in outer:
            if child is inner:
                is_before = False
            elif child in page.counts:
                _judge_part(child, page, is_before=is_before)
        inner = outer


def _judge_part(part: Element, page: _Page, *, is_before: bool) -> None:
    waiting = [part]
    while waiting:
        element = waiting.pop()
        own = page.counts[element]
        if element not in page.kept and _is_outside_furniture(element, page, is_before=is_before):
            page.found[element] = Reason.FURNITURE
        elif not _is_prose(own) and not (element.tag == 'table' and is_data_table(element)):
            waiting += [child for child in element if child in page.counts]


def _is_prose(own: Counts) -> bool:
    return own.marks >= 4 and own.linked < 0.3 * own.letters and own.letters >= 80


def _is_outside_furniture(element: Element, page: _Page, *, is_before: bool) -> bool:
    own = page.counts[element]
    plain = words(element, page.counts, with_links=False)
    if _is_documents_own(element, own, plain):
        return False
    if SITE_FOOT.search(words(element, page.counts)) and own.letters < _MOST_FOOT:
        return True
    if _is_prose(own) or (
        element.tag not in BLOCKS and element.tag not in ('table', 'tbody', 'span', 'font')
    ):
        return False
    if _is_site_tag(element) or (_has_hint(element) and element.tag not in _INSIDE_TABLE):
        return True
    if own.links and (own.linked >= 0.5 * own.letters or _WEAK_HINT.search(_name(element))):
        return True
    return is_before and _is_above(element, own)


def _is_above(element: Element, own: Counts) -> bool:
    """Whether what stands above the document is of the site: links, a box to search in, its name."""
    is_box = 0 < own.inputs < 4 and own.letters < 30
    return own.links > 1 or is_box or (own.letters < 40 and bool(_WEAK_HINT.search(_name(element))))


def _is_documents_own(element: Element, own: Counts, plain: str) -> bool:
    """Whether it holds what no menu has: files, the page's index table, a number, a table of data."""
    if own.files or len(set(INDEX_LABEL.findall(plain))) > 1 or _DOC_NUMBER.search(plain):
        return True
    around = element if element.tag == 'table' else next(element.iterancestors('table'), None)
    if (element.tag in _INSIDE_TABLE or element.tag == 'table') and around is not None:
        return is_data_table(around)
    return any(is_data_table(table) for table in element.iterdescendants('table'))


def _is_site_tag(element: Element) -> bool:
    return element.tag in _TAGS or (element.get('role') or '').lower() in _ROLES


def _has_hint(element: Element) -> bool:
    return bool(_HINT.search(_name(element)))


def _name(element: Element) -> str:
    name = f'{element.get("class") or ""} {element.get("id") or ""}'
    return re.sub(r'(?<=[a-z])(?=[A-Z])', ' ', name).lower()


def _judge_inside(page: _Page) -> None:
    """Judge what lies in the document: only what surely is the site's goes."""
    waiting = [page.body]
    while waiting:
        for child in waiting.pop():
            if child not in page.counts or child in page.found or not page.counts[child].letters:
                continue
            if child.tag == 'table' and child not in page.main.iterancestors() and is_data_table(child):
                continue
            if child in page.kept:
                waiting.append(child)
            elif _is_inside_furniture(child, page):
                page.found[child] = Reason.FURNITURE
            elif RELATED.fullmatch(words(child, page.counts, most=60)):
                _drop_related(child, page)
            else:
                waiting.append(child)


def _is_inside_furniture(element: Element, page: _Page) -> bool:
    own = page.counts[element]
    if _is_named(element, own):
        return True
    if own.files or own.marks > 2 or own.letters > 400 or element.tag not in BLOCKS | {'table'}:
        return False
    if own.letters < 80 and _CRUMB.search(f'{element.get("class")} {element.get("id")}'):
        return True
    is_linked = own.links > 0 and own.linked >= 0.5 * own.letters
    written = words(element, page.counts)
    if _has_hint(element) and (SITE_FOOT.search(written) or not without_tools(written).strip()):
        return True
    if page.main in element.iterancestors():
        return _has_hint(element) and is_linked and own.links > 2
    has_name = _has_hint(element) or _WEAK_HINT.search(_name(element))
    return is_linked and bool(has_name or (own.links > 2 and own.linked >= 0.8 * own.letters))


def _is_named(element: Element, own: Counts) -> bool:
    """Whether its tag or role says that it is the site's, and nothing in it speaks against."""
    if not _is_site_tag(element) or own.files or _is_prose(own):
        return False
    if element.tag == 'nav' or element.get('role') == 'navigation' or SITE_FOOT.search(words(element)):
        return True
    return own.links > 1 and own.linked >= 0.5 * own.letters


def _drop_related(heading: Element, page: _Page) -> None:
    """Drop 相关链接 and the list of links under it: what follows it, or what is around it."""
    block = heading
    while (follower := next(_after(block, page), None)) is None:
        block = block.getparent()
        if block in page.kept:
            return
    if not _is_links(follower, page):
        return
    page.found[block] = Reason.FURNITURE
    for follower in _after(block, page):
        if follower in page.kept or not _is_links(follower, page):
            return
        page.found[follower] = Reason.FURNITURE


def _after(element: Element, page: _Page) -> Iterator[Element]:
    return (each for each in element.itersiblings() if each in page.counts and page.counts[each].letters)


def _is_links(element: Element, page: _Page) -> bool:
    own = page.counts[element]
    return own.links > 0 and not own.files and own.linked >= 0.6 * own.letters
