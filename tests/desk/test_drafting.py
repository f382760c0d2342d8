"""From a registered notice to a running campaign in the browser's forms alone: no TOML is touched (G6)."""

import re
from urllib.parse import quote

import pytest

from office import planning
from office.drafting import draft_pack
from office.intake import take_in
from office.pack_parts import parts_of
from store import audit
from store.engine import reading
from tests.office.test_drafting import LINES

PACK = '春季组建'
HERE = f'/campaign/{quote(PACK)}'


@pytest.fixture
def noticed(place):
    (place.rooms.inbox / '通知.txt').write_text('\n'.join(LINES), 'utf-8')
    (outcome,) = take_in(place)
    assert outcome.kind == 'notice'
    return place


@pytest.fixture
def drafted(noticed):
    draft_pack(noticed, '1')
    return noticed


def part(place, section, word=''):
    return next(
        one
        for one in parts_of(planning.pack_named(place, PACK))
        if one.section.key == section and word in one.name
    )


def aim(one, **more):
    return {'section': one.section.key, 'seen': one.seen, **more}


def confirm_all(client, place):
    """Every doubt answered as a person would: a shown answer, or else the part is taken out."""
    for doubt in planning.pack_named(place, PACK).doubtful:
        assert client.submit(f'{HERE}/draft/settle', {'doubt': doubt}).status_code == 303
    while doubtful := [one for one in parts_of(planning.pack_named(place, PACK)) if one.doubt]:
        one = doubtful[0]
        answer = (
            client.submit(f'{HERE}/draft/confirm', aim(one, way=one.ways[0].key))
            if one.ways
            else client.submit(f'{HERE}/draft/remove', aim(one))
        )
        assert answer.status_code == 303, answer.text


def test_a_registered_notice_runs_as_a_campaign_after_its_doubts_are_answered(noticed, client):
    assert '春季组建' in client.get('/campaigns').text
    answer = client.submit('/campaigns/draft', {'number': '1'})
    assert answer.headers['location'] == f'{HERE}/draft'
    shown = client.get(f'{HERE}/draft').text
    for words in ('待确认', '专职工作人员中正式党员数不少于3', '通知没有逐家点名', '要单独建支部'):
        assert words in shown
    confirm_all(client, noticed)
    assert '都已确认' in client.get(f'{HERE}/draft').text
    assert client.submit(f'{HERE}/start').headers['location'] == HERE
    assert planning.started_on(noticed, PACK) == noticed.today
    assert '2026-03-13 启动' in client.get(f'{HERE}/draft').text


def test_a_doubtful_reading_is_taken_in_or_left_out(drafted, client):
    one = part(drafted, 'ladder', '联合')
    assert [way.key for way in one.ways] == ['include', 'exclude']
    client.submit(f'{HERE}/draft/confirm', aim(one, way='exclude'))
    rung = part(drafted, 'ladder', '联合').held
    assert ('doubt' in rung, 'doubtful_when' in rung, rung['when']) == (False, False, one.held['when'])


def test_a_condition_is_changed_by_its_form(drafted, client):
    one = part(drafted, 'ladder', '单独')
    form = client.get(f'{HERE}/draft/part/ladder', params={'seen': one.seen}).text
    assert '<option value="counts:full_members_full_time" selected>' in form
    sent = {
        'seen': one.seen,
        'method': '单独组建',
        'verbatim': one.held['verbatim'],
        'where': one.held['where'],
        'when.0.subject': 'counts:members_total',
        'when.0.relation': '>=',
        'when.0.value': '5',
    }
    assert client.submit(f'{HERE}/draft/part/ladder', sent).status_code == 303
    assert part(drafted, 'ladder', '单独').held['when'] == {'counts': ['members_total'], 'at_least': 5}


