import pytest

from extractors.notice import notice_of
from extractors.notice.modality import text_to_how, text_to_modality, text_to_scope
from tests.extractors.notice.papers import document


@pytest.mark.parametrize(
    ('text', 'modality'),
    [
        ('各地要于9月底前完成。', 'must'),
        ('请各单位于5月10日前报送。', 'asked'),
        ('请各单位务必于5月10日前报送。', 'must'),
        ('原则上应于6月底前完成。', 'should'),
        ('鼓励各地每年开展评估。', 'should'),
        ('不得迟于5月10日报送。', 'must'),
        ('严禁在规定期限外收费。', 'forbidden'),
        ('可于5月10日前提出。', 'may'),
        ('市民政局牵头，6月底前完成。', None),
        ('申请材料一式两份。', None),
    ],
)
def test_how_strongly_a_clause_orders(text, modality):
    assert text_to_modality(text) == modality


@pytest.mark.parametrize(
    ('text', 'scope'),
    [
        ('对没有党员的社会组织，各县要选派指导员。', '对没有党员的社会组织'),
        ('（二）职工人数100人以上的，要单独组建。', '职工人数100人以上的'),
        ('如有修改意见，请于3月25日前反馈。', '如有修改意见'),
        ('遇有重大活动，社会组织应提前报告。', '遇有重大活动'),
        ('根据上级的要求，各地要报送。', None),
        ('各单位的自查报告，要于5月前报送。', None),
        ('各地要于9月底前完成。', None),
    ],
)
def test_the_case_a_duty_is_limited_to(text, scope):
    assert text_to_scope(text) == scope


@pytest.mark.parametrize(
    ('text', 'how'),
    [
        ('以书面形式报市民政局。', '以书面形式'),
        ('将名册（一式两份）加盖公章后报送我局。', '一式两份；加盖公章后'),
        ('通过省社会组织管理系统填报。', '通过省社会组织管理系统'),
        (
            '书面汇报一次，纸质版报送至办公室，电子版发送至a@example.com。',
            '书面；纸质版报送至办公室；电子版发送至a@example.com',
        ),
        ('各地要完成摸底。', None),
    ],
)
def test_in_what_manner(text, how):
    assert text_to_how(text) == how


def test_a_duty_carries_its_manner_case_rules_and_score():
    text = (
        '关于做好有关工作的通知\n各县民政局：\n对没有党员的社会组织，各县民政局要在6月底前书面报告市民政局。\n'
        '示例市民政局\n2024年3月15日'
    )
    (duty,) = notice_of(document(text)).obligations
    assert (duty.how, duty.modality, duty.scope) == ('书面', 'must', '对没有党员的社会组织')
    assert duty.rules == ('subject_of_clause', 'limit_after_order', 'reports_to')
    assert duty.score == 1.0
