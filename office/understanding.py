"""From a document read to what it means for the office, and that into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from extractors.approval import approval_of, may_tell
from extractors.classify import classify
from extractors.notice import notice_of
from extractors.survey import doubts_left, return_of
from extractors.survey.comment_papers import has_revisions, is_comments, is_returned_draft
from extractors.survey.comments import comments_of
from extractors.survey.layout import document_to_layout, layout_by
from forms.checks import check_values
from forms.choose import choose
from forms.load import definitions
from model.approval import Approval
from model.comment import Comments
from model.document import Document, Paragraph, Table, without_remarks
from model.errors import UsageFault
from model.form import FormDefinition
from model.notice import Notice
from model.place import Severity
from model.register import Entry, Kind
from model.returned import Return
from model.serialise import to_plain
from office.approving import record_approval
from office.attached import document_to_title, join_to_notice
from office.commenting import forget_comments, record_comments
from office.config import Workplace
from office.doubts import doubts_by_row
from office.figures import record_unit_figures
from office.layouts import Proposal, propose, settle_form
from office.makes import NO_RECOGNISER, recogniser
from office.noticing import BY_HAND, settle_notice
from office.returns import raise_problems
from store import register
from store.engine import Connection
from text.fits import best_edition

_A_FEW_SENTENCES = 600
KIND_NAMES = {
    'notice': "通知类公文",
    'return': "报表",
    'request': "请示",
    'approval': "批复",
    'blank': "空白表",
    'other': "其他材料",
    'picture': "图片或扫描件",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document is and says; note tells why a picture waits.

    A filled form is a proposal how to read it, a report in prose is read already.
    """

    kind: Kind
    document: Document | None = None
    notice: Notice | None = None
    returned: Return | None = None
    proposal: Proposal | None = None
    comments: Comments | None = None
    approval: Approval | None = None
    note: str | None = None


def understand(
    document: Document, known: tuple[FormDefinition, ...], revisions: Sequence[Paragraph] = ()
) -> Understood:
    """The document's kind and what it says; known are the forms of this office; pure.

    revisions are the tracked changes and comments in it, as ReadingPool.read_revisions gives them.
    """
    document = without_remarks(document)
    if is_comments(document) or (is_returned_draft(document) and has_revisions(document)):
        return Understood('return', document, comments=comments_of(document, revisions))
    kind, _, form = classify(document, known)
    tables = any(isinstance(block, Table) for block in document.blocks)
    if kind == 'return' and tables:
        return Understood('return', document, proposal=propose(document, known, form))
    if kind == 'return':
        return Understood('return', document, returned=return_of(document, None))
    if kind in {'notice', 'request', 'approval'}:
        notice = notice_of(document)
        told = kind != 'notice' or may_tell(notice.title)
        approval = approval_of(document, notice, asks=kind == 'request') if told else None
        return Understood(kind, document, notice=notice, approval=approval)
    other = kind == 'other' and (_told_in_tables(document, known) if tables else _told_in_words(document))
    return other or Understood(kind, document)


def _told_in_tables(document: Document, known: tuple[FormDefinition, ...]) -> Understood | None:
    """Totals in a small table, a list under strange headings, or a unit's figures in words; else None."""
    proposal = propose(document, known)
    if proposal.definition:
        return Understood('return', document, proposal=proposal)
    returned = return_of(document, None)
    told = returned.subject == 'reporting_unit' and returned.values
    return Understood('return', document, returned=returned) if told else None


def _told_in_words(document: Document) -> Understood | None:
    """A few sentences that tell a unit's figures, without the title of a report; else None."""
    if sum(len(block.text) for block in document.blocks if isinstance(block, Paragraph)) > _A_FEW_SENTENCES:
        return None
    returned = return_of(document, None)
    told = returned.subject == 'reporting_unit' and returned.values
    return Understood('return', document, returned=returned) if told else None


def form_named(wanted: str, forms: tuple[FormDefinition, ...] | None = None) -> FormDefinition:
    """The form with this id, of the shipped ones unless others are given; of several editions the first.

    Raises:
        UsageFault: there is none.
    """
    known = {form.id: form for form in reversed(forms or definitions())}
    if wanted not in known:
        raise UsageFault(f"没有表样“{wanted}”。现有：{'、'.join(known)}。")
    return known[wanted]


