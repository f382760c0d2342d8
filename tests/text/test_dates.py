import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.dates import expressions, whole_date

ISSUED = dt.date(2016, 8, 3)


def only(text, issued=ISSUED, **context):
    (expression,) = expressions(text, issued, **context)
    return expression


@pytest.mark.parametrize(
    ('text', 'kind', 'first', 'last', 'flags'),
    [
        ('于2016年9月30日前报送', 'deadline', None, '2016-09-30', ()),
        ('8月底前完成', 'deadline', None, '2016-08-31', ('year_inferred',)),
        ('在9月底之前完成', 'deadline', None, '2016-09-30', ('year_inferred',)),
        ('（9月底完成）', 'deadline', None, '2016-09-30', ('year_inferred',)),
        ('（8月中下旬完成）', 'deadline', None, '2016-08-31', ('fuzzy', 'year_inferred')),
        ('在年底前完成', 'deadline', None, '2016-12-31', ('year_inferred',)),
        ('2017年底前', 'deadline', None, '2017-12-31', ()),
        ('年内完成', 'deadline', None, '2016-12-31', ('year_inferred',)),
        ('请于2016年11月30前报送', 'deadline', None, '2016-11-30', ('repaired',)),
        ('截至1031日', 'deadline', None, '2016-10-31', ('repaired', 'year_inferred')),
        ('20206月30日前', 'deadline', None, '2020-06-30', ('repaired',)),
        ('不迟于9月30日', 'deadline', None, '2016-09-30', ('year_inferred',)),
        ('9月14日（星期三）前', 'deadline', None, '2016-09-14', ('year_inferred',)),
        ('一月十五日前', 'deadline', None, '2017-01-15', ('year_inferred',)),
        ('元旦前', 'deadline', None, '2016-12-31', ('fuzzy', 'year_inferred')),
        ('2020年前', 'deadline', None, '2019-12-31', ('fuzzy',)),
        ('于本月底前', 'deadline', None, '2016-08-31', ('year_inferred',)),
        ('2016年8月3日', 'date', '2016-08-03', '2016-08-03', ()),
        ('二〇一六年八月三日', 'date', '2016-08-03', '2016-08-03', ()),
        ('2O16年l1月2日', 'date', '2016-11-02', '2016-11-02', ('repaired',)),
        ('8月3曰', 'date', '2016-08-03', '2016-08-03', ('repaired', 'year_inferred')),
        ('2016-08-03', 'date', '2016-08-03', '2016-08-03', ()),
        ('11月上旬', 'date', '2016-11-01', '2016-11-10', ('fuzzy', 'year_inferred')),
        ('今年2月下旬', 'date', '2016-02-21', '2016-02-29', ('fuzzy', 'year_inferred')),
        ('“七一”前后', 'date', '2016-07-01', '2016-07-01', ('fuzzy', 'year_inferred')),
        ('2020年第一季度', 'date', '2020-01-01', '2020-03-31', ()),
        ('（2011年2月20日—3月10日）', 'range', '2011-02-20', '2011-03-10', ()),
        ('（3月11日——5月10日）', 'range', '2016-03-11', '2016-05-10', ('year_inferred',)),
        ('2016年8月初至11月上旬', 'range', '2016-08-01', '2016-11-10', ('fuzzy',)),
        ('2016年12月20日至1月10日', 'range', '2016-12-20', '2017-01-10', ()),
        ('5月6-12日', 'range', '2016-05-06', '2016-05-12', ('year_inferred',)),
        ('2012年5月26、27日', 'range', '2012-05-26', '2012-05-27', ()),
        ('即日起至2024年12月31日', 'range', '2016-08-03', '2024-12-31', ()),
    ],
)
def test_days(text, kind, first, last, flags):
    found = only(text)
    assert (found.kind, found.first, found.last, found.flags) == (kind, first, last, flags)


@pytest.mark.parametrize(
    ('text', 'value', 'unit', 'from_', 'last'),
    [
        ('此通知下发15天内', 15, 'day', 'issue', '2016-08-18'),
        ('在本意见印发之日起30日内', 30, 'day', 'issue', '2016-09-02'),
        ('自发布之日起3个月内', 3, 'month', 'issue', '2016-11-03'),
        ('本通知印发后10个工作日内', 10, 'workday', 'issue', '2016-08-17'),
        ('登记后5个工作日内', 5, 'workday', '登记', None),
        ('在收到退款之日起3个工作日内', 3, 'workday', '收到退款', None),
        ('自名册变更、注销或者确认有误的10个工作日内', 10, 'workday', '名册变更、注销或者确认有误', None),
        ('10个工作日（咨询类5个工作日）内', 10, 'workday', None, None),
        ('不得超过2个工作日', 2, 'workday', None, None),
        ('三年内', 3, 'year', None, None),
        ('半年内', 6, 'month', None, None),
        ('两周内', 14, 'day', None, None),
        ('当日', 0, 'day', None, None),
        ('次月15日前', 15, 'next_month_day', None, None),
        ('24小时内', 24, 'hour', None, None),
    ],
)
def test_limits_counted_from_something(text, value, unit, from_, last):
    found = only(text)
    assert found.kind == 'relative'
    assert (found.relative.value, found.relative.unit, found.relative.from_) == (value, unit, from_)
    assert found.last == last
    assert ('anchor_missing' in found.flags) is (last is None)


