import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好有关工作的通知\n各县（市、区）人民政府，市直各单位：\n{OPENING}\n一、工作要求\n'
TAIL = '\n示例市人民政府办公室\n2019年3月1日'
ADDRESSEES = '各县（市、区）人民政府，市直各单位'


def duties(text):
    return notice_of(document(HEAD + text + TAIL)).obligations


@pytest.mark.parametrize(
    ('text', 'who', 'deadline', 'report_to'),
    [
        (
            '各县（市、区）要于9月底前将落实情况报市政府办公室。',
            '各县（市、区）',
            '2019-09-30',
            '市政府办公室',
        ),
        ('请各地各部门于2019年3月31日前将自查报告报送我厅。', '各地各部门', '2019-03-31', '我厅'),
        ('2019年12月31日前，各地要完成清理整顿工作。', '各地', '2019-12-31', None),
        (
            '有关情况请于4月15日前反馈市教育局办公室（邮箱：a@example.com）。',
            ADDRESSEES,
            '2019-04-15',
            '市教育局办公室',
        ),
        ('各区要于2023年6月30日前制定配套政策，并报市住建局备案。', '各区', '2023-06-30', '市住建局'),
        ('上述工作应在10月15日前完成。', ADDRESSEES, '2019-10-15', None),
        ('市发改委、市财政局负责，2019年6月底前完成。', '市发改委、市财政局', '2019-06-30', None),
        ('设置办事机构（8月中下旬完成）。', ADDRESSEES, '2019-08-31', None),
        ('报名时间：2023年5月1日至5月31日。', None, '2023-05-31', None),
        ('市住建局牵头，自本通知印发之日起3个月内出台实施细则。', '市住建局', '2019-06-01', None),
        ('各地区、各有关部门要定期向市政府报告工作进展情况。', '各地区、各有关部门', None, '市政府'),
        ('各地贯彻落实情况要及时报送市民政局。', '各地', None, '市民政局'),
        ('发现重大隐患的，必须立即向当地政府报告。', ADDRESSEES, None, '当地政府'),
        ('各有关单位要在公示期结束前报市财政局备案。', '各有关单位', None, '市财政局'),
    ],
)
def test_who_must_do_what_by_when(text, who, deadline, report_to):
    (duty,) = duties(text)
    assert (duty.who, duty.deadline_iso, duty.report_to) == (who, deadline, report_to)
    assert duty.verbatim == text
    assert duty.where.line is not None


@pytest.mark.parametrize(
    ('text', 'who', 'value', 'unit', 'from_'),
    [
        ('各单位应于收到本通知后5个工作日内完成整改。', '各单位', 5, 'workday', '收到本通知'),
        ('各主办单位要在活动结束后10日内，将总结材料报送我会。', '各主办单位', 10, 'day', '活动结束'),
        ('公积金中心收到备案信息后1个工作日内,将款项转入账户。', '公积金中心', 1, 'workday', '收到备案信息'),
        ('各乡镇（街道）应在2个工作日内将初审意见上报县民政局。', '各乡镇（街道）', 2, 'workday', None),
    ],
)
def test_limits_without_a_day_stay_open(text, who, value, unit, from_):
    (duty,) = duties(text)
    assert (duty.who, duty.deadline_iso) == (who, None)
    assert (duty.relative.value, duty.relative.unit, duty.relative.from_) == (value, unit, from_)


@pytest.mark.parametrize(
    ('text', 'every', 'unit', 'times', 'report_to'),
    [
        ('各市每月10日前向省住建厅报送上月进展情况。', 1, 'month', None, '省住建厅'),
        ('各承办银行应按月向市公积金中心报送发放情况。', 1, 'month', None, '市公积金中心'),
        ('市财政局要会同有关部门，每年至少开展2次专项检查。', 1, 'year', 2, None),
        ('各级民政部门每半年向同级社会工作部通报一次登记情况。', 6, 'month', 1, '同级社会工作部'),
    ],
)
def test_duties_that_come_again(text, every, unit, times, report_to):
    (duty,) = duties(text)
    assert (duty.recurrence.every, duty.recurrence.unit, duty.recurrence.times) == (every, unit, times)
    assert duty.report_to == report_to


