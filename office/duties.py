"""Whose duty is it: ours to do, ours to chase, or only to know (office-life.md G1).

The decision is a list of named rules tried in order; the first that speaks decides, and its
sentence is kept beside the duty so that a person can see why.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from model.notice import Notice, Obligation, Recipients
from model.office import Office
from model.register import Duty
from model.serialise import to_plain
from office.whom import Meant, is_elsewhere, is_named, is_over, levels_of, meant, names_alone, plays


class Ours(NamedTuple):
    """The decision and the rule that made it."""

    ours: Literal['do', 'chase', 'know']
    rule: str


class Addressed(NamedTuple):
    """Whether a notice was meant for us and why.

    copied: for us to know only; forwarded: by another; by_name: only what names us or our kind is ours.
    """

    ours: bool
    why: str
    copied: bool = False
    forwarded: bool = False
    by_name: bool = False


INSTRUCTORS = re.compile(r'指导员|联络员')
_SELF = re.compile('[我本](?:局|厅|部|委|办|会|校|中心|单位|机关|院|所|省|市|县|区)')
_CONTACT = re.compile(r'(?:电话|传真|邮箱|手机)[：:\s]*\d|\d{7}')
_PREAMBLE = re.compile('也?对于?(?![口外])|根据|按照|依据|现[就将对]')
_AS_FOLLOWS = re.compile('现[就将对][^。]{1,120}如下[：:。]?$')
_OF_THE_PUBLIC = re.compile(
    '网上报名|报名时间|报考|考生|应试人员|准考证|征求意见(?:时间|期限)|公示(?:时间|期)'
)
_REGISTRAR = re.compile('(?:登记|年报|年检|年度检查|评估)[^，。、；]{0,5}时[，,、]?(?:应|要|须)?同步')
_ATTENDING = re.compile('(?:参会|参训|与会|参加[^，。]{0,8})(?:人员|代表|学员|同志)')


def _core(name: str) -> str:
    """A body's name without 中共, its region and the region's level."""
    return re.sub(r'^(?:中共)?(?:.{1,8}?(?:省|自治区|市|州|盟|县|区|旗))+', '', name) or name


def _is_one_of(body: str, issuers: tuple[str, ...]) -> bool:
    """Whether a body is an issuer in full or in short: 市委组织部 for 中共示例市委组织部."""
    cores = {_core(name) for name in issuers}
    return body[0] != '各' and (_core(body) in cores or any(name.endswith(body) for name in issuers))


def is_issuer(office: Office, notice: Notice) -> bool:
    """Whether the notice is ours, alone or jointly."""
    ours = {office.name, *(issuing.name for issuing in office.issuing_names)}
    return any(name in ours for name in notice.issuing_authorities)


def addressed(office: Office, notice: Notice) -> Addressed:
    """Whether a notice was meant for us: by its recipients, its 抄送, or a line of bodies that we stand in.

    One for bodies of our line above or below us is for us to know; one for others was sent to us
    by mistake (误送).
    """
    recipients = notice.primary_recipients
    if is_issuer(office, notice):
        return Addressed(True, "本单位发的文")
    listed = (*(recipients.list if recipients else ()), *notice.cc)
    if is_elsewhere(office, notice.issuing_authorities) and not any(office.name in body for body in listed):
        issuers = '、'.join(notice.issuing_authorities)
        return Addressed(False, f"发文机关“{issuers}”属外地，主送、抄送未点本单位的名")
    if recipients is None:
        return Addressed(True, "未写主送机关", by_name=True)
    return _among(office, notice, recipients)


def _among(office: Office, notice: Notice, recipients: Recipients) -> Addressed:
    """By the recipients and 抄送 of a notice, else by the bodies that its duties name."""
    how = {meant(office, body, notice.issuing_authorities) for body in recipients.list}
    if how & {'us', 'all'}:
        return Addressed(True, "主送机关包括本单位")
    if any(meant(office, body, notice.issuing_authorities) in {'us', 'all'} for body in notice.cc):
        return Addressed(True, "抄送本单位", copied=True)
    for level, told in (('below', "下级"), ('above', "上级")):
        if level in how:
            return Addressed(True, f"主送本单位的{told}“{recipients.raw}”，不含本单位", copied=True)
    if any(names_alone(office, duty.who or '') for duty in (*notice.obligations, *notice.standing_duties)):
        return Addressed(True, f"主送机关“{recipients.raw}”不含本单位，正文点了本单位的名", by_name=True)
    return Addressed(False, f"主送机关“{recipients.raw}”不含本单位")


def _nobodys(_: Office, __: Notice, duty: Obligation) -> Ours | None:
    """A contact line or a preamble, read as somebody's duty."""
    who = duty.who or ''
    if _CONTACT.search(who):
        return Ours('know', f"“{who}”是联系方式，不是责任单位")
    if _PREAMBLE.match(who) or _AS_FOLLOWS.search(duty.verbatim):
        return Ours('know', "是引言里的话，没有责任单位")
    return None


