"""Targets, stages, decision rules, ledgers and forms."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import CAMPAIGN, OPENING, document

HEAD = f'关于做好有关工作的通知\n各县（市、区）人民政府：\n{OPENING}\n一、工作要求\n'
TAIL = '\n示例市民政局\n2011年2月16日'


def notice(text):
    return notice_of(document(HEAD + text + TAIL))


@pytest.mark.parametrize(
    ('text', 'comparator', 'value', 'unit'),
    [
        ('到年底，党组织覆盖率达到80%以上。', '>=', 80, '%'),
        ('各县应当按照不低于10%的比例建设。', '>=', 10, '%'),
        ('每个县至少建成1个孵化基地。', '>=', 1, '个'),
        ('共评选不超过20个城市。', '<=', 20, '个'),
        ('每省可推荐1个城市参评。', '=', 1, '个'),
        ('推动每个县培育1-2个服务中心。', 'between', [1, 2], '个'),
    ],
)
def test_goals(text, comparator, value, unit):
    (target,) = notice(text).targets
    assert (target.comparator, target.value, target.unit) == (comparator, value, unit)


@pytest.mark.parametrize(
    'text',
    [
        '最低首付款比例不低于20%。',
        '对有3名以上正式党员的社会组织，要单独建立党组织。',
        '截至2015年底，全市登记社会组织3000家。',
        '每人享受一次补贴，金额不超过2万元。',
    ],
)
def test_policy_figures_conditions_and_facts_are_no_goals(text):
    assert notice(text).targets == ()


def test_stages_take_the_year_of_the_first():
    found = notice(
        '（一）动员摸底阶段（2011年2月20日—3月10日）。广泛动员。\n'
        '（二）集中组建阶段（3月11日——5月10日）。分类组建。\n'
        '（三）巩固提高阶段（5月11日——5月31日）。总结提高。'
    ).stages
    assert [(stage.name, stage.start, stage.end) for stage in found] == [
        ('动员摸底阶段', '2011-02-20', '2011-03-10'),
        ('集中组建阶段', '2011-03-11', '2011-05-10'),
        ('巩固提高阶段', '2011-05-11', '2011-05-31'),
    ]


def test_stages_named_by_an_ordinal():
    found = notice(
        '第一阶段：宣传发动阶段（3月1日至3月15日）。\n第二阶段：总结验收阶段：5月1日至5月20日。'
    ).stages
    assert [(stage.start, stage.end) for stage in found] == [
        ('2011-03-01', '2011-03-15'),
        ('2011-05-01', '2011-05-20'),
    ]


@pytest.mark.parametrize(
    ('text', 'condition', 'method'),
    [
        (
            '专职职工里正式党员有3名以上的，应当单独成立党支部。',
            '专职职工里正式党员有3名以上的',
            '单独组建',
        ),
        ('正式党员不足3名的，可同邻近单位联合成立党支部。', '正式党员不足3名的', '联合组建'),
        ('——对有2名党员的社会组织，指导员要担任党支部书记。', '对有2名党员的社会组织', '派员组建'),
        ('没有党员的，先选派指导员帮助工作。', '没有党员的', '选派指导员'),
        ('对暂无党员的社会组织，要培养入党积极分子。', '对暂无党员的社会组织', '发展党员'),
        (
            '对规模较大、党员只有2名的社会组织，可选派1名指导员担任书记。',
            '对规模较大、党员只有2名的社会组织',
            '派员组建',
        ),
        ('有业务主管单位的社会组织，指导员由主管单位选派。', '有业务主管单位的社会组织', '选派指导员'),
        (
            '1、挂靠组建。要加大在兼职人员有3名以上党员的社会组织中建立党组织力度。',
            '在兼职人员有3名以上党员的社会组织中',
            '挂靠组建',
        ),
    ],
)
def test_the_decision_ladder(text, condition, method):
    (rule,) = notice(text).rules
    assert (rule.condition, rule.method) == (condition, method)
    assert rule.verbatim in text


def test_a_rule_is_no_standing_duty():
    found = notice('有业务主管单位的社会组织，指导员由业务主管单位选派。')
    assert found.standing_duties == ()


def test_ledgers_and_forms():
    found = notice('各县要建立“两个覆盖”等实名台账，提出具体的组建时间表，并提交《党建工作承诺书》。')
    assert found.required_ledgers == ('“两个覆盖”等实名台账', '组建时间表')
    assert found.forms_named == ('党建工作承诺书',)


def test_a_whole_campaign():
    found = notice_of(document(CAMPAIGN))
    assert found.title == '示例市民政局关于开展社会组织专项整治的通知'
    assert found.doc_number == '示市民〔2026〕15号'
    assert (found.date_of_document, found.printed_date) == ('2026-04-28', '2026-04-29')
    assert found.cc == ('市委社会工作部', '市委组织部')
    assert found.attachments == ('专项整治情况汇总表', '社会组织承诺书')
    assert [(contact.phone, contact.email) for contact in found.contacts] == [
        ('0000-1234567', 'shzz@example.gov.cn')
    ]
    assert [(duty.deadline_iso, duty.report_to) for duty in found.obligations][:1] == [
        ('2026-05-10', '市民政局社会组织管理科')
    ]
    assert [stage.end for stage in found.stages] == ['2026-05-10', '2026-10-31', '2026-12-10']
    assert [rule.method for rule in found.rules] == ['单独组建', '选派指导员']
    assert found.forms_named == ('专项整治情况汇总表', '社会组织承诺书')
