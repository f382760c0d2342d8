"""OFD: letters where its pages have any, what their pictures say where somebody can look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractors.readers.ofd.drawing import page_to_image
from extractors.readers.ofd.laid import Laid, lay
from extractors.readers.ofd.notes import attachment_problems, outside_problems, seal_problems
from extractors.readers.ofd.package import Ofd, found, open_ofd, open_page, page_at
from extractors.readers.pages.flow import Look, pages_to_blocks
from extractors.readers.pages.page import Page
from extractors.readers.pages.sight import Sight
from extractors.readers.pages.told import is_mostly_picture, is_picture
from model.document import Block, Paragraph
from model.errors import Damaged, TooLarge
from model.place import Problem, Severity, Where

NAME = 'ofd'

MAX_PAGES = 3000
_MANY_OUTLINES = 10
_DPI = 200
_MOST_PIXELS = 30_000_000
_ROOT = re.compile(
    rb'^(?:ofd\.xml|(?:[^\n]*/)?(?:encryptions\.xml|decryptseed\.dat|entriesmap\.dat))$',
    re.MULTILINE | re.IGNORECASE,
)
"""The member that every package has, or those an encrypted one may have in its place."""


def score(head: bytes, filename: str) -> int | None:  # noqa: ARG001  # content decides
    """100 for a zip with OFD.xml at its root; see registry.Reader for what head holds."""
    return 100 if head.startswith(b'PK') and _ROOT.search(head) else None


@dataclass(slots=True)
class _Told:
    """What is told of the pages as they go by; margins are heads and feet by their text."""

    problems: list[Problem] = field(default_factory=list)
    margins: dict[tuple[str, str], Paragraph] = field(default_factory=dict)
    watermarks: dict[str, list[int]] = field(default_factory=dict)


def read(path: Path, sight: Sight | None = None) -> tuple[tuple[Block, ...], int | None, tuple[Problem, ...]]:
    """Read an OFD; Where.page counts from 1, Where.box is in points from the page's top left.

    Heads and feet that a template puts on its pages follow the body with Where.part 'header' or 'footer'.
    Raises Encrypted, Damaged, TooLarge, and Unsupported with code 'needs_ocr' where no page has text.
    """
    documents = open_ofd(path)
    count = sum(len(ofd.pages) for ofd in documents)
    if not count:
        raise Damaged("OFD 里一页也没有；请重新拷贝，或让来文单位重新发一份")
    if count > MAX_PAGES:
        raise TooLarge(f"有{count}页，超过上限{MAX_PAGES}页；请按文件或章节拆分后再放入")
    told = _Told()
    look = _look_by(sight, documents, told) if sight else None
    blocks, pages, problems = pages_to_blocks(_pages(documents, told), look)
    extra = (*_watermark_problems(told), *_margin_problems(told), *_package_problems(documents))
    return (*blocks, *told.margins.values()), pages, (*problems, *told.problems, *extra)


def _look_by(sight: Sight, documents: Sequence[Ofd], told: _Told) -> Look:
    """Pages recognised from pictures drawn of them."""

    def look(page: Page) -> Page:
        import numpy as np

        ofd, number = page_at(documents, page.number)
        sheet = open_page(ofd, number)
        area = sheet.area.width * sheet.area.height * (72 / 25.4) ** 2
        scale = min(_DPI / 72, (_MOST_PIXELS / area) ** 0.5)
        image, missed = page_to_image(ofd, sheet, scale)
        for said in missed:
            message = f"第{page.number}页按画出的图识别：{said}；请对照原件核对"
            told.problems.append(_problem('page_drawn', Severity.REVIEW, message, page.number))
        pixels = np.ascontiguousarray(np.asarray(image.convert('RGB'))[:, :, ::-1])
        return replace(sight(pixels, scale * 72, page.number), notes=page.notes)

    return look


def _pages(documents: Sequence[Ofd], told: _Told) -> Iterator[Page]:
    """Every document's pages in turn; a page whose content is missing is empty and told."""
    number = 0
    lost = 0
    for ofd in documents:
        for index, name in enumerate(ofd.pages, start=1):
            number += 1
            if name not in ofd.trees:
                lost += 1
                message = f"第{number}页的内容不在文件里或已损坏，没有读入；请让来文单位重新发一份"
                told.problems.append(_problem('page_damaged', Severity.REVIEW, message, number))
                continue
            laid = lay(ofd, open_page(ofd, index), number)
            _tell(laid, told)
            yield laid.page
    if lost == number:
        raise Damaged("OFD 文件里各页的内容都不在或已损坏；请重新拷贝，或让来文单位重新发一份")


