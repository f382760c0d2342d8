"""Stages in headings, lists, tables and sentences, and the span of a whole campaign."""

import pytest

from extractors.notice import notice_of
from model.document import Cell, Paragraph, Table
from tests.extractors.notice.papers import OPENING, document, with_blocks

HEAD = '示例市民政局关于做好有关工作的通知\n各县（市、区）民政局：\n'


def stages(text, dated='2026年2月1日', opening=OPENING):
    found = notice_of(document(f'{HEAD}{opening}\n{text}\n示例市民政局\n{dated}')).stages
    return [(stage.name, stage.start, stage.end) for stage in found]


@pytest.mark.parametrize(
    'text',
    [
        '二、步骤\n（一）动员（3月1日至3月20日）。宣传。\n（二）整改（3月21日至4月底）。自查。',
        '三、时间安排\n1.3月1日至3月20日，动员。\n2.3月21日至4月30日，整改。',
        '二、步骤\n（一）动员阶段\n时间：3月1日至3月20日\n开会。\n（二）整改阶段\n时间：3月21日至4月底\n落实。',
        '整治工作分两个阶段：第一阶段（3月1日至3月20日）动员；第二阶段（3月21日至4月30日）整改。',
        '工作分动员（3月1日至3月20日）、整改（3月21日至4月底）两个阶段进行。',
        '第一步：动员（3月1日至20日）。\n第二步：整改（3月21日至4月底）。',
    ],
)
def test_stages_in_every_layout(text):
    found = stages(text)
    assert [(name.removesuffix('阶段'), *days) for name, *days in found] == [
        ('动员', '2026-03-01', '2026-03-20'),
        ('整改', '2026-03-21', '2026-04-30'),
    ]


def test_months_and_ten_days_and_open_beginnings():
    text = '三、进度安排\n（一）启动：2026年3月上旬\n（二）推进：4—9月\n（三）总结：10月底前'
    assert stages(text) == [
        ('启动', '2026-03-01', '2026-03-10'),
        ('推进', '2026-04-01', '2026-09-30'),
        ('总结', None, '2026-10-31'),
    ]


def test_stages_without_days_are_named():
    found = stages('二、步骤\n（一）动员部署阶段。各地要动员。\n（二）总结验收阶段。各地要总结。')
    assert found == [('动员部署阶段', None, None), ('总结验收阶段', None, None)]


def test_a_stage_after_new_year_is_of_the_next_year():
    text = '二、步骤\n（一）动员阶段（12月20日—12月31日）。\n（二）整治阶段（1月1日—2月28日）。'
    assert [days for _, *days in stages(text, '2025年12月10日')] == [
        ['2025-12-20', '2025-12-31'],
        ['2026-01-01', '2026-02-28'],
    ]


def test_rows_of_a_table_of_stages():
    rows = (
        ('阶段', '时间', '内容'),
        ('动员阶段', '3月1日至3月20日', '开会'),
        ('整改阶段', '3月21日至4月30日', '自查'),
    )
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    lines = [*HEAD.split('\n')[:2], OPENING]
    after = [Paragraph('示例市民政局'), Paragraph('2026年2月1日')]
    found = notice_of(with_blocks(*map(Paragraph, lines), Table(3, 3, cells), *after)).stages
    assert [(stage.name, stage.start, stage.end) for stage in found] == [
        ('动员阶段', '2026-03-01', '2026-03-20'),
        ('整改阶段', '2026-03-21', '2026-04-30'),
    ]


@pytest.mark.parametrize(
    ('text', 'opening', 'name'),
    [
        ('一、开展“集中攻坚”时间\n2026年3月初至5月上旬。\n二、内容\n落实。', OPENING, '开展“集中攻坚”'),
        ('一、活动时间：2026年3月1日至5月10日\n二、内容\n落实。', OPENING, '活动'),
        ('一、要求\n落实。', '决定于3月1日至5月10日在全市开展专项整治行动。现通知如下：', '专项整治'),
    ],
)
def test_the_span_of_a_campaign_without_stages(text, opening, name):
    assert stages(text, opening=opening) == [(name, '2026-03-01', '2026-05-10')]


@pytest.mark.parametrize(('days', 'sure'), [('2026年3月初至5月上旬', False), ('2026年3月1日至5月10日', True)])
def test_a_span_with_vague_ends_is_for_a_person_to_look_at(days, sure):
    text = f'{HEAD}{OPENING}\n一、活动时间\n{days}。\n二、内容\n落实。\n示例市民政局\n2026年2月1日'
    (stage,) = notice_of(document(text)).stages
    assert (stage.score >= 0.8) is sure


def test_a_span_counted_in_days():
    opening = '研究决定，从今年2月下旬开始，用100天时间，开展“百日组建”活动。现通知如下：'
    assert stages('一、要求\n落实。', opening=opening) == [('“百日组建”活动', '2026-02-21', '2026-05-31')]


@pytest.mark.parametrize(
    'text',
    [
        '一、报名时间\n2026年3月1日至3月10日。\n二、要求\n落实。',
        '一、征求意见时间\n2026年3月1日至3月10日。\n二、要求\n落实。',
        '一、工作要求\n（一）按时报送（3月1日前）。\n（二）加强领导。5月1日前上报。',
    ],
)
def test_windows_and_deadlines_are_no_stages(text):
    assert stages(text) == []
