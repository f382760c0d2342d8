"""What 请示 and 批复 say."""

import pytest

from extractors.approval import approval_of
from model.approval import Approval, BranchAct
from tests.extractors.approval.decisions import EVENTS, LOOKALIKES
from tests.extractors.approval.papers import ASKED, CIVIL, ESTABLISHED, A, B, C, branch, paper


def told(act: BranchAct) -> tuple[object, ...]:
    names = tuple(unit.name for unit in act.units)
    return (act.kind, act.decision, act.party_org, act.new_name, act.form, act.level, names)


@pytest.mark.parametrize('name', ESTABLISHED)
def test_a_reply_about_a_party_organisation(name: str) -> None:
    title, recipients, body, expected = ESTABLISHED[name]
    found = approval_of(paper(title, recipients, body))
    assert found is not None
    assert [told(act) for act in found.branches] == [expected]
    assert (found.doc_number, found.date, found.events) == ('示组复〔2026〕7号', '2026-04-08', ())
    doubtful = expected[1] == 'in_principle'
    assert bool(found.branches[0].reasons) == doubtful, found.branches[0].reasons


@pytest.mark.parametrize('name', ASKED)
def test_a_request(name: str) -> None:
    title, recipients, body, issuer, expected = ASKED[name]
    found = approval_of(paper(title, recipients, body, issuer=issuer, number='示会〔2026〕3号'), asks=True)
    assert found is not None
    assert found.kind == 'request'
    assert [told(act) for act in found.branches] == [expected]


@pytest.mark.parametrize('name', EVENTS)
def test_a_decision_on_a_registration(name: str) -> None:
    title, recipients, body, expected = EVENTS[name]
    found = approval_of(paper(title, recipients, body, issuer=CIVIL, number='示民复〔2026〕9号'))
    assert found is not None
    assert found.branches == ()
    (event,) = found.events
    assert (event.kind, tuple((one.name, one.part) for one in event.units), event.to) == expected
    assert (event.date, event.doc_number, event.reasons) == ('2026-04-08', '示民复〔2026〕9号', ())


@pytest.mark.parametrize('name', LOOKALIKES)
def test_what_only_looks_like_it(name: str) -> None:
    assert approval_of(paper(*LOOKALIKES[name])) is None


def only(body: str, title: str = '关于成立党支部的批复', to: str = A, **more: str) -> Approval:
    found = approval_of(paper(title, to, body, **more))
    assert found is not None
    return found


def test_what_it_answers_and_demands_is_kept_without_persons() -> None:
    body = (
        f'你会《关于成立{branch(A)}的请示》（示商〔2026〕3号）收悉。同意成立{branch(A)}，由示例一同志任书记。\n'
        '请于一个月内完成选举，并报我委备案。\n支部书记由示例一同志担任，请及时到岗。'
    )
    found = only(body)
    assert found.answers is not None
    assert (found.answers.title, found.answers.number) == (f'关于成立{branch(A)}的请示', '示商〔2026〕3号')
    assert found.conditions == ('请于一个月内完成选举，并报我委备案。',)
    assert '示例一' not in repr(found)


def test_several_branches_in_one_paper() -> None:
    found = only(f'同意撤销中共{A}、{B}联合支部委员会，分别成立{branch(A)}、{branch(B)}。')
    assert [(one.kind, one.party_org) for one in found.branches] == [
        ('dissolve', f'中共{A}、{B}联合支部委员会'),
        ('establish', branch(A)),
        ('establish', branch(B)),
    ]
    assert [[unit.name for unit in one.units] for one in found.branches] == [[A, B], [A], [B]]


def test_each_of_several_organisations_gets_its_own() -> None:
    found = only(f'同意{A}、{B}、{C}分别成立党支部。', to='示例市社会组织党建工作站')
    assert [(one.form, [unit.name for unit in one.units]) for one in found.branches] == [
        ('independent', [name]) for name in (A, B, C)
    ]


def test_branches_in_a_table() -> None:
    found = only(
        '同意成立下列党组织（名单附后），同意成立联合党支部。\n'
        f'|序号|党组织名称|单位名称|组建形式\n|1|{branch(A)}|{A}|单独组建\n'
        f'|2|中共示例市第一联合支部委员会|{B}|联合组建\n|^|^|{C}|^',
        to='示例市社会组织党建工作站',
    )
    assert [(one.party_org, one.form, [unit.name for unit in one.units]) for one in found.branches] == [
        (branch(A), 'independent', [A]),
        ('中共示例市第一联合支部委员会', 'joint', [B, C]),
    ]


def test_what_is_not_certain_says_why() -> None:
    joint = '同意成立中共示例市第一联合支部委员会。'
    five = f'同意{A}、{B}等5家单位联合成立中共示例市第一联合支部委员会。'
    plain = f'同意成立{branch(A)}。'
    another = f'同意{B}成立{branch(A)}。'
    assert only(joint, to='示例市某局党组').branches[0].reasons == ("联合党组织没有读出是哪几家单位",)
    (why,) = only(another).branches[0].reasons
    assert why == f"文中说的单位是“{B}”，党组织名称里是“{A}”，请核对"
    assert only(five).branches[0].reasons == ("文中说5家，读出2家",)
    assert only(plain, number='特此说明').branches[0].reasons == ("没有读到批复文号",)
    assert only(plain, '关于成立党支部的通知').branches[0].reasons == ("文种是“通知”，不是批复",)


