"""A form filled in by one organisation as a Return."""

from __future__ import annotations

from extractors.survey.grid import document_to_found, first_form, gather
from extractors.survey.privacy import personal_problems
from extractors.survey.respelled import is_recognised
from extractors.survey.settling import required_fields, settle, values_to_named, values_to_unit
from extractors.survey.tables import document_to_tables
from extractors.survey.unknown import unread_labels
from extractors.survey.values import is_blank
from model.document import Document
from model.form import FormDefinition
from model.layout import Layout
from model.place import NOWHERE, Problem, Severity, Value
from model.returned import Return
from text.labels import layout_to_index


def organisation_to_return(
    document: Document, definition: FormDefinition, layout: Layout | None = None
) -> Return:
    """One organisation's form as it was filled in; layout as return_of has it."""
    index = layout_to_index(definition.fields, layout)
    own, others = first_form(document, index)
    values, problems = gather(document_to_found(own, index), doubt=is_recognised(document))
    values = settle(values)
    persons = document_to_tables(document, index).persons
    return Return(
        form=definition.id,
        edition=definition.edition,
        subject=definition.subject,
        organisation=values_to_named(values),
        unit=values_to_unit(values),
        values=values,
        problems=(
            *problems,
            *_other_forms(others),
            *_missing(values, definition),
            *unread_labels(document, index, values.values()),
            *personal_problems(document, index, persons),
        ),
    )


def _other_forms(names: tuple[str, ...]) -> tuple[Problem, ...]:
    if not names:
        return ()
    message = f"文件里还有{len(names)}张表（{'、'.join(names)}），只读了第一张；请拆成一家一个文件再收"
    return (Problem('several_forms', Severity.REVIEW, message, NOWHERE),)


def _missing(values: dict[str, Value], definition: FormDefinition) -> tuple[Problem, ...]:
    """Required fields that the paper does not ask for, or that nobody filled in."""
    problems: list[Problem] = []
    for field in required_fields(definition.fields):
        value = values.get(field.id)
        if value is None:
            message = f"表中没有找到“{field.labels[0]}”一栏，请核对是否为本表或补填"
            problems.append(Problem('field_missing', Severity.REVIEW, message, NOWHERE))
        elif is_blank(value):
            message = f"“{field.labels[0]}”没有填写，请补填"
            problems.append(Problem('value_missing', Severity.REVIEW, message, value.where))
    return tuple(problems)
