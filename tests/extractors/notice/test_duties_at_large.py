"""Limits as notices of every kind print them: by their own clause, their label, their heading."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好有关工作的通知\n各县（市、区）民政局：\n{OPENING}\n一、工作要求\n'
TAIL = '\n示例市民政局\n2024年4月28日'
LONG = '摸底数据、组建计划、指导员名册、组建中遇到的困难、近年来的经验做法、下一步打算以及其他情况'


def duties(text):
    return notice_of(document(HEAD + text + TAIL)).obligations


@pytest.mark.parametrize(
    ('text', 'deadlines'),
    [
        ('请各单位于5月20日前报送，逾期未报的视为自动放弃。', ['2024-05-20']),
        ('各单位已于4月上报的，请于5月20日前补报。', ['2024-05-20']),
        ('请于5月20日前反馈意见，逾期视为无意见。', ['2024-05-20']),
        ('未按规定报送的，请于5月20日前补报，逾期未补的，不再受理。', ['2024-05-20']),
        ('近年来全市社会组织发展很快，各地要于6月底前完成摸底。', ['2024-06-30']),
        ('各单位须于5月24日（含）前将材料报送市民政局。', ['2024-05-24']),
        (f'各地于5月20日前将{LONG}等一并书面报送市民政局。', ['2024-05-20']),
        ('各单位于5月15日和11月15日前报送总结。', ['2024-05-15', '2024-11-15']),
        ('即日起至5月24日，各单位报送材料。', ['2024-05-24']),
        ('报送时间：2024年5月20日前。', ['2024-05-20']),
        ('时间：2024年5月20日前', ['2024-05-20']),
        ('截止日期：2024年5月24日', ['2024-05-24']),
        ('二、年检时间\n即日起至5月24日。', ['2024-05-24']),
        ('二、报名时间\n5月6日至5月18日。', ['2024-05-18']),
        ('（一）报送时间。2024年6月20日前。', ['2024-06-20']),
    ],
)
def test_a_limit_is_read_by_its_own_clause_label_or_heading(text, deadlines):
    assert [duty.deadline_iso for duty in duties(text)] == deadlines


@pytest.mark.parametrize(
    'text',
    [
        '凡在2023年10月15日以前经县民政局批准设立的基金会，都要接受抽查。',
        '2023年9月12日前（含）在甲县注册的养老机构，都须接受评估。',
        '2024年9月12日前成立的协会，应当参加评估。',
        '会议时间：2024年5月10日上午9:00。',
        '二、会议时间\n2024年5月10日下午。',
        '其年限的截止日期为2024年12月31日。',
        '自收到材料之日起5日内仍未补正的，视为撤回。',
        '二、及时汇总上报',
        '（一）按时报送。',
    ],
)
def test_days_that_say_who_takes_part_and_headings_bind_nobody(text):
    assert duties(text) == ()


def test_the_day_of_the_data_is_no_limit_for_handing_them_in():
    found = duties('各单位请于8月9日前，将2024年7月12日前登记数据上报示例市民政局。')
    assert [(duty.deadline_iso, duty.report_to) for duty in found] == [('2024-08-09', '示例市民政局')]


def test_each_recurrence_of_a_sentence_is_a_duty_with_its_own_act():
    found = duties('各支部每月召开1次支委会，每季度召开1次党员大会，每年开展1次评议。')
    assert [(duty.recurrence.unit, duty.what) for duty in found] == [
        ('month', '召开1次支委会'),
        ('quarter', '召开1次党员大会'),
        ('year', '开展1次评议'),
    ]


def test_two_days_of_every_year_are_one_duty_twice_a_year():
    (duty,) = duties('各单位每年2月8日和8月8日前分别上报数据。')
    assert (duty.recurrence.unit, duty.recurrence.times, duty.deadline_iso) == ('year', 2, None)


@pytest.mark.parametrize(
    ('text', 'value', 'unit', 'from_'),
    [
        ('登记后5个工作日内转交党建工作机构。', 5, 'workday', '登记'),
        ('上交时间统一在例会之后的三个工作日内。', 3, 'workday', '例会'),
        ('举办重大活动应提前7天向登记管理机关报告。', -7, 'day', None),
        ('各社会组织变更后30日内到登记机关备案。', 30, 'day', '各社会组织变更'),
    ],
)
def test_limits_counted_from_an_event(text, value, unit, from_):
    (duty,) = duties(text)
    assert (duty.relative.value, duty.relative.unit, duty.relative.from_) == (value, unit, from_)


@pytest.mark.parametrize(
    ('text', 'report_to'),
    [
        ('请各单位及时报送本处室值班情况至市民政局办公室。', '市民政局办公室'),
        ('请于5月20日前将名册一式两份提交至市民政局办公室。', '市民政局办公室'),
        ('各单位须于5月24日前将年度（半年）名册报送业务主管单位审查。', '业务主管单位'),
        ('名册经主管单位盖章后，于5月24日前报送我局。', '我局'),
        ('请将汇报材料会前交市民政局办公室。', '市民政局办公室'),
        ('请于5月20日前将材料送至市政务服务中心民政窗口。', '市政务服务中心民政窗口'),
        ('各单位完成修改后于5月20日前到县民政局报备。', '县民政局'),
        ('各支部每月月底前交上级党组织备案。', '上级党组织'),
    ],
)
def test_to_whom_without_what_is_handed_in(text, report_to):
    assert [duty.report_to for duty in duties(text)] == [report_to]


def test_each_of_two_limits_names_its_own_receiver():
    found = duties('各单位于4月30日前将名册报业务主管单位初审，于5月24日前报送我局。')
    assert [duty.report_to for duty in found] == ['业务主管单位', '我局']


@pytest.mark.parametrize(
    ('text', 'who'),
    [
        ('请各单位会前将材料交市民政局办公室。', '各单位'),
        ('今后各县（市、区）需定期向市民政局报送数据。', '各县（市、区）'),
        ('各市级学会认真研究，填写并报送《活动计划表》。', '各市级学会'),
        ('敬老 院等养老机构，要按照要求每月开展1次演练。', '敬老院等养老机构'),
    ],
)
def test_whose_duty(text, who):
    assert [duty.who for duty in duties(text)] == [who]


@pytest.mark.parametrize('text', ['三）各地请于6月5日前报送总结。', '3）各地请于6月5日前报送总结。'])
def test_a_number_that_lost_its_bracket_is_left_out(text):
    (duty,) = duties(text)
    assert (duty.verbatim, duty.what) == ('各地请于6月5日前报送总结。', '报送总结')
