r"""The state of an RTF file being read: nested groups, their formatting, and where their text goes."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.readers.docx.names import Element
from extractors.readers.docx.symbols import FONTS
from extractors.readers.rtf.charsets import Font, decode
from extractors.readers.rtf.fields import RtfField
from extractors.readers.rtf.lists import Lists, Numbered
from extractors.readers.rtf.story import Look, Story, add_text
from model.errors import Damaged

MAX_GROUPS = 10_000
_EDGE = re.compile(rb'\\bin(\d{1,10}) ?|\\.|[{}]', re.DOTALL)


@dataclass(slots=True)
class Group:
    r"""What a { inherits from the group around it and a } gives back.

    word names the destination, sink takes its text (None: the story does); end is called at the }.
    font and wide_font are numbers in the font table, wide_font the one after \dbch.
    """

    word: str = ''
    sink: Callable[[str], None] | None = None
    end: Callable[[], None] | None = None
    font: int = -1
    wide_font: int = -1
    is_wide: bool = False
    fallback: int = 1
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    list_number: int | None = None
    level: int = 0
    in_table: bool = False
    depth: int = 0


@dataclass(slots=True)
class Reading:
    """A file on its way: groups holds those around the open one; notes and margins are done stories.

    lost counts characters that could not be decoded, guessed those whose encoding was guessed.
    """

    data: bytes
    story: Story
    page: str | None = None
    raw_encoding: str | None = None
    at: int = 0
    group: Group = field(default_factory=Group)
    groups: list[Group] = field(default_factory=list)
    fonts: dict[int, Font] = field(default_factory=dict)
    default_font: int = 0
    raw: bytearray = field(default_factory=bytearray)
    stories: list[Story] = field(default_factory=list)
    fields: list[RtfField] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)
    numbered: list[Numbered] = field(default_factory=list)
    notes: dict[str, list[Element]] = field(default_factory=dict)
    margins: dict[str, Element] = field(default_factory=dict)
    shape_property: str = ''
    lost: int = 0
    guessed: int = 0
    stateless_boxes: int = 0


_NO_FONT = Font()


def open_group(reading: Reading) -> None:
    """Take a {; raises Damaged where groups are nested beyond all reason."""
    flush(reading)
    if len(reading.groups) >= MAX_GROUPS:
        raise Damaged(
            "文件内部层层嵌套过深，不像正常公文，已停止读取；请用 Word 或 WPS 打开，另存为 .docx 再放入"
        )
    reading.groups.append(reading.group)
    reading.group = copy.copy(reading.group)
    reading.group.end = None


def close_group(reading: Reading) -> None:
    """Take a }: what the group was for is done, and the formatting around it holds again."""
    flush(reading)
    if reading.group.end is not None:
        reading.group.end()
    reading.group = reading.groups.pop()


def skip_group(reading: Reading) -> None:
    """Go on before the } of the open group; nothing of it is looked at but braces and binary data."""
    flush(reading)
    depth, at = 0, reading.at
    while edge := _EDGE.search(reading.data, at):
        at = edge.end()
        if edge[1] is not None:
            at += int(edge[1])
        elif edge[0] == b'{':
            depth += 1
        elif edge[0] == b'}':
            depth -= 1
            if depth < 0:
                reading.at = edge.start()
                return
    reading.at = len(reading.data)


def flush(reading: Reading) -> None:
    """Decode the bytes collected so far."""
    if reading.raw:
        raw = bytes(reading.raw)
        reading.raw.clear()
        decoded = decode(
            raw, font(reading), reading.fonts.get(reading.group.wide_font, _NO_FONT), reading.page
        )
        reading.lost += decoded.lost
        reading.guessed += len(decoded.text) if decoded.guessed else 0
        put_text(decoded.text, reading)


def put_text(text: str, reading: Reading) -> None:
    """Text of the open group to where it goes; deleted text goes nowhere."""
    group = reading.group
    if group.deleted:
        return
    if group.sink is not None:
        group.sink(text)
    else:
        add_text(text, look(reading), reading.story)


def look(reading: Reading) -> Look:
    """The open group's formatting, as far as it is read."""
    used = font(reading)
    name = used.name.strip(' ;')
    shown = name if used.is_symbol or name.lower() in FONTS else None
    return Look(reading.group.hidden, reading.group.struck, shown)


def font(reading: Reading) -> Font:
    """The font in which the open group's bytes are to be read."""
    group = reading.group
    if group.word == 'fonttbl':
        return _NO_FONT
    number = group.wide_font if group.is_wide and group.wide_font >= 0 else group.font
    return reading.fonts.get(number if number >= 0 else reading.default_font, _NO_FONT)
