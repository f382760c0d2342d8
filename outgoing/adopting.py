"""A template changed as a person changed a paper printed with it; its tags stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from lxml import etree

from model.errors import CannotStart
from outgoing.ground import TAG, template_texts
from outgoing.layout_changes import LookEdit
from outgoing.pack_zip import pack
from outgoing.pen_changes import Change, Edit, LineEdit, TextEdit
from outgoing.plain_wording import W, members_of, own_nodes, parse
from outgoing.stamping import replace_in

_PARAGRAPH_ORDER = (
    'pStyle', 'keepNext', 'keepLines', 'pageBreakBefore', 'framePr', 'widowControl', 'numPr',
    'suppressLineNumbers', 'pBdr', 'shd', 'tabs', 'suppressAutoHyphens', 'kinsoku', 'wordWrap',
    'overflowPunct', 'topLinePunct', 'autoSpaceDE', 'autoSpaceDN', 'bidi', 'adjustRightInd', 'snapToGrid',
    'spacing', 'ind', 'contextualSpacing', 'mirrorIndents', 'suppressOverlap', 'jc', 'textDirection',
    'textAlignment', 'textboxTightWrap', 'outlineLvl', 'divId', 'cnfStyle', 'rPr', 'sectPr', 'pPrChange',
)  # fmt: skip
_RUN_ORDER = (
    'rStyle', 'rFonts', 'b', 'bCs', 'i', 'iCs', 'caps', 'smallCaps', 'strike', 'dstrike', 'outline', 'shadow',
    'emboss', 'imprint', 'noProof', 'snapToGrid', 'vanish', 'webHidden', 'color', 'spacing', 'w', 'kern',
    'position', 'sz', 'szCs', 'highlight', 'u',
)  # fmt: skip
_FLAGS = {'bold': ('b', 'bCs'), 'italic': ('i', 'iCs'), 'strike': ('strike',)}
_VALUES = {'size': ('sz', 'szCs'), 'underline': ('u',), 'colour': ('color',), 'highlight': ('highlight',)}
_FACES = {'face': ('eastAsia',), 'latin': ('ascii', 'hAnsi', 'cs')}
_INDENTS = {'left': 'left', 'right': 'right'}


def fitted(changes: Iterable[Change], old: bytes, new: bytes) -> tuple[list[Change], list[Change]]:
    """Changes as edits of a newer version of their template, and those whose place it no longer has."""
    moved: dict[tuple[str, int], int] = {}
    texts, others = template_texts(old), template_texts(new)
    for part in texts.keys() & others.keys():
        matched = SequenceMatcher(None, texts[part], others[part], autojunk=False).get_matching_blocks()
        for a, b, size in matched:
            moved |= {(part, a + place): b + place for place in range(size)}
    fits, lost = [], []
    for one in changes:
        edits = [_moved(edit, moved) for edit in one.edits]
        if None in edits:
            lost.append(one)
        else:
            fits.append(_with_edits(one, tuple(edit for edit in edits if edit)))
    return fits, lost


def _moved(edit: Edit, moved: dict[tuple[str, int], int]) -> Edit | None:
    if edit.paragraph is None:
        return edit
    number = moved.get((edit.part, edit.paragraph))
    return None if number is None else edit._replace(paragraph=number)


def _with_edits(change: Change, edits: tuple[Edit, ...]) -> Change:
    return replace(change, edits=edits)


def adopted(template: bytes, changes: Sequence[Change]) -> bytes:
    """The template with these changes made; members that none touches stay as they are.

    Raises:
        CannotStart: a change would touch a tag, or the place is not what it was.
    """
    members = members_of(template)
    edits = [edit for one in changes for edit in one.edits]
    for part in dict.fromkeys(edit.part for edit in edits):
        root = parse(members[part])
        paragraphs = list(root.iter(f'{W}p'))
        _edit_texts([one for one in edits if one.part == part and isinstance(one, TextEdit)], paragraphs)
        for edit in edits:
            if edit.part == part and isinstance(edit, LookEdit):
                _set_look(root, paragraphs, edit)
        lines = [one for one in edits if one.part == part and isinstance(one, LineEdit)]
        for edit in reversed(lines):
            _edit_line(edit, paragraphs)
        members[part] = etree.tostring(root, xml_declaration=True, encoding='UTF-8', standalone=True)
    return pack(members)


def _edit_texts(edits: Sequence[TextEdit], paragraphs: Sequence[etree._Element]) -> None:
    by_number: dict[int, list[TextEdit]] = {}
    for edit in sorted(edits, key=lambda one: (one.paragraph, one.start)):
        by_number.setdefault(edit.paragraph, []).append(edit)
    for number, own in by_number.items():
        text = ''.join(said for _, said in own_nodes(paragraphs[number]))
        tags = [found.span() for found in TAG.finditer(text)]
        for edit in own:
            end = edit.start + len(edit.old)
            in_tag = any(start < end and edit.start < stop for start, stop in tags)
            if in_tag or text[edit.start : end] != edit.old:
                raise CannotStart(f"模板里找不到“{edit.old}”原来的位置，没有改动模板。")
        spans = [(one.start, one.start + len(one.old), literal(one.new)) for one in own]
        replace_in(paragraphs[number], spans)


def literal(text: str) -> str:
    """A person's words in a template: braces of theirs are no tags."""
    for plain, coded in (('{{', '{_{'), ('}}', '}_}'), ('{%', '{_%'), ('%}', '%_}')):
        text = text.replace(plain, coded)
    return text


