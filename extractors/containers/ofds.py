"""Files attached inside an OFD, a paper that carries others in its own package (GB/T 33190 clause 20)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.containers.kind import zip_names
from extractors.containers.taken import Piece, Taken
from extractors.readers import ole
from extractors.readers.ofd.notes import ofd_to_attachments
from extractors.readers.ofd.package import open_ofd
from extractors.readers.zipguard import read_members

KIND = 'ofd'


def has_attachments(path: Path) -> bool:
    """Whether a file is an OFD with a list of attachments, by the names in its package."""
    with path.open('rb') as file:
        if file.read(len(ole.MAGIC))[:2] != b'PK':
            return False
    names = [name.lower() for name in zip_names(path)]
    return 'ofd.xml' in names and any('attach' in name for name in names)


def take(path: Path) -> Iterator[Taken]:
    """The attachments of all its documents; raises what reading it raises."""
    listed = dict.fromkeys(
        (name, member) for ofd in open_ofd(path) for name, member in ofd_to_attachments(ofd) if member
    )
    held = read_members(path, {member for _, member in listed}.__contains__)
    for name, member in listed:
        yield Piece(name, [held[member]])
