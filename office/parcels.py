"""A mail or archive from the inbox: every file in it looked at before anything is kept (G16, G24).

It bears no number: what lies in it does, under the whole path of its parents. It stays in the inbox until all
its files are done, so a stopped run is taken up where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from extractors.readers.process.pool import ReadingPool
from model.document import Document, Paragraph
from model.errors import BadInput, Encrypted, SecrecyMark
from model.serialise import to_plain
from office import inbox
from office.config import Workplace
from office.inbox import Arrival
from office.looking import Looked, is_marked, known_bytes, looked_ahead
from office.not_downloaded import ask_for_links, link_to_text
from office.photographs import Together, papers_of
from office.taking import Outcome, clear, is_noted, set_aside, stop_for_secrecy, take_in_paper, tell_lost
from office.unpacking import MAILS, Box, Keys, Leaf, Unpacked, unpack
from store import containers, copies, register
from store.containers import Container
from store.copies import Copy
from store.engine import Connection, atomic, reading

_WITH_NUMBER = frozenset({'registered', 'misdirected', 'waiting'})
FOLDER = '邮件和压缩包'
"""Where in 存档/ they are kept as they came."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says before or while papers are taken in: which photographs are one paper, passwords."""

    keys: Keys
    together: Together


def take_in_container(
    place: Workplace, pool: ReadingPool, wishes: Wishes, arrival: Arrival, looked: Looked
) -> Iterator[Outcome]:
    """What becomes of a container and of each file in it; a marked one stops it whole."""
    assert looked.sha256
    assert looked.container
    with reading(place.engine) as connection:
        known = containers.find_hash(connection, looked.sha256)
    if known and known.state == 'done':
        yield _again(place, arrival, known)
        return
    with ExitStack() as stack:
        try:
            found = unpack(stack, wishes.keys, arrival, looked.container)
        except SecrecyMark:
            yield from stop_for_secrecy(place, [looked.sha256])
            return
        except BadInput as error:
            yield _closed(place, arrival, looked.sha256, error)
            return
        yield from _take_in_all(place, pool, wishes, arrival, found)


def _closed(place: Workplace, arrival: Arrival, sha256: str, error: BadInput) -> Outcome:
    """One that cannot be opened: a locked one waits in the inbox for its password."""
    if isinstance(error, Encrypted) and error.code == 'needs_password':
        told = f"{error.message}。它留在 收文/ 里，不算未报；有密码后运行 shoufa take-in --password 密码。"
        return Outcome('locked', arrival.file, told, code=error.code)
    return set_aside(place, arrival, sha256, error)


def _again(place: Workplace, arrival: Arrival, known: Container) -> Outcome:
    """The same container once more: each paper in it came from this sender too."""
    if arrival.file != known.file:
        with atomic(place.engine) as connection:
            for file, number in _entries_in(connection, known):
                copy = Copy(
                    register_number=number,
                    file=arrival.file + file.removeprefix(known.file),
                    sender_hint=arrival.sender_hint,
                    received_at=place.now(),
                    container=known.id,
                )
                if not is_noted(connection, copy):
                    copies.add(connection, copy)
    clear(place, arrival)
    return Outcome('duplicate', arrival.file, f"与先前收到的“{known.file}”内容完全相同，里面的文件不再登记")


def _entries_in(connection: Connection, container: Container) -> list[tuple[str, int]]:
    """The papers that lay in a container, however deep: (file, number)."""
    ids = set(containers.inside(connection, container.id))
    listed = register.list_entries(connection)
    return [(one.file, one.number) for one in listed if one.container in ids]


def _take_in_all(
    place: Workplace, pool: ReadingPool, wishes: Wishes, arrival: Arrival, found: Unpacked
) -> Iterator[Outcome]:
    usable = [one.arrival for one in found.leaves if one.fault is None]
    groups = looked_ahead(place, pool, papers_of(usable, wishes.together))
    taken = [one for group in groups for one in group]
    taken += [(one.arrival, Looked(_sha256(one), fault=one.fault)) for one in found.leaves if one.fault]
    hashes = [Looked(one.sha256) for one in found.boxes]
    if any(is_marked(place, looked) for looked in (*(looked for _, looked in taken), *hashes)):
        yield from stop_for_secrecy(place, [found.boxes[0].sha256])
        return
    ids = _remember(place, found)
    papers = _take_in_leaves(place, pool, found, ids, taken)
    if _is_letter_alone(found):
        of_body = list(papers)
        yield _letter_alone(found, of_body)
        yield from of_body
    else:
        yield _opened(found)
        yield from papers
    for file, box, error in found.lost:
        within = found.boxes[box]
        told = tell_lost(place, file, within.arrival.sender_hint, within.sha256, error)
        yield replace(told, container=arrival.file)
    box_of = {one.arrival.file: one.box for one in found.leaves}
    _ask_for_all_links(place, found, {box_of[one.file]: looked.sha256 for one, looked in reversed(taken)})
    _close(place, ids, arrival)


