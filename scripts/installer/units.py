"""Units of systemd and launchers, filled in for one installation."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from scripts.installer.place import WINDOWS, Place, UsageFault, write_whole


def check_paths(paths: Sequence[Path]) -> None:
    """Raises UsageFault where a folder's name could not stand in a unit or a launcher."""
    for path in paths:
        if re.search(r'["$`\n\r]' if WINDOWS else r'["$`\n\r\\]', str(path)):
            raise UsageFault(f"文件夹“{path}”的名字里有引号、$、反斜杠或换行，请换一个名字。")


def write_launchers(bundle: Path, place: Place) -> None:
    """What a person or a unit starts; they follow the version in use."""
    if WINDOWS:
        for file in (bundle / 'windows').glob('*.cmd'):
            shutil.copyfile(file, place.root / file.name)
        return
    for file in (bundle / 'bin').iterdir():
        write_whole(place.root / 'bin' / file.name, file.read_text('utf-8'))
        (place.root / 'bin' / file.name).chmod(0o755)


def write_units(bundle: Path, place: Place, offices: Sequence[Path]) -> None:
    """The units of every office into systemd/ of the installation; an administrator puts them in place."""
    for count, office in enumerate(offices, 1):
        filled = {'@PREFIX@': str(place.root), '@OFFICE@': str(office), '@NAME@': office.name}
        for file in sorted((bundle / 'systemd').iterdir()):
            text = file.read_text('utf-8')
            for mark, value in filled.items():
                text = text.replace(mark, value.replace('%', '%%'))
            name = file.stem if count == 1 else f'{file.stem}-{count}'
            write_whole(place.root / 'systemd' / f'{name}{file.suffix}', text)
