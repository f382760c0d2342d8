"""Last round's paper as a person left it, with this round's figures in it (office-life.md G20).

Every word stays. Figures that we printed are replaced by key, tables by row and column; what changed is
yellow. Digits that nobody can trace stay, in blue, and are told; a sentence that the figures no longer bear
out gets a mark behind it, 〔请核对：…〕. The result is a template of its own, so that the press notes where
each figure stands and the next round can go on from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from lxml import etree

from model.errors import CannotStart
from model.figure import Figure
from outgoing.adopting import literal
from outgoing.aligning import Pair, aligned
from outgoing.draft import Draft
from outgoing.ground import ground_of
from outgoing.lines import Line, Lines, docx_to_lines
from outgoing.marks import places, unmarked
from outgoing.pack_zip import pack
from outgoing.plain_wording import SPOKEN, W, members_of, own_nodes, parse
from outgoing.run_cutting import add, paint, put
from outgoing.sentences import Doubt, order_doubts, sentence_doubts, sentences_of
from outgoing.slots import Papers, Read, cells_of, read
from outgoing.stamping import replace_in

CHANGED, UNTRACED = 'yellow', 'cyan'
_MARK = re.compile('〔请核对：[^〔〕]{0,300}〕')
_HELD, _ENDS = '\ue000', '\ue001'
_PLACEHOLDER = re.compile(f'{_HELD}(\\d+){_ENDS}')


class Last(NamedTuple):
    """Last round's paper: what it was printed from, as it stands now, and its figures by key."""

    template_name: str
    template: bytes
    context: Mapping[str, Any]
    edited: bytes
    figures: Mapping[str, Figure]
    carried: bool


