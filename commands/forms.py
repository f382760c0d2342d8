"""forms: which forms are known, what they ask, and how a new one becomes known."""

from __future__ import annotations

from pathlib import Path

import click

from commands.edge import FILE, Common, Group, called_as, echo_json, say, workplace
from commands.serving import known_forms
from model.form import FormDefinition, FormField
from text.lines import display_width

_FEW_WORDS = 6
JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
_SUBJECTS = {
    'organisation': "一个社会组织一张",
    'rows': "一行一个社会组织",
    'reporting_unit': "填报单位的汇总数",
}


@click.group(cls=Group, help="表样：有哪些、问什么；新表样起草、核对、启用。")
def forms() -> None:
    """Form definitions."""


@forms.command('list', help="列出认识的表。")
@JSON
@click.pass_context
def forms_list(ctx: click.Context, as_json: bool) -> None:
    """Id, title and edition of every form."""
    known = known_forms(ctx)
    if as_json:
        echo_json([{'id': one.id, 'title': one.title, 'edition': one.edition} for one in known])
        return
    for one in known:
        click.echo(f"{one.id}　{one.title}（{one.edition}）　{_SUBJECTS[one.subject]}")


@forms.command('show', help="一种表的字段和校验。")
@click.argument('form_id', metavar="表")
@click.option('--all', 'everything', is_flag=True, help="连同每一项的其他写法。")
@JSON
@click.pass_context
def forms_show(ctx: click.Context, form_id: str, everything: bool, as_json: bool) -> None:
    """Fields and checks of one form."""
    from office.understanding import form_named

    form = form_named(form_id, known_forms(ctx))
    if as_json:
        echo_json(form)
        return
    _show(form, everything=everything)


def _show(form: FormDefinition, *, everything: bool) -> None:
    click.echo(f"{form.title}（{form.edition}）　{_SUBJECTS[form.subject]}")
    if form.fields:
        rows = [("栏目", "类型", "单位", "对应的项", "选项"), *map(_field_to_row, form.fields)]
        widths = [max(display_width(row[column]) for row in rows) for column in range(4)]
        others: list[tuple[str, ...]] = [(), *(field.labels[1:] for field in form.fields)]
        for row, labels in zip(rows, others, strict=True):
            padded = (_padded(cell, width) for cell, width in zip(row, widths, strict=False))
            click.echo('　'.join((*padded, *row[4:])).rstrip('　 '))
            if everything and labels:
                click.echo(f"　　也写作：{'、'.join(labels)}")
    if form.matrix:
        lines = '、'.join(axis.labels[0] for axis in form.matrix.lines)
        click.echo(f"各行：{lines}")
        click.echo(f"各列：{'、'.join(axis.labels[0] for axis in form.matrix.columns)}")
    for count in form.counts:
        words = count.words if everything else count.words[:_FEW_WORDS]
        click.echo(f"{count.field}：只计人数（{'、'.join(words) or '全部'}）")
    for check in form.checks:
        click.echo(f"{check.clause or '校验'} {check.message}")


def _field_to_row(field: FormField) -> tuple[str, ...]:
    """A field as people read it: its label with the section over it, type, unit, id, options."""
    from forms.draft_types import TYPE_NAMES

    under = f"（在“{field.under[0]}”之下）" if field.under else ""
    kind = "不读不存" if field.personal == 'never' else TYPE_NAMES[field.type]
    required = "，必填" if field.required else ""
    options = '、'.join(field.options)
    return f"{field.labels[0]}{under}", f"{kind}{required}", field.unit or "", field.id, options


def _padded(text: str, width: float) -> str:
    """A text as wide as width, counted in Han characters."""
    return text + ' ' * round(2 * (width - display_width(text)))


@forms.command('check', help="核对表样文件（核对表 .xlsx 或 .toml）写得对不对。")
@click.argument('file', type=FILE, metavar="文件")
@JSON
def forms_check(file: Path, as_json: bool) -> None:
    """Whether a definition can be used; what is wrong otherwise."""
    from office.own_forms import check_form

    form = check_form(file)
    if as_json:
        echo_json(form)
        return
    click.echo(
        f"可以用：《{form.title}》（{form.edition}），{len(form.fields)}栏，校验{len(form.checks)}条。"
    )


@forms.command('draft', help="由收到的空白表起草表样，写成一份核对表（.xlsx）。")
@click.argument('blank', type=FILE, metavar="空白表")
@click.option('--id', 'id_', metavar="编号", help="表的编号，如 village_survey；不写则自动编。")
@click.option('--out', type=FILE, metavar="文件", help="核对表存成这个文件（.xlsx）；不写则放在当前文件夹。")
@JSON
@click.pass_context
def forms_draft(ctx: click.Context, blank: Path, id_: str | None, out: Path | None, as_json: bool) -> None:
    """A definition drafted from a blank, for a person to check."""
    from office.own_forms import draft_form, write_draft

    known = known_forms(ctx)
    draft = draft_form(blank, known, id_)
    if as_json:
        echo_json(draft)
        return
    written = write_draft(draft, known, out or Path(f'{blank.stem}（表样核对）.xlsx'))
    doubtful = sum(bool(one.reasons) for one in draft.fields)
    one = draft.definition
    click.echo(
        f"《{one.title}》　{_SUBJECTS[one.subject]}　{len(draft.fields)}栏，其中存疑{doubtful}栏：{written}"
    )
    for note in draft.notes:
        say(ctx, f"※ {note}")
    say(ctx, f"核对后启用：{called_as()} --office {ctx.ensure_object(Common).office} forms accept {written}")


@forms.command('accept', help="启用核对过的表样：以后收到这张表就按它读取。")
@click.argument('file', type=FILE, metavar="核对表")
@JSON
@click.pass_context
def forms_accept(ctx: click.Context, file: Path, as_json: bool) -> None:
    """A checked definition into the office's 表样/."""
    from office.own_forms import accept_form

    with workplace(ctx) as place:
        done = accept_form(place, file)
    if as_json:
        echo_json({'id': done.definition.id, 'file': str(done.path), 'replaced': done.replaced})
        return
    instead = "，代替原来的" if done.replaced else ""
    click.echo(f"已启用《{done.definition.title}》（{done.definition.edition}）{instead}：{done.path}")
    say(ctx, "此前收到的这种表，用 shoufa register reread 编号 重新读取。")
