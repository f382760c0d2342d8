"""What a browser shows of a page: styles that hide, controls, numbers of lists, tables, Office's own."""

import pytest

from extractors.readers.web.html_reader import decode_page, page_to_blocks
from model.document import Block, CheckBox, Paragraph, Table
from model.errors import Unsupported
from model.place import Severity


def texts(page: str) -> list[str]:
    return [block.text for block in page_to_blocks(page, {})[0] if isinstance(block, Paragraph)]


def codes(page: str) -> list[str]:
    return [problem.code for problem in page_to_blocks(page, {})[1]]


def table_of(page: str) -> Table:
    (table,) = [block for block in page_to_blocks(page, {})[0] if isinstance(block, Table)]
    return table


def grid_of(table: Block) -> list[tuple[int, int, int, int, str]]:
    assert isinstance(table, Table)
    return [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in table.cells]


@pytest.mark.parametrize(
    'hidden',
    [
        '<p style="display:none">暗</p>',
        '<p style="VISIBILITY: hidden">暗</p>',
        '<p style="mso-hide:all">暗</p>',
        '<p style="position:absolute;left:-9999px">暗</p>',
        '<p hidden>暗</p>',
        '<dialog>暗</dialog>',
        '<p class="x no">暗</p>',
        '<p id=off>暗</p>',
        '<aside>暗</aside>',
        '<div class=box><p class=in>暗</p></div>',
    ],
)
def test_what_styles_hide_is_not_read_and_told(hidden):
    css = (
        '<style><!-- .no{display:none} #off{color:red;display:none} aside{display:none}\n.box '
        '.in{visibility:hidden} --></style>'
    )
    page = f'<html><head>{css}</head><p>明</p>{hidden}'
    assert (texts(page), codes(page)) == (['明'], ['hidden_text'])


@pytest.mark.parametrize(
    'css',
    [
        '@media print{p{display:none}}',
        'p:hover{display:none}',
        'div>p{display:none}',
        'p[lang]{display:none}',
        'p{display:none} .a{display:block}',
        'p{display:none} .b .a{display:block}',
        '/* p{display:none} */',
        'p{display:none',
        '}p{display:none',
        '.c p{display:none}',
    ],
)
def test_rules_that_do_not_surely_hide_hide_nothing(css):
    assert texts(f'<html><style>{css}</style><div class=b><p class=a>明</p></div>') == ['明']


def test_an_inline_style_goes_before_a_rule():
    assert texts('<style>p{display:none}</style><p style="display:block">明</p>') == ['明']


def test_what_is_never_shown_is_not_read():
    page = (
        '<html><noscript>甲</noscript><template><p>乙</template><datalist><option>丙</datalist><ruby>'
        '汉<rp>(</rp><rt>hàn</rt></ruby>字'
    )
    assert texts(page) == ['汉字']


def test_folded_parts_are_read():
    assert texts('<html><details><summary>附件</summary><p>内容</p></details>') == ['附件', '内容']


def test_struck_words_are_told_and_a_choice_by_striking_is_one():
    page = '<html><p>原<del>旧</del>文</p><table border=1><tr><td>党员<td>是/<s>否</s></table>'
    blocks, problems = page_to_blocks(page, {})
    assert blocks[0] == Paragraph('原文', blocks[0].where)
    assert isinstance(blocks[1], Table)
    assert blocks[1].cells[1].boxes == (CheckBox('是', checked=True), CheckBox('否', checked=False))
    assert [(each.code, each.severity) for each in problems] == [('struck_text', Severity.REVIEW)] * 2


def test_controls_show_what_they_hold():
    page = (
        '<html><p><input type=radio checked>是 <input type=radio>否</p><p><select multiple><option '
        'selected>甲<option selected>乙'
        '</select></p><p><select><option>请选择</select>完</p><p><input value="示例协会"> <input '
        'type=file value=x></p>'
        '<p><textarea>\n一\n二</textarea></p><pre>三\n四</pre><div style="white-space: pre-wrap">五\n六</div>'
    )
    assert texts(page) == ['☑是 □否', '甲、乙', '完', '示例协会', '一', '二', '三', '四', '五', '六']


