"""outbox: papers on their way from draft to receipt, their numbers and receipts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, cast

import click

from commands.edge import DATE, FILE, Group, Line, echo_json, workplace
from commands.issuing import show_gaps
from model.errors import BadInput
from model.paper import PAPER_STATES, STATE_NAMES, PaperState, PaperStep
from model.serialise import to_plain
from office import paper_states, receipts, serials
from office.paper_files import void_papers
from office.paper_states import Shown, Stepped
from store.outbox import Drafted

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
WHY = click.option('--why', required=True, metavar="理由", help="理由。")
FILES = click.argument('files', metavar="[文件|文件夹]...", nargs=-1, required=True, type=FILE)
PAPER = click.argument('file', metavar="文件", type=FILE)
_IN_CHINESE = {name: state for state, name in STATE_NAMES.items()}


class _State(click.ParamType[PaperState]):
    name = "环节"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PaperState:
        wanted = _IN_CHINESE.get(value, value)
        if wanted not in PAPER_STATES:
            self.fail(f"没有“{value}”这个环节，应是：{'、'.join(_IN_CHINESE)}。", param, ctx)
        return cast(PaperState, wanted)


STATE = _State()


@click.group(
    cls=Group,
    help="发文：拟稿、核稿、会签、签发、编号、用印、分发、签收。",
    lines={
        'register': Line('commands.outbox_prints', 'register', "发文登记簿"),
        'slip': Line('commands.outbox_prints', 'slip', "发文稿纸"),
        'receipts': Line('commands.outbox_prints', 'receipts', "分发签收表"),
        'labels': Line('commands.outbox_prints', 'labels', "信封标签"),
        'print': Line('commands.outbox_prints', 'print_', "按主送的先后合成一个 PDF 付印"),
    },
)
def outbox() -> None:
    """Papers that go out."""


@outbox.command('list', help="列出发文和各自的环节。")
@click.option('--state', type=STATE, help="只列这一环节的（拟稿、核稿……）。")
@JSON
@click.pass_context
def list_(ctx: click.Context, state: PaperState | None, as_json: bool) -> None:
    """Every paper."""
    with workplace(ctx) as place:
        found = paper_states.papers(place, state)
        void = void_papers(place)
    if as_json:
        echo_json([paper_to_plain(paper) | {'void': void.get(paper.file)} for paper in found])
        return
    for paper in found:
        number = paper.doc_number or ('' if paper.dated is None else "（不编号）")
        name = "作废" if paper.file in void else STATE_NAMES[paper.state]
        click.echo('　'.join(filter(None, (name, number, paper.file, paper.title))))
    click.echo(f"共{len(found)}件")


def paper_to_plain(paper: Drafted) -> dict[str, Any]:
    """A paper for --json, without what only the press needs."""
    plain: dict[str, Any] = to_plain(paper)
    for key in ('context', 'figures', 'printed', 'recipe'):
        del plain[key]
    return plain


@outbox.command('show', help="一件发文：登记内容、经过的环节、签收，签发后改动了什么。")
@PAPER
@JSON
@click.pass_context
def show(ctx: click.Context, file: Path, as_json: bool) -> None:
    """One paper."""
    with workplace(ctx) as place:
        shown = paper_states.show(place, file)
    if as_json:
        echo_json(
            {
                'paper': paper_to_plain(shown.paper),
                'steps': shown.steps,
                'receipts': shown.receipts,
                'changed': shown.changed,
                'void': shown.void,
            }
        )
        return
    for line in _shown_to_lines(shown):
        click.echo(line)


def _shown_to_lines(shown: Shown) -> list[str]:
    paper = shown.paper
    named = (
        ("文件", paper.file), ("标题", paper.title), ("主送", paper.recipients),
        ("环节", STATE_NAMES[paper.state]), ("文号", paper.doc_number), ("作废", shown.void),
        ("成文日期", paper.dated),
        ("签发人", paper.signed_by), ("份数", paper.copies), ("拟稿", f'{paper.drafted_at:%Y-%m-%d}'),
        ("用印", "是" if paper.sealed else None), ("归档", paper.filed_as),
    )  # fmt: skip
    return [
        *(f"{name}：{value}" for name, value in named if value is not None),
        *map(_step_line, shown.steps),
        *(f"签收　{one.recipient}　{one.received_on or '未签收'}" for one in shown.receipts),
        *(f"改动　{told}" for told in shown.changed),
    ]


def _step_line(step: PaperStep) -> str:
    name = f"退回到{STATE_NAMES[step.state]}" if step.back else STATE_NAMES[step.state]
    return '　'.join(filter(None, (name, step.person, f'{step.at:%Y-%m-%d %H:%M}', step.note)))


@outbox.command('step', help="记下一步：核稿、会签、签发、用印、分发、签收（编号用 issue）。")
@FILES
@click.option('--to', 'to', type=STATE, required=True, help="到哪一环节。")
@click.option('--by', required=True, metavar="姓名", help="谁办的。")
@click.option('--note', metavar="说明", help="附带的话。")
@JSON
@click.pass_context
def step(
    ctx: click.Context, files: tuple[Path, ...], to: PaperState, by: str, note: str | None, as_json: bool
) -> int:
    """A step taken."""
    with workplace(ctx) as place:
        done = paper_states.step(place, files, to, by, note)
    if as_json:
        echo_json(done)
    else:
        for one in done:
            click.echo(_stepped_line(one, STATE_NAMES[to]))
    return BadInput.exit_code if any(one.why for one in done) else 0


def _stepped_line(one: Stepped, name: str) -> str:
    if one.why:
        return f"没有办　{one.file}　{one.why}"
    return f"先前已{name}，没有再记　{one.file}" if one.again else f"已{name}　{one.file}"


@outbox.command('back', help="退回前面的环节，写明理由；已编号的不能退。")
@PAPER
@click.option('--to', 'to', type=STATE, required=True, help="退回到哪一环节。")
@WHY
@click.pass_context
def back(ctx: click.Context, file: Path, to: PaperState, why: str) -> None:
    """A step back."""
    with workplace(ctx) as place:
        paper = paper_states.go_back(place, file, to, why)
    click.echo(f"已退回到{STATE_NAMES[to]}　{paper.file}")


@outbox.command(
    'void',
    help="说明没有用在这里的编号（手工发文、作废），编号可写 3、1-20。已编给发文的要加 --yes；"
    "登记错了用 --undo 撤回。",
)
@click.argument('series', metavar="代字")
@click.argument('year', metavar="年份", type=click.IntRange(1949, 2199))
@click.argument('numbers', metavar="编号")
@click.option('--why', default='', metavar="理由", help="理由；撤回时可不写。")
@click.option('--yes', is_flag=True, help="已编给发文的号也作废。")
@click.option('--undo', is_flag=True, help="撤回：作废的文号仍归原文件，没有文件的不再登记。")
@click.pass_context
def void(
    ctx: click.Context, series: str, year: int, numbers: str, why: str, *, yes: bool, undo: bool
) -> None:
    """Numbers explained."""
    wanted = serials.text_to_serials(numbers)
    with workplace(ctx) as place:
        if undo:
            told = serials.restore(place, series, year, wanted, why)
        else:
            told = serials.void(place, series, year, wanted, why, issued=yes)
    done = "已撤回" if undo else "已登记"
    click.echo(f"{done}　{series}〔{year}〕{serials.serials_to_text(wanted)}号　{why}".rstrip('　'))
    for line in told:
        click.echo(line)


@outbox.command('gaps', help="没有用、也没有说明的编号。")
@JSON
@click.pass_context
def gaps(ctx: click.Context, as_json: bool) -> None:
    """Gaps."""
    with workplace(ctx) as place:
        found = serials.list_gaps(place)
    if as_json:
        echo_json(found)
        return
    show_gaps(found)
    if not found:
        click.echo("没有缺号")


@outbox.command('receipt', help="记下一个收文单位签收的日期。")
@PAPER
@click.option('--recipient', required=True, metavar="单位", help="收文单位。")
@click.option('--on', type=DATE, required=True, help="签收日期。")
@click.option('--copies', type=click.IntRange(1), metavar="份数", help="份数。")
@click.option('--way', metavar="方式", help="送达的方式，如 机要交换、邮寄、当面。")
@click.pass_context
def receipt(
    ctx: click.Context, file: Path, recipient: str, on: dt.date, copies: int | None, way: str | None
) -> None:
    """A receipt signed."""
    with workplace(ctx) as place:
        left = receipts.sign(place, file, recipient, on, copies=copies, way=way)
    click.echo(f"已签收　{recipient}　{on}" + (f"；还有{len(left)}家未签收" if left else "；已全部签收"))


@outbox.command('file', help="记下归档的档号。")
@FILES
@click.option('--as', 'filed_as', required=True, metavar="档号", help="档号或卷号。")
@click.pass_context
def file_(ctx: click.Context, files: tuple[Path, ...], filed_as: str) -> None:
    """Where it is filed."""
    with workplace(ctx) as place:
        count = receipts.file_papers(place, files, filed_as)
    click.echo(f"已记档号　{filed_as}　{count}件")
