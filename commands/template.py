"""template: the office's own templates: check, and adopt what a person changed in a letter."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.drafts import JSON, show_sent
from commands.edge import FILE, Group, Shown, echo_json, workplace
from model.errors import UsageFault

if TYPE_CHECKING:
    from office.adopting import Adopted
    from outgoing.pen_changes import Change, Differences

_KINDS = {
    'text': "模板文字（可带入其余各件）",
    'layout': "版式（可带入其余各件）",
    'once': "只属于这一件（记为人工填写）",
    'mixed': "分不清的（写明编号才带入）",
    'refused': "不能带入",
}


@click.group(cls=Group, help="公文模板：检查；把改好的函带进模板。")
def template() -> None:
    """Templates."""


@template.command(cls=Shown, help="检查模板：标记写错、不认识、缺少的，一次全部列出。")
@click.argument('files', metavar="模板文件", type=FILE, nargs=-1, required=True)
@JSON
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """All faults of templates; exit code 3 where there is any."""
    from office.writing import SHIPPED_TEMPLATES
    from outgoing.press_check import check_template

    found = {}
    for file in files:
        shipped = SHIPPED_TEMPLATES / file.name
        found[str(file)] = check_template(file, shipped if shipped.is_file() else None)
    if as_json:
        echo_json(found)
    else:
        for name, problems in found.items():
            click.echo(f"{name}：{f'{len(problems)}处有错' if problems else '没有发现错误'}")
            for number, one in enumerate(problems, 1):
                click.echo(f"　{number}. {one.message}")
    if any(found.values()):
        ctx.exit(3)


@template.command(cls=Shown, help="把领导改过的一份函与原稿比较，选定的改动带进模板和其余各份。")
@click.argument('edited', metavar="改过的文件", type=FILE)
@click.option('--accept', 'numbers', metavar="编号", help="带入这几处，如 1,3。")
@click.option('--accept-all', is_flag=True, help="带入全部模板文字和版式改动。")
@click.option('--yes', is_flag=True, help="不再询问，同 --accept-all。")
@click.option('--regenerate', is_flag=True, help="随即重新生成同批其余没有改过、没有送审的稿子。")
@click.option('--of', metavar="原稿", help="改过的文件换了名字时，写明它在 发文/ 里原来的文件名。")
@JSON
@click.pass_context
def adopt(ctx: click.Context, /, edited: Path, numbers: str | None, as_json: bool, **told: Any) -> None:
    """Differences listed, the confirmed ones carried."""
    from office import adopting

    every = told['accept_all'] or told['yes']
    if numbers and every:
        raise UsageFault("--accept 和 --accept-all（--yes）只写一个。")
    with workplace(ctx) as place:
        looked = adopting.look(place, edited, told['of'])
        if not as_json:
            _show_changes(looked.found, older=looked.older)
        if not (numbers or every):
            numbers = _ask(looked.found, as_json=as_json)
        wanted = _numbers(numbers) if numbers else None
        if wanted is None and not every:
            if as_json:
                echo_json({'file': looked.paper.file, 'differences': looked.found})
            return
        chosen = adopting.choose(looked.found, wanted)
        done = adopting.adopt(place, looked, chosen, regenerate=told['regenerate'])
    if as_json:
        echo_json({'file': looked.paper.file, 'differences': looked.found, 'adopted': done})
    else:
        _show_adopted(done)


def _numbers(text: str) -> list[int]:
    try:
        return [int(one) for one in text.replace('，', ',').replace('、', ',').split(',') if one.strip()]
    except ValueError as error:
        raise UsageFault(f"“{text}”不是改动的编号，应写成 1,3 这样。") from error


def _ask(found: Differences, *, as_json: bool) -> str | None:
    """The numbers a person types at a terminal; None where nobody can be asked or nothing is wanted."""
    if as_json or not found.changes or not sys.stdin.isatty():
        return None
    safe = [str(one.number) for one in found.changes if one.kind in {'text', 'layout'}]
    typed: str = click.prompt("带入哪几处（编号，逗号分开；直接回车不带入）", default="", show_default=False)
    if typed.strip() in {"全部", "all"}:
        return ','.join(safe) or None
    return typed.strip() or None


def _show_changes(found: Differences, *, older: bool) -> None:
    if not found.changes:
        click.echo("与原稿没有不同。")
    for kind, label in _KINDS.items():
        listed = [one for one in found.changes if one.kind == kind]
        if listed:
            click.echo(f"{label}：")
        for one in listed:
            click.echo(f"　{one.number}. {_told(one)}" + (f"（{one.why}）" if one.why else ''))
    if older:
        click.echo("提示：这份函生成以后模板改过，是与生成时的模板比较的。")
    for note in found.notes:
        click.echo(f"提示：{note}")


def _told(one: Change) -> str:
    if not one.old:
        return f"{one.where}　加上“{one.new}”"
    return f"{one.where}　“{one.old}”→“{one.new}”" if one.new else f"{one.where}　删去“{one.old}”"


def _show_adopted(done: Adopted) -> None:
    if done.template:
        click.echo(f"已改模板　{done.template}（原来的留在 {done.previous}）")
    for one in done.typed:
        click.echo(f"已记为人工填写　{one.where}　“{one.new}”")
    show_sent(done.sent)
    for label, files in (
        ("有人改过，没有动", done.edited),
        ("已送核稿等环节，没有动", done.on_its_way),
        ("已编号，没有动", done.issued),
    ):
        if files:
            click.echo(f"{label}：{len(files)}份　{'、'.join(files[:5])}{' 等' if len(files) > 5 else ''}")
    if done.waiting:
        click.echo(f"另有{done.waiting}份没有改过的稿子，下次起草时按新模板重新生成。")
