"""What a person sees of a question, as one text: a decision on what stands no longer is refused."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ledger.fields import field_of
from model.errors import StaleEdit
from model.register import HeldRow, ReviewItem
from office.naming import label_of, value_to_text
from store import review_lists, rows, subjects
from store.engine import Connection
from text.phones import mask_phone

_LONG = 60

STATE_NAMES = {
    'open': "待核",
    'accepted': "已按来文",
    'corrected': "已更正",
    'rejected': "不采用",
    'superseded': "已随别的答复了结",
}


def held_now(connection: Connection, item: ReviewItem) -> Any:
    """What the ledger holds now of a question's field; None where it is about none."""
    if item.subject is None or item.field is None:
        return None
    organisation = subjects.get(connection, item.subject)
    return field_of(organisation, item.field) if organisation else None


def row_now(connection: Connection, item: ReviewItem) -> HeldRow | None:
    """The line that a question is about, as it stands now."""
    if item.register_number is None or item.row is None:
        return None
    return rows.get(connection, item.register_number, item.row)


def is_of_value(item: ReviewItem) -> bool:
    """Whether a question is about one value of an organisation."""
    return bool(item.subject and item.field) and item.kind in {'conflict', 'reading'}


def seen_of(item: ReviewItem, held: Any, row: HeldRow | None) -> str:
    """What a page shows of a question: a mark of all of it, a blank, and what people read.

    held and row are held_now's and row_now's. Of a line only the value that is asked about counts, where one
    is: whoever put right another one changed nothing of this question.
    """
    line = (row.values if row else {}).items()
    values = {
        name: (one['raw'], one['value']) for name, one in line if name == item.field or not is_of_value(item)
    }
    told = [item.state, item.value, item.reasons, item.candidates, held, values, row and row.state]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return f'{hashlib.sha256(text.encode()).hexdigest()[:12]} {_words(item, held, row)}'


def _told(field: str, value: Any) -> str:
    """A value in a few letters, a telephone masked."""
    return mask_phone(_short(value)) if field.endswith('phone') else _short(value)


def _words(item: ReviewItem, held: Any, row: HeldRow | None) -> str:
    words = [STATE_NAMES.get(item.state, item.state)]
    if item.subject and item.field and not isinstance(item.value, dict):
        words += [f"来文“{_told(item.field, item.value)}”", f"台账“{_told(item.field, held)}”"]
    elif row is not None:
        told = (
            f"{label_of(name)}{_told(name, one['value'])}"
            for name, one in row.values.items()
            if one['value'] is not None and not name.endswith('phone')
        )
        words.append("、".join(told))
    if item.kind == 'match':
        names = "、".join(str(one['name']) for one in item.candidates)
        words.append(f"可能是{names}" if names else "没有可能的单位")
    return "；".join(words)


def _short(value: Any) -> str:
    text = "缺" if value is None else value_to_text(value)
    return text if len(text) <= _LONG else f'{text[:_LONG]}…'


def check_seen(connection: Connection, item: ReviewItem, seen: str) -> None:
    """Refuse a decision on what has changed since it was seen.

    Raises:
        StaleEdit: it tells both what was seen and what stands now, and who settled it.
    """
    now = seen_of(item, held_now(connection, item), row_now(connection, item))
    if now == seen:
        return
    before, after = (text.partition(' ')[2] for text in (seen, now))
    by = _by(connection, item) if item.state != 'open' else ""
    about = "" if before != after else "（理由或依据有变）"
    raise StaleEdit(
        f"没有保存：第{item.number}号在您打开之后变了{by}。您看到的是：{before}；现在是：{after}{about}。"
        "请按现在的情况再定。"
    )


def _by(connection: Connection, item: ReviewItem) -> str:
    decided = review_lists.last_decision(connection, item.number)
    return f"，{decided.actor}于{decided.at:%m-%d %H:%M}办理" if decided else ""
