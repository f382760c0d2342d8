"""What a unit says about a draft that was sent out for comments."""

from __future__ import annotations

from dataclasses import dataclass

from model.place import NOWHERE, Problem, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One suggestion: units only, never the person who wrote it.

    article is the place in the draft as the comment names it ('第三条', '二、（一）'), None where it
    names none; original is the draft's own words, suggestion what they should become.
    """

    suggestion: str
    unit: str | None = None
    article: str | None = None
    original: str | None = None
    reason: str | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Comments:
    """What came back on a draft: comments, or none said in so many words (无意见)."""

    unit: str | None
    none: bool
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()