def _edit_line(edit: LineEdit, paragraphs: Sequence[etree._Element]) -> None:
    own = paragraphs[edit.paragraph]
    if edit.text is None:
        if (
            TAG.search(''.join(said for _, said in own_nodes(own)))
            or own.find(f'{W}pPr/{W}sectPr') is not None
        ):
            raise CannotStart("要删去的段落里有标记或分节，没有改动模板。")
        own.getparent().remove(own)
        return
    fresh = etree.Element(own.tag, nsmap=own.nsmap)
    look = own.find(f'{W}pPr')
    if look is not None:
        fresh.append(copy.deepcopy(look))
    run = etree.SubElement(fresh, f'{W}r')
    first = own.find(f'{W}r/{W}rPr')
    if first is not None:
        run.append(copy.deepcopy(first))
    words = etree.SubElement(run, f'{W}t')
    words.text = literal(edit.text)
    words.set('{http://www.w3.org/XML/1998/namespace}space', 'preserve')
    own.addnext(fresh)


def _set_look(root: etree._Element, paragraphs: Sequence[etree._Element], edit: LookEdit) -> None:
    if edit.paragraph is None:
        element, key = edit.name.split('.')
        for one in root.iter(f'{W}{element}'):
            one.set(f'{W}{key}', str(edit.value))
        return
    paragraph = paragraphs[edit.paragraph]
    if edit.name in {*_FLAGS, *_VALUES, *_FACES}:
        for run in paragraph.iter(f'{W}r'):
            if next(run.iterancestors(f'{W}p')) is paragraph:
                set_run_look(_child(run, f'{W}rPr', ()), edit.name, edit.value)
    else:
        _set_paragraph(_child(paragraph, f'{W}pPr', ()), edit.name, edit.value)


def set_run_look(look: etree._Element, name: str, value: Any) -> None:
    """Set one look (CharLook's name and value) in a run's properties, where the schema wants it."""
    for key in _FLAGS.get(name, ()):
        _child(look, f'{W}{key}', _RUN_ORDER).set(f'{W}val', '1' if value else '0')
    for key in _VALUES.get(name, ()):
        _child(look, f'{W}{key}', _RUN_ORDER).set(f'{W}val', str(value).replace('AUTO', 'auto'))
    for key in _FACES.get(name, ()):
        faces = _child(look, f'{W}rFonts', _RUN_ORDER)
        faces.set(f'{W}{key}', value)
        faces.attrib.pop(f'{W}{key}Theme', None)


def _set_paragraph(look: etree._Element, name: str, value: Any) -> None:
    if name == 'line':
        spacing = _child(look, f'{W}spacing', _PARAGRAPH_ORDER)
        spacing.set(f'{W}line', str(value[0]))
        spacing.set(f'{W}lineRule', value[1])
    elif name in {'before', 'after'}:
        spacing = _child(look, f'{W}spacing', _PARAGRAPH_ORDER)
        spacing.set(f'{W}{name}', str(value))
        spacing.attrib.pop(f'{W}{name}Lines', None)
    elif name == 'jc':
        _child(look, f'{W}jc', _PARAGRAPH_ORDER).set(f'{W}val', value)
    elif name == 'new_page':
        _child(look, f'{W}pageBreakBefore', _PARAGRAPH_ORDER).set(f'{W}val', '1' if value else '0')
    elif name in _INDENTS:
        indent = _child(look, f'{W}ind', _PARAGRAPH_ORDER)
        indent.set(f'{W}{name}', str(value))
        indent.set(f'{W}{name}Chars', '0')
    else:
        _set_first(_child(look, f'{W}ind', _PARAGRAPH_ORDER), value)


def _set_first(indent: etree._Element, value: int) -> None:
    """A first line that is indented, or hangs where value is below 0."""
    for key in ('firstLine', 'firstLineChars', 'hanging', 'hangingChars'):
        indent.attrib.pop(f'{W}{key}', None)
    key = 'firstLine' if value >= 0 else 'hanging'
    indent.set(f'{W}{key}Chars', '0')
    indent.set(f'{W}{key}', str(abs(value)))


def _child(parent: etree._Element, tag: str, order: Sequence[str]) -> etree._Element:
    """The child of that name, put in where the schema wants it: by order, or as the first."""
    found = parent.find(tag)
    if found is not None:
        return found
    fresh = etree.Element(tag)
    after = order[order.index(tag.removeprefix(W)) + 1 :] if order else ()
    later = {f'{W}{name}' for name in after}
    place = next((i for i, one in enumerate(parent) if one.tag in later), len(parent)) if order else 0
    parent.insert(place, fresh)
    return fresh
