"""What can be done for a campaign, and the plain reason where something cannot."""

from __future__ import annotations

from typing import Literal

from campaigns.ladder import rungs_for
from model.campaign import Pack

Act = Literal['plan', 'dispatch', 'circular', 'report']

_NAMES: dict[Act, str] = {
    'plan': "逐家计划",
    'dispatch': "起草选派函",
    'circular': "起草进展通报",
    'report': "起草落实情况报告",
}


def refusal(pack: Pack, act: Act) -> str | None:
    """Why this act makes no sense for this campaign, with what does instead; None where it does."""
    reason = _reason(pack, act)
    look = f"用 shoufa campaign show {pack.id} 看它的期限、任务和目标。"
    return f"活动“{pack.title}”不能{_NAMES[act]}：{reason}。{look}" if reason else None


def _reason(pack: Pack, act: Act) -> str | None:
    if pack.consultation:
        return "这是征求意见的通知，所附草案不布置任务，只要按期收齐意见"
    if not any(one.kind == 'organisations' for one in pack.populations):
        return "它的对象不是台账里的社会组织"
    if act == 'plan' and not (rungs_for(pack) or pack.instructors):
        return "通知没有规定组建办法，也不选派指导员"
    if act == 'dispatch' and not (pack.instructors or any('派' in rung.method for rung in rungs_for(pack))):
        return "通知没有要求选派指导员"
    return None
