"""One organisation: what is held of it and from where, its history, and what can be done from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from desk.pages.event_forms import BEGINNINGS, FORMS, event_of, label_of_kind, values_of
from desk.pages.ledger_words import KEEPERS, day_of, on_the_page, seen_at
from desk.visit import Address, Visit, page, to
from ledger.fields import field_of
from model.errors import StaleEdit, UsageFault
from office import ledger_edits, ledger_told
from office.acting import Done, Paper
from office.correcting import told_to_values
from office.eventing import record_event
from office.ledger_form import ledger_fields
from office.naming import label_of, value_to_text

_NO_REASON = "更正（含指导员事项，不记原因）"
"""Why somebody's instructor changed is kept nowhere (G13)."""

_NOT_CORRECTED = frozenset({'org_name', 'former_names'})


def show_organisation(visit: Visit) -> Response:
    """What is held now, on a day, or was recorded by a day."""
    number = visit.number('number')
    as_of, on = day_of(visit, visit.asked('as_of'), "记载日期"), day_of(visit, visit.asked('on'), "实际日期")
    if as_of and on:
        raise UsageFault("“记载日期”和“实际日期”只能填一个：前者看当天台账怎么记的，后者看当天实际怎样。")
    shown = ledger_told.page_of(visit.place, number, as_of, on)
    one = shown.organisation
    keeps = visit.may(*KEEPERS) and not as_of and not on and one.state == 'active'
    return page(
        visit,
        'organisation.html',
        title=one.name,
        here='ledger',
        shown=shown,
        one=one,
        as_of=as_of,
        on=on,
        keeps=keeps,
        kinds=[(kind, label_of_kind(kind)) for kind in FORMS if kind not in BEGINNINGS],
        seen_at=seen_at,
        is_phone=ledger_told.is_phone,
        word=ledger_told.act_word,
    )


def show_event(visit: Visit) -> Response:
    """The form of one kind of event."""
    shown = ledger_told.page_of(visit.place, visit.number('number'))
    kind = visit.asked('kind')
    if kind not in FORMS or kind in BEGINNINGS:
        raise UsageFault("没有这种事件。请从单位页的按钮进入。")
    title = f"{label_of_kind(kind)}：{shown.organisation.name}"
    return _event_page(visit, kind, title, shown=shown)


def show_new(visit: Visit) -> Response:
    """The form of an organisation that begins here."""
    kind = visit.asked('kind', 'register')
    if kind not in BEGINNINGS:
        raise UsageFault("没有这种事件。")
    return _event_page(visit, kind, "新登记、迁入", shown=None)


def _event_page(visit: Visit, kind: str, title: str, shown: ledger_told.Page | None) -> Response:
    fields = {one.id: one for one in ledger_fields(visit.place.forms)}
    return page(
        visit,
        'event.html',
        title=title,
        here='ledger',
        kind=kind,
        form=FORMS[kind],
        label=label_of_kind(kind),
        kinds=[(one, label_of_kind(one)) for one in BEGINNINGS],
        shown=shown,
        fields=[fields[name] for name in FORMS[kind].values if name in fields],
        counties=visit.place.office.counties,
    )


def do_event(visit: Visit) -> Response:
    """Record an event of an organisation that was looked at."""
    number = visit.number('number')
    return _done(
        visit,
        number,
        lambda: ledger_edits.event_of_seen(
            visit.place, event_of(visit, visit.needed('kind', "种类"), str(number)), _seen(visit)
        ),
    )


def do_new(visit: Visit) -> Response:
    """Record that an organisation begins here."""
    kind = visit.needed('kind', "种类")
    if kind not in BEGINNINGS:
        raise UsageFault("没有这种事件。")
    event = event_of(visit, kind, visit.needed('name', "单位名称"))
    return _done(visit, None, lambda: record_event(visit.place, event))


def _seen(visit: Visit) -> int:
    """The version that the person looked at."""
    told = visit.text('seen')
    if not told.isdecimal():
        raise UsageFault("表单不完整。请重新打开这一页再填。")
    return int(told)