def _take_in_leaves(
    place: Workplace,
    pool: ReadingPool,
    found: Unpacked,
    ids: Sequence[int],
    taken: Sequence[tuple[Arrival, Looked]],
) -> Iterator[Outcome]:
    """What becomes of each file inside; the words that only send them are kept with the mail (ids by box)."""
    of_file = {one.arrival.file: one for one in found.leaves}
    for one, looked in taken:
        leaf = of_file[one.file]
        if _is_cover_note(place, found, leaf, looked):
            _keep_words(place, ids[leaf.box], looked)
            continue
        for outcome in take_in_paper(place, pool, one._replace(container=ids[leaf.box]), looked):
            yield replace(outcome, container=found.boxes[0].arrival.file)


def _sha256(leaf: Leaf) -> str:
    return inbox.file_to_sha256(leaf.arrival.path)


def _is_letter_alone(found: Unpacked) -> bool:
    """Whether it is a mail whose words are all that there is."""
    return len(found.boxes) == 1 and len(found.leaves) == 1 and found.leaves[0].is_alone


def _letter_alone(found: Unpacked, of_body: Sequence[Outcome]) -> Outcome:
    """What is told of a mail that is its words and nothing else."""
    number = next((one.number for one in of_body if one.status in _WITH_NUMBER), None)
    return _opened(found, "无附件" + (f"，正文登记为第{number}号" if number else ""))


def _opened(found: Unpacked, holds: str = "") -> Outcome:
    """What is told of the container itself; holds is what lies in it where that is no count of files."""
    first = found.boxes[0]
    files = sum(not one.is_body for one in found.leaves) + len(found.lost)
    name = "邮件" if first.kind in MAILS else "压缩包"
    subject = f"“{first.message.subject}”" if first.message else ""
    inner = f"，其中还有{len(found.boxes) - 1}个压缩包或邮件" if len(found.boxes) > 1 else ""
    messages = [box.message for box in found.boxes if box.message]
    links = [link_to_text(one._asdict()) for message in messages for one in message.undelivered]
    lacking = f"；附件未下载：{'、'.join(links)}" if links else ""
    marks = [name for message in messages for name in message.left_out]
    more = f"等{len(marks)}个" if len(marks) > 3 else ""
    small = f"；正文里的小图（徽标、签名）不登记：{'、'.join(marks[:3])}{more}" if marks else ""
    told = f"{name}{subject}，{holds or f'里面有{files}个文件'}{inner}{lacking}{small}"
    return Outcome('opened', first.arrival.file, told, kind=first.kind)


def _remember(place: Workplace, found: Unpacked) -> list[int]:
    """The containers in the register's books, the outermost one's bytes safe in 存档/; their ids."""
    ids: list[int] = []
    with atomic(place.engine) as connection:
        for box in found.boxes:
            parent = None if box.outer is None else ids[box.outer]
            ids.append(containers.add(connection, _box_to_container(place, box, parent)))
    outermost = found.boxes[0].arrival
    archived_as = f'{FOLDER}/{ids[0]:05}_{inbox.short_name(outermost.path.name)}'
    inbox.copy_whole(outermost.path, place.rooms.archive / archived_as)
    with atomic(place.engine) as connection:
        containers.change(connection, ids[0], archived_as=archived_as)
    return ids


def _box_to_container(place: Workplace, box: Box, parent: int | None) -> Container:
    message = box.message
    return Container(
        file=box.arrival.file,
        sha256=box.sha256,
        kind=box.kind,
        received_at=place.now(),
        sender_hint=box.arrival.sender_hint,
        subject=message.subject if message else None,
        sender=message.sender if message else None,
        sent_at=message.sent_at if message else None,
        undelivered=tuple(to_plain(one._asdict()) for one in message.undelivered) if message else (),
        parent=parent,
    )


def _is_cover_note(place: Workplace, found: Unpacked, leaf: Leaf, looked: Looked) -> bool:
    """Whether a mail's words only send its attachments, all of which are there."""
    message = found.boxes[leaf.box].message
    if not leaf.is_body or leaf.is_alone or looked.fault or (message and message.undelivered):
        return False
    known = known_bytes(place, looked.sha256 or '').duplicate
    kind = looked.understood.kind if looked.understood else known[0].kind if known else None
    return kind in {'other', 'picture'}


def _keep_words(place: Workplace, container: int, looked: Looked) -> None:
    document = looked.understood.document if looked.understood else None
    if document:
        with atomic(place.engine) as connection:
            containers.change(connection, container, text=document_to_text(document))


def document_to_text(document: Document) -> str:
    """The words of a mail."""
    return '\n'.join(block.text for block in document.blocks if isinstance(block, Paragraph))


def _ask_for_all_links(place: Workplace, found: Unpacked, papers: dict[int, str | None]) -> None:
    """A question for each attachment that is not there, put to the first paper of its mail (by box)."""
    for number, box in enumerate(found.boxes):
        links = box.message.undelivered if box.message else ()
        sha256 = papers.get(number)
        known = known_bytes(place, sha256).duplicate if links and sha256 else None
        if links:
            plain = [to_plain(one._asdict()) for one in links]
            with atomic(place.engine) as connection:
                ask_for_links(place, connection, known[0].number if known else None, box.arrival.file, plain)


def _close(place: Workplace, ids: list[int], arrival: Arrival) -> None:
    """All its files are done: only now it leaves the inbox."""
    with atomic(place.engine) as connection:
        for one in ids:
            containers.change(connection, one, state='done')
    clear(place, arrival)
