"""What a paper says as it goes out, laid beside what was drafted: a person may have changed it (条例 25)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from model.paper import UNNUMBERED
from office.config import Workplace
from office.dispatch_issued import not_named
from store.engine import reading
from store.outbox import Drafted

_TOP, _MOST = 16, 4  # paragraphs where a title may stand, paragraphs it may take
_ALIKE = 0.6


def title_in(said: Sequence[str], title: str) -> str | None:
    """The title as the paper bears it now; None where nothing like the drafted one stands at its top."""
    plain = ''.join(title.split())
    if plain in ''.join(said):
        return title
    top = said[:_TOP]
    runs = {
        ''.join(top[start:stop])
        for start in range(len(top))
        for stop in range(start + 1, min(start + _MOST, len(top)) + 1)
    }
    alike, best = max(
        ((SequenceMatcher(None, plain, one, autojunk=False).ratio(), one) for one in sorted(runs)),
        default=(0, ''),
    )
    return best if alike >= _ALIKE else None


def recipients_changed(said: Sequence[str], recipients: str) -> tuple[tuple[str, ...], str]:
    """Which recipients the paper does not name any more, and what its line of recipients has beside them."""
    names = [''.join(name.split()) for name in recipients.split('、') if name.strip()]
    gone = tuple(name for name in names if not any(name in line for line in said))
    line = next((one for one in said if one.endswith(("：", ":")) and any(name in one for name in names)), '')
    for name in sorted(names, key=len, reverse=True):
        line = line.replace(name, '、')
    return gone, line.strip('、，,；：:')


def changed_told(place: Workplace, paper: Drafted, said: Sequence[str]) -> Iterator[str]:
    """What the register, receipts and list of instructors have otherwise than the paper says now."""
    if paper.doc_type in UNNUMBERED or not said:
        return
    title, text = title_in(said, paper.title), ''.join(said)
    if title is None:
        yield f"文件上找不到标题“{paper.title}”，登记簿仍用这个标题，请核对"
    elif title != paper.title:
        yield f"标题已改，登记簿登记为“{title}”"
    gone, come = recipients_changed(said, paper.recipients)
    if gone:
        yield f"文件上没有主送“{'、'.join(gone[:3])}”，登记簿和签收表仍按起草时的，请核对"
    if come:
        yield f"文件上的主送多出“{come}”，登记簿和签收表里没有，请核对"
    with reading(place.engine) as connection:
        missing = [name for _, name in not_named(connection, paper, text)]
    if missing:
        yield (
            f"文件上没有指导员“{'、'.join(missing)}”，与指导员登记不符，没有把文号、派驻起始日记给他们；"
            "请改指导员登记（instructors）或改回文件"
        )
