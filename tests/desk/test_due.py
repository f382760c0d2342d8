"""期限 at the desk: the board, a duty closed with its evidence, the day it is counted from, who may."""

import datetime as dt
from io import BytesIO

import pytest
from docx import Document

from model.register import Duty
from store import obligations, register
from store.engine import atomic, reading

MONTHLY = {'every': 1, 'unit': 'month', 'times': None}
RELATIVE = {'value': 15, 'unit': 'day', 'from': 'issue'}


def ours(verbatim, ours='do', **told):
    return Duty(register_number=1, rule='主送本机关', verbatim=verbatim, ours=ours, **told)


@pytest.fixture
def duties(place):
    """Number 1 has a day, 2 recurs each month by the 20th, 3 waits for the day of issue, 4 is to be known."""
    with atomic(place.engine) as connection:
        for name, title, number in (
            ('甲.txt', '关于报送台账的通知', '示民函〔2026〕12号'),
            ('乙.txt', '关于报送情况的复函', '示民函〔2026〕15号'),
        ):
            entry = register.add(connection, file=name, sender_hint=None, sha256=name * 16, at=place.now())
            register.change(connection, entry, title=title, doc_number=number, state='done', kind='notice')
        day = dt.date(2026, 4, 10)
        obligations.replace_all(
            connection,
            1,
            [
                ours('4月10日前报台账', what='报台账', deadline=day),
                ours('每月20日前报进度', deadline_text='每月20日前', recurrence=MONTHLY),
                ours('下发15天内选派', deadline_text='下发15天内', relative=RELATIVE),
                ours('每月到会2次', what='到会', ours='know'),
            ],
        )
    return place


def duty(place, number):
    with reading(place.engine) as connection:
        return obligations.get(connection, number)


def test_the_board_lists_what_is_ours_under_its_headings(client, duties):
    html = client.get('/due').text
    assert ("报台账" in html, "到会" in html) == (True, False)
    assert "起算日待填 1" in html
    assert "到会" in client.get('/due?whose=know').text
    assert "没有" in client.get('/due?whose=closed').text
    assert "报台账" not in client.get('/due?when=本周').text
    assert "报台账" in client.get('/due?q=示民函').text


def test_a_duty_is_closed_with_its_evidence_and_opened_again(client, duties):
    told = {'act': 'close', 'seen': 'open', 'evidence': 'r2'}
    assert client.submit('/due/1/act', told).status_code == 303
    assert duty(duties, 1).state == 'closed'
    assert "关于报送情况的复函" in client.get('/due/1').text
    again = {'act': 'reopen', 'seen': 'closed', 'why': '材料有误'}
    assert client.submit('/due/1/act', again).status_code == 303
    assert "材料有误" in client.get('/due/1').text


def test_a_duty_is_not_closed_without_evidence_or_with_its_own_notice_or_a_file(client, duties):
    for evidence in ('', '1', '99', '/etc/hostname', '../office.toml', '关于'):
        told = {'act': 'close', 'seen': 'open', 'evidence': evidence}
        assert client.submit('/due/1/act', told).status_code == 400, evidence
    assert duty(duties, 1).state == 'open'


def test_who_saw_another_state_is_told_both(client, duties):
    client.submit('/due/1/act', {'act': 'close', 'seen': 'open', 'evidence': '示民函〔2026〕15号'})
    stale = client.submit('/due/1/act', {'act': 'start', 'seen': 'open'})
    assert stale.status_code == 409
    assert "待办" in stale.text
    assert "办结" in stale.text


def test_one_round_is_reported_and_the_next_stays_open(client, duties):
    assert "2026-03-20这一期" in client.get('/due/2').text
    told = {'act': 'report', 'seen': 'open', 'round': '2026-03-20'}
    assert client.submit('/due/2/act', told).status_code == 303
    html = client.get('/due/2').text
    assert ("已报" in html, "2026-04-20这一期" in html) == (True, True)


def test_no_day_is_shown_before_the_day_of_issue_is_given(client, duties):
    assert "2026-03-17" not in client.get('/due/3').text
    told = {'kind': 'issued', 'day': '2026-03-02'}
    assert client.submit('/due/3/anchor', told).status_code == 303
    assert duty(duties, 3).deadline == dt.date(2026, 3, 17)


def test_duties_are_joined_and_parted(client, duties):
    assert client.submit('/due/3/join', {'other': '1'}).status_code == 303
    assert "4月10日前报台账" in client.get('/due/3').text
    assert client.submit('/due/3/part').status_code == 303
    assert duty(duties, 3).joined_to is None


def test_papers_are_offered_as_evidence_but_not_the_notice_itself(client, duties):
    found = client.get('/due/1/evidence?q=报送').json()
    assert [one['value'] for one in found] == ['r2']


def test_the_calendar_file_holds_what_has_a_day(client, duties):
    answer = client.get('/due/calendar.ics')
    assert answer.headers['content-type'].startswith('text/calendar')
    assert answer.text.count('BEGIN:VEVENT') >= 2


def test_the_sheet_for_whoever_takes_over_is_a_file_to_keep(client, duties):
    assert '/due/handover.docx' in client.get('/due').text
    sheet = client.get('/due/handover.docx')
    said = '\n'.join(
        row.cells[1].text for table in Document(BytesIO(sheet.content)).tables for row in table.rows
    )
    assert '报台账' in said
    assert 'attachment' in sheet.headers['content-disposition']


def test_the_auditor_looks_and_changes_nothing(signed, duties):
    auditor = signed('auditor')
    assert 'name="act"' not in auditor.get('/due/1').text
    assert auditor.submit('/due/1/act', {'act': 'start', 'seen': 'open'}).status_code == 403
    assert auditor.get('/due/9').status_code == 400


def test_a_duty_is_closed_by_keyboard_in_a_browser(browser_page, duties):
    page = browser_page
    page.goto('/due')
    page.focus('tbody a:text("报台账")')
    page.keyboard.press('Enter')
    page.wait_for_url('**/due/1')
    page.focus('[data-evidence]')
    page.keyboard.type('复函')
    page.wait_for_selector('datalist option', state='attached')
    page.fill('[data-evidence]', page.get_attribute('datalist option', 'value'))
    page.press('form.close button', 'Enter')
    page.wait_for_selector('#told >> text=佐证：收文第2号')
    assert duty(duties, 1).state == 'closed'
    assert page.faults == []
