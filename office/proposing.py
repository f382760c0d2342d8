"""How a filled form may be read: the layout, the form it is, and why a person must look at it first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from extractors.survey.layout import coverage, document_to_layout, layout_as, layout_by
from extractors.survey.turned import upright
from forms.choose import choose
from model.document import Cell, Document
from model.form import FormDefinition
from model.layout import Layout
from model.place import Problem, Severity, Where
from text.fits import best_form, fit, is_form, is_titled
from text.labels import fold_label
from text.layouts import grids, top_lines

_AS_WELL = 0.2
"""A form that is asked for is taken before another that knows so much more of the labels."""
_LIKE_A_TITLE = 60.0
_TITLE = re.compile(r'[\u4e00-\u9fff]{4,40}(?:表|台账|登记卡|名册)(?=$|[（(])')
_TURNED = "一家一栏横着填"
_SENSES = (
    {'已建': ('已建', '已组建', '已成立'), '未建': ('未建', '未组建', '未成立', '应建未建')},
    {'社会团体': ('社会团体', '社团'), '民办非企业': ('民非', '民办非企业'), '基金会': ('基金会',)},
)
"""What a sheet's name and its title both may say; two of one group contradict each other."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a filled form may be read: its layout, the form, and why a person must look at it first.

    definition is the form of the layout, None where none fits; whys is empty where all is certain.
    """

    document: Document
    layout: Layout
    definition: FormDefinition | None
    whys: tuple[str, ...] = ()


def propose(document: Document, known: tuple[FormDefinition, ...], form: str | None = None) -> Proposal:
    """How a filled form would be read with this office's forms; form is the id it was found to be; pure."""
    turned = upright(document)
    told: tuple[str, ...] = ()
    if turned is not None:
        document, form = turned.document, None
        told = (f"{_TURNED}，共{turned.organisations}家，已按一家一行转过来读，请核对家数",)
    definition, doubts = choose(document, tuple(one for one in known if form in {None, one.id}))
    if definition is None:
        found = _unprinted(document, known, doubts)
        return replace(found, whys=(*told, *found.whys))
    whys: list[str] = []
    if any(problem.code == 'form_by_labels' for problem in doubts):
        whys = _several(document, definition, known)
    found = proposal_as(document, definition)
    return replace(found, whys=(*told, *whys, *found.whys))


def proposal_as(document: Document, definition: FormDefinition) -> Proposal:
    """A paper read as one form, with what of it is doubtful."""
    layout = layout_by(document, definition)
    whys = [*_missing(layout, definition), *contradictions(document)]
    if _is_doubtful(layout):
        whys.append("有的栏目与表样所印不完全相同，或表样中没有")
    return Proposal(document, layout, definition, tuple(whys))


def _unprinted(
    document: Document, known: tuple[FormDefinition, ...], doubts: tuple[Problem, ...]
) -> Proposal:
    """A paper that is no printed form: as its title or its labels suggest, or unknown."""
    layout = document_to_layout(document, known)
    definition = next((one for one in known if one.id == layout.form), None)
    whys = tuple(problem.message for problem in doubts)
    named = named_form(document, known) if definition is None else None
    if named is not None:
        why = f"表名像是《{named.title}》，但栏目与表样不符，可能是旧版或改过的表"
        return Proposal(document, layout_by(document, named), named, whys or (why,))
    if definition is None:
        why = (
            "没有一种表样认得一半以上的栏目，不知道是哪种表；"
            "如是新的表，用 shoufa forms draft 文件 起草表样，再来确认"
        )
        return Proposal(document, layout, None, (*whys, why))
    why = f"不是表样所印的版式，按栏目建议作《{definition.title}》"
    return Proposal(document, layout, definition, (*whys, why, *contradictions(document)))


