"""发文: the list of papers with their steps, and what is done with several of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from desk.lists import SIZE, address_with, start_of, to_shown
from desk.pages.paper_words import campaign_titles, paper_address, to_step
from desk.visit import CLERKS, STAFF, Address, Visit, page, to
from desk.words import for_page
from model.errors import NotAllowed, UsageFault
from model.paper import PAPER_STATES, STATE_NAMES, PaperState
from model.person import ROLE_NAMES, ROLES, PersonRole
from office import paper_states
from office.outgoing_list import Asked, list_papers
from office.paper_files import paths_of
from office.replacing import refuse_stale

_TOLD = 12

STEPS: dict[PaperState, frozenset[PersonRole]] = {
    'checked': frozenset({'reviewer', 'approver'}),
    'countersigned': CLERKS,
    'signed': frozenset({'approver'}),
    'sealed': frozenset({'registrar'}),
    'dispatched': frozenset({'registrar'}),
    'received': frozenset({'registrar'}),
}
"""Who may note a step; 编号 is done by issuing, which is the registrar's."""


def show_outgoing(visit: Visit) -> Response:
    """The list, narrowed by what the address asks."""
    asked = to_asked(visit)
    start = start_of(visit)
    listed = list_papers(visit.place, asked, start, SIZE)
    total = listed.counts.get(asked.state, 0) if asked.state else listed.total
    tabs = [('', "全部", listed.total, address_with(visit, state=None, p=None))]
    tabs += [
        (state, STATE_NAMES[state], listed.counts.get(state, 0), address_with(visit, state=state, p=None))
        for state in PAPER_STATES
    ]
    return page(
        visit,
        'outgoing.html',
        title="发文",
        here='outgoing',
        asked=asked,
        tabs=tabs,
        listed=listed,
        shown=to_shown(visit, len(listed.lines), total),
        names=STATE_NAMES,
        steps=steps_open(visit),
        address=paper_address,
        campaigns=campaign_titles(visit.place),
        back=visit.request.url.path + (f'?{visit.request.url.query}' if visit.request.url.query else ''),
        clerk=visit.may(*CLERKS),
    )


def to_asked(visit: Visit) -> Asked:
    """What the address narrows the list to."""
    state, batch = visit.asked('state'), visit.asked('batch')
    return Asked(
        state=state if state in PAPER_STATES else '',
        batch=int(batch) if batch.isdecimal() and len(batch) < 10 else None,
        campaign=visit.asked('campaign'),
        words=visit.asked('q'),
    )


def steps_open(visit: Visit) -> list[tuple[str, str]]:
    """The steps that this person may note, with their names."""
    return [(step, STATE_NAMES[step]) for step, may in STEPS.items() if visit.may(*may)]


def do_step(visit: Visit) -> Response:
    """Papers a step further; each is told whether it went."""
    step = to_step(visit.needed('to', "环节"))
    refuse_role(visit, STEPS.get(step, frozenset()))
    chosen = chosen_papers(visit)
    sha256 = visit.text('sha256') or None
    for file, state in chosen:
        refuse_stale(visit.place, file, state, sha256)
    by = visit.text('by') or visit.person.shown
    paths = paths_of(visit.place, [file for file, _ in chosen])
    done = paper_states.step(visit.place, paths, step, by, visit.text('note') or None)
    went = sum(one.why is None and not one.again for one in done)
    again = sum(one.again for one in done)
    visit.tell(f"已{STATE_NAMES[step]}{went}份。" if went else "")
    visit.tell(f"{again}份先前已由{by}{STATE_NAMES[step]}，没有再记。" if again else "")
    refused = [f"没有办：{one.file}　{for_page(one.why)}" for one in done if one.why]
    visit.tell(*refused[:_TOLD], *(["……"] if len(refused) > _TOLD else []))
    return to(back_to(visit))


def refuse_role(visit: Visit, may: frozenset[PersonRole]) -> None:
    """Raises NotAllowed for who has none of the roles."""
    if not visit.may(*may):
        wanted = '、'.join(ROLE_NAMES[role] for role in ROLES if role in may) or "别的"
        raise NotAllowed(f"这一步由{wanted}岗位办理，您的账号没有这个岗位。请有这个岗位的同事办。")


def chosen_papers(visit: Visit) -> list[tuple[str, str]]:
    """The papers ticked, each with the step it was seen at; or a whole lot.

    Raises:
        UsageFault: none is.
    """
    whole = visit.text('whole')
    if whole.isdecimal():
        listed = list_papers(visit.place, Asked(batch=int(whole)), 0, 100_000)
        return [(line.file, line.state) for line in listed.lines if line.file not in listed.void]
    told = [one.partition(':') for one in visit.texts('paper')]
    if not told:
        raise UsageFault("没有勾选文件。请先在左边勾选，或勾选“整批”。")
    return [(file, state) for state, _, file in told]


def back_to(visit: Visit) -> str:
    """Where the person came from, if that is an address of ours."""
    told = visit.text('back')
    return told if told.startswith('/outgoing') else '/outgoing'


def do_select(visit: Visit) -> Response:
    """From ticked papers to what was asked of them: numbering, a zip, labels, a receipt table, a print."""
    files = [file for file, _ in chosen_papers(visit)]
    act = visit.text('act')
    whole = visit.text('whole')
    if act == 'issue' and whole.isdecimal():
        return to(f'/outgoing/issue?{urlencode({"batch": whole})}')
    return _open_selected(visit, act, files)


def _open_selected(visit: Visit, act: str, files: Sequence[str]) -> Response:
    from desk.pages.issue import show_order
    from desk.pages.outgoing_files import files_to_answer

    if act == 'issue':
        refuse_role(visit, frozenset({'registrar'}))
        return show_order(visit, files)
    return files_to_answer(visit, act, files)


ADDRESSES = (
    Address('/outgoing', show_outgoing, STAFF),
    Address('/outgoing/step', do_step, CLERKS, 'POST', 4 * 1024 * 1024),
    Address('/outgoing/select', do_select, STAFF, 'POST', 4 * 1024 * 1024),
)
