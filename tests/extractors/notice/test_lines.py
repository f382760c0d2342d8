"""What belongs to the page or the web site and not to the paper."""

import pytest

from extractors.notice import notice_of
from extractors.notice.lines import is_noise
from tests.extractors.notice.papers import OPENING, document

TITLE = '关于做好年检工作的通知'
PAPER = f'各县民政局：\n{OPENING}\n一、总体要求\n各单位要认真落实。\n示例市民政局\n2026年4月2日\n'


@pytest.mark.parametrize(
    'text',
    [
        '分享到：微信 微博',
        '【打印】【关闭】',
        '字号：[大 中 小]',
        '【字体：大 中 小】 分享：',
        '2026-04-05    点击数：123',
        '2026-04-05 10:20 来源：示例市民政局 浏览次数：12',
        '责任编辑：甲某',
        '- 6 -',
        '首页 > 政务公开 > 通知公告',
    ],
)
def test_words_of_a_page_are_noise(text):
    assert is_noise(text)


@pytest.mark.parametrize(
    'text', ['大小企业', '打印机', '2026年4月2日', '来源于各县', TITLE, '微信群要规范管理。']
)
def test_words_of_a_paper_are_none(text):
    assert not is_noise(text)


def test_a_paper_that_names_organisers_and_support_is_read_to_its_end():
    notice = notice_of(
        document(
            f'{TITLE}\n各县民政局：\n{OPENING}\n主办单位：示例市民政局\n承办单位：示例协会\n'
            '技术支持：示例公司\n示例市民政局\n2026年4月2日'
        )
    )
    assert (notice.issuing_authorities, notice.date_of_document) == (('示例市民政局',), '2026-04-02')


@pytest.mark.parametrize(
    'footer',
    [
        '上一篇：关于开展评估的通知\n下一篇：关于培训的通知',
        '扫一扫在手机打开当前页\n主办：示例市民政局  电话：0000-1234567',
        '主办单位：示例市民政局 电话：0000-1234567\n示ICP备00000000号',
        'Copyright 示例市民政局 版权所有 电话：0000-1234567',
    ],
)
def test_a_footer_ends_the_paper(footer):
    notice = notice_of(document(f'{TITLE}\n{PAPER}{footer}'))
    assert (notice.contacts, notice.date_of_document) == ((), '2026-04-02')


def test_keys_of_a_record_on_lines_of_their_own():
    record = '索引号\n000123\n发文机关\n示例市民政局\n成文日期\n2026年4月2日\n发文字号\n示民函〔2026〕8号'
    notice = notice_of(document(f'{record}\n{TITLE}\n各县民政局：\n{OPENING}\n要落实。'))
    assert (notice.issuing_authorities, notice.date_of_document, notice.doc_number, notice.title) == (
        ('示例市民政局',),
        '2026-04-02',
        '示民函〔2026〕8号',
        TITLE,
    )


@pytest.mark.parametrize(
    'stamp',
    ['2026-04-05    点击数：123', '2026-04-05 10:20', '2026-04-05 10:20:00 甲乙：丙', '2026年4月5日 阅读 8'],
)
def test_a_page_that_stamps_its_day_and_counts_is_read(stamp):
    notice = notice_of(document(f'{TITLE}\n{stamp}\n{PAPER}'))
    assert (notice.title, notice.date_of_document) == (TITLE, '2026-04-02')


def test_a_line_cut_by_a_page_is_joined_where_its_sisters_run_into_sentences():
    body = (
        '一、要求\n（一）加强领导，明确专人负责日常的各项基层\n党务工作，按时报送。\n（二）落实责任。要落。'
    )
    headings = notice_of(document(f'{TITLE}\n各县民政局：\n{OPENING}\n{body}')).headings
    assert [heading.text for heading in headings] == ['一、要求']
