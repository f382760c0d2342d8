"""review: what waits for a person, and the answers."""

from __future__ import annotations

import re
import shlex

import click

from commands.edge import Group, called_as, echo_json, workplace
from model.errors import UsageFault
from model.register import ReviewItem
from model.serialise import to_plain
from office import reviewing
from office.answering import how_to_answer
from office.config import Workplace
from office.naming import label_of
from office.review_asking import KIND_NAMES
from office.review_files import accept_file, reject_file, row_lines
from office.where_seen import place_to_seen


@click.group(cls=Group, help="待核事项：看、认可、更正、不采用。")
def review() -> None:
    """What waits for a person."""


def item_line(item: ReviewItem) -> str:
    """One question as a line of text."""
    if item.kind == 'layout':
        return _layout_line(item)
    told = (
        f"　{label_of(item.field)}"
        if item.field and item.kind in {'conflict', 'reading'} and item.subject
        else ""
    )
    return _one_line(f"{item.number}　{KIND_NAMES[item.kind]}　{item.about}{told}　{'；'.join(item.reasons)}")


def _one_line(text: str) -> str:
    """A cell's line breaks as one blank each: a question is one line."""
    return re.sub(r'[ \t]*[\r\n\v]+[ \t]*', ' ', text)


def _layout_line(item: ReviewItem) -> str:
    """A question about a layout in one line: why it is asked, and how many labels it has."""
    columns = item.value['columns']
    doubtful = sum(bool(column['reasons']) for column in columns)
    whys = '；'.join(item.reasons[: len(item.reasons) - len(columns)])
    return (
        f"{item.number}　{KIND_NAMES['layout']}　{item.about}　{whys}；"
        f"{len(columns)}个栏目，{doubtful}个要看；逐栏看：shoufa review show {item.number}"
    )


@review.command('list', help="列出待核事项和理由。")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def review_list(ctx: click.Context, as_json: bool) -> None:
    """Every open question."""
    with workplace(ctx) as place:
        items = reviewing.waiting(place)
    if as_json:
        echo_json([_item_to_plain(item) for item in items])
        return
    for item in items:
        click.echo(item_line(item))
    click.echo(f"共 {len(items)} 项待核")


def _item_to_plain(item: ReviewItem) -> dict[str, object]:
    plain: dict[str, object] = to_plain(item)
    plain['subject'] = item.about
    plain['organisation'] = item.subject
    return plain


@review.command('show', help="一项的全部情况，含可能的单位。")
@click.argument('number', type=int, metavar="编号")
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.pass_context
def review_show(ctx: click.Context, number: int, as_json: bool) -> None:
    """One question."""
    with workplace(ctx) as place:
        item = reviewing.show(place, number)
        told = (
            [] if as_json else _layout_lines(place, item) if item.kind == 'layout' else row_lines(place, item)
        )
        seen = [*_where_lines(place, item), how_to_answer(place, item)]
    if as_json:
        echo_json(_item_to_plain(item))
        return
    click.echo(item_line(item))
    for line in told:
        click.echo(f"　{_one_line(line)}")
    for one in item.candidates if item.kind == 'match' else ():
        reasons = '；'.join(one['reasons'])
        click.echo(f"　可能是 {one['organisation']}　{one['name']}　{one['code'] or '无代码'}　{reasons}")
    for line in filter(None, seen):
        click.echo(f"　{line}")


def _where_lines(place: Workplace, item: ReviewItem) -> list[str]:
    """Where the paper says it, and the command that shows the place."""
    if item.register_number is None or not item.where:
        return []
    seen = place_to_seen(place, item.register_number, item.where)
    if seen is None:
        return []
    words = shlex.join(['read', str(seen.path), '--picture', seen.place, '--out', f'待核{item.number}.png'])
    return [f"位置：收文第{item.register_number}号　{seen.words}", f"看图：{called_as()} {words}"]


def _layout_lines(place: Workplace, item: ReviewItem) -> list[str]:
    """The labels one by one, the returns that wait, and how to answer."""
    from office.layout_acts import question_lines, waiting_files

    files = '、'.join(f"第{entry.number}号 {entry.file}" for entry in waiting_files(place, item))
    labels = item.reasons[len(item.reasons) - len(item.value['columns']) :]
    return [*labels, f"在等的：{files or '无'}", *question_lines(place, item)]


@review.command('accept', help="认可来文所写（可一次多项，或一件收文的全部）。")
@click.argument('numbers', type=int, nargs=-1, metavar="编号...")
@click.option('--file', 'file', type=int, metavar="收文号", help="这件收文的全部待核。")
@click.pass_context
def review_accept(ctx: click.Context, numbers: tuple[int, ...], file: int | None) -> None:
    """Take what the papers say."""
    _must_be_one_of(numbers, file)
    with workplace(ctx) as place:
        for line in accept_file(place, file) if file is not None else ():
            click.echo(_one_line(line))
        for number in numbers:
            click.echo(f"{number}　{_one_line(reviewing.accept(place, number))}")


def _must_be_one_of(numbers: tuple[int, ...], file: int | None) -> None:
    if bool(numbers) == (file is not None):
        raise UsageFault("请写待核编号，或者用 --file 收文号（只写一样）。")


@review.command(
    'correct',
    help="更正：字段=值；单位 organisation=编号 或 new；重复填报 keep=行号；党组织 去留=撤销；"
    "版式 form=表样 栏目=字段 栏目=。",
)
@click.argument('number', type=int, metavar="编号")
@click.argument('values', nargs=-1, required=True, metavar="字段=值...")
@click.pass_context
def review_correct(ctx: click.Context, number: int, values: tuple[str, ...]) -> None:
    """Put a person's value in place of the paper's."""
    told = {}
    for text in values:
        name, equals, value = text.partition('=')
        if not equals:
            raise UsageFault(f"“{text}”应写成 字段=值。")
        told[name.strip()] = value.strip()
    with workplace(ctx) as place:
        click.echo(f"{number}　{_one_line(reviewing.correct(place, number, told))}")


@review.command('reject', help="不采用，写明理由（一项，或一件收文的全部）。")
@click.argument('number', type=int, required=False, metavar="编号")
@click.option('--file', 'file', type=int, metavar="收文号", help="这件收文的全部待核。")
@click.option('--why', required=True, metavar="理由", help="为什么不采用。")
@click.pass_context
def review_reject(ctx: click.Context, number: int | None, file: int | None, why: str) -> None:
    """Refuse what the paper says."""
    _must_be_one_of(() if number is None else (number,), file)
    with workplace(ctx) as place:
        for line in reject_file(place, file, why) if file is not None else ():
            click.echo(line)
        if number is not None:
            click.echo(f"{number}　{reviewing.reject(place, number, why)}")
