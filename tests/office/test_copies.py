"""One paper in several makes is one entry with its duties once; what a copy adds or denies is seen (G9)."""

from dataclasses import replace

import pytest

from model.notice import Notice, Obligation, Recipients
from office.copies import merge, same_paper, title_to_key

TITLE = '示例省民政厅关于报送社会组织台账的通知'
REPORT = Obligation(
    '各市民政局要于4月10日前将台账报送省民政厅。', '各市民政局', '报送台账', deadline_text='4月10日前'
)
SHORT = '关于报送社会组织台账的通知'
CHANGED = replace(REPORT, verbatim='各市民政局要于5月10日前将台账报送省民政厅。')
FULL = Notice(
    title=TITLE,
    doc_number='示民函〔2026〕12号',
    issuing_authorities=('示例省民政厅',),
    date_of_document='2026-03-02',
    primary_recipients=Recipients('各市民政局', ('各市民政局',)),
    obligations=(replace(REPORT, deadline_iso='2026-04-10'),),
)


@pytest.mark.parametrize(
    ('changes', 'verdict'),
    [
        ({}, 'copy'),
        ({'title': None}, 'copy'),
        ({'title': SHORT}, 'copy'),
        ({'title': '示例省民政厅 关于报送社会组织台帐的通知'}, 'copy'),
        ({'title': '关于召开社会组织工作会议的通知'}, 'doubtful'),
        ({'doc_number': '示民函〔2026〕13号'}, 'other'),
        ({'doc_number': '示民函〔2025〕12号'}, 'other'),
        ({'doc_number': None}, 'copy'),
        ({'doc_number': None, 'title': SHORT, 'issuing_authorities': ('省民政厅',)}, 'copy'),
        ({'doc_number': None, 'date_of_document': '2025-03-02'}, 'other'),
        ({'doc_number': None, 'issuing_authorities': ('另例省民政厅',)}, 'other'),
        ({'doc_number': None, 'title': '示例省民政厅关于报送社会组织名单的通知'}, 'other'),
        ({'doc_number': None, 'date_of_document': None}, 'copy'),
        ({'doc_number': None, 'date_of_document': None, 'issuing_authorities': ()}, 'copy'),
        ({'doc_number': None, 'date_of_document': None, 'obligations': ()}, 'doubtful'),
        ({'doc_number': None, 'date_of_document': None, 'obligations': (CHANGED,)}, 'doubtful'),
        ({'doc_number': None, 'title': None}, 'other'),
    ],
)  # fmt: skip
def test_what_is_a_further_make_of_a_paper(changes, verdict):
    other = replace(FULL, **changes)
    assert same_paper(FULL, other).verdict == verdict
    assert same_paper(other, FULL).verdict == verdict


def test_two_batches_under_one_number_are_asked_about():
    first = replace(FULL, title='示例省民政厅关于公布第1批名单的通知')
    assert same_paper(first, replace(FULL, title='示例省民政厅关于公布第2批名单的通知')).verdict == 'doubtful'


def test_a_forwarding_notice_is_not_what_it_forwards():
    forwarding = replace(FULL, doc_number=None, title=f'示例市民政局转发{TITLE}的通知')
    assert same_paper(FULL, forwarding).verdict == 'other'
    assert title_to_key(forwarding.title) != title_to_key(TITLE)


def test_a_copy_fills_what_the_first_make_lacks():
    torn = replace(FULL, doc_number=None, date_of_document=None, obligations=(REPORT,))
    merged = merge(torn, FULL)
    assert (merged.notice.doc_number, merged.notice.date_of_document) == ('示民函〔2026〕12号', '2026-03-02')
    assert [one.deadline_iso for one in merged.notice.obligations] == ['2026-04-10']
    assert (merged.differences, merged.more) == ((), ())


def test_a_copy_that_says_the_same_changes_nothing():
    assert merge(FULL, FULL).notice == FULL
    assert merge(FULL, replace(FULL, doc_number=None, obligations=(REPORT,))).notice == FULL


def test_another_deadline_is_told_and_not_taken():
    other = replace(
        FULL,
        obligations=(
            replace(
                REPORT,
                verbatim='各市民政局要于4月20日前将台账报送省民政厅。',
                deadline_text='4月20日前',
                deadline_iso='2026-04-20',
            ),
        ),
    )
    merged = merge(FULL, other)
    assert merged.notice.obligations == FULL.obligations
    assert [(one.held, one.told) for one in merged.differences] == [('2026-04-10', '2026-04-20')]


def test_another_date_is_told():
    merged = merge(FULL, replace(FULL, date_of_document='2026-03-03'))
    assert [(one.what, one.told) for one in merged.differences] == [('成文日期', '2026-03-03')]


def test_a_duty_that_only_the_copy_has_is_added_and_told():
    more = Obligation('请于5月底前完成年度检查。', None, '完成年度检查', deadline_iso='2026-05-31')
    merged = merge(FULL, replace(FULL, obligations=(*FULL.obligations, more)))
    assert merged.notice.obligations == (*FULL.obligations, more)
    assert merged.more == (more,)
