"""Number, date and signer find their open places, however a person's program split the text."""

import datetime as dt
import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import Damaged
from outgoing.pack_zip import unpack
from outgoing.stamping import NotOpen, Stamp, open_places, stamped
from tests.outgoing.papers import box, cell, docx, letter, line, report, run, texts

DAY = dt.date(2026, 3, 19)
STAMP = Stamp(21, DAY, DAY, '示例一')


def stamp(data, stamp=STAMP, *, numbered=True, needs_signer=False):
    open_places(data, numbered=numbered, signed_by=stamp.signed_by, needs_signer=needs_signer)
    return stamped(data, stamp)


def test_a_letter_gets_number_date_and_printing_day():
    said = texts(stamp(letter()))
    assert said[1] == '示民党函〔2026〕21号'
    assert said[-3:] == ['中共示例市民政局党组', '2026年3月19日', '示例市民政局办公室\t2026年3月19日印发']
    assert '根据示民函〔2026〕12号文件要求' in said[4]


def test_a_printing_day_of_its_own():
    said = texts(stamp(letter(), Stamp(21, DAY, dt.date(2026, 3, 20), '示例一')))
    assert said[-2:] == ['2026年3月19日', '示例市民政局办公室\t2026年3月20日印发']


def test_everything_else_stays_byte_for_byte():
    before, after = unpack(letter()), unpack(stamp(letter()))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {'word/document.xml'}
    assert '示例二'.encode() not in before['docProps/core.xml']


def test_core_properties_that_a_person_left_stay():
    data = letter()
    members = unpack(data) | {'docProps/core.xml': '<x>示例二</x>'.encode()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w') as package:
        for name, member in members.items():
            package.writestr(name, member)
    assert unpack(stamp(stream.getvalue()))['docProps/core.xml'] == '<x>示例二</x>'.encode()


@given(st.lists(st.integers(0, 11), max_size=6), st.lists(st.integers(0, 9), max_size=5))
def test_however_the_runs_are_split(number_cuts, date_cuts):
    def split(text, cuts):
        marks = sorted({0, len(text), *(cut for cut in cuts if cut <= len(text))})
        return line(*(text[a:b] for a, b in pairwise(marks)))

    data = docx(split('示民党函〔2026〕　号', number_cuts), split('2026年　月　日', date_cuts))
    assert texts(stamp(data)) == ['示民党函〔2026〕21号', '2026年3月19日']


@pytest.mark.parametrize(
    ('written', 'printed'),
    [
        ('示民函〔2026〕号', '示民函〔2026〕21号'),
        ('示民函〔2026〕    号', '示民函〔2026〕21号'),
        ('示民函〔2026〕××号', '示民函〔2026〕21号'),
        ('示民函[2026]　号', '示民函〔2026〕21号'),
        ('示民函〔2025〕　号', '示民函〔2026〕21号'),
    ],
)
def test_the_gap_may_be_written_in_many_ways(written, printed):
    assert texts(stamp(docx(line(written), line('2026年  月  日'))))[0] == printed


def test_a_tab_in_the_gap_goes():
    data = docx(line('示民函〔2026〕', '\t', '号'), line('2026年', '\t', '月', '\t', '日'))
    assert texts(stamp(data)) == ['示民函〔2026〕21号', '2026年3月19日']


def test_a_text_box_and_its_second_copy_are_one_place():
    said = texts(stamp(docx(box(line('示民函〔2026〕　号')), line('2026年　月　日'))))
    assert said.count('示民函〔2026〕21号') == 2


def test_a_number_in_a_header_is_found():
    data = docx(line('正文'), line('2026年　月　日'), header1=line('示民函〔2026〕　号'))
    assert texts(stamp(data), 'word/header1.xml') == ['示民函〔2026〕21号']


def test_the_signer_stands_in_his_own_run():
    data = report(run('签发人：') + '<w:r><w:rPr><w:b/></w:rPr><w:t>　</w:t></w:r>')
    after = unpack(stamp(data, needs_signer=True))['word/document.xml'].decode()
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">示例一</w:t>' in after
    assert '示民报〔2026〕21号\t签发人：示例一' in texts(stamp(report(), needs_signer=True))


@pytest.mark.parametrize(
    ('data', 'told'),
    [
        (docx(line('示民函〔2026〕7号'), line('2026年　月　日')), '找不到待编的发文字号'),
        (docx(line('示民函〔2026〕　号'), line('2026年3月1日')), '找不到待填的成文日期'),
        (docx(line('示民函〔2026〕　号'), line('示民〔2026〕　号'), line('2026年　月　日')), '有2处'),
        (docx(line('示民函〔2026〕　号'), line('2026年　月　日'), line('2026年　月　日')), '有2处'),
        (
            docx(line('示民函〔2026〕　号'), line('请于2026年　月　日前报。'), line('2026年　月　日')),
            '还没填',
        ),
        (
            docx(line('示民函〔2026〕　号'), line('2026年　月　日'), '<w:p><w:ins><w:r/></w:ins></w:p>'),
            '修订痕迹',
        ),
        (
            docx(
                line('示民函〔2026〕　号'), line('2026年　月　日'), line('<w:r><w:commentReference/></w:r>')
            ),
            '批注',
        ),
    ],
)
def test_what_is_not_open_exactly_once_is_refused(data, told):
    with pytest.raises(NotOpen, match=told.replace('还没填', '还有没填')):
        open_places(data, numbered=True, signed_by='示例一')


def test_a_report_shows_who_signed_it():
    with pytest.raises(NotOpen, match='签发人'):
        open_places(report(signer=''), numbered=True, signed_by='示例一', needs_signer=True)
    with pytest.raises(NotOpen, match='示例三'):
        open_places(report(signer='签发人：示例三'), numbered=True, signed_by='示例一', needs_signer=True)


def test_those_who_signed_a_joint_paper_may_stand_there_already():
    data = report(signer='签发人：\t示例一\t示 例二')
    open_places(data, numbered=True, signed_by='示例一、示例二', needs_signer=True)
    with pytest.raises(NotOpen, match='不符'):
        open_places(data, numbered=True, signed_by='示例一', needs_signer=True)


def test_a_list_bears_a_date_and_no_number():
    data = docx(line('转办清单'), line('（2026年　月　日）'), cell(line('2026年　月　日办结')))
    found = open_places(data, numbered=False, signed_by='示例一')
    assert found.code is None
    said = texts(stamped(data, Stamp(None, DAY, DAY, '示例一')))
    assert said == ['转办清单', '（2026年3月19日）', '2026年　月　日办结']


def test_a_list_may_say_what_its_date_is():
    data = docx(cell(line('填表单位：示例市民政局'), line('填表日期：', '2026年　月　日')))
    open_places(data, numbered=False, signed_by='示例一')
    assert texts(stamped(data, Stamp(None, DAY, DAY, '示例一')))[1] == '填表日期：2026年3月19日'


@pytest.mark.parametrize('data', [b'', b'PK\x03\x04 broken', b'not a package'])
def test_what_is_no_docx_is_told(data):
    with pytest.raises(Damaged, match='docx'):
        open_places(data, numbered=True, signed_by='示例一')
