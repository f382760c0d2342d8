"""A notice as lines for people: its head, its duties, goals, stages and rules, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.notice import CitedDocument, Contact, Notice, NoticeRule, Obligation, Stage, Target

MODALITIES = {'may': "可", 'should': "一般应", 'forbidden': "不得"}
"""What softens a duty or turns it round; plain orders need no word."""


def notice_to_lines(notice: Notice) -> Iterator[str]:
    """Every line to show; a group with nothing in it is left out, an element of the head never."""
    yield from _head(notice)
    yield from _group("要办的事", map(_duty_line, notice.obligations))
    yield from _group("经常性工作", map(_duty_line, notice.standing_duties))
    yield from _group("目标", map(_target_line, notice.targets))
    yield from _group("阶段", map(_stage_line, notice.stages))
    yield from _group("按情形的办法", map(_rule_line, notice.rules))
    yield from _group("要建的台账", notice.required_ledgers)
    yield from _group("要填的表", notice.forms_named)


def _head(notice: Notice) -> Iterator[str]:
    recipients = notice.primary_recipients.raw if notice.primary_recipients else None
    for label, value in (
        ("标题", notice.title),
        ("文种", f"{notice.doc_type}（征求意见稿，不产生待办）" if notice.draft else notice.doc_type),
        ("发文机关", '、'.join(notice.issuing_authorities)),
        ("发文字号", notice.doc_number),
        ("主送机关", recipients),
        ("成文日期", notice.date_of_document),
        ("印发日期", notice.printed_date),
        ("附件", '；'.join(notice.attachments)),
    ):
        yield f"{label}：{value or '（未见）'}"
    for label, value in (
        ("密级", notice.secrecy),
        ("紧急程度", notice.urgency),
        ("抄送", '；'.join(notice.cc)),
        ("转发", '；'.join(map(_citation_text, notice.forwards))),
        ("印发", '；'.join(f"《{title}》" for title in notice.issues)),
        ("调整或补充", '；'.join(map(_citation_text, notice.amends))),
        ("未随文收到的附件", '；'.join(notice.missing_attachments)),
    ):
        if value:
            yield f"{label}：{value}"
    yield from (f"联系：{_contact_text(contact)}" for contact in notice.contacts)


def _group(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"　· {line}" for line in lines]
    if found:
        yield f"{title}（{len(found)}）："
        yield from found


def _contact_text(contact: Contact) -> str:
    extension = f"转{contact.extension}" if contact.extension else None
    return ' '.join(filter(None, (contact.office, contact.name, contact.phone, extension, contact.email)))


def _citation_text(cited: CitedDocument) -> str:
    return (f"《{cited.title}》" if cited.title else '') + (f"（{cited.number}）" if cited.number else '')


def _duty_line(duty: Obligation) -> str:
    when = duty.deadline_iso or duty.deadline_text
    limit = f"【{when}】" if when else ''
    softened = MODALITIES.get(duty.modality or '', '')
    case = f"（{duty.scope}）" if duty.scope and duty.scope not in (duty.what or duty.verbatim) else ''
    to = f"→{duty.report_to}" if duty.report_to and duty.report_to not in (duty.what or '') else ''
    return f"{duty.who or '（未写明）'}：{softened}{duty.what or duty.verbatim}{case}{to}{limit}"


def _target_line(target: Target) -> str:
    value = '—'.join(map(str, target.value)) if isinstance(target.value, list | tuple) else target.value
    goal = f"{target.metric or target.verbatim} {target.comparator} {value}{target.unit or ''}"
    beside = (target.scope, f"以{target.base}为基数" if target.base else None, target.by and f"{target.by}前")
    told = '；'.join(filter(None, beside))
    return f"{goal}（{told}）" if told else goal


def _stage_line(stage: Stage) -> str:
    return f"{stage.name} {stage.start or '……'} 至 {stage.end or '……'}"


def _rule_line(rule: NoticeRule) -> str:
    basis = f"（按{rule.count_basis}计）" if rule.count_basis else ''
    return f"{rule.condition}{basis}：{rule.method}"
