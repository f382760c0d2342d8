"""Which form a returned document is: by its title, its labels and its shape, never by its file name."""

from __future__ import annotations

from collections.abc import Sequence

from model.document import Document
from model.form import FormDefinition
from model.place import Problem, Severity
from text.fits import best_form


def choose(
    document: Document, definitions: Sequence[FormDefinition]
) -> tuple[FormDefinition | None, tuple[Problem, ...]]:
    """The definition that a document is filled on, or None: an unknown layout is never forced into one.

    Problems: form_by_labels when no title says so, form_differs when a title does but the
    layout is another one (then None).
    """
    definition, found, titled = best_form(document, definitions)
    if definition is not None and found is not None:
        return definition, () if found.titled else (_by_labels(definition),)
    return None, tuple(_differs(definition) for definition in titled[:1])


def _by_labels(definition: FormDefinition) -> Problem:
    message = f"文件上没有找到表名，按栏目判断为《{definition.title}》，请核对"
    return Problem('form_by_labels', Severity.INFO, message)


def _differs(definition: FormDefinition) -> Problem:
    message = f"表名是《{definition.title}》，但栏目与已登记的表样不符，未按该表读取；请核对是否换了新表样"
    return Problem('form_differs', Severity.REVIEW, message)
