import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desk import sheets
from model.document import Document
from model.errors import UsageFault
from model.register import ReviewItem
from store import register, reviews
from store.engine import atomic

WHERE = {'page': 1, 'box': [100.0, 200.0, 160.0, 214.0]}


@pytest.fixture
def scan(place) -> int:
    """A photograph of an A5 page at 100 dots an inch in the register, and a question about a place on it."""
    from PIL import Image, ImageDraw

    image = Image.new('L', (583, 827), 'white')
    ImageDraw.Draw(image).rectangle((139, 278, 222, 297), fill='black')
    path = Path(place.rooms.archive) / '00001_扫描件.png'
    image.save(path, dpi=(100, 100))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with atomic(place.engine) as connection:
        number = register.add(
            connection, file='甲县/扫描件.png', sender_hint='甲县', sha256=sha256, at=place.now()
        )
        told = {'archived_as': path.name, 'state': 'done', 'kind': 'other', 'format': 'image'}
        register.change(connection, number, **told)
        item = ReviewItem(
            kind='reading', about='示例协会', register_number=number, reasons=('看不清',), where=WHERE
        )
        reviews.add(connection, item, place.now())
    return number


def test_a_page_is_drawn_once_and_then_comes_from_memory(client, scan, monkeypatch):
    first = client.get(f'/paper/{scan}/page/1.png?dpi=72')
    assert (first.status_code, first.headers['content-type']) == (200, 'image/png')
    monkeypatch.delattr('office.page_pictures.draw_page')
    again = client.get(f'/paper/{scan}/page/1.png?dpi=72')
    assert again.content == first.content
    kept = {'if-none-match': first.headers['etag']}
    assert client.get(f'/paper/{scan}/page/1.png?dpi=72', headers=kept).status_code == 304


def test_a_page_tells_its_size_in_points_whatever_its_dots(client, scan):
    size = client.get(f'/paper/{scan}/page/1.json?dpi=200').json()
    assert (round(size['width'] / 5), round(size['height'] / 5)) == (84, 119)


def test_how_many_pages_there_are_is_told_once_the_text_was_read(client, scan, monkeypatch):
    address = f'/paper/{scan}/page/1.json?dpi=72'
    assert client.get(address).json()['pages'] is None
    read = Document('扫描件.pdf', 'b' * 64, 'pdf', 3, ())
    monkeypatch.setattr('office.page_pictures.text_of', lambda *_: read)
    monkeypatch.setattr(sheets, '_texts', sheets.Kept(1000, lambda _: 1))
    assert 'data-pages="3"' in client.get(f'/paper/{scan}/words').text
    assert client.get(address).json()['pages'] == 3


def test_what_is_not_there_is_told_and_not_drawn(client, scan):
    json = {'accept': 'application/json'}
    told = client.get(f'/paper/{scan}/page/2.json', headers=json)
    assert (told.status_code, '没有第2页' in told.json()['message']) == (400, True)
    assert client.get('/paper/99/page/1.png').status_code == 400
    assert client.get(f'/paper/{scan}/page/1.png?dpi=5000').status_code == 400


def test_a_stopped_paper_shows_nothing(client, scan, place):
    with atomic(place.engine) as connection:
        register.change(connection, scan, state='classified')
    for address in ('page/1.png', 'page/1.json', 'text', 'place.png?where={"page":1}'):
        assert client.get(f'/paper/{scan}/{address}').status_code == 451


def test_pictures_are_for_staff(signed, stranger, scan):
    assert signed('administrator').get(f'/paper/{scan}/page/1.png').status_code == 403
    assert stranger.get(f'/paper/{scan}/page/1.png', follow_redirects=False).status_code == 303


def test_the_oldest_pictures_give_way_and_each_is_made_once():
    kept: sheets.Kept[str] = sheets.Kept(10, len)
    made: list[str] = []

    def maker(text: str) -> Callable[[], str]:
        def make() -> str:
            made.append(text)
            return text

        return make

    for text in ('aaaa', 'bbbb', 'aaaa', 'cccc', 'aaaa', 'bbbb'):
        assert kept.made(text, maker(text)) == text
    assert made == ['aaaa', 'bbbb', 'cccc', 'bbbb']
    assert kept.held <= 10


def test_the_place_of_a_question_is_framed_and_a_click_on_it_goes_to_the_question(browser_page, scan):
    browser_page.goto(f'/review/paper/{scan}')
    frame = browser_page.locator('.sheet rect.here')
    frame.wait_for()
    assert float(frame.get_attribute('x')) == 98
    browser_page.locator('#left').click()
    frame.click()
    assert browser_page.evaluate('document.activeElement.id') == 'ask-1'
    browser_page.keyboard.press('Enter')
    browser_page.locator('.ask.done').wait_for()
    assert browser_page.inner_text('#left') == '0'
    assert browser_page.faults == []


def test_what_cannot_be_made_holds_no_lock():
    kept = sheets.Kept(10, len)

    def fail():
        raise UsageFault("画不出")

    with pytest.raises(UsageFault, match='画不出'):
        kept.made('甲', fail)
    assert (kept.making, kept.made('甲', lambda: b'1')) == ({}, b'1')
