"""The desk on a PostgreSQL server: papers taken in, doubts settled, letters sent, and every page seen."""

import io
import re
import zipfile
from urllib.parse import quote

import pytest

from desk.addresses import ADDRESSES
from desk.desk import open_desk
from office import people
from office.founding import found
from office.importing import import_ledger
from office.instructing import import_instructors
from office.plan_looking import lines_of
from office.reviewing import waiting
from tests.desk.conftest import PASSWORD, TODAY
from tests.desk.test_incoming import finished, sent
from tests.desk.test_incoming import paper as notice
from tests.desk.test_stories import BETWEEN_TWO, DIFFERS, book
from tests.desk.test_stories_out import PACK, PEOPLE
from tests.office.conftest import SETTINGS
from tests.store.conftest import new_database, postgres_server  # noqa: F401  # fixtures

HERE = f'/campaign/{PACK}'
LEDGER = """\
name,region,supervisor,是否建立党组织,从业人员,党员总数
示例市甲一商会,甲县,,否,12,3
示例市乙二协会,甲县,示例市教育局,否,8,2
示例市丙三学校,甲县,,是,20,5
示例市丁四协会,乙县,,否,9,4
"""


@pytest.fixture
def root(tmp_path, new_database, quick_hashing):  # noqa: F811  # fixture
    folder = tmp_path / '办公室'
    folder.mkdir()
    (folder / 'office.toml').write_text(f'database = "{new_database()}"\n{SETTINGS}', 'utf-8')
    found(folder)
    with open_desk(folder, TODAY) as desk:
        people.first_administrator(desk.place('测试'), 'first', '示例甲', PASSWORD)
        for name, text, load in (('台账', LEDGER, import_ledger), ('指导员', PEOPLE, import_instructors)):
            path = tmp_path / f'{name}.csv'
            path.write_text(text, 'utf-8')
            load(desk.place('示例甲'), path)
    return folder


def seen_of(html):
    return html.split('name="seen" value="')[1].split('"')[0]


def settle(client, place):
    """Every doubt of the return answered: what differs is taken, who is unsure is the first candidate."""
    while open_now := [one for one in waiting(place) if one.register_number]:
        number = open_now[0].number
        card = client.get(f'/review/{number}/card').text
        choice = re.findall(r'name="choice" value="([^"]+)"[^>]*data-first', card)[0]
        told = {'choice': choice, 'seen': seen_of(card)}
        assert client.submit(f'/review/{number}/answer', told).status_code == 303


def letters_out(client, desk, place):
    """The plan agreed to, people arranged, letters drafted and numbered; the texts of the lot."""
    assert client.submit(f'{HERE}/start').status_code == 303
    assert client.submit(f'{HERE}/plan/propose').status_code == 303
    desk.behind.thread.submit(int).result()
    assert client.submit(f'{HERE}/plan/accept-all').status_code == 303
    assert {one.state for one in lines_of(place, PACK)} == {'accepted'}
    seen = seen_of(client.get(f'{HERE}/select').text)
    assert client.submit(f'{HERE}/select', {'seen': seen, 'start': '2026-03-16'}).status_code == 303
    drafted = client.submit('/outgoing/new', {'kind': 'letters', 'campaign': PACK})
    assert (drafted.status_code, drafted.headers['location']) == (303, '/outgoing?batch=1')
    form = client.get('/outgoing/issue?batch=1').text
    files = re.findall(r'name="file" value="([^"]+)"', form)
    order = {'file': files, 'numbers': '21-23', 'dated': '2026-03-13', 'signed_by': '示例九'}
    assert "已编号3份" in client.submit('/outgoing/issue', order).text
    packed = zipfile.ZipFile(io.BytesIO(client.get('/outgoing/download/zip?batch=1').content))
    return packed.namelist()


def every_page(client):
    """Each address that a link leads to, once: those that failed."""
    patterns = {
        one.path: re.compile(re.sub(r'\{\w+(:\w+)?\}', '[^/]+', one.path) + '$')
        for one in ADDRESSES
        if one.method == 'GET' and '/pdf' not in one.path
    }
    waiting_links, seen, failed = ['/'], set(), []
    while waiting_links:
        link = waiting_links.pop(0).replace('&amp;', '&')
        path = next((name for name, one in patterns.items() if one.match(link.partition('?')[0])), None)
        if path is None or path in seen:
            continue
        seen.add(path)
        answer = client.get(link.partition('#')[0])
        if answer.status_code >= 500 or "程序出错了" in answer.text:
            failed.append((link, answer.status_code))
        waiting_links += re.findall(r'href="(/[^"]*)"', answer.text)
    assert len(seen) > 40, seen
    return failed


def test_a_day_at_the_desk_goes_as_on_a_file(client, desk, place):
    told = finished(
        client, desk, sent(client, ('通知.docx', notice()), ('附件1.xlsx', book(DIFFERS, BETWEEN_TWO)))
    )
    assert '登记2件' in told
    settle(client, place)
    assert '示例市乙二协会' in client.get(f'/ledger?q={quote("乙二")}').text
    assert client.get('/ledger/figures?on=2026-03-13').status_code == 200
    assert len(letters_out(client, desk, place)) == 3
    assert every_page(client) == []
