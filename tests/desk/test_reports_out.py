"""A report drafted at the desk on Friday: incomplete, followed number by number, corrected after issue."""

import io
import zipfile
from urllib.parse import quote, urlencode

import pytest
from docx import Document
from openpyxl import Workbook

from office.config import Rooms
from office.intake import take_in
from store import outbox
from store.engine import reading
from tests.desk.test_outgoing import between
from tests.office.collected import CAMPAIGN
from tests.office.friday import settle
from tests.office.issued_friday import LATER, corrected, filled, with_originals
from tests.outgoing.penned import text_of

ASKING = (
    '示例省民政厅文件',
    '示例函〔2026〕8号',
    '示例省民政厅关于征求《示例省社会组织条例（征求意见稿）》意见的通知',
    '示例市民政局：',
    '现征求你局意见，请于2026年4月7日前将修改意见反馈我单位。',
    '示例省民政厅',
    '2026年3月2日',
)


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


def own_comments():
    data, made = io.BytesIO(), Workbook()
    made.active.append(('序号', '反馈单位', '条款', '原文', '修改意见', '理由'))
    made.active.append((1, '示例市民政局', '第三条', '每年33次', '每年63次', '便于执行'))
    made.save(data)
    return data.getvalue()


@pytest.fixture
def asked_for_comments(place):
    document = Document()
    for line in ASKING:
        document.add_paragraph(line)
    document.save(place.rooms.inbox / '征求意见.docx')
    return [one.number for one in take_in(place)][-1]


def test_an_answer_takes_our_comments_from_a_file(client, place, asked_for_comments):
    told = {'kind': 'reply', 'register': str(asked_for_comments), 'answer': 'letter'}
    sent = client.submit('/outgoing/new', told, files={'comments': ('意见.xlsx', own_comments())})
    assert sent.status_code == 303, sent.text
    (paper,) = place.rooms.outbox.glob('*.docx')
    assert '建议修改为：“每年63次”' in text_of(paper.read_bytes())
    empty = client.submit('/outgoing/new', told, files={'comments': ('意见.txt', '没有'.encode())})
    assert (empty.status_code, "没有读到意见" in empty.text) == (400, True)
    assert client.submit('/outgoing/new', told | {'answer': 'poem'}).status_code == 400
