"""Make an archive that installs without a network: wheels, program, hashes, installer.

python -m scripts.make_bundle [--platform linux-x86_64] [--no-ocr] [--out dist]

What runs later, where there is no network, is bundle/ and scripts/installer/.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from scripts.bundle_wheels import TARGETS, fetch, glibc_needed, unmet

ROOT = Path(__file__).parent.parent
_LEFT_OUT = ('tests/', 'bench/', '.ci/', 'bundle/', 'scripts/', '.git')
_TAKEN = 'scripts/installer/'
_UNIX_ONLY = {'fcntl', 'resource', 'termios', 'pwd', 'grp'}
_EPOCH = 946684800
"""Every file's time, so that the same content gives the same archive."""


def make_bundle(platform: str, *, ocr: bool, out: Path) -> Path:
    """The archive for one kind of machine, its own hash beside it."""
    told = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['project']
    name = f'shoufa-{told["version"]}-{platform}{"" if ocr else "-no-ocr"}'
    name += '' if TARGETS[platform].tested else '-untested'
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder, name)
        _copy_program(bundle / 'app', told['version'])
        _copy_installer(bundle, platform)
        missing = _add_wheels(bundle / 'wheels', platform, ocr=ocr)
        _describe(bundle, platform, told['version'], missing, ocr=ocr)
        write_sums(bundle)
        out.mkdir(parents=True, exist_ok=True)
        archive = _pack_zip(bundle, out) if platform.startswith('win') else pack_tar(bundle, out)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(f'{archive.name}.sha256').write_text(f'{digest}  {archive.name}\n', 'utf-8')
    return archive


def program_files() -> list[str]:
    """What of the checkout is the program: no tests, no benches, of the scripts the installer alone."""
    listed = _git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
    kept = [name for name in listed if name.startswith(_TAKEN) or not name.startswith(_LEFT_OUT)]
    return sorted(name for name in set(kept) if name and (ROOT / name).is_file())


def _git(*words: str) -> str:
    command = ['git', '-C', str(ROOT), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603  # git


def _copy_program(app: Path, version: str) -> None:
    """The program, with what tells Python its version where it is not installed by pip."""
    for name in program_files():
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, app / name)
    told = app / f'shoufa-{version}.dist-info'
    told.mkdir()
    (told / 'METADATA').write_text(f'Metadata-Version: 2.1\nName: shoufa\nVersion: {version}\n', 'utf-8')


def _copy_installer(bundle: Path, platform: str) -> None:
    is_windows = platform.startswith('win')
    for part in ['windows', 'systemd'] if is_windows else ['bin', 'systemd', 'wsl']:
        shutil.copytree(ROOT / 'bundle' / part, bundle / part)
    door = 'install.cmd' if is_windows else 'install.sh'
    shutil.copyfile(ROOT / 'bundle' / door, bundle / door)


def _add_wheels(wheels: Path, platform: str, *, ocr: bool) -> list[str]:
    """The wheels and a lock of exactly these files; what is known to be missing, in words."""
    wheels.mkdir()
    locks = [ROOT / 'requirements.lock', *([ROOT / 'requirements-ocr.lock'] if ocr else [])]
    missing = [f"没有这种机器用的 {pin}" for pin in fetch(locks, TARGETS[platform], wheels)]
    files = sorted(wheels.glob('*.whl'))
    overridden = (ROOT / 'overrides.txt').read_text('utf-8')
    missing += [f"没有收入 {name}" for name in unmet(files, TARGETS[platform], overridden)]
    if platform.startswith('win'):
        missing += [f"程序用到 Windows 没有的 {module}：{file}" for file, module in unix_only()]
    lines = []
    for file in files:
        distribution, version = file.name.split('-')[:2]
        lines.append(
            f'{distribution}=={version} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n'
        )
    (wheels / 'wheels.lock').write_text(''.join(lines), 'utf-8')
    return missing


def unix_only() -> Iterator[tuple[str, str]]:
    """The modules of the program that import at once what only Unix has."""
    for name in program_files():
        if not name.endswith('.py') or name.startswith('scripts/'):
            continue
        for node in ast.parse((ROOT / name).read_text('utf-8')).body:
            if isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names if alias.name in _UNIX_ONLY)


def _describe(bundle: Path, platform: str, version: str, missing: list[str], *, ocr: bool) -> None:
    """bundle.json for the installer, 安装说明.txt for people."""
    commit = _git('rev-parse', '--short=12', 'HEAD').strip() + ('+' if _git('status', '--porcelain') else '')
    glibc = glibc_needed((bundle / 'wheels').glob('*.whl'))
    told = {
        'version': version,
        'commit': commit,
        'platform': platform,
        'ocr': ocr,
        'glibc': glibc,
        'tested': TARGETS[platform].tested,
        'missing': missing,
    }
    (bundle / 'bundle.json').write_text(json.dumps(told, ensure_ascii=False, indent=1), 'utf-8')
    text = (ROOT / 'bundle' / '安装说明.txt').read_text('utf-8')
    marks = {
        '@VERSION@': version,
        '@COMMIT@': commit,
        '@PLATFORM@': platform,
        '@UNTESTED@': "" if TARGETS[platform].tested else "　※ 未测试：没有在这种机器上运行过",
        '@OCR@': "有" if ocr else "没有，扫描件和照片登记为“待识别”",
        '@GLIBC@': f"，glibc {glibc} 以上（查看：ldd --version）" if glibc else "",
        '@MISSING@': "\n已知缺少：\n" + '\n'.join(missing) if missing else "",
    }
    for mark, value in marks.items():
        text = text.replace(mark, value)
    (bundle / '安装说明.txt').write_text(f'{text.rstrip()}\n', 'utf-8')


def write_sums(bundle: Path) -> None:
    """The hash of every file, as sha256sum -c reads them."""
    files = sorted(file for file in bundle.rglob('*') if file.is_file() and file.name != 'SHA256SUMS')
    lines = [
        f'{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(bundle).as_posix()}\n'
        for file in files
    ]
    (bundle / 'SHA256SUMS').write_text(''.join(lines), 'utf-8')


def pack_tar(bundle: Path, out: Path) -> Path:
    """The archive, the same bytes for the same content."""
    archive = out / f'{bundle.name}.tar.gz'

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ''
        entry.mtime, entry.mode = _EPOCH, 0o755 if entry.isdir() or entry.name.endswith('.sh') else 0o644
        return entry

    with (
        archive.open('wb') as raw,
        gzip.GzipFile('', 'wb', 6, raw, _EPOCH) as packed,
        tarfile.open(fileobj=packed, mode='w', format=tarfile.PAX_FORMAT) as tar,
    ):
        tar.add(bundle, bundle.name, filter=plain)
    return archive


def _pack_zip(bundle: Path, out: Path) -> Path:
    archive = out / f'{bundle.name}.zip'
    with zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(file for file in bundle.rglob('*') if file.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(bundle.parent).as_posix(), (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, file.read_bytes())
    return archive


def main() -> None:
    """One archive; says what is missing in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--platform', choices=TARGETS, default='linux-x86_64')
    parser.add_argument('--no-ocr', action='store_true')
    parser.add_argument('--out', type=Path, default=ROOT / 'dist')
    given = parser.parse_args()
    archive = make_bundle(given.platform, ocr=not given.no_ocr, out=given.out)
    print(f'{archive}  {archive.stat().st_size >> 20} MB')
    if not TARGETS[given.platform].tested:
        print('untested; 已知缺少见 安装说明.txt', file=sys.stderr)


if __name__ == '__main__':
    main()
