"""The places of a received blank form that want values, whatever program wrote it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from extractors.readers.process.pool import ReadingPool
from extractors.readers.soffice import xls_to_xlsx
from forms.blanks import DrawnGaps, document_to_blanks, docx_to_gaps
from forms.blanks.written import Written, document_to_written
from forms.choose import choose
from forms.draft import is_of_organisations
from forms.load import definitions
from model.blank import Blank
from model.document import Document, without_remarks
from model.errors import CannotStart
from model.form import FormDefinition, FormField
from text.labels import LabelIndex, fields_to_index, fold_label, is_label_like


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A blank form as read: the definition it is a copy of (None: an unknown form) and its places.

    written is what is filled in already; locked are the sheets that are protected.
    """

    document: Document
    definition: FormDefinition | None
    blanks: tuple[Blank, ...]
    written: Written
    locked: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person is told of the form as a whole."""
        found = []
        if self.written.is_filled:
            rows = f"{self.written.rows}行" if self.written.rows else f"{self.written.places}处"
            found.append(f"这张表已经填过（有{rows}内容），只看还空着的地方")
        if self.locked and not self.blanks:
            found.append(locked_note(self.locked))
        return tuple(found)


def locked_note(sheets: tuple[str, ...]) -> str:
    """Why nothing can be filled on protected sheets, and what to do."""
    return f"工作表有保护（{'、'.join(sheets)}），能填的格子都锁住了；请向来文单位要没有保护的空白表"


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
    written = document_to_written(document, index)
    data = _workbook(document, path)
    if data is not None:
        from forms.blanks.sheets import locked_sheets, xlsx_to_blanks

        found, locked = xlsx_to_blanks(data, index), locked_sheets(data)
    else:
        gaps = docx_to_gaps(path.read_bytes()) if document.format == 'docx' else DrawnGaps()
        found, locked = document_to_blanks(document, gaps, index), ()
    if written.is_filled:
        found = tuple(replace(blank, label=_printed(blank.label, index)) for blank in found)
    return BlankForm(document, definition, found, written, locked)


def _printed(label: str, index: LabelIndex) -> str:
    """A label on a filled form without the words that were filled in before it: 法定代表人/张某某/性别."""
    return '/'.join(part for part in label.split('/') if is_label_like(part, index))


def _workbook(document: Document, path: Path) -> bytes | None:
    """The workbook as .xlsx, an older one through LibreOffice; None for another paper, or without it."""
    if document.format == 'xlsx':
        return path.read_bytes()
    if document.format != 'xls':
        return None
    with suppress(CannotStart):
        return xls_to_xlsx(path.read_bytes())
    return None


def _index(definition: FormDefinition | None, known: tuple[FormDefinition, ...]) -> LabelIndex:
    """The fields of the form; of an unknown form what forms of one organisation ask."""
    return fields_to_index(united_fields(known) if definition is None else definition.fields)


@lru_cache(maxsize=16)
def united_fields(known: tuple[FormDefinition, ...]) -> tuple[FormField, ...]:
    """What the forms of one organisation ask together, each meaning once with the labels of all of them.

    The shipped forms come first, and an office's own form takes no label from them: one that it gives to
    something the ledger does not keep stays the ledger's; one that it gives to another of the ledger's
    fields tells neither.
    """
    shipped, own = definitions(), {one.id: one for form in definitions() for one in form.fields}
    asked = [form for form in known if form.subject == 'organisation' and is_of_organisations(form)]
    asked.sort(key=lambda form: form not in shipped)
    united: dict[tuple[str, tuple[str, ...]], FormField] = {}
    meant: dict[tuple[str, tuple[str, ...]], str] = {}
    doubtful: set[tuple[str, tuple[str, ...]]] = set()
    for form, field in [(one, each) for one in asked for each in one.fields]:
        labels = []
        for label in field.labels:
            said = fold_label(label), field.under
            if meant.setdefault(said, field.id) == field.id or form in shipped:
                labels.append(label)
            elif field.id in own:
                doubtful.add(said)
        key = field.id, field.under
        kept = united.get(key, replace(field, labels=()))
        united[key] = replace(kept, labels=tuple(dict.fromkeys((*kept.labels, *labels))))
    told = (_without(field, doubtful) for field in united.values())
    return tuple(field for field in told if field.labels)


def _without(field: FormField, doubtful: set[tuple[str, tuple[str, ...]]]) -> FormField:
    """A field without the labels that two forms take for different things."""
    if not doubtful:
        return field
    labels = tuple(label for label in field.labels if (fold_label(label), field.under) not in doubtful)
    return replace(field, labels=labels)
