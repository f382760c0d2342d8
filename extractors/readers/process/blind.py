"""What a child that cannot see makes of pictures, and what to tell where nobody looked at them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.readers.pages.sight import needs_recognition
from extractors.readers.process.asking import Outcome
from extractors.readers.soffice_kinds import path_to_suffix
from model.document import Document
from model.errors import BadInput, Unsupported
from model.place import Problem, Severity


def wants_sight(outcome: Outcome) -> bool:
    """Whether a reader met a picture where text should be: on all pages, or on some."""
    if isinstance(outcome, Document):
        return any(problem.code == 'page_without_text' for problem in outcome.problems)
    return isinstance(outcome, Unsupported) and outcome.code == 'needs_ocr'


def was_looked_at(document: Document) -> bool:
    """Whether any of its pages was recognised."""
    return any(problem.code == 'text_recognised' for problem in document.problems)


def office_suffix(path: Path) -> str:
    """The suffix of an office file, which has no pages of its own; else ''."""
    try:
        suffix = path_to_suffix(path)
    except BadInput:
        return ''
    return '' if suffix == '.pdf' else suffix


def told_of_blindness(outcome: Outcome, why: str) -> Outcome:
    """The outcome of a child that saw nothing, and why nobody looked at its pictures."""
    if isinstance(outcome, Document):
        told = Problem('recognition_missing', Severity.INFO, f"图片页还没有识别：{why}")
        return replace(outcome, problems=(*outcome.problems, told))
    if isinstance(outcome, Unsupported):
        return needs_recognition(f"{outcome.message}；{why}")
    return outcome
