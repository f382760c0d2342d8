"""What a unit says about a draft: in a letter, a mail, a table, tracked changes or remarks on the draft."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from extractors.survey.comment_letters import letter_lines, lines_to_comments, passed_over
from extractors.survey.comment_papers import ABOUT, document_to_unit, is_returned_draft, lines_of
from extractors.survey.comment_revisions import revisions_to_comments
from extractors.survey.comment_tables import labelled_lines, labelled_unit, tables_to_comments
from extractors.survey.comment_words import says_none
from model.comment import Comment, Comments
from model.document import Document, Paragraph
from model.place import NOWHERE, Problem, Severity, Where


def comments_of(document: Document, revisions: Sequence[Paragraph] = ()) -> Comments:
    """The comments on a draft that came back, or that there are none; pure.

    revisions are what docx.revisions found in the file. On a returned draft only what was changed and
    remarked counts, on anything else the tables and the text. Nothing of the person who wrote is kept.
    """
    if is_returned_draft(document) or (revisions and not _is_letter(document)):
        return _settled(document_to_unit(document), list(revisions_to_comments(document, revisions)))
    found, silent = tables_to_comments(document)
    unit = labelled_unit(document) or document_to_unit(document)
    lines = [*labelled_lines(document), *letter_lines(document)]
    unsure: list[Where] = []
    if not found:
        found, unsure = list(lines_to_comments(lines)), passed_over(lines)
    units = {one.unit for one in found if one.unit} | {one for one in silent if one}
    if unit is None and len(units) == 1:
        (unit,) = units
    none = bool(silent) or any(says_none(line.text) for line in lines)
    return _settled(unit, found, none=none and not unsure, unsure=unsure)


def _settled(
    unit: str | None, found: list[Comment], *, none: bool = False, unsure: Sequence[Where] = ()
) -> Comments:
    """Comments, or none of them said in so many words, or a question."""
    message = "提到了条款，看不出是不是意见，没有计入；请对照原件核对"
    problems = [Problem('comment_unsure', Severity.REVIEW, message, where) for where in unsure]
    if not found and not none:
        message = "没有读到意见，也没有“无意见”的字样，请打开原件核对；确是无意见的，认可本条即按无意见计"
        problems.append(Problem('no_comments_found', Severity.REVIEW, message, NOWHERE))
    comments = tuple(dataclasses.replace(one, unit=one.unit or unit) for one in found)
    return Comments(unit, none and not found, comments, tuple(problems))


def _is_letter(document: Document) -> bool:
    """Whether a paper with changes in it is a letter or table of comments all the same."""
    heads = lines_of(document)[:4]
    titled = any(ABOUT.search(line.text) and '征求意见稿' not in line.text[-8:] for line in heads)
    return titled or bool(tables_to_comments(document)[0])
