"""What readers of a draft changed and remarked in it: tracked changes, comments and the words they are on.

Reading a document takes the changes as made and never gives what was struck; an office that asked for
comments wants both. Authors are not read: a comment is a unit's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from extractors.readers.docx.names import PPR, SDT, SDT_CONTENT, TBL, Element, P, W
from extractors.readers.docx.package import Package, open_package
from extractors.readers.docx.tables import table_to_slots, unwrapped
from model.document import Paragraph
from model.place import Where

_SENTENCE = re.compile(r'[^。！？；\n]*[。！？；\n]?')
_GONE = frozenset((W + 'del', W + 'moveFrom'))
_COME = frozenset((W + 'ins', W + 'moveTo'))
_LONGEST_CONTEXT = 60


@dataclass(slots=True)
class _Walk:
    """One pass: the revisions found, the last words before the place, and open comment anchors by id."""

    found: list[Paragraph] = field(default_factory=list)
    last: str = ''
    anchors: dict[str, list[str]] = field(default_factory=dict)
    closed: dict[str, tuple[str, Where]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Texts:
    """A paragraph before and after its tracked changes."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def read_revisions(path: Path) -> tuple[Paragraph, ...]:
    """Each tracked change and comment of a .docx, in order; raises as docx.reader.read.

    A change says “将“…”修改为“…””, “在“…”之后增加“…”” or “删去“…””, by whole sentences, with
    where.part 'revision'; a comment says ““words it is on”：its text” with where.part 'comment'; where.path
    is that of the paragraph or cell in the body.
    """
    package = open_package(path)
    walk = _Walk()
    for element, where in _paragraphs(package.body, ''):
        _take_paragraph(element, where, walk)
    return (*walk.found, *_remarks(package, walk))


def _paragraphs(story: Element, prefix: str) -> Iterator[tuple[Element, Where]]:
    """Every paragraph of the body, those of tables in their cells' order."""
    seen = {P: 0, TBL: 0}
    for element in unwrapped(story, P, TBL):
        seen[element.tag] += 1
        if element.tag == P:
            path = prefix or f'p[{seen[P]}]'
            yield element, Where(part='revision', path=path)
            continue
        _, _, slots = table_to_slots(element)
        for slot in slots:
            cell = f'{prefix and prefix + "/"}tbl[{seen[TBL]}]/tr[{slot.tr}]/tc[{slot.tc}]'
            yield from _paragraphs(slot.element, cell)


def _take_paragraph(paragraph: Element, where: Where, walk: _Walk) -> None:
    texts = _Texts()
    _walk_runs(paragraph, texts, where, walk, gone=False, come=False)
    before, after = ''.join(texts.before), ''.join(texts.after)
    for kind, old, new, context in _changes(before, after, walk.last):
        walk.found.append(Paragraph(_told(kind, old, new, context), where))
    walk.last = after.strip() or walk.last


def _walk_runs(element: Element, texts: _Texts, where: Where, walk: _Walk, *, gone: bool, come: bool) -> None:
    for child in element:
        tag = child.tag
        if tag in (W + 't', W + 'delText'):
            _add(child.text or '', texts, walk, gone=gone or tag == W + 'delText', come=come)
        elif tag in (W + 'commentRangeStart', W + 'commentRangeEnd'):
            _anchor(child, where, walk)
        elif tag == SDT:
            _walk_runs(child.find(SDT_CONTENT) or (), texts, where, walk, gone=gone, come=come)
        elif tag != PPR and isinstance(tag, str):
            _walk_runs(child, texts, where, walk, gone=gone or tag in _GONE, come=come or tag in _COME)


def _add(text: str, texts: _Texts, walk: _Walk, *, gone: bool, come: bool) -> None:
    if not come:
        texts.before.append(text)
    if not gone:
        texts.after.append(text)
        for id_ in walk.open:
            walk.anchors[id_].append(text)


def _anchor(mark: Element, where: Where, walk: _Walk) -> None:
    id_ = mark.get(W + 'id') or ''
    if mark.tag == W + 'commentRangeStart':
        walk.anchors[id_] = []
        walk.open.add(id_)
    elif id_ in walk.open:
        walk.open.discard(id_)
        walk.closed[id_] = (''.join(walk.anchors[id_]).strip(), where)


def _changes(before: str, after: str, above: str) -> Iterator[tuple[str, str, str, str]]:
    """What became of a paragraph's sentences: kind, old words, new words, what stands before them."""
    if before == after:
        return
    old, new = ([each for each in _SENTENCE.findall(text) if each] for text in (before, after))
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != 'equal':
            context = new[b0 - 1] if b0 else above[-_LONGEST_CONTEXT:]
            yield kind, ''.join(old[a0:a1]).strip(), ''.join(new[b0:b1]).strip(), context.strip()


def _told(kind: str, old: str, new: str, context: str) -> str:
    if kind == 'delete' or not new:
        return f"删去“{old}”"
    if kind == 'insert' or not old:
        return f"在“{context}”之后增加“{new}”" if context else f"增加“{new}”"
    return f"将“{old}”修改为“{new}”"


def _remarks(package: Package, walk: _Walk) -> Iterator[Paragraph]:
    notes = () if package.comments is None else package.comments.findall(W + 'comment')
    for note in notes:
        text = '\n'.join(''.join(line.itertext(W + 't')) for line in note.iter(P)).strip()
        words, where = walk.closed.get(note.get(W + 'id') or '', ('', Where()))
        if text:
            told = f"“{words}”：{text}" if words else text
            yield Paragraph(told, Where(part='comment', path=where.path))
