"""Installing and upgrading, with a stand-in for the program: what is kept, taken back and refused."""

import hashlib
import json
import platform
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scripts.installer import fresh, main, services, upgrading
from scripts.installer.place import Place, Stopped
from scripts.make_bundle import write_sums

ROOT = Path(__file__).parent.parent.parent

PROGRAM = '''
import json, sqlite3, sys, zipfile
from pathlib import Path

LINES = {}
HOW = json.loads(Path(__file__).with_name('how.json').read_text())


def main():
    words = sys.argv[1:]
    office = Path(words[words.index('--office') + 1]) if '--office' in words else None
    if 'doctor' in words:
        print('version', HOW['schema'])
    elif 'wait' in words:
        import time
        print('waiting', flush=True)
        time.sleep(60)
    elif 'backup' in words:
        with zipfile.ZipFile(words[-1], 'x') as archive:
            for name in ('office.toml', 'shoufa.db'):
                archive.write(office / name, name)
    elif 'restore' in words:
        zipfile.ZipFile(words[-2]).extractall(words[-1])
    elif 'sanity' in words:
        database = sqlite3.connect(office / 'shoufa.db')
        (schema,) = database.execute('pragma user_version').fetchone()
        if schema > HOW['schema']:
            sys.exit('newer than the program')
        database.execute(f'pragma user_version={HOW["schema"]}')
        database.commit()
        if HOW['fails'] in str(office):
            sys.exit('it failed')
        print(json.dumps(HOW['finds']))
        sys.exit(3 if HOW['finds'] else 0)
'''


def bundle_of(folder, version, schema, *, fails='nowhere', finds=()):
    bundle = folder / f'bundle-{version}'
    shutil.copytree(ROOT / 'scripts' / 'installer', bundle / 'app' / 'scripts' / 'installer')
    for part in ('bin', 'systemd'):
        shutil.copytree(ROOT / 'bundle' / part, bundle / part)
    (bundle / 'app' / 'cli.py').write_text(PROGRAM)
    (bundle / 'app' / 'how.json').write_text(json.dumps({'schema': schema, 'fails': fails, 'finds': finds}))
    (bundle / 'wheels').mkdir()
    (bundle / 'wheels' / 'wheels.lock').touch()
    told = {
        'version': version,
        'platform': f'{platform.system()}-{platform.machine()}'.lower(),
        'glibc': '2.5',
    }
    (bundle / 'bundle.json').write_text(json.dumps(told))
    shutil.rmtree(bundle / 'app' / 'scripts' / 'installer' / '__pycache__', ignore_errors=True)
    write_sums(bundle)
    return bundle


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    def link(folder, _wheels):
        (folder / 'bin').mkdir(parents=True)
        (folder / 'bin' / 'python').symlink_to(sys.executable)

    monkeypatch.setattr(fresh, 'make_environment', link)
    monkeypatch.setattr(services, '_running_units', lambda _: iter(()))


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / '装在 这里')


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / '示例办公室'
    folder.mkdir()
    (folder / 'office.toml').write_text('name = "示例市民政局"\n')
    with closing(sqlite3.connect(folder / 'shoufa.db')) as database:
        database.execute('pragma user_version=1')
        database.execute('create table kept (word)')
        database.execute("insert into kept values ('一件')")
        database.commit()
    return folder


def run(bundle, place, *words):
    return main.main([str(bundle), '--prefix', str(place.root), *map(str, words)])


def schema(office):
    with closing(sqlite3.connect(office / 'shoufa.db')) as database:
        assert database.execute('select word from kept').fetchall() == [('一件',)]
        return database.execute('pragma user_version').fetchone()[0]


def version_in_use(place):
    return place.current().partition('-')[0]


