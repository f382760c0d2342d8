"""A 批复 becomes one question, a person accepts it once, and it is the source for every unit (G11, S9)."""

import pytest

from model.approval import count_approved, is_approved
from model.errors import UsageFault
from office.approved import accept_approval
from office.approving import linked_requests, waiting_requests
from office.intake import take_in
from office.ledger_acts import one_named, organisations, sources
from office.registering import reread
from office.reviewing import accept, waiting
from store import reviews
from store.engine import atomic, reading

A, B, C = '示例市甲一商会', '示例市乙二协会', '示例市丙三学校'
PARTY = '中共示例市社会组织综合委员会'
JOINT = '中共示例市第一联合支部委员会'


def reply(title, to, body, number='示组复〔2026〕7号', issuer=PARTY):
    return (f'{issuer}文件', number, title, f'{to}：', body, '此复。', issuer, '2026年3月10日')


def one_branch(notice, name='甲县/批复.docx', number='示组复〔2026〕7号'):
    body = f'你会请示收悉。经研究，同意成立中共{A}支部委员会，同意示例一同志任书记。'
    return notice(name, *reply(f'关于同意成立中共{A}支部委员会的批复', A, body, number))


def joint_branch(notice):
    body = f'经研究，同意由{A}、{B}、{C}三家单位联合成立{JOINT}。'
    return notice('批复.docx', *reply('关于同意成立联合党支部的批复', '示例市党建工作站', body))


def asked(place):
    return [item for item in waiting(place) if item.kind in {'approval', 'event'}]


def accepted(place, item, told=None):
    with atomic(place.engine) as connection:
        return accept_approval(place, connection, item, told)


def test_an_approval_waits_for_a_person(with_ledger, notice):
    one_branch(notice)
    (outcome,) = take_in(with_ledger)
    assert outcome.kind == 'approval'
    assert f'同意成立中共{A}支部委员会' in outcome.message
    (item,) = asked(with_ledger)
    assert item.reasons[0].startswith(
        f'批复：同意成立中共{A}支部委员会；涉及1家（{A}）；接受后记为已建（单独）'
    )
    assert '示组复〔2026〕7号' in item.reasons[1]
    assert '示例一' not in str(item.reasons) + str(item.value)
    assert one_named(with_ledger, A).facts.get('established') is None


def test_accepted_it_is_in_the_ledger_with_its_paper(with_ledger, notice):
    joint_branch(notice)
    list(take_in(with_ledger))
    (item,) = asked(with_ledger)
    accepted(with_ledger, item)
    for name in (A, B, C):
        one = one_named(with_ledger, name)
        assert is_approved(one)
        told = {key: one.facts[key] for key in ('established', 'establishment_form', 'org_level')}
        assert told == {'established': True, 'establishment_form': '联合组建', 'org_level': '联合支部'}
        assert (one.facts['approval_number'], one.facts['approval_date']) == (
            '示组复〔2026〕7号',
            '2026-03-10',
        )
        assert (one.facts['party_org_name'], one.facts['joint_units']) == (JOINT, [A, B, C])
        assert sources(with_ledger, one.id)['approval_number']['register'] == 1
    counts = count_approved(organisations(with_ledger))
    assert (counts.established, counts.approved, counts.reported_only) == (3, 3, 0)


def test_without_a_paper_it_is_only_reported(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, A, 12, 5, 7, 3, 3, 0, '是'))
    list(take_in(with_ledger))
    assert one_named(with_ledger, A).facts['established'] is True
    counts = count_approved(organisations(with_ledger))
    assert (counts.established, counts.approved, counts.reported_only) == (1, 0, 1)


def test_an_organisation_that_is_not_certain_is_chosen_by_a_person(with_ledger, notice):
    body = '同意成立中共示例市甲一总商会支部委员会。'
    notice('批复.docx', *reply('关于成立党支部的批复', '示例市甲一总商会', body))
    list(take_in(with_ledger))
    (item,) = asked(with_ledger)
    with pytest.raises(UsageFault, match='还没有对应到台账'):
        accepted(with_ledger, item)
    accepted(with_ledger, item, {'示例市甲一总商会': str(one_named(with_ledger, A).id)})
    assert is_approved(one_named(with_ledger, A))


