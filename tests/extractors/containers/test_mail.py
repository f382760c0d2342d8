"""Mails as senders really write them: head lines, texts, attachments, and attachments that are only links."""

import base64
import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.containers.eml import take
from extractors.containers.kind import container_kind
from extractors.containers.parts import Message, Undelivered
from extractors.containers.taken import Fault, Piece
from extractors.containers.undelivered import Line, undelivered_of
from tests.build_containers import mail, part

HEAD = 'From: a@x.example\nTo: b@x.example\nSubject: s\nDate: Wed, 1 Apr 2026 10:30:00 +0800'
SENT = dt.datetime(2026, 4, 1, 10, 30)


def word(text, encoding='gb18030', kind='B'):
    return f'=?{encoding}?{kind}?{base64.b64encode(text.encode(encoding)).decode()}?='


def drawn(width, height):
    data = io.BytesIO()
    Image.new('L', (width, height), 255).save(data, 'PNG')
    return data.getvalue()


def parts_of(path):
    """The head, {name: bytes} of what the mail holds, and the names of what it cannot give."""
    head, *rest = take(path)
    assert isinstance(head, Message)
    members = {one.name: b''.join(one.data) for one in rest if isinstance(one, Piece)}
    return head, members, [one.name for one in rest if isinstance(one, Fault)]


def test_a_mail_gives_its_text_and_its_attachments(tmp_path):
    head = f'From: {word("示例协会")} <a@x.example>\nTo: {word("张某")} <b@x.example>, c@x.example\n'
    head += f'Subject: {word("关于报送的函")}\nDate: Wed, 01 Apr 2026 02:30:00 +0000'
    text = part('text/plain; charset=gb2312', '请查收。'.encode('gbk'))
    path = mail(tmp_path / 'a.eml', head, text, part('application/octet-stream', b'x', word('报表.xlsx')))
    assert container_kind(path) == 'eml'
    found, members, faults = parts_of(path)
    assert found == Message(
        '关于报送的函', '示例协会 <a@x.example>', ('张某 <b@x.example>', 'c@x.example'), SENT
    )
    assert members == {'正文.txt': '请查收。'.encode(), '报表.xlsx': b'x'}
    assert faults == []


def test_a_subject_that_is_cut_inside_a_letter_is_put_together(tmp_path):
    raw = '关于报送'.encode('gbk')
    cut = [f'=?gb2312?B?{base64.b64encode(piece).decode()}?=' for piece in (raw[:3], raw[3:])]
    path = mail(
        tmp_path / 'a.eml',
        f'From: a@x.example\nSubject: {cut[0]}\n {cut[1]} 通知',
        'Content-Type: text/plain\n\nx',
    )
    assert parts_of(path)[0].subject == '关于报送 通知'


def test_raw_gbk_in_the_head_is_read(tmp_path):
    path = tmp_path / 'a.eml'
    path.write_bytes('From: 示例协会 <a@x.example>\nSubject: 关于报送名单的函\n\n正文在此\n'.encode('gbk'))
    head, members, _ = parts_of(path)
    assert (head.subject, head.sender) == ('关于报送名单的函', '示例协会 <a@x.example>')
    assert members == {'正文.txt': '正文在此\n'.encode()}


@pytest.mark.parametrize(
    'said',
    [
        "filename*=gb2312''%BC%D7%CF%D8.xls",
        "filename*0*=utf-8''%E7%94%B2; filename*1*=%E5%8E%BF.xls",
        'filename="甲县.xls"',
        'filename*=甲县.xls',
        'filename="=?utf-8?Q?=E7=94=B2=E5=8E=BF.xls?="',
        "filename=\"x.xls\"; filename*=UTF-8''%E7%94%B2%E5%8E%BF.xls",
        'filename="C:\\\\报表\\\\甲县.xls"',
    ],
)
def test_a_name_is_read_however_it_is_written(tmp_path, said):
    attached = f'Content-Type: application/vnd.ms-excel\nContent-Disposition: attachment; {said}\n\nx'
    assert '甲县.xls' in parts_of(mail(tmp_path / 'a.eml', HEAD, attached))[1]


def test_of_two_forms_of_a_text_the_page_is_kept_unless_it_says_less(tmp_path):
    plain, page = (
        part('text/plain; charset=utf-8', '甲乙丙丁戊己'.encode()),
        '<table><tr><td>甲乙丙丁戊己</table>',
    )
    kept = parts_of(
        mail(tmp_path / 'a', HEAD, plain, part('text/html; charset=utf-8', page.encode()), kind='alternative')
    )
    assert '<table>' in kept[1]['正文.html'].decode()
    kept = parts_of(mail(tmp_path / 'b', HEAD, plain, part('text/html', b'<p>-</p>'), kind='alternative'))
    assert list(kept[1]) == ['正文.txt']


