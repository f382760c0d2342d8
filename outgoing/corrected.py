"""The one line by which a paper tells those who got an earlier one that it was put right since (G10)."""

from __future__ import annotations

from outgoing.draft import Basis
from outgoing.prose import Campaign
from outgoing.wording import cite


def corrected(seen: Campaign) -> tuple[str, ...]:
    """“示民报〔2026〕4号有关数据已由示民报〔2026〕5号更正，以更正后的数据为准。” for each of them."""
    found = []
    for place, one in enumerate(seen.facts.corrections, start=1):
        wrong, right = (
            seen.notes.words(
                f'corrected.{place}.{name}', label, number or cite(Basis(title, None)), origin='record',
                detail="发文登记簿",
            )
            for name, label, number, title in (
                ('was', "被更正的文件", one.number, one.title),
                ('by', "更正的文件", one.by_number, one.by_title),
            )
        )  # fmt: skip
        found.append(f"{wrong}有关数据已由{right}更正，以更正后的数据为准。")
    return tuple(found)
