"""Large XML parts read as a stream: nothing is kept but what a handler takes, whatever the part's size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from model.errors import Damaged

MAX_DEPTH = 100
"""Elements inside elements; a sheet has seven."""

Attributes = dict[str, str]
Start = Callable[[Attributes], None]
End = Callable[[str], None]


@dataclass(slots=True)
class _Stream:
    """Calls handlers by an element's own name where its prefix is the root's: <x:row> in <x:worksheet>."""

    starts: Mapping[str, Start]
    ends: Mapping[str, End]
    known_starts: dict[str, Start] = field(default_factory=dict)
    known_ends: dict[str, End] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    depth: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth == 1:
            prefix = name.rpartition(':')[0]
            prefix += ':' if prefix else ''
            self.known_starts = {prefix + each: call for each, call in self.starts.items()}
            self.known_ends = {prefix + each: call for each, call in self.ends.items()}
        elif self.depth > MAX_DEPTH:
            raise RecursionError
        self.text.clear()
        call = self.known_starts.get(name)
        if call is not None:
            call(attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        call = self.known_ends.get(name)
        if call is not None:
            call(''.join(self.text))


def read_stream(part: bytes, starts: Mapping[str, Start], ends: Mapping[str, End]) -> None:
    """Run through a part; an element's start gives its attributes, its end the text since its start.

    Raises Damaged for what is no XML, RecursionError beyond MAX_DEPTH. Entities are the caller's to
    refuse: zipguard lets no declaration through.
    """
    stream = _Stream(starts, ends)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = stream.start
    parser.EndElementHandler = stream.end
    parser.CharacterDataHandler = stream.text.append
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise Damaged("工作簿内部有错，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入") from fault
