"""A paper's numbers traced: figure -> what was counted -> organisations -> document and place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.errors import UsageFault
from model.figure import Figure
from model.serialise import to_plain
from office.config import Workplace
from office.ledger_acts import end_of
from office.paper_files import kept_path, papers_named
from office.provenance import (
    Ground,
    by_file,
    first_source,
    ground_for,
    is_there,
    pack_file,
    query_of,
    roster_files,
    rows_told,
    setting_file,
    source_told,
    word_of,
)
from office.redrafting import drafted_to_draft, figure_from_plain, recipe_from_plain
from office.templates import made_again, template_kept
from outgoing.plain_wording import docx_to_wording
from outgoing.tracing import Made, Spot, spots
from store import outbox
from store.engine import reading
from store.outbox import Drafted

_ROWS = 300
"""So many organisations of one figure are told one by one unless that figure is asked for."""
_PRINTED_ON = re.compile(r'(\d{4}年\d{1,2}月\d{1,2}日)印发')


@dataclass(frozen=True, slots=True)
class Traced:
    """A paper and its numbers; each entry has the keys of `shoufa trace --json`."""

    paper: Drafted
    entries: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper with its figures by key, and what they rest on."""

    drafted: Drafted
    figures: Mapping[str, Figure]
    ground: Ground
    as_of: dt.date | None
    known_by: dt.date | None
    resolved: dict[str, bool] = field(default_factory=dict)


def trace(place: Workplace, path: Path, number: int | None = None) -> Traced:
    """Every number of a paper as its file lies there now, or the n-th alone with all its organisations.

    Raises:
        UsageFault: it is no paper of this office, or there is no such number in it.
        CannotStart: what it was made from is not kept.
        BadInput: the file is gone or no .docx.
    """
    drafted = _drafted(place, path)
    figures = {one.key: one for one in map(figure_from_plain, drafted.figures)}
    found = _with_heads(figures, paper_spots(place, drafted, _bytes(place, drafted, path)))
    if number is not None and not 1 <= number <= len(found):
        raise UsageFault(f"“{drafted.file}”里有{len(found)}处数字，没有第{number}处。")
    listed = [*enumerate(found, start=1)]
    wanted = listed if number is None else [listed[number - 1]]
    keys = {one.key for _, one in wanted if one.key}
    paper = _paper(place, drafted, keys, whole=number is not None)
    told: dict[str, dict[str, Any]] = {}
    limit = None if number is not None else _ROWS
    return Traced(drafted, tuple(_entry(paper, n, one, told, limit) for n, one in wanted))


def _drafted(place: Workplace, path: Path) -> Drafted:
    """The paper that a file is, or is a copy of by its name, wherever the copy lies."""
    try:
        (drafted,) = papers_named(place, [path])
    except UsageFault:
        with reading(place.engine) as connection:
            found = outbox.get(connection, path.name) if path.is_file() else None
        if found is None:
            raise
        return found
    return drafted


def _bytes(place: Workplace, drafted: Drafted, path: Path) -> bytes:
    target = path if path.is_file() else place.rooms.outbox / drafted.file
    if not target.is_file():
        raise UsageFault(f"“{drafted.file}”不在 发文/ 里了，可能已改名或移走。")
    return target.read_bytes()


def paper_spots(place: Workplace, drafted: Drafted, data: bytes) -> tuple[Spot, ...]:
    """Every number of a file that was drafted as this paper."""
    made_again(place, drafted)  # refuses what is not kept
    draft = drafted_to_draft(drafted)
    template = template_kept(place, drafted.template_sha256 or '').read_bytes()
    return spots(Made(drafted.template, template, draft.context, _stamps(place, drafted)), data)


def _stamps(place: Workplace, drafted: Drafted) -> dict[str, str]:
    """What issue put into the open places: 文号, 成文日期, 印发日期."""
    found = {'number': drafted.doc_number} if drafted.doc_number else {}
    if drafted.dated:
        found['date'] = f'{drafted.dated.year}年{drafted.dated.month}月{drafted.dated.day}日'
        kept = kept_path(place, drafted.issued_sha256 or '')
        printed = _PRINTED_ON.findall(docx_to_wording(kept.read_bytes())) if kept.is_file() else []
        found['print_date'] = printed[-1] if printed else found['date']
    return found


