"""What goes into a bundle, and what is said to be missing in it."""

import zipfile
from pathlib import Path

import pytest

from scripts import bundle_wheels, make_bundle
from scripts.bundle_wheels import TARGETS, glibc_needed, lock_to_entries, unmet

ROOT = Path(__file__).parent.parent.parent


def wheel(folder, name, *needs):
    path = folder / f'{name}-1.0-py3-none-any.whl'
    with zipfile.ZipFile(path, 'w') as archive:
        lines = [f'Requires-Dist: {need}\n' for need in needs]
        archive.writestr(
            f'{name}-1.0.dist-info/METADATA', f'Metadata-Version: 2.1\nName: {name}\n{"".join(lines)}'
        )
    return path


def test_a_lock_falls_into_its_pins():
    entries = lock_to_entries((ROOT / 'requirements.lock').read_text('utf-8'))
    assert 'jieba' in entries
    assert all(part.startswith(f'{name}==') and '--hash=sha256:' in part for name, part in entries.items())


@pytest.mark.parametrize(
    ('names', 'needed'),
    [
        (['a-1.0-py3-none-any.whl'], ''),
        (['a-1.0-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl'], '2.17'),
        (['a-1.0-cp311-cp311-manylinux_2_24_x86_64.manylinux_2_28_x86_64.whl'], '2.24'),
        (['a-1.0-cp311-cp311-manylinux_2_28_x86_64.whl', 'b-1.0-cp311-abi3-manylinux1_x86_64.whl'], '2.28'),
    ],
)
def test_the_oldest_system_is_that_of_the_most_demanding_wheel(names, needed):
    assert glibc_needed(map(Path, names)) == needed


def test_what_only_another_system_asks_for_is_named(tmp_path):
    wheels = [
        wheel(tmp_path, 'one', 'two>=1', 'colorama; sys_platform == "win32"', 'extra_thing; extra == "more"'),
        wheel(tmp_path, 'two', 'left-out'),
    ]
    overridden = "left-out ; sys_platform == 'never'\n"
    assert unmet(wheels, TARGETS['linux-x86_64'], overridden) == []
    assert unmet(wheels, TARGETS['win-amd64'], overridden) == ['colorama']


def test_the_program_goes_without_tests_and_with_its_installer():
    files = make_bundle.program_files()
    assert {'cli.py', 'LICENSE', 'scripts/installer/start.py', 'templates/选派函.docx'} <= set(files)
    assert not [name for name in files if name.startswith(('tests/', 'bench/', '.', 'dist/'))]


def test_one_pin_without_a_wheel_is_named_and_the_others_come(tmp_path, monkeypatch):
    asked = []

    def pip(_words, entries, *, may_fail=False):
        asked.append(len(entries))
        return 'no such wheel' if may_fail and any('two' in entry for entry in entries) else ''

    monkeypatch.setattr(bundle_wheels, '_pip', pip)
    lock = tmp_path / 'lock'
    lock.write_text('one==1 --hash=sha256:0\njieba==1 --hash=sha256:0\ntwo==2 --hash=sha256:0\n')
    assert bundle_wheels.fetch([lock], TARGETS['win-amd64'], tmp_path) == ['two==2']
    assert asked == [1, 2, 1, 1]


def test_a_bundle_is_the_same_bytes_each_time(tmp_path):
    bundle = tmp_path / 'shoufa-1.0'
    (bundle / '文件').mkdir(parents=True)
    (bundle / '文件' / '一.txt').write_text('一')
    first = make_bundle.pack_tar(bundle, tmp_path).read_bytes()
    (bundle / '文件' / '一.txt').touch()
    assert make_bundle.pack_tar(bundle, tmp_path).read_bytes() == first
