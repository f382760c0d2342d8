"""Web pages of offices: the notice stays whole, the site around it goes."""

from pathlib import Path

import pytest

from extractors.readers.web.html_reader import page_to_blocks
from model.document import Block, Paragraph, Table
from tests import build_pages
from tests.build_pages import FOOT, FURNITURE, LAYOUTS, MENU, NOTICE, RELATED, SHORT, Notice

INFO = (
    '来源',
    '发布时间',
    '发布日期',
    '日期',
    '索引号',
    '索 引 号',
    '发文',
    '2026-03-01',
    '示例市民政局文件',
)
INDEX = ('000001-2026-00012', '发布机构：', '主题分类：', '社会组织', '成文日期：', '2026年3月1日')
"""What a page tells about its document may stay."""


def texts(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        found += [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
    return [text.strip(' \u3000\xa0') for text in found]


@pytest.mark.parametrize('layout', LAYOUTS)
@pytest.mark.parametrize('notice', [NOTICE, SHORT], ids=['long', 'short'])
def test_the_notice_stays_whole_and_in_order_and_the_site_goes(layout, notice):
    blocks, problems = page_to_blocks(layout(notice), {})
    found = texts(blocks)
    wanted = [notice.title, *notice.lines, *notice.files]
    rest = iter(found)
    assert [line for line in wanted if line not in rest] == []
    others = [text for text in found if text not in wanted]
    assert [word for word in FURNITURE for text in others if word in text] == []
    assert 'furniture_dropped' in [problem.code for problem in problems]
    assert [text for text in others if not text.startswith(INFO) and text not in INDEX] == []


def test_the_index_table_of_a_page_stays_a_table():
    blocks, _ = page_to_blocks(build_pages.trs_2012(NOTICE), {})
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert (table.rows, table.cols) == (2, 4)
    assert [cell.text for cell in table.cells if cell.col == 3] == ['社会组织', '2026年3月1日']


def site(body: str) -> str:
    """A page with a menu above and a foot below."""
    menu, foot = build_pages.links(MENU), '<br>'.join(FOOT)
    return f'{build_pages.head(NOTICE)}<body><div>{menu}</div>{body}<div>{foot}</div></body>'


def test_a_notice_that_is_mostly_a_list_of_files_keeps_them():
    files = tuple(f'附件{number}：示例表{number}.xlsx' for number in range(1, 20))
    notice = Notice(NOTICE.title, ('现将有关表格印发给你们。',), files)
    for layout in LAYOUTS:
        assert set(files) <= set(texts(page_to_blocks(layout(notice), {})[0])), layout.__name__


def test_a_table_of_links_in_the_text_stays():
    rows = ''.join(f'<tr><td>{n}<td><a href="/{n}.html">示例协会{n}</a>' for n in range(1, 9))
    page = site(
        f'<div><h1>{NOTICE.title}</h1><div class=con><p>现将名单公布，请各单位核对，有误的及时报告。</p>'
        f'<table border=1><tr><th>序号<th>名称{rows}</table><p>示例市民政局</p></div></div>'
    )
    (table,) = [block for block in page_to_blocks(page, {})[0] if isinstance(block, Table)]
    assert (table.rows, table.cols, table.cells[-1].text) == (9, 2, '示例协会8')


def test_a_form_in_a_table_without_rules_keeps_its_cells():
    long = ''.join(f'<p>第{n}项工作，认真完成，效果良好。</p>' for n in range(6))
    page = (
        '<table><tr><td>姓名<td>甲某<tr><td>单位<td>示例协会<tr><td>职务<td>会长<tr><td>主要事迹<td>'
        f'{long}</table>'
    )
    (table,) = page_to_blocks(page, {})[0]
    assert isinstance(table, Table)
    assert (table.rows, table.cols, len(table.cells)) == (4, 2, 8)


@pytest.mark.parametrize(
    'line',
    [
        '主办单位：示例协会',
        '请打印后签字盖章，于5月底前报送。',
        '下一篇章要写好，各单位要认真总结。',
        '点击量、阅读量是考核内容，要如实填报。',
        '来源：自筹资金。请附说明。',
        '扫描件发至邮箱，原件邮寄，扫一扫二维码进群',
        '当前，位置偏远的县区要加快进度。',
        '关闭不合格场所3处',
    ],
)
def test_sentences_that_speak_of_the_same_things_stay(line):
    page = site(
        f'<div><h1>{NOTICE.title}</h1>{build_pages.paragraphs(NOTICE)}<p>{line}</p><p>特此通知。</p></div>'
    )
    assert line in texts(page_to_blocks(page, {})[0])


@pytest.mark.parametrize(
    'line',
    [
        '当前位置：首页 > 政务公开 > 通知公告 > 正文',
        '您所在的位置: 首页 » 通知',
        '首页 > 通知公告 > 正文',
        '【字体：大 中 小】 【打印】 【关闭】',
        '字号：A+ A- 打印本页 关闭窗口',
        '分享到： 微信 微博 QQ空间',
        '浏览次数：1234次',
        '上一篇：关于表彰先进的决定',
        '【下一篇】 没有了',
        '扫一扫在手机打开当前页',
        '返回顶部',
        '我要纠错 | 打印 | 收藏 | 分享',
        '版权所有：示例市民政局',
    ],
)
def test_lines_of_the_site_go_wherever_they_stand(line):
    page = site(
        f'<div><h1>{NOTICE.title}</h1><p>{line}</p>{build_pages.paragraphs(NOTICE)}<p>{line}</p></div>'
    )
    assert line not in texts(page_to_blocks(page, {})[0])


def test_the_line_that_tells_source_and_date_keeps_these():
    page = site(
        f'<h1>{NOTICE.title}</h1><p>来源：市民政局 发布时间：2026-03-01 浏览次数：12 【字体：大 中 小】 '
        f'打印</p>{build_pages.paragraphs(NOTICE)}'
    )
    assert '来源：市民政局 发布时间：2026-03-01' in texts(page_to_blocks(page, {})[0])


def test_menus_that_are_hidden_are_no_hidden_text():
    page = site(
        f'<div>{build_pages.links(RELATED)}<ul hidden><li>子菜单</ul></div><div><h1>{NOTICE.title}</h1>'
        f'{build_pages.paragraphs(NOTICE)}</div>'
    )
    assert 'hidden_text' not in [problem.code for problem in page_to_blocks(page, {})[1]]


@pytest.mark.parametrize(
    ('body', 'code'),
    [
        ('<h1>关于做好工作的通知</h1><iframe src="a.html" width=100%></iframe>', 'frame_unread'),
        ('<h1>关于做好工作的通知</h1><embed src="a.pdf">', 'frame_unread'),
        ('<h1>关于做好工作的通知</h1><img src="a.jpg" width=800>', 'picture_unread'),
        ('<div id="app"></div><script>load()</script>', 'script_unread'),
        ('<meta http-equiv="refresh" content="0;url=http://example.gov.example/">', 'page_empty'),
    ],
)
def test_a_body_that_the_file_does_not_hold_is_told(body, code):
    assert [problem.code for problem in page_to_blocks(f'<html><body>{body}</body></html>', {})[1]] == [code]


def test_an_export_of_office_is_no_site(tmp_path: Path):
    for maker in ('Microsoft Word 15', 'LibreOffice 7.4'):
        page = (
            f'<html><head><meta name=Generator content="{maker}"></head><body><p>首页 &gt; 目录</p><p>'
            '正文。</p></body></html>'
        )
        assert texts(page_to_blocks(page, {})[0]) == ['首页 > 目录', '正文。']


def test_one_record_of_a_system_with_a_long_cell_stays_a_table():
    page = (
        '<table><tr><th>名称<th>地址<th>宗旨<th>电话<tr><td>示例协会<td>示例路1号'
        '<td>服务会员，<br>规范行业，<br>反映诉求；维护权益。<br>加强自律，促进发展。<td>0000-1234567</table>'
    )
    (table,) = page_to_blocks(page, {})[0]
    assert isinstance(table, Table)
    assert (table.rows, table.cols, table.cells[-1].text) == (2, 4, '0000-1234567')
