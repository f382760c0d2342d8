"""What people do about layouts: confirm, put right, refuse, look, take back; and what then is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractors.readers.process.pool import ReadingPool
from extractors.survey.layout import layout_as
from extractors.survey.options import word_to_option
from extractors.survey.turned import upright
from model.document import Document, without_remarks
from model.errors import UsageFault
from model.form import FormDefinition, FormField
from model.layout import ConfirmedLayout, Layout, LayoutColumn
from model.register import Entry, ReviewItem
from model.serialise import to_plain
from office.config import Workplace
from office.layout_reading import read_waiting, waiting_for
from office.layouts import columns_to_lines, fields_of, form_of, sender_of
from office.makes import read_entry
from store import audit, layouts, register, reviews
from store.engine import Connection, atomic, reading
from store.layouts import layout_from_plain
from text.labels import label_key

_YES_NO = {'是': True, '否': False}


def waiting_files(place: Workplace, item: ReviewItem) -> list[Entry]:
    """The returns that a question about a layout lets wait."""
    with reading(place.engine) as connection:
        return waiting_for(connection, item.field or '')


def question_lines(place: Workplace, item: ReviewItem) -> list[str]:
    """How to answer a question about a layout, for the clerk."""
    forms = '、'.join(f'{one.id}（{one.title}）' for one in place.forms)
    number = item.number
    form = item.value.get('form')
    accepted = [f"都对：shoufa review accept {number}"] if form else []
    return [
        *accepted,
        f"换一种表：shoufa review correct {number} form=表样编号；表样有：{forms}",
        f'改栏目：shoufa review correct {number} "栏目=字段" "栏目=字段:选项" "栏目="（留空是不收）',
        f"用不了：shoufa review reject {number} --why 理由（件仍在登记簿，不算未报）",
    ]


def accept_layout(place: Workplace, item: ReviewItem) -> str:
    """Confirm a layout as it was proposed, and read every return that waited for it.

    Raises:
        UsageFault: nobody could propose a form.
    """
    layout = layout_from_plain(item.value)
    if layout.form is None:
        raise UsageFault(
            f"第{item.number}号还不知道是哪种表，不能直接认可。请先选定："
            f"shoufa review correct {item.number} form=表样编号（用 shoufa forms list 查看）。"
        )
    return _confirm(place, item, layout, 'accepted')


def correct_layout(place: Workplace, item: ReviewItem, values: Mapping[str, str]) -> str:
    """Confirm a layout with a person's corrections: form=表样, 栏目=字段, 栏目=字段:选项, 栏目= (not kept).

    Where another form was named and its proposal has labels that are only alike, it is asked once more.

    Raises:
        UsageFault: no such form, label, field or option, or a form of one organisation for a list.
    """
    layout = layout_from_plain(item.value)
    told = dict(values)
    wanted = told.pop('form', None)
    chosen = form_of(replace(layout, form=wanted or layout.form), place.forms)
    if chosen is None:
        known = '、'.join(f'{one.id}（{one.title}）' for one in place.forms)
        lead = f"没有表样“{wanted}”" if wanted else "还不知道是哪种表，请一并写明 form=表样编号"
        raise UsageFault(f"{lead}。现有：{known}。")
    if layout.subject == 'rows' and chosen.subject == 'organisation':
        raise UsageFault(
            f"这张表一行一家，《{chosen.title}》是一家一张的表样，照它读会漏掉其余各行。请选一行一家的表样。"
        )
    if wanted and wanted != layout.form:
        layout = replace(_proposed_as(place, layout, chosen), fingerprint=layout.fingerprint)
    layout = _with_columns(layout, chosen, told)
    if wanted and any(column.field and column.reasons for column in layout.columns):
        return _ask_again(place, item, layout, chosen)
    return _confirm(place, item, layout, 'corrected')


def _proposed_as(place: Workplace, layout: Layout, chosen: FormDefinition) -> Layout:
    """What the labels of a waiting paper would be on the form that a person named."""
    document = _read_waiting_paper(place, layout.fingerprint)
    totals = layout.subject == 'reporting_unit' and chosen.subject == 'rows'
    return layout_as(document, chosen, 'reporting_unit' if totals else chosen.subject)


def _read_waiting_paper(place: Workplace, fingerprint: str) -> Document:
    with reading(place.engine) as connection:
        waiting = waiting_for(connection, fingerprint)
    if not waiting:
        raise UsageFault(
            "这个版式已经没有待对应的文件，不能换表样；用 shoufa register reread 编号 重读后再试。"
        )
    with ReadingPool() as pool:
        document = without_remarks(read_entry(place, pool, waiting[0]))
    turned = upright(document)
    return turned.document if turned else document


def _with_columns(layout: Layout, chosen: FormDefinition, told: Mapping[str, str]) -> Layout:
    """The layout with columns put right; what a person said of a label has no doubt any more."""
    columns = list(layout.columns)
    for key, text in told.items():
        places = _places(columns, key)
        field, option = word_to_column(text, fields_of(layout, chosen), chosen.title)
        for place in places:
            columns[place] = LayoutColumn(columns[place].label, field, option)
    return replace(layout, columns=tuple(columns))


def _places(columns: list[LayoutColumn], key: str) -> list[int]:
    """The columns with this printed path, or with this innermost label where it is one path's alone."""
    wanted = label_key((key,))
    exact = [place for place, column in enumerate(columns) if column.label == wanted]
    inner = [place for place, column in enumerate(columns) if column.label.endswith('/' + wanted)]
    if exact or len({columns[place].label for place in inner}) == 1:
        return exact or inner
    labels = '、'.join(dict.fromkeys(column.label for column in columns))
    raise UsageFault(f"这个版式没有（或有几个）栏目“{key}”。栏目有：{labels}。")


