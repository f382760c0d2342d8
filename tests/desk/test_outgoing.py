"""发文 at the desk: a letter changed and carried to the others, numbers, steps, files, and who may."""

import io
import zipfile
from urllib.parse import quote, urlencode

import pytest

from store import outbox
from store.engine import reading
from tests.office.test_story_s4 import NEW, OLD, PHONE, TYPED, by_the_leader, letters
from tests.outgoing.penned import rewritten, text_of


def rows(place):
    with reading(place.engine) as connection:
        return {one.file: one for one in outbox.list_all(connection)}


@pytest.fixture
def three(place):
    """Three letters of one lot as drafted."""
    return letters(place, 3)[1]


def page_of(client, path):
    return client.get(f'/outgoing/paper/{quote(path.name)}').text


def between(html, start, end='"'):
    return html.split(start, 1)[1].split(end, 1)[0]


def seen_of(html):
    return between(html, 'name="sha256" value="')


def replaced(client, path, data, sha256):
    return client.submit(
        '/outgoing/replace', {'file': path.name, 'sha256': sha256}, files={'edited': ('改稿.docx', data)}
    )


def test_letters_are_changed_carried_numbered_and_downloaded(client, place, three, tmp_path):
    first, others = three[0], three[1:]
    seen = seen_of(page_of(client, first))
    draft = first.read_bytes()
    copy = tmp_path / '改稿.docx'
    copy.write_bytes(draft)
    edited = by_the_leader(copy)
    sent = replaced(client, first, edited, seen)
    assert (sent.status_code, sent.headers['location']) == (
        303,
        f'/outgoing/adopt?{urlencode({"file": first.name})}',
    )
    listed = client.get(sent.headers['location']).text
    assert "积极支持配合" in listed
    assert "行距29磅" in listed
    assert f'<span class="was">{PHONE}</span>' in listed
    numbers = [one.split('"', 1)[0] for one in listed.split('name="change" value="')[1:]]
    told = {'file': first.name, 'sha256': seen_of(listed), 'change': numbers, 'regenerate': 'yes'}
    assert client.submit('/outgoing/adopt', told).status_code == 303
    assert first.read_bytes() == edited
    for path in others:
        text = text_of(path.read_bytes())
        assert (text.count(NEW), text.count(OLD), text.count(PHONE), TYPED in text) == (1, 0, 1, False)
    form = client.get('/outgoing/issue?batch=1').text
    assert 'value="1-3"' in form
    order = {'file': [path.name for path in three], 'dated': '2026-03-13', 'signed_by': '示例九'}
    assert client.submit('/outgoing/issue', {**order, 'numbers': '21-23'}).status_code == 200
    assert sorted(one.doc_number for one in rows(place).values()) == [
        f'示民党函〔2026〕{number}号' for number in (21, 22, 23)
    ]
    packed = zipfile.ZipFile(io.BytesIO(client.get('/outgoing/download/zip?batch=1').content))
    assert [packed.read(path.name) for path in three] == [path.read_bytes() for path in three]
    assert '示民党函〔2026〕22号' in client.get('/outgoing/register?year=2026').text


def test_a_draft_changed_meanwhile_is_not_written_over_and_both_versions_are_told(client, three):
    first = three[0]
    seen = seen_of(page_of(client, first))
    colleague = rewritten(first.read_bytes(), "特此函告", "特此函达")
    first.write_bytes(colleague)
    answer = replaced(client, first, rewritten(colleague, "特此函达", "此致"), seen)
    assert answer.status_code == 409
    assert "函告" in answer.text
    assert "函达" in answer.text
    assert first.read_bytes() == colleague


def test_a_step_is_refused_of_a_text_or_a_state_that_was_not_seen(client, place, three):
    first = three[0]
    step = {'to': 'signed', 'paper': f'drafted:{first.name}', 'sha256': seen_of(page_of(client, first))}
    first.write_bytes(rewritten(first.read_bytes(), "特此函告", "特此函达"))
    assert client.submit('/outgoing/paper-step', step).status_code == 409
    fresh = {**step, 'sha256': seen_of(page_of(client, first))}
    assert client.submit('/outgoing/paper-step', fresh).status_code == 303
    assert client.submit('/outgoing/paper-step', fresh).status_code == 409
    assert rows(place)[first.name].state == 'signed'


def test_what_was_issued_is_not_replaced(client, three):
    first = three[0]
    order = {'file': first.name, 'dated': '2026-03-13', 'signed_by': '示例九', 'numbers': '21'}
    client.submit('/outgoing/issue', order)
    issued = first.read_bytes()
    assert replaced(client, first, rewritten(issued, "特此函告", "特此函达"), '').status_code == 400
    assert first.read_bytes() == issued


def test_a_file_that_is_no_docx_is_refused(client, three):
    before = three[0].read_bytes()
    assert replaced(client, three[0], b'%PDF-1.7', seen_of(page_of(client, three[0]))).status_code == 422
    assert three[0].read_bytes() == before


