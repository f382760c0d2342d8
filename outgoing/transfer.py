"""转办清单: to another supervising unit, the organisations whose instructor it sends (谁主管，谁选派)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from model.subject import Organisation
from outgoing.dispatch import Desk, Kind, contact, head
from outgoing.draft import Basis, Draft
from outgoing.noting import NOTHING, Notes
from outgoing.wording import file_name, we

TEMPLATES: dict[Kind, str] = {'letter': "转办函.docx", 'notice': "转办通知.docx"}
LIST = "需选派党建工作指导员的社会组织名单"
_PRINCIPLE = "按照“谁主管、谁选派”的原则，有业务主管单位的社会组织由业务主管单位选派党建工作指导员"
_YOU = {"局": "贵局", "委": "贵委", "办": "贵办", "厅": "贵厅", "部": "贵部"}


class Handed(NamedTuple):
    """A unit and its organisations; principle is the notice's own sentence about who sends, if it has one."""

    unit: str
    organisations: Sequence[Organisation]
    cut_off: dt.date
    principle: str | None = None


def transfer_paper(desk: Desk, handed: Handed, basis: Basis, kind: Kind = 'letter') -> Draft:
    """The cover letter, or notice to a body under us, with the list attached."""
    notes = Notes()
    ids = tuple(one.id for one in handed.organisations)
    ending = "的通知" if kind == 'notice' else "的函"
    pieces = ("关于选派", "党建工作指导员", f"有关事项{ending}")
    top = head(desk, kind, pieces)
    context = {
        **top,
        'recipient': handed.unit,
        'basis': notes.cited(basis),
        'principle': _principle(notes, handed, basis),
        'day': notes.day('cut_off', "台账截至日期", handed.cut_off, origin='calendar'),
        'you': "你单位" if kind == 'notice' else _YOU.get(handed.unit[-1:], "贵单位"),
        'count': notes.count(
            'organisations', f"由{handed.unit}选派的社会组织", len(ids), ids, origin='ledger'
        ),
        'we': we(desk.issuing),
        'attachment': LIST,
        'list_title': LIST,
        'rows': tuple(_line(notes, one) for one in handed.organisations),
        'contact': contact(notes, desk.office),
    }
    return Draft(
        file_name=file_name("转办清单", handed.unit),
        template=TEMPLATES[kind],
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type=kind,
        title=top['title'],
        recipients=(handed.unit,),
        issuing_name=desk.issuing.id,
    )


def _principle(notes: Notes, handed: Handed, basis: Basis) -> str:
    if not handed.principle:
        return _PRINCIPLE
    words = handed.principle.strip().rstrip("。；;.，")
    sources = (basis.source,) if basis.source else ()
    return notes.words('principle', "通知原句", words, origin='notice', sources=sources)


def _line(notes: Notes, one: Organisation) -> dict[str, str]:
    return {
        'name': one.name,
        'code': code(notes, one),
        'region': one.region or NOTHING,
        'type': one.type or NOTHING,
    }


def code(notes: Notes, one: Organisation) -> str:
    """统一社会信用代码 as the ledger holds it."""
    return notes.words(f'code.{one.id}', f"{one.name}统一社会信用代码", one.code, (one.id,))