def word_to_column(
    text: str, fields: tuple[FormField, ...], title: str
) -> tuple[str | None, str | bool | None]:
    """'full_members', 正式党员 or 'org_type:社会团体' as field and option; '' is not kept.

    Raises:
        UsageFault: the form of this title has no such field or option.
    """
    name, _, option = text.strip().replace('：', ':').partition(':')
    if not name:
        return None, None
    known = next((one for one in fields if name in (one.id, *one.labels)), None)
    if known is None or known.personal == 'never':
        names = '、'.join(dict.fromkeys(one.labels[0] for one in fields if one.personal != 'never'))
        raise UsageFault(f"《{title}》没有字段“{name}”。可填：{names}；要留这一栏，请换有这一项的表样。")
    if not option:
        return known.id, None
    found = _YES_NO.get(option) if known.type in {'yes_no', 'tick'} else word_to_option(known, option)
    if found is None:
        raise UsageFault(
            f"“{known.labels[0]}”没有选项“{option}”。可用：{'、'.join(known.options or _YES_NO)}。"
        )
    return known.id, found


def _ask_again(place: Workplace, item: ReviewItem, layout: Layout, chosen: FormDefinition) -> str:
    """The proposal under the form that a person named, shown once before anything is read by it."""
    reasons = (f"已按《{chosen.title}》重新对应，有的栏目只是相近", *_lines(layout, chosen))
    with atomic(place.engine) as connection:
        _decide(place, connection, item, 'corrected', value={'form': chosen.id})
        again = replace(item, value=to_plain(layout), reasons=reasons, state='open')
        number = reviews.add(connection, again, place.now())
    return f"已换为《{chosen.title}》；有的栏目只是相近，请看待核第{number}号，再确认一次"


def _lines(layout: Layout, chosen: FormDefinition) -> tuple[str, ...]:
    return columns_to_lines(layout, fields_of(layout, chosen))


