"""Papers as no program writes them: mutants of good ones, the same for the same seed."""

from __future__ import annotations

import io
import random
import re
import struct
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import olefile

from extractors.readers.process.asking import OutOfTime
from extractors.readers.process.pool import ReadingPool
from model.document import Document
from model.errors import BadInput, ReaderFailed, ShoufaError
from tests.build_ole import MAGIC, WORD_DOCUMENT, ole_file

Dice = random.Random
Mutator = Callable[[bytes, Dice], bytes]

NUMBERS = (0, 1, -1, 2, 127, 255, 256, 1000, 32767, 65535, 65536, 10**6, 2**31 - 1, 2**31, 2**32, 10**18)
WORDS = (
    b'',
    b'x',
    b'-',
    b'1e9',
    b'0.5',
    b'NaN',
    b'true',
    '甲'.encode(),
    b'A1:XFD1048576',
    b'../x',
    b'#' * 300,
)
_TAG = re.compile(rb'<[^<>]{1,400}>')
_VALUE = re.compile(rb'(?<==")[^"<>]{0,80}(?=")')
_NUMBER = re.compile(rb'(?<![\w.])-?\d{1,10}')
_REFERENCE = re.compile(rb'\d+ \d+ R')
_NAME = re.compile(rb'/[A-Z]\w+')
_STREAM = re.compile(rb'stream\r?\n(.*?)endstream', re.DOTALL)


def mutate(data: bytes, dice: Dice) -> bytes:
    """One to three changes, of the kind that suits the format or of any kind."""
    suited = _suited(data)
    for _ in range(dice.choice((1, 1, 2, 3))):
        data = dice.choice(suited if suited and dice.random() < 0.75 else BYTES)(data, dice)
    return data


def _suited(data: bytes) -> tuple[Mutator, ...]:
    if data.startswith(b'PK'):
        return (mutate_zip,)
    if data.startswith(MAGIC):
        return (mutate_ole,)
    if data.startswith(b'%PDF'):
        return (change_number, change_number, swap(_REFERENCE), swap(_NAME), mutate_stream)
    if data.startswith(b'{\\rtf'):
        return (change_number, duplicate, swap(re.compile(rb'\\[a-z]+')), nest_braces)
    return XML if b'<' in data[:1000] else ()


def flip(data: bytes, dice: Dice) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 40))):
        if changed:
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def overwrite(data: bytes, dice: Dice) -> bytes:
    """A little-endian number somewhere becomes an extreme one."""
    size = dice.choice((1, 2, 4, 8))
    at = dice.randrange(max(len(data) - size, 1))
    number = dice.choice(NUMBERS) % (1 << 8 * size)
    return data[:at] + number.to_bytes(size, 'little') + data[at + size :]


def truncate(data: bytes, dice: Dice) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def splice(data: bytes, dice: Dice) -> bytes:
    start, end = _span(data, dice)
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[start:end] + data[at + (end - start) :]


def duplicate(data: bytes, dice: Dice) -> bytes:
    start, end = _span(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 1, 3, 50)) + data[end:]


def delete(data: bytes, dice: Dice) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def _span(data: bytes, dice: Dice) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(start + dice.choice((1, 4, 64, 512, 4096)), len(data))


BYTES: tuple[Mutator, ...] = (flip, flip, overwrite, overwrite, truncate, splice, duplicate, delete)


def _pick(pattern: re.Pattern[bytes], data: bytes, dice: Dice) -> re.Match[bytes] | None:
    """One of the places near a random one: a large part has too many to list them all."""
    start = dice.randrange(max(len(data) - 2000, 1))
    found = list(pattern.finditer(data, start, start + 4000)) or list(pattern.finditer(data, 0, 4000))
    return dice.choice(found) if found else None


def _replaced(data: bytes, match: re.Match[bytes] | None, new: bytes) -> bytes:
    return data if match is None else data[: match.start()] + new + data[match.end() :]


def change_number(data: bytes, dice: Dice) -> bytes:
    return _replaced(data, _pick(_NUMBER, data, dice), str(dice.choice(NUMBERS)).encode())


def change_value(data: bytes, dice: Dice) -> bytes:
    return _replaced(
        data, _pick(_VALUE, data, dice), dice.choice((*WORDS, str(dice.choice(NUMBERS)).encode()))
    )


def swap(pattern: re.Pattern[bytes]) -> Mutator:
    """One match becomes another one of the same file."""

    def swapped(data: bytes, dice: Dice) -> bytes:
        other = _pick(pattern, data, dice)
        return data if other is None else _replaced(data, _pick(pattern, data, dice), other[0])

    return swapped


def nest_tag(data: bytes, dice: Dice) -> bytes:
    """An opening tag once more, up to deeper than any parser goes; closed or not."""
    tag = _pick(_TAG, data, dice)
    if tag is None or tag[0].startswith((b'</', b'<?', b'<!')):
        return data
    name = re.split(rb'[\s/>]', tag[0][1:], maxsplit=1)[0]
    times = dice.choice((1, 3, 30, 300))
    closing = (b'</' + name + b'>') * times if dice.random() < 0.7 else b''
    opening = tag[0].replace(b'/>', b'>') * times
    return data[: tag.start()] + opening + closing + data[tag.start() :]