def _done(visit: Visit, number: int | None, act: Callable[[], Done]) -> Response:
    """Do it, and say what was done; where somebody was quicker, both versions."""
    try:
        done = act()
    except StaleEdit as error:
        assert number is not None
        return _stale(visit, number, error)
    except UsageFault as error:
        raise UsageFault(on_the_page(error.message)) from None
    asked = f"有{done.questions}项要人定，请到“待核”办理。" if done.questions else ''
    visit.tell(*map(on_the_page, done.told), asked, f"记为第{done.act}号办理；办错了可在“办理记录”里撤回。")
    if number is None:
        parts = ledger_told.act_of(visit.place, done.act).parts
        number = parts[0][0].id
    return to(f'/organisation/{number}')


def _stale(visit: Visit, number: int, error: StaleEdit) -> Response:
    """What was seen, what stands now, and what the person filled in."""
    changes = ledger_told.changed_since(visit.place, number, _seen(visit))
    typed = [
        (_typed_label(name), value)
        for name, value in visit.form.items()
        if isinstance(value, str) and value.strip() and name not in {'csrf', 'seen'}
    ]
    return page(
        visit,
        'organisation_stale.html',
        error.http_status,
        title="别人刚改过",
        here='ledger',
        message=error.message,
        changes=changes,
        typed=typed,
        number=number,
    )


_TYPED = {
    'kind': "种类",
    'on': "日期",
    'doc_number': "文号",
    'register': "收文编号",
    'to': "名称",
    'others': "一起的其他单位",
    'why': "原因",
    'double': "重复的那条",
    'field': "项目",
    'value': "值",
}


def _typed_label(name: str) -> str:
    return _TYPED.get(name) or label_of(name.removeprefix('v.'))


def show_correct(visit: Visit) -> Response:
    """What is held, to be put right."""
    shown = ledger_told.page_of(visit.place, visit.number('number'))
    one = shown.organisation
    fields = [field for field in ledger_fields(visit.place.forms) if field.id not in _NOT_CORRECTED]
    held = [(field, _typed(field_of(one, field.id))) for field in fields]
    told = {line.field for line in shown.values}
    return page(
        visit,
        'organisation_correct.html',
        title=f"更正：{one.name}",
        here='ledger',
        shown=shown,
        one=one,
        first=[pair for pair in held if pair[0].id in told],
        rest=[pair for pair in held if pair[0].id not in told],
        is_phone=ledger_told.is_phone,
        masked={line.field: line.text for line in shown.values},
    )


def _typed(value: Any) -> str:
    return '' if value is None else value_to_text(value)


def _plain(text: str) -> str:
    """A text as a line of a form can hold it."""
    return ' '.join(text.split())


def do_correct(visit: Visit) -> Response:
    """Values that a person sets, as one act."""
    number = visit.number('number')

    def act() -> Done:
        shown = ledger_told.page_of(visit.place, number)
        told = [
            f'{field}={text}'
            for field, text in values_of(visit).items()
            if _plain(text) != _plain(_typed(field_of(shown.organisation, field)))
            and (text or not ledger_told.is_phone(field))
        ]
        if not told:
            raise UsageFault("没有改动任何一项，没有保存。")
        values = {
            **told_to_values([one for one in told if not one.endswith('=清空')]),
            **{one.partition('=')[0]: None for one in told if one.endswith('=清空')},
        }
        paper = Paper(doc_number=visit.text('doc_number') or None)
        why = visit.needed('why', "更正的原因")
        if any(field.startswith('instructor') for field in values):
            why = _NO_REASON
        return ledger_edits.correct_seen(visit.place, number, _seen(visit), values, why, paper)

    return _done(visit, number, act)


def do_merge(visit: Visit) -> Response:
    """Another record of the same organisation goes into this one."""
    number, double = visit.number('number'), visit.needed('double', "重复的那条")
    return _done(visit, number, lambda: ledger_edits.merge_seen(visit.place, number, _seen(visit), double))


ADDRESSES = (
    Address('/organisation/{number:int}', show_organisation),
    Address('/organisation/{number:int}/event', show_event, KEEPERS),
    Address('/organisation/{number:int}/event', do_event, KEEPERS, 'POST'),
    Address('/organisation/{number:int}/correct', show_correct, KEEPERS),
    Address('/organisation/{number:int}/correct', do_correct, KEEPERS, 'POST'),
    Address('/organisation/{number:int}/merge', do_merge, KEEPERS, 'POST'),
    Address('/ledger/new', show_new, KEEPERS),
    Address('/ledger/new', do_new, KEEPERS, 'POST'),
)
