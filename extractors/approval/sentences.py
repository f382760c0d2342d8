"""What a paper is read from: its sentences with the titles it cites blotted out, and who is meant by 你会."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.approval.decisions import decisions
from extractors.approval.names import NUMBERING, is_listed, listed_organisations
from extractors.notice.body import lines_to_parts
from extractors.notice.header import Head, lines_to_head
from extractors.notice.lines import Line, document_to_lines, without_site_footer
from extractors.notice.organs import line_to_organs
from extractors.notice.sentences import split_sentences
from extractors.notice.signature import Signature, lines_to_signature
from model.approval import Unit
from model.document import Document
from model.place import NOWHERE, Where
from text.lines import ends_sentence, is_prose, starts_paragraph

_CITED = re.compile(r'《[^《》]*(?:《[^《》]*》[^《》]*)*》|<[^<>]{4,80}>')
_GAP = re.compile(r'[ \u3000]{2,}|[\t\u3000]')
BLOT = '＊'
_PRINTED_LINE, _TWO = 20, 2
_CARRIES = re.compile('(?:同意|批准|准予|决定)(?:如下(?:事项)?)?[：:]$')


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence without blanks: text as printed, plain with what stands in 《》 blotted out (as long)."""

    text: str
    plain: str
    where: Where


@dataclass(frozen=True, slots=True)
class Reading:
    """What the readings of one paper share.

    title is plain too. spoken_to are the organisations meant by 你会, speaker those by 我会; listed
    are those that a list in the paper names.
    """

    asks: bool
    title: Said
    doc_type: str | None
    sentences: tuple[Said, ...]
    lines: tuple[Said, ...]
    issuers: tuple[str, ...] = ()
    spoken_to: tuple[Unit, ...] = ()
    speaker: tuple[Unit, ...] = ()
    listed: tuple[Unit, ...] = ()


def to_said(text: str, where: Where = NOWHERE) -> Said:
    """A sentence ready to be read."""
    text = ''.join(text.split())
    return Said(text, blotted(text), where)


def blotted(text: str) -> str:
    """The text with the titles of papers made unreadable: what they say is not said here.

    >>> blotted('《关于成立党支部的请示》收悉')
    '《＊＊＊＊＊＊＊＊＊＊》收悉'
    """
    return _CITED.sub(lambda found: f'{found[0][0]}{BLOT * (len(found[0]) - 2)}{found[0][-1]}', text)


def document_to_said(document: Document) -> tuple[Head, list[Said], list[Said]]:
    """The head, the sentences of the body, and the single lines of body and annexes that are no table's."""
    found, apart = document_to_lines(document)
    head = lines_to_head(without_site_footer(found), apart)
    signature = _below_a_list(lines_to_signature(head.lines, head.body_start), head.lines)
    parts = lines_to_parts(head.lines, head.body_start, signature, '')
    kept = [line for part in parts for line in part.lines if not line.table]
    own = [line for line in parts[0].lines if not line.table]
    sentences = [to_said(text, line.where) for line in _rejoined(own) for text in split_sentences(line.text)]
    above = ['', *(line.text.rstrip() for line in kept)]
    told = [
        to_said(text, line.where)
        for line, led in zip(kept, above, strict=False)
        for text in _columns(line, led)
    ]
    return head, _carried(sentences), told


def _below_a_list(signature: Signature, lines: Sequence[Line]) -> Signature:
    """The signature without the names above it that a sentence ending in ： begins a list of."""
    start = signature.start
    if not start or len(signature.organs) < _TWO or not lines[start - 1].text.rstrip().endswith(('：', ':')):
        return signature
    last = signature.organs[-1]
    return replace(signature, organs=(last,), start=last[1])


def _columns(line: Line, above: str) -> list[str]:
    """The names that stand beside one another on a line of a list in columns, or of one below a ：."""
    pieces = [piece for piece in _GAP.split(line.text) if piece]
    if len(pieces) > 1 and all(map(is_listed, pieces)):
        return pieces
    named = listed_organisations(line.text) if above.endswith('：') and not line.text.endswith('、') else ()
    return list(named) if len(named) > 1 else [line.text]


def _carried(sentences: list[Said]) -> list[Said]:
    """The items below 同意： each with that word, where they have none of their own."""
    done: list[Said] = []
    carried = False
    for said in sentences:
        item = NUMBERING.match(said.plain)
        if carried and item and not any(decisions(said.plain)):
            done.append(Said(said.text, f'同意{said.plain[item.end() :]}', said.where))
            continue
        carried = _CARRIES.search(said.plain) is not None or (carried and item is not None)
        done.append(said)
    return done


def _rejoined(lines: list[Line]) -> list[Line]:
    """Paragraphs whose printed lines came one by one, put together: a list of names has no comma."""
    done: list[Line] = []
    for line in lines:
        if done and _goes_on(done[-1].text, line.text):
            done[-1] = replace(done[-1], text=done[-1].text + line.text)
        else:
            done.append(line)
    return done


def _goes_on(before: str, text: str) -> bool:
    if len(before) < _PRINTED_LINE or ends_sentence(before):
        return False
    return not starts_paragraph(text) and (is_prose(before) or not line_to_organs(text))
