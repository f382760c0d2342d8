"""A returned form as a Return: the one door of this package."""

from __future__ import annotations

from extractors.survey.listing import rows_to_return
from extractors.survey.matrix import matrix_to_return
from extractors.survey.organisation import organisation_to_return
from extractors.survey.persons import persons_to_return
from extractors.survey.recognised import doubt_recognised
from extractors.survey.respelled import is_recognised, respelled
from extractors.survey.roster import is_roster, roster_to_return
from extractors.survey.undefined import unknown_to_return
from extractors.survey.unsure import doubt_values
from model.document import Document
from model.form import FormDefinition
from model.layout import Layout
from model.returned import Return
from text.building import without_collecting


def return_of(document: Document, definition: FormDefinition | None, layout: Layout | None = None) -> Return:
    """What a returned form says, by the definition it was found to be; pure, never raises on odd paper.

    Fields that the paper asks for and nobody filled in are there with value None; fields it does
    not ask for are absent. Without a definition the values stand under their printed labels.
    A layout, where a person confirmed one, says what each column or label holds. Values in which a
    recogniser was not sure of a letter are in doubt.
    """
    with without_collecting():
        if definition is None or not is_recognised(document):
            return doubt_values(_by_kind(document, definition, layout), document, definition)
        returned = _by_kind(respelled(document, definition, layout), definition, layout)
        return doubt_values(doubt_recognised(returned, definition), document, definition)


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
