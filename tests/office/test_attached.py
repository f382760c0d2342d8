"""An attachment that comes in apart is joined to its notice, and the question for it closes (G19)."""

import datetime as dt

import pytest
from docx import Document

from model.errors import UsageFault
from model.notice import Notice
from office import registering
from office.attached import MISSING, missing_name
from office.intake import take_in
from office.uniting import join, part_again
from store import obligations, register, reviews
from store.engine import reading
from tests.office.conftest import NOTICE

WITH_ATTACHMENT = (*NOTICE[:8], '附件：1.社会组织党建工作台账样表', '　　　2.填表说明', *NOTICE[8:])


@pytest.fixture
def paper(rooms):
    """paper('附件1.docx', lines...): a short paper that is no notice."""

    def write(name, *lines):
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        path = rooms.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        document.save(path)

    return write


def run(place):
    return [outcome.status for outcome in take_in(place)]


def parts(place):
    with reading(place.engine) as connection:
        return {entry.file: entry.part_of for entry in register.list_entries(connection)}


def numbers(place, *files):
    with reading(place.engine) as connection:
        listed = {entry.file: entry.number for entry in register.list_entries(connection)}
    return [listed[file] for file in files]


def is_asked(place, number):
    with reading(place.engine) as connection:
        return MISSING in {item.field for item in reviews.list_items(connection, register_number=number)}


NAMED = Notice(attachments=('台账样表', '填表说明'), missing_attachments=('台账样表', '填表说明'))


@pytest.mark.parametrize(
    ('file', 'title', 'name'),
    [
        ('台账样表.docx', None, '台账样表'),
        ('附件1：台账样表.xlsx', None, '台账样表'),
        ('附件2.docx', None, '填表说明'),
        ('附件二.docx', None, '填表说明'),
        ('扫描.docx', '填表说明', '填表说明'),
        ('附件2.docx', '一、按实际填写。', '填表说明'),
        ('附件2.docx', '附件2：填表说明（试行）', '填表说明'),
        ('附件2.xlsx', '年检材料清单', None),
        ('附件2.xlsx', '台账样表', '台账样表'),
        ('附件.docx', None, None),
        ('附件3.docx', None, None),
        ('会议通知.docx', None, None),
        ('', '台账', None),
    ],
)
def test_which_missing_attachment_a_file_is(file, title, name):
    assert missing_name(NAMED, file, title) == name


def test_an_attachment_that_comes_later_closes_the_question(place, notice, paper):
    notice('通知.docx', *WITH_ATTACHMENT)
    assert run(place) == ['registered']
    assert is_asked(place, 1)
    paper('社会组织党建工作台账样表.docx', '社会组织党建工作台账样表', '单位名称：')
    run(place)
    assert is_asked(place, 1)
    paper('附件2.docx', '填表说明', '一、按实际填写。')
    run(place)
    assert parts(place) == {'通知.docx': None, '社会组织党建工作台账样表.docx': 1, '附件2.docx': 1}
    assert not is_asked(place, 1)


def test_an_attachment_may_come_in_before_its_notice(place, notice, paper):
    paper('附件1 社会组织党建工作台账样表.docx', '单位名称：')
    paper('附件2 填表说明.docx', '一、按实际填写。')
    run(place)
    notice('通知.docx', *WITH_ATTACHMENT)
    run(place)
    assert set(parts(place).values()) == {None, 3}
    assert not is_asked(place, 3)


def test_a_bare_name_counts_in_the_notices_own_folder_only(place, notice, paper):
    notice('省厅/通知.docx', *WITH_ATTACHMENT)
    run(place)
    paper('甲县/附件2.docx', '情况说明')
    paper('省厅/附件2.docx', '一、按实际填写。')
    run(place)
    assert parts(place) == {'省厅/通知.docx': None, '甲县/附件2.docx': None, '省厅/附件2.docx': 1}


@pytest.fixture
def sheet(rooms):
    """sheet('附件1.xlsx', rows..., name='台账'): a workbook of one sheet."""

    def write(file, *rows, name='Sheet1'):
        from openpyxl import Workbook

        book = Workbook()
        book.active.title = name
        for row in rows:
            book.active.append(row)
        book.save(rooms.inbox / file)

    return write


HEADS = ('序号', '社会组织名称', '是否建立党组织')
ONE = (*NOTICE[:8], '附件：1.社会组织党建工作台账', *NOTICE[8:])


def asked_whose(place, file):
    with reading(place.engine) as connection:
        items = reviews.list_items(connection)
    return [item.reasons[0] for item in items if (item.about, item.field) == (file, 'attachment_of')]


@pytest.mark.parametrize('first', ['通知.docx', '附件1.xlsx'])
def test_a_bare_name_over_another_title_is_a_suggestion_only(place, notice, sheet, first):
    for file in sorted(('通知.docx', '附件1.xlsx'), key=lambda file: file != first):
        if file == '通知.docx':
            notice(file, *ONE)
        else:
            sheet(file, ('另一张表格',), HEADS)
        run(place)
    assert set(parts(place).values()) == {None}
    assert len(asked_whose(place, '附件1.xlsx')) == 1
    sheet('附件1.社会组织党建工作台账.xlsx', ('社会组织党建工作台账',), HEADS)
    run(place)
    assert [file for file, whole in parts(place).items() if whole] == ['附件1.社会组织党建工作台账.xlsx']
    assert asked_whose(place, '附件1.xlsx') == []


