"""A .docx against GB/T 9704-2012 and 行文规则: what was found of its elements, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from extractors.readers import guard
from outgoing.check.element_rules import element_rules
from outgoing.check.elements import Elements, find_elements
from outgoing.check.findings import Finding, warn
from outgoing.check.lines import Line
from outgoing.check.page_rules import page_rules
from outgoing.check.sheet import Sheet, file_to_sheet
from outgoing.check.text_rules import text_rules
from outgoing.check.writing_rules import writing_rules


@dataclass(frozen=True, slots=True)
class Checked:
    """kind is the 文种 in the title or None; elements maps an element to its lines' texts.

    fonts are the Chinese faces that the text asks for; findings stand fail before warn, in order of the page.
    """

    kind: str | None
    layout: str | None
    elements: dict[str, list[str]]
    fonts: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def fails(self) -> int:
        """How many binding rules are broken."""
        return sum(one.level == 'fail' for one in self.findings)


def check_file(path: Path) -> Checked:
    """The document in this file.

    Raises:
        Damaged: it is no .docx, or its main part cannot be read.
    """
    with guard.reading(str(path)):
        sheet = file_to_sheet(path)
    elements = find_elements(sheet)
    return Checked(
        kind=elements.kind,
        layout=_layout(elements),
        elements=_told(elements if elements.is_official else Elements()),
        fonts=tuple(sorted({face.font for line in sheet.lines for _, face in line.faces if face.font})),
        findings=tuple(sorted(_findings(sheet, elements), key=lambda one: one.level)),
    )


def _findings(sheet: Sheet, elements: Elements) -> list[Finding]:
    found = list(page_rules(sheet, elements))
    if not elements.is_official:
        said = "没有找到版头、发文字号和带文种的标题，不像党政机关公文，只查了页面。"
        return [*(replace(one, level='warn') for one in found), warn('not_official', '7.1', said)]
    found += element_rules(sheet, elements)
    found += text_rules(elements)
    found += writing_rules(elements)
    return found


def _layout(elements: Elements) -> str | None:
    if not elements.is_official:
        return None
    return "信函格式" if elements.is_letter else "文件格式"


def _told(elements: Elements) -> dict[str, list[str]]:
    groups: dict[str, tuple[Line | None, ...]] = {
        'issuing_authority_mark': elements.mark,
        'doc_number': (elements.number,),
        'signatory': (elements.signer,),
        'title': elements.title,
        'primary_recipients': (elements.recipients,),
        'attachment_note': (elements.attached, *elements.attached_more),
        'signing_authority': elements.signed,
        'date_of_document': (elements.date,),
        'attachment': elements.annexes,
        'cc': (elements.cc,),
        'printing_authority': (elements.printed,),
    }
    return {name: [line.text for line in lines if line] for name, lines in groups.items()}
