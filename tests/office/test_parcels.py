"""Mails and archives: what lies in them is registered under the whole path of its parents (G24, G16)."""

import io
from email.message import EmailMessage

import pytest
from docx import Document
from PIL import Image

from extractors.containers import room
from office import parcels, registering, taking
from office.intake import take_in
from office.outcome_words import outcomes_to_line
from store import containers, copies, register, reviews, rows
from store.engine import reading
from tests.build import ole
from tests.office.conftest import NOTICE
from tests.office.packed import locked_zip, mail, zipped

GOOD = (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否')
NOTE = '各位领导：附件是我县的报表，请查收。'


@pytest.fixture
def form(survey):
    """form('备注'): the bytes of a filled form."""

    def make(last='否'):
        path = survey('临时.xlsx', (*GOOD[:-1], last))
        data = path.read_bytes()
        path.unlink()
        return data

    return make


def paper(*lines):
    data = io.BytesIO()
    document = Document()
    for line in lines or NOTICE:
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


def drop(place, name, data):
    path = place.rooms.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def told(place, **wishes):
    return [(outcome.status, outcome.file) for outcome in take_in(place, **wishes)]


def listed(place):
    with reading(place.engine) as connection:
        return {entry.file: entry for entry in register.list_entries(connection)}


def left(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file())


def test_a_mail_with_a_zip_with_a_form_is_one_return_with_its_parents(with_ledger, form):
    inner = zipped({'县区报表/调查表.xlsx': form()})
    drop(with_ledger, '来信.eml', mail(NOTE, {'附件.zip': inner}))
    outcomes = list(take_in(with_ledger))
    assert [(outcome.status, outcome.kind) for outcome in outcomes] == [
        ('opened', 'eml'),
        ('registered', 'return'),
    ]
    assert outcomes_to_line(outcomes) == "收到1个文件（邮件内1个）：登记1件（报表1）"
    (entry,) = listed(with_ledger).values()
    assert (entry.file, entry.sender_hint) == ('来信.eml/附件.zip/县区报表/调查表.xlsx', '甲县民政局')
    assert [one.kind for one in registering.show(with_ledger, 1).containers] == ['zip', 'eml']
    letter = registering.show(with_ledger, 1).containers[1]
    assert (letter.subject, letter.text) == ('报送报表', NOTE)
    assert letter.sent_at.isoformat() == '2026-03-13T09:12:00'
    assert (with_ledger.rooms.archive / letter.archived_as).is_file()
    with reading(with_ledger.engine) as connection:
        assert [row.state for row in rows.list_rows(connection)] == ['accepted']
    assert left(with_ledger.rooms.inbox) == []


def test_a_mail_that_is_the_answer_itself_is_registered(with_ledger):
    words = '截至3月31日，全县登记社会组织86家，已建党组织41家，其中单独23家、联合18家。'
    drop(with_ledger, '甲县.eml', mail(words, {}))
    outcomes = list(take_in(with_ledger))
    assert [(outcome.status, outcome.kind) for outcome in outcomes] == [
        ('opened', 'eml'),
        ('registered', 'return'),
    ]
    assert outcomes[0].message == "邮件“报送报表”，无附件，正文登记为第1号"


def test_a_logo_at_the_end_of_a_mail_is_told_and_bears_no_number(place):
    letter = EmailMessage()
    letter['Subject'], letter['From'], letter['To'] = '关于报送的函', '示例协会 <a@x.example>', 'b@x.example'
    letter.set_content('请各有关单位于4月1日前报送名单。<img src="cid:logo">', subtype='html')
    data = io.BytesIO()
    Image.new('RGB', (120, 40), 'red').save(data, 'PNG')
    letter.add_related(data.getvalue(), 'image', 'png', cid='<logo>', filename='logo.png')
    drop(place, '来信.eml', letter.as_bytes())
    first, *others = take_in(place)
    assert first.message.endswith("无附件，正文登记为第1号；正文里的小图（徽标、签名）不登记：logo.png")
    assert [one.file for one in others] == ['来信.eml/正文.html']


def test_a_note_without_its_attachment_is_a_paper_and_one_with_it_is_none(place):
    drop(place, '1.eml', mail(NOTE, {}))
    drop(place, '2.eml', mail(NOTE, {'通知.docx': paper()}))
    assert [status for status, _ in told(place)] == ['opened', 'registered', 'opened', 'registered']
    assert [entry.kind for entry in listed(place).values()] == ['other', 'notice']


def test_an_attachment_that_is_only_linked_to_is_asked_for(place):
    words = (
        '请查收。\n\n从QQ邮箱发来的超大附件\n\n社会组织台账.zip (1.20G, 2026年4月10日 09:12 到期)\n'
        '进入下载页面：https://mail.qq.com/cgi-bin/ftnExs_download?k=1&code=2\n'
    )
    drop(place, '来信.eml', mail(words, {'通知.docx': paper()}))
    outcomes = list(take_in(place))
    assert '附件未下载：社会组织台账.zip' in outcomes[0].message
    with reading(place.engine) as connection:
        (item,) = [one for one in reviews.list_items(connection) if one.field == 'attachment_not_downloaded']
    assert '2026-04-10' in item.reasons[0]
    registering.reread(place, item.register_number or 0)
    with reading(place.engine) as connection:
        assert len([one for one in reviews.list_items(connection) if one.field == item.field]) == 1


def test_a_marked_member_stops_the_whole_archive(place, form):
    secret = paper('机密★10年', '示例市某某局文件', '关于绝不外传事项的通知', '各单位：', '正文。')
    inner = zipped({'别的/绝不外传.docx': secret})
    path = drop(place, '一批.zip', zipped({'表.xlsx': form(), '里面.zip': inner}))
    drop(place, '别的.zip', zipped({'通知.docx': paper()}))
    before = path.read_bytes()
    outcomes = list(take_in(place))
    assert outcomes_to_line(outcomes) == "收到2个文件（压缩包内1个）：登记1件（通知1），涉密停止1个"
    assert list(listed(place)) == ['别的.zip/通知.docx']
    assert path.read_bytes() == before
    for one in place.rooms.root.rglob('*'):
        if one.is_file() and one != path:
            assert '绝不外传'.encode() not in one.read_bytes()
            assert '一批'.encode() not in one.read_bytes()
    assert told(place) == [('classified', None)]


@pytest.mark.parametrize(
    'members',
    [
        lambda secret: {'另名.docx': secret},
        lambda secret: {'里面.zip': zipped({'另名.docx': secret})},
        lambda _: {'.别的.docx': paper('秘密★5年', '关于某某事项的通知')},
        lambda _: {'~$别的.docx.tmp': paper('秘密★5年', '关于某某事项的通知')},
        lambda _: {'秘密★5年/通知.docx': paper()},
    ],
    ids=['stopped before', 'stopped before, deeper', 'hidden', 'temporary', 'folder'],
)
def test_an_archive_is_stopped_for_anything_that_it_would_keep(place, members):
    secret = paper('示例市某某局文件', '关于某某事项的通知')
    drop(place, '机密★10年.docx', secret)
    told(place)
    path = drop(place, '一批.zip', zipped({'通知.docx': paper(), **members(secret)}))
    assert told(place) == [('classified', None)] * 2
    assert path.exists()
    assert listed(place) == {}
    assert left(place.rooms.archive) == []


def test_a_paper_with_a_name_like_a_temporary_one_is_registered(place):
    drop(place, '一批.zip', zipped({'通知.tmp': paper(), '.DS_Store': b'\0\0\0\1Bud1'}))
    assert [status for status, _ in told(place)] == ['opened', 'registered']


def test_containers_in_containers_are_counted_over_all_levels(place, monkeypatch):
    monkeypatch.setattr(room, 'MAX_BOXES', 4)
    inner = zipped({f'{number}.zip': zipped({'a.txt': b'1'}) for number in range(3)})
    drop(place, '一批.zip', zipped({'一.zip': inner, '二.zip': inner}))
    assert told(place) == [('unreadable', '一批.zip')]


def test_the_same_archive_again_is_a_duplicate_that_the_second_sender_sent_too(place, form):
    data = zipped({'表.xlsx': form()})
    drop(place, '甲县/一批.zip', data)
    drop(place, '乙县/一批.zip', data)
    assert [status for status, _ in told(place)] == ['opened', 'registered', 'duplicate']
    with reading(place.engine) as connection:
        (copy,) = copies.list_copies(connection)
    assert (copy.file, copy.sender_hint) == ('甲县/一批.zip/表.xlsx', '甲县')
    assert left(place.rooms.inbox) == []


def test_bytes_that_lie_in_the_inbox_and_in_an_archive_are_one_paper(place, form):
    drop(place, '一批.zip', zipped({'表.xlsx': form(), '表2.xlsx': form()}))
    drop(place, '表.xlsx', form())
    outcomes = list(take_in(place))
    assert outcomes_to_line(outcomes) == "收到2个文件（压缩包内2个）：登记1件（报表1），重复2个"


def test_what_cannot_be_read_is_set_aside_under_the_name_of_its_archive(place, form, tmp_path):
    locked = ole(tmp_path / 'a.docx', 'EncryptedPackage', 'EncryptionInfo').read_bytes()
    drop(place, '一批.zip', zipped({'加密.docx': locked, '表.xlsx': form()}))
    (place.rooms.unreadable / '二批.zip').write_bytes(b'an older one')
    drop(place, '二批.zip', zipped({'加密.docx': locked + b' '}))
    statuses = [status for status, _ in told(place)]
    assert sorted(statuses) == ['opened', 'opened', 'registered', 'unreadable', 'unreadable']
    assert '一批.zip/加密.docx.原因.txt' in left(place.rooms.unreadable)
    with reading(place.engine) as connection:
        kept = [one.file for one in register.list_unreadable(connection)]
    assert all((place.rooms.unreadable / file).is_file() for file in kept)
    assert len(kept) == 2


def test_a_broken_archive_is_set_aside_like_any_file(place, form):
    drop(place, '坏.zip', zipped({'表.xlsx': form()})[:-60])
    assert told(place) == [('unreadable', '坏.zip')]
    assert left(place.rooms.inbox) == []


def answering(password, asked):
    """A person who gives this password and whose questions are noted."""

    def answer(file):
        asked.append(file)
        return password

    return answer


def test_a_locked_archive_waits_for_its_password_which_opens_the_next_one_too(place, form):
    for number in (1, 2):
        drop(place, f'{number}.zip', locked_zip({f'表{number}.xlsx': form(f'备注{number}')}, '八个字'))
    assert told(place) == [('locked', '1.zip'), ('locked', '2.zip')]
    assert left(place.rooms.inbox) == ['1.zip', '2.zip']
    asked: list[str] = []
    statuses = told(place, ask=answering('八个字', asked))
    assert [status for status, _ in statuses] == ['opened', 'registered'] * 2
    assert asked == ['1.zip']
    assert '八个字'.encode() not in place.rooms.database.read_bytes()


def test_a_locked_archive_inside_keeps_the_outer_one_waiting_and_is_asked_for_once(place, form):
    inner = locked_zip({'表.xlsx': form()}, '对的')
    drop(place, '一批.zip', zipped({'里面.zip': inner, '通知.docx': paper()}))
    asked: list[str] = []
    assert told(place, passwords=['错的'], ask=answering('又错', asked)) == [('locked', '一批.zip')]
    assert '密码不对' in next(iter(take_in(place, passwords=['错的']))).message
    assert asked == ['一批.zip/里面.zip']
    assert listed(place) == {}


@pytest.mark.parametrize('stop', ['taking._record', 'parcels._close'])
def test_a_stop_anywhere_in_an_archive_costs_nothing(place, form, monkeypatch, tmp_path, stop):
    locked = ole(tmp_path / 'a.docx', 'EncryptedPackage', 'EncryptionInfo').read_bytes()
    members = {f'表{number}.xlsx': form(f'备注{number}') for number in range(3)}
    again = {'再来一份.xlsx': members['表0.xlsx'], '通知.docx': paper(), '加密.docx': locked}
    data = zipped(members | again)
    path = drop(place, '甲县/一批.zip', mail(NOTE, {'附件.zip': data}))
    module, name = stop.split('.')
    module = {'taking': taking, 'parcels': parcels}[module]
    real, left_to_do = getattr(module, name), [2 if name == '_record' else 0]

    def killed(*arguments):
        if left_to_do[0] == 0:
            raise KeyboardInterrupt
        left_to_do[0] -= 1
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(module, name, killed)
        with pytest.raises(KeyboardInterrupt):
            told(place)
    assert path.exists()
    told(place)
    assert sorted(entry.kind for entry in listed(place).values()) == ['notice', 'return', 'return', 'return']
    assert {entry.state for entry in listed(place).values()} == {'done'}
    with reading(place.engine) as connection:
        assert len(copies.list_copies(connection)) == 1
        assert len(register.list_unreadable(connection)) == 1
        assert containers.get(connection, 1).state == 'done'
        assert containers.get(connection, 3) is None
    assert left(place.rooms.inbox) == []
    names = {entry.archived_as for entry in listed(place).values()}
    assert {one.name for one in place.rooms.archive.iterdir() if one.is_file()} == names
