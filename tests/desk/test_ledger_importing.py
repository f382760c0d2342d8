"""Lists come in by the page: looked at, their columns put right, written as one act, taken back; figures."""

import re
import threading

import pytest

from office.ledger_acts import one_named, organisations

KNOWN = '社会组织名称,所属县区,是否建立党组织\n示例市甲一商会,甲县,是\n示例市乙二协会,乙县,否\n合计,,1\n'
STRANGE = '字号,在哪里,几个人\n示例一,甲县,12\n示例二,乙县,8\n'


def send(client, desk, text, name='名单.csv', **more):
    answer = client.submit('/ledger/import', more, files={'file': (name, text.encode())})
    return settled(desk, answer)


def settled(desk, answer):
    """The address of a job once what runs behind has ended."""
    assert answer.status_code == 303, answer.text
    desk.behind.thread.submit(lambda: None).result(30)
    return answer.headers['location']


def test_a_list_is_looked_at_first_and_nothing_is_written_until_somebody_says_so(client, desk, place):
    job = send(client, desk, KNOWN)
    html = client.get(job).text
    assert '2行：新增2家' in html
    assert '剔除合计1行' in html
    assert organisations(place) == []
    settled(desk, client.submit(f'{job}/write'))
    assert '新增2家' in client.get(job).text
    act = re.findall(r'/ledger/acts/(\d+)', client.get(job).text)[0]
    assert len(organisations(place)) == 2
    client.submit(f'/ledger/acts/{act}/undo')
    assert organisations(place) == []
    assert client.submit(f'{job}/write').status_code == 400


def test_a_list_given_up_leaves_nothing(client, desk, place):
    job = send(client, desk, KNOWN)
    assert client.submit(f'{job}/drop').status_code == 303
    assert client.submit(f'{job}/write').status_code == 400
    assert organisations(place) == []


def test_headings_that_nobody_knows_are_told_once_and_remembered(client, desk, place):
    job = send(client, desk, STRANGE)
    assert '找不到“社会组织名称”' in client.get(job).text
    told = {'label': ['字号', '在哪里', '几个人'], 'word': ['社会组织名称', '所属县区', '从业人员总数']}
    without = client.submit(f'{job}/columns', told | {'word': ['', '所属县区', '']})
    assert '社会组织名称' in without.text
    wrong = client.submit(f'{job}/columns', told | {'word': ['社会组织名称', '所属县区', '几个人']})
    assert wrong.status_code == 400
    settled(desk, client.submit(f'{job}/columns', told))
    assert '2行：新增2家' in client.get(job).text
    settled(desk, client.submit(f'{job}/write'))
    assert one_named(place, '示例一').facts == {'staff_total': 12}
    again = send(client, desk, STRANGE.replace('示例一', '示例三'))
    assert '版式由示例甲确认过' in client.get(again).text
    layouts = client.get('/layouts').text
    assert '台账名单' in layouts
    address = re.findall(r'href="(/layouts/[^"]+)"', layouts)[0]
    assert '从业人员总数' in client.get(address).text
    assert client.submit(f'{address}/revoke', {'why': '换表了'}).status_code == 303
    assert '找不到“社会组织名称”' in client.get(send(client, desk, STRANGE)).text


def test_a_marked_list_is_stopped_and_its_name_is_not_shown(client, desk, place):
    answer = client.submit('/ledger/import', files={'file': ('名单（机密★5年）.csv', KNOWN.encode())})
    assert answer.status_code == 451
    job = send(client, desk, '机密★5年\n' + KNOWN, '另一份.csv')
    html = client.get(job).text
    assert '另一份' not in html
    assert organisations(place) == []


def test_the_sentence_is_read_out_and_kept_as_it_was_said(client, desk, place):
    settled(desk, client.submit(send(client, desk, KNOWN) + '/write'))
    html = client.get('/ledger/figures?by=region').text
    sentence = re.findall(r'name="sentence" value="([^"]*)"', html)[0]
    assert '/ledger?region=%E7%94%B2%E5%8E%BF' in html
    form = {'note': '省厅电话', 'by': 'region', 'as_of': '', 'liaisons': 'yes', 'sentence': sentence}
    assert client.submit('/ledger/figures', form | {'sentence': '别的'}).status_code == 400
    assert client.submit('/ledger/figures', form).status_code == 303
    assert sentence in client.get('/ledger/statements').text
    assert client.get('/ledger/compare?from=2026-03-01&to=2026-03-13').status_code == 200
    assert client.get('/ledger/figures?on=2026-03-10').status_code == 200


