"""A form definition drafted from a received blank, every guess with its reason, for a person to confirm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from forms.blanks import document_to_blanks
from forms.draft_types import YES_NO, label_to_type, label_to_unit, without_unit
from model.document import CheckBox, Document, Paragraph
from model.form import FormCheck, FormDefinition, FormField, Subject
from text.grids import Grid, below, right_of
from text.headers import Header, find_header, heads_organisations
from text.label_folding import fold_label
from text.label_words import SERIAL_LABELS
from text.labels import LabelIndex, fields_to_index, is_never_label, match_label
from text.layouts import grids, place_labels, text_to_inlines, top_lines

_TITLE = re.compile(r'.{2,50}(?:表|台账|名册|一览|登记卡|报告书|汇总|统计)(?:[（(].{1,12}[)）])?$')
_YEAR = re.compile(r'(?:\d{4}|[二〇○零一]{4})年(?:度)?|^附件?\s*[\d一二三四五]*[:：]?\s*')
_PERSON = re.compile(
    r'姓名|负责人|联系人|填表人|填报人|经办人|审核人|书记|指导员|联络员|法定代表人|会长|理事长'
)
_SIGNATURE = re.compile(r'签名|签字|盖章|签章|公章|印章|意见$|审批')
_PARTS = ('专职', '兼职')
_WHOLES = re.compile(r'合计|总数|总人数|小计|总计')
_NEARLY = 0.85
OTHER_EDITION = "外来表样"


@dataclass(frozen=True, slots=True)
class DraftField:
    """A field as drafted: the printed path from the outermost heading in, and why to look at it."""

    field: FormField
    path: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted form; its fields are those of the definition with their doubts, notes are about the whole."""

    definition: FormDefinition
    fields: tuple[DraftField, ...]
    notes: tuple[str, ...] = ()


def document_to_draft(document: Document, known: Sequence[FormDefinition], id_: str) -> Draft:
    """A definition for the form that a blank is, under the id the user gives it; pure.

    known are the forms of the office: a label that one of them has becomes its field, so that the ledger can
    fill it. A label nobody has becomes a field named like itself.
    """
    index = fields_to_index(tuple(one for form in known if is_of_organisations(form) for one in form.fields))
    header = next((found for _, grid in grids(document) if (found := _list_header(grid, index))), None)
    subject: Subject = 'rows' if header else 'organisation'
    printed = list(_header_to_printed(header, index)) if header else _single(document, index)
    fields = _distinct(_draft_field(one, index) for one in printed)
    title, notes = _title(document)
    definition = FormDefinition(
        id=id_,
        title=title,
        edition=OTHER_EDITION,
        subject=subject,
        titles=(_YEAR.sub('', title),),
        fields=tuple(one.field for one in fields),
        checks=tuple(_sums(fields)),
    )
    if not any(one.field.id == 'org_name' for one in fields):
        notes = (*notes, "没有认出哪一栏是社会组织名称，请在“字段”表里把那一栏的“对应的项”写成 org_name")
    return Draft(definition, fields, notes)


def is_of_organisations(form: FormDefinition) -> bool:
    """Whether a form's labels speak of organisations: on a list of persons 姓名 is somebody's own."""
    of_persons = any(one.required and one.personal != 'none' for one in form.fields)
    return not (form.counts or form.matrix or of_persons)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A label as printed, the boxes in its value cell, and the options its columns spell out."""

    path: tuple[str, ...]
    boxes: tuple[CheckBox, ...] = ()
    options: tuple[str, ...] = ()


def _list_header(grid: Grid, index: LabelIndex) -> Header | None:
    header = find_header(grid, index)
    if header and any(path and heads_organisations(path, index) for path in header.paths):
        return header
    return None


def _header_to_printed(header: Header, index: LabelIndex) -> Iterator[_Printed]:
    """Each column, but tick columns under one heading as that heading with its options."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for path in header.paths:
        if path and fold_label(path[-1]) not in SERIAL_LABELS:
            groups.setdefault(path[:-1], []).append(path[-1])
    ticks = {over for over, leaves in groups.items() if over and _are_options(over, leaves, index)}
    told: set[tuple[str, ...]] = set()
    for path in header.paths:
        if not path or fold_label(path[-1]) in SERIAL_LABELS:
            continue
        over = path[:-1]
        if over in ticks and over not in told:
            told.add(over)
            yield _Printed(over, options=tuple(map(fold_label, groups[over])))
        elif over not in ticks:
            yield _Printed(path)


def _are_options(over: tuple[str, ...], leaves: Sequence[str], index: LabelIndex) -> bool:
    folded = {fold_label(leaf) for leaf in leaves}
    if folded in YES_NO:
        return True
    match = match_label(over[-1], index, over[-2::-1])
    if match is None or match.field.type not in ('choice', 'choices', 'yes_no'):
        return False
    options = {fold_label(option) for option in match.field.options}
    return len(folded & options) >= 2 or len(folded & options) == len(folded)


