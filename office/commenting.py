"""Papers of comments into the register: whose, about which draft, and what waits for a person (G15).

Units only, never a person; nothing of it changes an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from campaigns.pack import BUILT_IN, try_packs
from extractors.survey.comment_tables import tables_to_comments
from model.comment import Comments
from model.document import Document, Paragraph
from model.errors import UsageFault
from model.place import Problem, Severity
from model.register import Entry
from model.serialise import to_plain
from office.attached import document_to_title
from office.config import Workplace
from office.returns import raise_problems
from office.senders import file_to_texts, unit_named
from store import audit, campaigns, comments, expected, register, reviews
from store.comments import FORM, HeldComment
from store.engine import Connection, atomic
from store.expected import ExpectedUnit

NOTHING_FOUND = 'no_comments_found'
WHICH_DRAFT = 'comments_of_which_draft'
WHOSE = 'comments_of_which_unit'
_ACT = 'comments_of'
_NO_LETTERS = re.compile(r'[\W_]|征求意见稿')
_SHORTEST_TITLE = 4
_BLOCKS = 200


def record_comments(
    place: Workplace, connection: Connection, entry: Entry, found: Comments, document: Document
) -> str:
    """Store what a paper says about a draft, in place of what was stored of it; a clause for the user.

    >>> record_comments(place, connection, entry, found, document)  # doctest: +SKIP
    '：甲县民政局，3条'
    """
    found = _as_settled(connection, entry.number, found)
    collection = _told(connection, entry.number) or collection_of(place, connection, document, entry.file)
    several = [] if found.unit else _units_of_table(found, document)
    unit = found.unit or (None if several else _unit_of_file(place, connection, entry, collection))
    told = tuple(replace(one, unit=one.unit or unit) for one in found.comments)
    found = replace(found, unit=unit, comments=told)
    held = [_held(entry.number, collection, one) for one in to_plain(found.comments)]
    comments.replace_all(connection, entry.number, held)
    extract = {'units': several, 'none': found.none, 'comments': len(held), 'collection': collection}
    title = document_to_title(document)
    register.change(connection, entry.number, form=FORM, title=title, issuer=unit, extract=extract)
    raise_problems(place, connection, entry, (*found.problems, *_doubts(found, collection)))
    return f"：{unit or '、'.join(several) or '单位待核'}，{_count(found)}"


def forget_comments(connection: Connection, entry: Entry) -> None:
    """Drop what an earlier reading of a paper stored of comments; a new one stores its own."""
    if entry.form == FORM:
        comments.replace_all(connection, entry.number, ())
        register.change(connection, entry.number, form=None, issuer=None, extract=None)


def _units_of_table(found: Comments, document: Document) -> list[str]:
    """The units of a table that several sent, those whose line says 无意见 among them."""
    _, silent = tables_to_comments(document)
    return sorted({unit for unit in (*(one.unit for one in found.comments), *silent) if unit})


def _held(number: int, collection: str | None, plain: dict[str, object]) -> HeldComment:
    return HeldComment(register_number=number, collection=collection, **plain)  # type: ignore[arg-type]


def _as_settled(connection: Connection, number: int, found: Comments) -> Comments:
    """A person who said yes to “nothing found” said that the unit has no comments."""
    if found.comments or found.none:
        return found
    settled = reviews.list_items(connection, 'accepted', number)
    if any(item.field == NOTHING_FOUND for item in settled):
        return replace(found, none=True, problems=())
    return found


def _count(found: Comments) -> str:
    if found.comments:
        return f"{len(found.comments)}条"
    return "无意见" if found.none else "没有读到意见，待核"


def _doubts(found: Comments, collection: str | None) -> list[Problem]:
    """What nobody can tell from the paper: whose it is, and which draft it is about."""
    doubts = []
    if found.unit is None and not any(one.unit for one in found.comments):
        message = "看不出是哪个单位的意见；请在收文登记簿填写来文单位（register set 编号 来文单位=…）"
        doubts.append(Problem(WHOSE, Severity.REVIEW, message))
    if collection is None:
        message = "看不出是对哪份征求意见稿的意见；请用 returns 活动 --claim 编号 指明"
        doubts.append(Problem(WHICH_DRAFT, Severity.REVIEW, message))
    return doubts


def _unit_of_file(
    place: Workplace, connection: Connection, entry: Entry, collection: str | None
) -> str | None:
    """The unit that the paper's folder or file names, of those asked; else the folder itself."""
    asked = expected.list_units(connection, collection) if collection else ()
    units = asked or tuple(map(ExpectedUnit, place.office.counties))
    return unit_named([entry.sender_hint, *file_to_texts(entry.file)], units) or entry.sender_hint


def collection_of(place: Workplace, connection: Connection, document: Document, file: str = '') -> str | None:
    """The consultation whose draft a paper names by its title, one that runs before others; None for several.

    A file's name counts where the paper itself names none.
    """
    asked = {
        pack.id: _key(pack.consultation.draft_title)
        for pack in try_packs((BUILT_IN, place.rooms.packs))[0].values()
        if pack.consultation
    }
    running = campaigns.running(connection)
    for text in (_key(''.join(_texts(document))), _key(file)):
        named = [id_ for id_, title in asked.items() if len(title) >= _SHORTEST_TITLE and title in text]
        named = [one for one in named if not _is_part_of_another(asked[one], [asked[id_] for id_ in named])]
        named = [one for one in named if one in running] or named
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _is_part_of_another(title: str, others: Sequence[str]) -> bool:
    return any(title in other and title != other for other in others)


def _texts(document: Document) -> Iterable[str]:
    for block in document.blocks[:_BLOCKS]:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells[:_BLOCKS])


def _key(text: str) -> str:
    return _NO_LETTERS.sub('', text)


def _told(connection: Connection, number: int) -> str | None:
    """Which collection a person said that a paper is about, the last time he said it."""
    told = [
        line['detail']
        for line in audit.lines(connection)
        if line['act'] == _ACT and line['about'] == str(number)
    ]
    return str(told[-1]['collection']) if told else None


def claim(place: Workplace, collection: str, number: int) -> None:
    """A person says that a paper of comments is about this collection's draft; kept when it is read again.

    Raises:
        UsageFault: there is no such paper, or it is none of comments.
    """
    with atomic(place.engine) as connection:
        entry = register.get(connection, number)
        if entry is None or entry.form != FORM:
            raise UsageFault(f"收文第{number}号不是反馈意见。用 shoufa register list 查看编号。")
        held = comments.list_comments(connection, register_number=number)
        comments.replace_all(connection, number, [replace(one, collection=collection) for one in held])
        extract = {**register.extract_of(connection, number), 'collection': collection}
        register.change(connection, number, extract=extract)
        for item in reviews.list_items(connection, register_number=number):
            if item.field == WHICH_DRAFT:
                reviews.supersede(connection, item.number)
        detail = {'collection': collection}
        audit.note(connection, actor=place.actor, act=_ACT, about=str(number), at=place.now(), detail=detail)
