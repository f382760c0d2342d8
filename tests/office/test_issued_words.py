"""What a person changed in a paper by hand is what the register tells, and is said where it fits no list."""

import pytest

from office import serials
from office.dispatching import dispatch
from office.instructing import import_instructors
from office.issued_words import recipients_changed, title_in
from office.issuing import Order, issue
from office.sending_people import assign
from outgoing.pack_zip import pack, unpack
from store import instructors, outbox
from store.engine import reading

SAID = (
    '示例市民政局',
    '示民函〔2026〕　号',
    '示例市民政局关于选派示例二',
    '同志担任指导员的函',
    '示例协会：',
)
TITLE = '示例市民政局关于选派示例二同志担任指导员的函'


@pytest.mark.parametrize(
    ('title', 'found'),
    [
        (TITLE, TITLE),
        (TITLE.replace('局关于', '局 关于'), TITLE.replace('局关于', '局 关于')),
        (TITLE.replace('示例二', '示例三'), TITLE),
        ('关于全市社会组织年度检查结果的通报', None),
    ],
)
def test_the_title_is_the_one_the_paper_bears(title, found):
    assert title_in(SAID, title) == found


@pytest.mark.parametrize(
    ('line', 'changed'),
    [
        ('甲县民政局，示例市教育局：', ((), '')),
        ('甲县民政局、乙县民政局、示例市教育局：', ((), '乙县民政局')),
        ('示例市教育局：', (('甲县民政局',), '')),
    ],
)
def test_recipients_put_in_or_taken_out_are_told(line, changed):
    said = ('标题', line, '现将有关情况函告如下：')
    assert recipients_changed(said, '甲县民政局、示例市教育局') == changed


def test_somebody_else_put_into_a_letter_is_told_and_not_noted(with_ledger, tmp_path):
    place = with_ledger
    people = tmp_path / '指导员.csv'
    people.write_text('姓名,单位,职务,联系电话\n示例二,示例市民政局,副科长,0000-7654321\n', 'utf-8')
    import_instructors(place, people)
    assign(place, '示例二', ['示例市甲一商会', '示例市丙三学校'])
    changed, kept = (one.file for one in dispatch(place, 'gansu_2016').sent)
    members = unpack(changed.read_bytes())
    members['word/document.xml'] = members['word/document.xml'].replace('示例二'.encode(), '示例三'.encode())
    changed.write_bytes(pack(members))
    done = issue(place, [changed, kept], Order(place.today, '示例一', '10-11'))
    assert [bool(line.notes) for line in done.lines] == [True, False], done.lines
    assert any('没有指导员“示例二”' in note for note in done.lines[0].notes)
    with reading(place.engine) as connection:
        row, other = outbox.get(connection, changed.name), outbox.get(connection, kept.name)
        assert '示例三' in row.title
        assert '示例二' in other.title
        noted = {one.subject: one.doc_number for one in instructors.assignments_of(connection, range(99))}
    assert noted == {row.organisation: None, other.organisation: '示民党函〔2026〕11号'}
    serials.void(place, '示民党函', 2026, (11,), '印错', issued=True)
    again = next(one.file for one in dispatch(place, 'gansu_2016').sent if one.file.name not in changed.name)
    assert issue(place, [again], Order(place.today, '示例一', '12')).lines[0].status == 'issued'
    with reading(place.engine) as connection:
        (one,) = instructors.assignments_of(connection, [other.organisation or 0])
    assert one.doc_number == '示民党函〔2026〕12号'