def test_another_source_stands_beside_the_ledger_and_a_blank_is_missing(client, desk, place):
    settled(desk, client.submit(send(client, desk, KNOWN) + '/write'))
    assert '还没有导入过' in client.get('/ledger/outside').text
    table = '县区,社会组织数,已建党组织数\n甲县,3,1\n乙县,,0\n'.encode()
    form = {'as_of': '2026-03-13', 'source': ''}
    answer = client.submit('/ledger/outside', form, files={'file': ('统计.csv', table)})
    assert answer.status_code == 303
    html = client.get('/ledger/outside').text
    assert '<td class="number">3</td><td class="number">1</td>' in html
    assert '<td class="number">缺</td><td class="number">1</td><td class="number">缺</td>' in html


def test_lines_of_one_dimension_open_the_list_that_they_count(client, desk, place):
    settled(desk, client.submit(send(client, desk, KNOWN) + '/write'))
    html = client.get('/ledger/figures?by=region&by=type', follow_redirects=True).text
    for address in re.findall(r'href="(/ledger\?region[^"]*)"', html):
        found = client.get(address.replace('&amp;', '&')).text
        assert '全部 <b>1</b>' in found


@pytest.mark.parametrize('role', ['registrar', 'auditor'])
def test_only_reviewers_bring_lists_in(signed, role):
    client = signed(role)
    assert client.get('/ledger/import').status_code == 403
    assert client.submit('/ledger/import', {'file': 'a.csv'}).status_code == 403


def test_a_list_comes_in_by_hand_in_a_browser_and_the_ledger_is_searched_by_keyboard(browser_page, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text(KNOWN, 'utf-8')
    browser_page.goto('/ledger/import')
    browser_page.set_input_files('#file', path)
    browser_page.click('text=先看会导入什么')
    browser_page.wait_for_selector('#would')
    browser_page.click('button:text-is("导入")')
    browser_page.wait_for_selector('text=新增2家')
    browser_page.goto('/ledger')
    browser_page.focus('#q')
    browser_page.keyboard.type('甲一')
    browser_page.keyboard.press('Enter')
    browser_page.wait_for_url('**/ledger?q=*')
    assert browser_page.locator('tbody tr').count() == 1
    browser_page.click('tbody a')
    assert browser_page.inner_text('h1').startswith('示例市甲一商会')
    assert browser_page.faults == []


def test_what_is_told_on_a_page_that_waits_stands_on_the_next_too(client, desk):
    job = send(client, desk, STRANGE)
    gate = threading.Event()
    desk.behind.start('先办的', gate.wait)
    told = {'label': ['字号', '在哪里', '几个人'], 'word': ['社会组织名称', '所属县区', '从业人员总数']}
    answer = client.submit(f'{job}/columns', told)
    assert '栏目对应已记住' in client.get(job).text
    gate.set()
    assert '栏目对应已记住' in client.get(settled(desk, answer)).text
    assert '栏目对应已记住' not in client.get(job).text


def test_somebody_who_chooses_many_lists_leaves_few_in_memory(client, desk):
    jobs = [send(client, desk, KNOWN, f'{number}.csv') for number in range(4)]
    assert '又选了别的名单，这一份没有导入' in client.get(jobs[0]).text
    assert all('2行：新增2家' in client.get(one).text for one in jobs[1:])


def test_cells_stand_beside_the_columns_they_are_read_from(client, desk):
    rows = '示例市甲一商会,甲县,13800000001,1\n示例市乙二协会,乙县,0000-7654321,2\n'
    job = send(client, desk, '社会组织名称,所属县区,联系电话,说不清的栏\n' + rows)
    page = client.get(job).text
    assert '<td class="hint">1、2</td>' in page
    assert '<td class="hint">示例市甲一商会、示例市乙二协会</td>' in page
    assert '13*******01' in page
    assert '13800000001' not in page
    assert '7654321' not in page
