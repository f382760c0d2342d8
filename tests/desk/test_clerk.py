"""What a clerk met at the desk: a list stays a list, an undo takes its questions along."""

import pytest
from openpyxl import Workbook

from ledger.coverage import is_instructed
from model.errors import UsageFault
from model.subject import Organisation
from office.intake import take_in
from office.ledger_mapping import field_words
from office.reviewing import accept, correct, waiting
from store import rows
from store.engine import reading

HEAD = ('序号', '社会组织名称', '从业人员总数', '党员总数', '是否建立党组织', '值班室')
LINES = ((1, '示例市甲一商会', 12, 3, '否', '有'), (2, '示例市乙二协会', 8, 2, '是', '无'))


@pytest.fixture
def listed(place):
    """A list of two organisations whose layout waits to be confirmed."""
    book = Workbook()
    for line in (('社会组织党建情况调查表',), HEAD, *LINES):
        book.active.append(line)
    book.save(place.rooms.inbox / '甲县.xlsx')
    list(take_in(place))
    return next(item for item in waiting(place) if item.kind == 'layout')


def test_a_list_is_not_read_as_a_form_of_one_organisation(client, place, listed):
    single = next(one for one in place.forms if one.subject == 'organisation')
    shown = client.get(f'/review/{listed.number}/card').text
    assert f'<option value="{single.id}"' not in shown
    with pytest.raises(UsageFault, match='会漏掉其余各行'):
        correct(place, listed.number, {'form': single.id})
    accept(place, listed.number)
    with reading(place.engine) as connection:
        assert len(rows.list_rows(connection, 1)) == len(LINES)


def test_an_undo_tells_what_is_open_beside_it_and_left(client, place, listed):
    accept(place, listed.number)
    item = next(one for one in waiting(place) if one.kind == 'match')
    seen = client.get(f'/review/{item.number}/card').text.split('name="seen" value="')[1].split('"')[0]
    asked = {'accept': 'application/json'}
    told = client.submit(
        f'/review/{item.number}/answer', {'choice': 'organisation=new', 'seen': seen}, headers=asked
    )
    assert told.status_code == 200, told.text
    back = client.submit(f'/review/{item.number}/undo', headers=asked).json()
    assert item.number in back['open']
    assert back['left'] == len([one for one in waiting(place) if one.register_number == item.register_number])


def test_a_refusal_leads_back_to_what_was_typed(client):
    address = 'http://127.0.0.1:8765/due'
    told = client.submit('/due/999/act', {'act': 'start'}, headers={'referer': address})
    assert told.status_code >= 400
    assert f'href="{address}" data-back' in told.text
    assert 'data-back' not in client.submit('/due/999/act', headers={'referer': 'http://elsewhere/'}).text


def test_columns_are_named_in_words(place):
    assert all(not word.isascii() for word in field_words(place).values())


@pytest.mark.parametrize(
    ('facts', 'served', 'counted'),
    [({'has_instructor': True}, (), True), ({}, {1}, True), ({'has_instructor': False}, {2}, False)],
)
def test_an_instructor_without_a_name_is_counted(facts, served, counted):
    one = Organisation(1, '示例协会', None, None, None, None, facts)
    assert is_instructed(one, served) is counted
