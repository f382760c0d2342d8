"""The telephone of whom to ask is masked wherever the page of a paper tells it; in full it goes on record."""

from docx import Document

from office.intake import take_in
from store import audit
from store.engine import reading
from tests.office.conftest import NOTICE
from tests.warm import kept_children, no_settling, warm_children  # noqa: F401  # fixtures

PHONE = '0000-7654321'
LINES = (
    *NOTICE[:9],
    '附件：社会组织党建工作台账',
    f'联系人：示例丙，联系电话：{PHONE}',
    *NOTICE[9:],
)


def test_a_missing_attachment_does_not_print_the_telephone(client, place):
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(place.rooms.inbox / '通知.docx')
    list(take_in(place))
    page = client.get('/paper/1').text
    assert '未随文收到' in page
    assert PHONE not in page
    assert '7654321' not in page
    assert 'data-reveal="paper" data-which="1:0"' in page
    answer = client.submit('/reveal', {'kind': 'paper', 'which': '1:0'})
    assert answer.json() == {'phone': PHONE}
    with reading(place.engine) as connection:
        assert audit.lines(connection)[-1]['about'] == '收文第1号的联系人'
    assert client.submit('/reveal', {'kind': 'paper', 'which': '1:7'}).status_code == 400
