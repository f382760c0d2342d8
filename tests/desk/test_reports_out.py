"""A report drafted at the desk on Friday: incomplete, followed number by number, corrected after issue."""

import io
import zipfile
from urllib.parse import quote, urlencode

import pytest

from office.config import Rooms
from store import outbox
from store.engine import reading
from tests.desk.test_outgoing import between
from tests.office.collected import CAMPAIGN
from tests.office.friday import settle
from tests.office.issued_friday import LATER, corrected, filled, with_originals


@pytest.fixture
def friday(root, desk):
    """Nine returns, three counties missing."""
    settle(Rooms(root))
    return desk.place('示例甲')


def paper_of(place):
    with reading(place.engine) as connection:
        (paper,) = outbox.list_all(connection)
    return paper


def test_a_report_is_drafted_followed_numbered_and_corrected(friday, client, desk):
    assert "起草落实情况报告" in client.get('/outgoing/new').text
    told = {'kind': 'report', 'campaign': CAMPAIGN, 'missing': 'carry'}
    sent = client.submit('/outgoing/new', told)
    paper = paper_of(friday)
    assert sent.headers['location'] == f'/outgoing/paper/{quote(paper.file)}'
    html = client.get(sent.headers['location']).text
    assert "还要由人填写：主要做法" in html
    assert "52.5%" in html
    assert "还没有编号，不能用印" in html
    number = between(html.split('>231</a>')[0].rsplit('<a ', 1)[1], 'data-number="')
    panel = client.get(f'/trace/figure?{urlencode({"file": paper.file, "n": number})}').text
    assert "已核" in panel
    assert '/paper/' in panel
    with_originals(friday)
    evidence = client.submit('/trace/evidence', {'file': paper.file, 'about': number})
    assert '目录.xlsx' in ''.join(zipfile.ZipFile(io.BytesIO(evidence.content)).namelist())
    path = friday.rooms.outbox / paper.file
    order = {'file': paper.file, 'numbers': '4', 'dated': '2026-03-13', 'signed_by': '示例甲'}
    assert "没填写" in client.submit('/outgoing/issue', order).text
    filled(path)
    assert "已编号1份" in client.submit('/outgoing/issue', order).text
    issued = path.read_bytes()
    corrected(friday)
    desk.today = LATER
    answer = client.submit('/outgoing/correct', {'file': paper.file})
    assert "38" in answer.text
    assert "已起草更正稿" in answer.text
    assert path.read_bytes() == issued


def test_what_cannot_be_drafted_is_refused_with_its_reason(client):
    for kind in ('lists', 'reply', 'nonsense', 'changes'):
        answer = client.submit('/outgoing/new', {'kind': kind, 'campaign': CAMPAIGN, 'register': '999'})
        assert answer.status_code == 400, kind
        assert 'class="fault"' in answer.text
