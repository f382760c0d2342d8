"""What take-in counts, in one line: every file is in one of its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from office.taking import Outcome
from office.unpacking import MAILS

STATUS_NAMES = {
    'registered': "登记",
    'misdirected': "误送",
    'copy': "同文副本",
    'duplicate': "重复",
    'waiting': "待识别",
    'unreadable': "无法读取",
    'classified': "涉密停止",
    'growing': "未写完",
    'opened': "拆开",
    'locked': "待密码",
}


def outcome_to_line(outcome: Outcome) -> str:
    """Such as 登记 第3号 甲县/附件1.xlsx：报表，12行; a classified file's name is not shown."""
    number = f"第{outcome.number}号 " if outcome.number else ""
    file = outcome.file or "（不显示文件名）"
    return f"{STATUS_NAMES[outcome.status]} {number}{file}：{outcome.message}"


def outcomes_to_line(outcomes: Sequence[Outcome]) -> str:
    """Such as 收到40个文件（压缩包内8个）：登记39件（通知12、误送1、报表26），重复2个，同文副本2份."""
    received = sum(one.files for one in outcomes if one.container is None)
    if not received:
        return "收到0个文件：没有新文件"
    inside = sum(one.files for one in outcomes if one.container is not None)
    within = f"（{_name_of_containers(outcomes)}内{inside}个）" if inside else ""
    told = '，'.join([*_entered(outcomes), *_apart(outcomes)])
    return f"收到{received}个文件{within}：{told or '没有要登记的'}"


def _name_of_containers(outcomes: Sequence[Outcome]) -> str:
    mails = {one.kind in MAILS for one in outcomes if one.status == 'opened'}
    return "邮件和压缩包" if len(mails) > 1 else "邮件" if True in mails else "压缩包"


def _entered(outcomes: Sequence[Outcome]) -> list[str]:
    """登记39件（通知12、误送1、报表26）."""
    counts = Counter(one.status for one in outcomes)
    kinds = Counter(one.kind for one in outcomes if one.status == 'registered')
    others = kinds.total() - kinds['notice'] - kinds['return'] - kinds['approval']
    inside = (
        ("通知", kinds['notice']),
        ("误送", counts['misdirected']),
        ("报表", kinds['return']),
        ("批复", kinds['approval']),
        ("待识别", counts['waiting']),
        ("其他", others),
    )
    entered = sum(count for _, count in inside)
    listed = '、'.join(f'{name}{count}' for name, count in inside if count)
    return [f"登记{entered}件（{listed}）"] if entered else []


def _apart(outcomes: Sequence[Outcome]) -> list[str]:
    """Such as 重复2个，同文副本2份（4个文件），无法读取1个."""
    told = []
    for status in ('duplicate', 'copy', 'unreadable', 'locked', 'classified', 'growing'):
        mine = [one for one in outcomes if one.status == status]
        files = sum(one.files for one in mine)
        if files > len(mine):
            told.append(f"{STATUS_NAMES[status]}{len(mine)}份（{files}个文件）")
        elif mine:
            told.append(f"{STATUS_NAMES[status]}{len(mine)}个")
    return told
