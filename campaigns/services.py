"""What can be done for a campaign, and the plain reason where something cannot."""

from __future__ import annotations

import re
from typing import Literal

from campaigns.ladder import rungs_for
from campaigns.selection import is_sending
from model.campaign import Pack

Act = Literal['plan', 'dispatch', 'circular', 'report']

_WHOM = re.compile('指导员|联络员')
_NAMES: dict[Act, str] = {
    'plan': "逐家计划",
    'dispatch': "选派指导员",
    'circular': "起草进展通报",
    'report': "起草落实情况报告",
}


def refusal(pack: Pack, act: Act) -> str | None:
    """Why this act makes no sense for this campaign, with what does instead; None where it does."""
    reason = _reason(pack, act)
    look = f"用 shoufa campaign show {pack.id} 看它的期限、任务和目标。"
    return f"活动“{pack.title}”不能{_NAMES[act]}：{reason}。{look}" if reason else None


def _sends(pack: Pack) -> bool:
    """Whether the notice sends instructors: as a whole, as a rung, or as somebody's duty."""
    return bool(
        pack.instructors
        or any(is_sending(rung.method) for rung in rungs_for(pack))
        or any(is_sending(one.what) and _WHOM.search(one.what) for one in pack.tasks)
    )


def _reason(pack: Pack, act: Act) -> str | None:
    if pack.consultation:
        return "这是征求意见的通知，所附草案不布置任务，只要按期收齐意见"
    if not any(one.kind == 'organisations' for one in pack.populations):
        return "它的对象不是台账里的社会组织"
    if act == 'plan' and not (rungs_for(pack) or pack.instructors):
        return "通知没有规定组建办法，也不选派指导员"
    if act == 'dispatch' and not _sends(pack):
        return "没有从通知里读出选派（派驻、委派）指导员的要求，确有要求的请在活动包里写明 instructors"
    return None