def started(place, *words):
    command = [str(place.root / 'bin' / 'shoufa'), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_installation_runs_what_was_installed(tmp_path, place):
    assert run(bundle_of(tmp_path, '1.0', 1), place) == 0
    assert started(place, 'doctor').stdout == 'version 1\n'
    assert run(tmp_path / 'bundle-1.0', place) == 0


@pytest.mark.parametrize('damage', ['changed', 'missing', 'added'])
def test_a_damaged_bundle_installs_nothing(tmp_path, place, capsys, damage):
    bundle = bundle_of(tmp_path, '1.0', 1)
    file = bundle / 'app' / ('cli.py' if damage != 'added' else 'more.py')
    file.unlink() if damage == 'missing' else file.write_text('raise SystemExit')
    assert run(bundle, place) == 4
    assert file.name in capsys.readouterr().err
    assert not place.versions.exists()


def test_another_machine_or_an_older_system_is_refused(monkeypatch):
    told = {'platform': f'{platform.system()}-{platform.machine()}', 'glibc': '2.28'}
    with pytest.raises(Stopped, match='win-amd64'):
        fresh.check_machine(told | {'platform': 'win-amd64'})
    monkeypatch.setattr(platform, 'libc_ver', lambda: ('glibc', '2.9'))
    with pytest.raises(Stopped, match=r'glibc 是 2\.9，至少要 2\.28'):
        fresh.check_machine(told)


def test_an_upgrade_backs_up_moves_the_data_and_is_in_use(tmp_path, place, office):
    known = [{'code': 'orphan', 'severity': 'review'}]
    run(bundle_of(tmp_path, '1.0', 1, finds=known), place, '--office', office)
    assert run(bundle_of(tmp_path, '2.0', 2, finds=known), place) == 0
    assert (version_in_use(place), schema(office)) == ('2.0', 2)
    (kept,) = place.backups.iterdir()
    assert sorted(file.name for file in kept.iterdir()) == ['shoufa.db', '备份.zip']
    assert schema(kept) == 1
    assert started(place, 'doctor').stdout == 'version 2\n'


@pytest.mark.parametrize('where', ['试', '示例办公室'])
def test_an_upgrade_that_fails_leaves_data_and_version_as_they_were(tmp_path, place, office, where, capsys):
    run(bundle_of(tmp_path, '1.0', 1), place, '--office', office)
    assert run(bundle_of(tmp_path, '2.0', 2, fails=where), place) == 4
    assert 'it failed' in capsys.readouterr().err
    assert (version_in_use(place), schema(office)) == ('1.0', 1)
    assert not place.upgrading.exists()
    assert sorted(file.name for file in office.iterdir()) == ['office.toml', 'shoufa.db']


def test_what_is_found_only_after_the_upgrade_stops_it(tmp_path, place, office, capsys):
    run(bundle_of(tmp_path, '1.0', 1), place, '--office', office)
    assert run(bundle_of(tmp_path, '2.0', 2, finds=[{'code': 'lost', 'severity': 'block'}]), place) == 4
    assert 'lost' in capsys.readouterr().err
    assert (version_in_use(place), schema(office)) == ('1.0', 1)


def test_an_upgrade_cut_off_is_taken_back_by_the_next_run(tmp_path, place, office, monkeypatch):
    run(bundle_of(tmp_path, '1.0', 1), place, '--office', office)
    with monkeypatch.context() as patched:
        patched.setattr(upgrading, 'roll_back', lambda _: None)
        run(bundle_of(tmp_path, '2.0', 2, fails='示例办公室'), place)
    assert schema(office) == 2
    assert started(place, 'doctor').returncode == 4
    upgrading.finish_cut_off(place)
    assert (version_in_use(place), schema(office)) == ('1.0', 1)
    assert started(place, 'doctor').stdout == 'version 1\n'


def test_an_upgrade_cut_off_after_its_end_stays(tmp_path, place, office):
    place.use('2.0')
    (tmp_path / 'shoufa.db').touch()
    kept = {'office': str(office), 'folder': str(tmp_path), 'before': []}
    place.upgrading.write_text(json.dumps({'to': '2.0', 'kept': [kept]}))
    upgrading.finish_cut_off(place)
    assert (schema(office), place.upgrading.exists()) == (1, False)


def test_what_runs_is_stopped_before_an_upgrade(tmp_path, place, office):
    run(bundle_of(tmp_path, '1.0', 1), place, '--office', office)
    with subprocess.Popen([place.root / 'bin' / 'shoufa', 'wait'], stdout=subprocess.PIPE) as running:
        assert running.stdout.readline() == b'waiting\n'
        assert run(bundle_of(tmp_path, '2.0', 2), place) == 0
        assert running.wait(5) != 0


def test_an_upgrade_asks_which_offices(tmp_path, place, office, capsys):
    run(bundle_of(tmp_path, '1.0', 1), place)
    assert run(bundle_of(tmp_path, '2.0', 2), place) == 2
    assert '--office' in capsys.readouterr().err
    assert run(tmp_path / 'bundle-2.0', place, '--no-office') == 0
    assert run(tmp_path / 'bundle-2.0', place, '--office', tmp_path) == 2
    assert run(tmp_path / 'bundle-2.0', place, '--strange') == 2


def test_a_further_machine_takes_the_program_alone(tmp_path, place, office):
    run(bundle_of(tmp_path, '1.0', 1), place, '--office', office)
    assert run(bundle_of(tmp_path, '2.0', 2), place, '--no-office') == 0
    assert (version_in_use(place), schema(office), place.offices()) == ('2.0', 1, [office])


def test_units_name_the_program_and_each_office(tmp_path, office):
    place, second = Place(tmp_path / '装 100%'), tmp_path / '二'
    second.mkdir()
    (second / 'office.toml').touch()
    assert run(bundle_of(tmp_path, '1.0', 1), place, '--office', office, '--office', second) == 0
    unit = (place.root / 'systemd' / 'shoufa-desk-2.service').read_text('utf-8')
    assert f'ExecStart="{tmp_path}/装 100%%/bin/shoufa" --office "{second}" desk\n' in unit
    assert not [file for file in (place.root / 'systemd').iterdir() if '@' in file.read_text('utf-8')]


def test_a_folder_no_unit_could_name_is_refused(tmp_path, capsys):
    assert run(bundle_of(tmp_path, '1.0', 1), Place(tmp_path / '有$的')) == 2
    assert '$' in capsys.readouterr().err


def test_old_backups_go_after_a_new_one(tmp_path):
    folder, kept = tmp_path / 'bin', tmp_path / '备 份'
    shutil.copytree(ROOT / 'bundle' / 'bin', folder)
    (folder / 'shoufa').write_text('#!/bin/sh\nfor file; do :; done\ntouch "$file"\n')
    (folder / 'shoufa').chmod(0o755)
    kept.mkdir()
    for day in range(10, 30):
        (kept / f'shoufa-202601{day}-210000.zip').touch()
    (kept / '别的.zip').touch()
    subprocess.run(['sh', folder / 'shoufa-backup', '办公室', kept], check=True)
    left = sorted(file.name for file in kept.iterdir())
    assert (len(left), left[0]) == (15, 'shoufa-20260117-210000.zip')


def test_files_for_windows_survive_every_code_page():
    for file in (ROOT / 'bundle').rglob('*.cmd'):
        text = file.read_bytes().decode('ascii')
        assert text.count('\r\n') == text.count('\n') > 2, file


def test_sums_are_what_sha256sum_reads(tmp_path):
    bundle = bundle_of(tmp_path, '1.0', 1)
    done = subprocess.run(['sha256sum', '-c', '--quiet', fresh.SUMS], cwd=bundle, check=False)
    assert done.returncode == 0
    assert fresh.check_sums(bundle) == hashlib.sha256((bundle / fresh.SUMS).read_bytes()).hexdigest()[:8]