def test_only_who_signs_may_note_a_signature_and_only_the_registrar_numbers(signed, place, three):
    paper = f'drafted:{three[0].name}'
    registrar, reviewer = signed('registrar'), signed('reviewer')
    told = {'paper': paper, 'to': 'signed', 'by': '示例九'}
    assert registrar.submit('/outgoing/step', told).status_code == 403
    assert signed('approver').submit('/outgoing/step', told).status_code == 303
    order = {'file': three[0].name, 'dated': '2026-03-13', 'signed_by': '示例九', 'numbers': '21'}
    assert reviewer.submit('/outgoing/issue', order).status_code == 403
    assert registrar.submit('/outgoing/issue', order).status_code == 200
    assert rows(place)[three[0].name].doc_number == '示民党函〔2026〕21号'


def test_a_number_of_a_paper_is_followed_by_a_click(client, three):
    html = page_of(client, three[0])
    number = between(html.split('class="number figure"', 1)[1], 'data-number="')
    panel = client.get(f'/trace/figure?{urlencode({"file": three[0].name, "n": number})}').text
    assert f'第{number}处' in panel
    listed = client.get(f'/trace?{urlencode({"file": three[0].name})}').text
    assert "联系电话" in listed


def test_a_whole_lot_goes_a_step_and_a_void_number_is_marked(client, place, three):
    client.submit('/outgoing/step', {'whole': '1', 'to': 'checked', 'by': '示例八'})
    assert {one.state for one in rows(place).values()} == {'checked'}
    order = {'file': [path.name for path in three], 'dated': '2026-03-13', 'signed_by': '示例九'}
    client.submit('/outgoing/issue', {**order, 'numbers': '1-3'})
    told = {'series': '示民党函', 'year': '2026', 'numbers': '2', 'why': '作废', 'issued': 'yes'}
    assert client.submit('/outgoing/numbers', told).status_code == 303
    assert client.get('/outgoing?batch=1').text.count('>作废<') == 1
    assert client.submit('/outgoing/numbers', {**told, 'undo': 'yes'}).status_code == 303
    assert '>作废<' not in client.get('/outgoing?batch=1').text


def test_a_paper_goes_back_with_its_reason_and_is_signed_for(client, place, three):
    first = three[0].name
    client.submit('/outgoing/step', {'paper': f'drafted:{first}', 'to': 'checked'})
    client.submit('/outgoing/back', {'file': first, 'seen': 'checked', 'to': 'drafted', 'why': '日期有误'})
    assert rows(place)[first].state == 'drafted'
    assert "日期有误" in page_of(client, three[0])
    order = {'file': first, 'dated': '2026-03-13', 'signed_by': '示例九', 'numbers': '1'}
    client.submit('/outgoing/issue', order)
    receipt = {'file': first, 'recipient': rows(place)[first].recipients, 'on': '2026-03-16'}
    assert client.submit('/outgoing/receipt', receipt).status_code == 303
    assert rows(place)[first].state == 'received'


def test_no_file_outside_the_outgoing_papers_is_given(client, place):
    for name in ('../office.toml', '/etc/hostname', 'office.toml'):
        assert client.get(f'/outgoing/download?{urlencode({"file": name})}').status_code == 400


def test_letters_are_changed_and_numbered_in_a_browser(browser_page, place, three, tmp_path):
    page, first = browser_page, three[0]
    copy = tmp_path / '改稿.docx'
    copy.write_bytes(first.read_bytes())
    by_the_leader(copy)
    page.goto('/outgoing?batch=1')
    page.click('tbody tr:first-child a')
    page.click('a.number.figure >> nth=0')
    page.wait_for_selector('#followed h2')
    page.set_input_files('#edited', copy)
    page.click('text=换成这一稿')
    page.click('text=带入勾选的改动')
    page.wait_for_selector('text=已改模板')
    page.goto('/outgoing?batch=1')
    page.check('[data-all]')
    page.click('button:has-text("编号")')
    page.fill('#numbers', '21-23')
    page.fill('#signed_by', '示例九')
    page.click('text=编号、写入日期并登记')
    page.wait_for_selector('text=已编号3份')
    page.goto('/outgoing?batch=1')
    with page.expect_download() as got:
        page.click('text=整批下载')
    with zipfile.ZipFile(got.value.path()) as packed:
        assert len(packed.namelist()) == 3
        assert all('〔2026〕2' in text_of(packed.read(name)) for name in packed.namelist())
    assert page.faults == []


def test_a_signed_paper_tells_its_signer_and_is_not_counted_as_signed_again(client, place, three):
    one = {'to': 'signed', 'by': '示例九', 'paper': [f'drafted:{three[0].name}']}
    client.submit('/outgoing/step', one)
    page = page_of(client, three[0])
    assert '<dt>签发人</dt><dd>示例九</dd>' in page
    assert '未签发' in page_of(client, three[1])
    client.submit('/outgoing/step', {'to': 'signed', 'by': '示例九', 'whole': '1'})
    told = client.get('/outgoing').text
    assert '已签发2份。' in told
    assert '1份先前已由示例九签发，没有再记。' in told
