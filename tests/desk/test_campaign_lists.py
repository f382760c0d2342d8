"""What came back to a campaign, its tasks, whom it is about, its instructors, and forms checked here."""

import datetime as dt
import re
from typing import Any

import pytest

from office import planning
from office.importing import import_ledger
from office.instructing import import_instructors
from office.sending_people import served
from office.tasks import list_tasks
from store import comments
from store.comments import HeldComment
from store.engine import atomic
from tests.office.collected import CAMPAIGN, PACK, entered, totals
from tests.office.test_own_forms import blank
from tests.office.test_tasks import TOWNS

HERE = f'/campaign/{CAMPAIGN}'
LEDGER = """\
name,region,supervisor,是否建立党组织,党员总数
示例甲会,甲县,,否,4
示例乙会,乙县,示例市教育局,否,3
示例丙会,丙县,,,
"""


@pytest.fixture
def running(place):
    (place.rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    planning.start(place, CAMPAIGN)
    return place


@pytest.fixture
def people(place, tmp_path):
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    (tmp_path / '指导员.csv').write_text('姓名,单位,电话\n示例一,示例市民政局,13800001234\n', 'utf-8')
    import_ledger(place, tmp_path / '台账.csv')
    import_instructors(place, tmp_path / '指导员.csv')
    return place


def test_who_is_missing_gets_a_text_to_paste_and_what_is_missing_is_no_nought(running, client):
    totals(running, '2026-03-13', '甲县/附件1.xlsx', eligible=8, established=5, unit='甲县')
    shown = client.get(f'{HERE}/returns').text
    assert '组建率 <b>62.5%</b>（5/8）' in shown
    assert '乙县：请于3月13日前报送' in shown
    assert '甲县：请于' not in shown
    assert re.search(r'<td>乙县</td>\s*<td class="short"><span class="mark red">未报', shown)
    assert '<td class="number">缺</td>' in shown
    assert len(client.get(f'{HERE}/returns', headers={'accept': 'application/json'}).json()['chase']) == 2


def test_the_units_that_have_to_answer_are_replaced_only_when_that_is_said(running, client):
    file = {'file': ('名单.csv', '单位\n甲县\n丁县\n'.encode(), 'text/csv')}
    client.submit(f'{HERE}/returns/expect', files=file)
    assert '丁县' in client.get(f'{HERE}/returns').text
    other = {'file': ('名单.csv', '单位\n甲县\n'.encode(), 'text/csv')}
    client.submit(f'{HERE}/returns/expect', files=other)
    assert '没有替换' in client.get(f'{HERE}/returns').text
    client.submit(f'{HERE}/returns/expect', {'replace': 'yes'}, files=other)
    assert '应报 1 个单位' in client.get(f'{HERE}/returns').text


def test_comments_stand_by_article_with_the_unit_alone(place, client):
    planning.start(place, 'dongguan_2016')
    number = entered(place, '2026-03-12', '示例市教育局/意见.docx', kind='return', form=comments.FORM)
    told: dict[str, Any] = {
        'unit': '示例市教育局',
        'original': '原文甲',
        'suggestion': '改为乙',
        'reason': '更准',
    }
    with atomic(place.engine) as connection:
        one = HeldComment(register_number=number, collection='dongguan_2016', article='第三条', **told)
        comments.replace_all(connection, number, [one])
    shown = client.get('/campaign/dongguan_2016/comments').text
    assert '发出' in shown
    assert client.get(f'{HERE}/comments').status_code == 400


def test_tasks_are_imported_listed_and_taken_back(place, client):
    here = '/campaign/ningbo_2018'
    client.submit(f'{here}/units/import', {'kind': 'town'}, files={'file': ('乡镇.csv', TOWNS.encode())})
    assert '示例20镇' in client.get(f'{here}/units').text
    table = '责任单位,任务,状态\n示例1镇,服务中心建成,建成\n示例2镇,服务中心建成,未建成\n'
    client.submit(f'{here}/tasks/import', files={'file': ('任务.csv', table.encode())})
    shown = client.get(f'{here}/tasks').text
    assert '5.0%' in shown
    assert '示例2镇：' in shown
    assert '服务中心建成' in client.get(f'{here}/targets', params={'t': '1=服务中心建成'}).text
    client.submit(f'{here}/tasks/undo')
    assert list_tasks(place, 'ningbo_2018') == []


def test_whom_a_campaign_is_about(people, client):
    here = '/campaign/sanmenxia_2011'
    shown = client.get(f'{here}/eligible').text
    assert '应建未建' in shown
    assert '业务主管单位党组织' in client.get(f'{here}/responsible').text


def test_what_cannot_be_worked_out_yet_says_why_among_its_tabs_and_leads_to_the_rules(people, client):
    here = '/campaign/gansu_2016/responsible'
    shown = client.get(here).text
    assert '没有规定党建责任主体' in shown
    assert 'href="/campaign/gansu_2016/draft">去“规定”里确认' in shown
    assert client.get(here, headers={'accept': 'application/json'}).status_code == 400


def test_selected_instructors_are_arranged_only_as_they_were_shown(people, client):
    here = '/campaign/gansu_2016/select'
    shown = client.get(here).text
    assert '示例市教育局' in shown
    seen = re.findall(r'name="seen" value="(\w+)"', shown)[0]
    assert client.submit(here, {'seen': 'x' * 16}).status_code == 409
    assert client.submit(here, {'seen': seen, 'start': '2026-03-10'}).status_code == 303
    assert served(people, dt.date(2026, 3, 13)) == 1


def test_instructors_are_listed_masked_sent_and_changed(people, client):
    client.submit(
        '/instructors/assign', {'who': '示例一', 'organisations': '示例甲会、示例乙会', 'start': '2026-03-10'}
    )
    shown = client.get('/instructors').text
    assert '13800001234' not in shown
    assert '示例甲会' in shown
    client.submit('/instructors/replace', {'old': '示例一', 'on': '2026-03-12', 'stop': '示例乙会'})
    assert served(people, dt.date(2026, 3, 13)) == 1


def fields_of(shown):
    """What the form of a draft holds, as a browser sends it."""
    found = dict(
        re.findall(r'<input(?: type="hidden")?(?: id="[^"]*")? name="([^"]+)" value="([^"]*)"', shown)
    )
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', shown, re.DOTALL):
        found[name] = re.findall(r'<option selected>([^<]*)', options)[0]
    return found


def test_a_form_is_drafted_from_a_blank_checked_and_taken_into_use(place, client, tmp_path):
    data = blank(tmp_path / '用房表.docx').read_bytes()
    where = client.submit('/forms/draft', files={'file': ('用房表.docx', data)}).headers['location']
    held = fields_of(client.get(where).text)
    refused = client.submit(where, held | {'act': 'accept', 'form.0': 'rooms_form'})
    assert refused.headers['location'] == where
    shown = client.get(where).text
    assert '存疑还没有核对' in shown
    assert client.submit(where, held | {'act': 'save'}).status_code == 409
    held = fields_of(shown)
    sure = {f'{row}.sure': 'yes' for row in range(int(held['rows']))}
    assert client.submit(where, held | sure | {'act': 'accept'}).headers['location'] == '/forms'
    assert '活动用房间数' in client.get('/forms/known/rooms_form').text
    assert client.get(where).status_code == 400


def test_a_draft_of_a_form_is_given_up(client, tmp_path):
    data = blank(tmp_path / '用房表.docx').read_bytes()
    where = client.submit('/forms/draft', files={'file': ('用房表.docx', data)}).headers['location']
    client.submit(f'{where}/give-up')
    assert '待核对的' not in client.get('/forms').text
