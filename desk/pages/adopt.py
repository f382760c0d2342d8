"""A letter that a person changed: the changes one by one, and which of them go to the other letters (G2)."""

from __future__ import annotations

import hashlib

from starlette.responses import Response

from desk.pages.outgoing_files import asked_path
from desk.pages.paper_words import SENT_NAMES, paper_address
from desk.visit import CLERKS, Address, Visit, page, to
from model.errors import StaleEdit, UsageFault
from office import adopting
from office.issuing import is_issued
from office.paper_files import paper_path, papers_named
from office.replacing import stale_told

KINDS = {
    'text': "模板文字：可带入其余各件",
    'layout': "版式：可带入其余各件",
    'mixed': "分不清是模板文字还是这一件的内容：勾选才带入",
    'once': "只属于这一件：记为人工填写",
    'refused': "不能带入",
}
_TOLD = 8


def show_adopt(visit: Visit) -> Response:
    """The differences between the file in 发文/ and what we wrote."""
    looked = _looked(visit)
    groups = [
        (label, [one for one in looked.found.changes if one.kind == kind]) for kind, label in KINDS.items()
    ]
    return page(
        visit,
        'adopt.html',
        title="改动带入其余各件",
        here='outgoing',
        paper=looked.paper,
        groups=[(label, found) for label, found in groups if found],
        notes=looked.found.notes,
        older=looked.older,
        sha256=hashlib.sha256(looked.edited).hexdigest(),
        address=paper_address,
        issued=is_issued(looked.paper),
    )


def _looked(visit: Visit) -> adopting.Looked:
    (paper,) = papers_named(visit.place, [asked_path(visit)])
    return adopting.look(visit.place, paper_path(visit.place, paper.file), paper.file)


def do_adopt(visit: Visit) -> Response:
    """The ticked changes into the office's template, and into the other drafts of the lot where wanted."""
    looked = _looked(visit)
    seen = visit.needed('sha256', "看到的稿子")
    if hashlib.sha256(looked.edited).hexdigest() != seen:
        raise StaleEdit(stale_told(visit.place, looked.paper, seen, looked.edited))
    numbers = [int(one) for one in visit.texts('change') if one.isdecimal()]
    once = any(one.kind == 'once' for one in looked.found.changes)
    if not numbers and not once:
        raise UsageFault("没有勾选改动。请勾选要带入的，或回到这份发文。")
    chosen = adopting.choose(looked.found, numbers)
    done = adopting.adopt(visit.place, looked, chosen, regenerate=bool(visit.text('regenerate')))
    visit.tell(*_told(done))
    return to(paper_address(looked.paper.file))


def _told(done: adopting.Adopted) -> list[str]:
    lines = []
    if done.template and done.previous:
        lines.append(
            f"已改模板“{done.template.name}”，带入{len(done.carried)}处；原来的留在 {done.previous.name}。"
        )
    lines += [f"已记为人工填写：{one.where}　“{one.new}”。" for one in done.typed]
    for status, name in SENT_NAMES.items():
        count = sum(one.status == status for one in done.sent)
        if count:
            lines.append(f"其余各件{name.replace('已起草', '已重新生成')}：{count}份。")
    for label, files in (
        ("有人改过，没有动", done.edited),
        ("已送核稿等环节，没有动", done.on_its_way),
        ("已编号，没有动", done.issued),
    ):
        if files:
            more = " 等" if len(files) > _TOLD else ""
            lines.append(f"{label}：{len(files)}份　{'、'.join(files[:_TOLD])}{more}。")
    if done.waiting:
        lines.append(f"另有{done.waiting}份没有改过的稿子，下次起草时按新模板重新生成。")
    return lines


ADDRESSES = (
    Address('/outgoing/adopt', show_adopt, CLERKS),
    Address('/outgoing/adopt', do_adopt, CLERKS, 'POST'),
)
