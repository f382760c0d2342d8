"""Secrecy marks where papers bear them, and words about secrecy that are none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.secrecy import secrecy_mark, secrecy_mark_in_name
from model.document import Block, Cell, Document, Paragraph, Table
from model.place import Problem, Severity, Where


def document(*blocks: Block) -> Document:
    return Document('a.docx', '0' * 64, 'docx', None, blocks)


def lines(*texts: str, part: str | None = 'body') -> Document:
    return document(*(Paragraph(text, Where(part=part)) for text in texts))


MARKS = [
    '秘密★5年', '机密★长期', '秘密', '绝密', '【机密】', '（秘密）', '密级：秘密',
    '密　级：机密★10年', '000001 秘密★5年 特急', '秘 密', '秘　密　★　５年', '机密☆', '秘密*1年',
    '秘密＊1年', '绝密★启用前', '秘密5年', '机密 长期', '机密（长期）', '秘密级',
    '密级：□绝密 □机密 ☑秘密', '密级：绝密□ 机密□ 秘密☑', '密级：□绝密 √机密', '特急 机密★1年',
    '秘密★2030年1月1日', '秘密\n★5年', '密级和保密期限：秘密★10年',
    '示例省示例市民政局文件　　秘密★6个月', '秘密★', '秘密 ★ 五年', '机密\uf0ab5年',
]  # fmt: skip
NO_MARKS = [
    '★', '★★★', '密级：', '密级：   ', '密级：无', '密级：公开', '密级：□绝密 □机密 □秘密',
    '密级（绝密/机密/秘密）：', '密级：绝密/机密/秘密', '保密承诺书', '关于做好国家秘密保护工作的通知',
    '秘密信访', '中华人民共和国保守国家秘密法', '工作秘密', '内部资料 注意保存', '商业秘密保护',
    '密切联系群众', '请在首页标注“秘密★”字样', '泄露国家秘密、商业秘密的，依法处理',
    '机密文件管理办法', '属于国家秘密的事项10年', '涉密人员登记表', '不得以保密为由拒绝',
    '秘密调查结束前',
]  # fmt: skip


@pytest.mark.parametrize('text', MARKS)
def test_a_mark_at_the_top_is_found(text):
    found = secrecy_mark(lines('示例市民政局', text, '关于开展摸底调查的通知'), '通知.docx')
    assert found in ('绝密', '机密', '秘密')
    assert found in text.replace(' ', '').replace('\u3000', '')


@pytest.mark.parametrize('text', NO_MARKS)
def test_words_about_secrecy_are_no_mark(text):
    assert secrecy_mark(lines('示例市民政局', text, '关于开展摸底调查的通知'), '通知.docx') is None


@pytest.mark.parametrize('part', ['header', 'textbox', 'body', None])
def test_a_mark_may_stand_in_any_part_at_the_top(part):
    assert secrecy_mark(lines('机密', part=part), 'a.docx') == '机密'


def test_a_mark_may_be_set_in_pieces():
    assert secrecy_mark(lines('秘', '密', '★', '5年'), '') == '秘密'
    assert secrecy_mark(lines('绝\n密', part='textbox'), '') == '绝密'


def test_a_struck_mark_stops_the_paper_too():
    struck = Problem('struck_text', Severity.REVIEW, '此处划掉了“机密★5年”，没有读入')
    paper = replace(lines('关于开展摸底调查的通知'), problems=(struck,))
    assert secrecy_mark(paper, '通知.docx') == '机密'


def test_a_mark_in_a_cell_is_found():
    cells = (Cell(0, 0, '密级'), Cell(0, 1, '秘密★1年'), Cell(0, 2, '份号'))
    assert secrecy_mark(document(Table(1, 3, cells)), 'a.xlsx') == '秘密'


def test_every_sheet_has_a_top_of_its_own():
    first = Table(20, 1, tuple(Cell(row, 0, '甲') for row in range(20)), Where(sheet='Sheet1'))
    second = Table(1, 1, (Cell(0, 0, '机密★长期'),), Where(sheet='Sheet2'))
    assert secrecy_mark(document(first, second), 'a.xlsx') == '机密'


def test_far_down_only_a_whole_starred_mark_counts():
    body = ['正文'] * 20
    assert secrecy_mark(lines(*body, '秘密'), '') is None
    assert secrecy_mark(lines(*body, '（一）标注秘密★5年的文件，由专人保管。'), '') is None
    assert secrecy_mark(lines(*body, '秘密★5年'), '') == '秘密'


@pytest.mark.parametrize(
    'name',
    [
        '通知（秘密）.docx', '机密★.pdf', '【绝密】x.docx', '秘密-关于通知.docx', '通知_机密.doc',
        '关于通知 秘密.docx', '秘密★5年 通知.docx', '通知(秘密5年).docx', 'a/b/通知（秘 密）.pdf',
        '秘密.docx', '密级秘密.docx', 'C:\\收文\\机密★1年.docx',
    ],
)  # fmt: skip
def test_a_mark_in_a_file_name_is_found(name):
    assert secrecy_mark_in_name(name) is not None
    assert secrecy_mark(document(), name) is not None


@pytest.mark.parametrize(
    'name',
    [
        '保密承诺书.docx', '商业秘密保护.pdf', '机密文件管理办法.docx', '涉密人员表.xlsx',
        '秘密/通知.docx', '国家秘密法.docx', '关于（商业秘密）的通知.docx', '通知.docx', '',
    ],
)  # fmt: skip
def test_a_file_name_about_secrecy_is_no_mark(name):
    assert secrecy_mark_in_name(name) is None


GAPS = st.sampled_from(['', ' ', '\u3000', '\xa0', '\u200b', '  '])


@given(
    st.sampled_from(['绝密', '机密', '秘密']),
    st.sampled_from('★☆*＊'),
    st.one_of(
        st.integers(1, 30).map(lambda years: f'{years}年'),
        st.just('长期'),
        st.integers(1, 12).map(lambda n: f'{n}个月'),
    ),
    GAPS,
    st.booleans(),
)
def test_a_full_mark_is_found_however_it_is_spaced(level, star, term, gap, wide):
    text = gap.join(f'{level}{star}{term}')
    if wide:
        text = text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert secrecy_mark(lines('0000' + gap + text if gap else text), '') == level


@given(
    st.lists(st.text(alphabet='秘机绝密★5年长期：（）□☑保 \n级', max_size=12), max_size=6),
    st.text(max_size=12),
)
def test_any_text_gets_an_answer(texts, name):
    assert secrecy_mark(lines(*texts), name) in (None, '绝密', '机密', '秘密')


@given(st.text(alphabet=st.characters(exclude_characters='密'), max_size=60))
def test_without_the_word_there_is_no_mark(text):
    assert secrecy_mark(lines(text), text) is None