def named_form(document: Document, known: tuple[FormDefinition, ...]) -> FormDefinition | None:
    """The form that a paper's title names, in its own or nearly its own words, whatever its labels are."""
    _, _, titled = best_form(document, known)
    if titled:
        return titled[0]
    lines = [found[0] for line in top_lines(document) if (found := _TITLE.search(''.join(line.split())))]
    about = [fold_label(line) for line in lines if '党' in line and '社会组织' in line]
    ranked = [
        (ratio(line, fold_label(title)), place)
        for line in about
        for place, one in enumerate(known)
        if one.matrix is None and not one.counts
        for title in one.titles
    ]
    best = max(ranked, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
    return known[best[1]] if best[0] >= _LIKE_A_TITLE else None


def is_open(proposal: Proposal, known: tuple[FormDefinition, ...]) -> bool:
    """Whether no title that is one form's alone says which form a paper is; 党建台账 is part of many."""
    own = proposal.definition
    if own is None:
        return False
    others = tuple(title for one in known if one.id != own.id for title in one.titles)
    return not is_titled(top_lines(proposal.document), _only_in(own.titles, others))


@lru_cache(maxsize=256)
def _only_in(titles: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The titles that are part of none of the others."""
    return tuple(title for title in titles if not any(title in other for other in others))


def as_asked(proposal: Proposal, asked: tuple[FormDefinition, ...]) -> Proposal:
    """The proposal, or the one by a form that is asked for just now where that fits about as well.

    Only for a proposal that is open.
    """
    own = proposal.definition
    if own is None or own.id in {one.id for one in asked}:
        return proposal
    best = max(_asked_layouts(proposal, asked), key=lambda pair: pair[0], default=None)
    if best is None or best[0] < coverage(proposal.layout) - _AS_WELL:
        return proposal
    told = f"正在收《{best[1].title}》，按它读；栏目也像《{own.title}》"
    turned = tuple(why for why in proposal.whys if why.startswith(_TURNED))
    if proposal.layout.subject == 'reporting_unit':
        layout = layout_as(proposal.document, best[1], 'reporting_unit')
        return Proposal(proposal.document, layout, best[1], proposal.whys or (told,))
    found = proposal_as(proposal.document, best[1])
    certain = is_form(fit(proposal.document, best[1]), best[1]) and not found.whys
    return replace(found, whys=turned if certain else (*turned, told, *found.whys))


def _asked_layouts(
    proposal: Proposal, asked: tuple[FormDefinition, ...]
) -> Iterator[tuple[float, FormDefinition]]:
    for one in asked:
        if one.matrix is not None or one.counts:
            continue
        if proposal.layout.subject == 'reporting_unit' and one.subject == 'rows':
            yield coverage(layout_as(proposal.document, one, 'reporting_unit')), one
        elif proposal.layout.subject == one.subject:
            layout = layout_by(proposal.document, one)
            if any(column.field == 'org_name' for column in layout.columns):
                yield coverage(layout), one


def contradictions(document: Document) -> list[str]:
    """Sheets whose names say something else than the titles on them, one line each."""
    found = []
    for table, grid in grids(document):
        sheet = table.where.sheet or ''
        titles = [cell.text for row in grid[:3] if (cell := _only(row)) is not None]
        for group in _SENSES:
            named, said = _sense(sheet, group), _sense(' '.join(titles), group)
            if named and said and named != said:
                found.append(f"工作表名是“{sheet}”，表内写的是“{said}”，请核对是否放错了工作表")
    return found


def _only(row: Sequence[Cell | None]) -> Cell | None:
    cells = {id(cell): cell for cell in row if cell is not None and cell.text.strip()}
    return next(iter(cells.values())) if len(cells) == 1 else None


def _sense(text: str, group: dict[str, tuple[str, ...]]) -> str | None:
    """Which of a group's things a text speaks of; None where of none, or of several."""
    told = [name for name, words in group.items() if any(word in text for word in words)]
    return told[0] if len(told) == 1 else None


def contradiction_problems(document: Document) -> tuple[Problem, ...]:
    """The same as questions about one paper."""
    return tuple(
        Problem('sheet_contradicts', Severity.REVIEW, line, Where()) for line in contradictions(document)
    )


def _is_doubtful(layout: Layout) -> bool:
    """Whether a label may be read wrong, or a list has a column that is not read.

    A form of one organisation names in its own problems what it does not read; so many of them differ
    in a label that one question for each would be one for each paper.
    """
    if layout.subject == 'rows':
        return layout.doubtful
    return any(column.field and column.reasons for column in layout.columns)


def _missing(layout: Layout, definition: FormDefinition) -> list[str]:
    """Required fields that no label of a list asks for; a form of one organisation says so itself."""
    if layout.subject != 'rows' or definition.matrix is not None or definition.counts:
        return []
    held = {column.field for column in layout.columns}
    required = {field.id: field.labels[0] for field in reversed(definition.fields) if field.required}
    return [f"没有找到“{label}”一栏" for key, label in required.items() if key not in held]


def _several(document: Document, definition: FormDefinition, known: tuple[FormDefinition, ...]) -> list[str]:
    """Forms that an untitled paper may be as well: those that know its labels no worse."""
    own = fit(document, definition)
    others = [one for one in known if one.id != definition.id and is_form(fit(document, one), one)]
    alike = [one.title for one in others if fit(document, one).share >= own.share]
    return [f"文件上没有表名，也可能是《{'》《'.join(alike)}》"] if alike else []
