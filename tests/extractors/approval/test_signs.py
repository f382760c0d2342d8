"""Which papers are read as 请示 and 批复, and which never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.approval import approval_of, may_tell
from extractors.classify import classify
from forms.load import definitions
from model.approval import Approval, BranchAct, count_approved, is_approved
from model.document import Document, Paragraph
from model.subject import Organisation
from tests.extractors.approval.decisions import EVENTS, LOOKALIKES
from tests.extractors.approval.papers import ASKED, CIVIL, ESTABLISHED, A, branch, paper

ABOUT_BRANCHES = '同意成立中共示例市甲一商会支部委员会。此复。'


def kind(document: Document) -> str:
    return classify(document, definitions()).kind


@pytest.mark.parametrize('name', [*ESTABLISHED])
def test_a_reply_is_an_approval(name: str) -> None:
    assert kind(paper(*ESTABLISHED[name][:3])) == 'approval'


@pytest.mark.parametrize('name', ASKED)
def test_a_request_is_one(name: str) -> None:
    title, recipients, body, issuer, _ = ASKED[name]
    assert kind(paper(title, recipients, body, issuer=issuer)) == 'request'


@pytest.mark.parametrize('name', EVENTS)
def test_a_decision_on_a_registration_is_an_approval(name: str) -> None:
    title, recipients, body, _ = EVENTS[name]
    assert kind(paper(title, recipients, body, issuer=CIVIL)) == 'approval'


@pytest.mark.parametrize(
    'name', ['money', 'a hall', 'a plan', 'a course', 'quoted', 'a leading group', 'land']
)
def test_other_replies_stay_notices(name: str) -> None:
    assert kind(paper(*LOOKALIKES[name])) == 'notice'


@pytest.mark.parametrize(
    'title',
    [
        '关于做好党组织组建工作的通知',
        f'关于印发《关于同意成立{branch(A)}的批复》的通知',
        f'转发《关于同意成立{branch(A)}的批复》的通知',
        '关于开展社会组织注销登记工作的通知',
        '关于社会组织变更登记有关事项的公告',
        '关于对批复事项开展督查的通知',
    ],
)
def test_a_notice_never_becomes_an_approval(title: str) -> None:
    assert kind(paper(title, '各县（区）民政局', f'请按要求落实。{ABOUT_BRANCHES}')) == 'notice'
    assert not may_tell(title)


def test_an_application_without_a_number_is_a_request() -> None:
    lines = (
        '关于成立党支部的申请',
        '中共示例市社会组织综合委员会：',
        '我会现有正式党员4名，申请成立党支部。',
        A,
        '2026年3月2日',
    )
    assert kind(Document('申请.docx', '0' * 64, 'docx', None, tuple(map(Paragraph, lines)))) == 'request'


def test_a_reply_that_lost_its_title_is_told_by_its_words() -> None:
    lines = (
        f'{A}：',
        '你会请示收悉。经研究，' + ABOUT_BRANCHES,
        '中共示例市社会组织综合委员会',
        '2026年3月2日',
    )
    assert kind(Document('批复.jpg', '0' * 64, 'docx', None, tuple(map(Paragraph, lines)))) == 'approval'


def test_a_notice_that_decides_by_its_title_is_read_too() -> None:
    assert may_tell(f'关于成立{branch(A)}的通知')
    assert may_tell(f'关于准予{A}注销登记的公告')


@given(
    st.text(
        '同意成立撤销更名为由、，。：《》中共示例市甲会支部委员联合3家1.\n准予注销变更登记名称不拟',
        max_size=160,
    ),
    st.booleans(),
)
def test_any_text_is_read_without_a_fault(body: str, asks: bool) -> None:
    found = approval_of(paper('关于有关事项的批复', A, body), asks=asks)
    assert found is None or isinstance(found, Approval)
    for act in found.branches if found else ():
        assert isinstance(act, BranchAct)
        assert all(unit.name in body or unit.name == A for unit in act.units) or asks


def test_approved_are_those_with_number_and_date() -> None:
    def one(**facts: object) -> Organisation:
        return Organisation(1, A, None, None, None, None, facts)

    paper_of = {'approval_number': '示组复〔2026〕7号', 'approval_date': '2026-03-10'}
    assert is_approved(one(established=True, **paper_of))
    assert not is_approved(one(established=True))
    assert not is_approved(one(established=True, approval_number='示组复〔2026〕7号'))
    assert not is_approved(one(established=False, **paper_of))
    built = [one(established=True, **paper_of)] * 154 + [one(established=True)] * 9 + [one(established=False)]
    counts = count_approved(built)
    assert (counts.established, counts.approved, counts.reported_only) == (163, 154, 9)
