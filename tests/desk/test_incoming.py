"""Files come in through the desk: sent, taken in behind the page, told line by line; what failed; stops."""

import hashlib
import io
import shutil
from types import SimpleNamespace

import pytest
from docx import Document
from PIL import Image

from desk import runs
from office.registering import entries
from tests.office.conftest import NOTICE, blind  # noqa: F401  # fixture
from tests.office.packed import locked_zip
from tests.warm import kept_children, no_settling, warm_children  # noqa: F401  # fixtures


def paper(*lines):
    data = io.BytesIO()
    document = Document()
    for line in lines or NOTICE:
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


def photograph(shade):
    data = io.BytesIO()
    Image.new('L', (80, 60), shade).save(data, 'jpeg')
    return data.getvalue()


SECRET = paper('秘密★5年', '关于某某事项的通知')


def sent(client, *files, **values):
    """The address of the run that these files (name, bytes) make."""
    answer = client.submit('/upload', values, files=[('files', one) for one in files])
    assert answer.status_code == 303, answer.text
    return answer.headers['location']


def finished(client, desk, address, **values):
    """The page of a run once it is done."""
    assert client.submit(f'{address}/start', values).status_code == 303
    desk.behind.thread.submit(lambda: None).result(30)
    return client.get(address).text


def test_a_mixed_upload_is_registered_and_told_file_by_file(client, desk, place):
    address = sent(client, ('通知.docx', paper()), ('坏.docx', b'PK\x03\x04 nothing'), ('空.txt', b''))
    page = client.get(address).text
    assert '“空.txt”是空文件' in page
    assert '还没有登记' in page
    assert entries(place) == []
    page = finished(client, desk, address)
    assert '收到2个文件：登记1件（通知1），无法读取1个' in page
    assert 'href="/paper/1"' in page
    assert [one[1] for one in desk.behind.news].count('outcome') == 2


def test_of_a_classified_upload_the_pages_tell_neither_name_nor_content(client, desk):
    address = sent(client, ('某某事项.docx', SECRET))
    page = finished(client, desk, address)
    assert '不显示文件名' in page
    assert '马上报告本单位保密机构' in page
    for seen in (page, client.get('/').text, client.get('/register').text, client.get('/stops').text):
        assert '某某事项' not in seen
    assert '某某事项' not in str(desk.behind.news)


def test_only_an_approver_releases_and_only_with_a_reason(client, signed, desk, place):
    address = sent(client, ('样本.docx', SECRET))
    finished(client, desk, address)
    stop = hashlib.sha256(SECRET).hexdigest()
    release = {'sha256': stop, 'why': '保密承诺书样本'}
    assert signed('registrar').submit('/stops/release', release).status_code == 403
    approver = signed('approver')
    assert approver.submit('/stops/release', {'sha256': stop, 'why': ''}).status_code == 400
    assert approver.submit('/stops/release', release).status_code == 303
    assert '示例approver：保密承诺书样本' in client.get('/stops').text
    finished(client, desk, sent(client, ('样本.docx', SECRET)))
    assert len(entries(place)) == 1


def test_photographs_that_look_like_one_paper_are_asked_about(client, desk, place, blind):  # noqa: F811
    files = [(f'IMG_000{number}.jpg', photograph(50 * number)) for number in (1, 2, 3)]
    address = sent(client, *files)
    assert '3 张：IMG_0001.jpg 到 IMG_0003.jpg' in client.get(address).text
    finished(client, desk, address, together='IMG_0001.jpg')
    assert len(entries(place)) == 1


def test_a_locked_archive_asks_for_its_password_on_the_page(client, desk, place):
    archive = locked_zip({'通知.docx': paper()}, '开门')
    page = finished(client, desk, sent(client, ('报表.zip', archive)))
    assert '有压缩包要密码' in page
    again = client.submit('/inbox', {'password': '开门'}).headers['location']
    desk.behind.thread.submit(lambda: None).result(30)
    assert '登记1件（通知1）' in client.get(again).text
    assert '报表.zip' in entries(place)[0].entry.file


def test_the_folder_is_told_by_number_alone_until_it_is_taken_in(client, desk, place):
    (place.rooms.inbox / '没看过的.docx').write_bytes(paper())
    page = client.get('/upload').text
    assert '<strong>1</strong> 个文件还没有收' in page
    assert '没看过的' not in page
    run = client.submit('/inbox').headers['location']
    desk.behind.thread.submit(lambda: None).result(30)
    assert '没看过的.docx' in client.get(run).text


def test_what_failed_can_be_tried_again_and_put_away(client, desk, place):
    finished(client, desk, sent(client, ('坏.docx', b'PK\x03\x04 nothing')))
    assert '坏.docx' in client.get('/failed').text
    client.submit('/failed/retry', {'file': '坏.docx'})
    desk.behind.thread.submit(lambda: None).result(30)
    assert '坏.docx' in client.get('/failed').text
    assert client.submit('/failed/away', {'file': '坏.docx', 'why': '已请甲县重发'}).status_code == 303
    assert '没有读不出来的文件' in client.get('/failed').text


def test_an_auditor_looks_on_and_sends_nothing(signed):
    auditor = signed('auditor')
    assert 'id="upload"' not in auditor.get('/upload').text
    assert auditor.submit('/upload', {}).status_code == 403


def test_what_nobody_started_within_an_hour_is_let_go(client, desk, place):
    address = sent(client, ('通知.docx', paper()))
    (run,) = runs._runs[place.rooms.root].values()
    folder = run.upload.folder
    run.born -= 3601
    sent(client, ('另一份.docx', paper()))
    assert not folder.exists()
    assert client.get(address).status_code == 400


def test_begun_uploads_are_few_and_can_be_let_go(client, signed, place):
    addresses = [sent(client, (f'{number}.docx', paper())) for number in range(3)]
    folder = next(iter(runs._runs[place.rooms.root].values())).upload.folder
    more = client.submit('/upload', files=[('files', ('多.docx', paper()))])
    assert (more.status_code, '您已有3批' in more.text) == (400, True)
    assert sent(signed('registrar'), ('别人的.docx', paper()))
    shown = client.get('/upload').text
    assert all(f'action="{address}/drop"' in shown for address in addresses)
    assert signed('registrar').submit(f'{addresses[0]}/drop').status_code == 400
    assert client.submit(f'{addresses[0]}/drop').status_code == 303
    assert not folder.exists()
    assert sent(client, ('多.docx', paper()))


def test_a_full_memory_takes_no_more_files(client, monkeypatch):
    monkeypatch.setattr(shutil, 'disk_usage', lambda _: SimpleNamespace(free=2**20))
    assert '内存快满了，“通知.docx”没有收' in client.get(sent(client, ('通知.docx', paper()))).text


def test_a_browser_sees_each_file_as_it_is_done(browser_page, desk):
    browser_page.goto('/upload')
    files = [
        {'name': f'{number}.docx', 'mimeType': 'text/plain', 'buffer': paper('通知', str(number))}
        for number in range(2)
    ]
    browser_page.set_input_files('#files', files)
    browser_page.wait_for_url('**/upload/*')
    browser_page.wait_for_selector('#state.green', timeout=20_000)
    assert browser_page.locator('#lines tr').count() == 2
    assert browser_page.faults == []


@pytest.fixture(autouse=True)
def let_go():
    yield
    for books in runs._runs.values():
        for run in books.values():
            run.let_go()
    runs._runs.clear()
