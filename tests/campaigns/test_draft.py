"""A notice drafted as a pack: what is sure stands, what is not is told."""

import datetime as dt
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.doubts import doubts_of
from campaigns.draft import notice_to_pack
from campaigns.pack import table_to_pack
from campaigns.services import refusal
from campaigns.writing import pack_to_toml
from model.campaign import All, Compare, Is, LadderRule, Pack
from model.notice import Notice, NoticeRule, Obligation, Recipients, Recurrence, Relative, Stage, Target
from model.place import Problem, Severity, Where

STAFF = ('staff_total',)
FULL_TIME, MEMBERS = ('full_members_full_time',), ('members_total',)
COUNTIES = Recipients('各县（区）民政局、各直属单位', ('各县（区）民政局', '各直属单位'))
TITLE = '示例市民政局关于开展社会组织党组织“春季组建”行动的通知'


def rule(condition: str, method: str = '联合组建', before: str = '', **more: Any) -> NoticeRule:
    return NoticeRule(condition, method, f'{before}{condition}，要{method}。', Where(line=7), **more)


def rung(*rules: NoticeRule) -> LadderRule:
    """The first rule's rung."""
    return notice_to_pack(Notice(title=TITLE, rules=rules), '示例').ladder[0]


def drafted(**parts: Any) -> Pack:
    whole: dict[str, Any] = {'title': TITLE, 'primary_recipients': COUNTIES} | parts
    return notice_to_pack(Notice(**whole), '示例')


def test_an_understood_rule_is_a_rung_with_its_sentence_place_and_basis() -> None:
    found = rung(rule('凡专职工作人员中有3名以上正式党员的', '单独组建'))
    assert (found.when, found.doubt) == (Compare(FULL_TIME, '>=', 3), None)
    assert (found.where, found.count_basis) == ('line=7', '专职工作人员中的正式党员')
    assert found.verbatim == '凡专职工作人员中有3名以上正式党员的，要单独组建。'


def test_fewer_than_three_leaves_none_at_all_to_a_person() -> None:
    few, none = rule('专职工作人员中正式党员不足3名的'), rule('没有党员的', '壮大力量')
    found = rung(few, none)
    assert found.when == All((Compare(FULL_TIME, '>=', 1), Compare(FULL_TIME, '<', 3)))
    assert found.doubtful_when == All((Compare(FULL_TIME, '=', 0), Compare(MEMBERS, '>=', 1)))
    assert '一名也没有' in (found.doubt or '')
    assert rung(few).doubtful_when == Compare(FULL_TIME, '=', 0)


def test_none_at_all_is_no_doubt_where_another_rung_is_for_it() -> None:
    found = rung(rule('党员不足3名的'), rule('没有党员的', '壮大力量'))
    assert found.doubt is None
    assert found.when == All((Compare(MEMBERS, '>=', 1), Compare(MEMBERS, '<', 3)))


@pytest.mark.parametrize(
    ('first', 'other', 'reading', 'told'),
    [
        ('暂不具备建立党组织条件的', '没有党员的', None, '没有全看懂'),
        ('原则上有3名以上党员的', '没有党员的', Compare(MEMBERS, '>=', 3), '没有全看懂'),
        ('党员只有2名的', '专职人员中有3名以上正式党员的', Compare(MEMBERS, '=', 2), '没有写明是否含'),
        ('对尚未建立党组织的', '没有党员的', None, '可能是一项任务'),
    ],
)
def test_a_rule_that_is_not_sure_is_no_firm_rung(first: str, other: str, reading: Any, told: str) -> None:
    found = rung(rule(first), rule(other))
    assert (found.when, found.doubtful_when) == (None, reading)
    assert told in (found.doubt or '')


def test_a_number_without_its_noun_takes_the_one_before_and_says_so() -> None:
    found = rung(rule('50人至99人的', before='在非公有制企业，职工人数100人以上的单独组建，'))
    assert found.doubtful_when == All(
        (Compare(('staff_total',), '>=', 50), Compare(('staff_total',), '<=', 99))
    )
    assert found.applies_to == ('enterprises',)
    assert '职工人数' in (found.doubt or '')


def test_ways_are_the_methods_own_varieties() -> None:
    many = NoticeRule(
        '党员不足3名的', '联合组建', '党员不足3名的，采取片区联建、同业共建等方式，建立联合党组织。'
    )
    assert rung(many).ways == ('片区联建', '同业共建')
    assert rung(rule('党员不足3名的')).ways == ()


REPORT = Obligation(
    verbatim='各县（区）民政局每20天报告一次进展情况。',
    who='各县（区）民政局',
    what='报告进展情况',
    deadline_text='每20天',
    recurrence=Recurrence(20, 'day'),
    report_to='市民政局',
    where=Where(part='body', path='p[5]'),
)
STAGES = (Stage('摸底阶段', '2026-03-01', '2026-03-20'), Stage('组建阶段', '2026-03-21', '2026-05-31'))


def test_a_recurring_report_makes_rounds_within_the_stages() -> None:
    reporting = drafted(obligations=(REPORT,), stages=STAGES).reporting
    assert reporting is not None
    assert (reporting.every_days, reporting.start, reporting.end) == (
        20,
        dt.date(2026, 3, 1),
        dt.date(2026, 5, 31),
    )
    assert reporting.where == 'body/p[5]'
    assert '起算' in (reporting.doubt or '')


def test_without_stages_no_first_day_is_made_up() -> None:
    quarterly = Obligation(
        verbatim='每季度末月25日前报送报表。',
        who='各县',
        what='报送报表',
        deadline_text='每季度末月25日前',
        recurrence=Recurrence(1, 'quarter'),
    )
    reporting = drafted(obligations=(quarterly,)).reporting
    assert reporting is not None
    assert (reporting.every_months, reporting.day, reporting.start) == (3, 25, None)


