"""Copies from web sites: their words, breadcrumbs and records above the paper."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.notice import notice_of
from extractors.notice.lines import document_to_lines
from extractors.notice.records import is_meta, lines_to_record
from tests.extractors.notice.papers import document
from text.docnumbers import number_to_text

TITLE = '示例市民政局关于开展年检的通知'
BODY = '各县民政局：\n为做好有关工作，现将有关事项通知如下：\n一、总体要求\n各单位要认真落实。\n'
SIGNED = '示例市民政局\n2024年3月4日'


@pytest.mark.parametrize(
    'above',
    [
        '通知公告',
        '您好！欢迎访问示例网！\n通知公告',
        '◎文件解读',
        '示例政务服务网 示例省网',
        '为民爱民 为民服务',
        '首页 > 通知公告 > 正文',
        '您当前的位置：首页>信息公开>',
        '• 0000/2024-0001\n• 示例市民政局\n• 其他文件\n• 2024-03-09',
        '• 索 引 号:0000\n• 发布机构:示例市民政局\n• 公文生成日期:2024-03-04',
        '[ 主题分类 ] 民政 [ 体裁分类 ] 其他公文\n[ 发布机构 ] 示例市民政局\n[ 发布日期 ] 2024-03-09',
        '示例市民政局关于开展年检的通知\n发布日期：2024-03-09 字号：[ ]',
        '示例市民政局关于开展年检的通知\n2024-03-09 15:14:00   来源：',
    ],
)
def test_words_of_the_site_are_no_part_of_the_title(above):
    notice = notice_of(document(f'{above}\n{TITLE}\n{BODY}'))
    assert (notice.title, notice.issuing_authorities) == (TITLE, ('示例市民政局',))
    assert notice.primary_recipients is not None


@pytest.mark.parametrize(
    ('head', 'title'),
    [
        ('首页 > 通知公告 > 关于开展年检的通知', '关于开展年检的通知'),
        ('- 关于建立“示例”制度的通知', '关于建立“示例”制度的通知'),
        ('通知公告关于开展年检的通知', '关于开展年检的通知'),
        ('国务院办公厅转发示例部\n关于清理工作意见的通知', '国务院办公厅转发示例部关于清理工作意见的通知'),
        (
            '示例市“两个覆盖”\n集中攻坚行动工作\n实施方案的通知',
            '示例市“两个覆盖”集中攻坚行动工作实施方案的通知',
        ),
        ('名　　称：关于开展年检的通知\n文　　号：示民〔2024〕6号', '关于开展年检的通知'),
        ('年检工作提醒通知\n时间：03-04\n栏目：通知', '年检工作提醒通知'),
    ],
)
def test_the_title_begins_where_it_begins(head, title):
    assert notice_of(document(f'{head}\n{BODY}{SIGNED}')).title == title


RECORDS: dict[str, tuple[str, dict[str, Any]]] = {
    'bullets': (
        '• 备注/文号:示民〔2024〕6号\n• 发布机构:示例市民政局\n• 公文生成日期:2024-03-04\n关于年检的通知',
        {'doc_number': '示民〔2024〕6号', 'date_of_document': '2024-03-04'},
    ),
    'brackets': (
        (
            '[ 索引号 ] 0000 [ 发文字号 ] 示民〔2024〕6号\n'
            '[ 成文日期 ] 2024-03-04 [ 发布日期 ] 2024-03-09\n关于年检的通知'
        ),
        {'doc_number': '示民〔2024〕6号', 'date_of_document': '2024-03-04'},
    ),
    'blanks': (
        (
            '关于年检的通知\n索引号 /2024-0001 公开目录： 部门文件\n'
            '文号 示民〔2024〕6号 成文日期： 2024年3月4日\n'
            '公开责任部门 示例市民政局 公开形式： 主动公开\n'
            '有效性 有效 公开日期： 2024-03-09 13:03\n关于年检的通知'
        ),
        {
            'doc_number': '示民〔2024〕6号',
            'date_of_document': '2024-03-04',
            'issuing_authorities': ('示例市民政局',),
        },
    ),
    'values on lines of their own': (
        '发文字号：\n示民〔2024〕6号\n发文机关：\n示例市民政局\n成文日期：\n2024年03月04日\n关于年检的通知',
        {'doc_number': '示民〔2024〕6号', 'date_of_document': '2024-03-04'},
    ),
    'number below the record': (
        '关于年检的通知\n• 文件文号：admin\n• 点击量：27\n• 分享到：\n示民〔2024〕6号',
        {'doc_number': '示民〔2024〕6号', 'cited': ()},
    ),
    'the day of putting on line is not the date': (
        '发布日期：2024-03-09\n关于年检的通知',
        {'date_of_document': None},
    ),
    'title printed twice': (
        (
            '关于年检的通知\n来源：\n日期：2024-03-09 11:17:30\n点击：5\n属于：文件\n'
            'SL06-2024-0001\n示民〔2024〕6号\n关于年检的通知'
        ),
        {'doc_number': '示民〔2024〕6号', 'title': '关于年检的通知', 'cited': ()},
    ),
    'number and date in brackets': (
        '关于年检的通知\n（2024年3月4日 示民〔2024〕6号）',
        {'doc_number': '示民〔2024〕6号', 'date_of_document': '2024-03-04', 'title': '关于年检的通知'},
    ),
    'number in brackets below the title': (
        '关于年检的通知\n（示民〔2024〕6号）',
        {'doc_number': '示民〔2024〕6号', 'title': '关于年检的通知'},
    ),
    'number and date in brackets behind the title': (
        '关于年检（试行）的通知（示民〔2024〕6号，2024年3月4日）',
        {
            'doc_number': '示民〔2024〕6号',
            'date_of_document': '2024-03-04',
            'title': '关于年检（试行）的通知',
        },
    ),
}


@pytest.mark.parametrize('name', RECORDS)
def test_what_the_head_of_a_web_copy_tells(name):
    head, expected = RECORDS[name]
    notice = notice_of(document(f'{head}\n{BODY}'))
    found = {'cited': notice.cited_documents}
    assert {key: found.get(key, getattr(notice, key, None)) for key in expected} == expected
    assert notice.primary_recipients is not None


def test_the_signature_is_believed_before_the_record():
    notice = notice_of(
        document(f'成文日期：2024-03-01\n发布机构：示例省民政厅\n关于年检的通知\n{BODY}{SIGNED}')
    )
    assert (notice.date_of_document, notice.issuing_authorities) == ('2024-03-04', ('示例市民政局',))


def test_a_record_knows_its_lines():
    lines, _ = document_to_lines(document('索引号：0000\n文号：示民〔2024〕6号 成文日期：2024-03-04'))
    record = lines_to_record(lines)
    assert record.number is not None
    assert (number_to_text(record.number[0]), record.number[1]) == ('示民〔2024〕6号', 1)
    assert record.day is not None
    assert record.organs == ()


@given(st.text(alphabet='[]【】•:： 文号成日期索引2024-〔〕示民\n', max_size=60))
def test_reading_never_raises(text):
    is_meta(text)
    notice_of(document(text))
