"""One number of a paper followed back, in words: what was counted, from which papers, at which place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from model.errors import CannotStart, Damaged
from office.config import Workplace
from office.paper_files import paths_of
from office.paper_views import masked, masked_line
from office.tracing import trace

KINDS = {
    'figure': "", 'typed': "人工填写", 'number': "编号", 'date': "日期", 'template': "模板", 'open': "待填",
    'filled': "未查明",
}  # fmt: skip
_ROWS = 200
_AROUND = 14


class Link(NamedTuple):
    """Something a number rests on: words, where that is in its paper, and the address that shows it."""

    text: str
    where: str = ''
    address: str | None = None


class Followed(NamedTuple):
    """A number followed: facts in pairs, what it rests on, the organisations counted (some of total)."""

    number: int
    text: str
    label: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    rows: tuple[tuple[str, int | None, tuple[Link, ...]], ...]
    total: int
    resolved: bool


def followed(place: Workplace, file: str, number: int) -> Followed | str:
    """The n-th number of a paper, or why it cannot be followed."""
    try:
        (path,) = paths_of(place, [file])
        (entry,) = trace(place, path, number).entries
    except (CannotStart, Damaged) as error:
        return error.message
    return entry_to_followed(entry)


def entry_to_followed(entry: Mapping[str, Any]) -> Followed:
    """An entry of office.tracing in words."""
    key = entry['key']
    return Followed(
        entry['n'],
        masked(entry['text'], key),
        entry['label'] or "没有登记来处的数",
        KINDS.get(entry['kind'], ''),
        tuple(_facts(entry)),
        tuple(source_to_link(one) for one in entry['sources']),
        tuple(
            (
                row['organisation'] or f"编号{row['id']}",
                row['id'] if isinstance(row['id'], int) else None,
                tuple(source_to_link(one) for one in row['sources']),
            )
            for row in entry['rows'][:_ROWS]
        ),
        entry['rows_total'],
        entry['resolved'],
    )


def _facts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    query = entry['query']
    if entry['detail']:
        yield "说明", detail_of(entry)
    if query and query['condition']:
        yield "数的是", query['condition']
        yield "截至", f"{query['as_of']}，按{query['known_by']}前所记"
    elif entry['as_of'] and not entry['detail']:
        yield "截至", str(entry['as_of'])
    if entry.get('was'):
        yield "我们印的是", masked(str(entry['was']), entry['key'])


def detail_of(entry: Mapping[str, Any]) -> str:
    """What is said of an entry besides where it comes from."""
    if entry['kind'] == 'open':
        return "签发后编号时填写，现印年份是拟稿的年份"
    return masked(str(entry['detail'] or ''), entry['key'])


def basis_of(entry: Mapping[str, Any]) -> str:
    """What an entry rests on, in few words."""
    sources = entry['sources']
    if entry['rows_total']:
        return f"{entry['rows_total']}家"
    if sources:
        received = {one['register'] for one in sources if one.get('register')}
        return f"{len(received)}份来文" if received else source_to_link(sources[0]).text
    return f"由{len(entry['parts'])}个数得出" if entry['parts'] else detail_of(entry)


def around(entry: Mapping[str, Any]) -> str:
    """The words before and after a number in its paragraph."""
    line, text, start = entry['context'], entry['text'], entry['where']['start']
    at = start if line[start : start + len(text)] == text else line.find(text)
    if at < 0:
        return ''
    first, last = max(0, at - _AROUND), at + len(text) + _AROUND
    return f"{'…' if first else ''}{masked_line(line)[first:last]}{'…' if last < len(line) else ''}"


def source_to_link(source: Mapping[str, Any]) -> Link:
    """A source as words and the address of its place in a registered paper."""
    number, where = source.get('register'), source.get('where') or {}
    person = source.get('accepted_by')
    name = source.get('title') or source.get('file') or (f"{person}录入" if person else "来处不明")
    text = f"收文第{number}号　{name}" if number else str(name)
    raw = f"　“{masked(str(source['raw']))}”" if source.get('raw') else ''
    return Link(text, f'{where_to_text(where)}{raw}', paper_place(number, where) if number else None)


def where_to_text(where: Mapping[str, Any]) -> str:
    """第2页 Sheet1!B7."""
    sheet = f"{where['sheet']}!" if where.get('sheet') else ''
    cell = f"{sheet}{where['cell']}" if where.get('cell') else ''
    page = f"第{where['page']}页" if where.get('page') else ''
    line = f"第{where['line']}行" if where.get('line') else ''
    return ' '.join(filter(None, (page, cell, line)))


def paper_place(number: int, where: Mapping[str, Any] | None = None) -> str:
    """The address of a registered paper, at a place in it where that is known."""
    told = {key: value for key, value in (where or {}).items() if value is not None}
    if not told:
        return f'/paper/{number}'
    import json

    return f'/paper/{number}?{urlencode({"where": json.dumps(told, ensure_ascii=False, default=str)})}'
