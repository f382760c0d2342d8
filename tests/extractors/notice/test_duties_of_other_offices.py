"""Turns of phrase of grain, water, fire, sports, hospital and other offices: all bodies are fictional."""

from __future__ import annotations

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import document

ALL = '各区教育局，市属各学校'
HEAD = f'示例市教育局关于做好有关工作的通知\n{ALL}：\n为做好有关工作，现将有关事项通知如下：\n'
TAIL = '\n示例市教育局\n2024年3月1日'


def duties(text):
    return notice_of(document(HEAD + text + TAIL)).obligations


@pytest.mark.parametrize(
    ('text', 'day', 'to'),
    [
        ('各类统计表务必于4月17日报市水务局供水科。', '2024-04-17', '市水务局供水科'),
        ('请于5月8日至10日将材料报送市水务局。', '2024-05-10', '市水务局'),
        ('推荐表由各校审核后于4月7日下班前统一交组织科王老师。', '2024-04-07', '组织科王老师'),
        ('各代表队请于8月1日至5日登录示例竞赛系统完成报名。', '2024-08-05', None),
        ('场地费交纳时间截止到2024年11月30日前,过期未交的按放弃处理。', '2024-11-30', None),
        ('裁判员注册工作截止时间:2024年5月15日。', '2024-05-15', None),
        ('向社会公开征求意见,期限为2024年8月6日至9月5日。', '2024-09-05', None),
        ('自发文之日起至9月15日,社会组织按照类别,提交申报表一份。', '2024-09-15', None),
        ('评议工作从2024年10月8日开始,至2025年1月15日结束。', '2025-01-15', None),
        ('报名表须盖章后于7月20日前寄(送)达市体育局竞赛处。', '2024-07-20', '市体育局竞赛处'),
        ('测产结果请于6月5日17:30前传至市农业农村局邮箱。', '2024-06-05', '市农业农村局邮箱'),
        ('隐患整改完毕后,责任单位将申请于5月6日前递交辖区消防大队。', '2024-05-06', '辖区消防大队'),
        ('材料请于5月6日前报送社会组织管理局登记科。', '2024-05-06', '社会组织管理局登记科'),
        ('请于5月6日前报国务院示例部《示例公报》编辑室。', '2024-05-06', '国务院示例部《示例公报》编辑室'),
    ],
)
def test_a_day_on_which_something_is_handed_in(text, day, to):
    (duty,) = duties(text)
    assert duty.deadline_iso == day
    assert to is None or duty.report_to == to


@pytest.mark.parametrize(
    'text',
    [
        '会议定于5月8日召开。',
        '请于5月8日到市水务局报到。',
        '2023年4月1日上报第一期进度。',
        '5月8日上报的数据不再调整。',
        '公示时间：2024年3月15日至3月21日。',
        '本次活动自4月8日开始，至10月30日结束。',
        '培训人员7天内如有境外旅居史的一律不得参加培训。',
        '检查组对查出的隐患,及时反馈各有关单位,提出了整改时限。',
        '按时完成报送任务的,计基础分1分;',
        '能报送电子稿的单位,尽量报送一份电子稿。',
        '对企业上报的收购数据要严格审核。',
        '示例办公厅向各级政府免费发送《示例公报》。',
        '各相关单位所报材料根据刊登平台予以赋分(网站1分)。',
        '畅通职工提意见的渠道，设立并公布监督电话和信箱。',
        '即日起至2024年9月1日,购买住房,并完成契税缴纳后,可分期缴纳。',
    ],
)
def test_a_fact_a_score_or_a_look_back_lays_no_duty(text):
    assert duties(text) == ()


