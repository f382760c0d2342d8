"""What the RTF reader sees: encodings, fields, labels, what is skipped, and files cut short."""

import contextlib
import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.docx import reader as read_docx
from extractors.readers.rtf import reader as read_rtf
from model.document import Paragraph, Table
from model.errors import Damaged, ShoufaError, Unsupported
from tests import build
from tests.build import texts
from tests.build_rtf import escaped, hexed, rtf

BOX = r'{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt 框内\par}}{\shprslt{\*\do{\dptxbxtext 框内\par}}}}'
FORM = r'{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres%d\ffdefres%d}}}{\fldrslt}}'
LABEL = r'{\listtext\pard\plain %s\tab}'

INLINE = {
    'bytes_in_the_font': (r'\f1 ' + hexed('公文'), '公文'),
    'second_half_typed_plainly': (r"\f1 \'81@\'81\{\'81\\", '丂亄乗'),
    'bytes_of_a_western_font_under_a_chinese_code_page': (r'\f0 ' + hexed('公文'), '公文'),
    'wide_font_by_dbch': (r"\loch\af0\hich\af0\dbch\f1 " + hexed('通知'), '通知'),
    'unicode_with_one_byte_behind': (r"\u20844\'3f\u25991 ?。".replace('。', r"\u12290\'a1"), '公文。'),
    'unicode_with_two_bytes_behind': (r"\uc2\u20844" + hexed('公') + r'\u25991' + hexed('文'), '公文'),
    'two_bytes_behind_counted_as_one': (r"\uc1\u20844" + hexed('公') + 'x', '公x'),
    'negative_and_surrogates': (r'\u-3?\u-10179?\u-8694?', '\ufffd\U0001f60a'),
    'no_fallback': (r'\uc0\u20844\u25991', '公文'),
    'fallback_ends_with_the_group': (r'{\uc3\u20844 a}b', '公b'),
    'unicode_form_of_a_pair': (r'{\upr{\'3f\'3f}{\*\ud{\u20844?}}}后', '公后'),
    'special_characters': (r'\ldblquote\rdblquote\emdash\~\_\{\tab\line 甲', '“”—\xa0-{\t\n甲'),
    'unknown_destination_is_skipped': (r'甲{\*\unknown 乙{丙}}丁', '甲丁'),
    'binary_is_skipped': (r'甲{\*\x \bin3 }}}}乙', '甲乙'),
    'deleted_text': (r'甲{\deleted 乙}{\revised 丙}', '甲丙'),
    'symbol_font': (r"{\f2\'fe}是{\f3 \u-3933?\'52}否", '☑是□☑否'),
    'symbol_field': (r'{\field{\*\fldinst SYMBOL 254 \\f "Wingdings" \\s 12}{\fldrslt\f2 \'fe}}是', '☑是'),
    'symbol_field_two': (r'{\field{\*\fldinst{SYMBOL 163 \\f "Wingdings 2"}}{\fldrslt}}否', '□否'),
    'field_result': (r'{\field{\*\fldinst DATE}{\fldrslt 二〇二六年}}', '二〇二六年'),
    'page_number': (r'见{\field{\*\fldinst PAGE}{\fldrslt 3}}表', '见表'),
    'nested_field': (r'{\field{\*\fldinst IF {\field{\*\fldinst X}{\fldrslt 暗}}}{\fldrslt 明}}', '明'),
    'ruby_base': (r'{\field{\*\fldinst EQ \\* jc2 \\o\\ad(\\s\\up 9(zhong),中)}{\fldrslt}}华', '中华'),
    'overlaid_box': (r'{\field{\*\fldinst eq \\o\\ac(□,√)}{\fldrslt}}是', '☑是'),
    'ticked_form_box': (FORM % (1, 0) + '是', '☑是'),
    'form_box_by_default': (FORM % (25, 1) + FORM % (0, 1), '☑□'),
    'form_list': (
        r'{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl 一}{\*\ffl 二}}}}{\fldrslt}}',
        '二',
    ),
    'label_as_drawn': (LABEL % '一、' + 'x', '一、x'),
    'label_ending_in_a_digit': (LABEL % '1' + '甲', '1 甲'),
    'old_bullet': (r"{\pntext\f2\'B7\tab}甲", '甲'),
    'power_and_fraction': (r'{\*\moMath{\msSup{\me{\mr x}}{\msup{\mr 2}}}}', 'x^2'),
}  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def read_it(body, **more):
        blocks, pages, problems = read_rtf.read(rtf(tmp_path / 'a.doc', body, **more))
        assert pages is None
        return blocks, problems

    return read_it


