"""密级 and 紧急程度 as they are printed, stamped or typed."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

REST = f'示例市民政局文件\n示民发〔2026〕7号\n关于做好年检工作的通知\n各县民政局：\n{OPENING}\n要落实。'


@pytest.mark.parametrize(
    ('line', 'secrecy', 'urgency'),
    [
        ('秘密★1年', '秘密★1年', None),
        ('秘 密 ★ 1 年', '秘密★1年', None),
        ('秘密★6个月', '秘密★6个月', None),
        ('机密★一年', '机密★一年', None),
        ('绝密★长期', '绝密★长期', None),
        ('机密★3年 特急', '机密★3年', '特急'),
        ('密级：秘密', '秘密', None),
        ('密级：    紧急程度：加急', None, '加急'),
        ('密级：', None, None),
        ('密级：公开', None, None),
        ('紧急程度：', None, None),
        ('特　提', None, '特提'),
        ('【平急】', None, '平急'),
        ('内部明电  等级：特提', None, '特提'),
        ('发电 特急·明电', None, '特急'),
        ('急件', None, '急件'),
        ('★', None, None),
        ('内部资料 注意保存', None, None),
    ],
)
def test_marks_at_the_top(line, secrecy, urgency):
    notice = notice_of(document(f'000017\n{line}\n{REST}'))
    assert (notice.secrecy, notice.urgency) == (secrecy, urgency)
    assert (notice.title, notice.doc_number) == ('关于做好年检工作的通知', '示民发〔2026〕7号')


def test_a_telegrams_degree_beside_its_number():
    notice = notice_of(
        document(f'发电单位 示例市民政局　签批盖章 甲某\n等级 特急·明电  示民明电〔2026〕7号\n{REST[18:]}')
    )
    assert (notice.urgency, notice.doc_number) == ('特急', '示民明电〔2026〕7号')


def test_words_of_the_body_are_no_mark():
    notice = notice_of(document(f'{REST}\n遇有特急事项，要随时报告，严守国家秘密。'))
    assert (notice.secrecy, notice.urgency) == (None, None)
