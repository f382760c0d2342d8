"""版记: who is sent a copy, whom page 1 had no room for, when it was printed."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n各单位要认真落实。\n示例市民政局\n2026年4月2日\n'


@pytest.mark.parametrize(
    ('line', 'bodies'),
    [
        ('分送：市委各部委，市政府各部门；各县委。\n（共印60份）', ('市委各部委', '市政府各部门', '各县委')),
        ('抄　送：市委组织部　市财政局', ('市委组织部', '市财政局')),
        ('抄送 市委组织部，市财政局。', ('市委组织部', '市财政局')),
        (
            '抄送：市委组织部，市人力资源\n和社会保障局，市审计局。\n示例市民政局办公室　2026年4月3日印发',
            ('市委组织部', '市人力资源和社会保障局', '市审计局'),
        ),
        (
            '抄报：省民政厅、省委组织部。\n抄送：市委办公室；各县（市、区）人民政府。',
            ('省民政厅', '省委组织部', '市委办公室', '各县（市、区）人民政府'),
        ),
        ('抄送时请注明联系人。', ()),
    ],
)
def test_bodies_that_are_sent_a_copy(line, bodies):
    assert notice_of(document(f'{HEAD}{line}')).cc == bodies


@pytest.mark.parametrize(
    'line',
    [
        '示例市民政局办公室　　　　2026年4月3日印发',
        '示例市民政局办公室\n2026年4月3日印发\n（共印50份）',
        '示例市民政局办公室　　　　二〇二六年四月三日印',
        '印发日期：2026年4月3日',
        '示例市民政局办公室 2026-04-03 印发',
    ],
)
def test_the_day_of_printing(line):
    notice = notice_of(document(f'{HEAD}{line}'))
    assert (notice.printed_date, notice.date_of_document) == ('2026-04-03', '2026-04-02')


def test_recipients_moved_to_the_imprint():
    notice = notice_of(
        document(
            f'关于做好年检工作的通知\n{OPENING}\n各单位要认真落实。\n示例市民政局\n2026年4月2日\n'
            '主送：各县民政局，市级社会组织。\n抄送：市委组织部。'
        )
    )
    assert notice.primary_recipients.list == ('各县民政局', '市级社会组织')
    assert notice.places['primary_recipients.raw'][0].line == 6
    assert (notice.cc, notice.issuing_authorities) == (('市委组织部',), ('示例市民政局',))


def test_the_print_day_of_an_annex_is_not_the_papers():
    annex = (
        '附件\n示例市社会组织评估办法\n（示例市民政局 2026年5月1日印发）\n示例市财政局办公室 2025年1月1日印发'
    )
    assert notice_of(document(f'{HEAD}{annex}')).printed_date is None
