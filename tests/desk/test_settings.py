"""Settings changed on the page: the file keeps its comments, a stale page changes nothing."""

import re

from office.columns import set_columns
from office.config import load_office
from office.intake import take_in
from store import obligations, register
from store.engine import reading
from tests.desk.test_stories import letter
from tests.office.conftest import NOTICE


def stamp_of(text):
    return re.findall('name="stamp" value="([0-9a-f]{64})"', text)[0]


def contact(client, **more):
    typed = {'contact.office': '综合科', 'contact.phone': '0000-7654321', 'contact.person': ''}
    return {**typed, 'stamp': stamp_of(client.get('/settings').text), **more}


def test_a_group_is_saved_and_comments_stay(client, root, desk):
    path = root / 'office.toml'
    path.write_text('# 我们的说明\n' + path.read_text('utf-8'), 'utf-8')
    assert client.submit('/settings/联系人', contact(client)).status_code == 303
    assert load_office(path).contact.office == '综合科'
    assert path.read_text('utf-8').startswith('# 我们的说明\n')
    assert '综合科' in client.get('/settings').text


def test_what_could_not_be_opened_again_is_not_written(client, root):
    before = (root / 'office.toml').read_bytes()
    page = client.get('/settings').text
    bad = {'lead_days': '九十', 'noon': '25:00', 'evening': '18:00', 'stamp': stamp_of(page)}
    assert client.submit('/settings/期限', bad).status_code == 400
    assert client.submit('/settings/期限', {**bad, 'lead_days': '2'}).status_code == 503
    assert (root / 'office.toml').read_bytes() == before


def test_who_saw_an_older_file_is_told_so(client, root):
    typed = contact(client)
    client.submit('/settings/联系人', {**typed, 'contact.office': '别的科'})
    answer = client.submit('/settings/联系人', typed)
    assert answer.status_code == 409
    assert load_office(root / 'office.toml').contact.office == '别的科'


def test_an_issuing_name_is_added_changed_and_removed(client, root):
    def typed(**more):
        page = client.get('/settings/issuing/新增').text
        name = {'id': 'joint', 'name': '示例市民政局', 'mark': '示例市民政局', 'organ_code': '示民函'}
        return {
            **name,
            'kind': 'government',
            'printed_by': '示例市民政局办公室',
            'stamp': stamp_of(page),
            **more,
        }

    assert client.submit('/settings/issuing/新增', typed(joint='示例市教育局')).status_code == 303
    added = load_office(root / 'office.toml').issuing_names[-1]
    assert (added.id, added.joint_with[0].name) == ('joint', '示例市教育局')
    assert client.submit('/settings/issuing/joint', typed(organ_code='示民发')).status_code == 303
    assert load_office(root / 'office.toml').issuing_names[-1].organ_code == '示民发'
    assert client.submit('/settings/issuing/joint/remove', {'stamp': typed()['stamp']}).status_code == 303
    assert [one.id for one in load_office(root / 'office.toml').issuing_names] == ['office', 'party']


def test_a_name_that_papers_use_is_not_removed(client, root):
    stamp = stamp_of(client.get('/settings').text)
    assert client.submit('/settings/issuing/party/remove', {'stamp': stamp}).status_code == 503
    assert len(load_office(root / 'office.toml').issuing_names) == 2


def test_the_auditor_sees_and_changes_nothing(signed, root):
    client = signed('auditor')
    page = client.get('/settings').text
    assert '保存联系人' not in page
    assert client.submit('/settings/联系人', contact(client)).status_code == 403


def test_today_says_what_nobody_has_filled_in(client, root):
    assert '还没填' not in client.get('/').text
    path = root / 'office.toml'
    path.write_text(path.read_text('utf-8').replace('office = "', 'office = "〈科室〉', 1), 'utf-8')
    page = client.get('/').text
    assert '设置还没填：' in page
    assert 'href="/settings">去填' in page
    page = client.get('/settings').text
    assert '还没填：' in page
    assert re.search('name="contact.office" value="" placeholder="〈科室〉[^"]*"', page)


def become(client, name, roles):
    """The settings page saved with another name and other roles; what the next page tells."""
    typed = {'name': name, 'aliases': name[3:], 'level': 'city', 'region': '示例市', 'roles': roles}
    page = client.get('/settings').text
    client.submit('/settings/本单位', {**typed, 'stamp': stamp_of(page)})
    return client.get('/settings').text


def held(place):
    with reading(place.engine) as connection:
        duties = obligations.list_duties(connection, 1)
        return register.get(connection, 1), {duty.number: duty.ours for duty in duties}


def test_papers_that_came_before_are_judged_by_what_the_office_is_now(client, place):
    letter(place.rooms.inbox / '通知.docx', NOTICE)
    list(take_in(place))
    set_columns(place, 1, {'缓急': '特急'})
    first = held(place)
    assert 'do' in first[1].values()
    assert '重判来文，1件' in become(client, '示例市体育局', ['competent_authority'])
    entry, duties = held(place)
    assert entry.note.startswith('误送')
    assert set(duties.values()) == {'know'}
    assert '重判来文，1件' in become(
        client, '示例市民政局', ['civil_affairs_authority', 'competent_authority']
    )
    assert held(place) == first
    assert '重判' not in become(client, '示例市民政局', ['civil_affairs_authority', 'competent_authority'])
