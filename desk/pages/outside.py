"""Another official source (党内统计) beside the ledger: its table taken in, and where the two differ."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from desk.pages.ledger_words import KEEPERS, day_of
from desk.visit import MEGABYTE, Address, Visit, page, to
from model.errors import UsageFault
from office import outside, uploads

LARGEST = 10 * MEGABYTE
USUAL = "党内统计"


def show_outside(visit: Visit) -> Response:
    """Ours and theirs of a day, county by county."""
    known = outside.known_days(visit.place)
    source = visit.asked('source') or next(iter(known), '')
    day: dt.date | None = None
    lines: list[outside.Beside] = []
    asked = day_of(visit, visit.asked('as_of'), "截止日期")
    if known and (source not in known or (asked and asked not in known[source])):
        raise UsageFault(f"没有“{source}”{asked or ''}的数。请先导入，或从列出的日期里选。")
    if known:
        day, lines = outside.beside(visit.place, source, asked)
    return page(
        visit,
        'outside.html',
        title="与另一套数对照",
        here='ledger',
        known=known,
        source=source,
        day=day,
        lines=lines,
        labels=outside.FIELDS,
        usual=USUAL,
        may=visit.may(*KEEPERS),
    )


def do_outside(visit: Visit) -> Response:
    """Take in a source's table of a day."""
    file = visit.file('file', "统计表")
    with file.file as sent:
        content = sent.read()
    source = visit.text('source') or USUAL
    as_of = day_of(visit, visit.needed('as_of', "截止日期"), "截止日期")
    assert as_of is not None
    upload = uploads.open_upload()
    try:
        name = uploads.put(visit.place, upload, str(file.filename), content)
        if name is None:
            raise UsageFault("这不是统计表。请选 Excel 或 CSV。")
        taken = outside.import_figures(visit.place, upload.folder / name, source, as_of)
    finally:
        upload.close()
    ignored = f"这些列没有导入：{'、'.join(taken.ignored_columns)}" if taken.ignored_columns else ''
    visit.tell(
        f"已记下“{source}”{as_of}的{taken.figures}个数。",
        *(f"没有读懂：{line}" for line in taken.unread),
        *(f"请核对：{line}" for line in taken.doubts),
        ignored,
    )
    return to('/ledger/outside')


ADDRESSES = (
    Address('/ledger/outside', show_outside),
    Address('/ledger/outside', do_outside, KEEPERS, 'POST', LARGEST),
)
