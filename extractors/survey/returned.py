"""A returned form as a Return: the one door of this package."""

from __future__ import annotations

from extractors.survey.listing import rows_to_return
from extractors.survey.matrix import matrix_to_return
from extractors.survey.organisation import organisation_to_return
from extractors.survey.persons import persons_to_return
from extractors.survey.roster import is_roster, roster_to_return
from extractors.survey.undefined import unknown_to_return
from model.document import Document
from model.form import FormDefinition
from model.layout import Layout
from model.returned import Return
from text.building import without_collecting


def return_of(document: Document, definition: FormDefinition | None, layout: Layout | None = None) -> Return:
    """What a returned form says, by the definition it was found to be; pure, never raises on odd paper.

    Fields that the paper asks for and nobody filled in are there with value None; fields it does
    not ask for are absent. Without a definition the values stand under their printed labels.
    A layout, where a person confirmed one, says what each column or label holds.
    """
    with without_collecting():
        return _by_kind(document, definition, layout)


def _by_kind(document: Document, definition: FormDefinition | None, layout: Layout | None) -> Return:
    if definition is None:
        return unknown_to_return(document)
    if definition.matrix is not None:
        return matrix_to_return(document, definition, layout)
    if definition.counts:
        return persons_to_return(document, definition, layout)
    if is_roster(definition):
        return roster_to_return(document, definition, layout)
    if definition.subject == 'rows':
        return rows_to_return(document, definition, layout)
    return organisation_to_return(document, definition, layout)