def _paper(place: Workplace, drafted: Drafted, keys: set[str], *, whole: bool) -> _Paper:
    figures = {one.key: one for one in map(figure_from_plain, drafted.figures)}
    recipe = recipe_from_plain(drafted.recipe)
    as_of = recipe.cut_off if recipe else None
    known_by = (recipe.known_by if recipe else None) or as_of or drafted.drafted_at.date()
    wanted = {row for key in _with_parts(figures, keys) for row in figures[key].rows or ()}
    return _Paper(drafted, figures, ground_for(place, wanted, end_of(known_by), whole=whole), as_of, known_by)


def _with_parts(figures: Mapping[str, Figure], keys: set[str]) -> set[str]:
    found: set[str] = set()
    left = [*keys]
    while left:
        key = left.pop()
        if key in figures and key not in found:
            found.add(key)
            left += figures[key].parts
    return found


def _entry(
    paper: _Paper, number: int, spot: Spot, told: dict[str, dict[str, Any]], limit: int | None
) -> dict[str, Any]:
    """One number with the keys of the JSON."""
    where = {'part': spot.part, 'paragraph': spot.paragraph, 'start': spot.start, 'end': spot.end}
    figure = paper.figures.get(spot.key or '')
    text = spot.text or (figure.text if figure else '')
    entry = {'n': number, 'text': text, 'where': where, 'kind': spot.kind, 'context': spot.line}
    if spot.kind in {'figure', 'filled'} and figure:
        if figure.key not in told:
            told[figure.key] = _figure_told(paper, figure, limit)
        return entry | {'kind': 'typed' if figure.origin == 'typed' else 'figure'} | told[figure.key]
    return entry | _EMPTY | _other_told(paper, spot, figure)


_EMPTY: dict[str, Any] = {
    'label': None, 'key': None, 'value': None, 'query': None, 'as_of': None, 'rows': [], 'rows_total': 0,
    'sources': [], 'parts': [], 'detail': None, 'resolved': True,
}  # fmt: skip


def _same_words(figures: Mapping[str, Figure], spot: Spot) -> str | None:
    """Titles bear no marks: a number in them is that of the figure whose words stand there whole."""
    line = ''.join(spot.line.split())
    words = ((one.key, ''.join(one.text.split())) for one in figures.values())
    return next((key for key, text in words if spot.text in text != spot.text and text in line), None)


def _with_heads(figures: Mapping[str, Figure], found: Sequence[Spot]) -> list[Spot]:
    """Numbers without a mark of their own: a running number is the table's, another one the row's figure's.

    A list marks one figure for each row, and all that the row says comes from where that one does.
    """
    heads: dict[tuple[str, int], str] = {}
    first: dict[tuple[str, int], Spot] = {}
    for one in found:
        if one.row is not None:
            first.setdefault((one.part, one.row), one)
            if one.key and one.kind == 'figure':
                heads.setdefault((one.part, one.row), one.key)
    running, result = 0, []
    for one in found:
        here = (one.part, one.row if one.row is not None else -1)
        if one.kind != 'filled':
            result.append(one)
        elif first.get(here) is one and one.line.strip() == one.text and one.text in {'1', str(running + 1)}:
            running = int(one.text)
            result.append(one._replace(kind='template', tags='序号'))
        else:
            result.append(one._replace(key=_same_words(figures, one) or heads.get(here)))
    return result


