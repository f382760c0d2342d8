"""Mails as files (.eml): the text, attachments and mails inside them, as senders really write them."""

from __future__ import annotations

import base64
import email
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message as Part
from functools import partial
from pathlib import Path

from extractors.containers.attached import Attached, is_winmail, kept, winmail_fault
from extractors.containers.bodies import (
    Body,
    best_body,
    body_lines,
    body_to_piece,
    joined,
    quote_start,
    quoted_subjects,
    unflowed,
)
from extractors.containers.headers import addresses, decode_bytes, decode_header, parameters, sent_moment
from extractors.containers.parts import Message
from extractors.containers.taken import Fault, Taken
from extractors.containers.undelivered import Line, undelivered_of
from model.errors import Damaged, Encrypted, TooLarge, Unsupported

_MOST_PARTS = 2000
_DEEPEST = 20
_IGNORED = re.compile(
    r'text/(?:calendar|rfc822-headers|x-amp-html)|message/delivery-status'
    r'|application/(?:ics|applefile|(?:pgp|(?:x-)?pkcs7)-signature)'
)
_SEALED = frozenset(('application/pkcs7-mime', 'application/x-pkcs7-mime', 'application/pgp-encrypted'))
_FOLD = re.compile(r'[\r\n]+[ \t]*')
_LINKED = "附件不在邮件里，只有存放的地址；请打开邮件下载后放入"
_CUT = "邮件没有结尾，可能没有下载或拷贝完，最后的附件或文字可能缺了内容；请重新下载这封邮件"
_PARTIAL = "是分段发送的邮件的一段；请让对方整封重发"


class _Found:
    """What a walk through a mail's parts has met so far."""

    def __init__(self) -> None:
        self.bodies: list[Body] = []
        self.attached: list[Attached] = []
        self.faults: list[Fault] = []
        self.parts = 0


def take(path: Path) -> Iterator[Taken]:
    """A mail's head, its text and its attachments in order; those it does not hold are told in the head."""
    data = path.read_bytes().removeprefix(b'\xef\xbb\xbf').lstrip()
    if data.startswith(b'From '):
        data = data.partition(b'\n')[2]
    root = email.message_from_bytes(data)
    found = _Found()
    _walk(root, found, 0)
    body = joined(found.bodies) if found.bodies else Body('', is_html=False)
    lines = body_lines(body)
    files = kept(found.attached, body, lines)
    yield replace(_head(root, lines), left_out=files.left_out)
    yield from quoted_subjects(lines)
    if any(line.text.strip() for line in lines):
        yield body_to_piece(body)
    yield from files.pieces
    yield from found.faults


def _head(root: Part, lines: list[Line]) -> Message:
    sent_at = sent_moment(_raw(root, 'date'))
    return Message(
        subject=decode_header(_raw(root, 'subject')),
        sender='，'.join(addresses([_raw(root, 'from') or _raw(root, 'sender')])),
        recipients=addresses([_raw(root, 'to'), _raw(root, 'cc')]),
        sent_at=sent_at,
        undelivered=undelivered_of(lines, sent_at),
        quoted_from=quote_start(lines),
    )


def _raw(part: Part, name: str) -> str:
    """A head line unfolded, bytes beyond ASCII as surrogates; '' where there is none."""
    value = next((value for key, value in part.raw_items() if key.lower() == name), '')
    return _FOLD.sub(' ', value).strip()


def _walk(part: Part, found: _Found, depth: int) -> None:
    found.parts += 1
    if found.parts > _MOST_PARTS or depth > _DEEPEST:
        raise TooLarge(f"邮件里的部件超过{_MOST_PARTS}个，或层层嵌套过深，不像正常邮件；请核实来源")
    kind = part.get_content_type()
    if kind == 'multipart/alternative':
        _walk_alternative(part, found, depth)
    elif kind.startswith('multipart/') and part.is_multipart():
        if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects):
            found.faults.append(Fault("邮件末尾", Damaged(_CUT)))
        for each in _inner(part):
            _walk(each, found, depth + 1)
    elif not _IGNORED.fullmatch(kind):
        _leaf(part, kind, found)


def _inner(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Part)] if isinstance(payload, list) else []


def _walk_alternative(part: Part, found: _Found, depth: int) -> None:
    """The best of the forms of one text, and whatever is attached inside of them."""
    inside = _Found()
    inside.parts = found.parts
    for each in _inner(part):
        _walk(each, inside, depth + 1)
    if inside.bodies:
        found.bodies.append(best_body(inside.bodies))
    found.attached += inside.attached
    found.faults += inside.faults
    found.parts = inside.parts


def _leaf(part: Part, kind: str, found: _Found) -> None:
    disposition = _raw(part, 'content-disposition')
    said = disposition.partition(';')[0].strip().lower()
    name = parameters(disposition).get('filename') or parameters(_raw(part, 'content-type')).get('name') or ''
    content_id = _raw(part, 'content-id').strip('<> ')
    if is_winmail(name, kind):
        found.faults.append(winmail_fault(name))
    elif kind in _SEALED:
        found.faults.append(
            Fault(name or "加密的正文", Encrypted("是加密邮件；请用收件人的邮箱程序打开，把附件另存后放入"))
        )
    elif kind in {'message/external-body', 'message/partial'}:
        found.faults.append(Fault(name or "附件", Unsupported(_LINKED if 'external' in kind else _PARTIAL)))
    elif (
        kind in {'text/plain', 'text/html'} and said != 'attachment' and not (name and (said or found.bodies))
    ):
        found.bodies.append(_body(part, kind))
    elif kind == 'message/rfc822':
        found.attached.append(Attached(_mail_name(part, name), partial(_mail_data, part)))
    else:
        name = name or f'附件{len(found.attached) + 1}{mimetypes.guess_extension(kind) or ".bin"}'
        is_picture = kind.startswith('image/') and said != 'attachment'
        found.attached.append(Attached(name, partial(_payload, part), content_id, is_picture))


def _body(part: Part, kind: str) -> Body:
    told = parameters(_raw(part, 'content-type'))
    text = decode_bytes(_payload(part), told.get('charset'))
    if kind == 'text/plain' and told.get('format', '').lower() == 'flowed':
        text = unflowed(text, drops_space=told.get('delsp', '').lower() == 'yes')
    return Body(text, kind == 'text/html')


def _payload(part: Part) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b''


def _mail_name(part: Part, name: str) -> str:
    """A mail in a mail is called by its subject where it has no name."""
    inner = _inner(part)
    name = name or (decode_header(_raw(inner[0], 'subject')) if inner else '') or "转发的邮件"
    name = name.replace('/', '_').replace('\\', '_')
    return name if name.lower().endswith('.eml') else f'{name}.eml'


def _mail_data(part: Part) -> bytes:
    """The bytes of a mail in a mail; some senders encode what may not be encoded."""
    inner = part.get_payload()
    data = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Part) else b''
    if _raw(part, 'content-transfer-encoding').lower() != 'base64':
        return data
    return base64.b64decode(re.sub(rb'[^A-Za-z0-9+/=]', b'', data) + b'==')
