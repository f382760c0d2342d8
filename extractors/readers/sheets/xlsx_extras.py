"""What a workbook holds beside its cells: read as paragraphs where it is text, told where it is not."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.readers.sheets.xlsx_controls import part_to_state, place_controls, unread_controls
from extractors.readers.sheets.xlsx_drawings import Control, Drawing, part_to_controls, part_to_drawing
from extractors.readers.sheets.xlsx_package import Package, Relation
from extractors.readers.sheets.xlsx_parts import SheetFacts
from extractors.readers.sheets.xlsx_sheet import place_name
from model.document import Paragraph
from model.place import NOWHERE, Problem, Severity, Where

MAX_COMMENT_TEXT = 600


def drawing_to_paragraphs(drawing: Drawing, sheet: str) -> list[Paragraph]:
    """The lines of text boxes, each at the cell under its box's corner."""
    return [
        Paragraph(line, Where(sheet=sheet, cell=place_name(box.place), part='textbox'))
        for box in drawing.boxes
        for line in box.lines
    ]


def sheet_to_drawing(package: Package, relations: dict[str, Relation]) -> Drawing:
    """All drawings of a sheet as one."""
    roots = [package.tree(part) for part in _parts(relations, 'drawing')]
    found = [part_to_drawing(root) for root in roots if root is not None]
    boxes = tuple(box for each in found for box in each.boxes)
    return Drawing(boxes, sum(each.pictures for each in found), sum(each.charts for each in found))


def read_controls(
    package: Package, relations: dict[str, Relation], facts: SheetFacts, sheet: str
) -> list[Problem]:
    """Write a sheet's tick boxes into its facts; what its other controls hold is told as unread."""
    parts = [package.part(part) for part in _parts(relations, 'vmlDrawing')]
    controls = [control for part in parts if part for control in part_to_controls(part)]
    place_controls(facts, list(zip(controls, _states(package, relations, facts, controls), strict=True)))
    return unread_controls(controls, sheet)


def _states(
    package: Package, relations: dict[str, Relation], facts: SheetFacts, controls: list[Control]
) -> list[bool | None]:
    """Whether each control is ticked: by its own part (Excel 2010 and later), before that by VML.

    LibreOffice gives a shape another number than its control: then their order tells, or nothing does.
    """
    states = {
        shape: part_to_state(root)
        for shape, id_ in facts.controls.items()
        if (relation := relations.get(id_))
        and relation.part
        and (root := package.tree(relation.part)) is not None
    }
    if not states:
        return [control.checked for control in controls]
    if len(states) == len(controls) and not any(control.shape in states for control in controls):
        return list(states.values())
    return [states.get(control.shape) for control in controls]


def comment_problems(package: Package, relations: dict[str, Relation], sheet: str) -> list[Problem]:
    """One problem for a sheet with notes, with their places and texts: they are no part of the table."""
    notes = [
        (each.get('ref') or '', ''.join(each.itertext('{*}t')))
        for part in _parts(relations, 'comments')
        if (root := package.tree(part)) is not None
        for each in root.iter('{*}comment')
    ]
    return notes_to_problems(notes, sheet)


def notes_to_problems(notes: list[tuple[str, str]], sheet: str) -> list[Problem]:
    """Notes as (cell, text), as one problem."""
    if not notes:
        return []
    said = '；'.join(f"{cell}：{' '.join(text.split())}" for cell, text in notes)
    if len(said) > MAX_COMMENT_TEXT:
        said = said[:MAX_COMMENT_TEXT] + "……"
    message = f"工作表“{sheet}”有{len(notes)}条批注，没有计入表格（{said}）；请看是否有要照办的"
    return [Problem('comments', Severity.INFO, message, Where(sheet=sheet))]


def drawing_problems(drawing: Drawing, relations: dict[str, Relation], sheet: str) -> Iterator[Problem]:
    """What floats over a sheet and was not read."""
    where = Where(sheet=sheet)
    if drawing.charts:
        message = f"工作表“{sheet}”里有{drawing.charts}个图表或图形，没有读出；数据以单元格为准"
        yield Problem('charts', Severity.INFO, message, where)
    kinds = {each.kind for each in relations.values()}
    if 'control' in kinds:
        message = f"工作表“{sheet}”里有嵌入的控件（如可点选的方框），填的内容没有读出；请对照原件核对"
        yield Problem('control_unread', Severity.REVIEW, message, where)
    if kinds & {'oleObject', 'package'}:
        message = f"工作表“{sheet}”里嵌入了别的文件，没有读出；请打开原表，把它另存出来再放入"
        yield Problem('embedded_unread', Severity.REVIEW, message, where)


def book_problems(names: list[str]) -> list[Problem]:
    """What the book's members tell: programs that were not run, other files that were not fetched."""
    found = []
    if any(name.startswith('xl/macrosheets/') or name.endswith('vbaproject.bin') for name in names):
        found.append(MACROS)
    if any(name.startswith(('xl/externallinks/', 'xl/connections')) for name in names):
        found.append(EXTERNAL_LINKS)
    return found


MACROS = Problem('macros', Severity.INFO, "工作簿里带有宏（程序），没有运行；内容按保存时的样子读出", NOWHERE)
EXTERNAL_LINKS = Problem(
    'external_links',
    Severity.REVIEW,
    "工作簿引用了别的文件或数据源，没有去读取；引用的数按保存时的样子读出，可能已过时，请核对",
    NOWHERE,
)


def _parts(relations: dict[str, Relation], kind: str) -> list[str]:
    return [each.part for each in relations.values() if each.kind == kind and each.part]
