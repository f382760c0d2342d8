"""Mails of Outlook (.msg): head, text in its three forms, attachments, mails inside."""

import datetime as dt

import pytest

from extractors.containers.eml import take as take_eml
from extractors.containers.kind import container_kind
from extractors.containers.msg import take
from extractors.containers.parts import Message
from extractors.containers.rtf_body import rtf_of
from extractors.containers.taken import Fault
from model.errors import Damaged
from tests.build_containers import ole_tree, properties

SENT = dt.datetime(2026, 4, 1, 10, 30)
TICKS = int((SENT - dt.timedelta(hours=8) - dt.datetime(1601, 1, 1)).total_seconds()) * 10**7
PACKED = bytes.fromhex(
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0'
)
"""The first example of [MS-OXRTFCP] 4.1."""


def message(texts, *, attached=(), head=32, fixed=None, recipients=()):
    texts = {0x0037: '关于报送的函', 0x0C1A: '示例协会', 0x5D01: 'a@x.example', **texts}
    tree = properties(texts, {(0x0039, 0x40): TICKS, **(fixed or {})}, head)
    for number, one in enumerate(attached):
        tree[f'__attach_version1.0_#{number:08X}'] = one
    for number, (name, address) in enumerate(recipients):
        tree[f'__recip_version1.0_#{number:08X}'] = properties({0x3001: name, 0x39FE: address}, {}, 8)
    return tree


def attachment(name, data, method=1, kind='', content_id=''):
    texts = {0x3707: name, 0x3701: data, 0x370E: kind, 0x3712: content_id}
    return properties({number: text for number, text in texts.items() if text}, {(0x3705, 3): method}, 8)


def parts_of(path):
    head, *rest = take(path)
    assert isinstance(head, Message)
    members = {one.name: b''.join(one.data) for one in rest if not isinstance(one, Fault)}
    return head, members, [one.name for one in rest if isinstance(one, Fault)]


def test_a_message_gives_its_head_its_text_and_its_attachments(tmp_path):
    tree = message(
        {0x1000: '请查收。'}, attached=[attachment('报表.xlsx', b'x')], recipients=[('乙', 'b@x.example')]
    )
    path = ole_tree(tmp_path / 'a.msg', tree)
    assert container_kind(path) == 'msg'
    head, members, faults = parts_of(path)
    assert head == Message('关于报送的函', '示例协会 <a@x.example>', ('乙 <b@x.example>',), SENT)
    assert members == {'正文.txt': '请查收。'.encode(), '报表.xlsx': b'x'}
    assert faults == []


def test_the_page_is_kept_in_its_own_encoding(tmp_path):
    tree = message({0x1000: '甲', 0x1013: '<p>甲县</p>'.encode('gbk')}, fixed={(0x3FDE, 3): 936})
    assert '<p>甲县</p>' in parts_of(ole_tree(tmp_path / 'a', tree))[1]['正文.html'].decode()


def test_the_formatted_text_is_unpacked(tmp_path):
    assert rtf_of(PACKED) == b'{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n'
    assert list(parts_of(ole_tree(tmp_path / 'a', message({0x1009: PACKED})))[1]) == ['正文.rtf']
    with pytest.raises(Damaged):
        rtf_of(b'x' * 40)


def test_a_mail_inside_keeps_its_head_and_its_attachments(tmp_path):
    inner = message({0x0037: '转发/的函', 0x1000: '内容'}, attached=[attachment('甲.doc', b'1')], head=24)
    holder = {**properties({}, {(0x3705, 3): 5}, 8), '__substg1.0_3701000D': inner}
    path = ole_tree(tmp_path / 'a', message({0x1000: 'x'}, attached=[holder]))
    data = parts_of(path)[1]['转发_的函.eml']
    (tmp_path / 'b').write_bytes(data)
    head, body, attached = take_eml(tmp_path / 'b')
    assert (head.subject, head.sender, head.sent_at) == ('转发/的函', '示例协会 <a@x.example>', SENT)
    assert (b''.join(body.data).decode(), attached.name, b''.join(attached.data)) == ('内容', '甲.doc', b'1')


def test_what_the_message_does_not_hold_is_told(tmp_path):
    linked = attachment('汇总.xlsx', b'', method=7)
    packed = attachment('winmail.dat', b'x')
    drawn = attachment('标志.png', b'x', kind='image/png', content_id='p@x')
    tree = message({0x1013: b'<img src="cid:p@x">'}, attached=[linked, packed, drawn])
    _, members, faults = parts_of(ole_tree(tmp_path / 'a', tree))
    assert (list(members), faults) == ([], ['汇总.xlsx', 'winmail.dat'])


def test_another_ole_file_is_no_message(tmp_path):
    tree = {'WordDocument': b'x' * 600, 'ObjectPool': {'_1': message({})}}
    assert container_kind(ole_tree(tmp_path / 'a.doc', tree)) is None