def test_a_limit_from_issue_of_an_undated_notice_waits_for_its_day() -> None:
    duty = Obligation(
        '下发15天内完成。', '各单位', '完成', '下发15天内', relative=Relative(15, 'day', 'issue', 15)
    )
    pack = drafted(obligations=(duty,))
    assert pack.tasks[0].relative == Relative(15, 'day', 'issue', 15)
    assert any('成文日期没有写明' in doubt for doubt in pack.doubtful)
    assert any('起算日待填' in doubt for doubt in doubts_of(pack))


def test_one_goal_for_several_kinds_is_counted_for_each() -> None:
    both = Target(
        '企业、社会组织覆盖率均达到70%以上', '覆盖率', '>=', 70, '%', scope='企业、社会组织', by='2026-11-30'
    )
    found = drafted(targets=(both,)).targets
    assert [one.population for one in found] == ['enterprises', 'organisations']
    assert {(one.value, one.by, one.doubt) for one in found} == {(70, dt.date(2026, 11, 30), None)}


def test_numbers_stay_exact_and_one_that_is_none_is_told() -> None:
    half = Target('经费按0.5%落实', '经费', '=', 0.5, '%')
    some = Target('每个县培育1—2个', '培育', 'between', (1, 2), '个', scope='每个县')
    lost = Target('覆盖率有大的提高', '覆盖率', '>=', None, None)
    pack = drafted(targets=(half, some, lost))
    assert [one.value for one in pack.targets] == [Decimal('0.5'), (1, 2)]
    assert any('没有看出数值' in doubt for doubt in pack.doubtful)


def test_a_draft_for_comment_asks_and_lays_no_duty() -> None:
    asked = Obligation(
        '请于3月7日上午下班前将意见反馈至综合科。',
        '各县',
        '反馈意见',
        '3月7日上午下班前',
        '2026-03-07',
        report_to='综合科',
    )
    pack = drafted(
        title='征求对《示例办法（征求意见稿）》意见的通知',
        obligations=(asked,),
        attachments=('示例办法（征求意见稿）',),
    )
    assert pack.consultation is not None
    assert (pack.consultation.draft_title, pack.consultation.deadline) == (
        '示例办法（征求意见稿）',
        dt.date(2026, 3, 7),
    )
    assert pack.consultation.units == COUNTIES.list
    assert (pack.tasks, [one.kind for one in pack.populations]) == ((), ['units'])
    assert '征求意见' in (refusal(pack, 'dispatch') or '')


def test_instructors_go_where_there_is_no_branch_until_a_person_says_otherwise() -> None:
    pack = drafted(title='关于向社会组织选派党建工作指导员的通知')
    assert pack.instructors is not None
    assert (pack.instructors.when, bool(pack.instructors.doubt)) == (Is('established', (False,)), True)
    assert refusal(pack, 'plan') is None


def test_what_the_reader_found_wrong_is_among_the_doubts() -> None:
    problem = Problem('missing_attachment', Severity.REVIEW, '附件1未随文收到。')
    pack = drafted(problems=(problem,), missing_attachments=('示例表',), date_of_document='2026-03-02')
    assert pack.doubtful == ('附件“示例表”未随文收到。', '附件1未随文收到。')


def test_forms_that_are_known_are_named_by_their_id() -> None:
    notice = Notice(title=TITLE, forms_named=('示例调查表', '另一张表'))
    pack = notice_to_pack(notice, '示例', {'示例调查表': 'survey'})
    assert (pack.forms, pack.forms_named) == (('survey',), ('另一张表',))


def test_an_empty_notice_makes_a_pack_that_says_what_is_missing() -> None:
    pack = notice_to_pack(Notice(), '示例')
    assert (pack.title, pack.notice_title) == ('示例', '示例')
    assert any('标题没有识别' in doubt for doubt in pack.doubtful)


WORDS = st.sampled_from(['对规模较大的单位', '党员不足3名的', '5人至9人的', '有3名以上党员的'])
SHORT = st.sampled_from(['', '各县', '报告进展', '党员不足3名的', '2026年4月底前', '有3名以上党员的'])
DAY = st.sampled_from([None, '2026-03-01', '2026-05-31', '2026-02-28'])
NUMBERS = st.sampled_from([None, 3, 0.5, (1, 2), [1, 2], (1,), '多'])


SIGNS = st.sampled_from(['>=', 'between', '?'])
AGAIN = st.builds(Recurrence, st.integers(1, 6), st.sampled_from(['day', 'month', 'term', 'year']))
DUTIES = st.builds(
    Obligation,
    st.just('原句。'),
    SHORT,
    st.none() | SHORT,
    SHORT,
    DAY,
    recurrence=AGAIN,
    report_to=SHORT,
)


@given(
    st.lists(st.builds(Stage, st.just('阶段'), DAY, DAY), max_size=3).map(tuple),
    st.lists(st.builds(NoticeRule, WORDS, WORDS, st.just('原句。')), max_size=3).map(tuple),
    st.lists(st.builds(Target, st.just('原句。'), SHORT, SIGNS, NUMBERS, SHORT), max_size=3).map(tuple),
    st.lists(DUTIES, max_size=3).map(tuple),
)
def test_whatever_was_read_makes_a_pack_that_loads(stages, rules, targets, obligations) -> None:
    notice = Notice(title=TITLE, stages=stages, rules=rules, targets=targets, obligations=obligations)
    text = pack_to_toml(notice_to_pack(notice, '示例'))
    again = table_to_pack(tomllib.loads(text, parse_float=Decimal), '示例', '示例')
    assert pack_to_toml(again) == text
