"""The offices taken from one version to the next: stopped, backed up, tried on a copy, moved, looked over.

Until the new version is put in use nothing but an office's database changes, and that was kept. Where a step
fails, or the whole was cut off, the kept database goes back to its place and the old version stays in use.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.installer.place import Place, Stopped, run, say, write_whole
from scripts.installer.services import Unit, start_again, stop_all

_DONE = (0, 3)
"""How backup and sanity end where they did their work; with 3 they found something for a person."""

_BACKUP = '备份.zip'
_DATABASE = 'shoufa.db'


@dataclass(slots=True)
class Kept:
    """An office on its way: where it is kept as it was, and the codes of what sanity found before."""

    office: str
    folder: str
    before: list[str]

    @property
    def database(self) -> Path:
        """The database as it was; it does not exist where a server holds it."""
        return Path(self.folder, _DATABASE)


def upgrade(place: Place, old: str, new: str, offices: Sequence[Path]) -> None:
    """Take the offices from one version to the next and put that in use.

    Raises:
        Stopped: a step failed; the offices and the version in use are as before.
    """
    stopped: list[Unit] = []
    try:
        _note(place, new, [])
        stopped = stop_all(place)
        kept = [_back_up(place, old, office) for office in offices]
        for one in kept:
            _rehearse(place, new, one)
        _note(place, new, kept)
        for one in kept:
            say(f"升级 {one.office} 的数据并检查……")
            _see_whole(place, new, Path(one.office), one.before)
    except BaseException:
        say("没有成功，退回原来的版本……")
        roll_back(place)
        start_again(stopped)
        raise
    place.use(new)
    place.upgrading.unlink()
    start_again(stopped)


def _note(place: Place, new: str, kept: Sequence[Kept]) -> None:
    """What is to be taken back, should nobody come back to this."""
    told = {'to': new, 'kept': [asdict(one) for one in kept]}
    write_whole(place.upgrading, json.dumps(told, ensure_ascii=False))


def _back_up(place: Place, old: str, office: Path) -> Kept:
    """A verified backup by the old version, and the database beside it as it stands."""
    say(f"备份 {office}……")
    place.backups.mkdir(parents=True, exist_ok=True)
    folder = tempfile.mkdtemp(prefix=f'{office.name}-{time.strftime("%Y%m%d-%H%M%S")}-', dir=place.backups)
    before = _findings(place, old, office)
    if before:
        say("　注意：升级前体检就有发现，升级后请看：shoufa sanity。")
    run(place.command(old, '--office', str(office), 'backup', str(Path(folder, _BACKUP))), allowed=_DONE)
    kept = Kept(str(office), folder, before)
    if not _on_a_server(office):
        with (
            closing(sqlite3.connect(office / _DATABASE)) as source,
            closing(sqlite3.connect(kept.database)) as copy,
        ):
            source.backup(copy)
    return kept


def _on_a_server(office: Path) -> bool:
    return bool(tomllib.loads((office / 'office.toml').read_text('utf-8-sig')).get('database'))


def _rehearse(place: Place, new: str, kept: Kept) -> None:
    """The new version restores the backup elsewhere and looks it over; the office itself is not touched."""
    say(f"用备份试升级 {kept.office}……")
    with tempfile.TemporaryDirectory(dir=place.root) as folder:
        run(place.command(new, 'restore', str(Path(kept.folder, _BACKUP)), str(Path(folder, '试'))))
        _see_whole(place, new, Path(folder, '试'), kept.before)


def _findings(place: Place, version: str, office: Path) -> list[str]:
    """The codes of what sanity finds for a person; to look, it opens the database, moved to this version."""
    told = run(place.command(version, '--office', str(office), 'sanity', '--json'), allowed=_DONE)
    return [one['code'] for one in json.loads(told) if one['severity'] != 'info']


def _see_whole(place: Place, version: str, office: Path, before: Sequence[str]) -> None:
    """Raises Stopped where something is found that was not there before."""
    new = Counter(_findings(place, version, office)) - Counter(before)
    if new:
        raise Stopped(f"{office} 升级后体检有新的发现（{'、'.join(new)}）。")


def roll_back(place: Place) -> None:
    """Put back what an upgrade kept, unless its new version is in use already."""
    if not place.upgrading.exists():
        return
    told = json.loads(place.upgrading.read_text('utf-8'))
    for line in told['kept'] if told['to'] != place.current() else []:
        kept = Kept(**line)
        if kept.database.exists():
            _put_back(kept.database, Path(kept.office, _DATABASE))
        else:
            say(
                f"{kept.office} 的数据在数据库服务器上。升级不成时服务器上的数据不会变；"
                "如果提示数据是较新版本的，请用升级前的备份恢复到新的空数据库（见 docs/安装.md“退回”）。"
            )
    place.upgrading.unlink()


def _put_back(kept: Path, database: Path) -> None:
    """The kept database takes its place again, whole at every moment; what came of the other goes."""
    fresh = database.with_name('shoufa.back.db')
    shutil.copyfile(kept, fresh)
    shutil.copymode(database, fresh)
    with fresh.open('rb') as file:
        os.fsync(file.fileno())
    for beside in ('-wal', '-shm'):
        database.with_name(database.name + beside).unlink(missing_ok=True)
    fresh.replace(database)
    shutil.rmtree(database.parent / '.索引', ignore_errors=True)


def finish_cut_off(place: Place) -> None:
    """An upgrade that was cut off is taken back before anything else."""
    if place.upgrading.exists():
        say("上一次升级没有做完，先退回原来的版本……")
        try:
            roll_back(place)
        except OSError as error:
            raise Stopped(f"退不回去：{error}。原来的数据库在 {place.backups}，请联系维护人员。") from error
