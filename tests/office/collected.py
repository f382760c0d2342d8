"""Returns put straight into an office's store, as the reader would have left them."""

import datetime as dt
import itertools

from model.place import Value, Where
from model.register import HeldRow, ReviewItem
from model.returned import Named, Return
from office.figures import record_unit_figures
from office.understanding import entry_now
from store import register, reviews, rows
from store.engine import atomic

PACK = """\
title = "社会组织党组织“百日组建”行动"
notice_number = "示组通〔2026〕6号"
notice_title = "关于开展社会组织党组织百日组建行动的通知"
population = "all"
established = { fact = "established", is = true }

[reporting]
every_days = 20
start = 2026-02-21
end = 2026-05-31
"""
CAMPAIGN = '百日'
COUNTIES = ('甲县', '乙县', '丙县', '丁县', '戊县', '己县', '庚县', '辛县', '壬县', '癸县', '子区', '丑区')

_hashes = itertools.count(1)


def moment(day, clock='09:30'):
    return dt.datetime.fromisoformat(f'{day} {clock}')


def entered(place, day, file, **columns):
    """An entry of this day; its folder is the sender's hint."""
    folder = file.rpartition('/')[0] or None
    with atomic(place.engine) as connection:
        at = day if isinstance(day, dt.datetime) else moment(day)
        number = register.add(connection, file=file, sender_hint=folder, sha256=f'{next(_hashes):064}', at=at)
        register.change(connection, number, **({'kind': 'return', 'state': 'done'} | columns))
    return number


def told(values):
    return {name: Value(str(value), value, Where(cell='B2')) for name, value in values.items()}


def totals(place, day, file, *, form='party_building_survey', unit=None, problems=(), **values):
    """A return of nothing but its unit's totals; form None for a report in prose."""
    number = entered(place, day, file, form=form)
    found = Return(
        form=form,
        edition=None,
        subject='reporting_unit',
        unit=Named(unit) if unit else None,
        values=told(values),
        problems=problems,
    )
    with atomic(place.engine) as connection:
        record_unit_figures(place, connection, entry_now(connection, number), found)
    return number


def listed(place, day, file, names, *, state='accepted', form='party_building_survey', **columns):
    """A return with a row for each of these organisations."""
    number = entered(place, day, file, form=form, **columns)
    held = [
        HeldRow(
            register_number=number,
            row=row,
            name=name,
            code=None,
            region=None,
            subject=None,
            state=state,
            values={},
            where=None,
        )
        for row, name in enumerate(names, start=3)
    ]
    with atomic(place.engine) as connection:
        rows.replace_all(connection, number, held)
        if state == 'held':
            item = ReviewItem(kind='check', about=names[0], register_number=number, row=3, reasons=('不符',))
            reviews.add(connection, item, place.now())
    return number


def picture(place, day, file):
    return entered(place, day, file, kind='picture', state='awaiting_recognition')
