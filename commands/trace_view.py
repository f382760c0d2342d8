"""What a clerk reads of traced figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from office.evidence import Gathered
    from office.tracing import Traced
    from office.used_by import Used

_KINDS = {
    'figure': "", 'typed': "人工填写", 'number': "编号", 'date': "日期", 'template': "模板", 'open': "待填",
    'filled': "未查明",
}  # fmt: skip
_SHOWN = 3


def trace_to_lines(found: Traced, *, whole: bool) -> Iterator[str]:
    """Each number with what stands behind it; whole: every organisation of it."""
    paper = found.paper
    yield f"{paper.file}　{paper.doc_number or '未编号'}　共{len(found.entries)}处数字"
    for one in found.entries:
        if one['kind'] == 'template' and not whole:
            continue
        yield from _entry_to_lines(one, None if whole else _SHOWN)
    lost = [str(one['n']) for one in found.entries if not one['resolved']]
    if lost:
        yield f"查不到来处的：第{'、'.join(lost)}处"


def _entry_to_lines(one: Mapping[str, Any], most: int | None) -> Iterator[str]:
    head = [f"{one['n']}", one['text'], one['label'] or '', _KINDS.get(one['kind'], '')]
    yield '　'.join(filter(None, head))
    if one['detail']:
        yield f"　　{one['detail']}"
    query = one['query']
    if query and query['condition']:
        yield f"　　数的是：{query['condition']}（截至{query['as_of']}，按{query['known_by']}前所记）"
    if one['parts']:
        yield f"　　由这些数得出：{'、'.join(one['parts'][:12])}{' ……' if len(one['parts']) > 12 else ''}"
    for source in one['sources'][:most]:
        yield f"　　{source_to_text(source)}"
    if most and len(one['sources']) > most:
        yield f"　　……共{len(one['sources'])}份"
    yield from _rows_to_lines(one, most)


def _rows_to_lines(one: Mapping[str, Any], most: int | None) -> Iterator[str]:
    if not one['rows_total']:
        return
    if most is not None:
        for source in one['rows_by_file'][:most]:
            yield f"　　{source['rows']}家　{_file(source) or source['accepted_by'] + '录入'}"
        left = len(one['rows_by_file']) - most
        more = f"，另有{left}个来处" if left > 0 else ""
        yield f"　　共{one['rows_total']}家{more}；逐家看用 --figure {one['n']}"
        return
    for row in one['rows']:
        said = '；'.join(source_to_text(source) for source in row['sources']) or "查不到来处"
        yield f"　　{row['organisation'] or row['id']}　{said}"


def source_to_text(source: Mapping[str, Any]) -> str:
    """收文第12号 存档/00012_附件1.xlsx Sheet1!B7 “38”."""
    where = source.get('where') or {}
    sheet = f"{where['sheet']}!" if where.get('sheet') else ''
    place = f"{sheet}{where['cell']}" if where.get('cell') else where.get('path') or ''
    page = f"第{where['page']}页" if where.get('page') else ''
    line = f"第{where['line']}行" if where.get('line') else ''
    raw = f"“{source['raw']}”" if source.get('raw') else ''
    who = f"{source['accepted_by']}录入" if source.get('accepted_by') and not source['file'] else ''
    return ' '.join(filter(None, (_file(source), page, place, line, raw, source.get('doc_number'), who)))


def _file(source: Mapping[str, Any]) -> str:
    number = f"收文第{source['register']}号 " if source['register'] else ''
    return number + source['file'] if source['file'] else number.strip()


def used_to_lines(told: str, registers: Sequence[int], found: Sequence[Used]) -> Iterator[str]:
    """Each paper with its numbers then and now, those that changed first."""
    if len(registers) > 1:
        numbers = '、'.join(map(str, registers))
        yield f"叫“{told}”的来文有{len(registers)}份（第{numbers}号），一并列出；只看一份请写收文号"
    changed = [count for used in found if (count := sum(one['changed'] for one in used.lines))]
    head = f"“{told}”用在{len(found)}件发文里，受影响的{len(changed)}件、{sum(changed)}个数"
    yield head if found else f"没有发文用到“{told}”"
    for used in found:
        paper = used.paper
        yield '　'.join(filter(None, (paper.doc_number or "未编号", paper.file)))
        if used.corrected_by:
            yield f"　　已由{'、'.join(used.corrected_by)}更正；还差哪些用 shoufa correct-issued 看"
        if used.why:
            yield f"　　{used.why}"
        for line in used.lines:
            yield f"　{_used_line(line, known=used.why is None)}"


def _used_line(line: Mapping[str, Any], *, known: bool) -> str:
    places = [f"第{one['paragraph'] + 1}段" for one in line['places']]
    where = '、'.join(dict.fromkeys(places))
    also = ''.join(f"，{one['old']}→{one['new'] or '不再印'}" for one in line['also'])
    now = f"→{line['new'] or '不再印'}{also}" if line['changed'] else "（没有变化）" if known else ""
    return f"{line['label']}　{line['old']}{now}　{where}"


def evidence_to_lines(done: Gathered) -> Iterator[str]:
    """Where it lies, how much of it, and what is missing."""
    yield done.told
    yield f"放在　{done.folder}"
    for note in done.notes:
        yield f"提示：{note}"
