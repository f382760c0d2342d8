"""returns: who answered, who did not, their figures, and the texts that follow from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from commands.edge import FILE, Shown, echo_json, say, workplace
from commands.returns_view import chases_to_lines, returns_to_lines, returns_to_plain
from model.errors import UsageFault

if TYPE_CHECKING:
    from office.collecting import Collected
    from office.config import Workplace


@click.command(
    cls=Shown, help="报表收得怎样：应报、已报、正在核对、待核、未报，两种口径的数，催报短信，退改说明。"
)
@click.argument('collection', metavar="活动或表样")
@click.option(
    '--round', 'number', type=int, metavar="期次", help="第几期，默认最近到期的一期；0 是启动摸底。"
)
@click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
@click.option('--chase', is_flag=True, help="只给催报短信，每个未报单位一条，可直接粘贴。")
@click.option('--note', metavar="单位或收文编号", help="给填报单位的退改说明：哪一格、为什么、怎么改。")
@click.option('--out', type=FILE, metavar="文件", help="把退改说明写成 .docx 或 .txt。")
@click.option('--expect', type=FILE, metavar="文件", help="导入应报单位名单（单位、别名、电话）。")
@click.option('--yes', is_flag=True, help="已有名单时，确认替换。")
@click.option(
    '--claim', type=int, metavar="收文编号", help="这一号反馈意见没有写明是哪份稿的，由人指明是本次的。"
)
@click.option('--sheet', type=FILE, metavar="文件.xlsx", help="把已核的明细汇总成一张表。")
@click.pass_context
def returns(ctx: click.Context, /, collection: str, **given: Any) -> None:
    """A round of a collection."""
    wanted = _Wanted(**given)
    if wanted.out and not wanted.note:
        raise UsageFault("--out 要和 --note 一起用。")
    with workplace(ctx) as place:
        if wanted.expect:
            _expect(ctx, place, collection, wanted.expect, wanted.yes)
        elif wanted.claim is not None:
            _claim(place, collection, wanted.claim)
        elif wanted.sheet:
            _sheet(place, collection, wanted.sheet)
        else:
            _show(place, collection, wanted)


class _Wanted(NamedTuple):
    """The options."""

    number: int | None
    as_json: bool
    chase: bool
    note: str | None
    out: Path | None
    expect: Path | None
    yes: bool
    claim: int | None
    sheet: Path | None


def _show(place: Workplace, collection: str, wanted: _Wanted) -> None:
    """The round, its texts or a note, after the register was told what corrects what."""
    from office.chasing import chases
    from office.collecting import collect, collection_named, settle_corrections
    from office.questioning import data_questions
    from office.unit_counts import count_round

    collected = collect(place, collection_named(place, collection), wanted.number)
    settle_corrections(place, collected)
    if wanted.note:
        _note(place, collected, wanted.note, wanted.out)
    elif collected.collection.asked.consultation and not wanted.chase:
        _show_answers(place, collected, as_json=wanted.as_json)
    elif wanted.as_json:
        asked = data_questions(place, collected)
        echo_json(returns_to_plain(collected, count_round(place, collected), chases(place, collected), asked))
    elif wanted.chase:
        click.echo('\n'.join(chases_to_lines(collected, chases(place, collected))))
    else:
        asked = data_questions(place, collected)
        click.echo('\n'.join(returns_to_lines(collected, count_round(place, collected), asked)))


def _show_answers(place: Workplace, collected: Collected, *, as_json: bool) -> None:
    """What came back on a draft."""
    from commands.consult_view import consult_to_lines, consult_to_plain
    from office.chasing import chases
    from office.consulting import consult

    found = consult(place, collected)
    if as_json:
        echo_json(consult_to_plain(collected, found, chases(place, collected)))
    else:
        click.echo('\n'.join(consult_to_lines(collected, found)))


def _claim(place: Workplace, collection: str, number: int) -> None:
    """A paper of comments is put to this consultation."""
    from office.collecting import collection_named
    from office.commenting import claim

    meant = collection_named(place, collection)
    if meant.asked.consultation is None:
        raise UsageFault(f"“{meant.title}”不是征求意见，不能归入反馈意见。")
    claim(place, meant.id, number)
    click.echo(f"收文第{number}号已归入“{meant.title}”。")


def _expect(ctx: click.Context, place: Workplace, collection: str, path: Path, yes: bool) -> None:
    """The list of units read in; a list that is there is replaced with --yes only."""
    from office.expecting import expect

    done = expect(place, collection, path, replace=yes)
    aliases, phones = sum(bool(one.aliases) for one in done.units), sum(bool(one.phone) for one in done.units)
    click.echo(f"名单{len(done.units)}个单位（有别名{aliases}个，有电话{phones}个）。")
    if done.left_out:
        click.echo(f"没有当作单位：{'、'.join(done.left_out)}")
    if done.added or done.removed:
        click.echo(f"新增：{'、'.join(done.added) or '无'}；去掉：{'、'.join(done.removed) or '无'}")
    if done.written:
        click.echo("已作为应报单位。")
    else:
        gone = (
            f"：{len(done.removed)}个单位将不再是应报单位（{'、'.join(done.removed)}）"
            if done.removed
            else ""
        )
        say(ctx, f"没有替换现有的应报单位{gone}。确认替换请加 --yes。")


def _note(place: Workplace, collected: Collected, wanted: str, out: Path | None) -> None:
    """The note to a sender, on the screen or into a file."""
    from office.chasing import subject_of
    from office.notes_to_sender import note_to_lines, notes_for, write_note

    unit, notes = notes_for(place, collected, wanted)
    lines = note_to_lines(place, unit, subject_of(collected), notes)
    click.echo(f"已写入 {write_note(lines, out)}" if out else '\n'.join(lines))


def _sheet(place: Workplace, collection: str, path: Path) -> None:
    """The accepted rows of the collection as one workbook, corrected returns left out."""
    from office.collecting import collect, collection_named, settle_corrections
    from office.summing import summary_sheet

    settle_corrections(place, collect(place, collection_named(place, collection)))
    click.echo(f"汇总表已写入 {summary_sheet(place, collection, path)}")
