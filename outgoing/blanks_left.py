"""What a paper leaves for a person to write, marked so that it cannot be overlooked."""

from __future__ import annotations

import re

from outgoing.plain_wording import docx_to_wording

_BLANK = re.compile('〔请(?:填写|核对)：([^〔〕]{1,300})〕')


def blank(what: str) -> str:
    """The mark in a paper: 〔请填写：主要做法〕."""
    return f"〔请填写：{what}〕"


def blanks_left(docx: bytes) -> tuple[str, ...]:
    """What a .docx still leaves to be written or looked at, in order; empty when it may be issued.

    Raises:
        Damaged: it is no .docx.
    """
    return tuple(dict.fromkeys(_BLANK.findall(docx_to_wording(docx))))