def _tell(laid: Laid, told: _Told) -> None:
    number = laid.page.number
    for part, lines in (('header', laid.heads), ('footer', laid.feet)):
        for line in lines:
            where = replace(line.where, part=part)
            told.margins.setdefault((part, line.text.strip()), Paragraph(line.text.strip(), where))
    for text in dict.fromkeys(laid.watermarks):
        told.watermarks.setdefault(text, []).append(number)
    if laid.hidden:
        message = (
            f"第{number}页有隐藏文字{laid.hidden}字（不显示、透明、与底色相同、被盖住或在页面外），没有读入；"
            "请对照原件核对是否有用"
        )
        told.problems.append(_problem('hidden_text', Severity.REVIEW, message, number))
    if laid.behind and not is_mostly_picture(laid.page):
        message = f"第{number}页的文字印在整页的底图上，底图里如有文字没有读出；请对照原件核对"
        told.problems.append(_problem('picture_behind', Severity.REVIEW, message, number))
    if laid.banner:
        message = f"第{number}页上部有图片，图里如有文字（发文机关标志、密级等）没有读出；请对照原件核对"
        told.problems.append(_problem('picture_at_top', Severity.REVIEW, message, number))
    if laid.outlines >= _MANY_OUTLINES and not is_picture(laid.page):
        message = f"第{number}页有些字可能是画成图形的（{laid.outlines}处），没有读出；请对照原件核对"
        told.problems.append(_problem('outlines_unread', Severity.REVIEW, message, number))
    if laid.page.places is not None:
        message = f"第{number}页的文字是横躺或倒置的，已转正读取；位置仍按原页面计"
        told.problems.append(_problem('page_turned', Severity.INFO, message, number))


def _problem(code: str, severity: Severity, message: str, number: int) -> Problem:
    return Problem(code, severity, message, Where(page=number))


def _watermark_problems(told: _Told) -> Iterator[Problem]:
    for text, numbers in told.watermarks.items():
        if text:
            message = f"有水印“{text}”（{len(numbers)}页），不作正文"
            yield _problem('watermark', Severity.INFO, message, numbers[0])


def _margin_problems(told: _Told) -> Iterator[Problem]:
    for paragraph in told.margins.values():
        message = f"模板里的页眉或页脚“{paragraph.text}”不作正文"
        yield Problem('template_text', Severity.INFO, message, paragraph.where)


def _package_problems(documents: Sequence[Ofd]) -> Iterator[Problem]:
    before = 0
    yield from outside_problems(documents[0])
    for ofd in documents:
        yield from seal_problems(ofd, before)
        yield from attachment_problems(ofd)
        before += len(ofd.pages)
    lost = len(list(found(documents[0].trees[documents[0].members['ofd.xml']], 'DocBody'))) - len(documents)
    if lost:
        message = f"这个 OFD 里另有{lost}份文件的部件不在或已损坏，没有读入；请让来文单位重新发一份"
        yield Problem('document_damaged', Severity.REVIEW, message)
    if len(documents) > 1:
        message = f"这个 OFD 里装了{len(documents)}份文件，已依次读入，页码连着数；请核对是否同一份公文"
        yield Problem('several_documents', Severity.REVIEW, message)
