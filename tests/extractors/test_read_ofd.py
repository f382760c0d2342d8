"""OFD files as they are written in the field: names, paths, encodings, places; and what refuses them."""

import pytest

from extractors.readers.registry import read_document
from model.document import Paragraph
from model.errors import Damaged, Encrypted, TooLarge
from tests import build_ofd
from tests.build import packed
from tests.build_bombs import GIGABYTE, forged_zip, zeros
from tests.build_ofd import OFD_NAMESPACE, changed, page, texts, words

SPACE = f'xmlns:ofd="{OFD_NAMESPACE}"'
NOTICE = page(words('关于开展年度检查的通知', 40, 40) + words('各县区民政局：', 30, 60))


def place(block):
    return block.where.box


def lines(path):
    return [block.text for block in read_document(path).blocks if isinstance(block, Paragraph)]


def notice(tmp_path, change=None):
    path = build_ofd.ofd(tmp_path / '通知.ofd', NOTICE)
    return changed(path, change) if change else path


def replaced(old, new):
    return lambda name, data: (name, data.replace(old.encode(), new.encode()))


def is_xml(name):
    return name.endswith('.xml')


CHANGES = {
    'as it is': None,
    'old namespace': replaced(OFD_NAMESPACE, 'http://www.ofdspec.org/'),
    'other year': replaced(OFD_NAMESPACE, 'http://www.ofdspec.org/2017'),
    'no namespace': lambda name, data: (name, data.replace(f' {SPACE}'.encode(), b'').replace(b'ofd:', b'')),
    'private prefix': lambda name, data: (
        name,
        data.replace(b'ofd:', b'q:').replace(b'xmlns:ofd', b'xmlns:q'),
    ),
    'undeclared prefix': replaced(f' {SPACE}', ''),
    'default namespace': lambda name, data: (
        name,
        data.replace(b'ofd:', b'').replace(b'xmlns:ofd', b'xmlns'),
    ),
    'absolute paths': replaced('BaseLoc="Pages', 'BaseLoc="/Doc_0/Pages'),
    'paths from the root without a slash': replaced('BaseLoc="Pages', 'BaseLoc="Doc_0/Pages'),
    'backslashes': replaced('Pages/Page_0/Content.xml', 'Pages\\Page_0\\Content.xml'),
    'other cases': replaced('Pages/Page_0/Content.xml', 'pages/PAGE_0/content.XML'),
    'root in other cases': lambda name, data: (name.replace('OFD.xml', 'ofd.XML'), data),
    'GB 18030': lambda name, data: (
        name,
        b'<?xml version="1.0" encoding="GB18030"?>' + data.decode().encode('gb18030')
        if is_xml(name)
        else data,
    ),
    'UTF-16': lambda name, data: (
        name,
        ('<?xml version="1.0" encoding="UTF-16"?>' + data.decode()).encode('utf-16')
        if is_xml(name)
        else data,
    ),
    'a mark before UTF-8': lambda name, data: (name, b'\xef\xbb\xbf' + data),
    'GBK that says UTF-8': lambda name, data: (
        name,
        b'<?xml version="1.0" encoding="UTF-8"?>' + data.decode().encode('gbk') if is_xml(name) else data,
    ),
    'a reference to no letter': replaced('：</ofd:TextCode>', '：&#x0;</ofd:TextCode>'),
    'tidied': lambda name, data: (
        name,
        data.replace(b'>', b'>\n   ').replace(b'</ofd:TextCode', b'\n </ofd:TextCode'),
    ),
}


@pytest.mark.parametrize('change', CHANGES.values(), ids=CHANGES)
def test_a_package_is_read_however_it_is_written(tmp_path, change):
    found = [text.rstrip('\ufffd') for text in lines(notice(tmp_path, change))]
    assert found == ['关于开展年度检查的通知', '各县区民政局：']