def test_a_part_changed_by_another_is_not_overwritten_and_both_versions_are_shown(drafted, client, signed):
    one = part(drafted, 'stages', '摸底')
    sent = {'seen': one.seen, 'name': '摸底阶段', 'start': '2026-03-02', 'end': '2026-03-20'}
    assert client.submit(f'{HERE}/draft/part/stages', sent).status_code == 303
    late = signed('reviewer').submit(f'{HERE}/draft/part/stages', sent | {'start': '2026-03-05'})
    assert late.status_code == 409
    assert '没有保存' in late.text
    assert '2026-03-02' in late.text
    assert '2026-03-05' in late.text
    assert str(part(drafted, 'stages', '摸底').held['start']) == '2026-03-02'


def test_what_is_taken_out_can_be_put_back(drafted, client):
    one = part(drafted, 'tasks')
    assert client.submit(f'{HERE}/draft/remove', aim(one)).status_code == 303
    (act,) = re.findall(r'name="act" value="(\d+)"', client.get(f'{HERE}/draft').text)
    client.submit(f'{HERE}/draft/restore', {'act': act})
    assert part(drafted, 'tasks', one.name).held == one.held
    assert 'name="act"' not in client.get(f'{HERE}/draft').text


def test_a_part_is_added_and_a_wrong_one_is_told_in_the_words_of_its_form(drafted, client):
    new = f'{HERE}/draft/part/targets'
    assert client.get(new).status_code == 200
    wrong = client.submit(new, {'seen': '', 'metric': '组建率', 'comparator': 'between', 'value': '5'})
    assert (wrong.status_code, '多少' in wrong.text) == (400, True)
    done = client.submit(
        new, {'seen': '', 'metric': '组建率', 'comparator': '>=', 'value': '60', 'unit': '%'}
    )
    assert done.status_code == 303
    assert part(drafted, 'targets', '组建率').held['value'] == 60


def test_a_pack_that_ships_becomes_the_offices_own_when_it_is_changed(place, client):
    pack = planning.pack_named(place, 'sanmenxia_2011')
    doubt = pack.doubtful[0]
    client.submit('/campaign/sanmenxia_2011/draft/settle', {'doubt': doubt})
    assert doubt not in planning.pack_named(place, 'sanmenxia_2011').doubtful
    kept = (place.rooms.packs / 'sanmenxia_2011.toml').read_text('utf-8')
    assert kept.startswith('# ')


def test_the_remarks_of_a_file_are_kept(drafted, client):
    client.submit(f'{HERE}/draft/remove', aim(part(drafted, 'tasks')))
    assert '# 依据：' in (drafted.rooms.packs / f'{PACK}.toml').read_text('utf-8')


def test_an_auditor_sees_the_draft_and_changes_nothing(drafted, signed):
    auditor = signed('auditor')
    assert '改写' not in auditor.get(f'{HERE}/draft').text
    assert auditor.submit(f'{HERE}/start').status_code == 403


def test_a_draft_is_given_up_only_while_it_does_not_run(drafted, client):
    client.submit(f'{HERE}/start')
    assert client.submit(f'{HERE}/draft/give-up').status_code == 400
    client.submit('/campaign/sanmenxia_2011/draft/settle', {'doubt': '没有这一条'})
    assert client.submit('/campaign/sanmenxia_2011/draft/give-up').status_code == 400


def test_a_draft_that_nobody_wants_is_gone_and_its_text_is_kept(drafted, client):
    assert client.submit(f'{HERE}/draft/give-up').headers['location'] == '/campaigns'
    assert not (drafted.rooms.packs / f'{PACK}.toml').exists()
    with reading(drafted.engine) as connection:
        assert '单独组建' in audit.lines(connection)[-1]['detail']['text']


def test_a_rung_whose_condition_is_open_needs_a_reason(drafted, client):
    new = {'seen': '', 'method': '挂靠组建', 'verbatim': '可以挂靠。'}
    refused = client.submit(f'{HERE}/draft/part/ladder', new)
    assert (refused.status_code, '存疑的理由' in refused.text) == (400, True)
    assert client.submit(f'{HERE}/draft/part/ladder', new | {'doubt': '没有写明条件'}).status_code == 303
    assert part(drafted, 'ladder', '挂靠').doubt == '没有写明条件'
