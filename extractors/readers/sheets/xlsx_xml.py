"""Large XML parts read as a stream: nothing is kept but what a handler takes, whatever the part's size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from model.errors import Damaged

MAX_DEPTH = 100
"""Elements inside elements; a sheet has seven."""

Attributes = dict[str, str]
Start = Callable[[Attributes], None]
End = Callable[[str], None]


def read_stream(part: bytes, starts: Mapping[str, Start], ends: Mapping[str, End]) -> None:
    """Run through a part; an element's start gives its attributes, its end the text since its start.

    Handlers are found by an element's own name where its prefix is the root's: <x:row> in <x:worksheet>.
    Raises Damaged for what is no XML, RecursionError beyond MAX_DEPTH. Entities are the caller's to
    refuse: zipguard lets no declaration through.
    """
    known_starts: dict[str, Start] = {}
    known_ends: dict[str, End] = {}
    text: list[str] = []
    depth = 1

    def start_root(name: str, _: Attributes) -> None:
        prefix, colon, _name = name.rpartition(':')
        known_starts.update({prefix + colon + each: call for each, call in starts.items()})
        known_ends.update({prefix + colon + each: call for each, call in ends.items()})
        parser.StartElementHandler = start

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise RecursionError
        text.clear()
        call = known_starts.get(name)
        if call is not None:
            call(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        call = known_ends.get(name)
        if call is not None:
            call(''.join(text))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start_root
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise Damaged("工作簿内部有错，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再放入") from fault