class Untraced(NamedTuple):
    """A number that stays as it was, the words around it, and why it was not replaced."""

    text: str
    around: str
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The paper as a template and its values, and what a person has to look at.

    changed are the figures that differ, then and now; unplaced those of this round that stand nowhere in it.
    """

    template: bytes
    context: dict[str, Any]
    figures: tuple[Figure, ...]
    changed: tuple[tuple[Figure, Figure], ...]
    doubtful: tuple[Doubt, ...]
    untraced: tuple[Untraced, ...]
    unplaced: tuple[Figure, ...]


def carried(last: Last, draft: Draft, template: bytes) -> Carried:
    """Last round's paper with the figures of this round's draft; template is the draft's own.

    Raises:
        CannotStart: changes are still tracked in it.
        Damaged: it is no .docx.
    """
    made, old_ground = ground_of(last.template_name, last.template, last.context)
    fresh, new_ground = ground_of(draft.template, template, draft.context)
    edited = _without_marks(last.edited)
    old, now, new = docx_to_lines(made), docx_to_lines(edited), docx_to_lines(fresh)
    if now.tracked:
        raise CannotStart("上期稿里还有未接受的修订，请在 Word 或 WPS 里全部接受或拒绝后再用 --from。")
    new_figures = {one.key: one for one in draft.figures}
    cells = cells_of(new.body)
    names = frozenset(draft.context)
    papers = Papers(old_ground, last.figures, new_ground, new_figures, names, cells, not last.carried)
    lines = read(_pairs(old, now), papers)
    said = sentences_of(new)
    doubted = [(one, [*sentence_doubts(one, old_ground, said, trusted=papers.trusted)]) for one in lines]
    values: list[str] = []
    data, tags = _written(edited, doubted, values)
    order = [*order_doubts(now, new)]
    return _summed(lines, doubted, draft, values, data, tags, order)


def _pairs(old: Lines, now: Lines) -> list[Pair]:
    pairs = _with_moved([*aligned(old.body, now.body)])
    seen: set[tuple[str, int]] = set()
    for kind in now.edges:
        for before, line in aligned(old.edges.get(kind, ()), now.edges[kind]):
            if line and (line.part, line.number) not in seen:
                seen.add((line.part, line.number))
                pairs.append((before, line))
    return pairs


def _with_moved(pairs: Sequence[Pair]) -> list[Pair]:
    """Lines that a person put elsewhere as they were, with what they were."""
    gone: dict[str, list[Line]] = {}
    for old, new in pairs:
        if old and not new and old.text.strip():
            gone.setdefault(old.text, []).append(old)
    return [
        (gone[new.text].pop(), new) if not old and new and gone.get(new.text) else (old, new)
        for old, new in pairs
    ]


def _without_marks(data: bytes) -> bytes:
    """The paper without marks that an earlier round left in it."""
    members = members_of(data)
    for name in filter(SPOKEN.fullmatch, list(members)):
        root, found = parse(members[name]), False
        for paragraph in root.iter(f'{W}p'):
            text = ''.join(said for _, said in own_nodes(paragraph))
            edits = [(*one.span(), '') for one in _MARK.finditer(text)]
            found = replace_in(paragraph, edits) or found
        if found:
            members[name] = etree.tostring(root, xml_declaration=True, encoding='UTF-8', standalone=True)
    return pack(members)


def _written(
    data: bytes, lines: Sequence[tuple[Read, list[tuple[int, Doubt]]]], values: list[str]
) -> tuple[bytes, set[str]]:
    """The paper as a template: tags where figures stood, colours and marks; names of whole tags kept."""
    members, names = members_of(data), set[str]()
    tags: list[str] = []
    by_part: dict[str, list[tuple[Read, list[tuple[int, Doubt]]]]] = {}
    for line in lines:
        by_part.setdefault(line[0].line.part, []).append(line)
    for part in filter(SPOKEN.fullmatch, list(members)):
        root = parse(members[part])
        paragraphs = list(root.iter(f'{W}p'))
        for one, doubtful in by_part.get(part, ()):
            for slot in one.slots:
                names |= set(re.findall(r'\{\{\s*(\w+)', slot.tags))
            _write_line(paragraphs[one.line.number], one, doubtful, tags, values)
        for node in root.iter(f'{W}t'):
            if node.text:
                node.text = _PLACEHOLDER.sub(lambda held: tags[int(held[1])], literal(node.text))
        members[part] = etree.tostring(root, xml_declaration=True, encoding='UTF-8', standalone=True)
    return pack(members), names


def _write_line(
    paragraph: etree._Element,
    one: Read,
    doubtful: list[tuple[int, Doubt]],
    tags: list[str],
    values: list[str],
) -> None:
    """From the end to the beginning, so that places before stay where they are."""
    at = [char.at for char in one.line.chars] + [one.line.chars[-1].at + 1 if one.line.chars else 0]
    todo: list[tuple[int, int, Any]] = [(slot.start, slot.end, slot) for slot in one.slots]
    todo += [(*span, None) for span in one.untraced]
    todo += [(slot.start, slot.end, None) for slot in one.known]
    todo += [(end, end, doubt) for end, doubt in doubtful]
    for start, end, what in sorted(todo, key=lambda each: (each[0], each[1] > each[0]), reverse=True):
        if isinstance(what, Doubt):
            add(paragraph, at[end], f"〔请核对：{what.why}〕", CHANGED)
        elif what is None:
            paint(paragraph, at[start], at[end - 1] + 1, UNTRACED)
        else:
            if not what.tags:
                values.append(what.text)
            tags.append(what.tags or f'{{{{ f[{len(values) - 1}] }}}}')
            is_new = what.shown is not None and what.shown != one.line.text[start:end]
            held = f'{_HELD}{len(tags) - 1}{_ENDS}'
            put(paragraph, at[start], at[end - 1] + 1, held, CHANGED if is_new else None)


def _summed(
    lines: Sequence[Read],
    doubted: Sequence[tuple[Read, list[tuple[int, Doubt]]]],
    draft: Draft,
    values: list[str],
    data: bytes,
    names: set[str],
    order: Sequence[Doubt],
) -> Carried:
    slots = [slot for one in lines for slot in one.slots]
    placed = {key for slot in slots for key, _, _ in places(slot.text)}
    changed = {
        slot.new.key: (slot.old, slot.new)
        for slot in slots
        if slot.old and slot.new and slot.old.text != unmarked(slot.text)
    }
    context = {name: draft.context[name] for name in sorted(names & draft.context.keys())} | (
        {'f': tuple(values)} if values else {}
    )
    return Carried(
        template=data,
        context=context,
        figures=tuple(_alone(one, placed, draft) for one in draft.figures if one.key in placed),
        changed=tuple(changed.values()),
        doubtful=(*(doubt for _, found in doubted for _, doubt in found), *order),
        untraced=tuple(found for one in lines for found in _untraced(one)),
        unplaced=tuple(
            one for one in draft.figures if one.key not in placed and one.origin not in {'calendar', 'notice'}
        ),
    )


def _alone(figure: Figure, placed: set[str], draft: Draft) -> Figure:
    """A figure whose parts are all in the paper; the others are told in its detail."""
    missing = [one for one in draft.figures if one.key in figure.parts and one.key not in placed]
    if not missing:
        return figure
    told = '，'.join(f"{one.label}{one.text}" for one in missing)
    detail = '；'.join(filter(None, (figure.detail, f"文中没有印出：{told}")))
    return replace(figure, parts=tuple(key for key in figure.parts if key in placed), detail=detail)


def _untraced(one: Read) -> Iterator[Untraced]:
    text = one.line.text
    spans = [(*span, "人工填写或没有出处") for span in one.untraced]
    spans += [(slot.start, slot.end, "本期没有这个数") for slot in one.known]
    for start, end, why in sorted(spans):
        yield Untraced(text[start:end], text[max(0, start - 10) : end + 10].strip(), why)