@pytest.mark.parametrize(
    ('text', 'who', 'to'),
    [
        ('试点有关情况请及时向省水利厅反映。', ALL, '省水利厅'),
        ('如有异议,请以书面形式向市科协反映。', ALL, '市科协'),
        ('将符合条件的申报书签署意见后报送省科普办,经专家评审后择优上报。', ALL, '省科普办'),
        ('收购情况通过五日报表报至市局储备科电子邮箱(a@example.com)。', ALL, '市局储备科电子邮箱'),
        (
            '跨县收购的企业,向所在地的县级粮食部门上报进度的同时,抄报市局。',
            '企业',
            '所在地的县级粮食部门',
        ),
        ('由各银行总行自2024年11月1日起,通过系统报送数据。', ALL, None),
        ('第四条 快报通过传真或网络方式报送市政府经研室。', None, '市政府经研室'),
        ('第八条 考核不合格的县政府,应当向市政府提交整改报告。', '考核不合格的县政府', '市政府'),
        ('我会希望各骨干企业向示例协会秘书处填报报表。', '各骨干企业', '示例协会秘书处'),
        ('危险货物作业情况由码头公司报港航处,同时抄送海事处。', '码头公司', '港航处'),
        ('有关意见建议请及时反馈至市退役军人事务局法规科。', ALL, '市退役军人事务局法规科'),
        ('各处室填写表格,纸质版经部门负责人签字后送至示例楼教研室。', '各处室', '示例楼教研室'),
    ],
)
def test_a_standing_report_goes_to_its_receiver(text, who, to):
    (duty,) = duties(text)
    assert (duty.who, duty.report_to, duty.deadline_iso) == (who, to, None)


@pytest.mark.parametrize(
    ('text', 'who'),
    [
        ('各党支部指定专人负责,按季度将明细单交党委组织部。', '各党支部'),
        ('各单位联系电话于4月15日前报送市水务局。', '各单位'),
        ('请各社团于5月7日前反馈报名表。', '各社团'),
        ('7月底前,以业务主管部门为单位,开展排查摸底。', '业务主管部门'),
        ('党委组织部一般于每年的第一季度核定数额。', '党委组织部'),
        ('由县统计局在5日内约谈。', '县统计局'),
        ('请贵司在收到本函后10日内书面函复我局。', '贵司'),
        ('各水库管理单位汛期每日8时向县指挥部报告库水位。', '各水库管理单位'),
        (
            '由甲银行、乙银行、丙银行、丁银行等11家示例银行按月报送数据。',
            '甲银行、乙银行、丙银行、丁银行等11家示例银行',
        ),
    ],
)
def test_whom_a_clause_speaks_of(text, who):
    assert [duty.who for duty in duties(text)] == [who]


def test_what_the_paper_itself_will_do_ends_the_clause_before():
    (duty,) = duties('请于4月28日前,将名单报送到省学会,我会将从中挑选后报送省总会。')
    assert (duty.who, duty.report_to) == (ALL, '省学会')


def test_who_is_asked_besides_does_not_take_over_the_paragraph():
    found = duties('各支部要及时发放收据,并请党员本人签字;完成后,在4月17日前将原件交我部存档,由我部备案。')
    assert [(duty.who, duty.report_to) for duty in found] == [('各支部', '我部')]


def test_two_regular_acts_of_two_bodies_stand_apart():
    found = duties('场馆开放数据每月5日前网上填报,市体育局按季度通报。')
    assert [duty.who for duty in found] == [ALL, '市体育局']


def test_a_closing_day_spoken_of_again_is_the_day_named_before():
    first, second = duties('申报截止时间为2024年6月8日。各单位务必在截止日之前向我办报送材料。')
    assert (second.deadline_iso, second.deadline_text) == (first.deadline_iso, '截止日之前')
    assert 'limit_from_elsewhere' in second.rules


def test_a_recurrence_keeps_the_days_it_leaves():
    (duty,) = duties('各单位每季度结束后15日内报送季度报表。')
    assert (duty.recurrence.unit, duty.relative.value) == ('quarter', 15)


def test_hours_beside_a_list_of_days_are_no_second_duty():
    (duty,) = duties('具体报送时间为逢5日上午10时之前,即每月5日、15日和25日上午10时之前报送。')
    assert duty.recurrence.times == 3


def test_a_limit_by_an_event_keeps_what_it_is_about():
    (duty,) = duties('水闸加固任务要于主汛期前全部完成。')
    assert (duty.deadline_text, duty.what) == ('于主汛期前', '水闸加固任务，于主汛期前全部完成')


def test_a_long_act_is_cut_at_a_mark():
    long = '、'.join(f'第{number}项材料' for number in '甲乙丙丁戊己庚辛壬癸子丑寅卯')
    (duty,) = duties(f'各单位要于5月31日前将{long}等报送我局。')
    assert len(duty.what) <= 60
    assert duty.what.endswith('材料')


@pytest.mark.parametrize(
    'fragment', ['各单位，', '由所在单位', '自本', '将材料', '5日内如', '情况由', '以各', '我会将']
)
def test_repeated_words_are_read_in_linear_time(fragment):
    assert duties(fragment * 2000) is not None
