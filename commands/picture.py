"""read --picture: one place of one file, written as a PNG."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from commands.edge import say
from model.document import Document
from model.errors import ShoufaError, UsageFault

DPI = 150
_LEAST_DPI, _MOST_DPI = 50, 600


@dataclass(frozen=True, slots=True)
class Wanted:
    """What --picture, --out, --dpi and --whole-page ask for; place and out are None where not given."""

    place: str | None
    out: Path | None
    dpi: int
    whole_page: bool


def check_wanted(wanted: Wanted, files: tuple[Path, ...], *, data: bool) -> None:
    """Raises UsageFault where the options do not go together; data tells that JSON is asked for too."""
    if wanted.place is None:
        if wanted.out or wanted.whole_page:
            raise UsageFault(
                "--out 和 --whole-page 要与 --picture 一起用，如 --picture page=1 --out 图.png。"
            )
        return
    if len(files) != 1 or data:
        raise UsageFault("--picture 只接一个文件，也不与 --json、--json-dir 同用；请一处一处地画。")
    if wanted.out is None:
        raise UsageFault("请用 --out 写明图片存成哪个文件，如 --out 图.png。")
    if wanted.out.suffix.lower() != '.png':
        raise UsageFault(f"图片只存成 PNG，“{wanted.out}”应以 .png 结尾。")
    if wanted.out.resolve() == files[0].resolve():
        raise UsageFault("--out 与原件是同一个文件，会把原件盖掉；请换一个文件名。")
    if not wanted.out.absolute().parent.is_dir():
        raise UsageFault(
            f"文件夹“{wanted.out.absolute().parent}”不存在，图片无处可存。请先建好，或换一个位置。"
        )
    if not _LEAST_DPI <= wanted.dpi <= _MOST_DPI:
        raise UsageFault(f"--dpi 应在{_LEAST_DPI}到{_MOST_DPI}之间，现在是{wanted.dpi}。")


def write_picture(ctx: click.Context, path: Path, reading: Document | ShoufaError, wanted: Wanted) -> None:
    """Draw the place and write it; a file whose text nobody can read yet is drawn page by page all the same.

    Raises what stopped the reading, and what picture_of raises.
    """
    from extractors.readers.pictures.frame import Look
    from extractors.readers.pictures.place import picture_of
    from extractors.readers.pictures.where import text_to_where

    if isinstance(reading, ShoufaError) and reading.code != 'needs_ocr':
        raise reading
    document = reading if isinstance(reading, Document) else None
    where = text_to_where(wanted.place or '')
    picture = picture_of(path, where, document, Look(wanted.dpi, wanted.whole_page), str(path))
    assert wanted.out is not None
    wanted.out.write_bytes(picture.png)
    for told in picture.told:
        say(ctx, f"※ {told}")
    say(ctx, f"已画好：{wanted.out}")
