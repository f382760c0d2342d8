"""What an incoming paper says, item by item with its place, as a page shows it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from model.register import HeldRow
from office.naming import label_of, value_to_text
from text.codes import hide_id_numbers
from text.phones import mask_phone, mask_phones_in

Plain = Mapping[str, Any]

MODALITIES = {'may': "可", 'should': "一般应", 'forbidden': "不得"}
COMPARATORS = {'>=': "不少于", '<=': "不超过", '=': "为", '≈': "约", 'between': "在此之间："}
LONGEST = 300
_PLACED = frozenset({'page', 'box', 'part', 'path', 'sheet', 'cell', 'line'})


class Item(NamedTuple):
    """One statement: what it is, what it says, where it stands; why to doubt it.

    phone is a masked telephone that stands behind the text; which names it among those of the paper.
    """

    label: str
    text: str
    where: Plain | None = None
    quote: str = ''
    doubts: tuple[str, ...] = ()
    phone: str = ''
    which: str = ''


class Group(NamedTuple):
    """Statements of one kind."""

    title: str
    items: tuple[Item, ...]


def extract_to_groups(extract: Plain | None) -> list[Group]:
    """What a notice or a return says, in the order a person reads; its duties and rows stand apart."""
    if not extract:
        return []
    made = _notice_to_groups(extract) if 'issuing_authorities' in extract else _return_to_groups(extract)
    return [group for group in made if group.items]


def _notice_to_groups(notice: Plain) -> Iterator[Group]:
    yield Group("文件要素", tuple(_head(notice)))
    yield Group("目标", tuple(map(_target, notice.get('targets', ()))))
    yield Group("阶段", tuple(map(_stage, notice.get('stages', ()))))
    yield Group("按情形的办法", tuple(map(_rule, notice.get('rules', ()))))
    yield Group("联系", tuple(map(_contact, itertools.count(), notice.get('contacts', ()))))
    yield Group("引用的文件", tuple(map(_cited, notice.get('cited_documents', ()))))
    yield Group("要建的台账、要填的表", tuple(_named(notice, 'required_ledgers', 'forms_named')))
    yield Group("读的时候有疑问", tuple(map(_problem, notice.get('problems', ()))))


def _head(notice: Plain) -> Iterator[Item]:
    """The elements of the head; those that every paper should have are shown as 缺 where they are not."""
    places = notice.get('places', {})
    recipients = notice.get('primary_recipients') or {}
    draft = "（征求意见稿，不产生待办）" if notice.get('draft') else ""
    told = (
        ("标题", 'title', notice.get('title'), True),
        ("文种", 'doc_type', f'{notice.get("doc_type") or "缺"}{draft}', True),
        ("发文机关", 'issuing_authorities', _joined(notice.get('issuing_authorities')), True),
        ("发文字号", 'doc_number', notice.get('doc_number'), True),
        ("主送机关", 'primary_recipients.raw', recipients.get('raw'), True),
        ("成文日期", 'date_of_document', notice.get('date_of_document'), True),
        ("印发日期", 'printed_date', notice.get('printed_date'), False),
        ("抄送", 'cc', _joined(notice.get('cc')), False),
        ("紧急程度", 'urgency', notice.get('urgency'), False),
        ("附件", 'attachments', _joined(notice.get('attachments'), '；'), False),
        ("未随文收到", 'missing_attachments', _joined(notice.get('missing_attachments'), '；'), False),
    )
    for label, key, text, needed in told:
        if text or needed:
            yield Item(label, text or "缺", next(iter(places.get(key, ())), None))


def _joined(texts: Sequence[str] | None, mark: str = '、') -> str:
    return mark.join(texts or ())


def _target(one: Plain) -> Item:
    value = one.get('value')
    number = '—'.join(map(str, value)) if isinstance(value, list) else str(value)
    base, by = one.get('base'), one.get('by')
    beside = (one.get('scope'), f"以{base}为基数" if base else None, f"{by}前" if by else None)
    text = f"{COMPARATORS.get(one['comparator'], one['comparator'])}{number}{one.get('unit') or ''}"
    more = '；'.join(filter(None, beside))
    return Item(
        one.get('metric') or "目标", text + (f"（{more}）" if more else ''), one.get('where'), one['verbatim']
    )


def _stage(one: Plain) -> Item:
    return Item(one['name'], f"{one.get('start') or '未写'} 至 {one.get('end') or '未写'}", one.get('where'))


def _rule(one: Plain) -> Item:
    basis = f"（按{one['count_basis']}计）" if one.get('count_basis') else ''
    return Item(f"{one['condition']}{basis}", one['method'], one.get('where'), one['verbatim'])


def _contact(place: int, one: Plain) -> Item:
    extension = f"转{one['extension']}" if one.get('extension') else None
    phone = mask_phone(one.get('phone') or '')
    told = ' '.join(filter(None, (one.get('name'), extension, one.get('email'))))
    text = told or ('' if phone else "缺")
    return Item(one.get('office') or "联系人", text, one.get('where'), phone=phone, which=str(place))


def _cited(one: Plain) -> Item:
    title = f"《{one['title']}》" if one.get('title') else ''
    return Item(one.get('number') or "没有写文号", title, one.get('where'))


def _named(notice: Plain, *keys: str) -> Iterator[Item]:
    places = notice.get('places', {})
    for key, label in zip(keys, ("台账", "表"), strict=True):
        held = places.get(key, ())
        for position, text in enumerate(notice.get(key, ())):
            yield Item(label, text, held[position] if position < len(held) else None)


def _problem(one: Plain) -> Item:
    return Item("", mask_phones_in(one['message']), one.get('where'))


def _return_to_groups(found: Plain) -> Iterator[Group]:
    yield Group("表中所填", tuple(_value(name, one) for name, one in found.get('values', {}).items()))
    yield Group("读的时候有疑问", tuple(map(_problem, found.get('problems', ()))))


def _value(name: str, one: Plain) -> Item:
    doubts = tuple(map(mask_phones_in, one.get('reasons', ())))
    return Item(label_of(name), field_to_text(name, one), one.get('where'), doubts=doubts)


def field_to_text(name: str, one: Plain | None) -> str:
    """A value of a form as a page shows it: 缺 for none, telephones masked, identity numbers never."""
    if one is None:
        return "缺"
    value = one.get('value')
    text = one.get('raw') or '' if value is None else value_to_text(value)
    if name.endswith('phone'):
        return mask_phone(text) or "缺"
    return hide_id_numbers(text)[0][:LONGEST] or "缺"


def where_to_key(where: Plain | None) -> str:
    """A place as one text, the same for the same place: by it a page finds what it is about; '' for none."""
    told = {key: value for key, value in (where or {}).items() if key in _PLACED and value is not None}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, default=list) if told else ''


class Table(NamedTuple):
    """Lines of a return: field ids with their labels, and the lines."""

    fields: tuple[tuple[str, str], ...]
    rows: tuple[HeldRow, ...]


def rows_to_table(rows: Sequence[HeldRow]) -> Table:
    """The lines with a column for each field that one of them fills; name, code and county stand apart."""
    apart = {'org_name', 'code', 'region', 'serial', 'id_number'}
    fields = dict.fromkeys(
        name for row in rows for name, one in row.values.items() if one.get('raw') and name not in apart
    )
    return Table(tuple((name, label_of(name)) for name in fields), tuple(rows))
