"""Attachments that a notice names and that are not printed after it (office-life.md G19)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.notice.body import Part
from model.notice import Contact, Notice
from model.place import Problem, Severity

_NO_LETTER = re.compile(r'\W')
_REMARK = re.compile(r'[（(](?:试行|暂行|样式|格式|样表|模板|空表|征求意见稿|修订)[^（）()]*[）)]')
LONGEST_NAME = 80
MUCH_TEXT = 150
ENOUGH_LETTERS = 4
MOST_CONTACTS = 2


def missing_attachments(attachments: Sequence[str], annexes: Sequence[Part]) -> tuple[int, ...]:
    """The places (from 0) of the attachments that no annex of the same file shows by number or by name.

    An only attachment is there when something of its length follows the signature. A list of links
    is no annex.
    """
    numbers = {part.number for part in annexes if part.number and part.lines}
    names = [_key(text) for part in annexes for text in _short_lines(part)]
    much = any(_is_much(part) for part in annexes)
    missing = [
        index
        for index, name in enumerate(attachments)
        if index + 1 not in numbers and not any(_is_named(_key(name), text) for text in names)
    ]
    if len(missing) == len(attachments) == 1 and much:
        return ()
    tables = sum(any(line.table for line in part.lines) for part in annexes)
    return () if tables >= len(attachments) else tuple(missing)


def missing_to_problems(notice: Notice) -> Iterator[Problem]:
    """One problem that names what is lacking and whom of the sender to ask, by office and telephone."""
    if not notice.missing_attachments:
        return
    alone = len(notice.attachments) == 1
    named = "、".join(
        f"附件{'' if alone else number}{name if '《' in name else f'《{name}》'}"
        for number, name in enumerate(notice.attachments, 1)
        if name in notice.missing_attachments
    )
    reached = [contact for contact in notice.contacts if contact.phone][:MOST_CONTACTS]
    whom = "，".join(' '.join(filter(None, (contact.office, _phone(contact)))) for contact in reached)
    yield Problem(
        'attachment_missing',
        Severity.REVIEW,
        f"{named}未随文收到，请向来文单位{f'（{whom}）' if whom else ''}索取。",
        notice.places['missing_attachments'][0],
    )


def _phone(contact: Contact) -> str:
    return f"{contact.phone}转{contact.extension}" if contact.extension else f'{contact.phone}'


def _short_lines(part: Part) -> Iterator[str]:
    """Where an attachment's name may stand: its title, and short lines of its text."""
    if part.title:
        yield part.title
    yield from (line.text for line in part.lines if not line.table and len(line.text) < LONGEST_NAME)


def _is_named(name: str, text: str) -> bool:
    if len(text) < ENOUGH_LETTERS or not name:
        return name == text != ''
    return text.endswith(name) or (name.endswith(text) and 2 * len(text) > len(name))


def _key(text: str) -> str:
    return _NO_LETTER.sub('', _REMARK.sub('', text))


def _is_much(part: Part) -> bool:
    return any(line.table for line in part.lines) or sum(len(line.text) for line in part.lines) > MUCH_TEXT
