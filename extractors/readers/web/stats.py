"""A web page in figures: letters, links and marks of sentences of every element."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.readers.web.text import DROPPED, Element, Unshown

_SENTENCE_MARKS = re.compile('[，。；]')
_FILE = re.compile(r'\.(?:docx?|xlsx?|wps|et|pdf|ofd|zip|rar|7z|csv|rtf|txt|pptx?)(?:$|[?#&])', re.IGNORECASE)
_ATTACHMENT = re.compile(r'\s*附\s*[件表]')
_RULED = re.compile(r'border[\w-]*\s*:[^;]*(?:solid|double|collapse)', re.IGNORECASE)
_MOST_ELEMENTS = 100_000
"""A page beyond this is a system's export, not a page of a site."""


@dataclass(slots=True)
class Counts:
    """Letters, those in links, links, links to files, marks of sentences and controls of all shown inside."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    files: int = 0
    marks: int = 0
    inputs: int = 0

    def add(self, other: Counts) -> None:
        """Count an element inside."""
        self.letters += other.letters
        self.linked += other.linked
        self.links += other.links
        self.files += other.files
        self.marks += other.marks
        self.inputs += other.inputs

    def add_text(self, text: str | None) -> None:
        """Count letters that are no space, and marks."""
        if text:
            self.letters += len(''.join(text.split()))
            self.marks += len(_SENTENCE_MARKS.findall(text))


def page_to_counts(top: Element, hidden: Unshown) -> dict[Element, Counts] | None:
    """The counts of every element shown; None for a page of more than a hundred thousand elements."""
    counts: dict[Element, Counts] = {}
    waiting = [top]
    while waiting:
        element = waiting.pop()
        counts[element] = Counts()
        if len(counts) > _MOST_ELEMENTS:
            return None
        waiting += [child for child in reversed(element) if _is_shown(child, hidden)]
    for element, own in reversed(counts.items()):
        own.add_text(element.text)
        for child in element:
            if child in counts:
                own.add(counts[child])
            own.add_text(child.tail)
        if element.tag == 'a' and own.letters:
            own.linked, own.links, own.files, own.marks = own.letters, 1, int(_is_file_link(element)), 0
        own.inputs += element.tag == 'input' and element.get('type') != 'hidden'
    return counts


def words(
    element: Element,
    counts: Mapping[Element, Counts] | None = None,
    *,
    with_links: bool = True,
    most: int = 3000,
) -> str:
    """What is written in an element, its first letters up to `most`; counts names what is shown."""
    found: list[str] = []
    waiting: list[Element | str] = [element]
    length = 0
    while waiting and length < most:
        part = waiting.pop()
        if isinstance(part, str):
            found.append(part.strip())
            length += len(found[-1])
            continue
        if counts is None or part in counts:
            inner: list[Element | str] = [part.text or '']
            for child in part:
                is_link = child.tag == 'a' and not with_links
                inner += [child.tail or ''] if is_link else [child, child.tail or '']
            waiting += reversed(inner)
    return ' '.join(part for part in found if part)


def is_data_table(table: Element) -> bool:
    """Whether a table's own look says that it holds data: ruled, made by Office, or rows of short cells."""
    border = (table.get('border') or '0').strip()
    if border not in ('', '0', '0px', 'none') or 'MsoNormalTable' in (table.get('class') or ''):
        return True
    rows = [row for row in table.iterdescendants('tr') if next(row.iterancestors('table')) is table]
    cells = [cell for row in rows[:200] for cell in row if cell.tag in ('td', 'th')]
    if any(_RULED.search(each.get('style') or '') for each in (table, *cells[:4])):
        return True
    plain = sum(_is_plain_row(row) for row in rows[:200])
    return plain > 2 or (plain == 2 and max((_paragraphs(cell) for cell in cells), default=0) < 3)


def _is_plain_row(row: Element) -> bool:
    texts = [''.join(cell.itertext()).strip() for cell in row if cell.tag in ('td', 'th')]
    filled = [len(text) for text in texts if text]
    return len(filled) > 1 and max(filled) < 100 and row.find('.//a') is None


def _paragraphs(cell: Element) -> int:
    return sum(1 for _ in cell.iter('p', 'br', 'div'))


def _is_shown(child: Element, hidden: Unshown) -> bool:
    return isinstance(child.tag, str) and child.tag not in DROPPED and child not in hidden


def _is_file_link(link: Element) -> bool:
    text = ''.join(link.itertext()).strip()
    return bool(_FILE.search(link.get('href') or '') or _FILE.search(text) or _ATTACHMENT.match(text))
