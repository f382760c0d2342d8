"""What the pages of papers that go out say alike: addresses, names of campaigns, steps."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from model.errors import UsageFault
from model.paper import PAPER_STATES, STATE_NAMES, PaperState
from office.config import Workplace
from office.planning import list_packs

SENT_NAMES = {
    'written': "已起草",
    'unchanged': "没有变化",
    'beside': "原稿有人改过或正在办理，没有动；新稿另存为",
    'issued': "已经发文，没有动",
}
"""What became of a draft: office.writing.Sent.status."""


def paper_address(file: str, **more: object) -> str:
    """The page of a paper."""
    return f'/outgoing/paper/{quote(file)}' + (f'?{urlencode(more)}' if more else '')


def file_query(file: str) -> str:
    """What other addresses ask to mean this paper."""
    return urlencode({'file': file})


def campaign_titles(place: Workplace) -> dict[str, str]:
    """The campaigns that run or ran here, by id."""
    return {pack.id: pack.title for pack, _ in list_packs(place)}


def to_step(told: str) -> PaperState:
    """A step as a form tells it.

    Raises:
        UsageFault: there is no such step.
    """
    if told not in PAPER_STATES:
        raise UsageFault(f"没有这个环节。环节有：{'、'.join(STATE_NAMES.values())}。")
    return told