def _single(document: Document, index: LabelIndex) -> list[_Printed]:
    """What a form of one organisation asks: its blanks, or its labels where it is filled in already."""
    labels = list(_labels(document, index))
    blanks = [
        one for one in document_to_blanks(document, index=index) if one.kind != 'signature' and one.label
    ]
    if 2 * len(blanks) < len(labels):
        return labels
    return [_Printed(tuple(one.label.split('/')), options=one.options) for one in blanks]


def _labels(document: Document, index: LabelIndex) -> Iterator[_Printed]:
    """The labels of a form of one organisation: in its tables, then with a colon in lines and cells."""
    for _, grid in grids(document):
        placed = place_labels(grid, index)
        labels = {id(label.cell) for label in placed}
        for label in placed:
            sections, _ = label.context
            beside = (right_of(grid, label.cell), below(grid, label.cell))
            cell = next((one for one in beside if one is not None and id(one) not in labels), None)
            if cell is not None:
                yield _Printed((*reversed(sections), label.cell.text), cell.boxes)
        for cell in {id(cell): cell for row in grid for cell in row if cell is not None}.values():
            if id(cell) not in labels:
                yield from _inline(cell.text, index)
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(block.text) <= 200:
            yield from _inline(block.text, index)


def _inline(text: str, index: LabelIndex) -> Iterator[_Printed]:
    for inline in text_to_inlines(text, index):
        if 2 <= len(fold_label(inline.label)) <= 16:
            yield _Printed((inline.label,))


def _draft_field(printed: _Printed, index: LabelIndex) -> DraftField | None:
    path = tuple(' '.join(part.split()) for part in printed.path)
    leaf, sections = path[-1], path[-2::-1]
    if _SIGNATURE.search(fold_label(leaf)) or _SIGNATURE.search(leaf):
        return None
    match = match_label(leaf, index, sections)
    options = printed.options or tuple(box.label for box in printed.boxes if box.label)
    if match is not None and match.score >= _NEARLY:
        reasons = () if match.score >= 1.0 else (f"按相近的栏目“{match.field.labels[0]}”判断，请核对",)
        field = replace(match.field, labels=(leaf,), under=(), required=match.field.id == 'org_name')
        return DraftField(field, path, reasons)
    unit = label_to_unit(leaf)
    kind, reason = label_to_type(leaf, options, unit)
    never = is_never_label(leaf)
    bare = without_unit(leaf) if unit else leaf
    field = FormField(
        id='_'.join(fold_label(part) for part in (*path[-2:-1], bare)) or fold_label(leaf),
        labels=(leaf,),
        type='text' if never else kind,
        unit=None if never else unit,
        options=options if kind in ('choice', 'choices') else (),
        personal='never' if never else 'official_contact' if _PERSON.search(leaf) else 'none',
    )
    return DraftField(field, path, ("不采集个人信息，此栏不读不存",) if never else (reason,))


def _distinct(found: Iterable[DraftField | None]) -> tuple[DraftField, ...]:
    """Each label once; one printed twice under different headings keeps its heading, one id is given once."""
    listed = list(dict.fromkeys(one for one in found if one is not None))
    leaves = Counter(fold_label(one.path[-1]) for one in listed)
    kept: dict[str, DraftField] = {}
    for one in listed:
        twice = leaves[fold_label(one.path[-1])] > 1 and len(one.path) > 1
        field = replace(one.field, under=(one.path[-2],)) if twice else one.field
        reasons = one.reasons
        if field.id in kept:
            other = '/'.join(kept[field.id].path)
            reasons = (*reasons, f"与“{other}”对应到同一项，已另立一项，请核对")
            field = replace(field, id='_'.join(fold_label(part) for part in one.path))
        if field.id not in kept:
            kept[field.id] = DraftField(field, one.path, reasons)
    return tuple(kept.values())


def _sums(fields: Sequence[DraftField]) -> Iterator[FormCheck]:
    """合计 = 专职 + 兼职 where the three stand under one heading."""
    groups: dict[tuple[str, ...], dict[str, FormField]] = {}
    for one in fields:
        if one.field.type == 'int' and len(one.path) > 1:
            groups.setdefault(one.path[:-1], {})[fold_label(one.path[-1])] = one.field
    for over, members in groups.items():
        parts = [members[part] for part in members if any(part.startswith(word) for word in _PARTS)]
        wholes = [field for label, field in members.items() if _WHOLES.search(label)]
        if len(parts) == len(_PARTS) and len(wholes) == 1:
            ids = tuple(part.id for part in parts)
            told = '、'.join(f'{part.labels[0]}{{{part.id}}}' for part in parts)
            message = f"{over[-1]}{wholes[0].labels[0]}{{left}}与{told}之和{{right}}不符"
            yield FormCheck(f'sum_{wholes[0].id}', '', (wholes[0].id,), '=', ids, message)


def _title(document: Document) -> tuple[str, tuple[str, ...]]:
    for line in top_lines(document):
        squeezed = ''.join(line.split())
        if _TITLE.fullmatch(squeezed):
            return squeezed, ()
    return "未命名的表", ("没有认出表名，请在“表样”表中填写",)
