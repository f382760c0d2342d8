"""Photographs: suggested as pages of one paper, joined by a person, recognised when that is possible (G9)."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from extractors.readers.scans import stack
from model.errors import SecrecyMark, UsageFault
from model.register import Entry
from office import registering
from office.answering import how_to_answer
from office.copying import ask_same_name, is_whole
from office.inbox import Arrival
from office.intake import take_in
from office.photographs import follows, suggested
from office.uniting import join, part_again
from store import copies, obligations, pages, register, reviews
from store.engine import atomic, reading
from tests.office.conftest import NOTICE

LEAVES = (NOTICE[:5], NOTICE[5:8], NOTICE[8:])


def statuses(place, **wishes):
    return [outcome.status for outcome in take_in(place, **wishes)]


def held(place):
    """Entries, copies, duties and the fields asked about."""
    with reading(place.engine) as connection:
        return (
            register.list_entries(connection),
            copies.list_copies(connection),
            obligations.list_duties(connection),
            [item.field for item in reviews.list_items(connection)],
        )


@pytest.fixture
def leaves(place, shoot):
    """The notice in three photographs in the inbox."""
    inbox = place.rooms.inbox
    return [shoot(inbox / f'照片{number}.png', *lines) for number, lines in enumerate(LEAVES, start=1)]


@pytest.mark.parametrize(
    ('one', 'two'),
    [
        ('IMG_0001.jpg', 'IMG_0002.jpg'),
        ('照片9.jpg', '照片10.jpg'),
        ('甲县/扫描（1）.png', '甲县/扫描（2）.png'),
        ('第一页.jpg', '第二页.jpg'),
        ('1.jpg', '2.jpg'),
        ('IMG_20260313_093012.jpg', 'IMG_20260313_093058.jpg'),
        ('微信图片_20260313093012.jpg', '微信图片_20260313093012_1.jpg'),
        ('mmexport1773365412345.jpg', 'mmexport1773365433345.jpg'),
    ],
)
def test_names_that_follow_each_other(one, two):
    assert follows(one, two)


@pytest.mark.parametrize(
    ('one', 'two'),
    [
        ('IMG_0001.jpg', 'IMG_0003.jpg'),
        ('IMG_0002.jpg', 'IMG_0001.jpg'),
        ('甲县/IMG_0001.jpg', '乙县/IMG_0002.jpg'),
        ('附件1.jpg', '附件2.jpg'),
        ('IMG_20260313_093012.jpg', 'IMG_20260313_094530.jpg'),
        ('甲县.jpg', '乙县.jpg'),
    ],
)
def test_names_that_do_not(one, two):
    assert not follows(one, two)


def test_pages_are_put_in_the_order_of_their_numbers(tmp_path):
    names = ['照片10.jpg', '照片9.jpg', '照片8.jpg', '别的.jpg', '照片1.jpg']
    groups = suggested(Arrival(tmp_path / name, name, None) for name in names)
    found = [[PurePosixPath(one.file).stem for one in group] for group in groups]
    assert sorted(found) == [['别的'], ['照片1'], ['照片8', '照片9', '照片10']]


def test_photographs_that_a_person_calls_one_paper_are_one_entry(place, leaves):
    asked: list[list[str]] = []

    def yes(files):
        asked.append(list(files))
        return True

    assert statuses(place, together=yes) == ['registered']
    assert asked == [['照片1.png', '照片2.png', '照片3.png']]
    (entry,), further, duties, questions = held(place)
    assert (entry.doc_number, len(duties), further) == ('示民函〔2026〕12号', 2, [])
    assert 'maybe_copy' not in questions
    with reading(place.engine) as connection:
        listed = pages.list_pages(connection, 1)
    assert [one.file for one in listed] == ['照片1.png', '照片2.png', '照片3.png']
    assert all((place.rooms.archive / one.archived_as).is_file() for one in listed)
    assert list(place.rooms.inbox.iterdir()) == []


def test_each_photograph_of_a_paper_that_comes_again_is_known(place, leaves):
    data = {path: path.read_bytes() for path in leaves}
    statuses(place, together=lambda _: True)
    for path in leaves[1:]:
        path.write_bytes(data[path])
    assert statuses(place, together=lambda _: True) == ['duplicate', 'duplicate']
    assert len(held(place)[0]) == 1


def test_reading_again_reads_the_pages_together(place, leaves):
    statuses(place, together=lambda _: True)
    before = held(place)
    registering.reread(place, 1)
    assert held(place)[:3] == before[:3]


def test_photographs_of_a_registered_notice_are_one_copy(place, notice, leaves):
    notice('通知.docx')
    assert statuses(place, together=lambda _: True) == ['registered', 'copy']
    (entry,), (copy,), duties, _ = held(place)
    assert (entry.format, copy.file, len(duties)) == ('docx', '照片1.png', 2)
    registering.reread(place, 1)
    assert len(held(place)[2]) == 2


def test_unconfirmed_they_are_single_and_asked_about(place, leaves):
    assert statuses(place) == ['registered'] * 3
    with reading(place.engine) as connection:
        (item,) = [one for one in reviews.list_items(connection) if one.field == 'maybe_copy']
    assert item.value == [1, 2, 3]
    assert 'shoufa register join 1 2 3。' in item.reasons[0]
    assert how_to_answer(place, item).startswith("是同一份：shoufa register join 1 2 3；不采用：")


def test_each_page_is_told_its_place_and_one_that_is_a_form_after_all_leaves_the_question(place, leaves):
    statuses(place)
    _, second, third = held(place)[0]
    with atomic(place.engine) as connection:
        assert ask_same_name(place, connection, third) == "；像是第1号的第3页，见待核1"
        for entry, left in ((third, [[1, 2]]), (second, [])):
            ask_same_name(place, connection, replace(entry, kind='return', form='registration'))
            asked = [one.value for one in reviews.list_items(connection) if one.field == 'maybe_copy']
            assert asked == left


def test_a_photograph_on_which_another_paper_begins_is_no_page_of_the_one_before(place, shoot):
    other = [line.replace('12号', '31号').replace('台账', '名册') for line in NOTICE]
    for number, lines in enumerate((NOTICE, ['三、另有要求的，从其规定。'], other, ['四、其他。']), start=1):
        shoot(place.rooms.inbox / f'IMG_20260313_09301{number}.png', *lines)
    statuses(place)
    with reading(place.engine) as connection:
        asked = [one.value for one in reviews.list_items(connection) if one.field == 'maybe_copy']
    assert asked == [[1, 2], [3, 4]]


def test_a_form_is_no_page_of_the_form_before(place):
    form = Entry(
        number=2,
        file='2.jpg',
        sha256='',
        kind='return',
        state='done',
        received_at=place.now(),
        form='registration',
    )
    assert is_whole(form)
    assert not is_whole(replace(form, form=None))
    assert not is_whole(replace(form, kind='notice', title='二、报送时间'))


def test_joined_later_they_are_read_as_one_and_parted_again(place, leaves):
    statuses(place)
    single = [(entry.kind, entry.state, entry.title) for entry in held(place)[0]]
    assert '示民函〔2026〕12号' in join(place, 1, [3, 2])
    entries, _, duties, questions = held(place)
    assert [entry.part_of for entry in entries] == [None, 1, 1]
    assert [(duty.register_number, duty.deadline.isoformat()) for duty in duties] == [
        (1, '2026-04-10'),
        (1, '2026-03-17'),
    ]
    assert 'maybe_copy' not in questions
    with pytest.raises(UsageFault, match='register reread 1'):
        registering.reread(place, 2)
    part_again(place, 1, [2, 3])
    assert [(entry.kind, entry.state, entry.title) for entry in held(place)[0]] == single
    with reading(place.engine) as connection:
        assert pages.list_pages(connection, 1) == []


@pytest.mark.parametrize('joined_by', ['person', 'inbox'])
def test_photographs_recognised_later_as_a_registered_notice_become_its_copy(
    place, notice, leaves, monkeypatch, joined_by
):
    with monkeypatch.context() as patched:
        patched.setattr(stack, 'is_installed', lambda: False)
        statuses(place, together=lambda _: joined_by == 'inbox')
    number = len(held(place)[0]) + 1
    path = notice('通知.docx')
    if joined_by == 'person':
        data = path.read_bytes()
        path.unlink()
        with monkeypatch.context() as patched:
            patched.setattr(stack, 'is_installed', lambda: False)
            path.write_bytes(data)
            statuses(place)
        assert '同文副本' in join(place, 1, [2, 3])
    else:
        with monkeypatch.context() as patched:
            patched.setattr(stack, 'is_installed', lambda: False)
            statuses(place)
        assert statuses(place) == ['copy']
    entries, _, duties, _ = held(place)
    assert entries[0].part_of == number
    assert {duty.register_number for duty in duties} == {number}
    part_again(place, number, [1])
    assert held(place)[0][0].doc_number == '示民函〔2026〕12号'


def test_a_page_taken_out_of_a_withdrawn_paper_is_in_force_and_that_paper_is_not(place, leaves):
    statuses(place)
    join(place, 1, [2, 3])
    registering.withdraw(place, 1, '错')
    part_again(place, 1, [3])
    assert [(entry.state, entry.part_of) for entry in held(place)[0]] == [
        ('withdrawn', None),
        ('done', 1),
        ('done', None),
    ]


def test_what_waits_is_recognised_once_that_is_possible(place, leaves, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(stack, 'is_installed', lambda: False)
        assert statuses(place, together=lambda _: True) == ['waiting']
        assert statuses(place) == []
    assert held(place)[0][0].state == 'awaiting_recognition'
    assert statuses(place) == ['registered']
    (entry,), _, duties, _ = held(place)
    assert (entry.state, entry.doc_number, len(duties)) == ('done', '示民函〔2026〕12号', 2)


def test_what_could_not_be_recognised_is_not_tried_at_every_run(place, shoot):
    shoot(place.rooms.inbox / '糊.png')
    assert statuses(place) == ['waiting']
    assert statuses(place) == []
    assert '待识别' in registering.reread(place, 1)


def test_a_mark_that_is_recognised_later_stops_the_picture(place, shoot, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(stack, 'is_installed', lambda: False)
        shoot(place.rooms.inbox / '照片.png', '秘密★5年', '某某专项事项')
        statuses(place)
    (outcome,) = take_in(place)
    assert (outcome.status, outcome.file, outcome.number) == ('classified', None, 1)
    assert '文件名以00001_开头' in outcome.message
    assert [(entry.state, '照片' in entry.file) for entry in held(place)[0]] == [('classified', False)]
    assert statuses(place) == []
    with pytest.raises(SecrecyMark):
        registering.reread(place, 1)
    with reading(place.engine) as connection:
        assert register.extract_of(connection, 1) is None


def test_a_mark_on_one_photograph_stops_those_that_may_be_its_pages(place, shoot):
    inbox = place.rooms.inbox
    paths = [shoot(inbox / '照片1.png', '秘密★5年'), shoot(inbox / '照片2.png', '第二页的文字')]
    shoot(inbox / '其他.png', '一段别的文字')
    assert sorted(statuses(place)) == ['classified', 'classified', 'registered']
    assert all(path.exists() for path in paths)
    assert len(held(place)[0]) == 1


def test_a_photograph_that_was_stopped_before_stops_those_that_may_be_its_pages(place, shoot):
    inbox = place.rooms.inbox
    marked = shoot(inbox / '秘密.png', '某某专项')
    statuses(place)
    shoot(inbox / '照片2.png', '第二页的文字')
    marked.rename(inbox / '照片1.png')
    assert statuses(place) == ['classified', 'classified']
    assert held(place)[0] == []


def test_a_photographed_form_is_a_return(with_ledger, shoot):
    shoot(
        with_ledger.rooms.inbox / '甲县' / '表.png',
        '截至3月31日，全县登记社会组织86家，已建党组织41家，其中单独23家、联合18家。',
    )
    (outcome,) = take_in(with_ledger)
    assert (outcome.status, outcome.kind) == ('registered', 'return')