def _by_name(office: Office, _: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    if not is_named(office, who):
        return None
    if is_named(office, duty.report_to or ''):
        return Ours('chase', f"报给本单位（“{duty.report_to}”）的，由各收文单位做")
    return Ours('do', f"责任单位“{who}”点了本单位的名")


def _issuer_itself(office: Office, notice: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    bodies = [re.sub(r'同志$', '', body) for body in re.split('[、，,和与]', who) if body]
    own = _SELF.fullmatch(who) is not None
    if not own and not (bodies and all(_is_one_of(body, notice.issuing_authorities) for body in bodies)):
        return None
    if own and is_issuer(office, notice):
        return Ours('do', f"“{who}”是本单位自称")
    return Ours('know', f"由发文机关“{who}”自己做")


def _instructor(office: Office, _: Notice, duty: Obligation) -> Ours | None:
    if not INSTRUCTORS.search(duty.who or ''):
        return None
    if _reports_to_us(office, duty) or re.search('派出|所属单位', duty.report_to or ''):
        return Ours('chase', f"指导员应向“{duty.report_to}”报，由本单位收")
    return Ours('know', "由指导员做，不向本单位报")


def _reports_to_us(office: Office, duty: Obligation) -> bool:
    """Whether what is done is to be sent to us: by name, by a role of ours, or by 我局 of our own notice."""
    to = duty.report_to or ''
    levels = levels_of(to)
    return is_named(office, to) or (plays(office, to) and (not levels or office.level in levels))


def _meant(office: Office, notice: Notice, duty: Obligation) -> Ours | None:
    """By the body the duty names, as it stands to us."""
    who = duty.who or ''
    how: Meant = meant(office, who, notice.issuing_authorities) if who else 'other'
    if how == 'us':
        return Ours('do', f"责任单位“{who}”包括本单位这类单位")
    if who and how != 'all' and _reports_to_us(office, duty):
        return Ours('chase', f"由“{who}”做，向本单位（“{duty.report_to}”）报")
    if how == 'below' and not plays(office, who) and not is_over(office, notice.issuing_authorities):
        return Ours('know', f"“{who}”不是本单位的下级，发文机关也不是本单位的系统，不由本单位催办")
    if how == 'below':
        return Ours('chase', f"由下级“{who}”做，本单位催办、汇总")
    return None


def _unsaid(office: Office, _: Notice, duty: Obligation) -> Ours | None:
    """What names nobody and by its matter is none of the recipients'."""
    if duty.who:
        return None
    if _OF_THE_PUBLIC.search(duty.verbatim):
        return Ours('know', "未写责任单位，是报名人员或社会公众的事")
    if _REGISTRAR.search(duty.verbatim) and not plays(office, "登记管理机关"):
        return Ours('know', "未写责任单位，是登记管理机关的事")
    return None


def _everybody(office: Office, notice: Notice, duty: Obligation) -> Ours | None:
    who = duty.who or ''
    if is_issuer(office, notice):
        return Ours('chase', f"本单位发的文，由“{who or '各收文单位'}”做，本单位催办、汇总")
    if not who or meant(office, who, notice.issuing_authorities) == 'all':
        return Ours('do', f"责任单位“{who or '未写明'}”泛指各收文单位")
    if _ATTENDING.search(who):
        return Ours('do', f"“{who}”由收文单位派出")
    named = notice.primary_recipients.list if notice.primary_recipients else ()
    if any(body in who for body in named if meant(office, body, notice.issuing_authorities) in {'us', 'all'}):
        return Ours('do', f"责任单位“{who}”为主送机关，包括本单位")
    return None


RULES: tuple[Callable[[Office, Notice, Obligation], Ours | None], ...] = (
    _nobodys,
    _by_name,
    _issuer_itself,
    _instructor,
    _meant,
    _unsaid,
    _everybody,
)


def whose(office: Office, notice: Notice, duty: Obligation, how: Addressed | None = None) -> Ours:
    """The decision on one duty and the rule that made it; how overrides what the recipients say."""
    how = how or addressed(office, notice)
    if not how.ours or how.copied:
        return Ours('know', how.why)
    rules = RULES[:-1] if how.by_name and '各级' not in (duty.who or '') else RULES
    spoken = (decided for rule in rules if (decided := rule(office, notice, duty)))
    unsaid = f"责任单位“{duty.who}”不是本单位" if duty.who else f"{how.why}，也未写责任单位"
    ours = next(spoken, Ours('know', unsaid))
    return ours._replace(rule=f"{ours.rule}（{how.why}）") if how.forwarded else ours


def notice_to_duties(
    office: Office, notice: Notice, register_number: int, how: Addressed | None = None
) -> list[Duty]:
    """Every duty of a notice with its decision; a draft for comment binds nobody."""
    if notice.draft:
        return []
    how = how or addressed(office, notice)
    return [
        _to_duty(duty, register_number, whose(office, notice, duty, how))
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
        how=duty.how,
        modality=duty.modality,
        scope=duty.scope,
        rules=duty.rules,
        score=duty.score,
    )
