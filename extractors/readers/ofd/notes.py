"""What an OFD carries beside its pages' text: remarks, text that is not shown, seals, attached files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.readers.ofd.canvas import POINTS
from extractors.readers.ofd.letters import Run
from extractors.readers.ofd.objects import HIDING
from extractors.readers.ofd.package import (
    Element,
    Ofd,
    Page,
    Rect,
    Stamp,
    found,
    local,
    rect_of,
    resolve,
    text_of,
)
from extractors.readers.pages.page import Comment
from extractors.secrecy import secrecy_mark_in_name
from model.place import NOWHERE, Box, Problem, Severity, Where


def sheet_to_comments(sheet: Page, runs: Sequence[Run]) -> Iterator[Comment]:
    """The remarks of a page's annotations; what one shows on the page is the page's text already."""
    shown: dict[int, str] = {}
    for run in runs:
        if run.source.kind == 'annotation':
            key = id(run.source.element)
            shown[key] = shown.get(key, '') + ''.join(glyph.text for glyph in run.glyphs)
    for tree in sheet.layers:
        for note in found(tree, 'Annot') if local(tree) == 'PageAnnot' else ():
            remark = ' '.join((text_of(note, 'Remark') or '').split())
            struck = 'strikeout' in {(note.get(name) or '').lower() for name in ('Type', 'Subtype')}
            is_mark = (note.get('Type') or '').lower() == 'watermark'
            said = ''.join(remark.split()) in ''.join(shown.get(id(note), '').split())
            if struck or (remark and not said and not is_mark):
                yield Comment(_note_box(note, sheet), remark, struck)


def _note_box(note: Element, sheet: Page) -> Box:
    look = next(found(note, 'Appearance'), None)
    rect = (None if look is None else rect_of(look.get('Boundary'))) or Rect(0, 0, 0, 0)
    return _to_box(rect, sheet.area)


def _to_box(rect: Rect, area: Rect) -> Box:
    left, top = rect.x - area.x, rect.y - area.y
    sides = (left, top, left + rect.width, top + rect.height)
    return Box(*(round(side * POINTS, 1) for side in sides))


def shown_nowhere(sheet: Page) -> int:
    """How many letters of a page stand in what is set to be invisible."""
    count = 0
    for tree in sheet.layers:
        if local(tree) == 'PageAnnot':
            continue
        for element in tree.iter():
            if element.get('Visible') in HIDING and not _is_hidden(element.getparent()):
                codes = (each for each in element.iter() if local(each) == 'TextCode')
                count += sum(len(''.join((code.text or '').split())) for code in codes)
    return count


def _is_hidden(element: Element | None) -> bool:
    """Whether an element stands in one that is set to be invisible."""
    if element is None:
        return False
    return element.get('Visible') in HIDING or _is_hidden(element.getparent())


def seal_problems(ofd: Ofd, before: int) -> Iterator[Problem]:
    """Each seal with its pages, and signatures without one; before counts the pages of documents before."""
    numbers = {ofd.ids[name]: before + place for place, name in enumerate(ofd.pages, start=1)}
    seals: dict[str, list[tuple[int, Stamp]]] = {name: [] for name in ofd.signatures}
    for id_, stamps in ofd.stamps.items():
        for stamp in stamps:
            if id_ in numbers:
                seals[stamp.signature].append((numbers[id_], stamp))
    check = "只记下位置，没有验章，真伪请在 OFD 阅读器里核验"
    for places in sorted(seals.values(), key=lambda places: [number for number, _ in places]):
        if not places:
            message = "文件有一个电子签名，没有印章图形；没有验签，真伪请在 OFD 阅读器里核验"
            yield Problem('seal', Severity.INFO, message)
            continue
        number, stamp = min(places, key=lambda place: place[0])
        pages = "、".join(str(each) for each in sorted({each for each, _ in places}))
        where = Where(page=number, box=_to_box(stamp.rect, Rect(0, 0, 0, 0)))
        yield Problem('seal', Severity.INFO, f"第{pages}页盖有一枚电子印章；{check}", where)


def outside_problems(ofd: Ofd) -> Iterator[Problem]:
    """A secrecy mark where no page shows it: in the file's title and data, a remark, or what is hidden."""
    for text in _said_outside(ofd):
        if level := secrecy_mark_in_name(text):
            message = f"文件的属性、批注或隐藏文字里写着“{level}”；请核对文件是否涉密"
            yield Problem('said_outside', Severity.REVIEW, message)
            return


def _said_outside(ofd: Ofd) -> Iterator[str]:
    infos = found(ofd.trees[ofd.members['ofd.xml']], 'DocBody', 'DocInfo')
    yield from (each.text or '' for info in infos for each in info.iter())
    for name, tree in ofd.trees.items():
        for element in tree.iter():
            if isinstance(element.tag, str) and local(element) == 'Remark':
                yield element.text or ''
            elif name in ofd.pages and element.get('Visible') in HIDING:
                yield ''.join(each.text or '' for each in element.iter() if local(each) == 'TextCode')


def ofd_to_attachments(ofd: Ofd) -> Iterator[tuple[str, str]]:
    """Files carried inside: each one's name as people read it, and its member ('' where it is missing)."""
    document = ofd.trees[ofd.document]
    listing = resolve(ofd.members, ofd.document, text_of(document, 'Attachments'))
    for entry in found(ofd.trees[listing], 'Attachment') if listing in ofd.trees else ():
        location = text_of(entry, 'FileLoc') or ''
        name = entry.get('Name') or location.replace('\\', '/').rpartition('/')[2] or "名称不详"
        member = resolve(ofd.members, listing, location)
        suffix = member.rpartition('.')[2] if '.' in member and '.' not in name else ''
        yield (f'{name}.{suffix}' if suffix else name), member


def attachment_problems(ofd: Ofd) -> Iterator[Problem]:
    """Files carried inside, by their names: each is a paper of its own."""
    for name, member in ofd_to_attachments(ofd):
        message = f"文件里夹带了附件“{name}”，不在正文里；收文时另登一件"
        if not member:
            message = f"文件里写有附件“{name}”，但附件不在文件里；请向来文单位索取"
        severity = Severity.INFO if member else Severity.REVIEW
        yield Problem('attachment_inside' if member else 'embedded_unread', severity, message, NOWHERE)
