"""The lists of a campaign as drafts in 发文/: which kinds there are, and drawing them up again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from model.campaign import Pack
from model.errors import UsageFault
from office import (
    list_clear,
    list_clearing,
    list_coverage,
    list_ledgers,
    list_people,
    list_returns,
    list_sending,
    list_targets,
    list_tasks,
)
from office.config import Workplace
from office.inbox import free_name, write_whole
from office.issuing_names import issuing_named
from office.list_desk import Desk
from office.planning import pack_named
from office.workbook import Value, tables_to_workbook
from office.writing import Sent, write_drafts
from outgoing.draft import Draft, Recipe
from outgoing.lists import ListPaper, Table, list_draft
from outgoing.marks import unmarked

ACT = 'papers'


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list: what it is called, for which notices there is one, and how it is made."""

    name: str
    fits: Callable[[Pack], bool]
    make: Callable[[Desk], ListPaper]


KINDS: dict[str, Kind] = {
    'counties': Kind("分县（区）汇总表", list_returns.tells_returns, list_returns.returned_counts),
    'summary': Kind("汇总表", list_returns.tells_returns, list_returns.returned_rows),
    'clearing': Kind("销号清单", list_clearing.tells_clearing, list_clearing.clearing_list),
    'breakdown': Kind("任务分解表", list_tasks.tells_tasks, list_tasks.breakdown),
    'tasks': Kind("任务落实情况表", list_tasks.tells_tasks, list_tasks.task_table),
    'progress': Kind("任务进度表", list_tasks.tells_tasks, list_tasks.task_progress),
    'chasing': Kind("催办清单", list_tasks.tells_tasks, list_tasks.chase_list),
    'deadlines': Kind("阶段性时限表", list_targets.tells_targets, list_targets.deadline_list),
    'targets': Kind("目标完成情况表", list_targets.tells_targets, list_targets.target_list),
    'coverage': Kind("覆盖情况统计表", list_coverage.tells_coverage, list_coverage.coverage_list),
    'statistics': Kind("党内统计对照表", list_coverage.tells_statistics, list_coverage.statistics_list),
    'alone': Kind("单独建立党组织台账", list_ledgers.tells_ledgers, list_ledgers.alone_ledger),
    'joint': Kind("联合建立党组织台账", list_ledgers.tells_ledgers, list_ledgers.joint_ledger),
    'other': Kind("其他方式和方式待核实党组织台账", list_ledgers.tells_ledgers, list_ledgers.other_ledger),
    'work': Kind("党的工作覆盖台账", list_ledgers.tells_ledgers, list_ledgers.work_ledger),
    'clear': Kind("五清清单", list_clear.tells_clear, list_clear.clear_list),
    'people': Kind("基本情况台账", list_people.tells_people, list_people.people_ledger),
    'sending': Kind("指导员选派情况表", list_sending.tells_sending, list_sending.sending_list),
}


def kinds_of(place: Workplace, wanted: str, only: Sequence[str] = ()) -> list[str]:
    """The kinds of lists a campaign has, or those of them that are asked for by id or name.

    Raises:
        UsageFault: no such campaign, no such kind, or one that its notice gives no ground for.
    """
    pack = pack_named(place, wanted)
    fitting = [key for key, kind in KINDS.items() if kind.fits(pack)]
    chosen = []
    for word in only:
        key = next((key for key, kind in KINDS.items() if word in {key, kind.name}), None)
        if key not in fitting:
            known = '、'.join(f"{key}（{KINDS[key].name}）" for key in fitting) or "无"
            raise UsageFault(f"活动“{pack.title}”没有“{word}”这种清单。可用：{known}。")
        chosen.append(key)
    if not fitting:
        raise UsageFault(f"活动“{pack.title}”没有可出的清单：通知没有任务、目标、报表，也不涉及逐家组建。")
    return list(dict.fromkeys(chosen)) or fitting


