"""register: the incoming register, its columns, its export and the handling slip."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import click

from commands.edge import DATE, FILE, Group, echo_json, workplace
from commands.review import item_line
from model.errors import UsageFault
from model.register import Duty
from model.serialise import to_plain
from office import registering
from office.entry_words import OURS_NAMES, STATE_NAMES
from office.figures import figures_to_lines
from office.hints import hints_to_lines
from office.not_downloaded import link_to_text
from office.registering import Listed, Shown
from office.unpacking import MAILS
from store.containers import Container

JSON = click.option('--json', 'as_json', is_flag=True, help="用 JSON 给出结果。")
NUMBER = click.argument('number', type=int, metavar="编号")
HEADS = ("编号", "收文日期", "状态", "来文单位", "来文字号", "标题")


@click.group(cls=Group, help="收文登记簿。")
def register() -> None:
    """The incoming register."""


@register.command('list', help="列出登记的文件。")
@click.option('--waiting', is_flag=True, help="只列还没有收到批复的请示（待批复）。")
@JSON
@click.pass_context
def register_list(ctx: click.Context, as_json: bool, waiting: bool) -> None:
    """Every entry in order of number, or the 请示 that wait for their 批复."""
    from office.approving import waiting_requests

    with workplace(ctx) as place:
        asked = {one.request.number for one in waiting_requests(place)}
        listed = [one for one in registering.entries(place) if not waiting or one.entry.number in asked]
    if as_json:
        echo_json([to_plain(one.entry) | {'copies': [copy.file for copy in one.copies]} for one in listed])
        return
    for line in texts_to_lines([HEADS, *map(_listed_to_texts, listed)]):
        click.echo(line)
    whole = sum(one.entry.part_of is None for one in listed)
    parts = f"，另有并入的 {len(listed) - whole} 件" if whole < len(listed) else ""
    unanswered = f"，其中待批复的请示 {len(asked)} 件（--waiting 列出）" if asked and not waiting else ""
    click.echo(f"共 {whole} 件{parts}{unanswered}")


def _listed_to_texts(listed: Listed) -> tuple[str, ...]:
    entry = listed.entry
    more = [entry.title or entry.file]
    if entry.part_of:
        more.append(f"（第{entry.part_of}号的附件或分页）")
    if listed.copies:
        more.append(f"（副本{len(listed.copies)}份）")
    if entry.note:
        more.append(f"（{entry.note}）")
    return (
        str(entry.number),
        f'{entry.received_at:%Y-%m-%d}',
        STATE_NAMES[entry.state],
        entry.issuer or entry.sender_hint or '',
        entry.doc_number or '',
        ''.join(more),
    )


def texts_to_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of texts as lines with their columns aligned; a Chinese letter is two places wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        '  '.join(
            text + ' ' * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in 'WFA' else 1 for letter in text)


@register.command('show', help="一件收文：要素、副本、附件、事项、待核。")
@NUMBER
@JSON
@click.pass_context
def register_show(ctx: click.Context, number: int, as_json: bool) -> None:
    """One entry with what was extracted and what waits."""
    with workplace(ctx) as place:
        shown = registering.show(place, number)
    if as_json:
        echo_json(shown._asdict())
        return
    for line in _shown_to_lines(shown):
        click.echo(line)


def _shown_to_lines(shown: Shown) -> list[str]:
    entry = shown.entry
    named = (
        ("收文日期", f'{entry.received_at:%Y-%m-%d}'),
        ("状态", STATE_NAMES[entry.state]),
        ("文件", entry.file),
        ("来文单位", entry.issuer),
        ("来文字号", entry.doc_number),
        ("标题", entry.title),
        ("份数", entry.quantity),
        ("密级", entry.secrecy),
        ("缓急", entry.urgency),
        ("承办", entry.handler),
        ("拟办", entry.proposal),
        ("批示", entry.instruction),
        ("办理结果", entry.outcome),
        ("归档", entry.filed_as),
        ("并入", f"第{entry.part_of}号" if entry.part_of else None),
        ("说明", entry.note),
    )
    return [
        f"第{entry.number}号",
        *(f"{name}：{value}" for name, value in named if value is not None),
        *(f"副本：{copy.file}（{_make(copy.sha256)}，{copy.received_at:%Y-%m-%d}）" for copy in shown.copies),
        *(f"附件或分页：第{part.number}号 {part.title or part.file}" for part in shown.parts),
        *_came_in_lines(shown.containers),
        *_page_lines(shown),
        *map(_duty_line, shown.duties),
        *figures_to_lines(shown.figures),
        *map(item_line, shown.review),
        *hints_to_lines(shown.hints),
    ]


def _came_in_lines(parents: Sequence[Container]) -> list[str]:
    """The mail and the archives that a paper lay in, from the outermost in."""
    told = []
    for one in reversed(parents):
        if one.kind not in MAILS:
            told.append(f"来自压缩包：{one.file}（{one.received_at:%Y-%m-%d}收到）")
            continue
        sent = f"，{one.sent_at:%Y-%m-%d %H:%M}发出" if one.sent_at else ""
        told.append(f"来自邮件：{one.file}　主题“{one.subject}”，发件人{one.sender}{sent}")
        told += [f"邮件正文：{one.text}"] if one.text else []
        told += [f"附件未下载：{link_to_text(link)}" for link in one.undelivered]
    return told


def _page_lines(shown: Shown) -> list[str]:
    """The photographs of each make of several, in the order of their pages."""
    makes: dict[str, list[str]] = {}
    for page in shown.pages:
        makes.setdefault(page.make, []).append(page.file)
    return [f"照片{len(files)}页：{'、'.join(files)}" for files in makes.values()]


def _make(sha256: str | None) -> str:
    return "另一种格式" if sha256 else "内容完全相同"


def _duty_line(duty: Duty) -> str:
    when = f"{duty.deadline}" if duty.deadline else duty.deadline_text or "未写期限"
    links = f"，与事项{duty.joined_to}是同一件事" if duty.joined_to else ""
    links += f"，已由事项{duty.superseded_by}替代" if duty.superseded_by else ""
    what = duty.what or duty.verbatim
    return f"事项{duty.number}　{OURS_NAMES[duty.ours]}　{when}　{what}（{duty.rule}{links}）"


@register.command('set', help="填登记簿的栏目，如 承办=社会组织科 拟办=… 批示=… 办理结果=… 归档=… 份数=3。")
@NUMBER
@click.argument('values', nargs=-1, required=True, metavar="栏目=内容...")
@click.pass_context
def register_set(ctx: click.Context, number: int, values: tuple[str, ...]) -> None:
    """Fill columns of the register."""
    from office.columns import set_columns

    parted = [value.partition('=') for value in values]
    wrong = [value for value, (_, sign, _) in zip(values, parted, strict=True) if not sign]
    if wrong:
        raise UsageFault(f"“{wrong[0]}”要写成 栏目=内容，如 承办=社会组织科。")
    with workplace(ctx) as place:
        set_columns(place, number, {key: text for key, _, text in parted})
    click.echo(f"第{number}号已填：{'，'.join(values)}")


@register.command('join', help="并件：几张照片或几页是一份文件，或附件并入所属的通知。")
@NUMBER
@click.argument('others', nargs=-1, required=True, type=int, metavar="并入的编号...")
@click.option('--undo', is_flag=True, help="分开原先并在一起的。")
@click.pass_context
def register_join(ctx: click.Context, number: int, others: tuple[int, ...], undo: bool) -> None:
    """Join entries by hand."""
    from office.uniting import join, part_again

    with workplace(ctx) as place:
        said = None
        if undo:
            part_again(place, number, others)
        else:
            said = join(place, number, others)
    told = '、'.join(f"第{other}号" for other in others)
    joined = f"{told}已并入第{number}号{f'，合起来读作：{said}' if said else ''}"
    click.echo(f"{told}已与第{number}号分开" if undo else joined)


@register.command('export', help="导出收文登记簿，供打印。")
@click.argument('file', type=FILE, metavar="文件.xlsx")
@click.option('--from', 'first', type=DATE, help="从哪天收的起。")
@click.option('--to', 'last', type=DATE, help="到哪天收的止。")
@click.pass_context
def register_export(ctx: click.Context, file: Path, first: dt.date | None, last: dt.date | None) -> None:
    """The register as a workbook."""
    from office.register_sheet import export

    with workplace(ctx) as place:
        written, count = export(place, file, first, last)
    click.echo(f"{count}件已导出到 {written}")


@register.command('slip', help="文件处理笺，已知的栏目填好。")
@NUMBER
@click.option('--out', type=FILE, required=True, metavar="文件.docx", help="写到哪个文件。")
@click.pass_context
def register_slip(ctx: click.Context, number: int, out: Path) -> None:
    """The handling slip of one entry."""
    from office.slip import write_slip

    with workplace(ctx) as place:
        written = write_slip(place, number, out)
    click.echo(f"第{number}号的文件处理笺：{written}")


@register.command('reread', help="从存档原件重新读一遍。")
@NUMBER
@click.pass_context
def register_reread(ctx: click.Context, number: int) -> None:
    """Work a document out again."""
    with workplace(ctx) as place:
        click.echo(registering.reread(place, number))


@register.command('withdraw', help="撤下一件登记（登记有误），写明理由。")
@NUMBER
@click.option('--why', required=True, metavar="理由", help="为什么撤下。")
@click.pass_context
def register_withdraw(ctx: click.Context, number: int, why: str) -> None:
    """Take an entry back; what the ledger holds by it is told, and how to take that back."""
    from office.approved import standing_acts

    with workplace(ctx) as place:
        registering.withdraw(place, number, why)
        standing = standing_acts(place, number)
        parts = registering.show(place, number).parts
    click.echo(f"第{number}号已撤下：{why}")
    for part in parts:
        undo = f"shoufa register join {number} {part.number} --undo"
        click.echo(f"并入它的第{part.number}号（{part.file}）也不再办理；不该撤的，用 {undo} 分开。")
    for act in standing:
        click.echo(
            f"这份文件已入账（第{act.number}号办理：{act.about}），台账没有随之改动；"
            f"要撤回用 shoufa ledger rollback {act.number}。"
        )


@register.command('return', help="误送的退回来文单位，写明日期和理由。")
@NUMBER
@click.option('--to', 'unit', required=True, metavar="单位", help="退给哪个单位。")
@click.option('--date', 'day', required=True, type=DATE, help="哪天退的。")
@click.option('--why', required=True, metavar="理由", help="为什么退。")
@click.pass_context
def register_return(ctx: click.Context, number: int, unit: str, day: dt.date, why: str) -> None:
    """Send an entry back to where it came from."""
    with workplace(ctx) as place:
        registering.send_back(place, number, unit, day, why)
    click.echo(f"第{number}号已于{day}退回{unit}：{why}")


@register.command('forward', help="转送其他单位。")
@NUMBER
@click.option('--to', 'unit', required=True, metavar="单位", help="转给哪个单位。")
@click.option('--date', 'day', required=True, type=DATE, help="哪天转的。")
@click.pass_context
def register_forward(ctx: click.Context, number: int, unit: str, day: dt.date) -> None:
    """Pass an entry on."""
    with workplace(ctx) as place:
        registering.forward(place, number, unit, day)
    click.echo(f"第{number}号已转送{unit}")
