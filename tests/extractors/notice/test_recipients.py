import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document


def bodies(line):
    found = notice_of(document(f'关于做好年检工作的通知\n{line}\n{OPENING}\n')).primary_recipients
    return found.list if found else None


@pytest.mark.parametrize(
    ('line', 'expected'),
    [
        ('各示例性社会团体主管单位、各示例性社会团体：', ('各示例性社会团体主管单位', '各示例性社会团体')),
        ('示例市示例协会筹备组：', ('示例市示例协会筹备组',)),
        ('机关党委、离退休党总支：', ('机关党委', '离退休党总支')),
        ('机关党委、各党总支、直属党支部，全体党员：', ('机关党委', '各党总支', '直属党支部', '全体党员')),
        (
            '各区（市）科协、示例高新区科协，市科协有关部（室）：',
            ('各区（市）科协', '示例高新区科协', '市科协有关部（室）'),
        ),
        ('各社会团体、民办非企业单位：', ('各社会团体、民办非企业单位',)),
        ('各学院党委、党总支、直属党支部：', ('各学院党委、党总支、直属党支部',)),
        ('各社区（街道）、镇党（工）委组织部门：', ('各社区（街道）、镇党（工）委组织部门',)),
        ('各县妇联、科协：', ('各县妇联、科协',)),
        ('主送机关：各县民政局：', ('各县民政局',)),
    ],
)
def test_bodies_of_many_kinds(line, expected):
    assert bodies(line) == expected


@pytest.mark.parametrize('line', ['办理流程如下：', '联系方式：', '报送时间：'])
def test_what_is_no_body(line):
    assert bodies(line) is None
