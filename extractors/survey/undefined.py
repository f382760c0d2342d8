"""A form that no definition fits, as a Return for a person to look at."""

from __future__ import annotations

from extractors.survey.privacy import personal_problems
from extractors.survey.prose import document_to_prose
from extractors.survey.settling import hidden_rows, nameless
from extractors.survey.sheets import misnamed_sheets, unread_columns
from extractors.survey.summary import document_to_summary
from extractors.survey.tables import TablesRead
from extractors.survey.unknown import printed_rows, printed_values
from model.document import Document
from model.place import NOWHERE, Problem, Severity
from model.returned import Return
from text.labels import fields_to_index


def unknown_to_return(document: Document) -> Return:
    """What the printed labels say, under those labels; a report or a summary as its unit's figures."""
    read = printed_rows(document)
    unit = document_to_prose(document) or (None if _lists(read) else document_to_summary(document))
    if unit is not None:
        return Return(
            form=None,
            edition=None,
            subject='reporting_unit',
            unit=unit.unit,
            values=unit.values,
            hidden_rows=hidden_rows(document),
            problems=unit.problems,
        )
    rows = tuple(row for table in read.tables for kind, row in table.entries if kind == 'row')
    totals = tuple(row for table in read.tables for kind, row in table.entries if kind == 'total')
    message = "没有找到与本表相符的表样，以下按表上印的栏目名列出，供核对；请先登记表样，再重新读取"
    return Return(
        form=None,
        edition=None,
        subject='rows' if read.tables else 'organisation',
        values=printed_values(document),
        rows=rows,
        totals=totals,
        totals_dropped=len(totals),
        hidden_rows=hidden_rows(document),
        problems=(
            Problem('unknown_form', Severity.REVIEW, message, NOWHERE),
            *unread_columns(read.tables),
            *misnamed_sheets(read.tables).values(),
            *nameless(rows),
            *personal_problems(document, fields_to_index(()), read.persons),
        ),
    )


def _lists(read: TablesRead) -> bool:
    """Whether tables list organisations, not their totals alone."""
    return any(kind == 'row' for table in read.tables for kind, _ in table.entries)