def test_organisations_of_a_renaming_in_a_table() -> None:
    found = only(
        f'准予下列社会组织更名。\n|序号|原名称|现名称\n|1|{A}|示例市甲一总商会\n|2|{B}|示例市乙二联合会',
        '关于准予变更登记的批复',
        issuer=CIVIL,
    )
    assert [(one.kind, one.units[0].name, one.to) for one in found.events] == [
        ('rename', A, '示例市甲一总商会'),
        ('rename', B, '示例市乙二联合会'),
    ]


def test_the_day_a_decision_takes_effect() -> None:
    found = only('准予你会注销登记，自2026年5月1日起生效。', '关于准予注销登记的批复', issuer=CIVIL)
    assert found.events[0].date == '2026-05-01'


def test_a_list_of_members_is_no_list_of_organisations() -> None:
    found = only(f'同意成立{branch(A)}。\n|姓名|性别|单位名称\n|示例一|男|{B}\n|示例二|女|{C}')
    assert [unit.name for unit in found.branches[0].units] == [A]
    assert B not in repr(found)


def test_lines_cut_by_the_page() -> None:
    text = (
        f'经研究，同意由{A}、{B}、{C}三家社会组织联合成立中共示例市社会组织第一联合支部委员会，隶属综合党委。'
    )
    found = only('\n'.join(text[at : at + 28] for at in range(0, len(text), 28)))
    assert [unit.name for unit in found.branches[0].units] == [A, B, C]


def test_ways_of_saying_it() -> None:
    station = '示例市社会组织党建工作站'
    both = f'中共{A}、{B}联合支部委员会'
    for body, expected in {
        f'同意你单位成立中国共产党{A}支部委员会（简称“{A}党支部”）。': [(f'中国共产党{A}支部委员会', [A])],
        f'同意{A}与{B}联合建立党支部，名称为：{both}。': [(both, [A, B])],
        f'同意在{A}成立党支部。': [(None, [A])],
        f'同意在{A}、{B}、{C}中成立联合党支部。': [(None, [A, B, C])],
        f'同意依托{A}，联合{B}、{C}组建联合党支部。': [(None, [A, B, C])],
        f'经研究，同意{A}党支部成立。': [(f'{A}党支部', [A])],
        f'同意成立{A}党支部和{B}党支部。': [(f'{A}党支部', [A]), (f'{B}党支部', [B])],
        f'同意{A}建立中国共产党支部。': [(None, [A])],
        f'经研究，同意：\n1.成立{branch(A)}；\n2.成立{branch(B)}。': [(branch(A), [A]), (branch(B), [B])],
        f'同意{A}成立党委，{B}成立党总支。': [(None, [A]), (None, [B])],
        f'现批复如下：同意成立{branch(A)}，下设2个党小组。': [(branch(A), [A])],
        f'同意成立{branch(A)}，撤销原{A}临时党支部。': [(branch(A), [A]), (f'{A}临时党支部', [A])],
        f'同意{A}单独成立党支部，同意{B}与{C}联合成立党支部。': [(None, [A]), (None, [B, C])],
    }.items():
        found = only(body, to=station).branches
        assert [(one.party_org, [unit.name for unit in one.units]) for one in found] == expected, body
        assert not any(one.reasons for one in found), body


def test_ways_of_deciding_on_registrations() -> None:
    for body, expected in {
        f'准予变更登记。\n变更前名称：{A}\n变更后名称：示例市甲一总商会': [('rename', [A])],
        '准予示例市丁四协会成立登记。': [('register', ['示例市丁四协会'])],
        f'决定对以下3家社会组织给予撤销登记的行政处罚：\n1.{A}\n2.{B}\n3.{C}': [('revoke', [A, B, C])],
        f'{A}申请注销登记，经审查，准予注销登记。': [('deregister', [A])],
        f'{A}提交虚假材料，决定撤销其成立登记。': [('revoke', [A])],
        f'同意{A}分立，派生成立示例市甲三商会。': [('divide', [A, '示例市甲三商会'])],
        f'同意{A}与{B}合并，合并后名称为示例市甲乙联合会。': [('consolidate', [A, B, '示例市甲乙联合会'])],
    }.items():
        found = only(body, '关于登记事项的批复', to='各县（区）民政局', issuer=CIVIL)
        assert [(one.kind, [unit.name for unit in one.units]) for one in found.events] == expected, body
        assert not any(one.reasons for one in found.events), body
    short = only(f'决定对{A}等26家社会组织予以撤销登记。', '关于撤销登记的决定', to='各单位', issuer=CIVIL)
    assert short.events[0].reasons == ("文中说26家，读出1家",)
