"""What an unsaid body or receiver is taken to be, and that this is told."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.notice.body import Part
from extractors.notice.grounds import rules_to_score
from extractors.notice.lines import Line
from extractors.notice.modality import text_to_how, text_to_scope
from extractors.notice.obligations import sentences_to_duties
from extractors.notice.responsible import heading_subject, responsible_subject
from extractors.notice.sentences import parts_to_sentences
from extractors.notice.task_tables import lines_to_task_rows
from model.place import NOWHERE

ISSUED = dt.date(2024, 3, 15)


def duties(text, issuer='示例市民政局', addressees='各县民政局'):
    part = Part(tuple(Line(line, NOWHERE) for line in text.split('\n')))
    sentences = parts_to_sentences((part,), ISSUED, ISSUED.year)
    return sentences_to_duties(sentences, frozenset(), addressees, issuer)[0]


@pytest.mark.parametrize(
    ('text', 'who', 'report_to', 'rule'),
    [
        ('请于5月10日前报送总结。', '各县民政局', '示例市民政局', 'receiver_implied'),
        ('各地请于5月10日前报送总结。', '各地', '示例市民政局', 'receiver_implied'),
        ('资金使用率于每月15日前公布。', '示例市民政局', None, 'implied_issuer'),
        ('征求意见时间：2024年4月1日至4月20日。', None, '示例市民政局', 'receiver_implied'),
    ],
)
def test_what_is_not_said_is_the_issuers_and_told(text, who, report_to, rule):
    (duty,) = duties(text)
    assert (duty.who, duty.report_to, rule in duty.rules) == (who, report_to, True)
    assert duty.score < 1


@pytest.mark.parametrize(
    'text',
    ['各地请于5月10日前通过省平台报送总结。', '各地要及时逐级上报情况。', '各地要于5月10日前完成摸底。'],
)
def test_what_goes_elsewhere_is_not_the_issuers(text):
    assert [duty.report_to for duty in duties(text)] == [None]


def test_without_issuer_and_recipients_nobody_is_made_up():
    (duty,) = duties('6月底前，完成整改。', issuer=None, addressees=None)
    assert (duty.who, duty.report_to) == (None, None)
    assert 'subject_unknown' in duty.rules


@pytest.mark.parametrize(
    ('phrase', 'who'),
    [
        ('业务主管单位职责', '业务主管单位'),
        ('市民政局', '市民政局'),
        ('各县（市、区）党委', '各县（市、区）党委'),
        ('组建机构', None),
        ('申报单位', None),
        ('加强组织领导', None),
        ('工作要求', None),
    ],
)
def test_a_heading_that_is_a_body_and_one_that_is_a_topic(phrase, who):
    assert heading_subject(phrase) == who


def test_each_doubtful_step_lowers_the_score():
    assert rules_to_score(()) == 1.0
    assert rules_to_score(('limit_after_order',)) == 1.0
    assert rules_to_score(('implied_addressees', 'date_repaired')) < rules_to_score(('implied_addressees',))


LETTERS = st.text(
    '各县民政局要请于5月10日前报送（责任单位：市、；完成时限）。，的对以通过系统一式两份\t1.', max_size=80
)


@given(LETTERS)
def test_no_text_is_too_odd_to_read(text):
    for found in (responsible_subject(text), text_to_how(text), text_to_scope(text), heading_subject(text)):
        assert found is None or found
    rows = lines_to_task_rows([Line('任务\t时限', NOWHERE), Line(text, NOWHERE)])
    assert all(0 <= row.due[0] < row.due[1] <= len(text) for row in rows.values())
    assert all(duty.verbatim and 0 < duty.score <= 1 for duty in duties(text or '各'))
