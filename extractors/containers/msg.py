"""Mails of Outlook (.msg): head, text, attachments; a mail inside becomes an .eml."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr
from functools import partial
from pathlib import Path
from typing import NamedTuple

from extractors.containers.attached import Attached, is_winmail, kept, winmail_fault
from extractors.containers.bodies import Body, body_lines, body_to_piece, quote_start, quoted_subjects
from extractors.containers.headers import CHINA, decode_bytes
from extractors.containers.mapi import Storage
from extractors.containers.parts import MAX_DEPTH, Message
from extractors.containers.rtf_body import rtf_of
from extractors.containers.taken import Fault, Piece, Taken
from extractors.containers.undelivered import undelivered_of
from model.errors import Damaged, TooLarge, Unsupported

SUBJECT, SUBMITTED, DELIVERED, BODY, HTML, RTF = 0x0037, 0x0039, 0x0E06, 0x1000, 0x1013, 0x1009
_SENDER = (0x0C1A, 0x5D01, 0x0C1F), (0x0042, 0x5D02, 0x0065)
_RECIPIENT = 0x3001, 0x39FE, 0x3003
_DATA, _METHOD, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME = 0x3701, 0x3705, 0x3707, 0x3704, 0x3001
_CONTENT_ID, _MIME, _HIDDEN = 0x3712, 0x370E, 0x7FFE
_BY_LINK, _AS_OBJECT = frozenset((2, 3, 4, 7)), 6
_MOST_ATTACHED = 2000
_LINKED = "附件不在邮件里，只有存放的地址；请打开邮件下载后放入"
_OBJECT = "是嵌在正文里的对象，取不出来；请在 Outlook 里打开，另存后放入"


class _Letter(NamedTuple):
    """A message as it lies in an OLE file; rtf is its text where that has no other form worth reading."""

    head: Message
    body: Body
    rtf: bytes
    attached: list[Attached]
    faults: list[Fault]


def take(path: Path) -> Iterator[Taken]:
    """A mail's head, its text and its attachments in order; raises Damaged, TooLarge."""
    import olefile

    try:
        with olefile.OleFileIO(path) as file:
            letter = _letter(Storage(file), 0)
    except (OSError, IndexError, ValueError, KeyError) as fault:
        raise Damaged("邮件已损坏或不完整，打不开；请在 Outlook 里重新另存一份") from fault
    lines = body_lines(letter.body)
    files = kept(letter.attached, letter.body, lines)
    yield replace(letter.head, left_out=files.left_out)
    yield from quoted_subjects(lines)
    if letter.rtf:
        yield Piece('正文.rtf', [letter.rtf], is_body=True)
    elif any(line.text.strip() for line in lines):
        yield body_to_piece(letter.body)
    yield from files.pieces
    yield from letter.faults


def _letter(storage: Storage, depth: int) -> _Letter:
    if depth > MAX_DEPTH:
        raise TooLarge("邮件里层层套着邮件，不像正常邮件；请核实来源")
    body, rtf = _body(storage)
    lines = body_lines(body)
    sent_at = storage.moment(SUBMITTED) or storage.moment(DELIVERED)
    head = Message(
        subject=storage.text(SUBJECT, encoding=storage.encoding()),
        sender=next(filter(None, (_person(storage, numbers) for numbers in _SENDER)), ''),
        recipients=tuple(_person(each, _RECIPIENT) for each in storage.parts('__recip_version1.0_#')),
        sent_at=sent_at,
        undelivered=undelivered_of(lines, sent_at),
        quoted_from=quote_start(lines),
    )
    parts = storage.parts('__attach_version1.0_#')
    if len(parts) > _MOST_ATTACHED:
        raise TooLarge(f"邮件的附件超过{_MOST_ATTACHED}个，不像正常邮件；请核实来源")
    found = [one for number, part in enumerate(parts, 1) for one in _tried(part, number, depth)]
    attached = [one for one in found if isinstance(one, Attached)]
    return _Letter(head, body, rtf, attached, [one for one in found if isinstance(one, Fault)])


def _person(storage: Storage, numbers: tuple[int, int, int]) -> str:
    """'name <address>', one of the two where the other is missing; an Exchange path is no address."""
    name, *tries = (storage.text(number) for number in numbers)
    address = next((each for each in tries if '@' in each), '')
    return f'{name} <{address}>' if name and address and name != address else name or address


def _body(storage: Storage) -> tuple[Body, bytes]:
    """The web page, else what is formatted, else the plain text."""
    page = storage.binary(HTML)
    text = decode_bytes(page, storage.encoding()) if page else storage.text(HTML)
    plain = Body(storage.text(BODY, encoding=storage.encoding()), is_html=False)
    if text.strip():
        return Body(text, is_html=True), b''
    rtf = rtf_of(storage.binary(RTF))
    is_page = b'\\fromhtml' in rtf[:4000] or b'\\fromtext' in rtf[:4000]
    return plain, b'' if is_page and plain.text.strip() else rtf


def _tried(part: Storage, number: int, depth: int) -> list[Attached | Fault]:
    try:
        return list(_attached(part, depth))
    except Damaged as error:
        return [Fault(f'附件{number}', error)]


def _attached(part: Storage, depth: int) -> Iterator[Attached | Fault]:
    name = part.text(_LONG_NAME) or part.text(_SHORT_NAME) or part.text(_SHOWN_NAME)
    kind, inner, data = part.text(_MIME).lower(), part.message(_DATA), part.binary(_DATA)
    if is_winmail(name, kind):
        yield winmail_fault(name)
    elif inner is not None:
        yield from _mail_inside(_letter(inner, depth + 1), name)
    elif part.number(_METHOD) in _BY_LINK:
        yield Fault(name or "附件", Unsupported(_LINKED))
    elif not data and part.number(_METHOD) == _AS_OBJECT:
        yield Fault(name or "对象", Unsupported(_OBJECT))
    else:
        name = name or f'附件{mimetypes.guess_extension(kind) or ".bin"}'
        content_id = part.text(_CONTENT_ID)
        is_picture = kind.startswith('image/') and (bool(content_id) or part.flag(_HIDDEN))
        yield Attached(name, lambda: data, content_id, is_picture)


def _mail_inside(letter: _Letter, name: str) -> Iterator[Attached | Fault]:
    name = (letter.head.subject or name.removesuffix('.msg') or "转发的邮件").replace('/', '_')
    name = f'{name}.eml'.replace('\\', '_')
    yield Attached(name, partial(_letter_to_eml, letter))
    yield from (Fault(f'{name}/{fault.name}', fault.error) for fault in letter.faults)


def _letter_to_eml(letter: _Letter) -> bytes:
    """A mail inside a mail as a file that is read as any other mail."""
    mail = MIMEMultipart()
    mail['Subject'] = Header(' '.join(letter.head.subject.split()), 'utf-8').encode()
    mail['From'] = formataddr(parseaddr(letter.head.sender))
    mail['To'] = ', '.join(formataddr(parseaddr(each)) for each in letter.head.recipients)
    if letter.head.sent_at:
        mail['Date'] = format_datetime(letter.head.sent_at.replace(tzinfo=CHINA))
    mail.attach(MIMEText(letter.body.text, 'html' if letter.body.is_html else 'plain', 'utf-8'))
    rtf = [Attached('正文.rtf', lambda: letter.rtf)] if letter.rtf else []
    for piece in (*rtf, *letter.attached):
        part = MIMEApplication(piece.data())
        part.add_header('Content-Disposition', 'attachment', filename=('utf-8', '', piece.name))
        mail.attach(part)
    return mail.as_bytes()
