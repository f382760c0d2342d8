"""One incoming paper: its pages and text beside what it says, its links, and the acts of the register."""

from __future__ import annotations

import datetime as dt
import mimetypes
from collections.abc import Callable
from typing import Any, NamedTuple

from starlette.responses import Response

from desk.lists import start_of, to_shown
from desk.ours import ours_told
from desk.pages.register import text_to_day
from desk.pages.uploading import REGISTRARS
from desk.sheets import text_of
from desk.text_blocks import document_to_blocks
from desk.visit import Address, Visit, download, page, to
from desk.words import for_page
from model.errors import ShoufaError, UsageFault
from model.person import PersonRole
from model.register import ReviewItem
from office import incoming as papers
from office import page_pictures, registering
from office.anchoring import AnchorKind, anchor
from office.approved import standing_acts
from office.columns import COLUMNS, set_columns
from office.entry_words import OURS_NAMES, STATE_NAMES
from office.incoming_view import field_to_text, rows_to_table, where_to_key
from office.naming import label_of
from office.not_downloaded import link_to_text
from office.noticing import MISDIRECTED
from office.register_pages import slip_to_bytes
from office.understanding import KIND_NAMES
from office.uniting import join, part_again
from office.unpacking import MAILS
from text.phones import mask_phones_in

ANCHORERS: frozenset[PersonRole] = frozenset({'registrar', 'reviewer'})
_DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
_ROWS = 40
_PATIENCE_S = 8
_KINDS: tuple[AnchorKind, ...] = ('issued', 'received', 'event')


def show_paper(visit: Visit) -> Response:
    """All of an entry."""
    number = visit.number('number')
    found = papers.incoming(visit.place, number)
    rows, total = papers.rows_page(visit.place, number, start_of(visit, _ROWS), _ROWS)
    entry = found.shown.entry
    paged = entry.format in page_pictures.PAGED or len(found.shown.pages) > 1
    return page(
        visit,
        'paper.html',
        title=f"收文第{number}号",
        here='register',
        found=found,
        shown=found.shown,
        questions=list(map(_question, found.shown.review)),
        entry=entry,
        table=rows_to_table(rows),
        rows_shown=to_shown(visit, len(rows), total, _ROWS),
        paged=paged,
        columns=[(name, COLUMNS[name][0], text) for name, text in papers.entry_to_texts(entry).items()],
        state_names=STATE_NAMES,
        kind_names=KIND_NAMES,
        ours=OURS_NAMES,
        mails=MAILS,
        key=where_to_key,
        field_text=field_to_text,
        label=label_of,
        link=link_to_text,
        may=visit.may('registrar'),
        may_anchor=visit.may(*ANCHORERS),
    )


class _Question(NamedTuple):
    """What a person is asked about the paper, in a page's words."""

    number: int
    about: str
    text: str
    where: dict[str, Any] | None


def _question(item: ReviewItem) -> _Question:
    text = mask_phones_in(for_page('；'.join(item.reasons)))
    if item.field == MISDIRECTED:
        text = text.partition('。')[0] + '。'  # the buttons for it stand on the page
    return _Question(item.number, item.about, text, item.where)


def show_words(visit: Visit) -> Response:
    """The text of the paper, every piece with its place; read anew from 存档/, kept in memory only."""
    number = visit.number('number')
    document = text_of(visit, page_pictures.paper_of(visit.place, number))
    blocks, left = document_to_blocks(document)
    told = {'number': number, 'blocks': blocks, 'left': left, 'pages': document.pages}
    return page(visit, 'paper_text.html', title=f"收文第{number}号的文字", here='register', **told)


def do_original(visit: Visit) -> Response:
    """A file as it came, to be kept; never shown in place."""
    file = papers.original(visit.place, visit.number('number'), visit.asked('which'))
    kind = mimetypes.guess_type(file.name)[0] or 'application/octet-stream'
    return download(file.path.read_bytes(), file.name, kind)


def do_slip(visit: Visit) -> Response:
    """文件处理笺, filled in as far as the register can."""
    number = visit.number('number')
    return download(slip_to_bytes(visit.place, number), f"文件处理笺_收文第{number}号.docx", _DOCX)


def do_columns(visit: Visit) -> Response:
    """The office's own columns."""
    number = visit.number('number')
    seen = {name: visit.text(f'was_{name}') for name in papers.EDITED}
    typed = {name: visit.text(name) for name in papers.EDITED if name in visit.form}
    changed = papers.save_columns(visit.place, number, seen, typed)
    visit.tell(f"已保存：{'、'.join(changed)}。" if changed else "没有改动。")
    return _back(visit)


def do_ours(visit: Visit) -> Response:
    """Whether the paper was sent to us by mistake."""
    wrong = visit.needed('wrong', "是不是误送")
    set_columns(visit.place, visit.number('number'), {"误送": wrong})
    visit.tell("已认定：误送，不产生待办。" if wrong == "是" else "已认定：属本单位。")
    return _back(visit)