def _decide(
    place: Workplace,
    connection: Connection,
    item: ReviewItem,
    action: str,
    *,
    value: object = None,
    why: str | None = None,
) -> None:
    now = reviews.get(connection, item.number)
    if now is None or now.state != 'open':
        raise UsageFault(f"第{item.number}号已经处理过了，不能再改。")
    reviews.decide(connection, item.number, action, actor=place.actor, at=place.now(), value=value, why=why)
    about = str(item.number)
    audit.note(connection, actor=place.actor, act=f'review_{action}', about=about, at=place.now(), detail=why)


def _confirm(place: Workplace, item: ReviewItem, layout: Layout, action: str) -> str:
    """Keep a layout as confirmed (one transaction), then read what waited: a stop between costs nothing."""
    plain = replace(layout, columns=tuple(replace(column, reasons=()) for column in layout.columns))
    with atomic(place.engine) as connection:
        _decide(place, connection, item, action, value=to_plain(plain))
        held = layouts.get(connection, layout.fingerprint)
        senders = [sender_of(place, one, None) for one in waiting_for(connection, layout.fingerprint)]
        named = dict.fromkeys((*(held.senders if held else ()), *(one for one in senders if one)))
        layouts.save(connection, plain, tuple(named), place.actor, place.now())
    done, faults = read_waiting(place)
    told = [f"第{one.entry.number}号{one.message}" for one in done]
    told += [f"第{one.entry.number}号：{one.error.message}" for one in faults]
    return '；'.join(("版式已确认，以后同版式不再问", *told))


def reject_layout(place: Workplace, item: ReviewItem, why: str) -> str:
    """Refuse a layout: its returns count as received, and cannot be used, for this reason."""
    with atomic(place.engine) as connection:
        _decide(place, connection, item, 'rejected', why=why)
        waiting = waiting_for(connection, item.field or '')
        for entry in waiting:
            register.change(connection, entry.number, state='done', note=f"版式未采用：{why}")
    return f"未采用：{why}；{len(waiting)}件仍在登记簿，算已收到"


def layout_lines(place: Workplace, one: ConfirmedLayout) -> tuple[str, ...]:
    """A layout's labels, one a line, with what each holds."""
    chosen = form_of(one.layout, place.forms)
    return columns_to_lines(one.layout, fields_of(one.layout, chosen))


def list_layouts(place: Workplace) -> list[ConfirmedLayout]:
    """Every layout a person decided on, the oldest first."""
    with reading(place.engine) as connection:
        return layouts.list_all(connection)


def layout_named(place: Workplace, wanted: str) -> ConfirmedLayout:
    """The layout whose fingerprint begins so.

    Raises:
        UsageFault: none does, or several do.
    """
    found = [one for one in list_layouts(place) if wanted and one.layout.fingerprint.startswith(wanted)]
    if len(found) != 1:
        told = f"有{len(found)}个版式以“{wanted}”开头，请多写几位" if found else f"没有版式“{wanted}”"
        raise UsageFault(f"{told}。用 shoufa layouts list 查看。")
    return found[0]


def entries_read_by(place: Workplace, fingerprint: str) -> list[Entry]:
    """The returns that were read, or wait, by a layout."""
    with reading(place.engine) as connection:
        return [one for one in register.list_entries(connection) if one.layout == fingerprint]


def revoke(place: Workplace, wanted: str, why: str) -> list[Entry]:
    """Take a confirmation back: the next such return is asked about; gives what was read by it and stays.

    Raises:
        UsageFault: there is no such layout, or it was revoked before.
    """
    held = layout_named(place, wanted)
    fingerprint = held.layout.fingerprint
    if held.state != 'confirmed':
        raise UsageFault(f"版式 {fingerprint[:12]} 已经撤回过了。")
    with atomic(place.engine) as connection:
        layouts.change(connection, fingerprint, state='revoked')
        audit.note(
            connection, actor=place.actor, act='layout_revoke', about=fingerprint, at=place.now(), detail=why
        )
    return [entry for entry in entries_read_by(place, fingerprint) if entry.state == 'done']
