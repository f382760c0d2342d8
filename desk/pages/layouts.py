"""How senders arrange their forms and lists, as people confirmed it: what is read so, and taking it back."""

from __future__ import annotations

from starlette.responses import Response

from desk.lists import SIZE, start_of, to_shown
from desk.pages.ledger_words import KEEPERS
from desk.visit import Address, Visit, page, to
from model.layout import ConfirmedLayout
from office import layout_acts
from office.ledger_columns import LEDGER_MARK
from office.ledger_form import ledger_form
from office.naming import label_of, value_to_text

_SHOWN = 20


def _titles(visit: Visit) -> dict[str, str]:
    forms = (*visit.place.forms, ledger_form(visit.place.forms))
    return {one.id: one.title for one in reversed(forms)}


def show_layouts(visit: Visit) -> Response:
    """Every layout decided on, the newest first."""
    listed = layout_acts.list_layouts(visit.place)[::-1]
    start = start_of(visit)
    return page(
        visit,
        'layouts.html',
        title="表的版式",
        here='ledger',
        listed=listed[start : start + SIZE],
        titles=_titles(visit),
        pager=to_shown(visit, len(listed[start : start + SIZE]), len(listed)),
        is_list=is_list,
    )


def is_list(one: ConfirmedLayout) -> bool:
    """Whether it is of a list brought into the ledger, not of a return."""
    return one.layout.fingerprint.startswith(LEDGER_MARK)


def show_layout(visit: Visit) -> Response:
    """What each heading holds, and the returns that are read so."""
    one = layout_acts.layout_named(visit.place, str(visit.request.path_params['fingerprint']))
    entries = layout_acts.entries_read_by(visit.place, one.layout.fingerprint)
    columns = [
        (
            column.label,
            label_of(column.field) if column.field else None,
            None if column.option is None else value_to_text(column.option),
        )
        for column in one.layout.columns
    ]
    return page(
        visit,
        'layout.html',
        title="版式",
        here='ledger',
        one=one,
        columns=columns,
        titles=_titles(visit),
        entries=entries[::-1][:_SHOWN],
        read=len(entries),
        is_list=is_list(one),
        may=visit.may(*KEEPERS),
    )


def do_revoke(visit: Visit) -> Response:
    """Take a confirmation back."""
    fingerprint = str(visit.request.path_params['fingerprint'])
    read = layout_acts.revoke(visit.place, fingerprint, visit.needed('why', "撤回的理由"))
    visit.tell(
        "已撤回，同样的表下次会再问。",
        f"有{len(read)}件已按它读过，入账的没有改动；要重读请到各件的页面办。" if read else '',
    )
    return to('/layouts')


ADDRESSES = (
    Address('/layouts', show_layouts),
    Address('/layouts/{fingerprint}', show_layout),
    Address('/layouts/{fingerprint}/revoke', do_revoke, KEEPERS, 'POST'),
)
