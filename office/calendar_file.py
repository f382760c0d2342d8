"""The due board as a calendar file (RFC 5545) for a desk or telephone calendar.

Whole-day events with stable UIDs: importing a later file moves and completes what is there instead of
doubling it. No person's name and no telephone leaves the office in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from model.errors import UsageFault
from office.board import OURS_NAMES
from office.config import BEIJING, Workplace
from office.due_acts import STATE_NAMES
from office.dues import Due, board
from office.inbox import write_whole

_OCTETS = 75
_ALARM_AT = dt.time(9)
_PERSON = re.compile(
    r'(?:联系人|联络人|经办人|收件人|负责人)\s*[:：为是]\s*[^，。；;、（()）\s]{2,4}'
    r'|\+?\d{0,4}[-\s]?(?<!\d)(?:0\d{2,3}[-\s—－]?)?\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+'
)
_CONTROL = re.compile(r'[\x00-\x08\x0b-\x1f\x7f]')


def write_calendar(place: Workplace, path: Path, *, everything: bool = False) -> int:
    """The board as a file; gives how many events. everything adds duties that are only to know.

    Raises:
        UsageFault: a file of another kind stands there.
    """
    if path.is_dir() or (path.is_file() and not path.read_bytes().startswith(b'BEGIN:VCALENDAR')):
        raise UsageFault(f"“{path}”不是日历文件，没有覆盖它。请换一个名字，如 期限.ics。")
    lines = [line for line in board(place, everything=True) if line.deadline]
    lines = [line for line in lines if everything or line.ours != 'know']
    write_whole(path, board_to_calendar(lines, place.office.name, place.now()))
    return len(lines)


def board_to_calendar(lines: Iterable[Due], office: str, now: dt.datetime) -> bytes:
    """Every line that has a day as an event; now is the office's clock in Beijing, without a zone mark.

    Closed duties stay as events without alarm, superseded ones are cancelled.
    """
    stamp = _utc(now)
    rows = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//shoufa//due//ZH', 'METHOD:PUBLISH']
    for line in lines:
        if line.deadline is not None:
            rows += _event(line, line.deadline, office, stamp)
    rows.append('END:VCALENDAR')
    return b''.join(_folded(row) for row in rows)


def _event(line: Due, day: dt.date, office: str, stamp: str) -> Iterator[str]:
    state = STATE_NAMES[line.state]
    summary = _plain(f"【{OURS_NAMES[line.ours]}·{state}】{line.what}")
    yield 'BEGIN:VEVENT'
    yield f'UID:{_uid(line, office)}'
    yield f'DTSTAMP:{stamp}'
    yield f'DTSTART;VALUE=DATE:{day:%Y%m%d}'
    if day < dt.date.max:
        yield f'DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}'
    yield f'SUMMARY:{_escaped(summary)}'
    yield f'DESCRIPTION:{_escaped(_plain(_description(line)))}'
    yield f'STATUS:{"CANCELLED" if line.state == "superseded" else "CONFIRMED"}'
    yield 'TRANSP:TRANSPARENT'
    if line.internal_deadline and line.state in {'open', 'doing'}:
        yield from _alarm(line.internal_deadline, summary)
    yield 'END:VEVENT'


def _alarm(day: dt.date, summary: str) -> Iterator[str]:
    """Rings on the morning of the inner deadline."""
    yield 'BEGIN:VALARM'
    yield 'ACTION:DISPLAY'
    yield f'TRIGGER;VALUE=DATE-TIME:{_utc(dt.datetime.combine(day, _ALARM_AT))}'
    yield f'DESCRIPTION:{_escaped(f"内部期限：{summary}")}'
    yield 'END:VALARM'


def _description(line: Due) -> str:
    sources = "、".join(
        dict.fromkeys(f"《{source['title']}》{source.get('doc_number') or ''}" for source in line.sources)
    )
    told = (
        f"内部期限 {line.internal_deadline}" if line.internal_deadline else "",
        f"报{line.report_to}" if line.report_to else "",
        f"来源：{sources}",
        line.note or "",
    )
    return "\n".join(part for part in told if part)


def _uid(line: Due, office: str) -> str:
    """The same for one duty, or one round of it, however often its day or its words change."""
    registers = [source['register'] for source in line.sources if source.get('duty') == line.number]
    key = '|'.join(map(str, (office, *registers, line.number, line.round or '')))
    return f'{hashlib.sha256(key.encode()).hexdigest()[:32]}@shoufa'


def _utc(moment: dt.datetime) -> str:
    return moment.replace(tzinfo=BEIJING).astimezone(dt.UTC).strftime('%Y%m%dT%H%M%SZ')


def _plain(text: str) -> str:
    """Without names of contact persons, telephones and e-mail addresses."""
    return _PERSON.sub('', text)


def _escaped(text: str) -> str:
    """TEXT of RFC 5545 3.3.11."""
    for plain, escaped in (('\\', '\\\\'), (';', '\\;'), (',', '\\,'), ('\r\n', '\\n'), ('\n', '\\n')):
        text = text.replace(plain, escaped)
    return _CONTROL.sub('', text)


def _folded(row: str) -> bytes:
    """A content line of at most 75 octets a piece, no letter cut in two (RFC 5545 3.1)."""
    pieces = [b'']
    for letter in row:
        octets = letter.encode()
        if len(pieces[-1]) + len(octets) > _OCTETS:
            pieces.append(b' ')
        pieces[-1] += octets
    return b'\r\n'.join(pieces) + b'\r\n'
