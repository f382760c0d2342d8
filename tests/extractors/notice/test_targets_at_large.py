"""Figures that are goals, and figures that only stand beside a duty."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好有关工作的通知\n各县（市、区）民政局：\n{OPENING}\n一、工作要求\n'
TAIL = '\n示例市民政局\n2024年4月28日'


def targets(text):
    return notice_of(document(HEAD + text + TAIL)).targets


@pytest.mark.parametrize(
    'text',
    [
        '请将登记表（一式4份）交市民政局。',
        '各地要成立1个工作小组。',
        '每月开展1次自查。',
        '党员在每季度的最后一个星期五参加学习。',
        '请将三个支部合并为两个支部。',
        '每课不少于3个小时。',
        '每个项目资助5万元。',
        '修改章程须经不少于三分之二的会员同意。',
        '2021年以来，全市建成站点100个。',
    ],
)
def test_copies_counts_and_how_often_are_no_goals(text):
    assert targets(text) == ()


@pytest.mark.parametrize(
    ('text', 'comparator', 'value', 'unit'),
    [
        ('先进支部不超过支部总数的四分之一。', '<=', '1/4', None),
        ('9月底前要确保新章程100%公示到位。', '=', 100, '%'),
        ('培训参加率应达到85%以上。', '>=', 85, '%'),
    ],
)
def test_shares_are_goals(text, comparator, value, unit):
    (target,) = targets(text)
    assert (target.comparator, target.value, target.unit) == (comparator, value, unit)
    assert not target.metric.endswith('应')
