"""任务×责任单位 of a campaign, and the towns, parks, enterprises it counts: import, list, rate, chase."""

from __future__ import annotations

from starlette.responses import Response

from desk.handed import handed
from desk.lists import start_of, to_shown
from desk.pages.campaign import campaign_page, pack_of
from desk.pages.drafting import campaign_address
from desk.pages.gathering import by_due
from desk.visit import CLERKS, Address, Visit, to
from model.errors import UsageFault
from model.subject import SubjectKind
from model.task import STATE_LABELS
from office import populations
from office import tasks as acts
from office.population_kinds import KINDS, word_to_kind

_LARGEST = 20 * 1024 * 1024
_SIZE = 100
_TOLD = 20


def show_tasks(visit: Visit) -> Response:
    """Every task of every unit: ?task= ?state= ?q=; rates and texts above and below."""
    pack, task = pack_of(visit), visit.asked('task')
    held = acts.list_tasks(visit.place, pack.id, task or None)
    state, words = visit.asked('state'), visit.asked('q')
    found = [one for one in held if state in {'', one.state} and words in one.unit]
    start = start_of(visit, _SIZE)
    return campaign_page(
        visit,
        'tasks.html',
        'tasks',
        pack,
        listed=found[start : start + _SIZE],
        shown=to_shown(visit, len(found) - start, len(found), _SIZE),
        counts=acts.state_counts(held),
        rates=acts.task_rates(visit.place, pack.id, task or None) if held else [],
        texts=by_due(acts.task_chases(visit.place, pack.id, task or None)) if held else [],
        unnamed=acts.unnamed_units(visit.place, pack.id, task or None) if held else {},
        task=task,
        state=state,
        words=words,
        states=STATE_LABELS,
    )


def do_import(visit: Visit) -> Response:
    """A table of tasks and units."""
    pack = pack_of(visit)
    with handed(visit, 'file', "任务表") as path:
        taken = acts.import_tasks(visit.place, path, pack.id)
    visit.tell(f"新增{taken.added}项，更新{taken.changed}项，不变{taken.unchanged}项。")
    told = {
        "没有读懂，按待明确或空": taken.unread,
        "请核对": taken.assumed,
        "没有写明，保留原来的": taken.kept,
        "没有导入": taken.left_out,
        "名单里没有这些单位，已记下，也计入应完成的单位": taken.strangers,
        "这些列没有导入": taken.ignored_columns,
    }
    visit.tell(*(f"{label}{len(ones)}：{'；'.join(ones[:_TOLD])}" for label, ones in told.items() if ones))
    return to(campaign_address(pack.id, '/tasks'))


def do_undo(visit: Visit) -> Response:
    """The last table taken back."""
    pack = pack_of(visit)
    visit.tell(acts.undo_import(visit.place, pack.id))
    return to(campaign_address(pack.id, '/tasks'))


def show_units(visit: Visit) -> Response:
    """The towns, parks and enterprises that a campaign counts: ?kind=."""
    pack, kind = pack_of(visit), _kind(visit.asked('kind'))
    found = populations.population(visit.place, pack.id, kind)
    start = start_of(visit, _SIZE)
    return campaign_page(
        visit,
        'units.html',
        'units',
        pack,
        listed=found[start : start + _SIZE],
        shown=to_shown(visit, len(found) - start, len(found), _SIZE),
        kinds=KINDS,
        kind=kind,
    )


def _kind(word: str) -> SubjectKind | None:
    found = word_to_kind(word) if word else None
    if word and found is None:
        raise UsageFault(f"不认识种类“{word}”。可用：{'、'.join(KINDS.values())}。")
    return found


def do_units(visit: Visit) -> Response:
    """A list of towns, parks or enterprises."""
    pack, kind = pack_of(visit), _kind(visit.needed('kind', "种类"))
    assert kind is not None
    with handed(visit, 'file', "名单") as path:
        done = populations.load_population(visit.place, path, kind, pack.id)
    visit.tell(f"{KINDS[kind]}：新增{len(done.added)}，更新{len(done.changed)}，不变{done.unchanged}。")
    told = {"没有读懂，未记": done.unread, "没有导入": done.left_out, "这些列没有导入": done.ignored_columns}
    visit.tell(*(f"{label}{len(ones)}：{'；'.join(ones[:_TOLD])}" for label, ones in told.items() if ones))
    visit.tell(f"第{done.act}号办理，可在“台账”的办理记录里撤回。")
    return to(campaign_address(pack.id, '/units'))


ADDRESSES = (
    Address('/campaign/{pack}/tasks', show_tasks),
    Address('/campaign/{pack}/tasks/import', do_import, CLERKS, 'POST', _LARGEST),
    Address('/campaign/{pack}/tasks/undo', do_undo, CLERKS, 'POST'),
    Address('/campaign/{pack}/units', show_units),
    Address('/campaign/{pack}/units/import', do_units, CLERKS, 'POST', _LARGEST),
)
