"""Children that misbehave, for tests of the pool."""

import inspect

from extractors.readers.process import asking
from extractors.readers.process.pool import ReadingPool

_SCRIPT = """
import ctypes, os, resource, signal, socket, subprocess, sys, time
from pathlib import Path
from extractors.readers import guard, registry
from extractors.readers.process import child
from extractors.readers.process import confine
from extractors.readers.process import wire
from model.errors import Damaged, NeedsConversion
real = registry.read_document

def instead(path, file=None, **more):
    {act}

def read_document(path, file, **more):
    with guard.reading(file):
        instead(path)
    return real(path, file, **more)

if {reader!r}:
    next(each for each in registry.READERS if each.NAME == {reader!r}).read = instead
else:
    registry.read_document = read_document
child.main()
"""


def odd_pool(tmp_path, monkeypatch, act: str, reader: str = '', **more) -> ReadingPool:
    """A pool whose children do `act` before they read a file, or instead of the named reader."""
    script = tmp_path / 'odd_child.py'
    script.write_text(
        _SCRIPT.format(act=inspect.cleandoc(act).replace('\n', '\n    '), reader=reader), 'utf-8'
    )
    monkeypatch.setattr(asking, 'PROGRAM', (str(script),))
    return ReadingPool(**more)