def test_texts_around_an_attachment_are_one_text(tmp_path):
    texts = [part('text/plain; charset=utf-8', text.encode()) for text in ('前文', '后文')]
    members = parts_of(mail(tmp_path / 'a', HEAD, texts[0], part('image/png', b'x', 'a.png'), texts[1]))[1]
    assert members == {'正文.txt': '前文\n后文'.encode(), 'a.png': b'x'}


def test_small_pictures_of_the_text_are_no_attachments_unless_they_are_the_mail(tmp_path):
    def shown(text, picture):
        page = part('text/html; charset=utf-8', f'{text}<img src="cid:p@x">'.encode())
        picture = part('image/jpeg; name="p.jpg"', picture, more='Content-ID: <p@x>\n')
        return list(parts_of(mail(tmp_path / 'a', HEAD, page, picture, kind='related'))[1])

    banner = drawn(600, 90) + bytes(50_000)
    assert shown('各县区：' * 20, banner) == ['正文.html']
    assert shown('见图', drawn(60, 60)) == ['正文.html']
    assert shown('', banner) == ['p.jpg']
    assert shown('', drawn(120, 40)) == []
    assert shown('各县区：', drawn(700, 900)) == ['正文.html', 'p.jpg']


def test_a_small_picture_is_told_in_the_head_and_one_called_an_attachment_is_kept(tmp_path):
    page = part('text/html; charset=utf-8', f'{"各县区：" * 20}<img src="cid:p@x">'.encode())
    mark = part('image/png; name="签名.png"', drawn(120, 40), more='Content-ID: <p@x>\n')
    stamp = part('image/png', drawn(120, 40), '公章.png')
    head, members, _ = parts_of(mail(tmp_path / 'a', HEAD, page, mark, stamp, kind='related'))
    assert (head.left_out, list(members)) == (('签名.png',), ['正文.html', '公章.png'])


def test_a_page_that_is_pasted_into_a_text_is_an_attachment(tmp_path):
    page = part('text/html; charset=utf-8', ('各县区：' * 20 + '<img src="cid:p@x">').encode())
    scan = part('image/png; name="p.png"', drawn(600, 800), more='Content-ID: <p@x>\n')
    assert list(parts_of(mail(tmp_path / 'a', HEAD, page, scan, kind='related'))[1]) == ['正文.html', 'p.png']
    written = base64.b64encode(drawn(600, 800)).decode()
    page = part('text/html', f'<p>{"通知" * 40}</p><img src="data:image/png;base64,{written}">'.encode())
    assert list(parts_of(mail(tmp_path / 'a', HEAD, page))[1]) == ['正文.html', '正文图片1.png']


def test_a_mail_inside_is_a_mail(tmp_path):
    inner = 'Content-Type: message/rfc822\n\nFrom: c@x.example\nSubject: 转发的函\n\n内容'
    path = mail(tmp_path / 'a.eml', HEAD, 'Content-Type: text/plain\n\nx', inner)
    data = parts_of(path)[1]['转发的函.eml']
    (tmp_path / 'b.eml').write_bytes(data)
    assert container_kind(tmp_path / 'b.eml') == 'eml'
    assert parts_of(tmp_path / 'b.eml')[1]['正文.txt'].decode().strip() == '内容'


def test_what_cannot_be_taken_out_is_told_and_what_is_none_is_not(tmp_path):
    calendar = part('text/calendar', b'BEGIN:VCALENDAR')
    packed, sealed = (
        part('application/ms-tnef', b'x', 'winmail.dat'),
        part('application/pkcs7-mime', b'x', 'smime.p7m'),
    )
    members, faults = parts_of(mail(tmp_path / 'a', HEAD, calendar, packed, sealed))[1:]
    assert (list(members), faults) == ([], ['winmail.dat', 'smime.p7m'])


@pytest.mark.parametrize('sender', ['示例 <jx@example.cn>', '<Saved by Blink>'])
def test_a_mail_sent_to_nobody_by_name_is_a_mail_and_a_saved_page_is_none(tmp_path, sender):
    page = part('text/html; charset=utf-8', '<p>见附件</p>'.encode())
    path = mail(tmp_path / 'a.eml', f'From: {sender}\nSubject: a', page, kind='related')
    assert container_kind(path) == ('eml' if '@' in sender else None)


def test_a_mail_without_words_has_no_text(tmp_path):
    path = mail(
        tmp_path / 'a', HEAD, part('text/html', b'<p>&nbsp;</p>'), part('application/pdf', b'x', 'a.pdf')
    )
    assert list(parts_of(path)[1]) == ['a.pdf']


def test_a_mail_that_was_cut_is_told(tmp_path):
    path = mail(tmp_path / 'a', HEAD, part('text/plain', b'x'), part('text/csv', b'a,b' * 90, 'a.csv'))
    path.write_bytes(path.read_bytes()[:-60])
    assert parts_of(path)[2] == ['邮件末尾']


