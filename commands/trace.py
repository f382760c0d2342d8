"""trace, correct-issued, evidence: where figures come from, what has changed since, and the papers behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.drafts import AS, JSON, OUT, PDF, pdf_beside, show_sent
from commands.edge import FILE, Shown, echo_json, workplace
from commands.trace_view import evidence_to_lines, trace_to_lines, used_to_lines
from model.errors import UsageFault
from model.serialise import to_plain


@click.command(cls=Shown, help="追数：发文里每个数是怎么来的，直到来文和位置；或一份来文用在了哪些发文里。")
@click.argument('file', metavar="[文件]", required=False, type=FILE)
@click.option('--figure', 'number', type=int, metavar="序号", help="只看第几处数字，列出全部单位。")
@click.option(
    '--used-by',
    'used',
    metavar="来文",
    help="哪些发文用了它：收文号、文件名、文号、“12:Sheet1!B7”或“社会组织:字段”。",
)
@JSON
@click.pass_context
def trace(ctx: click.Context, file: Path | None, number: int | None, used: str | None, as_json: bool) -> None:
    """Figures to papers, or papers to figures."""
    if (file is None) == (used is None):
        raise UsageFault("请写一个发文文件，或用 --used-by 写来文，二者选一。")
    if used is not None:
        _used(ctx, used, as_json)
        return
    from office.tracing import trace as act

    assert file is not None
    with workplace(ctx) as place:
        found = act(place, file, number)
    if as_json:
        paper = found.paper
        head = {
            'file': paper.file,
            'doc_number': paper.doc_number,
            'title': paper.title,
            'state': paper.state,
        }
        unresolved = [one['n'] for one in found.entries if not one['resolved']]
        echo_json({**head, 'unresolved': unresolved, 'figures': list(found.entries)})
        return
    for line in trace_to_lines(found, whole=number is not None):
        click.echo(line)


def _used(ctx: click.Context, told: str, as_json: bool) -> None:
    from office.used_by import used_by

    with workplace(ctx) as place:
        wanted, found = used_by(place, told)
    if as_json:
        papers = [
            {
                'file': one.paper.file,
                'doc_number': one.paper.doc_number,
                'issued': one.paper.issued_at is not None,
                'title': one.paper.title,
                'figures': [line for line in one.lines if line['changed']],
                'unchanged': [line for line in one.lines if not line['changed']],
                'why': one.why,
                'corrected_by': list(one.corrected_by),
            }
            for one in found
        ]
        registers = sorted(wanted.registers)
        echo_json({'asked': told, 'registers': registers, 'papers': papers})
        return
    for line in used_to_lines(told, sorted(wanted.registers), found):
        click.echo(line)


@click.command(
    'correct-issued', cls=Shown, help="已发的文数据后来变了：列出哪些数不同，起草更正稿；原文件不动。"
)
@click.argument('file', metavar="文件", type=FILE)
@OUT
@AS
@PDF
@JSON
@click.pass_context
def correct_issued(
    ctx: click.Context, file: Path, out: Path | None, issuing_id: str | None, as_json: bool
) -> None:
    """The 更正 of an issued paper."""
    from office.correcting_issued import correct_issued as act

    with workplace(ctx) as place:
        done = act(place, file, out, issuing_id)
    lines = [(group, (group.main, *group.also)) for group in done.groups]
    if as_json:
        pdf = pdf_beside([done.sent] if done.sent else [])
        figures = [
            {
                'label': group.label,
                'key': group.main.old.key,
                'old': group.main.old.text,
                'new': group.main.new.text if group.main.new else None,
                'also': [_change(one) for one in group.also],
            }
            for group, _ in lines
        ]
        told = {'corrects': done.paper.file, 'doc_number': done.paper.doc_number, 'figures': figures}
        plain: dict[str, Any] = {**told, 'draft': to_plain(done.sent), 'notes': list(done.notes)}
        echo_json(plain | ({'pdf': [path.as_posix() for path in pdf]} if pdf else {}))
        return
    name = done.paper.doc_number or done.paper.file
    click.echo(f"{name}：{len(lines)}个数与现在不同" if lines else f"{name}：所印的数与现在一致，不用更正")
    for group, changes in lines:
        shown = '、'.join(f"{old.text}→{new.text if new else '不再印'}" for old, new in changes)
        click.echo(f"　{group.label}　{shown}")
    for note in done.notes:
        click.echo(f"提示：{note}")
    if done.sent:
        show_sent([done.sent])


def _change(change: Any) -> dict[str, Any]:
    old, new = change
    return {'label': old.label, 'key': old.key, 'old': old.text, 'new': new.text if new else None}


@click.command(cls=Shown, help="佐证：把一项任务、一个数或一个活动的来文原件和发文归到一个文件夹，附目录。")
@click.argument('about', metavar="[任务|数|活动]", required=False)
@click.option('--out', type=FILE, required=True, help="放到这个文件夹（应是空的或还没有）。")
@click.option('--year', type=click.IntRange(1949, 2199), metavar="年份", help="出这一年的归档文件目录。")
@click.option('--paper', type=FILE, metavar="文件", help="数在哪件发文里（写数的序号时用）。")
@JSON
@click.pass_context
def evidence(
    ctx: click.Context, about: str | None, out: Path, year: int | None, paper: Path | None, as_json: bool
) -> None:
    """A folder of evidence, or the yearly catalogue."""
    if (about is None) == (year is None):
        raise UsageFault("请写任务、数或活动（如 已建党组织），或用 --year 写年份，二者选一。")
    from office.evidence import evidence as gather
    from office.filing_list import filing_list

    with workplace(ctx) as place:
        done = filing_list(place, year, out) if year else gather(place, about or '', out, paper)
    if as_json:
        echo_json(done)
        return
    for line in evidence_to_lines(done):
        click.echo(line)