def do_join(visit: Visit) -> Response:
    """Join others to this one: attachments, photographs of its pages, further makes."""
    place, number = visit.place, visit.number('number')
    others = _numbers(visit.needed('others', "并入的编号"))

    def act() -> str:
        said = join(place, number, others)
        told = '、'.join(f"第{one}号" for one in others)
        return f"已并入：{told}。" + (f"合起来读作：{said}" if said else "")

    return _patiently(visit, "并件", act)


def _numbers(text: str) -> list[int]:
    words = text.replace('、', ' ').replace('，', ' ').replace(',', ' ').split()
    if not all(word.isdecimal() and len(word) < 10 for word in words):
        raise UsageFault(f"并入的编号要填数字，如“12 13”，“{text}”不是。")
    return [int(word) for word in words]


def do_part(visit: Visit) -> Response:
    """Undo a joining."""
    place, number, others = visit.place, visit.number('number'), _numbers(visit.needed('other', "编号"))

    def act() -> str:
        part_again(place, number, others)
        return f"第{others[0]}号已分开。"

    return _patiently(visit, "分开", act)


def do_return(visit: Visit) -> Response:
    """Send it back to where it came from."""
    unit, why = visit.needed('unit', "退给"), visit.needed('why', "理由")
    registering.send_back(visit.place, visit.number('number'), unit, _day(visit), why)
    visit.tell(f"已退回{unit}，它的待办和待核都已结束。")
    return _back(visit)


def do_forward(visit: Visit) -> Response:
    """Pass it on."""
    unit = visit.needed('unit', "转给")
    registering.forward(visit.place, visit.number('number'), unit, _day(visit))
    visit.tell(f"已转送{unit}，它的待办和待核都已结束。")
    return _back(visit)


def _day(visit: Visit) -> dt.date:
    return text_to_day(visit.needed('day', "日期"), "日期")


def do_withdraw(visit: Visit) -> Response:
    """Strike it off the register; what the ledger holds by it is told."""
    number = visit.number('number')
    registering.withdraw(visit.place, number, visit.needed('why', "理由"))
    visit.tell(f"第{number}号已撤下。")
    for act in standing_acts(visit.place, number):
        visit.tell(f"它已入账（第{act.number}号办理：{act.about}），台账没有随之改动；要撤回请到台账办理。")
    return _back(visit)


def do_reread(visit: Visit) -> Response:
    """Read it again from 存档/."""
    place, number = visit.place, visit.number('number')
    return _patiently(visit, "重读", lambda: f"已重新读过：{registering.reread(place, number)}。")


def do_anchor(visit: Visit) -> Response:
    """The day that a limit is counted from."""
    number, duty = visit.number('number'), visit.needed('duty', "事项")
    kind = next((one for one in _KINDS if one == visit.text('kind')), None)
    if kind is None or not duty.isdecimal():
        raise UsageFault("请选择从哪一天起算。")
    day = text_to_day(visit.needed('day', "起算日"), "起算日")
    papers.duty_of(visit.place, number, int(duty))
    done = anchor(visit.place, int(duty), kind, day)
    days = '、'.join(sorted({str(one.deadline) for one in done.duties if one.deadline}))
    visit.tell(f"起算日已填，{len(done.duties)}项算出期限{f'：{days}' if days else ''}。", *done.warnings)
    return _back(visit)


def _back(visit: Visit) -> Response:
    return to(f'/paper/{visit.number("number")}')


def _patiently(visit: Visit, name: str, act: Callable[[], str]) -> Response:
    """An act that reads papers: awaited for some seconds, else told on the next page the person sees."""
    said: list[str] = []
    late = False

    def run() -> None:
        try:
            with ours_told("程序出错了，请把时间告诉维护人员。"):
                said.append(act())
        except ShoufaError as error:
            if not late:
                raise
            said.append(f"{name}没有办成：{error.message}")
        if late:
            visit.tell(*said)

    try:
        visit.desk.behind.start(name, run).result(_PATIENCE_S)
        visit.tell(*map(for_page, said))
    except TimeoutError:
        late = True
        visit.tell(f"{name}还没有办完，正在后面继续办，请稍后刷新本页。")
    return _back(visit)


ADDRESSES = (
    Address('/paper/{number:int}', show_paper),
    Address('/paper/{number:int}/words', show_words),
    Address('/paper/{number:int}/file', do_original),
    Address('/paper/{number:int}/slip.docx', do_slip),
    Address('/paper/{number:int}/columns', do_columns, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/ours', do_ours, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/join', do_join, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/part', do_part, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/return', do_return, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/forward', do_forward, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/withdraw', do_withdraw, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/reread', do_reread, REGISTRARS, 'POST'),
    Address('/paper/{number:int}/anchor', do_anchor, ANCHORERS, 'POST'),
)
