"""Monday's forty files and Friday's report with three counties missing, as a clerk does both at the desk."""

import html
import re

import pytest

from extractors.readers.scans import stack
from office.config import Rooms
from office.registering import entries
from tests.office.collected import CAMPAIGN
from tests.office.conftest import notice, survey  # noqa: F401  # fixtures
from tests.office.friday import settle
from tests.office.monday import SECRET, fill_inbox
from tests.office.test_friday_papers import S5
from tests.tools import missing

JSON = {'accept': 'application/json'}


@pytest.fixture
def rooms(tmp_path):
    """A folder of the clerk's own computer, where the makers of papers write."""
    return Rooms(tmp_path / '自己的电脑')


def sent(client, folder):
    """The address of a run with every file below a folder, told with the folders it lies in."""
    paths = sorted(path for path in folder.rglob('*') if path.is_file())
    named = [('files', (path.relative_to(folder).as_posix(), path.read_bytes())) for path in paths]
    return client.submit('/upload', files=named).headers['location']


def taken_in(client, desk, run, together=()):
    assert client.submit(f'{run}/start', {'together': list(together)}).status_code == 303
    desk.behind.thread.submit(int).result(300)
    return text_of(client.get(run).text)


def text_of(page):
    return ''.join(html.unescape(re.sub('<[^>]*>', '', page)).split())


@pytest.mark.hard
def test_forty_files_of_a_monday_are_accounted_for(client, desk, place, rooms, notice, survey):  # noqa: F811
    if not stack.is_installed():
        missing('the recogniser is not installed: make setup OCR=1')
    secret = fill_inbox(rooms.inbox, notice, survey)
    run = sent(client, rooms.inbox)
    groups = re.findall('name="together" value="([^"]*)"', client.get(run).text)
    assert groups == ['IMG_0001.jpg']
    told = taken_in(client, desk, run, groups)
    assert (
        "收到40个文件（压缩包内8个）：登记39件（通知12、误送1、报表26），重复2个，同文副本2份（4个文件），"
        "无法读取1个，涉密停止1个"
    ) in told
    assert SECRET not in told
    assert secret.stem not in told
    assert len(entries(place)) == 39
    assert "涉密停止1个" in taken_in(client, desk, sent(client, rooms.inbox), groups)
    assert len(entries(place)) == 39


def test_the_report_of_a_friday_goes_out_with_three_counties_missing(client, desk, root):
    settle(Rooms(root))
    page = text_of(client.get(f'/campaign/{CAMPAIGN}/returns').text)
    assert "第4期2026-05-12" in page
    assert "第5期" not in page
    told = client.get(f'/campaign/{CAMPAIGN}/returns', headers=JSON).json()
    states = {one['unit']: one['state'] for one in told['states']}
    assert {unit for unit, state in states.items() if state == 'missing'} == {'甲县', '丙县'}
    assert (states['丑区'], list(states.values()).count('returned')) == ('unread', 9)
    texts = [text for _, _, text in told['chase']]
    assert len(texts) == 2
    assert all(len(text) <= 70 for text in texts)
    draft = client.submit('/outgoing/new', {'kind': 'report', 'campaign': CAMPAIGN, 'missing': 'carry'})
    report = text_of(client.get(draft.headers['location']).text)
    assert S5 in report
    assert "丑区未报送" not in report