def test_letters_have_their_places_in_points(tmp_path):
    document = read_document(build_ofd.ofd(tmp_path / '一.ofd', page(words('示例市民政局', 30, 40, size=10))))
    (paragraph,) = document.blocks
    x0, y0, x1, y1 = place(paragraph)
    assert (document.format, document.pages, paragraph.where.page) == ('ofd', 1, 1)
    assert x0 == pytest.approx(30 * 72 / 25.4, abs=0.1)
    assert x1 == pytest.approx(90 * 72 / 25.4, abs=0.1)
    assert y0 < 40 * 72 / 25.4 < y1


def test_places_count_from_the_corner_of_the_page(tmp_path):
    area = '<ofd:Area><ofd:PhysicalBox>10 20 210 297</ofd:PhysicalBox></ofd:Area>'
    path = build_ofd.ofd(tmp_path / '一.ofd', page(words('示例', 30, 60, size=10), area))
    (paragraph,) = read_document(path).blocks
    assert paragraph.where.box.x0 == pytest.approx(20 * 72 / 25.4, abs=0.1)
    assert paragraph.where.box.y1 == pytest.approx(41.2 * 72 / 25.4, abs=0.1)


def test_lines_in_any_order_are_read_from_the_top(tmp_path):
    content = texts(('第三行', 30, 80), ('第一行', 30, 40), ('第二行', 30, 60))
    assert lines(build_ofd.ofd(tmp_path / '一.ofd', page(content))) == ['第一行', '第二行', '第三行']


def test_letters_each_an_object_are_one_line(tmp_path):
    content = ''.join(words(letter, 30 + 5 * index, 40) for index, letter in enumerate('示例市WPS2026年'))
    assert (
        ''.join(lines(build_ofd.ofd(tmp_path / '一.ofd', page(content)))).replace(' ', '')
        == '示例市WPS2026年'
    )


def test_a_text_code_without_a_place_goes_on_where_the_last_ended(tmp_path):
    code = words('示例', 30, 40, code='DeltaX="5 5"').replace(
        '</ofd:TextObject>', '<ofd:TextCode>市局</ofd:TextCode></ofd:TextObject>'
    )
    assert lines(build_ofd.ofd(tmp_path / '一.ofd', page(code))) == ['示例市局']


def test_one_glyph_of_two_letters_is_both(tmp_path):
    path = build_ofd.ofd(tmp_path / '一.ofd', page(words('5月——6月', 30, 40, code='DeltaX="3 5 0 10 3"')))
    assert lines(path) == ['5月——6月']


def test_signs_of_picture_fonts_are_what_they_show(tmp_path):
    text = words('þ', 30, 40).replace('Font="3"', 'Font="4"') + words('社会团体', 36, 40)
    path = build_ofd.ofd(
        tmp_path / '一.ofd',
        page(text),
        resources='<ofd:Font ID="4" FontName="Wingdings" FamilyName="Wingdings"/>',
    )
    assert lines(path) == ['☑社会团体']


def test_radicals_are_the_letters_they_stand_for(tmp_path):
    assert lines(build_ofd.ofd(tmp_path / '一.ofd', page(words('⺠政局公⽰', 30, 40)))) == ['民政局公示']


def test_columns_of_upright_letters_are_read_from_the_right(tmp_path):
    columns = ('示例市民政局关于开展年度检查', '工作的通知各县区民政局要认真')
    content = ''.join(
        words(text, 150 - 12 * index, 40, more='ReadDirection="90"', code='A=""')
        for index, text in enumerate(columns)
    )
    document = read_document(build_ofd.ofd(tmp_path / '一.ofd', page(content)))
    assert ''.join(block.text for block in document.blocks) == ''.join(columns)
    assert 'vertical_text' in {problem.code for problem in document.problems}


