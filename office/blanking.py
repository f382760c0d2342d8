"""The places of a received blank form that want values, whatever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractors.readers.process.pool import ReadingPool
from forms.blanks import DrawnGaps, document_to_blanks, docx_to_gaps
from forms.choose import choose
from model.blank import Blank
from model.document import Document, without_remarks
from model.form import FormDefinition, FormField
from text.labels import LabelIndex, fields_to_index


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A blank form as read: the definition it is a copy of (None: an unknown form) and its places."""

    document: Document
    definition: FormDefinition | None
    blanks: tuple[Blank, ...]


def file_to_blanks(path: Path, pool: ReadingPool, known: tuple[FormDefinition, ...]) -> BlankForm:
    """A blank form's places; known are the forms of this office.

    Raises BadInput where the file cannot be read.
    """
    return read_to_blanks(pool.read(path), path, known)


def read_to_blanks(document: Document, path: Path, known: tuple[FormDefinition, ...]) -> BlankForm:
    """The same of a form that was read from path already."""
    document = without_remarks(document)
    definition, _ = choose(document, known)
    index = _index(definition, known)
    if document.format == 'xlsx':
        from forms.blanks.sheets import xlsx_to_blanks

        return BlankForm(document, definition, xlsx_to_blanks(path.read_bytes(), index))
    gaps = docx_to_gaps(path.read_bytes()) if document.format == 'docx' else DrawnGaps()
    return BlankForm(document, definition, document_to_blanks(document, gaps, index))


def _index(definition: FormDefinition | None, known: tuple[FormDefinition, ...]) -> LabelIndex:
    """The fields of the form; of an unknown form what forms of one organisation ask, each meaning once."""
    if definition is not None:
        return fields_to_index(definition.fields)
    fields: dict[tuple[str, tuple[str, ...]], FormField] = {}
    for form in known:
        for field in form.fields if form.subject == 'organisation' else ():
            fields.setdefault((field.id, field.under), field)
    return fields_to_index(tuple(fields.values()))
