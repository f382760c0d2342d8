"""Whose duty it is, as papers say it: in the clause, a sentence or heading before, a label, or not at all."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

RECIPIENTS = '各县（市、区）民政局，市直各单位'
HEAD = f'关于做好有关工作的通知\n{RECIPIENTS}：\n{OPENING}\n'
TAIL = '\n示例市民政局\n2024年3月15日'


def duties(text):
    return notice_of(document(HEAD + text + TAIL)).obligations


@pytest.mark.parametrize(
    ('text', 'who'),
    [
        ('请贵单位于4月15日前函复我局。', '贵单位'),
        ('请你市据此完善，并在30日内报省政府备案。', '你市'),
        ('请参训人员于4月9日14:30前到市委党校报到。', '参训人员'),
        ('请各会员单位积极参与，并于5月6日前将作品发送至协会邮箱。', '各会员单位'),
        ('参会代表请于4月11日12:00前到示例宾馆报到。', '参会代表'),
        ('各参赛队须于5月8日前报送报名表。', '各参赛队'),
        ('学校食堂应每日公示食材来源。', '学校食堂'),
        ('凡2023年12月31日前登记的社会组织，应于5月31日前报送年度报告。', '社会组织'),
        ('未参加年检的社会组织，须在4月15日前补报材料。', '社会组织'),
        ('经评审确定入围的城市，请将绩效目标表于5月10日前报市财政局。', '城市'),
        ('新报考的考生，网上支付成功后，应在4月10日前参加资格审查。', '考生'),
        ('社会组织负责人发生变更的，应当自变更之日起20日内到登记管理机关备案。', '社会组织'),
        ('发生重特大事故的，当地政府要在1小时内报告省政府。', '当地政府'),
        ('各支部换届选举结果应于选举结束后7日内报上级党组织审批。', '各支部'),
        ('各地推荐名额不超过3个，推荐名单于4月25日前报市评选办公室。', '各地'),
        ('登记管理机关对提交的材料应当在5个工作日内审查完毕。', '登记管理机关'),
        ('评审机构5月20日前完成评审。', '评审机构'),
        ('联席会议原则上每半年召开一次。', '联席会议'),
        ('每名班子成员每半年到联系点调研不少于1次。', '每名班子成员'),
        ('优秀案例由各区县推荐，于4月19日前发至市社科联。', '各区县'),
        ('对工作进展缓慢的，由市专班约谈提醒，并按季度向市委报告。', '市专班'),
        ('各有关部门、各单位：请于4月1日前报送联络员名单。', '各有关部门、各单位'),
        ('各市（州）财政局，省级各部门：9月15日前将建议数报送我厅。', '各市（州）财政局，省级各部门'),
        ('各二级党组织，特别是各中心党总支要于6月底前完成清查。', '各二级党组织'),
    ],
)
def test_a_body_named_in_the_clause(text, who):
    assert [duty.who for duty in duties(text)] == [who]


@pytest.mark.parametrize(
    ('text', 'who', 'rule'),
    [
        ('各镇（街道）要高度重视。每季度末月25日前将情况报县委。', '各镇（街道）', 'subject_of_paragraph'),
        ('（二）业务主管单位职责\n1.5月10日前完成摸底。', '业务主管单位', 'subject_of_heading'),
        ('（一）市委组织部。负责协调，4月底前出台办法。', '市委组织部', 'subject_of_heading'),
        ('市民政局：\n1.4月15日前印发工作方案。', '市民政局', 'subject_of_lead'),
        ('市直各单位，各县：\n请于4月8日前报送报告。', '市直各单位，各县', 'subject_of_lead'),
        ('各地要摸清底数。\n二、完成整改\n6月底前，全面完成整改。', '各地', 'subject_to_all'),
        ('6月底前，全面完成存量问题整改。', RECIPIENTS, 'implied_addressees'),
        ('推荐表请于4月18日前报送市总工会。', RECIPIENTS, 'asked_addressees'),
    ],
)
def test_a_body_named_elsewhere(text, who, rule):
    duty = duties(text)[-1]
    assert (duty.who, rule in duty.rules, duty.score < 1) == (who, True, True)


@pytest.mark.parametrize(
    'text',
    ['征集截止时间为2024年4月30日。', '网上报名时间为2024年4月1日至4月20日。'],
)
def test_a_window_open_to_all_speaks_to_nobody(text):
    assert [duty.who for duty in duties(text)] == [None]


def test_those_who_hand_over_are_not_those_who_receive():
    text = '承办单位应按下列程序办理。办理结果直接反馈到市督查局，由市督查局负责复核。'
    assert [(duty.who, duty.report_to) for duty in duties(text)] == [('承办单位', '市督查局')]


def test_a_chain_of_reports_names_each_link():
    text = '各镇街4月15日前将台账（加盖公章）报县民政局，县民政局汇总后4月20日前报市局。'
    assert [(duty.who, duty.report_to) for duty in duties(text)] == [
        ('各镇街', '县民政局'),
        ('县民政局', '市局'),
    ]


@pytest.mark.parametrize(
    ('text', 'who', 'what', 'deadline'),
    [
        (
            '1.制定责任清单。（责任单位：市民政局、市委社会工作部；完成时限：2024年4月底前）',
            '市民政局、市委社会工作部',
            '制定责任清单',
            '2024-04-30',
        ),
        (
            '3.建立数据共享机制\n责任单位：各县（市、区）\n完成时限：2024年10月底前',
            '各县（市、区）',
            '建立数据共享机制',
            '2024-10-31',
        ),
        (
            '（一）严格登记审查。责任单位：市民政局。完成时限：2024年5月底前。',
            '市民政局',
            '严格登记审查',
            '2024-05-31',
        ),
        ('修订财务办法。（市财政局牵头，5月底前完成）', '市财政局', '修订财务办法', '2024-05-31'),
    ],
)
def test_a_label_or_bracket_after_the_task(text, who, what, deadline):
    (duty,) = duties(text)
    assert (duty.who, duty.what, duty.deadline_iso) == (who, what, deadline)
    assert duty.rules[0] == 'subject_responsible'


def test_items_of_a_list_in_one_paragraph_are_duties_of_their_own():
    text = (
        '各县要做好以下工作：（一）4月20日前完成核对；（二）5月20日前完成抽查；（三）6月10日前将结果报市局。'
    )
    assert [(duty.who, duty.deadline_iso) for duty in duties(text)] == [
        ('各县', '2024-04-20'),
        ('各县', '2024-05-20'),
        ('各县', '2024-06-10'),
    ]
