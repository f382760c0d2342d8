"""Many letters in one run: one batch, one manifest, one trace; the pen wins; a killed run is taken up."""

import dataclasses
import json
import multiprocessing
import os
import signal
from datetime import date

import pytest

from model.errors import CannotStart
from model.figure import Figure
from office import batches as runs
from office.config import open_workplace
from office.draft_looks import fitted_name
from office.writing import made_again, write_drafts
from outgoing.draft import Draft, Recipe
from outgoing.marks import marked
from store import batches, outbox
from store.engine import atomic, reading
from tests.outgoing.build import template

NAME = '信.docx'
COUNT = 5


def letters(word='一', count=COUNT):
    made = []
    for number in range(count):
        phone = Figure('phone', f'0000-{number:07d}', None, '电话', origin='setting')
        context = {
            'title': '函',
            'issuing': '示例市民政局',
            'to': f'示例{number}会',
            'say': f'{word}，{marked(phone)}。',
        }
        recipe, people = Recipe('dispatch', '活动'), (f'示例{number}会',)
        made.append(
            Draft(
                f'函_{number}.docx', NAME, context, (phone,), 'letter', '函', people, 'office', recipe, number
            )
        )
    return made


@pytest.fixture(autouse=True)
def own_template(rooms):
    template(rooms.templates, '{{ to }}：', '{{ say }}', name=NAME)


def rows(place):
    with reading(place.engine) as connection:
        return outbox.list_all(connection)


def write(place, *args, **kwargs):
    return [(one.file.name, one.status) for one in write_drafts(place, letters(*args, **kwargs), '活动')]


def statuses(place, *args, **kwargs):
    return {status for _, status in write(place, *args, **kwargs)}


def manifest(place, number=1):
    return json.loads((place.rooms.outbox / runs.LISTS / f'批次-{number}.json').read_text('utf-8'))


def test_a_batch_has_one_manifest_and_one_trace_file(place):
    assert statuses(place) == {'written'}
    told = manifest(place)
    assert (told['act'], told['campaign'], len(told['files'])) == ('dispatch', '活动', COUNT)
    kept = {row.file: row for row in rows(place)}
    for line in told['files']:
        row = kept[line['file']]
        assert (line['sha256'], line['state'], line['recipient']) == (row.sha256, 'written', row.recipients)
        assert (row.batch, row.organisation) == (1, line['organisation'])
    traced = json.loads((place.rooms.outbox / runs.LISTS / '批次-1.溯源.json').read_text('utf-8'))
    assert [one['printed'][0]['key'] for one in traced['files']] == ['phone'] * COUNT
    assert statuses(place) == {'unchanged'}
    assert len(list((place.rooms.outbox / runs.LISTS).iterdir())) == 2


def test_every_draft_can_be_made_again_though_its_template_changed(place):
    write(place)
    template(place.rooms.templates, '改了{{ to }}{{ say }}', name=NAME)
    for row in rows(place):
        assert made_again(place, row) == (place.rooms.outbox / row.file).read_bytes()
    with pytest.raises(CannotStart, match='没有留下'):
        made_again(place, dataclasses.replace(rows(place)[0], context=None))
    for kept in (place.rooms.archive / '模板').iterdir():
        kept.write_bytes(b'x')
    with pytest.raises(CannotStart, match='不在或被改动'):
        made_again(place, rows(place)[0])


def test_edited_files_and_edited_second_drafts_stay(place):
    write(place)
    first = place.rooms.outbox / '函_0.docx'
    first.write_bytes(b'edited')
    second = place.rooms.outbox / '函_0（重新生成）.docx'
    assert write(place, '二')[0] == (second.name, 'beside')
    second.write_bytes(b'edited too')
    assert write(place, '三')[0] == ('函_0（重新生成）~2.docx', 'beside')
    assert write(place, '三')[0] == ('函_0（重新生成）~2.docx', 'beside')
    assert (first.read_bytes(), second.read_bytes()) == (b'edited', b'edited too')