@pytest.mark.parametrize(
    ('opening', 'labels'),
    [
        ('<ol>', ['1. ', '2. ']),
        ('<ol start=3>', ['3. ', '4. ']),
        ('<ol type=a>', ['a. ', 'b. ']),
        ('<ol type=I start=9>', ['IX. ', 'X. ']),
        ('<ol reversed>', ['2. ', '1. ']),
        ('<ol style="list-style-type:cjk-ideographic">', ['一、', '二、']),
        ('<ol style="list-style: simp-chinese-informal inside">', ['一、', '二、']),
        ('<ol class=cn>', ['一、', '二、']),
        ('<ol style="list-style:none">', ['', '']),
        ('<ul>', ['', '']),
    ],
)
def test_numbers_of_lists_are_as_the_browser_draws_them(opening, labels):
    page = f'<html><style>.cn{{list-style-type:cjk-ideographic}}</style>{opening}<li>甲<li><p>乙</p></ol>'
    assert texts(page) == [f'{labels[0]}甲', f'{labels[1]}乙']


def test_an_empty_item_does_not_number_what_follows():
    assert texts('<html><ol><li></li></ol><p>甲</p>') == ['甲']


def test_an_item_may_set_its_number():
    assert texts('<ol><li value=5>甲<li>乙</ol>') == ['5. 甲', '6. 乙']


def test_spans_end_with_their_group_and_its_columns():
    page = (
        '<table border=1><tfoot><tr><td>计<td>9</tfoot><tr><td colspan=100>题</tr><tr><td rowspan=0>'
        '甲<td>1<tr><td>2</tr>'
        '<tbody><tr><td rowspan=50>乙<td>3<tr><td>4</tbody></table>'
    )
    table = table_of(page)
    assert (table.rows, table.cols) == (6, 2)
    assert grid_of(table) == [
        (0, 0, 1, 2, '题'), (1, 0, 2, 1, '甲'), (1, 1, 1, 1, '1'), (2, 1, 1, 1, '2'),
        (3, 0, 2, 1, '乙'), (3, 1, 1, 1, '3'), (4, 1, 1, 1, '4'), (5, 0, 1, 1, '计'), (5, 1, 1, 1, '9'),
    ]  # fmt: skip


def test_a_hidden_cell_leaves_no_place_and_an_invisible_one_does():
    page = (
        '<table border=1><tr><td>甲<td style="display:none">暗<td>乙<tr><td style="visibility:hidden">'
        '暗<td>丙<tr style="display:none"><td>丁</table>'
    )
    assert grid_of(table_of(page)) == [
        (0, 0, 1, 1, '甲'),
        (0, 1, 1, 1, '乙'),
        (1, 0, 1, 1, ''),
        (1, 1, 1, 1, '丙'),
    ]


def test_word_keeps_the_numbers_it_drew():
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator '
        'content="Microsoft Word 15"></head><body>'
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>一、<span>"
        "&nbsp;</span></span><![endif]>总体\n要求<o:p></o:p></p>"
        '<!--[if gte mso 9]><xml><w:x>乱</w:x></xml><![endif]--><xml>乱</xml><p><v:shape><v:textbox><div>'
        '框内</div></v:textbox></v:shape></p></body>'
    )
    assert texts(page) == ['一、\xa0总体要求', '框内']


def test_a_page_is_of_office_by_its_head_alone():
    head = '<html><head><meta name=keywords content="Excel"></head>'
    pasted = f'{head}<body><meta name=Generator content="Microsoft Word 15">'
    assert texts(f'{pasted}<p>首页 &gt; 通知公告</p><p>正文。</p></body>') == ['正文。']


def test_excel_pages_keep_codes_and_tell_lost_numbers():
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId '
        'content=Excel.Sheet></head><table>'
        "<tr><td style='mso-number-format:\"\\@\"'>00036</td><td x:num=\"39083.5\">####</td></tr>"
        "<tr><td colspan=2 style='mso-ignore:colspan'>长的说明</td></tr><tr height=0 "
        "style='display:none'><td width=64></td></tr></table>"
    )
    assert grid_of(table_of(page)) == [(0, 0, 1, 1, '00036'), (0, 1, 1, 1, '####'), (1, 0, 1, 1, '长的说明')]
    assert codes(page) == ['cell_hashes']


def test_a_shell_of_frames_is_refused_with_the_way_out():
    with pytest.raises(Unsupported, match=r"另存为 \.xlsx"):
        page_to_blocks('<html><frameset><frame src="a.files/sheet001.htm"></frameset></html>', {})


def test_a_frame_saved_beside_stands_in_its_place():
    blocks, _ = page_to_blocks(
        '<p>前</p><iframe src="cid:1"></iframe><p>后</p>', {'cid:1': '<body><p>内</p></body>'}
    )
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ['前', '内', '后']


def test_a_named_charset_goes_before_what_the_page_says():
    data = '<meta charset=utf-8><p>示例市民政局文件'.encode('gb18030')
    assert decode_page(data, 'gb2312')[0].endswith('示例市民政局文件')
