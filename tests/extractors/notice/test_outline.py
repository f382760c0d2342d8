"""Headings of every level and kind, ranked as the paper itself orders them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n'


def outline(body):
    notice = notice_of(document(f'{HEAD}{body}\n示例市民政局\n2026年4月2日'))
    return [(heading.level, heading.text) for heading in notice.outline]


@pytest.mark.parametrize(
    ('body', 'found'),
    [
        (
            (
                '一、总体要求\n（一）目标。加强领导。\n1.建立台账。各地要建。\n（1）填表。要填。\n①核对。要核。\n'
                '二、工作要求\n1.按时报送。要报。'
            ),
            [
                (1, '一、总体要求'),
                (2, '（一）目标'),
                (3, '1.建立台账'),
                (4, '（1）填表'),
                (5, '①核对'),
                (1, '二、工作要求'),
                (3, '1.按时报送'),
            ],
        ),
        (
            '一、总体要求\n1、加强领导。各地要建。\n2、落实责任。各地要落。\n二、工作要求\n1、按时报送。要报。',
            [
                (1, '一、总体要求'),
                (2, '1、加强领导'),
                (2, '2、落实责任'),
                (1, '二、工作要求'),
                (2, '1、按时报送'),
            ],
        ),
        (
            '1.总体要求\n一、目标\n加强领导。\n二、原则\n落实。\n2.工作任务\n一、摸底\n要摸。',
            [(1, '1.总体要求'), (2, '一、目标'), (2, '二、原则'), (1, '2.工作任务'), (2, '一、摸底')],
        ),
        (
            '（1）建立台账：各县要建立台账。\n（2）报送情况：各县要报送。',
            [(1, '（1）建立台账'), (1, '（2）报送情况')],
        ),
        ('(一)加强领导。各地要建。\n(二)落实责任。各地要落。', [(1, '(一)加强领导'), (1, '(二)落实责任')]),
        (
            '一、总体要求\n一是加强领导。各地要建。二是落实责任，各地要落。',
            [(1, '一、总体要求'), (2, '一是加强领导'), (2, '二是落实责任')],
        ),
        (
            '第一部分 总体要求\n要抓。\n第二部分 工作任务\n要办。',
            [(1, '第一部分 总体要求'), (1, '第二部分 工作任务')],
        ),
        (
            '一、报送要求\n——按时报送。要报。\n——认真填写。要填。',
            [(1, '一、报送要求'), (2, '——按时报送'), (2, '——认真填写')],
        ),
        ('一、各县应当于5月10日前报送名册。\n二、各市应当于6月10日前报送名册。', []),
        ('一是各地要建。', []),
    ],
)
def test_levels_are_ranks_of_the_papers_own_kinds_of_numbers(body, found):
    assert outline(body) == found


def test_chapters_and_articles():
    text = (
        '示例市社会组织评估办法\n第一章 总则\n第一条 为规范评估，制定本办法。\n第二条 评估机构\n'
        '（一）社会团体；\n（二）基金会。\n第二章 组织\n第一节 机构\n第三条 设立委员会。'
    )
    assert [(heading.level, heading.text) for heading in notice_of(document(text)).outline] == [
        (1, '第一章 总则'),
        (3, '第一条'),
        (3, '第二条 评估机构'),
        (1, '第二章 组织'),
        (2, '第一节 机构'),
        (3, '第三条'),
    ]


def test_an_outline_tells_its_places():
    notice = notice_of(document(f'{HEAD}一、总体要求\n要抓。'))
    assert [heading.where.line for heading in notice.outline] == [4]


@given(
    st.lists(
        st.sampled_from(['一、要求', '（一）目标。要建。', '1.台账。要建。', '（1）填表。要填。']),
        max_size=12,
    )
)
def test_a_kind_of_number_has_one_level_throughout(lines):
    levels: dict[str, int] = {}
    for level, text in outline('\n'.join(lines)):
        assert levels.setdefault(text, level) == level
    assert set(levels.values()) <= set(range(1, len(set(lines)) + 1))