def test_a_file_that_tells_its_name_takes_the_place_of_a_guess(place, notice, sheet):
    notice('通知.docx', *ONE)
    run(place)
    sheet('附件1.xlsx', HEADS)
    run(place)
    assert parts(place)['附件1.xlsx'] == 1
    sheet('社会组织党建工作台账.xlsx', HEADS, ('', '', ''))
    run(place)
    assert parts(place) == {'通知.docx': None, '附件1.xlsx': None, '社会组织党建工作台账.xlsx': 1}
    assert not is_asked(place, 1)


def test_what_a_person_joined_stays_beside_a_better_name(place, notice, sheet):
    notice('通知.docx', *ONE)
    run(place)
    sheet('附件1.xlsx', ('另一张表格',), HEADS)
    run(place)
    join(place, 1, [2])
    assert not is_asked(place, 1)
    sheet('社会组织党建工作台账.xlsx', HEADS, ('', '', ''))
    run(place)
    assert parts(place) == {'通知.docx': None, '附件1.xlsx': 1, '社会组织党建工作台账.xlsx': 1}


def test_a_sheet_without_a_title_is_called_by_its_own_name(place, notice, sheet):
    notice('通知.docx', *ONE)
    run(place)
    sheet('附件1.xlsx', HEADS, name='福利彩票销售')
    sheet('表.xlsx', HEADS, ('', '', ''), name='社会组织党建工作台账')
    run(place)
    assert parts(place) == {'通知.docx': None, '附件1.xlsx': None, '表.xlsx': 1}


def test_a_filled_form_is_no_attachment_of_the_notice(with_ledger, notice, survey):
    notice('通知.docx', *WITH_ATTACHMENT)
    survey('附件1.xlsx', (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否'))
    run(with_ledger)
    assert set(parts(with_ledger).values()) == {None}


def test_of_two_notices_that_lack_it_a_person_says_which(place, notice, paper):
    notice('1.docx', *WITH_ATTACHMENT)
    notice('2.docx', NOTICE[0], '示民函〔2026〕13号', '示例省民政厅关于核对台账的通知', *WITH_ATTACHMENT[3:])
    run(place)
    paper('填表说明.docx', '填表说明')
    run(place)
    assert set(parts(place).values()) == {None}
    with reading(place.engine) as connection:
        (item,) = [item for item in reviews.list_items(connection) if item.field == 'attachment_of']
    join(place, 2, [item.register_number or 0])
    assert parts(place)['填表说明.docx'] == 2
    with reading(place.engine) as connection:
        assert reviews.get(connection, item.number).state == 'superseded'


def picture(place, name, colour):
    from PIL import Image

    Image.new('RGB', (60, 80), colour).save(place.rooms.inbox / name)


def test_photographs_are_joined_by_a_person_and_parted_again(place, notice, blind):
    notice('通知.docx')
    for number, colour in enumerate(('white', 'grey', 'black')):
        picture(place, f'照片{number}.png', colour)
    assert sorted(run(place)) == ['registered', 'waiting', 'waiting', 'waiting']
    whole, *others = numbers(place, '通知.docx', '照片0.png', '照片1.png', '照片2.png')
    join(place, whole, others)
    with reading(place.engine) as connection:
        assert {entry.state for entry in register.list_entries(connection)} == {'done'}
    part_again(place, whole, others[:1])
    with reading(place.engine) as connection:
        assert register.get(connection, others[0]).state == 'awaiting_recognition'


def test_pictures_named_alike_are_suggested_and_no_others(place, notice, blind):
    notice('1通知.docx')
    for name in ('1通知.png', 'IMG_0001.png', 'IMG_0002.png', '扫描.png'):
        picture(place, name, (len(name), name.count('2'), 0))
    run(place)
    with reading(place.engine) as connection:
        asked = [item.about for item in reviews.list_items(connection) if item.field == 'maybe_copy']
    assert sorted(asked) == ['1通知.png', 'IMG_0002.png']


def test_a_picture_takes_over_the_text_joined_to_it(place, notice, blind):
    picture(place, '1扫描.png', 'white')
    notice('2通知.docx')
    run(place)
    scan, text = numbers(place, '1扫描.png', '2通知.docx')
    join(place, scan, [text])
    with reading(place.engine) as connection:
        entry = register.get(connection, scan)
        assert (entry.state, entry.doc_number) == ('done', '示民函〔2026〕12号')
        assert {duty.register_number for duty in obligations.list_duties(connection)} == {scan}


def test_what_is_joined_already_is_not_joined_elsewhere(place, notice, blind):
    for number in range(3):
        picture(place, f'{number}.png', (number, 0, 0))
    run(place)
    join(place, 1, [2])
    for whole, others in ((3, [2]), (2, [3]), (3, [1]), (1, [1])):
        with pytest.raises(UsageFault):
            join(place, whole, others)
    with pytest.raises(UsageFault):
        part_again(place, 1, [3])


def test_a_misdirected_notice_is_counted_and_makes_no_duty(place, notice):
    notice('通知.docx', *(line.replace('各市民政局', '示例市体育局') for line in NOTICE))
    assert run(place) == ['misdirected']
    shown = registering.show(place, 1)
    assert {duty.ours for duty in shown.duties} == {'know'}
    assert '误送' in (shown.entry.note or '')
    registering.send_back(place, 1, '示例省民政厅', dt.date(2026, 3, 13), '主送体育局')
    shown = registering.show(place, 1)
    assert (shown.entry.state, shown.duties, shown.review) == ('returned', (), ())
    assert shown.entry.note == '2026-03-13 退回 示例省民政厅：主送体育局'