@pytest.mark.parametrize(
    'text',
    [
        '本通知自2023年5月1日起施行，有效期至2028年4月30日。',
        '2023年12月31日前购买新建商品住房的，给予契税补贴。',
        '对2022年1月1日前已办理登记的，按原政策执行。',
        '缴存职工每月提取额不超过1500元。',
        '截至2015年底，全市登记社会组织3000家。',
        '近三年内无违法违规记录的单位可以申报。',
        '政策执行期限为2023年8月1日至2024年12月31日。',
        '会议定于5月10日上午9:00在市政府召开。',
        '购房人可在备案之日起1年内申请补贴。',
        '各级党委要高度重视，切实加强组织领导。',
        '“力争到年底，建设一批中心”的目标已经明确。',
        '承办单位未在2个工作日内查阅的，予以通报。',
        '监管银行向监管系统报送到账信息。',
        '申请人应当提交下列材料：',
    ],
)
def test_windows_effects_conditions_and_facts_bind_nobody(text):
    assert duties(text) == ()


def test_one_sentence_may_hold_two_limits():
    found = duties('各地要于6月底前完成规划，12月底前完成验收。')
    assert [duty.deadline_iso for duty in found] == ['2019-06-30', '2019-12-31']


def test_one_recurrence_for_three_bodies():
    found = duties(
        '每间隔20天，各县要向市领导小组汇报一次进展情况，市领导小组要向市委汇报一次，市委办通报一次情况。'
    )
    assert [(duty.who, duty.recurrence.every) for duty in found] == [
        ('各县', 20),
        ('市领导小组', 20),
        ('市委办', 20),
    ]


def test_a_monthly_report_and_a_final_one_are_two_duties():
    found = duties('各县民政局每月25日前报送进展情况，12月10日前报送工作总结。')
    assert [(duty.recurrence is not None, duty.deadline_iso) for duty in found] == [
        (True, None),
        (False, '2019-12-10'),
    ]


def test_items_below_a_lead_speak_of_its_body():
    found = duties('指导员要履职尽责。具体职责是：\n（一）掌握动态。定期向派出单位党组织上报党员变化情况。')
    assert [(duty.who, duty.report_to) for duty in found] == [('指导员', '派出单位党组织')]


def test_a_limit_counted_from_an_issue_without_a_date_is_told():
    notice = notice_of(document(f'{HEAD}此通知下发15天内，各地要完成选派工作。'))
    (duty,) = notice.obligations
    assert (duty.deadline_iso, duty.relative.days, duty.relative.from_) == (None, 15, 'issue')
    assert 'deadline_anchor_missing' in {problem.code for problem in notice.problems}


def test_a_deadline_without_any_year_is_told():
    notice = notice_of(document(f'{HEAD}各地要于9月底前报送市民政局。'))
    assert notice.obligations[0].deadline_iso is None
    assert 'deadline_year_missing' in {problem.code for problem in notice.problems}


def test_a_deadline_with_a_letter_missing_is_repaired_and_told():
    notice = notice_of(document(f'{HEAD}各地情况，请于2016年11月30前报送省委组织部。{TAIL}'))
    assert notice.obligations[0].deadline_iso == '2016-11-30'
    assert 'date_repaired' in {problem.code for problem in notice.problems}


@pytest.mark.parametrize(
    ('text', 'who'),
    [
        ('派出单位负责指导员的培训和考核。', '派出单位'),
        ('各县（市、区）也要成立工作专班。', '各县（市、区）'),
        ('期满后，由派出单位调整选派人员。', '派出单位'),
        ('市委组织部、市民政局将适时进行督查，并对情况进行通报。', '市委组织部、市民政局'),
    ],
)
def test_standing_duties(text, who):
    notice = notice_of(document(HEAD + text + TAIL))
    assert notice.obligations == ()
    assert [duty.who for duty in notice.standing_duties] == [who]


@pytest.mark.parametrize(
    'text',
    [
        '各级党委要高度重视，切实加强组织领导。',
        '本意见由市住建局负责解释。',
        '指导员应是正式党员。',
        '各地要认真抓好贯彻落实。',
    ],
)
def test_exhortations_are_no_standing_duties(text):
    assert notice_of(document(HEAD + text + TAIL)).standing_duties == ()
