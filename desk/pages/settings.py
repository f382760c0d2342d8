"""Settings: who the office is, its deadlines, layout and the names papers go out under (G6, G8)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from starlette.responses import Response

from desk.ours import ours_told
from desk.pages.people import ADMINISTRATORS, OVERSEERS
from desk.visit import Address, Visit, page, to
from model.errors import ShoufaError, UsageFault
from model.office import IssuingName
from office.rejudging import rejudge
from office.settings import (
    GROUPS,
    ISSUERS,
    ISSUING,
    NEW_NAME,
    Setting,
    change_settings,
    remove_issuing_name,
    save_issuing_name,
    settings_stamp,
    unfilled,
    value_of,
)

_OURSELVES = "本单位"
_TOLD = 12
_PATIENCE_S = 2


def show_settings(visit: Visit) -> Response:
    """Every group with its values; one is open for changing."""
    office = visit.place.office
    groups = {
        name: [(_with_issuers(visit, one), value_of(office, one)) for one in settings]
        for name, settings in GROUPS.items()
    }
    names, stamp = office.issuing_names, settings_stamp(visit.place)
    told = {'groups': groups, 'unfilled': unfilled(office), 'names': names, 'stamp': stamp}
    return page(visit, 'settings.html', title="设置", here='settings', **told)


def _with_issuers(visit: Visit, setting: Setting) -> Setting:
    """A setting that chooses an issuing name, with those that there are."""
    if setting.options is not ISSUERS:
        return setting
    return replace(
        setting, options={one.id: f"{one.mark}（{one.id}）" for one in visit.place.office.issuing_names}
    )


def do_settings(visit: Visit) -> Response:
    """Take one group as typed."""
    group = visit.request.path_params['group']
    typed = {one.path: visit.texts(one.path) for one in GROUPS.get(group, ())}
    visit.desk.behind.check_room()
    changed = change_settings(visit.place, group, typed, visit.text('stamp'))
    visit.tell(f"已保存：{'、'.join(changed)}。" if changed else "没有改动。")
    if changed and group == _OURSELVES:
        _judge_again(visit)
    return to('/settings')


def _judge_again(visit: Visit) -> None:
    """The papers that came before are judged by what the office is now, behind the page."""
    desk, actor = visit.desk, visit.place.actor

    def act() -> None:
        try:
            with ours_told("程序出错了，请把时间告诉维护人员。"):
                changed = rejudge(desk.place(actor))
        except ShoufaError as error:
            visit.tell(f"已登记的来文没有按新的单位信息重判：{error.message}")
            return
        if changed:
            told = '、'.join(map(str, changed[:_TOLD])) + ("等" if len(changed) > _TOLD else "")
            visit.tell(f"已按新的单位信息重判来文，{len(changed)}件的要办、知悉有变：第{told}号。")

    with suppress(TimeoutError):
        desk.behind.start("重判来文", act).result(_PATIENCE_S)


def _name_of(visit: Visit) -> IssuingName | None:
    """The issuing name the address speaks of; None for a new one."""
    wanted = visit.request.path_params['name']
    if wanted == NEW_NAME:
        return None
    for name in visit.place.office.issuing_names:
        if name.id == wanted:
            return name
    raise UsageFault(f"没有代号为“{wanted}”的发文名义。")


def show_name(visit: Visit) -> Response:
    """One issuing name, or an empty form for a new one."""
    name = _name_of(visit)
    values = [(one, getattr(name, one.path) if name else '') for one in ISSUING]
    joint = '\n'.join(one.name for one in name.joint_with) if name else ''
    title = f"发文名义：{name.mark}" if name else "新增发文名义"
    told = {'name': name, 'values': values, 'joint': joint, 'stamp': settings_stamp(visit.place)}
    return page(visit, 'issuing_name.html', title=title, here='settings', **told)


def do_name(visit: Visit) -> Response:
    """Take an issuing name as typed."""
    name = _name_of(visit)
    typed = {one.path: visit.texts(one.path) for one in ISSUING}
    joint = [line.strip() for line in visit.text('joint').splitlines() if line.strip()]
    save_issuing_name(visit.place, name.id if name else None, typed, joint, visit.text('stamp'))
    visit.tell("发文名义已保存。")
    return to('/settings')


def do_remove(visit: Visit) -> Response:
    """Papers go out under this name no more."""
    name = _name_of(visit)
    if name:
        remove_issuing_name(visit.place, name.id, visit.text('stamp'))
        visit.tell(f"已删去发文名义“{name.mark}”。以前发的文不受影响。")
    return to('/settings')


ADDRESSES = (
    Address('/settings', show_settings, OVERSEERS),
    Address('/settings/{group}', do_settings, ADMINISTRATORS, 'POST'),
    Address('/settings/issuing/{name}', show_name, OVERSEERS),
    Address('/settings/issuing/{name}', do_name, ADMINISTRATORS, 'POST'),
    Address('/settings/issuing/{name}/remove', do_remove, ADMINISTRATORS, 'POST'),
)
