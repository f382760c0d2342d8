"""What somebody types is a name the office knows, never a path of this machine."""

import io
import zipfile
from urllib.parse import urlencode

import pytest

from model.task import Task
from office.intake import take_in
from store import tasks
from store.engine import atomic
from tests.office.test_drafting import LINES
from tests.office.test_story_s4 import letters

ELSEWHERE = ['office.toml', '/etc/hostname', '../office.toml', '../发文', '.', '长' * 300, '甲\x00乙']


@pytest.fixture
def first(place):
    """The first of two letters, as drafted."""
    return letters(place, 2)[1][0].name


def test_a_campaign_is_drafted_from_the_register_alone(client, place, tmp_path, monkeypatch):
    (place.rooms.inbox / '通知.txt').write_text('\n'.join(LINES), 'utf-8')
    (tmp_path / '1').write_text('不是通知', 'utf-8')
    (outcome,) = take_in(place)
    assert outcome.kind == 'notice'
    monkeypatch.chdir(tmp_path)
    assert client.submit('/campaigns/draft', {'number': '1'}).status_code == 303
    assert client.submit('/campaigns/draft', {'number': str(tmp_path / '1')}).status_code == 400


def test_no_paper_is_found_by_a_path(client, first):
    for name in ELSEWHERE:
        refused(client, name)


def refused(client, name):
    for address in ('download', 'download/slip', 'adopt'):
        assert client.get(f'/outgoing/{address}?{urlencode({"file": name})}').status_code == 400
    assert client.submit('/trace/evidence', {'file': name, 'about': '1'}).status_code == 400
    assert (
        client.submit('/outgoing/issue', {'file': name, 'dated': '2026-03-13', 'signed_by': '甲'}).status_code
        == 400
    )
    told = {'paper': f'drafted:{name}', 'to': 'checked'}
    assert client.submit('/outgoing/step', told).status_code == 400


def test_a_file_of_the_working_folder_is_not_taken_for_a_paper(client, place, first, tmp_path, monkeypatch):
    (tmp_path / first).write_bytes(b'other')
    monkeypatch.chdir(tmp_path)
    ours = (place.rooms.outbox / first).read_bytes()
    told = urlencode({'file': first})
    assert client.get(f'/outgoing/download?{told}').content == ours
    assert client.get(f'/trace?{told}').status_code == 200


def test_evidence_that_others_name_is_a_paper_of_ours(client, place):
    (place.rooms.outbox / '照片.txt').write_text('示例', 'utf-8')
    names = [*ELSEWHERE[:-1], 'shoufa.db', '发文/../shoufa.db', '存档', '发文/照片.txt']
    with atomic(place.engine) as connection:
        tasks.save_many(connection, [named_by(place, name) for name in names])
    made = [packed(client, number) for number, _ in enumerate(names, start=1)]
    assert [len(one) for one in made] == [2] * (len(names) - 1) + [3]


def named_by(place, name):
    return Task(collection='甲', task=name, unit='甲县', state='done', at=place.now(), evidence=name)


def packed(client, number):
    made = client.submit('/trace/evidence', {'about': f'任务{number}'})
    return zipfile.ZipFile(io.BytesIO(made.content)).namelist()


@pytest.mark.parametrize(
    'where',
    ['{"page":"x"}', '{"page":1,"box":[1]}', '{"page":1,"box":[1,2,3,NaN]}', '{"cell":{}}', '[' * 20_000],
)
def test_a_place_is_one(client, where):
    assert client.get('/paper/1/place.png', params={'where': where}).status_code in {400, 404}
