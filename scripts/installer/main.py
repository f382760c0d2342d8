"""Install or upgrade from an unpacked bundle: python3.11 -m scripts.installer.main BUNDLE [options]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from scripts.installer.fresh import install
from scripts.installer.place import WINDOWS, Place, Stopped, UsageFault, say
from scripts.installer.units import check_paths, write_launchers, write_units
from scripts.installer.upgrading import finish_cut_off, upgrade


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageFault(
            f"参数不对（{message}）。可以写：--prefix 文件夹、--office 文件夹（可写几次）、--no-office。"
        )


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = _Parser(prog='install', add_help=False)
    parser.add_argument('bundle', type=Path)
    parser.add_argument('--prefix', type=Path, default=Path.home() / 'shoufa')
    parser.add_argument('--office', type=Path, action='append', default=[])
    parser.add_argument('--no-office', action='store_true')
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    """Install or upgrade; the exit code."""
    try:
        given = _arguments(words)
        _install(given.bundle.resolve(), Place(given.prefix.resolve()), _offices(given), given.no_office)
    except Stopped as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"没有装成：{error}。请确认磁盘有空间、文件夹有写权限，再运行一次。", file=sys.stderr)
        return 4
    return 0


def _offices(given: argparse.Namespace) -> list[Path]:
    for office in given.office:
        if not (office / 'office.toml').is_file():
            raise UsageFault(
                f"“{office}”里没有办公室（缺 office.toml）。还没有的，装好后用 shoufa init 新建。"
            )
    return [office.resolve() for office in given.office]


def _install(bundle: Path, place: Place, offices: list[Path], without: bool) -> None:
    finish_cut_off(place)
    old = place.current()
    offices = list(dict.fromkeys([*place.offices(), *offices]))
    check_paths([place.root, *offices])
    new = install(bundle, place)
    if old not in {None, new} and not offices and not without:
        raise UsageFault(
            "升级前要备份办公室的数据：请加 --office 办公室文件夹（可写几次）；"
            "确实还没有办公室的加 --no-office。"
        )
    if old and old != new:
        upgrade(place, old, new, [] if without else offices)
    else:
        place.use(new)
    place.keep_offices(offices)
    write_launchers(bundle, place)
    write_units(bundle, place, offices)
    _tell(place, old, new, has_units=bool(offices))


def _tell(place: Place, old: str | None, new: str, *, has_units: bool) -> None:
    started = place.root / ('shoufa.cmd' if WINDOWS else 'bin/shoufa')
    say(f"已{'从 ' + old + ' 升级到' if old and old != new else '装好'} {new}。程序：{started}")
    if not old:
        say(f"先看演示：{started} demo　新建办公室：{started} init 文件夹")
    if has_units and not WINDOWS:
        say(f"要开机自动运行的，systemd 单元在 {place.root / 'systemd'}，办法见 docs/安装.md。")


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