@pytest.mark.parametrize(('body', 'text'), INLINE.values(), ids=INLINE)
def test_inline_markup(read, body, text):
    assert texts(read(rf'\pard {body}\par')[0]) == [text]


@pytest.mark.parametrize('encoding', ['gbk', 'utf-8'])
def test_bytes_written_raw(read, encoding):
    body = '关于亇进乗的通知{\\b 甲}\\par'
    assert texts(read(body.encode(encoding))[0]) == ['关于亇进乗的通知甲']


def test_chinese_said_to_be_western_is_read_and_doubted(read):
    blocks, problems = read(rf'\f0 {hexed("关于印发办法的通知")}\par', head=r'{\rtf1\ansi\ansicpg1252')
    assert texts(blocks) == ['关于印发办法的通知']
    assert [each.code for each in problems] == ['encoding_guessed']


def test_western_letters_stay_western(read):
    assert texts(read(r"\f0 caf\'e9 \'b7 na\'efve\par", head=r'{\rtf1\ansi\ansicpg1252')[0]) == [
        'café · naïve'
    ]


def test_hidden_and_struck_text_is_told(read):
    blocks, problems = read(r'明{\v 暗}{\strike 删}\par')
    assert texts(blocks) == ['明']
    assert {each.code for each in problems} == {'hidden_text', 'struck_text'}


def test_box_without_a_state_is_told(read):
    _, problems = read(r'{\field{\*\fldinst FORMCHECKBOX}{\fldrslt}}同意\par')
    assert [each.code for each in problems] == ['checkbox_unclear']


def test_text_box_stands_once_after_its_paragraph(read):
    blocks, _ = read(rf'甲{BOX}乙\par')
    assert [(each.where.part, each.text) for each in blocks] == [('body', '甲乙'), ('textbox', '框内')]


def test_notes_headers_and_comments(read):
    blocks, _ = read(
        r'{\header 眉\par}{\footerf 脚\chpgn\par}正{\footnote\chftn 注\par}{\footnote\ftnalt 尾\par}'
        r'{\*\annotation 批\par}文\par'
    )
    assert [(each.where.part, each.text) for each in blocks] == [
        ('body', '正文'),
        ('footnote', '注'),
        ('endnote', '尾'),
        ('comment', '批'),
        ('header', '眉'),
        ('footer', '脚'),
    ]


def test_labels_are_counted_where_the_file_does_not_draw_them(read):
    table = (
        r'{\*\listtable{\list{\listlevel\levelnfc39\levelstartat1\levelfollow2{\leveltext \'02\'00\u12289?;}'
        r"{\levelnumbers\'01;}}{\listlevel\levelnfc0\levelstartat1{\leveltext \'03\'00.\'01;}}\listid7}}"
        r'{\*\listoverridetable{\listoverride\listid7\ls1}'
        r'{\listoverride\listid7\listoverridecount1{\lfolevel\listoverridestartat\levelstartat5}\ls2}}'
    )
    body = r'\pard\ls1 甲\par\pard\ls1 乙\par\pard\ls1\ilvl1 丙\par\pard 丁\par\pard\ls2 戊\par'
    assert texts(read(table + body)[0]) == ['一、甲', '二、乙', '二.1 丙', '丁', '五、戊']


def test_a_file_cut_short_is_read_as_far_as_it_goes(tmp_path):
    path = rtf(tmp_path / 'a.rtf', r'\pard 甲\par{\b 乙丙')
    path.write_bytes(path.read_bytes()[:-1])
    blocks, _, problems = read_rtf.read(path)
    assert texts(blocks) == ['甲', '乙丙']
    assert [each.code for each in problems] == ['truncated']


def test_text_after_the_end_is_told(tmp_path):
    path = rtf(tmp_path / 'a.rtf', r'甲\par')
    path.write_bytes(path.read_bytes() + b'\r\n\0\\par }')
    assert read_rtf.read(path)[2] == ()
    path.write_bytes(path.read_bytes() + b'more}')
    assert [each.code for each in read_rtf.read(path)[2]] == ['text_after_end']


