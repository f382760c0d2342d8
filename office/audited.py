"""The record of what was done, to be looked at: newest first, page by page, by who, what and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ledger.events import LABELS
from office.config import Workplace
from store import audit
from store.engine import reading

ACT_NAMES: dict[str, str] = {
    'take_in': "收文夹收文",
    'upload': "上传",
    'register_set': "改登记簿",
    'secrecy_release': "误报放行",
    'copy': "重复件",
    'reread': "重读",
    'join': "并件",
    'part': "归为附件",
    'forward': "转送",
    'return': "退回",
    'withdraw': "撤销登记（收文）",
    'supersede': "更正件替换",
    'put_away': "不用再读",
    'read_by_layout': "按版式读出",
    'layout_revoke': "撤销版式",
    'review_accepted': "认可",
    'review_corrected': "更正",
    'review_rejected': "不采用",
    'review_never': "不是这家",
    'review_undone': "撤销核对",
    'anchor': "填起算日",
    'expect': "定应报单位",
    'ledger_import': "导入台账",
    'ledger_export': "导出台账",
    'ledger_mapping': "定台账栏目",
    'outside_import': "导入外部数",
    'tasks_import': "导入任务表",
    'tasks_undo': "撤回任务表",
    'statement': "记下报出的数",
    'import': "台账导入",
    'merge': "查重合并",
    'undo': "撤回",
    'correct': "更正台账",
    'approval': "批复入账",
    **{str(kind): words for kind, words in LABELS.items()},
    'campaign_draft': "起草活动",
    'campaign_start': "启动活动",
    'pack_edit': "改活动",
    'plan_propose': "拟计划",
    'instructors_import': "导入指导员",
    'instructors_select': "选派方案",
    'instructors_assign': "选派",
    'instructors_replace': "调整指导员",
    'form_accept': "启用表样",
    'form_draft_given_up': "放弃表样草稿",
    'fill': "填表",
    'draft': "拟稿",
    'adopt': "采纳修改",
    'paper_replaced': "换稿",
    'paper_checked': "核稿",
    'paper_countersigned': "会签",
    'paper_signed': "签发",
    'paper_sealed': "用印",
    'paper_dispatched': "分发",
    'paper_back': "退回上一环节",
    'issue': "编号",
    'void_number': "作废文号",
    'restore_number': "恢复文号",
    'receipt': "签收",
    'file': "归档",
    'account_added': "新开账号",
    'account_closed': "停用账号",
    'account_reopened': "恢复账号",
    'account_locked': "账号锁定",
    'account_unlocked': "账号解锁",
    'roles_changed': "改岗位",
    'password_changed': "改密码",
    'password_reset': "重设密码",
    'signed_in': "登录",
    'sign_in_refused': "登录被拒",
    'settings_changed': "改设置",
    'phone_shown': "查看电话",
    'original_destroyed': "销毁到期原件",
    'restored': "从备份恢复",
}
"""Acts by their words; one that is not here is shown by its own name."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the record."""

    number: int
    at: dt.datetime
    actor: str
    act: str
    about: str
    detail: object


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: by whom, of which act, about what, on which days; None or '' is any."""

    actor: str = ''
    act: str = ''
    about: str = ''
    since: dt.date | None = None
    until: dt.date | None = None


def look(place: Workplace, wanted: Wanted, start: int, size: int) -> list[Noted]:
    """These lines, newest first, size of them after the first start."""
    after = dt.datetime.combine(wanted.since, dt.time.min) if wanted.since else None
    day = dt.timedelta(days=1)
    before = dt.datetime.combine(wanted.until + day, dt.time.min) if wanted.until else None
    known = {'actor': wanted.actor, 'act': wanted.act, 'about': wanted.about}
    with reading(place.engine) as connection:
        rows = audit.newest(connection, known, after=after, before=before, start=start, size=size)
    return [
        Noted(row['id'], row['at'], row['actor'], row['act'], row['about'], row['detail']) for row in rows
    ]
