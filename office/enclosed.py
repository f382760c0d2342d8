"""A paper that carries others in its own package, as an OFD can: all looked at before one is kept (G16)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from extractors.containers.opening import has_attachments
from extractors.readers.process.pool import ReadingPool
from extractors.readers.soffice import memory_folder
from model.errors import BadInput, SecrecyMark
from office.config import Workplace
from office.inbox import Arrival
from office.looking import Looked, is_marked, look_at
from office.taking import Outcome, clear, stop_for_secrecy, take_in_paper, tell_lost
from office.unpacking import attachments_of


def carries_papers(arrival: Arrival, looked: Looked) -> bool:
    """Whether a paper that can be used, or is known already, has files attached inside."""
    usable = looked.sha256 is not None and looked.fault is None and not looked.further
    return usable and has_attachments(arrival.path)


def take_in_with_attachments(
    place: Workplace, pool: ReadingPool, arrival: Arrival, looked: Looked
) -> Iterator[Outcome]:
    """What becomes of the paper and of each file in it; a marked one stops them all.

    The paper leaves the inbox last, so a stopped run is taken up where it was.
    """
    assert looked.sha256
    try:
        with attachments_of(arrival) as inside:
            group = look_at(place, pool, inside)
            if any(is_marked(place, one) for _, one in group):
                yield from stop_for_secrecy(place, [looked.sha256])
                return
            with memory_folder(arrival.path.stat().st_size) as folder:
                path = folder / 'paper'
                shutil.copyfile(arrival.path, path)
                for one, seen in ((arrival._replace(path=path), looked), *group):
                    yield from take_in_paper(place, pool, one, seen)
    except SecrecyMark:
        yield from stop_for_secrecy(place, [looked.sha256])
        return
    except BadInput as error:
        yield from take_in_paper(place, pool, arrival, looked)
        yield tell_lost(place, f"{arrival.file}/附件", arrival.sender_hint, looked.sha256, error)
    clear(place, arrival)