def test_flowed_lines_are_put_together(tmp_path):
    text = 'Content-Type: text/plain; format=flowed; charset=utf-8\n\n请于 \n月底前报送。\n示例协会'
    assert parts_of(mail(tmp_path / 'a', HEAD, text))[1]['正文.txt'].decode() == '请于 月底前报送。\n示例协会'


@pytest.mark.parametrize(
    'quote',
    [
        '------------------ 原始邮件 ------------------',
        '发件人：甲\n发送时间：2026年4月1日\n收件人：乙',
        '在 2026-04-01 10:00:00，"甲" <a@x.example> 写道：',
        '-----Original Message-----',
    ],
)
def test_where_older_mails_begin_is_told(tmp_path, quote):
    path = mail(tmp_path / 'a', HEAD, part('text/plain; charset=utf-8', f'收到。\n{quote}\n旧文'.encode()))
    head, members, _ = parts_of(path)
    assert head.quoted_from == quote.split('\n')[0]
    assert '旧文' in members['正文.txt'].decode()


def test_a_saved_page_and_a_text_are_no_mails(tmp_path):
    path = tmp_path / 'a'
    for text in (
        'From: <Saved by Blink>\nSubject: x\nContent-Type: multipart/related; boundary="X"\n\n',
        '主题：报送\n发件人：甲\n',
        'Subject: x\nDate: y\n\n',
    ):
        path.write_text(text, 'utf-8')
        assert container_kind(path) is None, text


def lines(text):
    return [Line(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ('text', 'size', 'until', 'until_text'),
    [
        (
            '从QQ邮箱发来的超大附件\n汇总.zip (35.21M, 2026年05月02日 10:30 到期) 进入下载页面',
            '35.21M',
            (5, 2),
            '2026年05月02日 10:30',
        ),
        (
            '从网易163邮箱发来的云附件\n汇总.zip\n文件大小：102.5MB，有效期至 2026-04-16 23:59',
            '102.5MB',
            (4, 16),
            '2026-04-16 23:59',
        ),
        ('来自139邮箱的超大附件\n汇总.zip 1.2G\n剩余15天', '1.2G', (4, 16), '剩余15天'),
        ('文件中转站\n汇总.zip（8 MB）无限期', '8 MB', None, '无限期'),
        ('超大附件 1. 汇总.zip 8K', '8K', None, None),
        ('云附件：汇总.zip 下载地址：http://x.example', None, None, None),
    ],
)
def test_an_attachment_that_is_a_link_is_told_with_its_last_day(text, size, until, until_text):
    day = dt.date(2026, *until) if until else None
    assert undelivered_of(lines(f'请查收。\n{text}\n祝好'), SENT) == (
        Undelivered('汇总.zip', size, day, until_text),
    )


def test_two_links_are_two_attachments_with_their_own_days():
    text = '超大附件\n甲.doc 1M 2026年4月2日到期\n乙.doc 2M 2026年4月3日到期'
    found = undelivered_of(lines(text), SENT)
    assert [(one.name, one.size, one.until.day) for one in found] == [
        ('甲.doc', '1M', 2),
        ('乙.doc', '2M', 3),
    ]


@pytest.mark.parametrize(
    'text',
    [
        '请把超大附件改为普通附件。\n请填写汇总.xlsx，于2026年4月1日前报送。',
        '附件：汇总.xlsx（12KB）',
        '超大附件\n一\n二\n三\n四\n五\n汇总.xlsx 12KB',
    ],
)
def test_a_sentence_with_a_files_name_is_no_link(text):
    assert undelivered_of(lines(text), SENT) == ()


def test_a_store_of_files_is_an_attachment_without_a_name():
    (one,) = undelivered_of([Line('放在网盘了，链接: https://pan.baidu.com/s/1a 提取码: x1 有效期7天')], SENT)
    assert (one.name, one.until, one.until_text) == ('网盘里的文件', dt.date(2026, 4, 8), '有效期7天')


def test_a_link_to_a_store_needs_no_heading():
    line = Line('汇总.zip', ('https://wx.mail.qq.com/ftn/download?func=3&k=1',))
    assert undelivered_of([line], SENT) == (Undelivered('汇总.zip'),)


@given(st.integers(0, 1200), st.binary(min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_mail_that_was_hurt_on_its_way_is_read_all_the_same(tmp_path_factory, at, hurt):
    folder = tmp_path_factory.getbasetemp()
    attached = part('application/pdf', b'x' * 40, "=?gb2312?B?vNfP2A==?=.pdf")
    data = mail(folder / 'hurt.eml', HEAD, part('text/html; charset=gb2312', b'<p>x'), attached).read_bytes()
    (folder / 'hurt.eml').write_bytes(data[:at] + hurt + data[at + len(hurt) :])
    assert isinstance(parts_of(folder / 'hurt.eml')[0], Message)
