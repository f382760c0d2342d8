"""Duties in the words of many organs, and sentences of the same papers that lay none."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好有关工作的通知\n各县（市、区）民政局，市直各单位：\n{OPENING}\n'
TAIL = '\n示例市民政局\n2024年3月15日'


def duties(text):
    return notice_of(document(HEAD + text + TAIL)).obligations


@pytest.mark.parametrize(
    ('text', 'who', 'deadline', 'report_to'),
    [
        ('责任单位要建立整改台账，4月底前全部整改到位。', '责任单位', '2024-04-30', None),
        ('由市民政局牵头，市财政局配合，6月底前完成资产清查。', '市民政局', '2024-06-30', None),
        ('各县确定1名参会人员，并将名单于4月3日前报市局办公室。', '各县', '2024-04-03', '市局办公室'),
        ('各单位应在4月12日前将名单传真至市双拥办。', '各单位', '2024-04-12', '市双拥办'),
        ('各地请于4月18日前将材料寄送市总工会宣传部。', '各地', '2024-04-18', '市总工会宣传部'),
        ('各高校于9月10日前将招生计划报省教育厅审核。', '各高校', '2024-09-10', '省教育厅'),
        ('各社会组织应于4月30日前将章程报登记管理机关核准。', '各社会组织', '2024-04-30', '登记管理机关'),
        ('各县（市、区）于4月5日前向市专班报送进展。', '各县（市、区）', '2024-04-05', '市专班'),
        (
            '各地区、各部门落实情况，要于2024年年底前专题报告国务院。',
            '各地区、各部门',
            '2024-12-31',
            '国务院',
        ),
    ],
)
def test_limits_with_a_day(text, who, deadline, report_to):
    assert [(duty.who, duty.deadline_iso, duty.report_to) for duty in duties(text)] == [
        (who, deadline, report_to)
    ]


@pytest.mark.parametrize(
    ('text', 'who', 'value', 'unit', 'report_to'),
    [
        ('你单位应自收到审计报告之日起60日内，将整改结果书面报告我局。', '你单位', 60, 'day', '我局'),
        ('被审计单位应在30日内将执行结果书面报告审计机关。', '被审计单位', 30, 'day', '审计机关'),
        ('预算单位应在收到预算批复后15日内批复所属单位预算。', '预算单位', 15, 'day', None),
        ('项目单位应于年度终了后1个月内编制自评报告报主管部门。', '项目单位', 1, 'month', '主管部门'),
        ('请你市在工程竣工后3个月内将验收情况报我厅备案。', '你市', 3, 'month', '我厅'),
        ('社会组织应提前15日向登记管理机关报告。', '社会组织', -15, 'day', '登记管理机关'),
    ],
)
def test_limits_counted_from_an_event(text, who, value, unit, report_to):
    (duty,) = duties(text)
    assert (duty.who, duty.relative.value, duty.relative.unit) == (who, value, unit)
    assert (duty.report_to, duty.deadline_iso) == (report_to, None)


@pytest.mark.parametrize(
    ('text', 'who', 'unit', 'report_to'),
    [
        ('缴存单位应于每月15日前为职工办理汇缴。', '缴存单位', 'month', None),
        ('会员单位应于每年3月31日前缴纳会费。', '会员单位', 'year', None),
        ('市财政局根据审核结果，于每年9月底前拨付补助资金。', '市财政局', 'year', None),
        ('派驻指导员每半年向派出单位述职一次。', '派驻指导员', 'month', '派出单位'),
        ('各县粮食局实行日报制，每日16时前上报收购数量。', '各县粮食局', 'day', None),
        ('党建机构每季度向同级党委（党组）汇报一次工作。', '党建机构', 'quarter', '同级党委（党组）'),
        ('每月的第二个星期五为主题党日。', '各县（市、区）民政局，市直各单位', 'month', None),
    ],
)
def test_duties_that_come_again(text, who, unit, report_to):
    (duty,) = duties(text)
    assert (duty.who, duty.recurrence.unit) == (who, unit)
    assert report_to is None or duty.report_to == report_to


@pytest.mark.parametrize(
    'text',
    [
        '2023年，市民政局每季度召开一次调度会，推动工作落实。',
        '例如，甲县于3月底前完成了摸底工作。',
        '甲市在3月底前率先完成任务，值得肯定。',
        '甲县、乙县按时报送了整改报告，予以肯定。',
        '该项工作原定3月底前完成，因故推迟。',
        '根据市委要求，3月底前要完成的任务共有12项。',
        '为落实省委要求，确保年底前完成目标，现就有关事项通知如下：',
        '鼓励有条件的社会组织每年发布社会责任报告。',
        '有下列情形之一的，3年内不得参加评选：',
        '年度检查是指登记管理机关依法按年度对社会组织进行检查的制度。',
        '年检内容包括：按照章程开展活动情况，每年召开理事会情况。',
        '检查重点：是否按期换届，是否每年召开会员大会。',
        '各单位汇报材料控制在3000字以内。',
        '原《管理办法》同时废止。',
        '组织关系介绍信有效期一般不超过90天。',
    ],
)
def test_facts_purposes_definitions_and_encouragement_bind_nobody(text):
    assert duties(text) == ()


def test_the_name_of_a_system_is_no_second_recurrence():
    found = duties('建立月调度制度，各县每月5日前向市专班报送进展。')
    assert [(duty.who, duty.what) for duty in found] == [('各县', '向市专班报送进展')]


def test_a_recurrence_that_says_of_whom_is_no_limit():
    found = duties('每周有计划开展活动的支部应及时报送情况至二级党组织，二级党组织于每周二前报送组织部备查。')
    assert [(duty.who, duty.recurrence is not None, duty.report_to) for duty in found] == [
        ('支部', False, '二级党组织'),
        ('二级党组织', True, '组织部'),
    ]


def test_duties_of_a_sentence_stand_in_its_order():
    found = duties('各牵头单位要于4月底前制定方案，并于每季度首月10日前将进展报市政府办公室。')
    assert [(duty.deadline_iso, duty.report_to) for duty in found] == [
        ('2024-04-30', None),
        (None, '市政府办公室'),
    ]


def test_what_only_says_to_whom_takes_its_object_from_before():
    (duty,) = duties('名单由各县民政局汇总后于4月6日前统一报市民政局。')
    assert duty.what == '名单汇总后统一报市民政局'


@pytest.mark.parametrize(
    ('text', 'who', 'rule'),
    [
        ('市民政局联合市委组织部举办商会负责人培训班。', '市民政局', 'joint_act'),
        ('推动各区县民政局全面建立社会组织综合党委。', '各区县民政局', 'urged_on'),
        ('以县为单位，建立党务工作者人才库。', '各县', 'act_of_every'),
        ('推行新成立社会组织向登记管理机关提交《承诺书》的做法。', '新成立社会组织', 'hands_in'),
        ('市、县两级联动，“七一”前后组织开展党员公益日活动。', '市、县两级', 'act_around_day'),
        ('社会组织登记时，同步采集党员信息。', None, 'act_at_event'),
    ],
)
def test_standing_duties_without_a_word_of_duty(text, who, rule):
    standing = notice_of(document(HEAD + text + TAIL)).standing_duties
    assert [(duty.who, rule in duty.rules) for duty in standing] == [(who, True)]


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        (
            '2024年5月31日前，社会团体对照规定自查后，登录系统填报年度报告。',
            [('社会团体', '2024-05-31', None)],
        ),
        (
            '各县分别于6月底和7月底报送阶段性报告。',
            [('各县', '2024-06-30', '示例市民政局'), ('各县', '2024-07-31', '示例市民政局')],
        ),
        (
            '二、推荐时间\n截至2024年4月28日下午17:00，逾期不予受理。',
            [('各县（市、区）民政局，市直各单位', '2024-04-28', None)],
        ),
        (
            '1.6月底前编制并公布清单。逐项编制规范。（市政府办公室牵头，各单位负责）',
            [('市政府办公室', '2024-06-30', None)],
        ),
        ('参会人员原则上不得缺席。如有特殊情况，请以书面形式报会务组。', [('参会人员', None, '会务组')]),
        (
            '3、4月30日前向业务主管单位报送《报告书》。',
            [('各县（市、区）民政局，市直各单位', '2024-04-30', '业务主管单位')],
        ),
        ('市民政窗口接到材料后，在20个工作日内作出结论。', [('市民政窗口', None, None)]),
    ],
)
def test_turns_of_real_papers(text, expected):
    assert [(duty.who, duty.deadline_iso, duty.report_to) for duty in duties(text)] == expected


@pytest.mark.parametrize(
    'text',
    [
        '社会团体完成网上填报并经负责人审核后，下载声明页。',
        '各省主管部门负责组织信息报送工作，并对报送信息进行审核。',
        '我部将定期对各市数据报送质量进行排名。',
    ],
)
def test_words_of_reporting_that_report_to_nobody(text):
    assert duties(text) == ()


def test_the_sentence_after_adds_the_manner():
    (duty,) = duties('各单位于4月2日前将推荐表（一式3份）报送至宣传部。各项材料电子稿请发至a@example.com。')
    assert duty.how == '一式3份；电子稿请发至a@example.com'
