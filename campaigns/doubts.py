"""What a pack leaves for a person to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaigns.basis import joint_rule
from model.campaign import JointRule, Pack


def doubts_of(pack: Pack) -> tuple[str, ...]:
    """Everything in a pack that no person has confirmed, each with the part it belongs to."""
    parts: list[tuple[str, Sequence[Any]]] = [
        ("范围", pack.populations),
        ("办法", pack.ladder),
        ("阶段", pack.stages),
        ("目标", pack.targets),
        ("任务", pack.tasks),
        ("定期报告", [pack.reporting] if pack.reporting else []),
        ("征求意见", [pack.consultation] if pack.consultation else []),
        ("联合组建", pack.joint or _assumed(pack)),
        ("应建", pack.eligible),
        ("责任主体", pack.responsible),
        ("清单", pack.clear),
        ("选派", [pack.instructors] if pack.instructors else []),
    ]
    told = [f"{name}{_name_of(one)}：{one.doubt}" for name, ones in parts for one in ones if one.doubt]
    return (*pack.doubtful, *told)


def _assumed(pack: Pack) -> Sequence[JointRule]:
    """The limits of joint branches that stand for those which the notice does not tell."""
    rule = joint_rule(pack)
    return [rule] if rule else []


def _name_of(part: Any) -> str:
    names = (getattr(part, key, None) for key in ('method', 'metric', 'what', 'name', 'body', 'draft_title'))
    name = next((name for name in names if name), None)
    return f"“{name[:30]}”" if name else ""
