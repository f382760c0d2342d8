"""The telephone of whom to ask is masked wherever the page of a paper tells it; in full it goes on record."""

import re

from docx import Document
from openpyxl import Workbook

from model.register import ReviewItem
from office.importing import import_ledger
from office.intake import take_in
from office.ledger_acts import one_named
from office.reviewing import waiting
from store import audit, reviews
from store.engine import atomic, reading
from tests.office.asked import LEDGER
from tests.office.conftest import FORM_HEAD, NOTICE
from tests.warm import kept_children, no_settling, warm_children  # noqa: F401  # fixtures

PHONE = '0000-7654321'
LINES = (
    *NOTICE[:9],
    '附件：社会组织党建工作台账',
    f'联系人：示例丙，联系电话：{PHONE}',
    *NOTICE[9:],
)


def test_a_missing_attachment_does_not_print_the_telephone(client, place):
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(place.rooms.inbox / '通知.docx')
    list(take_in(place))
    page = client.get('/paper/1').text
    assert '未随文收到' in page
    assert PHONE not in page
    assert '7654321' not in page
    assert 'data-reveal="paper" data-which="1:0"' in page
    answer = client.submit('/reveal', {'kind': 'paper', 'which': '1:0'})
    assert answer.json() == {'phone': PHONE}
    with reading(place.engine) as connection:
        assert audit.lines(connection)[-1]['about'] == '收文第1号的联系人'
    assert client.submit('/reveal', {'kind': 'paper', 'which': '1:7'}).status_code == 400


def ask_about_a_telephone(place):
    """Questions about a return's line: numbers that do not add up, and the telephone itself."""
    ledger = place.rooms.root.parent / '台账.csv'
    ledger.write_text(LEDGER, 'utf-8')
    import_ledger(place, ledger)
    book = Workbook()
    book.active.append(('社会组织党建情况调查表',))
    book.active.append((*FORM_HEAD, '联系电话'))
    book.active.append((1, '示例市乙二协会', 8, 5, 5, 2, 2, 0, '否', PHONE))
    book.save(place.rooms.inbox / '附件1.xlsx')
    list(take_in(place))
    check = next(one for one in waiting(place) if one.kind == 'check')
    subject = one_named(place, '示例市乙二协会').id
    own = ReviewItem(
        kind='reading',
        about='示例市乙二协会',
        field='phone',
        value=PHONE,
        reasons=(f'“{PHONE}”不像电话号码',),
        register_number=1,
        row=check.row,
        subject=subject,
    )
    with atomic(place.engine) as connection:
        return check.number, reviews.add(connection, own, place.now())


def test_a_question_masks_every_telephone_of_its_line_and_its_own(client, place):
    check, own = ask_about_a_telephone(place)
    for address in ('/review/paper/1', f'/review/{check}/card', f'/review/{own}/card', '/review/paper/1/all'):
        page = client.get(address).text
        assert '7654321' not in page, address
        assert '0000-76***21' in page, address
    assert f'data-reveal="question" data-which="{check}:phone"' in client.get('/review/paper/1').text
    for number in (check, own):
        answer = client.submit('/reveal', {'kind': 'question', 'which': f'{number}:phone'})
        assert answer.json() == {'phone': PHONE}
    with reading(place.engine) as connection:
        assert audit.lines(connection)[-1]['about'] == f'待核第{own}项：phone'
    for which in (f'{check}:staff_total', f'{check}:filled_by_phone', '99:phone'):
        assert client.submit('/reveal', {'kind': 'question', 'which': which}).status_code == 400


def test_a_telephone_is_typed_anew_and_its_mask_is_never_saved(client, place):
    _, own = ask_about_a_telephone(place)
    card = client.get(f'/review/{own}/card').text
    assert re.search(r'name="field.phone" value="" ', card)
    assert 'name="was.field.phone" value=""' in card
    seen = re.findall(r'name="seen" value="([^"]*)"', card)[0]
    told = {'choice': 'correct', 'seen': seen, 'field.phone': '', 'was.field.phone': ''}
    assert '没有改动' in client.submit(f'/review/{own}/answer', told).text
    told |= {'field.phone': '0000-1112223'}
    assert client.submit(f'/review/{own}/answer', told).status_code == 303
    assert one_named(place, '示例市乙二协会').facts['phone'] == '0000-1112223'