@pytest.mark.parametrize(
    ('text', 'every', 'unit', 'times'),
    [
        ('每间隔20天，各县要汇报', 20, 'day', None),
        ('每月到社会组织指导工作不少于2次', 1, 'month', 2),
        ('每半年进行一次汇报', 6, 'month', 1),
        ('每季度末月20日前', 1, 'quarter', None),
        ('每月5日前报', 1, 'month', None),
        ('每两周', 2, 'week', None),
        ('每周五前', 1, 'week', None),
        ('每年12月底前', 1, 'year', None),
        ('每个工作日', 1, 'workday', None),
        ('按月报送', 1, 'month', None),
    ],
)
def test_recurrences(text, every, unit, times):
    found = only(text)
    assert found.kind == 'recurrence'
    assert (found.recurrence.every, found.recurrence.unit, found.recurrence.times) == (every, unit, times)


@pytest.mark.parametrize(
    ('text', 'time', 'last'),
    [
        ('2016年1月7日上午下班前', '上午下班', '2016-01-07'),
        ('6月20日18：00前', '18：00', '2016-06-20'),
        ('5月20日下午5点前', '下午5点', '2016-05-20'),
    ],
)
def test_a_deadline_keeps_its_hour_as_printed(text, time, last):
    found = only(text)
    assert (found.kind, found.last) == ('deadline', last)
    assert found.time.replace(':', '：') == time


@pytest.mark.parametrize('text', ['选派期1年', '用100天时间', '奋战60天', '有效期5年'])
def test_durations(text):
    assert only(text).kind == 'duration'


@pytest.mark.parametrize(
    'text',
    [
        '示民发〔2016〕98号',
        '“百日攻坚行动”',
        '十八大以来',
        '培育1-2个中心',
        '三年行动计划',
        '第十五条',
        '近三年内无违法记录',
        '12345系统',
        '0000-1234567',
        '2018年宁静市工作要点',
    ],
)
def test_names_and_numbers_are_no_dates(text):
    assert expressions(text, ISSUED) == []


def test_without_the_papers_date_a_limit_stays_open():
    found = only('此通知下发15天内', None)
    assert (found.last, found.relative.days, found.flags) == (None, 15, ('anchor_missing',))


def test_without_any_year_a_deadline_stays_open():
    found = only('8月底前', None)
    assert (found.kind, found.last, found.flags) == ('deadline', None, ('anchor_missing',))


def test_the_caller_may_give_the_year():
    assert only('8月底前', None, year=2011).last == '2011-08-31'


def test_a_year_written_before_serves_the_rest_of_the_sentence():
    first, second = expressions(
        '于2019年12月底前完成规划，次年6月底前、12月31日前完成验收', dt.date(2018, 1, 9)
    )[:2]
    assert first.last == '2019-12-31'
    assert second.last is not None


def test_a_day_that_does_not_exist_stays_open():
    assert only('2月30日前').last is None


def test_places_are_those_of_the_printed_text():
    text = '　请于２０１６年９月３０日前报送'
    found = only(text)
    assert text[found.start : found.end] == found.text == '２０１６年９月３０日前'


@pytest.mark.parametrize(
    ('line', 'day', 'repaired'),
    [
        ('2016年8月3日', '2016-08-03', False),
        ('   2016 年 8 月 3 日  ', '2016-08-03', False),
        ('二○一一年十月二十六日', '2011-10-26', False),
        ('2016.8.3', '2016-08-03', False),
        ('20160803', '2016-08-03', False),
        ('（1997年2月1日）', '1997-02-01', False),
        ('2O16年8月3日', '2016-08-03', True),
    ],
)
def test_a_line_that_is_one_date(line, day, repaired):
    assert whole_date(line) == (dt.date.fromisoformat(day), repaired)


@pytest.mark.parametrize(
    'line', ['2023年月日', '8月3日', '2016年8月3日印发', '2016年8月', '', '2016年8月3日前']
)
def test_a_line_that_is_no_full_date(line):
    assert whole_date(line) is None


ALPHABET = (
    '0123456789OolI〇一二三十半百年月日号天周季度底末初旬上中下前内起至到-—每间隔个工作自此通知印发登记后当次'
    '（）“七”：，。截止 \n\ue000'
)


@given(st.text(alphabet=ALPHABET, max_size=80), st.none() | st.dates())
def test_reading_never_raises_and_never_overlaps(text, issued):
    end = 0
    for expression in expressions(text, issued):
        assert text[expression.start : expression.end] == expression.text
        assert expression.start >= end
        end = expression.end
    whole_date(text)


@given(st.text(max_size=120))
def test_any_text_is_survived(text):
    expressions(text)
