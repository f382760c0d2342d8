"""What a 批复 leaves open stops its accepting until a person answers: organisations, one branch or more."""

import datetime as dt
from dataclasses import replace

import pytest

from model.errors import UsageFault
from office.approved import accept_approval, standing_acts
from office.comparing import compare
from office.intake import take_in
from office.ledger_acts import one_named
from office.registering import withdraw
from office.reviewing import waiting
from store.engine import atomic

A, B, C = '示例市甲一商会', '示例市乙二协会', '示例市丙三学校'
PARTY = '中共示例市社会组织综合委员会'


@pytest.fixture
def asked(with_ledger, notice):
    """asked(body lines...): the question that a 批复 with this body becomes."""

    def ask(*body, name='批复.docx', to='各有关社会组织', number='示组复〔2026〕7号'):
        title = '关于党组织设置有关事项的批复'
        notice(name, f'{PARTY}文件', number, title, f'{to}：', *body, PARTY, '2026年3月10日')
        list(take_in(with_ledger))
        return [one for one in waiting(with_ledger) if one.kind == 'approval'][-1]

    return ask


def accepted(place, item, **told):
    with atomic(place.engine) as connection:
        return accept_approval(place, connection, item, told)


def branch_of(place, name):
    facts = one_named(place, name).facts
    return facts.get('established'), facts.get('establishment_form'), facts.get('joint_units')


def test_without_an_organisation_it_is_refused_until_one_is_told(with_ledger, asked):
    item = asked('经研究，同意成立中共示例市第三片区支部委员会。')
    with pytest.raises(UsageFault, match=r"没有读出是哪家单位.*单位=编号"):
        accepted(with_ledger, item)
    accepted(with_ledger, item, 单位=str(one_named(with_ledger, A).id))
    assert branch_of(with_ledger, A) == (True, '单独组建', None)


def test_fewer_organisations_than_the_paper_says_are_refused(with_ledger, asked):
    item = asked(f'同意由{A}、{B}等3家社会组织联合成立党支部。')
    with pytest.raises(UsageFault, match='文中说3家'):
        accepted(with_ledger, item)
    ids = '、'.join(str(one_named(with_ledger, name).id) for name in (A, B, C))
    accepted(with_ledger, item, 单位=ids)
    assert branch_of(with_ledger, C) == (True, '联合组建', [A, B, C])


def test_branches_founded_apart_are_each_their_own(with_ledger, asked):
    item = asked(f'同意{A}、{B}分别成立党支部。')
    message = accepted(with_ledger, item)
    assert message.count('（单独组建），1家') == 2
    assert {branch_of(with_ledger, name) for name in (A, B)} == {(True, '单独组建', None)}


@pytest.mark.parametrize(('answer', 'form'), [('分别', '单独组建'), ('联合', '联合组建')])
def test_one_branch_or_each_its_own_is_never_guessed(with_ledger, asked, answer, form):
    item = asked(f'同意{A}、{B}成立党支部。')
    with pytest.raises(UsageFault, match='没有写明是联合组建还是分别组建'):
        accepted(with_ledger, item)
    accepted(with_ledger, item, 形式=answer)
    assert [branch_of(with_ledger, name)[1] for name in (A, B)] == [form, form]


def test_the_name_alone_is_not_certain_where_the_paper_is_of_another_county(with_ledger, asked):
    item = asked(f'同意{A}成立党支部。', name='丙县/批复.docx')
    with pytest.raises(UsageFault, match='还没有对应到台账'):
        accepted(with_ledger, item)


def test_a_branch_of_its_own_has_no_partners_any_more(with_ledger, asked):
    accepted(with_ledger, asked(f'同意{A}、{B}联合成立党支部。'))
    assert branch_of(with_ledger, A) == (True, '联合组建', [A, B])
    item = asked(f'同意{A}单独成立党支部。', name='批复2.docx', number='示组复〔2026〕8号')
    assert '原记批复示组复〔2026〕7号，改记示组复〔2026〕8号' in accepted(with_ledger, item)
    assert branch_of(with_ledger, A) == (True, '单独组建', None)


def test_an_answer_to_nothing_asked_is_refused(with_ledger, asked):
    item = asked(f'同意{A}成立党支部。')
    with pytest.raises(UsageFault, match='没有“组建形式”'):
        accepted(with_ledger, item, 组建形式='联合')
    with pytest.raises(UsageFault, match='只能写“联合”或“分别”'):
        accepted(with_ledger, item, 形式='不清楚')


def test_a_list_below_the_sentence_is_read_line_by_line(with_ledger, asked):
    item = asked('经研究，同意成立下列党支部：', f'一、中共{A}支部委员会；', f'二、中共{B}支部委员会。')
    accepted(with_ledger, item)
    assert one_named(with_ledger, B).facts['party_org_name'] == f'中共{B}支部委员会'


def test_a_dissolving_paper_is_a_step_of_its_own(with_ledger, asked):
    accepted(with_ledger, asked(f'同意{A}成立党支部。'))
    item = asked(f'同意撤销中共{A}支部委员会。', name='批复2.docx', number='示组复〔2026〕8号')
    later = replace(with_ledger, today=with_ledger.today + dt.timedelta(3))
    accepted(later, item)
    (step,) = compare(later, with_ledger.today, later.today).established.steps
    assert (step.kind, step.change, step.names) == ('dissolved', -1, (A,))


def test_a_paper_taken_back_leaves_its_act_to_be_told(with_ledger, asked):
    item = asked(f'同意{A}成立党支部。')
    accepted(with_ledger, item)
    withdraw(with_ledger, 1, '重复')
    assert [one.kind for one in standing_acts(with_ledger, 1)] == ['approval']
    with pytest.raises(UsageFault, match='已经撤下（重复）'):
        withdraw(with_ledger, 1, '别的')