@pytest.mark.parametrize(
    ('more', 'quarters'),
    [('CTM="0 1 -1 0 60 0"', 1), ('CTM="-1 0 0 -1 90 40"', 2), ('CTM="0 -1 1 0 0 90"', 3)],
)
def test_a_page_lying_on_its_side_is_turned_and_its_places_are_those_shown(tmp_path, more, quarters):
    path = build_ofd.ofd(tmp_path / '一.ofd', page(words('示例市民政局', 60, 60, size=10, more=more)))
    document = read_document(path)
    (paragraph,) = document.blocks
    x0, y0, x1, y1 = place(paragraph)
    assert paragraph.text == '示例市民政局'
    assert (x1 - x0 > y1 - y0) == (quarters == 2)
    assert 50 * 72 / 25.4 <= x0 < x1 <= 160 * 72 / 25.4
    assert [problem.code for problem in document.problems] == ['page_turned']


def test_several_documents_are_read_one_after_the_other_and_told(tmp_path):
    first = build_ofd.ofd(tmp_path / '一.ofd', page(words('第一份', 30, 40)))
    more = {
        'Doc_1/Document.xml': f'<ofd:Document {SPACE}><ofd:Pages>'
        '<ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
        'Doc_1/P.xml': page(words('第二份', 30, 40)),
    }
    body = b'<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    changed(first, lambda name, data: (name, data.replace(b'</ofd:OFD>', body)))
    document = read_document(changed(first, lambda name, data: (name, data), more))
    assert [(block.text, block.where.page) for block in document.blocks] == [('第一份', 1), ('第二份', 2)]
    assert [problem.code for problem in document.problems] == ['several_documents']


def test_a_document_that_is_lost_leaves_the_other_one_and_is_told(tmp_path):
    whole = build_ofd.ofd(tmp_path / '一.ofd', page(words('甲', 20, 30)))
    body = b'<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    build_ofd.changed(whole, lambda name, data: (name, data.replace(b'</ofd:OFD>', body)))
    document = read_document(whole)
    assert [block.text for block in document.blocks] == ['甲']
    assert [problem.code for problem in document.problems] == ['document_damaged']


def test_a_page_that_is_missing_is_told_and_the_others_are_read(tmp_path):
    path = build_ofd.ofd(
        tmp_path / '一.ofd', page(words('第一页', 30, 40)), '<ofd:Page><ofd:Con', page(words('完', 30, 40))
    )
    document = read_document(path)
    assert [(block.text, block.where.page) for block in document.blocks] == [('第一页', 1), ('完', 3)]
    assert [(problem.code, problem.where.page) for problem in document.problems] == [('page_damaged', 2)]


def test_a_package_of_broken_pages_is_damaged(tmp_path):
    with pytest.raises(Damaged, match='各页的内容'):
        read_document(build_ofd.ofd(tmp_path / '一.ofd', '<ofd:Page>'))


def test_a_package_without_its_document_is_damaged(tmp_path):
    with pytest.raises(Damaged, match='缺少部件'):
        read_document(packed(tmp_path / '一.ofd', {'OFD.xml': f'<ofd:OFD {SPACE}/>'}))


def test_a_package_without_pages_is_damaged(tmp_path):
    with pytest.raises(Damaged, match='一页也没有'):
        read_document(build_ofd.ofd(tmp_path / '一.ofd'))


@pytest.mark.parametrize('member', ['Encryptions.xml', 'decryptseed.dat', 'META/entriesmap.dat'])
def test_an_encrypted_package_is_told(tmp_path, member):
    with pytest.raises(Encrypted, match='加了密'):
        read_document(packed(tmp_path / '一.ofd', {member: '<a/>', 'Doc_0/P.dat': b'\x01'}))


def test_a_cut_off_package_is_damaged(tmp_path):
    path = notice(tmp_path)
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(Damaged):
        read_document(path)


def test_more_letters_than_a_page_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr('extractors.readers.ofd.laid.MAX_LETTERS', 20)
    with pytest.raises(TooLarge, match='不像一页公文'):
        read_document(build_ofd.ofd(tmp_path / '一.ofd', page(words('示' * 21, 30, 40))))


def test_a_package_that_expands_without_end_is_refused(tmp_path):
    path = forged_zip(tmp_path / '一.ofd', {'OFD.xml': (zeros(GIGABYTE), GIGABYTE)})
    with pytest.raises(TooLarge, match='压缩炸弹'):
        read_document(path)
