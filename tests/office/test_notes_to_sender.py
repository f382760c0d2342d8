"""The note to a sender: what failed, by cell, without a person's data."""

import pytest
from docx import Document

from model.errors import UsageFault
from model.place import Value, Where
from model.register import HeldRow, ReviewItem
from model.serialise import to_plain
from office.collecting import collect, collection_named
from office.notes_to_sender import note_to_lines, notes_for, write_note
from store import reviews, rows
from store.engine import atomic
from tests.office.collected import entered, listed, picture

FORM = 'party_building_survey'


def noted(place, wanted):
    collected = collect(place, collection_named(place, FORM))
    unit, notes = notes_for(place, collected, wanted)
    return note_to_lines(place, unit, '党建情况调查表', notes)


def cell(name):
    return Where(sheet='表1', cell=name)


@pytest.fixture
def faulty(place):
    """A return of 甲县: a sum that fails, an unknown name, a telephone, a question of ours."""
    number = listed(place, '2026-03-12', '甲县/附件1.xlsx', ['示例市甲一商会'], state='held', form=FORM)
    values = {
        'members_total': Value('５', 5, cell('C5')),
        'legal_rep_phone': Value('13900000000', None, cell('H5'), 0.0, ('号码不对',)),
    }
    row = HeldRow(
        register_number=number,
        row=5,
        name='示例市甲一商会',
        code=None,
        region='甲县',
        subject=None,
        state='held',
        values=to_plain(values),
        where=to_plain(cell('A5')),
    )

    def item(kind, field, reason, where):
        return ReviewItem(
            kind=kind,
            about='示例市甲一商会',
            register_number=number,
            row=5,
            field=field,
            reasons=(reason,),
            where=to_plain(where),
        )

    with atomic(place.engine) as connection:
        for one in reviews.list_items(connection):
            reviews.supersede(connection, one.number)
        rows.replace_all(connection, number, [row])
        for one in (
            item('check', 'C02', '党员总数5与正式4、预备0之和4不符', cell('C5')),
            item('match', 'organisation', '台账里没有这个名称或代码', cell('A5')),
            item('reading', 'legal_rep_phone', '原文“13900000000”：号码不对', cell('H5')),
            item('reading', 'x', '身份证号110101190001010000不应填写', cell('J5')),
            item('layout', 'abc', '版式待对应', cell('A1')),
            item('reading', 'prose_report', '请对照原文核对', Where()),
        ):
            reviews.add(connection, one, place.now())
    return number


def test_each_fault_has_its_place_its_reason_and_what_to_do(place, faulty):
    lines = noted(place, '甲县')
    assert lines[0] == '甲县：'
    assert lines[1] == '你单位报送的党建情况调查表有4处需要核对，具体如下：'
    assert lines[2] == '文件“附件1.xlsx”：'
    assert lines[3] == (
        '1. 工作表“表1”第5行“党员总数”一栏（C5），示例市甲一商会：填写为“５”，'
        '党员总数5与正式4、预备0之和4不符。请核对有关各栏，改正不一致的数。'
    )
    assert '填写为“示例市甲一商会”，台账里没有这个名称或代码。请按登记证书填写' in lines[4]
    assert lines[-2] == '请更正后重新报送整份文件，文件名中注明“更正”。'
    assert lines[-1] == '联系：社会组织科，电话0000-1234502。'


def test_nothing_personal_is_in_it(place, faulty):
    text = '\n'.join(noted(place, '甲县'))
    assert '13900000000' not in text
    assert '110101190001010000' not in text
    assert '版式' not in text
    assert '对照原文' not in text


def test_a_register_number_gives_the_same(place, faulty):
    assert noted(place, str(faulty)) == noted(place, '甲县')


def test_a_picture_is_asked_for_as_a_table(place):
    picture(place, '2026-03-12', '丙县/照片.jpg')
    lines = noted(place, '丙县')
    assert '文件“照片.jpg”：' in lines
    assert any('是图片或扫描件' in line and '.xlsx' in line for line in lines)


def test_what_is_another_paper_is_not_asked_for_as_a_table(place):
    entered(place, '2026-03-12', '丙县/材料.docx', kind='other')
    (line,) = (line for line in noted(place, '丙县') if line.startswith('1. '))
    assert '是否发错了文件' in line
    assert '图片' not in line


def test_without_faults_there_is_nothing_to_correct(place):
    listed(place, '2026-03-12', '乙县/附件1.xlsx', ['乙一'], form=FORM)
    assert noted(place, '乙县') == ['乙县：你单位报送的党建情况调查表没有需要更正的问题。']


@pytest.mark.parametrize('wanted', ['丁县', '99'])
def test_an_unknown_unit_or_number_is_refused(place, wanted):
    with pytest.raises(UsageFault):
        noted(place, wanted)


def test_it_is_written_as_a_document_or_a_text(place, faulty, tmp_path):
    lines = noted(place, '甲县')
    path = write_note(lines, tmp_path / '说明.docx')
    assert [one.text for one in Document(str(path)).paragraphs] == lines
    assert write_note(lines, tmp_path / '说明.docx').name == '说明~2.docx'
    assert write_note(lines, tmp_path / '说明.txt').read_text('utf-8-sig').splitlines() == lines
    with pytest.raises(UsageFault):
        write_note(lines, tmp_path / '说明.pdf')