def test_what_is_no_rtf_is_damaged(tmp_path):
    path = tmp_path / 'a.rtf'
    path.write_bytes(b'{\\rt garbage')
    with pytest.raises(Damaged):
        read_rtf.read(path)


def test_pictures_alone_need_recognition(read):
    with pytest.raises(Unsupported) as caught:
        read(r'{\pict\pngblip 89504e47}\par')
    assert caught.value.code == 'needs_ocr'


def test_groups_beyond_reason_are_refused(read):
    with pytest.raises(Damaged):
        read('{' * 20_000)


def test_score_by_content():
    assert read_rtf.score(b'\xef\xbb\xbf\r\n{\\rtf1', 'a.doc') == 100
    assert read_rtf.score(b'\xd0\xcf\x11\xe0', 'a.rtf') is None


def test_reading_takes_time_in_proportion(tmp_path):
    began = time.process_time()
    read_rtf.read(rtf(tmp_path / 'a.rtf', r'\trowd\cellx1{\field{\*\fldinst {\shp{\*\x ' * 3_000))
    read_rtf.read(rtf(tmp_path / 'b.rtf', r'\u20844?\par' * 20_000))
    assert time.process_time() - began < 10


@given(st.lists(st.sampled_from(
    [r'\par ', r'\cell ', r'\row ', r'\trowd ', r'\cellx9 ', r'\intbl ', r'\itap2 ', r'\nestcell ',
     r'{\*\nesttableprops\trowd\cellx5\nestrow}', '{', '}', r'{\field', r'{\*\fldinst ', r'{\fldrslt ',
     r'{\shptxt ', r'{\footnote ', r'{\header ', r'\u-10179?', r"\'b9", r'\ls1 ', r'{\listtext 1}', '甲',
     r'\clvmrg ', r'\clmrg ', r'{\upr', r'{\sp{\sn gtextUNICODE}{\sv x}}', '\\', r'\bin9999 ', r'{\*\ffl ']
)))  # fmt: skip
def test_any_order_of_words_is_read_or_refused(parts):
    with contextlib.suppress(ShoufaError):
        read_docx.read_package(read_rtf.bytes_to_package(rb'{\rtf1 ' + escaped(''.join(parts)).encode()))


def test_real_form_and_notice(shared):
    folder = shared / 'corpus' / 'readers'
    blocks, _, problems = read_rtf.read(folder / 'form.rtf')
    table = next(block for block in blocks if isinstance(block, Table))
    found = {(c.row, c.col, c.rowspan, c.colspan, ''.join(c.text.split())) for c in table.cells}
    truth = json.loads((folder / 'form.truth.json').read_text('utf-8'))
    assert found == {(*place, ''.join(text.split())) for *place, text in truth}
    assert problems == ()
    blocks, _, _ = read_rtf.read(folder / 'notice2.rtf')
    said = '\n'.join(block.text for block in blocks if isinstance(block, Paragraph))
    assert _bare(said) == _bare((folder / 'notice2.truth.txt').read_text('utf-8'))


def _bare(text):
    return ''.join(unicodedata.normalize('NFKC', text).split())


def test_as_libreoffice_converts_a_docx(tmp_path, convert):
    numbers = build.levels(('chineseCountingThousand', '%1、'), ('decimal', '%2.'))
    body = (
        build.p('示例省示例市甲县')
        + build.numbered('目的')
        + build.numbered('范围', 1)
        + '<w:tbl><w:tblPr/><w:tblGrid>'
        + '<w:gridCol w:w="2000"/>' * 3
        + '</w:tblGrid>'
        + ''.join(
            (
                build.tr(build.tc('名称', '<w:gridSpan w:val="2"/>'), '丙'),
                build.tr(build.tc('左', '<w:vMerge w:val="restart"/>'), '□是 ☑否', '丁'),
                build.tr(build.tc('', '<w:vMerge/>'), '戊', '己'),
            )
        )
        + '</w:tbl>'
        + build.p('完')
    )
    source = build.docx(tmp_path / 'a.docx', body, parts={'numbering': numbers})
    (made,) = convert(tmp_path, 'rtf', source)
    ours, _, _ = read_rtf.read(made)
    assert ours == read_docx.read(source)[0]
