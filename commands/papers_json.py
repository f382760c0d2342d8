"""What a drafting command answers with --json."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commands.drafts import pdf_beside
from commands.edge import echo_json
from model.serialise import to_plain

if TYPE_CHECKING:
    from office.writing import Sent


def echo_papers(done: Any, sent: Sequence[Sent]) -> None:
    """The result as one object; with --pdf the PDFs stand in it under 'pdf'."""
    pdf = pdf_beside(sent)
    told = {'pdf': [path.as_posix() for path in pdf]} if pdf else {}
    echo_json({**to_plain(done), **told})
