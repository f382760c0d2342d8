"""Attachments that a mail only links to (超大附件): asked for until they are there (G24, G19)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.register import ReviewItem
from office.config import Workplace
from store import reviews
from store.engine import Connection

NOT_DOWNLOADED = 'attachment_not_downloaded'
"""The question that stays open until an attachment that a mail only links to is there (附件未下载)."""


def link_to_text(link: dict[str, Any]) -> str:
    """An attachment that is not there, as a person reads of it: 台账.zip（1.2G，链接到2026-04-10失效）."""
    written = f"链接期限“{link['until_text']}”" if link['until_text'] else "链接期限未写明"
    until = f"链接到{link['until']}失效" if link['until'] else written
    more = [*([link['size']] if link['size'] else []), until]
    return f"{link['name']}（{'，'.join(more)}）"


def ask_for_links(
    place: Workplace, connection: Connection, number: int | None, file: str, links: Sequence[dict[str, Any]]
) -> None:
    """A question for each attachment that a mail only links to, unless a person answered it before."""
    asked = [
        one.value
        for one in reviews.list_items(connection, None)
        if one.field == NOT_DOWNLOADED and one.about == file and one.state != 'superseded'
    ]
    for told in map(link_to_text, links):
        if told not in asked:
            reason = f"附件未下载：{told}。邮件里只有下载链接，请在失效前下载，放入 收文/；收到后认可本项。"
            item = ReviewItem(
                kind='reading',
                about=file,
                register_number=number,
                field=NOT_DOWNLOADED,
                value=told,
                reasons=(reason,),
                where={'link': told},
            )
            reviews.add(connection, item, place.now())
