"""Campaigns: which run, which are at hand, and the notices that may become one."""

from __future__ import annotations

from starlette.responses import Response

from campaigns.doubts import doubts_of
from desk.lists import start_of, to_shown
from desk.pages.drafting import campaign_address
from desk.visit import CLERKS, Address, Visit, page
from model.campaign import Pack
from office import planning
from office.pack_sources import draftable

_NOTICES = 20


def show_campaigns(visit: Visit) -> Response:
    """Every campaign, those that run first, and the newest notices."""
    start = start_of(visit, _NOTICES)
    notices = draftable(visit.place, start, _NOTICES)
    listed = sorted(planning.list_packs(visit.place), key=lambda one: (one[1] is None, one[0].id))
    return page(
        visit,
        'campaigns.html',
        title="活动",
        here='campaigns',
        listed=[
            {
                'pack': pack,
                'started': started,
                'address': campaign_address(pack.id),
                'doubts': len(doubts_of(pack)),
                'held': _held(pack),
            }
            for pack, started in listed
        ],
        faults=[fault.message for fault in planning.faulty_packs(visit.place).values()],
        notices=notices[:_NOTICES],
        shown=to_shown(visit, len(notices), None, _NOTICES),
        may_edit=visit.may(*CLERKS),
    )


def _held(pack: Pack) -> str:
    counts = (("办法", pack.ladder), ("阶段", pack.stages), ("目标", pack.targets), ("任务", pack.tasks))
    told = [f"{name}{len(held)}" for name, held in counts if held]
    return "、".join([*(["征求意见"] if pack.consultation else []), *told])


ADDRESSES = (Address('/campaigns', show_campaigns),)