def list_papers(
    place: Workplace, wanted: str, only: Sequence[str] = (), number: int | None = None
) -> list[ListPaper]:
    """The lists of a campaign, all that its notice gives ground for or some; number is the round of returns.

    Raises:
        UsageFault: as kinds_of, or no such round.
    """
    chosen = kinds_of(place, wanted, only)
    desk = Desk(place, pack_named(place, wanted), number)
    return [KINDS[key].make(desk) for key in chosen]


def drafts_of(
    place: Workplace, wanted: str, made: Sequence[ListPaper], issuing_id: str, number: int | None = None
) -> list[Draft]:
    """Lists as drafts, each with the recipe that makes it again.

    Raises:
        UsageFault: there is no issuing name of this id.
        CannotStart: office.toml is not filled in, or an inner section is to put its seal to one.
    """
    issuing = issuing_named(place, issuing_id, formal=any(one.signed for one in made))
    found = []
    for one in made:
        options = {'only': [one.kind], 'as': issuing_id, 'round': number}
        recipe = Recipe(ACT, pack_named(place, wanted).id, options, one.cut_off)
        found.append(list_draft(place.office, issuing, one, recipe))
    return found


def papers(
    place: Workplace,
    wanted: str,
    only: Sequence[str] = (),
    *,
    number: int | None = None,
    out: Path | None = None,
    issuing_id: str | None = None,
    xlsx: bool = False,
) -> tuple[tuple[Sent, ...], tuple[Path, ...]]:
    """Draft the lists of a campaign into 发文/; with xlsx the tables as workbooks beside them.

    Raises:
        UsageFault: no such campaign, kind, round or issuing name.
    """
    made = list_papers(place, wanted, only, number)
    drafts = drafts_of(place, wanted, made, issuing_id or place.office.report_as, number)
    sent = write_drafts(place, drafts, pack_named(place, wanted).id, out)
    books = (
        tuple(
            _workbook(one, draft, out or place.rooms.outbox) for one, draft in zip(made, drafts, strict=True)
        )
        if xlsx
        else ()
    )
    return sent, books


def draft_again(place: Workplace, recipe: Recipe) -> tuple[Draft, ...]:
    """The drafts of a recipe as of its cut-off: the ledger and instructors as recorded by that day's end.

    Tables of tasks, lists of towns and plans keep no earlier states and are as they are now.

    Raises:
        UsageFault: the campaign or the kind is gone.
    """
    then = replace(place, today=recipe.cut_off or place.today)
    number = recipe.options.get('round')
    made = list_papers(then, recipe.campaign or '', recipe.options['only'], number)
    return tuple(drafts_of(then, recipe.campaign or '', made, recipe.options['as'], number))


def _workbook(paper: ListPaper, draft: Draft, folder: Path) -> Path:
    """The tables of a list as a workbook; one that is there and differs stays, the new one gets 名~2."""
    tables = [
        (
            f"{number}{(one.heading or paper.name)}"[:28] if len(paper.tables) > 1 else paper.name[:28],
            _rows(one),
        )
        for number, one in enumerate(paper.tables, start=1)
    ]
    told = [(unmarked(line),) for line in (draft.title, f"截至{paper.cut_off}", *paper.lead, *paper.notes)]
    data = tables_to_workbook([*tables, ("说明", told)])
    target = folder / f'{draft.file_name.removesuffix(".docx")}.xlsx'
    if target.exists() and target.read_bytes() == data:
        return target
    written = free_name(target)
    write_whole(written, data)
    return written


def _rows(table: Table) -> list[Sequence[Value]]:
    head = [f"{one.group}：{one.label}" if one.group else one.label for one in table.columns]
    if not table.rows:
        return [head, [table.none, *[None] * (len(head) - 1)]]
    total = [["合计", *[None] * (table.keys - 1), *map(_value, table.total)]] if table.total else []
    return [head, *([_value(cell) for cell in row] for row in table.rows), *total]


def _value(cell: str) -> Value:
    """A count as a number; a code or a number with a nought before it stays the text it is."""
    text = unmarked(cell)
    counts = text.isascii() and text.isdecimal() and len(text) < 10 and (text == '0' or text[0] != '0')
    return int(text) if counts else text
