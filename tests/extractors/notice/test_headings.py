import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document


def headings(text):
    found = notice_of(document(f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n{text}')).headings
    return [heading.text for heading in found]


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        (
            '（一）在线填报。\n1.登录平台。\n（二）打印签章\n1.在线打印。',
            ['（一）在线填报', '（二）打印签章'],
        ),
        ('（一）在线填报。登录平台。\n（二）打印签章。\n下载打印。', ['（一）在线填报', '（二）打印签章']),
        ('（一）材料是否齐全，如：章程、报告；\n（二）是否盖章；', []),
        ('（一）参会人员如：甲、乙\n（二）其他人员', ['（二）其他人员']),
        (
            '1.2026年工作计划\n各地要落实。\n2.2027年工作计划\n各地要落实。',
            ['1.2026年工作计划', '2.2027年工作计划'],
        ),
    ],
)
def test_what_is_a_heading(text, found):
    assert headings(text) == found