def test_issued_files_and_those_on_their_way_are_not_touched(place):
    write(place)
    with atomic(place.engine) as connection:
        outbox.change(
            connection, '函_0.docx', state='issued', dated=date(2026, 3, 13), doc_number='示民函〔2026〕1号'
        )
        outbox.change(connection, '函_1.docx', state='checked')
    before = [(place.rooms.outbox / f'函_{number}.docx').read_bytes() for number in (0, 1)]
    assert [status for _, status in write(place, '二')][:3] == ['issued', 'beside', 'written']
    assert [(place.rooms.outbox / f'函_{number}.docx').read_bytes() for number in (0, 1)] == before
    assert {row.file: row.state for row in rows(place)}['函_1.docx'] == 'checked'


def test_one_faulty_letter_does_not_keep_the_others_back(place):
    drafts = letters()
    drafts[2] = dataclasses.replace(drafts[2], context={**drafts[2].context, 'to': ' '})
    drafts[3] = dataclasses.replace(drafts[3], context={**drafts[3].context, 'say': '电话None'})
    with pytest.raises(CannotStart, match=r'2份没有写出，其余3份已写好.*to 没有可印.*程序的空值'):
        write_drafts(place, drafts, '活动')
    assert [line['state'] for line in manifest(place)['files']].count('failed') == 2
    assert len(list(place.rooms.outbox.glob('*.docx'))) == 3


def test_two_drafts_of_one_name_are_refused(place):
    with pytest.raises(CannotStart, match='都叫'):
        write_drafts(place, letters(count=1) * 2, '活动')


@pytest.mark.parametrize(
    'name', ['甲/乙:会.docx', '..\\甲.docx', '𠮷' * 60 + '.docx', '示例' * 80 + '.docx', '.甲.docx']
)
def test_names_of_files_fit_every_disk(name):
    fitted = fitted_name(name)
    assert len(fitted.encode()) <= 210
    assert fitted.endswith('.docx')
    assert not set(fitted) & set('/\\:')
    assert not fitted.startswith('.')


PROCESSES = multiprocessing.get_context('forkserver')
PROCESSES.set_forkserver_preload(['office.writing', 'tests.office.test_batches'])


def write_and_die(root, word, deaths):
    """Write the letters; the process is killed, as by kill -9, at the flush of this number."""
    left, real = [deaths], os.fsync

    def flush(handle):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        real(handle)

    os.fsync = flush
    with open_workplace(root, date(2026, 3, 13)) as place:
        write_drafts(place, letters(word), '活动')
    os._exit(0)


def killed(rooms, word, deaths):
    process = PROCESSES.Process(target=write_and_die, args=(rooms.root, word, deaths))
    process.start()
    process.join(60)
    code = process.exitcode
    process.close()
    return code == -signal.SIGKILL


def test_killed_at_any_flush_and_run_again_each_letter_is_there_once(rooms):
    # Flushes: two for what is intended, five files, folder, manifest, trace; the first run's template two.
    assert killed(rooms, '初稿', 12)
    assert [killed(rooms, f'第{at}稿', at) for at in (2, 5, 8, 9, 11)] == [True] * 4 + [False]
    assert killed(rooms, '末', 10)
    with open_workplace(rooms.root, date(2026, 3, 13)) as place:
        assert write(place, '末') == [(f'函_{number}.docx', 'unchanged') for number in range(COUNT)]
        files = sorted(path.name for path in rooms.outbox.iterdir())
        assert files == [f'函_{number}.docx' for number in range(COUNT)] + [runs.LISTS]
        assert sorted(row.file for row in rows(place)) == files[:COUNT]
        with reading(place.engine) as connection:
            states = [batches.get(connection, number) for number in (1, 2, 3)]
        assert [one and one.state for one in states] == ['done', 'done', None]
        assert [line['state'] for line in manifest(place, 2)['files']] == ['written'] * COUNT
        for row in rows(place):
            assert made_again(place, row) == (rooms.outbox / row.file).read_bytes()
