"""People: who has an account, in which roles; and a telephone shown in full to somebody who asks."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from desk.visit import CLERKS, Address, Visit, data, page, to
from model.errors import UsageFault
from model.person import ROLE_DUTIES, ROLE_NAMES, ROLES, Account, PersonRole
from office import accounts_kept, people, revealing

ADMINISTRATORS: frozenset[PersonRole] = frozenset({'administrator'})
OVERSEERS: frozenset[PersonRole] = frozenset({'administrator', 'auditor'})


def show_people(visit: Visit) -> Response:
    """Everybody, and a form for one more."""
    held = accounts_kept.everybody(visit.place)
    now = visit.desk.clock()
    locked = {one.id for one in held if one.locked_until and one.locked_until > now}
    told = {'held': held, 'locked': locked, 'roles': ROLES, 'names': ROLE_NAMES, 'duties': ROLE_DUTIES}
    return page(visit, 'people.html', title="人员", here='people', **told)


def _roles(visit: Visit) -> list[PersonRole]:
    """The roles ticked in a form."""
    return [role for role in ROLES if role in visit.texts('roles')]


def do_add(visit: Visit) -> Response:
    """One more account, with a password for its first sign-in."""
    name, shown = visit.needed('name', "用户名"), visit.needed('shown', "姓名")
    password = str(visit.form.get('password', ''))
    account = people.add_account(visit.place, name, shown, _roles(visit), password)
    visit.tell(f"已给{account.shown}开账号“{account.name}”。请把密码当面告诉本人，第一次登录后会要求改掉。")
    return to('/people')


def do_roles(visit: Visit) -> Response:
    """Other roles for an account."""
    account = accounts_kept.set_roles(visit.place, visit.number('id'), _roles(visit))
    named = '、'.join(ROLE_NAMES[role] for role in ROLES if role in account.roles)
    visit.tell(f"{account.shown}的岗位：{named}。本人需重新登录。")
    return to('/people')


def do_reset(visit: Visit) -> Response:
    """A password for one sign-in; it is shown this once.

    Raises:
        UsageFault: it is the person's own: they would be signed out before they see it.
    """
    if visit.number('id') == visit.person.id:
        raise UsageFault("自己的密码不在这里重设：请点右上角的姓名修改。")
    account, word = accounts_kept.reset_password(visit.place, visit.number('id'))
    visit.tell(f"{account.shown}的临时密码：{word}　只显示这一次，请当面告诉本人；登录后会要求改掉。")
    return to('/people')


def _plain(act: Callable[..., Account], words: str) -> Callable[[Visit], Response]:
    """A button that does one thing to an account."""

    def answer(visit: Visit) -> Response:
        account = act(visit.place, visit.number('id'))
        visit.tell(f"{account.shown}：{words}")
        return to('/people')

    return answer


def do_reveal(visit: Visit) -> Response:
    """A telephone in full; who asked is on record."""
    phone = revealing.reveal(visit.place, visit.text('kind'), visit.text('which'))
    return data({'phone': phone})


ADDRESSES = (
    Address('/people', show_people, OVERSEERS),
    Address('/people', do_add, ADMINISTRATORS, 'POST'),
    Address('/people/{id:int}/roles', do_roles, ADMINISTRATORS, 'POST'),
    Address('/people/{id:int}/reset', do_reset, ADMINISTRATORS, 'POST'),
    Address('/people/{id:int}/close', _plain(accounts_kept.close, "账号已停用。"), ADMINISTRATORS, 'POST'),
    Address('/people/{id:int}/reopen', _plain(accounts_kept.reopen, "账号已恢复。"), ADMINISTRATORS, 'POST'),
    Address('/people/{id:int}/unlock', _plain(accounts_kept.unlock, "账号已解锁。"), ADMINISTRATORS, 'POST'),
    Address('/reveal', do_reveal, CLERKS, 'POST'),
)