def nest_braces(data: bytes, dice: Dice) -> bytes:
    at, times = dice.randrange(len(data) + 1), dice.choice((1, 10, 5000))
    return data[:at] + b'{' * times + data[at:] + b'}' * dice.choice((0, times))


def delete_element(data: bytes, dice: Dice) -> bytes:
    first, last = _pick(_TAG, data, dice), _pick(_TAG, data, dice)
    if first is None or last is None:
        return data
    start, end = sorted((first.start(), last.start()))
    return data[:start] + data[end:]


def duplicate_element(data: bytes, dice: Dice) -> bytes:
    tag = _pick(_TAG, data, dice)
    if tag is None or tag[0].startswith(b'</'):
        return data
    name = re.split(rb'[\s/>]', tag[0][1:], maxsplit=1)[0]
    end = data.find(b'</' + name + b'>', tag.end())
    element = data[tag.start() : end + len(name) + 3] if 0 <= end - tag.start() < 20_000 else tag[0]
    return data[: tag.start()] + element * dice.choice((1, 2, 20)) + data[tag.start() :]


XML: tuple[Mutator, ...] = (
    *(change_value, change_value, change_value, change_number, swap(_VALUE), swap(_TAG)),
    *(nest_tag, delete_element, duplicate_element, duplicate_element),
)


def mutate_stream(data: bytes, dice: Dice) -> bytes:
    """What is inside one compressed stream of a PDF; its length is not put right, as damage would not."""
    match = _pick_stream(data, dice)
    if match is None:
        return change_number(data, dice)
    try:
        inner = zlib.decompress(match[1])
    except zlib.error:
        return change_number(data, dice)
    packed = zlib.compress(dice.choice((change_number, flip, duplicate, delete, truncate))(inner, dice))
    return data[: match.start(1)] + packed + data[match.end(1) :]


def _pick_stream(data: bytes, dice: Dice) -> re.Match[bytes] | None:
    found = list(_STREAM.finditer(data))
    return dice.choice(found) if found else None


def mutate_zip(data: bytes, dice: Dice) -> bytes:
    """One member changed inside, or gone, and the whole packed anew."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError):
        return flip(data, dice)
    if not members:
        return flip(data, dice)
    name = dice.choice(sorted(members))
    if dice.random() < 0.05:
        del members[name]
    else:
        inner = members[name]
        members[name] = dice.choice(XML if b'<' in inner[:200] and dice.random() < 0.85 else BYTES)(
            inner, dice
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter('ignore')
        for member, content in members.items():
            packing = zipfile.ZIP_STORED if member == 'mimetype' else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(member), content, packing)  # an info of our own: no clock
    return packed.getvalue()


def mutate_ole(data: bytes, dice: Dice) -> bytes:
    """One stream changed inside, and the container written anew; storages are left out."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = [parts[0] for parts in container.listdir() if len(parts) == 1]
            streams = {name: container.openstream(name).read() for name in names}
    except (OSError, IndexError, ValueError, KeyError, AttributeError, TypeError):
        return overwrite(data, dice)
    if not streams:
        return overwrite(data, dice)
    name = dice.choice(sorted(streams))
    streams[name] = dice.choice((overwrite, overwrite, overwrite, flip, delete, duplicate, truncate))(
        streams[name] or b'\0', dice
    )
    class_id = WORD_DOCUMENT if 'WordDocument' in streams else bytes(16)
    with tempfile.TemporaryDirectory() as folder:
        return ole_file(Path(folder) / 'x', streams, class_id).read_bytes()


def failures(
    seeds: Mapping[str, bytes], count: int, seed: int, folder: Path, most_bytes: int = 600 * 10**6
) -> list[str]:
    """Read `count` mutants of the seeds (by file name); each that is no document and no proper refusal.

    Those are left in `folder`, a line for each says what it did. most_bytes: of memory in any child.
    """
    told: list[str] = []
    with ReadingPool(2, cpu_s=20, wall_s=60) as pool:
        for path, outcome in pool.read_many(_mutants(seeds, count, seed, folder)):
            fault = _fault(path, outcome)
            if fault:
                told.append(f'{path}: {fault}')
            else:
                path.unlink()
    assert pool.peak_kb * 1024 < most_bytes
    return told


def _mutants(seeds: Mapping[str, bytes], count: int, seed: int, folder: Path) -> Iterator[Path]:
    names = sorted(seeds)
    for number in range(count):
        dice = Dice(f'{seed}/{number}')
        name = dice.choice(names)
        path = folder / f'{number:05}-{name}'
        path.write_bytes(mutate(seeds[name], dice))
        yield path


def _fault(path: Path, outcome: Document | ShoufaError) -> str:
    """What is wrong with an outcome; a ReaderFailed that names the limit it ran over is none of ours."""
    if isinstance(outcome, Document):
        return ''
    if not isinstance(outcome, BadInput):
        return f'{type(outcome).__name__}: {outcome.message}'
    if isinstance(outcome, OutOfTime) or (isinstance(outcome, ReaderFailed) and '程序' in outcome.message):
        return outcome.message
    if path.name not in outcome.message or not re.search('[\u4e00-\u9fff]{4}', outcome.message):
        return f'no proper message: {outcome.message}'
    return ''
