"""The register, a paper beside what it says, its anchors and the acts of the register on it; today."""

import shutil

import pytest
from docx import Document
from openpyxl import Workbook

from desk.desk import open_desk
from office import incoming, planning
from office.intake import take_in
from store import register
from store.engine import reading
from tests.desk.conftest import TODAY
from tests.office.conftest import FORM_HEAD, NOTICE
from tests.warm import kept_children, no_settling, warm_children  # noqa: F401  # fixtures

UNDATED = (*NOTICE[:7], NOTICE[8], '示例省民政厅')


@pytest.fixture(scope='module')
def taken(tmp_path_factory, founded_desk):
    """An office with a notice (1) and a return (2), to be copied."""
    root = shutil.copytree(founded_desk, tmp_path_factory.mktemp('收过') / '办公室')
    document = Document()
    for line in UNDATED:
        document.add_paragraph(line)
    document.save(root / '收文' / '通知.docx')
    book = Workbook()
    for row in (('社会组织党建情况调查表',), FORM_HEAD, (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否')):
        book.active.append(row)
    (root / '收文' / '甲县').mkdir()
    book.save(root / '收文' / '甲县' / '附件1.xlsx')
    with open_desk(root, TODAY) as desk:
        place = desk.place('测试')
        for name in ('通知.docx', '甲县'):
            list(take_in(place, (place.rooms.inbox / name,)))
    return root


@pytest.fixture
def root(tmp_path, taken):
    return shutil.copytree(taken, tmp_path / '办公室')


@pytest.fixture
def papers(place):
    return place


def entry(place, number):
    with reading(place.engine) as connection:
        return register.get(connection, number)


def test_filters_of_the_register_are_addresses(client, papers):
    assert '示民函〔2026〕12号' in client.get('/register?q=示民函[2026]12号&kind=notice').text
    assert '没有符合条件的收文' in client.get('/register?q=没有这个').text
    assert client.get('/register?from=明天').status_code == 400
    assert client.get('/register/export.xlsx?from=2026-03-01&to=').content[:2] == b'PK'


def test_a_paper_tells_its_items_with_their_places(client, papers):
    page = client.get('/paper/1').text
    assert '起算日待填' in page
    assert 'data-place="{&#34;' in page
    assert client.get('/paper/1/words').text.count('data-place') >= len(UNDATED)
    assert '第9999号' in client.get('/paper/9999').text


def test_a_return_shows_its_lines_and_a_missing_value_as_missing(client, papers):
    page = client.get('/paper/2').text
    assert '明细 1 行' in page
    assert '示例市甲一商会' in page
    assert '缺代码' in page


def test_the_day_a_limit_is_counted_from_is_given_on_the_page(client, papers):
    duty = next(one.duty for one in incoming.incoming(papers, 1).duties if one.missing)
    values = {'duty': str(duty.number), 'kind': 'issued', 'day': '2026-03-02'}
    assert client.submit('/paper/1/anchor', values).status_code == 303
    assert '2026-03-17' in client.get('/paper/1').text
    assert client.submit('/paper/2/anchor', values).status_code == 400


def test_columns_are_saved_and_a_stale_save_is_refused_with_both_versions(client, papers):
    seen = {f'was_{name}': text for name, text in incoming.entry_to_texts(entry(papers, 1)).items()}
    assert client.submit('/paper/1/columns', {**seen, 'handler': '社会组织科'}).status_code == 303
    answer = client.submit('/paper/1/columns', {**seen, 'handler': '办公室'})
    assert answer.status_code == 409
    assert '现在是“社会组织科”' in answer.text
    assert '您填的是“办公室”' in answer.text
    assert entry(papers, 1).handler == '社会组织科'


def test_the_acts_of_the_register(client, papers):
    client.submit('/paper/1/ours', {'wrong': '是'})
    assert entry(papers, 1).note == '人工认定：误送'
    client.submit('/paper/1/ours', {'wrong': '否'})
    client.submit('/paper/1/join', {'others': '2'})
    assert entry(papers, 2).part_of == 1
    client.submit('/paper/1/part', {'other': '2'})
    assert entry(papers, 2).part_of is None
    client.submit('/paper/1/reread')
    assert '已重新读过' in client.get('/paper/1').text
    client.submit('/paper/1/return', {'unit': '示例省民政厅', 'day': '2026-03-13', 'why': '不是我局的'})
    assert entry(papers, 1).state == 'returned'
    client.submit('/paper/1/forward', {'unit': '示例市体育局', 'day': '2026-03-13'})
    assert entry(papers, 1).state == 'forwarded'
    client.submit('/paper/2/withdraw', {'why': '重复登记'})
    assert entry(papers, 2).state == 'withdrawn'


@pytest.mark.parametrize('others', ['甲', '1', '99'])
def test_what_cannot_be_joined_is_refused_with_a_reason(client, papers, others):
    answer = client.submit('/paper/1/join', {'others': others})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_the_original_and_the_slip_come_as_files(client, papers):
    assert client.get('/paper/1/file').content[:2] == b'PK'
    assert client.get('/paper/1/slip.docx').content[:2] == b'PK'
    assert client.get('/paper/1/file?which=c1').status_code == 400


def test_nothing_is_told_of_a_paper_that_was_stopped(client, papers):
    from office.makes import stop_registered

    stop_registered(papers, entry(papers, 1))
    page = client.get('/paper/1').text
    assert '涉密停止' in page
    assert '台账' not in page.replace('href="/ledger">台账', '')
    for address in ('/paper/1/file', '/paper/1/words', '/paper/1/page/1.png'):
        assert client.get(address).status_code == 451


def test_today_tells_what_came_what_waits_and_what_is_due(client, papers):
    (papers.rooms.inbox / '没看过.docx').write_bytes(b'x')
    page = client.get('/').text
    assert '今天收到 2 件' in page
    assert '起算日待填 1' in page
    assert '没看过' not in page
    assert client.get('/pulse').json()['waiting'] == 1


def test_today_tells_how_far_a_running_campaign_is(client, papers):
    planning.start(papers, 'sanmenxia_2011')
    assert client.get('/plans-told').json() == {'sanmenxia_2011': ''}
    assert 'data-plan="sanmenxia_2011"' in client.get('/').text


def test_an_administrator_by_himself_sees_the_heartbeat_and_no_paper(signed, papers):
    page = signed('administrator').get('/').text
    assert '等着收' in page
    assert '示民函' not in page


def test_in_the_browser_a_place_is_found_either_way(browser_page, papers):
    browser_page.goto('/paper/1')
    browser_page.wait_for_selector('#text p')
    browser_page.click('button.see[data-place] >> nth=0')
    assert '15天' in browser_page.inner_text('#text .here')
    browser_page.click('#text p:has-text("示民函〔2026〕12号")')
    assert browser_page.evaluate("document.activeElement.closest('li').innerText").startswith('发文字号')
    assert browser_page.faults == []
