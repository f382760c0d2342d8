"""From a document read to what it means for the office, and that into the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors.classify import classify
from extractors.notice import notice_of
from extractors.survey import return_of
from forms.checks import check_values
from forms.choose import choose
from forms.load import definitions
from model.document import Document, Table, without_remarks
from model.errors import BadInput, UsageFault
from model.form import FormDefinition
from model.notice import Notice
from model.register import Entry, Kind
from model.returned import Return
from model.serialise import to_plain
from office.attached import document_to_title, join_to_notice
from office.config import Workplace
from office.noticing import BY_HAND, settle_notice
from office.returns import raise_problems, record_return
from store import register
from store.engine import Connection

KIND_NAMES = {
    'notice': "通知类公文",
    'return': "报表",
    'request': "请示",
    'blank': "空白表",
    'other': "其他材料",
    'picture': "图片或扫描件",
}


class UnknownForm(BadInput):
    """A filled form that no definition fits."""

    code = 'unknown_form'


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document is and says; note tells why a picture waits."""

    kind: Kind
    document: Document | None = None
    notice: Notice | None = None
    returned: Return | None = None
    definition: FormDefinition | None = None
    note: str | None = None


def understand(document: Document, known: tuple[FormDefinition, ...]) -> Understood:
    """The document's kind and what it says; known are the forms of this office; pure.

    Raises:
        UnknownForm: a filled form of a layout nobody has defined.
    """
    document = without_remarks(document)
    kind = classify(document, known).kind
    if kind == 'return' and any(isinstance(block, Table) for block in document.blocks):
        return _understand_return(document, known)
    if kind == 'return':
        return Understood('return', document, returned=return_of(document, None))
    if kind in {'notice', 'request'}:
        return Understood(kind, document, notice=notice_of(document))
    return Understood(kind, document)


def form_named(wanted: str, forms: tuple[FormDefinition, ...] | None = None) -> FormDefinition:
    """The form with this id, of the shipped ones unless others are given; of several editions the first.

    Raises:
        UsageFault: there is none.
    """
    known = {form.id: form for form in reversed(forms or definitions())}
    if wanted not in known:
        raise UsageFault(f"没有表样“{wanted}”。现有：{'、'.join(known)}。")
    return known[wanted]


def document_to_return(document: Document, wanted: str | None) -> Return:
    """What a returned form says, its checks among the problems; wanted forces a form's id.

    An unknown layout is read by its own labels, form None, for a person to look at.

    Raises:
        UsageFault: there is no form with this id.
    """
    document = without_remarks(document)
    definition, doubts = (form_named(wanted), ()) if wanted else choose(document, definitions())
    returned = return_of(document, definition)
    problems = (*doubts, *returned.problems)
    if definition is None:
        return replace(returned, problems=problems)
    rows = tuple(
        replace(row, problems=(*row.problems, *check_values(row.values, definition))) for row in returned.rows
    )
    if returned.subject == 'organisation':
        problems += check_values(returned.values, definition)
    return replace(returned, rows=rows, problems=problems)


def _understand_return(document: Document, known: tuple[FormDefinition, ...]) -> Understood:
    definition, _ = choose(document, known)
    if definition is None:
        raise UnknownForm(
            f"“{document.file}”是一张报表，但不是已登记的任何一种表，没有套用别的表去猜。"
            f"现有的表：{'、'.join(form.title for form in known)}。"
            "请核对是否用错了表；如是新表，先请管理员登记表样，再把文件放回收文夹。"
        )
    return Understood('return', document, returned=return_of(document, definition), definition=definition)


class Recorded(NamedTuple):
    """A line for the user, and whether the paper seems sent to us by mistake."""

    message: str
    misdirected: bool = False


def record(place: Workplace, connection: Connection, entry: Entry, understood: Understood) -> Recorded:
    """Write what a document says, inside the caller's transaction."""
    if understood.kind == 'picture':
        register.change(
            connection, entry.number, kind='picture', state='awaiting_recognition', note=understood.note
        )
        return Recorded("图片或扫描件，等待识别（待识别）；不算未报")
    assert understood.document is not None
    values = {'kind': understood.kind, 'state': 'done', 'format': understood.document.format}
    note = None if entry.note not in BY_HAND else entry.note
    register.change(connection, entry.number, **values, note=note)
    entry = replace(entry, kind=understood.kind, state='done', note=note)
    recorded = _record_content(place, connection, entry, understood)
    whole = join_to_notice(place, connection, entry_now(connection, entry.number))
    joined = f"；并入第{whole}号，是它的附件" if whole else ""
    return recorded._replace(message=recorded.message + joined)


def entry_now(connection: Connection, number: int) -> Entry:
    """The entry as it stands in this transaction."""
    entry = register.get(connection, number)
    assert entry is not None
    return entry


def _record_content(
    place: Workplace, connection: Connection, entry: Entry, understood: Understood
) -> Recorded:
    assert understood.document is not None
    doubts = understood.document.problems
    name = KIND_NAMES[understood.kind]
    if understood.notice:
        raise_problems(place, connection, entry, doubts + understood.notice.problems)
        settled = settle_notice(place, connection, entry, understood.notice)
        return Recorded(name + settled.message, settled.misdirected)
    register.change(connection, entry.number, extract=to_plain(understood.returned))
    if understood.returned and understood.definition:
        told = record_return(place, connection, entry, understood.returned, understood.definition, doubts)
        return Recorded(name + told)
    if understood.returned:
        raise_problems(place, connection, entry, doubts + understood.returned.problems)
        return Recorded("文字汇报：数字已读出待核，不改动单位台账")
    register.change(connection, entry.number, title=document_to_title(understood.document))
    raise_problems(place, connection, entry, doubts)
    return Recorded(name)