def test_a_request_waits_until_its_approval_is_here(with_ledger, notice):
    lines = (
        A,
        '示商〔2026〕3号',
        f'关于成立中共{A}支部委员会的请示',
        f'{PARTY}：',
        f'我会现有正式党员4名，拟成立中共{A}支部委员会。妥否，请批示。',
        A,
        '2026年3月2日',
    )
    notice('请示.docx', *lines)
    (outcome,) = take_in(with_ledger)
    assert (outcome.kind, outcome.message.endswith('；待批复')) == ('request', True)
    assert [one.request.number for one in waiting_requests(with_ledger)] == [1]
    one_branch(notice)
    (outcome,) = take_in(with_ledger)
    assert '答复收文第1号请示' in outcome.message
    assert waiting_requests(with_ledger) == []
    with reading(with_ledger.engine) as connection:
        assert [(one.request.number, one.answer.number) for one in linked_requests(connection)] == [(1, 2)]


def test_a_refusal_answers_and_changes_nothing(with_ledger, notice):
    body = f'鉴于正式党员不足3名，暂不同意成立中共{A}支部委员会。'
    notice('批复.docx', *reply('关于成立党支部的批复', A, body))
    (outcome,) = take_in(with_ledger)
    assert f'不同意成立中共{A}支部委员会' in outcome.message
    assert asked(with_ledger) == []


def test_a_joint_branch_makes_way_for_branches_of_their_own(with_ledger, notice):
    joint_branch(notice)
    list(take_in(with_ledger))
    accepted(with_ledger, asked(with_ledger)[0])
    body = f'同意撤销{JOINT}，同意成立中共{A}支部委员会。'
    notice('批复2.docx', *reply('关于调整党组织设置的批复', A, body, '示组复〔2026〕9号'))
    list(take_in(with_ledger))
    (item,) = (one for one in asked(with_ledger) if one.register_number == 2)
    accepted(with_ledger, item)
    first, second = one_named(with_ledger, A), one_named(with_ledger, B)
    assert (first.facts['established'], first.facts['establishment_form']) == (True, '单独组建')
    assert first.facts['approval_number'] == '示组复〔2026〕9号'
    assert (second.facts['established'], second.facts.get('party_org_name')) == (False, None)


def test_a_decision_on_a_registration_is_an_event(with_ledger, notice):
    lines = reply(
        '关于准予名称变更登记的批复',
        A,
        '准予你会名称变更为示例市甲一总商会。',
        '示民复〔2026〕2号',
        '示例市民政局',
    )
    notice('批复.docx', *lines)
    list(take_in(with_ledger))
    (item,) = asked(with_ledger)
    assert (item.kind, item.field) == ('event', 'rename')
    accept(with_ledger, item.number)
    one = one_named(with_ledger, '示例市甲一总商会')
    assert one.facts['former_names'] == [A]


def test_a_notice_is_none(with_ledger, notice):
    body = f'我委《关于同意成立中共{A}支部委员会的批复》已印发，请各县做好工作。'
    notice(
        '通知.docx',
        '示例省民政厅文件',
        '示民函〔2026〕12号',
        '关于做好党组织组建工作的通知',
        '各市民政局：',
        body,
    )
    (outcome,) = take_in(with_ledger)
    assert outcome.kind == 'notice'
    assert asked(with_ledger) == []


def test_what_a_person_decided_is_not_asked_again(with_ledger, notice):
    one_branch(notice)
    list(take_in(with_ledger))
    (item,) = asked(with_ledger)
    with atomic(with_ledger.engine) as connection:
        reviews.decide(connection, item.number, 'rejected', actor='经办人', at=with_ledger.now(), why='重复')
    reread(with_ledger, 1)
    assert asked(with_ledger) == []


def test_an_approval_that_could_not_be_read_is_asked_about(with_ledger, notice):
    notice('批复.docx', *reply('关于同意变更登记的批复', A, '准予你会变更住所登记。', issuer='示例市民政局'))
    (outcome,) = take_in(with_ledger)
    assert outcome.kind == 'approval'
    assert '没有读出同意了什么' in outcome.message
    assert 'approval_unread' in {item.field for item in waiting(with_ledger)}
