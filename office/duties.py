"""Whose duty is it: ours to do, ours to chase, or only to know (office-life.md G1).

The decision is a list of named rules tried in order; the first that speaks decides, and its
sentence is kept beside the duty so that a person can see why.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from model.notice import Notice, Obligation
from model.office import Office
from model.register import Duty
from model.serialise import to_plain


class Ours(NamedTuple):
    """The decision and the rule that made it."""

    ours: Literal['do', 'chase', 'know']
    rule: str


EVERYBODY = re.compile(r'各地|各部门|各有关部门|各单位|各有关单位|有关单位|各级|^各[^级]{0,4}单位')
GROUP = re.compile(
    r'(?P<level>[省市县区镇])?(?:(?:人民)?政府|[（(]中[）)])?[直属管]{0,2}'
    r'(?:各地、?)?(?:各|全体)?(?:有关|相关)?(?:地区|单位|部门|地)'
    r'(?:党组|党委)?(?:[（(](?:党组|党委)[）)])?'
)
"""A body of the recipients' line that means everybody, perhaps of one level: 市直各有关单位党组（党委）."""

INSTRUCTORS = re.compile(r'指导员|联络员')
LEVELS = {'province': '省', 'city': '市', 'county': '县', 'town': '镇', 'unit': ''}
LOWER = {'province': '市州县', 'city': '县区', 'county': '乡镇街', 'town': '村社区', 'unit': ''}
ROLE_WORDS = {
    'civil_affairs_authority': r'民政(?:部门|局|厅)?|登记管理机关|派出单位',
    'competent_authority': r'业务主管单位|派出单位',
    'organization_department': r'组织部',
    'social_org_integrated_party_committee': r'综合党委',
    'leading_group_member': r'领导小组成员单位',
}


def _core(name: str) -> str:
    """A body's name without 中共, its region and the region's level."""
    return re.sub(r'^(?:中共)?(?:.{1,8}?(?:省|自治区|市|州|盟|县|区|旗))+', '', name) or name


def is_issuer(office: Office, notice: Notice) -> bool:
    """Whether the notice is ours, alone or jointly."""
    ours = {office.name, *(issuing.name for issuing in office.issuing_names)}
    return any(name in ours for name in notice.issuing_authorities)


def is_recipient(office: Office, notice: Notice) -> bool:
    """Whether the notice is addressed to us, by name, alias or a group word for our kind, or is our own."""
    if notice.primary_recipients is None or is_issuer(office, notice):
        return True
    return any(_is_us(office, body) for body in notice.primary_recipients.list)


def _is_us(office: Office, body: str) -> bool:
    if _names_us(office, body):
        return True
    everybody = GROUP.fullmatch(body)
    if everybody:
        return office.level != 'unit' and everybody['level'] in {None, LEVELS[office.level]}
    return body.startswith(('各', '全')) and _plays(office, body) and _our_level(office, body)


def _names_us(office: Office, words: str) -> bool:
    """Whether our name or an alias stands in the words by itself: 市民政局, not 各市民政局."""
    names = '|'.join(map(re.escape, (office.name, *office.aliases)))
    return office.name in words or re.search(rf'(?<![\u4e00-\u9fff）)])(?:{names})', words) is not None


def _plays(office: Office, body: str) -> bool:
    """Whether the words name a role we have."""
    return any(re.search(ROLE_WORDS[role], body) for role in office.roles if role in ROLE_WORDS)


def _our_level(office: Office, body: str) -> bool:
    """Whether a level that the words name, if any, includes ours."""
    told = re.sub(r'市场|地区|社区|[（(][市区县州、]+[）)]', '', body)
    named = set(re.findall(r'[省市州县区镇乡]', told))
    ours = LEVELS[office.level]
    return not named or ours in named or (ours == '市' and '州' in named)


def _by_name(office: Office, _: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    if _names_us(office, who):
        return Ours('do', f"责任单位“{who}”点了本单位的名")
    return None


def _issuer_itself(_: Office, notice: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    bodies = [re.sub(r'同志$', '', body) for body in re.split('[、，,和与]', who) if body]
    issuers = {_core(name) for name in notice.issuing_authorities}
    if bodies and all(_core(body) in issuers and not body.startswith('各') for body in bodies):
        return Ours('know', f"由发文机关“{who}”自己做")
    return None


def _instructor(office: Office, _: Notice, duty: Obligation) -> Ours | None:
    if not INSTRUCTORS.search(duty.who or ''):
        return None
    to_us = re.search('派出|所属单位|民政|主管', duty.report_to or '')
    if to_us and (_plays(office, '派出单位') or _plays(office, duty.report_to or '')):
        return Ours('chase', f"指导员应向“{duty.report_to}”报，由本单位收")
    return Ours('know', "由指导员做，不向本单位报")


def _our_role(office: Office, _: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    if _plays(office, who) and _our_level(office, who):
        return Ours('do', f"责任单位“{who}”包括本单位这类单位")
    return None


def _lower_level(office: Office, _: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    lower = LOWER[office.level]
    if who.startswith('各') and lower and re.match(f'各[^，。]{{0,3}}[{lower}]', who):
        return Ours('chase', f"由下级“{who}”做，本单位催办、汇总")
    return None


def _everybody(office: Office, notice: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    if is_issuer(office, notice):
        return Ours('chase', f"本单位发的文，由“{who or '各收文单位'}”做，本单位催办、汇总")
    level = LEVELS[office.level]
    if level and re.fullmatch(rf'各{level}(?:[（(][^）)]*[）)])?', who):
        return Ours('do', f"责任单位“{who}”是本单位这一级")
    if not who or EVERYBODY.search(who):
        return Ours('do', f"责任单位“{who or '未写明'}”泛指各收文单位")
    named = notice.primary_recipients.list if notice.primary_recipients else ()
    if any(body in who for body in named if _is_us(office, body)):
        return Ours('do', f"责任单位“{who}”为主送机关，包括本单位")
    return None


RULES: tuple[Callable[[Office, Notice, Obligation], Ours | None], ...] = (
    _by_name,
    _issuer_itself,
    _instructor,
    _our_role,
    _lower_level,
    _everybody,
)


def whose(office: Office, notice: Notice, duty: Obligation) -> Ours:
    """The decision on one duty and the rule that made it."""
    if not is_recipient(office, notice):
        return Ours('know', "本单位不在主送机关之列")
    for rule in RULES:
        if decided := rule(office, notice, duty):
            return decided
    return Ours('know', f"责任单位“{duty.who}”不是本单位")


def notice_to_duties(office: Office, notice: Notice, register_number: int) -> list[Duty]:
    """Every duty of a notice with its decision; a draft for comment binds nobody."""
    if notice.draft:
        return []
    return [
        _to_duty(duty, register_number, whose(office, notice, duty))
        for duty in (*notice.obligations, *notice.standing_duties)
    ]


def _to_duty(duty: Obligation, register_number: int, ours: Ours) -> Duty:
    return Duty(
        register_number=register_number,
        verbatim=duty.verbatim,
        ours=ours.ours,
        rule=ours.rule,
        what=duty.what,
        who=duty.who,
        deadline_text=duty.deadline_text,
        deadline=dt.date.fromisoformat(duty.deadline_iso) if duty.deadline_iso else None,
        relative=to_plain(duty.relative),
        recurrence=to_plain(duty.recurrence),
        report_to=duty.report_to,
        where=to_plain(duty.where),
    )
