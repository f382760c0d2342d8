"""What a container gives: its members, of a mail also who wrote it, and what could not be taken out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from model.errors import BadInput

MAX_DEPTH = 4
"""A form in a zip in a mail in a zip: what is packed deeper is no paper that somebody sent."""


class Member(NamedTuple):
    """A file inside: name is its path there as a person reads it, path its bytes as long as it is open.

    is_body: the text of a mail itself.
    """

    name: str
    path: Path
    is_body: bool = False


class Undelivered(NamedTuple):
    """An attachment that a mail only links to: its size as written, the last day, and how that is written."""

    name: str
    size: str | None = None
    until: dt.date | None = None
    until_text: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A mail's head; sent_at is the time in China, without a zone; None where it is not told.

    quoted_from is the line with which older mails begin in the body, None where it holds none; left_out
    names the small pictures (logos, signatures) that belong to its text and are no files of their own.
    """

    subject: str
    sender: str
    recipients: tuple[str, ...] = ()
    sent_at: dt.datetime | None = None
    undelivered: tuple[Undelivered, ...] = ()
    quoted_from: str | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A container taken apart: its kind, members in order, the mail's head, and (name, why) of the others."""

    kind: str
    members: tuple[Member, ...]
    message: Message | None = None
    faults: tuple[tuple[str, BadInput], ...] = ()
