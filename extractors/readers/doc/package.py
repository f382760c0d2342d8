"""A Word binary as the trees of a package, which are then read as those of a .docx are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from extractors.readers.doc.drawings import Drawings, box_ranges, read_drawings
from extractors.readers.doc.file import At, DocFile, Range, consecutive, read_plc
from extractors.readers.doc.formats import read_formats
from extractors.readers.doc.lists import read_numbering
from extractors.readers.doc.props import Formats
from extractors.readers.doc.sprms import S_TITLE_PAGE, read_sprms
from extractors.readers.doc.story import Source, read_blocks
from extractors.readers.doc.styles import read_styles
from extractors.readers.doc.text import read_text
from extractors.readers.docx.names import TEXT_BOX, Element, P, R, W
from extractors.readers.docx.package import Package
from model.place import Problem, Severity

_NO_SEPARATORS = 6
_MARGINS = (
    ('header', 'even'), ('header', 'default'), ('footer', 'even'), ('footer', 'default'),
    ('header', 'first'), ('footer', 'first'),
)  # fmt: skip
"""The stories of each section, in the order of PlcfHdd (2.8.22); before them come six of separators."""

_MAX_STORIES = 20_000


@dataclass(slots=True)
class Boxes:
    """A story of text boxes; given are those that have been put where they are anchored."""

    source: Source
    story: Range
    ranges: list[Range | None]
    given: set[int] = field(default_factory=set)

    def give(self, number: int) -> Collection[Element]:
        """A text box's blocks, once."""
        place = self.ranges[number] if 0 <= number < len(self.ranges) else None
        if place is None or number in self.given:
            return ()
        self.given.add(number)
        return read_blocks(self.source, _within(self.story, *place))

    def rest(self) -> list[Element]:
        """Those that no anchor names, each in a paragraph of its own: nothing is lost."""
        from lxml import etree

        paragraphs = []
        for number in range(len(self.ranges)):
            blocks = self.give(number)
            if blocks:
                paragraphs.append(etree.Element(P))
                box = etree.SubElement(etree.SubElement(paragraphs[-1], W + 'r'), TEXT_BOX)
                box.extend(blocks)
        return paragraphs


def file_to_package(file: DocFile) -> Package:
    """All stories of a document as trees; raises Damaged where text is missing, TooLarge over the limits."""
    from lxml import etree

    text = read_text(file)
    characters, paragraphs, lost = read_formats(file, text.pieces)
    formats = Formats(file, read_styles(file), characters, paragraphs)
    source = Source(text.units, formats, frozenset(read_plc(file.part(At.SECTIONS), 12)[0]))
    stories = file.stories
    drawings, margin_drawings = read_drawings(file)
    boxes = Boxes(source, stories.boxes, box_ranges(file, At.BOXES))
    body = etree.Element(W + 'body')
    body.extend(read_blocks(source, stories.body, drawings, boxes.give))
    body.extend(boxes.rest())
    margins = _read_margins(file, source, margin_drawings)
    body.append(_references(margins))
    return Package(
        body=body,
        styles=None,
        numbering=read_numbering(file),
        footnotes=_read_notes(source, 'footnote', stories.footnotes, file.part(At.FOOTNOTES)),
        endnotes=_read_notes(source, 'endnote', stories.endnotes, file.part(At.ENDNOTES)),
        comments=_read_notes(source, 'comment', stories.comments, file.part(At.COMMENTS)),
        margins={id_: element for id_, _, element in margins},
        problems=_problems(file, source, lost),
    )


def _within(story: Range, first: int, end: int) -> Range:
    """A range counted from the beginning of its story, cut to it."""
    return Range(min(story.first + first, story.end), min(story.first + end, story.end))


def _read_notes(source: Source, kind: str, story: Range, places: bytes) -> Element | None:
    """The notes of one kind; the last two places bound what is behind the last note (2.8.17)."""
    from lxml import etree

    positions, _ = read_plc(places, 0)
    if story.end <= story.first:
        return None
    notes = etree.Element(W + kind + 's')
    ends = positions[:-1] if len(positions) > 2 else [0, story.end - story.first]
    for place in consecutive(ends)[:_MAX_STORIES]:
        etree.SubElement(notes, W + kind).extend(read_blocks(source, _within(story, *place)))
    return notes


def _read_margins(file: DocFile, source: Source, drawings: Drawings) -> list[tuple[str, str, Element]]:
    """(id, kind, tree) of the headers and footers that are printed; an empty one goes on as before it."""
    from lxml import etree

    positions, _ = read_plc(file.part(At.MARGINS), 0)
    boxes = Boxes(source, file.stories.margin_boxes, box_ranges(file, At.MARGIN_BOXES))
    titled = _titled_sections(file)
    even = bool(file.part(At.SETTINGS)[:1].rjust(1, b'\0')[0] & 1)
    found = []
    for index, place in enumerate(consecutive(positions[_NO_SEPARATORS:-1])[:_MAX_STORIES]):
        section, which = divmod(index, len(_MARGINS))
        kind, variant = _MARGINS[which]
        printed = {'default': True, 'even': even, 'first': section in titled}[variant]
        story = _within(file.stories.margins, *place)
        if printed and story.end > story.first:
            blocks = read_blocks(source, story, drawings, boxes.give, file.stories.margins.first)
            found.append((f'{kind}{index}', kind, etree.Element(W + kind)))
            found[-1][2].extend(blocks)
    return found


def _titled_sections(file: DocFile) -> set[int]:
    """The sections whose first page has headers of its own (sprmSFTitlePage)."""
    titled = set()
    for index, item in enumerate(read_plc(file.part(At.SECTIONS), 12)[1]):
        place = int.from_bytes(item[2:6], 'little')
        size = int.from_bytes(file.word[place : place + 2], 'little')
        sprms = read_sprms(file.word[place + 2 : place + 2 + size])
        if any(each.code == S_TITLE_PAGE and each.number for each in sprms):
            titled.add(index)
    return titled


def _references(margins: list[tuple[str, str, Element]]) -> Element:
    from lxml import etree

    section = etree.Element(W + 'sectPr')
    for id_, kind, _ in margins:
        etree.SubElement(section, f'{W}{kind}Reference', {R + 'id': id_})
    return section


def _problems(file: DocFile, source: Source, lost: int) -> tuple[Problem, ...]:
    """What a person should know of the file itself."""
    found = []
    if any(name.split('/')[0].lower() in ('macros', '_vba_project_cur') for name in file.names):
        found.append(
            Problem('macros', Severity.INFO, "文件里带有宏，没有运行；读入的是保存时的文字，不影响使用")
        )
    if lost:
        message = f"文件里有{lost}页格式记录已损坏，表格、隐藏文字和编号可能读得不对；请对照原件核对"
        found.append(Problem('format_lost', Severity.REVIEW, message))
    if source.strays or source.undefined:
        message = "文件里有表格的格子没有边界记录，格子可能对不齐；请对照原件核对"
        found.append(Problem('table_broken', Severity.REVIEW, message))
    if source.unlabelled:
        message = f"文中有{source.unlabelled}段用的是 Word 95 以前的自动编号，编号没有读出；请对照原件核对"
        found.append(Problem('label_lost', Severity.REVIEW, message))
    return tuple(found)
