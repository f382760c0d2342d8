"""Organisations that stand in lists, in columns, in brackets, or behind 你会."""

import pytest

from extractors.approval import approval_of
from extractors.approval.names import is_organisation
from model.approval import Approval
from tests.extractors.approval.papers import PARTY, A, B, C, branch, paper

D = '示例市丁四（儿童）剧团'


def read(body: str, to: str = '各有关社会组织') -> Approval:
    found = approval_of(paper('关于成立党组织的批复', to, body))
    assert found is not None
    return found


ALL = [('independent', (one,)) for one in (A, B, C, D)]
SAID = {
    'names of branches on lines': (f'同意成立下列党支部：\n一、{branch(A)}；\n二、{branch(B)}。', ALL[:2]),
    'branches in two columns': (
        f'同意成立下列社会组织党支部：\n{A}党支部　　{B}党支部\n{C}党支部　　{D}党支部',
        ALL,
    ),
    'a table of names alone': (f'同意下列社会组织分别成立党支部：\n|{A}|{B}\n|{C}|{D}', ALL),
    'a table that goes on beside itself': (
        f'同意成立下列党支部：\n|党支部名称|所在单位|党支部名称|所在单位\n|{branch(A)}|{A}|{branch(B)}|{B}',
        ALL[:2],
    ),
    'several in one cell': (
        f'同意成立以下党组织（见下表）。\n|党组织名称|所涵盖社会组织\n|中共示例市文体联合支部委员会|{A}、{B}',
        [('joint', (A, B))],
    ),
    'joint branches with their own': (
        (
            f'同意成立两个联合党支部：\n一、中共示例市文体联合支部委员会，由{A}、{B}组成；\n'
            f'二、中共示例市教养联合支部委员会（{C}、{D}）。'
        ),
        [('joint', (A, B)), ('joint', (C, D))],
    ),
    'each of those named apart': (f'同意{A}、{B}分别成立{branch(A)}、{branch(B)}。', ALL[:2]),
    'a line of names': (f'同意以下单位联合成立党支部：\n{A}、{B}、{C}', [('joint', (A, B, C))]),
}


@pytest.mark.parametrize('name', SAID)
def test_a_list_gives_each_its_branch(name: str) -> None:
    body, expected = SAID[name]
    found = read(body)
    assert [(one.form, tuple(unit.name for unit in one.units)) for one in found.branches] == expected
    assert not any(one.reasons for one in found.branches)
    assert found.issuers == (PARTY,)


@pytest.mark.parametrize(
    'body',
    [
        f'同意你会与{B}、{C}联合成立党支部。',
        f'同意由贵会牵头，联合{B}、{C}组建联合党支部。',
        f'同意以你单位为依托，与{B}、{C}共同组建联合党支部。',
        f'同意你会与下列单位联合成立党支部：\n1.{B}\n2.{C}',
    ],
)
def test_the_one_spoken_to_is_of_the_joint_branch(body: str) -> None:
    (act,) = read(body, A).branches
    assert (act.form, [unit.name for unit in act.units], act.reasons) == ('joint', [A, B, C], ())


def test_who_is_spoken_to_in_the_plural() -> None:
    each = read('同意你们三家单位各成立一个党支部。', f'{A}、{B}、{C}').branches
    assert [(one.form, [unit.name for unit in one.units]) for one in each] == [
        ('independent', [one]) for one in (A, B, C)
    ]
    (open_one,) = read('同意你们成立党支部。', f'{A}、{B}').branches
    assert (open_one.form, open_one.reasons) == (None, ("没有写明是联合组建还是分别组建",))


def test_a_list_shorter_than_the_paper_says_is_told() -> None:
    (act,) = read(f'同意下列3家社会组织分别成立党支部：\n1.{A}\n2.{B}').branches
    assert act.reasons == ("文中说3家，读出2家",)


def test_a_name_told_behind_goes_before_a_short_one() -> None:
    (act,) = read(f'同意{A}成立{A}党支部，名称为“{branch(A)}”。').branches
    assert act.party_org == branch(A)
    joint = '中共示例市文体联合支部委员会'
    titled = paper(
        f'关于同意成立中共{A}、{B}联合支部委员会的批复',
        f'{A}、{B}',
        f'同意{A}、{B}联合成立党支部，名称为{joint}。',
    )
    found = approval_of(titled)
    assert found is not None
    assert [one.party_org for one in found.branches] == [joint]


def test_brackets_inside_a_name() -> None:
    assert is_organisation(D)
    assert is_organisation('示例市(甲县)助学中心')
    assert not is_organisation('示例市民政局（甲县）')


def test_a_bracket_that_is_no_remark_stays_in_the_name() -> None:
    (act,) = read(f'同意以下单位联合成立党支部：\n|单位名称\n|{A}（牵头单位）\n|{B}（甲县分会）').branches
    assert [unit.name for unit in act.units] == [A, f'{B}（甲县分会）']


@pytest.mark.parametrize(
    ('to', 'body', 'expected'),
    [
        (C, f'同意你会所属{A}成立党支部。', (None, A)),
        (C, f'同意贵会上报的{A}单独成立党支部。', (None, A)),
        (A, '同意成立你会党支部。', (None, A)),
        (A, '同意撤销你会党支部。', (None, A)),
        (A, '同意你会党支部更名为中共示例市甲一总商会支部委员会。', (None, A)),
    ],
)
def test_whose_branch_it_is_that_you_have(to: str, body: str, expected: tuple[str | None, str]) -> None:
    (act,) = read(body, to).branches
    assert (act.party_org, *(unit.name for unit in act.units)) == expected
    assert act.reasons == ()