def document_to_return(
    document: Document, wanted: str | None, known: tuple[FormDefinition, ...] | None = None
) -> Return:
    """What a returned form says, its checks and the reader's doubts among the problems; wanted forces a form.

    known are the forms of the office, the shipped ones without it. An unknown layout is read by its own
    labels, form None, for a person to look at; of a form's several editions the one that fits best is taken.

    Raises:
        UsageFault: there is no form with this id.
    """
    document = without_remarks(document)
    known = known or definitions()
    definition, doubts = (_edition(document, wanted, known), ()) if wanted else choose(document, known)
    layout = layout_by(document, definition) if definition else document_to_layout(document, known)
    returned = replace(return_of(document, definition), layout=layout.fingerprint)
    left = doubts_left(document.problems, returned, document, definition)
    read = tuple(one for one in left if one.severity is not Severity.INFO)
    problems = (*doubts, *returned.problems, *read)
    if definition is None:
        return replace(returned, problems=problems)
    of_row = doubts_by_row(read)
    rows = tuple(
        replace(row, problems=(*row.problems, *of_row(row.where), *check_values(row.values, definition)))
        for row in returned.rows
    )
    if returned.subject != 'rows':
        problems += check_values(returned.values, definition)
    return replace(returned, rows=rows, problems=problems)


def _edition(document: Document, wanted: str, known: tuple[FormDefinition, ...]) -> FormDefinition:
    named = form_named(wanted, known)
    return best_edition(document, [form for form in known if form.id == named.id]) or named


class Recorded(NamedTuple):
    """A line for the user, and whether the paper seems sent to us by mistake."""

    message: str
    misdirected: bool = False


def record(place: Workplace, connection: Connection, entry: Entry, understood: Understood) -> Recorded:
    """Write what a document says, inside the caller's transaction."""
    if understood.kind == 'picture':
        values = {'state': 'awaiting_recognition', 'note': understood.note, 'tried_with': recogniser()}
        register.change(connection, entry.number, kind='picture', **values)
        return Recorded("图片或扫描件，等待识别（待识别）；不算未报")
    assert understood.document is not None
    values = {'kind': understood.kind, 'state': 'done', 'format': understood.document.format}
    values['tried_with'] = (recogniser() or NO_RECOGNISER) if _has_unread_pages(understood.document) else None
    note = None if entry.note not in BY_HAND else entry.note
    register.change(connection, entry.number, **values, note=note)
    entry = replace(entry, kind=understood.kind, state='done', note=note)
    recorded = _record_content(place, connection, entry, understood)
    whole = join_to_notice(place, connection, entry_now(connection, entry.number))
    joined = f"；并入第{whole}号，是它的附件" if whole else ""
    return recorded._replace(message=recorded.message + joined)


def _has_unread_pages(document: Document) -> bool:
    """Whether some of its pages are pictures that nobody has looked at."""
    return any(problem.code == 'recognition_missing' for problem in document.problems)


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
    forget_comments(connection, entry)
    if understood.notice:
        raise_problems(place, connection, entry, doubts + understood.notice.problems)
        settled = settle_notice(place, connection, entry, understood.notice)
        entry = entry_now(connection, entry.number)
        told = record_approval(place, connection, entry, understood.approval)
        return Recorded(name + settled.message + told, settled.misdirected)
    if understood.comments:
        told = record_comments(place, connection, entry, understood.comments, understood.document)
        raise_problems(place, connection, entry, doubts)
        return Recorded(f"反馈意见{told}")
    if understood.proposal:
        return Recorded(name + settle_form(place, connection, entry, understood.proposal, doubts))
    if understood.returned:
        register.change(connection, entry.number, extract=to_plain(understood.returned))
        record_unit_figures(place, connection, entry, understood.returned)
        raise_problems(place, connection, entry, doubts + understood.returned.problems)
        return Recorded("文字汇报：数字已读出待核，不改动单位台账")
    register.change(connection, entry.number, title=document_to_title(understood.document))
    raise_problems(place, connection, entry, doubts)
    return Recorded(name)
