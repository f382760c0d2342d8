"""Form definitions: those in use, and new ones drafted from a blank and checked here (G6)."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from desk.handed import handed
from desk.visit import CLERKS, Address, Visit, page, to
from forms.draft_types import TYPE_NAMES
from forms.workbook import CHECK_HEADS, FIELD_HEADS
from model.errors import BadSetting, UsageFault
from office import form_drafts
from office.naming import label_of
from office.understanding import form_named

_LARGEST = 20 * 1024 * 1024
_SUBJECTS = dict(zip(('organisation', 'rows', 'reporting_unit'), form_drafts.SUBJECTS, strict=True))


def draft_address(name: str) -> str:
    """The page of a draft."""
    return f'/forms/draft/{quote(name, safe="")}'


def show_forms(visit: Visit) -> Response:
    """Every form known here, and the drafts that wait."""
    return page(
        visit,
        'forms.html',
        title="表样",
        here='campaigns',
        forms=visit.place.forms,
        drafts=[(one, draft_address(one.name)) for one in form_drafts.drafts(visit.place)],
        subjects=_SUBJECTS,
        may_edit=visit.may(*CLERKS),
    )


def show_form(visit: Visit) -> Response:
    """One form: its fields and checks."""
    form = form_named(visit.request.path_params['form'], visit.place.forms)
    return page(
        visit,
        'form.html',
        title=f"{form.title}（{form.edition}）",
        here='campaigns',
        form=form,
        subjects=_SUBJECTS,
        types=TYPE_NAMES,
        label=label_of,
    )


def do_draft(visit: Visit) -> Response:
    """Draft a form from the blank that was sent."""
    with handed(visit, 'file', "空白表") as path:
        name = form_drafts.begin(visit.place, path)
    visit.tell("已起草。标黄的栏目请逐个核对，核对一个勾一个，最后启用。")
    return to(draft_address(name))


def show_draft(visit: Visit) -> Response:
    """A draft, field by field."""
    draft = form_drafts.opened(visit.place, visit.request.path_params['draft'])
    known = {
        one.id: label_of(one.id)
        for form in visit.place.forms
        for one in form.fields
        if one.personal != 'never'
    }
    return page(
        visit,
        'form_draft.html',
        title=f"核对表样：{draft.form['表名'] or draft.name}",
        here='campaigns',
        draft=draft,
        address=draft_address(draft.name),
        heads=FIELD_HEADS,
        check_heads=CHECK_HEADS,
        types=form_drafts.TYPES,
        personal=form_drafts.PERSONAL,
        subjects=form_drafts.SUBJECTS,
        known=known,
        may_edit=visit.may(*CLERKS),
    )


def do_save(visit: Visit) -> Response:
    """Save a draft, and take it into use where that was pressed."""
    name = visit.request.path_params['draft']
    held = form_drafts.opened(visit.place, name)
    form = {key: visit.text(f'form.{number}') for number, key in enumerate(form_drafts.FORM_KEYS)}
    kept = [place for place in range(_many(visit.text('rows'))) if visit.text(f'{place}.gone') != 'yes']
    fields = [_row(visit, place) for place in kept]
    gone = set(visit.texts('check.gone'))
    checks = [row for row in held.checks if row[0] not in gone]
    saved = form_drafts.save(visit.place, name, visit.text('stamp'), form, fields, checks)
    if visit.text('act') != 'accept':
        visit.tell(f"已保存，还有{saved.doubtful}栏存疑。")
        return to(draft_address(name))
    return _accept(visit, name)


def _accept(visit: Visit, name: str) -> Response:
    try:
        done = form_drafts.accept(visit.place, name)
    except BadSetting as fault:
        visit.tell("已保存，没有启用。", fault.message)
        return to(draft_address(name))
    instead = "，代替原来的" if done.replaced else ""
    visit.tell(
        f"已启用《{done.definition.title}》（{done.definition.edition}）{instead}。以后收到这张表就按它读取。"
    )
    return to('/forms')


def _many(text: str) -> int:
    if not text.isdecimal() or int(text) > 2000:
        raise UsageFault("栏目没有收全，没有保存。请刷新网页后重新填写。")
    return int(text)


def _row(visit: Visit, place: int) -> tuple[str, ...]:
    """A field's row as the page sent it; who ticked 已核对 has no doubt any more."""
    texts = [visit.text(f'{place}.{column}') for column in range(len(FIELD_HEADS))]
    texts[6] = "是" if texts[6] else ""
    if visit.text(f'{place}.sure') == 'yes':
        texts[-1] = ""
    return tuple(texts)


def do_give_up(visit: Visit) -> Response:
    """A draft that nobody wants."""
    form_drafts.give_up(visit.place, visit.request.path_params['draft'])
    visit.tell("草稿已放弃。")
    return to('/forms')


ADDRESSES = (
    Address('/forms', show_forms),
    Address('/forms/draft', do_draft, CLERKS, 'POST', _LARGEST),
    Address('/forms/draft/{draft}', show_draft),
    Address('/forms/draft/{draft}', do_save, CLERKS, 'POST'),
    Address('/forms/draft/{draft}/give-up', do_give_up, CLERKS, 'POST'),
    Address('/forms/known/{form}', show_form),
)