def _other_told(paper: _Paper, spot: Spot, figure: Figure | None) -> dict[str, Any]:
    drafted = paper.drafted
    if spot.kind == 'typed':
        was = f"，我们印的是“{spot.was}”" if spot.was else ""
        label = figure.label if figure else "人工填写"
        return {'label': label, 'key': spot.key, 'detail': f"人工填写{was}", 'was': spot.was}
    if spot.kind in {'number', 'date'}:
        signer = f"，签发人{drafted.signed_by}" if drafted.signed_by else ""
        label = "发文字号" if spot.kind == 'number' else "成文（印发）日期"
        detail = f"发文登记簿：{drafted.doc_number or '不编号'}，{drafted.dated}{signer}"
        return {'label': label, 'value': spot.text, 'detail': detail}
    if spot.kind == 'open':
        return {'label': "待编号、写日期", 'detail': "签发后由 shoufa issue 填写，现印年份是拟稿的年份"}
    if spot.kind == 'template' and spot.tags == '序号':
        return {'label': "序号", 'detail': "表内序号，不是数据"}
    if spot.kind == 'template':
        return {'label': "模板原文", 'detail': f"模板“{drafted.template}”的固定文字"}
    listed = [*pack_file(paper.ground.place, drafted.campaign)]
    said = bool(listed) and spot.text in drafted.title
    return {'label': "题名或附件名", 'kind': 'figure', 'sources': listed if said else [], 'resolved': said}


def _figure_told(paper: _Paper, figure: Figure, limit: int | None) -> dict[str, Any]:
    ids = figure.rows or ()
    sources = [source_told(paper.ground, one) for one in figure.sources] or [*_files(paper, figure)]
    told = {
        'label': figure.label,
        'key': figure.key,
        'value': to_plain(figure.value),
        'origin': figure.origin,
        'query': None if figure.rows is None else query_of(figure.key, paper.as_of, paper.known_by)._asdict(),
        'as_of': paper.as_of,
        'rows': rows_told(paper.ground, figure.key, ids if limit is None else ids[:limit]),
        'rows_total': len(ids),
        'rows_by_file': by_file(paper.ground, figure.key, ids),
        'sources': sources,
        'parts': list(figure.parts),
        'detail': figure.detail or _detail(paper, figure),
    }
    return told | {'resolved': _resolved(paper, figure, frozenset())}


def _files(paper: _Paper, figure: Figure) -> Iterator[dict[str, Any]]:
    """The file of ours behind a figure that no received paper states."""
    if figure.origin == 'setting':
        yield setting_file()
    elif word_of(figure.key) == 'instructors' or figure.key.startswith('instructor.'):
        yield from roster_files(paper.ground)
    elif figure.origin in {'notice', 'calendar'} or figure.key.startswith(('method.', 'waiting')):
        yield from pack_file(paper.ground.place, paper.drafted.campaign)


def _detail(paper: _Paper, figure: Figure) -> str | None:
    if figure.origin == 'calendar':
        return f"由活动的报送期次和截止日（{paper.as_of}）推定"
    if figure.origin == 'record':
        return "本办公室的登记（指导员名册、选派记录）"
    return None


def _resolved(paper: _Paper, figure: Figure, above: frozenset[str]) -> bool:
    """Whether every way down from a figure ends at a file that is there, a record of ours or a person."""
    if figure.key in above:
        return False
    if figure.key not in paper.resolved:
        paper.resolved[figure.key] = _leads(paper, figure, above | {figure.key})
    return paper.resolved[figure.key]


def _leads(paper: _Paper, figure: Figure, above: frozenset[str]) -> bool:
    ground = paper.ground
    if figure.origin in {'typed', 'setting', 'calendar', 'record'}:
        return True
    if figure.rows:
        firsts = [first_source(ground, figure.key, row) for row in figure.rows]
        return all(found and is_there(ground, found[0]) for found in firsts)
    if figure.sources:
        return all(is_there(ground, source_told(ground, one)) for one in figure.sources)
    if figure.parts:
        known = [paper.figures.get(key) for key in figure.parts]
        return all(one is not None and _resolved(paper, one, above) for one in known)
    is_none = figure.rows is not None or (figure.origin == 'count' and figure.value == 0)
    return is_none or bool([*_files(paper, figure)])


def unresolved(entries: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The numbers that lead nowhere."""
    return [one for one in entries if not one['resolved']]
